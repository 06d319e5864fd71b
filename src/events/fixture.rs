//! Documents for tests, written as marked text.
//!
//! `{1992|in 1992}` is a time mention with its EDTF value, `{?|in June}` one without,
//! `{1992-05-10<1992-05-06|four days}` one that counts from an event of the second date,
//! `<RU-TA|Tatarstan>` a place. A line is a paragraph; a line that starts with `# ` is a heading.
//! Sentences end at a full stop, question or exclamation mark before a capital, with its closing
//! quotation mark.

use crate::model::{
    Annotated, Dct, DctMethod, Document, Edtf, Event, Factuality, Past, PlaceCode, PlaceGrounds,
    PlaceMention, Reasons, Resolution, Sentence, Span, TimeMention, Timex, TimexType, Via, When,
};

/// A document of 30 October 2022 that its archive dates.
pub(super) fn dated(marked: &str) -> Annotated {
    document(marked, Some("2022-10-30"))
}

/// Checks the date and title of every event that [`dated`] tells.
#[track_caller]
pub(super) fn check(marked: &str, expected: &[(&str, &str)]) {
    let events = super::detect(0, &dated(marked));
    let date = |event: &Event| event.when.as_ref().map_or(String::new(), |it| it.edtf.to_string());
    let found: Vec<_> = events.iter().map(|event| (date(event), event.title.as_str())).collect();
    let found: Vec<_> = found.iter().map(|(date, title)| (date.as_str(), *title)).collect();
    assert_eq!(found, expected, "{marked}");
}

/// Checks the places of the last event that [`dated`] tells.
#[track_caller]
pub(super) fn check_places(marked: &str, expected: &str) {
    check_places_of(&dated(marked), expected);
}

/// Checks the places of the last event that a document tells.
#[track_caller]
pub(super) fn check_places_of(annotated: &Annotated, expected: &str) {
    let events = super::detect(0, annotated);
    let places: Vec<_> = events.last().unwrap().places.iter().map(PlaceCode::as_str).collect();
    assert_eq!(places.join(" "), expected, "{}", annotated.document.text);
}

/// Date and factuality of what a text without a date of its own tells.
pub(super) fn told(marked: &str) -> Vec<(String, Factuality)> {
    let events = super::detect(0, &document(marked, None));
    let date = |event: &Event| event.when.as_ref().map_or(String::new(), |it| it.edtf.to_string());
    events.iter().map(|event| (date(event), event.factuality)).collect()
}

/// A document with a date, or with none.
pub(super) fn document(marked: &str, date: Option<&str>) -> Annotated {
    let mut text = String::new();
    let (mut times, mut places, mut sentences) = (Vec::new(), Vec::new(), Vec::new());
    for (paragraph, line) in marked.lines().map(str::trim).filter(|l| !l.is_empty()).enumerate() {
        let (is_heading, line) = line.strip_prefix("# ").map_or((false, line), |l| (true, l));
        let start = text.len();
        unmark(line, &mut text, &mut times, &mut places);
        for span in split(&text, start) {
            let paragraph = paragraph as u32;
            sentences.push(Sentence { span, paragraph, is_heading, in_chrome: false });
        }
        text.push('\n');
    }
    let dct = date.map(|date| Dct {
        when: When::from_edtf(date.parse().unwrap()),
        method: DctMethod::Manifest,
        evidence: "manifest".to_owned(),
        span: None,
        score: 1.0,
    });
    let document = Document {
        hash: *blake3::hash(text.as_bytes()).as_bytes(),
        dct,
        ..Document::of_text("test.txt", &text)
    };
    Annotated { document, sentences, times, places }
}

