//! Plain text and Markdown: the text is the file's own, to the byte.

use super::boilerplate::{self, Marked};
use super::dct::stated;
use super::parts::Parts;
use crate::model::{Dct, DctMethod, Format, Metadata, Span};

/// Reads plain text: it is called by what it says above itself, else by its heading.
pub(super) fn text(text: String) -> Parts {
    let Marked { mut chrome, title, heading } = boilerplate::marked(&text, &[], None);
    let title_shown = heading.map(|heading| heading.of(&text).to_owned());
    let mut metadata = Metadata { title: title_shown, ..Metadata::default() };
    let mut dates = Vec::new();
    if let Some(front) = labelled_lines(&text) {
        read_front_matter(front.of(&text), &mut metadata, &mut dates);
        cover(&mut chrome, front);
    }
    let headline = title.filter(|title| !chrome.iter().any(|chrome| chrome.overlaps(*title)));
    Parts { text, chrome, headline, metadata, dates, ..Parts::empty(Format::Text) }
}

/// Reads Markdown: front matter is metadata and counts as chrome, the first heading is the title.
pub(super) fn markdown(text: String) -> Parts {
    let mut chrome = boilerplate::chrome(&text);
    let mut metadata = Metadata::default();
    let mut dates = Vec::new();
    if let Some(front) = front_matter(&text).or_else(|| labelled_lines(&text)) {
        read_front_matter(front.of(&text), &mut metadata, &mut dates);
        cover(&mut chrome, front);
    }
    let heading = text.lines().find_map(|line| line.strip_prefix("# "));
    metadata.title = metadata.title.or_else(|| heading.map(|title| title.trim().to_owned()));
    Parts { text, chrome, metadata, dates, ..Parts::empty(Format::Markdown) }
}

/// Makes front matter the first of the chrome.
fn cover(chrome: &mut Vec<Span>, front: Span) {
    chrome.retain(|span| !span.overlaps(front));
    chrome.insert(0, front);
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

/// Lines at the top that each name what they say, up to an empty one, where a title is among them and
/// something else that is known of a document: "Title: A vote", "Date: 2021-03-04".
fn labelled_lines(text: &str) -> Option<Span> {
    const MOST_LINES: usize = 20;
    const LONGEST_LABEL: usize = 24;
    let body = text.trim_start_matches('\u{feff}');
    let start = text.len() - body.len();
    let mut at = start;
    let (mut has_title, mut known) = (false, 0);
    for line in body.split_inclusive('\n').take(MOST_LINES) {
        if line.trim().is_empty() {
            return (has_title && 1 < known).then(|| Span::new(start, at).trimmed(text));
        }
        let (label, _) = line.split_once(':').filter(|(label, _)| label.len() <= LONGEST_LABEL)?;
        let is_label = label.chars().all(|letter| letter.is_alphabetic() || " -_".contains(letter));
        let field = Field::of(label).filter(|_| is_label);
        has_title |= field == Some(Field::Title);
        known += usize::from(field.is_some());
        at += line.len();
        if !is_label {
            return None;
        }
    }
    None
}

/// What a line of front matter tells of its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Title,
    Author,
    Url,
    Language,
    Date,
}

impl Field {
    /// The field of a label in any case; `None` for others.
    fn of(label: &str) -> Option<Self> {
        Some(match label.trim().to_ascii_lowercase().as_str() {
            "title" | "headline" => Self::Title,
            "author" | "authors" | "byline" => Self::Author,
            "url" | "link" | "source" | "canonical" => Self::Url,
            "lang" | "language" => Self::Language,
            "date" | "published" | "pubdate" | "publishdate" => Self::Date,
            _ => return None,
        })
    }
}

fn read_front_matter(front: &str, metadata: &mut Metadata, dates: &mut Vec<Dct>) {
    for line in front.lines() {
        let Some((key, value)) = line.split_once([':', '=']) else { continue };
        let value = value.trim().trim_matches(['"', '\'']);
        let field = match Field::of(key) {
            Some(Field::Title) => &mut metadata.title,
            Some(Field::Author) => &mut metadata.author,
            // "Source: The Daily Post" is no address.
            Some(Field::Url) if value.contains("://") => &mut metadata.url,
            Some(Field::Language) => &mut metadata.language,
            Some(Field::Date) => {
                dates.extend(stated(value, DctMethod::Metadata, line.trim(), None, 0.95));
                continue;
            }
            Some(Field::Url) | None => continue,
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
    fn lines_that_name_what_they_say_are_metadata_without_a_fence() {
        let head = "Title: A vote\nAuthor: Jane Doe\nDate: 4 March 2021\n\nThe deputies met.\n";
        for parts in [markdown(head.to_owned()), text(head.to_owned())] {
            assert_eq!(parts.metadata.title.as_deref(), Some("A vote"));
            assert_eq!(parts.metadata.author.as_deref(), Some("Jane Doe"));
            assert_eq!(parts.dates[0].when.edtf.to_string(), "2021-03-04");
            assert!(parts.chrome[0].of(&parts.text).ends_with("4 March 2021"));
        }
    }

    #[test]
    fn a_talk_or_a_list_at_the_top_is_text() {
        for head in [
            "Jane: We met in 2021.\nOla: We did.\n\nThey left.",
            "Title: A vote\n\nThe deputies met.",
            "Title: A vote\nDate: 4 March 2021\nThe deputies met on 3 March 2021.\n",
            "Note: see below\nDate: 4 March 2021\n\nThe deputies met.",
        ] {
            assert_eq!(labelled_lines(head), None, "{head}");
        }
    }

    #[test]
    fn a_heading_is_the_title() {
        assert_eq!(
            markdown("# A vote\n\nText.".to_owned()).metadata.title.as_deref(),
            Some("A vote")
        );
    }
}
