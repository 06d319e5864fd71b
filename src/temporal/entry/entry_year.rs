//! The years of entries whose headings name none: they go on from each other, forward or back.

use crate::model::Date;
use crate::temporal::meaning::expression::Calendar;
use std::collections::BTreeMap;

/// Years that a day may lie from the entry before it: 29 February comes round after eight.
const MAX_YEARS_ON: i32 = 8;

/// The year of an entry, and the number of the expression that says it; `None` where the entries only lie around
/// the day of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct EntryYear {
    pub year: i32,
    pub said_at: Option<usize>,
}

/// What would lie ahead of the day of writing, were the entries nearer to it.
#[derive(Clone, Debug)]
pub(crate) struct Ahead {
    /// The numbers of those entries.
    pub entries: Vec<usize>,
    /// Whether the first of all entries is close to the day of writing.
    pub is_near: bool,
}

/// The years of entries, of which some headings say one. `headings` are those of the entries and what else stands in
/// headings with a year or month, in order, by expression.
///
/// They go on from each other, whatever years the sentences below them name.
pub(crate) fn between(headings: &[(usize, Calendar)]) -> BTreeMap<usize, EntryYear> {
    let sign = sign(headings);
    let is_dated = |(_, calendar): &&(usize, Calendar)| calendar.year.is_some();
    let mut years = BTreeMap::new();
    let Some(first) = headings.iter().position(|heading| is_dated(&heading)) else { return years };
    let (before, rest) = headings.split_at(first);
    let mut tell = |(at, start): (usize, Calendar), sign: i64, open: &[(usize, Calendar)]| {
        let said_at = Some(at);
        years.extend(run(start, open, sign).map(|(at, year)| (at, EntryYear { year, said_at })));
    };
    for (i, dated) in rest.iter().enumerate().filter(|(_, heading)| is_dated(heading)) {
        let open = rest.get(i + 1..).unwrap_or_default();
        let end = open.iter().position(|heading| is_dated(&heading)).unwrap_or(open.len());
        tell(*dated, sign, open.get(..end).unwrap_or_default());
    }
    if let Some(dated) = rest.first() {
        let back: Vec<(usize, Calendar)> = before.iter().rev().copied().collect();
        tell(*dated, -sign, &back);
    }
    years
}

/// The years of entries that go on from a time which an expression says.
pub(crate) fn from_year(
    headings: &[(usize, Calendar)],
    at: usize,
    said: Calendar,
) -> BTreeMap<usize, EntryYear> {
    // "In 1956 it rose. 23 October": a month said beside the year leads up to the first entry.
    run(said, headings, sign(headings))
        .map(|(entry, year)| (entry, EntryYear { year, said_at: Some(at) }))
        .collect()
}

/// The years of entries around the day of writing: the latest that are over by then, unless those a year on lie
/// nearer and `may_lie_ahead` says so.
pub(crate) fn around(
    headings: &[(usize, Calendar)],
    now: Date,
    may_lie_ahead: impl FnOnce(&Ahead) -> bool,
) -> BTreeMap<usize, EntryYear> {
    const NEAR_DAYS: i64 = 60;
    let Some(&(_, first)) = headings.first() else { return BTreeMap::new() };
    let start = Calendar { year: Some(now.year), month: None, ..first };
    let run: Vec<(usize, i32)> = run(start, headings, sign(headings)).collect();
    let farthest = run.iter().map(|(_, year)| (year - now.year).abs()).max().unwrap_or_default();
    // The days of the run in other years: all are real, or there is no such run.
    let days = |shift: i32| -> Option<Vec<i64>> {
        let day = |(&(_, year), (_, calendar)): (&(usize, i32), &(usize, Calendar))| {
            day_in(year + shift, calendar)
        };
        run.iter().zip(headings).map(day).collect()
    };
    let now = now.days();
    let is_over = |shift: &i32| days(*shift).is_some_and(|days| days.iter().all(|&day| day <= now));
    let latest = farthest + MAX_YEARS_ON;
    let Some(over) = (-latest..=latest).rev().find(is_over) else { return BTreeMap::new() };
    let distance = |days: &[i64]| days.iter().map(|day| (day - now).abs()).min();
    let is_better = |next: &Vec<i64>| {
        let before = days(over).and_then(|days| distance(&days));
        let entries = (0..next.len()).filter(|&i| next.get(i).is_some_and(|&day| now < day));
        let first = next.iter().min().is_some_and(|day| (day - now).abs() <= NEAR_DAYS);
        distance(next) < before
            && may_lie_ahead(&Ahead { entries: entries.collect(), is_near: first })
    };
    let shift = if days(over + 1).as_ref().is_some_and(is_better) { over + 1 } else { over };
    let year_of = |(at, year): (usize, i32)| (at, EntryYear { year: year + shift, said_at: None });
    run.into_iter().map(year_of).collect()
}