fn unmark(
    line: &str,
    text: &mut String,
    times: &mut Vec<TimeMention>,
    places: &mut Vec<PlaceMention>,
) {
    let mut rest = line;
    while let Some((before, marked)) = rest.split_once(['{', '<']) {
        let is_time = rest.as_bytes()[before.len()] == b'{';
        text.push_str(before);
        let (inner, after) = marked.split_once(if is_time { '}' } else { '>' }).unwrap();
        let (value, words) = inner.split_once('|').unwrap();
        let span = Span::new(text.len(), text.len() + words.len());
        text.push_str(words);
        if is_time {
            times.push(time(span, value));
        } else {
            places.push(place(span, value));
        }
        rest = after;
    }
    text.push_str(rest);
}

fn time(span: Span, value: &str) -> TimeMention {
    let (value, event) = value.split_once('<').map_or((value, None), |(it, of)| (it, Some(of)));
    let event = event.map(|it| Box::new(When::from_edtf(it.parse().unwrap())));
    let when = value.parse::<Edtf>().ok().map(When::from_edtf);
    let value = if value == "?" { "XXXX-06" } else { value };
    let kind = if value.starts_with('P') && !value.contains('_') {
        TimexType::Duration
    } else if value.starts_with('T') {
        TimexType::Time
    } else {
        TimexType::Date
    };
    TimeMention {
        span,
        phrase: span,
        timex: Timex { kind, value: value.into(), modifier: None },
        when,
        resolution: Resolution::Explicit,
        anchor: None,
        event,
        is_julian: false,
        range: None,
        rule: "test",
        confidence: 0.9,
        in_chrome: false,
        reasons: Reasons::new(),
        alternatives: Vec::new(),
    }
}

/// A place mention: a code, `~` before it for an adjective; after one of the past its last year and what
/// it is since; after a town `@` and its country or region.
pub(super) fn place(span: Span, value: &str) -> PlaceMention {
    let (code, via) = match value.strip_prefix('~') {
        Some(code) => (code, Via::Demonym),
        None if value.starts_with("M:") => (value, Via::Macro),
        None => (value, Via::Name),
    };
    let (code, lies_in) = match code.split_once('@') {
        Some((code, country)) => (code, Some(country)),
        None => (code, None),
    };
    let mut parts = code.split(' ');
    let code = parts.next().unwrap_or_default();
    let until = parts.next().and_then(|year| year.parse().ok());
    let since = parts.next().map(PlaceCode::new);
    let lies_in = lies_in.or_else(|| Some(code.split_once('-')?.0)).or(Some(code));
    let mut region = [lies_in, Some(code)].into_iter().flatten().filter(|it| it.contains('-'));
    let region = region.next().map(PlaceCode::new);
    let lies_in = lies_in.map(|it| it.split('-').next().unwrap_or_default());
    let country = lies_in.filter(|it| it.len() == 2).map(PlaceCode::new);
    PlaceMention {
        span,
        place: PlaceCode::new(code),
        country,
        region,
        via,
        confidence: 0.9,
        in_chrome: false,
        past: until.map(|until| Box::new(Past { until, since })),
        grounds: PlaceGrounds::default(),
    }
}

fn split(text: &str, start: usize) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = start;
    let bytes: Vec<(usize, char)> =
        Span::new(start, text.len()).of(text).char_indices().map(|(i, c)| (start + i, c)).collect();
    for (i, &(_, c)) in bytes.iter().enumerate() {
        let mut next = i + 1;
        while bytes.get(next).is_some_and(|&(_, c)| "”\"".contains(c)) {
            next += 1;
        }
        let stop = bytes.get(i).map_or(from, |&(at, _)| at);
        // "1258. The king": the year of an entry.
        let is_entry = Span::new(from, stop).of(text).bytes().all(|b| b.is_ascii_digit());
        let ends = ".?!".contains(c)
            && !is_entry
            && bytes.get(next).is_some_and(|&(_, c)| c == ' ')
            && bytes.get(next + 1).is_some_and(|&(_, c)| c.is_uppercase() || "“\"".contains(c));
        if ends {
            found.push(Span::new(from, bytes[next].0));
            from = bytes[next].0 + 1;
        }
    }
    found.push(Span::new(from, text.len()));
    found
}
