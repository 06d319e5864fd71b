//! Hits → places: which of the places of a name is meant.
//!
//! Naively the largest place of a name wins. Here every reading starts with that weight, and gains
//! by what else the document speaks of: its country, its region, places near it, a region named
//! right after it. A name means the same place throughout a document, unless its own words say
//! otherwise (one sense per discourse: Gale, Church and Yarowsky 1992).

use super::context::{Context, SOME_TOWN, Standing};
use super::evidence::{Direction, Evidence, Sense, Tally, km_of, most_of_a_country};
use super::format::{class, how};
use super::gazetteer::PlaceNumber;
use super::introduction::{Introduction, introductions};
use super::recognize::{Hit, Reading};
use super::words::{Glue, Word};
use crate::model::PlaceKind;

/// What a hit was resolved to.
#[derive(Clone, Debug)]
pub(super) struct Resolved {
    /// Number of the hit.
    pub hit: usize,
    /// What the hit is.
    pub standing: Standing,
    /// All readings with their scores, best first; never empty.
    pub ranked: Vec<Scored>,
    /// The region or country right after it that says which one is meant.
    pub qualifier: Option<usize>,
    /// Whether a word for a region follows: "oblast", "county".
    pub suffix: Option<Suffix>,
    /// Whether it counts as evidence for other names.
    pub is_evidence: bool,
    /// Whether it is named as who acts, and not as where: "Washington imposed duties".
    pub is_actor: bool,
}

/// A word after a name that says what kind of place it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Suffix {
    /// Oblast, region, province, state.
    Region,
    /// County, parish.
    County,
    /// City, town, village.
    Town,
}

/// A reading with what speaks for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scored {
    /// The reading.
    pub reading: Reading,
    /// Sum of all that speaks for it.
    pub score: f32,
    /// Other mentions of its country in the document.
    pub country_mentions: u32,
    /// Other mentions of its region.
    pub region_mentions: u32,
    /// Kilometres to the nearest other place of the document.
    pub nearest_km: Option<f32>,
}

