//! Changing which events are shown and how; every change can be undone.

use crate::model::{DateStatus, Factuality, PlaceCode, ReviewState, SourceType};
use crate::session::command::Command;
use crate::session::facets::summary::FilterPart;
use crate::session::state::{Choices, State, Step};
use crate::view::Filter;
use crate::view::filter::RegionChoice;
use std::collections::BTreeSet;

impl State {
    pub(crate) fn choose(&mut self, command: Command) {
        let before = self.choices.clone();
        self.change(command);
        if self.choices != before {
            let is_same = self.choices.filter == before.filter;
            self.remember(before);
            if !is_same {
                self.facets.count(&self.chronology, &self.choices.filter);
            }
        }
    }

    /// Keeps what was chosen before; words typed one after another are one step.
    fn remember(&mut self, before: Choices) {
        let same_but_query = |a: &Choices, b: &Choices| {
            let filter = Filter { query: b.filter.query.clone(), ..a.filter.clone() };
            let rest = |it: &Choices| (it.lanes, it.colour, it.placing.clone(), it.bands.clone());
            filter == b.filter && rest(a) == rest(b)
        };
        let is_typing = !before.filter.query.is_empty()
            && !self.choices.filter.query.is_empty()
            && same_but_query(&before, &self.choices);
        self.change_number += 1;
        if !is_typing {
            self.undo.leave(Step { choices: before, decided: self.ledger.log.count() });
        }
    }

    /// How many events would be shown without a part of the filter.
    pub fn shown_without(&self, part: FilterPart) -> usize {
        let mut filter = self.choices.filter.clone();
        drop_part(&mut filter, part);
        self.facets.passing(&self.chronology, &filter)
    }

    fn change(&mut self, command: Command) {
        use Command as C;
        match command {
            C::Lanes(lanes) => {
                self.choices.lanes = lanes;
                self.scroll_px = 0.0;
            }
            C::Colour(colour) => self.choices.colour = colour,
            C::ToggleLane(key) => toggle(&mut self.choices.placing.collapsed, key),
            C::CollapseLane => {
                let lane = self.lane_of_selected().and_then(|lane| self.lane_keys.get(lane));
                if let Some(key) = lane.cloned() {
                    toggle(&mut self.choices.placing.collapsed, key);
                }
            }
            C::CollapseLanes => self.choices.placing.collapsed.extend(self.lane_keys.clone()),
            C::OpenLanes => self.choices.placing.collapsed.clear(),
            C::OrderLanes(order) => self.choices.placing.order = order,
            C::SetBand(..) | C::ForgetBand(_) => self.change_bands(&command),
            C::TickRegion(code) => self.tick_region(&code),
            C::OnlyRegion(code) => {
                let ticked = self.facets.subtree(&code);
                self.set_regions(RegionChoice { ticked, no_region: false });
            }
            C::OnlyRegions(codes) => {
                let ticked = codes.iter().flat_map(|code| self.facets.subtree(code)).collect();
                self.set_regions(RegionChoice { ticked, no_region: false });
            }
            C::OnlyThisLevel(code) => {
                let ticked = BTreeSet::from([code]);
                self.set_regions(RegionChoice { ticked, no_region: false });
            }
            C::TickNoRegion => {
                let mut choice = self.regions();
                choice.no_region = !choice.no_region;
                self.set_regions(choice);
            }
            C::OnlyNoRegion => {
                self.set_regions(RegionChoice { ticked: BTreeSet::new(), no_region: true });
            }
            C::AllRegions => self.choices.filter.regions = None,
            other => self.change_filter(other),
        }
    }

