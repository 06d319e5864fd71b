//! What a lane stands for, and how that is written in files and scripts.

use crate::model::{DateStatus, DocumentId, PlaceCode};
use crate::view::LaneBy;
use std::fmt;

/// What a lane stands for: a lane of one kind is never one of another, whatever its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LaneKey {
    /// Events at a place.
    Place(PlaceCode),
    /// Events at no known place.
    NoPlace,
    /// Events that a document tells first.
    Document(DocumentId),
    /// Events that no document tells.
    NoDocument,
    /// Events of which this is the first tag.
    Tag(String),
    /// Events without a tag.
    NoTag,
    /// Events in which somebody takes part, and is named first.
    Actor(String),
    /// Events that name nobody.
    NoActor,
    /// Events with such a date.
    Status(DateStatus),
    /// All events.
    All,
    /// Events of all lanes that are too small to stand alone.
    Rest,
}

const PLACE: &str = "place:";
const DOCUMENT: &str = "document:";
const TAG: &str = "tag:";
const ACTOR: &str = "actor:";
const STATUS: &str = "status:";

impl LaneKey {
    /// The lane of a name among lanes of a kind; an empty name is that of events without one.
    pub(crate) fn of(name: &str, by: LaneBy) -> Self {
        match by {
            LaneBy::Region if name.is_empty() => Self::NoPlace,
            LaneBy::Region => Self::Place(PlaceCode::new(name)),
            LaneBy::Document if name.is_empty() => Self::NoDocument,
            LaneBy::Document => Self::Document(DocumentId::new(name)),
            LaneBy::Tag if name.is_empty() => Self::NoTag,
            LaneBy::Tag => Self::Tag(name.to_owned()),
            LaneBy::Actor if name.is_empty() => Self::NoActor,
            LaneBy::Actor => Self::Actor(name.to_owned()),
            LaneBy::Status => Self::Status(status(name).unwrap_or(DateStatus::Undated)),
            LaneBy::None => Self::All,
        }
    }

    /// Reads what is written. Earlier versions wrote the bare name, and nothing for the events without
    /// one: it is read as the name of a lane of such a kind.
    pub fn parse(word: &str, by: LaneBy) -> Self {
        let written = match word {
            "no-place" => Some(Self::NoPlace),
            "no-document" => Some(Self::NoDocument),
            "no-tag" => Some(Self::NoTag),
            "no-actor" => Some(Self::NoActor),
            "all" => Some(Self::All),
            "other" => Some(Self::Rest),
            _ => None,
        };
        let place = || Some(Self::Place(PlaceCode::new(word.strip_prefix(PLACE)?)));
        let document = || Some(Self::Document(DocumentId::new(word.strip_prefix(DOCUMENT)?)));
        let of_status = || Some(Self::Status(status(word.strip_prefix(STATUS)?)?));
        let tag = || Some(Self::Tag(word.strip_prefix(TAG)?.to_owned()));
        let actor = || Some(Self::Actor(word.strip_prefix(ACTOR)?.to_owned()));
        let known = written.or_else(place).or_else(document).or_else(tag).or_else(of_status);
        let known = known.or_else(actor);
        known.unwrap_or_else(|| Self::of(word, by))
    }
}

fn status(word: &str) -> Option<DateStatus> {
    DateStatus::ALL.into_iter().find(|status| status.word() == word)
}

impl fmt::Display for LaneKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Place(code) => write!(f, "{PLACE}{code}"),
            Self::NoPlace => f.write_str("no-place"),
            Self::Document(id) => write!(f, "{DOCUMENT}{id}"),
            Self::NoDocument => f.write_str("no-document"),
            Self::Tag(tag) => write!(f, "{TAG}{tag}"),
            Self::NoTag => f.write_str("no-tag"),
            Self::Actor(name) => write!(f, "{ACTOR}{name}"),
            Self::NoActor => f.write_str("no-actor"),
            Self::Status(status) => write!(f, "{STATUS}{}", status.word()),
            Self::All => f.write_str("all"),
            Self::Rest => f.write_str("other"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lanes_are_read_as_they_are_written_whatever_lanes_there_are() {
        let keys = [
            LaneKey::Place(PlaceCode::new("H:SUHH")),
            LaneKey::NoPlace,
            LaneKey::Document(DocumentId::new("other")),
            LaneKey::Document(DocumentId::new("")),
            LaneKey::NoDocument,
            LaneKey::Tag("dam: no-tag".to_owned()),
            LaneKey::NoTag,
            LaneKey::Actor("tag: Ann Dahl".to_owned()),
            LaneKey::NoActor,
            LaneKey::Status(DateStatus::Partial),
            LaneKey::All,
            LaneKey::Rest,
        ];
        for by in LaneBy::ALL {
            assert_eq!(keys.clone().map(|key| LaneKey::parse(&key.to_string(), by)), keys);
        }
    }

    #[test]
    fn lanes_of_earlier_versions_are_those_of_their_kind() {
        let check = |word, by, expected: &str| {
            assert_eq!(LaneKey::parse(word, by).to_string(), expected, "{word}");
        };
        check("UA", LaneBy::Region, "place:UA");
        check("", LaneBy::Region, "no-place");
        check("paper.txt", LaneBy::Document, "document:paper.txt");
        check("partial", LaneBy::Status, "status:partial");
        check("", LaneBy::None, "all");
        check("other", LaneBy::Region, "other");
    }
}
