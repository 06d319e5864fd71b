//! Candidates for the document creation time (DCT), ranked, each with its evidence.
//!
//! What is stated beats what is printed near the title, which beats what the address and the name of
//! the file say. A date in page chrome is listed, and used only beside the title or where nothing else
//! dates a web page (`weigh`); the time of a file on disk is never looked at, since it is the time of a copy.

pub(super) mod byline;
pub(super) mod date_line;
pub(super) mod instant;
mod lead;
pub(super) mod named_date;
mod numeric_order;
mod printed;
pub(super) mod printed_date;
pub(super) mod stated;
pub(super) mod weigh;

use super::html::meta;
use super::parts::Parts;
use super::{Options, Stated};
use crate::model::{Dct, DctMethod, Edtf, Granularity, Span, When};
use byline::is_byline;
use printed_date::{PrintedDate, field};

/// How far a day in an address can be trusted whose year has two digits: that the page says as well, alone, and where
/// its first and last number could each be the year.
const SHORT_AND_SAID: f32 = 0.75;
const SHORT: f32 = 0.35;
const SHORT_EITHER_WAY: f32 = 0.2;

/// How far a day among the words of an address can be trusted.
const IN_SLUG: f32 = 0.65;

/// How far a day with a section between its year and its month can be trusted that the page does not say as well.
const AROUND_SECTION: f32 = 0.5;

/// How far the day of a message can be trusted for the files that came with it.
const SENT_WITH: f32 = 0.35;

/// Below this a candidate is listed and not used.
const THRESHOLD: f32 = 0.3;

/// From this on a candidate may make a better one finer.
const FINER_SCORE: f32 = 0.5;

/// The candidate in use; `None` where none is good enough. A day that another one states within a month
/// or a year is better than that.
pub(super) fn best(candidates: &[Dct]) -> Option<Dct> {
    let mut good =
        candidates.iter().filter(|dct| dct.score >= THRESHOLD && dct.method != DctMethod::Chrome);
    let first = good.next()?;
    let is_finer = |dct: &&Dct| {
        let granularity = dct.when.edtf.granularity();
        dct.score >= FINER_SCORE
            && granularity < first.when.edtf.granularity()
            && first.when.bounds.contains(dct.when.bounds)
    };
    Some(good.find(is_finer).unwrap_or(first).clone())
}

/// A candidate.
pub(super) fn dct(
    edtf: Edtf,
    method: DctMethod,
    evidence: &str,
    span: Option<Span>,
    score: f32,
) -> Dct {
    let evidence = evidence.split_whitespace().collect::<Vec<_>>().join(" ");
    let evidence = printed::head_of(&evidence, 120).to_owned();
    Dct { when: When::from_edtf(edtf), method, evidence, span, score }
}

/// A candidate from a field that holds a date; `None` where it holds none.
pub(super) fn stated(
    value: &str,
    method: DctMethod,
    evidence: &str,
    span: Option<Span>,
    score: f32,
) -> Option<Dct> {
    field(value).map(|edtf| dct(edtf, method, evidence, span, score))
}

/// All candidates, best first.
pub(super) fn candidates(
    parts: &Parts,
    manifest: &Stated,
    label: &str,
    options: &Options,
) -> Vec<Dct> {
    let mut found = parts.dates.clone();
    if let Some(date) = manifest.date.as_deref() {
        found.extend(stated(date, DctMethod::Manifest, date, None, 1.0));
    }
    printed::dates(parts, &mut found);
    if let Some(url) = manifest.url.as_deref().or(parts.metadata.url.as_deref()) {
        found.extend(in_address(url, &found));
    }
    if let Some(date) = options.default_dct {
        let evidence = "the date given for documents without one";
        found.push(dct(Edtf::day(date), DctMethod::Default, evidence, None, 0.45));
    }
    if let Some(date) = named_date::in_name(label) {
        found.push(dct(Edtf::Point(date.partial), DctMethod::FileName, label, None, 0.4));
    }
    weigh::strengthen(&mut found);
    // The month in the address of a picture is little: a day in it that a byline somewhere names is more.
    let month = found.iter().find(|dct| THRESHOLD <= dct.score).map(|dct| dct.when.clone());
    if found.iter().all(|dct| dct.score <= meta::PICTURE) {
        let last = if parts.is_page() { weigh::last_resort } else { weigh::stamp };
        let last = last(&found, &parts.text);
        found.extend(match month {
            None => last,
            Some(month) => last
                .filter(|last| month.bounds.contains(last.when.bounds) && is_of_byline(parts, last))
                .map(|last| Dct { score: FINER_SCORE, ..last }),
        });
    }
    // A stable sort: of equal scores the first found stays first.
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    found.dedup_by(|later, first| {
        later.when == first.when && later.method == first.method && later.evidence == first.evidence
    });
    found
}

