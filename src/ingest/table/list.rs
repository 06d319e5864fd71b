//! Lists of events as documents: hand-made chronologies, and exports that come back.
//!
//! A list is a table with the columns `title` and `edtf` (or `date`), a JSON list or JSON lines of
//! objects with these keys, or the JSON of TimelineJS. Its rows become one document for every
//! document that they name, with one sentence a row, so that each event can be read in its place.

use crate::ingest::dct::printed_date::{field, short_named_day};
use crate::ingest::notice::{doubtful, skipped};
use crate::ingest::{Reading, encoding};
use crate::model::{
    Bounds, DateStatus, Document, DocumentId, Edtf, EventId, Factuality, Format, FoundDate,
    Metadata, Part, Review, Shape, Span, Told, UNCLEAR_MARK, Verdict, Warning, When,
};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

/// Largest list.
const MAX_BYTES: u64 = 64 << 20;

type Fields = Map<String, Value>;

/// Whether a file that the user named lists events: by its name, and by the keys of its first row.
pub(crate) fn is_list(path: &Path) -> bool {
    let is_named = |ending: &str| path.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending));
    if !["csv", "json", "jsonl"].into_iter().any(is_named) {
        return false;
    }
    let is_event = |row: &Fields| {
        let has = |keys: &[&str]| keys.iter().any(|key| row.contains_key(*key));
        first_text(row, &TITLES).is_some() && has(&DATES) && !has(&TEXTS)
    };
    text_of(path).is_ok_and(|text| rows(path, &text).is_ok_and(|rows| rows.iter().any(is_event)))
}

/// The documents that a list names, with the events that stand in them.
pub(crate) fn read(path: &Path, label: &str) -> Reading {
    let mut reading = Reading::default();
    let advice = "Check that it is a table or JSON with the keys “title” and “edtf”";
    match text_of(path).and_then(|text| rows(path, &text)) {
        Ok(rows) => {
            let mut list = List { label, documents: BTreeMap::new(), warnings: Vec::new() };
            for (number, row) in (1..).zip(&rows) {
                list.add(number, row);
            }
            settle_marks(&mut list.documents);
            reading.warnings = list.warnings;
            let format = match path.extension() {
                Some(ending) if ending.eq_ignore_ascii_case("csv") => Format::Csv,
                _ => Format::Json,
            };
            reading.documents = list
                .documents
                .into_iter()
                .map(|(name, cited)| cited.into_document(path, label, &name, format))
                .collect();
        }
        Err(why) => {
            let message = format!("The list of events could not be read: {why}");
            reading.warnings.push(skipped(label, &message, advice));
        }
    }
    reading
}

/// Words of a date at most.
const MAX_WORDS: usize = 4;

const TITLES: [&str; 2] = ["title", "headline"];
const DATES: [&str; 4] = ["edtf", "date", "start", "start_date"];
/// Keys of lists of documents.
const TEXTS: [&str; 5] = ["file", "text", "content", "body", "articleBody"];

const SENTENCES: [&str; 3] = ["sentence", "description", "quote"];

fn text_of(path: &Path) -> Result<String, String> {
    let metadata = fs::metadata(path).map_err(|why| why.to_string())?;
    if !metadata.is_file() {
        return Err("it is a device, a pipe or a socket, not a file".to_owned());
    }
    if MAX_BYTES < metadata.len() {
        return Err("it is too large".to_owned());
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|why| why.to_string())?;
    file.take(MAX_BYTES).read_to_end(&mut bytes).map_err(|why| why.to_string())?;
    Ok(encoding::decode(&bytes).text.trim_start_matches('\u{feff}').to_owned())
}

