//! The verb of a sentence where every form in it may be a participle as well.

use super::{Predicate, Tense, follows_subject, opens_clause};
use crate::events::clause::{Opener, Segment};
use crate::events::words::Word;
use crate::events::words::lexicon::Class;
use crate::events::words::tagger::Tag;

/// "A convoy set off for Osh; in the district of Gulcha villagers blocked the road": what stands between semicolons has a verb,
/// if only one that looks like a participle.
pub(super) fn of_blocks(
    words: &[Word],
    found: &[Predicate],
    doubtful: &[(Option<usize>, Predicate)],
) -> Vec<Predicate> {
    let is_end = |word: &Word| word.mark == Some(';');
    if !words.iter().any(is_end) {
        return Vec::new();
    }
    let mut start = 0;
    let blocks = words.split_inclusive(is_end).map(|block| {
        start += block.len();
        start - block.len()..start
    });
    let untold = blocks.filter(|block| !found.iter().any(|it| block.contains(&it.at)));
    let verb = |block: std::ops::Range<usize>| {
        let mut verbs = doubtful.iter().map(|&(_, predicate)| predicate);
        verbs.find(|it| block.contains(&it.at) && it.tense == Tense::Past)
    };
    untold.filter_map(verb).collect()
}

/// "My cousin handed in the form in 2009, | and he received an answer", "People gathered in Vik, | and on 4 May police fired
/// at them": what stands before "and" with a new subject has a verb, if only one that looks like a participle; and so it does
/// where that opens a piece behind an apposition ("the vote on the governor, Ivar Dahl, | failed in 2002, | and he left").
pub(super) fn of_conjuncts(
    text: &str,
    words: &[Word],
    segments: &[Segment],
    found: &[Predicate],
    search: (&[(Option<usize>, Predicate)], &[Predicate]),
) -> Vec<Predicate> {
    let (doubtful, insertions) = search;
    let is_told = |it: &Segment| found.iter().any(|told| it.words.contains(&told.at));
    let bounds = |it: &Segment| opens_anew(words, it);
    let mut opens = 0;
    let mut verbs = Vec::new();
    for (number, segment) in segments.iter().enumerate().skip(1) {
        let begins = bounds(segment);
        if !begins && !matches!(segment.opener, Opener::Stop) {
            continue;
        }
        let clause = segments.get(opens..number).unwrap_or(&[]);
        opens = number;
        let is_plain =
            clause.iter().skip(1).all(|it| matches!(it.opener, Opener::Comma | Opener::Coordinate));
        let Some(first) = clause.first().filter(|it| is_plain && !it.opener.is_dependent()) else {
            continue;
        };
        // "and he left", but not "and the tower beside it | were burned".
        let goes_on = begins && is_told(segment);
        if !goes_on || clause.iter().any(is_told) {
            continue;
        }
        let form = doubtful.iter().map(|(_, it)| it).find(|it| {
            first.words.contains(&it.at)
                && it.tense == Tense::Past
                && follows_subject(text, words, first, it.at)
        });
        let behind = insertions.iter().find(|it| {
            let own = clause.iter().skip(2).any(|own| own.words.contains(&it.at));
            own && words.get(it.at).is_some_and(|word| word.tag == Tag::Past)
        });
        verbs.extend(form.or(behind).copied());
    }
    verbs
}

/// "; he left", ", and he left", ", and on 4 May police fired": whether a piece opens a clause of its own for sure.
fn opens_anew(words: &[Word], segment: &Segment) -> bool {
    let mut inside = words.get(segment.words.clone()).unwrap_or(&[]).iter();
    let is_apart = inside.next().is_some_and(|it| matches!(it.mark, Some(',' | ';')));
    let is_led = |word: &&Word| {
        word.is_plain() && word.classes.has_any(&[Class::Coordinator, Class::Temporal])
    };
    let first = inside.find(|it| !is_led(it));
    matches!(segment.opener, Opener::Coordinate | Opener::Stop)
        && is_apart
        && first.is_some_and(|it| it.time.is_some() || it.is_subject_pronoun())
}

