//! Did it happen? Windows of words around the predicate, after the rules that reached an accuracy
//! of .86 on MEANTIME: modals, conditionals, negation, verbs of planning and believing.

pub(super) mod called_off;
mod foretold;
mod refuted;

use super::clause::{Clauses, Opener, extent, partner};
use super::people::claim;
use super::predicate::{Predicate, Tense};
use super::words::lexicon::Class;
use super::words::tagger::Tag;
use crate::model::calendar::DAY_SECS;
use crate::model::{Factuality, Shape, When};
use foretold::came_later;
use std::ops::Range;

/// The longest month.
const MONTH_SECS: i64 = 31 * DAY_SECS;

/// What the source says of an event's being real; `said` is the value of the time that dates it.
pub(super) fn of_predicate(
    clauses: &Clauses<'_>,
    predicate: &Predicate,
    when: Option<&When>,
    document_date: Option<&When>,
    said: &str,
) -> Factuality {
    if is_conditional(clauses, predicate) {
        return Factuality::Hypothetical;
    }
    let is_quoted = clauses.words.get(predicate.at).is_some_and(|word| word.is_quoted);
    let is_reported = predicate.segment > 0
        && clauses.opener(predicate.segment) == Opener::Complement
        || is_quoted;
    let base = match predicate.tense {
        Tense::Future if is_appointed(clauses, predicate, when, said) => Factuality::Planned,
        Tense::Future => Factuality::Predicted,
        Tense::Arranged => Factuality::Planned,
        Tense::Conditional if is_promised(clauses, predicate) => Factuality::Predicted,
        Tense::Conditional
            if !is_reported && came_later(clauses, predicate, when, document_date) =>
        {
            if predicate.is_negated { Factuality::Denied } else { Factuality::Happened }
        }
        Tense::Possible | Tense::Conditional => {
            let lasted = !is_reported && has_lasted(when, document_date);
            let was_perceived = !is_reported
                && !may_lie_ahead(when, document_date)
                && is_perceived(clauses, predicate);
            of_possible(clauses, predicate, lasted || was_perceived)
        }
        Tense::Past | Tense::Perfect | Tense::Present => {
            // "have recently met": that is over.
            let lasts = said != "PAST_REF" && lasts_until(when, document_date);
            let is_over = !is_reported && is_over(predicate, when, document_date);
            of_real(clauses, predicate, Course { lasts, is_over }, said)
        }
    };
    if base.is_real() && refuted::is_refuted(clauses, predicate) {
        return Factuality::Denied;
    }
    if base.is_real() && is_believed(clauses, predicate) {
        return Factuality::Opinion;
    }
    let is_told_then = is_reported && !is_quoted && document_date.is_some();
    if base == Factuality::Happened
        && is_told_then
        && when.is_some_and(|it| it.shape == Shape::Circa)
        && may_lie_ahead(when, document_date)
        && goes_on_then(clauses, predicate)
    {
        return Factuality::Ongoing;
    }
    let is_present = base == Factuality::Ongoing || predicate.tense == Tense::Perfect;
    if base.is_real() && is_reported && is_present && predicate.is_stative() {
        return Factuality::Opinion;
    }
    // "The likelihood of a war has grown": somebody's estimate.
    if base.is_real() && estimates(clauses, predicate) {
        return Factuality::Opinion;
    }
    // "The council meets on 5 May." What is told in the past has happened, whatever the document's date.
    let may_come = matches!(predicate.tense, Tense::Present | Tense::Perfect);
    // "Welcomed the offer to host the cup in 2030": the date is that of what is to be done.
    let is_to_come = is_after(when, document_date) && (may_come || has_purpose(clauses, predicate));
    if base.is_real() && is_to_come {
        return Factuality::Planned;
    }
    base
}

