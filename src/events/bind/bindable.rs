//! Dates that say when something happened: no adjectives, no clocks of a page, no labels of a row.

use super::{amount, led, mention_at, noun_of_date};
use crate::events::clause::{Clauses, Opener};
use crate::events::predicate::verb_row::is_of_described;
use crate::events::predicate::{Predicate, Tense};
use crate::events::words::Word;
use crate::events::words::lexicon::{Class, ENGLISH};
use crate::events::words::tagger::Tag;
use crate::model::{Annotated, Bounds, Granularity, Resolution, Shape, TimeMention, TimexType};

/// Whether a date, the word at `at`, may say when something happened.
pub(crate) fn is_bindable(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    at: usize,
    time: usize,
) -> bool {
    is_date_of_text(annotated, time)
        && !is_up_to_now(annotated, clauses, at)
        && !is_labelled(clauses, at)
        && !is_attribute(clauses, at)
        && !is_of_another(clauses, at)
        && !is_superseded(clauses, at)
        && !is_compared(annotated, clauses, at)
        && !is_label(clauses, at)
        && !is_new_date(clauses, at)
        && !is_season(annotated, clauses, at)
        && !is_entry_of_another(annotated, clauses, at)
        && !is_of_daily_hours(annotated, clauses, at)
        && !is_of_described(clauses, at)
        && !is_of_life(clauses, at)
        && !is_of_standing(annotated, clauses, at)
        && !amount::is_of_amount(annotated, clauses, at)
        && !amount::is_likened(clauses, at)
        && !amount::is_past_deadline(annotated, clauses, at)
}

/// "Holm, mayor since May 2012, denounced him", "the miners, on strike since March, marched": since when somebody is
/// what an apposition says is not when he does something.
fn is_of_standing(annotated: &Annotated, clauses: &Clauses<'_>, at: usize) -> bool {
    let shape = mention_at(annotated, clauses, at).and_then(|it| it.when.as_ref());
    let is_open = shape.is_some_and(|when| matches!(when.shape, Shape::Since | Shape::Until));
    let Some(segment) = clauses.words.get(at).map(|word| word.segment).filter(|_| is_open) else {
        return false;
    };
    let is_closed = clauses.words.get(at + 1).is_some_and(|word| word.mark == Some(','));
    let tells = |segment: usize| clauses.predicates.iter().any(|it| it.segment == segment);
    // "closed since 3 May": a participle tells something, and "since 1994" alone says nothing of anybody.
    let words = || clauses.segment_words(segment).iter().filter(|it| it.is_plain());
    let is_standing = words().any(|it| it.tag.is_noun()) && !words().any(|it| it.tag.is_verb());
    let before = segment.checked_sub(1);
    is_closed
        && clauses.opener(segment) == Opener::Comma
        && is_standing
        && !tells(segment)
        && before.is_some_and(|before| !tells(before))
        && clauses.opener(segment + 1) == Opener::Comma
        && tells(segment + 1)
}

/// "Ann Dahl (b. 1920, d. 1988)": the dates of a life beside a name are not those of what is told.
fn is_of_life(clauses: &Clauses<'_>, at: usize) -> bool {
    let is_gap = |at: &usize| {
        clauses.words.get(*at).is_some_and(|word| {
            word.mark == Some('.') || word.is_plain() && word.has(Class::Temporal)
        })
    };
    let label = (0..at).rev().find(|at| !is_gap(at));
    let is_label = |at: &usize| {
        clauses.is_of("life_label", *at)
            && at
                .checked_sub(1)
                .and_then(|at| clauses.words.get(at))
                .is_some_and(|it| matches!(it.mark, Some('(' | ',' | ';')) || it.time.is_some())
    };
    let is_told = |at: usize| clauses.predicates.iter().any(|it| it.at == at);
    led::is_in_bracket(clauses, at) && label.filter(is_label).is_some_and(|at| !is_told(at))
}

