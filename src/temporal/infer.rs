//! A document date worked out from what the text says, where the document has none.
//!
//! Eight kinds of ground, best first: the stamp of an agency below its news; the day on which a deed or a judgment was
//! signed; the dateline of an agency, with the year found for it; a day counted from a named event ("the 459th day of
//! the war"); the time that the words before an interview name ("spoke to us in October 1994"); time elapsed up to the
//! telling ("25 years have passed since …", "Thirty years later she is …"); the day of a picture near the top, about
//! which news is written; and the latest time told of as past, before which nothing can have been written. The last is
//! only a lower bound ("1453 or later"): it never beats the others, and nothing counts from it.

use super::entry::log::{self, Entries};
use super::language::tables::{DateOrder, Language};
use super::language::{Reading, class};
use super::meaning::expression::{Base, Expression, TimeUnit};
use super::recognize::guard::Around;
use super::recognize::{Found, Lead, Tense};
use super::resolve::dateline::{day_of_dateline, day_of_stamp};
use super::resolve::subject::Subject;
use crate::model::edtf::{Partial, Unit};
use crate::model::{
    Date, DateTime, Dct, DctMethod, Document, Edtf, Modifier, Sentence, Span, When,
};
use crate::phrase::lattice::Lattice;
use crate::phrase::lexicon::ClassId;
use crate::phrase::token::Token;

/// The best guess at when the document was written; `None` where the text gives no ground.
pub(super) fn infer(
    language: &Language,
    document: &Document,
    sentences: &[Sentence],
    found: &[Found],
) -> Option<Dct> {
    let entries = log::entries(language, &document.text);
    let subject = Subject::new(language, document);
    let first_question = first_question(language, document, sentences);
    let text = Told { language, document, sentences, found, subject, entries, first_question };
    let read: Vec<Read<'_>> = text.read();
    let bound = text.latest_told(&read);
    let dateline = bound.as_ref().and_then(|bound| text.dateline(bound.year()));
    let told = text.elapsed(&read).or_else(|| text.years_later(&read));
    let grounds = [
        text.stamp(),
        text.signed(&read),
        dateline,
        text.day_of_event(),
        text.interview(&read),
        told,
        text.day_of_picture(),
    ];
    // A ground that lies before something surely told of as past is quoted from older times.
    let is_possible = |ground: &Ground| {
        bound.as_ref().is_none_or(|bound| !bound.is_sure || bound.year() <= ground.year())
    };
    let best = grounds.into_iter().flatten().find(is_possible).or_else(|| text.latest_told(&read));
    best.map(|ground| Dct {
        evidence: ground.span.of(&document.text).to_owned(),
        when: ground.when,
        method: DctMethod::Inferred,
        span: Some(ground.span),
        score: ground.score,
    })
}

/// A reason to date the document.
#[derive(Clone, Debug)]
struct Ground {
    when: When,
    span: Span,
    score: f32,
    /// Whether nothing else can be meant.
    is_sure: bool,
}

impl Ground {
    fn of_year(year: i32, span: Span, score: f32) -> Self {
        Self { when: When::from_edtf(Edtf::year(year)), span, score, is_sure: false }
    }

    /// In that year or later.
    fn from_year(year: i32, span: Span, score: f32) -> Self {
        let when = When::after(Partial::new(year, Unit::Year));
        Self { when, ..Self::of_year(year, span, score) }
    }

    fn year(&self) -> i32 {
        let first = self.when.bounds.earliest.unwrap_or(i64::MIN / 4);
        DateTime::from_seconds(first).date.year
    }
}

struct Told<'a> {
    language: &'a Language,
    document: &'a Document,
    sentences: &'a [Sentence],
    found: &'a [Found],
    subject: Subject<'a>,
    entries: Entries,
    /// That of an interview.
    first_question: Option<usize>,
}

/// A sentence of the document's own text that may give a ground, with the readings of its words.
struct Read<'a> {
    told: &'a Told<'a>,
    number: usize,
    tokens: Vec<Token>,
    lattice: Lattice,
    /// What the sentence names that can be counted from, in order.
    starts: Vec<Start>,
    /// First and last of the years that it names.
    years: Option<(i32, i32)>,
    looks_ahead: bool,
}

