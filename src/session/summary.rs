//! The filter in words, one chip a facet.

use super::facets::{Facets, Tick};
use crate::model::{Chronology, DateStatus, DocumentId, Factuality, ReviewState};
use crate::view::Filter;

/// One facet of the filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FilterPart {
    /// Ticked regions.
    Regions,
    /// Ways of naming a place.
    Vias,
    /// Kinds of date.
    Statuses,
    /// Kinds of factuality.
    Factualities,
    /// Documents.
    Documents,
    /// Least confidence.
    Confidence,
    /// Searched words.
    Query,
    /// How far looked at.
    Reviews,
    /// Starred events alone.
    Starred,
    /// Tags.
    Tags,
    /// Number of documents that tell an event.
    LeastDocuments,
}

/// One facet in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// Which facet: what is dropped when the chip is closed.
    pub part: FilterPart,
    /// What it lets through.
    pub text: String,
}

/// Every facet that hides something, in words.
pub fn chips(chronology: &Chronology, facets: &Facets, filter: &Filter) -> Vec<Chip> {
    let mut chips = Vec::new();
    let mut add = |part, text: String| chips.push(Chip { part, text });
    if !filter.query.is_empty() {
        add(FilterPart::Query, format!("“{}”", filter.query));
    }
    if filter.regions.is_some() {
        add(FilterPart::Regions, region_words(facets, filter));
    }
    if !filter.hidden_vias.is_empty() {
        let hidden = filter.hidden_vias.iter().map(|via| via.word());
        add(FilterPart::Vias, format!("no place by {}", listed("way", hidden)));
    }
    if !filter.hidden_statuses.is_empty() {
        let kept = DateStatus::ALL.into_iter().filter(|s| !filter.hidden_statuses.contains(s));
        add(FilterPart::Statuses, listed("date", kept.map(DateStatus::word)));
    }
    if !filter.hidden_factualities.is_empty() {
        let kept = Factuality::ALL.into_iter().filter(|k| !filter.hidden_factualities.contains(k));
        add(FilterPart::Factualities, listed("status", kept.map(Factuality::word)));
    }
    if !filter.hidden_documents.is_empty() {
        let ids = chronology.documents.iter().map(|doc| &doc.document.id);
        let kept = ids.filter(|id| !filter.hidden_documents.contains(id));
        add(FilterPart::Documents, listed("document", kept.map(DocumentId::as_str)));
    }
    if filter.min_confidence > 0.0 {
        add(FilterPart::Confidence, format!("confidence ≥ {:.2}", filter.min_confidence));
    }
    if filter.hidden_reviews != Filter::usually_hidden() {
        let kept = ReviewState::ALL.into_iter().filter(|s| !filter.hidden_reviews.contains(s));
        add(FilterPart::Reviews, listed("review", kept.map(ReviewState::word)));
    }
    if filter.starred_only {
        add(FilterPart::Starred, "starred".to_owned());
    }
    if !filter.tags.is_empty() {
        let tags = filter.tags.iter().map(String::as_str);
        add(FilterPart::Tags, format!("tagged {}", listed("tag", tags)));
    }
    if 1 < filter.min_documents {
        let least = filter.min_documents;
        add(FilterPart::LeastDocuments, format!("told by {least} or more documents"));
    }
    chips
}

/// The topmost regions that are wholly ticked, by name.
fn region_words(facets: &Facets, filter: &Filter) -> String {
    let mut names: Vec<&str> = Vec::new();
    let mut open: Vec<usize> = facets.roots.iter().rev().copied().collect();
    while let Some(node) = open.pop().and_then(|i| facets.regions.get(i)) {
        match facets.tick(node, filter) {
            Tick::On if !names.contains(&node.name.as_str()) => names.push(&node.name),
            Tick::Mixed => {
                if filter.regions.as_ref().is_some_and(|c| c.ticked.contains(&node.code)) {
                    names.push(&node.name);
                }
                open.extend(node.children.iter().rev());
            }
            Tick::On | Tick::Off => {}
        }
    }
    if filter.regions.as_ref().is_some_and(|choice| choice.no_region) {
        names.push("no region");
    }
    listed("region", names.into_iter())
}

/// Up to three names, then how many more; `no region` and the like where there is none.
fn listed<'a>(noun: &str, names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    match names.as_slice() {
        [] => format!("no {noun} ticked"),
        [a] => (*a).to_owned(),
        [a, b] => format!("{a} or {b}"),
        [a, b, c] => format!("{a}, {b} or {c}"),
        [a, b, rest @ ..] => format!("{a}, {b} or {} more", rest.len()),
    }
}
