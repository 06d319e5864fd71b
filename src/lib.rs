//! Annals turns a folder of documents into a chronology with sources.
//!
//! ```text
//!  folder ─ingest→ Document ─text→ Sentence ─temporal, geo→ Mention ─events→ Event ─pipeline→ Chronology
//!    bytes          text + DCT       spans      TIMEX3, toponym      when/where/what     sorted, with places
//!                                                                                             │
//!                   window  ←ui─── session ──────┐                                            │
//!                                                ├── Scene ←──view── filter + viewport ───────┤
//!          svg, png, pdf  ←export────────────────┘     marks                                  │
//!          csv, json, ics, …  ←export─────────────────────────────────────────────────────────┘
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