/// A time that the text counts from: a year, or a named event.
#[derive(Clone, Copy, Debug)]
struct Start {
    first: usize,
    span: Span,
    /// Its first and last day.
    days: (Date, Date),
    is_named: bool,
}

impl<'a> Told<'a> {
    fn read(&'a self) -> Vec<Read<'a>> {
        let text = &*self.document.text;
        let own =
            self.sentences.iter().enumerate().filter(|(_, sentence)| {
                !sentence.in_chrome && !self.document.is_chrome(sentence.span)
            });
        let mut reading = Reading::default();
        own.filter_map(|(number, sentence)| {
            // Without an expression and a named event a sentence gives no ground.
            if !self.language.read(text, sentence.span, &mut reading) {
                return None;
            }
            self.language.look_up(text, &mut reading, DateOrder::MonthFirst);
            Some(Read::new(self, number, std::mem::take(&mut reading)))
        })
        .collect()
    }

    /// The expressions of a sentence.
    fn found_in(&self, sentence: usize) -> &'a [Found] {
        let from = self.found.partition_point(|found| found.sentence < sentence);
        let to = self.found.partition_point(|found| found.sentence <= sentence);
        self.found.get(from..to).unwrap_or(&[])
    }

    fn own(&self) -> impl Iterator<Item = (usize, &Found)> {
        self.found.iter().enumerate().filter(|(_, found)| !self.document.is_chrome(found.span))
    }

    /// "AP-NY-05-18-93 0912EDT", below the news.
    fn stamp(&self) -> Option<Ground> {
        let (date, span) = day_of_stamp(&self.document.text, &self.language.stamps)?;
        Some(Ground { when: When::day(date), ..Ground::of_year(date.year, span, 0.85) })
    }

