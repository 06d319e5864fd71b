//! What the wording of a sentence says about its time and about what it tells.

use crate::events::clause::{Clauses, Opener};
use crate::events::predicate::{Predicate, Tense};
use crate::events::words::Word;
use crate::events::words::lexicon::Class;
use crate::model::Span;

/// Whether a sentence names a place, a person or an institution.
pub(super) fn names_something(clauses: &Clauses<'_>) -> bool {
    let mut words = clauses.words.iter().filter(|word| word.mark.is_none());
    let is_place = words.next().is_some_and(|first| first.place.is_some());
    is_place || words.any(|word| word.place.is_some() || word.is_capitalised && word.is_plain())
}

/// Whether anything happens in a sentence: "Wales is small" tells of nothing, "Wales is tired of the war" does.
pub(super) fn names_a_deed(clauses: &Clauses<'_>) -> bool {
    clauses.words.iter().any(|word| {
        let is_verb = word.tag.is_verb() && word.classes.is_verb() && !word.classes.is_auxiliary();
        word.is_plain() && (word.has(Class::EventNoun) || is_verb && !word.has(Class::Reporting))
    })
}

/// "Not all have people who are fighting": a clause inside what is denied.
pub(super) fn is_denied(clauses: &Clauses<'_>, predicate: &Predicate) -> bool {
    let is_inside = clauses.opener(predicate.segment) == Opener::Relative;
    let opens = clauses.words.iter().find(|word| word.is_plain() && word.mark.is_none());
    let is_none = opens.is_some_and(|word| word.has(Class::Negation));
    let main = clauses.predicates.iter().rev().find(|it| it.at < predicate.at);
    is_inside && (is_none || main.is_some_and(|main| main.is_negated))
}

/// "Come to the mill and pick up a map": whether a sentence asks its reader to do what it tells, or what of it has
/// no subject.
pub(super) fn is_request(clauses: &Clauses<'_>, told: Option<&Predicate>) -> bool {
    let opens = clauses.words.iter().position(|word| word.mark.is_none()).unwrap_or_default();
    let has_subject =
        told.is_some_and(|it| opens < it.at && clauses.content_start(it.segment) < it.first);
    clauses.phrase_len("request", opens) > 0
        && clauses.phrase_len("no_request", opens) == 0
        && !told.is_some_and(Predicate::is_done)
        && (!has_subject || told.is_some_and(|it| it.segment == 0))
}

/// "It is reported that the repair may take a month": what may be, though somebody says so.
pub(super) fn says_what_may_be(clauses: &Clauses<'_>, predicate: &Predicate) -> bool {
    let before = predicate.first.checked_sub(1);
    let is_it = before.is_some_and(|at| clauses.word_text(at).eq_ignore_ascii_case("it"));
    let said = clauses.predicates.iter().find(|it| predicate.at < it.at);
    let is_open = said.is_some_and(|it| {
        clauses.opener(it.segment) == Opener::Complement
            && match it.tense {
                Tense::Possible | Tense::Future => true,
                // "It was reported that the king would go": he was going to.
                Tense::Conditional => predicate.tense == Tense::Present,
                _ => false,
            }
    });
    let is_report = predicate.is_reporting() && !predicate.classes.has(Class::SpeechAct);
    is_it && is_open && is_report && predicate.is_passive(&clauses.words)
}

/// "This report is based on interviews held in May", "Interview conducted on 8 August", "Correction, 5 December: an earlier
/// version said", "was held on 4 May and has been shortened": how a text came about.
pub(super) fn tells_of_text(clauses: &Clauses<'_>) -> bool {
    let opens = clauses.words.iter().position(|word| word.mark.is_none()).unwrap_or_default();
    let has = |list: &str| (opens..clauses.words.len()).any(|at| clauses.phrase_len(list, at) > 0);
    // "Interview conducted on 8 August", but not "Interviews conducted by police led to an arrest".
    let is_all = |length: usize| clauses.predicates.iter().all(|it| it.at < opens + length);
    let made = clauses.phrase_len("text_made", opens);
    clauses.phrase_len("this_text", opens) > 0 && has("draws_on")
        || made > 0 && is_all(made)
        || clauses.is_in_any_case("text_mended", opens) && has("earlier_text")
        || (opens..clauses.words.len()).any(|at| is_shortened(clauses, at))
}