/// Whether entries that would be over by the day of writing reach to the days before it.
pub(crate) fn lead_up_to(headings: &[(usize, Calendar)], now: Date) -> bool {
    const NEAR_DAYS: i64 = 14;
    let years = around(headings, now, |_| false);
    headings.iter().any(|(at, calendar)| {
        let day = years.get(at).and_then(|entry| day_in(entry.year, calendar));
        day.is_some_and(|day| now.days() - day <= NEAR_DAYS)
    })
}

/// The years of entries in the direction of `sign`, from a time on.
fn run(
    start: Calendar,
    entries: &[(usize, Calendar)],
    sign: i64,
) -> impl Iterator<Item = (usize, i32)> {
    let mut last = start;
    entries.iter().enumerate().filter_map(move |(number, &(at, calendar))| {
        let next = entries.get(number + 1).map(|(_, calendar)| calendar);
        let goes_back = next.is_some_and(|next| looks_back(&last, &calendar, next, sign));
        let year = if goes_back {
            nearest_year(&last, &calendar)
        } else {
            next_year(&last, &calendar, sign)
        };
        let year = year?;
        if !goes_back {
            last = Calendar { year: Some(year), ..calendar };
        }
        Some((at, year))
    })
}

/// Whether one entry leaves the order of those around it, as where a diary looks back: the next one goes on from the
/// one before it.
fn looks_back(last: &Calendar, here: &Calendar, next: &Calendar, sign: i64) -> bool {
    const BEHIND_DAYS: i64 = 92;
    const NEAR_DAYS: i64 = 31;
    let step = |to: &Calendar| Some(step(last, to)? * sign);
    let is_behind = step(here).is_some_and(|days| (-BEHIND_DAYS..0).contains(&days));
    is_behind && step(next).is_some_and(|days| (0..=NEAR_DAYS).contains(&days))
}

/// Days from one day to another, whatever their years: within half a year either way. `None` where either is none.
fn step(from: &Calendar, to: &Calendar) -> Option<i64> {
    const YEAR: i64 = 372;
    let day = |it: &Calendar| Some(i64::from(it.month?) * 31 + i64::from(it.day?));
    let days = (day(to)? - day(from)?).rem_euclid(YEAR);
    Some(if days > YEAR / 2 { days - YEAR } else { days })
}

/// 1 where entries go on to later days, −1 where they go back: where years in their headings say so or, without
/// them, more of the short steps.
fn sign(headings: &[(usize, Calendar)]) -> i64 {
    const SHORT_DAYS: i64 = 92;
    let years = headings.iter().filter_map(|(_, calendar)| calendar.year);
    let of_years: i32 =
        years.clone().zip(years.skip(1)).map(|(one, next)| (next - one).signum()).sum();
    if of_years != 0 {
        return of_years.signum().into();
    }
    let steps = headings.windows(2).filter_map(|two| match two {
        [(_, one), (_, next)] => step(one, next).filter(|days| days.abs() <= SHORT_DAYS),
        _ => None,
    });
    if steps.map(i64::signum).sum::<i64>() < 0 { -1 } else { 1 }
}

/// The first day of a month or the day itself, in a year that has it.
fn day_in(year: i32, calendar: &Calendar) -> Option<i64> {
    Some(Date::new(year, calendar.month?, calendar.day.unwrap_or(1))?.days())
}

/// The year of the entry after another one, where the entries go on in the direction of `sign`: a small step the
/// other way is sooner meant than one of most of a year.
fn next_year(last: &Calendar, next: &Calendar, sign: i64) -> Option<i32> {
    const OTHER_WAY: i64 = 16;
    year_of_least(
        last,
        next,
        |step| if step * sign < 0 { -step * sign * OTHER_WAY } else { step * sign },
    )
}

/// The year in which a day lies nearest to another.
fn nearest_year(last: &Calendar, next: &Calendar) -> Option<i32> {
    year_of_least(last, next, i64::abs)
}

/// The year in which the days from one time to another cost least.
fn year_of_least(last: &Calendar, next: &Calendar, cost: impl Fn(i64) -> i64) -> Option<i32> {
    let year = last.year?;
    if last.month.is_none() {
        return Some(year);
    }
    let from = day_in(year, last)?;
    let years = (year - MAX_YEARS_ON..=year + MAX_YEARS_ON)
        .filter_map(|year| Some((year, day_in(year, next)?)));
    years.min_by_key(|&(_, day)| cost(day - from)).map(|(year, _)| year)
}

#[cfg(test)]
mod tests {
    use crate::temporal::tests::{check, check_undated};

    #[test]
    fn days_above_entries_go_on_from_each_other() {
        let told = "26 August 1941 = 1941-08-26; 18 October = 1941-10-18; 5 January = 1942-01-05; 3 June = 1942-06-03";
        let chronicle = "26 August 1941\nTalks began.\n18 October\nA table was set up.\n5 January\nThe talks broke down.\n\
                         3 June\nPeace was signed.";
        check(chronicle, told);
        check_undated(chronicle, told);
    }

