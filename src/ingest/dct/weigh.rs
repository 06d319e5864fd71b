//! Candidates for a document's date, weighed against each other.

use super::date_line::{
    MAX_LINE_BYTES, Says, announces, date_line, is_label_of_date, is_page_clock, is_span_of_days,
    says,
};
use crate::ingest::boilerplate::lines;
use crate::model::{Dct, DctMethod, Edtf, Granularity, Span};

/// What each other piece of evidence for the same day adds to a candidate.
const AGREEMENT: f32 = 0.025;

/// From this on a candidate says that the text was published then; days of changes agree, too.
const PUBLISHED_SCORE: f32 = 0.56;

/// From this on a day that is printed on a page is that of its article.
const PRINTED_SCORE: f32 = 0.8;

/// How far a day of publication can be trusted that is the day of a later change.
const RESTATED: f32 = 0.5;

/// Pieces of evidence that are counted.
const MAX_AGREEING: usize = 2;

/// What others can lift a guess to: only a manifest is sure.
const MAX_SCORE: f32 = 0.995;

/// How far a date that is printed somewhere around the article can be trusted.
const LAST_RESORT: f32 = 0.31;

/// The rank of a day of change.
const STAMP: u8 = 1;

/// The rank of a day that stands among other words.
const AMONG_WORDS: u8 = 3;

/// Lines of a list of what is to come that are looked at.
const LISTED_LINES: usize = 16;

/// Candidates that are compared; pages with more are lists.
const MAX_COMPARED: usize = 100;

/// Where sources differ, the day that more of them state is right more often: each piece of evidence
/// lifts the others that say the same day.
pub(crate) fn strengthen(found: &mut [Dct]) {
    let is_good = |dct: &Dct| PUBLISHED_SCORE <= dct.score && dct.score <= MAX_SCORE;
    let lifted = |dct: &Dct| {
        let agrees = |other: &&Dct| {
            other.when.edtf == dct.when.edtf
                && (other.method != dct.method || other.evidence != dct.evidence)
        };
        let good = found.iter().filter(|other| is_good(other)).take(MAX_COMPARED);
        let count = good.filter(agrees).take(MAX_AGREEING).count();
        (dct.score + AGREEMENT * count as f32).min(MAX_SCORE)
    };
    let scores: Vec<f32> =
        found.iter().map(|dct| if is_good(dct) { lifted(dct) } else { dct.score }).collect();
    for (dct, score) in found.iter_mut().zip(scores) {
        dct.score = score;
    }
}

/// Some sites state the day of the last change as that of publication: such a day gives way to an earlier one
/// that the page prints beside its title and states as well. One with its time of day is what it says, and a day
/// behind a label ("Hearing: March 4") is of what the label names.
pub(crate) fn distrust_restated(found: &mut [Dct], is_of_change: impl Fn(&Edtf) -> bool) {
    let is_stated = |dct: &Dct| dct.span.is_none() && PUBLISHED_SCORE <= dct.score;
    let has_time = |dct: &Dct| {
        let mut three = dct.evidence.as_bytes().windows(3);
        three.any(|it| matches!(it, [a, b':', b] if a.is_ascii_digit() && b.is_ascii_digit()))
    };
    // The evidence says first how it was found.
    let label =
        |dct: &Dct| Some(dct.evidence.split_once(": ")?.0.split_once(' ')?.1.to_owned() + ":");
    let is_labelled = |dct: &Dct| {
        label(dct).is_some_and(|it| says(&it) == Says::Nothing && !is_label_of_date(&it, ""))
    };
    let is_printed =
        |dct: &Dct| dct.span.is_some() && PRINTED_SCORE <= dct.score && !is_labelled(dct);
    let first = found.iter().filter(|dct| is_printed(dct)).find(|printed| {
        found.iter().any(|dct| is_stated(dct) && dct.when.edtf == printed.when.edtf)
    });
    let Some(first) = first.map(|dct| dct.when.clone()) else { return };
    for dct in found.iter_mut().filter(|dct| is_stated(dct)) {
        let is_later = first.bounds.earliest < dct.when.bounds.earliest;
        if is_later && !has_time(dct) && is_of_change(&dct.when.edtf) {
            dct.score = RESTATED;
        }
    }
}

