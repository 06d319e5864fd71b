use super::*;
use crate::model::{Date, DctMethod, Resolution, Span, When};

/// A document with one sentence a line, written on `dct`.
pub(super) fn document(text: &str, dct: Option<(i32, u8, u8)>) -> (Document, Vec<Sentence>) {
    let dct = dct.and_then(|(y, m, d)| Date::new(y, m, d)).map(|date| Dct {
        when: When::day(date),
        method: DctMethod::Dateline,
        evidence: String::new(),
        span: None,
        score: 1.0,
    });
    let document = Document { dct, ..Document::of_text("test", text) };
    let mut sentences = Vec::new();
    let mut start = 0;
    for (number, line) in text.split('\n').enumerate() {
        let span = Span::new(start, start + line.len()).trimmed(text);
        let is_heading = !line.ends_with('.') && text.contains('\n');
        if !span.is_empty() {
            sentences.push(Sentence {
                span,
                paragraph: number as u32,
                is_heading,
                in_chrome: false,
            });
        }
        start += line.len() + 1;
    }
    (document, sentences)
}

/// What a reader sees of each mention: its words, its place on the axis (else its TIMEX3 value),
/// and the whole range on its first end.
pub(super) fn seen(mentions: &[TimeMention], text: &str) -> String {
    let line = |mention: &TimeMention| {
        let place = match &mention.when {
            Some(when) => when.edtf.to_string(),
            None => mention.timex.value.to_string(),
        };
        let modifier = mention.timex.modifier.map_or(String::new(), |m| format!(" {}", m.word()));
        let range = mention.range.as_ref().filter(|range| range.is_start);
        let whole = range.map_or(String::new(), |range| format!(" [{}]", range.whole.edtf));
        format!("{} = {place}{modifier}{whole}", mention.span.of(text))
    };
    mentions.iter().map(line).collect::<Vec<_>>().join("; ")
}

/// Told on Wednesday, 2 November 2022.
#[track_caller]
pub(super) fn check(text: &str, expected: &str) {
    assert_eq!(seen(&tagged(text), text), expected, "{text}");
}

/// The same of a document without a date.
#[track_caller]
pub(super) fn check_undated(text: &str, expected: &str) {
    let (document, sentences) = document(text, None);
    assert_eq!(seen(&tag(&document, &sentences).mentions, text), expected, "{text}");
}

/// The same of a paragraph of several sentences, told on that Wednesday or at a time that nobody knows.
#[track_caller]
pub(super) fn check_prose(text: &str, is_dated: bool, expected: &str) {
    let (document, _) = document(text, is_dated.then_some((2022, 11, 2)));
    let sentences = crate::text::sentences(&document);
    assert_eq!(seen(&tag(&document, &sentences).mentions, text), expected, "{text}");
}

/// The date that a document without one was written on, by its own words.
#[track_caller]
pub(super) fn check_written(text: &str, expected: &str) {
    let (document, sentences) = document(text, None);
    let written = tag(&document, &sentences).inferred_dct;
    assert_eq!(
        written.map_or("unknown".to_owned(), |dct| dct.when.edtf.to_string()),
        expected,
        "{text}"
    );
}

/// The mentions of what is told on Wednesday, 2 November 2022.
pub(super) fn tagged(text: &str) -> Vec<TimeMention> {
    let (document, sentences) = document(text, Some((2022, 11, 2)));
    tag(&document, &sentences).mentions
}

