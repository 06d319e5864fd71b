//! What a document is about: the place that it names most.

use super::site;
use crate::model::{Annotated, PlaceCode, PlaceRef, PlaceScope, Via};
use std::collections::BTreeMap;

/// What a document is about.
#[derive(Clone, Debug)]
pub(super) struct Focus {
    /// Its code.
    pub place: PlaceCode,
    /// Whether half of all that it names is this place.
    pub is_sole: bool,
}

impl Focus {
    /// As a place of an event.
    pub(super) fn as_ref(&self) -> PlaceRef {
        PlaceRef { place: self.place.clone(), mention: None, scope: PlaceScope::Document }
    }
}

/// The place that a document names most of the country that it names most, outside page chrome; the first of
/// equals.
pub(super) fn focus(annotated: &Annotated) -> Option<Focus> {
    let mut counts: BTreeMap<&PlaceCode, (usize, usize)> = BTreeMap::new();
    for (i, mention) in annotated.places.iter().enumerate().filter(|(_, m)| !m.in_chrome) {
        let weight = match mention.via {
            Via::Name | Via::Historic => 2,
            Via::Demonym | Via::Metonym => 1,
            Via::Macro | Via::Organisation => 0,
        };
        let entry = counts.entry(&mention.place).or_insert((0, usize::MAX - i));
        entry.0 += weight;
    }
    let all: usize = counts.values().map(|&(weight, _)| weight).sum();
    let (country, country_weight) = most_named_country(&counts)?;
    let inside = counts.iter().filter(|(place, _)| site::country(place) == country);
    let (&place, &(weight, _)) = inside.max_by_key(|&(_, rank)| rank)?;
    if weight >= 3 {
        return Some(Focus { place: place.clone(), is_sole: 2 * weight >= all });
    }
    // Several towns of one country, none of which is named often.
    let is_country = country.len() == 2 && country_weight >= 4 && 2 * country_weight > all;
    is_country.then(|| Focus { place: PlaceCode::new(country), is_sole: true })
}

/// The country that is named most with all that lies in it, and how often; the first of equals.
fn most_named_country<'a>(
    counts: &BTreeMap<&'a PlaceCode, (usize, usize)>,
) -> Option<(&'a str, usize)> {
    let mut countries: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (place, &(weight, first)) in counts {
        let entry = countries.entry(site::country(place)).or_default();
        *entry = (entry.0 + weight, entry.1.max(first));
    }
    let (country, (weight, _)) = countries.into_iter().max_by_key(|&(_, rank)| rank)?;
    Some((country, weight))
}

#[cfg(test)]
mod tests {
    use crate::events::fixture;

    #[track_caller]
    fn check(marked: &str, expected: Option<&str>) {
        let focus = super::focus(&fixture::dated(marked));
        assert_eq!(focus.as_ref().map(|it| it.place.as_str()), expected, "{marked}");
    }

    #[test]
    fn a_document_is_about_what_it_names_most() {
        check("Ships left <NO-46|Bergen>. They came back to <NO-46|Bergen>.", Some("NO-46"));
        check("Ships left <NO-46|Bergen> for <NO-03|Oslo>.", Some("NO"));
        check("Ships left <NO-46|Bergen> for <SE|Sweden>.", None);
        check(
            "<RU|Russia> asked <MD|Moldova> and <MD-GA|Gagauzia>. <RU|Russia> met <MD|Moldova> in <MD-SN|Tiraspol>.",
            Some("MD"),
        );
        check("Ships left.", None);
    }
}
