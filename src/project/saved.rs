//! Filters, views and files as the project file holds them: words, not numbers.

use super::decision::StatedDate;
use crate::export::picture::PageOptions;
use crate::model::{
    Annotated, DateStatus, DateTime, DocumentId, Edtf, Factuality, PlaceCode, ReviewState,
    SourceType, Via,
};
use crate::view::filter::RegionChoice;
use crate::view::{Band, ColourBy, Filter, LaneBy, LaneKey, Placing};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// Which events are shown, and how.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Arranged {
    /// What lanes stand for.
    pub lanes: String,
    /// What colours stand for.
    pub colour: String,
    /// Time within which events may lie; `None` for all.
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<StatedDate>,
    /// Ticked places; `None` for all.
    #[serde(skip_serializing_if = "Option::is_none")]
    regions: Option<Regions>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    hidden_vias: BTreeSet<String>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    hidden_statuses: BTreeSet<String>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    hidden_factualities: BTreeSet<String>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    hidden_documents: BTreeSet<String>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    hidden_source_types: BTreeSet<String>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    hidden_reviews: BTreeSet<String>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    tags: BTreeSet<String>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    actors: BTreeSet<String>,
    #[serde(skip_serializing_if = "is_default")]
    starred_only: bool,
    #[serde(skip_serializing_if = "is_default")]
    #[serde(alias = "min_sources")]
    min_documents: usize,
    #[serde(skip_serializing_if = "is_default")]
    min_confidence: f32,
    #[serde(skip_serializing_if = "String::is_empty")]
    query: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lane_order: Vec<String>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    collapsed_lanes: BTreeSet<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Regions {
    ticked: BTreeSet<String>,
    no_region: bool,
}

/// A piece of time, in whole seconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    from: String,
    to: String,
}

/// An annotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedBand {
    name: String,
    time: StatedDate,
}

/// A view under a name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NamedView {
    /// Its name.
    pub name: String,
    /// Visible time.
    pub span: Span,
    /// Which events are shown, and how.
    pub arranged: Arranged,
}

/// A page for a picture under a name, with what is drawn on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Preset {
    /// Its name.
    pub name: String,
    /// The page.
    pub page: PageOptions,
    /// Time to draw; `None` for all events that are shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// Which events are shown, and how.
    pub arranged: Arranged,
}

