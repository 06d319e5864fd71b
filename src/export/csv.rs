//! Comma-separated tables for spreadsheets (RFC 4180).

use super::record;
use crate::model::{Chronology, Coverage};
use crate::view::Band;
use serde::Serialize;
use serde_json::Value;

/// The same with tabs, as spreadsheets paste it.
pub fn tab_separated_events(chronology: &Chronology, bands: &[Band]) -> String {
    event_table(chronology, bands, b'\t')
}

/// A row an event: lists are joined by semicolons, sources are given by document and first sentence,
/// annotations by name.
pub fn events(chronology: &Chronology, bands: &[Band]) -> String {
    event_table(chronology, bands, b',')
}

fn event_table(chronology: &Chronology, bands: &[Band], delimiter: u8) -> String {
    let columns = [
        "id",
        "title",
        "edtf",
        "earliest",
        "latest",
        "granularity",
        "shape",
        "date_status",
        "factuality",
        "confidence",
        "salience",
        "regions",
        "places",
        "place_names",
        "place_codes",
        "actors",
        "documents",
        "sentence",
        "url",
        "review",
        "starred",
        "tags",
        "note",
        "part",
        "annotations",
    ];
    let rows = record::events(chronology, bands).into_iter().map(|event| {
        let mut row = fields(&event);
        let sources = row.remove("sources").unwrap_or_default();
        let all = sources.as_array().map(Vec::as_slice).unwrap_or_default();
        row.insert("documents".to_owned(), of_each(all, "doc"));
        let annotations = row.remove("annotations").unwrap_or_default();
        let annotations = annotations.as_array().map(Vec::as_slice).unwrap_or_default();
        row.insert("annotations".to_owned(), of_each(annotations, "name"));
        for key in ["sentence", "url"] {
            let first = all.first().and_then(|source| source.get(key).cloned());
            row.insert(key.to_owned(), first.unwrap_or_default());
        }
        let review = row.remove("review").unwrap_or_default();
        for (column, key) in
            [("review", "state"), ("starred", "starred"), ("tags", "tags"), ("note", "note")]
        {
            row.insert(column.to_owned(), review.get(key).cloned().unwrap_or_default());
        }
        row
    });
    table(&columns, rows, delimiter)
}

/// A field of each of some records.
fn of_each(records: &[Value], key: &str) -> Value {
    Value::Array(records.iter().filter_map(|record| record.get(key).cloned()).collect())
}

/// A row a document.
pub fn documents(chronology: &Chronology) -> String {
    let columns = [
        "doc",
        "path",
        "title",
        "author",
        "url",
        "language",
        "date",
        "date_method",
        "format",
        "chars",
        "sentences",
        "duplicate_of",
        "warnings",
        "chrome_sentences",
        "times",
        "placed",
        "undated",
    ];
    let coverage = Coverage::of(chronology);
    let rows = chronology.documents.iter().zip(&coverage).map(|(annotated, coverage)| {
        let mut row = fields(&record::document(annotated, coverage));
        let counts = row.remove("coverage").unwrap_or_default();
        for key in ["chrome_sentences", "times", "placed", "undated"] {
            row.insert(key.to_owned(), counts.get(key).cloned().unwrap_or_default());
        }
        row
    });
    table(&columns, rows, b',')
}

type Fields = serde_json::Map<String, Value>;

fn fields(record: &impl Serialize) -> Fields {
    match serde_json::to_value(record) {
        Ok(Value::Object(fields)) => fields,
        _ => Fields::new(),
    }
}

fn table(columns: &[&str], rows: impl Iterator<Item = Fields>, delimiter: u8) -> String {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    // Writing to memory cannot fail, and a record always has as many fields as the head.
    let mut write = |cells: Vec<String>| writer.write_record(cells).is_ok();
    write(columns.iter().map(|&name| name.to_owned()).collect());
    for row in rows {
        write(columns.iter().map(|&name| cell(row.get(name))).collect());
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(items)) => {
            let items: Vec<_> = items.iter().map(|item| cell(Some(item))).collect();
            items.join(";")
        }
        Some(other) => other.to_string(),
    }
}
