//! A line that is too long, cut at its cheapest joints.

use super::line::{MAX_CHARS, fits, line};
use super::prune::{is_mark, is_one_of};
use super::trailing::drop_trailing;
use crate::events::clause::extent::is_content;
use crate::events::clause::listed::drop_cut_pair;
use crate::events::clause::{Clauses, Opener};
use crate::events::predicate::Predicate;
use crate::events::words::Word;
use crate::events::words::lexicon::Class;
use crate::events::words::tagger::Tag;

/// Cuts from the end, phrase by phrase, until the line fits, and gives the line.
pub(crate) fn shorten(
    clauses: &Clauses<'_>,
    kept: &mut Vec<usize>,
    verb: usize,
    antecedent: Option<&str>,
) -> String {
    drop_trailing(clauses, kept);
    let whole = line(clauses, kept, antecedent);
    if fits(&whole) {
        return whole;
    }
    let words = kept.clone();
    let short = cut(clauses, kept, verb, antecedent, whole);
    if !words.contains(&verb) || kept.contains(&verb) || BARE < kept.len() {
        return short;
    }
    // Whole phrases leave no verb: as many words as fit say more than a bare name.
    *kept = words;
    let mut line = line(clauses, kept, antecedent);
    while !fits(&line) && 1 < kept.len() {
        kept.pop();
        let last = kept.iter().rposition(|&at| is_content(clauses, at)).unwrap_or_default();
        kept.truncate(last + 1);
        line = self::line(clauses, kept, antecedent);
    }
    line
}

/// Words of a name at most.
const BARE: usize = 2;

/// Cuts a line, phrase by phrase, until it fits.
fn cut(
    clauses: &Clauses<'_>,
    kept: &mut Vec<usize>,
    verb: usize,
    antecedent: Option<&str>,
    mut line: String,
) -> String {
    let before = kept.len();
    drop_apposition(clauses, kept, verb);
    if kept.len() < before {
        line = self::line(clauses, kept, antecedent);
    }
    if !fits(&line) {
        let bare = kept.iter().copied().filter(|&at| !is_article(clauses, at));
        let bare: Vec<usize> = bare.collect();
        let without = self::line(clauses, &bare, antecedent);
        if fits(&without) {
            (*kept, line) = (bare, without);
        }
    }
    if !fits(&line) && drop_report_aside(clauses, kept, verb) {
        line = self::line(clauses, kept, antecedent);
    }
    loop {
        let length = line.chars().count();
        if length <= MAX_CHARS {
            break;
        }
        // A subject that fills half of the line leaves no room for what is told of it.
        if is_heavy(clauses, kept, verb)
            && (drop_titles(clauses, kept, verb) || drop_description(clauses, kept, verb))
        {
            line = self::line(clauses, kept, antecedent);
            continue;
        }
        let after_verb = kept.iter().position(|&at| at > verb).unwrap_or(kept.len());
        let cut_at = |fits: fn(&Clauses<'_>, usize) -> bool| {
            (after_verb + 1..kept.len()).rev().find(|&i| {
                kept.get(i).is_some_and(|&at| fits(clauses, at))
                    && kept
                        .get(after_verb..i)
                        .unwrap_or(&[])
                        .iter()
                        .any(|&at| is_content(clauses, at))
            })
        };
        let is_close = length <= MAX_CHARS + 10;
        let (cut, of) = (cut_at(is_cut_point), cut_at(is_of));
        // "the army and the militias of the north": what "and" joins stays.
        let joins = |i: usize| kept.get(i).is_some_and(|&at| is_coordinator(clauses, at));
        let of = of.filter(|&of| !is_close || cut.is_some_and(|cut| cut < of && joins(cut)));
        let cut = of.filter(|&of| cut.is_some_and(|cut| cut < of && joins(cut))).or(cut).or(of);
        if let Some(cut) = cut {
            kept.truncate(cut);
        } else if !drop_before(clauses, kept, verb) {
            drop_word(clauses, kept);
        }
        drop_cut_addition(clauses, kept, verb);
        drop_trailing(clauses, kept);
        drop_half_clause(clauses, kept, verb);
        drop_trailing(clauses, kept);
        drop_cut_pair(clauses, kept, verb);
        line = self::line(clauses, kept, antecedent);
        if kept.len() < 3 {
            break;
        }
    }
    let before = kept.len();
    drop_trailing(clauses, kept);
    if kept.len() < before { self::line(clauses, kept, antecedent) } else { line }
}

