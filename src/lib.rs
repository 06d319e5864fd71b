//! Annals turns a folder of documents into a chronology with sources.
//!
//! ```text
//!  folder ─ingest→ Document ─text→ Sentence ─temporal, geo→ Mention ─events→ Event ─pipeline→ Chronology
//!                                                                                               │
//!                      window  ←ui─┐                                                            │
//!                 svg, png, pdf ←export─ Scene ←──────────────────view──────────────────────────┘
//! ```
//!
//! The modules below stand in the order in which data flows; nothing flows back.

pub mod model;

pub mod ingest;
pub mod text;

pub mod phrase;

pub mod geo;
pub mod temporal;

pub mod events;

pub mod pipeline;

pub mod view;

pub mod export;

pub mod project;

pub mod session;

pub mod cli;
#[cfg(feature = "gui")]
pub mod ui;
