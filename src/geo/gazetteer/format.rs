//! The layout of the packed gazetteer: written by the build script, read by `gazetteer`.
//!
//! All numbers are little-endian. Records have a fixed width, so that reading one is one look.
//!
//! | table | record |
//! |---|---|
//! | places | name u32 · latitude f32 · longitude f32 · country u16 · region u16 · weight u16 · kind u8 |
//! | extras | code u32 · claim u32 · from i16 · to i16 · first parent u16 · parents u8; one for each place |
//! | codes | place u16, in order of their codes |
//! | parents | place u16, whose top bits say [`HELD`] and [`CLAIMED`] |
//! | strings | length u8, then UTF-8 |
//! | towns | name u24, whose top bit marks a capital · GeoNames u24 · latitude i16 · longitude i16 · region or country u16 · weight u8 |
//! | town names | letters shared with the name before u8 · length of the rest u8 · the rest; blocks of [`BLOCK`] share nothing |
//! | blocks | where a block of town names starts u32 |
//! | postings | count u8, then place u24 · how u8 |
//! | lone names | one bit for each hash of a name of one word |
//! | name starts | one bit for each hash of the first two words of a longer name |
//! | word buckets | number of the bucket's first word u16 |
//! | heads | one bit for each hash of a word of [`class::HEAD`] |
//! | words | hash u24 · set of classes u8; a bucket holds those whose hashes start alike |
//! | word classes | bits of [`class`] u64; the first set is empty |
//!
//! Places other than towns come first, so that a u16 numbers every country and region. Towns follow in
//! the order of their GeoNames numbers. The names' map leads to a posting: an odd value is a single
//! one itself, an even value is twice its offset in the postings.

use crate::phrase::fold::mixed;

/// Bytes of the record of a place other than a town.
pub(crate) const PLACE_LEN: usize = 19;
/// Bytes of a town's record.
pub(crate) const TOWN_LEN: usize = 13;
/// The bit of a town's name that marks a capital.
pub(crate) const CAPITAL: u32 = 1 << 23;
/// Names in a block of town names.
pub(crate) const BLOCK: usize = 16;
/// Units of a town's latitude to a degree.
pub(crate) const LATITUDE_UNIT: f32 = 360.0;
/// Units of a town's longitude to a degree.
pub(crate) const LONGITUDE_UNIT: f32 = 180.0;
/// Units of a town's weight to one.
pub(crate) const TOWN_WEIGHT_UNIT: f64 = 25.0;
/// Bytes of an extra record: what only places other than towns have.
pub(crate) const EXTRA_LEN: usize = 15;
/// Bytes of a posting.
pub(crate) const POSTING_LEN: usize = 4;
/// Bits of a hash that number a bit of the lone names.
pub(crate) const LONE_BITS: u32 = 19;
/// Bits of a hash that number a bit of the name starts.
pub(crate) const START_BITS: u32 = 18;
/// Bits of a hash that number a bit of the heads.
pub(crate) const HEAD_BITS: u32 = 8;
/// Bits of a hash that number a bucket of words; the next 24 stand in the word's record.
pub(crate) const BUCKET_BITS: u32 = 14;
/// Bytes of a word's record.
pub(crate) const WORD_LEN: usize = 4;
/// Bits of `how` in a posting that stands in the map itself.
pub(crate) const HOW_BITS: u32 = 5;
/// The number that says "none" in a u16 field.
pub(crate) const NONE: u16 = u16::MAX;
/// The year that says "unknown".
pub(crate) const NO_YEAR: i16 = i16::MIN;
/// The place of a posting that names no place: phrases that swallow one.
pub(crate) const NO_PLACE: u32 = 0x00ff_ffff;
/// The bits of a parent that number its place.
pub(crate) const PARENT: u16 = 0x3fff;
/// The bit of a parent that holds a disputed place.
pub(crate) const HELD: u16 = 1 << 14;
/// The bit of a parent that claims a disputed place.
pub(crate) const CLAIMED: u16 = 1 << 15;
/// Units of weight to one.
pub(crate) const WEIGHT_UNIT: f64 = 1000.0;

/// Number of a word's bit among the lone names.
pub(crate) fn lone_of(hash: u64) -> usize {
    (hash >> (64 - LONE_BITS)) as usize
}

