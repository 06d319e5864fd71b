//! What a document's own date gives to sentences that name none.
//!
//! A news item tells of its day. A feature or a history also has a day, but only what it says has
//! been done, or is being done, belongs to it: its plain past is of some earlier time that the
//! sentence does not name.

use crate::events::clause::head::Head;
use crate::events::clause::{Clauses, Opener};
use crate::events::dating::{self, Dated};
use crate::events::people::claim;
use crate::events::predicate::{Predicate, Tense};
use crate::events::words::Word;
use crate::events::words::lexicon::Class;
use crate::events::words::tagger::Tag;
use crate::events::{bind, factuality};
use crate::model::calendar::DAY_SECS;
use crate::model::edtf::Partial;
use crate::model::{Annotated, Dct, DctMethod, Edtf, Event, Granularity, Shape, TimexType, When};
use crate::phrase::stem::stem;

/// How a sentence without a date tells what it tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Telling {
    /// "Rebels captured the town": done, at some time.
    Done,
    /// "has captured", "is advancing": done or going on at the time of writing.
    Current,
    /// "said that": somebody speaks.
    Said,
    /// "had captured": done before something else that is told.
    Before,
    /// "has repeatedly called for": done more than once, of which the time of writing is only the end.
    Repeated,
    /// "will withdraw", "could fall": not done.
    Foretold,
}

/// The day of a document, as far as its sentences are about it.
#[derive(Clone, Debug)]
pub(crate) struct News {
    /// The document's date.
    day: When,
    /// The day of what the document is about, which its first sentence names: "on Sunday".
    story: Option<When>,
    /// Stems of the words that tell the story.
    story_words: Vec<String>,
    /// Whether the document mainly tells of its own time.
    is_current: bool,
    /// Whether its first sentences may tell of its day: somebody states the date, and it is no history.
    has_lead: bool,
}