/// Nothing to cut after the verb: what stands before it loses its insertions.
fn drop_before(clauses: &Clauses<'_>, kept: &mut Vec<usize>, verb: usize) -> bool {
    drop_insertion(clauses, kept, verb)
        || drop_description(clauses, kept, verb)
        || drop_office(clauses, kept, verb)
}

/// What stands between two marks before the verb goes first: "Tokayev, the president, refused".
fn drop_apposition(clauses: &Clauses<'_>, kept: &mut Vec<usize>, verb: usize) {
    let is_comma = |&i: &usize| {
        kept.get(i).is_some_and(|&at| at < verb && is_mark(clauses, at, &[',', '—', '–']))
    };
    let mut commas = (0..kept.len()).filter(is_comma);
    if let (Some(open), Some(close)) = (commas.next(), commas.next_back())
        && !ends_list(clauses, kept, close, verb)
    {
        kept.drain(open..=close);
    }
}

/// "marches, strikes | , a raid and a fire": whether what stands before the verb and behind a comma is the end of
/// a list.
fn ends_list(clauses: &Clauses<'_>, kept: &[usize], comma: usize, verb: usize) -> bool {
    let mut rest = kept.iter().skip(comma + 2).take_while(|&&at| at < verb);
    let is_joined = kept.get(comma + 1).is_some_and(|&at| !is_coordinator(clauses, at));
    is_joined && rest.any(|&at| is_coordinator(clauses, at))
}

/// "the", "a" before a noun, which a headline does without.
fn is_article(clauses: &Clauses<'_>, at: usize) -> bool {
    let is_noun = |at: usize| {
        clauses
            .words
            .get(at)
            .is_some_and(|word| word.place.is_some() || word.is_plain() && word.tag.is_noun())
    };
    let is_adjective =
        clauses.words.get(at + 1).is_some_and(|word| word.is_plain() && word.tag == Tag::Adjective);
    is_one_of(clauses, at, &["the", "a", "an"])
        && clauses.words.get(at).is_some_and(|word| !word.is_quoted)
        && (is_noun(at + 1) || is_adjective && is_noun(at + 2))
}

/// A phrase between two marks before the verb goes, else all that stands before one.
fn drop_insertion(clauses: &Clauses<'_>, kept: &mut Vec<usize>, verb: usize) -> bool {
    let before: Vec<usize> = (0..kept.len())
        .filter(|&i| {
            kept.get(i).is_some_and(|&at| at < verb && is_mark(clauses, at, &[',', '—', '–']))
        })
        .collect();
    let (Some(&open), Some(&close)) = (before.first(), before.last()) else { return false };
    if open == close {
        let names = |&at: &usize| {
            let word = clauses.words.get(at);
            at < verb
                && word.is_some_and(|it| {
                    let is_noun = it.tag.is_noun() || it.tag == Tag::Pronoun;
                    it.place.is_some() || it.is_plain() && is_noun
                })
        };
        // What stands before it is the subject.
        if !kept.iter().skip(open + 1).any(names) {
            return false;
        }
        kept.drain(..=open);
    } else if ends_list(clauses, kept, close, verb) {
        return false;
    } else {
        kept.drain(open..=close);
    }
    true
}

/// "riots in Oslo, | as well as attempts": what is added goes as a whole where a part of it went.
fn drop_cut_addition(clauses: &Clauses<'_>, kept: &mut Vec<usize>, verb: usize) {
    let is_added = |&i: &usize| {
        let pair = kept.get(i).zip(kept.get(i + 1));
        pair.is_some_and(|(&mark, &next)| {
            verb < mark && is_mark(clauses, mark, &[',']) && clauses.phrase_len("added", next) > 0
        })
    };
    if let Some(at) = (0..kept.len()).rev().find(is_added) {
        kept.truncate(at);
    }
}

/// "the northern charity Hope sent": the name alone.
fn drop_office(clauses: &Clauses<'_>, kept: &mut Vec<usize>, verb: usize) -> bool {
    let is_name = |&at: &usize| {
        let word = clauses.words.get(at);
        at < verb && word.is_some_and(|it| it.is_plain() && it.tag == Tag::Name)
    };
    let is_office = |&at: &usize| {
        let word = clauses.words.get(at);
        word.is_some_and(|it| it.mark.is_none_or(|mark| mark == '-') && !it.has(Class::Preposition))
    };
    let Some(name) = kept.iter().position(is_name).filter(|&name| name > 0) else { return false };
    let is_led = kept.iter().take(name).all(is_office)
        && kept
            .get(name - 1)
            .and_then(|&at| clauses.words.get(at))
            .is_some_and(|it| it.is_plain() && it.tag == Tag::Noun && !it.is_capitalised);
    if is_led {
        kept.drain(..name);
    }
    is_led
}

