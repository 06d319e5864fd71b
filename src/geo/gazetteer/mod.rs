//! The packed gazetteer: names, places and what contains them, read in place.

#[expect(dead_code, reason = "the build script writes what is not read here")]
pub(super) mod format;
pub(super) mod past;
pub(super) mod walk;

use crate::model::{Claim, Place, PlaceCode, PlaceKind, PlaceTable};
use crate::phrase::letters::fold;
use format::{how, kind};
use fst::raw::Fst;
use fst::{IntoStreamer as _, Map, Streamer as _};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static PLACES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/places.bin"));
static EXTRAS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/extras.bin"));
static PARENTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/parents.bin"));
static CODES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/codes.bin"));
static TOWNS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/towns.bin"));
static TOWN_NAMES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/town_names.bin"));
static BLOCKS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/blocks.bin"));
static STRINGS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/strings.bin"));
static POSTINGS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/postings.bin"));
static NAMES: LazyLock<Option<Map<&'static [u8]>>> = LazyLock::new(|| {
    Map::new(include_bytes!(concat!(env!("OUT_DIR"), "/names.fst")).as_slice()).ok()
});
static LONE_NAMES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lone_names.bin"));
static NAME_STARTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/name_starts.bin"));
static HEADS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/heads.bin"));
static WORD_BUCKETS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/word_buckets.bin"));
static WORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.bin"));
static WORD_CLASSES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/word_classes.bin"));

/// A place by its number in the packed table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct PlaceNumber(pub u32);

/// One reading of a name: a place, and how the name names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Posting {
    /// `None` for a phrase that holds a place's name and names none.
    pub place: Option<PlaceNumber>,
    /// One of [`how`], without its flags.
    pub how: u8,
    /// Whether the name is written in capitals only.
    pub is_upper: bool,
}

fn bytes<const N: usize>(table: &[u8], at: usize) -> [u8; N] {
    let found = table.get(at..at + N).and_then(|piece| piece.try_into().ok());
    found.unwrap_or([0; N])
}

fn u16_at(table: &[u8], at: usize) -> u16 {
    u16::from_le_bytes(bytes(table, at))
}

fn u32_at(table: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(bytes(table, at))
}

fn string(at: u32) -> &'static str {
    let at = at as usize;
    let length = STRINGS.get(at).map_or(0, |length| usize::from(*length));
    let piece = STRINGS.get(at + 1..at + 1 + length).unwrap_or_default();
    std::str::from_utf8(piece).unwrap_or_default()
}

fn number_of(field: u16) -> Option<PlaceNumber> {
    (field != format::NONE).then_some(PlaceNumber(u32::from(field)))
}

/// Places that are no towns; they come first.
const REGIONS: usize = PLACES.len() / format::PLACE_LEN;

/// The name of a town by its number in the names: each is told by what it has in common with the
/// one before.
fn town_name(number: usize) -> String {
    let mut at = u32_at(BLOCKS, number / format::BLOCK * 4) as usize;
    let mut name = Vec::new();
    for _ in 0..=number % format::BLOCK {
        let [shared, rest] = bytes(TOWN_NAMES, at);
        let rest = usize::from(rest);
        name.truncate(usize::from(shared));
        name.extend_from_slice(TOWN_NAMES.get(at + 2..at + 2 + rest).unwrap_or_default());
        at += 2 + rest;
    }
    String::from_utf8(name).unwrap_or_default()
}

/// "G" and a GeoNames number.
fn town_code(mut geonames: u32) -> PlaceCode {
    let mut letters = [b'0'; 11];
    let mut first = letters.len();
    for letter in letters.iter_mut().rev() {
        first -= 1;
        *letter = b'0' + (geonames % 10) as u8;
        geonames /= 10;
        if geonames == 0 {
            break;
        }
    }
    first = first.saturating_sub(1);
    if let Some(letter) = letters.get_mut(first) {
        *letter = b'G';
    }
    let code = letters.get(first..).and_then(|letters| std::str::from_utf8(letters).ok());
    PlaceCode::new(code.unwrap_or_default())
}

fn u24_at(table: &[u8], at: usize) -> u32 {
    let [a, b, c] = bytes(table, at);
    u32::from_le_bytes([a, b, c, 0])
}

impl PlaceNumber {
    fn at(self, offset: usize) -> usize {
        self.0 as usize * format::PLACE_LEN + offset
    }

    /// Where its record stands among the towns; `None` for other places.
    fn town(self) -> Option<usize> {
        (self.0 as usize).checked_sub(REGIONS).map(|number| number * format::TOWN_LEN)
    }

