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
    let country = by_country(&counts).into_iter().max_by_key(|&(_, rank)| rank);
    let is_inside = |place: &PlaceCode| {
        is_town(place) || country.is_none_or(|(country, _)| site::country(place) == country)
    };
    let inside = counts.iter().filter(|(place, _)| is_inside(place));
    let (&place, &(weight, _)) = inside.max_by_key(|&(_, rank)| rank)?;
    if weight >= 3 {
        return Some(Focus { place: place.clone(), is_sole: 2 * weight >= all });
    }
    // Several regions of one country, none of which is named often.
    let (country, (weight, _)) = country?;
    let is_country = country.len() == 2 && weight >= 4 && 2 * weight > all;
    is_country.then(|| Focus { place: PlaceCode::new(country), is_sole: true })
}

/// How often each country is named with all regions in it, and how early.
fn by_country<'a>(
    counts: &BTreeMap<&'a PlaceCode, (usize, usize)>,
) -> BTreeMap<&'a str, (usize, usize)> {
    let mut countries: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (place, &(weight, first)) in counts.iter().filter(|(place, _)| !is_town(place)) {
        let entry = countries.entry(site::country(place)).or_default();
        *entry = (entry.0 + weight, entry.1.max(first));
    }
    countries
}

/// Whether a code does not say in which country its place lies.
fn is_town(place: &PlaceCode) -> bool {
    place
        .as_str()
        .strip_prefix('G')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
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