/// Whether a date stands on a line which says who wrote the text.
fn is_of_byline(parts: &Parts, date: &Dct) -> bool {
    let line = date.span.map(|span| weigh::line_of(&parts.text, span));
    line.is_some_and(|line| is_byline(line, None))
}

/// The day on which a file was sent with a message dates it where it says nothing itself.
pub(super) fn add_sent(found: &mut Vec<Dct>, sent: &Dct) {
    // A date for documents without one is for those that nothing else dates.
    found.retain(|dct| dct.method != DctMethod::Default);
    let evidence = format!("came with a message, {}", sent.evidence);
    let edtf = sent.when.edtf.clone();
    found.push(dct(edtf, DctMethod::Metadata, &evidence, None, SENT_WITH));
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
}

/// When a web archive fetched a page: some time after it was published. Listed, never used.
pub(super) fn fetched(value: &str) -> Option<Dct> {
    stated(value, DctMethod::Chrome, &format!("fetched {value}"), None, 0.1)
}

/// `/2022/10/30/`, `/2022-10-30-title`, `/20221030/`, and the month of `/2022/10/`.
fn in_address(url: &str, found: &[Dct]) -> Option<Dct> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let short = named_date::short_day_in_path(path);
    let full = named_date::in_name(path).filter(|date| {
        let is_short = short.as_ref().is_some_and(|short| short.span == date.span);
        !is_short && named_date::is_of_web(path, date)
    });
    let says = |date: &PrintedDate| {
        let edtf = Edtf::Point(date.partial);
        move |dct: &Dct| dct.when.edtf == edtf
    };
    let full = full.map(|date| {
        let is_day = date.partial.granularity() == Granularity::Day;
        let score = match () {
            () if is_day && is_in_slug(path, &date) => IN_SLUG,
            () if named_date::is_around_section(path, &date) && !found.iter().any(says(&date)) => {
                AROUND_SECTION
            }
            // Addresses keep the day of publication when the page itself is changed later.
            () if is_day => 0.96,
            () => 0.5,
        };
        (date, score)
    });
    let short = || {
        let date = short.clone()?;
        // Versions, chapters and days from the small to the large are written so, too.
        let score = match () {
            () if found.iter().any(says(&date)) => SHORT_AND_SAID,
            () if named_date::is_either_way(path, &date) => SHORT_EITHER_WAY,
            () => SHORT,
        };
        Some((date, score))
    };
    let (date, score) = full.or_else(short)?;
    Some(dct(Edtf::Point(date.partial), DctMethod::Url, url, None, score))
}

