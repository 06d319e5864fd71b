//! Places as the gazetteer knows them, and the tree in which they stand.

use super::calendar::year_in_words;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A place's code: `RU`, `RU-KL`, `G524901`, `H:SUHH`, `M:XBAL`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PlaceCode(pub SmolStr);

/// Countries of the past that ISO 3166-3 lists, in the order of their codes here.
const FORMER_COUNTRIES: [&str; 5] = ["CSHH", "CSXX", "DDDE", "SUHH", "YUCS"];

/// What kind of place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PlaceKind {
    /// A country of ISO 3166-1.
    Country,
    /// A first-level region of ISO 3166-2.
    Admin1,
    /// A second-level region.
    Admin2,
    /// A town or city.
    City,
    /// A state or region of the past.
    Historic,
    /// A part of the world: continent, group of countries.
    Macro,
    /// An alliance or organisation of states.
    Organisation,
    /// A sea, river or range.
    Physical,
}

/// One place.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Its code.
    pub code: PlaceCode,
    /// Its usual English name.
    pub name: String,
    /// What kind of place.
    pub kind: PlaceKind,
    /// What contains it; several for what overlaps today's borders. Empty at the top.
    pub parents: Vec<PlaceCode>,
    /// Who of its parents holds or claims it; empty where nobody disputes it.
    pub claims: Vec<Claim>,
    /// ISO 3166-1 code of its country today; for a state of the past with several successors the
    /// main one, though it stands below none of them in the tree. `None` for seas and continents.
    pub country: Option<PlaceCode>,
    /// Its first-level region, itself for one; `None` where it lies in none.
    pub region: Option<PlaceCode>,
    /// GeoNames number, where it has one.
    pub geonames: Option<u32>,
    /// Latitude and longitude in degrees; `None` where it has no sensible centre.
    pub position: Option<(f32, f32)>,
    /// First and last year of a place of the past; `None` on either side is unknown or today.
    pub years: (Option<i32>, Option<i32>),
}

/// A parent of a disputed place, because it holds or claims it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The parent.
    pub parent: PlaceCode,
    /// Its country; itself where it is the part of the world in which the place governs itself.
    pub by: PlaceCode,
    /// Whether the place, or a part of it, is in its hands.
    pub holds: bool,
    /// Whether it claims the place.
    pub claims: bool,
}

/// Whose claims on disputed places a region tree shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Claims {
    /// Everybody's, beside each other.
    #[default]
    All,
    /// None: places stand under who holds them.
    Held,
    /// One country's: what it claims stands under it alone, all else under who holds it.
    By(PlaceCode),
}

impl Place {
    /// Its name, with its years for a place of the past: `USSR (1922–1991)`.
    pub fn name_with_years(&self) -> String {
        match years_in_words(self.years) {
            Some(years) => format!("{} ({years})", self.name),
            None => self.name.clone(),
        }
    }
}

/// First and last year of a place of the past: `1922–1991`, `2014–`; `None` where neither is known.
pub fn years_in_words((from, to): (Option<i32>, Option<i32>)) -> Option<String> {
    let words = |year: Option<i32>| year.map(year_in_words).unwrap_or_default();
    (from.is_some() || to.is_some()).then(|| format!("{}–{}", words(from), words(to)))
}

impl PlaceCode {
    /// A code from its text.
    pub fn new(code: &str) -> Self {
        Self(SmolStr::new(code))
    }

    /// The code's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is that of a state or region of the past.
    pub fn is_of_past(&self) -> bool {
        self.0.starts_with("H:")
    }

    /// Whether it is that of a town.
    pub fn is_town(&self) -> bool {
        let mut code = self.0.chars();
        code.next() == Some('G') && code.next().is_some_and(|it| it.is_ascii_digit())
    }

    /// Whether it is that of a country of today (ISO 3166-1).
    pub fn is_country(&self) -> bool {
        self.0.len() == 2
    }

    /// Whether it is that of a part of one country of today: a region, a district, a town.
    pub fn is_within_country(&self) -> bool {
        !self.is_country() && !self.is_macro() && !self.is_of_past()
    }

    /// Whether it is that of a part of the world, of a landscape or a water.
    pub fn is_macro(&self) -> bool {
        self.0.starts_with("M:")
    }

