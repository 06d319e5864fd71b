//! Manifests: lists of documents as JSON lines or CSV.
//!
//! A row names a document by `file` (relative to the manifest, or absolute) or carries its `text`;
//! `id`, `date`, `language`, `url`, `title` and `author` may stand beside it. The manifest of a bundle
//! also says what is page chrome and where the pages, rows, … of the file began.

use crate::ingest::dct::printed_date::field;
use crate::ingest::notice::passed_over;
use crate::ingest::{FoundDate, Origin, Source, Stated, articles, encoding};
use crate::model::Warning;
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

/// Bytes from the beginning of a file that are looked at to tell what it is.
const HEAD_BYTES: u64 = 1 << 20;

/// Bytes that its first line may have.
const MAX_LINE_BYTES: u64 = 64 << 20;

/// Bytes of a manifest with the texts of its documents.
const MAX_BYTES: u64 = 16 << 30;

/// Lines that are looked at: the first of them may be damaged.
const LOOKED_AT: usize = 20;

/// Columns of a table that hold paths.
const FILE_NAMES: [&str; 4] = ["file", "filename", "file_name", "file name"];

/// What a row is, for those whose manifest has others.
const ADVICE: &str = "A row is one JSON object a line, or a line of CSV below a header, with a text or the \
                      path of a file from where the manifest lies";

/// One row.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Row {
    id: Option<Word>,
    #[serde(alias = "filename", alias = "file_name")]
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

/// Which keys of a manifest an object has.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Named {
    file: Option<IgnoredAny>,
    text: Option<IgnoredAny>,
}

/// What a row names.
#[derive(Debug)]
pub(crate) enum Target {
    /// The path of a file, as it is written.
    File(String),
    /// The text itself.
    Text(Arc<str>),
    /// Neither.
    Nothing,
}

/// A row, and what it says of what it names.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Its line, or its number in a list.
    number: usize,
    id: Option<String>,
    pub(crate) names: Target,
    pub(crate) stated: Stated,
}

/// The rows of a manifest, and which could not be used.
#[derive(Debug, Default)]
pub(crate) struct Manifest {
    pub(crate) entries: Vec<Entry>,
    /// Lines that are no rows.
    damaged: Vec<usize>,
    /// Rows with fields that hold what cannot be used.
    doubtful: Vec<usize>,
    /// The names of these fields.
    fields: BTreeSet<&'static str>,
}

impl Manifest {
    /// Whether it is one: a row names something.
    pub(crate) fn names_any(&self) -> bool {
        self.entries.iter().any(|entry| !matches!(entry.names, Target::Nothing))
    }

    /// Whether nothing stands in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.damaged.is_empty()
    }

    /// What was passed over, in words.
    pub(crate) fn passed_over(&self) -> Vec<String> {
        let mut said = Vec::new();
        if let Some(first) = self.damaged.first() {
            let lines = counted(self.damaged.len(), "line could", "lines could");
            said.push(format!("{lines} not be read as a row (the first is line {first})"));
        }
        let is_bare = |entry: &&Entry| matches!(entry.names, Target::Nothing);
        if let Some(first) = self.entries.iter().find(is_bare) {
            let count = self.entries.iter().filter(is_bare).count();
            let rows = counted(count, "row names", "rows name");
            let first = first.number;
            said.push(format!("{rows} neither a “file” nor a “text” (the first is row {first})"));
        }
        if let Some(first) = self.doubtful.first() {
            let names: Vec<String> = self.fields.iter().map(|name| format!("“{name}”")).collect();
            let names = names.join(", ");
            let rows = counted(self.doubtful.len(), "row", "rows");
            said.push(format!(
                "{names} could not be understood in {rows} and was left out there (the first is row {first})"
            ));
        }
        said
    }
}

/// "1 row", "2 rows".
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// One line for all that is to be said of a manifest.
pub(crate) fn say(name: &str, said: &[String], warnings: &mut Vec<Warning>) {
    if !said.is_empty() {
        warnings.push(passed_over(name, &said.join("; "), ADVICE));
    }
}

/// Whether a file that the user named lists documents: by its name, and by what its first lines name.
pub(crate) fn is_manifest(path: &Path) -> bool {
    if is_named(path, "csv") {
        let is_called_so =
            path.file_stem().is_some_and(|stem| stem.eq_ignore_ascii_case("manifest"));
        let head = read_text(path, HEAD_BYTES).unwrap_or_default();
        let header = header(&head);
        let has = |names: &[&str], delimiter: u8| {
            cells(header, delimiter).any(|cell| is_one_of(cell, names))
        };
        let files = if is_called_so { &FILE_NAMES[..] } else { &["file"] };
        // A table of texts with other marks between its cells has names of columns in other languages as well.
        // What happened in a year is no text to be read for dates: the template of TimelineJS has such rows.
        let are_events = has(&["year"], b',') && has(&["headline", "title"], b',');
        return has(&["text"], b',') && !are_events
            || DELIMITERS.iter().any(|delimiter| has(files, *delimiter));
    }
    is_named(path, "jsonl") && is_listing(path)
}

