//! Entries: of a diary or a log each part counts from the day in its heading.
//!
//! ```text
//!  24 February 2022                      ← begins an entry
//!  The bridge fell in the morning.
//!  25 February 2022
//!  Yesterday evening the mill burned.    ← on 24 February
//! ```

pub(super) mod entry_year;
pub(super) mod log;
pub(super) mod section;

use super::language::{Reading, class};
use super::meaning::expression::{Calendar, Expression};
use super::recognize::guard::Around;
use super::recognize::{Found, Lead, Side, Tense};
use super::resolve::Resolver;
use super::resolve::clock::{Now, Told};
use crate::model::{Document, Granularity, Sentence, Span};
use entry_year::{Ahead, EntryYear};
use log::Entries;
use std::collections::BTreeMap;

/// Headings from which on a text is one of entries.
const MIN_ENTRIES: usize = 2;

/// Bytes of a heading beside its day: the weekday, the place.
const MAX_BESIDE_BYTES: usize = 24;

/// Sentences above the first entry that may announce what is to come.
const MAX_LEAD_SENTENCES: usize = 4;

/// How far the day of an entry can be trusted.
const TRUST: f32 = 0.95;

/// Whether headings that name a day part the text, with sentences below each.
pub(super) fn are_in(document: &Document, sentences: &[Sentence], found: &[Found]) -> bool {
    let mut headings = found.iter().filter(|found| heads_entry(document, sentences, found));
    let is_body = |sentence: &Sentence| !sentence.is_heading && !document.is_chrome(sentence.span);
    let mut last: Option<usize> = None;
    let parts = headings.by_ref().filter(|heading| {
        let before = last.replace(heading.sentence);
        let between = before.and_then(|before| sentences.get(before..heading.sentence));
        between.is_none_or(|between| between.iter().any(is_body))
    });
    parts.take(MIN_ENTRIES).count() == MIN_ENTRIES
}

/// Whether an expression is a day that a heading consists of.
fn heads_entry(document: &Document, sentences: &[Sentence], found: &Found) -> bool {
    let is_day = found.calendar().is_some_and(|it| {
        it.month.is_some() && it.day.is_some() && it.clock.is_none() && it.part.is_none()
    });
    is_day
        && !document.is_chrome(found.span)
        && sentences.get(found.sentence).is_some_and(|sentence| {
            sentence.is_heading
                && sentence.span.len().saturating_sub(found.span.len()) <= MAX_BESIDE_BYTES
        })
}

/// Whether a time may be that of what is told, and no bound of it ("since 1979") nor part of a name.
fn is_of_what_is_told(found: &Found) -> bool {
    let is_bound = matches!(found.lead, Lead::Since | Lead::Until | Lead::Before | Lead::By);
    let is_named = match &found.expression {
        Expression::Calendar(_) | Expression::Ago { .. } => true,
        Expression::Period { step, .. } | Expression::Offset { step, .. } => *step < 0,
        _ => false,
    };
    is_named && !is_bound && found.side == Side::None && found.tense != Tense::Future
}