/// "Chadian President Idris Haroun and his Kenyan counterpart Amos Kimani agreed": the names alone.
fn drop_titles(clauses: &Clauses<'_>, kept: &mut Vec<usize>, verb: usize) -> bool {
    let word = |at: usize| clauses.words.get(at);
    let is_office = |at: usize| clauses.phrase_len("office", at) > 0;
    let is_name = |at: usize| {
        word(at).is_some_and(|it| it.is_plain() && it.is_capitalised && it.tag == Tag::Name)
            && !is_office(at)
    };
    let leads = |at: usize| {
        let is_word = word(at).is_some_and(|it| {
            let is_phrase = matches!(
                it.tag,
                Tag::Noun | Tag::Name | Tag::Adjective | Tag::Owner | Tag::Determiner
            );
            it.place.is_some() || it.is_plain() && is_phrase
        });
        is_word && !is_coordinator(clauses, at)
    };
    let is_held = |at: usize| {
        is_office(at) || word(at).is_some_and(|it| it.is_plain() && it.tag == Tag::Noun)
    };
    let opens_name = |i: usize, at: usize| {
        let is_led = i.checked_sub(1).and_then(|i| kept.get(i)).is_some_and(|&at| is_held(at));
        is_led && is_name(at) && at + 1 < verb && is_name(at + 1)
    };
    let mut goes = vec![false; kept.len()];
    for (i, &at) in kept.iter().enumerate().take_while(|&(_, &at)| at < verb) {
        if opens_name(i, at) {
            let led = kept.iter().take(i).rev().take_while(|&&at| leads(at)).count();
            goes.get_mut(i - led..i).unwrap_or_default().fill(true);
        }
    }
    let before = kept.len();
    let mut goes = goes.into_iter();
    kept.retain(|_| !goes.next().unwrap_or(false));
    kept.len() < before
}

/// "said | during a speech in Vienna | that the war is over": what is said before where and when.
fn drop_report_aside(clauses: &Clauses<'_>, kept: &mut Vec<usize>, verb: usize) -> bool {
    let is_report = clauses.predicates.iter().any(|it| it.at == verb && it.is_reporting());
    let word = |at: &usize| clauses.words.get(*at);
    let is_said = |at: &usize| {
        verb < *at && word(at).is_some_and(|it| clauses.opener(it.segment) == Opener::Complement)
    };
    let is_joint = |at: &usize| {
        verb < *at
            && word(at).is_some_and(Word::is_preposition)
            && !is_one_of(clauses, *at, &["of", "to"])
    };
    let said = kept.iter().position(is_said).filter(|_| is_report);
    let aside = kept.iter().position(is_joint);
    let Some((aside, said)) = aside.zip(said).filter(|(aside, said)| aside < said) else {
        return false;
    };
    kept.drain(aside..said);
    true
}

/// "The crossing of a group of scouts to the north showed": the last of the phrases that describe a subject
/// too long to leave room for its verb goes.
fn drop_description(clauses: &Clauses<'_>, kept: &mut Vec<usize>, verb: usize) -> bool {
    let is_before =
        |&at: &usize| at < verb && !clauses.predicates.iter().any(|p| p.first <= at && at < p.at);
    let Some(end) = kept.iter().position(|at| !is_before(at)) else { return false };
    let tells = |&at: &usize| clauses.words.get(at).is_some_and(|word| word.tag.is_finite());
    if kept.iter().take(end).any(tells) {
        return false;
    }
    let word = |i: usize| kept.get(i).and_then(|&at| clauses.words.get(at));
    let ends_phrase = |i: usize| {
        word(i).is_some_and(|word| {
            let is_participle = matches!(word.tag, Tag::Participle | Tag::Past);
            word.place.is_some() || word.is_plain() && (word.tag.is_noun() || is_participle)
        })
    };
    // "Wales and Ulster signed": neither signed alone.
    let joins = |at: usize| is_coordinator(clauses, at);
    let is_cut = |at: usize| (is_cut_point(clauses, at) || is_of(clauses, at)) && !joins(at);
    let is_listed =
        |i: usize, at: usize| is_mark(clauses, at, &[',']) && ends_list(clauses, kept, i, verb);
    let is_end = |i: usize| kept.get(i).is_some_and(|&at| is_cut(at) && !is_listed(i, at));
    let cut = (1..end).rev().find(|&i| is_end(i) && ends_phrase(i - 1));
    let Some(mut cut) = cut else { return false };
    // "in the name of the north": the whole phrase.
    let is_phrase = |i: usize| {
        word(i).is_some_and(|word| {
            word.is_plain()
                && (word.tag.is_noun() || matches!(word.tag, Tag::Determiner | Tag::Adjective))
        })
    };
    if kept.get(cut).is_some_and(|&at| is_of(clauses, at)) {
        let opens = (1..cut).rev().find(|&i| !is_phrase(i));
        let is_led = |&i: &usize| kept.get(i).is_some_and(|&at| is_cut_point(clauses, at));
        cut = opens.filter(is_led).filter(|&i| ends_phrase(i - 1)).unwrap_or(cut);
    }
    // "the attempt led by the army": the participle goes with what it leads to.
    let is_verb = |i: usize| {
        word(i)
            .is_some_and(|word| word.is_plain() && matches!(word.tag, Tag::Participle | Tag::Past))
    };
    while 1 < cut && is_verb(cut - 1) {
        cut -= 1;
    }
    kept.drain(cut..end);
    true
}