    /// "Dated and delivered at Hull this 19th day of September 2014", with nothing but names below it. Old deeds stand in
    /// what is written about them: "The will was found last year. Dated this 4th day of May 1888."
    fn signed(&self, read: &[Read<'_>]) -> Option<Ground> {
        /// From here on a text that tells of yesterday may be as old as the words below it.
        const RECENT: i32 = 1990;
        let signed = read.last().filter(|read| read.has(0, class::SIGNED))?;
        let day = |found: &Found| match found.expression {
            Expression::Nth { number, unit: TimeUnit::Day, of, .. } => {
                Date::new(of.year?, of.month?, u8::try_from(number).ok()?)
            }
            _ => found.calendar()?.date(),
        };
        let mut here = self.found_in(signed.number).iter();
        let (date, span) = here.find_map(|found| Some((day(found)?, found.span)))?;
        // "Done at Geneva on 12 August 1949, the convention protects civilians."
        let is_told = signed.next_verb(signed.end_of(span)?).is_some();
        let is_later = |read: &Read<'_>| read.years.is_some_and(|(_, last)| date.year < last);
        let counts_from_now = || self.own().any(|(_, found)| found.points_at_now());
        let is_of_another = is_told
            || !self.has_names_below(signed.number)
            || read.iter().any(is_later)
            || date.year < RECENT && counts_from_now();
        let ground = Ground { when: When::day(date), ..Ground::of_year(date.year, span, 0.8) };
        (!is_of_another).then_some(ground)
    }

    /// Whether only short lines stand below a sentence, as of those who sign.
    fn has_names_below(&self, sentence: usize) -> bool {
        /// Bytes of "Before me, A. Roe, a notary of the county of Hull".
        const LONGEST: u32 = 56;
        let below = self.sentences.get(sentence + 1..).unwrap_or_default().iter();
        let mut below = below.filter(|it| !it.in_chrome && !self.document.is_chrome(it.span));
        below.all(|it| it.span.end - it.span.start <= LONGEST)
    }

    /// "BAKU, Sept 27 (Agency) - Guards on Wednesday …" of a text that tells of `bound` as past.
    fn dateline(&self, bound: i32) -> Option<Ground> {
        let Self { document, sentences, found, .. } = *self;
        let (date, span) = day_of_dateline(document, sentences, found, bound)?;
        let when = When::day(date);
        Some(Ground { when, ..Ground::of_year(date.year, span, 0.8) })
    }

    /// "The 459th day of the full-scale invasion": counted from its first day.
    fn day_of_event(&self) -> Option<Ground> {
        let years =
            self.found.iter().filter(|found| found.calendar().is_some_and(|c| c.year.is_some()));
        let years: Vec<usize> = years.map(|found| found.sentence).collect();
        let has_year = |sentence: usize| years.binary_search(&sentence).is_ok();
        let counted = self.own().filter_map(|(_, found)| {
            let Expression::DayOfEvent { number, unit, event } = found.expression else {
                return None;
            };
            let event = event.or_else(|| self.subject.event(self.sentences.get(found.sentence)?));
            let named = self.language.named.get(event?).filter(|named| named.is_day_one)?;
            let start = DateTime::from_seconds(named.edtf.bounds().earliest?).date;
            let ground = match unit {
                _ if number < 1 => return None,
                TimeUnit::Day => Ground {
                    when: When::day(start.plus_days(i64::from(number) - 1)),
                    span: found.span,
                    score: 0.9,
                    is_sure: false,
                },
                TimeUnit::Year if found.tense != Tense::Future && !has_year(found.sentence) => {
                    Ground::of_year(start.year + number - 1, found.span, 0.45)
                }
                _ => return None,
            };
            Some(ground)
        });
        counted.max_by_key(|ground| ground.when.bounds.earliest)
    }

    /// "She spoke to us in October 1994", before the questions: the latest time named there.
    fn interview(&self, read: &[Read<'_>]) -> Option<Ground> {
        let first = self.first_question?;
        let lead = read.iter().take_while(|read| read.number < first);
        let lead = lead.filter(|read| read.is_of_interview());
        let dated = lead.flat_map(|read| self.found_in(read.number)).filter_map(|found| {
            let calendar = found.calendar().filter(|calendar| calendar.year.is_some())?;
            let when = When::from_edtf(Edtf::Point(calendar.partial()?));
            Some(Ground { when, ..Ground::of_year(calendar.year?, found.span, 0.7) })
        });
        dated.max_by_key(|ground| ground.when.bounds.latest)
    }

    /// The strongest statement of time elapsed up to the telling.
    fn elapsed(&self, read: &[Read<'_>]) -> Option<Ground> {
        let grounds = read.iter().flat_map(|read| {
            let here = self.found_in(read.number).iter();
            here.filter_map(|found| read.elapsed(found)).chain(read.anniversary())
        });
        grounds.fold(None, |best: Option<Ground>, ground| match best {
            Some(best) if best.score >= ground.score => Some(best),
            _ => Some(ground),
        })
    }

    /// "In 1994 … Thirty years later, she is": the story has come to the present.
    fn years_later(&self, read: &[Read<'_>]) -> Option<Ground> {
        const REACH: usize = 4;
        const MOST: usize = 64;
        self.own().find_map(|(at, found)| {
            let Expression::Offset { amount, unit, step: 1, .. } = found.expression else {
                return None;
            };
            let years = amount.years(unit).filter(|years| *years >= 5)?;
            let before = self.found.get(at.saturating_sub(MOST)..at)?.iter().rev();
            let mut near = before.take_while(|before| before.sentence + REACH >= found.sentence);
            let year = near.find_map(|found| found.calendar()?.year)?;
            let read = reading_of(read, found)?;
            let is_lead = self.first_question.is_some_and(|first| read.number < first);
            let is_asked = || is_lead && read.is_of_interview();
            let verb = read.next_verb(read.end_of(found.span)?);
            (verb == Some(Tense::Unknown) || is_asked()).then(|| {
                Ground::of_year(year.saturating_add(years), found.span, 0.5 - doubt(found))
            })
        })
    }

    /// "A burnt shop in Oslo on May 14, 2024. Ola Dahl/AFP": about the day of a picture near the top that is not an
    /// old one, where no later day is named.
    fn day_of_picture(&self) -> Option<Ground> {
        /// Lines within which it stands.
        const TOP: usize = 15;
        let text = &*self.document.text;
        let day = |found: &'a Found| Some((found.calendar()?.date()?, found.span));
        let (latest, _) = self.found.iter().filter_map(day).max_by_key(|(date, _)| date.days())?;
        let says = |line: &str, list: &[String]| list.iter().any(|it| line.contains(it.as_str()));
        let mut start = 0;
        for line in text.split_inclusive('\n').take(TOP) {
            let span = Span::new(start, start + line.len());
            start += line.len();
            let is_new =
                says(line, &self.language.credits) && !says(line, &self.language.old_pictures);
            if !is_new {
                continue;
            }
            let named = self.found.iter().filter(|found| span.contains(found.span));
            if let Some((date, at)) = named.filter_map(day).find(|&(date, _)| date == latest) {
                let when = When::from_edtf(Edtf::Point(Partial::day(date).about()));
                return Some(Ground { when, ..Ground::of_year(date.year, at, 0.4) });
            }
        }
        None
    }

    /// The latest time that the text tells of as past: it was written then or later.
    fn latest_told(&self, read: &[Read<'_>]) -> Option<Ground> {
        let years = self.own().filter_map(|(_, found)| {
            let year = found.calendar()?.year?;
            let is_past =
                found.tense == Tense::Past || found.is_told_as_past || found.lead == Lead::Since;
            let is_sure = !reading_of(read, found)?.looks_ahead && found.tense == Tense::Past;
            is_past.then(|| Ground { is_sure, ..Ground::from_year(year, found.span, 0.2) })
        });
        let named = read.iter().flat_map(|read| {
            read.starts.iter().filter(|start| start.is_named).filter_map(|start| {
                let is_ahead = (0..start.first).rev().take(6).any(|at| read.has(at, class::WILL));
                let year = start.days.0.year;
                (!is_ahead).then(|| Ground::from_year(year, start.span, 0.25))
            })
        });
        years.chain(named).max_by_key(|ground| (ground.year(), ground.is_sure))
    }
}

/// The reading of the sentence in which an expression stands.
fn reading_of<'r, 'a>(read: &'r [Read<'a>], found: &Found) -> Option<&'r Read<'a>> {
    let at = read.binary_search_by_key(&found.sentence, |read| read.number).ok()?;
    read.get(at)
}

/// The first question of an interview: of a text in which paragraph after paragraph asks one, and somebody is asked
/// or answers in the first person, which what explains something under questions does not.
pub(super) fn first_question(
    language: &Language,
    document: &Document,
    sentences: &[Sentence],
) -> Option<usize> {
    const LEAST: usize = 3;
    /// Paragraphs to a question.
    const MOST_BETWEEN: usize = 6;
    let text = &*document.text;
    let asks = |sentence: &Sentence| sentence.span.of(text).ends_with('?');
    let is_spoken = |sentence: &Sentence| {
        let (said, is_asked) = (sentence.span.of(text), asks(sentence));
        let persons = if is_asked { &language.asking } else { &language.answering };
        let mut words = said.split(|c: char| !c.is_alphanumeric());
        (is_asked || !said.contains(['"', '“'])) && words.any(|it| persons.iter().any(|p| p == it))
    };
    let (mut paragraphs, mut questions, mut last) = (0, Vec::new(), None);
    for (number, sentence) in sentences.iter().enumerate() {
        if sentence.in_chrome {
            continue;
        }
        let is_new = last.replace(sentence.paragraph) != Some(sentence.paragraph);
        paragraphs += usize::from(is_new);
        if is_new && asks(sentence) {
            questions.push(number);
        }
    }
    let is_interview = LEAST <= questions.len() && paragraphs <= MOST_BETWEEN * questions.len();
    let talks = || sentences.iter().any(|it| !it.in_chrome && is_spoken(it));
    questions.first().copied().filter(|_| is_interview && talks())
}

impl<'a> Read<'a> {
    fn new(told: &'a Told<'a>, number: usize, reading: Reading) -> Self {
        let Reading { tokens, lattice, .. } = reading;
        let (starts, years, looks_ahead) = (Vec::new(), None, false);
        let mut read = Self { told, number, tokens, lattice, starts, years, looks_ahead };
        read.starts = read.starts();
        let years = read.starts.iter().filter(|start| !start.is_named);
        let years = years.map(|start| start.days.0.year);
        read.years = years.clone().min().zip(years.max());
        read.looks_ahead = read.any(0..read.tokens.len(), class::WILL);
        read
    }

    fn text(&self) -> &str {
        &self.told.document.text
    }

    fn around(&self) -> Around<'_> {
        Around {
            language: self.told.language,
            text: self.text(),
            tokens: &self.tokens,
            lattice: &self.lattice,
            entries: self.told.entries,
            is_ancient: false,
        }
    }

    fn has(&self, at: usize, class: ClassId) -> bool {
        self.lattice.has(at, class)
    }

    /// Whether it says that somebody was asked or answered.
    fn is_of_interview(&self) -> bool {
        self.any(0..self.tokens.len(), class::INTERVIEW)
    }

    /// Whether a word of a class begins in a row of tokens.
    fn any(&self, tokens: std::ops::Range<usize>, class: ClassId) -> bool {
        tokens.into_iter().any(|at| self.has(at, class))
    }

    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text()))
    }