/// "The talk has been shortened", but not "The runway has been shortened".
fn is_shortened(clauses: &Clauses<'_>, at: usize) -> bool {
    let length = clauses.phrase_len("text_shortened", at);
    let is_text = |at: usize| clauses.is_in_any_case("spoken_text", at);
    let ends = |word: &Word| word.mark.is_some() || word.has(Class::Coordinator);
    length > 0 && (0..at).any(is_text) && clauses.words.get(at + length).is_none_or(ends)
}

/// "the then president": a sentence about the time that was told last.
pub(super) fn is_of_then(clauses: &Clauses<'_>) -> bool {
    (1..clauses.words.len()).any(|at| {
        let before = clauses.words.get(at - 1);
        clauses.word_text(at) == "then"
            && before.is_some_and(|word| word.is_plain() && word.has(Class::Determiner))
    })
}

/// "Earlier in the day": of the day that the document tells of.
pub(super) fn is_of_the_day(clauses: &Clauses<'_>) -> bool {
    (0..clauses.words.len()).any(|at| clauses.phrase_len("of_the_day", at) > 0)
}

/// "Turkey never ratified", "No ship came", "Nothing followed": true for longer than a moment.
pub(super) fn says_no(clauses: &Clauses<'_>) -> bool {
    let mut words = clauses.words.iter().enumerate().filter(|(_, word)| word.is_plain());
    words.any(|(at, word)| {
        word.has(Class::Negation) || clauses.word_text(at).eq_ignore_ascii_case("no")
    })
}

/// Whether a sentence opens with a pronoun, or with a noun that an earlier one has, as known: "the video".
pub(super) fn points_back(clauses: &Clauses<'_>, earlier: Span) -> bool {
    let Some(first) = clauses.words.iter().position(|word| word.mark.is_none()) else {
        return false;
    };
    let opening = clauses.word_text(first);
    let is_pronoun = ["it", "they", "he", "she"].iter().any(|it| opening.eq_ignore_ascii_case(it));
    let is_definite = ["this", "the", "these"].iter().any(|it| opening.eq_ignore_ascii_case(it));
    let noun = clauses.word_text(first + 1);
    let mut known = earlier.of(clauses.text).split(|c: char| !c.is_alphanumeric());
    is_pronoun || is_definite && known.any(|word| word.eq_ignore_ascii_case(noun))
}

/// Whether a sentence opens with words that go on about the time of the one before.
pub(super) fn refers_back(clauses: &Clauses<'_>) -> bool {
    let start = clauses.words.iter().position(|word| word.mark.is_none()).unwrap_or(0);
    clauses.phrase_len("back_reference", start) > 0
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check;

    #[test]
    fn what_a_reader_is_asked_to_do_is_no_event() {
        check("Visit the mill on {2022-11-12|12 November} and take a {2023|2023} map.", &[]);
        check(
            "Visit by the king ends in Vik on {2022-10-28|Friday}.",
            &[("2022-10-28", "Visit by the king ends in Vik")],
        );
    }

    #[test]
    fn what_may_be_is_not_told_by_who_reports_it() {
        check("It is reported that the repair may take a month.", &[]);
        check(
            "It was announced on {2022-10-28|Friday} that the mill would close.",
            &[("2022-10-28", "It was announced that the mill would close")],
        );
        check(
            "It was reported on {2022-10-28|Friday} that the mill would close.",
            &[("2022-10-28", "It was reported that the mill would close")],
        );
    }

    #[test]
    fn how_a_text_came_about_is_no_event() {
        for marked in [
            "This report is based on 112 interviews held in {2021|2021}.",
            "Interview conducted on {2022-10-08|8 October}.",
            "Correction, {2022-10-05|5 October}: an earlier version gave another name.",
            "The talk was held in <NO|Oslo> on {2022-10-05|5 October} and has been shortened.",
        ] {
            check(marked, &[]);
        }
        check(
            "This report led to the arrest of the mayor in {2021|2021}.",
            &[("2021", "This report led to the arrest of the mayor")],
        );
        check(
            "The runway has been shortened, and on {2022-10-05|5 October} a plane overran it.",
            &[("2022-10-05", "Plane overran it")],
        );
        check(
            "Correction: police arrested three men on {2022-10-05|5 October}, not four.",
            &[("2022-10-05", "Police arrested three men")],
        );
        check(
            "Interviews conducted by police on {2022-10-05|5 October} led to an arrest.",
            &[
                ("2022-10-05", "Interviews conducted by police"),
                ("2022-10-30", "Interviews conducted by police led to an arrest"),
            ],
        );
    }
}
