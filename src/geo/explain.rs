//! Why a place was chosen, in words, and how sure the choice is.

use super::corpus::{LONE_TOWN, share};
use super::gazetteer::format::how;
use super::gazetteer::{self, PlaceNumber};
use super::recognize::context::Standing;
use super::resolve::rank::Scored;
use super::resolve::{Resolved, Suffix};
use crate::model::{
    Alternative, Beside, Lack, Past, PlaceGrounds, PlaceKind, PlaceMention, Rival, Span, Via,
    year_in_words, years_in_words,
};

/// How words that name a place in a way of the gazetteer name it.
pub(super) fn via(how: u8, kind: PlaceKind) -> Via {
    match how {
        how::DEMONYM => return Via::Demonym,
        how::METONYM | how::WEAK_METONYM => return Via::Metonym,
        _ => {}
    }
    match kind {
        PlaceKind::Historic => Via::Historic,
        PlaceKind::Macro | PlaceKind::Physical => Via::Macro,
        PlaceKind::Organisation => Via::Organisation,
        PlaceKind::Country | PlaceKind::Admin1 | PlaceKind::Admin2 | PlaceKind::City => Via::Name,
    }
}

/// The best reading that lies elsewhere than the chosen one.
fn rival<'a>(ranked: &'a [Scored], best: &Scored) -> Option<&'a Scored> {
    let chosen = (best.reading.place, best.region);
    ranked.iter().find(|it| lies_elsewhere((it.reading.place, it.region), chosen))
}

/// Whether of two places, each with its region, neither lies in the other nor in the other's region.
pub(super) fn lies_elsewhere(
    (one, its_region): (PlaceNumber, Option<PlaceNumber>),
    (other, others_region): (PlaceNumber, Option<PlaceNumber>),
) -> bool {
    one != other
        && its_region != Some(other)
        && others_region != Some(one)
        && (its_region.is_none() || its_region != others_region)
}

/// How sure the choice of a place is, 0–1: by the lead over the best reading that lies elsewhere.
///
/// The factors say how often such mentions were right on news with marked places.
pub(super) fn confidence(place: PlaceNumber, kind: PlaceKind, grounds: &PlaceGrounds) -> f32 {
    /// What a town too small to be known alone is worth where nothing speaks of its country.
    const ALONE: f32 = 0.4;
    let by_lead = 1.0 / (1.0 + (-1.1 * grounds.lead - 0.4).exp());
    let by_standing = if grounds.is_embedded { 0.9 } else { 1.0 };
    let is_town = kind == PlaceKind::City;
    let by_how = match grounds.how {
        how::DEMONYM => 0.93,
        how::METONYM => 0.85,
        how::WEAK_METONYM => 0.75,
        how::WITHIN => 0.95,
        how::ALIAS if is_town => 0.97,
        _ => 1.0,
    };
    let is_lone_town = is_town
        && grounds.qualifier.is_none()
        && grounds.country_mentions == 0
        && place.weight() < LONE_TOWN;
    let by_corpus = grounds.beside.map_or(0.0, |beside| share(beside.of_country, beside.documents));
    let by_support = if is_lone_town { ALONE + (1.0 - ALONE) * by_corpus } else { 1.0 };
    (0.97 * by_lead * by_standing * by_how * by_support).clamp(0.05, 0.99)
}

/// What speaks for the choice and for others.
pub(super) fn grounds(
    resolved: &Resolved,
    ranked: &[Scored],
    best: &Scored,
    qualifier: Option<Span>,
) -> PlaceGrounds {
    const MOST: usize = 5;
    /// The lead of a place that has no rival.
    const ALONE: f32 = 4.0;
    let others = ranked.iter().filter(|s| s.reading.place != best.reading.place);
    let rivals = others.take(MOST).map(|scored| Rival {
        number: scored.reading.place.0,
        how: scored.reading.how,
        behind: best.score - scored.score,
        lack: if scored.country_mentions() < best.country_mentions() {
            Lack::Country
        } else if scored.reading.place.weight() < best.reading.place.weight() {
            Lack::Fame
        } else {
            Lack::Signs
        },
    });
    PlaceGrounds {
        how: best.reading.how,
        others: ranked.len().saturating_sub(1) as u32,
        qualifier,
        said_kind: resolved.suffix.map(|suffix| match suffix {
            Suffix::Region => PlaceKind::Admin1,
            Suffix::County => PlaceKind::Admin2,
            Suffix::Town => PlaceKind::City,
        }),
        country_mentions: best.country_mentions(),
        region_mentions: best.region_mentions(),
        nearest_km: best.nearest_km,
        lead: rival(ranked, best).map_or(ALONE, |next| best.score - next.score),
        beside: None,
        is_embedded: resolved.standing == Standing::Embedded,
        rivals: rivals.collect(),
    }
}

