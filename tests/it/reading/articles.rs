//! Articles of all genres beside the chronologies that a careful reader made of them: how much of each is found.

use crate::repository;
use annals::model::{Chronology, Event, Source};
use annals::pipeline;
use std::fs;

/// Rows to place that are found on their date, at least; what a change loses shows here.
const LEAST_RIGHT: usize = 962;
/// Rows that belong nowhere and are placed all the same, at most.
const MOST_MISPLACED: usize = 162;

/// One row of a chronology.
struct Row {
    sentence: usize,
    /// Where its time expression stands; that of its sentence where it has none.
    time: std::ops::Range<usize>,
    has_time: bool,
    dates: Vec<String>,
    is_placed: bool,
}

#[test]
fn most_of_a_careful_readers_chronology_is_found() {
    let folder = repository::path("tests/it/reading/articles");
    let options = pipeline::Options { threads: 1, ..pipeline::Options::default() };
    let outcome =
        pipeline::run(&[folder.join("text")], &options, &()).expect("the articles are there");
    let chronology = outcome.chronology;
    let (mut right, mut misplaced, mut placed, mut wrong) = (0, 0, 0, Vec::new());
    for number in 0..chronology.documents.len() {
        let document = &chronology.documents[number].document;
        let name = document.id.as_str().replace(".txt", ".tsv");
        let rows = fs::read_to_string(folder.join("chronology").join(&name)).expect(&name);
        for (line, text) in rows.lines().enumerate() {
            let row = read(&document.text, text).unwrap_or_else(|| panic!("{name}:{}", line + 1));
            let dates = dates_of(&chronology, number, &row);
            let is_right = dates.iter().any(|date| row.dates.contains(date));
            let is_misplaced = !row.is_placed && row.has_time && !dates.is_empty();
            placed += usize::from(row.is_placed);
            right += usize::from(row.is_placed && is_right);
            misplaced += usize::from(is_misplaced);
            if is_misplaced || row.is_placed && !is_right {
                wrong.push(format!("{name}:{} {dates:?}: {text}", line + 1));
            }
        }
    }
    if std::env::var_os("SHOW_ROWS").is_some() {
        eprintln!("{}", wrong.join("\n"));
    }
    let found = format!("{right} of {placed} rows are right, {misplaced} are misplaced");
    assert!(LEAST_RIGHT <= right && misplaced <= MOST_MISPLACED, "{found}");
}

/// A row and where its words stand in the article; `None` where they do not.
fn read(text: &str, line: &str) -> Option<Row> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [words, time, date, others, _, _, _, is_placed] = fields[..] else { return None };
    let sentence = text.find(words)?;
    let has_time = time != "-";
    let first = if has_time { sentence + text.get(sentence..)?.find(time)? } else { sentence };
    let length = if has_time { time.len() } else { words.len() };
    let dates = std::iter::once(date).chain(others.split(';')).map(str::to_owned).collect();
    let time = first..first + length;
    Some(Row { sentence, time, has_time, dates, is_placed: is_placed == "1" })
}

/// The dates of all that is told with the time of a row, or by its sentence where it has none.
fn dates_of(chronology: &Chronology, document: usize, row: &Row) -> Vec<String> {
    let is_told = |source: &Source| {
        let times = &chronology.documents[document].times;
        let own = source.time.as_ref().map(|time| times[time.mention].span.range());
        match own.filter(|_| row.has_time) {
            Some(own) => own.start < row.time.end && row.time.start < own.end,
            None => !row.has_time && source.sentence.range().contains(&row.sentence),
        }
    };
    let date = |event: &Event, source: &Source| {
        let when = source.when.as_ref().or(event.when.as_ref())?;
        Some(when.edtf.to_string())
    };
    let events = chronology.events.iter();
    let told = events.flat_map(|event| event.sources.iter().map(move |source| (event, source)));
    let told = told.filter(|(_, it)| it.document == document && is_told(it));
    told.filter_map(|(event, it)| date(event, it)).collect()
}
