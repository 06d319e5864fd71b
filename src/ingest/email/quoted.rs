//! Messages inside a message: those it answers, and those it passes on. Each has a day of its own, from which its
//! words count, so each is a document.
//!
//! ```text
//!  The mayor resigned yesterday.                       ← the message
//!
//!  On Wed, 6 Mar 2019 at 09:00, Kim <k@x> wrote:       ← names the day of what is quoted below it
//!  > The council voted yesterday.
//!
//!  From: Kim                                           ← so do the headers of a message that was passed on
//!  Sent: Monday, February 4, 2019 9:00 AM
//!  Subject: Report
//!
//!  The council voted yesterday.
//! ```

use crate::ingest::dct::dct;
use crate::ingest::dct::printed_date::{Order, PrintedDate, dates_in};
use crate::ingest::email::header::{Header, header};
use crate::ingest::parts::Parts;
use crate::model::calendar::DAY_SECS;
use crate::model::edtf::Unit;
use crate::model::{DctMethod, Edtf, Metadata, Span};
use std::ops::Range;

/// How far the day of a quoted message can be trusted.
const QUOTED: f32 = 0.96;

/// Lines over which the words before a quotation may run.
const MAX_LINES: usize = 3;

/// Bytes of such a line at most.
const MAX_LINE_BYTES: usize = 200;

/// Headers above a message at most.
const MAX_HEADERS: usize = 40;

/// Messages within one that are told apart.
const MAX_QUOTED: usize = 500;

/// A line without the marks of quotation before it.
#[derive(Clone, Copy)]
struct Line {
    depth: usize,
    /// From the first of its marks.
    whole: Span,
    /// Its words.
    bare: Span,
}

/// A message within the text.
#[derive(Debug, Default)]
struct Quoted {
    depth: usize,
    date: Option<(Edtf, String)>,
    author: Option<String>,
    title: Option<String>,
    lines: Vec<Span>,
}

/// The message itself, then those that it quotes; the message alone where it quotes none of a known day.
pub(crate) fn messages(parts: Parts) -> Vec<Parts> {
    let lines: Vec<Line> = lines(&parts.text).map(|line| unmarked(&parts.text, line)).collect();
    let order = Order::of_language(parts.metadata.language.as_deref());
    let found = told_apart(&parts.text, &lines, order);
    let sent = parts.dates.first().and_then(|date| date.when.bounds.latest);
    let is_later = |quoted: &Quoted| {
        let begins = quoted.date.as_ref().and_then(|(edtf, _)| edtf.bounds().earliest);
        begins.zip(sent).is_some_and(|(begins, sent)| begins > sent + DAY_SECS)
    };
    // Nobody quotes what will be written.
    if found.len() < 2 || found.iter().any(is_later) {
        return vec![parts];
    }
    found.iter().filter_map(|quoted| document(&parts, quoted)).collect()
}

/// The lines of a text, blank ones too.
fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let span = Span::new(start, start + line.trim_end().len());
        start += line.len();
        span
    })
}

fn unmarked(text: &str, whole: Span) -> Line {
    let marks = |c: char| c == '>' || c == ' ' || c == '\t';
    let line = whole.of(text);
    let head = line.len() - line.trim_start_matches(marks).len();
    let head = line.get(..head).unwrap_or_default();
    let depth = head.matches('>').count();
    // What is set in behind the marks stays so.
    let skipped = head.rfind('>').map_or(0, |at| at + 1);
    let skipped = skipped
        + usize::from(depth > 0 && head.get(skipped..).is_some_and(|it| it.starts_with(' ')));
    Line { depth, whole, bare: Span::new(whole.start as usize + skipped, whole.end as usize) }
}

fn told_apart(text: &str, lines: &[Line], order: Option<Order>) -> Vec<Quoted> {
    let mut found = vec![Quoted::default()];
    // The message that speaks, and below it those that quote it.
    let mut speaking = vec![0];
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let is_blank = line.bare.of(text).trim().is_empty();
        let next = (!is_blank && found.len() < MAX_QUOTED)
            .then(|| headed(text, lines, at, order).or_else(|| answered(text, lines, at, order)));
        if let Some((quoted, behind)) = next.flatten() {
            drop_rule(text, speaking.last().and_then(|&it| found.get_mut(it)));
            // Headers end what was passed on above them; the words before a quotation stand in what answers it.
            speaking.retain(|&it| found.get(it).is_some_and(|it| it.depth <= line.depth));
            speaking.push(found.len());
            found.push(quoted);
            at = behind;
            continue;
        }
        at += 1;
        if !is_blank {
            resume(&mut speaking, &found, line.depth);
        }
        let Some(current) = speaking.last().and_then(|&it| found.get_mut(it)) else { continue };
        // A quotation in what has no day of its own keeps its marks.
        current.lines.push(if line.depth > current.depth { line.whole } else { line.bare });
    }
    found
}

