//! Words that a title does without: dates, brackets, joining words, auxiliaries.

use super::repeats::drop_repeats;
use super::told_time;
use crate::events::bind::amount;
use crate::events::clause::extent::is_content;
use crate::events::clause::{Clauses, apart, gap};
use crate::events::predicate::{Predicate, Tense};
use crate::events::words::Word;
use crate::events::words::lexicon::{Class, ENGLISH};
use crate::events::words::tagger::Tag;
use std::ops::Range;

/// The words without dates, brackets and joining words.
pub(crate) fn pruned(
    clauses: &Clauses<'_>,
    words: impl Iterator<Item = usize>,
    verb: usize,
) -> Vec<usize> {
    let mut kept: Vec<usize> = words.collect();
    drop_dates(clauses, &mut kept);
    drop_dated_verb(clauses, &mut kept, verb);
    drop_insertions(clauses, &mut kept, verb);
    drop_joints(clauses, &mut kept);
    drop_relative_joints(clauses, &mut kept);
    drop_repeats(clauses, &mut kept);
    drop_open_bracket(clauses, &mut kept);
    drop_brackets(clauses, &mut kept);
    drop_leading(clauses, &mut kept, verb);
    kept
}

/// "fend for themselves a week after the flood | struck": the clause that a date opens goes with it.
fn drop_dated_verb(clauses: &Clauses<'_>, kept: &mut Vec<usize>, verb: usize) {
    let counts = |at: usize| {
        let mut words = clauses.word_text(at).split(' ');
        words.any(|word| ENGLISH.phrase_len("counts_from", [word]) > 0)
    };
    for told in clauses.predicates.iter().filter(|it| it.at != verb) {
        let Some(date) = date_of_subject(clauses, told) else { continue };
        if counts(date) && kept.binary_search(&date).is_err() {
            let end = clauses.segments.get(told.segment).map_or(0, |it| it.words.end);
            let end = if (date..end).contains(&verb) { told.at + 1 } else { end };
            kept.retain(|at| !(date + 1..end).contains(at));
        }
    }
}

/// "a week after the flood | struck", "a week after the rising | in the north | had ended": the date whose last word is
/// the subject of a verb, or what a phrase behind it describes.
fn date_of_subject(clauses: &Clauses<'_>, told: &Predicate) -> Option<usize> {
    let date = (0..told.first).rev().find(|&at| clauses.is_time(at))?;
    let between = clauses.words.get(date + 1..told.first)?;
    let is_phrase = |word: &Word| {
        let tells = matches!(word.tag, Tag::Pronoun) || word.tag.is_verb();
        word.place.is_some() || word.is_plain() && !tells && !word.has(Class::Coordinator)
    };
    let is_led = between.first().is_none_or(|word| word.is_plain() && word.is_preposition());
    let opens_other = (date + 2..told.first).any(|at| gap::is_joint(&clauses.words, at));
    (is_led && between.iter().all(is_phrase) && !opens_other).then_some(date)
}

/// "said that the hall, | opened in 1990, | would close": what is told of another time.
fn drop_insertions(clauses: &Clauses<'_>, kept: &mut Vec<usize>, verb: usize) {
    for (i, segment) in clauses.segments.iter().enumerate() {
        let range = segment.words.clone();
        let ends = kept.first().zip(kept.last());
        let is_inside = ends.is_some_and(|(&a, &b)| a < range.start && range.end < b);
        let is_comma = |at: usize| is_mark(clauses, at, &[',']);
        let is_apart = is_inside && is_comma(range.start) && is_comma(range.end);
        if !is_apart || range.contains(&verb) || clauses.is_finite(i) {
            continue;
        }
        let opens = clauses.words.get(clauses.content_start(i));
        let is_participle = opens.is_some_and(|it| matches!(it.tag, Tag::Participle | Tag::Past));
        if is_participle && clauses.segment_words(i).iter().any(|word| word.time.is_some()) {
            kept.retain(|at| !(range.start..=range.end).contains(at));
        }
    }
}