/// Number of the bit of two words among the name starts.
pub(crate) fn start_of(first: u64, second: u64) -> usize {
    (mixed(first, second) >> (64 - START_BITS)) as usize
}

/// Number of a word's bit among the heads.
pub(crate) fn head_of(hash: u64) -> usize {
    (hash >> (64 - HEAD_BITS)) as usize
}

/// Number of the bucket of words, and what the record keeps of the hash.
pub(crate) fn bucket_of(hash: u64) -> (usize, u32) {
    let bucket = hash >> (64 - BUCKET_BITS);
    (bucket as usize, (hash >> (64 - BUCKET_BITS - 24)) as u32 & 0x00ff_ffff)
}

/// Kinds of place, as numbered in the place record.
pub(crate) mod kind {
    pub(crate) const COUNTRY: u8 = 0;
    pub(crate) const ADMIN1: u8 = 1;
    pub(crate) const ADMIN2: u8 = 2;
    pub(crate) const HISTORIC: u8 = 3;
    pub(crate) const MACRO: u8 = 4;
    pub(crate) const ORGANISATION: u8 = 5;
    pub(crate) const PHYSICAL: u8 = 6;
    pub(crate) const CITY: u8 = 7;
}

/// How a name names a place.
pub(crate) mod how {
    /// Its usual name.
    pub(crate) const NAME: u8 = 0;
    /// Another name.
    pub(crate) const ALIAS: u8 = 1;
    /// Its people, or an adjective.
    pub(crate) const DEMONYM: u8 = 2;
    /// Something that stands for it.
    pub(crate) const METONYM: u8 = 3;
    /// Something that stands for it unless the sentence says otherwise.
    pub(crate) const WEAK_METONYM: u8 = 4;
    /// An organisation whose name holds a place name.
    pub(crate) const ORGANISATION: u8 = 5;
    /// A person whose name holds a place name.
    pub(crate) const PERSON: u8 = 6;
    /// Another thing whose name holds a place name.
    pub(crate) const THING: u8 = 7;
    /// An abbreviation that needs its dot and a comma before it.
    pub(crate) const DOT: u8 = 8;
    /// An abbreviation with dots inside; needs a comma before it.
    pub(crate) const DOTTED: u8 = 9;
    /// Two capitals; needs a comma before it.
    pub(crate) const CAPITALS: u8 = 10;
    /// A town that the gazetteer lacks, in the region that the text names after it.
    pub(crate) const WITHIN: u8 = 11;
    /// Added where the name is written in capitals only.
    pub(crate) const UPPER: u8 = 0x10;
}

