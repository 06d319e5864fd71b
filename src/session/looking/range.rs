//! A piece of time that somebody chose on the axis, and what can be done with it.
//!
//! ```text
//!   1990      1991      1992      1993
//!    |   :     |         |     :   |
//!        └─ drag from here to here ┘   →  1990-05/1992-08
//!       └──────────────── or here ──┘  →  1990/1992: near the end of a year the year is meant
//! ```
//! A hand cannot mean less than a few pixels. So its ends are those of the coarsest units of the calendar that it
//! may have meant, and can be said in words.

use crate::model::edtf::{Partial, Unit};
use crate::model::{Bounds, Date, DateTime, Edtf, When};
use crate::session::command::notice::Notice;
use crate::session::command::{Command, Dialog};
use crate::session::date;
use crate::session::files::sheet::{Reach, Sheet};
use crate::session::state::{Selection, State};

/// A hand that stops so near to the end of a year, a month or a day means that end.
const NEAR_PX: f64 = 5.0;
/// Least width of the unit that is counted in elsewhere.
const LEAST_UNIT_PX: f64 = 1.5;

/// A unit in which ends are counted, the finest first: seconds that it lasts at least.
const STEPS: [(Step, f64); 9] = [
    (Step::Secs(1), 1.0),
    (Step::Secs(60), 60.0),
    (Step::Secs(3_600), 3_600.0),
    (Step::Secs(86_400), 86_400.0),
    (Step::Months(1), 28.0 * 86_400.0),
    (Step::Months(12), 365.0 * 86_400.0),
    (Step::Months(120), 3_652.0 * 86_400.0),
    (Step::Months(1_200), 36_524.0 * 86_400.0),
    (Step::Months(12_000), 365_242.0 * 86_400.0),
];
/// How many of them, up to the year, attract a hand that stops near them.
const ATTRACTIVE: usize = 6;

#[derive(Clone, Copy)]
enum Step {
    Secs(i64),
    Months(i32),
}

impl State {
    pub(crate) fn do_range(&mut self, command: &Command) {
        match command {
            Command::ChooseRange(from, to) => {
                self.range = Some(range(*from, *to, self.viewport.secs_per_px));
            }
            Command::ChooseView => self.range = Some(self.visible_range()),
            Command::ZoomToRange => {
                if let Some((from, to)) = self.range_secs() {
                    self.apply(Command::ShowSpan(from, to));
                }
                self.range = None;
            }
            Command::FilterToRange => {
                let time = self.range.take().unwrap_or_else(|| self.visible_range());
                self.apply(Command::SetTime(Some(Box::new(time))));
            }
            Command::FilterTime(typed) => self.filter_time(typed),
            Command::ChooseBand(number) => {
                if let Some(band) = self.choices.bands.get(*number) {
                    self.range = Some(band.time().clone());
                }
            }
            Command::ExportRange => {
                let reach = if self.range.is_some() { Reach::Range } else { Reach::View };
                self.sheet = Sheet { reach, ..self.sheet.clone() };
                self.dialog = Some(Dialog::Picture);
            }
            Command::TagRange => self.tag_range(),
            _ => {}
        }
    }

    fn filter_time(&mut self, typed: &str) {
        let time = date::when(typed).map(Box::new);
        if time.is_none() && !typed.trim().is_empty() {
            self.notice = Some(Notice::failed(format!("Not a time: {typed}")));
            return;
        }
        self.apply(Command::SetTime(time));
    }

    /// First second of the chosen time, and the first after it.
    pub fn range_secs(&self) -> Option<(f64, f64)> {
        let Bounds { earliest, latest } = self.range.as_ref()?.bounds;
        Some((earliest? as f64, latest? as f64 + 1.0))
    }

    pub(crate) fn visible_range(&self) -> When {
        range(self.viewport.start_secs, self.end_secs(), self.viewport.secs_per_px)
    }