/// "There was a revolt in Vienna": what there was says enough.
pub(crate) fn drop_existential(
    clauses: &Clauses<'_>,
    kept: &mut Vec<usize>,
    predicate: &Predicate,
) {
    let is_there =
        kept.first().and_then(|&at| clauses.words.get(at)).is_some_and(Word::is_existential);
    let rest = kept.iter().position(|&at| at > predicate.at);
    // "there are likely | to be clashes".
    let is_only_likely = clauses.is_of("only_likely", predicate.at + 1)
        && clauses.word_text(predicate.at + 2) == "to";
    let is_plain = is_there && predicate.is_copula && !predicate.is_negated && !is_only_likely;
    let Some(rest) = rest.filter(|_| is_plain) else {
        return;
    };
    if kept.iter().skip(rest).filter(|&&at| is_content(clauses, at)).count() >= 2 {
        kept.drain(..rest);
        drop_leading(clauses, kept, usize::MAX);
    }
}

/// "It came to riots in Vienna": the riots say enough.
pub(crate) fn drop_coming(clauses: &Clauses<'_>, kept: &mut Vec<usize>) {
    const NEAR: usize = 3;
    let Some(&first) = kept.first() else { return };
    let length = clauses.phrase_len("came_about", first);
    let is_event =
        |&at: &usize| clauses.words.get(at).is_some_and(|word| word.has(Class::EventNoun));
    if length > 0 && kept.iter().skip(length).take(NEAR).any(is_event) {
        kept.drain(..length);
        drop_leading(clauses, kept, usize::MAX);
    }
}

/// "Last year also saw a strike in Ghana": the strike, where the time is told by no number.
pub(crate) fn drop_vague_time(clauses: &Clauses<'_>, kept: &mut Vec<usize>, predicate: &Predicate) {
    let opens = kept.first().and_then(|&at| clauses.words.get(at)).filter(|it| it.time.is_some());
    let is_vague =
        opens.is_some_and(|it| !it.span.of(clauses.text).contains(|c: char| c.is_ascii_digit()));
    if is_vague && clauses.is_of("subject_is_time", predicate.at) {
        kept.retain(|&at| predicate.at < at);
        drop_leading(clauses, kept, usize::MAX);
    }
}

/// "Founded in 1990, it grew fast": founded, where nobody knows what was.
pub(crate) fn drop_pronoun(clauses: &Clauses<'_>, kept: &mut Vec<usize>) {
    let opens = kept.first().and_then(|&at| clauses.words.get(at));
    if opens.is_some_and(|word| word.is_plain() && word.tag == Tag::Pronoun) {
        kept.remove(0);
    }
}

/// "Their troops entered the town": troops entered it, where nobody knows whose.
pub(crate) fn drop_owner(clauses: &Clauses<'_>, kept: &mut Vec<usize>) {
    let is_owner = kept.first().is_some_and(|&at| clauses.is_of("whose", at));
    if is_owner && kept.len() > 2 {
        kept.remove(0);
    }
}

/// "The treaty was signed in Paris": the treaty signed in Paris, as headlines have it, where the verb can
/// only be passive and its subject is a noun.
pub(crate) fn drop_passive(clauses: &Clauses<'_>, kept: &mut Vec<usize>, predicate: &Predicate) {
    use Class::{BeOther, BePast, BePresent, HavePast, HavePresent};
    let main = clauses.words.get(predicate.at);
    let is_passive = matches!(predicate.tense, Tense::Past | Tense::Perfect)
        && !predicate.is_copula
        && !predicate.is_progressive
        && !predicate.is_negated
        && main.is_some_and(|main| {
            main.has(Class::Participle)
                && (main.has(Class::Transitive)
                    || !main.has(Class::Past) && !main.has(Class::Phase))
        });
    let auxiliary = predicate.first..predicate.at;
    let is_be = |word: &Word| word.classes.has_any(&[BePast, BePresent, BeOther]);
    let has_be = clauses.words.get(auxiliary.clone()).unwrap_or(&[]).iter().any(is_be);
    if !is_passive || !opens_with_noun(clauses, kept) || !has_be {
        return;
    }
    kept.retain(|at| {
        let word = clauses.words.get(*at);
        let goes =
            word.is_some_and(|word| is_be(word) || word.classes.has_any(&[HavePresent, HavePast]));
        !(auxiliary.contains(at) && goes)
    });
}