/// "said its men were still firing", but not "said he was asleep when it fell": whether what is reported was going on
/// when it was reported.
fn goes_on_then(clauses: &Clauses<'_>, predicate: &Predicate) -> bool {
    let is_beside =
        |it: &Predicate| predicate.at < it.at && clauses.opener(it.segment) == Opener::Simultaneous;
    predicate.tense == Tense::Past
        && predicate.is_progressive
        && !predicate.is_pluperfect(&clauses.words)
        && !clauses.predicates.iter().any(is_beside)
}

/// "The region will hold a vote on 12 November": a day or month is set for what people come together for.
fn is_appointed(
    clauses: &Clauses<'_>,
    predicate: &Predicate,
    when: Option<&When>,
    said: &str,
) -> bool {
    let ends = when.and_then(|when| when.bounds.earliest.zip(when.bounds.latest));
    // "on 3 February", of a year that is not known.
    let is_day =
        said.strip_prefix("XXXX-").is_some_and(|it| it.starts_with(|c: char| c.is_ascii_digit()));
    let is_set = ends.map_or(is_day, |(start, end)| end - start <= MONTH_SECS);
    let is_of = |list: &str| clauses.phrase_len(list, predicate.at) > 0;
    is_set && !predicate.is_negated && is_of("appointed") && !is_of("not_appointed")
}

/// "said it would close the mill": what somebody says will be, told afterwards.
fn is_promised(clauses: &Clauses<'_>, predicate: &Predicate) -> bool {
    let mut earlier = clauses.predicates.iter().rev().filter(|it| it.at < predicate.at);
    // "said that he had sent a ship and that it would arrive".
    let report = earlier.find(|it| clauses.opener(it.segment) != Opener::Complement);
    let is_said = report.is_some_and(|it| {
        it.is_reporting() && matches!(it.tense, Tense::Past | Tense::Perfect) && !it.is_negated
    });
    is_said
        && clauses.opener(predicate.segment) == Opener::Complement
        && clauses.word_text(predicate.first).eq_ignore_ascii_case("would")
        && !predicate.is_negated
}

/// "an offer to host the cup in 2030": whether an infinitive follows, and a date after it.
fn has_purpose(clauses: &Clauses<'_>, predicate: &Predicate) -> bool {
    // "said the firm expected to sign": what is said to be done.
    let last = if predicate.is_reporting() { usize::MAX } else { predicate.segment };
    let mut segments = clauses.segments.iter().take(last.saturating_add(1));
    let end = segments.next_back().map_or(0, |segment| segment.words.end);
    let is_verb = |at: usize| clauses.words.get(at).is_some_and(|word| word.tag == Tag::Base);
    let opens = |&at: &usize| clauses.word_text(at) == "to" && is_verb(at + 1);
    (predicate.at + 1..end).find(opens).is_some_and(|to| (to..end).any(|at| clauses.is_time(at)))
}

/// An event told by a noun is real unless it lies ahead or its clause is not.
pub(super) fn of_noun(
    clauses: &Clauses<'_>,
    at: usize,
    when: Option<&When>,
    document_date: Option<&When>,
    said: &str,
) -> Factuality {
    let segment = clauses.words.get(at).map_or(0, |word| word.segment);
    if clauses.opener(segment) == Opener::Conditional {
        return Factuality::Hypothetical;
    }
    // “what we see is the beginning of the end”: what a speaker takes something for.
    let is_quoted = clauses.words.get(at).is_some_and(|word| word.is_quoted);
    let is_complement = clauses.predicates.iter().rev().find(|p| p.at < at).is_some_and(|p| {
        p.is_copula
            && p.tense == Tense::Present
            && clauses.words.get(p.at).is_some_and(|word| word.is_quoted)
    });
    if is_quoted && is_complement {
        return Factuality::Opinion;
    }
    if is_after(when, document_date) {
        Factuality::Planned
    } else if said == "PRESENT_REF" {
        Factuality::Ongoing
    } else {
        Factuality::Happened
    }
}