/// Whether a date in an address is written in words among others, `/a-vote-on-march-4-2021`: they are those of the
/// title, which may name the day of what it tells of.
fn is_in_slug(path: &str, date: &PrintedDate) -> bool {
    let written = date.span.of(path);
    let rest = Span { start: 0, end: date.span.start }.of(path);
    written.contains('-')
        && written.contains(char::is_alphabetic)
        && rest.rsplit('/').next().is_some_and(|before| before.contains(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{html, plain};

    const PROSE: &str = "The deputies of the northern district met in the town hall on Monday and agreed, \
                         after six hours of debate, to hold the vote in spring.";

    /// `@` stands for running text; expected is the date in use and how it was found.
    #[track_caller]
    fn check(text: &str, expected: Option<(&str, DctMethod)>) {
        check_named(text, "a.txt", expected);
    }

    #[track_caller]
    fn check_named(text: &str, name: &str, expected: Option<(&str, DctMethod)>) {
        let parts = plain::text(text.replace('@', PROSE));
        let found = candidates(&parts, &Stated::default(), name, &Options::default());
        let best = best(&found).map(|dct| (dct.when.edtf.to_string(), dct.method));
        assert_eq!(best, expected.map(|(date, method)| (date.to_owned(), method)), "{text}");
        for dct in &found {
            if let Some(span) = dct.span {
                assert!(!span.of(&parts.text).is_empty());
            }
        }
    }

    #[test]
    fn dates_near_the_title() {
        let line = DctMethod::Dateline;
        check("A vote in the north\n\nMarch 3, 2021\n\n@", Some(("2021-03-03", line)));
        check("March 3, 2021\n\n@", Some(("2021-03-03", line)));
        check(
            "A vote\nThe Northern Courier, Wednesday 3 March 2021\n\n@",
            Some(("2021-03-03", line)),
        );
        check(
            "A vote in the north\nBy Jane Doe | 3 March 2021 | 4 min\n\n@",
            Some(("2021-03-03", line)),
        );
        check(
            "A vote\nPublished: 3 March 2021, last updated: 5 March 2021\n\n@",
            Some(("2021-03-03", line)),
        );
        check(
            "A vote\nLast updated 5 March 2021\n\n@\n\n@\n\nPublished 3 March 2021",
            Some(("2021-03-03", line)),
        );
        check("ELISTA, March 3, 2021 (Agency) — @", Some(("2021-03-03", line)));
        check("(Tura, March 3, 2021) – @", Some(("2021-03-03", line)));
        check("Tura, Northern District - March 3, 2021 - @", Some(("2021-03-03", line)));
        check("Tura – between March 3, 2021 – @", None);
        check(
            "A vote\n\nPublished\n3 March 2021\n\nUpdated\n5 March 2021\n\n@",
            Some(("2021-03-03", line)),
        );
        check(
            "March 2021 in the north\n\nMarch 2021\n\n@\n\nPublished: 4 March 2021",
            Some(("2021-03-04", line)),
        );
        check(
            "A vote in the north\nJane Doe/Newswire World March 3, 2021\n\n@",
            Some(("2021-03-03", line)),
        );
        check("Wed, Mar 3, 2021 page6\nA vote in the north\n\n@", Some(("2021-03-03", line)));
        check("Jane Doe Meets Mayor March 3, 2021\n\n@", None);
        check("TURA, KY--(Newswire - March 3, 2021) - @", Some(("2021-03-03", line)));
        check("Jane R. Doe, The Herald March 3, 2021 2:36 pm. @", Some(("2021-03-03", line)));
    }

    #[test]
    fn a_first_paragraph_of_one_short_sentence_has_its_dateline() {
        let line = DctMethod::Dateline;
        let lead = "LEEDS, 14 March 2023 - Holm Mill, founded in 1892, will close, it said.";
        check(&format!("A mill closes\n\n{lead}\n\n@"), Some(("2023-03-14", line)));
        check(
            "News in brief\n\nLEEDS, 14 March 2023 - The mill will close, it said.\n\n\
             YORK, 12 March 2023 - The bridge will open on Monday, the town said.",
            None,
        );
        check("The mill\n\n14 March 2023 - The mill was closed by the mayor.\n\n@", None);
    }

    #[test]
    fn a_month_behind_a_place_or_a_name_dates_what_stands_below_it() {
        let line = DctMethod::Dateline;
        let told = "They counted again in 2021. Two years later, in 2023, they gave up.\n\n@";
        let head = |line: &str| format!("A vote in the north\n\n{line}\n\n{told}");
        check(&head("Leeds / York, January 2024"), Some(("2024-01", line)));
        check(&head("Ann Lee | March 2023"), Some(("2023-03", line)));
        check(&head("Leeds, January 1995"), None);
        check(&head("The long battle of the mill, January 2024"), None);
        check("Policy Brief No. 12, June 2021\n\n@", Some(("2021-06", line)));
    }

    #[test]
    fn crawls_are_dated_below_their_title_or_by_their_stamp() {
        let line = DctMethod::Dateline;
        let nav = "Skip to content\nMenu\nTop stories\nWorld";
        check(
            &format!("{nav}\n\nA vote in the north\nJane Doe\n05/22/2021May 22, 2021\n\n@"),
            Some(("2021-05-22", line)),
        );
        check(
            &format!(
                "{nav}\n\nA vote in the north\n\n@\n\nThis page was last edited on 7 March 2024, at 12:01."
            ),
            Some(("2024-03-07", line)),
        );
        check(&format!("April 3, 2024, 9:44\n{nav}\n\nA vote in the north of the land\n\n@"), None);
    }

    #[test]
    fn releases_say_when_they_may_be_printed() {
        let line = DctMethod::Dateline;
        check(
            "A vote\n\n@\n\n@\n\nFor immediate release: March 4, 2021",
            Some(("2021-03-04", line)),
        );
    }

    #[test]
    fn threads_have_the_day_of_their_first_post() {
        check(
            "Board index\nRegister • Login\nIt is currently Tue Mar 05, 2024 9:12 am\nWhat is going on at the pass?\n\
             by tollkeeper » Sat Aug 09, 2008 7:44 pm\nNobody knows.\nRe: What is going on at the pass?\n\
             by anna_s » Sun Aug 10, 2008 10:02 am\n@\n@\nPowered by phpBB",
            Some(("2008-08-09", DctMethod::Dateline)),
        );
    }

    #[test]
    fn texts_of_america_write_the_month_first() {
        let line = DctMethod::Dateline;
        check("A vote\n\n11/09/2016 08:00 AM EST\n\n@", Some(("2016-11-09", line)));
        let foot = "Policy Center, 1200 K Street, Washington, DC 20005";
        check(&format!("A vote\n\n11/09/2016\n\n@\n\n{foot}"), Some(("2016-11-09", line)));
        check("A vote\n\n11/09/2016\n\n@\n\nOrder no. 20005", None);
        check("A vote\n\n11/09/2016\n\n@\n\nUpdated 14/09/2016", Some(("2016-09-11", line)));
    }

    #[test]
    fn a_day_stands_before_the_name_of_the_author() {
        let line = DctMethod::Dateline;
        check("Opinion: a vote\n3 April 2018 - Jane D.\n@", Some(("2018-04-03", line)));
        check("Opinion: a vote\n3 April 2018 - and nothing came of it\n@", None);
    }

    #[test]
    fn rows_of_a_table_date_nothing() {
        check("The dam\n\n4 May 2011 | Works begin\n\n12 June 2013 | The lake fills\n\n@", None);
        check("The dam\n\nEffective date | 4 May 2011 | Rev. B\n\n@", None);
        let line = DctMethod::Dateline;
        check("The dam\n\n4 May 2011 | Tura\n\n@", Some(("2011-05-04", line)));
        check(
            "The dam\n\nDate | 4 May 2011 | Tura\n\nTo | The board\n\n@",
            Some(("2011-05-04", line)),
        );
    }

    #[test]
    fn days_below_the_title_beat_clocks_and_stamps() {
        let line = DctMethod::Dateline;
        let crawl = |below: &str| {
            format!(
                "BREAKING: Ferry late\nMonday, 06 May 2024\nLATEST NEWS\nA vote in the north of the land\n{below}\n@\n@"
            )
        };
        // The clock shows that the day stands before the month here.
        check(&crawl("10/08/2020 - 23:51\nText by: NEWS WIRES"), Some(("2020-08-10", line)));
        check(
            "Home / Reports\n\nA vote in the north\n\nReport, August 2016\n\n@\n\nLast updated on 7 May 2024",
            Some(("2016-08", line)),
        );
        let named =
            "- North - South\nHome | News\nMay 7, 2024\n18:22\nThe vote\n12:04, 29 May 2014, 1204";
        let past = "HERALD NEWS\nMARCH 3, 2021 / 8:14 PM / 10 YEARS AGO\nA vote in the north";
        check(&format!("{past}\n@\n@\n© 2031 Herald"), Some(("2021-03-03", line)));
        check(&format!("{named}\n@\n@\n© 2024 Agency"), Some(("2014-05-29", line)));
        check("@\n\n@\n\nPublished on 24 June 2023 in Tura.", Some(("2023-06-24", line)));
        check("@\n\n@\n\nWhat was published on 24 June 2023 in Tura.", None);
        check("A vote\n\nWhen\n3 March 2021\n\n@", None);
        check("The rising\n\nJuly 1916 – February 1917\n\n@", None);
    }

    #[test]
    fn titles_of_minutes_and_heads_of_papers_name_their_day() {
        let line = DctMethod::Dateline;
        check(
            "The Society\n\nMinutes of the meeting of 3 March 2021\n\n@",
            Some(("2021-03-03", line)),
        );
        check("THE HERALD. FRIDAY, MAY 9, 1902. @", Some(("1902-05-09", line)));
        check("Riots after the vote of 3 March 2021\n\n@", None);
    }

    #[test]
    fn the_day_in_the_head_of_a_page_shows_how_it_writes_numbers() {
        let head = "<html lang=en><meta property='article:published_time' content='2022-06-07'><h1>A vote</h1>";
        let page = format!("{head}<p>Published on 07/06/2022 - 08:00</p><p>{PROSE}</p>");
        let found = candidates(&html::read(&page), &Stated::default(), "a", &Options::default());
        assert_eq!(best(&found).unwrap().when.edtf.to_string(), "2022-06-07");
    }

    #[test]
    fn clocks_copyright_and_related_stories_are_not_used() {
        check(
            "April 4. 2023. 9:44\n\nThe Herald\n\nAll the World\n\nDeputies in the north agree on a vote\n\n@",
            None,
        );
        check("A vote\n\n@\n\nCopyright © 2024", None);
        check("It is currently Tue May 07, 2024 10:11 am\n\nA vote in the north\n\n@", None);
        check("Tura +14 °C | USD 482.5 | Tue, 07 May 2024\n\nA vote in the north\n\n@", None);
        check("A vote\n\n@\n\nRelated posts\nTalks in the south, May 5, 2020", None);
        check(
            "The treaty of March 3, 1921 was signed in the town hall, and it was kept for a long time by both of them. Much came of it.",
            None,
        );
    }

    #[test]
    fn addresses_in_a_list_lead_elsewhere() {
        check(
            "Tips\n\n• https://example.org/2010/11/18/hooks/\n• https://example.org/tools\n\n@",
            None,
        );
        check(
            "Hooks\n\n• https://example.org/2010/11/18/hooks/\n\n@",
            Some(("2010-11-18", DctMethod::Url)),
        );
    }

    #[test]
    fn days_of_a_life_date_no_text_about_it() {
        check("Clara Weber\n\nBorn: Halle, March 21 1885\n\n@", None);
        let news = "A prince\n\nBorn: a prince | 22 July 2013\n\n@";
        check(news, Some(("2013-07-22", DctMethod::Dateline)));
        check(
            "Clara Weber\nBorn: Halle, 10 December 1885\nDied: Köthen, 27 November 1952\n\n@",
            None,
        );
        let line = DctMethod::Dateline;
        check("Clara Weber\n\nHalle, March 21 1985\n\n@", Some(("1985-03-21", line)));
    }

    #[test]
    fn date_lines_of_a_chronicle_date_what_follows_them() {
        check("The war\n\nMarch 3, 1921\n\n@\n\nMarch 4, 1921\n\n@\n\nMarch 7, 1921\n\n@", None);
    }

    #[test]
    fn names_of_files_are_the_last_resort() {
        let name = DctMethod::FileName;
        check_named("@", "2010-01-12_001.txt", Some(("2010-01-12", name)));
        check_named("@", "news/20100112-quake.txt", Some(("2010-01-12", name)));
        check_named("@", "000123456789.txt", None);
        check_named(
            "A vote\n\nMarch 3, 2021\n\n@",
            "2010-01-12.txt",
            Some(("2021-03-03", DctMethod::Dateline)),
        );
    }

    #[test]
    fn a_byline_around_the_text_is_finer_than_the_month_of_a_picture() {
        let page = |day: &str| {
            let head = "<meta property=og:image content=https://example.org/up/2021/03/vote.jpg>";
            let line = format!("<div class=meta>News By Ann Marie Example {day} 5:16 pm</div>");
            let parts =
                html::read(&format!("{head}<nav>Home</nav>{line}<p>{PROSE}</p><p>{PROSE}</p>"));
            let found = candidates(&parts, &Stated::default(), "a.html", &Options::default());
            best(&found).map(|dct| dct.when.edtf.to_string())
        };
        assert_eq!(page("Mar. 6, 2021").as_deref(), Some("2021-03-06"));
        assert_eq!(page("May. 6, 2019").as_deref(), Some("2021-03"));
        assert_eq!(page("on the flood of March 6, 2021 at").as_deref(), Some("2021-03"));
    }

    #[test]
    fn a_day_among_the_words_of_an_address_gives_way_to_the_page() {
        let score = |url: &str| in_address(url, &[]).unwrap().score;
        assert!(score("https://example.org/a-vote-on-march-4-2021") < 0.7);
        assert!(THRESHOLD < score("https://example.org/a-vote-on-march-4-2021"));
        assert!(0.9 < score("https://example.org/2021-03-04-a-vote"));
        assert!(0.9 < score("https://example.org/2021/mar/04/a-vote"));
        assert!(0.9 < score("https://example.org/4-march-2021/a-vote"));
        assert!(score("https://example.org/2010/photos/08/13/gallery") < 0.6);
        let url = "https://example.org/2010/world/08/13/vote";
        let day = Edtf::day(crate::model::Date::new(2010, 8, 13).unwrap());
        let said = dct(day, DctMethod::Dateline, "13 August 2010", None, 0.5);
        assert!(0.9 < in_address(url, &[said]).unwrap().score);
    }

    #[test]
    fn a_day_among_the_words_of_an_address_is_older_than_a_change() {
        let parts = plain::text(format!("A brief\n\nUpdated 6 June 2022\n\n{PROSE}"));
        let url = "https://example.org/daily-brief-march-4-2021";
        let manifest = Stated { url: Some(url.to_owned()), ..Stated::default() };
        let found = candidates(&parts, &manifest, "a.txt", &Options::default());
        assert_eq!(best(&found).unwrap().when.edtf.to_string(), "2021-03-04");
    }

    #[test]
    fn addresses_count_by_their_day() {
        let parts = plain::text(PROSE.to_owned());
        let manifest = Stated {
            url: Some("https://example.org/2021/03/03/vote.html".to_owned()),
            ..Stated::default()
        };
        let found = candidates(&parts, &manifest, "a.txt", &Options::default());
        assert_eq!(best(&found).unwrap().when.edtf.to_string(), "2021-03-03");
        let day = |url: &str| {
            let found = in_address(url, &[]).filter(|dct| THRESHOLD <= dct.score);
            found.map(|dct| dct.when.edtf.to_string())
        };
        assert_eq!(day("https://example.org/a/96/07/18/vote").as_deref(), Some("1996-07-18"));
        assert_eq!(day("https://example.org/vote/story?id=19331115"), None);
        assert_eq!(day("https://example.org/1933/11/15/vote").as_deref(), Some("1933-11-15"));
        assert_eq!(day("https://example.org/19331115/vote").as_deref(), Some("1933-11-15"));
        assert_eq!(day("https://example.org/2022/11/05/07/").as_deref(), Some("2022-11-05"));
        assert_eq!(day("https://example.org/20221105/10/11/12/").as_deref(), Some("2022-11-05"));
        assert_eq!(day("https://example.org/tool/14/04/05/"), None);
        assert_eq!(day("https://example.org/2010/world/08/13/vote").as_deref(), Some("2010-08-13"));
        assert_eq!(day("https://example.org/2010/world/8/13/vote"), None);
        assert_eq!(day("https://example.org/1984/book/04/12/chapter"), None);
        assert_eq!(day("https://example.org/2010/world/08/13"), None);
        let said = [dct(
            Edtf::day(crate::model::Date::new(2013, 7, 18).unwrap()),
            DctMethod::Dateline,
            "",
            None,
            0.9,
        )];
        let short = in_address("https://example.org/a/13/07/18/vote", &said).unwrap();
        assert!(short.score > 0.5 && short.when == said[0].when);
    }
}