/// "It was a mild town: | on 18 August 1905 the council promised to free the men": what a date opens behind a colon has a
/// verb, too.
pub(super) fn of_explanations(
    text: &str,
    words: &[Word],
    segments: &[Segment],
    found: &[Predicate],
    doubtful: &[(Option<usize>, Predicate)],
) -> Vec<Predicate> {
    let is_dated = |it: &Segment| {
        let mut inside = words.get(it.words.clone()).unwrap_or(&[]).iter();
        let is_led = |word: &&Word| word.is_plain() && word.has(Class::Temporal);
        inside.next().is_some_and(|word| word.mark == Some(':'))
            && inside.find(|it| !is_led(it)).is_some_and(|word| word.time.is_some())
            && !found.iter().any(|told| it.words.contains(&told.at))
    };
    let verb = |it: &Segment| {
        let mut verbs = doubtful.iter().map(|&(_, predicate)| predicate);
        verbs.find(|told| it.words.contains(&told.at) && follows_subject(text, words, it, told.at))
    };
    segments.iter().filter(|it| is_dated(it)).filter_map(verb).collect()
}

/// "The mill sued in 2006 | after the council failed to pay", "On 3 May, | people gathered to honour the men | who died":
/// where no main clause has a verb, the form after the first subject is one.
pub(super) fn main_of(
    text: &str,
    words: &[Word],
    segments: &[Segment],
    doubtful: &[(Option<usize>, Predicate)],
) -> Option<Predicate> {
    let start = segments.first().filter(|it| it.opener == Opener::Start)?;
    let behind = segments.get(1).filter(|it| it.opener == Opener::Comma);
    let clause = behind.filter(|_| only_says_when(words, start)).unwrap_or(start);
    let is_main = |it: &&(Option<usize>, Predicate)| {
        clause.words.contains(&it.1.at) && follows_subject(text, words, clause, it.1.at)
    };
    doubtful.iter().find(is_main).map(|&(_, predicate)| predicate)
}

/// "On 3 May 1990, |": a piece of nothing but a date and what leads to it.
fn only_says_when(words: &[Word], segment: &Segment) -> bool {
    let inside = || words.get(segment.words.clone()).unwrap_or(&[]).iter();
    let is_led = |word: &Word| word.is_plain() && word.has(Class::Temporal);
    inside().any(|word| word.time.is_some())
        && inside().all(|word| word.time.is_some() || word.mark.is_some() || is_led(word))
}

/// "The hospital, | built with money from Norway, | burned": of two forms that open pieces behind a bare subject the
/// first one describes it, and the second is the verb.
pub(super) fn resumed(
    text: &str,
    words: &[Word],
    segments: &[Segment],
    opening: &[(usize, Predicate)],
) -> Option<Predicate> {
    let [(1, first), rest @ ..] = opening else { return None };
    let subject = segments.first().filter(|it| it.opener == Opener::Start)?;
    let subject = words.get(subject.words.clone()).unwrap_or(&[]);
    let is_bare =
        !subject.iter().any(|it| it.is_plain() && it.classes.is_verb() && it.tag.is_verb());
    let is_noun = |word: &Word| word.place.is_some() || word.tag.is_noun();
    let describes = words.get(first.at).is_some_and(|it| it.has(Class::Participle));
    let is_by = |at: usize| words.get(at + 1).is_some_and(|next| next.span.of(text) == "by");
    let main = rest.iter().find(|(number, it)| 1 < *number && !is_by(it.at));
    main.filter(|_| is_bare && describes && subject.iter().any(is_noun)).map(|(_, it)| *it)
}

