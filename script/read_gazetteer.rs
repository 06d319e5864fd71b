//! Reads the tables of `assets/gazetteer`: all places, the names that lead to them, and the classes of
//! words around names.

use super::Failure;
use super::format::{self, class, how, kind};
use super::phrase::letters;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::Path;

/// Words that are read as names of people only by mistake.
const NO_GIVEN_NAME: u64 = class::FUNCTION | class::TITLE | class::NOUN;

/// A place as the tables tell it.
#[derive(Default)]
pub(crate) struct Entry {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) kind: u8,
    pub(crate) parents: Vec<String>,
    pub(crate) country: String,
    pub(crate) region: String,
    pub(crate) position: Option<(f32, f32)>,
    pub(crate) population: f64,
    pub(crate) is_capital: bool,
    pub(crate) years: (Option<i16>, Option<i16>),
    pub(crate) claim: String,
    /// Which of its parents hold or claim it: parent → [`format::HELD`] and [`format::CLAIMED`].
    pub(crate) claims: BTreeMap<String, u16>,
}

/// All places and the names that lead to them.
#[derive(Default)]
pub(crate) struct Gazetteer {
    pub(crate) entries: Vec<Entry>,
    pub(crate) numbers: HashMap<String, usize>,
    /// Folded name → (place, how), where no place is a phrase that swallows one.
    pub(crate) names: BTreeMap<String, BTreeSet<(Option<usize>, u8)>>,
    /// Folded word → its classes.
    pub(crate) words: BTreeMap<String, u64>,
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

/// Reads all tables of a folder.
pub(crate) fn read(assets: &Path) -> Result<Gazetteer, Failure> {
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
    /// The number of the place with this code.
    ///
    /// # Errors
    /// Where there is none.
    pub(crate) fn number(&self, code: &str) -> Result<usize, Failure> {
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