    /// Selects the shown events that may lie in the chosen time, and asks for their tag.
    fn tag_range(&mut self) {
        let time = self.range.take().unwrap_or_else(|| self.visible_range());
        let events: Vec<usize> = self.events_in(Some(time.bounds)).collect();
        let Some(first) = events.first().copied() else { return };
        self.selection = Some(Selection { event: first, source: 0 });
        self.also.clear();
        self.apply(Command::AlsoSelectAll(events));
        self.dialog = Some(Dialog::Tag);
    }
}

/// The time that a hand meant by two places on an axis of so many seconds a pixel.
fn range(from: f64, to: f64, secs_per_px: f64) -> When {
    let (from, to) = (from.min(to), from.max(to));
    let start = meant(from, secs_per_px);
    let end = Some(meant(to, secs_per_px)).filter(|end| start < *end).unwrap_or_else(|| {
        let (unit, least) = counted(secs_per_px);
        nearest(start as f64 + least, unit).max(start + 1)
    });
    between(start, end)
}

/// The time from a second to the one before another, in the coarsest units that say it.
pub(crate) fn between(start: i64, end: i64) -> When {
    let first = partial(start, |date| date.bounds().earliest == Some(start));
    let last = partial(end - 1, |date| date.bounds().latest == Some(end - 1));
    When::from_edtf(if first == last { Edtf::Point(first) } else { Edtf::interval(first, last) })
}

/// The second at which a unit begins that somebody meant by a place on the axis.
fn meant(secs: f64, secs_per_px: f64) -> i64 {
    let near = |step: &(Step, f64)| nearest(secs, step.0);
    let is_near = |second: &i64| (*second as f64 - secs).abs() <= NEAR_PX * secs_per_px;
    let (unit, least) = counted(secs_per_px);
    let attractive = STEPS.iter().take(ATTRACTIVE).filter(|(_, of)| least < *of);
    attractive.rev().map(near).find(is_near).unwrap_or_else(|| nearest(secs, unit))
}

/// The unit that ends are counted in, and the seconds that it lasts at least.
fn counted(secs_per_px: f64) -> (Step, f64) {
    let is_seen = |(_, least): &&(Step, f64)| LEAST_UNIT_PX * secs_per_px <= *least;
    let [.., longest] = STEPS;
    STEPS.iter().find(is_seen).copied().unwrap_or(longest)
}

/// The beginning of a unit that lies nearest.
fn nearest(secs: f64, step: Step) -> i64 {
    match step {
        Step::Secs(unit) => (secs / unit as f64).round() as i64 * unit,
        Step::Months(months) => {
            let date = DateTime::from_seconds(secs as i64).date;
            let month = date.year * 12 + i32::from(date.month) - 1;
            let before = month.div_euclid(months) * months;
            let start = |month: i32| {
                let (year, of_year) = (month.div_euclid(12), month.rem_euclid(12));
                Date { year, month: of_year as u8 + 1, day: 1 }.start()
            };
            let (before, after) = (start(before), start(before + months));
            if secs - before as f64 <= after as f64 - secs { before } else { after }
        }
    }
}