impl News {
    /// `None` where the document has no date that can be trusted; `first` are its first two sentences.
    pub(crate) fn of(annotated: &Annotated, first: &[Clauses<'_>]) -> Option<Self> {
        let dct = annotated.document.dct.as_ref()?;
        let day = about(dct)?;
        let is_stated =
            dct.when.granularity <= Granularity::Day && dct.method != DctMethod::Inferred;
        let is_history = is_history(annotated, dct);
        let is_current = is_stated
            && (tells_of_its_time(annotated, dct)
                || !is_history && first.first().is_some_and(opens_as_news));
        let (story, story_words) = story(annotated, dct, first).unzip();
        let has_lead = is_stated && !is_history && !first.iter().any(is_obituary);
        let story_words = story_words.unwrap_or_default();
        Some(Self { day, story, story_words, is_current, has_lead })
    }

    /// The date of what a sentence tells; `goes_on` says that the sentences before it tell of an
    /// older time.
    pub(crate) fn date(&self, telling: Telling, goes_on: bool) -> Dated {
        match telling {
            Telling::Current => Dated::At(self.day.clone()),
            Telling::Said if self.is_current => Dated::At(self.day.clone()),
            Telling::Done if self.is_current && !goes_on => {
                Dated::At(self.story.as_ref().unwrap_or(&self.day).clone())
            }
            Telling::Done if goes_on => Dated::Unknown(
                "no date of its own; the text before is about older times".to_owned(),
            ),
            Telling::Done => {
                Dated::Unknown("no date of its own; the document tells of several times".to_owned())
            }
            Telling::Said => Dated::Nothing,
            Telling::Before => Dated::Unknown(
                "done before something else that is told, and no date is named".to_owned(),
            ),
            Telling::Repeated => {
                Dated::Unknown("done more than once, at times that are not named".to_owned())
            }
            Telling::Foretold => Dated::Unknown("not done yet, and no date is named".to_owned()),
        }
    }

    /// The date of what the first sentences tell as done, in a document that states its day.
    pub(crate) fn lead(&self) -> Dated {
        if self.is_current || self.has_lead {
            return Dated::At(self.story.as_ref().unwrap_or(&self.day).clone());
        }
        self.date(Telling::Done, false)
    }

    /// Whether it mainly tells of its own time.
    pub(crate) fn is_current(&self) -> bool {
        self.is_current
    }

    /// Whether "now" in what somebody is quoted to say may be long ago.
    pub(crate) fn is_history(&self) -> bool {
        !self.is_current && !self.has_lead
    }

    /// The date of a headline: that of the story where it tells the same, else the document's.
    pub(crate) fn headline(&self, clauses: &Clauses<'_>) -> When {
        let shared = stems(clauses).iter().filter(|word| self.story_words.contains(word)).count();
        let story = self.story.as_ref().filter(|_| shared >= 2);
        story.unwrap_or(&self.day).clone()
    }
}

const STATE: &str = "says how things are, and names no date";

/// The date of what a sentence says to be so, where nothing happens.
pub(crate) fn state() -> Dated {
    Dated::Unknown(STATE.to_owned())
}

/// Whether an event is only a state that is said to be so: each stands for itself.
pub(crate) fn is_state(event: &Event) -> bool {
    event.undated_reason.as_deref() == Some(STATE)
}

/// A date that the reader or the archive states is the item's day; one that had to be found in the
/// page, or that is known only to the month or year, is only about it.
fn about(dct: &Dct) -> Option<When> {
    let is_rough = dct.when.granularity > Granularity::Day;
    if dct.when.is_open() {
        // What is told as of today is as open as the day of writing.
        return (dct.score >= MIN_OPEN_SCORE).then(|| dct.when.clone());
    }
    let is_stated = match dct.method {
        DctMethod::User | DctMethod::Manifest => !is_rough,
        DctMethod::Metadata | DctMethod::Dateline | DctMethod::Url | DctMethod::Inferred => false,
        DctMethod::Default | DctMethod::FileName | DctMethod::Chrome => return None,
    };
    let date = match dct.when.edtf {
        Edtf::Point(date) if is_rough => date,
        _ if dct.when.granularity > Granularity::Year => return None,
        _ => Partial::day(dct.first_day()?),
    };
    let edtf = Edtf::Point(if is_stated { date } else { date.about() });
    Some(When { shape: Shape::Circa, ..When::from_edtf(edtf) })
}

/// A date with an open end is trusted from this score on: a year that the text tells of in passing says
/// only that it was not written before.
const MIN_OPEN_SCORE: f32 = 0.25;

/// Sentences of a news item at most; what is longer is a feature or a report.
const SHORT: usize = 40;

/// Dates of another time, where there are no others, that make an item no news.
const OLD: usize = 3;

/// Whether at least a third of the dates lie within two months of the document's, or, in a short
/// item, at most every second sentence has a date of another time.
fn tells_of_its_time(annotated: &Annotated, dct: &Dct) -> bool {
    let Some(day) = dct.when.bounds.earliest else { return false };
    // "In three days" says how long, and what is told by the way.
    let is_date = |kind| kind != TimexType::Duration;
    let dates = annotated.times.iter();
    let dates = dates.filter(|mention| !mention.in_chrome && is_date(mention.timex.kind));
    let starts = dates.filter_map(|mention| mention.when.as_ref()?.bounds.earliest);
    let (mut near, mut old, mut all) = (0_usize, 0_usize, 0_usize);
    for start in starts {
        all += 1;
        near += usize::from((start - day).abs() <= 62 * DAY_SECS);
        old += usize::from(start < day - 366 * DAY_SECS);
    }
    // Only dates of old, or none: a life, or how a place came to be.
    let own = annotated.times.iter().filter(|it| Some(it.span) == dct.span && !it.in_chrome);
    if near <= own.count() && OLD <= old && old + near == all {
        return false;
    }
    let sentences = annotated.sentences.iter().filter(|sentence| !sentence.in_chrome).count();
    let is_short = sentences <= SHORT && (all - near) * 2 <= sentences;
    all < 4 || near * 3 >= all || is_short
}

/// Whether a long item opens as news do: "The union has agreed to talks".
fn opens_as_news(lead: &Clauses<'_>) -> bool {
    let main = lead.predicates.iter().find(|it| is_main(lead, it));
    main.is_some_and(|main| main.tense == Tense::Perfect && !main.is_stative())
}

/// "Ann Dahl, who has died aged 95, led the navy": of the whole of a life.
fn is_obituary(lead: &Clauses<'_>) -> bool {
    (0..lead.words.len()).any(|at| lead.phrase_len("obituary", at) > 0)
}

/// Dates by which a history can be told.
const MANY: usize = 8;

/// Whether a text tells of times more than a year before its date, nearly throughout.
fn is_history(annotated: &Annotated, dct: &Dct) -> bool {
    let Some(day) = dct.when.bounds.earliest else { return false };
    let dates = annotated.times.iter().filter(|mention| !mention.in_chrome);
    let starts = dates.filter_map(|mention| mention.when.as_ref()?.bounds.earliest);
    let (old, all) = starts.fold((0_usize, 0_usize), |(old, all), start| {
        (old + usize::from(start < day - 366 * DAY_SECS), all + 1)
    });
    all >= MANY && 5 * old >= 4 * all
}

/// The day within ten days before the document's on which its first sentence says that something
/// was done, and the stems of that sentence; where it names no time, the second one may name the day.
fn story(annotated: &Annotated, dct: &Dct, first: &[Clauses<'_>]) -> Option<(When, Vec<String>)> {
    let today = dct.when.bounds.earliest.filter(|_| !dct.when.is_open())?;
    let lead = first.first()?;
    let names_time = lead.words.iter().any(|word| word.time.is_some());
    let told = if names_time { lead } else { first.get(1)? };
    Some((day_told(annotated, told, today)?, stems(lead)))
}

/// The day within ten days before `today` on which a sentence says that something was done.
fn day_told(annotated: &Annotated, clauses: &Clauses<'_>, today: i64) -> Option<When> {
    let dates = bind::bindings(annotated, clauses).into_iter().filter_map(|binding| {
        let Head::Predicate(told) = binding.head else { return None };
        let predicate = clauses.predicates.get(told).filter(|p| is_main(clauses, p))?;
        let is_done = matches!(predicate.tense, Tense::Past | Tense::Perfect);
        let mention = annotated.times.get(binding.time).filter(|_| is_done)?;
        let dated = dating::dated(annotated, mention);
        let when = dated.when().filter(|when| when.granularity <= Granularity::Day)?;
        let before = today - when.bounds.earliest?;
        (0..=10 * DAY_SECS).contains(&before).then(|| when.clone())
    });
    let when = dates.min_by_key(|when| when.bounds.earliest)?;
    Some(When { shape: Shape::Circa, ..when })
}

/// Stems of the words that say something.
fn stems(clauses: &Clauses<'_>) -> Vec<String> {
    let telling = |word: &&Word| {
        word.mark.is_none()
            && word.time.is_none()
            && !word.is_number
            && !word.classes.has_any(&[Class::Trailing, Class::Determiner, Class::Pronoun])
    };
    let words = clauses.words.iter().filter(telling);
    words.map(|word| stem(&word.span.of(clauses.text).to_lowercase())).collect()
}

/// Whether a clause stands by itself: it opens the sentence, or goes on behind a mark or "and".
pub(crate) fn is_main(clauses: &Clauses<'_>, predicate: &Predicate) -> bool {
    matches!(
        clauses.opener(predicate.segment),
        Opener::Start | Opener::Comma | Opener::Stop | Opener::Coordinate | Opener::Return
    )
}

/// What a sentence without a date tells, and how: first what was done, then what has been done or is
/// being done, then what somebody said, then what is to come; with it every other main clause that
/// tells as much of a subject of its own. States and denials tell nothing.
pub(crate) fn told(clauses: &Clauses<'_>) -> Vec<(usize, Telling)> {
    let tellings = clauses.predicates.iter().enumerate();
    // "is suing the mill, saying it failed to pay": that is a reason, not an event of the day.
    let tellings = tellings.filter(|(_, predicate)| !claim::is_said_beside(clauses, predicate));
    let tellings: Vec<(usize, Telling)> =
        tellings.filter_map(|(i, predicate)| Some((i, telling(clauses, predicate)?))).collect();
    let rank = |&(i, telling): &(usize, Telling)| {
        let is_speech_act =
            clauses.predicates.get(i).is_some_and(|p| p.classes.has(Class::SpeechAct));
        match telling {
            Telling::Done => 0,
            Telling::Current => 1,
            Telling::Said if is_speech_act => 1,
            Telling::Said => 2,
            Telling::Before | Telling::Repeated => 3,
            Telling::Foretold => 4,
        }
    };
    let Some(best) = tellings.iter().min_by_key(|it| (rank(it), it.0)).copied() else {
        return Vec::new();
    };
    let is_own = |&&(i, telling): &&(usize, Telling)| {
        let Some(predicate) = clauses.predicates.get(i) else { return false };
        let has_subject = clauses.content_start(predicate.segment) < predicate.first;
        let is_told = matches!(telling, Telling::Done | Telling::Current);
        let is_own = is_main(clauses, predicate) || is_beside(clauses, predicate);
        i == best.0 || is_told && has_subject && is_own
    };
    tellings.iter().filter(is_own).copied().collect()
}

/// "Eighteen died and forty were hurt, | the police said on 4 July": what was done, of a report behind it.
pub(crate) fn told_before(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    report: &Predicate,
) -> Vec<usize> {
    let is_behind = report.is_reporting()
        && report.is_done()
        && matches!(clauses.opener(report.segment), Opener::Comma)
        && clauses.words.get(report.at).is_some_and(|word| !word.is_quoted);
    if !is_behind {
        return Vec::new();
    }
    let parts = |at: &usize| clauses.words.get(*at).is_some_and(Word::is_stop);
    let from = (0..report.at).rev().find(parts).unwrap_or(0);
    let is_told = |&(i, telling): &(usize, Telling)| {
        let told = clauses.predicates.get(i);
        let is_done = matches!(telling, Telling::Done | Telling::Current);
        is_done
            && told.is_some_and(|told| {
                (from..report.first).contains(&told.at)
                    && clauses.words.get(told.at).is_some_and(|word| !word.is_quoted)
                    && !has_time_of_its_own(annotated, clauses, told.segment)
            })
    };
    told(clauses).into_iter().filter(is_told).map(|(i, _)| i).collect()
}

/// Whether a piece says when: "were detained in the first three days" only says of what, while in years much has happened.
fn has_time_of_its_own(annotated: &Annotated, clauses: &Clauses<'_>, segment: usize) -> bool {
    let range = clauses.segments.get(segment).map_or(0..0, |it| it.words.clone());
    let is_span = |at: usize| {
        let mention = bind::mention_at(annotated, clauses, at);
        mention.is_some_and(|it| {
            let value = &it.timex.value;
            let is_short = !value.starts_with("PT") && value.ends_with(['D', 'W', 'M']);
            it.when.is_none() && it.timex.kind == TimexType::Duration && is_short
        }) && at.checked_sub(1).is_some_and(|at| clauses.word_text(at) == "in")
    };
    range.into_iter().any(|at| clauses.is_time(at) && !is_span(at))
}

/// Whether a clause is what somebody said: "said that rebels took the town".
fn is_reported(clauses: &Clauses<'_>, predicate: &Predicate) -> bool {
    let Some(before) = clauses.predicates.iter().rev().find(|p| p.at < predicate.at) else {
        return false;
    };
    let is_said = !matches!(before.tense, Tense::Future | Tense::Conditional | Tense::Possible);
    clauses.opener(predicate.segment) == Opener::Complement
        && before.segment + 1 == predicate.segment
        && (before.is_reporting() || shows(clauses, before))
        && is_said
        && !before.is_negated
        && !before.classes.has(Class::Belief)
        && is_main(clauses, before)
}

/// "shows that": what follows is told as a fact.
fn shows(clauses: &Clauses<'_>, predicate: &Predicate) -> bool {
    clauses.is_of("showing", predicate.at)
}

/// "watches as the army marches": a clause with a subject of its own beside the main one.
fn is_beside(clauses: &Clauses<'_>, predicate: &Predicate) -> bool {
    let opens = clauses.segments.get(predicate.segment).map_or(0, |segment| segment.words.start);
    clauses.opener(predicate.segment) == Opener::Simultaneous
        && matches!(clauses.word_text(opens), "as" | "while")
        && clauses.content_start(predicate.segment) < predicate.first
        && clauses.is_finite(predicate.segment)
}

/// Whether what is said follows, or saying it is an act.
fn says_something(clauses: &Clauses<'_>, report: &Predicate) -> bool {
    let is_quoted = |at: usize| clauses.words.get(at).is_some_and(|word| word.is_quoted);
    let next = report.segment + 1;
    let has_clause = next < clauses.segments.len() && clauses.opener(next) == Opener::Complement;
    let quote = (report.at + 1..clauses.words.len()).find(|&at| is_quoted(at));
    let is_named = clauses.words.get(claim::subject_of(clauses, report)).is_some_and(|subject| {
        subject.iter().any(|word| word.is_capitalised && word.tag != Tag::Pronoun)
    });
    if is_quoted(report.at) {
        return false;
    }
    report.classes.has(Class::SpeechAct) || has_clause || quote.is_some() && is_named
}

fn telling(clauses: &Clauses<'_>, predicate: &Predicate) -> Option<Telling> {
    // "Last updated", "Page last updated": what a page says of itself.
    let before = predicate.first.checked_sub(1).map_or("", |at| clauses.word_text(at));
    let is_page = clauses.is_of("page_clock", predicate.at)
        && (before.eq_ignore_ascii_case("last") || claim::subject_of(clauses, predicate).len() < 2);
    if is_page
        || !(is_main(clauses, predicate)
            || is_reported(clauses, predicate)
            || is_beside(clauses, predicate))
        || factuality::is_to_author(clauses, predicate)
        || predicate.is_stative()
        || predicate.is_negated
        || predicate.classes.has(Class::Belief)
    {
        return None;
    }
    if predicate.is_pluperfect(&clauses.words) {
        return Some(Telling::Before);
    }
    match predicate.tense {
        Tense::Past | Tense::Perfect | Tense::Present if predicate.is_reporting() => {
            says_something(clauses, predicate).then_some(Telling::Said)
        }
        Tense::Perfect if is_repeated(clauses, predicate) => Some(Telling::Repeated),
        Tense::Perfect => Some(Telling::Current),
        Tense::Present => predicate.is_progressive.then_some(Telling::Current),
        Tense::Past => Some(Telling::Done),
        Tense::Future | Tense::Conditional | Tense::Possible | Tense::Arranged => {
            Some(Telling::Foretold)
        }
    }
}

/// "has repeatedly called", "has on several occasions said": whether words of its clause say that it was done more
/// than once.
fn is_repeated(clauses: &Clauses<'_>, predicate: &Predicate) -> bool {
    let words = clauses.segments.get(predicate.segment).map_or(0..0, |it| it.words.clone());
    words.into_iter().any(|at| clauses.phrase_len("more_than_once", at) > 0)
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check;

    #[test]
    fn what_happened_in_years_is_not_of_the_day_of_a_report() {
        check(
            "Ten people were held in {P3D|the first three days}, the police said on {2022-07-04|4 July}.",
            &[("2022-07-04~", "Ten people held")],
        );
        check(
            "Ten people were held in {P20Y|20 years}, the police said on {2022-07-04|4 July}.",
            &[],
        );
    }

    #[test]
    fn what_was_done_again_and_again_is_not_of_the_day() {
        check(
            "The chairman has repeatedly attacked the council of <NO|Oslo>.",
            &[("", "Chairman repeatedly attacked the council of Oslo")],
        );
        check(
            "The chairman has attacked the council of <NO|Oslo>.",
            &[("2022-10-30", "Chairman attacked the council of Oslo")],
        );
    }

    #[test]
    fn who_is_quoted_stands_in_no_title() {
        check(
            "On {2022-10-03|3 October} the miner was quoted by the agency as saying the dam had burst.",
            &[("2022-10-03", "Dam burst")],
        );
    }

    #[test]
    fn what_was_told_by_the_day_of_a_report_is_of_about_then() {
        check(
            "Eighteen people died in the mine, the police said on {2022-10-04|4 October}; miners believe that the toll is higher.",
            &[("2022-10-04~", "Eighteen people died in the mine")],
        );
    }
}