/// Resolves all hits; those that name no place are left out.
pub(super) fn resolve(
    words: &[Word<'_>],
    hits: &[Hit],
    context: &mut Context<'_, '_>,
    is_chrome: &dyn Fn(&Hit) -> bool,
) -> Vec<Resolved> {
    for (hit, next) in hits.iter().zip(hits.iter().skip(1)) {
        let is_within =
            || !contained(hit, next).0.is_empty() || region_of_unknown(hit, next).is_some();
        if qualifies(words, hit, next) && is_within() {
            context.note_located(hit);
            context.note_located(next);
        }
    }
    let introduced = introductions(words, hits);
    for hit in introduced.iter().filter_map(|introduction| hits.get(introduction.hit)) {
        context.note_introduced(hit);
    }
    let context = &*context;
    let mut found = first_guess(words, hits, context, &introduced, is_chrome);
    improve(&mut found, hits, words);
    settle_doubtful(&mut found, hits, words, is_chrome);
    leave_actors_out(&mut found, hits, context);
    let most = most_of_a_country(&found);
    found.retain(|resolved| !is_far_hamlet(resolved, hits, context, most));
    found
}

/// Every hit that is a place, with its readings by weight and qualifier alone.
fn first_guess(
    words: &[Word<'_>],
    hits: &[Hit],
    context: &Context<'_, '_>,
    introduced: &[Introduction],
    is_chrome: &dyn Fn(&Hit) -> bool,
) -> Vec<Resolved> {
    let mut found = Vec::with_capacity(hits.len());
    // What the hit before allows this one to mean.
    let mut allowed: Option<Vec<Reading>> = None;
    let mut unknown: Vec<(usize, Reading)> = Vec::new();
    for (number, hit) in hits.iter().enumerate() {
        let after = hits.get(number + 1).filter(|next| qualifies(words, hit, next));
        let pairs = after.map(|next| contained(hit, next)).filter(|pairs| !pairs.0.is_empty());
        let mut qualifier = pairs.as_ref().map(|_| number + 1);
        let mut narrowed = allowed.take();
        let is_qualifier = narrowed.is_some();
        if let Some((inner, outer)) = pairs {
            allowed = Some(outer);
            narrowed.get_or_insert(inner);
        } else if let Some(region) = after.and_then(|next| region_of_unknown(hit, next)) {
            narrowed = Some(vec![region]);
            qualifier = Some(number + 1);
            unknown.push((hit.name, region));
        } else if let Ok(known) = introduced.binary_search_by_key(&hit.name, |known| known.name) {
            let readings = || introduced.get(known).map_or(Vec::new(), |it| it.readings.clone());
            narrowed.get_or_insert_with(readings);
        }
        let readings = narrowed.as_deref().unwrap_or(&hit.readings);
        let standing = context.standing(hit, qualifier.is_some() || is_qualifier);
        if standing == Standing::Not || readings.is_empty() {
            continue;
        }
        let suffix = suffix_of(context, hit);
        let mut ranked: Vec<_> = readings.iter().map(|r| Scored::new(*r, suffix)).collect();
        sort(&mut ranked);
        let is_evidence = standing != Standing::Doubtful && !is_chrome(hit);
        let is_actor = !context.is_located(hit)
            && !context.is_after_preposition(hit)
            && context.before(hit).is_none_or(|b| !matches!(b.text, "of" | "and" | "or"));
        found.push(Resolved {
            hit: number,
            standing,
            ranked,
            qualifier,
            suffix,
            is_evidence,
            is_actor,
        });
    }
    if !unknown.is_empty() {
        for resolved in found.iter_mut().filter(|resolved| resolved.qualifier.is_none()) {
            let name = hits.get(resolved.hit).map(|hit| hit.name);
            let last = unknown.iter().rev().find(|(known, _)| Some(*known) == name);
            if let Some((_, region)) = last {
                resolved.ranked.push(Scored::new(*region, resolved.suffix));
            }
        }
    }
    found
}

/// Whether `next` stands where a qualifier stands: "Moscow, Idaho", "Moscow (Idaho)".
fn qualifies(words: &[Word<'_>], hit: &Hit, next: &Hit) -> bool {
    let glue = words.get(next.first).map(|word| word.glue);
    let is_beside = next.first == hit.last + 1;
    let is_abbreviation = next.is_abbreviation() && glue == Some(Glue::Space);
    is_beside && (matches!(glue, Some(Glue::Comma | Glue::Bracket)) || is_abbreviation)
}

/// The readings of `hit` that lie in a reading of `next`, and those that hold one.
pub(super) fn contained(hit: &Hit, next: &Hit) -> (Vec<Reading>, Vec<Reading>) {
    let holds = |outer: &Reading, inner: &Reading| {
        outer.how != how::DEMONYM
            && inner.how != how::DEMONYM
            && outer.place != inner.place
            && outer.place.kind() != PlaceKind::City
            && (inner.place.region() == Some(outer.place)
                || inner.place.country() == Some(outer.place)
                || is_county_of(outer.place, inner.place))
    };
    // "In Russia, U.S. officials said": no town called Russia.
    let is_country = |hit: &Hit| hit.readings.iter().any(|r| r.place.kind() == PlaceKind::Country);
    if is_country(hit) && is_country(next) {
        return (Vec::new(), Vec::new());
    }
    let inner = hit.readings.iter().filter(|r| next.readings.iter().any(|outer| holds(outer, r)));
    let outer = next.readings.iter().filter(|r| hit.readings.iter().any(|inner| holds(r, inner)));
    (inner.copied().collect(), outer.copied().collect())
}

/// Whether a town may lie in a second-level region, by the way to its middle.
fn is_county_of(county: PlaceNumber, town: PlaceNumber) -> bool {
    const REACH_KM: f32 = 80.0;
    let positions = county.position().zip(town.position());
    county.kind() == PlaceKind::Admin2
        && town.kind() == PlaceKind::City
        && county.region() == town.region()
        && positions.is_some_and(|(there, here)| {
            km_of(Direction::of(there).closeness(&Direction::of(here))) < REACH_KM
        })
}

/// The state of a town that the gazetteer lacks, though it knows others of the name: "LONDON, Ky."
///
/// Only abbreviations count, since they stand after a town alone; "London, Ontario and Quebec" may
/// be a list.
fn region_of_unknown(hit: &Hit, next: &Hit) -> Option<Reading> {
    let is_town = hit.readings.iter().any(|r| r.place.kind() == PlaceKind::City);
    let reading = next.readings.first().filter(|_| is_town && next.is_abbreviation())?;
    Some(Reading { place: reading.place, how: how::WITHIN })
}

fn suffix_of(context: &Context<'_, '_>, hit: &Hit) -> Option<Suffix> {
    let next = context.after(hit).filter(|next| next.glue == Glue::Space)?;
    if next.is_of(class::COUNTY) {
        Some(Suffix::County)
    } else if next.is_of(class::REGION) {
        Some(Suffix::Region)
    } else if next.is_of(class::TOWN) {
        Some(Suffix::Town)
    } else {
        None
    }
}

impl Scored {
    fn new(reading: Reading, suffix: Option<Suffix>) -> Self {
        let mut scored =
            Self { reading, score: 0.0, country_mentions: 0, region_mentions: 0, nearest_km: None };
        scored.score = scored.base(suffix);
        scored
    }

    /// The score without the rest of the document.
    fn base(&self, suffix: Option<Suffix>) -> f32 {
        let place = self.reading.place;
        let kind = place.kind();
        let by_suffix = match (suffix, kind) {
            (Some(Suffix::Region), PlaceKind::Admin1)
            | (Some(Suffix::County), PlaceKind::Admin2) => 3.0,
            (Some(Suffix::Town), PlaceKind::City) => 1.5,
            (Some(Suffix::Region | Suffix::County | Suffix::Town) | None, _) => 0.0,
        };
        let by_other_name =
            if self.reading.how == how::ALIAS && kind == PlaceKind::City { -0.5 } else { 0.0 };
        place.weight() + by_suffix + by_other_name
    }
}

fn sort(ranked: &mut [Scored]) {
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.reading.place.cmp(&b.reading.place)));
}

/// Ranks the readings of every sense anew, twice, by what the rest of the document speaks of.
fn improve(found: &mut [Resolved], hits: &[Hit], words: &[Word<'_>]) {
    let name_of = |resolved: &Resolved| hits.get(resolved.hit).map_or(0, |hit| hit.name);
    let mut senses: Vec<(Sense, usize)> = Vec::with_capacity(found.len());
    for (number, resolved) in found.iter().enumerate() {
        let own = resolved.qualifier.map(|_| resolved.hit);
        senses.push(((name_of(resolved), resolved.suffix, own), number));
    }
    senses.sort_unstable();
    let mut evidence = Evidence::default();
    for is_last in [false, false, true] {
        evidence.read(found, hits, words);
        for members in senses.chunk_by(|one, other| one.0 == other.0) {
            rank_sense(found, members, &evidence, is_last);
        }
    }
}

/// What speaks for a capital where its name stands for a government.
const CAPITAL_ACTS: f32 = 3.0;

/// Ranks the readings of hits of one sense.
fn rank_sense(
    found: &mut [Resolved],
    members: &[(Sense, usize)],
    evidence: &Evidence,
    is_last: bool,
) {
    let Some(((name, suffix, _), first)) = members.first().copied() else { return };
    let Some(resolved) = found.get_mut(first) else { return };
    // A single reading is only told what supports it, once all is settled.
    if resolved.ranked.len() == 1 && !is_last {
        return;
    }
    let mut ranked = std::mem::take(&mut resolved.ranked);
    // Singapore is a country before it is a capital.
    let has_country = ranked.iter().any(|it| it.reading.place.kind() == PlaceKind::Country);
    let acts = |member: usize| {
        found.get(member).is_some_and(|resolved| resolved.is_actor)
            && !evidence.is_peer(member, PlaceKind::Admin1)
    };
    let is_actor =
        !has_country && suffix.is_none() && members.iter().all(|(_, member)| acts(*member));
    for scored in &mut ranked {
        rate(scored, name, suffix, members, evidence);
        if is_actor && scored.reading.place.is_capital() {
            scored.score += CAPITAL_ACTS;
        }
    }
    sort(&mut ranked);
    prefer_town(&mut ranked, suffix);
    for (_, member) in members.iter().skip(1) {
        if let Some(resolved) = found.get_mut(*member) {
            adopt(resolved, &ranked);
        }
    }
    if let Some(resolved) = found.get_mut(first) {
        resolved.ranked = ranked;
    }
}

/// Takes over the scores of a sense, for the readings that the mention itself allows.
fn adopt(resolved: &mut Resolved, ranked: &[Scored]) {
    let is_allowed = |scored: &&Scored| {
        resolved.ranked.iter().any(|own| own.reading.place == scored.reading.place)
    };
    if ranked.iter().filter(is_allowed).count() != resolved.ranked.len() {
        return;
    }
    if ranked.len() == resolved.ranked.len() {
        resolved.ranked.copy_from_slice(ranked);
    } else {
        resolved.ranked = ranked.iter().filter(is_allowed).copied().collect();
    }
}

fn rate(
    scored: &mut Scored,
    name: usize,
    suffix: Option<Suffix>,
    members: &[(Sense, usize)],
    evidence: &Evidence,
) {
    let place = scored.reading.place;
    let (own_country, own_region) = (place.country(), place.region());
    let seen = evidence.seen_by(members, own_country, own_region);
    let count = |of: &Tally, key: Option<PlaceNumber>, own: f32| {
        key.map_or(0.0, |key| (of.get(key) - own).max(0.0))
    };
    let country = count(&evidence.countries, own_country, seen.0);
    let region = count(&evidence.regions, own_region, seen.1);
    let neighbours = own_country.map_or(0, |country| evidence.neighbours(members, country));
    let is_spot = place.kind() != PlaceKind::Country;
    let here = place.position().filter(|_| is_spot && !evidence.positions.is_empty());
    let nearest = here.and_then(|here| evidence.closest(name, Direction::of(here))).map(km_of);
    let is_peer = matches!(place.kind(), PlaceKind::Country | PlaceKind::Admin1)
        && members.iter().any(|(_, member)| evidence.is_peer(*member, place.kind()));
    let is_settled = evidence.settled.binary_search(&(name, place)).is_ok();
    // A paper of a county means its towns.
    let is_local = region >= 3.0 && nearest.is_some_and(|km| km < 50.0);
    scored.country_mentions = country as u32;
    scored.region_mentions = region as u32;
    scored.nearest_km = nearest;
    scored.score = scored.base(suffix)
        + (1.1 * (1.0 + country).log2()).min(3.0)
        + 0.5 * (1.0 + region).log2()
        + 0.3 * neighbours as f32
        + scored.nearest_km.map_or(0.0, |km| 1.2 * (-km / 400.0).exp())
        + if is_local { 1.0 } else { 0.0 }
        + if is_peer { 1.5 } else { 0.0 }
        + if is_settled { 3.0 } else { 0.0 };
}

/// A region and its main town often share a name; without a word that says "region", the town is
/// meant. The region is tagged with it anyway, since it contains the town.
fn prefer_town(ranked: &mut Vec<Scored>, suffix: Option<Suffix>) {
    let Some(best) = ranked.first().filter(|best| best.reading.place.kind() == PlaceKind::Admin1)
    else {
        return;
    };
    let (region, score, is_name) = (best.reading.place, best.score, best.reading.how == how::NAME);
    let town = ranked.iter().position(|scored| {
        let place = scored.reading.place;
        place.kind() == PlaceKind::City
            && place.region() == Some(region)
            && place.weight() > if is_name { 5.5 } else { 4.4 }
    });
    if let (None | Some(Suffix::Town), Some(town)) = (suffix, town) {
        let mut chosen = ranked.remove(town);
        chosen.score = score;
        ranked.insert(0, chosen);
    }
}

/// A town that bears a name of people is meant where the document speaks of its surroundings.
fn settle_doubtful(
    found: &mut Vec<Resolved>,
    hits: &[Hit],
    words: &[Word<'_>],
    is_chrome: &dyn Fn(&Hit) -> bool,
) {
    const NEAR_KM: f32 = 60.0;
    /// The same for a town of some eighty thousand people.
    const WIDE_KM: f32 = 160.0;
    /// Of some three hundred thousand, where its country is spoken of.
    const CITY: f32 = 5.5;
    let mut joined = company(found, hits, words).into_iter();
    found.retain_mut(|resolved| {
        let company = joined.next().unwrap_or(Company::None);
        if resolved.standing != Standing::Doubtful {
            return true;
        }
        resolved.standing = Standing::Own;
        resolved.is_evidence = hits.get(resolved.hit).is_some_and(|hit| !is_chrome(hit));
        resolved.ranked.first().is_some_and(|best| {
            let place = best.reading.place;
            let reach = if place.weight() < SOME_TOWN { NEAR_KM } else { WIDE_KM };
            let is_near = best.region_mentions >= 2 && best.nearest_km.is_some_and(|km| km < reach);
            let is_joined = match company {
                Company::SameRegion => true,
                Company::SameCountry => place.weight() >= SOME_TOWN,
                Company::None => false,
            };
            let is_city = place.weight() >= CITY && best.country_mentions >= 2;
            matches!(place.kind(), PlaceKind::City | PlaceKind::Admin2)
                && (is_near || is_joined || is_city)
        })
    });
}

/// How near a name is to the sure place that "and", "or" or a comma joins it to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Company {
    None,
    SameCountry,
    SameRegion,
}

/// The company in which each doubtful name stands: "from Beckley, Huntington and Parkersburg".
fn company(found: &[Resolved], hits: &[Hit], words: &[Word<'_>]) -> Vec<Company> {
    let place = |resolved: &Resolved| resolved.ranked.first().map(|best| best.reading.place);
    let mut joined = vec![Company::None; found.len()];
    for (number, (left, right)) in found.iter().zip(found.iter().skip(1)).enumerate() {
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
                2 => next.is_some_and(|word| matches!(word.text, "and" | "or")),
                _ => false,
            }
        });
        let Some((one, other)) = place(left).zip(place(right)).filter(|_| are_beside) else {
            continue;
        };
        let company = if one.region().is_some() && one.region() == other.region() {
            Company::SameRegion
        } else if one.country().is_some() && one.country() == other.country() {
            Company::SameCountry
        } else {
            Company::None
        };
        if let Some(joined) = joined.get_mut(doubtful) {
            *joined = company.max(*joined);
        }
    }
    joined
}