    fn first_of(&self, span: Span) -> Option<usize> {
        let at = self.tokens.partition_point(|token| token.span.start < span.start);
        self.tokens.get(at).filter(|token| span.contains(token.span)).map(|_| at)
    }

    fn end_of(&self, span: Span) -> Option<usize> {
        let end = self.tokens.partition_point(|token| token.span.end <= span.end);
        let last = end.checked_sub(1).and_then(|last| self.tokens.get(last));
        last.filter(|token| span.contains(token.span)).map(|_| end)
    }

    /// The tense of the first verb after a token, the present being [`Tense::Unknown`]: what stands
    /// so is told of its own time, whatever a later clause looks back to. `None` without a verb.
    fn next_verb(&self, from: usize) -> Option<Tense> {
        const REACH: usize = 14;
        const CLAUSE: usize = 6;
        // "Three years after it began, ports are busy": the main clause follows the comma.
        let comma = (from..from + CLAUSE).find(|&at| self.word(at) == ",");
        let from = comma.unwrap_or(from);
        (from..from + REACH).find_map(|at| match () {
            () if self.has(at, class::PRESENTVERB) => Some(Tense::Unknown),
            () if self.has(at, class::WILL) => Some(Tense::Future),
            () => self.around().is_past_verb(at).then_some(Tense::Past),
        })
    }

