//! Plain text and Markdown: the text is the file's own, to the byte.

use super::boilerplate::{self, Marked};
use super::dct::stated;
use super::parts::Parts;
use crate::model::{Dct, DctMethod, Format, Metadata, Span};

/// Reads plain text: it is called by its heading.
pub(super) fn text(text: String) -> Parts {
    let Marked { chrome, title, heading } = boilerplate::marked(&text, &[], None);
    let title_shown = heading.map(|heading| heading.of(&text).to_owned());
    let metadata = Metadata { title: title_shown, ..Metadata::default() };
    Parts { text, chrome, metadata, headline: title, ..Parts::empty(Format::Text) }
}

/// Reads Markdown: front matter is metadata and counts as chrome, the first heading is the title.
pub(super) fn markdown(text: String) -> Parts {
    let mut chrome = boilerplate::chrome(&text);
    let mut metadata = Metadata::default();
    let mut dates = Vec::new();
    if let Some(front) = front_matter(&text) {
        read_front_matter(front.of(&text), &mut metadata, &mut dates);
        chrome.retain(|span| !span.overlaps(front));
        chrome.insert(0, front);
    }
    let heading = text.lines().find_map(|line| line.strip_prefix("# "));
    metadata.title = metadata.title.or_else(|| heading.map(|title| title.trim().to_owned()));
    Parts { text, chrome, metadata, dates, ..Parts::empty(Format::Markdown) }
}

/// The block between `---` and `---`, or `+++` and `+++`, at the top.
fn front_matter(text: &str) -> Option<Span> {
    let body = text.trim_start_matches('\u{feff}');
    let start = text.len() - body.len();
    let fence = ["---", "+++"].into_iter().find(|fence| body.starts_with(fence))?;
    let mut at = start;
    for (number, line) in body.split_inclusive('\n').enumerate().take(200) {
        at += line.len();
        if number > 0 && line.trim_end() == fence {
            return Some(Span::new(start, at).trimmed(text));
        }
    }
    None
}

fn read_front_matter(front: &str, metadata: &mut Metadata, dates: &mut Vec<Dct>) {
    for line in front.lines() {
        let Some((key, value)) = line.split_once([':', '=']) else { continue };
        let value = value.trim().trim_matches(['"', '\'']);
        let field = match key.trim().to_ascii_lowercase().as_str() {
            "title" => &mut metadata.title,
            "author" => &mut metadata.author,
            "url" | "link" | "source" | "canonical" => &mut metadata.url,
            "lang" | "language" => &mut metadata.language,
            "date" | "published" | "pubdate" | "publishdate" => {
                dates.extend(stated(value, DctMethod::Metadata, line.trim(), None, 0.95));
                continue;
            }
            _ => continue,
        };
        if !value.is_empty() {
            *field = Some(value.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_metadata() {
        let parts = markdown("---\ntitle: \"A vote\"\ndate: 2021-03-04\nauthor: Jane Doe\n---\n\nThe deputies met.\n".to_owned());
        assert_eq!(parts.metadata.title.as_deref(), Some("A vote"));
        assert_eq!(parts.dates[0].when.edtf.to_string(), "2021-03-04");
        assert_eq!(parts.chrome.len(), 1);
        assert!(parts.chrome[0].of(&parts.text).ends_with("---"));
    }

    #[test]
    fn a_heading_is_the_title() {
        assert_eq!(
            markdown("# A vote\n\nText.".to_owned()).metadata.title.as_deref(),
            Some("A vote")
        );
    }
}
