//! Why a place was chosen, in words, and how sure the choice is.

use super::context::Standing;
use super::format::how;
use super::gazetteer::PlaceNumber;
use super::resolve::{Resolved, Scored, Suffix};
use crate::model::{Alternative, PlaceKind, Via};

/// How the words name the place.
pub(super) fn via(best: &Scored) -> Via {
    match best.reading.how {
        how::DEMONYM => return Via::Demonym,
        how::METONYM | how::WEAK_METONYM => return Via::Metonym,
        _ => {}
    }
    match best.reading.place.kind() {
        PlaceKind::Historic => Via::Historic,
        PlaceKind::Macro | PlaceKind::Physical => Via::Macro,
        PlaceKind::Organisation => Via::Organisation,
        PlaceKind::Country | PlaceKind::Admin1 | PlaceKind::Admin2 | PlaceKind::City => Via::Name,
    }
}

/// The best reading that lies elsewhere than the chosen one.
fn rival<'a>(resolved: &'a Resolved, best: &Scored) -> Option<&'a Scored> {
    let chosen = best.reading.place;
    let is_elsewhere = |place: PlaceNumber| {
        place != chosen
            && place.region() != Some(chosen)
            && chosen.region() != Some(place)
            && (place.region().is_none() || place.region() != chosen.region())
    };
    resolved.ranked.iter().find(|scored| is_elsewhere(scored.reading.place))
}

/// How sure the choice is, 0–1: by the lead over the best reading that lies elsewhere.
pub(super) fn confidence(resolved: &Resolved, best: &Scored) -> f32 {
    let lead = rival(resolved, best).map_or(4.0, |next| best.score - next.score);
    let by_lead = 1.0 / (1.0 + (-1.1 * lead - 0.4).exp());
    let by_standing = if resolved.standing == Standing::Own { 1.0 } else { 0.6 };
    let by_how = match best.reading.how {
        how::DEMONYM => 0.95,
        how::METONYM => 0.85,
        how::WEAK_METONYM => 0.55,
        how::WITHIN => 0.8,
        how::ALIAS if best.reading.place.kind() == PlaceKind::City => 0.9,
        _ => 1.0,
    };
    let is_lone_town = best.reading.place.kind() == PlaceKind::City
        && resolved.qualifier.is_none()
        && best.country_mentions == 0
        && best.reading.place.weight() < 5.3;
    let by_support = if is_lone_town { 0.7 } else { 1.0 };
    (0.98 * by_lead * by_standing * by_how * by_support).clamp(0.05, 0.99)
}

/// Other places of the name, best first.
pub(super) fn alternatives(resolved: &Resolved, best: &Scored) -> Vec<Alternative> {
    const MOST: usize = 5;
    let mut others = Vec::new();
    for scored in
        resolved.ranked.iter().filter(|s| s.reading.place != best.reading.place).take(MOST)
    {
        let behind = best.score - scored.score;
        let reason = if scored.country_mentions < best.country_mentions {
            "the document speaks of its country less often"
        } else if scored.reading.place.weight() < best.reading.place.weight() {
            "less known"
        } else {
            "fewer signs for it in the document"
        };
        others.push(Alternative {
            value: scored.reading.place.code().to_string(),
            reason: format!("{}: {reason}", described(scored.reading.place)).into(),
            confidence: 1.0 / (1.0 + (1.1 * behind).exp()),
        });
    }
    others
}

/// Why this place, one step a line.
pub(super) fn trail(
    words: &str,
    resolved: &Resolved,
    best: &Scored,
    after: Option<&str>,
) -> Vec<String> {
    let place = best.reading.place;
    let mut lines = vec![format!("“{words}” {} {}", says(best), described(place))];
    let others = resolved.ranked.len().saturating_sub(1);
    if others > 0 {
        let noun = if others == 1 { "place has" } else { "places have" };
        lines.push(format!("{others} other {noun} this name"));
    }
    if let Some(after) = after.filter(|_| resolved.qualifier.is_some()) {
        lines.push(format!("“{after}” right after it says which one"));
    }
    match resolved.suffix {
        Some(Suffix::Region) => lines.push("The next word says that a region is meant".to_owned()),
        Some(Suffix::County) => lines.push("The next word says that a county is meant".to_owned()),
        Some(Suffix::Town) => lines.push("The next word says that a town is meant".to_owned()),
        None => {}
    }
    if others > 0 {
        lines.extend(support(best));
    }
    if resolved.standing == Standing::Embedded {
        lines.push("Part of a longer name".to_owned());
    }
    let claim = place.claim();
    if !claim.is_empty() {
        lines.push(format!("Disputed: {claim}"));
    }
    lines
}

fn says(best: &Scored) -> &'static str {
    match best.reading.how {
        how::DEMONYM => "are the people of, or an adjective of,",
        how::METONYM | how::WEAK_METONYM => "stands for",
        how::ALIAS => "is another name of",
        how::WITHIN => "is a town too small for the gazetteer, in",
        how::DOT | how::DOTTED | how::CAPITALS => "is short for",
        _ => "is the name of",
    }
}

/// What else in the document speaks for a reading.
fn support(best: &Scored) -> Vec<String> {
    let mut lines = Vec::new();
    let times = |count: u32| if count == 1 { "once".to_owned() } else { format!("{count} times") };
    if let Some(country) = best.reading.place.country().filter(|_| best.country_mentions > 0) {
        let times = times(best.country_mentions);
        lines.push(format!("The document speaks of {} {times} elsewhere", country.name()));
    }
    if let Some(region) = best.reading.place.region().filter(|_| best.region_mentions > 0) {
        let times = times(best.region_mentions);
        lines.push(format!("The document speaks of {} {times} elsewhere", region.name()));
    }
    if let Some(km) = best.nearest_km.filter(|km| *km < 400.0) {
        lines.push(format!("Another place of the document lies {km:.0} km away"));
    }
    if lines.is_empty() {
        lines.push("The best known place of this name".to_owned());
    }
    lines
}

/// A place with its region and country: "Paris, Texas, United States".
fn described(place: PlaceNumber) -> String {
    let mut text = place.name().into_owned();
    let containing = [place.region(), place.country()];
    let mut last = place;
    for outer in containing.into_iter().flatten().filter(|_| place.kind() != PlaceKind::Historic) {
        if outer != place && outer != last && outer.name() != last.name() {
            text.push_str(", ");
            text.push_str(&outer.name());
            last = outer;
        }
    }
    if let (Some(from), to) = place.years() {
        let to = to.map_or_else(String::new, |year| year.to_string());
        text = format!("{text} ({from}–{to})");
    }
    text
}
