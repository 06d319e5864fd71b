//! Tags that the lexicon, names and dates show to be wrong.

use super::Word;
use super::lexicon::{Class, ENGLISH};
use super::tagger::Tag;

/// A clause needs a verb: where the tags of a piece between marks hold none, a noun after a name or noun
/// that the lexicon knows as a verb is it ("the minister reveals in an interview").
pub(super) fn mend(text: &str, words: &mut [Word]) {
    name_like_verbs(words);
    parts_of_compounds(words);
    participles_beside(text, words);
    nouns_behind_dates(words);
    mistaken_pasts(text, words);
    for word in words.iter_mut().filter(|word| word.is_plain()) {
        let is_past = word.has(Class::Past) && !word.classes.has_any(&[Class::Base, Class::Third]);
        if is_past && matches!(word.tag, Tag::Base | Tag::Plural | Tag::Third) {
            word.tag = Tag::Past;
        }
    }
    let has_verb = words.iter().any(|word| word.tag.is_finite());
    let mut start = 0;
    while start < words.len() {
        let rest = words.get(start..).unwrap_or(&[]);
        let ends = |word: &Word| {
            word.mark.is_some_and(|mark| !matches!(mark, '-' | '“' | '”' | '‘' | '’' | '"'))
                || word.is_plain() && word.classes.has_any(&[Class::Complement, Class::Relative])
        };
        let end = start + rest.iter().position(ends).unwrap_or(rest.len());
        let piece = words.get(start..end).unwrap_or(&[]);
        if !piece.iter().any(|word| word.tag.is_verb() || word.tag == Tag::Modal) {
            let is_verb = |&at: &usize| {
                let (Some(before), Some(word)) = (piece.get(at - 1), piece.get(at)) else {
                    return false;
                };
                let follows_noun =
                    before.place.is_some() || matches!(before.tag, Tag::Noun | Tag::Name);
                follows_noun
                    && !before.is_possessive
                    && word.is_plain()
                    && word.tag == Tag::Nouns
                    && word.has(Class::Third)
                    && !word.has(Class::EventNoun)
            };
            // "the dam burst", "the dam burst its banks": its past looks like its noun.
            let is_past = |&at: &usize| {
                let follows_noun = piece.get(at - 1).is_some_and(|before| {
                    before.place.is_some() || before.tag.is_noun() && !before.is_possessive
                });
                let goes_on = piece.get(at + 1).is_none_or(|next| {
                    matches!(next.tag, Tag::Adverb | Tag::Owner | Tag::Determiner)
                });
                let ends = words.get(end).is_none_or(|mark| {
                    mark.is_stop() || matches!(mark.mark, Some('.' | '!' | '?'))
                });
                !has_verb
                    && follows_noun
                    && (goes_on && at + 1 < piece.len() || ends)
                    && piece.get(at).is_some_and(|word| {
                        word.is_plain() && word.tag == Tag::Noun && word.has(Class::Past)
                    })
            };
            let third = (1..piece.len().saturating_sub(1)).find(is_verb).map(|at| (at, Tag::Third));
            let past = || (1..piece.len()).find(is_past).map(|at| (at, Tag::Past));
            if let Some((at, tag)) = third.or_else(past)
                && let Some(word) = words.get_mut(start + at)
            {
                word.tag = tag;
            }
        }
        start = end + 1;
    }
}

/// Words in the past that tell nothing.
fn mistaken_pasts(text: &str, words: &mut [Word]) {
    let mut is_told = false;
    for at in 0..words.len().saturating_sub(1) {
        let meant = mistaken_past(text, words, at, is_told);
        let Some(word) = words.get_mut(at) else { return };
        if let Some(tag) = meant {
            word.tag = tag;
            if tag == Tag::Adjective {
                word.classes.remove(&[Class::Past]);
            }
        }
        is_told = word.tag.is_finite() || is_told && !word.is_stop();
    }
}

/// What a word is that looks like a verb in the past and is none; `None` for others. `is_told` says whether its
/// clause has a verb before it.
fn mistaken_past(text: &str, words: &[Word], at: usize, is_told: bool) -> Option<Tag> {
    let word = words.get(at).filter(|word| word.tag == Tag::Past)?;
    let before = at.checked_sub(1).and_then(|at| words.get(at));
    let next = words.get(at + 1)?;
    let form = word.span.of(text);
    let is_of = |list: &str| ENGLISH.phrase_len(list, [form]) > 0;
    let leads_noun = next.is_plain() && next.tag.is_noun();
    // "the guard and allied militias": what mostly describes the noun behind it.
    let follows_joint = before.is_some_and(|word| {
        let is_joint = matches!(word.tag, Tag::Coordinator | Tag::Determiner | Tag::Owner);
        word.is_plain() && (is_joint || word.is_preposition())
    });
    if follows_joint && leads_noun && is_of("describes_noun") {
        return Some(Tag::Adjective);
    }
    // ", smoke bombs": what has no form of the past is none before a noun.
    let is_form = word.has(Class::Past) || form.ends_with("ed") || word.is_capitalised;
    if leads_noun && word.is_plain() && !is_form && !word.classes.is_auxiliary() {
        return Some(Tag::Noun);
    }
    // "the entity in the north called Republika Nova": what names a noun in a clause that has a verb.
    let follows_noun = before.is_some_and(|word| {
        word.place.is_some() || word.is_plain() && matches!(word.tag, Tag::Noun | Tag::Nouns)
    });
    let leads_name =
        next.place.is_some() || matches!(next.mark, Some('“' | '"')) || next.is_capitalised;
    (is_told && follows_noun && leads_name && is_of("naming")).then_some(Tag::Participle)
}