    fn change_filter(&mut self, command: Command) {
        use Command as C;
        let documents = self.chronology.documents.iter().map(|doc| doc.document.id.clone());
        let filter = &mut self.choices.filter;
        match command {
            C::SetTime(time) => filter.time = time.map(|time| *time),
            C::ToggleVia(via) => toggle(&mut filter.hidden_vias, via),
            C::ToggleStatus(status) => toggle(&mut filter.hidden_statuses, status),
            C::OnlyStatus(status) => filter.hidden_statuses = all_but(&status, DateStatus::ALL),
            C::ToggleFactuality(kind) => toggle(&mut filter.hidden_factualities, kind),
            C::OnlyFactuality(kind) => {
                filter.hidden_factualities = all_but(&kind, Factuality::ALL);
            }
            C::ToggleDocument(id) => toggle(&mut filter.hidden_documents, id),
            C::OnlyDocument(id) => filter.hidden_documents = all_but(&id, documents),
            C::ToggleSourceType(source_type) => {
                toggle(&mut filter.hidden_source_types, source_type);
            }
            C::OnlySourceType(source_type) => {
                filter.hidden_source_types = all_but(&source_type, SourceType::ALL);
            }
            C::ToggleReview(state) => toggle(&mut filter.hidden_reviews, state),
            C::OnlyReview(state) => filter.hidden_reviews = all_but(&state, ReviewState::ALL),
            C::ToggleStarred => filter.starred_only = !filter.starred_only,
            C::ToggleTag(tag) => toggle(&mut filter.tags, tag),
            C::ToggleActor(name) => toggle(&mut filter.actors, name),
            C::OnlyActor(name) => filter.actors = BTreeSet::from([name]),
            C::SetLeastDocuments(least) => filter.min_documents = least,
            C::SetConfidence(least) => filter.min_confidence = least.clamp(0.0, 1.0),
            C::Search(words) => filter.query = words,
            C::Drop(part) => drop_part(filter, part),
            C::ClearFilters => *filter = Filter::default(),
            _ => {}
        }
    }

    /// Ticks a box with all below it; unticks it where all of that is ticked.
    fn tick_region(&mut self, code: &PlaceCode) {
        let below = self.facets.subtree(code);
        let mut choice = self.regions();
        if below.is_subset(&choice.ticked) {
            choice.ticked.retain(|code| !below.contains(code));
        } else {
            choice.ticked.extend(below);
        }
        self.set_regions(choice);
    }

    /// The ticked boxes; all of them where nothing was chosen.
    fn regions(&self) -> RegionChoice {
        let all = || RegionChoice { ticked: self.facets.all(), no_region: true };
        self.choices.filter.regions.clone().unwrap_or_else(all)
    }

    fn set_regions(&mut self, choice: RegionChoice) {
        let is_all = choice.no_region && self.facets.all().is_subset(&choice.ticked);
        self.choices.filter.regions = (!is_all).then_some(choice);
    }
}

/// What is hidden where one alone is shown.
fn all_but<T: Ord>(shown: &T, all: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    all.into_iter().filter(|other| other != shown).collect()
}

fn toggle<T: Ord>(hidden: &mut BTreeSet<T>, value: T) {
    if !hidden.remove(&value) {
        hidden.insert(value);
    }
}

fn drop_part(filter: &mut Filter, part: FilterPart) {
    match part {
        FilterPart::Time => filter.time = None,
        FilterPart::Regions => filter.regions = None,
        FilterPart::Vias => filter.hidden_vias.clear(),
        FilterPart::Statuses => filter.hidden_statuses.clear(),
        FilterPart::Factualities => filter.hidden_factualities.clear(),
        FilterPart::Documents => filter.hidden_documents.clear(),
        FilterPart::SourceTypes => filter.hidden_source_types.clear(),
        FilterPart::Confidence => filter.min_confidence = 0.0,
        FilterPart::Query => filter.query.clear(),
        FilterPart::Reviews => filter.hidden_reviews = Filter::usually_hidden(),
        FilterPart::Starred => filter.starred_only = false,
        FilterPart::Tags => filter.tags.clear(),
        FilterPart::Actors => filter.actors.clear(),
        FilterPart::LeastDocuments => filter.min_documents = 0,
    }
}