/// "could not" tells a fact, and so does "could" of a time that lasted and is over, and of what was heard or seen
/// (`was`); "may", "would" and "could have" do not.
fn of_possible(clauses: &Clauses<'_>, predicate: &Predicate, was: bool) -> Factuality {
    let is_could = clauses.word_text(predicate.first).eq_ignore_ascii_case("could");
    let is_have = |at: usize| clauses.words.get(at).is_some_and(|it| it.has(Class::HavePresent));
    if is_could && predicate.is_negated {
        Factuality::Denied
    } else if is_could && was && !(predicate.first..predicate.at).any(is_have) {
        Factuality::Happened
    } else {
        Factuality::Hypothetical
    }
}

/// "Shots could be heard", said by nobody and on no condition.
fn is_perceived(clauses: &Clauses<'_>, predicate: &Predicate) -> bool {
    let is_if = |segment: usize| clauses.opener(segment) == Opener::Conditional;
    predicate.is_passive(&clauses.words)
        && clauses.phrase_len("perceived", predicate.at) > 0
        && !(0..clauses.segments.len()).any(is_if)
        && !clauses.predicates.iter().any(Predicate::is_reporting)
}

/// Whether a time is known not to have been over when the document was written.
fn may_lie_ahead(when: Option<&When>, document_date: Option<&When>) -> bool {
    let now = document_date.and_then(|date| date.bounds.earliest);
    when.zip(now).is_some_and(|(when, now)| when.bounds.latest.is_none_or(|end| now <= end))
}

/// Whether a time is a stretch of years or days that was over when the document was written: "for four years from
/// 2012".
fn has_lasted(when: Option<&When>, document_date: Option<&When>) -> bool {
    let now = document_date.and_then(|date| date.bounds.earliest);
    when.is_some_and(|when| {
        let is_stretch =
            matches!(when.shape, Shape::Interval | Shape::FuzzyInterval | Shape::Since);
        let begins = when.bounds.earliest.zip(now).is_some_and(|(start, now)| start < now);
        let is_over = when.bounds.latest.is_none_or(|end| now.is_some_and(|now| end < now));
        is_stretch && begins && is_over
    })
}

/// "The match promised to be a classic": what is only foreseen, which nobody has settled.
fn bodes(clauses: &Clauses<'_>, predicate: &Predicate) -> bool {
    let is_state =
        clauses.word_text(predicate.at + 1) == "to" && clauses.word_text(predicate.at + 2) == "be";
    let subject = claim::subject_of(clauses, predicate);
    let is_event = |at: usize| clauses.words.get(at).is_some_and(|it| it.has(Class::EventNoun));
    let head = subject.clone().find(|&at| {
        clauses
            .words
            .get(at + 1)
            .is_none_or(|next| next.is_preposition() || !subject.contains(&(at + 1)))
    });
    clauses.is_of("foreseen", predicate.at) && (is_state || head.is_some_and(is_event))
}

/// How the time of an event lies to that of its source.
#[derive(Clone, Copy, Debug)]
struct Course {
    /// Whether it lasts until the source.
    lasts: bool,
    /// Whether it is past, though told as present: "5 May 1946: the army takes the town".
    is_over: bool,
}

