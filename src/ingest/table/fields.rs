//! What the columns of a table and the keys of JSON hold, by their names (`assets/boilerplate/fields.toml`).

use crate::ingest::dct::printed_date::{Order, field, field_in};
use crate::ingest::html::meta::name_words;
use serde::Deserialize;
use std::sync::LazyLock;

/// What a column or a key may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    /// A whole text, which may be HTML.
    Text,
    /// A title, or what happened.
    Title,
    /// A date as text.
    Date,
    /// The address of a page.
    Url,
    /// Who wrote it.
    Author,
    /// A language.
    Language,
    /// A name of its own.
    Id,
    /// The last day, where the date is the first.
    End,
    /// The year of a date.
    Year,
    /// The number or name of its month.
    Month,
    /// Its day of the month.
    Day,
}

/// The names of one field.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    names: Vec<String>,
    words: Vec<String>,
    beside: Vec<String>,
    last: Vec<String>,
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    filler: Vec<String>,
    text: Known,
    title: Known,
    date: Known,
    url: Known,
    author: Known,
    language: Known,
    id: Known,
    end: Known,
    year: Known,
    month: Known,
    day: Known,
}

static FILE: LazyLock<Option<File>> =
    LazyLock::new(|| toml::from_str(include_str!("../../../assets/boilerplate/fields.toml")).ok());

impl File {
    fn known(&self, field: Field) -> &Known {
        match field {
            Field::Text => &self.text,
            Field::Title => &self.title,
            Field::Date => &self.date,
            Field::Url => &self.url,
            Field::Author => &self.author,
            Field::Language => &self.language,
            Field::Id => &self.id,
            Field::End => &self.end,
            Field::Year => &self.year,
            Field::Month => &self.month,
            Field::Day => &self.day,
        }
    }
}

/// How well a name fits a field, 0 best; `None` where it does not.
pub(crate) fn rank(field: Field, name: &str) -> Option<usize> {
    let file = FILE.as_ref()?;
    let known = file.known(field);
    let words = name_words(name);
    let plain = words.join(" ");
    let place = |names: &[String]| names.iter().position(|known| *known == plain);
    let is_core = |word: &String| known.words.contains(word);
    let fits =
        |word: &String| is_core(word) || known.beside.contains(word) || file.filler.contains(word);
    let by_words = || {
        let is_fit = words.iter().any(is_core) && words.iter().all(fits);
        is_fit.then_some(known.names.len())
    };
    let in_last = || Some(known.names.len() + 1 + place(&known.last)?);
    place(&known.names).or_else(by_words).or_else(in_last)
}

/// The places of the names that fit a field, best first.
pub(crate) fn fitting<'a>(
    field: Field,
    names: impl Iterator<Item = &'a str>,
) -> impl Iterator<Item = usize> {
    let mut ranked: Vec<(usize, usize)> =
        names.zip(0..).filter_map(|(name, at)| Some((rank(field, name)?, at))).collect();
    ranked.sort_unstable();
    ranked.into_iter().map(|(_, at)| at)
}

/// Dates of one list are written in one way: where one shows that its first number is the day, as
/// `13/11/2019` does, the others are read so, too.
pub(crate) fn settle_dates<'a>(dates: impl Iterator<Item = &'a mut Option<String>>) {
    let dates: Vec<&mut String> = dates.flatten().collect();
    let Some(order) = dates.iter().find_map(|date| Order::shown_by(date)) else { return };
    for date in dates {
        if field(date).is_none()
            && let Some(edtf) = field_in(date, Some(order))
        {
            *date = edtf.to_string();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(field: Field, names: &str, expected: Option<&str>) {
        let names: Vec<&str> = names.split(' ').collect();
        let best = fitting(field, names.iter().copied()).next();
        assert_eq!(best.map(|at| names[at]), expected, "{names:?}");
    }

    #[test]
    fn names_are_known_however_they_are_written() {
        check(Field::Date, "id created_at datePublished", Some("datePublished"));
        check(Field::Date, "article_published_at created_at", Some("article_published_at"));
        check(Field::Date, "updated_at scraped_at publication", None);
        check(Field::Text, "description Article_Text", Some("Article_Text"));
        check(Field::Title, "articleTitle subtitle", Some("articleTitle"));
        check(Field::Title, "Titel Datum", Some("Titel"));
        check(Field::Id, "_id", Some("_id"));
    }

    #[test]
    fn the_dates_of_a_list_are_read_in_one_way() {
        let settled = |dates: &[&str]| {
            let mut dates: Vec<_> = dates.iter().map(|date| Some((*date).to_owned())).collect();
            settle_dates(dates.iter_mut());
            dates.into_iter().flatten().collect::<Vec<_>>()
        };
        // What is clear stays as it is written.
        assert_eq!(settled(&["06/11/2019", "13/11/2019"]), ["2019-11-06", "13/11/2019"]);
        assert_eq!(settled(&["11/06/2019", "11/13/2019"]), ["2019-11-06", "11/13/2019"]);
        assert_eq!(settled(&["06/11/2019", "2019-11-13"]), ["06/11/2019", "2019-11-13"]);
    }
}