/// Whether what stands before the verb takes more than half of a line.
fn is_heavy(clauses: &Clauses<'_>, kept: &[usize], verb: usize) -> bool {
    let before = kept.iter().take_while(|&&at| at < verb);
    before.map(|&at| clauses.word_text(at).len() + 1).sum::<usize>() > MAX_CHARS / 2
}

/// The last word goes, a name as a whole.
fn drop_word(clauses: &Clauses<'_>, kept: &mut Vec<usize>) {
    let is_name = |at: usize| {
        let word = clauses.words.get(at);
        word.is_some_and(|it| it.place.is_some() || it.is_plain() && it.is_capitalised)
    };
    // "Day for Peace".
    let is_inside = |at: usize| {
        let before = at.checked_sub(1).is_some_and(is_name);
        is_name(at) || is_one_of(clauses, at, &["of", "for"]) && before
    };
    let was_name = kept.pop().is_some_and(is_name);
    while was_name && kept.len() > 3 && kept.last().is_some_and(|&at| is_inside(at)) {
        kept.pop();
    }
}

/// A clause that lost its verb goes altogether: "filed as fans" is nothing.
fn drop_half_clause(clauses: &Clauses<'_>, kept: &mut Vec<usize>, verb: usize) {
    let segment_of = |at: usize| clauses.words.get(at).map_or(0, |word| word.segment);
    let main = segment_of(verb);
    let Some(&last) = kept.last() else { return };
    let segment = segment_of(last);
    // "whose men are already" lost what they are.
    let goes_on = clauses.words.get(last + 1).is_some_and(|next| {
        let is_relative = clauses.opener(next.segment) == Opener::Relative;
        next.mark.is_none() || next.mark == Some(',') && is_relative
    });
    let tells = |p: &Predicate| {
        let says = |&&at: &&usize| p.at < at && is_content(clauses, at) && !is_adverb(clauses, at);
        // "that he told", "when it began" lost whom and what.
        let is_cut = p.at == last && goes_on && (p.is_reporting() || p.classes.has(Class::Phase));
        p.at <= last && !is_cut && (!p.is_copula || kept.iter().any(|at| says(&at)))
    };
    let mut inside = clauses.predicates.iter().filter(|p| p.segment == segment).peekable();
    // "disclosed that the drug", "a boy, whose mother": the verb of what is said stands in a piece that went.
    let may_lack = matches!(clauses.opener(segment), Opener::Complement | Opener::Relative);
    let is_verbless = may_lack && inside.peek().is_none();
    let said = kept.iter().filter(|&&at| segment_of(at) == segment && is_content(clauses, at));
    let is_open = is_verbless && goes_on && said.count() <= BARE;
    let has_lost = segment != main && (is_open || inside.peek().is_some() && !inside.any(tells));
    if has_lost {
        let opens = kept.iter().position(|&at| segment_of(at) == segment);
        kept.truncate(opens.unwrap_or(kept.len()));
    }
}

pub(crate) fn is_adverb(clauses: &Clauses<'_>, at: usize) -> bool {
    clauses.words.get(at).is_some_and(|word| word.is_plain() && word.has(Class::Adverb))
}

pub(crate) fn is_coordinator(clauses: &Clauses<'_>, at: usize) -> bool {
    clauses.words.get(at).is_some_and(|word| word.is_plain() && word.has(Class::Coordinator))
}

