//! Verbs in a row with one subject: "was built in 1911, extended in 1920, closed in 1950 and demolished in 1961".

use super::participle;
use super::{Predicate, Tense, is_adverb, past_of};
use crate::events::clause::{Clauses, Opener, Segment};
use crate::events::words::Word;
use crate::events::words::lexicon::Class;
use crate::events::words::tagger::Tag;
use crate::model::TimeMention;
use smallvec::SmallVec;
use std::ops::Range;

/// Verbs of rows in a sentence: the piece that each opens, and where it stands.
#[derive(Debug, Default)]
pub(crate) struct Rows<'a> {
    /// The times of the document.
    times: &'a [TimeMention],
    verbs: SmallVec<[(usize, usize); 4]>,
    /// Pieces with which a row begins.
    heads: SmallVec<[usize; 2]>,
}

impl<'a> Rows<'a> {
    /// Of verbs in a row the last has "and", and each has a date of its own.
    pub(crate) fn of(times: &'a [TimeMention], words: &[Word], segments: &[Segment]) -> Self {
        let mut rows = Self { times, ..Self::default() };
        for (last, segment) in segments.iter().enumerate() {
            if segment.opener != Opener::Coordinate || last == 0 {
                continue;
            }
            let Some(verb) = joined_verb(words, segment) else { continue };
            let dated = |number: usize| {
                let segment = segments.get(number).filter(|it| it.opener == Opener::Comma)?;
                Some((number, dated_verb(words, segment)?))
            };
            let mut row: SmallVec<[(usize, usize); 4]> = (0..last).rev().map_while(dated).collect();
            let Some(&(head, _)) = row.last() else { continue };
            row.reverse();
            rows.heads.push(head);
            rows.verbs.extend(row);
            rows.verbs.push((last, verb));
        }
        rows
    }

    /// The verb of a row that opens a piece. `found` are the predicates before it: where one of them tells of a date
    /// of its own the row goes on with it; of a row behind a bare subject ("The mill, built in 1911, closed in 1950
    /// and …") the first describes that, and so do two of which the verb is still to come ("bought in 1905 and sold
    /// in 1911, closed"). With it whether it is that of a main clause.
    pub(crate) fn verb(
        &mut self,
        text: &str,
        words: &[Word],
        segments: &[Segment],
        number: usize,
        found: &[Predicate],
    ) -> Option<(Predicate, bool)> {
        let at = self.verbs.iter().find(|(piece, _)| *piece == number)?.1;
        if self.heads.contains(&number) && !self.goes_on(text, words, segments, number, found) {
            if !(found.is_empty() && number == 1) {
                self.drop_row(number);
            }
            return None;
        }
        let is_pair = found.is_empty() && number == 2 && self.heads.contains(&1);
        let is_main = !is_pair || segments.get(number).is_some_and(|it| it.opener == Opener::Comma);
        if !is_main && segments.get(number + 1).is_none_or(|it| it.opener.is_dependent()) {
            return None;
        }
        Some((past_of(words, at), is_main))
    }

    /// Forgets the row that begins with a piece.
    fn drop_row(&mut self, head: usize) {
        let Some(from) = self.verbs.iter().position(|(piece, _)| *piece == head) else { return };
        let row = self.verbs.get(from..).unwrap_or(&[]);
        let len = (head..).zip(row).take_while(|(piece, it)| *piece == it.0).count();
        self.verbs.drain(from..from + len);
    }

    /// Whether what was told last has its date or place at its end, and nothing else that the row could describe.
    fn goes_on(
        &self,
        text: &str,
        words: &[Word],
        segments: &[Segment],
        head: usize,
        found: &[Predicate],
    ) -> bool {
        let Some((told, before)) =
            found.last().zip(head.checked_sub(1).and_then(|it| segments.get(it)))
        else {
            return false;
        };
        let behind = told.at + 1..before.words.end;
        let is_form =
            |word: &Word| word.is_plain() && word.has(Class::Participle) && word.tag.is_verb();
        let told_behind = words.get(behind.clone()).unwrap_or(&[]);
        let end = told_behind.iter().rfind(|word| word.mark.is_none());
        // "discovered in 1642 by Tasman".
        let is_by = |at: usize| {
            let by = words.get(at + 1).filter(|it| it.is_preposition());
            words.get(at).is_some_and(|it| it.time.is_some())
                && by.is_some_and(|it| it.is_of("done_by", text))
        };
        told.tense == Tense::Past
            && before.words.contains(&told.at)
            && !before.opener.is_dependent()
            && !told_behind.iter().any(is_form)
            && (is_there(told_behind)
                || end.is_some_and(|it| it.time.is_some())
                || behind.clone().any(is_by))
            && !self.describes_object(text, words, told, before.words.end, head)
    }

