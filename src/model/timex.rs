//! Normalised time expressions after TIMEX3 (`TimeML` 1.2.1).

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// The kind of a time expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TimexType {
    /// A calendar date of a day or more.
    Date,
    /// A time finer than a day.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
}

/// How a modifier changes the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Modifier {
    /// Before the value.
    Before,
    /// After the value.
    After,
    /// The value or before.
    OnOrBefore,
    /// The value or after.
    OnOrAfter,
    /// Shorter than the value.
    LessThan,
    /// Longer than the value.
    MoreThan,
    /// At most the value.
    EqualOrLess,
    /// At least the value.
    EqualOrMore,
    /// Its first part.
    Start,
    /// Its middle.
    Mid,
    /// Its last part.
    End,
    /// About the value.
    Approx,
}

/// Type, value and modifier of a time expression.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Timex {
    /// Kind of expression.
    pub kind: TimexType,
    /// TIMEX3 value: `2022-10-30`, `199`, `P10Y`, `XXXX-WXX-1`, `PRESENT_REF`, ….
    pub value: SmolStr,
    /// `None` where the expression says the plain value.
    pub modifier: Option<Modifier>,
}

impl TimexType {
    /// The TIMEX3 spelling.
    pub fn word(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

impl Modifier {
    /// The TIMEX3 spelling.
    pub fn word(self) -> &'static str {
        match self {
            Self::Before => "BEFORE",
            Self::After => "AFTER",
            Self::OnOrBefore => "ON_OR_BEFORE",
            Self::OnOrAfter => "ON_OR_AFTER",
            Self::LessThan => "LESS_THAN",
            Self::MoreThan => "MORE_THAN",
            Self::EqualOrLess => "EQUAL_OR_LESS",
            Self::EqualOrMore => "EQUAL_OR_MORE",
            Self::Start => "START",
            Self::Mid => "MID",
            Self::End => "END",
            Self::Approx => "APPROX",
        }
    }
}

/// The TIMEX3 code of a season, quarter or half in the numbers of EDTF.
pub fn group_code(group: u8) -> &'static str {
    match group {
        21 => "SP",
        22 => "SU",
        23 => "FA",
        24 => "WI",
        33 => "Q1",
        34 => "Q2",
        35 => "Q3",
        36 => "Q4",
        40 => "H1",
        41 => "H2",
        _ => "XX",
    }
}

/// Seasons, quarters and halves in the numbers of EDTF.
pub const GROUPS: [u8; 10] = [21, 22, 23, 24, 33, 34, 35, 36, 40, 41];

/// The season, quarter or half of a TIMEX3 code.
pub fn group_from_code(code: &str) -> Option<u8> {
    GROUPS.into_iter().find(|&group| group_code(group) == code)
}