fn of_real(clauses: &Clauses<'_>, predicate: &Predicate, course: Course, said: &str) -> Factuality {
    // "is due to start": what it is said to be stands behind the copula.
    let at = predicate.at + usize::from(predicate.is_copula);
    let goes_on = |list: &str| clauses.phrase_len(list, at) > 0;
    if goes_on("expected") {
        return Factuality::Predicted;
    }
    // "agreed to leave", but not "set fire to the hall", nor "agreed on a deal to end the strike" or "agreed on Friday
    // to end it", which says when they did.
    let is_verb = |at: usize| clauses.words.get(at).is_some_and(|word| word.tag == Tag::Base);
    let is_real = matches!(predicate.tense, Tense::Past | Tense::Perfect);
    let is_settled = ["on", "upon"].contains(&clauses.word_text(predicate.at + 1))
        || is_real
            && !predicate.is_passive(&clauses.words)
            && (goes_on("setting_out")
                || goes_on("settled_to")
                    && !has_purpose(clauses, predicate)
                    && !bodes(clauses, predicate));
    let mut after = predicate.at + 1..predicate.at + 5;
    let takes_to = !is_settled
        && after.any(|at| {
            let is_to = clauses.word_text(at).eq_ignore_ascii_case("to");
            is_to && (at + 1..at + 3).any(is_verb)
        });
    if goes_on("scheduled")
        || predicate.classes.has(Class::Planning)
            && !predicate.is_copula
            && takes_to
            && !predicate.is_negated
        || predicate.is_progressive && goes_on("weighing")
    {
        return Factuality::Planned;
    }
    // "No state recognises it": how things are.
    let is_of_nobody = predicate.tense != Tense::Present && is_of_nobody(clauses, predicate);
    // "never failed to pay" was paid.
    if predicate.is_negated != goes_on("unmet") || is_of_nobody {
        return Factuality::Denied;
    }
    // "In today's paper, he writes": that is done.
    let is_dated = matches!(said.get(..4), Some(year) if year.bytes().all(|b| b.is_ascii_digit()));
    if predicate.tense == Tense::Present && predicate.is_reporting() && is_dated {
        return Factuality::Happened;
    }
    if predicate.tense == Tense::Present {
        return if is_opinion(clauses, predicate) {
            Factuality::Opinion
        } else if course.is_over {
            Factuality::Happened
        } else {
            Factuality::Ongoing
        };
    }
    // "has unprecedented support": so it is.
    let has_thing = clauses.words.get(predicate.at).is_some_and(|it| it.tag == Tag::Adjective);
    if predicate.tense == Tense::Perfect && (course.lasts || predicate.is_progressive || has_thing)
    {
        return Factuality::Ongoing;
    }
    Factuality::Happened
}

/// "Nobody was hurt", "No ship came": the subject says that it was not so. "No fewer than ten came" and
/// "No 10 said" do not.
pub(super) fn is_of_nobody(clauses: &Clauses<'_>, predicate: &Predicate) -> bool {
    // "Neither Keller | nor Holm signed".
    let own = claim::subject_of(clauses, predicate);
    // "Neither side, however, | won".
    let is_apart = own.is_empty() && clauses.opener(predicate.segment) == Opener::Comma;
    let own = if is_apart { extent::subject(clauses, predicate) } else { own };
    let own = partner::with_partners(clauses, predicate.segment, own);
    let first = own.clone().find(|&at| clauses.words.get(at).is_some_and(|it| it.time.is_none()));
    first.is_some_and(|first| {
        let length = clauses.phrase_len("nobody", first);
        let is_number = clauses.words.get(first + length).is_some_and(|word| word.is_number);
        length > 0
            && !is_number
            && clauses.phrase_len("no_less", first) == 0
            && !is_work(clauses, own.start..own.end)
    })
}

/// "No Room for Ships": the name of a work, whose words have capitals on both sides of a small one.
fn is_work(clauses: &Clauses<'_>, subject: Range<usize>) -> bool {
    let is_capital = |at: usize| {
        let word = clauses.words.get(at);
        word.is_some_and(|it| it.is_plain() && it.is_capitalised && it.place.is_none())
    };
    // "Neither Keller nor Holm" are two.
    let is_small = |at: usize| {
        let word = clauses.words.get(at);
        word.is_some_and(|it| it.is_plain() && !it.is_capitalised && !it.has(Class::Coordinator))
    };
    let mut inner = subject.start + 2..subject.end.saturating_sub(1);
    is_capital(subject.start + 1) && inner.any(|at| is_small(at) && is_capital(at + 1))
}

