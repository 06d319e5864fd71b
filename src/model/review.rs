//! What a person decided about an event, beside what the program found.

use super::event::{DateStatus, Event};
use super::when::When;
use std::collections::BTreeSet;

/// What was decided about one event. Where nothing was, the event has none.
#[derive(Clone, Debug, Default, PartialEq)]
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
    /// Whether only documents tell it that came after the project was saved.
    pub is_new: bool,
}

/// Accepted or dismissed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// It is as it should be.
    Accepted,
    /// It is no event, or does not belong here.
    Dismissed,
}

/// A date that was replaced.
#[derive(Clone, Debug, PartialEq)]
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
            Self::Accepted => "accepted",
            Self::Dismissed => "dismissed",
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

    /// Its tags in order.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        self.review.iter().flat_map(|review| &review.tags).map(String::as_str)
    }

    /// Its note; empty for none.
    pub fn note(&self) -> &str {
        self.review.as_ref().map_or("", |review| &review.note)
    }
}
