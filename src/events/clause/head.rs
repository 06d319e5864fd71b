//! What of a sentence tells an event.

use super::Clauses;
use crate::events::predicate::Predicate;
use crate::events::words::Word;

/// What tells an event: a predicate or, where there is none, a noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Head {
    /// Index among the predicates of the sentence.
    Predicate(usize),
    /// Index of the noun among its words.
    Noun(usize),
    /// Index of a participle that tells something in passing, among its words.
    Participle(usize),
    /// Index of a noun that names something of another time in passing, among its words.
    Aside(usize),
    /// Index of the last word of a phrase that stands for a clause whose verb is left out.
    Gap(usize),
    /// The whole line, as in "1991 – Collapse of the USSR".
    Line,
}

impl Head {
    /// The predicate that it is; `None` for nouns and lines.
    pub(crate) fn predicate<'a>(self, clauses: &'a Clauses<'_>) -> Option<&'a Predicate> {
        match self {
            Self::Predicate(i) => clauses.predicates.get(i),
            Self::Noun(_) | Self::Participle(_) | Self::Aside(_) | Self::Gap(_) | Self::Line => {
                None
            }
        }
    }

    /// The word that says what happens; `None` for whole lines, and where a subject only is something.
    pub(crate) fn word<'a>(self, clauses: &'a Clauses<'_>) -> Option<&'a Word> {
        let at = match self {
            Self::Predicate(i) => {
                clauses.predicates.get(i).filter(|predicate| !predicate.is_copula)?.at
            }
            Self::Noun(at) | Self::Participle(at) | Self::Aside(at) | Self::Gap(at) => at,
            Self::Line => return None,
        };
        clauses.words.get(at)
    }

    /// The participle that it is; `None` for others.
    pub(crate) fn participle(self) -> Option<usize> {
        match self {
            Self::Participle(at) => Some(at),
            Self::Predicate(_) | Self::Noun(_) | Self::Aside(_) | Self::Gap(_) | Self::Line => None,
        }
    }

    /// Whether it tells something of another time than its sentence.
    pub(crate) fn is_aside(self) -> bool {
        matches!(self, Self::Participle(_) | Self::Aside(_))
    }
}