/// "wrote to me": what somebody tells the author is how the text came about, not an event.
pub(super) fn is_to_author(clauses: &Clauses<'_>, predicate: &Predicate) -> bool {
    let after = predicate.at + 1..predicate.at + 3;
    let is_quoted = clauses.words.get(predicate.at).is_some_and(|word| word.is_quoted);
    let is_author = |at: usize| matches!(clauses.word_text(at), "me" | "us");
    // "declared me a foreign agent": what somebody was called.
    let calls = clauses.is_of("calling_so", predicate.at) && is_author(predicate.at + 1);
    // "told this newspaper", but not "told this newspaper that the mill had closed".
    let says_what = clauses.opener(predicate.segment + 1) == Opener::Complement;
    let is_paper = |at: usize| clauses.phrase_len("this_paper", at) > 0;
    let to_paper = !says_what && (predicate.at + 1..predicate.at + 3).any(is_paper);
    predicate.is_reporting()
        && !is_quoted
        && !calls
        && (to_paper || after.into_iter().any(is_author))
}

/// Whether the subject is how likely something is.
fn estimates(clauses: &Clauses<'_>, predicate: &Predicate) -> bool {
    claim::subject_of(clauses, predicate).any(|at| clauses.is_of("estimate", at))
}

/// "perhaps", "probably" near the predicate.
fn is_opinion(clauses: &Clauses<'_>, predicate: &Predicate) -> bool {
    clauses.segment_words(predicate.segment).iter().any(|word| word.has(Class::OpinionCue))
}

fn is_conditional(clauses: &Clauses<'_>, predicate: &Predicate) -> bool {
    if clauses.opener(predicate.segment) == Opener::Conditional {
        return true;
    }
    let hangs_on_if = (0..clauses.segments.len()).any(|segment| {
        clauses.opener(segment) == Opener::Conditional && clauses.is_finite(segment)
    });
    hangs_on_if && matches!(predicate.tense, Tense::Conditional | Tense::Future | Tense::Possible)
}

/// Whether the clause is what somebody believes: "he thinks that …".
fn is_believed(clauses: &Clauses<'_>, predicate: &Predicate) -> bool {
    let opens = clauses.segments.get(predicate.segment).map_or(0, |it| it.words.start);
    // "amid fears that the dam will burst", "over claims that he was paid".
    let led = opens.checked_sub(2).filter(|_| clauses.word_text(opens) == "that");
    if led.is_some_and(|led| clauses.phrase_len("over_claims", led) == 2) {
        return true;
    }
    let Some(before) = clauses.predicates.iter().rev().find(|p| p.at < predicate.at) else {
        return false;
    };
    before.classes.has(Class::Belief)
        && clauses.opener(predicate.segment) == Opener::Complement
        && before.segment + 1 == predicate.segment
}

/// Whether a time lasts until the document's date: "since 1991", "for thirty years".
fn lasts_until(when: Option<&When>, document_date: Option<&When>) -> bool {
    when.is_some_and(|when| match when.shape {
        Shape::Since => true,
        Shape::Interval | Shape::FuzzyInterval => {
            let now = document_date.and_then(|date| date.bounds.latest);
            now.is_some() && when.bounds.latest == now
        }
        Shape::Within | Shape::Circa | Shape::Before | Shape::After | Shape::Until => false,
    })
}

/// Whether something told as present lies wholly before the document's date, or has a date where the
/// document has none: a chronicle tells so.
fn is_over(predicate: &Predicate, when: Option<&When>, document_date: Option<&When>) -> bool {
    let Some(when) = when.filter(|when| !when.is_open()) else { return false };
    let latest = when.bounds.latest;
    // "not before 2014" says nothing of when a chronicle was written.
    let is_past = match document_date.filter(|today| !today.is_open()) {
        Some(today) => latest.zip(today.bounds.earliest).is_some_and(|(end, day)| end < day),
        None => latest.is_some(),
    };
    is_past && !predicate.is_progressive && !predicate.is_stative()
}

/// Whether a date lies wholly before the document's.
pub(super) fn is_before(when: &When, document_date: Option<&When>) -> bool {
    let start = document_date.and_then(|date| date.bounds.earliest);
    when.bounds.latest.zip(start).is_some_and(|(end, start)| end < start)
}

