//! Packs the gazetteer into tables that the program reads in place.

use super::Failure;
use super::format::{self, class, how, kind};
use super::gazetteer::{Entry, Gazetteer};
use super::phrase::letters;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::{fs, io};

/// How likely a bare name means the place, in orders of magnitude of people.
fn weight_of(entry: &Entry) -> f64 {
    let people = entry.population.max(1.0).log10();
    match entry.kind {
        kind::COUNTRY => 8.0 + people / 10.0,
        kind::ADMIN1 => 5.2 + people / 5.0,
        kind::ADMIN2 => 3.6 + people / 5.0,
        kind::HISTORIC => 7.5,
        kind::MACRO | kind::ORGANISATION | kind::PHYSICAL => 8.5,
        // Hamilton is seldom that of Bermuda.
        _ if entry.is_capital => (people + 0.8).max(if people < 4.3 { 5.2 } else { 6.2 }),
        // Ten times the people make a town more than ten times as likely to be meant.
        _ => (1.2 * people - 1.0).max(0.5),
    }
}

/// Strings with a length byte, each once.
#[derive(Default)]
struct Strings {
    bytes: Vec<u8>,
    known: HashMap<String, u32>,
}

impl Strings {
    fn put(&mut self, text: &str) -> Result<u32, Failure> {
        if let Some(at) = self.known.get(text) {
            return Ok(*at);
        }
        let at = u32::try_from(self.bytes.len())?;
        self.bytes.push(u8::try_from(text.len())?);
        self.bytes.extend_from_slice(text.as_bytes());
        self.known.insert(text.to_owned(), at);
        Ok(at)
    }
}

/// Writes the tables that the program reads.
pub(crate) fn write(gazetteer: &Gazetteer, out: &Path) -> Result<(), Failure> {
    let towns = gazetteer.entries.partition_point(|entry| entry.kind != kind::CITY);
    let (others, towns) = gazetteer.entries.split_at(towns);
    write_places(gazetteer, others, out)?;
    write_towns(gazetteer, towns, out)?;
    write_names(gazetteer, out)?;
    write_starts(gazetteer, out)?;
    write_words(gazetteer, out)
}

fn write_places(gazetteer: &Gazetteer, others: &[Entry], out: &Path) -> Result<(), Failure> {
    let mut strings = Strings::default();
    let (mut places, mut extras, mut parents) = (Vec::new(), Vec::new(), Vec::<u8>::new());
    strings.put("")?;
    for entry in others {
        let (latitude, longitude) = entry.position.unwrap_or((f32::NAN, f32::NAN));
        places.extend(strings.put(&entry.name)?.to_le_bytes());
        places.extend(latitude.to_le_bytes());
        places.extend(longitude.to_le_bytes());
        places.extend(u16_of(gazetteer, &entry.country)?.to_le_bytes());
        places.extend(u16_of(gazetteer, region_of(gazetteer, entry))?.to_le_bytes());
        places.extend(((weight_of(entry) * format::WEIGHT_UNIT) as u16).to_le_bytes());
        places.push(entry.kind);
        extras.extend(strings.put(&entry.code)?.to_le_bytes());
        extras.extend(strings.put(&entry.claim)?.to_le_bytes());
        extras.extend(entry.years.0.unwrap_or(format::NO_YEAR).to_le_bytes());
        extras.extend(entry.years.1.unwrap_or(format::NO_YEAR).to_le_bytes());
        extras.extend(u16::try_from(parents.len() / 2)?.to_le_bytes());
        extras.push(u8::try_from(entry.parents.len())?);
        for parent in &entry.parents {
            let flags = entry.claims.get(parent).copied().unwrap_or(0);
            let number = u16_of(gazetteer, parent)?;
            if number & !format::PARENT != 0 {
                return Err(format!("too many places to flag {parent}").into());
            }
            parents.extend((number | flags).to_le_bytes());
        }
    }
    let codes: BTreeMap<_, _> = others.iter().zip(0u16..).map(|(e, n)| (&e.code, n)).collect();
    let codes: Vec<u8> = codes.into_values().flat_map(u16::to_le_bytes).collect();
    fs::write(out.join("places.bin"), places)?;
    fs::write(out.join("extras.bin"), extras)?;
    fs::write(out.join("codes.bin"), codes)?;
    fs::write(out.join("parents.bin"), parents)?;
    Ok(fs::write(out.join("strings.bin"), strings.bytes)?)
}