    /// What the sentence names that can be counted from: years, and named events.
    fn starts(&self) -> Vec<Start> {
        let years = self.told.found_in(self.number).iter();
        let years = years.filter_map(|found| {
            let calendar = found.calendar().filter(|calendar| calendar.year.is_some())?;
            let bounds = calendar.partial()?.bounds();
            let day = |seconds| DateTime::from_seconds(seconds).date;
            let days = (day(bounds.earliest?), day(bounds.latest?));
            Some(Start {
                first: self.first_of(found.span)?,
                span: found.span,
                days,
                is_named: false,
            })
        });
        let named = (0..self.tokens.len()).filter_map(|at| {
            let arcs = self.lattice.at(at).iter().filter(|arc| arc.class == class::NAMED);
            let arc = arcs.max_by_key(|arc| arc.tokens)?;
            let bounds = self.told.language.named.get(arc.number as usize)?.edtf.bounds();
            let day = |seconds| DateTime::from_seconds(seconds).date;
            let first = day(bounds.earliest?);
            let days = (first, bounds.latest.map_or(first, day));
            let last = self.tokens.get(at + arc.tokens as usize - 1)?;
            let span = self.tokens.get(at)?.span.join(last.span);
            Some(Start { first: at, span, days, is_named: true })
        });
        let mut starts: Vec<Start> = years.chain(named).collect();
        starts.sort_by_key(|start| start.span);
        starts
    }

    /// The first thing to count from after a token, near it.
    fn start_after(&self, end: usize) -> Option<Start> {
        const REACH: usize = 14;
        let at = self.starts.partition_point(|start| start.first < end);
        self.starts.get(at).filter(|start| start.first < end + REACH).copied()
    }

    /// Whether the sentence names a year besides the one counted from: then it is told of that year.
    fn has_other_year(&self, counted: &Start) -> bool {
        let (first, last) = (counted.days.0.year, counted.days.1.year);
        self.years.is_some_and(|(least, most)| least < first || last < most)
    }

