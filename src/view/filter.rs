//! Which events are shown.

use super::search;
use crate::model::{
    Annotated, Bounds, Chronology, DateStatus, DocumentId, Event, Factuality, PlaceCode, PlaceRef,
    ReviewState, Shape, Source, SourceType, Via, When,
};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Which events are shown: any value within a facet, all facets together.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    /// The time within which an event may lie; `None` shows all, those without a date too.
    pub time: Option<When>,
    /// Places that are ticked; `None` shows all. An event passes by any of its own places.
    pub regions: Option<RegionChoice>,
    /// Ways of naming a place that do not count; an event then has only the places that its sources
    /// name in another way.
    pub hidden_vias: BTreeSet<Via>,
    /// Kinds of date that are hidden.
    pub hidden_statuses: BTreeSet<DateStatus>,
    /// Kinds of factuality that are hidden.
    pub hidden_factualities: BTreeSet<Factuality>,
    /// Documents that are hidden; an event passes by any source in another document.
    pub hidden_documents: BTreeSet<DocumentId>,
    /// Source types that are hidden; an event passes by any source of another type.
    pub hidden_source_types: BTreeSet<SourceType>,
    /// Least confidence, 0–1.
    pub min_confidence: f32,
    /// Words that an event must hold, see [`search`](super::search); empty for all.
    pub query: String,
    /// How far looked at, of what is hidden; what was dismissed, unless somebody asks for it.
    pub hidden_reviews: BTreeSet<ReviewState>,
    /// Whether only starred events are shown.
    pub starred_only: bool,
    /// Tags of which an event must have one; empty for all.
    pub tags: BTreeSet<String>,
    /// People and organisations of whom one must take part, by name, and the empty name for nobody; empty for all.
    pub actors: BTreeSet<String>,
    /// Least number of documents that tell it; 0 and 1 show all.
    pub min_documents: usize,
}

impl Default for Filter {
    /// Everything but what was dismissed.
    fn default() -> Self {
        Self {
            time: None,
            regions: None,
            hidden_vias: BTreeSet::new(),
            hidden_statuses: BTreeSet::new(),
            hidden_factualities: BTreeSet::new(),
            hidden_documents: BTreeSet::new(),
            hidden_source_types: BTreeSet::new(),
            min_confidence: 0.0,
            query: String::new(),
            hidden_reviews: Self::usually_hidden(),
            starred_only: false,
            tags: BTreeSet::new(),
            actors: BTreeSet::new(),
            min_documents: 0,
        }
    }
}

impl Filter {
    /// How far looked at, of what is hidden where nobody chose.
    pub fn usually_hidden() -> BTreeSet<ReviewState> {
        BTreeSet::from([ReviewState::Dismissed])
    }
}

/// The ticked boxes of the region tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegionChoice {
    /// Ticked places, each for itself alone: ticking a box with children adds them too.
    pub ticked: BTreeSet<PlaceCode>,
    /// Whether events without any place are shown.
    pub no_region: bool,
}

/// A filter made ready for one chronology, so that asking about an event is cheap.
#[derive(Debug)]
pub struct Sieve<'a> {
    filter: &'a Filter,
    chronology: &'a Chronology,
    needles: Vec<String>,
    is_document_hidden: Vec<bool>,
    cast: Option<Cast>,
}

/// Those of whom one must take part, by number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cast {
    numbers: BTreeSet<u32>,
    /// Whether nobody may as well.
    nobody: bool,
}

impl Cast {
    /// Those that a filter asks for; `None` where it asks for nobody in particular.
    pub fn of(chronology: &Chronology, filter: &Filter) -> Option<Self> {
        let chosen = Some(&filter.actors).filter(|chosen| !chosen.is_empty())?;
        let numbers = chosen.iter().filter_map(|name| chronology.actors.number(name)).collect();
        Some(Self { numbers, nobody: chosen.contains("") })
    }

    /// Whether an event in which these take part is asked for.
    pub fn holds(&self, actors: &[u32]) -> bool {
        actors.iter().any(|actor| self.numbers.contains(actor)) || self.nobody && actors.is_empty()
    }
}

impl<'a> Sieve<'a> {
    /// Makes `filter` ready for `chronology`.
    pub fn new(chronology: &'a Chronology, filter: &'a Filter) -> Self {
        let is_hidden = |doc: &Arc<Annotated>| filter.hidden_documents.contains(&doc.document.id);
        Self {
            filter,
            chronology,
            needles: search::needles(&filter.query),
            is_document_hidden: chronology.documents.iter().map(is_hidden).collect(),
            cast: Cast::of(chronology, filter),
        }
    }

