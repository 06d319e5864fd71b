//! Office documents and electronic books: zip packages of XML, read part by part within limits.

mod docx;
mod epub;
mod flow;
mod odt;
mod package;
mod sheet;
pub(super) mod xml;

pub(super) use docx::read as docx;
pub(super) use epub::{percent_decoded, read as epub};
pub(super) use odt::read as odt;
pub(super) use package::{Packed, kind};
pub(super) use sheet::{Sheet, read as workbook};
