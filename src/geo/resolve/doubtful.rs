//! Names that turn out to be no places: what stands alone in a document was a person or a word.

use super::Resolved;
use super::evidence::most_of_a_country;
use super::rank::{Found, Scored};
use crate::geo::gazetteer::PlaceNumber;
use crate::geo::gazetteer::format::{class, how};
use crate::geo::recognize::context::{Context, SOME_TOWN, Standing};
use crate::geo::recognize::words::{Glue, Words};
use crate::geo::recognize::{Hit, Reading};
use crate::model::PlaceKind;

/// A town that bears a name of people is meant where the document speaks of its surroundings.
pub(super) fn settle_doubtful(
    found: &mut Found,
    hits: &[Hit],
    words: &Words<'_>,
    is_chrome: &dyn Fn(&Hit) -> bool,
) {
    const NEAR_KM: f32 = 60.0;
    /// The same for a town of some eighty thousand people.
    const WIDE_KM: f32 = 160.0;
    /// Of some three hundred thousand, where its country is spoken of.
    const CITY: f32 = 5.5;
    let mut joined = company(found, hits, words).into_iter();
    found.retain(|resolved, ranked| {
        let company = joined.next().unwrap_or(Company::None);
        if resolved.standing != Standing::Doubtful {
            return true;
        }
        resolved.standing = Standing::Own;
        resolved.is_evidence = hits.get(resolved.hit).is_some_and(|hit| !is_chrome(hit));
        ranked.first().is_some_and(|best| {
            let place = best.reading.place;
            let reach = if place.weight() < SOME_TOWN { NEAR_KM } else { WIDE_KM };
            let is_near =
                best.region_mentions() >= 2 && best.nearest_km.is_some_and(|km| km < reach);
            let is_joined = match company {
                Company::SameRegion => true,
                Company::SameCountry => place.weight() >= SOME_TOWN,
                Company::Abroad => place.weight() >= CITY,
                Company::None => false,
            };
            let is_city = place.weight() >= CITY && best.country_mentions() >= 2;
            matches!(best.kind, PlaceKind::City | PlaceKind::Admin2)
                && (is_near || is_joined || is_city)
        })
    });
}

/// How near a name is to the sure place that "and", "or" or a comma joins it to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Company {
    None,
    Abroad,
    SameCountry,
    SameRegion,
}

/// The company in which each doubtful name stands: "from Beckley, Huntington and Parkersburg".
fn company(found: &Found, hits: &[Hit], words: &Words<'_>) -> Vec<Company> {
    let resolved = &found.resolved;
    let mut joined = vec![Company::None; resolved.len()];
    for (number, (left, right)) in resolved.iter().zip(resolved.iter().skip(1)).enumerate() {
        let doubtful = match (left.standing, right.standing) {
            (Standing::Own, Standing::Doubtful) => number + 1,
            (Standing::Doubtful, Standing::Own) => number,
            _ => continue,
        };
        let beside = hits.get(left.hit).zip(hits.get(right.hit));
        let are_beside = beside.is_some_and(|(before, after)| {
            let next = words.get(before.last + 1);
            match after.first - before.last {
                1 => next.is_some_and(|word| word.glue == Glue::Comma),
                2 => next.is_some_and(|word| word.is_small(class::JOINT)),
                _ => false,
            }
        });
        let best = found.ranked(left).first().zip(found.ranked(right).first());
        let Some((one, other)) = best.filter(|_| are_beside) else {
            continue;
        };
        let company = if one.region.is_some() && one.region == other.region {
            Company::SameRegion
        } else if one.country.is_some() && one.country == other.country {
            Company::SameCountry
        } else {
            Company::Abroad
        };
        if let Some(joined) = joined.get_mut(doubtful) {
            *joined = company.max(*joined);
        }
    }
    joined
}

/// Weak metonyms are places only where something happens at them: in "the White House declined"
/// it is people who act, and what the document is about says where.
pub(super) fn leave_actors_out(found: &mut Found, hits: &[Hit], context: &Context<'_>) {
    found.retain(|resolved, ranked| {
        let how = ranked.first().map(|best| best.reading.how);
        let is_at = || hits.get(resolved.hit).is_some_and(|h| context.is_after_preposition(h));
        how != Some(how::WEAK_METONYM) || is_at()
    });
}