/// "imposed a curfew from 6 p.m. until 6 a.m.": the hours of a rule are not when it was made.
fn is_of_daily_hours(annotated: &Annotated, clauses: &Clauses<'_>, at: usize) -> bool {
    /// Words of the range before its last hour: "from 6 p.m. until".
    const LONGEST: usize = 4;
    let mention = mention_at(annotated, clauses, at).and_then(|it| it.when.as_ref());
    let is_hour = mention.is_some_and(|when| when.granularity < Granularity::Day);
    let is_part = |&at: &usize| {
        let word = clauses.words.get(at);
        word.is_some_and(|word| word.time.is_some() || word.is_plain() && word.has(Class::Temporal))
    };
    let noun = (0..at).rev().take(LONGEST).find(|at| !is_part(at));
    is_hour && noun.is_some_and(|noun| noun + 1 < at && clauses.is_of("with_hours", noun))
}

/// "1645. On 3 May the general came": the year of an entry, where what is told has a day of it. "1645. The
/// general, born in 1600, came" has none.
fn is_entry_of_another(annotated: &Annotated, clauses: &Clauses<'_>, at: usize) -> bool {
    let is_entry = at == 0 && clauses.words.get(1).is_some_and(|word| word.mark == Some('.'));
    let bounds = |at: usize| {
        mention_at(annotated, clauses, at).and_then(|it| it.when.as_ref()).map(|it| it.bounds)
    };
    let Some(entry) = bounds(at).filter(|_| is_entry) else { return false };
    let is_within = |of: Bounds| of != entry && entry.contains(of);
    (1..clauses.words.len()).filter_map(bounds).any(is_within)
}

/// "is open on Sundays from May to September", "is broadcast daily at 9:10": a habit, of any year or day. But
/// "holds its annual fair in December" is not, nor what is told of a day.
fn is_season(annotated: &Annotated, clauses: &Clauses<'_>, at: usize) -> bool {
    let Some(segment) = clauses.words.get(at).map(|word| word.segment) else { return false };
    let mention = mention_at(annotated, clauses, at);
    let implicit = mention.filter(|mention| mention.resolution != Resolution::Explicit);
    let when = implicit.and_then(|mention| mention.when.as_ref());
    let Some(granularity) = when.map(|when| when.granularity) else { return false };
    let is_noun = |word: &Word| word.is_plain() && word.tag.is_noun();
    let is_habit = |at: usize| {
        let is_set = mention_at(annotated, clauses, at)
            .is_some_and(|mention| mention.timex.kind == TimexType::Set);
        let is_name = clauses.words.get(at + 1).is_some_and(is_noun);
        is_set && !(is_name && Granularity::Day < granularity)
    };
    let mut told = clauses.predicates.iter().filter(|it| it.segment == segment);
    let mut words = clauses.segments.get(segment).map_or(0..0, |it| it.words.clone());
    granularity != Granularity::Day
        && told.any(|it| it.tense == Tense::Present && !it.is_progressive)
        && words.any(is_habit)
}

/// An adjective dates nothing, and the second mention of a range says nothing that the first does not.
fn is_date_of_text(annotated: &Annotated, time: usize) -> bool {
    annotated.times.get(time).is_some_and(|mention| {
        let words = mention.span.of(&annotated.document.text);
        !mention.in_chrome
            && !ENGLISH.classes_in_any_case(words).has(Class::TimeAdjective)
            && mention.range.as_ref().is_none_or(|range| range.is_start)
            && !is_page_clock(annotated, mention)
            && !is_counted_from_nothing(mention, words)
    })
}

/// "Ten years on, the town is rebuilt": since what the story is about, not since its writing.
fn is_counted_from_nothing(mention: &TimeMention, words: &str) -> bool {
    let end = words.len().checked_sub(3).and_then(|at| words.get(at..));
    mention.resolution == Resolution::Dct && end.is_some_and(|end| end.eq_ignore_ascii_case(" on"))
}

