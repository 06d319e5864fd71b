//! Packs `assets/gazetteer`, the weights of the tagger and what is known about a language into tables that the
//! program reads without building much.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// What a language is made of, which the program has for reading as well.
#[path = "src/model"]
#[expect(dead_code, unreachable_pub, reason = "the program uses more of it")]
mod model {
    pub(crate) mod calendar;
    pub(crate) mod edtf;
    pub(crate) mod span;
    pub(crate) use calendar::Date;
    pub(crate) use edtf::Edtf;
    pub(crate) use span::Span;
}
#[path = "src/phrase"]
#[expect(dead_code, unreachable_pub, reason = "the program uses more of it")]
mod phrase {
    mod block;
    pub(crate) mod fold;
    pub(crate) mod grammar;
    pub(crate) mod lattice;
    pub(crate) mod letters;
    pub(crate) mod lexicon;
    pub(crate) mod load;
    pub(crate) mod note;
    pub(crate) mod rule;
    pub(crate) mod stem;
    pub(crate) mod token;
}
#[path = "src/events/words"]
#[expect(dead_code, reason = "the program uses more of it")]
mod words {
    mod hash;
    pub(crate) mod load;
    mod word_lists;
}
#[path = "src/temporal/language"]
#[expect(dead_code, reason = "the program uses more of it")]
mod temporal {
    mod class;
    mod feast;
    pub(crate) mod load;
    mod named;
    mod tables;
}
#[path = "src/geo/gazetteer/format.rs"]
#[expect(dead_code, reason = "the program reads what is not written here")]
mod format;
#[path = "script/pack_language.rs"]
mod language;
#[path = "src/events/words/tag_format.rs"]
#[expect(dead_code, reason = "the program reads what is not written here")]
mod tag_format;
#[path = "script/pack_tags.rs"]
mod tags;

use format::{class, how, kind};
use phrase::letters;

/// Words that are read as names of people only by mistake.
const NO_GIVEN_NAME: u64 = class::FUNCTION | class::TITLE | class::NOUN;

type Failure = Box<dyn std::error::Error>;

/// A place as the tables tell it.
#[derive(Default)]
struct Entry {
    code: String,
    name: String,
    kind: u8,
    parents: Vec<String>,
    country: String,
    region: String,
    position: Option<(f32, f32)>,
    population: f64,
    is_capital: bool,
    years: (Option<i16>, Option<i16>),
    claim: String,
    /// Which of its parents hold or claim it: parent → [`format::HELD`] and [`format::CLAIMED`].
    claims: BTreeMap<String, u16>,
}

/// All places and the names that lead to them.
#[derive(Default)]
struct Gazetteer {
    entries: Vec<Entry>,
    numbers: HashMap<String, usize>,
    /// Folded name → (place, how), where no place is a phrase that swallows one.
    names: BTreeMap<String, BTreeSet<(Option<usize>, u8)>>,
    /// Folded word → its classes.
    words: BTreeMap<String, u64>,
}

fn main() -> Result<(), Failure> {
    const READ: [&str; 10] = [
        "assets/gazetteer",
        "assets/lang/en/given.tsv",
        "assets/lang/en/tags.tsv",
        "build.rs",
        "script/pack_language.rs",
        "script/pack_tags.rs",
        "src/events/words/tag_format.rs",
        "src/phrase/letters.rs",
        "src/geo/gazetteer/format.rs",
        "src/phrase/fold.rs",
    ];
    for path in READ {
        println!("cargo::rerun-if-changed={path}");
    }
    let package = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    language::write(&package.join("assets/lang/en"), &out)?;
    tags::write(&fs::read_to_string(package.join("assets/lang/en/tags.tsv"))?, &out)?;
    write(&read(&package.join("assets/gazetteer"))?, &out)
}

/// The fields of every line that is not a comment; missing ones are empty.
fn rows<const N: usize>(assets: &Path, file: &str) -> Result<Vec<[String; N]>, Failure> {
    let path = assets.join(file);
    let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    Ok(lines
        .map(|line| {
            let mut fields = line.split('\t').map(str::to_owned);
            std::array::from_fn(|_| fields.next().unwrap_or_default())
        })
        .collect())
}

