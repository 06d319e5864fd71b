//! The small map: where the events of a piece of time lie, and the land to draw them on.
//!
//! Naively every place is a circle. Circles that would cover each other are joined, most events
//! first, so that each can be read and clicked; an event counts once in a circle, however many of
//! its places lie there.

use super::geometry::{Point, Rect};
use crate::model::{Chronology, Event, PlaceCode, PlaceKind, PlaceTable};
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

/// Rings of land and of lakes within it, as longitude and latitude in degrees. One that lies on both sides
/// of the 180th meridian goes on beyond it, and is there twice: for each edge of the world.
static LAND: LazyLock<Vec<Vec<(f32, f32)>>> = LazyLock::new(|| {
    let corner = |text: &str| {
        let (longitude, latitude) = text.split_once(',')?;
        longitude.parse().ok().zip(latitude.parse().ok())
    };
    let text = include_str!("../../assets/map/land.tsv");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let rings = lines.map(|line| in_one_piece(line.split('\t').filter_map(corner)));
    rings.flat_map(both_edges).collect()
});

/// The corners of a ring, with none a whole turn away from the one before.
fn in_one_piece(corners: impl Iterator<Item = (f32, f32)>) -> Vec<(f32, f32)> {
    let mut before: Option<f32> = None;
    let near = corners.map(|(longitude, latitude)| {
        let turns = before.map_or(0.0, |before| ((before - longitude) / TURN).round());
        let longitude = longitude + turns * TURN;
        before = Some(longitude);
        (longitude, latitude)
    });
    near.collect()
}

/// A ring, and the same a turn away where it leaves the world at one edge.
fn both_edges(ring: Vec<(f32, f32)>) -> Vec<Vec<(f32, f32)>> {
    let moved =
        |by: f32| ring.iter().map(|(longitude, latitude)| (longitude + by, *latitude)).collect();
    let is_west = ring.iter().any(|(longitude, _)| *longitude < WORLD.0);
    let is_east = ring.iter().any(|(longitude, _)| WORLD.1 < *longitude);
    let copies = [is_west.then(|| moved(TURN)), is_east.then(|| moved(-TURN))];
    copies.into_iter().flatten().chain([ring]).collect()
}

/// Degrees of a whole turn.
const TURN: f32 = 360.0;
/// The parts of the world that a map shows at most and at least, in degrees.
const WORLD: (f32, f32, f32, f32) = (-180.0, 180.0, -58.0, 80.0);
const LEAST_DEGREES: f32 = 24.0;
/// Radius of a circle for one event, and what a tenfold number adds, in pixels.
const LEAST_RADIUS_PX: f32 = 4.0;
const RADIUS_BY_TENFOLD_PX: f32 = 5.0;
/// How far apart the middles of two circles are at least, as a part of both radii together.
const LEAST_APART: f32 = 0.65;
/// Events that are looked at together.
const CHUNK: usize = 1 << 14;

/// Degrees to pixels, equally far along the middle parallel and the meridians.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projection {
    /// Longitude of the left edge.
    left: f32,
    /// Latitude of the upper edge.
    top: f32,
    /// Pixels to a degree of longitude, and to one of latitude.
    scale: (f32, f32),
    /// Width and height in pixels.
    size: (f32, f32),
}

