//! Named periods, events and holidays, from `named.toml`.

use super::class;
use super::feast::Holiday;
use super::tables::{Feast, Named};
use crate::model::{Date, Edtf};
use crate::phrase::lexicon::{Case, ClassId, Lexicon};
use crate::phrase::load::{LoadError, Source};
use std::collections::BTreeMap;

/// What the file holds.
#[derive(Debug)]
pub(super) struct NamedTimes {
    pub named: Vec<Named>,
    pub holidays: Vec<Feast>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct NamedFile {
    /// Where entries can be looked up, by a short key.
    sources: BTreeMap<String, String>,
    named: Vec<NamedRow>,
    holiday: Vec<HolidayRow>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct NamedRow {
    name: String,
    forms: Vec<String>,
    told: Option<Told>,
    edtf: toml::Spanned<String>,
    source: toml::Spanned<String>,
    #[serde(default)]
    day_one: bool,
    /// It names a state: no time by itself, but its first years and its last days are.
    #[serde(default)]
    is_state: bool,
    #[serde(default)]
    about: Vec<String>,
}

/// How a clause tells it: whoever did it, and what they did.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    who: Vec<String>,
    did: Vec<String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct HolidayRow {
    forms: Vec<String>,
    day: toml::Spanned<String>,
    source: toml::Spanned<String>,
    #[serde(default = "one")]
    lasts: u8,
    since: Option<i32>,
}

fn one() -> u8 {
    1
}

impl Told {
    fn clauses(&self) -> impl Iterator<Item = String> + '_ {
        let pairs = self.who.iter().flat_map(|who| self.did.iter().map(move |did| (who, did)));
        pairs.map(|(who, did)| [who, " ", did].concat())
    }
}

/// Reads the file and adds its names to a lexicon.
pub(super) fn load(source: Source, lexicon: &mut Lexicon) -> Result<NamedTimes, LoadError> {
    let file: NamedFile = source.parse()?;
    let look_up = |row: &toml::Spanned<String>, name: &str| {
        let is_known = file.sources.get(row.get_ref()).is_some_and(|source| !source.is_empty());
        let what = || format!("{name}: no source {:?}", row.get_ref());
        if is_known { Ok(()) } else { Err(source.error(row.span().start, what())) }
    };
    let mut named = Vec::new();
    for row in file.named {
        look_up(&row.source, &row.name)?;
        let edtf: Edtf = row.edtf.get_ref().parse().map_err(|error| {
            source.error(row.edtf.span().start, format!("{}: {error}", row.name))
        })?;
        let class = if row.is_state { class::NAMED_STATE } else { class::NAMED };
        for form in &row.forms {
            add(lexicon, class, form, named.len());
        }
        let told = row.told.iter().flat_map(Told::clauses);
        told.for_each(|clause| add(lexicon, class::NAMED_CLAUSE, &clause, named.len()));
        let edges = edges(&row.name, &edtf);
        named.push(Named {
            name: row.name,
            edtf,
            edges: edges.len(),
            is_day_one: row.day_one,
            about: row.about,
        });
        named.extend(edges);
    }
    let mut holidays = Vec::new();
    for row in file.holiday {
        let name = row.forms.first().map_or("a holiday", String::as_str);
        look_up(&row.source, name)?;
        let day = row.day.get_ref();
        let day = Holiday::parse(day).ok_or_else(|| {
            source.error(row.day.span().start, format!("{name}: no such day {day:?}"))
        })?;
        for form in &row.forms {
            lexicon.add(class::HOLIDAY, &holidays.len().to_string(), form, Case::Exact);
        }
        holidays.push(Feast { day, lasts: row.lasts.max(1), since: row.since });
    }
    Ok(NamedTimes { named, holidays })
}

impl Holiday {
    /// From the words of `named.toml`: `05-09`, `easter -2`, `weekday 11 4 4`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let first = words.next()?;
        let rest: Vec<&str> = words.collect();
        let number = |at: usize| rest.get(at)?.parse::<i64>().ok();
        let small = |at: usize| u8::try_from(number(at)?).ok();
        let month_day = |text: &str| {
            let (month, day) = text.split_once('-')?;
            let (month, day): (u8, u8) = (month.parse().ok()?, day.parse().ok()?);
            Date::new(2000, month, day).map(|_| (month, day))
        };
        let inner = || month_day(rest.first()?);
        Some(match first {
            "julian" => inner().map(|(month, day)| Self::Julian(month, day))?,
            "islamic" => inner().map(|(month, day)| Self::Islamic(month, day))?,
            "easter" => Self::Easter(number(0)?),
            "orthodox" => Self::OrthodoxEaster(number(0)?),
            "jewish" => Self::Jewish(number(0)?),
            "hanukkah" => Self::Hanukkah,
            "lunar" => Self::LunarNewYear(small(0)?),
            "nowruz" => Self::Nowruz,
            "on" => {
                let day = |text: &&str| {
                    let (year, day) = text.split_once('-')?;
                    let (month, day) = month_day(day)?;
                    Some((year.parse().ok()?, month, day))
                };
                Self::On(rest.iter().map(day).collect::<Option<_>>()?)
            }
            "weekday" => {
                let which = i8::try_from(number(2)?).ok()?;
                Self::Nth(small(0)?, small(1)?, which, number(3).unwrap_or(0))
            }
            date => month_day(date).map(|(month, day)| Self::Fixed(month, day))?,
        })
    }
}