fn is_of(clauses: &Clauses<'_>, at: usize) -> bool {
    is_one_of(clauses, at, &["of"])
}

fn is_cut_point(clauses: &Clauses<'_>, at: usize) -> bool {
    let Some(word) = clauses.words.get(at) else { return false };
    // "was about to lose", "refused to pay" say nothing without what follows.
    let before = at.checked_sub(1).and_then(|before| clauses.words.get(before));
    let is_led = before.is_some_and(|word| word.is_plain() && !word.tag.is_noun());
    if word.tag == Tag::To
        && is_led
        && clauses.words.get(at + 1).is_some_and(|it| it.tag == Tag::Base)
    {
        return false;
    }
    // "in the hope | of winning", "search | and rescue teams".
    let is_noun =
        |at: usize| clauses.words.get(at).is_some_and(|word| word.is_plain() && word.tag.is_noun());
    let is_compound = word.has(Class::Coordinator)
        && before.is_some_and(|word| word.is_plain() && word.tag == Tag::Noun)
        && is_noun(at + 1)
        && is_noun(at + 2);
    let is_of_doing =
        word.has(Class::Gerund) && at.checked_sub(1).is_some_and(|of| is_of(clauses, of));
    // "urged the council | to act", "a Day | for Peace".
    let is_urged = word.tag == Tag::To && is_asked_of(clauses, at);
    let is_capital = |at: usize| {
        clauses.words.get(at).is_some_and(|word| word.is_capitalised && word.mark.is_none())
    };
    let is_name = is_one_of(clauses, at, &["for"])
        && before.is_some_and(|word| word.is_plain() && word.is_capitalised)
        && is_capital(at + 1);
    if is_compound || is_of_doing || is_urged || is_name {
        return false;
    }
    // "the largest protests | the country has seen".
    let segment = clauses.segments.get(word.segment);
    let opens_relative =
        segment.is_some_and(|it| it.opener == Opener::Relative && it.words.start == at);
    word.mark.is_some_and(|mark| matches!(mark, ',' | '—' | '–' | ';' | ':' | '('))
        || opens_relative
        || word.is_plain()
            && (word.classes.has_any(&[
                Class::Preposition,
                Class::Coordinator,
                Class::Subordinator,
                Class::Relative,
                Class::Gerund,
            ]) && !is_one_of(clauses, at, &["of"]))
}

/// "urged the whole council to": who is asked to do something.
fn is_asked_of(clauses: &Clauses<'_>, to: usize) -> bool {
    const LONGEST: usize = 8;
    let is_object = |&at: &usize| {
        clauses.words.get(at).is_some_and(|word| {
            let is_phrase = word.tag.is_noun()
                || is_of(clauses, at)
                || matches!(word.tag, Tag::Determiner | Tag::Owner | Tag::Adjective | Tag::Number);
            word.place.is_some() || word.is_plain() && (is_phrase || word.tag == Tag::Pronoun)
        })
    };
    let length = (0..to).rev().take(LONGEST).take_while(is_object).count();
    let verb = to.checked_sub(length + 1).filter(|_| length > 0);
    verb.is_some_and(|verb| clauses.is_of("takes_infinitive", verb))
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check;

    #[test]
    fn a_subject_of_many_keeps_its_list() {
        check(
            "In {1905|May 1905}, riots, arson, a prison revolt and clashes with the guards of the king have \
             shaken the land.",
            &[(
                "1905",
                "Riots, arson, prison revolt and clashes with guards of king have shaken land",
            )],
        );
    }

    #[test]
    fn nothing_is_left_hanging_where_a_line_is_cut() {
        check(
            "Two undersea cables were damaged in {1905|May 1905}, disrupting foreign and domestic traffic of the \
             telegraph for nine weeks.",
            &[("1905", "Two undersea cables damaged")],
        );
        check(
            "Thirty-nine men were jailed in {1905|1905}; for some of them, after an appeal, it was for a year.",
            &[("1905", "Thirty-nine men jailed")],
        );
    }

    #[test]
    fn a_cut_leaves_no_word_that_leads_on() {
        check(
            "In {1905|1905} Norway and Sweden began to put pressure on the council of the northern towns, arguing that \
             it owed them the port.",
            &[(
                "1905",
                "Norway and Sweden began to put pressure on the council of the northern towns",
            )],
        );
        check(
            "In {1905|1905} Ola Dahl sent out some of the best known songs in a constantly growing stream of letters.",
            &[("1905", "Ola Dahl sent out some of the best known songs")],
        );
    }
}