    /// Its usual name.
    pub(super) fn name(self) -> Cow<'static, str> {
        match self.town() {
            Some(town) => town_name((u24_at(TOWNS, town) & !format::CAPITAL) as usize).into(),
            None => string(u32_at(PLACES, self.at(0))).into(),
        }
    }

    /// Its number at GeoNames; `None` for places other than towns.
    pub(super) fn geonames(self) -> Option<u32> {
        self.town().map(|town| u24_at(TOWNS, town + 3))
    }

    /// Latitude and longitude in degrees; those of towns to about 300 m.
    pub(super) fn position(self) -> Option<(f32, f32)> {
        if let Some(town) = self.town() {
            let units = |at| f32::from(i16::from_le_bytes(bytes(TOWNS, town + at)));
            return Some((units(6) / format::LATITUDE_UNIT, units(8) / format::LONGITUDE_UNIT));
        }
        let degrees = |at| f32::from_le_bytes(bytes(PLACES, self.at(at)));
        Some((degrees(4), degrees(8))).filter(|(latitude, _)| latitude.is_finite())
    }

    /// The region or country that a town lies in.
    fn area(town: usize) -> Option<Self> {
        number_of(u16_at(TOWNS, town + 10))
    }

    /// The country it lies in today, itself for one; for a state of the past its main successor.
    pub(super) fn country(self) -> Option<Self> {
        match self.town() {
            Some(town) => Self::area(town)?.country(),
            None => number_of(u16_at(PLACES, self.at(12))),
        }
    }

    /// The first-level region it lies in, itself for one.
    pub(super) fn region(self) -> Option<Self> {
        match self.town() {
            Some(town) => Self::area(town).filter(|area| area.kind() == PlaceKind::Admin1),
            None => number_of(u16_at(PLACES, self.at(14))),
        }
    }

    /// How likely the bare name means it: about the decimal logarithm of its people.
    pub(super) fn weight(self) -> f32 {
        match self.town() {
            Some(town) => {
                let weight = TOWNS.get(town + 12).copied().unwrap_or(0);
                f32::from(weight) / format::TOWN_WEIGHT_UNIT as f32
            }
            None => f32::from(u16_at(PLACES, self.at(16))) / format::WEIGHT_UNIT as f32,
        }
    }

    /// What kind of place.
    pub(super) fn kind(self) -> PlaceKind {
        if self.town().is_some() {
            return PlaceKind::City;
        }
        match PLACES.get(self.at(18)).copied().unwrap_or(kind::CITY) {
            kind::COUNTRY => PlaceKind::Country,
            kind::ADMIN1 => PlaceKind::Admin1,
            kind::ADMIN2 => PlaceKind::Admin2,
            kind::HISTORIC => PlaceKind::Historic,
            kind::MACRO => PlaceKind::Macro,
            kind::ORGANISATION => PlaceKind::Organisation,
            kind::PHYSICAL => PlaceKind::Physical,
            _ => PlaceKind::City,
        }
    }

    /// Whether it is the capital of its country.
    pub(super) fn is_capital(self) -> bool {
        self.town().is_some_and(|town| u24_at(TOWNS, town) & format::CAPITAL != 0)
    }

    /// Where its extra record starts; `None` for towns.
    fn extra(self) -> Option<usize> {
        self.town().is_none().then_some(self.0 as usize * format::EXTRA_LEN)
    }

    /// Its code.
    pub(super) fn code(self) -> PlaceCode {
        match self.extra() {
            Some(extra) => PlaceCode::new(string(u32_at(EXTRAS, extra))),
            None => town_code(self.geonames().unwrap_or(0)),
        }
    }

    /// Its code, the same piece of memory again where a text names it again.
    pub(super) fn shared_code(self) -> PlaceCode {
        CODES_OF_THREAD.with_borrow_mut(|known| {
            let Some(slot) = known.get_mut(self.0 as usize % REMEMBERED) else {
                return self.code();
            };
            match slot {
                Some((number, code)) if *number == self => code.clone(),
                _ => slot.insert((self, self.code())).1.clone(),
            }
        })
    }

    /// What a reader should know about whose it is; empty where nobody disputes it.
    pub(super) fn claim(self) -> &'static str {
        self.extra().map_or("", |extra| string(u32_at(EXTRAS, extra + 4)))
    }

    /// First and last year.
    pub(super) fn years(self) -> (Option<i32>, Option<i32>) {
        let year = |at| {
            let year = i16::from_le_bytes(bytes(EXTRAS, at));
            (year != format::NO_YEAR).then_some(i32::from(year))
        };
        self.extra().map_or((None, None), |extra| (year(extra + 8), year(extra + 10)))
    }

    /// What contains it; the first is the one by geography.
    pub(super) fn parents(self) -> Vec<Self> {
        let Some(extra) = self.extra() else {
            return self.region().or_else(|| self.country()).into_iter().collect();
        };
        flagged_parents(extra).filter_map(|parent| number_of(parent & format::PARENT)).collect()
    }

    /// Who of its parents holds or claims it; empty where nobody disputes it.
    fn claims(self) -> Vec<Claim> {
        let parents = self.extra().into_iter().flat_map(flagged_parents);
        let disputed = parents.filter(|parent| parent & !format::PARENT != 0);
        disputed
            .filter_map(|flagged| {
                let parent = number_of(flagged & format::PARENT)?;
                Some(Claim {
                    parent: parent.code(),
                    by: parent.country().unwrap_or(parent).code(),
                    holds: flagged & format::HELD != 0,
                    claims: flagged & format::CLAIMED != 0,
                })
            })
            .collect()
    }

    fn place(self) -> Place {
        Place {
            code: self.code(),
            name: self.name().into_owned(),
            kind: self.kind(),
            parents: self.parents().into_iter().map(Self::code).collect(),
            claims: self.claims(),
            country: self.country().map(Self::code),
            region: self.region().map(Self::code),
            geonames: self.geonames(),
            position: self.position(),
            years: self.years(),
        }
    }
}

