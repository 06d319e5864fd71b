//! The noun phrases that something hangs on: "the mayor of Cork, | who resigned".

use super::Clauses;
use super::apart;
use super::extent::{self, is_comma, segment_end, words_of};
use crate::events::predicate::{Predicate, Tense};
use crate::events::title::prune::is_one_of;
use crate::events::words::Word;
use crate::events::words::lexicon::Class;
use crate::events::words::tagger::Tag;
use std::ops::Range;

/// The noun phrase that a relative clause hangs on.
pub(crate) fn phrase_before(clauses: &Clauses<'_>, segment: usize) -> Range<usize> {
    let phrase = phrase_up_to(clauses, before_bracket(clauses, words_of(clauses, segment).start));
    // "a storm, the worst in a century, | which": the storm.
    let is_date = |at: usize| {
        let word = clauses.words.get(at);
        word.is_some_and(|word| word.time.is_some() || word.mark.is_some())
    };
    let comma = (0..phrase.start).rev().find(|&at| is_comma(clauses, at));
    let is_joint = |at: &usize| {
        clauses.words.get(*at).is_some_and(|it| it.is_plain() && it.has(Class::Temporal))
    };
    let own = words_of(clauses, segment);
    let is_apart = is_comma(clauses, own.start);
    // "the trial of Dr Keller, which": nobody is a "which".
    let opens = own.start + usize::from(is_apart);
    let is_thing =
        is_one_of(clauses, opens, &["which"]) && clauses.is_of("honorific", phrase.start);
    let names = list_start(clauses, phrase.start);
    let is_at = |joint: usize| is_of_event(clauses, joint, opens);
    match (comma, phrase.start.checked_sub(1)) {
        // "the fire in the mill that killed nine": the fire.
        _ if names.checked_sub(1).is_some_and(is_at) => {
            phrase_up_to(clauses, names - 1).start..phrase.end
        }
        // "four villages of Sweden that fell", "rebels in the north who fought": no name needs to be told
        // which one it is.
        (_, Some(joint)) if !is_apart && hangs_on_more(clauses, phrase.clone(), opens) => {
            let head = phrase_up_to(clauses, joint);
            let is_part = is_one_of(clauses, joint, &["in", "of", "on", "at", "near"]);
            head.start..if is_part { phrase.end } else { head.end }
        }
        (_, Some(joint)) if is_thing => phrase_up_to(clauses, joint).start..phrase.end,
        (_, Some(of)) if is_of_one(clauses, &phrase, of, segment) => {
            phrase_up_to(clauses, of).start..phrase.end
        }
        _ if !phrase.clone().all(is_date) => phrase,
        // "the storm of 1990 | which".
        (_, Some(joint)) if !is_apart && is_joint(&joint) => phrase_up_to(clauses, joint),
        (Some(comma), _) => phrase_up_to(clauses, comma),
        (None, _) => phrase,
    }
}

/// "a package of sanctions, | which was adopted": whether what follows is told of one thing, and the phrase names several
/// that it is of.
fn is_of_one(clauses: &Clauses<'_>, phrase: &Range<usize>, of: usize, segment: usize) -> bool {
    let word = |at: usize| clauses.words.get(at).filter(|it| it.is_plain());
    let last = phrase.end.checked_sub(1).and_then(word);
    let head = of.checked_sub(1).and_then(word);
    let told = clauses.predicates.iter().find(|it| it.segment == segment);
    let is_one = told
        .and_then(|it| word(it.first))
        .is_some_and(|it| it.tag == Tag::Third || is_singular(it.span.of(clauses.text)));
    is_one
        && is_one_of(clauses, of, &["of"])
        && last.is_some_and(|it| it.tag == Tag::Nouns)
        && head.is_some_and(|it| it.tag == Tag::Noun)
        && told.is_some_and(|it| phrase.end <= it.first && it.first <= phrase.end + 2)
}

/// "was", "has": the verb of one thing.
fn is_singular(verb: &str) -> bool {
    matches!(verb, "is" | "was" | "has")
}