/// "has also raised the tax": has raised.
pub(crate) fn drop_idle(clauses: &Clauses<'_>, kept: &mut Vec<usize>, predicate: &Predicate) {
    let group = predicate.first..predicate.at;
    kept.retain(|&at| {
        let is_idle = clauses.is_of("idle", at);
        !(group.contains(&at) && is_idle && !predicate.is_copula)
    });
}

/// "Russia has waged wars", "troops were crossing the border": waged, crossing, as headlines have it, where
/// the subject is a noun and the form cannot be misread.
pub(crate) fn drop_auxiliaries(
    clauses: &Clauses<'_>,
    kept: &mut Vec<usize>,
    predicate: &Predicate,
) {
    use Class::{BeOther, BePast, BePresent, HavePast, HavePresent};
    let group = predicate.first..predicate.at;
    let is_real = matches!(predicate.tense, Tense::Past | Tense::Perfect | Tense::Present);
    // "have got no food", "has unprecedented support": what they have.
    let main = clauses.words.get(predicate.at);
    // "had got as far as the river": reached.
    let is_owning = clauses.word_text(predicate.at) == "got"
        && !predicate.is_pluperfect(&clauses.words)
        || main.is_some_and(|main| main.tag == Tag::Adjective && !predicate.is_progressive);
    if !is_real || predicate.is_copula || predicate.is_negated || is_owning {
        return;
    }
    let parts = clauses.words.get(group.clone()).unwrap_or(&[]);
    let has_be = parts.iter().any(|word| word.classes.has_any(&[BePast, BePresent, BeOther]));
    let is_plain_past = !has_be && main.is_some_and(|main| main.has(Class::Past));
    let subject = kept.iter().rev().find(|&&at| at < predicate.first);
    let has_subject = subject.and_then(|&at| clauses.words.get(at)).is_some_and(|word| {
        let is_noun = word.tag.is_noun() || word.tag == Tag::Pronoun;
        word.place.is_some() || word.is_plain() && is_noun
    });
    let is_going =
        predicate.is_progressive && has_subject && clauses.word_text(predicate.at) != "going";
    if !is_plain_past && !is_going {
        return;
    }
    // "is being built": being built.
    kept.retain(|at| {
        let goes = clauses.words.get(*at).is_some_and(|word| {
            word.classes.has_any(&[BePast, BePresent, BeOther, HavePast, HavePresent])
                && !word.has(Class::Gerund)
        });
        !(group.contains(at) && goes)
    });
}

/// Whether the subject is told by its name, not by a pronoun.
pub(crate) fn opens_with_noun(clauses: &Clauses<'_>, kept: &[usize]) -> bool {
    let first = kept.first().and_then(|&at| clauses.words.get(at));
    first.is_some_and(|word| {
        let opens_other = word.is_existential() || word.has(Class::Preposition);
        !word.is_plain() || word.tag != Tag::Pronoun && !opens_other
    })
}