/// Codes that a thread remembers: of those that share a place, the last.
const REMEMBERED: usize = 1024;

thread_local! {
    /// The codes of the places that were named last: documents name the same ones over and over.
    static CODES_OF_THREAD: RefCell<Vec<Option<(PlaceNumber, PlaceCode)>>> =
        RefCell::new(vec![None; REMEMBERED]);
}

/// The parents of an extra record, each with the bits that say whether it holds or claims the place.
fn flagged_parents(extra: usize) -> impl Iterator<Item = u16> {
    let first = usize::from(u16_at(EXTRAS, extra + 12));
    let count = EXTRAS.get(extra + 14).map_or(0, |count| usize::from(*count));
    (first..first + count).map(|i| u16_at(PARENTS, i * 2))
}

/// How many places the gazetteer has.
pub(super) fn place_count() -> u32 {
    (REGIONS + TOWNS.len() / format::TOWN_LEN) as u32
}

/// Bytes of all packed tables.
#[cfg(test)]
pub(super) fn packed_len() -> usize {
    let places = [PLACES, EXTRAS, PARENTS, CODES, TOWNS, TOWN_NAMES, BLOCKS, STRINGS];
    let names = [POSTINGS, LONE_NAMES, NAME_STARTS, HEADS, WORD_BUCKETS, WORDS, WORD_CLASSES];
    places.iter().chain(&names).map(|table| table.len()).sum::<usize>()
        + NAMES.as_ref().map_or(0, |names| names.as_fst().as_bytes().len())
}

/// The places of `codes` with all that contains them.
pub(super) fn table(codes: impl IntoIterator<Item = PlaceCode>) -> PlaceTable {
    let mut found = BTreeMap::new();
    let mut open: Vec<PlaceNumber> = codes.into_iter().filter_map(|c| by_code(&c)).collect();
    while let Some(number) = open.pop() {
        if let std::collections::btree_map::Entry::Vacant(entry) = found.entry(number) {
            entry.insert(number.place());
            open.extend(number.parents());
        }
    }
    PlaceTable::new(found.into_values())
}

/// The number of a code; `None` where the gazetteer has no such place.
pub(super) fn by_code(code: &PlaceCode) -> Option<PlaceNumber> {
    let town = code.as_str().strip_prefix('G').and_then(|number| number.parse::<u32>().ok());
    if let Some(wanted) = town {
        let is_before = |number: u32| PlaceNumber(number).geonames() < Some(wanted);
        let found = partition_point(REGIONS as u32..place_count(), is_before);
        return Some(PlaceNumber(found)).filter(|number| number.geonames() == Some(wanted));
    }
    let at = |i: u32| number_of(u16_at(CODES, i as usize * 2));
    let is_before = |i: u32| at(i).is_some_and(|number| number.code() < *code);
    let found = partition_point(0..REGIONS as u32, is_before);
    at(found).filter(|number| found < REGIONS as u32 && number.code() == *code)
}

