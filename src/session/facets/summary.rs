//! The filter in words, one chip a facet.

use super::{Facets, Tick};
use crate::model::{Chronology, DateStatus, DocumentId, Factuality, ReviewState, SourceType};
use crate::view::{Filter, words};
use std::collections::BTreeSet;

/// One facet of the filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FilterPart {
    /// Time within which events may lie.
    Time,
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
    /// Source types.
    SourceTypes,
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
    /// Who takes part.
    Actors,
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
    if let Some(time) = &filter.time {
        add(FilterPart::Time, words::when(time));
    }
    if filter.regions.is_some() {
        add(FilterPart::Regions, region_words(facets, filter));
    }
    if !filter.hidden_vias.is_empty() {
        let hidden = filter.hidden_vias.iter().map(|via| via.word());
        add(FilterPart::Vias, format!("no place by {}", listed("way", hidden)));
    }
    if !filter.hidden_statuses.is_empty() {
        let is_hidden = |it: &DateStatus| filter.hidden_statuses.contains(it);
        let words = parted(DateStatus::ALL, is_hidden, DateStatus::word);
        add(FilterPart::Statuses, kept("date", words));
    }
    if !filter.hidden_factualities.is_empty() {
        let is_hidden = |it: &Factuality| filter.hidden_factualities.contains(it);
        let words = parted(Factuality::ALL, is_hidden, Factuality::word);
        add(FilterPart::Factualities, kept("factuality", words));
    }
    if !filter.hidden_documents.is_empty() {
        let ids = chronology.documents.iter().map(|doc| &doc.document.id);
        let is_hidden = |id: &&DocumentId| filter.hidden_documents.contains(*id);
        add(FilterPart::Documents, kept("document", parted(ids, is_hidden, DocumentId::as_str)));
    }
    if !filter.hidden_source_types.is_empty() {
        // Kinds that nothing here is of are no part of the choice.
        let counted = SourceType::ALL.into_iter().zip(facets.source_types);
        let here = counted.filter(|(_, count)| 0 < count.total).map(|(it, _)| it);
        let is_hidden = |it: &SourceType| filter.hidden_source_types.contains(it);
        add(
            FilterPart::SourceTypes,
            kept("source type", parted(here, is_hidden, SourceType::word)),
        );
    }
    if filter.min_confidence > 0.0 {
        add(FilterPart::Confidence, format!("confidence ≥ {:.2}", filter.min_confidence));
    }
    if filter.hidden_reviews != Filter::usually_hidden() {
        let is_hidden = |it: &ReviewState| filter.hidden_reviews.contains(it);
        let words = parted(ReviewState::ALL, is_hidden, ReviewState::word);
        add(FilterPart::Reviews, kept("review", words));
    }
    if filter.starred_only {
        add(FilterPart::Starred, "starred".to_owned());
    }
    if !filter.tags.is_empty() {
        let tags = filter.tags.iter().map(String::as_str);
        add(FilterPart::Tags, format!("tagged {}", listed("tag", tags)));
    }
    if !filter.actors.is_empty() {
        let names = filter.actors.iter().map(String::as_str);
        let names = names.map(|name| if name.is_empty() { "nobody named" } else { name });
        add(FilterPart::Actors, listed("name", names));
    }
    if 1 < filter.min_documents {
        let least = filter.min_documents;
        add(FilterPart::LeastDocuments, format!("told by {least} or more documents"));
    }
    chips
}

/// The topmost regions that are wholly ticked, or those that are not, by name.
fn region_words(facets: &Facets, filter: &Filter) -> String {
    let Some(choice) = &filter.regions else { return String::new() };
    let (mut on, mut off, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    let mut open: Vec<usize> = facets.roots.iter().rev().copied().collect();
    while let Some(index) = open.pop() {
        // A place may stand under several others.
        let Some(node) = facets.regions.get(index).filter(|_| seen.insert(index)) else { continue };
        if facets.tick(node, filter) == Tick::Mixed {
            open.extend(node.children.iter().rev());
        }
        let is_own = choice.ticked.contains(&node.code);
        if is_own { &mut on } else { &mut off }.push(node.name.as_str());
    }
    if choice.no_region {
        on.push(NO_REGION);
    } else if off.is_empty() {
        return "any region".to_owned();
    } else if 0 < facets.no_region.total {
        off.push(NO_REGION);
    }
    kept("region", (on, off))
}

/// How the events without a place are called among the regions.
const NO_REGION: &str = "no region";

/// Names of what is kept, and of what is hidden.
fn parted<'a, T>(
    all: impl IntoIterator<Item = T>,
    is_hidden: impl Fn(&T) -> bool,
    name: impl Fn(T) -> &'a str,
) -> (Vec<&'a str>, Vec<&'a str>) {
    let (hidden, kept): (Vec<T>, Vec<T>) = all.into_iter().partition(is_hidden);
    let names = |all: Vec<T>| all.into_iter().map(&name).collect();
    (names(kept), names(hidden))
}

/// What a facet lets through, by the shorter list: the kept names, or those of what is hidden.
fn kept(noun: &str, (kept, hidden): (Vec<&str>, Vec<&str>)) -> String {
    if hidden.len() < kept.len() && MOST_NAMED < kept.len() {
        format!("not {}", listed(noun, hidden.into_iter()))
    } else {
        listed(noun, kept.into_iter())
    }
}

/// Names that a list gives in full.
const MOST_NAMED: usize = 3;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PlaceCode;
    use crate::session::{Command, State};
    use crate::view::sample::encodings;

    #[test]
    fn a_filter_is_told_by_what_it_hides_where_that_is_less() {
        let check = |words: (&[&str], &[&str]), expected: &str| {
            assert_eq!(kept("date", (words.0.to_vec(), words.1.to_vec())), expected);
        };
        check((&[], &["a"]), "no date ticked");
        check((&["a", "b"], &["c"]), "a or b");
        check((&["a", "b", "c", "d"], &["e"]), "not e");
        check((&["a", "b", "c", "d"], &["e", "f"]), "not e or f");
        check((&["a", "b", "c", "d"], &["e", "f", "g", "h"]), "a, b or 2 more");
    }

    #[test]
    fn what_was_unticked_is_named_and_what_is_ticked_alone() {
        let mut state = State::new(encodings());
        let mut check = |command: Command, expected: &str| {
            state.apply(command);
            let chips = chips(&state.chronology, &state.facets, &state.choices.filter);
            let texts: Vec<String> = chips.into_iter().map(|chip| chip.text).collect();
            assert_eq!(texts, [expected]);
            state.apply(Command::ClearFilters);
        };
        check(Command::TickRegion(PlaceCode::new("RU-CE")), "not Chechnya");
        check(Command::TickNoRegion, "any region");
        check(Command::OnlyRegion(PlaceCode::new("RU-CE")), "Chechnya");
        check(Command::ToggleStatus(DateStatus::Undated), "not undated");
    }
}