    /// Whether an event is shown.
    pub fn passes(&self, event: &Event) -> bool {
        self.passes_else(event) && self.holds_query(event)
    }

    /// Whether it passes all but the searched words.
    fn passes_else(&self, event: &Event) -> bool {
        self.filter.min_confidence <= event.confidence
            && !self.filter.hidden_statuses.contains(&event.date_status)
            && !self.filter.hidden_factualities.contains(&event.factuality)
            && !self.filter.hidden_reviews.contains(&event.review_state())
            && self.filter.min_documents <= event.document_count()
            && (!self.filter.starred_only || event.is_starred())
            && self.has_tag(event)
            && self.has_actor(event)
            && self.is_in_time(event)
            && self.is_in_region(event)
            && self.is_in_document(event)
            && self.is_of_source_type(event)
    }

    /// Whether it may lie within the time that is asked for.
    pub fn is_in_time(&self, event: &Event) -> bool {
        self.filter.time.as_ref().is_none_or(|time| {
            event.when.as_ref().is_some_and(|when| told_for(when).overlaps(time.bounds))
        })
    }

    /// Whether one of its places is ticked.
    pub fn is_in_region(&self, event: &Event) -> bool {
        self.filter.regions.as_ref().is_none_or(|choice| {
            self.places(event).any(|place| choice.ticked.contains(place))
                || choice.no_region && self.places(event).next().is_none()
        })
    }

    /// The places of an event that count: those that a source names in a way that is not hidden.
    pub fn places<'e>(&'e self, event: &'e Event) -> impl Iterator<Item = &'e PlaceCode> {
        event.places.iter().filter(move |code| {
            self.filter.hidden_vias.is_empty()
                || event.is_placed_by_hand()
                || event.sources.iter().any(|source| {
                    let mut named = source.places.iter().filter(|it| it.place == **code);
                    named.any(|it| !self.is_hidden_way(source, it))
                })
        })
    }

    /// Whether a source names a place in a way that is hidden; what a document is about is not.
    fn is_hidden_way(&self, source: &Source, place: &PlaceRef) -> bool {
        let via = via_of(self.chronology, source, place);
        via.is_some_and(|via| self.filter.hidden_vias.contains(&via))
    }

    /// Whether it has one of the chosen tags.
    pub fn has_tag(&self, event: &Event) -> bool {
        let chosen = &self.filter.tags;
        chosen.is_empty() || event.tags().any(|tag| chosen.contains(tag))
    }

    /// Whether one of those who are asked for takes part.
    pub fn has_actor(&self, event: &Event) -> bool {
        let actors = &self.chronology.actors;
        self.cast.as_ref().is_none_or(|cast| cast.holds(&actors.of(event)))
    }

    /// Whether one of its sources stands in a document that is shown.
    pub fn is_in_document(&self, event: &Event) -> bool {
        let is_hidden = |i: usize| self.is_document_hidden.get(i).copied().unwrap_or(false);
        self.filter.hidden_documents.is_empty()
            || event.sources.iter().any(|source| !is_hidden(source.document))
    }

    /// Whether one of its sources is of a type that is shown.
    pub fn is_of_source_type(&self, event: &Event) -> bool {
        let hidden = &self.filter.hidden_source_types;
        let mut documents =
            event.sources.iter().filter_map(|source| self.chronology.document_of(source));
        hidden.is_empty() || documents.any(|document| !hidden.contains(&document.source_type()))
    }

    /// Whether an event holds the searched words: in its title, a sentence, a place, a claimant or the title
    /// of a document.
    pub fn holds_query(&self, event: &Event) -> bool {
        search::holds(self.chronology, event, &self.needles)
    }
}

/// The time that a date is looked for in. What happened once before a day stands at that day: it may lie in
/// any time before it, and would answer to every question.
pub fn told_for(when: &When) -> Bounds {
    let Bounds { earliest, latest } = when.bounds;
    match when.shape {
        Shape::Before | Shape::After => {
            Bounds { earliest: earliest.or(latest), latest: latest.or(earliest) }
        }
        Shape::Within
        | Shape::Interval
        | Shape::FuzzyInterval
        | Shape::Circa
        | Shape::Since
        | Shape::Until => when.bounds,
    }
}

/// How a source names a place; `None` where no words name it.
pub fn via_of(chronology: &Chronology, source: &Source, place: &PlaceRef) -> Option<Via> {
    let mention = chronology.document_of(source)?.places.get(place.mention?)?;
    Some(mention.via)
}
