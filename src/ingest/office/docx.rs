//! Word documents (Office Open XML, ECMA-376): the text of `word/document.xml` with its notes.

use super::flow::Flow;
use super::package::Package;
use super::xml::{Element, Xml, walk};
use crate::ingest::extract::{Extract, Refusal};

/// Elements whose content is not the text as it stands: deletions, field codes, second forms of shapes.
const LEFT_OUT: [&str; 6] = ["del", "moveFrom", "instrText", "delText", "Fallback", "delInstrText"];

/// Reads a Word document.
pub(in crate::ingest) fn read(bytes: &[u8]) -> Result<Extract, Refusal> {
    let mut package = Package::new(bytes)?;
    let missing = || Refusal::Damaged("it has no main part".to_owned());
    let main = package.text("word/document.xml")?.ok_or_else(missing)?;
    let mut body = Body::default();
    body.walk(&main);
    body.flow.begin_notes();
    for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(notes) = package.text(notes)? {
            body.walk(&notes);
        }
    }
    let mut extract = body.flow.finish();
    if let Some(core) = package.text("docProps/core.xml")? {
        properties(&core, &mut extract);
    }
    Ok(extract)
}

/// The state of the walk through a part.
#[derive(Debug, Default)]
struct Body {
    flow: Flow,
    left_out: usize,
    is_text: bool,
    is_item: bool,
    is_run: bool,
    /// Whether the run is there and not shown.
    is_hidden: bool,
}

impl Body {
    fn walk(&mut self, xml: &str) {
        self.left_out = 0;
        walk(xml, |event| {
            match event {
                Xml::Open(element) => self.open(&element),
                Xml::Close(name) => self.close(&name),
                Xml::Text(text) if self.is_text && !self.is_hidden && self.left_out == 0 => {
                    self.flow.text(&text);
                }
                Xml::Text(_) => {}
            }
            self.flow.has_room()
        });
    }

    fn open(&mut self, element: &Element<'_>) {
        let name = element.name();
        if LEFT_OUT.contains(&name) {
            self.left_out += 1;
        }
        if self.left_out > 0 {
            return;
        }
        match name {
            "r" => (self.is_run, self.is_hidden) = (true, false),
            "vanish" if self.is_run => {
                let value = element.attribute("val");
                self.is_hidden = !matches!(value.as_deref(), Some("0" | "false" | "off"));
            }
            "t" => self.is_text = true,
            // A text box is anchored in a paragraph and holds others.
            "txbxContent" => self.flow.part_paragraph(),
            "tab" | "ptab" if !self.is_text => self.flow.text(" "),
            "br" if element.attribute("type").as_deref() == Some("page") => self.flow.page_break(),
            "br" | "cr" => self.flow.text("\n"),
            "noBreakHyphen" => self.flow.text("-"),
            "lastRenderedPageBreak" => self.flow.page_break(),
            "numPr" => self.is_item = true,
            "tbl" => self.flow.open_table(),
            "tr" => self.flow.open_row(),
            "tc" => self.flow.open_cell(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if LEFT_OUT.contains(&name) {
            self.left_out = self.left_out.saturating_sub(1);
            return;
        }
        if self.left_out > 0 {
            return;
        }
        match name {
            "r" => (self.is_run, self.is_hidden) = (false, false),
            "t" => self.is_text = false,
            "p" => {
                let mark = if std::mem::take(&mut self.is_item) { "• " } else { "" };
                self.flow.end_paragraph(mark);
            }
            "tr" => self.flow.close_row(),
            "tbl" => self.flow.close_table(),
            _ => {}
        }
    }
}

/// `docProps/core.xml` of a Word document, `meta.xml` of an `OpenDocument` text.
pub(super) fn properties(xml: &str, extract: &mut Extract) {
    let mut field = String::new();
    walk(xml, |event| {
        match event {
            Xml::Open(element) => element.name().clone_into(&mut field),
            Xml::Close(_) => field.clear(),
            Xml::Text(text) => {
                let text = text.trim();
                match field.as_str() {
                    "title" => extract.title = Some(text.to_owned()),
                    "creator" | "initial-creator" => extract.author = Some(text.to_owned()),
                    "language" => extract.language = Some(text.to_owned()),
                    "created" | "creation-date" => extract.date("created", text, 0.6),
                    "modified" | "date" => extract.date("modified", text, 0.4),
                    _ => {}
                }
            }
        }
        true
    });
}
