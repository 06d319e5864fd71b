//! States and regions of the past: what their names mean of later years.

use super::PlaceNumber;
use crate::model::{Past, PlaceKind};

/// How a place ended, with the other places of its name; `None` where it is none of the past, or lasts.
pub(crate) fn past(
    place: PlaceNumber,
    kind: PlaceKind,
    mut others: impl Iterator<Item = PlaceNumber>,
) -> Option<Box<Past>> {
    if kind != PlaceKind::Historic {
        return None;
    }
    let until = place.years().1?;
    // Kokand is a town where the khanate was; a Carthage on another continent is none of this.
    let country = place.country();
    let is_namesake = |other: &PlaceNumber| {
        other.kind() != PlaceKind::Historic && country.is_some() && other.country() == country
    };
    let since = others.find(is_namesake).or_else(|| only_successor(place));
    Some(Box::new(Past { until, since: since.map(PlaceNumber::code) }))
}

/// The country of today that a place lies in; a state of the past may lie in several.
pub(crate) fn country_of_today(place: PlaceNumber, kind: PlaceKind) -> Option<PlaceNumber> {
    match kind {
        PlaceKind::Historic => only_successor(place)?.country(),
        _ => place.country(),
    }
}

/// The first-level region of today that a place lies in; a state of the past may lie in several.
pub(crate) fn region_of_today(place: PlaceNumber, kind: PlaceKind) -> Option<PlaceNumber> {
    match kind {
        PlaceKind::Historic => only_successor(place)?.region(),
        _ => place.region(),
    }
}

/// The country or region of today in which all of a state of the past lies.
fn only_successor(state: PlaceNumber) -> Option<PlaceNumber> {
    let is_of_today = |parent: &PlaceNumber| parent.kind() != PlaceKind::Historic;
    state.parents().into_iter().find(is_of_today)
}

#[cfg(test)]
mod tests {
    use crate::model::Document;

    /// Last year of the only place of the past in a text, and what it is since.
    fn past(text: &str) -> Option<(i32, Option<String>)> {
        let document = Document::of_text("a", text);
        let sentences = crate::text::sentences(&document);
        let mentions = crate::geo::tag(&document, &sentences);
        let mut found = mentions.into_iter().filter_map(|mention| mention.past);
        found.next().map(|past| (past.until, past.since.map(|code| code.to_string())))
    }

    #[test]
    fn a_state_of_the_past_says_where_it_was() {
        assert_eq!(past("She left East Germany."), Some((1990, Some("DE".to_owned()))));
        assert_eq!(past("She left Ichkeria."), Some((2000, Some("RU-CE".to_owned()))));
        assert_eq!(past("She left the Soviet Union."), Some((1991, None)));
        assert_eq!(past("She left Nagorno-Karabakh."), Some((2023, Some("AZ".to_owned()))));
        assert_eq!(past("She left Abkhazia and Germany."), None);
    }

    #[test]
    fn a_namesake_of_today_is_what_the_name_means_since() {
        assert_eq!(past("She left Kokand."), Some((1876, Some("G1512979".to_owned()))));
        assert_eq!(past("She left Carthage."), Some((-145, Some("G2468245".to_owned()))));
    }
}