fn read(assets: &Path) -> Result<Gazetteer, Failure> {
    let mut gazetteer = Gazetteer::default();
    let mut towns = Vec::new();
    for row in rows::<15>(assets, "places.tsv")? {
        if matches!(row[1].as_str(), "city" | "capital") {
            towns.push(row);
        } else {
            gazetteer.add_row(&row)?;
        }
    }
    gazetteer.read_historic(assets)?;
    gazetteer.read_macros(assets)?;
    if gazetteer.entries.len() >= usize::from(format::NONE) {
        return Err("too many regions for a u16".into());
    }
    // The program looks towns up by number.
    towns.sort_by_key(|row| row[0].strip_prefix('G').and_then(|id| id.parse::<u32>().ok()));
    for row in &towns {
        gazetteer.add_row(row)?;
    }
    gazetteer.read_containment(assets)?;
    gazetteer.read_claims(assets)?;
    gazetteer.read_names(assets)?;
    gazetteer.read_words(assets)?;
    gazetteer.leave_names_to_countries();
    Ok(gazetteer)
}

impl Gazetteer {
    fn number(&self, code: &str) -> Result<usize, Failure> {
        self.numbers.get(code).copied().ok_or_else(|| format!("no place has code {code}").into())
    }

    fn entry(&mut self, code: &str) -> Result<&mut Entry, Failure> {
        let number = self.number(code)?;
        self.entries.get_mut(number).ok_or_else(|| "number out of range".into())
    }

    fn add(&mut self, entry: Entry) -> Result<usize, Failure> {
        let number = self.entries.len();
        if self.numbers.insert(entry.code.clone(), number).is_some() {
            return Err(format!("two places have code {}", entry.code).into());
        }
        self.entries.push(entry);
        Ok(number)
    }

    fn add_name(&mut self, name: &str, place: Option<usize>, how: u8) {
        let key = key_of(name);
        if !key.is_empty() && !name.starts_with("the ") {
            self.names.entry(key).or_default().insert((place, how | upper_flag(name)));
        }
    }

    fn add_names(&mut self, names: &str, place: Option<usize>, how: u8) {
        for name in names.split('|').filter(|name| !name.is_empty()) {
            self.add_name(name, place, how);
        }
    }

    /// A row of `places.tsv`.
    fn add_row(&mut self, row: &[String; 15]) -> Result<(), Failure> {
        let [code, word, parent, country, ..] = row;
        let [.., latitude, longitude, population, _, _, name, aliases, demonyms, cyrillic] = row;
        let kind = match word.as_str() {
            "country" => kind::COUNTRY,
            "admin1" => kind::ADMIN1,
            "admin2" => kind::ADMIN2,
            "city" | "capital" => kind::CITY,
            other => return Err(format!("{code}: no such kind {other}").into()),
        };
        let position = latitude.parse().ok().zip(longitude.parse().ok());
        let number = self.add(Entry {
            code: code.clone(),
            name: name.clone(),
            kind,
            parents: parent.split(',').filter(|p| !p.is_empty()).map(str::to_owned).collect(),
            country: country.clone(),
            position,
            population: population.parse().unwrap_or(0.0),
            is_capital: word == "capital",
            ..Entry::default()
        })?;
        self.add_name(name, Some(number), how::NAME);
        for alias in aliases.split('|') {
            // "N.S." and "Ont." mean a region only after a comma: `abbreviations.tsv` says which.
            if kind != kind::ADMIN1 || !alias.ends_with('.') {
                self.add_name(alias, Some(number), how::ALIAS);
            }
        }
        self.add_names(demonyms, Some(number), how::DEMONYM);
        self.add_names(cyrillic, Some(number), how::ALIAS);
        if kind == kind::ADMIN1 {
            self.add_short_forms(name, number);
        }
        Ok(())
    }

    /// "Kursk Oblast" is also "Kursk", where no town is meant: before "region", say.
    fn add_short_forms(&mut self, name: &str, number: usize) {
        const GENERIC: [&str; 8] = [
            " Oblast",
            " Krai",
            " Region",
            " Province",
            " Governorate",
            " Voivodeship",
            " oblast",
            " Prefecture",
        ];
        let Some(base) = GENERIC.iter().find_map(|generic| name.strip_suffix(generic)) else {
            return;
        };
        self.add_name(base, Some(number), how::ALIAS);
    }