/// "Last updated at 11:02 on 8 March": when the page was, not what follows.
fn is_page_clock(annotated: &Annotated, mention: &TimeMention) -> bool {
    let text = &*annotated.document.text;
    let start = clock_start(annotated, mention) as usize;
    let before = text.get(..start).unwrap_or_default();
    let after = text.get(mention.phrase.end as usize..).unwrap_or_default();
    if ENGLISH.phrase_len_in_any_case("page_clock", after.split_whitespace().take(2)) > 0 {
        return true;
    }
    let mut words =
        before.split_whitespace().rev().take(6).map(|word| word.trim_matches([':', ',']));
    // "updated at 11:02 GMT, on".
    let is_joint = |word: &&str| {
        matches!(*word, "at" | "on" | "GMT" | "") || word.starts_with(|c: char| c.is_ascii_digit())
    };
    let label = words.find(|word| !is_joint(word));
    let is_sure = words.next().is_some_and(|word| word.eq_ignore_ascii_case("last"));
    label.is_some_and(|word| ENGLISH.phrase_len_in_any_case("page_clock", [word]) > 0)
        && (is_sure
            || !annotated.sentences.iter().any(|it| {
                it.span.contains(mention.span) && it.span.start + 80 < mention.span.start
            }))
}

/// Where the dates and clocks begin that stand in a row up to this one: "08:02 GMT, 3 May 2010 09:02".
fn clock_start(annotated: &Annotated, mention: &TimeMention) -> u32 {
    let text = &*annotated.document.text;
    let until = annotated.times.partition_point(|it| it.span.start < mention.span.start);
    let mut start = mention.phrase.start;
    for earlier in annotated.times.iter().take(until).rev() {
        let between = text.get(earlier.phrase.end as usize..start as usize);
        if between.is_none_or(|it| it.len() > 6 || it.contains(|c: char| c.is_lowercase())) {
            break;
        }
        start = earlier.phrase.start;
    }
    start
}

/// "up to now", "until now": the present is only where something ends.
fn is_up_to_now(annotated: &Annotated, clauses: &Clauses<'_>, at: usize) -> bool {
    mention_at(annotated, clauses, at).is_some_and(|mention| mention.timex.value == "PRESENT_REF")
        && at.checked_sub(1).is_some_and(|before| clauses.phrase_len("up_to", before) > 0)
}

/// "(1989 population: 5.4 million)": what a number in brackets is of.
fn is_label(clauses: &Clauses<'_>, at: usize) -> bool {
    let Some(segment) = clauses.words.get(at).map(|word| word.segment) else { return false };
    let is_noun = |word: &Word| word.is_plain() && word.tag.is_noun();
    let mut behind = clauses.words.iter().skip(at + 1).skip_while(|word| is_noun(word));
    clauses.opener(segment) == Opener::Bracket
        && clauses.words.get(at + 1).is_some_and(is_noun)
        && behind.next().is_some_and(|word| word.mark == Some(':'))
}

/// ", the first such gathering since 2006", "the worst storm in 30 years": what is told was not in that year, nor
/// throughout that time.
fn is_compared(annotated: &Annotated, clauses: &Clauses<'_>, at: usize) -> bool {
    let Some(since) = at.checked_sub(1) else { return false };
    let Some(segment) = clauses.words.get(at).map(|word| word.segment) else { return false };
    let start = clauses.segments.get(segment).map_or(0, |it| it.words.start);
    let ranks = |at: usize| clauses.is_of("superlative", at);
    let is_told = |at: usize| clauses.predicates.iter().any(|it| it.at == at);
    let mut before = (start..since).rev().take_while(|&at| !is_told(at));
    let is_length =
        mention_at(annotated, clauses, at).is_some_and(|it| it.timex.kind == TimexType::Duration);
    let is_over = clauses.word_text(since) == "since"
        || is_length && matches!(clauses.word_text(since), "in" | "for" | "of");
    is_over && before.any(ranks)
}

/// "moved to 2020", "put off until May": the date that was set, not that of the setting.
fn is_new_date(clauses: &Clauses<'_>, at: usize) -> bool {
    const NEAR: usize = 3;
    let Some(joint) = at.checked_sub(1) else { return false };
    let is_moved = |at: usize| clauses.phrase_len("rescheduling", at) > 0;
    let is_word = |&at: &usize| clauses.words.get(at).is_some_and(|word| word.mark.is_none());
    clauses.phrase_len("up_to", joint) > 0
        && (0..joint).rev().take(NEAR).take_while(is_word).any(is_moved)
}

