//! A language's words, rules and named times, loaded once.

use super::number::{DateOrder, NumberClasses};
use crate::model::Edtf;
use crate::phrase::grammar::Grammar;
use crate::phrase::lexicon::{Arc, Case, ClassId, Lexicon};
use crate::phrase::load::{self, LoadError, Rule, Source};
use crate::phrase::scan::Scanner;
use crate::phrase::token::Token;
use std::sync::OnceLock;

/// Everything that is known about how a language tells time.
#[derive(Debug)]
pub(super) struct Language {
    pub lexicon: Lexicon,
    pub numbers: NumberClasses,
    pub grammar: Grammar,
    pub rules: Vec<Rule>,
    pub scanner: Scanner,
    pub named: Vec<Named>,
    pub holidays: Vec<Holiday>,
    pub date_order: DateOrder,
}

/// A named period or event.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub name: String,
    pub edtf: Edtf,
    pub is_day_one: bool,
    /// Words that show which war "the war" is.
    pub about: Vec<String>,
}

/// A holiday and how its day is found.
#[derive(Clone, Copy, Debug)]
pub(super) enum Holiday {
    /// Month and day.
    Fixed(u8, u8),
    /// Days from Easter Sunday.
    Easter(i64),
    /// The nth weekday of a month: month, weekday, which (−1 the last).
    Nth(u8, u8, i8),
}

#[derive(serde::Deserialize)]
struct LanguageFile {
    tag: String,
    date_order: String,
    triggers: Vec<String>,
}

#[derive(serde::Deserialize)]
struct NamedFile {
    /// What makes the first day of a named time out of its name.
    beginnings: Vec<String>,
    named: Vec<NamedRow>,
    holiday: Vec<HolidayRow>,
}

#[derive(serde::Deserialize)]
struct NamedRow {
    name: String,
    forms: Vec<String>,
    edtf: toml::Spanned<String>,
    #[serde(default)]
    day_one: bool,
    #[serde(default)]
    about: Vec<String>,
}

#[derive(serde::Deserialize)]
struct HolidayRow {
    forms: Vec<String>,
    date: Option<String>,
    easter: Option<i64>,
    nth: Option<[i8; 3]>,
}

macro_rules! source {
    ($file:literal) => {
        Source { file: $file, text: include_str!(concat!("../../assets/lang/en/", $file)) }
    };
}

/// English.
///
/// The files are part of the program and tested with it, so a mistake in them never reaches a
/// user; should it, nothing is found rather than anything wrong.
pub(super) fn english() -> Option<&'static Language> {
    static ENGLISH: OnceLock<Option<Language>> = OnceLock::new();
    ENGLISH.get_or_init(|| load_english().ok()).as_ref()
}

/// Reads the files of English.
pub(super) fn load_english() -> Result<Language, LoadError> {
    let language = source!("language.toml");
    let file: LanguageFile = toml::from_str(language.text).map_err(|error| {
        language.error(error.span().map_or(0, |span| span.start), error.message())
    })?;
    if file.tag.is_empty() {
        return Err(language.error(0, "the language has no tag"));
    }
    let mut lexicon = Lexicon::default();
    let numbers = NumberClasses::new(&mut lexicon);
    load::lexicon(source!("lexicon.toml"), &mut lexicon)?;
    let (named, holidays) = named_times(source!("named.toml"), &mut lexicon)?;
    let rules = source!("rules.toml");
    let (grammar, rules) =
        load::rules(rules, &mut lexicon, &super::meaning::NAMES, &super::guard::NAMES)?;
    let triggers: Vec<ClassId> =
        file.triggers.iter().filter_map(|name| lexicon.find_class(name)).collect();
    let scanner = Scanner::with_digits(lexicon.first_words(&triggers));
    let date_order =
        if file.date_order == "day-first" { DateOrder::DayFirst } else { DateOrder::MonthFirst };
    Ok(Language { lexicon, numbers, grammar, rules, scanner, named, holidays, date_order })
}

fn named_times(
    source: Source,
    lexicon: &mut Lexicon,
) -> Result<(Vec<Named>, Vec<Holiday>), LoadError> {
    let file: NamedFile = toml::from_str(source.text).map_err(|error| {
        source.error(error.span().map_or(0, |span| span.start), error.message())
    })?;
    let class = lexicon.class("named");
    let mut named = Vec::new();
    for row in file.named {
        let edtf: Edtf = row.edtf.get_ref().parse().map_err(|error| {
            source.error(row.edtf.span().start, format!("{}: {error}", row.name))
        })?;
        let mut add = |form: &str, at: usize| {
            let case = if form.contains(char::is_uppercase) { Case::Exact } else { Case::Any };
            lexicon.add(class, &at.to_string(), form, case);
            if let Some(rest) = form.strip_prefix("the ") {
                lexicon.add(class, &at.to_string(), &format!("The {rest}"), case);
            }
        };
        for form in &row.forms {
            add(form, named.len());
        }
        let start = match &edtf {
            Edtf::Interval { start, .. } => start.date(),
            Edtf::Point(_) | Edtf::OneOf(_) => None,
        };
        let name = row.name.clone();
        named.push(Named { name: row.name, edtf, is_day_one: row.day_one, about: row.about });
        // "After the outbreak of World War II" counts from 1939, "after World War II" from 1945.
        let Some(start) = start else { continue };
        for (form, beginning) in
            row.forms.iter().flat_map(|form| file.beginnings.iter().map(move |it| (form, it)))
        {
            add(&format!("{beginning} {form}"), named.len());
        }
        let name = format!("the beginning of {name}");
        let edtf = Edtf::Point(start);
        named.push(Named { name, edtf, is_day_one: false, about: Vec::new() });
    }
    let class = lexicon.class("holiday");
    let mut holidays = Vec::new();
    for row in file.holiday {
        for form in &row.forms {
            lexicon.add(class, &holidays.len().to_string(), form, Case::Exact);
        }
        let name = row.forms.first().cloned().unwrap_or_default();
        let holiday = holiday_of(&row).ok_or_else(|| source.error(0, format!("{name}: no day")))?;
        holidays.push(holiday);
    }
    Ok((named, holidays))
}