/// "Ann Dahl, a nurse in the northern provinces (NP), | who": where the words end before a bracket.
fn before_bracket(clauses: &Clauses<'_>, end: usize) -> usize {
    let opens = end.checked_sub(1).and_then(|at| apart::opening_of(&clauses.words, at));
    opens.filter(|&opens| 0 < opens).unwrap_or(end)
}

/// Whether a clause that begins at once behind a phrase with a place hangs on the noun before it: on people where it
/// tells "who", else on what is no name.
fn hangs_on_more(clauses: &Clauses<'_>, phrase: Range<usize>, opens: usize) -> bool {
    const LONGEST: usize = 3;
    let inside = clauses.words.get(phrase.clone()).unwrap_or(&[]);
    let has_place = inside.len() <= LONGEST && inside.iter().any(|word| word.place.is_some());
    let ends_in_place = inside.last().is_some_and(|word| word.place.is_some());
    let has_article = is_one_of(clauses, phrase.start, &["the", "a", "an"]);
    let is_who = is_one_of(clauses, opens, &["who", "whose", "whom"]);
    let is_that = is_one_of(clauses, opens, &["that"]);
    let joint = phrase.start.checked_sub(1).and_then(|at| clauses.words.get(at));
    let head = phrase.start.checked_sub(2).and_then(|at| clauses.words.get(at));
    // "aid to Haiti that had been hit": what is no count of things may be told of the place.
    let is_several = |word: &Word| word.is_plain() && word.tag == Tag::Nouns;
    has_place
        && (is_who || is_that && ends_in_place && !has_article)
        && joint.is_some_and(Word::is_preposition)
        && head.is_some_and(is_several)
}

/// "the attacks in Bergen, Oslo | and Molde": where the names begin that commas join to a phrase.
fn list_start(clauses: &Clauses<'_>, start: usize) -> usize {
    let before = start.checked_sub(2).filter(|_| is_comma(clauses, start - 1));
    let is_place = |at: &usize| clauses.words.get(*at).is_some_and(|word| word.place.is_some());
    match before.filter(is_place) {
        Some(before) if is_place(&start) => list_start(clauses, before),
        _ => start,
    }
}

/// Whether a preposition joins an event to where it was or whom it befell, and what "that" or "which" opens
/// tells what an event does: not "the attack on the village that housed the guards".
fn is_of_event(clauses: &Clauses<'_>, joint: usize, opens: usize) -> bool {
    let is_joint =
        is_one_of(clauses, joint, &["in", "at", "on", "near", "against", "between", "among"]);
    if !is_joint || !is_one_of(clauses, opens, &["that", "which"]) {
        return false;
    }
    let event = phrase_up_to(clauses, joint);
    let head = event.end.checked_sub(1).and_then(|at| clauses.words.get(at));
    let verb = clauses.words.get(opens + 1);
    let is_done_by_event = verb.is_some_and(|word| word.has(Class::Intransitive))
        || clauses.phrase_len("done_by_event", opens + 1) > 0;
    is_done_by_event && head.is_some_and(|word| word.is_plain() && word.has(Class::EventNoun))
}

/// "At least forty", but not "at least in May": whether a subject opens with how many there were.
pub(crate) fn is_at_least(clauses: &Clauses<'_>, at: usize) -> bool {
    let length = clauses.phrase_len("at_least", at);
    let number = clauses.words.get(at + length).filter(|it| it.is_plain());
    0 < length && number.is_some_and(|it| !it.is_preposition() && !it.has(Class::Determiner))
}

/// "Ann Dahl, | a nurse | who fled": the name of whom a phrase that begins at a word says more.
pub(crate) fn name_before(clauses: &Clauses<'_>, start: usize) -> Option<Range<usize>> {
    let is_reflexive = |at: usize| clauses.is_of("reflexive", at);
    let opens = start.checked_sub(1).filter(|&at| is_reflexive(at)).unwrap_or(start);
    // "Ann Dahl, 41, | who fled".
    let is_age =
        clauses.words.get(start).is_some_and(|word| word.is_number) && is_comma(clauses, start + 1);
    let says_more = is_reflexive(opens) || is_age || is_one_of(clauses, start, &["a", "an", "the"]);
    let comma = opens.checked_sub(1).filter(|&at| says_more && is_comma(clauses, at))?;
    let is_name = |at: &usize| {
        let word = clauses.words.get(*at);
        word.is_some_and(|it| it.is_plain() && it.is_capitalised && it.tag.is_noun())
    };
    let first = (0..comma).rev().take_while(is_name).last()?;
    (first + 1 < comma || is_age).then_some(first..comma)
}