/// "Born: 5 May 1903, Lodz": a row of a table or box, which does not say whose.
fn is_labelled(clauses: &Clauses<'_>, at: usize) -> bool {
    let mut before = clauses.words.iter().take(at).rev();
    let is_colon = before.next().is_some_and(|word| word.mark == Some(':'));
    let is_label = before.clone().count() <= 2
        && before.clone().next().is_some()
        && before.all(|word| word.is_plain() && (word.is_capitalised || !word.tag.is_finite()));
    is_colon && is_label
}

/// "The opening, originally due in May, has been put off": an insertion that says when it was to be.
fn is_superseded(clauses: &Clauses<'_>, at: usize) -> bool {
    let Some(segment) = clauses.words.get(at).map(|word| word.segment) else { return false };
    let range = clauses.segments.get(segment).map_or(0..0, |it| it.words.clone());
    let opens = clauses.opener(segment) == Opener::Comma && !clauses.is_finite(segment);
    // "did not take place": then.
    let is_done = |it: &Predicate| it.segment == segment + 1 && !it.is_negated;
    opens
        && clauses.is_of("superseded", range.start + 1)
        && clauses.is_of("to_be", range.start + 2)
        && clauses.predicates.iter().any(is_done)
}

/// "was blamed for the answer to Monday’s flood": the day of the flood.
fn is_of_another(clauses: &Clauses<'_>, at: usize) -> bool {
    let is_inside = clauses.word_text(at).ends_with(['s', 'S'])
        && clauses.word_text(at).trim_end_matches(['s', 'S']).ends_with(['’', '\'']);
    let is_possessive = clauses.words.get(at).is_some_and(|word| word.is_possessive) || is_inside;
    // "came to Sunday’s march": that is when they came.
    let is_noun =
        |at: usize| clauses.words.get(at).is_some_and(|word| word.is_plain() && word.tag.is_noun());
    is_possessive
        && at
            .checked_sub(2)
            .is_some_and(|noun| is_noun(noun) && clauses.is_of("of_another", noun + 1))
}

/// "its third-quarter results on 27 October", ", the 2020 champion,": what a date describes that stands beside
/// another date, or where nothing is told.
fn is_attribute(clauses: &Clauses<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| clauses.words.get(at));
    let has_article =
        clauses.word_text(at).get(..4).is_some_and(|it| it.eq_ignore_ascii_case("the "));
    let is_led = has_article
        || before.is_some_and(|it| {
            it.is_possessive || it.is_plain() && (it.has(Class::Determiner) || it.tag == Tag::Owner)
        });
    let is_noun =
        clauses.words.get(at + 1).is_some_and(|next| next.is_plain() && next.tag.is_noun());
    if !is_led || !is_noun || noun_of_date(clauses, at).is_some() {
        return false;
    }
    let Some(segment) = clauses.words.get(at).map(|word| word.segment) else { return false };
    let words = clauses.segment_words(segment).iter();
    let is_beside = 1 < words.filter(|word| word.time.is_some()).count();
    let is_apposition = clauses.opener(segment) == Opener::Comma
        && !clauses.is_finite(segment)
        && segment.checked_sub(1).is_some_and(|before| !clauses.is_finite(before));
    is_beside || is_apposition
}

/// "10.35am: Troops cross the border": whether a time opens an entry of what is told as it happens.
pub(crate) fn is_clock_of_entry(annotated: &Annotated, clauses: &Clauses<'_>, time: usize) -> bool {
    let is_clock = |it: &TimeMention| it.timex.kind == TimexType::Time && it.when.is_some();
    let is_mark = |mark: Option<char>| matches!(mark, Some(':' | '–' | '—' | '-'));
    annotated.times.get(time).is_some_and(is_clock)
        && clauses.words.first().is_some_and(|word| word.time == Some(time))
        && clauses.words.get(1).is_some_and(|word| is_mark(word.mark))
}

#[cfg(test)]
mod tests {
    use crate::events::detect;
    use crate::events::fixture::{check, dated};
    use crate::model::{Annotated, Resolution, TimexType};