/// Where nothing else dates a page: the first day that is printed around its article and is no clock,
/// best one that says that the text was published or changed then.
pub(crate) fn last_resort(found: &[Dct], text: &str) -> Option<Dct> {
    let best = ranked(found, text).min_by_key(|(rank, _)| *rank)?;
    // Several days among other words behind the text are of other stories, of comments or of what is to
    // come.
    let is_other = |(rank, dct): &(u8, &Dct)| *rank == AMONG_WORDS && dct.when != best.1.when;
    let is_behind = || {
        let first = lines(text).into_iter().find(|line| line.is_prose)?;
        best.1.span.filter(|span| first.span.end <= span.start)
    };
    let is_listed = best.0 == AMONG_WORDS
        && ranked(found, text).any(|other| is_other(&other))
        && is_behind().is_some();
    (!is_listed).then(|| last(best.1))
}

/// Where nothing else dates a text that was a page: the day on which it says that it was published or
/// changed.
pub(crate) fn stamp(found: &[Dct], text: &str) -> Option<Dct> {
    let stamps = ranked(found, text).filter(|(rank, _)| *rank <= STAMP);
    stamps.min_by_key(|(rank, _)| *rank).map(|(_, best)| last(best))
}

fn last(best: &Dct) -> Dct {
    Dct { method: DctMethod::Dateline, score: LAST_RESORT, ..best.clone() }
}

/// The days that are printed around an article and are no clock, each with its rank; the least is best.
fn ranked<'a>(found: &'a [Dct], text: &'a str) -> impl Iterator<Item = (u8, &'a Dct)> {
    found.iter().filter_map(move |dct| {
        let span = dct.span.filter(|_| dct.when.edtf.granularity() == Granularity::Day)?;
        if is_announced(text, span) {
            return None;
        }
        let line = line_of(text, span);
        let rank = match says(line) {
            _ if is_span_of_days(line) => return None,
            Says::Published => 0,
            Says::Updated => STAMP,
            Says::Nothing if dct.method != DctMethod::Chrome || is_page_clock(line) => return None,
            Says::Nothing if date_line(line).is_some() => 2,
            Says::Nothing => AMONG_WORDS,
            Says::Other => return None,
        };
        Some((rank, dct))
    })
}

/// Whether a span stands in a list of what is to come.
fn is_announced(text: &str, span: Span) -> bool {
    let above = Span { start: 0, end: span.start }.of(text).lines().rev().map(str::trim);
    let list = above.filter(|line| !line.is_empty()).take(LISTED_LINES);
    list.take_while(|line| line.len() <= MAX_LINE_BYTES).any(announces)
}

/// The line that a span stands in.
pub(crate) fn line_of(text: &str, span: Span) -> &str {
    let before = Span { start: 0, end: span.start }.of(text);
    let after = Span::new(span.end as usize, text.len()).of(text);
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = after.find('\n').map_or(text.len(), |at| span.end as usize + at);
    Span::new(start, end).of(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::dct::stated;

    #[test]
    fn sources_that_agree_beat_a_better_one_alone() {
        let found = |day, evidence, score| stated(day, DctMethod::Metadata, evidence, None, score);
        let mut all: Vec<Dct> = [
            found("2016-03-13", "dc.date.issued", 0.92),
            found("2016-03-12", "dc.date", 0.9),
            found("2016-03-12", "printed", 0.8),
            found("2016-03-13", "modified", 0.5),
            found("2016-03-13", "changed", 0.5),
        ]
        .into_iter()
        .flatten()
        .collect();
        strengthen(&mut all);
        let best = all.iter().max_by(|a, b| a.score.total_cmp(&b.score));
        assert_eq!(best.unwrap().when.edtf.to_string(), "2016-03-12");
    }
}