/// Whether one of the first lines, or the whole, is an object with a file or a text.
fn is_listing(path: &Path) -> bool {
    let Ok(mut head) = read_text(path, HEAD_BYTES) else { return false };
    if HEAD_BYTES as usize <= head.len() && !head.trim_start().contains('\n') {
        head = read_text(path, MAX_LINE_BYTES).unwrap_or_default();
    }
    // The first line that is an object decides: messages of other programs may have files beside them.
    let row = |line: &str| serde_json::from_str::<Named>(line).ok();
    let mut lines = head.lines().filter(|line| line.trim_start().starts_with('{')).take(LOOKED_AT);
    if let Some(row) = lines.find_map(row) {
        return row.file.is_some() || row.text.is_some();
    }
    let objects = whole(&head).unwrap_or_default();
    let row = objects.first();
    row.is_some_and(|row| row.contains_key("file") || row.contains_key("text"))
}

fn is_named(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|it| it.eq_ignore_ascii_case(ending))
}

/// The text of a file up to a length. What is no file, such as a pipe, may never end.
fn read_text(path: &Path, max: u64) -> Result<String, String> {
    let metadata = path.metadata().map_err(|error| error.to_string())?;
    if !metadata.is_file() {
        return Err("it is a device, a pipe or a socket, not a file".to_owned());
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| error.to_string())?;
    file.take(max).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    Ok(encoding::decode(&bytes).text.trim_start_matches('\u{feff}').to_owned())
}

/// Reads a manifest.
///
/// # Errors
/// Why it could not be read, in words.
pub(crate) fn read(path: &Path, max: u64) -> Result<Manifest, String> {
    let text = read_text(path, max)?;
    let mut manifest = Manifest::default();
    if is_named(path, "csv") {
        csv_rows(&text, &mut manifest);
    } else {
        json_rows(&text, &mut manifest);
    }
    Ok(manifest)
}

/// The documents that a manifest names.
pub(crate) fn rows(path: &Path, origins: &mut Vec<Origin>, warnings: &mut Vec<Warning>) {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let manifest = match read(path, MAX_BYTES) {
        Ok(manifest) => manifest,
        Err(why) => {
            let message = format!("The manifest could not be read: {why}");
            warnings.push(passed_over(&name, &message, "Check that you may read it"));
            return;
        }
    };
    say(&name, &manifest.passed_over(), warnings);
    let base = path.parent().unwrap_or(Path::new(""));
    for entry in manifest.entries {
        let (source, usual_id) = match entry.names {
            Target::File(file) => {
                let id = file.replace('\\', "/").trim_start_matches("./").to_owned();
                (Source::File(base.join(file)), id)
            }
            Target::Text(text) => (Source::Inline(text), format!("{name}#{}", entry.number)),
            Target::Nothing => continue,
        };
        origins.push(Origin { label: entry.id.unwrap_or(usual_id), source, stated: entry.stated });
    }
}

type Fields = Map<String, Value>;

/// The objects of a text that is one JSON value; `None` where it is none, or one object a line.
fn whole(text: &str) -> Option<Vec<Fields>> {
    let text = text.trim_start();
    let first = text.lines().next()?;
    if first.starts_with('{') && serde_json::from_str::<IgnoredAny>(first).is_ok() {
        return None;
    }
    let object = |value: Value| match value {
        Value::Object(fields) => Some(fields),
        _ => None,
    };
    match serde_json::from_str(text).ok()? {
        Value::Array(values) => Some(values.into_iter().filter_map(object).collect()),
        Value::Object(fields) => Some(vec![fields]),
        _ => None,
    }
}

fn json_rows(text: &str, manifest: &mut Manifest) {
    if let Some(objects) = whole(text) {
        for (number, fields) in (1..).zip(objects) {
            let line = Value::Object(fields.clone()).to_string();
            manifest.add_fields(number, fields, &line);
        }
        return;
    }
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    for (i, line) in lines {
        if let Ok(row) = serde_json::from_str::<Row>(line) {
            manifest.entries.push(entry(i + 1, completed(row, line)));
        } else if let Ok(fields) = serde_json::from_str(line) {
            manifest.add_fields(i + 1, fields, line);
        } else {
            manifest.damaged.push(i + 1);
        }
    }
}

