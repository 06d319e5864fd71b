//! What a document tells, as its reader would put it: date, title, factuality, places.

use super::detect;
use super::fixture;
use super::fixture::check_places;
use crate::model::{Annotated, Event, PlaceCode};

fn told(annotated: &Annotated) -> String {
    let line = |event: &Event| {
        let when = event.when.as_ref().map(|when| when.edtf.to_string());
        let date = when.or(event.undated_reason.clone()).unwrap_or_default();
        let places: Vec<_> = event.places.iter().map(PlaceCode::as_str).collect();
        let claimed = event.sources.first().and_then(|s| s.claimed_by.as_deref());
        let claimed = claimed.map_or(String::new(), |name| format!(" ({name})"));
        format!(
            "{date} · {} · {} · {}{claimed}",
            event.title,
            event.factuality.word(),
            places.join(" ")
        )
    };
    detect(0, annotated).iter().map(line).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn check(marked: &str, expected: &str) {
    let lines: Vec<_> = expected.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    let told = told(&fixture::dated(marked));
    let told: Vec<_> = told.lines().map(str::trim).collect();
    assert_eq!(told, lines, "{marked}");
}

#[test]
fn a_length_of_time_belongs_to_what_has_been_done() {
    let annotated = fixture::dated(
        "For {P3DE|three decades}, across two wars waged in <GE|Georgia>, Petrov has tried to \
make peace.",
    );
    let told = told(&annotated);
    assert!(told.starts_with("1992~/2022-10-30") && told.contains("ongoing"), "{told}");
}

#[test]
fn who_speaks_between_two_quotations_is_no_subject() {
    let annotated = fixture::document(
        "“We forget,” Petrov continues, “that {P30Y|thirty years} have passed since \
{1991|1991}.”",
        Some("2021-02-28"),
    );
    assert!(told(&annotated).contains("Thirty years passed"), "{}", told(&annotated));
}

#[test]
fn what_is_to_come_does_not_reach_back() {
    let annotated = fixture::document(
        "The yard has announced cuts over {P4Y|the next four years}.",
        Some("2007-02-28"),
    );
    assert!(!told(&annotated).contains("2003"), "{}", told(&annotated));
}

#[test]
fn the_worst_in_a_time_did_not_last_so_long() {
    let told = |sentence| told(&fixture::document(sentence, Some("2010-01-12")));
    let text = told("The strongest quake in {P200Y|200 years} has hit the island.");
    assert!(!text.contains("1810"), "{text}");
    let text = told("Nobody has lived there in {P30Y|thirty years}.");
    assert!(text.contains("1980"), "{text}");
}

#[test]
fn a_forum_named_after_a_country_meets_elsewhere() {
    let annotated =
        fixture::dated("In {2020|March 2020} the Free <RU|Russia> Forum met in <LT|Lithuania>.");
    assert!(told(&annotated).ends_with("· LT"), "{}", told(&annotated));
}

#[test]
fn a_scene_holds_for_the_clauses_after_it() {
    let annotated = fixture::dated(
        "In {2020-03|March 2020}, at a fair in <LT|Lithuania>, the minister said that \
<PL|Poland> would buy the ships.",
    );
    assert!(told(&annotated).contains("LT"), "{}", told(&annotated));
}

#[test]
fn the_main_clause_keeps_the_date_before_a_long_when() {
    let annotated = fixture::dated(
        "In {2014|2014}, when the mill closed and the river rose, <PL|Poland> changed the law.",
    );
    assert!(told(&annotated).contains("Poland changed the law"), "{}", told(&annotated));
}

#[test]
fn a_date_goes_to_what_is_told_not_to_the_telling() {
    check(
        "The writer Ivan Petrov recalled that in {1992|1992} a vote on sovereignty was held in <RU-TA|Tatarstan>.",
        "1992 · Vote on sovereignty held in Tatarstan · happened · RU-TA (writer Ivan Petrov)",
    );
    check(
        "According to the ministry, tanks rolled into <RU-CE|Grozny> on {1994-12-31|31 December 1994}.",
        "1994-12-31 · Tanks rolled into Grozny · happened · RU-CE (ministry)",
    );
}

#[test]
fn a_title_keeps_no_loose_ends_of_what_it_leaves_out() {
    check(
        "The survey of {1997-11|November 1997} gave a warning.",
        "1997-11 · Survey gave a warning · happened ·",
    );
    check(
        "According to our log the dam failed in {1996|1996}.",
        "1996 · Dam failed · happened ·  (our log)",
    );
    check(
        "The dam was raised in {1974|1974} and {1981|1981}, to the joy of the valley.",
        "1974 · Dam raised, to the joy of the valley · happened ·
         1981 · Dam raised, to the joy of the valley · happened ·",
    );
}

#[test]
fn the_subject_goes_round_what_stands_between_it_and_its_verb() {
    check(
        "In {1905|1905} the wall that prisoners had built was torn down.",
        "1905 · Wall torn down · happened ·",
    );
    check(
        "The treaty signed at the lake put an end to the war in {1905|1905}.",
        "1905 · Treaty signed at the lake put an end to the war · happened ·",
    );
    check(
        "The president of the club, Ivan Petrov, 59, refused the prize in {1905|1905}.",
        "1905 · Ivan Petrov refused the prize · happened ·",
    );
    check("In {1905|1905} the engineers took over.", "1905 · Engineers took over · happened ·");
}

#[test]
fn a_pronoun_gives_way_to_whom_it_means() {
    check(
        "The engineers left the valley in {1905|1905}. They returned in {1907|1907}.",
        "1905 · Engineers left the valley · happened ·
         1907 · [Engineers] returned · happened ·",
    );
    check(
        "The clocks stopped in {1905|1905}. They were sold to a museum in {1907|1907}.",
        "1905 · Clocks stopped · happened ·
         1907 · They were sold to a museum · happened ·",
    );
}

#[test]
fn a_date_after_said_is_that_of_the_saying() {
    check(
        "The ministry announced on {2022-10-28|Friday} that the gate was safe.",
        "2022-10-28 · Ministry announced that the gate was safe · happened ·",
    );
}

#[test]
fn a_date_that_is_the_subject_stays_in_the_title() {
    check(
        "{2022-03-05|The tenth day of the war} against <UA|Ukraine> has ended.",
        "2022-03-05 · The tenth day of the war against Ukraine ended · happened · UA",
    );
}

#[test]
fn a_sentence_tells_as_many_events_as_it_asserts() {
    check(
        "In {2014|2014}, when the Kremlin seized <UA-43|Crimea>, <KZ|Kazakhstan> tightened its law.",
        "2014 · Kremlin seized Crimea · happened · UA-43
         2014 · Kazakhstan tightened its law · happened · KZ",
    );
    check(
        "The parliament met in {1990|1990} and the union collapsed in {1991|1991}.",
        "1990 · Parliament met · happened ·
         1991 · Union collapsed · happened ·",
    );
}

#[test]
fn what_is_only_thought_of_is_told_as_such() {
    check(
        "The army will leave <SY|Syria> in {2030|2030}.",
        "2030 · Army will leave Syria · predicted · SY",
    );
    check(
        "If <FR|France> votes in {2021|2021}, the law may fall.",
        "only thought of, not said to be so · France votes · hypothetical · FR",
    );
    check(
        "<DE|Germany> did not sign the treaty in {1999|1999}.",
        "1999 · Germany did not sign the treaty · denied · DE",
    );
    check(
        "The two sides plan to meet in <CH|Geneva> in {2023|2023}.",
        "2023 · Two sides plan to meet in Geneva · planned · CH",
    );
    check(
        "Since {2014|2014}, volunteers have fought in <UA|Ukraine>.",
        "2014/.. · Volunteers fought in Ukraine · ongoing · UA",
    );
}

#[test]
fn a_month_without_a_year_is_told_without_a_date() {
    check(
        "In {?|June}, the president spoke in <RU|Russia>.",
        "June, year unknown · President spoke in Russia · happened · RU",
    );
}

#[test]
fn a_back_reference_inherits_the_date_before() {
    check(
        "In {1994|1994}, tanks rolled into <RU-CE|Grozny>. That’s when Zakayev joined the resistance.",
        "1994 · Tanks rolled into Grozny · happened · RU-CE
         1994 · Zakayev joined the resistance · happened · RU-CE",
    );
}

#[test]
fn a_chronicle_line_is_one_event() {
    check(
        "{1991-12-26|26 December 1991} – Dissolution of the <H:SUHH|Soviet Union>.",
        "1991-12-26 · Dissolution of the Soviet Union · happened · H:SUHH",
    );
}

#[test]
fn what_lasts_begins_where_its_length_says() {
    check(
        "For {P3DE|three decades}, Petrov has led the museum of <GE|Georgia>.",
        "1992~/2022-10-30 · Petrov led the museum of Georgia · ongoing · GE",
    );
    check(
        "For {PXY|many years}, Petrov has led the museum of <GE|Georgia>.",
        "“many years” says how long, not since when · Petrov led the museum of Georgia · happened · GE",
    );
    check(
        "Since the start of the war in {2014|2014}, volunteers have fought in <UA|Ukraine>.",
        "2014 · Start of the war · happened · UA
         2014/.. · Volunteers fought in Ukraine · ongoing · UA",
    );
    check(
        "{P30Y|Thirty years} have passed since the dissolution of the <H:SUHH|Soviet Union>.",
        "1992~ · Dissolution of the Soviet Union · happened · H:SUHH",
    );
}

#[test]
fn now_dates_only_what_is_said_to_be_so() {
    check(
        "Nobody would rebuild it {PRESENT_REF|today}.",
        "only thought of, not said to be so · Nobody would rebuild it · hypothetical ·",
    );
    check(
        "Not all towns have crews who are clearing snow {PRESENT_REF|now}.",
        "part of what is denied · Crews clearing snow · ongoing ·",
    );
    check("“Ferries are popular,” the mayor wrote to me in {2022|2022}.", "");
    check(
        "In a statement {2022-10-28|on Friday}, the mayor writes that ferries sail again.",
        "2022-10-28 · Mayor writes that ferries sail again · happened ·",
    );
}

#[test]
fn what_is_seen_now_is_told_by_what_it_is() {
    check(
        "What we see {2022~|now} in <GE|Georgia> is the beginning of a long crisis.",
        "2022~ · Beginning of a long crisis · happened · GE",
    );
}

#[test]
fn a_bracket_that_is_never_closed_hides_nothing() {
    check(
        "The Coast Guard (CG, a unit based in <NO|Norway>, launched patrols in {2020|2020}.",
        "2020 · Coast Guard launched patrols · happened · NO",
    );
}

#[test]
fn the_republic_is_the_one_named_before() {
    check(
        "A vote was held in <RU-TA|Tatarstan> in {1992|1992}. In {1994|1994} the republic signed a treaty.",
        "1992 · Vote held in Tatarstan · happened · RU-TA
         1994 · Republic signed a treaty · happened · RU-TA",
    );
}

#[test]
fn who_takes_part_is_where_it_happens_too() {
    check(
        "In {2007|2007}, police in <GB|Britain> found a <~RU|Russian> list.",
        "2007 · Police in Britain found a Russian list · happened · GB RU",
    );
    check(
        "The fair opened in Vilna, <LT|Lithuania>, in {2020|June 2020}.",
        "2020 · Fair opened in Vilna, Lithuania · happened · LT",
    );
}

#[test]
fn the_clock_of_a_page_dates_nothing() {
    let annotated = fixture::document(
        "Last updated at {2022-10-29|29 October 2022} A court in <DE|Germany> closed the case.",
        Some("2022-10-30"),
    );
    assert!(
        told(&annotated).starts_with("2022-10-30 · Court in Germany closed"),
        "{}",
        told(&annotated)
    );
}

#[test]
fn what_is_so_is_listed_without_a_date() {
    check(
        "<NO|Norway> owns the harbour.",
        "says how things are, and names no date · Norway owns the harbour · ongoing · NO",
    );
}

#[test]
fn the_first_lines_tell_of_the_day_of_their_page() {
    check(
        "The charter was adopted by the League of <NO|Norway>. The union of {1905|1905} ended a war.",
        "2022-10-30 · Charter adopted by the League of Norway · happened · NO
         1905 · Union ended a war · happened · NO",
    );
}

#[test]
fn what_is_foretold_without_a_date_is_kept_undated() {
    check(
        "<BY|Belarus> may close its border.",
        "not done yet, and no date is named · Belarus may close its border · hypothetical · BY",
    );
}

#[test]
fn a_headline_has_the_day_of_the_story_it_heads() {
    check(
        "# Rebels seize the port of <SY|Homs>
         Rebels seized the port of <SY|Homs> on {2022-10-28|Friday}.",
        "2022-10-28 · Rebels seize the port of Homs · happened · SY
         2022-10-28 · Rebels seized the port of Homs · happened · SY",
    );
}

#[test]
fn a_capital_that_acts_is_its_country() {
    check(
        "The forum was declared undesirable by <RU-MOW|Moscow> in {2021|2021}.",
        "2021 · Forum declared undesirable by Moscow · happened · RU",
    );
    check(
        "The forum met in <RU-MOW|Moscow> in {2021|2021}.",
        "2021 · Forum met in Moscow · happened · RU-MOW",
    );
}

#[test]
fn news_without_a_date_is_about_its_day() {
    check(
        "Rebels captured the town of <SY|Homs>.",
        "2022-10-30 · Rebels captured the town of Homs · happened · SY",
    );
    check("The town is very old.", "");
}

#[test]
fn names_in_a_row_are_all_places_of_the_event() {
    check_places(
        "In {1994|1994} the union recognised <EE|Estonia>, <LV|Latvia>, and <LT|Lithuania>.",
        "EE LV LT",
    );
    check_places(
        "What they saw in <AM|Armenia> and <GE|Georgia> in {1994|1994} was the end of an age.",
        "AM GE",
    );
}

#[test]
fn where_somebody_comes_from_is_not_where_it_happens() {
    check_places(
        "In {1994|1994} a club based in <LV|Latvia> opened a school in <EE|Estonia>.",
        "EE",
    );
    check_places(
        "In {1994|1994} unrest came to towns bordering <LV|Latvia> in <EE|Estonia>.",
        "EE",
    );
    check_places("In {1994|1994} mills closed in <EE|Estonia> due to a war in <LV|Latvia>.", "EE");
}

#[test]
fn a_neighbour_is_the_country_named_before() {
    let treaty = "In {1993|1993} <LV|Latvia> signed a treaty with <EE|Estonia>.";
    check_places(
        &format!("{treaty} In {{1994|1994}} <LV|Latvia> backed rebels in its northern neighbour."),
        "EE LV",
    );
    check_places(&format!("{treaty} In {{1994|1994}} both countries closed their ports."), "LV EE");
}

#[test]
fn who_acts_in_a_report_on_one_country_acts_for_it() {
    let report = "<HT|Haiti> shook. Towns in <HT|Haiti> fell.";
    check_places(&format!("{report} In {{2010|2010}} <CA|Canada> promised help."), "CA HT");
    let talks = "In {2010|2010} talks were held in <GB-LND|London>.";
    check_places(&format!("{report} <GB|Britain> sent ships. {talks}"), "GB-LND GB");
    check_places(&format!("{report} {talks}"), "GB-LND");
}

#[test]
fn a_date_that_ends_a_clause_does_not_reach_the_next() {
    check(
        "The league was declared a public nuisance by the old town council in {1923|1923} and mocked \
by papers.",
        "1923 · League declared a public nuisance by the old town council and mocked by papers · happened ·",
    );
}

#[test]
fn a_date_may_stand_within_a_verb() {
    check(
        "The two towns have {2022-10~|recently} signed a treaty.",
        "2022-10~ · Two towns signed a treaty · happened ·",
    );
}

#[test]
fn a_speaker_takes_the_place_of_i() {
    check(
        "“I left the army in {1998|1998},” Anna Keller said.",
        "1998 · [Anna Keller] left the army · happened ·  (Anna Keller)",
    );
    check("“We left the army and went home.”", "");
}

#[test]
fn a_description_is_no_event() {
    check("<WLS|Wales> is small and green.", "");
}

#[test]
fn a_day_before_its_verb_stays_with_it() {
    check(
        "Voters on {2022-10-23|Sunday} rejected the new charter, and kept the old one.",
        "2022-10-23 · Voters rejected the new charter · happened ·",
    );
}

#[test]
fn a_length_of_what_is_to_be_done_dates_nothing() {
    check(
        "The bank of <GE|Georgia> has agreed to lend the port money for {P5Y|five years}.",
        "2022-10-30 · Bank of Georgia agreed to lend the port money · planned · GE",
    );
}

#[test]
fn what_a_history_tells_next_goes_on_about_the_time_before() {
    let lines = |told_next: &str| {
        let siege = "In {1994|1994} the rebels besieged the port of <GE|Batumi>.";
        told(&fixture::document(&format!("{siege}{told_next}"), None))
    };
    let goes_on = |told_next: &str| lines(told_next).matches("1994").count() == 2;
    assert!(goes_on(" The garrison surrendered."));
    assert!(goes_on("\nThe rebels then burned the docks."));
    assert!(!goes_on("\nA garrison surrendered."));
    assert!(!goes_on(" No ship reached the port."));
    assert!(!goes_on(" The mayor will resign."));
    let day = fixture::document(
        "On {1994-05-03|3 May 1994} the fort fell. The garrison fled. The docks burned.",
        None,
    );
    assert_eq!(told(&day).matches("1994-05~").count(), 1, "{}", told(&day));
}

#[test]
fn the_now_of_a_story_is_not_the_day_of_the_page() {
    let annotated = fixture::document(
        "In {1812|1812} the army left. The army had {PRESENT_REF|now} reached <RU-MOW|Moscow>.",
        Some("2009-12-19"),
    );
    assert!(!told(&annotated).contains("2009"), "{}", told(&annotated));
}

#[test]
fn a_part_says_where_and_its_country_only_what_it_is_a_part_of() {
    check_places(
        "In {1994|1994} voters in <GB-WLS|Wales>, <GB|Great Britain>, went to the polls.",
        "GB-WLS",
    );
    check_places("In {1994|1994} <ES|Spain> annexed the plains of <ES-CT|Catalonia>.", "ES-CT ES");
    check_places("In {1994|1994} a treaty made <ES-CT|Catalonia> a part of <ES|Spain>.", "ES-CT");
}

#[test]
fn a_title_leaves_no_loose_ends() {
    check(
        "Petrov has spent {P2DE|two decades} since the end of the first war in exile.",
        "2002~/2022-10-30 · Petrov spent two decades in exile · ongoing ·",
    );
    check(
        "In {1994|1994} the rebels left the fort and declared that the union was no more.",
        "1994 · Rebels left the fort and declared that the union was no more · happened ·",
    );
    check(
        "The ministry declared the search over on {2022-10-23|Sunday}.",
        "2022-10-23 · Ministry declared the search over · happened ·",
    );
    check(
        "In {1939|1939} the army seized Lodz, Radom and Kielce.",
        "1939 · Army seized Lodz, Radom and Kielce · happened ·",
    );
}

#[test]
fn a_row_of_a_box_tells_nothing() {
    check("Born: {1958|1958}, <FR|Lyon> Also known as: The Baron, winner of the first prize", "");
}

#[test]
fn a_story_may_name_its_day_in_its_second_sentence() {
    let annotated = fixture::document(
        "The yard of <NO|Bergen> has launched its ferry. {2022-10-28|Friday} was chosen for it. \
Guests came from <SE|Sweden>.",
        Some("2022-10-30"),
    );
    let told = told(&annotated);
    assert_eq!(told.matches("2022-10-28").count(), 3, "{told}");
}

#[test]
fn a_headline_may_tell_what_is_to_be_done() {
    check(
        "# Norway to buy twenty ships
         Crews rejoiced in the port.",
        "2022-10-30 · Norway to buy twenty ships · planned ·
         2022-10-30 · Crews rejoiced in the port · happened ·",
    );
}

#[test]
fn what_is_quoted_is_told_where_the_report_tells_nothing() {
    check(
        "“The town is cut off,” Anna Keller told a newspaper in {1998|1998}.",
        "1998 · Town is cut off · ongoing ·  (Anna Keller)",
    );
}

#[test]
fn what_somebody_owns_is_told_with_his_name() {
    check(
        "Anna Keller left the army in {1998|1998}. Her choir sang in {1999|1999}.",
        "1998 · Anna Keller left the army · happened ·
         1999 · [Keller’s] choir sang · happened ·",
    );
}

#[test]
fn a_caption_ends_where_the_next_line_tells_something() {
    check(
        "Ivan Petrov died in {1998|1998} Anna Keller was in good spirits.",
        "1998 · Ivan Petrov died · happened ·",
    );
}

#[test]
fn a_country_after_its_part_says_only_where_that_lies() {
    check_places(
        "In {1994|1994} voters from <ES-CT|Catalonia>, <ES|Spain>, declared independence.",
        "ES-CT",
    );
    check_places(
        "In {1994|1994} the war came to <~ES|Spanish> provinces, such as <ES-CT|Catalonia>.",
        "ES-CT",
    );
}
