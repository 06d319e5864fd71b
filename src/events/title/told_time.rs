//! Times that are no date of an event but a part of what is told: "took two years", "named 2010 the year of the lynx".

use super::prune::is_one_of;
use crate::events::clause::Clauses;
use crate::events::words::Word;
use crate::events::words::lexicon::{Class, ENGLISH};
use crate::events::words::tagger::Tag;

/// "a march called “Ten Days for Peace”": a date inside a name in quotation marks.
pub(super) fn is_in_title(clauses: &Clauses<'_>, at: usize) -> bool {
    const LONGEST: usize = 6;
    let is_inside = |at: &usize| clauses.words.get(*at).is_some_and(|word| word.is_quoted);
    if !is_inside(&at) {
        return false;
    }
    let first = (0..at).rev().take_while(is_inside).last().unwrap_or(at);
    let end = (at..clauses.words.len()).find(|at| !is_inside(at)).unwrap_or(clauses.words.len());
    let is_told = clauses.predicates.iter().any(|it| (first..end).contains(&it.at));
    let is_capital = |at: usize| {
        let word = clauses.words.get(at);
        word.is_some_and(|it| it.place.is_some() || it.is_plain() && it.is_capitalised)
    };
    let opens = clauses.word_text(at).starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let others = (first..end).filter(|&other| other != at && is_capital(other));
    opens && end - first <= LONGEST && !is_told && others.count() > 0
}

/// "a year | -and-a-half of lessons".
pub(super) fn is_part_of_word(clauses: &Clauses<'_>, at: usize) -> bool {
    let ends = clauses.words.get(at).map(|word| word.span.end);
    let joint = clauses.words.get(at + 1).filter(|it| it.mark == Some('-'));
    joint.is_some_and(|it| Some(it.span.start) == ends) && !clauses.is_time(at + 2)
}

/// "gave her fifteen minutes", "cost Berg ten years", "took the team two years": what somebody is given or needs is a
/// length of time.
pub(super) fn is_given(clauses: &Clauses<'_>, at: usize) -> bool {
    const LONGEST: usize = 4;
    let is_somebody = |at: &usize| {
        clauses.words.get(*at).is_some_and(|it| {
            let is_part =
                matches!(it.tag, Tag::Pronoun | Tag::Owner | Tag::Determiner | Tag::Adjective);
            it.place.is_some() || it.is_plain() && (it.tag.is_noun() || is_part)
        })
    };
    let whom = (0..at).rev().take(LONGEST).take_while(is_somebody).last();
    let verb = whom.and_then(|whom| whom.checked_sub(1));
    // "took the town three weeks | after the landing".
    let is_counted = clauses.is_of("counts_from", at + 1);
    verb.is_some_and(|verb| clauses.is_of("gives_time", verb))
        && counts_units(clauses, at)
        && !is_counted
}

/// "two years", "a month".
pub(super) fn counts_units(clauses: &Clauses<'_>, at: usize) -> bool {
    let mut words = clauses.word_text(at).split([' ', '\u{a0}']);
    // "took Vik the same week".
    let is_which = words.next().is_some_and(|it| ENGLISH.phrase_len("which_time", [it]) > 0);
    let last = words.next_back().unwrap_or_default();
    !is_which && ENGLISH.phrase_len("unit_of_time", [last]) > 0
}

/// "nine hours | of talks", "within days | of the vote", but not "last week | of murder".
fn is_length(clauses: &Clauses<'_>, at: usize) -> bool {
    let text = clauses.word_text(at);
    let first = text.split([' ', '\u{a0}']).next().unwrap_or_default();
    let last = text.rsplit([' ', '\u{a0}']).next().unwrap_or_default();
    let says_which = ["last", "next", "this"].iter().any(|it| first.eq_ignore_ascii_case(it));
    !says_which && ENGLISH.phrase_len("unit_of_time", [last]) > 0
}

/// Whether what a time is of goes with it.
pub(super) fn takes_of(clauses: &Clauses<'_>, at: usize) -> bool {
    is_length(clauses, at) || is_part_of(clauses, at)
}

/// "the winter | of the siege", "first quarter | of the season", "August | of 410": a time that what follows tells apart
/// from others of its kind, and that has no year yet.
fn is_part_of(clauses: &Clauses<'_>, at: usize) -> bool {
    let is_led = at.checked_sub(1).is_some_and(|led| is_one_of(clauses, led, &["the", "The"]));
    let text = clauses.word_text(at);
    let mut words = text.split([' ', '\u{a0}']);
    let is_year = |it: &str| 2 < it.len() && it.bytes().all(|it| it.is_ascii_digit());
    let ends = text.rsplit([' ', '\u{a0}']).next().unwrap_or_default();
    let is_the = is_led || words.clone().next().is_some_and(|it| it.eq_ignore_ascii_case("the"));
    let is_counted = words.any(|it| ENGLISH.phrase_len("counts_parts", [it]) > 0);
    let is_of_time = clauses.is_time(at + 2) || is_year(clauses.word_text(at + 2));
    !is_year(ends) && (is_the || is_counted || is_of_time)
}