fn write_towns(gazetteer: &Gazetteer, towns: &[Entry], out: &Path) -> Result<(), Failure> {
    let names: BTreeSet<&str> = towns.iter().map(|town| town.name.as_str()).collect();
    let names: BTreeMap<&str, u32> = names.into_iter().zip(0..).collect();
    let mut packed = Vec::new();
    for town in towns {
        let name = names.get(town.name.as_str()).copied().unwrap_or(0);
        let capital = if town.is_capital { format::CAPITAL } else { 0 };
        let region = region_of(gazetteer, town);
        let area = if region.is_empty() { &town.country } else { region };
        let (latitude, longitude) = town.position.ok_or("a town lies nowhere")?;
        packed.extend((name | capital).to_le_bytes().iter().take(3));
        packed.extend(geonames_of(town)?.to_le_bytes().iter().take(3));
        packed.extend(((latitude * format::LATITUDE_UNIT) as i16).to_le_bytes());
        packed.extend(((longitude * format::LONGITUDE_UNIT) as i16).to_le_bytes());
        packed.extend(u16_of(gazetteer, area)?.to_le_bytes());
        packed.push((weight_of(town) * format::TOWN_WEIGHT_UNIT) as u8);
    }
    let (mut letters, mut blocks) = (Vec::<u8>::new(), Vec::<u8>::new());
    let mut last = "";
    for (name, number) in names {
        let is_first = (number as usize).is_multiple_of(format::BLOCK);
        if is_first {
            blocks.extend(u32::try_from(letters.len())?.to_le_bytes());
        }
        let same = name.bytes().zip(last.bytes()).take_while(|(a, b)| a == b).count();
        let shared = if is_first { 0 } else { same };
        letters.push(u8::try_from(shared)?);
        letters.push(u8::try_from(name.len() - shared)?);
        letters.extend(name.bytes().skip(shared));
        last = name;
    }
    fs::write(out.join("towns.bin"), packed)?;
    fs::write(out.join("town_names.bin"), letters)?;
    Ok(fs::write(out.join("blocks.bin"), blocks)?)
}

/// The number in a town's code.
fn geonames_of(town: &Entry) -> Result<u32, Failure> {
    let number = town.code.strip_prefix('G').and_then(|number| number.parse().ok());
    number.ok_or_else(|| format!("{} is no town's code", town.code).into())
}

/// The first-level region that a place lies in; itself for one.
fn region_of<'a>(gazetteer: &'a Gazetteer, entry: &'a Entry) -> &'a str {
    let is_region = |code: &str| {
        let number = gazetteer.numbers.get(code);
        number.and_then(|n| gazetteer.entries.get(*n)).is_some_and(|e| e.kind == kind::ADMIN1)
    };
    let own = std::iter::once(entry.code.as_str());
    let above = entry.parents.first().map(String::as_str);
    own.chain(above).chain([entry.region.as_str()]).find(|code| is_region(code)).unwrap_or("")
}

fn u16_of(gazetteer: &Gazetteer, code: &str) -> Result<u16, Failure> {
    if code.is_empty() {
        return Ok(format::NONE);
    }
    Ok(u16::try_from(gazetteer.number(code)?)?)
}

/// Which words may be a name by themselves, and which two may start one: most of a text neither.
fn write_starts(gazetteer: &Gazetteer, out: &Path) -> Result<(), Failure> {
    let mut lone = vec![0u8; (1 << format::LONE_BITS) / 8];
    let mut starts = vec![0u8; (1 << format::START_BITS) / 8];
    for name in gazetteer.names.keys() {
        let mut words = name.split(' ').map(letters::hash);
        let (bits, at) = match (words.next(), words.next()) {
            (Some(first), Some(second)) => (&mut starts, format::start_of(first, second)),
            (Some(word), None) => (&mut lone, format::lone_of(word)),
            (None, _) => continue,
        };
        set_bit(bits, at);
    }
    fs::write(out.join("lone_names.bin"), lone)?;
    Ok(fs::write(out.join("name_starts.bin"), starts)?)
}