impl Resolver<'_> {
    /// The year of the entry that an expression begins; `None` where it begins none, or nothing says the year.
    pub(super) fn entry_year(&self, at: usize, found: &Found) -> Option<EntryYear> {
        let years = || self.entry_years.get_or_init(|| self.follow_entries());
        if self.begins_entry(found) { years().get(&at).copied() } else { None }
    }

    /// The years of the entries, which the headings of days say, other headings with a month or year, or else the
    /// sentences above and in the first entry; where nothing does, the entries lie around the day of writing.
    fn follow_entries(&self) -> BTreeMap<usize, EntryYear> {
        let is_heading =
            |found: &Found| self.is_in_heading(found) && !self.document.is_chrome(found.span);
        let named = self.found.iter().enumerate().filter_map(|(at, found)| {
            let calendar = found.calendar().filter(|_| is_heading(found))?;
            let is_period = calendar.day.is_none() && calendar.year.is_some();
            (is_period || self.begins_entry(found)).then_some((at, *calendar))
        });
        let headings: Vec<(usize, Calendar)> = named.collect();
        if headings.iter().any(|(_, calendar)| calendar.year.is_some()) {
            return entry_year::between(&headings);
        }
        let Some(now) = self.now.as_ref().filter(|now| now.has_month()) else {
            return BTreeMap::new();
        };
        match self.year_said_for(&headings, now) {
            Some((at, calendar)) => entry_year::from_year(&headings, at, calendar),
            None => entry_year::around(&headings, now.date, |ahead| {
                self.may_lie_ahead(&headings, ahead)
            }),
        }
    }

    /// The year before that of writing which is said right above the first entry or, as what it tells of, in it.
    fn year_said_for(
        &self,
        headings: &[(usize, Calendar)],
        now: &Now,
    ) -> Option<(usize, Calendar)> {
        const REACH: usize = 4;
        let first = headings.first().and_then(|&(at, _)| self.found.get(at))?.sentence;
        let end = headings.get(1).and_then(|&(at, _)| self.found.get(at))?.sentence;
        let is_near = |told: &&Told| told.is_heading || first <= told.sentence + REACH;
        // Entries that reach to the day of writing are of another year only where a sentence tells of nothing else.
        let is_plain = |told: &Told, found: &Found| {
            let leads_up = || entry_year::lead_up_to(headings, now.date);
            told.is_heading || self.is_all_told(found) || !leads_up()
        };
        let above = self.told.iter().rev().filter(is_near).find_map(|told| {
            let at = self.number_at(told.span.start);
            let found = self.found.get(at).filter(|found| is_of_what_is_told(found))?;
            let is_said = found.calendar().is_none_or(|calendar| calendar.year.is_some());
            told.calendar.year.filter(|_| is_said && is_plain(told, found))?;
            Some((at, told.calendar))
        });
        if above.is_some() {
            return above.filter(|(_, calendar)| calendar.year < Some(now.date.year));
        }
        let inside = self.found.iter().enumerate().skip_while(|(_, found)| found.sentence <= first);
        let inside = inside.take_while(|(_, found)| found.sentence < end);
        let said = inside.filter_map(|(at, found)| Some((at, found, *found.calendar()?)));
        let (at, found, calendar) = said.into_iter().find(|(_, _, it)| it.year.is_some())?;
        let is_past = calendar.year < Some(now.date.year);
        let is_told =
            found.sentence == first + 1 && is_of_what_is_told(found) && self.is_all_told(found);
        (is_past && is_told).then_some((at, calendar))
    }

    /// "In 1956 students marched", "students marched in 1956": the year of what the sentence tells of, but not "the
    /// man jailed in 1956 was freed", "he, jailed in 1956".
    fn is_all_told(&self, found: &Found) -> bool {
        if self.opens_sentence(found) {
            return true;
        }
        let Some(sentence) = self.sentences.get(found.sentence) else { return false };
        self.read_sentence(sentence.span, |around| {
            let tokens = 0..around.tokens.len();
            let verbs = tokens.clone().filter(|&at| around.is_past_verb(at)).count();
            let first = around.tokens.partition_point(|token| token.span.start < found.span.start);
            let is_aside =
                |at: usize| around.word(at) == Some(",") || around.has(at, class::RELATIVE);
            verbs == 1 && around.has_before(first, class::INWORD) && !(0..first).any(is_aside)
        })
    }

    /// Whether entries of which the numbered ones would lie ahead may do so: what is announced above them or told in
    /// the future says so, or nothing of what stands below them is told as past. `ahead.is_near` tells of a first
    /// entry close to the day of writing.
    fn may_lie_ahead(&self, headings: &[(usize, Calendar)], ahead: &Ahead) -> bool {
        let sentence_of = |at: usize| self.found.get(at).map(|found| found.sentence);
        let tenses = ahead.entries.iter().filter_map(|&number| {
            let own = sentence_of(headings.get(number)?.0)?;
            let end = headings.get(number + 1).and_then(|&(at, _)| sentence_of(at));
            self.tense_of_entry(own + 1..end.unwrap_or(self.sentences.len()))
        });
        let tenses: Vec<Tense> = tenses.collect();
        let count = |tense: Tense| tenses.iter().filter(|&&it| it == tense).count();
        let first = headings.first().and_then(|&(at, _)| sentence_of(at)).unwrap_or_default();
        let is_announced = || {
            let above = self.sentences.get(..first).unwrap_or_default().iter();
            let mut above = above.rev().take(MAX_LEAD_SENTENCES).filter(|it| !it.in_chrome);
            let announces = |around: Around<'_>| {
                (0..around.tokens.len()).any(|at| around.has(at, class::LISTAHEAD))
            };
            above.any(|it| self.read_sentence(it.span, announces))
        };
        count(Tense::Past) * 2 <= tenses.len()
            && (ahead.is_near || count(Tense::Future) > 0 || is_announced())
    }

    /// The tense of the first sentence below an entry, the present being [`Tense::Unknown`]; `None` where it has no
    /// verb.
    fn tense_of_entry(&self, sentences: std::ops::Range<usize>) -> Option<Tense> {
        let below = self.sentences.get(sentences)?;
        let first = below.iter().find(|it| !it.is_heading && !it.in_chrome)?;
        self.read_sentence(first.span, |around| {
            (0..around.tokens.len()).find_map(|at| match () {
                () if around.has(at, class::LOOKAHEAD) => Some(Tense::Future),
                () if around.has(at, class::PRESENTVERB) => Some(Tense::Unknown),
                () => around.is_past_verb(at).then_some(Tense::Past),
            })
        })
    }

    /// What the words of a sentence say.
    fn read_sentence<T>(&self, span: Span, ask: impl FnOnce(Around<'_>) -> T) -> T {
        let text = &*self.document.text;
        let mut reading = Reading::default();
        self.language.read(text, span, &mut reading);
        self.language.look_up(text, &mut reading, self.language.date_order);
        let Reading { tokens, lattice, .. } = &reading;
        let language = self.language;
        ask(Around { language, text, tokens, lattice, entries: Entries::None, is_ancient: false })
    }

    /// Whether an entry counts from an expression.
    pub(super) fn begins_entry(&self, found: &Found) -> bool {
        self.has_entries && heads_entry(self.document, self.sentences, found)
    }

    /// What an entry counts from that begins with a day.
    pub(super) fn entry(&self, found: &Found, calendar: Calendar) -> Option<Now> {
        let date = calendar.date().filter(|_| self.begins_entry(found))?;
        let told = Told { calendar, span: found.span, sentence: found.sentence, is_heading: true };
        let anchor = told.anchor(&self.document.text);
        Some(Now {
            date,
            granularity: Granularity::Day,
            label: anchor.label,
            span: anchor.span,
            edtf: anchor.edtf,
            trust: TRUST,
            is_entry: true,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::temporal::tests::{check, check_undated};

    #[test]
    fn an_entry_counts_from_the_day_above_it() {
        let diary = "4 March 1941\nThe bridge fell this morning.\nTuesday, 11 March 1941\n\
                     Yesterday evening the mill burned. On Friday we leave.";
        let told = "4 March 1941 = 1941-03-04; this morning = 1941-03-04; \
                    Tuesday, 11 March 1941 = 1941-03-11; Yesterday evening = 1941-03-10; Friday = 1941-03-14";
        check(diary, told);
        check_undated(diary, told);
    }

    #[test]
    fn an_entry_may_go_on_to_later_days() {
        let told = "3 May 1941 = 1941-05-03; The next day = 1941-05-04; 9 May 1941 = 1941-05-09; \
                    Two days later = 1941-05-11";
        let chronicle = "3 May 1941\nThey rested. The next day the mill burned.\n\
                         9 May 1941\nThe river rose. Two days later the bridge fell.";
        check(chronicle, told);
        check_undated(chronicle, told);
    }

    #[test]
    fn one_day_above_a_text_makes_no_entries() {
        check(
            "4 March 1941\n5 March 1941\nIt burned yesterday.",
            "4 March 1941 = 1941-03-04; 5 March 1941 = 1941-03-05; yesterday = 2022-11-01",
        );
    }
}