/// Dates go with the preposition before them, and with the mark that is left alone.
fn drop_dates(clauses: &Clauses<'_>, kept: &mut Vec<usize>) {
    if !kept.iter().any(|&at| clauses.is_time(at)) {
        return;
    }
    // "The 459th day of the war against the republic has ended", "25 years have passed": such a date is
    // the subject itself.
    // "The second half of 2000 also saw growth" tells so as well.
    let subject = kept.first().copied().filter(|at| {
        kept.get(1).is_some_and(|&next| {
            let is_subject = clauses.words.get(next).is_some_and(|word| {
                word.has(Class::Preposition) || word.is_plain() && word.classes.is_auxiliary()
            });
            let sees = |at: usize| clauses.is_of("subject_is_time", at);
            let is_seeing = sees(next) || clauses.is_of("idle", next) && sees(next + 1);
            next == at + 1 && (is_subject || is_seeing)
        })
    });
    let is_kept_date = |at: usize| {
        clauses.is_time(at)
            && !is_adjective(clauses, at)
            && !told_time::is_measure(clauses, at)
            && !is_name(clauses, at)
            && !told_time::is_in_title(clauses, at)
            && !told_time::is_part_of_word(clauses, at)
            && subject != Some(at)
            && !is_object(clauses, at)
            && !keeps_preposition(clauses, at)
            && !is_term(clauses, at)
    };
    let mut dropped = vec![false; clauses.words.len()];
    for &at in kept.iter().filter(|&&at| is_kept_date(at)) {
        mark(&mut dropped, at);
        // "15–17 March".
        if is_mark(clauses, at + 1, &['–', '-', '/']) && clauses.is_time(at + 2) {
            mark(&mut dropped, at + 1);
        }
        // "from 1951 | on".
        let is_from = at.checked_sub(1).is_some_and(|from| is_one_of(clauses, from, &["from"]));
        let ends = clauses.words.get(at + 2).is_none_or(|it| it.mark.is_some());
        if is_from && ends && is_one_of(clauses, at + 1, &["on", "onward", "onwards"]) {
            mark(&mut dropped, at + 1);
        }
        // "18 January 1918 (5 January | O.S.)": the date has opened a bracket.
        let opens = clauses.word_text(at).rfind('(') > clauses.word_text(at).rfind(')');
        let is_inside = |&at: &usize| opens && !is_mark(clauses, at, &[')']);
        (at + 1..clauses.words.len()).take_while(is_inside).for_each(|at| mark(&mut dropped, at));
        // "died in Tuesday’s earthquake": the preposition is not that of the date.
        if is_attribute(clauses, at) {
            continue;
        }
        let mut before = at;
        while let Some(previous) = before.checked_sub(1) {
            let Some(word) = clauses.words.get(previous) else { break };
            // "declared the search over on Sunday", "was frozen in on Monday": over is not of the date.
            let is_verbs = before != at
                && is_one_of(clauses, previous, &["over", "through", "in", "on"])
                && clauses.words.get(before).is_some_and(|word| word.has(Class::Temporal));
            let goes = word.is_plain()
                && !is_verbs
                && (word.has(Class::Temporal)
                    || clauses.is_of("near_date", previous)
                    || is_one_of(clauses, previous, &["early", "late", "mid"]));
            let is_joint = word.mark == Some(',') && is_kept_date(previous.wrapping_sub(1));
            if !goes && !is_joint {
                break;
            }
            mark(&mut dropped, previous);
            before = previous;
        }
    }
    for &at in kept.iter() {
        let is_gone = dropped.get(at).copied().unwrap_or(false);
        for beyond in counted_from(clauses, at, is_gone && told_time::takes_of(clauses, at)) {
            mark(&mut dropped, beyond);
        }
    }
    kept.retain(|&at| !dropped.get(at).copied().unwrap_or(false));
}

/// "Tuesday’s earthquake", "the 12 January earthquake".
fn is_attribute(clauses: &Clauses<'_>, at: usize) -> bool {
    let text = clauses.word_text(at);
    let is_possessive = clauses.words.get(at).is_some_and(|word| word.is_possessive)
        || text.ends_with("’s")
        || text.ends_with("'s");
    let next = clauses.words.get(at + 1);
    let follows_article = text.starts_with("the ");
    let is_noun = |word: &Word| {
        word.is_plain() && matches!(word.tag, Tag::Noun | Tag::Nouns) && !word.is_capitalised
    };
    // "the spring planting season".
    let has_noun = next.is_some_and(|next| {
        is_noun(next)
            || next.is_plain()
                && matches!(next.tag, Tag::Gerund | Tag::Adjective)
                && clauses.words.get(at + 2).is_some_and(is_noun)
    });
    is_possessive || follows_article && has_noun
}

/// "was sentenced to four years in prison": how long is what it tells.
fn is_term(clauses: &Clauses<'_>, at: usize) -> bool {
    const REACH: usize = 12;
    let is_to = at.checked_sub(1).is_some_and(|to| is_one_of(clauses, to, &["to"]));
    let mut before = (at.saturating_sub(REACH)..at).rev();
    is_to && before.any(|at| clauses.is_of("sentencing", at))
}

/// "escaped after last week’s flood": the date has taken the preposition of its noun with it.
fn keeps_preposition(clauses: &Clauses<'_>, at: usize) -> bool {
    let opening = clauses.word_text(at).split(' ').next().unwrap_or_default();
    let is_preposition = ENGLISH.classes_in_any_case(opening).has(Class::Preposition);
    is_preposition && is_attribute(clauses, at)
}