/// The noun phrase that ends at a word.
pub(crate) fn phrase_up_to(clauses: &Clauses<'_>, end: usize) -> Range<usize> {
    let mut start = end;
    while let Some(word) = start.checked_sub(1).and_then(|at| clauses.words.get(at)) {
        let bracket = apart::opening_of(&clauses.words, start - 1);
        if let Some(open) = bracket.filter(|&open| 0 < open && start < end) {
            start = open;
            continue;
        }
        let stops = word.mark.is_some_and(|mark| mark != '-')
            || word.is_plain() && (word.has(Class::Preposition) || word.classes.is_auxiliary())
            || word.is_plain()
                && word.classes.is_verb()
                && !word.is_capitalised
                && !is_counted(clauses, start - 1);
        if stops && start < end {
            break;
        }
        start -= 1;
    }
    // "the tribute to the king in Cork, | which": the tribute rather than the town.
    let named = start + usize::from(is_one_of(clauses, start, &["the"]));
    let is_place = end == named + 1 || end == named + 2 && is_comma(clauses, end - 1);
    let is_place = is_place && clauses.words.get(named).is_some_and(|it| it.place.is_some());
    let longer = before_place(clauses, start).or_else(|| before_of(clauses, start, end));
    match longer.filter(|_| is_place) {
        Some(longer) => longer..end,
        None => start..end,
    }
}

/// "six | crossing | points": a form behind a number describes a noun.
fn is_counted(clauses: &Clauses<'_>, at: usize) -> bool {
    let word = |at: usize| clauses.words.get(at);
    let number = at.checked_sub(1).and_then(word);
    let is_form = |it: &Word| it.is_plain() && (it.tag == Tag::Gerund || it.tag.is_noun());
    number.is_some_and(|it| it.is_number && it.time.is_none() || it.tag == Tag::Number)
        && word(at).is_some_and(is_form)
        && word(at + 1).is_some_and(|it| it.is_plain() && it.tag == Tag::Nouns)
}

/// Where the phrase begins that a place after "of" ends: "the mayor of Cork, | who", "the siege of Cork, |
/// which", but not "the coast of Wales, | which".
fn before_of(clauses: &Clauses<'_>, place: usize, end: usize) -> Option<usize> {
    let joint = place.checked_sub(1).filter(|&at| is_one_of(clauses, at, &["of"]))?;
    let owned = phrase_up_to(clauses, joint);
    let is_who = (end..end + 2).any(|at| is_one_of(clauses, at, &["who", "whose", "whom"]));
    let head = owned.end.checked_sub(1).and_then(|at| clauses.words.get(at))?;
    let is_head = head.has(Class::EventNoun) || is_who && head.is_plain() && head.tag.is_noun();
    is_head.then_some(owned.start)
}

/// Where the phrase begins that a place after "in" ends.
fn before_place(clauses: &Clauses<'_>, place: usize) -> Option<usize> {
    const LONGEST: usize = 10;
    let joint = place.checked_sub(1)?;
    clauses.words.get(joint).filter(|word| word.is_plain() && word.has(Class::Locative))?;
    let is_phrase = |at: &usize| {
        let word = clauses.words.get(*at);
        word.is_some_and(|word| word.mark.is_none() && !word.tag.is_verb())
    };
    let mut phrase = (0..joint).rev().take(LONGEST).take_while(is_phrase);
    phrase.find(|&at| is_one_of(clauses, at, &["a", "an", "the"]))
}

/// "Until the 1917 revolution | the palace belonged to him": whether a subject stands right behind a noun.
pub(crate) fn opens_clause(clauses: &Clauses<'_>, noun: usize, at: usize) -> bool {
    let is_told = clauses.predicates.iter().any(|it| at < it.first);
    let opens =
        |word: &Word| word.is_subject_pronoun() || word.is_plain() && word.has(Class::Determiner);
    at == noun + 1 && is_told && clauses.words.get(at).is_some_and(opens)
}

