//! Dates in scripts: pages that are built in the browser carry their article's data in them, as JSON,
//! as JSON within a text, or as assignments.
//!
//! ```text
//!  …{"slug":"bees","publishedAt":"2025-06-09"},…,{"title":"A vote","publishedAt":"2023-12-05"}…
//!                                ↑ of another story       ↑ nearest to the title of the page
//! ```

use crate::ingest::dct::printed_date::field;
use crate::model::Edtf;
use aho_corasick::{AhoCorasick, MatchKind};
use std::sync::LazyLock;

/// Names under which scripts hold the date of publication, best first.
const NAMES: [&str; 34] = [
    "datePublished",
    "date_published",
    "first_published_at",
    "firstPublishedAt",
    "first_publish_date",
    "firstPublishDate",
    "firstPublished",
    "publishedDate",
    "published_date",
    "articlePublishedDate",
    "articlePublishDate",
    "article_publish_date",
    "articlePublicationDate",
    "originalPublishDate",
    "firstPublicationDate",
    "publishedAt",
    "published_at",
    "published_time",
    "publishDate",
    "publish_date",
    "publishTime",
    "publishOn",
    "publishedTime",
    "publish_time",
    "publishedTimestamp",
    "published_timestamp",
    "pubDate",
    "pub_date",
    "publicationDate",
    "publication_date",
    "publication_date_epoch",
    "display_date",
    "displayDate",
    "post_date",
];

static SCAN: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(NAMES).ok()
});

/// Bytes of scripts that are kept to be compared with the title of the page.
const MAX_KEPT_BYTES: usize = 4 << 20;

/// Dates that are compared.
const MAX_DATES: usize = 200;

/// Places of the title that are compared.
const MAX_TITLES: usize = 50;

/// Characters of the title that are looked for: scripts write what follows in more than one way.
const TITLE_CHARS: usize = 24;

/// Bytes behind a name in which its date stands.
const VALUE_BYTES: usize = 64;

/// The scripts of a page that name dates.
#[derive(Debug, Default)]
pub(crate) struct Scripts {
    text: String,
}

impl Scripts {
    /// Takes a script, or part of one, that names dates.
    pub(super) fn notice(&mut self, script: &str) {
        let is_named = SCAN.as_ref().is_some_and(|scan| scan.is_match(script));
        if is_named && self.text.len() + script.len() <= MAX_KEPT_BYTES {
            self.text.push_str(script);
            self.text.push('\n');
        }
    }

    /// The date of the page's own article: that nearest to its title, else that with the best name.
    pub(super) fn date(&self, title: &str) -> Option<(Edtf, String)> {
        let scan = SCAN.as_ref()?;
        let hits = scan.find_iter(&self.text).filter_map(|hit| {
            let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
            let before = hit.start().checked_sub(1).and_then(|at| self.text.as_bytes().get(at));
            let value = value(self.text.get(hit.end()..)?)?;
            let edtf = field(value)?;
            (!before.is_some_and(|&byte| is_part(byte))).then_some((hit, edtf, value))
        });
        let titles = places(&self.text, title);
        let far = |at: usize| titles.iter().map(|title| title.abs_diff(at)).min();
        let best = hits.take(MAX_DATES).min_by_key(|(hit, ..)| (far(hit.start()), hit.pattern()));
        best.map(|(_, edtf, value)| (edtf, value.to_owned()))
    }
}

/// What stands behind a name: `":"…"`, `\":\"…\"`, ` = '…'`, `:1455033600000,`.
fn value(rest: &str) -> Option<&str> {
    let rest = rest.get(..rest.floor_char_boundary(VALUE_BYTES))?;
    let marks = |c: char| matches!(c, '"' | '\'' | '\\' | ' ');
    let rest = rest.trim_start_matches(marks).strip_prefix([':', '='])?;
    let rest = rest.trim_start_matches(marks);
    let end = rest.find(['"', '\'', '\\', ';', '}', '<']).unwrap_or(rest.len());
    let value = rest.get(..end)?.trim_end_matches([',', ' ']);
    // A number without quotes ends at the comma behind it.
    let number = value.split(',').next().filter(|it| it.bytes().all(|b| b.is_ascii_digit()));
    Some(number.unwrap_or(value)).filter(|value| !value.is_empty())
}

/// Where the title stands in the scripts.
fn places(text: &str, title: &str) -> Vec<usize> {
    let head: String = title.chars().take(TITLE_CHARS).take_while(|&c| c != '"').collect();
    let head = head.trim();
    if head.len() * 3 < TITLE_CHARS {
        return Vec::new();
    }
    text.match_indices(head).map(|(at, _)| at).take(MAX_TITLES).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(script: &str, expected: Option<&str>) {
        let mut scripts = Scripts::default();
        scripts.notice(script);
        let date = scripts.date("A vote in the north").map(|(edtf, _)| edtf.to_string());
        assert_eq!(date.as_deref(), expected, "{script}");
    }

    #[test]
    fn dates_are_read_however_scripts_write_them() {
        check(r#"{"publishedAt": "2023-12-05T15:20:00Z", "a": 1}"#, Some("2023-12-05"));
        check(r#"JSON.parse("{\"post_date\":\"2023-03-04T14:01:20.000Z\"}")"#, Some("2023-03-04"));
        check("var publishDate = '5 December 2023';", Some("2023-12-05"));
        check(r#"{"publishOn":1455033600000,"x":2}"#, Some("2016-02-09"));
        check(r#"{"unpublishDate":"2023-12-05"}"#, None);
        check(r#"{"publishDate":null}"#, None);
    }

    #[test]
    fn the_date_nearest_to_the_title_counts() {
        check(
            r#"{"latest":[{"slug":"bees","publishedAt":"2025-06-09"}],
                "article":{"title":"A vote in the north","publishedAt":"2023-12-05"}}"#,
            Some("2023-12-05"),
        );
        check(
            r#"{"publishDate":"2020-01-02","datePublished":"2023-12-05","pubDate":"2021-01-01"}"#,
            Some("2023-12-05"),
        );
    }
}