impl Projection {
    /// Shows all `positions` (latitude, longitude) with a margin; the world where there is none.
    pub fn fit(positions: impl Iterator<Item = (f32, f32)>, width_px: f32, height_px: f32) -> Self {
        let (mut left, mut right, mut bottom, mut top) = (180.0f32, -180.0f32, 90.0f32, -90.0f32);
        for (latitude, longitude) in positions {
            left = left.min(longitude);
            right = right.max(longitude);
            bottom = bottom.min(latitude);
            top = top.max(latitude);
        }
        if right < left {
            (left, right, bottom, top) = WORLD;
        }
        let middle = (f32::midpoint(left, right), f32::midpoint(bottom, top));
        let narrowing = middle.1.to_radians().cos().max(0.3);
        let wide = ((right - left) * 1.25).max(LEAST_DEGREES / narrowing);
        let high = ((top - bottom) * 1.35).max(LEAST_DEGREES);
        let least = (WORLD.1 - WORLD.0, WORLD.3 - WORLD.2);
        let scale = (width_px / (wide.min(least.0) * narrowing)).min(height_px / high.min(least.1));
        let scale = (scale * narrowing, scale);
        // No map shows what lies beyond the edges of the world, where it need not.
        let within = |middle: f32, shown: f32, low: f32, high: f32| {
            let most = (high - shown / 2.0).max(low + shown / 2.0);
            middle.clamp((low + shown / 2.0).min(most), most)
        };
        let shown = (width_px / scale.0, height_px / scale.1);
        let middle = (
            within(middle.0, shown.0, WORLD.0, WORLD.1),
            within(middle.1, shown.1, WORLD.2, WORLD.3),
        );
        Self {
            left: middle.0 - shown.0 / 2.0,
            top: middle.1 + shown.1 / 2.0,
            scale,
            size: (width_px, height_px),
        }
    }

    /// The pixel of a latitude and longitude.
    pub fn point(&self, (latitude, longitude): (f32, f32)) -> Point {
        Point { x: (longitude - self.left) * self.scale.0, y: (self.top - latitude) * self.scale.1 }
    }

    /// The land as strips one pixel high, from left to right and top to bottom.
    pub fn land(&self) -> Vec<Rect> {
        let mut strips = Vec::new();
        for row in 0..self.size.1.ceil() as usize {
            let crossings = crossings(self.top - (row as f32 + 0.5) / self.scale.1);
            for pair in crossings.chunks_exact(2) {
                let [from, to] = pair else { continue };
                let x = |longitude: &f32| {
                    ((longitude - self.left) * self.scale.0).clamp(0.0, self.size.0)
                };
                let (left, right) = (x(from), x(to));
                if left < right {
                    strips.push(Rect::from_size(left, row as f32, right - left, 1.0));
                }
            }
        }
        strips
    }
}

/// Longitudes at which a parallel goes from water to land and back, from west to east.
fn crossings(latitude: f32) -> Vec<f32> {
    let crossing = |(from, to): (&(f32, f32), &(f32, f32))| {
        let crosses = (from.1 <= latitude) != (to.1 <= latitude);
        let share = (latitude - from.1) / (to.1 - from.1);
        crosses.then_some(from.0 + share * (to.0 - from.0))
    };
    let edges =
        LAND.iter().flat_map(|ring| ring.iter().zip(ring.iter().skip(1).chain(ring.first())));
    let mut found: Vec<f32> = edges.filter_map(crossing).collect();
    found.sort_by(f32::total_cmp);
    found
}

/// A place that events lie in.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// Its code: a first-level region, else a country of today or a state of the past.
    pub code: PlaceCode,
    /// Its latitude and longitude.
    pub position: (f32, f32),
}

/// Where every event lies, made once for a chronology.
#[derive(Clone, Debug, Default)]
pub struct Spots {
    /// All places that events lie in.
    pub all: Vec<Spot>,
    /// Spots of each event: where its slice of `numbers` ends.
    ends: Vec<u32>,
    numbers: Vec<u32>,
    /// The last second of each event, about: most of those that are over need no other look.
    last_secs: Vec<f32>,
}

/// One circle: a place, or several that lie too close for a circle each.
#[derive(Clone, Debug, PartialEq)]
pub struct Bubble {
    /// Its middle on the map.
    pub centre: Point,
    /// Its radius in pixels.
    pub radius_px: f32,
    /// Its places with their events, most first.
    pub places: Vec<(PlaceCode, usize)>,
    /// Events in any of its places.
    pub count: usize,
}

