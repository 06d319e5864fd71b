//! `OpenDocument` texts (ODF 1.3): the text of `content.xml`.

use super::docx::properties;
use super::flow::Flow;
use super::package::Package;
use super::xml::{Element, Xml, walk};
use crate::ingest::extract::{Extract, Refusal};

/// Elements whose content is not the text as it stands.
const LEFT_OUT: [&str; 7] =
    ["annotation", "tracked-changes", "note-citation", "title", "desc", "sequence-decls", "forms"];

/// Reads an `OpenDocument` text.
pub(in crate::ingest) fn read(bytes: &[u8]) -> Result<Extract, Refusal> {
    let mut package = Package::new(bytes)?;
    let missing = || Refusal::Damaged("it has no content".to_owned());
    let content = package.text("content.xml")?.ok_or_else(missing)?;
    let mut extract = body(&content);
    if let Some(meta) = package.text("meta.xml")? {
        properties(&meta, &mut extract);
    }
    Ok(extract)
}

fn body(xml: &str) -> Extract {
    let mut flow = Flow::default();
    let mut left_out = 0_usize;
    let mut paragraphs = 0_usize;
    let mut is_item = false;
    walk(xml, |event| {
        match event {
            // A field repeats the title of the document; other titles are those of drawings.
            Xml::Open(element)
                if LEFT_OUT.contains(&element.name())
                    && (left_out > 0 || element.full_name() != "text:title") =>
            {
                left_out += 1;
            }
            Xml::Close(name) if LEFT_OUT.contains(&name.as_str()) => {
                left_out = left_out.saturating_sub(1);
            }
            _ if left_out > 0 => {}
            Xml::Open(element) => {
                match element.name() {
                    "p" | "h" => paragraphs += 1,
                    "list-item" => is_item = true,
                    _ => {}
                }
                open(&element, &mut flow);
            }
            Xml::Close(name) => match name.as_str() {
                "p" | "h" => {
                    paragraphs = paragraphs.saturating_sub(1);
                    flow.end_paragraph(if std::mem::take(&mut is_item) { "• " } else { "" });
                }
                "note" => flow.close_note(),
                "table-row" => flow.close_row(),
                "table" => flow.close_table(),
                _ => {}
            },
            // White space between paragraphs only lays out the file, and within them it is one space.
            Xml::Text(text) if paragraphs > 0 => flow.text(&single_spaced(&text)),
            Xml::Text(_) => {}
        }
        flow.has_room()
    });
    flow.finish()
}

fn open(element: &Element<'_>, flow: &mut Flow) {
    match element.name() {
        "tab" | "s" => flow.text(" "),
        "line-break" => flow.text("\n"),
        // A frame may stand within a paragraph.
        "text-box" => flow.end_paragraph(""),
        "soft-page-break" => flow.page_break(),
        "note" => flow.open_note(),
        "table" => flow.open_table(),
        "table-row" => flow.open_row(),
        "table-cell" => flow.open_cell(),
        _ => {}
    }
}

fn single_spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_whitespace() || c == '\u{a0}' {
            spaced.push(c);
        } else if !spaced.ends_with(' ') {
            spaced.push(' ');
        }
    }
    spaced
}
