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

/// The place that a document names most, outside page chrome; the first of equals.
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
    let (&place, &(weight, _)) = counts.iter().max_by_key(|&(_, rank)| rank)?;
    if weight >= 3 {
        return Some(Focus { place: place.clone(), is_sole: 2 * weight >= all });
    }
    country_of(&counts, all)
}

/// The country of several towns, none of which is named often.
fn country_of(counts: &BTreeMap<&PlaceCode, (usize, usize)>, all: usize) -> Option<Focus> {
    let mut countries: BTreeMap<&str, usize> = BTreeMap::new();
    for (place, &(weight, _)) in counts {
        *countries.entry(site::country(place)).or_default() += weight;
    }
    let (code, weight) = countries.into_iter().max_by_key(|&(_, weight)| weight)?;
    let is_country = code.len() == 2 && weight >= 4 && 2 * weight > all;
    is_country.then(|| Focus { place: PlaceCode::new(code), is_sole: true })
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
        check("Ships left.", None);
    }
}