/// "two years | since the end of the first war | in exile": what a length of time is counted from, and
/// "after nine hours | of talks" what one that goes is of.
fn counted_from(clauses: &Clauses<'_>, at: usize, takes_of: bool) -> Range<usize> {
    if clauses.words.get(at).is_none_or(|word| word.time.is_none()) {
        return 0..0;
    }
    let next = clauses.word_text(at + 1);
    // "was found guilty in May | of spying" is of no length of time.
    let is_of_length = takes_of && next == "of";
    if ENGLISH.phrase_len("counts_from", [next]) == 0 && !is_of_length {
        return 0..0;
    }
    let segment = clauses.words.get(at + 1).map(|word| word.segment);
    let goes_on = |word: &&Word| {
        let is_joint = word.is_preposition();
        let is_of = word.span.of(clauses.text) == "of";
        word.mark.is_none() && Some(word.segment) == segment && (!is_joint || is_of)
    };
    let length = clauses.words.iter().skip(at + 2).take_while(goes_on).count();
    let range = at + 1..at + 2 + length;
    // "an hour before the dam broke", "on Monday after lying there" are clauses.
    // "after nine hours of questioning".
    let tells = |it: &Word| it.tag.is_verb() && !(next == "of" && it.tag == Tag::Gerund);
    let is_told = clauses.words.get(range.clone()).unwrap_or(&[]).iter().any(tells);
    // "two weeks after the fighting | over the port | had ended" is one, too.
    let is_described = |it: &Predicate| {
        let mut between = range.end..it.first;
        let is_same = Some(it.segment) == segment && range.end < it.first;
        let is_other = |at: usize| {
            let word = clauses.words.get(at);
            let is_mark = word.is_none_or(|it| it.mark.is_some() || it.tag.is_verb());
            is_mark || gap::is_joint(&clauses.words, at)
        };
        is_same && !between.any(is_other)
    };
    if is_told || next != "of" && clauses.predicates.iter().any(is_described) {
        return 0..0;
    }
    range
}

/// What joined the dates that went: the "and" of "between 1974 and 1981", the "and" of "and, on that
/// day,", the first of two commas.
fn drop_joints(clauses: &Clauses<'_>, kept: &mut Vec<usize>) {
    let is_time = |at: Option<usize>| {
        at.and_then(|at| clauses.words.get(at)).is_some_and(|word| word.time.is_some())
    };
    let is_comma = |at: usize| is_mark(clauses, at, &[',', ';']);
    let mut i = 0;
    while let Some(&at) = kept.get(i) {
        let before = i.checked_sub(1).and_then(|i| kept.get(i)).copied();
        let next = kept.get(i + 1).copied();
        let has_gap = next.is_none_or(|next| next > at + 1);
        let joins = clauses.words.get(at).is_some_and(|word| {
            word.is_plain() && word.has(Class::Coordinator) && !word.has(Class::BePresent)
        });
        let between_dates = is_time(at.checked_sub(1)) && before != at.checked_sub(1);
        let is_left = joins && has_gap && (between_dates || next.is_none_or(is_comma));
        let is_doubled = is_comma(at) && next.is_some_and(is_comma);
        if is_left || is_doubled {
            kept.remove(i);
            i = i.saturating_sub(1);
        } else {
            i += 1;
        }
    }
}

/// "The cellar in | which they met | is a museum": the joint of a relative clause that went.
fn drop_relative_joints(clauses: &Clauses<'_>, kept: &mut Vec<usize>) {
    let opens_relative = |at: usize| {
        let words = clauses.words.get(at).zip(clauses.words.get(at + 1));
        words.is_some_and(|(joint, who)| {
            joint.is_preposition()
                && who.is_plain()
                && is_one_of(clauses, at + 1, &["which", "whom"])
        })
    };
    while let Some(joint) = (0..kept.len()).find(|&i| {
        kept.get(i).is_some_and(|&at| opens_relative(at) && kept.get(i + 1) != Some(&(at + 1)))
    }) {
        kept.remove(joint);
    }
}

/// Whether a time only describes a noun: "its current form".
fn is_adjective(clauses: &Clauses<'_>, at: usize) -> bool {
    ENGLISH.classes_in_any_case(clauses.word_text(at)).has(Class::TimeAdjective)
}

