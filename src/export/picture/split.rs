//! Pieces of time that get a page of their own.

use super::options::{PictureOptions, Split};
use crate::model::{Chronology, Date, DateTime, year_in_words};
use crate::view::filter::Sieve;
use crate::view::words;

/// More pages than this help nobody: the rest of the time shares the last one.
const MOST_PIECES: usize = 200;

/// A piece of time with a page of its own.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    /// What it is called; empty for all of it.
    pub(super) name: String,
    /// First second to draw; `None` starts where the shown events do.
    pub(super) from_secs: Option<f64>,
    /// Second to stop at; `None` stops where the shown events do.
    pub(super) to_secs: Option<f64>,
}

/// The pieces in which an event that is shown begins, in order. All of the time is one piece where
/// nothing is split.
pub(super) fn pieces(chronology: &Chronology, options: &PictureOptions) -> Vec<Piece> {
    let whole =
        Piece { name: String::new(), from_secs: options.from_secs, to_secs: options.to_secs };
    let years: i32 = match options.page.split {
        Split::None => return vec![whole],
        Split::Year => 1,
        Split::Decade => 10,
        Split::Century => 100,
    };
    let sieve = Sieve::new(chronology, &options.filter);
    let is_inside = |seconds: &i64| {
        let seconds = *seconds as f64;
        options.from_secs.is_none_or(|from| from <= seconds)
            && options.to_secs.is_none_or(|to| seconds <= to)
    };
    let shown = chronology.events.iter().filter(|event| sieve.passes(event));
    let begins = shown.filter_map(|event| event.bounds().earliest.or(event.bounds().latest));
    let mut firsts: Vec<i32> = begins
        .filter(is_inside)
        .map(|seconds| DateTime::from_seconds(seconds).date.year)
        .map(|year| year.div_euclid(years).saturating_mul(years))
        .collect();
    firsts.sort_unstable();
    firsts.dedup();
    let rest = firsts.get(MOST_PIECES..).and_then(<[i32]>::last).copied();
    firsts.truncate(MOST_PIECES);
    let mut pieces: Vec<Piece> =
        firsts.into_iter().filter_map(|first| piece(first, years)).collect();
    if let (Some(last), Some(end)) = (pieces.last_mut(), rest.and_then(|it| piece(it, years))) {
        last.name = format!("{} and later", last.name);
        last.to_secs = end.to_secs;
    }
    if pieces.is_empty() { vec![whole] } else { pieces }
}

fn piece(first: i32, years: i32) -> Option<Piece> {
    let name = match years {
        1 => year_in_words(first),
        10 => words::decade(first),
        _ => words::century(first),
    };
    let start = Date::new(first, 1, 1)?.bounds().earliest?;
    let last = Date::new(first.checked_add(years - 1)?, 12, 31)?.bounds().latest?;
    Some(Piece {
        name: if years == 10 { format!("The {name}") } else { capitalised(&name) },
        from_secs: Some(start as f64),
        to_secs: Some(last as f64),
    })
}

fn capitalised(name: &str) -> String {
    if name.ends_with("century") || name.contains("century ") {
        format!("The {name}")
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::picture::PageOptions;
    use crate::view::sample::Sample;

    #[test]
    fn a_piece_of_time_has_a_page_where_an_event_begins_in_it() {
        let chronology = Sample::default()
            .event("A", "1991-08-19", "RU")
            .event("B", "1994", "RU")
            .event("C", "2022-02-24", "UA")
            .event("D", "", "UA")
            .build();
        let names = |split| {
            let page = PageOptions { split, ..PageOptions::default() };
            let options = PictureOptions { page, ..PictureOptions::default() };
            let found = pieces(&chronology, &options).into_iter().map(|piece| piece.name);
            found.collect::<Vec<_>>().join(" | ")
        };
        assert_eq!(names(Split::None), "");
        assert_eq!(names(Split::Year), "1991 | 1994 | 2022");
        assert_eq!(names(Split::Decade), "The 1990s | The 2020s");
        assert_eq!(names(Split::Century), "The 20th century | The 21st century");
    }

    #[test]
    fn the_rest_of_the_time_shares_the_last_page() {
        let mut sample = Sample::default();
        for year in 1500..1703 {
            sample = sample.event("A", &year.to_string(), "RU");
        }
        let page = PageOptions { split: Split::Year, ..PageOptions::default() };
        let options = PictureOptions { page, ..PictureOptions::default() };
        let pieces = pieces(&sample.build(), &options);
        let last = pieces.last().unwrap();
        assert_eq!((pieces.len(), last.name.as_str()), (MOST_PIECES, "1699 and later"));
        let end = Date::new(1702, 12, 31).unwrap().bounds().latest.unwrap();
        assert_eq!(last.to_secs, Some(end as f64));
    }
}
