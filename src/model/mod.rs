//! The nouns of Annals: plain values that every stage reads and writes.
//!
//! Nothing here knows a file, a clock, a colour or a pixel.

pub mod actor;
pub mod calendar;
pub mod chronology;
pub mod coverage;
pub mod document;
pub mod edtf;
pub mod event;
pub mod locator;
pub mod mention;
pub mod place;
pub mod review;
pub mod source_type;
pub mod span;
mod stored;
pub mod timex;
pub mod warning;
pub mod when;
#[cfg(test)]
pub(crate) mod work;

pub use actor::{Actor, ActorTable, UNCLEAR_MARK};
pub use calendar::{Bounds, Date, DateTime, Granularity, year_in_words};
pub use chronology::Chronology;
pub use coverage::Coverage;
pub use document::{
    Annotated, Dct, DctMethod, Document, DocumentId, Format, Metadata, Sentence, Told,
};
pub use edtf::Edtf;
pub use event::{DateStatus, Event, EventId, Factuality, PlaceRef, PlaceScope, Source, TimeRef};
pub use locator::{Locator, LocatorUnit};
pub use mention::{
    Alternative, Anchor, Beside, Lack, Past, PlaceGrounds, PlaceMention, RangeRole, Reasons,
    Resolution, Rival, RuleName, TimeMention, Via,
};
pub use place::{Claim, Claims, Place, PlaceCode, PlaceKind, PlaceTable, years_in_words};
pub use review::{FoundDate, Review, ReviewState, Verdict};
pub use source_type::SourceType;
pub use span::Span;
pub use timex::{Modifier, Timex, TimexType};
pub use warning::{Severity, Stage, Warning};
pub use when::{Part, Shape, When};
