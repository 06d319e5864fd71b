//! What holds for every mention of any text.

use super::language::load;
use super::meaning::expression::{Calendar, DayPart};
use super::normalize::value;
use super::tag;
use super::tests::document;
use crate::model::calendar::DAY_SECS;
use crate::model::edtf::{Partial, Unit};
use crate::model::timex::group_from_code;
use crate::model::{Edtf, Granularity, Shape, TimeMention, When, work};
use proptest::prelude::*;

/// A TIMEX3 value back as the calendar expression that says it; `None` where it is none.
fn calendar_of(text: &str) -> Option<Calendar> {
    let number = |text: &str| text.parse::<u8>().ok();
    let year_of = |text: &str| match text.strip_prefix("BC") {
        Some(year) => year.parse::<i32>().ok().map(|year| 1 - year),
        None => (text.len() >= 4).then(|| text.parse().ok())?,
    };
    let mut calendar = Calendar::default();
    if let Some(year) = text.strip_prefix("FY") {
        return Some(Calendar { is_fiscal: true, year: year_of(year), ..calendar });
    }
    let digits = text.strip_prefix("BC").unwrap_or(text);
    if digits.bytes().all(|byte| byte.is_ascii_digit()) && (1..=3).contains(&digits.len()) {
        let sign = if digits.len() == text.len() { 1 } else { -1 };
        let size = 10_i32.pow(4 - digits.len() as u32);
        // A decade or longer before Christ is kept by its first year, which ends in 9, 99 or 999.
        let first = digits.parse::<i32>().ok()? * size;
        let first = if sign < 0 { -(first + size - 1) } else { first };
        return Some(match size {
            1_000 => Calendar { century: Some(first), is_millennium: true, ..calendar },
            100 => Calendar { century: Some(first), ..calendar },
            _ => Calendar { decade: Some(first), ..calendar },
        });
    }
    let (day, time) = text.split_once('T').map_or((text, None), |(day, time)| (day, Some(time)));
    match time.map(|time| time.split_once(':').ok_or(time)) {
        Some(Ok((hour, minute))) => calendar.clock = Some((number(hour)?, number(minute)?)),
        Some(Err(part)) => calendar.part = Some(DayPart::from_code(part)?),
        None => {}
    }
    if let Some(weekday) = day.strip_prefix("XXXX-WXX-") {
        return Some(Calendar { weekday: number(weekday), ..calendar });
    }
    let mut parts = day.split('-');
    let year = parts.next()?;
    calendar.year = if year == "XXXX" { None } else { Some(year_of(year)?) };
    let rest: Vec<&str> = parts.collect();
    match rest.as_slice() {
        [] => {}
        ["XX", "XX"] if time.is_some() => {}
        ["XX", day] => calendar.day = Some(number(day)?),
        [week, "WE"] => {
            (calendar.week, calendar.is_weekend) = (number(week.strip_prefix('W')?), true);
        }
        [part] if group_from_code(part).is_some() => calendar.group = group_from_code(part),
        [week] if week.starts_with('W') => calendar.week = number(week.strip_prefix('W')?),
        [month] => calendar.month = Some(number(month)?),
        [month, day] => {
            (calendar.month, calendar.day) = (Some(number(month)?), Some(number(day)?));
        }
        _ => return None,
    }
    Some(calendar)
}

/// A length as numbers and units, and back.
fn length_again(text: &str) -> Option<String> {
    let units = ["DE", "CE", "ML", "WE", "Y", "M", "W", "D", "Q", "H", "S"];
    let mut again = String::from("P");
    let mut rest = text.strip_prefix('P')?;
    while !rest.is_empty() {
        if let Some(time) = rest.strip_prefix('T') {
            again.push('T');
            rest = time;
        }
        let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == 'X'))?;
        let (amount, tail) = rest.split_at(end);
        if amount != "X" {
            amount.parse::<f64>().ok()?;
        }
        let unit = units.into_iter().find(|unit| tail.starts_with(unit))?;
        again.push_str(amount);
        again.push_str(unit);
        rest = tail.strip_prefix(unit)?;
    }
    (again.len() > 1).then_some(again)
}

fn parses_back(text: &str) -> bool {
    // "The next day" of a month that is known: `1902-03-XX`.
    const UNKNOWN: [&str; 4] = ["-XX-XX", "-XX", "-WXX", "TXX"];
    let known = UNKNOWN.into_iter().find_map(|unknown| text.strip_suffix(unknown));
    let text = known.filter(|known| !known.contains('X')).unwrap_or(text);
    let again = match text {
        "" | "PAST_REF" | "PRESENT_REF" | "FUTURE_REF" | "XXXX-WXX-WE" => return true,
        _ if text.starts_with('P') => length_again(text),
        _ => calendar_of(text).map(|calendar| value(&calendar).to_string()),
    };
    again.as_deref() == Some(text)
}

/// Seconds that a date of this unit holds at most; the night of a day runs into the next.
fn most_secs(granularity: Granularity) -> i64 {
    let days = match granularity {
        Granularity::Second => return 1,
        Granularity::Minute => return 60,
        Granularity::Hour => return 3_600,
        Granularity::DayPart => return 16 * 3_600,
        Granularity::Day => 1,
        Granularity::Weekend => 2,
        Granularity::Week => 7,
        Granularity::Month => 31,
        Granularity::Quarter | Granularity::Season => 92,
        Granularity::Half => 184,
        Granularity::Year => 366,
        Granularity::Decade => 3_653,
        Granularity::Century | Granularity::Millennium => 36_525,
    };
    days * DAY_SECS
}