/// Weak metonyms are places only where something happens at them: in "the White House declined"
/// it is people who act, and what the document is about says where.
fn leave_actors_out(found: &mut Vec<Resolved>, hits: &[Hit], context: &Context<'_, '_>) {
    found.retain(|resolved| {
        let how = resolved.ranked.first().map(|best| best.reading.how);
        let is_at = || hits.get(resolved.hit).is_some_and(|h| context.is_after_preposition(h));
        how != Some(how::WEAK_METONYM) || is_at()
    });
}

/// Whether a small town is named out of nowhere: nothing else in the document lies in its country,
/// and no word says that a place is meant, or many other countries do.
fn is_far_hamlet(
    resolved: &Resolved,
    hits: &[Hit],
    context: &Context<'_, '_>,
    others: f32,
) -> bool {
    const HAMLET: f32 = 4.1;
    const MANY: f32 = 4.0;
    const DOUBTFUL: f32 = 6.4;
    let (Some(best), Some(hit)) = (resolved.ranked.first(), hits.get(resolved.hit)) else {
        return false;
    };
    let is_near = best.nearest_km.is_some_and(|km| km < 100.0);
    let is_small =
        best.reading.place.kind() == PlaceKind::City && best.reading.place.weight() < HAMLET;
    let is_direction = best.reading.place.kind() != PlaceKind::Macro && context.is_direction(hit);
    let is_doubtful = !best.reading.place.is_capital()
        && matches!(best.reading.place.kind(), PlaceKind::City | PlaceKind::Admin1)
        && best.reading.place.weight() < DOUBTFUL
        && context.is_doubtful(hit);
    (is_small || is_direction || is_doubtful)
        && resolved.qualifier.is_none()
        && (best.country_mentions == 0 || best.country_mentions == 1 && others >= MANY)
        && !is_near
        && !(is_doubtful && context.is_before_local(hit))
        && (!context.is_after_preposition(hit) && !context.is_located(hit)
            || others >= MANY && (is_small || is_direction || !context.is_located(hit)))
}