/// "by the Prague Spring protests": a date that is a part of a name.
fn is_name(clauses: &Clauses<'_>, at: usize) -> bool {
    let has_capital = clauses.word_text(at).chars().any(char::is_uppercase);
    let has_digit = clauses.word_text(at).bytes().any(|byte| byte.is_ascii_digit());
    let next = clauses.words.get(at + 1);
    has_capital && !has_digit && next.is_some_and(|next| next.has(Class::EventNoun))
}

/// "spent two years abroad": the length of time is what is told.
fn is_object(clauses: &Clauses<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| clauses.word_text(before));
    // "screened 100 hours of film", "the worst storm in a century".
    let is_verb = at.checked_sub(1).and_then(|before| clauses.words.get(before));
    let is_amount = is_verb.is_some_and(|word| word.is_plain() && word.tag.is_verb())
        && clauses.word_text(at + 1) == "of";
    is_amount
        || is_goal(clauses, at)
        || is_only_season(clauses, at)
        || is_scope(clauses, at)
        || told_time::is_given(clauses, at)
        || told_time::is_age(clauses, at)
        || told_time::is_origin(clauses, at)
        || told_time::is_called_so(clauses, at)
        || amount::is_likened(clauses, at)
        || amount::is_deadline(clauses, at)
        || ENGLISH.phrase_len("takes_time", before) > 0
        || ENGLISH.phrase_len("receives_time", before) > 0 && told_time::counts_units(clauses, at)
}

/// "sentenced to nine years in prison", "moved to 2020": what was set belongs to the verb.
fn is_goal(clauses: &Clauses<'_>, at: usize) -> bool {
    let verb = at.checked_sub(2).and_then(|verb| clauses.words.get(verb));
    is_one_of(clauses, at.wrapping_sub(1), &["to"])
        && verb
            .is_some_and(|word| word.is_plain() && matches!(word.tag, Tag::Past | Tag::Participle))
}

/// "a second winter is at hand": what comes, not when something does.
fn is_only_season(clauses: &Clauses<'_>, at: usize) -> bool {
    let led = at.checked_sub(1).and_then(|led| clauses.words.get(led));
    let next = clauses.words.get(at + 1);
    let is_bare = !clauses.word_text(at).contains([' ', '\u{a0}']);
    is_bare
        && led.is_some_and(|word| word.is_plain() && word.tag == Tag::Adjective)
        && next.is_some_and(|word| word.is_plain() && word.classes.is_auxiliary())
}

/// "the worst in a century", "the deadliest storm since 1905": what is the most within a time.
fn is_scope(clauses: &Clauses<'_>, at: usize) -> bool {
    const NEAR: usize = 3;
    let is_joint =
        at.checked_sub(1).is_some_and(|joint| is_one_of(clauses, joint, &["in", "since", "for"]));
    let is_most = |at: &usize| {
        let text = clauses.word_text(*at);
        // "by a priest in 1905".
        clauses.words.get(*at).is_some_and(|it| it.is_plain() && it.tag == Tag::Adjective)
            && (matches!(text, "worst" | "best") || text.len() > 5 && text.ends_with("est"))
    };
    let follows = |at: &usize| clauses.words.get(*at).is_some_and(|word| word.mark.is_none());
    let mut before = (0..at.saturating_sub(1)).rev().take(NEAR).take_while(follows);
    let most = before.find(is_most);
    let is_led = most.and_then(|at| at.checked_sub(1)).is_some_and(|led| {
        clauses.words.get(led).is_some_and(|word| word.is_possessive || word.has(Class::Determiner))
    });
    is_joint && is_led
}

fn mark(dropped: &mut [bool], at: usize) {
    if let Some(flag) = dropped.get_mut(at) {
        *flag = true;
    }
}

pub(crate) fn is_one_of(clauses: &Clauses<'_>, at: usize, words: &[&str]) -> bool {
    let text = clauses.word_text(at);
    // Most are told apart by their length.
    words.iter().any(|word| text.len() == word.len() && text.eq_ignore_ascii_case(word))
}