impl Spots {
    /// Finds where the events of a chronology lie.
    pub fn new(chronology: &Chronology) -> Self {
        let pieces = chronology.events.par_chunks(CHUNK);
        let used: Vec<HashSet<&PlaceCode>> =
            pieces.map(|events| events.iter().flat_map(|event| &event.places).collect()).collect();
        let used: BTreeSet<&PlaceCode> = used.into_iter().flatten().collect();
        let last_secs = chronology.events.par_iter().map(|event| last_secs(event) as f32).collect();
        let mut spots = Self { last_secs, ..Self::default() };
        let known: HashMap<&PlaceCode, u32> = used
            .into_iter()
            .filter_map(|code| Some((code, spots.number_of(spot_of(&chronology.places, code)?)?)))
            .collect();
        let pieces = chronology.events.par_chunks(CHUNK);
        let pieces: Vec<(Vec<u32>, Vec<u32>)> = pieces.map(|it| numbers(it, &known)).collect();
        for (numbers, ends) in pieces {
            let before = spots.numbers.len() as u32;
            spots.numbers.extend(numbers);
            spots.ends.extend(ends.into_iter().map(|end| end + before));
        }
        spots
    }

    /// The number of a spot; a new one comes last.
    fn number_of(&mut self, spot: Spot) -> Option<u32> {
        let known = self.all.iter().position(|known| known.code == spot.code);
        let number = known.unwrap_or(self.all.len());
        if known.is_none() {
            self.all.push(spot);
        }
        u32::try_from(number).ok()
    }

    /// The spots of an event.
    fn of(&self, event: usize) -> &[u32] {
        let start = event.checked_sub(1).and_then(|before| self.ends.get(before)).copied();
        let end = self.ends.get(event).copied().unwrap_or(0);
        self.numbers.get(start.unwrap_or(0) as usize..end as usize).unwrap_or_default()
    }

    /// The circles of those `events` that may lie between two seconds of the axis, most events
    /// first; those without a date lie nowhere in time.
    pub fn bubbles(
        &self,
        chronology: &Chronology,
        events: &[u32],
        window: (f64, f64),
        projection: &Projection,
    ) -> Vec<Bubble> {
        let is_visible = self.visible(chronology, window);
        let sets = self.sets(events, is_visible);
        let mut counts = vec![0; self.all.len()];
        for (set, count) in &sets {
            for spot in *set {
                if let Some(known) = counts.get_mut(*spot as usize) {
                    *known += count;
                }
            }
        }
        let (mut bubbles, group_of) = self.joined(&counts, projection);
        for (set, count) in sets {
            let groups = set.iter().filter_map(|spot| group_of.get(*spot as usize).copied()?);
            for group in groups.collect::<BTreeSet<usize>>() {
                if let Some(bubble) = bubbles.get_mut(group) {
                    bubble.count += count;
                }
            }
        }
        bubbles
    }

