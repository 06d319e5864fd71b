//! Tables of events, links or texts, from comma-separated values or a workbook.
//!
//! A table with a column of texts is a list of documents. Any other is one document, a paragraph a
//! row, with the date in front: that is how its rows become events.

use super::extract::Extract;

/// Characters of a cell from which its column may hold texts of documents.
const TEXT_CHARS: usize = 200;

/// Rows that are looked at to tell a table from prose.
const LOOKED_AT: usize = 20;

const DATE: [&str; 12] = [
    "date",
    "published",
    "publication date",
    "published at",
    "day",
    "when",
    "start",
    "start date",
    "event date",
    "time",
    "datum",
    "from",
];
const TITLE: [&str; 7] = ["title", "headline", "event", "name", "subject", "heading", "what"];
const TEXT: [&str; 7] =
    ["text", "body", "content", "article", "full text", "transcript", "fulltext"];
const URL: [&str; 6] = ["url", "link", "address", "source url", "web page", "href"];
const AUTHOR: [&str; 4] = ["author", "byline", "writer", "creator"];
const LANGUAGE: [&str; 2] = ["language", "lang"];

/// A row that is a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// Its number as spreadsheets count, with the header.
    pub(super) number: usize,
    pub(super) text: String,
    pub(super) title: Option<String>,
    pub(super) date: Option<String>,
    pub(super) url: Option<String>,
    pub(super) author: Option<String>,
    pub(super) language: Option<String>,
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
pub(super) fn delimiter(head: &str) -> Option<u8> {
    let head = head.trim_start_matches('\u{feff}');
    // The names of the columns stand in the first line; most texts are told from tables by it.
    let first = head.lines().find(|line| !line.trim().is_empty())?;
    let may_be = |delimiter: &u8| first.contains(char::from(*delimiter));
    [b',', b';', b'\t'].into_iter().filter(may_be).find(|&delimiter| is_table(head, delimiter))
}

/// A header of short names, one of them known, and rows of as many cells.
fn is_table(head: &str, delimiter: u8) -> bool {
    let known = [&DATE[..], &TITLE, &TEXT, &URL].concat();
    let knows = |header: &[String]| header.iter().any(|cell| known.contains(&plain(cell).as_str()));
    // Prose is told by its first line.
    if !rows_of(head, delimiter).next().is_some_and(|header| knows(&header)) {
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

/// The rows of comma-separated values, header first.
pub(super) fn records(text: &str, delimiter: u8) -> Vec<Vec<String>> {
    rows_of(text, delimiter).collect()
}

fn rows_of(text: &str, delimiter: u8) -> impl Iterator<Item = Vec<String>> + '_ {
    let reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
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
    let names: Vec<String> =
        rows.get(first).map(|row| row.iter().map(|cell| plain(cell)).collect()).unwrap_or_default();
    let column =
        |known: &[&str]| known.iter().find_map(|known| names.iter().position(|name| name == known));
    let columns = Columns {
        date: column(&DATE),
        title: column(&TITLE),
        text: column(&TEXT),
        url: column(&URL),
        author: column(&AUTHOR),
        language: column(&LANGUAGE),
    };
    let body = || rows.iter().enumerate().skip(first + 1).map(|(index, row)| (index + 1, row));
    let has_texts = columns.text.is_some_and(|text| {
        body().any(|(_, row)| row.get(text).is_some_and(|cell| cell.len() >= TEXT_CHARS))
    });
    if has_texts {
        return Table::Documents(body().filter_map(|(n, row)| columns.document(n, row)).collect());
    }
    let mut extract = Extract::default();
    let has_header = names.iter().any(|name| !name.is_empty())
        && (columns.date.is_some() || columns.title.is_some() || columns.url.is_some());
    if !name.is_empty() {
        extract.title = Some(name.to_owned());
    }
    let start = if has_header { first + 1 } else { 0 };
    for (index, row) in rows.iter().enumerate().skip(start) {
        let text = columns.paragraph(row, has_header);
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
    title: Option<usize>,
    text: Option<usize>,
    url: Option<usize>,
    author: Option<usize>,
    language: Option<usize>,
}

impl Columns {
    fn document(&self, number: usize, row: &[String]) -> Option<Row> {
        let cell = |column: Option<usize>| {
            column.and_then(|column| row.get(column)).filter(|cell| !cell.is_empty()).cloned()
        };
        Some(Row {
            number,
            text: cell(self.text)?,
            title: cell(self.title),
            date: cell(self.date),
            url: cell(self.url),
            author: cell(self.author),
            language: cell(self.language),
        })
    }

    /// The row as sentences: date, title, and the other cells; addresses are left out.
    fn paragraph(&self, row: &[String], has_header: bool) -> String {
        let is_first = |column: &usize| Some(*column) == self.date || Some(*column) == self.title;
        let first = [self.date, self.title].into_iter().flatten();
        let columns = first.chain((0..row.len()).filter(|column| !has_header || !is_first(column)));
        let columns: Vec<usize> =
            if has_header { columns.collect() } else { (0..row.len()).collect() };
        let mut text = String::new();
        let mut before = None;
        for column in columns {
            let Some(cell) = row.get(column).filter(|cell| !cell.is_empty()) else { continue };
            if Some(column) == self.url
                || cell.starts_with("http://")
                || cell.starts_with("https://")
            {
                continue;
            }
            if !text.is_empty() {
                let is_ended = text.ends_with(['.', '!', '?', ':']);
                let mark = match before == self.date && before.is_some() {
                    true => ": ",
                    false if is_ended => " ",
                    false => ". ",
                };
                text.push_str(mark);
            }
            text.push_str(cell);
            before = Some(column);
        }
        text
    }
}

/// The name of a column without case and marks: `Start_Date` → `start date`.
fn plain(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_told_from_prose() {
        assert_eq!(delimiter("Date,Event,Place\n2021-03-04,A vote,Elista\n"), Some(b','));
        assert_eq!(delimiter("date;title\n2021;\"A; b\"\n2022;B\n"), Some(b';'));
        assert_eq!(delimiter("url\ttitle\nhttp://x\tA\n"), Some(b'\t'));
        assert_eq!(delimiter("On this day, a title was won.\nIt rained, and more.\n"), None);
        assert_eq!(delimiter("date,title\n"), None);
        assert_eq!(delimiter("Words without any table.\n"), None);
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
    }

    #[test]
    fn a_column_of_texts_makes_documents() {
        let long = "The deputies met. ".repeat(20);
        let table =
            read("", &records(&format!("title,date,text\nA,2021,{long}\nB,2022,Short.\n"), b','));
        let Table::Documents(rows) = table else { panic!("one document") };
        assert_eq!(rows.len(), 2);
        assert_eq!((rows[1].number, rows[1].date.as_deref()), (3, Some("2022")));
    }
}