fn check_when(when: &When) -> Result<(), TestCaseError> {
    let text = when.edtf.to_string();
    prop_assert_eq!(text.parse::<Edtf>(), Ok(when.edtf.clone()), "{}", text);
    let bounds = when.bounds;
    if let (Some(earliest), Some(latest)) = (bounds.earliest, bounds.latest) {
        prop_assert!(earliest <= latest, "{}", text);
    }
    if let (Shape::Within | Shape::Circa, Edtf::Point(_)) = (when.shape, &when.edtf) {
        let span_secs = bounds.span_secs().unwrap_or(i64::MAX);
        prop_assert!(span_secs <= most_secs(when.granularity), "{} {:?}", text, when);
        let is_finer = when.granularity < when.edtf.granularity();
        prop_assert!(is_finer || when.edtf.bounds().contains(bounds), "{} {:?}", text, when);
    }
    Ok(())
}

fn check_mention(mention: &TimeMention) -> Result<(), TestCaseError> {
    prop_assert!(parses_back(&mention.timex.value), "{}", mention.timex.value);
    prop_assert!((0.0..=1.0).contains(&mention.confidence));
    prop_assert!(!mention.reasons.is_empty());
    for other in &mention.alternatives {
        prop_assert!(parses_back(&other.value), "{}", other.value);
    }
    if let Some(anchor) = &mention.anchor {
        prop_assert!(anchor.edtf.is_empty() || anchor.edtf.parse::<Edtf>().is_ok());
    }
    let whole = mention.range.as_ref().map(|range| &range.whole);
    for when in mention.when.iter().chain(whole) {
        check_when(when)?;
    }
    Ok(())
}

/// Examples of the rules one after another, with other figures in them.
fn examples() -> impl Strategy<Value = String> {
    let texts: Vec<String> = match load::load_english() {
        Ok(language) => language.rules.iter().flat_map(|rule| rule.yes.keys().cloned()).collect(),
        Err(error) => panic!("{error}"),
    };
    let figures =
        proptest::collection::vec(prop_oneof![3 => Just(None), 1 => (0..10_u8).prop_map(Some)], 40);
    let example = (proptest::sample::select(texts), figures).prop_map(|(text, figures)| {
        let mut figures = figures.into_iter().cycle();
        let other = |c: char| match figures.next().flatten() {
            Some(figure) if c.is_ascii_digit() => char::from(b'0' + figure),
            _ => c,
        };
        text.chars().map(other).collect::<String>()
    });
    proptest::collection::vec(example, 1..8).prop_map(|examples| examples.join(".\n"))
}

proptest! {
    #[test]
    fn every_value_parses_back(text in examples(), dated in any::<bool>()) {
        let (document, sentences) = document(&text, dated.then_some((2022, 11, 2)));
        for mention in &tag(&document, &sentences).mentions {
            check_mention(mention)?;
        }
    }

    #[test]
    fn any_text_at_all_can_be_read(text in any::<String>(), odd in "[\\PC\u{300}\u{202e}ıİßǅ٣Ⅷ½ 0-9a-z.,/:’–-]{0,80}") {
        let text = [&text, " 3 May ", &odd, " 1921\u{0}", &text].concat();
        let (document, _) = document(&text, None);
        let sentences = crate::text::sentences(&document);
        for mention in &tag(&document, &sentences).mentions {
            prop_assert!(text.get(mention.span.range()).is_some());
            check_mention(mention)?;
        }
    }

    #[test]
    fn a_finer_date_lies_within_the_coarser(year in -4_000..4_000_i32, month in 1..=12_u8, day in 1..=28_u8, hour in 0..24_u8) {
        let at = |unit| Partial::new(year, unit).bounds();
        let first = |size: i32| year.div_euclid(size) * size;
        let time = Unit::Time { day: (month, day), hour, minute: Some(7), second: None };
        let half = Unit::Group(if month <= 6 { 40 } else { 41 });
        let quarter = Unit::Group(33 + (month - 1) / 3);
        let chain = [
            at(time),
            at(Unit::Day(month, day)),
            at(Unit::Month(month)),
            at(quarter),
            at(half),
            at(Unit::Year),
            Partial::new(first(10), Unit::Decade).bounds(),
            Partial::new(first(100), Unit::Century).bounds(),
        ];
        for pair in chain.windows(2) {
            prop_assert!(pair[1].contains(pair[0]), "{pair:?}");
        }
        for unit in [time, Unit::Day(month, day), Unit::Month(month), quarter, half, Unit::Year] {
            let edtf = Edtf::Point(Partial::new(year, unit));
            prop_assert_eq!(edtf.to_string().parse(), Ok(edtf));
        }
    }
}

#[test]
fn work_grows_as_the_text_does() {
    let units = [
        "a",
        "1",
        " ",
        "\n",
        ".",
        "a.Aa",
        "a!) ",
        "“Why?” ",
        "!(",
        "é",
        "’s ",
        "1/1/",
        "12.",
        "3,",
        "May, ",
        "3 May, ",
        "from May to ",
        "today ",
        "today no longer ",
        "the war of ",
        "of war ",
        "day 3 of the war ",
        "the third year of the war ",
        "two days after 3 May 1921 ",
        "since 1991, ",
        "ten years later ",
        "thirty years have passed since 1991 ",
        "In 1991 it burned. Ten years later, we asked them. ",
        "25 years ago in 1991 ",
        "the 20th ",
        "Monday ",
        "in 1921 he will ",
        "O.S. ",
        "World War II ",
        "the ",
        "1992\n",
        "12:30 The mayor spoke.\n",
        "anniversary of 1991 ",
        "3 May (16 May) 1917 ",
        "the first the ",
        "twenty-one thousand ",
        "Gaza ",
        "or 1924 ",
    ];
    work::assert_linear(&units, 400, |text| {
        let (document, _) = document(text, None);
        tag(&document, &crate::text::sentences(&document));
    });
}