    /// "bought a painting in 1999, painted in 1640, stolen in 1940 and recovered in 1946": what was done to what is
    /// named last came before, or has a form that whoever did the first cannot be the subject of.
    fn describes_object(
        &self,
        text: &str,
        words: &[Word],
        told: &Predicate,
        told_end: usize,
        head: usize,
    ) -> bool {
        let starts = |word: &Word| self.times.get(word.time?)?.when.as_ref()?.bounds.earliest;
        let row = self.verbs.iter().skip_while(|(piece, _)| *piece != head);
        let mut row = (head..).zip(row).take_while(|(piece, it)| *piece == it.0);
        // "stolen", "bought by Dahl".
        let is_done = |at: usize| {
            words.get(at).is_some_and(|it| !it.has(Class::Past) && !it.has(Class::HavePast))
                || words.get(at + 1).is_some_and(|it| it.is_of("done_by", text))
        };
        let told_then = words.get(..told_end).unwrap_or(&[]).iter().rev().find_map(starts);
        let own = row.clone().next().and_then(|(_, it)| words.get(it.1..));
        let own_then = own.unwrap_or(&[]).iter().find_map(starts);
        let is_earlier = told_then.zip(own_then).is_some_and(|(told, own)| own < told);
        is_earlier || !told.is_passive(words) && row.any(|(_, it)| is_done(it.1))
    }
}

/// "studied in Lund", "studied law in Lund", but not "met the mayor of Lund" nor "met the mayor in Lund".
fn is_there(told_behind: &[Word]) -> bool {
    let mut last = told_behind.iter().rev().skip_while(|word| word.mark.is_some());
    let is_place = last.next().is_some_and(|it| it.place.is_some());
    let is_led = |word: &Word| word.is_plain() && word.has(Class::Locative);
    let is_other = |word: &Word| {
        let is_noun = word.is_capitalised || word.tag.is_noun() && word.tag != Tag::Noun;
        word.time.is_none() && (word.place.is_some() || word.has(Class::Determiner) || is_noun)
    };
    is_place && last.next().is_some_and(is_led) && !last.any(is_other)
}

/// The past form behind "and" with which a piece opens.
fn joined_verb(words: &[Word], segment: &Segment) -> Option<usize> {
    let is_joint = |word: &Word| word.is_plain() && word.has(Class::Coordinator);
    let opens = first_word(words, segment)?;
    words.get(opens).filter(|it| is_joint(it))?;
    had(words, opens + 1).or_else(|| past_form(words, opens + 1..segment.words.end))
}

/// "and | had four children", but not "and had left".
fn had(words: &[Word], at: usize) -> Option<usize> {
    let is_form = words.get(at + 1).is_none_or(|it| it.is_plain() && it.has(Class::Participle));
    let is_had = words.get(at).is_some_and(|it| it.is_plain() && it.has(Class::HavePast));
    (is_had && !is_form).then_some(at)
}

/// The past form with which a piece opens that has a date.
fn dated_verb(words: &[Word], segment: &Segment) -> Option<usize> {
    let opens = first_word(words, segment)?;
    let at = past_form(words, opens..segment.words.end)?;
    has_date(words, at..segment.words.end).then_some(at)
}

/// The first word of a piece that is no mark.
pub(super) fn first_word(words: &[Word], segment: &Segment) -> Option<usize> {
    segment.words.clone().find(|&at| words.get(at).is_some_and(|it| it.mark.is_none()))
}

/// The first word, but for adverbs, where it is a past tense or participle.
fn past_form(words: &[Word], range: Range<usize>) -> Option<usize> {
    let at = range.into_iter().find(|&at| words.get(at).is_some_and(|it| !is_adverb(it)))?;
    let is_form = |word: &&Word| {
        word.is_plain()
            && !word.is_capitalised
            && !word.classes.is_auxiliary()
            && (word.has(Class::Past) || word.has(Class::Participle))
    };
    words.get(at).filter(is_form)?;
    Some(at)
}

pub(crate) fn has_date(words: &[Word], range: Range<usize>) -> bool {
    words.get(range).unwrap_or(&[]).iter().any(|word| word.time.is_some())
}

/// "met the minister, | appointed in 1990 | and dismissed in 1994": whether the piece before one behind "and" describes
/// what was named before it.
pub(crate) fn describes(words: &[Word], segments: &[Segment], number: usize) -> bool {
    let before = number.checked_sub(1).and_then(|before| segments.get(before));
    before.is_some_and(|it| it.opener == Opener::Comma && dated_verb(words, it).is_some())
}