fn set_bit(bits: &mut [u8], at: usize) {
    bits[at / 8] |= 1 << (at % 8);
}

fn write_words(gazetteer: &Gazetteer, out: &Path) -> Result<(), Failure> {
    let mut heads = vec![0u8; (1 << format::HEAD_BITS) / 8];
    for (word, _) in gazetteer.words.iter().filter(|(_, bits)| **bits & class::HEAD != 0) {
        set_bit(&mut heads, format::head_of(letters::hash(word)));
    }
    fs::write(out.join("heads.bin"), heads)?;
    // The first set is that of words of no class, and the last number is left for none.
    let sets: BTreeSet<u64> = gazetteer.words.values().copied().chain([0]).collect();
    let sets: BTreeMap<u64, u8> = sets.into_iter().zip(0..u8::MAX).collect();
    let mut buckets = vec![BTreeMap::new(); 1 << format::BUCKET_BITS];
    for (word, bits) in gazetteer.words.iter().filter(|(word, _)| !word.contains(' ')) {
        let (bucket, rest) = format::bucket_of(letters::hash(word));
        let set = sets.get(bits).ok_or("too many sets of classes for a u8")?;
        if buckets[bucket].insert(rest, *set).is_some() {
            return Err(format!("{word}: two words share a hash").into());
        }
    }
    let (mut starts, mut words) = (Vec::<u8>::new(), Vec::<u8>::new());
    for bucket in buckets {
        starts.extend(u16::try_from(words.len() / format::WORD_LEN)?.to_le_bytes());
        for (rest, set) in bucket {
            words.extend((rest | u32::from(set) << 24).to_le_bytes());
        }
    }
    starts.extend(u16::try_from(words.len() / format::WORD_LEN)?.to_le_bytes());
    let mut classes = Vec::<u8>::new();
    for bits in sets.into_keys() {
        classes.extend(bits.to_le_bytes());
    }
    fs::write(out.join("word_buckets.bin"), starts)?;
    fs::write(out.join("word_classes.bin"), classes)?;
    Ok(fs::write(out.join("words.bin"), words)?)
}

fn write_names(gazetteer: &Gazetteer, out: &Path) -> Result<(), Failure> {
    let mut postings: Vec<u8> = Vec::new();
    let mut known: HashMap<Vec<u8>, u64> = HashMap::new();
    let file = io::BufWriter::new(fs::File::create(out.join("names.fst"))?);
    let mut names = fst::MapBuilder::new(file)?;
    for (name, found) in &gazetteer.names {
        // The most direct way in which a name names a place stands for all.
        let mut best: BTreeMap<Option<usize>, u8> = BTreeMap::new();
        for (place, how) in found {
            let least = best.entry(*place).or_insert(*how);
            if how & !how::UPPER < *least & !how::UPPER {
                *least = *how;
            }
        }
        if let [(Some(place), how)] = best.iter().collect::<Vec<_>>().as_slice() {
            let value = ((*place as u64) << format::HOW_BITS) | u64::from(**how);
            names.insert(name, (value << 1) | 1)?;
            continue;
        }
        let mut list = vec![u8::try_from(best.len().min(255))?];
        for (place, how) in best.iter().take(255) {
            let number = place.map_or(Ok(format::NO_PLACE), u32::try_from)?;
            list.extend(number.to_le_bytes().iter().take(3));
            list.push(*how);
        }
        let at = *known.entry(list).or_insert_with_key(|list| {
            let at = postings.len() as u64;
            postings.extend_from_slice(list);
            at
        });
        names.insert(name, at << 1)?;
    }
    names.finish()?;
    Ok(fs::write(out.join("postings.bin"), postings)?)
}