impl Manifest {
    /// Adds a row whose fields are looked at one by one: what is wrong in one of them harms no other.
    fn add_fields(&mut self, number: usize, mut fields: Fields, line: &str) {
        let mut wrong = BTreeSet::new();
        let mut word = |name: &'static str, keys: &[&str]| {
            let key = keys.iter().find(|key| fields.get(**key).is_some_and(|it| !it.is_null()))?;
            match fields.remove(*key)? {
                Value::String(text) => Some(text),
                Value::Number(number) => Some(number.to_string()),
                _ => {
                    wrong.insert(name);
                    None
                }
            }
        };
        let mut row = Row {
            id: word("id", &["id"]).map(Word::Text),
            file: word("file", &FILE_NAMES),
            text: word("text", &["text"]),
            date: word("date", &["date"]).map(Word::Text),
            language: word("language", &["language"]),
            url: word("url", &["url"]),
            title: word("title", &["title"]),
            author: word("author", &["author"]),
            ..Row::default()
        };
        row.dct = value(&mut fields, "dct", &mut wrong);
        row.chrome = value(&mut fields, "chrome", &mut wrong);
        row.locators = value(&mut fields, "locators", &mut wrong).unwrap_or_default();
        // Other programs write objects where a manifest has words.
        if let Some(found) = article(line).filter(|_| row.file.is_none()) {
            wrong.clear();
            row = Row {
                id: row.id.or(found.id),
                text: row.text.or(found.text),
                date: found.date.or(row.date),
                title: row.title.or(found.title),
                url: row.url.or(found.url),
                author: row.author.or(found.author),
                language: row.language.or(found.language),
                ..row
            };
        }
        if !wrong.is_empty() {
            self.doubtful.push(number);
            self.fields.extend(wrong);
        }
        self.entries.push(entry(number, row));
    }
}

/// What a field holds that is no word.
fn value<T: DeserializeOwned>(
    fields: &mut Fields,
    name: &'static str,
    wrong: &mut BTreeSet<&'static str>,
) -> Option<T> {
    let value = fields.remove(name).filter(|value| !value.is_null())?;
    let value = serde_json::from_value(value).ok();
    if value.is_none() {
        wrong.insert(name);
    }
    value
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
    let stated = article.stated;
    let date = stated.date.filter(|date| field(date).is_some()).map(Word::Text);
    Some(Row {
        id: article.id.map(Word::Text),
        text: Some(article.text),
        date,
        language: stated.language,
        url: stated.url,
        title: stated.title,
        author: stated.author,
        ..Row::default()
    })
}

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The first line of a table that is not blank.
fn header(table: &str) -> &str {
    table.lines().find(|line| !line.trim().is_empty()).unwrap_or_default()
}

/// The names of the columns in a header.
fn cells(header: &str, delimiter: u8) -> impl Iterator<Item = &str> {
    let cells = header.split(char::from(delimiter));
    cells.map(|cell| cell.trim_matches(['"', ' ', '\u{feff}', '\r']))
}

fn is_one_of(cell: &str, names: &[&str]) -> bool {
    names.iter().any(|name| cell.eq_ignore_ascii_case(name))
}

fn csv_rows(text: &str, manifest: &mut Manifest) {
    let header = header(text);
    let is_known = |cell: &str| is_one_of(cell, &FILE_NAMES) || is_one_of(cell, &["text"]);
    let fits = |delimiter: &u8| cells(header, *delimiter).any(is_known);
    let delimiter = DELIMITERS.into_iter().find(fits).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .trim(csv::Trim::Headers)
        .from_reader(text.as_bytes());
    let headers = reader.headers().cloned().unwrap_or_default();
    for (number, record) in (2..).zip(reader.records()) {
        match record {
            Ok(record) => manifest.entries.push(entry(number, csv_row(&headers, &record))),
            Err(_) => manifest.damaged.push(number),
        }
    }
}

fn csv_row(headers: &csv::StringRecord, record: &csv::StringRecord) -> Row {
    let field = |name: &str| {
        let column = headers.iter().position(|header| header.eq_ignore_ascii_case(name))?;
        record.get(column).filter(|value| !value.trim().is_empty()).map(str::to_owned)
    };
    Row {
        id: field("id").map(Word::Text),
        file: FILE_NAMES.into_iter().find_map(field),
        text: field("text"),
        date: field("date").map(Word::Text),
        language: field("language"),
        url: field("url"),
        title: field("title"),
        author: field("author"),
        ..Row::default()
    }
}

/// What a row names and says; what is blank is absent.
fn entry(number: usize, row: Row) -> Entry {
    let filled = |text: String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let names = match (row.file.and_then(filled), row.text) {
        (Some(file), _) => Target::File(file),
        (None, Some(text)) => Target::Text(Arc::from(text)),
        (None, None) => Target::Nothing,
    };
    Entry {
        number,
        id: row.id.map(Word::into_text).and_then(filled),
        names,
        stated: Stated {
            date: row.date.map(Word::into_text).and_then(filled),
            language: row.language.and_then(filled),
            url: row.url.and_then(filled),
            title: row.title.and_then(filled),
            author: row.author.and_then(filled),
            dct: row.dct,
            chrome: row.chrome,
            locators: row.locators,
        },
    }
}