/// "was Kazakh, | passed to Russia in 1930 | and became a republic": of verbs in a row the last has "and".
pub(crate) fn is_listed(words: &[Word], segments: &[Segment], number: usize) -> bool {
    let Some(next) = segments.get(number + 1) else { return false };
    let is_joint = |word: &Word| word.is_plain() && word.has(Class::Coordinator);
    let mut after = words.get(next.words.clone()).unwrap_or(&[]).iter();
    next.opener == Opener::Coordinate
        && after.next().is_some_and(is_joint)
        && after.find(|word| !is_adverb(word)).is_some_and(|verb| {
            verb.is_plain() && verb.has(Class::Past) && !verb.has(Class::Participle)
        })
}

/// "met the mayor, elected in 1950, | ousted in 1954": whether the date at a word is that of a form which only goes on
/// with what describes somebody named before.
pub(crate) fn is_of_described(clauses: &Clauses<'_>, at: usize) -> bool {
    let before = form_of_date(clauses, at)
        .and_then(|form| form.checked_sub(2))
        .filter(|&date| clauses.is_time(date))
        .and_then(|date| form_of_date(clauses, date));
    before.is_some_and(|form| clauses.predicates.iter().any(|it| it.at < form))
        && participle::of_date(clauses, at).is_none()
}

/// The form behind a comma or "and" that tells nothing of its own and that ends in the date at a word.
fn form_of_date(clauses: &Clauses<'_>, date: usize) -> Option<usize> {
    const REACH: usize = 6;
    let words = &clauses.words;
    let is_joint =
        |word: &Word| word.mark == Some(',') || word.is_plain() && word.has(Class::Coordinator);
    let joint = (0..date).rev().take(REACH).find(|&at| words.get(at).is_some_and(is_joint))?;
    let form = past_form(words, joint + 1..date).filter(|&form| form == joint + 1)?;
    clauses.predicates.iter().all(|it| it.at != form).then_some(form)
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check;

    #[test]
    fn each_verb_of_a_row_tells_its_own_date() {
        check(
            "The mill was built in {1911|1911}, extended in {1920|1920}, closed in {1950|1950} and demolished in {1961|1961}.",
            &[
                ("1911", "Mill built"),
                ("1920", "Mill extended"),
                ("1950", "Mill closed"),
                ("1961", "Mill demolished"),
            ],
        );
        check(
            "Ann Berg studied law in {1941|1941}, married in {1946|1946}, moved to Oslo in {1950|1950} and died in {1990|1990}.",
            &[
                ("1941", "Ann Berg studied law"),
                ("1946", "Ann Berg married"),
                ("1950", "Ann Berg moved to Oslo"),
                ("1990", "Ann Berg died"),
            ],
        );
    }

    #[test]
    fn a_row_behind_a_bare_subject_begins_with_what_describes_it() {
        check(
            "The museum, founded in {1890|1890}, moved in {1910|1910}, burned down in {1931|1931} and reopened in {1950|1950}.",
            &[
                ("1890", "Museum founded"),
                ("1910", "Museum moved"),
                ("1931", "Museum burned down"),
                ("1950", "Museum reopened"),
            ],
        );
    }

    #[test]
    fn two_that_describe_the_subject_leave_the_verb_to_come() {
        check(
            "The mill, bought by Dahl in {1905|1905} and sold to Holm in {1911|1911}, closed in {1950|1950}.",
            &[
                ("1905", "Mill bought by Dahl"),
                ("1911", "Mill sold to Holm"),
                ("1950", "Mill closed"),
            ],
        );
    }

    #[test]
    fn what_describes_somebody_else_is_no_row() {
        check(
            "In {2004|2004} Dahl met the minister, appointed in {1990|1990} and dismissed in {1994|1994}.",
            &[("2004", "Dahl met the minister"), ("1990", "Minister appointed")],
        );
    }

    #[test]
    fn what_was_done_before_to_the_object_is_no_row() {
        check(
            "The museum bought a bust in {1999|1999}, carved in {1640|1640}, lost in {1940|1940} and found in {1946|1946}.",
            &[("1999", "Museum bought a bust")],
        );
        check(
            "Dahl studied law in <SE|Lund>, married in {1946|1946}, moved to <NO|Oslo> in {1950|1950} and died in {1990|1990}.",
            &[("1946", "Dahl married"), ("1950", "Dahl moved to Oslo"), ("1990", "Dahl died")],
        );
    }
}