/// "an EU-led team": behind a hyphen no verb stands.
fn parts_of_compounds(words: &mut [Word]) {
    // Most sentences have none.
    if !words.iter().any(|word| word.mark == Some('-')) {
        return;
    }
    for at in 2..words.len() {
        let is_joined = |before: usize, next: usize| {
            let both = words.get(before).zip(words.get(next));
            both.is_some_and(|(before, next)| before.span.end == next.span.start)
        };
        let follows_hyphen = words.get(at - 1).is_some_and(|word| word.mark == Some('-'));
        let is_part = follows_hyphen && is_joined(at - 2, at - 1) && is_joined(at - 1, at);
        let Some(word) = words.get_mut(at).filter(|word| is_part && word.is_plain()) else {
            continue;
        };
        if word.tag.is_finite() || word.tag == Tag::Participle {
            word.tag = Tag::Adjective;
            word.classes.remove(&[Class::Past, Class::Third, Class::Base]);
        }
    }
}

/// "where today activist Keller was jailed": what the lexicon knows as no verb is none behind a date.
fn nouns_behind_dates(words: &mut [Word]) {
    if !words.iter().any(|word| word.time.is_some()) {
        return;
    }
    for at in 1..words.len() {
        let follows_date = words.get(at - 1).is_some_and(|word| word.time.is_some());
        let Some(word) = words.get_mut(at).filter(|word| follows_date && word.is_plain()) else {
            continue;
        };
        if word.tag == Tag::Plural && !word.classes.is_verb() && !word.classes.is_auxiliary() {
            word.tag = Tag::Noun;
        }
    }
}

/// ", with guards often involved": what "with" opens behind a comma tells by a participle.
fn participles_beside(text: &str, words: &mut [Word]) {
    let opens = |pair: &[Word]| {
        let [comma, with] = pair else { return false };
        comma.mark == Some(',') && with.span.of(text) == "with"
    };
    let Some(first) = words.windows(2).position(opens) else { return };
    let mut is_beside = false;
    let mut follows_comma = false;
    for at in first..words.len() {
        let before = at.checked_sub(1).and_then(|at| words.get(at)).map(|word| word.tag);
        let Some(word) = words.get_mut(at) else { return };
        if word.mark.is_some() {
            (is_beside, follows_comma) = (false, word.mark == Some(','));
            continue;
        }
        is_beside |= follows_comma && word.span.of(text) == "with";
        follows_comma = false;
        // "with whom they lived", "with the town that fell".
        is_beside &= !word.has(Class::Relative) && word.tag != Tag::Relative;
        let is_told = before == Some(Tag::Pronoun) || word.has(Class::SubjectPronoun);
        is_beside &= !is_told;
        if is_beside && word.is_plain() && word.tag == Tag::Past && word.has(Class::Participle) {
            word.tag = Tag::Participle;
        }
    }
}

/// "an actor named Akhmed Zakayev", "the activist Fail Alsynov": a capital inside a sentence that is no headline,
/// beside another, is of a name and of no verb.
fn name_like_verbs(words: &mut [Word]) {
    let is_capital = |at: usize| {
        words
            .get(at)
            .is_some_and(|word| word.place.is_some() || word.is_plain() && word.is_capitalised)
    };
    let is_like = |&at: &usize| {
        let Some((before, word)) = words.get(at - 1).zip(words.get(at)) else { return false };
        let is_verb = || {
            let is_told = word.tag.is_verb() && word.tag != Tag::Gerund;
            is_told || word.has(Class::Past)
        };
        // Few words have a capital.
        word.is_capitalised
            && word.is_plain()
            && is_verb()
            && before.mark.is_none_or(|mark| mark == ',')
            && (is_capital(at + 1) || 1 < at && is_capital(at - 1))
    };
    let found: Vec<usize> = (1..words.len()).filter(is_like).collect();
    let says_low = |word: &Word| {
        let tells = word.tag.is_noun() || word.tag.is_finite() || word.tag == Tag::Adjective;
        word.is_plain() && !word.is_capitalised && tells
    };
    if !found.is_empty() && words.iter().any(says_low) {
        for at in found {
            if let Some(word) = words.get_mut(at) {
                word.tag = Tag::Name;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check;

    #[test]
    fn what_with_opens_is_no_clause() {
        check(
            "Miners and sailors clashed over land in {1905|1905}, with guards often involved.",
            &[("1905", "Miners and sailors clashed over land")],
        );
        check(
            "It began in {1905|1905}, with the guards whom the town had hired.",
            &[("1905", "It began, with the guards whom the town had hired")],
        );
    }

    #[test]
    fn a_part_of_a_compound_is_no_verb() {
        check(
            "In {1994|1994} the treaty, which was made with the help of a <NO|Norway>-led team, ended the war.",
            &[("1994", "Treaty ended the war")],
        );
    }

    #[test]
    fn what_names_a_noun_is_no_verb() {
        check(
            "On {1905-05-01|1 May 1905} he threatened to take the land in the north called Nova Tula from the king.",
            &[(
                "1905-05-01",
                "He threatened to take the land in the north called Nova Tula from the king",
            )],
        );
    }

    #[test]
    fn what_describes_a_noun_is_no_verb() {
        check(
            "Raids by the guard and allied gangs near <NO|Bergen> left nine dead in {1905|1905}.",
            &[("1905", "Raids by the guard and allied gangs near Bergen left nine dead")],
        );
    }

    #[test]
    fn a_name_may_look_like_a_verb() {
        check(
            "They met near the mill, where {2022-10-29|yesterday} activist Fail Dahl was jailed.",
            &[
                ("2022-10-29", "Activist Fail Dahl jailed"),
                ("2022-10-30", "They met near the mill"),
            ],
        );
    }
}