#[test]
fn every_rule_does_what_its_examples_say() {
    let language = language::load::load_english().unwrap_or_else(|error| panic!("{error}"));
    let mut wrong = Vec::new();
    for rule in &language.rules {
        for (text, value) in &rule.yes {
            let mentions = tagged(text);
            let own: Vec<_> = mentions
                .iter()
                .filter(|m| m.rule == rule.name)
                .map(|m| m.timex.value.as_str())
                .collect();
            if own.join(" ") != *value {
                let all: Vec<_> = mentions
                    .iter()
                    .map(|m| format!("{}={} ({})", m.span.of(text), m.timex.value, m.rule))
                    .collect();
                wrong.push(format!("{}: {text:?} gives {all:?}, not {value}", rule.name));
            }
        }
        for text in &rule.no {
            let mentions = tagged(text);
            if mentions.iter().any(|mention| mention.rule == rule.name) {
                wrong.push(format!("{}: finds something in {text:?}", rule.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[derive(serde::Deserialize)]
struct Kinds {
    kind: Vec<Kind>,
}

#[derive(serde::Deserialize)]
struct Kind {
    title: String,
    #[serde(default)]
    rules: Vec<String>,
    #[serde(default)]
    examples: std::collections::BTreeMap<String, String>,
}

#[test]
fn every_kind_has_its_rules_and_examples() {
    let text = include_str!("../../assets/lang/en/kinds.toml");
    let kinds: Kinds = toml::from_str(text).unwrap();
    let language = language::load::load_english().unwrap();
    let mut wrong = Vec::new();
    for kind in &kinds.kind {
        for (text, values) in &kind.examples {
            let mentions = tagged(text);
            let found: Vec<_> = mentions.iter().map(|m| m.timex.value.as_str()).collect();
            if found.join(" ") != *values {
                wrong.push(format!("{}: {text:?} gives {found:?}", kind.title));
            }
        }
        let is_known = |name: &String| language.rules.iter().any(|rule| rule.name == *name);
        wrong.extend(kind.rules.iter().filter(|name| !is_known(name)).cloned());
    }
    let has_kind = |name: &String| kinds.kind.iter().any(|kind| kind.rules.contains(name));
    let names = language.rules.iter().map(|rule| &rule.name);
    wrong.extend(names.filter(|name| !has_kind(name)).map(|name| format!("{name} is of no kind")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_range_has_two_ends_and_a_whole() {
    check(
        "The siege lasted from 3 May to 9 June 1921.",
        "3 May = 1921-05-03 [1921-05-03/1921-06-09]; 9 June 1921 = 1921-06-09",
    );
    check(
        "It ran between March and May 1995.",
        "March = 1995-03 [1995-03/1995-05]; May 1995 = 1995-05",
    );
    check(
        "The talks of 15 to 18 June 1995 failed.",
        "15 = 1995-06-15 [1995-06-15/1995-06-18]; 18 June 1995 = 1995-06-18",
    );
    check("The war of 1941–45 emptied the valley.", "1941 = 1941 [1941/1945]; 45 = 1945");
    check("From 264 to 146 BC the two cities fought.", "264 = -0263 [-0263/-0145]; 146 BC = -0145");
    check("He ruled from 1990 until 1996.", "1990 = 1990 [1990/1996]; 1996 = 1996");
    check(
        "Snow fell from December to February.",
        "December = 2021-12 [2021-12/2022-02]; February = 2022-02",
    );
    check(
        "The winter of 1932-33 was the worst.",
        "The winter of 1932 = 1932-24 [1932-24/1933]; 33 = 1933",
    );
}

#[test]
fn an_open_end_stays_open() {
    check("Since 1991 the border has been closed.", "1991 = 1991/..");
    check("The garrison held until March 1943.", "March 1943 = ../1943-03");
    check("The mill was built before 1850.", "1850 = ../1850");
    check("The harbour froze after 12 January 1932.", "12 January 1932 = 1932-01-12/..");
    check("The road must be open by 1 May 2023.", "1 May 2023 = ../2023-05-01");
    check("They will pay no later than 15 December 2022.", "15 December 2022 = ../2022-12-15");
    check("No earlier than 2024 will the bridge open.", "2024 = 2024/..");
    check("As of 1 July 2022 the tax is gone.", "1 July 2022 = 2022-07-01/..");
}

/// First and last day of the bounds of the first mention; `..` where an end is open.
#[track_caller]
fn check_bounds(text: &str, expected: &str) {
    let day = |second: Option<i64>| match second {
        Some(second) => Date::from_days(second.div_euclid(86_400)).to_string(),
        None => "..".to_owned(),
    };
    let mentions = tagged(text);
    let bounds = mentions.first().and_then(|mention| mention.when.as_ref()).map(|when| when.bounds);
    let seen = bounds.map_or("undated".to_owned(), |bounds| {
        format!("{} to {}", day(bounds.earliest), day(bounds.latest))
    });
    assert_eq!(seen, expected, "{text}");
}

#[test]
fn a_round_number_of_years_ago_is_about_that_year() {
    let check = |text: &str, expected: &str| {
        let mentions = tagged(text);
        let when = mentions.first().and_then(|mention| mention.when.as_ref());
        assert_eq!(when.map(|when| when.edtf.to_string()).as_deref(), Some(expected), "{text}");
    };
    check("The mill burnt down 150 years ago.", "1872~");
    check("It was founded more than five years ago.", "2017~");
    check("The bridge was opened 25 years ago.", "1997");
    check("They left ten years ago.", "2012");
}

#[test]
fn before_and_after_leave_their_unit_out() {
    check_bounds("The mill stood there before the 19th century.", ".. to 1799-12-31");
    check_bounds("The mill was built before 1850.", ".. to 1849-12-31");
    check_bounds("It was lost before March 1943.", ".. to 1943-02-28");
    check_bounds("It was lost before the 1920s.", ".. to 1919-12-31");
    check_bounds("The harbour froze after 12 January 1932.", "1932-01-13 to ..");
    check_bounds("The mine closed after 1985.", "1986-01-01 to ..");
    check_bounds("They marched through the summer of 1985.", "1985-06-01 to 1985-08-31");
    check_bounds("The lease runs through 1985.", ".. to 1985-12-31");
    check_bounds("The guild was dissolved after the 17th century.", "1700-01-01 to ..");
    check_bounds("The house was sold before World War II.", ".. to 1939-08-31");
    check_bounds("The house was sold after World War II.", "1945-09-03 to ..");
}

#[test]
fn until_by_and_since_hold_their_unit() {
    check_bounds("The garrison held until March 1943.", ".. to 1943-03-31");
    check_bounds("The guild lasted until the 19th century.", ".. to 1899-12-31");
    check_bounds("The road must be open by 1 May 2023.", ".. to 2023-05-01");
    check_bounds("By 1917 the mill had burned.", ".. to 1917-12-31");
    check_bounds("Since 1991 the border has been closed.", "1991-01-01 to ..");
    check_bounds("No earlier than 2024 will the bridge open.", "2024-01-01 to ..");
    check_bounds("They will pay no later than 15 December 2022.", ".. to 2022-12-15");
}

#[test]
fn an_approximation_is_never_a_plain_date() {
    check("The church burned around 1580.", "around 1580 = 1580~ APPROX");
    check("About 1900 the first rails came.", "About 1900 = 1900~ APPROX");
    check("The fort was sold in early 1994.", "early 1994 = 1994~ START");
    check("By the end of 1991 it was over.", "the end of 1991 = ../1991~ END");
    check("In mid-March 2014 ships left.", "mid-March 2014 = 2014-03~ MID");
    check("It was founded in 1223 or 1224.", "1223 = [1223,1224]; 1224 = 1224");
    check("In the late 1980s the mines closed.", "the late 1980s = 198X~ END");
}

#[test]
fn years_before_christ_count_backwards() {
    check("The city fell in 480 BC.", "480 BC = -0479");
    check("In the 5th century BCE potters came.", "the 5th century BCE = -04XX");
    check("He was murdered on 15 March 44 BC.", "15 March 44 BC = -0043-03-15");
    check("The temple burned in AD 70.", "AD 70 = 0070");
}

#[test]
fn a_week_is_its_seven_days() {
    check("Last week two bridges fell.", "Last week = 2022-10-24/2022-10-30");
    check("The week of 7 March 2022 was calm.", "The week of 7 March 2022 = 2022-03-07/2022-03-13");
    check("This weekend they vote.", "This weekend = 2022-11-05/2022-11-06");
    check(
        "The last week of October 1917 was cold.",
        "The last week of October 1917 = 1917-10-25/1917-10-31",
    );
}

#[test]
fn a_part_of_a_day_is_finer_than_the_day() {
    check(
        "On the morning of 7 November 1941 snow fell.",
        "the morning of 7 November 1941 = 1941-11-07",
    );
    check("Shells fell last night.", "last night = 2022-11-01");
    check(
        "At 5 a.m. on 24 February 2022 sirens woke the town.",
        "5 a.m. on 24 February 2022 = 2022-02-24T05:00",
    );
    check(
        "The night of 4 to 5 May 1942 was clear.",
        "The night of 4 = 1942-05-04 [1942-05-04/1942-05-05]; 5 May 1942 = 1942-05-05",
    );
    check("It struck on Sunday night.", "Sunday night = 2022-10-30");
}

#[test]
fn a_day_in_two_calendars_is_both() {
    check(
        "The palace fell on 25 October (7 November) 1917.",
        "25 October = 1917-11-07; 7 November) 1917 = 1917-11-07",
    );
    check("He was born on 10 (22) April 1870.", "10 = 1870-04-22; 22) April 1870 = 1870-04-22");
    check(
        "On 18 April (1 May) 1917 crowds marched.",
        "18 April = 1917-05-01; 1 May) 1917 = 1917-05-01",
    );
    check("He abdicated on March 2 (15), 1917.", "March 2 = 1917-03-15; 15), 1917 = 1917-03-15");
    check(
        "It fell on 7 November 1917 (25 October O.S.).",
        "7 November 1917 = 1917-11-07; 25 October = 1917-11-07",
    );
    check(
        "It fell on 7 November [O.S. 25 October] 1917.",
        "7 November = 1917-11-07; 25 October] 1917 = 1917-11-07",
    );
}

#[test]
fn a_day_of_the_old_calendar_stands_at_its_gregorian_day() {
    check("Troops fired on 9 January 1905 O.S. in the square.", "9 January 1905 = 1905-01-22");
    check("Troops fired on 9 January 1905 (Old Style).", "9 January 1905 = 1905-01-22");
    check("By the old calendar it was 25 October 1917.", "25 October 1917 = 1917-11-07");
    check(
        "It was 25 October 1917 according to the Julian calendar.",
        "25 October 1917 = 1917-11-07",
    );
    check("Julian Easter 1917 was cold.", "Julian Easter 1917 = 1917-04-15");
    check(
        "The decree of 1 February 1918 (O.S.) came late.\nThe next day he left.",
        "1 February 1918 = 1918-02-14; The next day = 1918-02-15",
    );
    let text = "Troops fired on 9 January 1905 O.S. in the square.";
    let mentions = tagged(text);
    let mention = mentions.first().unwrap();
    assert_eq!((mention.timex.value.as_str(), mention.is_julian), ("1905-01-09", true));
    assert_eq!(
        mention.reasons.last().map(|step| &**step),
        Some("by the Julian calendar (Old Style); by the Gregorian it is 1905-01-22")
    );
}

#[test]
fn holidays_fall_where_calendars_say() {
    check("Eid al-Fitr 2024 was quiet.", "Eid al-Fitr 2024 = 2024-04-10");
    check("Shops closed early during Ramadan 2024.", "Ramadan 2024 = 2024-03-11/2024-04-09");
    check("Orthodox Easter 2023 was cold.", "Orthodox Easter 2023 = 2023-04-16");
    check("Orthodox Christmas 2024 was quiet.", "Orthodox Christmas 2024 = 2024-01-07");
    check("They met on Yom Kippur 1973.", "Yom Kippur 1973 = 1973-10-06");
    check("Trains were full on Chinese New Year 2023.", "Chinese New Year 2023 = 2023-01-22");
    check("He spoke on Martin Luther King Day 2009.", "Martin Luther King Day 2009 = 2009-01-19");
    check("India's Independence Day 2022 was hot.", "India's Independence Day 2022 = 2022-08-15");
}

#[test]
fn a_document_is_dated_by_what_it_counts() {
    check_written(
        "It is dawn on the 30th day of Russia's unprovoked armed aggression against Ukraine.",
        "2022-03-25",
    );
    check_written("In Kyiv the 770th day of the war began with sirens.", "2024-04-03");
    check_written("Hospitals in Gaza ran out of fuel on the 40th day of the war.", "2023-11-15");
    check_written("The third year of the full-scale war is harder for the miners.", "2024");
    check_written("The 12th day of the strike was the last.", "unknown");
}

#[test]
fn a_document_is_dated_by_the_time_elapsed() {
    check_written(
        "Thirty years have passed since the fall of the Berlin Wall, and we still vote apart.",
        "2019",
    );
    check_written(
        "I forget that 25 years have already gone by from the first wave of the collapse of the USSR.",
        "2016",
    );
    check_written(
        "It is twenty years since the collapse of the Soviet Union.\nIn 2003 the mill burned.",
        "2011",
    );
    check_written("Half a century has passed since the flood of 1968.", "2018");
    check_written("In 2005, ten years ago, the school was closed.", "2015");
    check_written("Two years into the full-scale invasion, the border villages are empty.", "2024");
    check_written("Three years after the full-scale invasion began, ports are busy.", "2025");
    check_written(
        "Three decades on from the August coup, nobody remembers the barricades.",
        "2021",
    );
    check_written(
        "Archives are opening ahead of the 30th anniversary of the collapse of the USSR.",
        "2021",
    );
    check_written("Today marks the 80th anniversary of D-Day.", "2024-06-06");
    check_written("In 1999 Mira Holt fled.\nTwenty-five years later, she is the mayor.", "2024");
}

#[test]
fn the_latest_time_told_is_only_a_lower_bound() {
    check_written("Since 1991 the mill has stood empty.\nIn 2014 its roof fell in.", "2014/..");
    check_written(
        "In 2009 it was sold.\nAfter the start of the full-scale invasion it reopened.",
        "2022/..",
    );
    check_written("The plant, opened in 1985, will close in 2040.", "1985/..");
    check_written(
        "In 1994, fifty years had passed since the flood of 1944. In 2014 a museum opened.",
        "2014/..",
    );
    check_written("In 1970 the fort was sold.\nTwenty years later it burned down.", "1970/..");
    check_written("The town is quiet.", "unknown");
    let (document, sentences) =
        document("The mill was sold in 2014. It is quiet now.\nIn June it was painted.", None);
    let mentions = tag(&document, &sentences).mentions;
    assert_eq!(seen(&mentions, &document.text), "2014 = 2014; now = PRESENT_REF; June = 2014-06");
    assert!(mentions.iter().all(|m| m.resolution != Resolution::Dct));
}

#[test]
fn a_list_of_years_makes_news_no_history() {
    let text = "The ministers met on Monday. Floods came in 1860, 1770, 1761, 1751, 1684 and 1618.\n\
                The last great one was 150 years ago.";
    let found = tagged(text);
    assert_eq!(found.last().map(|mention| mention.timex.value.as_str()), Some("1872"));
}

#[test]
fn in_news_a_length_stands_without_the_event_that_it_counts_from() {
    check("A week after the vote she left.", "A week = P1W");
    check("They had left the week before.", "the week before = 2022-10-26");
    check("At the same time the harbour is full.", "");
}

#[test]
fn minutes_count_from_the_time_of_day_told() {
    check(
        "It left at 8:50 p.m. on 7 May 2005. Twelve minutes later it was gone.",
        "8:50 p.m. on 7 May 2005 = 2005-05-07T20:50; Twelve minutes later = 2005-05-07T21:02",
    );
    check("Two hours after they met it rained.", "Two hours = PT2H");
}

#[test]
fn a_quarter_is_the_one_nearest_and_a_weekend_the_one_before() {
    check("It will report second-quarter profit.", "second-quarter = 2022-34");
    check("It rained over the weekend.", "the weekend = 2022-10-29/2022-10-30");
    check("This Thursday the game was put off.", "This Thursday = 2022-11-03");
}

#[test]
fn a_story_without_a_month_gives_its_year_to_what_follows() {
    check(
        "In 1967 it broke up. On 30 May war came. In 1968 it ended.",
        "1967 = 1967; 30 May = 1967-05-30; 1968 = 1968",
    );
    check(
        "They landed in April 1934. A vote was held in February 1936. On 12 July war came. In \
         January the city fell. In 1938 the land shrank.",
        "April 1934 = 1934-04; February 1936 = 1936-02; 12 July = 1936-07-12; January = 1937-01; \
         1938 = 1938",
    );
}

#[test]
fn years_that_describe_something_do_not_move_the_story() {
    let tells = |text: &str, expected: &[&str]| {
        let (document, sentences) = document(text, Some((2015, 8, 20)));
        let seen = seen(&tag(&document, &sentences).mentions, text);
        assert!(expected.iter().all(|it| seen.contains(it)), "{seen}");
    };
    tells(
        "In May he was found guilty of thefts during his 1982-83 rule. The verdict was overturned ten days later, \
         and on 19 April the trial stopped.",
        &["May = 2015-05", "ten days later = 2015-05", "19 April = 2015-04-19"],
    );
    tells(
        "In May 2014 he was found guilty of thefts during his 1982-83 rule. On 19 June he fled.",
        &["19 June = 2014-06-19"],
    );
    tells(
        "In May 1982 he took the town. His 1982-83 rule was harsh. In June 1983 it ended, and on 19 July he fled.",
        &["19 July = 1983-07-19"],
    );
}

#[test]
fn a_date_in_page_chrome_does_not_move_the_clock() {
    let text =
        "On 3 May 1921 the fort fell.\nUpdated 9 June 1950.\nThe following day the town burned.";
    let (mut document, sentences) = document(text, Some((2022, 11, 2)));
    document.chrome.push(sentences[1].span);
    let mentions = tag(&document, &sentences).mentions;
    assert_eq!(
        seen(&mentions, text),
        "3 May 1921 = 1921-05-03; 9 June 1950 = 1950-06-09; The following day = 1921-05-04"
    );
    assert!(mentions[1].in_chrome);
}

#[test]
fn a_trail_says_why() {
    let trail = |text: &str| {
        tagged(text).iter().map(|m| m.trail(text).join("\n")).collect::<Vec<_>>().join("\n\n")
    };
    let counted =
        trail("On Tuesday a drone fell.\nIt was the 251st day of the full-scale invasion.");
    insta::assert_snapshot!(counted, @"
    “Tuesday” (weekday)
    the verb is in the past, so the last such day: document date 2022-11-02 (dateline)

    “the 251st day of the full-scale invasion” (war day)
    counted from the first day of the full-scale invasion of Ukraine, 2022-02-24
    ");
    let told = trail("The siege began on 3 May 1921.\nTwo days later the mill burned.");
    insta::assert_snapshot!(told, @"
    “3 May 1921” (full date)
    as written, with nothing added

    “Two days later” (offset)
    counted from there: “3 May 1921” in the text
    ");
}

proptest::proptest! {
    #[test]
    fn any_text_gives_mentions_in_order(
        text in r"(?:[0-9]{1,4}|[a-zA-Zé–’“.,:()\-/]{1,9}|May|June|Monday|from|to|the|of|last|year|days|ago|since|BC|war|[0-9]{1,2}th|\PC| |\n){0,60}",
        dated in proptest::bool::ANY,
    ) {
        let (document, sentences) = document(&text, dated.then_some((2022, 11, 2)));
        let mentions = tag(&document, &sentences).mentions;
        let mut last_end = 0;
        for mention in &mentions {
            proptest::prop_assert!(last_end <= mention.span.start && mention.span.start < mention.span.end);
            proptest::prop_assert!(text.get(mention.span.range()).is_some());
            last_end = mention.span.end;
        }
        proptest::prop_assert_eq!(mentions, tag(&document, &sentences).mentions);
    }
}

#[test]
fn a_log_opens_its_entries_with_the_time_of_day() {
    let log = "2349 The minister spoke on Tuesday.\n2218 Boats left the port.\n1959 The mayor spoke.\n\
               1742 Aid came in 2010. Crowds in the street 1741 Anna wrote to us.\n1633 The quake struck.";
    check(log, "Tuesday = 2022-11-01; 2010 = 2010");
    check("The quake struck at 1653 (2153 GMT).", "2153 GMT = 2022-11-02T21:53");
    check("1959 The mayor spoke.", "1959 = 1959");
}

#[test]
fn a_time_of_day_in_four_digits_is_no_year() {
    check("He left on 19 May, 1815 GMT, for home.", "19 May, 1815 GMT = 2022-05-19T18:15");
    check("He came last at about 1100.", "");
    check("By 1100 (1600 GMT) the hall was full.", "1600 GMT = 2022-11-02T16:00");
    check("The last call was 1040 on 25 June.", "25 June = 2022-06-25");
    check("The treaty of 25 June 1815 held.", "25 June 1815 = 1815-06-25");
}

#[test]
fn a_plan_for_a_later_year_does_not_move_the_story() {
    let text = "The harbour was blocked in March 1903. The company hoped to leave by late 1908. \
In July a second ship came in. On 14 September 1903 the pilots went on strike, and the port was \
closed in October 1903.";
    let (document, sentences) = document(text, Some((2022, 11, 2)));
    let seen = seen(&tag(&document, &sentences).mentions, text);
    assert!(seen.contains("July = 1903-07"), "{seen}");
}

#[test]
fn a_month_before_the_last_one_takes_its_year_from_what_follows() {
    let text = "The siege began in October 1861.\nFamine came in December.\nEarlier the council \
had been told in March that no help would come.\nOn 4 April 1861 it had sent for grain.\n\
The siege was raised in 1862, and the walls fell in 1870.";
    let (document, sentences) = document(text, Some((2022, 11, 2)));
    let seen = seen(&tag(&document, &sentences).mentions, text);
    assert!(seen.contains("March = 1861-03"), "{seen}");
    assert!(seen.contains("December = 1861-12"), "{seen}");
}

#[test]
fn a_story_never_tells_of_a_day_that_its_year_lacks() {
    let text = "The troops had come in 1903 and in May 1903 they were still there. They withdrew \
on 29 February. The treaty followed in June 1904 and held until 1907.";
    let (document, sentences) = document(text, Some((2022, 11, 2)));
    let seen = seen(&tag(&document, &sentences).mentions, text);
    assert!(seen.contains("29 February = 1904-02-29"), "{seen}");
}

#[test]
fn a_week_with_its_year_says_where_the_story_stands() {
    let text = "The mill burnt in 1913, in 1914 and in 1915, and it was sold in 1916. It was closed in \
the last week of October 1917. In December it opened again.";
    let (document, sentences) = document(text, Some((2022, 11, 2)));
    let seen = seen(&tag(&document, &sentences).mentions, text);
    assert!(seen.contains("December = 1917-12"), "{seen}");
}

#[test]
fn lengths_count_from_what_was_told_with_its_date() {
    let text = "The walls of Narva fell on 12 May 1719.\nThe king signed a truce on 3 June 1720.\n\
Two days after the fall of Narva the fleet put to sea.\nOn 9 June 1720, six days after the truce, the ports opened.";
    let (document, sentences) = document(text, Some((2022, 11, 2)));
    let seen = seen(&tag(&document, &sentences).mentions, text);
    assert!(seen.contains("Two days after the fall of Narva = 1719-05-14"), "{seen}");
    assert!(seen.contains("six days after the truce = 1720-06-09"), "{seen}");
}

#[test]
fn brackets_say_what_is_counted_to() {
    let text =
        "The queen came to the throne in 1632. Barely two years later (1635) she was at war.";
    let (document, sentences) = document(text, Some((2022, 11, 2)));
    let seen = seen(&tag(&document, &sentences).mentions, text);
    assert!(seen.contains("two years later = 1635"), "{seen}");
}

#[test]
fn the_article_of_what_a_length_describes_stays_outside() {
    let text = "After a ten-day siege the town fell; the Spring Offensive of 1919 had failed.";
    let (document, sentences) = document(text, Some((2022, 11, 2)));
    let seen = seen(&tag(&document, &sentences).mentions, text);
    assert!(seen.contains("ten-day = P10D"), "{seen}");
    assert!(seen.contains("Spring = 1919-21"), "{seen}");
}

#[test]
fn a_time_of_day_stands_with_its_day() {
    check("It struck at 4 a.m. last Wednesday.", "4 a.m. last Wednesday = 2022-10-26T04:00");
    check("The gate shuts at 9 p.m. tonight.", "9 p.m. tonight = 2022-11-02T21:00");
    check("It left at 8:19 last night.", "8:19 last night = 2022-11-01T20:19");
    check("They left by dawn on Tuesday.", "dawn on Tuesday = ../2022-11-01");
}