/// Other places of a mention's name, best first.
pub fn alternatives(mention: &PlaceMention) -> Vec<Alternative> {
    let rivals = mention.grounds.rivals.iter().map(|rival| {
        let place = PlaceNumber(rival.number);
        let reason = match rival.lack {
            Lack::Country => "the document speaks of its country less often",
            Lack::Fame => "less known",
            Lack::Signs => "fewer signs for it in the document",
            Lack::Corpus => "fewer of the other documents speak of where it lies",
        };
        Alternative {
            value: place.code().0,
            reason: format!("{}: {reason}", described(place)).into(),
            confidence: 1.0 / (1.0 + (1.1 * rival.behind).exp()),
        }
    });
    rivals.collect()
}

/// Why a mention is this place, one step a line; `text` is that of its document.
pub fn trail(text: &str, mention: &PlaceMention) -> Vec<String> {
    let Some(place) = gazetteer::by_code(&mention.place) else { return Vec::new() };
    let grounds = &mention.grounds;
    let words = mention.span.of(text);
    let mut lines = vec![format!("“{words}” {} {}", says(grounds.how), described(place))];
    let others = grounds.others;
    if others > 0 {
        let noun = if others == 1 { "place has" } else { "places have" };
        lines.push(format!("{others} other {noun} this name"));
    }
    if let Some(after) = grounds.qualifier {
        lines.push(format!("“{}” right after it says which one", after.of(text)));
    }
    let kind = grounds.said_kind.map(|kind| match kind {
        PlaceKind::Admin1 => "region",
        PlaceKind::Admin2 => "county",
        PlaceKind::City
        | PlaceKind::Country
        | PlaceKind::Historic
        | PlaceKind::Macro
        | PlaceKind::Organisation
        | PlaceKind::Physical => "town",
    });
    if let Some(kind) = kind {
        lines.push(format!("The next word says that a {kind} is meant"));
    }
    if others > 0 || grounds.beside.is_some() {
        lines.extend(support(place, grounds));
    }
    if grounds.is_embedded {
        lines.push("Part of a longer name".to_owned());
    }
    lines.extend(mention.past.as_deref().map(since));
    let claim = place.claim();
    if !claim.is_empty() {
        lines.push(format!("Disputed: {claim}"));
    }
    lines
}

fn says(how: u8) -> &'static str {
    match how {
        how::DEMONYM => "are the people of, or an adjective of,",
        how::METONYM | how::WEAK_METONYM => "stands for",
        how::ALIAS => "is another name of",
        how::WITHIN => "is a town too small for the gazetteer, in",
        how::DOT | how::DOTTED | how::CAPITALS => "is short for",
        _ => "is the name of",
    }
}

/// What else in the document, and in others, speaks for a place.
fn support(place: PlaceNumber, grounds: &PlaceGrounds) -> Vec<String> {
    let mut lines = Vec::new();
    let areas =
        [(place.country(), grounds.country_mentions), (place.region(), grounds.region_mentions)];
    for (area, count) in areas {
        if let Some(area) = area.filter(|_| count > 0) {
            let times = if count == 1 { "once".to_owned() } else { format!("{count} times") };
            lines.push(format!("The document speaks of {} {times} elsewhere", area.name()));
        }
    }
    if let Some(km) = grounds.nearest_km.filter(|km| *km < 400.0) {
        lines.push(format!("Another place of the document lies {km:.0} km away"));
    }
    lines.extend(grounds.beside.and_then(|beside| in_corpus(place, beside)));
    if lines.is_empty() {
        lines.push("The best known place of this name".to_owned());
    }
    lines
}

/// What the other documents speak of, where that speaks for a place.
fn in_corpus(place: PlaceNumber, beside: Beside) -> Option<String> {
    let Beside { documents, of_country, of_region } = beside;
    let of_region = place.region().map(|region| (region, of_region));
    let of_country = place.country().map(|country| (country, of_country));
    let known = [of_region, of_country].into_iter().flatten().find(|(_, count)| *count > 0);
    let (area, count) = known?;
    let verb = if count == 1 { "speaks" } else { "speak" };
    Some(format!("{count} of the {documents} other documents {verb} of {}", area.name()))
}

/// What a name of the past means of later years.
fn since(past: &Past) -> String {
    let until = year_in_words(past.until);
    match past.since.as_ref().and_then(gazetteer::by_code) {
        Some(place) => {
            format!("What is told of the years after {until} is in {}", described(place))
        }
        None => format!(
            "Nothing that is told of the years after {until} is put here, if it names another place"
        ),
    }
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
    if let Some(years) = years_in_words(place.years()) {
        text = format!("{text} ({years})");
    }
    text
}
