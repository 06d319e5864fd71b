//! What a person decided about an event, beside what the program found.

use super::event::{DateStatus, Event};
use super::place::PlaceCode;
use super::when::When;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What was decided about one event. Where nothing was, the event has none.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Review {
    /// Whether it was accepted or dismissed; `None` while nobody decided.
    pub verdict: Option<Verdict>,
    /// Whether it is starred.
    pub is_starred: bool,
    /// Its tags.
    pub tags: BTreeSet<String>,
    /// A note; empty for none.
    pub note: String,
    /// The title that the program found, where the user gave another.
    pub found_title: Option<String>,
    /// The date that the program found, where the user gave another.
    pub found_date: Option<FoundDate>,
    /// The places that the program found, where the user gave others.
    pub found_places: Option<Vec<PlaceCode>>,
    /// Who takes part as the user says, by name; `None` for those whom the sources name.
    pub actors: Option<Vec<String>>,
    /// Whether only documents tell it that came after the project was saved.
    pub is_new: bool,
    /// Whether the program found no such event, and the user added it.
    pub is_added: bool,
}

/// Accepted or dismissed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Verdict {
    /// It is as it should be.
    Accepted,
    /// It is no event, or does not belong here.
    Dismissed,
}

impl Verdict {
    /// The word used in exports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Dismissed => "dismissed",
        }
    }
}

/// A date that was replaced.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FoundDate {
    /// The date; `None` where the event was undated.
    pub when: Option<When>,
    /// Its kind.
    pub status: DateStatus,
    /// Why there was none.
    pub undated_reason: Option<String>,
}

/// How far an event has been looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ReviewState {
    /// Only documents tell it that came after the project was saved, and nobody decided.
    New,
    /// Nobody decided.
    Open,
    /// Accepted.
    Accepted,
    /// Dismissed.
    Dismissed,
}

impl ReviewState {
    /// All of them, in the order of lists.
    pub const ALL: [Self; 4] = [Self::New, Self::Open, Self::Accepted, Self::Dismissed];

    /// The word used in exports.
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Open => "open",
            Self::Accepted => Verdict::Accepted.word(),
            Self::Dismissed => Verdict::Dismissed.word(),
        }
    }
}

impl Review {
    /// Star, tags and notes of both; what else was decided stays.
    pub fn join(&mut self, other: Self) {
        self.is_starred |= other.is_starred;
        self.tags.extend(other.tags);
        if !other.note.is_empty() && other.note != self.note {
            if !self.note.is_empty() {
                self.note.push('\n');
            }
            self.note.push_str(&other.note);
        }
    }
}

impl Event {
    /// How far it has been looked at.
    pub fn review_state(&self) -> ReviewState {
        let Some(review) = &self.review else { return ReviewState::Open };
        match review.verdict {
            Some(Verdict::Accepted) => ReviewState::Accepted,
            Some(Verdict::Dismissed) => ReviewState::Dismissed,
            None if review.is_new => ReviewState::New,
            None => ReviewState::Open,
        }
    }

    /// Whether it is starred.
    pub fn is_starred(&self) -> bool {
        self.review.as_ref().is_some_and(|review| review.is_starred)
    }

    /// Whether the user added it.
    pub fn is_added(&self) -> bool {
        self.review.as_ref().is_some_and(|review| review.is_added)
    }

    /// Who takes part as the user says, by name; `None` where nobody said so.
    pub fn stated_actors(&self) -> Option<&[String]> {
        self.review.as_ref()?.actors.as_deref()
    }

    /// Whether the user said where it happened.
    pub fn is_placed_by_hand(&self) -> bool {
        self.review.as_ref().is_some_and(|review| review.found_places.is_some())
    }

    /// Its tags in order.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        self.review.iter().flat_map(|review| &review.tags).map(String::as_str)
    }

    /// Its note; empty for none.
    pub fn note(&self) -> &str {
        self.review.as_ref().map_or("", |review| &review.note)
    }
}