    fn read_historic(&mut self, assets: &Path) -> Result<(), Failure> {
        for [id, name, from, to, today, aliases, demonyms] in rows(assets, "historic.tsv")? {
            let successors: Vec<_> = today.split(',').filter(|code| !code.is_empty()).collect();
            let successor = successors.first().copied().unwrap_or_default();
            let country = successor.split('-').next().unwrap_or_default().to_owned();
            let parents = match successors.as_slice() {
                [one] => vec![(*one).to_owned()],
                _ => Vec::new(),
            };
            let number = self.add(Entry {
                code: format!("H:{id}"),
                name: name.clone(),
                kind: kind::HISTORIC,
                region: if parents.is_empty() { String::new() } else { successor.to_owned() },
                parents,
                position: self.numbers.get(successor).and_then(|n| self.entries.get(*n)?.position),
                country,
                years: (year_of(&from), year_of(&to)),
                ..Entry::default()
            })?;
            self.add_name(&name, Some(number), how::NAME);
            self.add_names(&aliases, Some(number), how::ALIAS);
            self.add_names(&demonyms, Some(number), how::DEMONYM);
        }
        Ok(())
    }

    fn read_macros(&mut self, assets: &Path) -> Result<(), Failure> {
        for [id, name, word, members, aliases, adjectives] in rows(assets, "macro.tsv")? {
            let kind = match word.as_str() {
                "macro" => kind::MACRO,
                "org" => kind::ORGANISATION,
                "water" => kind::PHYSICAL,
                other => return Err(format!("{id}: no such kind {other}").into()),
            };
            let countries: BTreeSet<_> =
                members.split(',').filter_map(|code| code.split('-').next()).collect();
            let country = match countries.into_iter().collect::<Vec<_>>().as_slice() {
                [one] => (*one).to_owned(),
                _ => String::new(),
            };
            let parents = if country.is_empty() { Vec::new() } else { vec![country.clone()] };
            let is_in_one = members.contains('-') && !members.contains(',');
            let number = self.add(Entry {
                code: format!("M:{id}"),
                name: name.clone(),
                kind,
                parents,
                country,
                region: if is_in_one { members.clone() } else { String::new() },
                ..Entry::default()
            })?;
            self.add_name(&name, Some(number), how::NAME);
            self.add_names(&aliases, Some(number), how::ALIAS);
            self.add_names(&adjectives, Some(number), how::DEMONYM);
        }
        Ok(())
    }

    fn read_containment(&mut self, assets: &Path) -> Result<(), Failure> {
        for [id, parents, countries] in rows(assets, "containment.tsv")? {
            let code = format!("M:{id}");
            let above = parents.split(',').filter(|p| !p.is_empty()).map(|p| format!("M:{p}"));
            self.entry(&code)?.parents = above.collect();
            for country in countries.split(',').filter(|code| !code.is_empty()) {
                self.entry(country)?.parents = vec![code.clone()];
            }
        }
        for [code, members] in rows(assets, "memberships.tsv")? {
            self.number(&code)?;
            let above = self.entry(&code)?.parents.clone();
            for member in members.split(',').filter(|code| !code.is_empty()) {
                // What lies in Siberia lies in Russia by it, and is listed once.
                let parents = &mut self.entry(member)?.parents;
                parents.retain(|parent| !above.contains(parent));
                parents.push(code.clone());
            }
        }
        Ok(())
    }

    /// Who holds and who claims disputed places: each is a parent.
    fn read_claims(&mut self, assets: &Path) -> Result<(), Failure> {
        for [code, holders, claimants, claim] in rows(assets, "claims.tsv")? {
            let flagged = |parents: &str, flag: u16| -> Vec<(String, u16)> {
                let parents = parents.split(',').filter(|parent| !parent.is_empty());
                parents.map(|parent| (parent.to_owned(), flag)).collect()
            };
            let all = [flagged(&holders, format::HELD), flagged(&claimants, format::CLAIMED)];
            for (parent, flag) in all.concat().into_iter().filter(|(parent, _)| *parent != code) {
                self.number(&parent)?;
                let entry = self.entry(&code)?;
                if !entry.parents.contains(&parent) {
                    entry.parents.push(parent.clone());
                }
                *entry.claims.entry(parent).or_default() |= flag;
            }
            self.entry(&code)?.claim = claim;
        }
        Ok(())
    }