/// "After the 1980 vote | the party chose him": where the subject opens behind a noun that a date describes.
pub(crate) fn after_event(clauses: &Clauses<'_>, words: Range<usize>) -> Option<usize> {
    let inside = clauses.words.get(words.clone())?;
    let date = words.start + inside.iter().rposition(|word| word.time.is_some())?;
    let is_article = |at: usize| {
        clauses.words.get(at).is_some_and(|it| it.is_plain() && it.has(Class::Determiner))
    };
    let is_noun = |at: usize| {
        let word = clauses.words.get(at);
        word.is_some_and(|it| it.is_plain() && it.tag.is_noun() && !it.is_capitalised)
    };
    let mut behind = date + 2..words.end;
    let opens = behind.find(|&at| is_article(at) && is_noun(at - 1))?;
    let is_led = date.checked_sub(1).is_some_and(is_article);
    (is_led && !describes(clauses, opens)).then_some(opens)
}

/// "the deal | they signed | collapsed", "during the strike | they led, nine died": whether what a pronoun behind a
/// noun tells only says which noun is meant. A comma or the verb of the noun stands right behind it.
pub(crate) fn describes(clauses: &Clauses<'_>, pronoun: usize) -> bool {
    let mut told = clauses.predicates.iter().filter(|it| pronoun < it.first);
    let (Some(own), next) = (told.next(), told.next()) else { return false };
    let is_mark = clauses.words.get(own.at + 1).is_some_and(|it| it.mark == Some(','));
    let is_of_noun = next.is_some_and(|it| {
        let mut between = clauses.words.get(own.at + 1..it.first).unwrap_or_default().iter();
        let cuts = |word: &Word| {
            word.mark.is_some()
                || word.is_subject_pronoun()
                || word.is_plain()
                    && word.classes.has_any(&[
                        Class::Coordinator,
                        Class::Subordinator,
                        Class::Complement,
                        Class::Relative,
                    ])
        };
        it.segment == own.segment && !between.any(cuts)
    });
    // "The deal they signed collapsed", read as one verb.
    let opens = clauses.words.get(words_of(clauses, own.segment).start);
    let is_subject = opens.is_some_and(|it| it.is_plain() && it.has(Class::Determiner));
    let behind = clauses.words.get(own.at + 1).filter(|it| it.is_plain() && is_subject);
    let is_verb = behind.is_some_and(|it| matches!(it.tag, Tag::Past | Tag::Participle));
    is_mark || is_of_noun || is_verb
}

