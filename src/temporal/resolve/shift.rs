//! Counting on the calendar: so many units later or earlier, the season before or after.

use super::clock::{WINTER, season_month};
use crate::model::Date;
use crate::temporal::meaning::expression::{Amount, Calendar, TimeUnit};

/// The year of "last summer" and its like.
pub(crate) fn season_period(season: u8, step: i32, from: &Calendar) -> Option<i32> {
    let year = from.year?;
    // "Two summers ago" is the one before the last.
    let (beyond, step) = (step - step.signum(), step.signum());
    let year = year.checked_add(beyond)?;
    let Some(month) = from.month.or_else(|| from.group.and_then(season_month)) else {
        return Some(year + step);
    };
    let first = season_month(season)?;
    // The winter of January and February began in the December before.
    let this = if season == WINTER && month <= 2 { year - 1 } else { year };
    let has_ended = if season == WINTER { month > 2 } else { month > first + 2 };
    let has_begun = month >= first || season == WINTER && month <= 2;
    Some(match step {
        -1 if season == WINTER => {
            if month == 12 {
                year - 1
            } else if month <= 2 {
                year - 2
            } else {
                year - 1
            }
        }
        -1 => {
            if has_ended {
                year
            } else {
                year - 1
            }
        }
        1 => {
            if has_begun {
                this + 1
            } else {
                year
            }
        }
        _ => this,
    })
}

/// A date so many units later or earlier; `None` where it is not known exactly enough.
pub(crate) fn shift(
    from: &Calendar,
    amount: Amount,
    unit: TimeUnit,
    step: i32,
) -> Option<Calendar> {
    let count = amount.whole()?.saturating_mul(step);
    if unit.months() >= 12 {
        let years = amount.years(unit)?.checked_mul(step)?;
        return Some(Calendar::of_year(from.year?.checked_add(years)?));
    }
    if unit.months() > 0 {
        let month =
            Date::new(from.year?, from.month?, 1)?.plus_months(count.checked_mul(unit.months())?);
        return Some(Calendar::of_month(month.year, month.month));
    }
    // A week after a week is a week.
    if let (Some(_), TimeUnit::Week | TimeUnit::Fortnight, None) = (from.week, unit, from.day) {
        let days = i64::from(count).checked_mul(unit.days())?;
        let (year, week) = from.first_day()?.plus_days(days).iso_week();
        return Some(Calendar { week: Some(week), ..Calendar::of_year(year) });
    }
    if unit.days() > 0 {
        return Some(Calendar::of_day(
            from.date()?.plus_days(i64::from(count).checked_mul(unit.days())?),
        ));
    }
    let day = from.date()?;
    let shifted = from.clock.and_then(|clock| shift_clock(day, clock, amount, unit, step));
    Some(shifted.unwrap_or(Calendar::of_day(day)))
}

/// "Twelve minutes later" than a time of day.
fn shift_clock(
    day: Date,
    (hour, minute): (u8, u8),
    amount: Amount,
    unit: TimeUnit,
    step: i32,
) -> Option<Calendar> {
    const DAY: i32 = 24 * 60;
    let minutes = match unit {
        TimeUnit::Minute => 1,
        TimeUnit::Hour => 60,
        _ => return None,
    };
    let Amount::Tenths(tenths) = amount else { return None };
    let moved = tenths.checked_mul(minutes)?.checked_mul(step)? / 10;
    let at = moved.checked_add(i32::from(hour) * 60 + i32::from(minute))?;
    let clock = ((at.rem_euclid(DAY) / 60) as u8, (at.rem_euclid(60)) as u8);
    let day = day.plus_days(i64::from(at.div_euclid(DAY)));
    Some(Calendar { clock: Some(clock), ..Calendar::of_day(day) })
}