    /// The code as records give it: a former country by its code of ISO 3166-3, as `SUHH`; every
    /// other place as here.
    pub fn exported(&self) -> &str {
        let former = self.0.strip_prefix("H:").filter(|code| FORMER_COUNTRIES.contains(code));
        former.unwrap_or(&self.0)
    }

    /// The place that a record's code names; takes the codes used here as well.
    pub fn from_exported(code: &str) -> Self {
        if FORMER_COUNTRIES.contains(&code) {
            Self::new(&format!("H:{code}"))
        } else {
            Self::new(code)
        }
    }
}

impl fmt::Display for PlaceCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl PlaceKind {
    /// The word used in exports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Admin1 => "admin1",
            Self::Admin2 => "admin2",
            Self::City => "city",
            Self::Historic => "historic",
            Self::Macro => "macro",
            Self::Organisation => "organisation",
            Self::Physical => "physical",
        }
    }
}

/// The places that a chronology speaks of, with everything that contains them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlaceTable {
    places: BTreeMap<PlaceCode, Place>,
}

impl PlaceTable {
    /// A table of `places`; every parent must be among them.
    pub fn new(places: impl IntoIterator<Item = Place>) -> Self {
        let places = places.into_iter().map(|place| (place.code.clone(), place)).collect();
        Self { places }
    }

    /// These places and others.
    #[must_use]
    pub fn and(&self, others: Self) -> Self {
        let mut places = self.places.clone();
        places.extend(others.places);
        Self { places }
    }

    /// The place of a code.
    pub fn get(&self, code: &PlaceCode) -> Option<&Place> {
        self.places.get(code)
    }

    /// The usual name of a code; the code itself where the table lacks it.
    pub fn name<'a>(&'a self, code: &'a PlaceCode) -> &'a str {
        self.get(code).map_or(code.as_str(), |place| &place.name)
    }

    /// All places, ordered by code.
    pub fn iter(&self) -> impl Iterator<Item = &Place> {
        self.places.values()
    }

    /// How many places.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The place and all that contains it, whoever claims it, nearest first, each once.
    pub fn with_ancestors(&self, code: &PlaceCode) -> Vec<PlaceCode> {
        self.with_ancestors_under(code, &Claims::All)
    }

    /// The same in a tree that shows such claims.
    pub fn with_ancestors_under(&self, code: &PlaceCode, claims: &Claims) -> Vec<PlaceCode> {
        let mut found = vec![code.clone()];
        let mut seen = BTreeSet::from([code.clone()]);
        let mut next = 0;
        while let Some(code) = found.get(next).cloned() {
            next += 1;
            for parent in self.parents_under(&code, claims) {
                if seen.insert(parent.clone()) {
                    found.push(parent.clone());
                }
            }
        }
        found
    }

    /// What contains a place in a tree that shows such claims, in order.
    pub fn parents_under<'a>(&'a self, code: &PlaceCode, claims: &Claims) -> Vec<&'a PlaceCode> {
        let Some(place) = self.get(code) else { return Vec::new() };
        let is_claimed = |claim: &Claim| match claims {
            Claims::By(country) => claim.claims && claim.by == *country,
            Claims::All | Claims::Held => false,
        };
        let has_claim = place.claims.iter().any(is_claimed);
        let is_shown = |parent: &&PlaceCode| {
            let claim = place.claims.iter().find(|claim| claim.parent == **parent);
            claim.is_none_or(|claim| match claims {
                Claims::All => true,
                Claims::By(_) if has_claim => is_claimed(claim),
                Claims::Held | Claims::By(_) => claim.holds,
            })
        };
        place.parents.iter().filter(is_shown).collect()
    }

    /// The containing places in words, from the place outwards: `Tatarstan › Russia › Europe`.
    ///
    /// Follows the first parent only.
    pub fn path(&self, code: &PlaceCode) -> String {
        let mut names = vec![self.name(code)];
        let mut at = code;
        while let Some(parent) = self.get(at).and_then(|place| place.parents.first()) {
            if names.len() > 8 {
                break;
            }
            names.push(self.name(parent));
            at = parent;
        }
        // A town and the province around it often share a name.
        names.dedup();
        names.join(" › ")
    }
}
