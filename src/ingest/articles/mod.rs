//! Articles in JSON: an object with a text, a list of such objects, or one a line.

pub(super) mod collected;
pub(super) mod feed;
mod labels;

use super::Stated;
use super::dct::{named_date, printed_date};
use super::html;
use super::table::fields::{Field, fitting};
use crate::model::Edtf;
use serde::Deserialize as _;
use serde_json::{Map, Value};

/// Bytes of a JSON value that is read whole at most: 16 MiB; lists of one object a line may be longer.
pub(super) const MAX_BYTES: usize = 16 << 20;

/// Characters from which a text without a known name counts as an article.
const MIN_TEXT_CHARS: usize = 200;

/// Keys under which an object keeps the pieces of a text.
const PIECES: [&str; 5] = ["paragraphs", "blocks", "children", "content", "body"];

/// Values within values that are searched for articles.
const MAX_DEPTH: usize = 4;

/// An article of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Article {
    /// Its number in the list or its line, from 1.
    pub(super) number: usize,
    /// Its own name.
    pub(super) id: Option<String>,
    /// Its text, which may be HTML.
    pub(super) text: String,
    /// What the list says of it.
    pub(super) stated: Stated,
}

impl Article {
    /// Takes what the object around it says and it does not.
    fn complete(&mut self, around: &Map<String, Value>) {
        let stated = &mut self.stated;
        let date = stated.date.take().or_else(|| date(around));
        let title = stated.title.take().or_else(|| field(around, Field::Title));
        let url = stated.url.take().or_else(|| url(around));
        (stated.date, stated.title, stated.url) = (date, title, url);
    }
}

/// Whether a text begins as JSON does.
pub(super) fn is_json(head: &str) -> bool {
    let head = bare(head).trim_start();
    let mut rest = head.chars().filter(|c| !c.is_whitespace());
    match (rest.next(), rest.next()) {
        (Some('{'), Some('"' | '}')) => true,
        (Some('['), Some('{' | '[' | '"' | ']')) => head.contains('"') || head.len() < 10,
        _ => false,
    }
}

/// JSON without the mark of its encoding, and without what archives of messages write before it, as in
/// `window.YTD.tweets.part0 = [`.
fn bare(text: &str) -> &str {
    let text = text.trim_start_matches('\u{feff}');
    let assigned = text.trim_start().strip_prefix("window.").and_then(|rest| rest.split_once('='));
    let is_name = |name: &str| {
        name.trim_end().bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._".contains(&byte))
    };
    assigned.filter(|(name, _)| is_name(name)).map_or(text, |(_, rest)| rest)
}

/// The articles of a JSON text.
///
/// # Errors
/// Why it could not be read, in words.
pub(super) fn read(text: &str) -> Result<Vec<Article>, String> {
    let text = bare(text);
    if let Some(articles) = lines(text) {
        return Ok(articles);
    }
    if text.len() > MAX_BYTES {
        return Err("it is larger than 16 MB and not one object a line".to_owned());
    }
    let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let mut found = Vec::new();
    search(&value, 0, false, &mut found);
    if found.is_empty() {
        titles(&value, 0, &mut found);
    }
    Ok(found)
}

/// The article that an object in JSON is; `None` where it is none.
pub(super) fn one(object: &str) -> Option<Article> {
    article(&serde_json::from_str(object).ok()?, 1)
}