    /// Whether an event may lie between two seconds of the axis. Events stand in order of their first
    /// second, so that only those that begin before the window are asked when they end.
    fn visible<'a>(
        &'a self,
        chronology: &'a Chronology,
        (from_secs, to_secs): (f64, f64),
    ) -> impl Fn(usize) -> bool + Sync + 'a {
        let events = &chronology.events;
        let dated = events.get(..chronology.dated_count()).unwrap_or_default();
        let begins = |event: &Event| event.bounds().earliest.map_or(f64::MIN, |secs| secs as f64);
        let begun = dated.partition_point(|event| begins(event) <= to_secs);
        let before = dated.partition_point(|event| begins(event) < from_secs);
        // Rounding keeps the order, so that what seems over is over.
        let may_last = move |at: usize| self.last_secs.get(at) >= Some(&(from_secs as f32));
        let lasts = move |at: usize| {
            may_last(at) && events.get(at).is_some_and(|event| from_secs <= last_secs(event))
        };
        move |at| at < begun && (before <= at || lasts(at))
    }

    /// How many of some events lie at which spots together; the same spots may come several times.
    fn sets(
        &self,
        events: &[u32],
        is_visible: impl Fn(usize) -> bool + Sync,
    ) -> Vec<(&[u32], usize)> {
        let count = |events: &[u32]| {
            // Most events lie at one spot.
            let mut alone: Vec<(&[u32], usize)> = vec![(&[], 0); self.all.len()];
            let mut sets: HashMap<&[u32], usize> = HashMap::new();
            for event in events.iter().map(|event| *event as usize) {
                let own = self.of(event);
                if own.is_empty() || !is_visible(event) {
                    continue;
                }
                let single = own.first().filter(|_| own.len() == 1);
                match single.and_then(|spot| alone.get_mut(*spot as usize)) {
                    Some((set, count)) => (*set, *count) = (own, *count + 1),
                    None => *sets.entry(own).or_default() += 1,
                }
            }
            sets.into_iter().chain(alone.into_iter().filter(|it| it.1 > 0)).collect::<Vec<_>>()
        };
        events.par_chunks(CHUNK).flat_map_iter(count).collect()
    }

    /// Circles without their counts, and the circle of each spot.
    fn joined(
        &self,
        counts: &[usize],
        projection: &Projection,
    ) -> (Vec<Bubble>, Vec<Option<usize>>) {
        let mut order: Vec<usize> =
            (0..self.all.len()).filter(|spot| counts.get(*spot) > Some(&0)).collect();
        order.sort_by_key(|spot| (std::cmp::Reverse(counts.get(*spot)), *spot));
        let mut bubbles: Vec<Bubble> = Vec::new();
        let mut group_of = vec![None; self.all.len()];
        for number in order {
            let (Some(spot), Some(count)) = (self.all.get(number), counts.get(number)) else {
                continue;
            };
            let centre = projection.point(spot.position);
            let radius_px = radius_px(*count);
            let covers = |bubble: &Bubble| {
                let (x, y) = (bubble.centre.x - centre.x, bubble.centre.y - centre.y);
                x.hypot(y) < LEAST_APART * (bubble.radius_px + radius_px)
            };
            let group = bubbles.iter().position(covers).unwrap_or(bubbles.len());
            if group == bubbles.len() {
                bubbles.push(Bubble { centre, radius_px, places: Vec::new(), count: 0 });
            }
            if let (Some(bubble), Some(slot)) = (bubbles.get_mut(group), group_of.get_mut(number)) {
                bubble.places.push((spot.code.clone(), *count));
                *slot = Some(group);
            }
        }
        (bubbles, group_of)
    }
}

/// The last second of an event; infinite where it may go on, before all others where nothing is known.
fn last_secs(event: &Event) -> f64 {
    let bounds = event.bounds();
    let open = if bounds.earliest.is_some() { f64::INFINITY } else { f64::NEG_INFINITY };
    bounds.latest.map_or(open, |secs| secs as f64)
}

/// The spots of each of some events, and where each one's end.
fn numbers(events: &[Event], known: &HashMap<&PlaceCode, u32>) -> (Vec<u32>, Vec<u32>) {
    let (mut numbers, mut ends) = (Vec::new(), Vec::with_capacity(events.len()));
    for event in events {
        let first = numbers.len();
        for number in event.places.iter().filter_map(|code| known.get(code)) {
            if !numbers.get(first..).is_some_and(|own| own.contains(number)) {
                numbers.push(*number);
            }
        }
        if let Some(own) = numbers.get_mut(first..) {
            own.sort_unstable();
        }
        ends.push(numbers.len() as u32);
    }
    (numbers, ends)
}

/// The radius of a circle: tenfold events, five pixels more.
fn radius_px(count: usize) -> f32 {
    LEAST_RADIUS_PX + RADIUS_BY_TENFOLD_PX * (count.max(1) as f32).log10()
}

