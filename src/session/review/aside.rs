//! What takes long with many events, done on another thread than the window's.
//!
//! ```text
//!  decision ─→ log ─→ Replay ──another thread──→ Replayed ─→ shown, unless it is out of date by then
//! ```
//! Until it is done, what was shown before stays and can be worked with; what is decided meanwhile goes to
//! the log as usual and follows. With few events all is done at once.

use super::course::{Course, Elsewhere};
use crate::model::{Chronology, Claims, Event, EventId, Source};
use crate::project::{self, Decision, Lost, Tellings, Unmarked};
use crate::session::command::job::Job;
use crate::session::facets::Facets;
use crate::session::state::{Choices, Selection, State};
use crate::view::{Prepared, Sorting};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A chronology with all that a window asks of it.
#[derive(Debug)]
pub struct Ready {
    pub(crate) chronology: Arc<Chronology>,
    pub(crate) facets: Facets,
    prepared: Option<Prepared>,
    stamp: Stamp,
}

/// Tells one chronology with its counts from every other, for as long as anybody remembers it.
#[derive(Clone, Debug, Default)]
pub struct Stamp(Arc<()>);

impl PartialEq for Stamp {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Stamp {}

impl From<Chronology> for Box<Ready> {
    fn from(chronology: Chronology) -> Self {
        Ready::under(chronology, &Claims::All)
    }
}

impl Ready {
    /// A chronology with its counts, under such claims on disputed places.
    pub fn under(chronology: Chronology, claims: &Claims) -> Box<Self> {
        let facets = Facets::under(&chronology, claims);
        let (chronology, stamp) = (Arc::new(chronology), Stamp::default());
        Box::new(Self { chronology, facets, prepared: None, stamp })
    }

    /// Whether no document was read.
    pub fn is_empty(&self) -> bool {
        self.chronology.documents.is_empty()
    }

    /// The same, made ready to be drawn too.
    #[must_use]
    pub fn drawn(mut self: Box<Self>, by: &Sorting) -> Box<Self> {
        let mut prepared = Prepared::new(&self.chronology);
        let shown = Some((self.facets.shown.as_slice(), self.facets.shown_number));
        prepared.arrange(&self.chronology, by, self.facets.filter(), shown);
        self.prepared = Some(prepared);
        self
    }

    /// What it is drawn from, where it was made ready for that; and which chronology that belongs to.
    pub fn take_prepared(&mut self) -> Option<(Prepared, Stamp)> {
        Some((self.prepared.take()?, self.stamp.clone()))
    }
}

/// All decisions in force, to be applied to what was read.
#[derive(Debug)]
pub struct Replay {
    /// Number of what was read.
    base: u64,
    read: Read,
    decisions: Vec<Decision>,
    known: Option<BTreeSet<String>>,
    tellings: Tellings,
    choices: Choices,
    claims: Claims,
    course: Course,
}

/// What was read, before any decision.
#[derive(Debug)]
enum Read {
    /// Kept as it was.
    Kept(Arc<Chronology>),
    /// What is shown, but for these marks.
    Marked(Arc<Chronology>, Vec<Unmarked>),
}

/// What came of a [`Replay`].
#[derive(Debug)]
pub struct Replayed {
    base: u64,
    /// What is to be shown.
    pub ready: Box<Ready>,
    /// What was read; `None` where that is shown.
    read: Option<Arc<Chronology>>,
    lost: Vec<Lost>,
    decisions: Vec<Decision>,
    known: Option<BTreeSet<String>>,
    tellings: Tellings,
    course: Course,
}

impl Replay {
    /// Applies the decisions; `None` where nobody waits for that any more.
    pub fn run(self) -> Option<Replayed> {
        let Self { base, read, decisions, known, mut tellings, choices, claims, course } = self;
        let read = match read {
            Read::Kept(read) => read,
            Read::Marked(shown, trail) if trail.is_empty() => shown,
            Read::Marked(shown, trail) => {
                let mut read = Chronology::clone(&shown);
                trail.into_iter().rev().for_each(|before| before.restore(&mut read));
                Arc::new(read)
            }
        };
        let (chronology, read, lost) = if decisions.is_empty() && known.is_none() {
            (read, None, Vec::new())
        } else {
            let replayed = project::replay(&read, &decisions, known.as_ref(), &mut tellings);
            (Arc::new(replayed.chronology), Some(read), replayed.lost)
        };
        if !course.goes_on() {
            return None;
        }
        let mut facets = Facets::under(&chronology, &claims);
        facets.count(&chronology, &choices.filter);
        let stamp = Stamp::default();
        let ready = Box::new(Ready { chronology, facets, prepared: None, stamp });
        let goes_on = course.goes_on();
        let replayed = Replayed { base, ready, read, lost, decisions, known, tellings, course };
        goes_on.then_some(replayed)
    }
}

impl Replayed {
    /// The same, made ready to be drawn too.
    #[must_use]
    pub fn drawn(mut self, by: &Sorting) -> Self {
        self.ready = self.ready.drawn(by);
        self
    }
}

impl State {
    /// Hands over what takes long with so many events or more; else all is done at once.
    pub fn hand_over_from(&mut self, least: usize) {
        self.least_long = Some(least);
        self.facets.search_aside(self.is_long());
    }

    pub(crate) fn is_long(&self) -> bool {
        self.least_long.is_some_and(|least| least <= self.chronology.events.len())
    }

    /// Chronologies that are shown no more. To forget millions of events takes a while.
    pub fn take_waste(&mut self) -> Vec<Arc<Chronology>> {
        std::mem::take(&mut self.waste)
    }

