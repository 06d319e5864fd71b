//! Tables of events, links or texts, from comma-separated values or a workbook.
//!
//! A table with a column of texts is a list of documents. Any other is one document, a paragraph a
//! row, with the date in front: that is how its rows become events.

pub(super) mod fields;
pub(super) mod list;
pub(super) mod manifest;

use super::Stated;
use super::dct::printed_date::{day_of_epoch, field};
use super::extract::Extract;
use crate::model::{Date, Edtf, Granularity};
use fields::{Field, fitting, rank};
use std::ops::RangeInclusive;

/// Characters of a cell from which its column may hold texts of documents.
const TEXT_CHARS: usize = 200;

/// Bytes of a day in a cell of its own at most.
const MAX_DAY_BYTES: usize = 24;

/// Rows that are looked at to tell a table from prose.
const LOOKED_AT: usize = 20;

/// Days as spreadsheets count them, from 1927 to 2064.
const SERIALS: RangeInclusive<i64> = 10_000..=60_000;

/// 1 January 1970 among them.
const SERIAL_OF_1970: i64 = 25_569;

/// A row that is a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Row {
    /// Its number as spreadsheets count, with the header.
    pub(super) number: usize,
    pub(super) text: String,
    /// What its other cells say of it.
    pub(super) stated: Stated,
}

/// What a table is.
#[derive(Debug, PartialEq)]
pub(super) enum Table {
    /// A document a row.
    Documents(Vec<Row>),
    /// One document, a paragraph a row.
    Paragraphs(Extract),
}

/// The character between the cells of a text that is a table; `None` where it is prose.
pub(super) fn delimiter(head: &str, name: &str) -> Option<u8> {
    let head = below_mark(head);
    // The names of the columns stand in the first line; most texts are told from tables by it.
    let first = head.lines().find(|line| !line.trim().is_empty())?;
    let may_be = |delimiter: &u8| first.contains(char::from(*delimiter));
    [b',', b';', b'\t', b'|'].into_iter().filter(may_be).find(|&delimiter| {
        is_table(head, delimiter) || is_called_so(name) && is_bare(head, delimiter)
    })
}