/// What stands in brackets goes, how old somebody is, and what form a firm has.
fn drop_brackets(clauses: &Clauses<'_>, kept: &mut Vec<usize>) {
    let closing = |open: usize| {
        let mut depth = 0_usize;
        (open..clauses.words.len()).find(|&at| {
            depth += usize::from(is_mark(clauses, at, &['(']));
            depth -= usize::from(depth > 0 && is_mark(clauses, at, &[')', ']']));
            depth == 0
        })
    };
    let mut end = 0;
    kept.retain(|&at| {
        let close = Some(at).filter(|&at| is_mark(clauses, at, &['('])).and_then(closing);
        let goes_on = |at: usize| {
            clauses.words.get(at).is_some_and(|it| it.is_preposition() || it.has(Class::Determiner))
        };
        // "Ola Dahl, 41, of Cork, left".
        let age = Some(at + 2).filter(|_| apart::is_age(&clauses.words, at));
        let age = age.map(|comma| comma - usize::from(goes_on(comma + 1)));
        // "Dahl Mining, Ltd., bought the pit".
        let form = Some(at + 1).filter(|_| apart::is_of_form(clauses.text, &clauses.words, at));
        let is_stop = |at: &usize| is_mark(clauses, *at, &['.', ',']);
        let form =
            form.map(|form| form + (form + 1..clauses.words.len()).take_while(is_stop).count());
        end = end.max(close.or(age).or(form).map_or(0, |last| last + 1));
        end <= at && !is_mark(clauses, at, &[')'])
    });
}

pub(crate) fn is_mark(clauses: &Clauses<'_>, at: usize, marks: &[char]) -> bool {
    clauses.words.get(at).and_then(|word| word.mark).is_some_and(|mark| marks.contains(&mark))
}

/// "The Free Corps | (FC, a party of the north, | rose": of a bracket that is never closed its first piece.
fn drop_open_bracket(clauses: &Clauses<'_>, kept: &mut Vec<usize>) {
    let Some(&open) = kept.iter().find(|&&at| is_mark(clauses, at, &['('])) else { return };
    let Some(segment) = clauses.words.get(open).map(|word| word.segment) else { return };
    let closes = (open..clauses.words.len()).any(|at| is_mark(clauses, at, &[')']));
    if !closes && !clauses.is_finite(segment) {
        kept.retain(|&at| clauses.words.get(at).is_some_and(|word| word.segment != segment));
    }
}

/// Joining words, marks and adverbs at the front go, but never the verb.
fn drop_leading(clauses: &Clauses<'_>, kept: &mut Vec<usize>, verb: usize) {
    // "4. The bank was closed": the number of a paragraph.
    let is_number = clauses.words.first().is_some_and(|it| it.is_number && it.time.is_none());
    if kept.starts_with(&[0, 1]) && is_number && is_mark(clauses, 1, &['.', ')']) {
        kept.drain(..2);
    }
    loop {
        let Some(&first) = kept.first() else { return };
        let phrase = clauses.phrase_len("connective", first);
        let Some(word) = clauses.words.get(first) else { return };
        let is_quote = is_mark(clauses, first, &['“', '"', '‘', '«']);
        if is_quote && kept.get(1).is_some_and(|&at| is_one_of(clauses, at, &["a", "an"])) {
            kept.remove(1);
            return;
        }
        // "Who pays?"
        let is_asked =
            word.has(Class::Relative) && clauses.predicates.iter().any(|it| it.first == first + 1);
        let is_article = word.is_plain() && is_one_of(clauses, first, &["the", "a", "an"]);
        // "£91 was spent on the bells".
        let is_price = is_mark(clauses, first, &['£', '$', '€', '¥']);
        let goes = word.mark.is_some() && !is_quote && !is_price
            || word.is_plain()
                && word.classes.has_any(&[Class::Connective, Class::Coordinator])
                && !word.has(Class::BePresent)
                && !is_asked
            || is_article;
        let count = if phrase > 0 { phrase } else { usize::from(goes) };
        // "Sued by its tenants, the council": of these words the verb comes later.
        let is_verb = first == verb || verb < first && !kept.contains(&verb);
        if count == 0 || is_verb || kept.len() <= count {
            return;
        }
        kept.drain(..count);
        if is_article {
            return;
        }
    }
}
