//! Manifests: lists of documents as JSON lines or CSV.
//!
//! A row names a document by `file` (relative to the manifest, or absolute) or carries its `text`;
//! `id`, `date`, `language`, `url`, `title` and `author` may stand beside it. The manifest of a bundle
//! also says what is page chrome and where the pages, rows, … of the file began.

use super::notice::passed_over;
use super::printed_date::field;
use super::{FoundDate, Origin, Source, Stated, articles, encoding};
use crate::model::Warning;
use serde::Deserialize;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

/// Bytes of the first line that are looked at.
const MAX_LINE_BYTES: u64 = 1 << 20;

/// One row.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Row {
    id: Option<Word>,
    file: Option<String>,
    text: Option<String>,
    date: Option<Word>,
    language: Option<String>,
    url: Option<String>,
    title: Option<String>,
    author: Option<String>,
    dct: Option<FoundDate>,
    chrome: Option<Vec<(u32, u32)>>,
    locators: Vec<(u32, String, u32)>,
}

/// Ids and dates are often written as bare numbers.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Word {
    Text(String),
    Number(serde_json::Number),
}

impl Word {
    fn into_text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Number(number) => number.to_string(),
        }
    }
}

/// Whether a file that the user named lists documents: by its name, and by what its first line names.
pub(super) fn is_manifest(path: &Path) -> bool {
    let is_named = |ending: &str| path.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending));
    let is_row = |line: &str| {
        let row = serde_json::from_str::<Row>(line);
        row.map_or(true, |row| row.file.is_some() || row.text.is_some())
    };
    let is_header = |line: &str| {
        let mut names = line.split(',').map(|name| name.trim_matches(['"', ' ', '\u{feff}']));
        names.any(|name| name.eq_ignore_ascii_case("file") || name.eq_ignore_ascii_case("text"))
    };
    (is_named("jsonl") && first_line(path).is_none_or(|line| is_row(&line)))
        || (is_named("csv") && first_line(path).is_none_or(|line| is_header(&line)))
}

/// The first line of a file that is not blank; `None` where it cannot be read.
fn first_line(path: &Path) -> Option<String> {
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(MAX_LINE_BYTES).read_to_end(&mut bytes).ok()?;
    let text = encoding::decode(&bytes).text;
    text.lines().find(|line| !line.trim().is_empty()).map(str::to_owned)
}

/// The documents that a manifest names.
pub(super) fn rows(path: &Path, origins: &mut Vec<Origin>, warnings: &mut Vec<Warning>) {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let message = format!("The manifest could not be read: {error}");
            warnings.push(passed_over(&name, &message, "Check that you may read it"));
            return;
        }
    };
    let text = encoding::decode(&bytes).text;
    let text = text.trim_start_matches('\u{feff}');
    let is_csv = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("csv"));
    let rows = if is_csv { csv_rows(text) } else { json_rows(text) };
    let base = path.parent().unwrap_or(Path::new(""));
    for (number, row) in rows {
        let place = format!("{name}, row {number}");
        match row.map(|row| origin(row, base, &name, number)) {
            Ok(Some(origin)) => origins.push(origin),
            Ok(None) => warnings.push(passed_over(
                &place,
                "This row names no document: it has neither “file” nor “text”",
                "Give each row the path of a file or the text itself",
            )),
            Err(why) => warnings.push(passed_over(
                &place,
                &format!("This row could not be read: {why}"),
                "Each line must be one JSON object, or one row of CSV below a header",
            )),
        }
    }
}

fn json_rows(text: &str) -> Vec<(usize, Result<Row, String>)> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(i, line)| {
            let row = match serde_json::from_str::<Row>(line) {
                Ok(row) => Ok(completed(row, line)),
                // Other programs write objects where a manifest has words.
                Err(error) => article(line).ok_or(error.to_string()),
            };
            (i + 1, row)
        })
        .collect()
}

/// A row that holds its text and no date may be of another program, which names the date otherwise.
fn completed(row: Row, line: &str) -> Row {
    if row.text.is_none() || row.file.is_some() || row.date.is_some() || row.dct.is_some() {
        return row;
    }
    let Some(found) = article(line).filter(|found| found.date.is_some()) else { return row };
    Row {
        date: found.date,
        title: row.title.or(found.title),
        url: row.url.or(found.url),
        author: row.author.or(found.author),
        language: row.language.or(found.language),
        ..row
    }
}

/// The article that a line holds, whatever its fields are named.
fn article(line: &str) -> Option<Row> {
    let article = articles::one(line)?;
    let date = article.date.filter(|date| field(date).is_some()).map(Word::Text);
    Some(Row {
        id: article.id.map(Word::Text),
        text: Some(article.text),
        date,
        language: article.language,
        url: article.url,
        title: article.title,
        author: article.author,
        ..Row::default()
    })
}

fn csv_rows(text: &str) -> Vec<(usize, Result<Row, String>)> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .trim(csv::Trim::Headers)
        .from_reader(text.as_bytes());
    let headers = reader.headers().cloned().unwrap_or_default();
    reader
        .records()
        .enumerate()
        .map(|(i, record)| {
            (i + 2, record.map(|r| csv_row(&headers, &r)).map_err(|error| error.to_string()))
        })
        .collect()
}

fn csv_row(headers: &csv::StringRecord, record: &csv::StringRecord) -> Row {
    let field = |name: &str| {
        let column = headers.iter().position(|header| header.eq_ignore_ascii_case(name))?;
        record.get(column).filter(|value| !value.trim().is_empty()).map(str::to_owned)
    };
    Row {
        id: field("id").map(Word::Text),
        file: field("file"),
        text: field("text"),
        date: field("date").map(Word::Text),
        language: field("language"),
        url: field("url"),
        title: field("title"),
        author: field("author"),
        dct: None,
        chrome: None,
        locators: Vec::new(),
    }
}

/// `None` where the row has neither a file nor a text.
fn origin(row: Row, base: &Path, manifest: &str, number: usize) -> Option<Origin> {
    let given_id = row.id.map(Word::into_text).filter(|id| !id.is_empty());
    let (source, usual_id) = match (row.file, row.text) {
        (Some(file), _) if !file.is_empty() => {
            let id = file.replace('\\', "/");
            (Source::File(base.join(file)), id.trim_start_matches("./").to_owned())
        }
        (_, Some(text)) => (Source::Inline(Arc::from(text)), format!("{manifest}#{number}")),
        _ => return None,
    };
    Some(Origin {
        label: given_id.unwrap_or(usual_id),
        source,
        stated: Stated {
            date: row.date.map(Word::into_text),
            language: row.language,
            url: row.url,
            title: row.title,
            author: row.author,
            dct: row.dct,
            chrome: row.chrome,
            locators: row.locators,
        },
    })
}