/// Classes of words, one bit each.
pub(crate) mod class {
    /// A name given to people.
    pub(crate) const GIVEN: u64 = 1;
    /// A town's name that is an everyday English word.
    pub(crate) const COMMON: u64 = 1 << 1;
    /// A town's name that is a frequent surname.
    pub(crate) const SURNAME: u64 = 1 << 3;
    /// Names of further classes in `words.tsv`, with their bits.
    pub(crate) const NAMES: [(&str, u64); 38] = [
        ("given", GIVEN),
        ("title", TITLE),
        ("in", IN),
        ("near", NEAR),
        ("region", REGION),
        ("county", COUNTY),
        ("facility", FACILITY),
        ("press", PRESS),
        ("company", COMPANY),
        ("direction", DIRECTION),
        ("head", HEAD),
        ("small", SMALL),
        ("never", NEVER),
        ("function", FUNCTION),
        ("street", STREET),
        ("noun", NOUN),
        ("town", TOWN),
        ("municipal", MUNICIPAL),
        ("holder", HOLDER),
        ("verb", VERB),
        ("article", ARTICLE),
        ("namesake", NAMESAKE),
        ("school", SCHOOL),
        ("inside", INSIDE),
        ("local", LOCAL),
        ("noble", NOBLE),
        ("kin", KIN),
        ("particle", PARTICLE),
        ("river", RIVER),
        ("partisan", PARTISAN),
        ("joint", JOINT),
        ("of", OF),
        ("being", BEING),
        ("introducer", INTRODUCER),
        ("motion", MOTION),
        ("saint", SAINT),
        ("holy", HOLY),
        ("vessel", VESSEL),
    ];
    /// Stands before a person's name.
    pub(crate) const TITLE: u64 = 1 << 2;
    /// A preposition of place.
    pub(crate) const IN: u64 = 1 << 4;
    /// A preposition that hardly stands before anything but a place.
    pub(crate) const NEAR: u64 = 1 << 5;
    /// A word after the name of a region.
    pub(crate) const REGION: u64 = 1 << 6;
    /// A word after the name of a second-level region.
    pub(crate) const COUNTY: u64 = 1 << 7;
    /// The last word of a street's or building's name.
    pub(crate) const FACILITY: u64 = 1 << 8;
    /// The last word of a newspaper's name.
    pub(crate) const PRESS: u64 = 1 << 9;
    /// The last word of a company's or team's name.
    pub(crate) const COMPANY: u64 = 1 << 10;
    /// A direction before a place.
    pub(crate) const DIRECTION: u64 = 1 << 11;
    /// A word that may start a name in lower case.
    pub(crate) const HEAD: u64 = 1 << 12;
    /// A word that may stand in lower case within a name.
    pub(crate) const SMALL: u64 = 1 << 13;
    /// Never a town without something that qualifies it.
    pub(crate) const NEVER: u64 = 1 << 14;
    /// A word that starts sentences and is part of no name.
    pub(crate) const FUNCTION: u64 = 1 << 15;
    /// The last word of a street's name.
    pub(crate) const STREET: u64 = 1 << 16;
    /// A word that follows a place's name in capitals and is no surname.
    pub(crate) const NOUN: u64 = 1 << 17;
    /// A word after the name of a town.
    pub(crate) const TOWN: u64 = 1 << 18;
    /// A noun whose "of" takes a place.
    pub(crate) const HOLDER: u64 = 1 << 19;
    /// A verb that follows the name of a ship.
    pub(crate) const VERB: u64 = 1 << 20;
    /// A place's name that has an article.
    pub(crate) const ARTICLE: u64 = 1 << 21;
    /// A body that is named after a place: the University of it.
    pub(crate) const NAMESAKE: u64 = 1 << 22;
    /// A word after the name of a school.
    pub(crate) const SCHOOL: u64 = 1 << 23;
    /// A preposition that stands before places and never before people.
    pub(crate) const INSIDE: u64 = 1 << 24;
    /// A word after a town's name for what belongs to the town: its police, its residents.
    pub(crate) const LOCAL: u64 = 1 << 25;
    /// A rank whose "of" takes a name: the Duke of Wellington.
    pub(crate) const NOBLE: u64 = 1 << 26;
    /// A relative, who may be named by a first name alone.
    pub(crate) const KIN: u64 = 1 << 27;
    /// A foreign word within a longer name: "aux" of Port aux Basques.
    pub(crate) const PARTICLE: u64 = 1 << 28;
    /// The last word of a river's name.
    pub(crate) const RIVER: u64 = 1 << 29;
    /// Who sits for a town: "a Medford Republican".
    pub(crate) const PARTISAN: u64 = 1 << 30;
    /// Joins what is most often of one kind: "Georgia and Armenia".
    pub(crate) const JOINT: u64 = 1 << 31;
    /// The preposition of belonging.
    pub(crate) const OF: u64 = 1 << 32;
    /// The verb of "Lima is a city".
    pub(crate) const BEING: u64 = 1 << 33;
    /// What follows that verb: "a", "the", "one".
    pub(crate) const INTRODUCER: u64 = 1 << 34;
    /// What leads "to" a place and not to a person: "flew to Kenya".
    pub(crate) const MOTION: u64 = 1 << 35;
    /// What a saint's name starts with, and many a town's.
    pub(crate) const SAINT: u64 = 1 << 36;
    /// What a saint has: a feast, a church.
    pub(crate) const HOLY: u64 = 1 << 37;
    /// Stands before the name of a ship: "HMS Belfast".
    pub(crate) const VESSEL: u64 = 1 << 38;
    /// Behind a word for a town, what governs it or belongs to it: "Leeds City Council".
    pub(crate) const MUNICIPAL: u64 = 1 << 39;
}