/// The rows of a list as objects, whatever its form.
fn rows(path: &Path, text: &str) -> Result<Vec<Fields>, String> {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv")) {
        return csv_rows(text);
    }
    let object = |value: Value| match value {
        Value::Object(fields) => Some(fields),
        _ => None,
    };
    let whole: Result<Value, _> = serde_json::from_str(text);
    match whole {
        Ok(Value::Array(rows)) => Ok(rows.into_iter().filter_map(object).collect()),
        Ok(Value::Object(mut all)) if all.get("events").is_some_and(Value::is_array) => {
            let slides = all.remove("events").and_then(|events| match events {
                Value::Array(slides) => Some(slides),
                _ => None,
            });
            Ok(slides.unwrap_or_default().into_iter().filter_map(object).map(slide).collect())
        }
        Ok(Value::Object(row)) => Ok(vec![row]),
        _ => {
            let lines = text.lines().filter(|line| !line.trim().is_empty());
            let rows = lines.map(|line| serde_json::from_str(line).map_err(|why| why.to_string()));
            rows.collect()
        }
    }
}

fn csv_rows(text: &str) -> Result<Vec<Fields>, String> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let headers = reader.headers().cloned().map_err(|why| why.to_string())?;
    let names: Vec<String> = headers.iter().map(|name| name.trim().to_lowercase()).collect();
    let row = |record: Result<csv::StringRecord, csv::Error>| {
        let record = record.map_err(|why| why.to_string())?;
        let cells = names.iter().cloned().zip(record.iter());
        let cells = cells.filter(|(_, cell)| !cell.trim().is_empty());
        Ok(cells.map(|(name, cell)| (name, Value::from(cell))).collect())
    };
    reader.records().map(row).collect()
}

/// A slide of TimelineJS under the keys of the other lists.
fn slide(mut slide: Fields) -> Fields {
    if slide.contains_key("title") && slide.contains_key("edtf") {
        return slide;
    }
    let mut row = Fields::new();
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            row.insert(key.to_owned(), value);
        }
    };
    put("id", slide.remove("unique_id"));
    let text = slide.remove("text").unwrap_or_default();
    put("title", text.get("headline").cloned());
    let ends = [slide.get("start_date").and_then(point), slide.get("end_date").and_then(point)];
    let mut said = ["edtf", "display_date"].into_iter().filter_map(|key| slide.get(key)?.as_str());
    let edtf = match (said.find(|said| said.parse::<Edtf>().is_ok()), ends) {
        (Some(shown), _) => Some(shown.to_owned()),
        (None, [Some(start), Some(end)]) if start != end => Some(format!("{start}/{end}")),
        (None, [start, _]) => start,
    };
    put("edtf", edtf.map(Value::from));
    put("place", slide.remove("group"));
    let body = text.get("text").and_then(Value::as_str).unwrap_or_default();
    let sources: Vec<Value> = body.lines().filter_map(sentence_of_slide).collect();
    put("sources", (!sources.is_empty()).then_some(Value::Array(sources)));
    row
}

/// A line of a slide: a sentence, with the name of its document in brackets where there is one.
fn sentence_of_slide(line: &str) -> Option<Value> {
    let line = line.trim();
    if line.is_empty() {
        return None;
    }
    let cited = line.strip_suffix(')').and_then(|line| line.rsplit_once(" ("));
    Some(match cited {
        Some((sentence, doc)) => serde_json::json!({ "sentence": sentence, "doc": doc }),
        None => serde_json::json!({ "sentence": line }),
    })
}

/// A date of TimelineJS in EDTF; it counts years before Christ without a year 0.
fn point(date: &Value) -> Option<String> {
    let number = |key: &str| {
        let value = date.get(key)?;
        value.as_i64().or_else(|| value.as_str()?.trim().parse().ok())
    };
    let year = number("year")?;
    let year = if year < 0 { year + 1 } else { year };
    let sign = if year < 0 { "-" } else { "" };
    let mut text = format!("{sign}{:04}", year.abs());
    for key in ["month", "day"] {
        match number(key) {
            Some(number) => text.push_str(&format!("-{number:02}")),
            None => return Some(text),
        }
    }
    if let (Some(hour), Some(minute)) = (number("hour"), number("minute")) {
        text.push_str(&format!("T{hour:02}:{minute:02}"));
    }
    Some(text)
}