/// Whether a date lies wholly after the document's; one that is only an end, where the end does.
pub(super) fn is_after(when: Option<&When>, document_date: Option<&When>) -> bool {
    let start = when.and_then(|when| when.bounds.earliest.or(when.bounds.latest));
    let latest = document_date.and_then(|when| when.bounds.latest);
    start.zip(latest).is_some_and(|(start, latest)| latest < start)
}

#[cfg(test)]
mod tests {
    use crate::events::{detect, fixture};
    use crate::model::Factuality;

    #[test]
    fn what_was_said_to_come_is_foretold() {
        let would = "The mill said in {2021|2021} that it would close.";
        assert_eq!(told(would), [Factuality::Happened]);
        let dated = "The mill said that it would close its hall by {2024|2024}.";
        assert_eq!(told(dated), [Factuality::Predicted]);
        let thought = "The mill would close its hall in {2024|2024}.";
        assert_eq!(told(thought), [Factuality::Hypothetical]);
    }

    #[test]
    fn what_only_promises_to_be_is_not_done() {
        let made = "The council promised in {2021|2021} to free the men.";
        assert_eq!(told(made), [Factuality::Happened]);
        let seen = "The match in {2021|2021} promised to be a classic.";
        assert_eq!(told(seen), [Factuality::Planned]);
    }

    #[test]
    fn a_date_to_come_is_that_of_the_purpose() {
        let offer = "The town welcomed an offer to host the games in {2030|2030}.";
        assert_eq!(told(offer), [Factuality::Planned]);
        let past = "The town welcomed an offer to host the games in {2020|2020}.";
        assert_eq!(told(past), [Factuality::Happened]);
        let contract = "The mill said it hoped to sign a contract by {2024|2024}.";
        assert_eq!(told(contract), [Factuality::Planned]);
    }

    /// How real every event is that a text tells.
    fn told(marked: &str) -> Vec<Factuality> {
        let events = detect(0, &fixture::dated(marked));
        events.iter().map(|event| event.factuality).collect()
    }

    #[test]
    fn what_failed_or_nobody_did_was_not() {
        for marked in [
            "The roof failed to pass the test in {2013|2013}.",
            "Nobody was hurt in the fire of {2013|2013}.",
            "No ship reached the port in {2013|2013}.",
            "No Labour member from <NO|Norway> reached the port in {2013|2013}.",
            "The vote never took place in {2013|2013}.",
            "In {2013|2013} neither Keller nor Holm signed the pact.",
            "In the vote of {2013|2013} neither left nor right won a majority.",
            "Neither left nor right won in {2013|2013}.",
            "Neither Keller nor Holm signed the pact in {2013|2013}.",
            "Neither side, however, won the vote of {2013|2013}.",
            "Neither of the two halls burned in {2013|2013}.",
        ] {
            assert_eq!(told(marked), [Factuality::Denied], "{marked}");
        }
        for marked in [
            "No fewer than ten ships sank in {2013|2013}.",
            "No 10 warned the union in {2013|2013}.",
            "The mill failed in {2013|2013}.",
            "No Room for Ships won the prize in {2013|2013}.",
            "The mill had not only grown in {2013|2013} but also moved.",
            "The mill never failed to pay its men in {2013|2013}.",
            "None other than the bishop opened the bridge in {2013|2013}.",
            "The council refused to buy the mill in {2013|2013}.",
            "Shots could be heard in the town in {2013|2013}.",
            "The fair was called off in {2013|2013}.",
            "In {2013|2013} both Keller and Holm signed the pact.",
            "Either Keller or Holm signed the pact in {2013|2013}.",
        ] {
            assert_eq!(told(marked), [Factuality::Happened], "{marked}");
        }
    }