/// Where a place is drawn: in its first-level region, else in its country.
fn spot_of(places: &PlaceTable, code: &PlaceCode) -> Option<Spot> {
    let place = places.get(code)?;
    let own = Some(&place.code).filter(|_| place.kind == PlaceKind::Historic);
    [own, place.region.as_ref(), place.country.as_ref()].into_iter().flatten().find_map(|code| {
        let place = places.get(code)?;
        Some(Spot { code: code.clone(), position: place.position? })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::sample::Sample;
    use proptest::prelude::*;

    const WIDTH_PX: f32 = 280.0;
    const HEIGHT_PX: f32 = 150.0;
    const ALWAYS: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);

    fn world() -> Projection {
        Projection::fit(std::iter::empty(), WIDTH_PX, HEIGHT_PX)
    }

    fn is_land(latitude: f32, longitude: f32) -> bool {
        let point = world().point((latitude, longitude));
        world().land().iter().any(|strip| strip.contains(point))
    }

    #[test]
    fn land_is_where_it_is() {
        for (place, latitude, longitude) in [
            ("Kazakhstan", 48.0, 67.0),
            ("Brazil", -10.0, -52.0),
            ("Chad", 15.0, 19.0),
            ("Lapland", 67.0, 25.0),
            ("Chukotka", 67.0, 176.0),
            ("its east", 66.5, -173.0),
        ] {
            assert!(is_land(latitude, longitude), "{place}");
        }
        for (place, latitude, longitude) in [
            ("the Atlantic", 30.0, -40.0),
            ("the Pacific", 0.0, -140.0),
            ("the Caspian", 41.0, 51.0),
            ("the Norwegian Sea", 67.0, 3.0),
            ("the Bering Strait", 66.0, -168.5),
        ] {
            assert!(!is_land(latitude, longitude), "{place}");
        }
    }

    #[test]
    fn an_event_counts_once_in_a_circle_and_only_in_its_time() {
        let chronology = Sample::default()
            .event("a", "1992", "RU-TA")
            .event("b", "1992", "KZ")
            .event("c", "2001", "KZ")
            .event("d", "", "KZ")
            .event("e", "1992", "")
            .build();
        let spots = Spots::new(&chronology);
        let of = |code: &str, window| {
            let bubbles = spots.bubbles(&chronology, &[0, 1, 2, 3, 4], window, &world());
            let found = bubbles.iter().find(|b| b.places.iter().any(|p| p.0.as_str() == code));
            found.map_or(0, |bubble| bubble.count)
        };
        assert_eq!((of("RU-TA", ALWAYS), of("KZ", ALWAYS)), (1, 2));
        let to_2000 = (f64::NEG_INFINITY, 946_684_800.0);
        assert_eq!((of("RU-TA", to_2000), of("KZ", to_2000)), (1, 1));
        let from_2000 = (946_684_800.0, f64::INFINITY);
        assert_eq!((of("RU-TA", from_2000), of("KZ", from_2000)), (0, 1));
    }

    proptest! {
        #[test]
        fn what_is_fitted_is_in_view(
            positions in proptest::collection::vec((-55f32..78.0, -179f32..179.0), 1..20),
        ) {
            let projection = Projection::fit(positions.iter().copied(), WIDTH_PX, HEIGHT_PX);
            for position in positions {
                let point = projection.point(position);
                prop_assert!((-0.5..=WIDTH_PX + 0.5).contains(&point.x), "{point:?}");
                prop_assert!((-0.5..=HEIGHT_PX + 0.5).contains(&point.y), "{point:?}");
            }
        }

        #[test]
        fn circles_stand_apart(
            counts in proptest::collection::vec(0usize..500, 6),
        ) {
            let places = [(55.0, 50.0), (56.0, 51.0), (48.0, 67.0), (43.0, 45.0), (46.0, 44.0), (49.0, 32.0)];
            let spots = Spots {
                all: places
                    .iter()
                    .zip(0..)
                    .map(|(position, n)| Spot { code: PlaceCode::new(&format!("X{n}")), position: *position })
                    .collect(),
                ..Spots::default()
            };
            let (bubbles, group_of) = spots.joined(&counts, &world());
            for (i, one) in bubbles.iter().enumerate() {
                for other in bubbles.iter().skip(i + 1) {
                    let (x, y) = (one.centre.x - other.centre.x, one.centre.y - other.centre.y);
                    prop_assert!(x.hypot(y) >= LEAST_APART * (one.radius_px + other.radius_px) - 0.01);
                }
            }
            for (count, group) in counts.iter().zip(group_of) {
                prop_assert_eq!(*count > 0, group.is_some());
            }
        }
    }
}