/// Whether a file is called a table.
fn is_called_so(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default();
    ["csv", "tsv", "tab"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// Rows of as many cells without a header, each with a day in the same column.
fn is_bare(head: &str, delimiter: u8) -> bool {
    let records = records(head, delimiter);
    let whole = records.len().saturating_sub(1).clamp(1, LOOKED_AT);
    let rows = records.get(..whole).unwrap_or_default();
    let is_even =
        rows.iter().all(|row| row.len() >= 2 && Some(row.len()) == rows.first().map(Vec::len));
    is_even && column_of_days(rows).is_some()
}

/// The column with a day and nothing else in each of several rows.
fn column_of_days(rows: &[Vec<String>]) -> Option<usize> {
    let is_day = |cell: &String| {
        let is_finer = |edtf: &Edtf| edtf.granularity() <= Granularity::Day;
        cell.len() <= MAX_DAY_BYTES && field(cell).is_some_and(|edtf| is_finer(&edtf))
    };
    let width = rows.first().map_or(0, Vec::len);
    let looked_at = || rows.iter().take(LOOKED_AT);
    let is_of_days = |column: &usize| looked_at().all(|row| row.get(*column).is_some_and(is_day));
    (0..width).find(is_of_days).filter(|_| rows.len() > 1)
}

/// A header of short names, one of them known, and rows of as many cells.
fn is_table(head: &str, delimiter: u8) -> bool {
    let known = [Field::Date, Field::Title, Field::Text, Field::Url, Field::Year];
    let knows = |header: &[String]| {
        header.iter().any(|cell| known.iter().any(|field| rank(*field, cell).is_some()))
    };
    // Prose is told by its first line.
    if !header(head, delimiter).is_some_and(|header| knows(&header)) {
        return false;
    }
    let records = records(head, delimiter);
    // The last record may be cut off by the end of what is looked at.
    let whole = records.len().saturating_sub(1).min(LOOKED_AT);
    let Some((header, rows)) = records.split_first() else { return false };
    let is_name = |cell: &String| {
        !cell.is_empty() && cell.chars().count() <= 40 && !cell.ends_with(['.', '!', '?'])
    };
    let width = header.len();
    width >= 2
        && header.iter().all(is_name)
        && !rows.is_empty()
        && rows.iter().take(whole.max(1)).all(|row| row.len() == width)
}

/// The text below the mark of its encoding and the line `sep=;`, which tells spreadsheets the delimiter.
fn below_mark(text: &str) -> &str {
    let text = text.trim_start_matches('\u{feff}');
    match text.split_once('\n') {
        Some((first, rest)) if first.starts_with("sep=") && first.trim_end().len() == 5 => rest,
        _ => text,
    }
}

/// The rows of comma-separated values, header first.
pub(super) fn records(text: &str, delimiter: u8) -> Vec<Vec<String>> {
    rows_of(text, delimiter).collect()
}

/// The first row. To make a reader takes longer than to read it where no cell stands in quotation marks.
fn header(text: &str, delimiter: u8) -> Option<Vec<String>> {
    let line = below_mark(text).trim_start_matches(['\r', '\n']).split(['\r', '\n']).next()?;
    if line.contains('"') {
        return rows_of(text, delimiter).next();
    }
    Some(line.split(char::from(delimiter)).map(|cell| cell.trim().to_owned()).collect())
}

fn rows_of(text: &str, delimiter: u8) -> impl Iterator<Item = Vec<String>> + '_ {
    let reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(below_mark(text).as_bytes());
    let records = reader.into_records().flatten();
    records.map(|record| record.iter().map(|cell| cell.trim().to_owned()).collect())
}

/// Reads the rows of a table; blank rows above its header are passed over.
pub(super) fn read(name: &str, rows: &[Vec<String>]) -> Table {
    let filled = |row: &Vec<String>| row.iter().filter(|cell| !cell.is_empty()).count();
    let widest = rows.iter().take(LOOKED_AT).map(filled).max().unwrap_or(0);
    // Titles of reports stand above the header in a cell of their own.
    let is_header = |row: &Vec<String>| filled(row) * 2 > widest;
    let Some(first) = rows.iter().position(is_header) else {
        return Table::Paragraphs(Extract::default());
    };
    let names = rows.get(first).map(Vec::as_slice).unwrap_or_default();
    let mut columns = Columns::of(names);
    if !columns.has_known() {
        columns.date = column_of_days(rows.get(first..).unwrap_or_default());
    }
    let columns = columns;
    let body = || rows.iter().enumerate().skip(first + 1).map(|(index, row)| (index + 1, row));
    let has_texts = columns.text.is_some_and(|text| {
        body().any(|(_, row)| row.get(text).is_some_and(|cell| cell.len() >= TEXT_CHARS))
    });
    let are_messages = || {
        columns.are_of_messages() && body().take(LOOKED_AT).all(|(_, row)| columns.has_time(row))
    };
    if has_texts || are_messages() {
        return Table::Documents(body().filter_map(|(n, row)| columns.document(n, row)).collect());
    }
    let mut extract = Extract::default();
    let is_known = columns.has_known();
    let has_header = is_known && Columns::of(names).has_known();
    if !name.is_empty() {
        extract.title = Some(name.to_owned());
    }
    let start = if has_header { first + 1 } else { 0 };
    for (index, row) in rows.iter().enumerate().skip(start) {
        let text = columns.paragraph(row, is_known);
        if !text.is_empty() {
            extract.begin_part(index + 1);
            extract.paragraph(&text);
        }
    }
    Table::Paragraphs(extract)
}

/// Where the columns with a meaning stand.
#[derive(Clone, Copy, Debug, Default)]
struct Columns {
    date: Option<usize>,
    /// The last day, where the date is the first.
    end: Option<usize>,
    /// Year, month and day, where each has a column of its own.
    date_parts: [Option<usize>; 3],
    /// The same of the last day, where that is the first.
    end_parts: [Option<usize>; 3],
    title: Option<usize>,
    text: Option<usize>,
    url: Option<usize>,
    author: Option<usize>,
    language: Option<usize>,
    id: Option<usize>,
}

impl Columns {
    fn of(header: &[String]) -> Self {
        let column = |field| fitting(field, header.iter().map(String::as_str)).next();
        let date_parts @ [year, _, day] = [Field::Year, Field::Month, Field::Day].map(column);
        let date = column(Field::Date).filter(|date| year.is_none() || day != Some(*date));
        // "End Month" is a month of the end.
        let last = |name: &String| name.get(..4).is_some_and(|it| it.eq_ignore_ascii_case("end "));
        let ends: Vec<&str> = header
            .iter()
            .map(|name| if last(name) { name.get(4..).unwrap_or_default() } else { "" })
            .collect();
        let end_parts = [Field::Year, Field::Month, Field::Day]
            .map(|field| fitting(field, ends.iter().copied()).next());
        Self {
            end_parts,
            date,
            end: column(Field::End).filter(|end| Some(*end) != date),
            date_parts: if date.is_none() { date_parts } else { [None; 3] },
            title: column(Field::Title),
            text: column(Field::Text),
            url: column(Field::Url),
            author: column(Field::Author),
            language: column(Field::Language),
            id: column(Field::Id),
        }
    }

    /// Whether the columns are those of messages: who wrote what and when, without a title.
    fn are_of_messages(&self) -> bool {
        let is_written = self.author.is_some() && self.text.is_some();
        is_written && self.date.is_some() && self.title.is_none()
    }

    /// Whether the date of a row has a time of day with it.
    fn has_time(&self, row: &[String]) -> bool {
        let cell = self.date.and_then(|date| row.get(date));
        cell.is_some_and(|cell| cell.is_empty() || cell.contains(':'))
    }

    fn has_known(&self) -> bool {
        let [year, ..] = self.date_parts;
        [self.date, year, self.title, self.url].iter().any(Option::is_some)
    }

    /// The date of a row: `1911-07-04`, `July 1911`.
    fn date(&self, row: &[String]) -> Option<String> {
        let cell = |column: Option<usize>| row.get(column?).filter(|cell| !cell.is_empty());
        let parts = || of_parts(self.date_parts.map(cell));
        cell(self.date).map(|cell| day_in(cell)).or_else(parts)
    }

    /// The date of a row, with its last day where it has one: `1974-01-01 to 1974-06-30`.
    fn dates(&self, row: &[String]) -> Option<String> {
        let cell = |column: Option<usize>| row.get(column?).filter(|cell| !cell.is_empty());
        let start = self.date(row)?;
        let parts = || of_parts(self.end_parts.map(cell));
        let end = cell(self.end).map(|cell| day_in(cell)).or_else(parts);
        // Two months are no span to the reader of dates.
        let is_month = |date: &str| date.len() == "1974-01".len() && date.contains('-');
        let end = end.filter(|end| *end != start && field(end).is_some() && !is_month(&start));
        Some(end.map_or(start.clone(), |end| format!("{start} to {end}")))
    }

    fn document(&self, number: usize, row: &[String]) -> Option<Row> {
        let cell = |column: Option<usize>| {
            column.and_then(|column| row.get(column)).filter(|cell| !cell.is_empty()).cloned()
        };
        Some(Row {
            number,
            text: cell(self.text)?,
            stated: Stated {
                title: cell(self.title),
                date: self.date(row),
                url: cell(self.url),
                author: cell(self.author),
                language: cell(self.language),
                ..Stated::default()
            },
        })
    }

    /// The row as sentences: date, title, and the other cells; addresses and numbers of rows are left out.
    fn paragraph(&self, row: &[String], has_header: bool) -> String {
        let date = self.dates(row).filter(|_| has_header);
        let is_date = |column| {
            Some(column) == self.date
                || Some(column) == self.end
                || self.date_parts.contains(&Some(column))
                || self.end_parts.contains(&Some(column))
        };
        let is_first = |column: &usize| is_date(*column) || Some(*column) == self.title;
        let others = (0..row.len()).filter(|column| !has_header || !is_first(column));
        let title = self.title.filter(|_| has_header);
        let mut text = date.unwrap_or_default();
        let mut mark = ": ";
        for column in title.into_iter().chain(others) {
            let Some(cell) = row.get(column).filter(|cell| !cell.is_empty()) else { continue };
            if Some(column) == self.url
                || Some(column) == self.id && has_header
                || cell.starts_with("http://")
                || cell.starts_with("https://")
            {
                continue;
            }
            if !text.is_empty() {
                text.push_str(mark);
            }
            text.push_str(cell);
            mark = if text.ends_with(['.', '!', '?', ':']) { " " } else { ". " };
        }
        text
    }
}

/// Year, month and day, each from a cell of its own: `1911-07-04`, `March 1911`.
fn of_parts([year, month, day]: [Option<&String>; 3]) -> Option<String> {
    let year = year?;
    let day = day.filter(|_| month.is_some());
    let is_number = |cell: &&String| cell.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(month) = month.filter(is_number) {
        let day = day.map(|day| format!("-{day:0>2}")).unwrap_or_default();
        return Some(format!("{year}-{month:0>2}{day}"));
    }
    let parts = [day, month, Some(year)].into_iter().flatten();
    Some(parts.map(String::as_str).collect::<Vec<_>>().join(" "))
}

/// A day in a cell, as it is written or as a number stands for it.
fn day_in(cell: &str) -> String {
    let seconds = || Some(day_of_epoch(cell)?.to_string());
    of_serial(cell).or_else(seconds).unwrap_or_else(|| cell.to_owned())
}

/// `43530`: the day as spreadsheets count it when its cell is not shown as a date.
fn of_serial(cell: &str) -> Option<String> {
    // What stands behind the point is the time of day.
    let (whole, fraction) = cell.split_once('.').unwrap_or((cell, ""));
    let is_time = fraction.bytes().all(|byte| byte.is_ascii_digit());
    let days: i64 = whole.parse().ok().filter(|_| is_time && whole.len() == 5)?;
    let days = Some(days).filter(|days| SERIALS.contains(days))?;
    Some(Edtf::day(Date::from_days(days - SERIAL_OF_1970)).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delim(head: &str) -> Option<u8> {
        delimiter(head, "a.txt")
    }

    #[test]
    fn tables_are_told_from_prose() {
        assert_eq!(delim("Date,Event,Place\n2021-03-04,A vote,Elista\n"), Some(b','));
        assert_eq!(delim("date;title\n2021;\"A; b\"\n2022;B\n"), Some(b';'));
        assert_eq!(delim("url\ttitle\nhttp://x\tA\n"), Some(b'\t'));
        assert_eq!(delim("On this day, a title was won.\nIt rained, and more.\n"), None);
        assert_eq!(delim("sep=|\nid|headline\n1|A\n"), Some(b'|'));
        assert_eq!(delim("date,title\n"), None);
        assert_eq!(delim("Words without any table.\n"), None);
    }

    #[track_caller]
    fn check(csv: &str, expected: &str) {
        let Table::Paragraphs(extract) = read("", &records(csv, b',')) else {
            panic!("a list of documents")
        };
        assert_eq!(extract.text, expected);
    }

    #[test]
    fn rows_become_paragraphs_with_the_date_in_front() {
        check(
            "Place,Event,Date,Link\nElista,A vote was held,2021-03-04,http://x\n,It rained.,2022,\n",
            "2021-03-04: A vote was held. Elista\n\n2022: It rained.",
        );
        check(
            "Year,Month,Day,Event\n1911,7,4,The ferry opened.\n1957,March,,Lamps were lit.\n1962,,,A storm.\n",
            "1911-07-04: The ferry opened.\n\nMarch 1957: Lamps were lit.\n\n1962: A storm.",
        );
    }

    #[test]
    fn days_are_read_however_a_column_keeps_them() {
        check(
            "Date,Event\n39915.5,A flood.\n1551859200,A vote.\n",
            "2009-04-12: A flood.\n\n2019-03-06: A vote.",
        );
        check(
            "Start date,End date,Event\n1974-01-01,1974-06-30,Repairs.\n2009-04-12,2009-04-12,A flood.\n",
            "1974-01-01 to 1974-06-30: Repairs.\n\n2009-04-12: A flood.",
        );
        check(
            "Year,Month,Day,End Year,End Month,End Day,Headline,Text\n1974,1,,1974,6,,Repairs,They worked.\n1974,1,2,1974,6,3,B,C\n",
            "1974-01: Repairs. They worked.\n\n1974-01-02 to 1974-06-03: B. C",
        );
        let bare =
            "Elista,1961-05-03,A vote\nElista,2009-04-12,A flood\nElista,2018-06-30,A storm\n";
        assert_eq!((delimiter(bare, "a.csv"), delimiter(bare, "a.txt")), (Some(b','), None));
        assert_eq!(delimiter("On 3 May 1961, we met\nThen, we left\n", "a.csv"), None);
        check(
            bare,
            "1961-05-03: Elista. A vote\n\n2009-04-12: Elista. A flood\n\n2018-06-30: Elista. A storm",
        );
    }

    #[test]
    fn messages_are_documents_however_short() {
        let csv = "created_at,id_str,full_text,user\nThu Feb 24 03:07:00 +0000 2022,1496,The mill burned.,anna\n";
        let Table::Documents(rows) = read("", &records(csv, b',')) else { panic!("one document") };
        assert_eq!(
            (rows[0].text.as_str(), rows[0].stated.author.as_deref()),
            ("The mill burned.", Some("anna"))
        );
        check(
            "date,id,text,user\n2022-02-24,7,The mill burned.,anna\n",
            "2022-02-24: The mill burned. anna",
        );
    }

    #[test]
    fn a_column_of_texts_makes_documents() {
        let long = "The deputies met. ".repeat(20);
        let table =
            read("", &records(&format!("title,date,text\nA,2021,{long}\nB,2022,Short.\n"), b','));
        let Table::Documents(rows) = table else { panic!("one document") };
        assert_eq!(rows.len(), 2);
        assert_eq!((rows[1].number, rows[1].stated.date.as_deref()), (3, Some("2022")));
    }
}
