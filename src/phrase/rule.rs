//! Rules, and the closed sets that they choose from by name.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A rule: `M` are the meanings that the program knows, `G` its checks.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Rule<M, G> {
    /// Its name, unique.
    pub name: String,
    /// Its meaning.
    pub means: M,
    /// A check on the words around it.
    pub guard: Option<G>,
    /// Examples: text → value. They are for tests, and not packed.
    #[serde(skip)]
    pub yes: BTreeMap<String, String>,
    /// Texts in which the rule must find nothing; not packed either.
    #[serde(skip)]
    pub no: Vec<String>,
}

/// One of a closed set that rules choose from by name.
pub trait Named: Sized {
    /// The one of that name.
    fn from_name(name: &str) -> Option<Self>;
}

/// An enum whose variants rules choose by name: with the list of all and [`Named`] from one table.
macro_rules! named_by_rules {
    ($(#[$doc:meta])* $type:ident { $($variant:ident = $name:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        pub(crate) enum $type { $($variant,)+ }

        impl $crate::phrase::rule::Named for $type {
            fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

pub(crate) use named_by_rules;