/// `-----Original Message-----` above a message says nothing more.
fn drop_rule(text: &str, above: Option<&mut Quoted>) {
    let Some(lines) = above.map(|above| &mut above.lines) else { return };
    while lines.pop_if(|line| line.of(text).trim().is_empty()).is_some() {}
    _ = lines.pop_if(|line| line.of(text).starts_with("--") && line.of(text).ends_with("--"));
}

/// Who speaks at a depth: the last one to begin there, if nobody less deep began since.
fn resume(speaking: &mut Vec<usize>, found: &[Quoted], depth: usize) {
    let depth_of = |it: usize| found.get(it).map_or(0, |quoted| quoted.depth);
    while speaking.len() > 1 && speaking.last().is_some_and(|&it| depth_of(it) > depth) {
        speaking.pop();
    }
    let current = speaking.last().copied().unwrap_or_default();
    if depth_of(current) < depth {
        speaking.extend((current + 1..found.len()).rev().find(|&it| depth_of(it) == depth));
    }
}

/// `On Wed, 6 Mar 2019 at 09:00, Kim Berg <kim@example.org> wrote:` before a quotation.
fn answered(
    text: &str,
    lines: &[Line],
    at: usize,
    order: Option<Order>,
) -> Option<(Quoted, usize)> {
    let first = lines.get(at)?;
    let is_end =
        |line: &&Line| line.depth == first.depth && line.bare.of(text).trim_end().ends_with(':');
    let last = (at..at + MAX_LINES).find(|&it| lines.get(it).as_ref().is_some_and(is_end))?;
    let run: Vec<&str> =
        lines.get(at..=last)?.iter().map(|line| line.bare.of(text).trim()).collect();
    if run.iter().any(|line| line.is_empty() || line.len() > MAX_LINE_BYTES) {
        return None;
    }
    let words = run.join(" ");
    let (edtf, span) = day(&words, order)?;
    // What stands above the line with the day is no part of it.
    if run.get(1..).is_some_and(|below| day(&below.join(" "), order).is_some()) {
        return None;
    }
    let below = lines.get(last + 1..)?.iter().find(|line| !line.bare.of(text).trim().is_empty())?;
    let is_marked = below.depth > first.depth;
    // Without marks an address tells the words from a sentence.
    let is_signed = words.contains('@') && below.depth == first.depth;
    if !(is_marked || is_signed) {
        return None;
    }
    let depth = if is_marked { below.depth } else { first.depth };
    let author = author(words.get(span.end as usize..)?);
    Some((Quoted { depth, date: Some((edtf, words)), author, ..Quoted::default() }, last + 1))
}

/// The headers of a message that was passed on.
fn headed(text: &str, lines: &[Line], at: usize, order: Option<Order>) -> Option<(Quoted, usize)> {
    let depth = lines.get(at)?.depth;
    let mut quoted = Quoted { depth, ..Quoted::default() };
    let (mut is_named, mut behind) = (false, at);
    let headers = lines.get(at..)?.iter().take_while(|line| line.depth == depth);
    for line in headers.take(MAX_HEADERS) {
        let words = line.bare.of(text).trim();
        let Some((kind, value)) = header(words) else { break };
        match kind {
            Header::From => {
                is_named = true;
                quoted.author = name(value);
            }
            Header::Date => {
                quoted.date = day(value, order).map(|(edtf, _)| (edtf, words.to_owned()));
            }
            Header::Subject => quoted.title = Some(value.to_owned()).filter(|it| !it.is_empty()),
            Header::Other => {}
        }
        behind += 1;
    }
    (behind >= at + 3 && is_named && quoted.date.is_some()).then_some((quoted, behind))
}

/// The first whole day in a line.
fn day(line: &str, order: Option<Order>) -> Option<(Edtf, Span)> {
    let is_day = |date: &PrintedDate| matches!(date.partial.unit, Unit::Day(..));
    let date = dates_in(line, order).into_iter().find(is_day)?;
    Some((Edtf::Point(date.partial), date.span))
}

/// The name behind a day: ` at 09:00, Kim Berg <kim@example.org> wrote:`.
fn author(behind: &str) -> Option<String> {
    let (before, _) = behind.split_once('<')?;
    let is_part = |c: char| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'' | '’');
    let start = before.trim_end_matches(is_part).len();
    name(before.get(start..)?)
}

/// `Kim Berg <kim@example.org>` → `Kim Berg`.
fn name(value: &str) -> Option<String> {
    let name =
        value.split(['<', '[']).next()?.trim_matches(|c: char| c.is_whitespace() || c == '"');
    (!name.is_empty()).then(|| name.to_owned())
}