    #[test]
    fn years_that_an_entry_names_are_not_those_of_the_next_one() {
        let told = "30 December = 2021-12-30; 2015 = 2015; 2 January = 2022-01-02; 28 October = 2022-10-28";
        check(
            "30 December\nShe, jailed in 2015, was freed.\n2 January\nThe talks began.\n28 October\nThey ended.",
            told,
        );
        let told = "1914 = 1914; 27 May = 1914-05-27; 1920 = 1920; 16 June = 1920-06-16";
        let chronicle = "1. The years of 1914\n27 May\nA law was read.\n2. The years of 1920\n16 June\nIt was passed.";
        check_undated(chronicle, told);
        let told = "February 1914 = 1914-02; 19 February = 1914-02-19; March 1920 = 1920-03; \
                    23 February = 1914-02-23; 1 March = 1914-03-01";
        let chronicle = "February 1914\n19 February\nA law, changed in March 1920, was read.\n\
                         23 February\nThe crowd came back.\n1 March\nIt was passed.";
        check(chronicle, told);
        check_undated(chronicle, told);
    }

    #[test]
    fn the_latest_entry_may_stand_first() {
        check(
            "5 January\nThe talks ended.\n30 December\nThey began.\n2 November\nA table was set up.",
            "5 January = 2022-01-05; 30 December = 2021-12-30; 2 November = 2021-11-02",
        );
    }

    #[test]
    fn entries_may_lie_ahead_where_they_are_announced_or_near() {
        check(
            "2 November\nThe squad was named.\n12 December\nThe cup opens.\n13 January\nThe final is played.",
            "2 November = 2022-11-02; 12 December = 2022-12-12; 13 January = 2023-01-13",
        );
        check(
            "Fixtures\n10 February\nRovers v Albion.\n17 February\nAlbion v Town.",
            "10 February = 2023-02-10; 17 February = 2023-02-17",
        );
        check(
            "Timeline for the merger\n2 July\nThe offer was made.\n6 December\nOwners will vote.\n9 March\nThe deal is to close.",
            "2 July = 2022-07-02; 6 December = 2022-12-06; 9 March = 2023-03-09",
        );
        check(
            "The fire\n12 November\nThe mill burned.\n4 December\nA man was held.\n10 January\nHe was freed.",
            "12 November = 2021-11-12; 4 December = 2021-12-04; 10 January = 2022-01-10",
        );
    }

    #[test]
    fn entries_are_of_the_year_that_is_said_above_them() {
        check(
            "The upper town rose in 1871 and held out for weeks.\n18 March\nTroops came.\n26 March\nA vote was held.",
            "1871 = 1871; weeks = PXW; 18 March = 1871-03-18; 26 March = 1871-03-26",
        );
        check(
            "All that has been since the walkout began in November 2013.\n21 November\nIt spread.\n16 January\nIt ended.",
            "November 2013 = 2013-11; 21 November = 2013-11-21; 16 January = 2014-01-16",
        );
        check(
            "Eight years ago\n27 February\nThe hall was seized.\n16 March\nIt was left.",
            "Eight years ago = 2014; 27 February = 2014-02-27; 16 March = 2014-03-16",
        );
    }

    #[test]
    fn entries_up_to_the_day_of_writing_are_not_of_a_year_that_is_named_beside_it() {
        check(
            "The storm of 1987 felled the woods.\n26 October\nA new storm formed.\n1 November\nIt reached land.",
            "1987 = 1987; 26 October = 2022-10-26; 1 November = 2022-11-01",
        );
    }

    #[test]
    fn entries_are_of_the_year_of_which_the_first_one_tells() {
        check(
            "The rising\n23 October\nIn 1956 students marched.\n4 November\nTanks came.",
            "23 October = 1956-10-23; 1956 = 1956; 4 November = 1956-11-04",
        );
        check(
            "The release\n23 July\nThe man jailed in 2011 was freed.\n4 August\nHe left.",
            "23 July = 2022-07-23; 2011 = 2011; 4 August = 2022-08-04",
        );
    }

    #[test]
    fn long_steps_forward_are_not_steps_back() {
        check(
            "25 June 2009\nHe fell ill.\n8 February\nA man was held.\n4 January\nHearings began.\n\
             27 September\nThe trial opened.\n7 November\nIt ended.",
            "25 June 2009 = 2009-06-25; 8 February = 2010-02-08; 4 January = 2011-01-04; \
             27 September = 2011-09-27; 7 November = 2011-11-07",
        );
    }

    #[test]
    fn a_look_back_moves_no_later_entry() {
        check(
            "War diary, 1942\n3 August\nLanded.\n20 June\nThe fort had fallen.\n5 August\nMarched.\n9 August\nFought.",
            "1942 = 1942; 3 August = 1942-08-03; 20 June = 1942-06-20; 5 August = 1942-08-05; 9 August = 1942-08-09",
        );
    }

    #[test]
    fn entries_are_of_a_year_that_has_all_their_days() {
        check(
            "29 February\nThe dam broke.\n3 March\nThe water fell.",
            "29 February = 2020-02-29; 3 March = 2020-03-03",
        );
    }
}