/// "goes back to | 1991": since when something has been is all that is told of it.
pub(super) fn is_origin(clauses: &Clauses<'_>, at: usize) -> bool {
    let back = at.checked_sub(2).filter(|&back| is_one_of(clauses, back, &["back"]));
    back.is_some_and(|back| {
        is_one_of(clauses, back + 1, &["to"])
            && clauses.predicates.iter().any(|it| it.at + 1 == back)
    })
}

/// "was just a month | old".
pub(super) fn is_age(clauses: &Clauses<'_>, at: usize) -> bool {
    let text = clauses.word_text(at);
    is_one_of(clauses, at + 1, &["old"]) && counts_units(clauses, at) || text.ends_with(" old")
}

/// "named 2010 the year of the lynx": what is called so is a time.
pub(super) fn is_called_so(clauses: &Clauses<'_>, at: usize) -> bool {
    let is_named = at.checked_sub(1).is_some_and(|verb| clauses.is_of("naming_time", verb));
    is_named
        && clauses
            .words
            .get(at + 1)
            .is_some_and(|next| next.is_plain() && next.has(Class::Determiner))
}

/// "after a two-year inquiry": how long a thing takes, between its article and its noun.
pub(crate) fn is_measure(clauses: &Clauses<'_>, at: usize) -> bool {
    let is_led = at.checked_sub(1).is_some_and(|led| is_one_of(clauses, led, &["a", "an"]));
    let is_noun = clauses.words.get(at + 1).is_some_and(Word::is_plain);
    is_led && is_noun && clauses.word_text(at).contains('-')
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check;

    #[test]
    fn how_long_somebody_took_is_told() {
        check(
            "It had taken <NO|Norway> {P24Y|24 years} to win the cup in {1905|1905}.",
            &[("1905", "It had taken Norway 24 years to win the cup")],
        );
    }

    #[test]
    fn since_when_something_has_been_is_told() {
        check("The dispute goes back to {1991|1991}.", &[("1991", "Dispute goes back to 1991")]);
    }

    #[test]
    fn an_age_is_no_event() {
        check("Kepler was {P27Y|27 years} old in {1599|1599}.", &[]);
        check("The {1911|1911} old mill burned.", &[("1911", "Old mill burned")]);
    }

    #[test]
    fn which_week_is_no_length() {
        check(
            "The army took Minsk {1941-06-09/1941-06-15|the same week}.",
            &[("1941-06-09/1941-06-15", "Army took Minsk")],
        );
    }

    #[test]
    fn a_time_that_is_given_a_name_is_told() {
        check(
            "The council named {2010|2010} the year of the lynx.",
            &[("2010", "Council named 2010 the year of the lynx")],
        );
    }

    #[test]
    fn a_date_inside_a_name_stays() {
        check(
            "In {1905|May 1905} miners joined a march called “{P10D|Ten Days} for Peace”.",
            &[("1905", "Miners joined a march called “Ten Days for Peace”")],
        );
    }

    #[test]
    fn what_tells_a_time_apart_goes_with_it() {
        let told = &[("1905", "Dahl left")];
        check("Dahl left on {1905|the Friday} of the vote.", told);
        check("Dahl left in the {1905|winter} of the siege.", told);
        check("Dahl left in {1905|August} of 1905.", told);
        check("Dahl left within the {1905|first quarter} of the season.", told);
        check("Dahl left on {1905|first day} of the war.", told);
        let tried = &[("1905", "Dahl convicted of theft")];
        check("Dahl was convicted in {1905|the spring of 1905} of theft.", tried);
        check("Dahl was convicted in {1905|August} of theft.", tried);
    }

    #[test]
    fn what_follows_a_date_stays_but_what_a_length_is_of_goes_with_it() {
        check(
            "Dahl was found guilty in {2010-05|May 2010} of spying for the fleet.",
            &[("2010-05", "Dahl found guilty of spying for the fleet")],
        );
        check(
            "Two schools collapsed within {P1D|days} of each other in {2008|2008}.",
            &[("2008", "Two schools collapsed")],
        );
        check(
            "The council recognised Vik in {2008|2008}, {2008-08<2008-07|two weeks} after the fighting over the port had ended.",
            &[
                ("2008", "Council recognised Vik after the fighting over the port had ended"),
                ("2008-07", "Fighting over the port ended"),
            ],
        );
        check(
            "In {2022|2022} Dahl received {P16Y|16 years}.",
            &[("2022", "Dahl received 16 years")],
        );
        check("Dahl kept the list from {1951/..|1951} on.", &[("1951/..", "Dahl kept the list")]);
    }
}