/// The coarsest date with a second in it of which something holds.
fn partial(second: i64, holds: impl Fn(Partial) -> bool) -> Partial {
    let DateTime { date, hour, minute, second } = DateTime::from_seconds(second);
    let day = (date.month, date.day);
    let time = |second| Unit::Time { day, hour, minute: Some(minute), second };
    let units = [Unit::Year, Unit::Month(date.month), Unit::Day(date.month, date.day), time(None)];
    let coarse = units.into_iter().map(|unit| Partial::new(date.year, unit)).find(|it| holds(*it));
    coarse.unwrap_or(Partial::new(date.year, time(Some(second))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Shape;
    use crate::session::date;
    use crate::view::filter::told_for;
    use crate::view::sample::encodings;
    use crate::view::words;

    const DAY: f64 = 86_400.0;

    fn second(typed: &str) -> f64 {
        date::parse(typed).unwrap().0
    }

    #[test]
    fn a_hand_means_years_where_it_cannot_mean_days() {
        let check = |from: f64, to: f64, secs_per_px: f64, expected: &str| {
            assert_eq!(words::when(&range(from, to, secs_per_px)), expected);
        };
        let (from, to) = (second("1991-02-20"), second("1995-12-27"));
        check(from, to, 100.0 * DAY, "1991–1995");
        check(to, from, 100.0 * DAY, "1991–1995");
        check(from, to, 5.0 * DAY, "March 1991 – 1995");
        check(from, to, 0.5 * DAY, "20 February 1991 – 26 December 1995");
        check(from, from + 10.0 * DAY, 40.0 * DAY, "1991");
        check(second("-0044"), second("0014"), 200.0 * DAY, "45 BC–13");
        check(second("1204"), second("1899"), 9_000.0 * DAY, "1200–1899");
        let hour = second("2022-02-24 05:00");
        check(
            hour + 20.0,
            hour + 1_790.0,
            15.0,
            "24 February 2022, 05:00 – 24 February 2022, 05:29",
        );
    }

    #[test]
    fn a_chosen_time_is_zoomed_to_drawn_filtered_to_and_tagged() {
        let years = || (second("1990"), second("2000"));
        let mut state = State::new(encodings());
        state.apply(Command::Fit);
        state.apply(Command::ChooseRange(years().0, years().1));
        assert_eq!(state.range.as_ref().map(words::when).as_deref(), Some("1990–1999"));
        state.apply(Command::ExportRange);
        let drawn = state.picture(crate::export::picture::PictureFormat::Svg);
        assert_eq!((drawn.from_secs, drawn.to_secs), (Some(years().0), Some(years().1)));
        state.apply(Command::Escape);
        let in_decade = |state: &State| {
            let time = Bounds::new(years().0 as i64, years().1 as i64 - 1);
            let events = state.chronology.events.iter().enumerate();
            let events = events.filter(|(_, event)| {
                event.when.as_ref().is_some_and(|when| told_for(when).overlaps(time))
            });
            events.map(|(index, _)| index).collect::<Vec<_>>()
        };
        let meant = in_decade(&state);
        assert!(1 < meant.len() && meant.len() < state.chronology.events.len());
        state.apply(Command::TagRange);
        assert_eq!(state.dialog, Some(Dialog::Tag));
        assert!(meant.iter().all(|event| state.is_chosen(*event)));
        assert_eq!(state.chosen().len(), meant.len());
        state.apply(Command::Escape);
        state.apply(Command::ChooseRange(years().0, years().1));
        state.apply(Command::FilterToRange);
        assert_eq!(state.facets.shown_events().collect::<Vec<_>>(), meant);
        assert_eq!(state.range, None);
        state.apply(Command::Undo);
        assert_eq!(state.facets.shown.len(), state.chronology.events.len());
        state.apply(Command::FilterTime("some day".to_owned()));
        state.apply(Command::ChooseRange(years().0, years().1));
        state.apply(Command::Escape);
        assert!(
            state.range.is_none() && state.notice.is_some(),
            "the cross of the bubble closes the bubble"
        );
        state.apply(Command::ChooseRange(years().0, years().1));
        state.apply(Command::ZoomToRange);
        assert!((state.viewport.start_secs - years().0).abs() < 2.0);
        assert!((state.end_secs() - years().1).abs() < 2.0);
    }

    #[test]
    fn a_time_hides_what_has_no_date_and_what_surely_lies_elsewhere() {
        let mut state = State::new(encodings());
        let check = |typed: &str, title: &str, is_shown: bool| {
            let mut state = State::new(encodings());
            state.apply(Command::FilterTime(typed.to_owned()));
            let is_it = |event: &usize| state.chronology.events[*event].title.contains(title);
            assert_eq!(
                state.facets.shown_events().any(|it| is_it(&it)),
                is_shown,
                "{typed} {title}"
            );
        };
        let sheet = encodings();
        state.apply(Command::FilterTime("some day".to_owned()));
        assert!(state.notice.is_some() && state.choices.filter.time.is_none());
        for event in &sheet.events {
            let Some(when) = &event.when else {
                check("since 1000", &event.title, false);
                continue;
            };
            let known = when.bounds.latest.or(when.bounds.earliest).unwrap();
            check(&words::years_between(known, known), &event.title, true);
            // What ended later may have begun long before.
            check("1066", &event.title, when.shape == Shape::Until);
        }
    }
}