/// The first of the numbers that is not before what is sought.
fn partition_point(range: std::ops::Range<u32>, is_before: impl Fn(u32) -> bool) -> u32 {
    let (mut low, mut high) = (range.start, range.end);
    while low < high {
        let middle = low + (high - low) / 2;
        if is_before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// The readings of a name that the walk has found.
pub(super) fn postings(found: u64) -> impl Iterator<Item = Posting> {
    let single = (found & 1 == 1).then(|| {
        let flags = (found >> 1) as u8 & ((1 << format::HOW_BITS) - 1);
        posting((found >> (1 + format::HOW_BITS)) as u32, flags)
    });
    let at = (found >> 1) as usize;
    let count = if single.is_some() { 0 } else { POSTINGS.get(at).copied().unwrap_or(0) };
    let listed = (0..usize::from(count)).map(move |i| {
        let [a, b, c, flags] = bytes(POSTINGS, at + 1 + i * format::POSTING_LEN);
        posting(u32::from_le_bytes([a, b, c, 0]), flags)
    });
    single.into_iter().chain(listed)
}

fn posting(number: u32, flags: u8) -> Posting {
    let place = (number != format::NO_PLACE).then_some(PlaceNumber(number));
    Posting { place, how: flags & !how::UPPER, is_upper: flags & how::UPPER != 0 }
}

/// All folded names; each leads to its postings.
pub(super) fn names() -> Option<&'static Fst<&'static [u8]>> {
    NAMES.as_ref().map(Map::as_fst)
}

fn has_bit(bits: &[u8], at: usize) -> bool {
    bits.get(at / 8).is_some_and(|bits| bits >> (at % 8) & 1 == 1)
}

/// Whether the word of a hash may be a name: most that are none are turned away without a walk.
pub(super) fn may_be_name(word: u64) -> bool {
    has_bit(LONE_NAMES, format::lone_of(word))
}

/// Whether a name may start with the words of two hashes.
pub(super) fn may_start(first: u64, second: u64) -> bool {
    has_bit(NAME_STARTS, format::start_of(first, second))
}

/// Whether the word of a hash may be of [`format::class::HEAD`].
pub(super) fn may_be_head(word: u64) -> bool {
    has_bit(HEADS, format::head_of(word))
}

/// The classes of the word of a hash: bits of [`format::class`].
pub(super) fn classes(word: u64) -> u64 {
    classes_of(class_set(word))
}

/// The classes of a set.
pub(super) fn classes_of(set: u8) -> u64 {
    u64::from_le_bytes(bytes(WORD_CLASSES, usize::from(set) * 8))
}

/// The number of the set of classes of the word of a hash.
pub(super) fn class_set(word: u64) -> u8 {
    let (bucket, rest) = format::bucket_of(word);
    let first = usize::from(u16_at(WORD_BUCKETS, bucket * 2)) * format::WORD_LEN;
    let end = usize::from(u16_at(WORD_BUCKETS, bucket * 2 + 2)) * format::WORD_LEN;
    let records = WORDS.get(first..end).unwrap_or_default().chunks_exact(format::WORD_LEN);
    let mut records = records.map(|record| u32_at(record, 0));
    let found = records.find(|record| record & 0x00ff_ffff == rest);
    found.map_or(0, |record| (record >> 24) as u8)
}

/// Places one of whose names starts with `prefix`, best known first.
///
/// Old names and other spellings count: "Kiev" finds Kyiv. For the search box of the filter.
pub(super) fn search(prefix: &str, limit: usize) -> Vec<Place> {
    let mut key = String::new();
    for c in prefix.trim().chars() {
        match c {
            ' ' | '-' | '–' => key.push(' '),
            c => fold(c, |folded| key.push(folded)),
        }
    }
    let Some(names) = NAMES.as_ref().filter(|_| !key.is_empty()) else { return Vec::new() };
    let mut found: BTreeMap<PlaceNumber, bool> = BTreeMap::new();
    let mut stream = names.range().ge(&key).into_stream();
    while let Some((name, at)) = stream.next() {
        if !name.starts_with(key.as_bytes()) {
            break;
        }
        let is_whole = name.len() == key.len();
        let places = postings(at).filter(|posting| posting.how < how::ORGANISATION);
        for place in places.filter_map(|posting| posting.place) {
            *found.entry(place).or_default() |= is_whole;
        }
    }
    let mut places: Vec<_> = found.into_iter().collect();
    places.sort_by(|(a, a_whole), (b, b_whole)| {
        b_whole.cmp(a_whole).then(b.weight().total_cmp(&a.weight())).then(a.cmp(b))
    });
    places.into_iter().take(limit).map(|(number, _)| number.place()).collect()
}