    #[test]
    fn what_could_be_seen_was_seen_only_where_that_is_over() {
        for marked in [
            "The comet could be seen again in {2061|2061}.",
            "Dahl said that snow could be seen in the town in {2013|2013}.",
            "If the dam bursts, the blast could be heard in the town on {2022-10-28|Friday}.",
        ] {
            assert!(!told(marked).contains(&Factuality::Happened), "{marked}");
        }
    }

    #[test]
    fn what_somebody_failed_to_do_denies_nothing_beside_it() {
        for marked in [
            "The bank is suing the mill, saying it failed to pay.",
            "The bank sued the mill on {2022-10-28|Friday}, claiming it never paid.",
            "The bank sued the mill, which never paid, on {2022-10-28|Friday}.",
            "The town dismissed the mayor on {2022-10-28|Friday} because he failed to report it.",
        ] {
            let told = told(marked);
            let is_real = told.iter().all(|it| it.is_real());
            assert!(is_real && told.len() == 1, "{marked} {told:?}");
        }
    }

    #[test]
    fn what_people_could_do_for_years_they_did() {
        let years = "From {2012/2016|2012 to 2016} the miners could sail to <NO|Oslo> for free.";
        assert_eq!(told(years), [Factuality::Happened]);
        let year = "The miners could sail to <NO|Oslo> in {2016|2016}.";
        assert_eq!(told(year), [Factuality::Hypothetical]);
    }

    #[test]
    fn what_is_agreed_on_is_done() {
        let deal = "The two towns agreed on a deal to end the strike on {2022-10-28|Friday}.";
        assert_eq!(told(deal), [Factuality::Happened]);
        let when = "The two towns agreed on {2022-10-28|Friday} to end the strike.";
        assert_eq!(told(when), [Factuality::Happened]);
        let leave = "The two towns agreed with the mill to leave it on {2022-10-28|Friday}.";
        assert_eq!(told(leave), [Factuality::Planned]);
        let invade = "On {2022-10-28|Friday} the king decided to invade the island.";
        assert_eq!(told(invade), [Factuality::Planned]);
    }

    #[test]
    fn what_a_day_is_set_for_is_planned() {
        let vote = "The island will hold a vote on {2022-11-12|November 12}.";
        assert_eq!(told(vote), [Factuality::Planned]);
        let rise = "Prices will rise on {2022-11-12|November 12}.";
        assert_eq!(told(rise), [Factuality::Predicted]);
        let court = "The mayor will appear in court on {2022-11-12|November 12}.";
        assert_eq!(told(court), [Factuality::Planned]);
        let comet = "The comet will appear in the south on {2022-11-12|November 12}.";
        assert_eq!(told(comet), [Factuality::Predicted]);
        let years = "The island will hold a vote by {2040|2040}.";
        assert_eq!(told(years), [Factuality::Predicted]);
    }

    #[test]
    fn what_is_due_is_planned() {
        for marked in [
            "The results are due on {2022-11-09|9 November}.",
            "The trial was due to open on {2022-10-27|Thursday}.",
            "The film is due to go on sale in <NO|Oslo> {2022-10|this month}.",
        ] {
            assert_eq!(told(marked), [Factuality::Planned], "{marked}");
        }
    }

    #[test]
    fn what_is_only_feared_is_a_view() {
        let marked = "The council met on {2022-10-24|Monday} amid fears that the dam was unsafe {2022-10-24|that day}.";
        let events = detect(0, &fixture::dated(marked));
        let dam = events.iter().find(|event| event.title.contains("Dam"));
        assert_eq!(dam.map(|event| event.factuality), Some(Factuality::Opinion));
    }

    #[test]
    fn what_was_agreed_to_was_agreed_and_what_is_told_to_go_on_goes_on() {
        assert_eq!(
            told("On {2022-10-28|Friday} the town agreed to close the mill."),
            [Factuality::Happened]
        );
        let events =
            detect(0, &fixture::dated("The police said they were investigating the fire."));
        let told: Vec<_> = events.iter().map(|event| event.factuality).collect();
        assert_eq!(told, [Factuality::Ongoing]);
    }
}