/// A document that the project knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedFile {
    /// Its id.
    pub doc: String,
    /// Bytes of its file; `None` for text inside a manifest or an archive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<u64>,
    /// Hash of its text.
    pub hash: String,
    /// Its date in EDTF.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// How that was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_method: Option<String>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Arranged {
    /// Filter, lanes and colours in the form of the file.
    pub fn new(filter: &Filter, lanes: LaneBy, colour: ColourBy, placing: &Placing) -> Self {
        let regions = filter.regions.as_ref().map(|choice| Regions {
            ticked: choice.ticked.iter().map(|code| code.as_str().to_owned()).collect(),
            no_region: choice.no_region,
        });
        let owned = |word: &str| word.to_owned();
        Self {
            lanes: owned(lanes.word()),
            colour: owned(colour.word()),
            time: filter.time.as_ref().map(StatedDate::new),
            regions,
            hidden_vias: filter.hidden_vias.iter().map(|it| owned(it.word())).collect(),
            hidden_statuses: filter.hidden_statuses.iter().map(|it| owned(it.word())).collect(),
            hidden_factualities: filter
                .hidden_factualities
                .iter()
                .map(|it| owned(it.word()))
                .collect(),
            hidden_documents: filter.hidden_documents.iter().map(|it| owned(it.as_str())).collect(),
            hidden_source_types: filter
                .hidden_source_types
                .iter()
                .map(|it| owned(it.word()))
                .collect(),
            hidden_reviews: filter.hidden_reviews.iter().map(|it| owned(it.word())).collect(),
            tags: filter.tags.clone(),
            actors: filter.actors.clone(),
            starred_only: filter.starred_only,
            min_documents: filter.min_documents,
            min_confidence: filter.min_confidence,
            query: filter.query.clone(),
            lane_order: placing.order.iter().map(LaneKey::to_string).collect(),
            collapsed_lanes: placing.collapsed.iter().map(LaneKey::to_string).collect(),
        }
    }

    /// How lanes are placed by hand.
    pub fn placing(&self) -> Placing {
        let key = |word: &String| LaneKey::parse(word, self.lanes());
        Placing {
            order: self.lane_order.iter().map(key).collect(),
            collapsed: self.collapsed_lanes.iter().map(key).collect(),
        }
    }

    /// The filter; words that this version does not know are left out.
    pub fn filter(&self) -> Filter {
        let regions = self.regions.as_ref().map(|choice| RegionChoice {
            ticked: choice.ticked.iter().map(|code| PlaceCode::new(code)).collect(),
            no_region: choice.no_region,
        });
        let known = |all: &BTreeSet<String>, word: &str| all.contains(word);
        Filter {
            time: self.time.as_ref().and_then(StatedDate::when),
            regions,
            hidden_vias: Via::LOOSE
                .into_iter()
                .filter(|it| known(&self.hidden_vias, it.word()))
                .collect(),
            hidden_statuses: DateStatus::ALL
                .into_iter()
                .filter(|it| known(&self.hidden_statuses, it.word()))
                .collect(),
            hidden_factualities: Factuality::ALL
                .into_iter()
                .filter(|it| known(&self.hidden_factualities, it.word()))
                .collect(),
            hidden_documents: self.hidden_documents.iter().map(|it| DocumentId::new(it)).collect(),
            hidden_source_types: SourceType::ALL
                .into_iter()
                .filter(|it| known(&self.hidden_source_types, it.word()))
                .collect(),
            hidden_reviews: ReviewState::ALL
                .into_iter()
                .filter(|it| known(&self.hidden_reviews, it.word()))
                .collect(),
            tags: self.tags.clone(),
            actors: self.actors.clone(),
            starred_only: self.starred_only,
            min_documents: self.min_documents,
            min_confidence: self.min_confidence,
            query: self.query.clone(),
        }
    }

    /// What lanes stand for.
    pub fn lanes(&self) -> LaneBy {
        LaneBy::ALL.into_iter().find(|it| it.word() == self.lanes).unwrap_or_default()
    }

    /// What colours stand for.
    pub fn colour(&self) -> ColourBy {
        ColourBy::ALL.into_iter().find(|it| it.word() == self.colour).unwrap_or_default()
    }
}

impl SavedBand {
    /// An annotation in the form of the file.
    pub fn new(band: &Band) -> Self {
        Self { name: band.name().to_owned(), time: StatedDate::new(band.time()) }
    }

    /// The annotation; `None` where its text is no time.
    pub fn band(&self) -> Option<Band> {
        Band::new(&self.name, self.time.when()?)
    }
}

impl Span {
    /// From one second of the axis to another.
    pub fn new(from_secs: f64, to_secs: f64) -> Self {
        let text = |secs: f64| DateTime::from_seconds(secs.round() as i64).to_string();
        Self { from: text(from_secs), to: text(to_secs) }
    }

    /// The two seconds; `None` where the text is no time.
    pub fn secs(&self) -> Option<(f64, f64)> {
        let secs = |text: &str| Some(text.parse::<Edtf>().ok()?.bounds().earliest? as f64);
        Some((secs(&self.from)?, secs(&self.to)?))
    }
}

impl SavedFile {
    /// Every document of a chronology. `size_of` asks for the size of a file.
    pub fn all(documents: &[Arc<Annotated>], size_of: impl Fn(&Path) -> Option<u64>) -> Vec<Self> {
        let saved = |annotated: &Arc<Annotated>| {
            let document = &annotated.document;
            let dct = document.dct.as_ref();
            Self {
                doc: document.id.as_str().to_owned(),
                size: document.path.as_deref().and_then(&size_of),
                hash: super::text_hash(document),
                date: dct.map(|dct| dct.when.edtf.to_string()),
                date_method: dct.map(|dct| dct.method.word().to_owned()),
            }
        };
        documents.iter().map(saved).collect()
    }
}