/// A list as it is read.
struct List<'a> {
    label: &'a str,
    documents: BTreeMap<String, Cited>,
    warnings: Vec<Warning>,
}

/// A document that rows name, with the sentences that they quote.
#[derive(Default)]
struct Cited {
    text: String,
    spans: BTreeMap<String, Span>,
    url: Option<String>,
    told: Vec<Told>,
}

impl List<'_> {
    fn add(&mut self, number: usize, row: &Fields) {
        let Some(title) = first_text(row, &TITLES) else {
            let message = format!("Row {number} has no title and was left out");
            self.warnings.push(doubtful(self.label, &message, "Give every event a title"));
            return;
        };
        let when = self.when(number, row);
        let word = |key: &str| row.get(key).and_then(Value::as_str).unwrap_or_default();
        let factuality = Factuality::ALL.into_iter().find(|it| it.word() == word("factuality"));
        let status = DateStatus::ALL.into_iter().find(|it| it.word() == word("date_status"));
        let confidence = row.get("confidence").and_then(number_of).unwrap_or(1.0);
        let told = Told {
            id: id(self.label, number, row, &title),
            sentence: Span::new(0, 0),
            title,
            said: when.clone(),
            when,
            date_status: status,
            factuality: factuality.unwrap_or(Factuality::Happened),
            confidence: confidence.clamp(0.0, 1.0) as f32,
            places: places(row),
            claimed_by: None,
            actors: actors(row),
            review: review(row).map(Box::new),
        };
        for source in sources(row) {
            self.cite(&told, &source);
        }
    }

    fn when(&mut self, number: usize, row: &Fields) -> Option<When> {
        let written = first_text(row, &["edtf", "date"]).or_else(|| {
            let start = first_text(row, &["start", "start_date"])?;
            let end = first_text(row, &["end", "end_date"]);
            Some(end.map_or(start.clone(), |end| format!("{start}/{end}")))
        })?;
        let Some(edtf) = date_in(&written) else {
            let message = format!("The date of row {number} was not understood: {written}");
            let advice = "Write dates as 1992, 1992-03, 1992-03-21, 1992/1994 or 1580~";
            self.warnings.push(doubtful(self.label, &message, advice));
            return None;
        };
        let mut when = When::from_edtf(edtf);
        let shape = first_text(row, &["shape"]);
        let shape = Shape::ALL.into_iter().find(|it| Some(it.word()) == shape.as_deref());
        when.shape = shape.unwrap_or(when.shape);
        let part = first_text(row, &["part"]);
        when.part = Part::ALL.into_iter().find(|it| Some(it.word()) == part.as_deref());
        let second = |key: &str| first_text(row, &[key])?.parse::<Edtf>().ok()?.bounds().earliest;
        if row.contains_key("earliest") || row.contains_key("latest") {
            when.bounds = Bounds { earliest: second("earliest"), latest: second("latest") };
        }
        Some(when)
    }

    /// Puts what a row tells into the document that it names.
    fn cite(&mut self, told: &Told, source: &Fields) {
        let name = first_text(source, &["doc"]).unwrap_or_default();
        let cited = self.documents.entry(name).or_default();
        let sentence = first_text(source, &["sentence"]).unwrap_or_else(|| told.title.clone());
        let span = cited.span(&sentence);
        cited.url = cited.url.take().or_else(|| first_text(source, &["url"]));
        let said = first_text(source, &["edtf"]).and_then(|edtf| edtf.parse::<Edtf>().ok());
        let is_own = |edtf: &Edtf| told.when.as_ref().is_some_and(|when| when.edtf == *edtf);
        let said = match said {
            Some(edtf) if !is_own(&edtf) => Some(When::from_edtf(edtf)),
            _ => told.when.clone(),
        };
        let claimed_by = first_text(source, &["claimed_by"]);
        cited.told.push(Told { sentence: span, said, claimed_by, ..told.clone() });
    }
}

