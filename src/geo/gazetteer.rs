//! The packed gazetteer: names, places and what contains them, read in place.

use super::fold::fold;
use super::format::{self, how, kind};
use crate::model::{Place, PlaceCode, PlaceKind, PlaceTable};
use fst::raw::{CompiledAddr, Fst, Output};
use fst::{IntoStreamer as _, Map, Streamer as _};
use std::collections::BTreeMap;
use std::sync::LazyLock;

static PLACES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/places.bin"));
static EXTRAS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/extras.bin"));
static PARENTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/parents.bin"));
static STRINGS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/strings.bin"));
static POSTINGS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/postings.bin"));
static NAMES: LazyLock<Option<Map<&'static [u8]>>> = LazyLock::new(|| {
    Map::new(include_bytes!(concat!(env!("OUT_DIR"), "/names.fst")).as_slice()).ok()
});
static WORDS: LazyLock<Option<Map<&'static [u8]>>> = LazyLock::new(|| {
    Map::new(include_bytes!(concat!(env!("OUT_DIR"), "/words.fst")).as_slice()).ok()
});

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

impl PlaceNumber {
    fn at(self, offset: usize) -> usize {
        self.0 as usize * format::PLACE_LEN + offset
    }

    /// Its usual name.
    pub(super) fn name(self) -> &'static str {
        string(u32_at(PLACES, self.at(0)))
    }

    /// Its number at GeoNames.
    pub(super) fn geonames(self) -> Option<u32> {
        Some(u32_at(PLACES, self.at(4))).filter(|number| *number > 0)
    }

    /// Latitude and longitude in degrees.
    pub(super) fn position(self) -> Option<(f32, f32)> {
        let degrees = |at| f32::from_le_bytes(bytes(PLACES, self.at(at)));
        Some((degrees(8), degrees(12))).filter(|(latitude, _)| latitude.is_finite())
    }

    /// The country it lies in today, itself for one; for a state of the past its main successor.
    pub(super) fn country(self) -> Option<Self> {
        number_of(u16_at(PLACES, self.at(16)))
    }

    /// The first-level region it lies in, itself for one.
    pub(super) fn region(self) -> Option<Self> {
        number_of(u16_at(PLACES, self.at(18)))
    }

    /// How likely the bare name means it: about the decimal logarithm of its people.
    pub(super) fn weight(self) -> f32 {
        f32::from(u16_at(PLACES, self.at(22))) / format::WEIGHT_UNIT as f32
    }

    /// What kind of place.
    pub(super) fn kind(self) -> PlaceKind {
        match PLACES.get(self.at(24)).copied().unwrap_or(kind::CITY) {
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
        PLACES.get(self.at(25)).is_some_and(|flags| flags & format::CAPITAL != 0)
    }

    /// Where its extra record starts; `None` for towns.
    fn extra(self) -> Option<usize> {
        let is_town = self.kind() == PlaceKind::City;
        (!is_town).then(|| usize::from(u16_at(PLACES, self.at(20))) * format::EXTRA_LEN)
    }

    /// Its code.
    pub(super) fn code(self) -> PlaceCode {
        match self.extra() {
            Some(extra) => PlaceCode::new(string(u32_at(EXTRAS, extra))),
            None => match self.geonames() {
                Some(number) => PlaceCode::new(&format!("G{number}")),
                None => PlaceCode::new(""),
            },
        }
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
        let first = u32_at(EXTRAS, extra + 12) as usize;
        let count = usize::from(u16_at(EXTRAS, extra + 16));
        (first..first + count).filter_map(|i| number_of(u16_at(PARENTS, i * 2))).collect()
    }

    fn place(self) -> Place {
        Place {
            code: self.code(),
            name: self.name().to_owned(),
            kind: self.kind(),
            parents: self.parents().into_iter().map(Self::code).collect(),
            country: self.country().map(Self::code),
            region: self.region().map(Self::code),
            geonames: self.geonames(),
            position: self.position(),
            years: self.years(),
        }
    }
}

/// How many places the gazetteer has.
pub(super) fn place_count() -> u32 {
    (PLACES.len() / format::PLACE_LEN) as u32
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
    static CODES: LazyLock<Vec<(PlaceCode, PlaceNumber)>> = LazyLock::new(|| {
        let numbers = (0..place_count()).map(PlaceNumber);
        let mut codes: Vec<_> = numbers.map(|number| (number.code(), number)).collect();
        codes.sort();
        codes
    });
    let found = CODES.binary_search_by(|(known, _)| known.cmp(code)).ok()?;
    CODES.get(found).map(|(_, number)| *number)
}

/// The readings that stand at an offset of the postings.
pub(super) fn postings(at: u64) -> impl Iterator<Item = Posting> {
    let at = at as usize;
    let count = POSTINGS.get(at).map_or(0, |count| usize::from(*count));
    (0..count).map(move |i| {
        let [a, b, c, flags] = bytes(POSTINGS, at + 1 + i * format::POSTING_LEN);
        let number = u32::from_le_bytes([a, b, c, 0]);
        let place = (number != format::NO_PLACE).then_some(PlaceNumber(number));
        Posting { place, how: flags & !how::UPPER, is_upper: flags & how::UPPER != 0 }
    })
}

/// A walk through the folded names, letter by letter.
#[derive(Clone, Copy)]
pub(super) struct Walk {
    fst: &'static Fst<&'static [u8]>,
    node: CompiledAddr,
    output: Output,
}

impl Walk {
    /// At the start of all names.
    pub(super) fn start() -> Option<Self> {
        let fst = NAMES.as_ref()?.as_fst();
        Some(Self { fst, node: fst.root().addr(), output: Output::zero() })
    }

    /// One folded letter on; `None` where no name goes on so.
    fn letter(mut self, c: char) -> Option<Self> {
        let mut utf8 = [0; 4];
        for byte in c.encode_utf8(&mut utf8).bytes() {
            let node = self.fst.node(self.node);
            let transition = node.transition(node.find_input(byte)?);
            self.output = self.output.cat(transition.out);
            self.node = transition.addr;
        }
        Some(self)
    }

    /// A space on.
    pub(super) fn space(self) -> Option<Self> {
        self.letter(' ')
    }

    /// A word on, folded.
    pub(super) fn word(self, word: &str) -> Option<Self> {
        let mut walk = Some(self);
        for c in word.chars() {
            fold(c, |folded| walk = walk.and_then(|walk| walk.letter(folded)));
            walk?;
        }
        walk
    }

    /// Where the postings of the name that ends here stand; `None` where none ends here.
    pub(super) fn found(&self) -> Option<u64> {
        let node = self.fst.node(self.node);
        node.is_final().then(|| self.output.cat(node.final_output()).value())
    }
}

/// The classes of a word: bits of [`format::class`].
pub(super) fn classes(word: &str) -> u64 {
    let Some(fst) = WORDS.as_ref().map(Map::as_fst) else { return 0 };
    let start = Walk { fst, node: fst.root().addr(), output: Output::zero() };
    start.word(word).and_then(|walk| walk.found()).unwrap_or(0)
}

/// Whether a word is of one of `classes`.
pub(super) fn is_of(word: &str, of: u64) -> bool {
    classes(word) & of != 0
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
