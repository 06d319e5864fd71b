//! Every kind of date that the program knows, as the sample documents say it.

use crate::reading::sample::SAMPLE;
use std::fmt::Write as _;

/// Kind, document, and words with their TIMEX3 value.
type Case = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

const CASES: &[Case] = &[
    ("full", "sarybel-dam/courier.html", &[("18 May 2023", "2023-05-18")]),
    ("full", "sarybel-dam/wire.txt", &[("May 18, 2023", "2023-05-18")]),
    ("full", "straits/magellan.txt", &[("20 September 1519", "1519-09-20")]),
    ("numeric", "sarybel-dam/re-gauges.eml", &[("27.10.2022", "2022-10-27")]),
    ("month and year", "sarybel-dam/wire.txt", &[("October 2022", "2022-10")]),
    ("month and year", "straits/fram.txt", &[("November 1884", "1884-11")]),
    ("year", "sarybel-dam/wire.txt", &[("1974", "1974"), ("2009", "2009")]),
    (
        "partial",
        "straits/magellan.txt",
        &[("24 August", "1520-08-24"), ("10 January", "1520-01-10")],
    ),
    ("partial", "sarybel-dam/wire.txt", &[("June", "2023-06")]),
    ("weekday", "sarybel-dam/wire.txt", &[("Monday", "2023-05-15"), ("Friday", "2023-05-19")]),
    ("weekday", "straits/ever-given.txt", &[("Saturday", "2021-03-27")]),
    ("deictic", "sarybel-dam/wire.txt", &[("last autumn", "2022-FA")]),
    ("deictic", "sarybel-dam/courier.html", &[("last month", "2023-04")]),
    ("anaphoric", "sarybel-dam/inquiry-report.md", &[("Two years earlier", "1995")]),
    ("anaphoric", "straits/siege-of-constantinople.md", &[("Six days later", "1453-04-18")]),
    ("anaphoric", "straits/treaties.md", &[("ten days later", "2022-08-01")]),
    ("narrative", "straits/siege-of-constantinople.md", &[("26 November", "1452-11-26")]),
    ("narrative", "straits/siege-of-constantinople.md", &[("12 April", "1453-04-12")]),
    (
        "narrative",
        "straits/treaties.md",
        &[("18 March", "1915-03-18"), ("dawn on 25 April", "1915-04-25TMO")],
    ),
    ("heading", "sarybel-dam/inquiry-report.md", &[("18 October", "2022-10-18")]),
    ("heading", "ballots/asking-the-people.md", &[("13 August", "1905-08-13")]),
    (
        "range",
        "straits/petrograd.txt",
        &[("September 1941", "1941-09"), ("January 1944", "1944-01")],
    ),
    (
        "range",
        "ballots/asking-the-people.md",
        &[("9", "2011-01-09"), ("15 January 2011", "2011-01-15")],
    ),
    ("open", "straits/treaties.md", &[("9 November 1936", "1936-11-09")]),
    ("decade", "straits/siege-of-constantinople.md", &[("the late 1980s", "198")]),
    ("decade", "straits/panama.txt", &[("the '30s", "193")]),
    ("century", "straits/treaties.md", &[("the mid-16th century", "15")]),
    ("century", "straits/dardanelles.txt", &[("the late 14th century", "13")]),
    (
        "before Christ",
        "straits/dardanelles.txt",
        &[("405 BC", "BC0405"), ("September 480 BC", "BC0480-09")],
    ),
    ("before Christ", "straits/dardanelles.txt", &[("The 5th century BCE", "BC04")]),
    ("season", "sarybel-dam/inquiry-report.md", &[("the autumn of 1976", "1976-FA")]),
    ("season", "straits/fram.txt", &[("the winter of 1895", "1895-WI")]),
    ("part", "straits/siege-of-constantinople.md", &[("early March", "1453-03")]),
    ("part", "sarybel-dam/inquiry-report.md", &[("the second half of the 1990s", "199")]),
    ("quarter", "sarybel-dam/inquiry-report.md", &[("the third quarter of 1973", "1973-Q3")]),
    ("quarter", "straits/panama.txt", &[("the second quarter", "2023-Q2")]),
    ("half", "straits/panama.txt", &[("The first half of 2023", "2023-H1")]),
    ("week", "straits/ever-given.txt", &[("last week", "2021-W12")]),
    ("clock", "straits/krakatoa.txt", &[("1 p.m. on Sunday, 26 August 1883", "1883-08-26T13:00")]),
    ("clock", "sarybel-dam/inquiry-report.md", &[("23:52 on 17 May 2023", "2023-05-17T23:52")]),
    ("part of day", "sarybel-dam/wire.txt", &[("Wednesday night", "2023-05-17TNI")]),
    ("duration", "straits/petrograd.txt", &[("872 days", "P872D")]),
    ("set", "sarybel-dam/inquiry-report.md", &[("every Tuesday", "XXXX-WXX-2")]),
    ("holiday", "straits/panama.txt", &[("New Year's Eve 1999", "1999-12-31")]),
    ("approximate", "straits/dardanelles.txt", &[("Around 513 BC", "BC0513")]),
    ("Old Style", "straits/petrograd.txt", &[("15 March 1917", "1917-03-15")]),
    ("document time", "ballots/santiago-crawl.txt", &[("Sunday", "2023-12-17")]),
];

#[test]
fn reads_every_kind_of_date() {
    let mut wrong = String::new();
    for (kind, document, mentions) in CASES {
        let found = SAMPLE.documents.iter().find(|d| d.document.id.as_str() == *document);
        let annotated = found.unwrap_or_else(|| panic!("{document} was not read"));
        let text = &annotated.document.text;
        for (words, value) in *mentions {
            let said = annotated
                .times
                .iter()
                .filter(|time| time.span.of(text).eq_ignore_ascii_case(words) && !time.in_chrome);
            let values: Vec<_> = said.map(|time| time.timex.value.as_str()).collect();
            if !values.contains(value) {
                writeln!(wrong, "{kind}: {words} in {document} is {values:?}, not {value}")
                    .unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