impl Cited {
    /// Where a sentence stands; it is written once.
    fn span(&mut self, sentence: &str) -> Span {
        if let Some(span) = self.spans.get(sentence) {
            return *span;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(sentence);
        let span = Span::new(start, self.text.len());
        self.spans.insert(sentence.to_owned(), span);
        span
    }

    fn into_document(self, path: &Path, label: &str, name: &str, format: Format) -> Document {
        let id = if name.is_empty() { label.to_owned() } else { format!("{label}:{name}") };
        let text: Arc<str> = Arc::from(self.text);
        Document {
            path: Some(path.to_owned()),
            format,
            hash: *blake3::hash(text.as_bytes()).as_bytes(),
            metadata: Metadata {
                title: (!name.is_empty()).then(|| name.to_owned()),
                url: self.url,
                ..Metadata::default()
            },
            told: self.told,
            id: DocumentId::new(&id),
            ..Document::of_text(&id, &text)
        }
    }
}

/// A date as EDTF or as people write it: `06-Mar-19`, `June 30, 2018`.
fn date_in(written: &str) -> Option<Edtf> {
    let short =
        || short_named_day(&written.replace('-', " ")).map(|date| Edtf::Point(date.partial));
    // A sentence with a date in it is none.
    let is_date = written.split_whitespace().count() <= MAX_WORDS;
    let printed = || field(written).or_else(short).filter(|_| is_date);
    written.trim().parse().ok().or_else(printed)
}

/// What was decided about the event of a row, under the keys of the exports.
fn review(row: &Fields) -> Option<Review> {
    let (fields, state) = match row.get("review") {
        Some(Value::Object(nested)) => (nested, "state"),
        _ => (row, "review"),
    };
    let is_in_table = state == "review";
    let state = first_text(fields, &[state]).unwrap_or_default();
    let is_starred = match fields.get("starred") {
        Some(Value::Bool(is_starred)) => *is_starred,
        Some(Value::String(word)) => word.trim().eq_ignore_ascii_case("true"),
        _ => false,
    };
    // A table made by hand has its sentences under “note”.
    let is_sentence = is_in_table && first_text(row, &SENTENCES).is_none();
    let note = first_text(fields, &["note"]).filter(|_| !is_sentence);
    let found_date = fields.get("found_edtf").and_then(Value::as_str).map(|edtf| {
        let when = edtf.parse::<Edtf>().ok().map(When::from_edtf);
        let status = DateStatus::of(when.as_ref());
        let undated_reason = when.is_none().then(|| "no date in the list".to_owned());
        FoundDate { when, status, undated_reason }
    });
    let review = Review {
        verdict: [Verdict::Accepted, Verdict::Dismissed].into_iter().find(|it| it.word() == state),
        is_starred,
        tags: texts(fields, "tags").into_iter().collect(),
        note: note.unwrap_or_default(),
        found_title: first_text(fields, &["found_title"]),
        found_date,
        found_places: None,
        actors: None,
        is_new: false,
        is_added: fields.get("added") == Some(&Value::Bool(true)),
    };
    (review != Review::default()).then_some(review)
}

/// The name that a row gives, or else one made of what it says.
fn id(label: &str, number: usize, row: &Fields, title: &str) -> EventId {
    let given = first_text(row, &["id"]).filter(|id| id.len() == 16);
    let given = given.and_then(|id| u64::from_str_radix(&id, 16).ok());
    let made = || {
        let text = format!("{label}\n{number}\n{title}");
        let hash = blake3::hash(text.as_bytes());
        let bytes = hash.as_bytes().first_chunk::<8>().copied().unwrap_or_default();
        u64::from_be_bytes(bytes)
    };
    EventId(given.unwrap_or_else(made))
}

/// The first of several keys that holds words or a number.
fn first_text(row: &Fields, keys: &[&str]) -> Option<String> {
    let text = |key: &&str| match row.get(*key)? {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    };
    keys.iter().find_map(text)
}

fn number_of(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.trim().parse().ok())
}