    /// Shows other claims on disputed places. With many events that is a job, as a replay is.
    pub(crate) fn show_claims(&mut self, claims: &Claims) -> Option<Job> {
        self.settings.claims.clone_from(claims);
        if self.is_long() {
            return self.replay();
        }
        let (claims, filter) = (&self.settings.claims, &self.choices.filter);
        self.facets.show_claims(&self.chronology, claims, filter);
        None
    }

    /// Shows what was read with all decisions in force. Where the date of a document is not yet as
    /// decided, or there are many events, that is a job.
    pub(crate) fn replay(&mut self) -> Option<Job> {
        let dates = project::document_dates(&self.ledger.found, &self.ledger.log);
        if !self.is_long() {
            if self.course().is_some() || dates == self.ledger.dates {
                self.elsewhere.end();
            }
            if let Some(replayed) = self.begin_replay().run() {
                self.show(replayed);
            }
            return self.redate(dates);
        }
        if dates != self.ledger.dates {
            return self.redate(dates);
        }
        if self.course().is_some() {
            return None;
        }
        self.elsewhere = Elsewhere::Replaying(Course::default());
        Some(Job::Replay)
    }

    /// What is to be replayed, for work elsewhere.
    pub fn begin_replay(&mut self) -> Replay {
        let read = match &self.ledger.read {
            Some(read) => Read::Kept(Arc::clone(read)),
            None => Read::Marked(Arc::clone(&self.chronology), self.ledger.trail.clone()),
        };
        Replay {
            base: self.ledger.base,
            read,
            decisions: self.ledger.log.in_force().to_vec(),
            known: self.ledger.known.clone(),
            tellings: std::mem::take(&mut self.ledger.tellings),
            choices: self.choices.clone(),
            claims: self.settings.claims.clone(),
            course: self.course().cloned().unwrap_or_default(),
        }
    }

    /// Shows what came of a replay elsewhere, and goes on from there.
    pub(crate) fn take_replayed(&mut self, replayed: Replayed) -> Option<Job> {
        if replayed.course.is_ended() {
            return None;
        }
        self.elsewhere = Elsewhere::Nothing;
        if replayed.base != self.ledger.base {
            return self.replay();
        }
        let is_current = self.ledger.log.in_force().starts_with(&replayed.decisions);
        if !is_current || replayed.known != self.ledger.known {
            self.ledger.tellings = replayed.tellings;
            return self.replay();
        }
        let kept = self.kept.take();
        self.show(replayed);
        if let Some(kept) = kept {
            kept.give_back(self);
        }
        let job = self.catch_up();
        self.follow_selected();
        job
    }

    /// Puts another chronology of the same documents in place; what is selected stays selected.
    fn show(&mut self, replayed: Replayed) {
        let Replayed { ready, read, lost, decisions, tellings, .. } = replayed;
        let selected = self.selection.and_then(|selection| {
            let event = self.chronology.events.get(selection.event)?;
            Some((event.id, event.sources.get(selection.source).cloned()))
        });
        let ids = self.also.iter().filter_map(|index| self.chronology.events.get(*index));
        let ids: BTreeSet<EventId> = ids.map(|event| event.id).collect();
        self.ledger.trail.clear();
        self.ledger.held = Some(decisions);
        self.lost = lost;
        self.ledger.read = read;
        self.ledger.tellings = tellings;
        self.take_ready(*ready);
        if *self.facets.filter() != self.choices.filter {
            self.facets.count(&self.chronology, &self.choices.filter);
        }
        self.selection = selected.and_then(|(id, source)| self.reselected(id, source.as_ref()));
        let events = self.chronology.events.iter().enumerate();
        let stays = |(index, event): (usize, &Event)| ids.contains(&event.id).then_some(index);
        self.also =
            if ids.is_empty() { BTreeSet::new() } else { events.filter_map(stays).collect() };
    }

    /// Puts a chronology in place with its counts.
    pub(crate) fn take_ready(&mut self, ready: Ready) {
        let before = std::mem::replace(&mut self.chronology, ready.chronology);
        if self.least_long.is_some_and(|least| least <= before.events.len()) {
            self.waste.push(before);
        }
        self.facets = ready.facets;
        self.stamp = ready.stamp;
        if self.facets.claims != self.settings.claims {
            let (claims, filter) = (&self.settings.claims, &self.choices.filter);
            self.facets.show_claims(&self.chronology, claims, filter);
        }
        self.facets.search_aside(self.is_long());
        self.revision += 1;
        self.structure += 1;
        self.lanes.clear();
    }

    /// Where the selected source is now; where no event has it, its event.
    fn reselected(&self, id: EventId, source: Option<&Source>) -> Option<Selection> {
        let events = &self.chronology.events;
        let is_same = |other: &Source| {
            source.is_some_and(|it| {
                (it.document, it.sentence, it.clause)
                    == (other.document, other.sentence, other.clause)
            })
        };
        let holds = |event: &usize| events.get(*event)?.sources.iter().position(is_same);
        let has_id = |event: &usize| events.get(*event).is_some_and(|event| event.id == id);
        let told = source
            .map(|it| self.facets.told_by(&BTreeSet::from([it.document])))
            .unwrap_or_default();
        let same = told.iter().copied().find(has_id);
        let same = same.or_else(|| (0..events.len()).find(has_id));
        let own = same.and_then(|i| Some((i, holds(&i)?)));
        let any = || told.iter().find_map(|i| Some((*i, holds(i)?)));
        let place = own.or_else(any).or_else(|| Some((same?, 0)));
        place.map(|(event, source)| Selection { event, source })
    }
}