fn holiday_of(row: &HolidayRow) -> Option<Holiday> {
    if let Some(date) = &row.date {
        let (month, day) = date.split_once('-')?;
        return Some(Holiday::Fixed(month.parse().ok()?, day.parse().ok()?));
    }
    if let Some(days) = row.easter {
        return Some(Holiday::Easter(days));
    }
    let [month, weekday, which] = row.nth?;
    Some(Holiday::Nth(month as u8, weekday as u8, which))
}

impl Language {
    /// All readings of every token of a sentence.
    pub(super) fn lattice(&self, text: &str, tokens: &[Token], order: DateOrder) -> Vec<Vec<Arc>> {
        let mut lattice: Vec<Vec<Arc>> = Vec::with_capacity(tokens.len());
        for at in 0..tokens.len() {
            let mut arcs = Vec::new();
            self.lexicon.arcs(text, tokens, at, &mut arcs);
            self.numbers.figures(text, tokens, at, order, &mut arcs);
            lattice.push(arcs);
        }
        let hyphens: Vec<bool> =
            tokens.iter().map(|t| matches!(t.span.of(text), "-" | "‑")).collect();
        for at in 0..tokens.len() {
            let Some(mut arcs) = lattice.get_mut(at).map(std::mem::take) else { continue };
            self.numbers.words(&lattice, at, &hyphens, &mut arcs);
            if let Some(slot) = lattice.get_mut(at) {
                *slot = arcs;
            }
        }
        self.add_wars(text, tokens, &mut lattice);
        lattice
    }

    /// Reads "Russia's unprovoked armed aggression" after "of" as some war: words up to one for war.
    fn add_wars(&self, text: &str, tokens: &[Token], lattice: &mut [Vec<Arc>]) {
        const LONGEST: usize = 9;
        let ends: Vec<usize> =
            (0..tokens.len()).filter(|&at| self.has(lattice, at, "warword")).collect();
        let Some(class) = self.lexicon.find_class("anywar") else { return };
        for end in ends {
            let is_inside = |token: &Token| {
                token.is_word() || matches!(token.span.of(text), "-" | "‑" | "'" | "’")
            };
            let start = (end.saturating_sub(LONGEST)..end)
                .rev()
                .take_while(|&at| tokens.get(at).is_some_and(is_inside))
                .find(|&at| tokens.get(at).is_some_and(|token| token.span.of(text) == "of"));
            let Some(start) = start.filter(|start| start + 2 < end).map(|of| of + 1) else {
                continue;
            };
            let arc = Arc { class, tokens: (end - start + 1) as u8, number: 0, value: None };
            if let Some(slot) = lattice.get_mut(start) {
                slot.push(arc);
            }
        }
    }

    /// The event that "the war" means: of those that days are counted from, the one whose words
    /// the sentence has most of, else the whole text; `None` where neither has any.
    pub(super) fn event_spoken_of(&self, sentence: &str, text: &str) -> Option<usize> {
        let most = |text: &str| {
            let counts = self.named.iter().enumerate().filter(|(_, named)| named.is_day_one);
            let counts = counts.map(|(event, named)| {
                let count = |word: &String| text.matches(word.as_str()).count();
                (named.about.iter().map(count).sum::<usize>(), event)
            });
            // Of equals the first in the file.
            counts.filter(|(count, _)| *count > 0).rev().max_by_key(|(count, _)| *count)
        };
        most(sentence).or_else(|| most(text)).map(|(_, event)| event)
    }

    /// Whether a reading of a class begins at a token of a lattice.
    pub(super) fn has(&self, lattice: &[Vec<Arc>], at: usize, class: &str) -> bool {
        self.arc(lattice, at, class).is_some()
    }

    /// The reading of a class at a token of a lattice.
    pub(super) fn arc(&self, lattice: &[Vec<Arc>], at: usize, class: &str) -> Option<Arc> {
        let arcs = lattice.get(at)?;
        if arcs.is_empty() {
            return None;
        }
        let class = self.lexicon.find_class(class)?;
        arcs.iter().find(|arc| arc.class == class).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_load() {
        let language = load_english().unwrap_or_else(|error| panic!("{error}"));
        assert!(language.rules.len() > 30);
    }
}
