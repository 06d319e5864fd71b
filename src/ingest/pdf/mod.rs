//! Portable documents (PDF): glyphs from their positions on the page, set into lines and paragraphs.
//!
//! ```text
//!  content of a page ─glyphs→ Glyph ─lines→ Line ─edges→ heads and feet ─paragraphs→ text
//! ```
//! Drawing is left to `hayro`, which knows fonts and encodings; nothing is drawn here. Pictures,
//! scripts and links are never looked at.

mod accents;
mod coded;
mod edges;
mod glyphs;
mod lines;
mod paragraphs;

use super::extract::{Extract, Refusal};
use crate::phrase::note;
use hayro_interpret::hayro_syntax::metadata::Metadata;
use hayro_interpret::hayro_syntax::object::DateTime;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use lines::Line;

/// Pages that are read at most.
const MAX_PAGES: usize = 5_000;

/// How much larger than those of the text the letters of a title are.
const TITLE_SIZE: f64 = 1.15;

/// Reads a PDF.
pub(super) fn read(bytes: &[u8]) -> Result<Extract, Refusal> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Refusal::Locked,
        LoadPdfError::Invalid => Refusal::Damaged("it is no whole PDF".to_owned()),
    })?;
    let mut lines = Vec::new();
    let looked = glyphs::read(&pdf, MAX_PAGES, |glyphs| lines.extend(lines::set(glyphs)));
    if looked.pages == 0 {
        return Err(Refusal::Damaged("it has no pages".to_owned()));
    }
    if lines.is_empty() {
        return Err(Refusal::Pictures);
    }
    edges::mark(&mut lines);
    let printed_from = edges::mark_print(&mut lines);
    let mut extract = paragraphs::join(&lines);
    extract.printed_from = printed_from;
    extract.is_cut |= looked.is_cut;
    properties(pdf.metadata(), &mut extract);
    extract.title = extract.title.or_else(|| printed_title(&lines));
    Ok(extract)
}

fn properties(metadata: &Metadata, extract: &mut Extract) {
    // Some programs end a text as C does.
    let text = |bytes: &[u8]| text_string(bytes).trim_end_matches('\0').to_owned();
    let field = |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(text);
    extract.title = field(&metadata.title).filter(|title| is_title(title));
    extract.author = field(&metadata.author);
    if let Some(date) = &metadata.creation_date {
        extract.date("created", &iso(date), 0.6);
    }
    if let Some(date) = &metadata.modification_date {
        extract.date("modified", &iso(date), 0.4);
    }
}

/// Programs fill the title with the name of the file that was printed.
fn is_title(title: &str) -> bool {
    let lower = title.trim().to_lowercase();
    let is_file =
        [".doc", ".docx", ".indd", ".qxd", ".qxp", ".pdf", ".rtf", ".odt", ".pmd", ".tex", ".dvi"]
            .iter()
            .any(|ending| lower.ends_with(ending));
    lower.chars().count() > 3
        && !is_file
        && !lower.starts_with("microsoft word")
        && !lower.starts_with("untitled")
        && lower.contains(char::is_alphabetic)
}

fn iso(date: &DateTime) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month.max(1), date.day.max(1))
}

/// Text strings of a PDF are UTF-16 with a mark, UTF-8 with a mark, or nearly Latin-1 (ISO 32000-2, 7.9.2).
pub(super) fn text_string(bytes: &[u8]) -> String {
    if let Some(utf16) = bytes.strip_prefix(b"\xfe\xff") {
        return encoding_rs::UTF_16BE.decode_without_bom_handling(utf16).0.into_owned();
    }
    if let Some(utf8) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return String::from_utf8_lossy(utf8).into_owned();
    }
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
}

/// Marks that lead from a title to the notes of its page.
fn is_note_mark(c: char) -> bool {
    c == ' ' || matches!(c, '*' | '∗' | '†' | '‡' | '§' | '¶') || note::is_raised(c)
}

/// The lines in the largest letters in the upper part of the first page.
fn printed_title(lines: &[Line]) -> Option<String> {
    let on_first = || lines.iter().filter(|line| line.page == 1 && !line.is_chrome);
    let largest = on_first().map(|line| line.size).max_by(f64::total_cmp)?;
    let body = lines::usual_size(lines);
    if largest < body * TITLE_SIZE {
        return None;
    }
    let title: Vec<&str> = on_first()
        .skip_while(|line| line.size < largest * 0.98)
        .take_while(|line| line.size >= largest * 0.98)
        .map(|line| line.text.as_str())
        .collect();
    let title = title.join(" ").trim_end_matches(is_note_mark).to_owned();
    (is_title(&title) && title.chars().count() <= 250).then_some(title)
}