/// Codes or names of places, the surest key first.
fn places(row: &Fields) -> Vec<String> {
    let keys = ["place_codes", "places", "place_names", "place", "location", "region"];
    let listed = |key: &&str| Some(texts(row, key)).filter(|texts| !texts.is_empty());
    keys.iter().find_map(listed).unwrap_or_default()
}

/// People and organisations that take part.
fn actors(row: &Fields) -> Vec<String> {
    let keys = ["actors", "actor", "who"];
    let listed = |key: &&str| Some(texts(row, key)).filter(|texts| !texts.is_empty());
    let named = keys.iter().find_map(listed).unwrap_or_default();
    let named = named.iter().flat_map(|name| names(name)).map(str::trim);
    named.filter(|name| name.contains(char::is_alphanumeric)).map(str::to_owned).collect()
}

/// The names in "Ola Dahl, Eva Berg". A single word beside a comma may belong to the name before it: "Dahl, Ola",
/// "Martin Luther King, Jr.".
fn names(all: &str) -> Vec<&str> {
    let names: Vec<&str> = all.split(',').collect();
    if names.iter().all(|name| name.trim().contains(' ')) { names } else { vec![all] }
}

/// Takes the mark of a name which may mean several from those that will get it again, as the list has several
/// names that end so; without them it says what nothing else does.
fn settle_marks(documents: &mut BTreeMap<String, Cited>) {
    let told = documents.values().flat_map(|cited| &cited.told);
    let mut fuller: HashMap<String, BTreeSet<String>> = HashMap::new();
    for name in told.flat_map(|told| &told.actors).filter(|name| !name.ends_with(UNCLEAR_MARK)) {
        if let Some((_, last)) = name.rsplit_once(' ') {
            fuller.entry(last.to_owned()).or_default().insert(name.clone());
        }
    }
    let told = documents.values_mut().flat_map(|cited| &mut cited.told);
    for name in told.flat_map(|told| &mut told.actors) {
        let plain = name.strip_suffix(UNCLEAR_MARK).unwrap_or_default();
        if fuller.get(plain).is_some_and(|names| names.len() > 1) {
            *name = plain.to_owned();
        }
    }
}

/// The texts of a list, or of a cell with semicolons between them; none where there is no such key.
fn texts(row: &Fields, key: &str) -> Vec<String> {
    let texts: Vec<&str> = match row.get(key) {
        Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(cell)) => cell.split(';').collect(),
        _ => Vec::new(),
    };
    texts.into_iter().map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

