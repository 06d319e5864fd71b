//! The dateline that a report opens with: "GENEVA, May 4, 2010 (Wire) - Rebels have …". It says where and when
//! the report was written, and nothing of what it tells.

use super::first_time;
use crate::model::{Annotated, Granularity, Span, When};

/// Bytes of a dateline, at most.
const MAX_BYTES: usize = 120;

/// Bytes of the name of the agency.
const MAX_AGENCY: usize = 40;

/// A sentence without the dateline that it opens with.
pub(crate) fn behind(annotated: &Annotated, sentence: Span) -> Span {
    let text: &str = &annotated.document.text;
    let start = sentence.start as usize;
    let before = text.get(..start).unwrap_or_default();
    let opens_line = before.is_empty() || before.ends_with('\n');
    let news = opens_line.then(|| news_start(annotated, sentence)).flatten();
    Span { start: news.unwrap_or(sentence.start), ..sentence }
}

/// Where the news begins behind a dateline; `None` where a sentence opens without one.
fn news_start(annotated: &Annotated, sentence: Span) -> Option<u32> {
    let text = sentence.of(&annotated.document.text);
    let head = text.get(..text.floor_char_boundary(MAX_BYTES)).unwrap_or(text);
    let opens = head.chars().next()?;
    let places = annotated.places.partition_point(|it| it.span.start < sentence.start);
    let first = annotated.places.get(places);
    let opens_with_place = first.is_some_and(|it| it.span.start == sentence.start);
    // Most sentences open with a word that is neither a place nor in capitals.
    let is_plain = || text.chars().nth(1).is_some_and(char::is_lowercase);
    // "(Oslo, 3 May 2021) – ".
    let is_bracketed = opens == '(';
    if !is_bracketed && !opens.is_uppercase() || !is_bracketed && !opens_with_place && is_plain() {
        return None;
    }
    let (dash, mark) = head.match_indices(['—', '–', '-', '_']).find(|(at, mark)| {
        // "Port-au-Prince" is one word.
        head.get(..*at).is_some_and(|it| it.ends_with([' ', ')']))
            && head.get(at + mark.len()..).is_some_and(|it| it.starts_with([' ', '-']))
    })?;
    let head = head.get(..dash)?;
    let place = head.trim_start_matches('(').split([',', '(']).next()?.trim();
    let rest = text.get(dash + mark.len()..)?;
    let news = rest.trim_start_matches(['-', ' ']);
    let opens_news = news.chars().next().is_some_and(|it| it.is_uppercase() || !it.is_alphabetic());
    let at = |offset: usize| sentence.start + offset as u32;
    let time =
        annotated.times.get(first_time(annotated, sentence)).filter(|it| it.span.end <= at(dash));
    // "Norway, 1940 – The king fled": a place and a year head an entry, and it happened there.
    let is_coarse = |when: &When| Granularity::Day < when.granularity;
    if time.and_then(|it| it.when.as_ref()).is_some_and(is_coarse) {
        return None;
    }
    let agency = head.split_once('(').and_then(|(_, agency)| agency.trim_end().strip_suffix(')'));
    let has_agency = agency.is_some_and(|it| it.len() <= MAX_AGENCY);
    let is_loud = 2 < place.len() && !place.contains(char::is_lowercase);
    let is_place = is_loud || opens_with_place;
    // Names and figures.
    let is_no_plain_word = |word: &str| {
        word.trim_matches(['(', ')', '.', ',']).chars().next().is_none_or(|it| !it.is_lowercase())
    };
    let is_dateline = is_place
        && opens_news
        && (is_loud || time.is_some() || has_agency)
        && head.split_whitespace().all(is_no_plain_word);
    is_dateline.then(|| at(text.len() - news.len()))
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::{check, check_places};

    #[test]
    fn a_dateline_is_neither_when_nor_where_it_happened() {
        let news = "Rebels took <NO|Bergen> on {2021-09-12|12 September}.";
        for dateline in [
            "<SE|MALMO>, {2021-09-14|Sept 14, 2021} (Wire) -",
            "<SE|Malmo>, {2021-09-14|14 September} –",
            "<SE|MALMO> (Wire) --",
            "<SE|Malmo> (The Northern Wire) —",
            "(<SE|Malmo>, {2021-09-14|14 September 2021}) –",
        ] {
            check(&format!("{dateline} {news}"), &[("2021-09-12", "Rebels took Bergen")]);
            check_places(&format!("{dateline} {news}"), "NO");
        }
    }

    #[test]
    fn a_place_and_a_year_head_an_entry() {
        check_places("<NO|Norway>, {1940|1940} – The king fled in {1940-06|June 1940}.", "NO");
        check_places("<NO|NORWAY> ({1940|1940}) – The king fled in {1940-06|June 1940}.", "NO");
    }

    #[test]
    fn a_place_before_a_dash_may_be_the_subject() {
        check("<SE|Malmo> – the old port – was taken in {2021|2021}.", &[("2021", "Malmo taken")]);
    }
}
