//! What no line ends with: marks, joining words, and words that say nothing without the one after them.

use super::prune::is_one_of;
use super::shorten::{is_adverb, is_coordinator};
use crate::events::clause::extent::is_content;
use crate::events::clause::{Clauses, Opener};
use crate::events::words::Word;
use crate::events::words::lexicon::Class;
use crate::events::words::tagger::Tag;

/// "shelled by less | than ten guns", "at the hands | of both": where the phrase begins that a line ends inside of,
/// or with.
fn broken(clauses: &Clauses<'_>, kept: &[usize]) -> Option<usize> {
    const LONGEST: usize = 5;
    const SHORTEST: usize = 3;
    let last = kept.last()?;
    let first = kept.len().saturating_sub(LONGEST).max(SHORTEST);
    (first..kept.len()).find(|&i| {
        let begins = kept.get(i).copied().filter(|at| at + kept.len() - i == last + 1);
        let leads = i.checked_sub(1).and_then(|i| clauses.words.get(*kept.get(i)?));
        // "is due | to begin", "was more | than a town".
        let may_go = leads.is_some_and(|it| !it.classes.is_auxiliary());
        begins.is_some_and(|at| may_go && *last < at + clauses.phrase_len("unbroken", at))
    })
}

/// Marks and words that no line ends with go.
pub(super) fn drop_trailing(clauses: &Clauses<'_>, kept: &mut Vec<usize>) {
    let before = kept.len();
    if let Some(at) = broken(clauses, kept) {
        kept.truncate(at);
    }
    while let Some(word) = kept.last().and_then(|&at| clauses.words.get(at)) {
        let is_as_well = kept.len() > 3
            && kept.last().is_some_and(|&at| is_one_of(clauses, at, &["well"]))
            && kept.iter().nth_back(1).is_some_and(|&at| is_one_of(clauses, at, &["as"]));
        let goes = is_as_well
            || word.mark.is_some_and(|mark| !matches!(mark, '”' | '%' | '’' | '"'))
            || (is_cut_owner(clauses, kept) || word.is_plain() && word.has(Class::Trailing))
                && kept.len() > 2
                && !kept
                    .last()
                    .is_some_and(|&at| is_stranded(clauses, at) || is_object(clauses, at))
            || kept.len() > 3 && dangles(clauses, kept);
        if !goes || ends_clause(clauses, kept) {
            break;
        }
        kept.pop();
    }
    // A line that is as it was is not asked twice.
    if kept.len() < before
        && let Some(at) = broken(clauses, kept)
    {
        kept.truncate(at);
    }
}

/// "by the port’s | old cathedral", but neither "the canal was Egypt’s" nor "he was born in St. John’s | in May".
fn is_cut_owner(clauses: &Clauses<'_>, kept: &[usize]) -> bool {
    let Some(&at) = kept.last() else { return false };
    let is_owner = clauses.words.get(at).is_some_and(|word| word.is_possessive);
    let is_led = |next: &Word| next.is_preposition() || next.time.is_some();
    is_owner && clauses.words.get(at + 1).is_some_and(|next| next.mark.is_none() && !is_led(next))
}