/// What the row cites: its sources, or else its sentence in the documents that it names.
fn sources(row: &Fields) -> Vec<Fields> {
    if let Some(Value::Array(all)) = row.get("sources") {
        let sources: Vec<Fields> = all.iter().filter_map(Value::as_object).cloned().collect();
        if !sources.is_empty() {
            return sources;
        }
    }
    let sentence = first_text(row, &SENTENCES).or_else(|| first_text(row, &["note"]));
    let documents = first_text(row, &["documents", "document", "doc", "source"]);
    let documents = documents.unwrap_or_default();
    let url = first_text(row, &["url", "link"]);
    let cited = documents.split(';').enumerate().map(|(i, doc)| {
        let mut source = Fields::new();
        source.insert("doc".to_owned(), Value::from(doc.trim()));
        // A table has the sentence and the address of the first document alone.
        if let Some(sentence) = sentence.clone().filter(|_| i == 0) {
            source.insert("sentence".to_owned(), Value::from(sentence));
        }
        if let Some(url) = url.clone().filter(|_| i == 0) {
            source.insert("url".to_owned(), Value::from(url));
        }
        source
    });
    cited.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Date, title and place of every event of a list with this name and text.
    fn check(name: &str, text: &str, expected: &[&str]) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        assert!(is_list(&path), "{name} is no list: {text}");
        let reading = read(&path, name);
        let told = reading.documents.iter().flat_map(|document| {
            document.told.iter().map(|told| {
                let date = told.when.as_ref().map(|when| when.edtf.to_string());
                let sentence = told.sentence.of(&document.text);
                let places = told.places.join("+");
                format!("{} | {} | {places} | {sentence}", date.unwrap_or_default(), told.title)
            })
        });
        let mut told: Vec<_> = told.collect();
        told.extend(reading.warnings.into_iter().map(|warning| warning.message));
        assert_eq!(told, expected);
    }

    #[test]
    fn a_table_of_events_is_read() {
        check(
            "history.csv",
            "Title,Date,Place,Description\nHarbour opened,1902,Bergen,The harbour was opened.\n\
             Harbour closed,soon,,\n,1914,,\n",
            &[
                "1902 | Harbour opened | Bergen | The harbour was opened.",
                " | Harbour closed |  | Harbour closed",
                "The date of row 2 was not understood: soon",
                "Row 3 has no title and was left out",
            ],
        );
    }

    #[test]
    fn json_and_json_lines_are_read() {
        let row = "{\"title\":\"Ferry sank\",\"edtf\":\"1911-03-04\",\"places\":[\"NO\",\"SE\"]}";
        let expected = ["1911-03-04 | Ferry sank | NO+SE | Ferry sank"];
        check("a.jsonl", row, &expected);
        check("a.json", &format!("[{row}]"), &expected);
    }

    #[test]
    fn slides_of_timelinejs_are_read() {
        check(
            "slides.json",
            "{\"events\":[{\"start_date\":{\"year\":-44,\"month\":\"3\"},\"text\":{\"headline\":\"Plot\",\
             \"text\":\"He fell. (Lives)\"},\"group\":\"Rome\"},{\"start_date\":{\"year\":1914},\
             \"end_date\":{\"year\":1918},\"text\":{\"headline\":\"War\"}}]}",
            &["1914/1918 | War |  | War", "-0043-03 | Plot | Rome | He fell."],
        );
    }

    #[test]
    fn who_takes_part_is_read_name_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("who.csv");
        let row = |(at, who): (usize, &&str)| format!("Event {at},190{at},\"{who}\"\n");
        for (cells, expected) in [
            (&["Ola Dahl, Eva Berg", "Eva Berg"][..], &["Ola Dahl", "Eva Berg", "Eva Berg"][..]),
            (&["Martin Luther King, Jr.", "?"], &["Martin Luther King, Jr."]),
            (&["Ola Dahl;Eva Berg", " ? ; "], &["Ola Dahl", "Eva Berg"]),
            (&["Lee (?)"], &["Lee (?)"]),
            (&["Lee (?)", "Ann Lee"], &["Lee (?)", "Ann Lee"]),
            (&["Lee (?)", "Ann Lee;Eva Lee"], &["Lee", "Ann Lee", "Eva Lee"]),
        ] {
            let rows: String = cells.iter().enumerate().map(row).collect();
            fs::write(&path, format!("title,date,who\n{rows}")).unwrap();
            let reading = read(&path, "who.csv");
            let told = reading.documents.iter().flat_map(|document| &document.told);
            let actors: Vec<&String> = told.flat_map(|told| &told.actors).collect();
            assert_eq!(actors, expected, "{cells:?}");
        }
    }

    #[test]
    fn other_tables_are_no_lists() {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [
            ("a.csv", "file,title,date\na.txt,Talks,1992\n"),
            ("b.csv", "amount,price\n1,2\n"),
            ("c.json", "{\"title\":\"An article\",\"body\":\"Words\"}"),
            ("d.jsonl", "{\"text\":\"Words\",\"title\":\"Talks\",\"date\":\"1992\"}"),
            ("e.json", "nothing of the kind"),
        ] {
            let path = folder.path().join(name);
            fs::write(&path, text).unwrap();
            assert!(!is_list(&path), "{name}");
        }
    }
}
