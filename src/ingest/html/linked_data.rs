//! Linked data of a page (JSON-LD, schema.org): when and by whom its article was published.

use crate::ingest::dct::printed_date::field;
use serde_json::Value;

/// Bytes of one block that are looked at.
const MAX_BYTES: usize = 1 << 20;

/// Values within values that are looked at.
const MAX_DEPTH: usize = 12;

/// Nodes that are compared.
const MAX_NODES: usize = 500;

/// Digits from which on a number may be a day.
const NUMBER_DIGITS: usize = 8;

/// What one node says; the better the node, the higher its rank.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Node {
    /// How likely it is about the page's own article, 0–1.
    pub(super) rank: f32,
    /// `headline` or `name`.
    pub(super) title: Option<String>,
    /// Names of `author`.
    pub(super) author: Option<String>,
    /// `datePublished`.
    pub(super) published: Option<String>,
    /// `dateCreated`, `uploadDate` or, of a running report, `coverageStartTime`.
    pub(super) created: Option<String>,
    /// `dateModified`.
    pub(super) modified: Option<String>,
}

/// What is known of the page, to tell its own article from related ones.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct About<'a> {
    /// Its addresses.
    pub(super) urls: [Option<&'a str>; 2],
    /// Its title as it is stated, and without the name of its site.
    pub(super) titles: [&'a str; 2],
}

/// The node about the page's article; blocks of a page are one JSON text each.
pub(super) fn article(blocks: &[String], about: About<'_>) -> Option<Node> {
    let mut nodes = Vec::new();
    for block in blocks {
        let json = block.trim().trim_start_matches("<!--").trim_end_matches("-->");
        let json = json.get(..json.floor_char_boundary(MAX_BYTES)).unwrap_or(json);
        match serde_json::from_str::<Value>(json) {
            Ok(value) => search(&value, Place::default(), about, &mut nodes),
            Err(_) => nodes.extend(broken(json)),
        }
    }
    nodes.sort_by(|a, b| b.rank.total_cmp(&a.rank));
    let mut best = nodes.first().cloned()?;
    // A page's own node sometimes only points to the one with the dates.
    for other in nodes.iter().filter(|node| node.rank >= 0.5) {
        best.published = best.published.or_else(|| other.published.clone());
        best.author = best.author.or_else(|| other.author.clone());
    }
    Some(best)
}

/// Where in the data a node stands.
#[derive(Clone, Copy, Default)]
struct Place {
    depth: usize,
    /// Whether it is an item of a list, a comment, or a part of another work.
    is_listed: bool,
    /// Whether it is one of several such, or a comment.
    is_of_several: bool,
}

fn search(value: &Value, place: Place, about: About<'_>, nodes: &mut Vec<Node>) {
    if place.depth > MAX_DEPTH || nodes.len() >= MAX_NODES {
        return;
    }
    let deeper = Place { depth: place.depth + 1, ..place };
    match value {
        Value::Array(values) => {
            let is_of_several = place.is_of_several || place.is_listed && values.len() > 1;
            let deeper = Place { is_of_several, ..deeper };
            for it in values {
                search(it, deeper, about, nodes);
            }
        }
        Value::Object(object) => {
            nodes.extend(node(object, place, about));
            for (key, inner) in object {
                let is_listed = place.is_listed
                    || matches!(
                        key.as_str(),
                        "itemListElement"
                            | "comment"
                            | "review"
                            | "liveBlogUpdate"
                            | "hasPart"
                            | "mentions"
                            | "relatedLink"
                            | "citation"
                            | "isBasedOn"
                            | "subjectOf"
                            | "video"
                            | "image"
                            | "publisher"
                            | "author"
                            | "isPartOf"
                    );
                let is_of_several =
                    place.is_of_several || matches!(key.as_str(), "comment" | "liveBlogUpdate");
                search(inner, Place { is_listed, is_of_several, ..deeper }, about, nodes);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn node(object: &serde_json::Map<String, Value>, place: Place, about: About<'_>) -> Option<Node> {
    let text = |name: &str| object.get(name).and_then(words).filter(|text| !text.trim().is_empty());
    let date = |name: &str| text(name).or_else(|| object.get(name)?.as_i64().and_then(day_in));
    let kind = object.get("@type").map(|kind| kind.to_string().to_lowercase()).unwrap_or_default();
    let is = |names: &[&str]| names.iter().any(|name| kind.contains(name));
    let title = text("headline").or_else(|| text("name"));
    let is_titled =
        title.as_deref().is_some_and(|title| about.titles.iter().any(|own| is_same(title, own)));
    let addresses = ["url", "@id", "mainEntityOfPage"].iter().filter_map(|name| {
        let value = object.get(*name)?;
        value.as_str().or_else(|| value.get("@id")?.as_str())
    });
    let is_here = addresses.into_iter().any(|address| {
        about.urls.iter().flatten().any(|url| bare(address) == bare(url) && !bare(url).is_empty())
    });
    let mut rank: f32 = match () {
        () if is(&["article", "posting", "report", "liveblog"]) => 0.7,
        () if is(&["webpage", "creativework", "medicalwebpage"]) => 0.5,
        () if is(&["videoobject", "audioobject", "podcastepisode", "event", "recipe", "book"]) => {
            0.4
        }
        () if is(&["organization", "person", "imageobject", "comment", "website", "product"]) => {
            0.1
        }
        () => 0.3,
    };
    rank += if is_here { 0.2 } else { 0.0 } + if is_titled { 0.1 } else { 0.0 };
    if place.is_listed && !(is_here || is_titled) {
        // The reviews of a product, the entries of a running report and the stories of a list are not dated as their
        // page is.
        if place.is_of_several {
            return None;
        }
        rank -= 0.5;
    }
    let node = Node {
        rank,
        title,
        author: text("author").or_else(|| text("creator")),
        published: date("datePublished"),
        created: date("dateCreated")
            .or_else(|| date("uploadDate"))
            .or_else(|| date("coverageStartTime")),
        modified: date("dateModified"),
    };
    let is_dated = [&node.published, &node.created, &node.modified].iter().any(|it| it.is_some());
    (is_dated || node.author.is_some()).then_some(node)
}

/// A number that is a day: `20210304`, or seconds since 1970. The 1998 of a book is its year.
fn day_in(number: i64) -> Option<String> {
    let text = number.to_string();
    (text.len() >= NUMBER_DIGITS && field(&text).is_some()).then_some(text)
}

/// A text, or the names in an object or a list of them.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Object(object) => object.get("name")?.as_str().map(str::to_owned),
        Value::Array(values) => {
            let names: Vec<_> =
                values.iter().filter(|it| !it.is_array()).filter_map(words).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

/// An address without its scheme, its query and its last slash.
fn bare(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let end = rest.find(['?', '#']).unwrap_or(rest.len());
    rest.get(..end).unwrap_or(rest).trim_start_matches("www.").trim_end_matches('/')
}

/// Titles of pages have the name of their site behind them.
pub(super) fn is_same(a: &str, b: &str) -> bool {
    let plain = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    let (a, b) = (plain(a), plain(b));
    !a.is_empty() && !b.is_empty() && (a.starts_with(&b) || b.starts_with(&a))
}

/// The dates in data that is no JSON, as a comma too many or a line end in a text makes it.
fn broken(json: &str) -> Option<Node> {
    let value = |key: &str| {
        let (_, rest) = json.split_once(&format!("\"{key}\""))?;
        let value = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
        let (value, _) = value.split_once('"')?;
        (value.len() <= 60).then(|| value.to_owned())
    };
    let node = Node {
        rank: 0.5,
        published: value("datePublished"),
        created: value("dateCreated"),
        modified: value("dateModified"),
        ..Node::default()
    };
    (node != Node { rank: 0.5, ..Node::default() }).then_some(node)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(json: &str, published: Option<&str>) {
        let about = About {
            urls: [Some("https://www.herald.example/vote"), None],
            titles: ["Opinion - A vote in the north", "A vote in the north"],
        };
        let found = article(&[json.to_owned()], about).and_then(|node| node.published);
        assert_eq!(found.as_deref(), published, "{json}");
    }

    #[test]
    fn the_page_s_own_article_is_told_from_others() {
        check(r#"{"@type":"NewsArticle","datePublished":"2021-03-04"}"#, Some("2021-03-04"));
        check(
            r#"{"@graph":[{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","datePublished":"2024-01-01"}]},
                {"@type":"WebPage","datePublished":"2021-03-05"},
                {"@type":"BlogPosting","headline":"A vote in the north","datePublished":"2021-03-04"}]}"#,
            Some("2021-03-04"),
        );
        check(
            r#"[{"@type":"NewsArticle","url":"https://herald.example/other","datePublished":"2020-01-01"},
                {"@type":"NewsArticle","mainEntityOfPage":{"@id":"http://herald.example/vote/"},"datePublished":"2021-03-04"}]"#,
            Some("2021-03-04"),
        );
    }

    #[test]
    fn entries_and_reviews_do_not_date_their_page() {
        check(
            r#"{"@type":"LiveBlogPosting","headline":"The count","coverageStartTime":"2021-03-04T08:00Z",
                "liveBlogUpdate":[{"@type":"BlogPosting","datePublished":"2021-03-05T10:00Z"}]}"#,
            None,
        );
        check(
            r#"{"@type":"Product","name":"Boat","review":[{"@type":"Review","datePublished":"2020-01-01"},{"@type":"Review","datePublished":"2020-02-01"}]}"#,
            None,
        );
        check(
            r#"{"@type":"WebPage","name":"Boat","comment":{"@type":"Comment","datePublished":"2020-01-01"}}"#,
            None,
        );
        check(
            r#"{"@type":"WebPage","name":"Boat","review":{"@type":"Review","datePublished":"2020-01-01"}}"#,
            Some("2020-01-01"),
        );
    }

    #[test]
    fn numbers_are_days_where_they_can_be_nothing_else() {
        check(r#"{"@type":"NewsArticle","datePublished":1614849000000}"#, Some("1614849000000"));
        check(r#"{"@type":"NewsArticle","datePublished":20210304}"#, Some("20210304"));
        check(r#"{"@type":"NewsArticle","datePublished":12345678}"#, None);
        check(r#"{"@type":"Book","name":"Boats","datePublished":1998}"#, None);
    }

    #[test]
    fn broken_and_deep_data_do_no_harm() {
        check(r#"{"@type":"NewsArticle","datePublished": "2021-03-04",}"#, Some("2021-03-04"));
        check(&r#"{"a":"#.repeat(100_000), None);
        check("", None);
    }
}