    /// "25 years have passed since 1991", "it is 25 years since the collapse of the USSR",
    /// "in 1991, 25 years ago", "two years into the full-scale invasion".
    fn elapsed(&self, found: &Found) -> Option<Ground> {
        let (first, end) = (self.first_of(found.span)?, self.end_of(found.span)?);
        let (years, is_ago) = match &found.expression {
            Expression::Duration { years: Some(years), .. } => (*years, false),
            Expression::Offset { amount, unit, step: -1, base: Base::Speech } => {
                (amount.years(*unit)?, true)
            }
            Expression::FromEvent { amount, unit, step: 1, .. }
            | Expression::Offset { amount, unit, step: 1, .. } => (amount.years(*unit)?, false),
            _ => return None,
        };
        let after = self.start_after(end);
        let (start, score) = if is_ago {
            const NEAREST: usize = 4;
            let is_beside = |from: usize, to: usize| {
                (from..to)
                    .all(|at| matches!(self.word(at), "," | "(" | "in" | "on" | "-" | "–" | "—"))
            };
            let at = self.starts.partition_point(|start| start.first < first);
            let near = self.starts.get(at.saturating_sub(NEAREST)..at).unwrap_or(&[]).iter().rev();
            let before = near.copied().find(|start| {
                self.end_of(start.span).is_some_and(|end| end < first && is_beside(end, first))
            });
            let after = after.filter(|start| is_beside(end, start.first));
            (after.or(before).filter(|start| !start.is_named)?, 0.7)
        } else {
            let start = after?;
            (start, self.elapsed_score(found, first, end, &start)?)
        };
        if self.has_other_year(&start) {
            return None;
        }
        // Counting runs from the end of what lasted, but "into the war" from its first day.
        let is_inside = matches!(self.word(end), "into");
        let from = if is_inside { start.days.0 } else { self.day_counted(&start, end) };
        let span = found.span.join(start.span);
        Some(Ground::of_year(from.year.checked_add(years)?, span, score - doubt(found)))
    }

    /// How plainly the words between a length and its start say that it has run up to now.
    fn elapsed_score(&self, found: &Found, first: usize, end: usize, start: &Start) -> Option<f32> {
        let between = end..start.first;
        let is_perfect = self.has_passed(between.clone());
        let is_counted_now = self.any(first.saturating_sub(4)..first, class::ITISNOW);
        if self.word(first.saturating_sub(1)) == "of" {
            return None;
        }
        let link = matches!(self.word(end), "since" | "into" | "on" | "after" | "from")
            || matches!(found.expression, Expression::FromEvent { .. });
        let from_link =
            self.any(between.clone(), class::SINCE) || self.any(between, class::AFTERWORD);
        match () {
            () if is_perfect && (from_link || link) => Some(0.8),
            () if is_counted_now && link => Some(0.75),
            () if !link => None,
            () => match self.next_verb(self.end_of(start.span)?) {
                Some(Tense::Unknown) => Some(0.55),
                // "Three decades on from the coup" and "two years into the war" count to now.
                None if matches!(self.word(end), "on" | "into" | "from") => Some(0.5),
                Some(Tense::Past | Tense::Future) | None => None,
            },
        }
    }

    /// Whether a verb says "have passed", whatever adverbs stand inside it.
    fn has_passed(&self, tokens: std::ops::Range<usize>) -> bool {
        const REACH: usize = 3;
        tokens.into_iter().filter(|&at| self.has(at, class::ELAPSEDVERB)).any(|at| {
            let before = at.saturating_sub(REACH)..at;
            before.into_iter().any(|at| matches!(self.word(at), "have" | "has" | "ve"))
        })
    }

    /// The day of a start that is counted from: its last, unless the words name its beginning.
    fn day_counted(&self, start: &Start, from: usize) -> Date {
        if self.any(from..start.first, class::BEGINNING) { start.days.0 } else { start.days.1 }
    }