/// The noun with what stands before it in its phrase and what follows in its segment.
pub(crate) fn noun_phrase(clauses: &Clauses<'_>, at: usize) -> Range<usize> {
    let segment = clauses.words.get(at).map_or(0, |word| word.segment);
    let floor = clauses.segments.get(segment).map_or(0, |segment| segment.words.start);
    let mut start = at;
    while floor < start {
        let Some(word) = clauses.words.get(start - 1) else { break };
        let stops = word.mark.is_some()
            || word.is_plain() && (word.has(Class::Preposition) || word.classes.is_auxiliary())
            || word.is_plain() && word.classes.has_any(&[Class::Conditional, Class::Subordinator]);
        if stops {
            break;
        }
        start -= 1;
    }
    // "After the 1980 vote | he became minister".
    let end = segment_end(clauses, segment);
    let is_other = |&other: &usize| {
        let word = clauses.words.get(other);
        let is_pronoun = word.is_some_and(Word::is_subject_pronoun);
        (is_pronoun || opens_clause(clauses, at, other)) && !describes(clauses, other)
    };
    // "The May raids | should warn the council": the raids were, the warning may be.
    let is_foretold =
        |it: &&Predicate| matches!(it.tense, Tense::Possible | Tense::Conditional | Tense::Future);
    let told = clauses.predicates.iter().find(|it| at < it.first && it.first < end);
    // "A 1755 earthquake | could have destroyed the town": of one noun nothing is told.
    let says_much = |it: &&Predicate| 2 <= extent::content(clauses, start..it.first);
    let end = told.filter(is_foretold).filter(says_much).map_or(end, |it| it.first);
    start..(at + 1..end).find(is_other).unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check;

    #[test]
    fn all_or_some_of_whom_did_it() {
        check(
            "The town buried Ann Dahl and Eva Berg, both of whom had won the prize in {1990|1990}.",
            &[
                ("1990", "Ann Dahl and Eva Berg won the prize"),
                ("", "Town buried Ann Dahl and Eva Berg"),
            ],
        );
        check(
            "The boat held 40 miners, two of whom drowned in {1990|1990}.",
            &[("1990", "Two drowned")],
        );
    }

    #[test]
    fn whom_a_phrase_describes_did_what_it_tells() {
        check(
            "They came with Ann Dahl, a nurse who had fled from Cork in {1990|1990}.",
            &[("1990", "Ann Dahl fled from Cork")],
        );
        check(
            "“It burned,” said Ann Dahl, 41, who had fled from Cork in {1990|1990} with a cook.",
            &[("1990", "Ann Dahl fled from Cork with a cook")],
        );
        check(
            "They came, a nurse and a cook who had fled from Cork in {1990|1990}.",
            &[("1990", "Nurse and a cook fled from Cork")],
        );
    }

    #[test]
    fn a_place_is_not_who_or_what_did_it() {
        check(
            "The king made peace with rebels in the <NO|Nordland> valley who had fought in {1905|1905}.",
            &[
                ("1905", "Rebels in the Nordland valley fought"),
                ("", "King made peace with rebels in the Nordland valley"),
            ],
        );
        check(
            "The king returned four villages to <NO|Norway> that came under his rule in {1905|1905}.",
            &[
                ("1905", "Four villages came under his rule"),
                ("", "King returned four villages to Norway"),
            ],
        );
        check(
            "They heard Ola Dahl, a clerk in the <CF|Central Republic> (CR), who was jailed in {1905|1905}.",
            &[("1905", "Ola Dahl jailed")],
        );
    }

    #[test]
    fn a_clause_hangs_on_the_whole_phrase() {
        check(
            "The mayor of <NO|Bergen>, who was arrested in {2014|2014}, resigned.",
            &[("2014", "Mayor of Bergen arrested"), ("", "Mayor of Bergen resigned")],
        );
        check(
            "The siege of <NO|Bergen>, which began in {1905|1905}, ruined the port.",
            &[("1905", "Siege of Bergen began"), ("", "Siege of Bergen ruined the port")],
        );
        check(
            "They spoke of the fire in the mill that killed nine men in {1905|1905}.",
            &[("1905", "Fire in the mill killed nine men")],
        );
        check(
            "They wrote on the clashes between miners and guards that occurred on {1905-05-01|1 May 1905}.",
            &[("1905-05-01", "Clashes between miners and guards occurred")],
        );
        check(
            "They wrote on the attacks in <NO|Bergen>, <NO|Oslo> and <NO|Molde> that took place in {1905|1905}.",
            &[("1905", "Attacks in Bergen, Oslo and Molde took place")],
        );
        check(
            "They wrote on the attack on the mill that was built in {1905|1905}.",
            &[("1905", "Mill built")],
        );
        check(
            "They wrote on the attack on the town that housed the guards in {1905|1905}.",
            &[("1905", "Town housed the guards")],
        );
        check(
            "They wrote on the protest against the law that banned strikes in {1905|1905}.",
            &[("1905", "Law banned strikes")],
        );
        check(
            "It hid off the coast of <NO|Norway>, which joined the league in {1905|1905}.",
            &[("1905", "Norway joined the league")],
        );
    }

    #[test]
    fn what_a_dated_event_may_do_is_no_part_of_it() {
        check(
            "The {1905-05|May} raids in the north should warn the council.",
            &[("1905-05", "May raids in the north")],
        );
    }

    #[test]
    fn what_is_told_of_one_thing_is_told_of_the_whole_phrase() {
        check(
            "Ministers agreed on a package of rules, which is to be adopted in {2022-12|December}.",
            &[
                ("2022-12", "Package of rules is to be adopted"),
                ("2022-10-30", "Ministers agreed on a package of rules"),
            ],
        );
        check(
            "Of the six crossing points that were open until {../2016|2016}, two are left.",
            &[("../2016", "Six crossing points were open")],
        );
    }
}