/// A message with the words that are its own; nothing where it has none.
fn document(parts: &Parts, quoted: &Quoted) -> Option<Parts> {
    let mut text = String::new();
    let mut moved: Vec<(Range<u32>, u32)> = Vec::new();
    for line in &quoted.lines {
        let words = line.of(&parts.text);
        if words.trim().is_empty() && (text.is_empty() || text.ends_with("\n\n")) {
            continue;
        }
        // Where a quotation stood between two lines, they are two paragraphs.
        let between = moved
            .last()
            .and_then(|(from, _)| parts.text.get(from.end as usize..line.start as usize));
        if between.is_some_and(|it| it.contains(char::is_alphanumeric)) && !text.ends_with("\n\n") {
            text.push('\n');
        }
        moved.push((line.start..line.end, text.len() as u32));
        text.push_str(words.trim_end_matches('\r'));
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    let end = text.len() as u32;
    let pieces = moved.iter().flat_map(|(from, to)| {
        let clipped = move |span: &Span| {
            let (start, stop) = (span.start.max(from.start), span.end.min(from.end));
            let place = |at: u32| (at - from.start + to).min(end);
            (start < stop && place(start) < place(stop))
                .then(|| Span { start: place(start), end: place(stop) })
        };
        let first = parts.chrome.partition_point(|span| span.end <= from.start);
        let inside = parts.chrome.iter().skip(first).take_while(|span| span.start < from.end);
        inside.filter_map(clipped)
    });
    let chrome = pieces.collect();
    let own = Metadata {
        title: parts.metadata.title.clone(),
        language: parts.metadata.language.clone(),
        ..Metadata::default()
    };
    let (metadata, dates) = match &quoted.date {
        None => (parts.metadata.clone(), parts.dates.clone()),
        Some((edtf, evidence)) => (
            Metadata {
                title: quoted.title.clone().or(own.title),
                author: quoted.author.clone(),
                ..own
            },
            vec![dct(edtf.clone(), DctMethod::Metadata, evidence, None, QUOTED)],
        ),
    };
    let is_empty = text.trim().is_empty();
    (!is_empty).then(|| Parts { text, chrome, metadata, dates, ..Parts::empty(parts.format) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::plain;
    use crate::model::Date;

    /// Day, author and text of each message in one of 8 March 2019.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut parts = plain::text(text.to_owned());
        let sent = Date::new(2019, 3, 8).map(Edtf::day).unwrap();
        parts.dates = vec![dct(sent, DctMethod::Metadata, "", None, 0.97)];
        let said = |it: &Parts| {
            let author = it.metadata.author.clone().unwrap_or_default();
            format!("{} {author}: {}", it.dates[0].when.edtf, it.text.replace('\n', "|"))
        };
        assert_eq!(messages(parts).iter().map(said).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn each_message_counts_from_its_own_day() {
        check(
            "He resigned.\nOn Wed, 6 Mar 2019 at 09:00, Kim Berg\n<k@x.example> wrote:\n\n> They met.\n> On 1 Mar 2019, at 18:00, Jane wrote:\n>> It fell.\n>\n> Bye.\n\nNo!\n",
            &[
                "2019-03-08 : He resigned.||No!",
                "2019-03-06 Kim Berg: They met.||Bye.",
                "2019-03-01 : It fell.",
            ],
        );
        check(
            "See below.\n\n---------- Forwarded message ---------\nFrom: Kim <k@x.example>\nDate: Mon, 4 Feb 2019 at 09:00\nSubject: Boats\n\nThey met.\n\n> It fell.\n",
            &["2019-03-08 : See below.", "2019-02-04 Kim: They met.||> It fell."],
        );
        check(
            "Message: 1\nDate: Tue, 5 Mar 2019 10:00:00 +0100\nFrom: Kim <k@x.example>\n\nThey met.\n\nMessage: 2\nDate: Wed, 6 Mar 2019 10:00:00 +0100\nFrom: Jo <j@x.example>\n\nIt fell.\n",
            &["2019-03-05 Kim: They met.", "2019-03-06 Jo: It fell."],
        );
    }

    #[test]
    fn what_names_no_day_or_one_to_come_stays() {
        for text in [
            "He wrote on 6 March 2019:\nThey met.",
            "On 6 March 2019 they wrote:\n\nThey met.\n> It fell.",
            "Kim wrote:\n> They met on 6 March 2019.",
            "On 6 Mar 2020, Kim wrote:\n> They met.",
            "From: the north\nTo: the south\nThey met on 6 March 2019.",
            "",
        ] {
            check(text, &[&format!("2019-03-08 : {}", text.replace('\n', "|"))]);
        }
    }
}