    /// "Today marks the 30th anniversary of the fall of the Berlin Wall".
    fn anniversary(&self) -> Option<Ground> {
        let at = (0..self.tokens.len()).find(|&at| self.has(at, class::ANNIVERSARY))?;
        let (first, number) =
            (1..=4).filter_map(|back| at.checked_sub(back)).find_map(|first| {
                let arc = self.lattice.find(first, class::ORDINAL)?;
                (first + arc.tokens as usize == at).then_some((first, arc.number))
            })?;
        let start = self.start_after(at).filter(|start| !self.has_other_year(start))?;
        let is_present =
            self.any(0..self.tokens.len(), class::PRESENTVERB) || self.any(0..at, class::WILL);
        let is_past = (first.saturating_sub(6)..first).any(|at| self.around().is_past_verb(at));
        let day = self.day_counted(&start, at);
        let span = self.tokens.get(first)?.span.join(start.span);
        let ground = Ground::of_year(day.year.checked_add(number)?, span, 0.6);
        let is_today = self.any(0..first, class::DEICTIC) && start.days.0 == start.days.1;
        match () {
            () if number < 1 || is_past && !is_today || !is_present && !is_today => None,
            () if is_today => {
                let date = Date::new(day.year.checked_add(number)?, day.month, day.day)?;
                Some(Ground { when: When::day(date), score: 0.75, ..ground })
            }
            () => Some(ground),
        }
    }
}

/// What "about", "almost" and "more than" take from the score.
fn doubt(found: &Found) -> f32 {
    match found.modifier {
        None => 0.0,
        Some(Modifier::Approx) => 0.1,
        Some(_) => 0.2,
    }
}

#[cfg(test)]
mod tests {
    use crate::temporal::tests::{check_undated, check_written};

    const TALK: &str = "You came back this spring?\nI did.\nAnd before?\nI left last year.\n\
        What comes next year?\nIn January we sail.";

    #[test]
    fn a_deed_is_of_the_day_on_which_it_was_signed() {
        check_written(
            "The lessee paid on 3 May 2013. The court heard him in June.\nDated and delivered at Hull this 19th day of \
             September 2014.\nA. Moe, Judge",
            "2014-09-19",
        );
        check_written(
            "The mill burned in 1920.\nDone at Hull on 3 May 1950, the treaty is kept there.",
            "1920/..",
        );
        check_written(
            "The mill burned in 1720. A deed was found last month. It lay in a barn.\nDated this 9th day of March 1788.",
            "1720/..",
        );
    }

    #[test]
    fn the_stamp_of_an_agency_dates_its_news() {
        let news = "A ship sank Tuesday off Hull. Its owner had bought it in August 1990.";
        check_written(&format!("{news}\n\nAP-NY-05-18-93 0912EDT\n"), "1993-05-18");
        check_written(&format!("{news}\n\nAP-NY-15-18-93\n"), "1990/..");
        check_written(&format!("{news}\n\nAP-05-18-93\n"), "1990/..");
    }

    #[test]
    fn news_is_written_about_the_day_of_its_picture() {
        let page = |line: &str| {
            format!("Shops burn in Tula\n{line}\n\nCrowds have filled the streets of Tula.")
        };
        check_written(
            &page("A burnt shop in Tula on May 14, 2024. Ann Keller/AFP via Getty Images"),
            "2024-05-14~",
        );
        check_written(
            &page("A burnt shop in Tula on May 14, 2024. Ann Keller for the mayor"),
            "unknown",
        );
        check_written(
            &page("FILE - A shop in Tula on May 14, 2014. Ann Keller/AFP via Getty Images"),
            "unknown",
        );
    }

    #[test]
    fn an_interview_is_of_the_time_that_its_lead_names() {
        check_written(&format!("She spoke to us in October 1994.\n{TALK}"), "1994-10");
        check_undated(
            &format!("She spoke to us in October 1994.\n{TALK}"),
            "October 1994 = 1994-10; this spring = 1994-21; last year = 1993; next year = 1995; \
             January = 1995-01",
        );
        check_written(
            &format!(
                "The mill burned down in June 1972.\nThirty-five years later, we asked the foreman.\n{TALK}"
            ),
            "2007",
        );
        let asked =
            "In June 1972 the mill burned down. Thirty-five years later, we asked the foreman.";
        let talk = "What then?\nIt burned all night.\nWe were tired.\nWe were wet.\nWe saw nothing.\nWho was lost?\nA boy.\n\
            He was to leave that August.\nAnd the owners?\nIn July they left.\nAnd you?\nIn 1979 I came back.";
        check_undated(
            &format!("{asked}\n{talk}"),
            "June 1972 = 1972-06; Thirty-five years later = 2007; night = XXXX-XX-XXTNI; \
             that August = 1972-08; July = 1972-07; 1979 = 1979",
        );
        check_written("She spoke to us in October 1994.\nWho knows?\nShe left in 1994.", "1994/..");
    }
}
