//! Which events are shown.

use crate::model::{DateStatus, DocumentId, Factuality, PlaceCode};
use std::collections::BTreeSet;

/// Which events are shown: any value within a facet, all facets together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Places that are ticked; `None` shows all. An event passes by any of its own places.
    pub regions: Option<RegionChoice>,
    /// Kinds of date that are hidden.
    pub hidden_statuses: BTreeSet<DateStatus>,
    /// Kinds of factuality that are hidden.
    pub hidden_factualities: BTreeSet<Factuality>,
    /// Documents that are hidden; an event passes by any source in another document.
    pub hidden_documents: BTreeSet<DocumentId>,
    /// Least confidence, 0–1.
    pub min_confidence: f32,
    /// Words that title or source sentence must hold, without regard to case; empty for all.
    pub query: String,
}

/// The ticked boxes of the region tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegionChoice {
    /// Ticked places, each for itself alone: ticking a box with children adds them too.
    pub ticked: BTreeSet<PlaceCode>,
    /// Whether events without any place are shown.
    pub no_region: bool,
}