/// Whether the last word says nothing without the one after it: "to free | the hostages", "the port’s
/// shattered | cathedral", "troops based | on the coast".
fn dangles(clauses: &Clauses<'_>, kept: &[usize]) -> bool {
    let word = |back: usize| kept.iter().nth_back(back).and_then(|&at| clauses.words.get(at));
    let before = word(1).filter(|word| word.mark.is_none()).or_else(|| word(2));
    let (Some(&at), Some(last), Some(before)) = (kept.last(), word(0), before) else {
        return false;
    };
    let Some(next) = clauses.words.get(at + 1).filter(|_| last.is_plain()) else { return false };
    if next.mark.is_none() && clauses.is_of("leads_on", at) {
        return true;
    }
    let is_told = clauses.predicates.iter().any(|predicate| predicate.at == at);
    let is_named = next.place.is_some() || next.is_plain() && next.tag.is_noun();
    let is_described = is_named || next.is_plain() && next.tag == Tag::Adjective;
    let is_determined = matches!(next.tag, Tag::Determiner | Tag::Owner | Tag::Number);
    let is_participle = matches!(last.tag, Tag::Participle | Tag::Past) && !is_told;
    match last.tag {
        Tag::Base if before.tag == Tag::To => {
            is_described || next.is_plain() && is_determined || last.has(Class::Transitive)
        }
        // "three convictions spanning | from 1990 to 1991", "put pressure on Spain arguing | that".
        Tag::Gerund if before.place.is_some() || before.tag.is_noun() => {
            let leads = next.is_preposition() || next.has(Class::Complement);
            clauses.is_time(at + 1)
                || next.has(Class::Temporal) && clauses.is_time(at + 2)
                || leads && !is_told && word(1).is_none_or(|word| word.mark.is_none())
        }
        // "in a constantly | growing stream".
        Tag::Adverb if !is_told => {
            let is_led =
                matches!(before.tag, Tag::Determiner | Tag::Owner) || before.classes.is_auxiliary();
            // "admitted fatally | stabbing", "in approximately | 30 houses".
            let leads =
                matches!(next.tag, Tag::Adjective | Tag::Gerund | Tag::Participle | Tag::Number)
                    || next.is_number;
            // "grew quickly | due to the war".
            let leads = leads && clauses.phrase_len("unbroken", at + 1) == 0;
            next.is_plain() && (leads || is_led && next.tag.is_verb())
        }
        // "were damaged, disrupting | international and domestic traffic".
        Tag::Gerund if word(1).is_some_and(|word| word.mark == Some(',')) => next.mark.is_none(),
        Tag::Adjective | Tag::Number => {
            let shares = is_coordinator(clauses, at + 1)
                && clauses.words.get(at + 2).is_some_and(|it| it.tag == Tag::Adjective);
            is_described || shares && !before.classes.is_auxiliary()
        }
        _ if is_participle && before.is_possessive => is_described,
        _ if is_participle && before.tag.is_noun() => {
            let is_date = clauses.words.get(at + 2).is_some_and(|word| word.time.is_some());
            let is_joined = word(1).is_some_and(|word| word.mark.is_none());
            next.is_plain() && next.tag == Tag::Preposition && !(is_date && is_joined)
        }
        _ => false,
    }
}

/// "voted against it.": whom or what the clause ends with.
fn is_object(clauses: &Clauses<'_>, at: usize) -> bool {
    let follows_verb = clauses.predicates.iter().any(|predicate| predicate.at + 1 == at);
    let ends = clauses.words.get(at + 1).is_none_or(|next| {
        let is_joint = next.is_plain() && next.has(Class::Temporal) && clauses.is_time(at + 2);
        next.mark.is_some() || follows_verb && (next.time.is_some() || is_joint)
    });
    let before = at.checked_sub(1).and_then(|before| clauses.words.get(before));
    let is_led = before.is_some_and(Word::is_preposition);
    ends && (is_led || follows_verb) && is_one_of(clauses, at, &["it", "her"])
}

/// "declared the war over.": a preposition that nothing follows belongs to the verb.
fn is_stranded(clauses: &Clauses<'_>, at: usize) -> bool {
    let is_particle = clauses.words.get(at).is_some_and(|word| {
        word.has(Class::Preposition) && word.tag != Tag::Determiner && word.tag != Tag::To
    });
    let ends = clauses.words.get(at + 1).is_none_or(|next| {
        matches!(next.mark, Some(',' | '.' | ';'))
            || next.is_plain() && next.has(Class::Temporal) && clauses.is_time(at + 2)
            // "were fired on | as they left".
            || clauses.words.get(at).is_some_and(|word| {
                word.segment != next.segment && clauses.opener(next.segment).is_dependent()
            })
    });
    is_particle && ends
}

/// "showed how weak the army is", "said that the union was no more": the verb of what is said.
fn ends_clause(clauses: &Clauses<'_>, kept: &[usize]) -> bool {
    let Some((&last, rest)) = kept.split_last() else { return false };
    let says_more = |at: usize| {
        let is_date = clauses.is_time(at);
        is_content(clauses, at) && !is_date && !is_adverb(clauses, at)
    };
    let is_told = clauses.predicates.iter().any(|predicate| {
        let end = clauses.segments.get(predicate.segment).map_or(0, |it| it.words.end);
        predicate.at == last
            && clauses.opener(predicate.segment) == Opener::Complement
            && !(last + 1..end).any(says_more)
            && clauses.words.get(end).is_none_or(|next| next.mark.is_some())
    });
    let before = rest.last().map_or("", |&at| clauses.word_text(at));
    is_told || clauses.word_text(last) == "more" && before == "no"
}