    fn read_names(&mut self, assets: &Path) -> Result<(), Failure> {
        for [code, names] in rows(assets, "aliases.tsv")? {
            let number = self.number(&code)?;
            for name in names.split('|') {
                let shown = name.strip_prefix('=');
                if let (Some(shown), Some(entry)) = (shown, self.entries.get_mut(number)) {
                    shown.clone_into(&mut entry.name);
                }
                self.add_name(shown.unwrap_or(name), Some(number), how::NAME);
            }
        }
        for [names, code, _] in rows(assets, "demonyms.tsv")? {
            self.add_names(&names, Some(self.number(&code)?), how::DEMONYM);
        }
        for [names, code, weight] in rows(assets, "metonyms.tsv")? {
            let how = if weight == "weak" { how::WEAK_METONYM } else { how::METONYM };
            self.add_names(&names, Some(self.number(&code)?), how);
        }
        for [phrase, word] in rows(assets, "swallow.tsv")? {
            let how = match word.as_str() {
                "org" => how::ORGANISATION,
                "person" => how::PERSON,
                _ => how::THING,
            };
            self.add_name(phrase.strip_prefix("The ").unwrap_or(&phrase), None, how);
        }
        for [short, code, form] in rows(assets, "abbreviations.tsv")? {
            let how = match form.as_str() {
                "dot" => how::DOT,
                "dotted" => how::DOTTED,
                _ => how::CAPITALS,
            };
            let place = self.number(&code)?;
            self.names.entry(key_of(&short)).or_default().insert((Some(place), how));
        }
        Ok(())
    }

    /// "Mexico" is also said for its capital and a state of it, but hardly ever means them.
    fn leave_names_to_countries(&mut self) {
        let entries = &self.entries;
        let entry = |place: &Option<usize>| place.and_then(|number| entries.get(number));
        for found in self.names.values_mut() {
            let named = found.iter().filter(|(_, how)| how & !how::UPPER <= how::ALIAS);
            let countries: BTreeSet<String> = named
                .filter_map(|(place, _)| entry(place))
                .filter(|entry| entry.kind == kind::COUNTRY)
                .map(|entry| entry.code.clone())
                .collect();
            found.retain(|(place, how)| {
                how & !how::UPPER != how::ALIAS
                    || entry(place).is_none_or(|entry| {
                        entry.kind == kind::COUNTRY || !countries.contains(&entry.country)
                    })
            });
        }
    }

    fn read_words(&mut self, assets: &Path) -> Result<(), Failure> {
        for (file, bit) in [
            ("given-names.txt", class::GIVEN),
            ("surnames.txt", class::SURNAME),
            ("common-words.txt", class::COMMON),
        ] {
            for [word] in rows(assets, file)? {
                *self.words.entry(key_of(&word)).or_default() |= bit;
            }
        }
        for [name, words] in rows(assets, "words.tsv")? {
            let Some((_, bit)) = class::NAMES.iter().find(|(class, _)| *class == name) else {
                return Err(format!("words.tsv: no such class {name}").into());
            };
            for word in words.split('|') {
                *self.words.entry(key_of(word)).or_default() |= bit;
            }
        }
        // The census knows people called "In" and "April".
        for bits in self.words.values_mut().filter(|bits| **bits & NO_GIVEN_NAME != 0) {
            *bits &= !class::GIVEN;
        }
        Ok(())
    }
}

/// Folded words with one space between; dots join single letters ("U.S." is "us").
fn key_of(name: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut is_dotted = false;
    for piece in name.split(|c: char| !c.is_alphanumeric() && c != '.' && !is_mark_within(c)) {
        for part in piece.split_inclusive('.') {
            let mut word = String::new();
            part.chars().for_each(|c| letters::fold(c, |folded| word.push(folded)));
            let is_initial = part.ends_with('.') && word.chars().count() == 1;
            // One letter, or the end of "W.Va.".
            let length = word.chars().count();
            let is_part = length == 1 || length == 2 && part.ends_with('.');
            match words.last_mut() {
                Some(last) if is_dotted && is_part => last.push_str(&word),
                _ if !word.is_empty() => words.push(word),
                _ => {}
            }
            is_dotted = is_initial;
        }
        is_dotted = false;
    }
    words.join(" ")
}

/// Apostrophes and combining accents stand within a word.
fn is_mark_within(c: char) -> bool {
    letters::is_apostrophe(c) || matches!(c, '\u{300}'..='\u{36f}')
}

fn upper_flag(name: &str) -> u8 {
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    let is_upper =
        letters().count() <= 5 && letters().count() > 1 && letters().all(char::is_uppercase);
    if is_upper { how::UPPER } else { 0 }
}

/// The year of an ISO date or a signed year.
fn year_of(date: &str) -> Option<i16> {
    let (is_bc, rest) = match date.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, date),
    };
    let year = rest.split('-').next()?.parse::<i16>().ok()?;
    Some(if is_bc { 1 - year } else { year })
}

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

fn write(gazetteer: &Gazetteer, out: &Path) -> Result<(), Failure> {
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