/// "The mayor, | Ola Dahl, | resigned, | the office said on Monday": behind an apposition the form before a report that closes
/// the sentence.
pub(super) fn before_report(
    text: &str,
    words: &[Word],
    segments: &[Segment],
    found: &[Predicate],
    opening: &[(usize, Predicate)],
) -> Option<Predicate> {
    let &(number, form) = opening.last()?;
    let report = found.first().filter(|it| form.at < it.first && it.is_reporting())?;
    let own = segments.iter().find(|it| it.words.contains(&report.at))?;
    // "The driver, Ola Dahl, accused of murder, police said on Monday, | denies it".
    let goes_on = |it: &Predicate| {
        let opener = segments.get(it.segment).map(|it| it.opener);
        let is_main = matches!(opener, Some(Opener::Comma | Opener::Return));
        report.at < it.at && (is_main || it.segment == report.segment)
    };
    let is_open =
        |it: &Segment| matches!(it.opener, Opener::Start | Opener::Comma | Opener::Coordinate);
    let is_subject = |word: &Word| {
        word.place.is_some() || word.is_plain() && (word.tag.is_noun() || word.is_capitalised)
    };
    let before = number.checked_sub(1).and_then(|it| segments.get(it))?;
    let apposition = words.get(before.words.clone()).unwrap_or(&[]);
    // ", the office | said", but not ", saying" nor "that it said".
    let has_subject =
        words.get(own.words.start + 1..report.first).is_some_and(|it| it.iter().any(is_subject));
    let is_by = words.get(form.at + 1).is_some_and(|next| next.span.of(text) == "by");
    let is_past = words.get(form.at).is_some_and(|it| it.has(Class::Past));
    (2 <= number
        && own.opener == Opener::Comma
        && has_subject
        && is_past
        && !is_by
        && !found.iter().any(goes_on)
        && segments.get(..number)?.iter().all(is_open)
        && matches!(before.opener, Opener::Comma | Opener::Coordinate)
        && apposition.iter().any(is_subject)
        && apposition.iter().all(|it| it.time.is_none()))
    .then_some(form)
}

/// "Sued by its tenants, | the council paid": where a participle opens the sentence, the form behind the subject.
pub(super) fn behind_opening(
    text: &str,
    words: &[Word],
    segments: &[Segment],
    doubtful: &[(Option<usize>, Predicate)],
) -> Option<Predicate> {
    let (_, first) = doubtful.first()?;
    let opening = segments.iter().find(|segment| segment.words.contains(&first.at));
    opening.filter(|opening| opens_clause(words, first.at, opening))?;
    let is_main = |it: &&(Option<usize>, Predicate)| {
        let own = segments.iter().find(|segment| segment.words.contains(&it.1.at));
        own.is_some_and(|own| {
            own.opener == Opener::Comma && follows_subject(text, words, own, it.1.at)
        })
    };
    doubtful.iter().find(is_main).map(|&(_, predicate)| predicate)
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check;

    #[test]
    fn what_stands_before_a_report_has_its_verb() {
        check(
            "In <NO|Vik>, the mayor, Ola Dahl, resigned, the press office said on {2022-10-27|Thursday}.",
            &[("2022-10-27~", "Ola Dahl resigned")],
        );
        check(
            "The mayor, Ola Dahl, sued by his tenants, has resigned, the office said on {2022-10-27|Thursday}.",
            &[("2022-10-27~", "Ola Dahl resigned")],
        );
        check(
            "The driver, Ola Dahl, accused of murder, police said on {2022-10-24|Monday}, denies it.",
            &[("", "Ola Dahl denies it")],
        );
    }

    #[test]
    fn a_clause_behind_a_date_has_its_verb() {
        check(
            "On {2021-10-15|15 October 2021}, two hundred people gathered in <NO|Vik> to honour the men who died in {1552|1552}.",
            &[
                ("2021-10-15", "Two hundred people gathered in Vik to honour the men"),
                ("1552", "Men died"),
            ],
        );
        check(
            "On {2021-05-03|3 May}, workers led by Dahl, who died in {1990|1990}, marched.",
            &[("1990", "Dahl died"), ("2021-05-03", "Workers led by Dahl marched")],
        );
    }

    #[test]
    fn a_clause_before_and_has_its_verb() {
        check(
            "My cousin handed in the form in {2009|2009}, and he received an answer in {2013|2013}.",
            &[("2009", "My cousin handed in the form"), ("2013", "He received an answer")],
        );
        check(
            "In {2013-21|the spring of 2013} the work accelerated, and in {2013-07|July} wire cut off the house.",
            &[("2013-21", "Work accelerated"), ("2013-07", "Wire cut off the house")],
        );
    }
}