/// Of lists that have no texts, the titles that have a date: indexes of the press list no more.
fn titles(value: &Value, depth: usize, found: &mut Vec<Article>) {
    if depth > MAX_DEPTH {
        return;
    }
    match value {
        Value::Object(object) => object.values().for_each(|inner| titles(inner, depth + 1, found)),
        Value::Array(values) => {
            for (value, number) in values.iter().zip(1..) {
                let from = found.len();
                match titled(value, number) {
                    Some(article) => found.push(article),
                    None => titles(value, depth + 1, found),
                }
                if let Some([wrapped]) = found.get_mut(from..) {
                    wrapped.number = number;
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// A title with a date.
fn titled(value: &Value, number: usize) -> Option<Article> {
    let object = value.as_object()?;
    let text = field(object, Field::Title)?;
    date(object).filter(|date| printed_date::field(date).is_some())?;
    Some(article_of(object, number, text))
}

/// One object a line, its article in it or in an object within; `None` where the first line is no whole object.
fn lines(text: &str) -> Option<Vec<Article>> {
    let mut found = Vec::new();
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    // An object within that holds the article makes lists of what may be one object with a list.
    let mut objects = 0;
    let mut is_plain = false;
    for (index, line) in lines {
        let mut values = serde_json::Deserializer::from_str(line);
        match Value::deserialize(&mut values) {
            Ok(value @ Value::Object(_)) => {
                objects += 1;
                let from = found.len();
                match article(&value, index + 1) {
                    Some(article) => {
                        is_plain = true;
                        found.push(article);
                    }
                    None => search(&value, 0, false, &mut found),
                }
                if let Some([wrapped]) = found.get_mut(from..) {
                    wrapped.number = index + 1;
                }
            }
            _ if found.is_empty() => return None,
            _ => {}
        }
    }
    (is_plain || objects > 1).then_some(found)
}

/// Articles in a value: itself, or those of the first list that holds some; each item of a list may be
/// wrapped in another object, and such an entry of a list may keep its text in a list of its own.
fn search(value: &Value, depth: usize, is_entry: bool, found: &mut Vec<Article>) {
    if depth > MAX_DEPTH {
        return;
    }
    let is_part = |inner: &Value| inner.is_object() || is_entry && inner.is_array();
    match value {
        Value::Object(object) => {
            if let Some(article) = article(value, 1) {
                found.push(article);
                return;
            }
            let before = found.len();
            for inner in object.values() {
                if found.len() == before {
                    search(inner, depth + 1, false, found);
                    if let (true, Some([article])) = (is_part(inner), found.get_mut(before..)) {
                        article.complete(object);
                    }
                }
            }
        }
        Value::Array(values) => {
            let numbered = || values.iter().zip(1..);
            let before = found.len();
            found.extend(numbered().filter_map(|(value, number)| article(value, number)));
            if found.len() > before {
                return;
            }
            for (inner, number) in numbered() {
                let from = found.len();
                search(inner, depth + 1, true, found);
                if let Some([wrapped]) = found.get_mut(from..) {
                    wrapped.number = number;
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// An object that has a text.
fn article(value: &Value, number: usize) -> Option<Article> {
    let object = value.as_object()?;
    let text = field(object, Field::Text).or_else(|| {
        let texts = object.values().filter_map(Value::as_str);
        let longest = texts.max_by_key(|text| text.len())?;
        (longest.chars().count() >= MIN_TEXT_CHARS).then(|| longest.to_owned())
    })?;
    Some(article_of(object, number, text))
}

/// A text with what its object says of it.
fn article_of(object: &Map<String, Value>, number: usize, text: String) -> Article {
    Article {
        number,
        id: field(object, Field::Id),
        text,
        stated: Stated {
            title: field(object, Field::Title).map(unescaped),
            date: date(object),
            url: url(object),
            // Some know their authors by numbers.
            author: field(object, Field::Author)
                .filter(|name| name.contains(|c: char| !c.is_ascii_digit())),
            language: field(object, Field::Language),
            ..Stated::default()
        },
    }
}

/// A title without the references of HTML: `A vote &#8211; again`.
fn unescaped(title: String) -> String {
    let is_escaped = title.split_once('&').is_some_and(|(_, rest)| rest.contains(';'));
    if is_escaped { html::text(&title) } else { title }
}

/// What the fields of a kind hold, best first.
fn held(object: &Map<String, Value>, kind: Field) -> Vec<String> {
    let places = fitting(kind, object.keys().map(String::as_str));
    let texts = places.filter_map(|at| words(object.values().nth(at)?));
    texts.filter(|text| !text.trim().is_empty()).collect()
}

fn field(object: &Map<String, Value>, kind: Field) -> Option<String> {
    held(object, kind).into_iter().next()
}

fn date(object: &Map<String, Value>) -> Option<String> {
    let dates = held(object, Field::Date);
    let date = dates.iter().find(|date| printed_date::field(date).is_some()).or(dates.first());
    date.filter(|date| !is_of_fetching(object, date)).cloned()
}

/// Whether a crawler wrote a moment beside an address that names another day: it is when the page was fetched.
fn is_of_fetching(object: &Map<String, Value>, date: &str) -> bool {
    let is_stamp = object.get("timestamp").and_then(words).is_some_and(|stamp| stamp == date);
    let address = || url(object).filter(|_| is_stamp);
    let Some(named) = address().as_deref().and_then(named_date::in_name) else { return false };
    printed_date::field(date).is_some_and(|own| own != Edtf::Point(named.partial))
}

fn url(object: &Map<String, Value>) -> Option<String> {
    held(object, Field::Url).into_iter().find(|url| url.starts_with("http"))
}

/// A text, a number, the names of a list of people, the paragraphs of a list of texts.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(mended(text).unwrap_or_else(|| text.clone())),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(values) => {
            let is_flat = |value: &&Value| !value.is_array();
            let all: Vec<_> = values.iter().filter(is_flat).filter_map(words).collect();
            let mut objects = values.iter().filter_map(Value::as_object);
            let is_prose = all.iter().any(|text| text.len() > 80) || objects.any(is_paragraph);
            let joint = match () {
                () if values.iter().any(Value::is_string) && values.iter().any(is_piece) => "",
                () if is_prose => "\n\n",
                () => ", ",
            };
            (!all.is_empty()).then(|| all.join(joint))
        }
        Value::Object(object) => {
            if let Some(date) = object.get("$date").or_else(|| object.get("$numberLong")) {
                return words(date);
            }
            if let Some(parts) = object.get("date-parts") {
                return day_in_parts(parts);
            }
            let name =
                ["name", "text", "rendered", "main", "original", "@value", "value", "content"]
                    .iter()
                    .find_map(|key| object.get(*key)?.as_str());
            name.map(|it| mended(it).unwrap_or_else(|| it.to_owned())).or_else(|| pieces(object))
        }
        Value::Null | Value::Bool(_) => None,
    }
}

/// A text of which every byte was written as a character of its own, as in the exports of Facebook and Instagram:
/// `cafÃ©` → `café`; `None` where it is none.
fn mended(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let bytes: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(c).ok()).collect();
    String::from_utf8(bytes?).ok()
}

/// `[[2019, 3, 6]]`: a day as catalogues of works keep it.
fn day_in_parts(parts: &Value) -> Option<String> {
    let numbers = parts.get(0)?.as_array()?.iter().filter_map(words);
    Some(numbers.map(|number| format!("{number:0>2}")).collect::<Vec<_>>().join("-"))
}

/// The text of an object that keeps it in pieces: those of a paragraph run on, others are paragraphs.
/// `None` where the pieces are articles.
fn pieces(object: &Map<String, Value>) -> Option<String> {
    let pieces = PIECES.iter().find_map(|key| object.get(*key)?.as_array())?;
    let is_article =
        |piece: &Map<String, Value>| field(piece, Field::Title).is_some() && date(piece).is_some();
    if pieces.iter().filter_map(Value::as_object).any(is_article) {
        return None;
    }
    let texts: Vec<_> = pieces.iter().filter_map(words).collect();
    let joint = if is_paragraph(object) { "" } else { "\n\n" };
    (!texts.is_empty()).then(|| texts.join(joint))
}

/// Whether an object says that it is a paragraph or a heading.
fn is_paragraph(object: &Map<String, Value>) -> bool {
    let kind = object.get("type").and_then(Value::as_str).unwrap_or_default();
    ["p", "paragraph", "heading", "text"].contains(&kind.to_ascii_lowercase().as_str())
}

/// Whether a value is a piece of a running text with its style, as messengers write them.
fn is_piece(value: &Value) -> bool {
    value.as_object().is_some_and(|piece| piece.contains_key("type") && piece.contains_key("text"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Number, title, date and text of each article.
    #[track_caller]
    fn check(json: &str, expected: &[&str]) {
        let said = |article: &Article| {
            let or = |field: &Option<String>| field.clone().unwrap_or_default();
            format!(
                "{} {} {} {}",
                article.number,
                or(&article.stated.title),
                or(&article.stated.date),
                article.text
            )
        };
        let found: Vec<_> = read(json).unwrap().iter().map(said).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn lists_objects_and_lines() {
        check(
            r#"[{"title":"A vote","date":"2021-03-04","body":"They met."},{"headline":"B","published_at":"2022","text":"They left."},{"x":1}]"#,
            &["1 A vote 2021-03-04 They met.", "2 B 2022 They left."],
        );
        check(
            r#"{"hits":[{"_id":1,"_source":{"body":"They met."}},{"_id":2,"_source":{"body":"They left."}}]}"#,
            &["1   They met.", "2   They left."],
        );
        check(r#"{"status":"ok","data":{"articles":[{"Content":"Words."}]}}"#, &["1   Words."]);
        check(
            r#"{"name":"A vote","articleBody":"They met.","author":[{"name":"Jane"}]}"#,
            &["1 A vote  They met."],
        );
        check(
            r#"{"messages":[{"date":"2022","text":["The ",{"type":"bold","text":"mill"}," burned."]}]}"#,
            &["1  2022 The mill burned."],
        );
        check(
            r#"{"body":[{"type":"heading","text":"A vote"},{"type":"paragraph","text":"They met."}]}"#,
            &["1   A vote\n\nThey met."],
        );
        check("{\"text\":\"One\"}\n\n{\"text\":\"Two\"}\n", &["1   One", "3   Two"]);
    }

    #[test]
    fn texts_in_pieces() {
        check(
            r#"{"title":"A vote","body":{"paragraphs":["They met.","They left."]}}"#,
            &["1 A vote  They met.\n\nThey left."],
        );
        check(
            r#"{"title":"A vote","content":[{"type":"text","content":"They met."},{"type":"text","value":"They left."}]}"#,
            &["1 A vote  They met.\n\nThey left."],
        );
        check(
            r#"{"headline":"A vote","body":{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"They "},{"type":"text","text":"met."}]},
            {"type":"image","src":"x"},{"type":"paragraph","content":[{"type":"text","text":"They left."}]}]}}"#,
            &["1 A vote  They met.\n\nThey left."],
        );
        check(
            r#"{"content":{"children":[{"title":"A vote","date":"2021","text":"They met."},{"title":"B","date":"2022","text":"They left."}]}}"#,
            &["1 A vote 2021 They met.", "2 B 2022 They left."],
        );
    }

    #[test]
    fn what_stands_around_an_article_may_be_its_own() {
        check(
            r#"{"response":{"results":[{"webPublicationDate":"2022-10-30T12:00:00Z","webTitle":"A vote","fields":{"bodyText":"They met."}}]}}"#,
            &["1 A vote 2022-10-30T12:00:00Z They met."],
        );
    }

    #[test]
    fn titles_with_dates_count_where_there_are_no_texts() {
        check(
            r#"{"articles":[{"url":"http://x.example/a","title":"Bridge falls","seendate":"20210304T101500Z"},{"title":"Menu"}]}"#,
            &["1 Bridge falls 20210304T101500Z Bridge falls"],
        );
        check(r#"{"items":[{"title":"Bridge falls","date":"soon"}]}"#, &[]);
    }

    #[test]
    fn dates_as_other_programs_keep_them() {
        check(
            r#"window.YTD.tweets.part0 = [{"tweet":{"created_at":"Wed Mar 06 08:15:00 +0000 2019","full_text":"They met."}}]"#,
            &["1  Wed Mar 06 08:15:00 +0000 2019 They met."],
        );
        check(
            r#"[{"publishDate":{"$date":{"$numberLong":"1551860100000"}},"body":"They met."},{"issued":{"date-parts":[[2019,3,6]]},"abstract":"B"},
            {"ts":"1551860100.0002","text":"They left."},{"created_utc":1551860100,"selftext":"C"}]"#,
            &[
                "1  1551860100000 They met.",
                "2  2019-03-06 B",
                "3  1551860100.0002 They left.",
                "4  1551860100 C",
            ],
        );
    }

    #[test]
    fn exports_of_networks_are_dated_entry_by_entry() {
        // Facebook: the text in a list of the entry, each byte a character.
        check(
            r#"[{"timestamp":1551860100,"data":[{"post":"The caf\u00c3\u00a9 burned yesterday."},{"update_timestamp":1551860100}],"title":"Anna updated her status."},
            {"timestamp":1551946500,"data":[{"post":"They met."}],"attachments":[{"data":[{"media":{"title":"Photos"}}]}]}]"#,
            &[
                "1 Anna updated her status. 1551860100 The café burned yesterday.",
                "2  1551946500 They met.",
            ],
        );
        check(
            r#"{"title":"Boris","messages":[{"sender_name":"Boris","timestamp_ms":1551946500000,"content":"They met."}]}"#,
            &["1  1551946500000 They met."],
        );
        // Instagram: what is said of one picture stands with it, of several with the entry.
        check(
            r#"[{"media":[{"uri":"1.jpg","creation_timestamp":1551860100,"title":"The mill burned."}]},
            {"media":[{"uri":"2.jpg","creation_timestamp":1551946500,"title":""}],"title":"They met.","creation_timestamp":1551946500}]"#,
            &["1 The mill burned. 1551860100 The mill burned.", "2 They met. 1551946500 They met."],
        );
        // WordPress.
        check(
            r#"[{"id":12,"date":"2021-03-04T10:00:00","modified":"2023-01-01","title":{"rendered":"A vote &#8211; again"},"content":{"rendered":"<p>They met.</p>"},"excerpt":{"rendered":"B"}}]"#,
            &["1 A vote – again 2021-03-04T10:00:00 <p>They met.</p>"],
        );
    }

    #[test]
    fn the_day_of_the_crawl_gives_way_to_that_in_the_address() {
        check(
            r#"[{"text":"They met.","timestamp":"2021-05-01T10:00:00Z","url":"https://x.example/2019/03/06/a"},
            {"text":"They left.","timestamp":"2021-05-01T10:00:00Z","url":"https://x.example/a"}]"#,
            &["1   They met.", "2  2021-05-01T10:00:00Z They left."],
        );
    }

    #[test]
    fn json_without_articles_gives_none_and_broken_json_says_where() {
        check(r#"{"points":[[1,2],[3,4]],"unit":"m"}"#, &[]);
        assert!(read("[{\"text\": ").unwrap_err().contains("line 1"));
        assert!(read(&"[".repeat(100_000)).is_err());
    }

    #[test]
    fn json_is_known_by_its_beginning() {
        assert!(is_json(" {\"a\": 1}") && is_json("[{\"a\": 1}]"));
        assert!(!is_json("[1] See the notes.") && !is_json("{rtf}") && !is_json("Words"));
    }
}