/// The beginning and the end of what lasted: "after the outbreak of World War II" counts from 1939,
/// "after World War II" from 1945. Of what goes on only the beginning.
fn edges(name: &str, edtf: &Edtf) -> Vec<Named> {
    let Edtf::Interval { start, end } = edtf else { return Vec::new() };
    let dates = [("beginning", start.date()), ("end", end.date())];
    let known = dates.into_iter().map_while(|(edge, date)| date.map(|date| (edge, date)));
    let named = known.map(|(edge, date)| Named {
        name: format!("the {edge} of {name}"),
        edtf: Edtf::Point(date),
        edges: 0,
        is_day_one: false,
        about: Vec::new(),
    });
    named.collect()
}

fn add(lexicon: &mut Lexicon, class: ClassId, form: &str, number: usize) {
    let case = if form.contains(char::is_uppercase) { Case::Exact } else { Case::Any };
    lexicon.add(class, &number.to_string(), form, case);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::temporal::language::load;

    #[track_caller]
    fn check(text: &'static str, expected: &str) {
        let file = Source { file: "named.toml", text };
        let error = load(file, &mut Lexicon::default()).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn an_entry_without_a_source_does_not_load() {
        check(
            "named = []\n[sources]\na = 'A book'\n[[holiday]]\nforms = ['May Day']\nday = '05-01'\nsource = 'b'\n",
            "named.toml:7: May Day: no source \"b\"",
        );
        check(
            "holiday = []\n[sources]\n[[named]]\nname = 'the Flood'\nforms = ['the Flood']\nedtf = '1968'\n",
            "named.toml:3: missing field `source`",
        );
        check(
            "named = []\n[sources]\na = 'A book'\n[[holiday]]\nforms = ['May Day']\nday = '05-32'\nsource = 'a'\n",
            "named.toml:6: May Day: no such day \"05-32\"",
        );
    }

    #[test]
    fn named_times_of_the_whole_world_have_bounds() {
        let language = load::load_english().unwrap();
        let own = language.named.iter().filter(|named| !named.name.starts_with("the beginning of"));
        assert!(own.clone().count() >= 300);
        for named in own {
            let bounds = named.edtf.bounds();
            let is_in_order = bounds.latest.is_none_or(|latest| bounds.earliest < Some(latest));
            assert!(bounds.earliest.is_some() && is_in_order, "{}", named.name);
        }
    }
}