    #[test]
    fn since_when_somebody_is_something_does_not_date_what_he_does() {
        check(
            "Holm, mayor since {2012-05/..|May 2012}, denounced him.",
            &[("2022-10-30", "Holm denounced him")],
        );
        check(
            "The port, closed since {2012-05/..|May 2012}, reopened in {2015|2015}.",
            &[("2012-05/..", "Port closed"), ("2015", "Port reopened")],
        );
    }

    /// A text whose first date is a habit, and whose second counts from the day of the document.
    fn with_habit(marked: &str) -> Annotated {
        let mut annotated = dated(marked);
        annotated.times[0].timex.kind = TimexType::Set;
        annotated.times[0].when = None;
        annotated.times[1].resolution = Resolution::Dct;
        annotated
    }

    #[test]
    fn a_season_of_every_year_dates_nothing() {
        let marked = "The mill is open on {XXXX-WXX-7|Sundays} from {2022-05|May}.";
        let events = detect(0, &with_habit(marked));
        assert!(events.iter().all(|event| event.when.is_none()), "{events:?}");
    }

    #[test]
    fn what_has_a_habit_in_its_name_keeps_its_date() {
        let events =
            detect(0, &with_habit("The city holds its {P1Y|annual} fair in {2022-12|December}."));
        assert!(events.iter().any(|event| event.when.is_some()), "{events:?}");
    }

    #[test]
    fn the_day_of_another_event_or_of_a_plan_given_up_dates_nothing() {
        check(
            "The council has been blamed for the answer to {2022-10-24|Monday’s} flood.",
            &[("2022-10-30", "Council has been blamed for the answer to Monday’s flood")],
        );
        check(
            "The opening of the hall in <NO|Vik>, originally due in {2022|2022}, was put off.",
            &[("2022-10-30", "Opening of the hall in Vik was put off")],
        );
    }

    #[test]
    fn the_dates_of_a_life_date_nothing_else() {
        check(
            "Ann Dahl (b. {1920-05-12|12 May 1920}, d. {1988-06-03|3 June 1988}) married Ole Holm in {1945|1945}.",
            &[("1945", "Ann Dahl married Ole Holm")],
        );
        check(
            "The team won its first match of {1990|1990}.",
            &[("1990", "Team won its first match")],
        );
    }

    #[test]
    fn the_year_of_an_entry_dates_what_has_no_day() {
        check(
            "{1258|1258}. The king gave the town a market.",
            &[("1258", "King gave the town a market")],
        );
        check(
            "{1645|1645}. The general stormed the town on {1645-05-03|3 May}.",
            &[("1645-05-03", "General stormed the town")],
        );
        check(
            "{1746|1746}. The town was burned, as it had been in {1420|1420}.",
            &[("1746", "Town was burned")],
        );
        check(
            "{1847|1847}. The bridge, opened in {1830|1830}, collapsed.",
            &[("1830", "Bridge opened"), ("1847", "Bridge collapsed")],
        );
    }

    #[test]
    fn the_date_that_was_set_is_not_that_of_the_setting() {
        check(
            "In {2013|2013} the deadline was moved to {2020|2020}.",
            &[("2013", "Deadline was moved to 2020")],
        );
        check(
            "The vote was put off in {2013|May 2013} until {2014|2014}.",
            &[("2013", "Vote was put off")],
        );
        check(
            "The court was moved to <NO|Oslo> in {2013|2013}.",
            &[("2013", "Court was moved to Oslo")],
        );
    }

    #[test]
    fn what_is_the_first_since_a_year_was_not_in_that_year() {
        check(
            "The council met in {2022-05|May}, the first such meeting since {2006|2006}.",
            &[("2022-05", "Council met")],
        );
    }

    #[test]
    fn what_a_number_in_brackets_is_of_dates_nothing_beside_it() {
        check(
            "The town (1989 population: 5,000) fell on {1992-05-03|3 May 1992}."
                .replace("1989", "{1989|1989}")
                .as_str(),
            &[("1992-05-03", "Town fell")],
        );
    }
}