/// Small towns that are named out of nowhere are none.
pub(super) fn leave_far_hamlets_out(found: &mut Found, hits: &[Hit], context: &Context<'_>) {
    let most = most_of_a_country(found);
    found.retain(|resolved, ranked| {
        let best = ranked.first().zip(hits.get(resolved.hit));
        !best.is_some_and(|(best, hit)| {
            let next = hits.get(resolved.hit + 1);
            is_far_hamlet(resolved, best, hit, context, most)
                || next.is_some_and(|next| is_put_elsewhere(resolved, best, hit, next, context))
        })
    });
}

/// "The Southern District", "Western Region": what many lands call a part of theirs is one of a land that the document
/// speaks of by other names.
pub(super) fn leave_directions_of_strangers_out(
    found: &mut Found,
    hits: &[Hit],
    context: &Context<'_>,
) {
    let is_direction = |resolved: &Resolved, best: &Scored| {
        let hit = || hits.get(resolved.hit);
        best.kind == PlaceKind::Admin1
            && resolved.qualifier.is_none()
            && hit().is_some_and(|it| context.is_made_of(it, class::DIRECTION | class::REGION))
    };
    let says_direction =
        |it: &Resolved| found.ranked(it).first().map(|best| is_direction(it, best));
    if !found.resolved.iter().any(|it| says_direction(it) == Some(true)) {
        return;
    }
    let others = found.resolved.iter().filter(|it| says_direction(it) == Some(false));
    let spoken_of: Vec<PlaceNumber> =
        others.filter_map(|it| found.ranked(it).first()?.country).collect();
    found.retain(|resolved, ranked| {
        let is_own = |it: &Scored| it.country.is_some_and(|it| spoken_of.contains(&it));
        let is_one = matches!(ranked, [it] if it.reading.how == how::NAME);
        let best = ranked.first().filter(|best| is_direction(resolved, best));
        best.is_none_or(|best| is_one || is_own(best))
    });
}

/// "Red Bay in Labrador", "the Westgate mall in Nairobi": whether a small town is said to lie, or a house of its name to
/// stand, where none of its name does.
fn is_put_elsewhere(
    resolved: &Resolved,
    best: &Scored,
    hit: &Hit,
    next: &Hit,
    context: &Context<'_>,
) -> bool {
    let is_in = |at: usize| {
        let joint = context.word(Some(at));
        joint.is_some_and(|joint| joint.glue == Glue::Space && joint.text() == "in")
    };
    let house = context.word(Some(hit.last + 1));
    let is_house = house.is_some_and(|it| it.glue == Glue::Space && it.is_small(class::FACILITY));
    let is_wide = |it: &Reading| it.place.kind() != PlaceKind::City && it.how != how::DEMONYM;
    let is_put = match next.first - hit.last {
        2 => is_in(hit.last + 1) && next.readings.iter().any(is_wide),
        3 => is_house && is_in(hit.last + 2),
        _ => false,
    };
    is_put
        && resolved.qualifier.is_none()
        && best.kind == PlaceKind::City
        && best.reading.place.weight() < SOME_TOWN
        && next.readings.iter().all(|it| {
            let country = it.place.country();
            country.is_some() && country != best.reading.place.country()
        })
}

/// Whether a small town is named out of nowhere: nothing else in the document lies in its country,
/// and no word says that a place is meant, or many other countries do.
fn is_far_hamlet(
    resolved: &Resolved,
    best: &Scored,
    hit: &Hit,
    context: &Context<'_>,
    others: f32,
) -> bool {
    const HAMLET: f32 = 4.1;
    const MANY: f32 = 4.0;
    const DOUBTFUL: f32 = 6.4;
    let is_alone = match best.country_mentions() {
        0 => true,
        1 => others >= MANY,
        _ => false,
    };
    let is_near = best.nearest_km.is_some_and(|km| km < 100.0);
    if !is_alone || is_near || resolved.qualifier.is_some() {
        return false;
    }
    let is_small = best.kind == PlaceKind::City && best.reading.place.weight() < HAMLET;
    // "the channel “Baza” wrote".
    let is_thing = best.kind == PlaceKind::City && context.is_in_quotes(hit);
    let is_direction = best.kind != PlaceKind::Macro && context.is_made_of(hit, class::DIRECTION);
    let is_doubtful = !best.reading.place.is_capital()
        && matches!(best.kind, PlaceKind::City | PlaceKind::Admin1)
        && best.reading.place.weight() < DOUBTFUL
        && context.is_doubtful(hit);
    is_thing
        || (is_small || is_direction || is_doubtful)
            && !(is_doubtful && context.is_before_local(hit))
            && (!context.is_after_preposition(hit) && !context.is_located(hit)
                || others >= MANY && (is_small || is_direction || !context.is_located(hit)))
}
