//! What a time expression means before it has a place on the axis: a closed set.

use crate::model::calendar::days_in_month;
use crate::model::edtf::{Partial, Unit};
use crate::model::{Date, Modifier};
use crate::temporal::resolve::clock::season_month;
use smol_str::{SmolStr, format_smolstr};

/// A calendar expression: what it says, the rest absent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Calendar {
    /// Astronomical year.
    pub year: Option<i32>,
    /// Two figures of a year whose century is to be found.
    pub short_year: Option<u8>,
    /// First year of a decade; below 100 where the century is to be found.
    pub decade: Option<i32>,
    /// First year of a century, astronomical.
    pub century: Option<i32>,
    /// Season, quarter or half in the codes of ISO 8601-2.
    pub group: Option<u8>,
    /// ISO week of the year.
    pub week: Option<u8>,
    /// The weekend of that week.
    pub is_weekend: bool,
    /// 1–12.
    pub month: Option<u8>,
    /// 1–31.
    pub day: Option<u8>,
    /// 1 = Monday.
    pub weekday: Option<u8>,
    /// Part of a day.
    pub part: Option<DayPart>,
    /// Hour and minute; hour 24 is the midnight at the end of the day.
    pub clock: Option<(u8, u8)>,
    /// Whether nothing says which half of the day the clock shows: "seven o'clock".
    pub is_either_half: bool,
    /// A fiscal year.
    pub is_fiscal: bool,
    /// Whether `century` is the first year of a thousand, of which `share` says the part.
    pub is_millennium: bool,
    /// A half, third or quarter of a decade, century or millennium, and the whole of the last.
    pub share: Option<Share>,
    /// Days from the day of writing: "today at noon".
    pub deictic: Option<i32>,
    /// Whether its day is one of the Julian calendar ("Old Style").
    pub is_julian: bool,
}

/// One of the equal parts of a period: the second of two is its latter half.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Share {
    /// 1 to `of`.
    pub number: u8,
    /// 1 to 4.
    pub of: u8,
}

impl Share {
    /// All of it.
    pub(crate) const WHOLE: Self = Self { number: 1, of: 1 };
}

/// Part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DayPart {
    Morning,
    Afternoon,
    Evening,
    Night,
    Daytime,
}

/// A unit of counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimeUnit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    QuarterCentury,
    Decade,
    Century,
    Millennium,
}

/// How many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Amount {
    /// Tenths.
    Tenths(i32),
    /// "Several".
    Vague,
}

/// A period that stands in a row of its like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Period {
    /// A day, week, month, year, ….
    Unit(TimeUnit),
    /// A month of the year.
    Month(u8),
    /// A season.
    Season(u8),
    /// A weekday.
    Weekday(u8),
    /// A part of a day.
    Part(DayPart),
    /// A holiday, by its number.
    Holiday(usize),
    /// The first year of the century or millennium that has begun or will soon.
    TurnOf(TimeUnit),
}

impl Period {
    /// The month of the year in which it begins; `None` where it begins in any.
    pub(crate) fn first_month(&self) -> Option<u8> {
        match self {
            Self::Month(month) => Some(*month),
            Self::Season(season) => season_month(*season),
            Self::Unit(_)
            | Self::Weekday(_)
            | Self::Part(_)
            | Self::Holiday(_)
            | Self::TurnOf(_) => None,
        }
    }
}

/// What a relative expression counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Base {
    /// The time of writing, or the narrative's where the text tells of the past.
    Speech,
    /// What was said before.
    Narrative,
    /// What was said right before, else the time of writing.
    Nearby,
    /// What was said last, wherever the story stands: "the day in question".
    Mentioned,
}

/// Some months at the start or the end of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MonthsOf {
    pub year: i32,
    pub from: u8,
    pub to: u8,
}

/// A vague reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reference {
    Past,
    /// "Former": the past of an office or a state.
    Former,
    Present,
    Future,
}

/// The meaning of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expression {
    /// A date as far as it is said.
    Calendar(Calendar),
    /// So many days from the day of writing.
    Deictic { days: i32, part: Option<DayPart> },
    /// The period `step` after the current one of its kind; `inner` is a date inside it.
    Period { period: Period, step: i32, base: Base, inner: Calendar },
    /// So many units from the base; the step is −1 or 1.
    Offset { amount: Amount, unit: TimeUnit, step: i32, base: Base },
    /// So many units before a period of now: "ten years ago this week".
    Ago { amount: Amount, unit: TimeUnit, of: Box<Self> },
    /// So many units from an event whose date is in the text nearby.
    FromEvent { amount: Amount, unit: TimeUnit, step: i32, part: Option<DayPart> },
    /// The nth unit of a named event; `None` where "the war" is whichever is meant.
    DayOfEvent { number: i32, unit: TimeUnit, event: Option<usize> },
    /// The nth week, day or month of a period, of the year or month spoken of where `of` says nothing; −1
    /// is the last.
    Nth { number: i32, unit: TimeUnit, of: Calendar, whole: TimeUnit },
    /// The week of a day.
    WeekOf(Calendar),
    /// A length of time; `is_recent` where it ends at the time of writing ("the last two years").
    Duration {
        value: SmolStr,
        /// Whole years, where it is that long.
        years: Option<i32>,
        step: Option<i32>,
        /// The months of a year that it covers: "the first nine months of 2022".
        within: Option<MonthsOf>,
        /// How long it is, where it may tell how far off something lies: "in six months".
        ahead: Option<(Amount, TimeUnit)>,
    },
    /// A recurrence.
    Set { value: SmolStr },
    /// Now, once, some day.
    Reference(Reference),
    /// A named period or event.
    Named(usize),
    /// A holiday, with its year where said; its week or weekend instead of its day.
    Holiday { holiday: usize, year: Option<i32>, of: Option<TimeUnit>, part: Option<DayPart> },
    /// The time spoken of; `is_then` where it is told in passing ("at the time").
    SameTime { is_then: bool },
}

impl Expression {
    /// Whether it lies after what it counts from: "the next day", "a week later".
    pub(crate) fn goes_on(&self) -> bool {
        matches!(self, Self::Period { step: 1.., .. } | Self::Offset { step: 1.., .. })
    }

    /// Whether it counts back from the telling: "ten years ago", "last month".
    pub(crate) fn looks_back(&self) -> bool {
        match self {
            Self::Ago { .. } => true,
            Self::Period { step, base, .. } | Self::Offset { step, base, .. } => {
                *step < 0 && *base == Base::Speech
            }
            _ => false,
        }
    }

    /// Whether it is counted by days or weeks, from some day: "next week", "last Tuesday", "ten days ago".
    pub(crate) fn counts_days(&self) -> bool {
        match self {
            Self::Period { period: Period::Unit(unit), .. } | Self::Offset { unit, .. } => {
                unit.days() > 0
            }
            Self::Period { period: Period::Weekday(_) | Period::Part(_), .. } => true,
            _ => false,
        }
    }
}

/// Years from the birth of Christ in either direction that have a place on the axis.
pub(crate) const MOST_YEARS: u32 = 199_999;

impl Calendar {
    /// The time of day that it says, on a day.
    pub(crate) fn on(self, date: Date) -> Self {
        Self { part: self.part, clock: self.clock, ..Self::of_day(date) }
    }

    /// A calendar day.
    pub(crate) fn of_day(date: Date) -> Self {
        Self {
            year: Some(date.year),
            month: Some(date.month),
            day: Some(date.day),
            ..Self::default()
        }
    }

    /// A year.
    pub(crate) fn of_year(year: i32) -> Self {
        Self { year: Some(year), ..Self::default() }
    }

    /// A month.
    pub(crate) fn of_month(year: i32, month: u8) -> Self {
        Self { month: Some(month), ..Self::of_year(year) }
    }

    /// The day by the Gregorian calendar, where year, month and day are known and exist.
    pub(crate) fn date(&self) -> Option<Date> {
        let (year, month, day) = (self.year?, self.month?, self.day?);
        if self.is_julian {
            Date::from_julian(year, month, day)
        } else {
            Date::new(year, month, day)
        }
    }

    /// Whether it names a day of a month.
    pub(crate) fn has_day(&self) -> bool {
        self.month.is_some() && self.day.is_some()
    }

    /// Whether nothing is said.
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it names its place on the axis without help.
    pub(crate) fn is_absolute(&self) -> bool {
        self.year.is_some()
            || self.century.is_some()
            || self.decade.is_some_and(|d| !(0..100).contains(&d))
    }

    /// Some day inside, for counting from; the first that it allows.
    pub(crate) fn first_day(&self) -> Option<Date> {
        if let Some(date) = self.date() {
            return Some(date);
        }
        if let (Some(year), Some(week)) = (self.year, self.week) {
            return Some(Date::from_iso_week(year, week));
        }
        let bounds = self.partial()?.bounds();
        bounds.earliest.map(|earliest| crate::model::DateTime::from_seconds(earliest).date)
    }

    /// The date in the terms of EDTF; `None` where the year is open, and for weeks.
    pub(crate) fn partial(&self) -> Option<Partial> {
        let years = [self.century, self.decade, self.year];
        if years.into_iter().flatten().any(|year| year.unsigned_abs() > MOST_YEARS) {
            return None;
        }
        if let (true, Some(date)) = (self.is_julian, self.date()) {
            return Self { clock: self.clock, ..Self::of_day(date) }.partial();
        }
        if let Some(century) = self.century {
            return Some(Partial::new(century, Unit::Century));
        }
        if let Some(decade) = self.decade {
            return Some(Partial::new(decade, Unit::Decade));
        }
        let year = self.year?;
        let unit = match (self.group, self.month, self.day) {
            (Some(group), _, _) => Unit::Group(group),
            (None, Some(month), Some(day)) if (1..=days_in_month(year, month)).contains(&day) => {
                match self.clock {
                    Some((hour @ 0..=23, minute)) => {
                        Unit::Time { day: (month, day), hour, minute: Some(minute), second: None }
                    }
                    _ => Unit::Day(month, day),
                }
            }
            (None, Some(month), _) => Unit::Month(month),
            (None, None, _) => Unit::Year,
        };
        Some(Partial::new(year, unit))
    }
}

impl DayPart {
    /// The TIMEX3 code.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Morning => "MO",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
            Self::Daytime => "DT",
        }
    }

    /// From the TIMEX3 code.
    pub(crate) fn from_code(code: &str) -> Option<Self> {
        let all = [Self::Morning, Self::Afternoon, Self::Evening, Self::Night, Self::Daytime];
        all.into_iter().find(|part| part.code() == code)
    }

    /// Whether an hour of the day, 0 to 24, lies in it.
    pub(crate) fn holds(self, hour: u8) -> bool {
        let (from, to) = self.hours();
        let hours = from..to;
        hours.contains(&i64::from(hour)) || hours.contains(&(i64::from(hour) + 24))
    }

    /// First and last hour, the last one past 24 for a night.
    pub(crate) fn hours(self) -> (i64, i64) {
        match self {
            Self::Morning => (5, 12),
            Self::Afternoon => (12, 18),
            Self::Evening => (17, 23),
            Self::Night => (20, 30),
            Self::Daytime => (6, 18),
        }
    }
}

impl TimeUnit {
    /// From the code of the lexicon.
    pub(crate) fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "TS" => Self::Second,
            "TM" => Self::Minute,
            "TH" => Self::Hour,
            "D" => Self::Day,
            "WE" => Self::Weekend,
            "W" => Self::Week,
            "2W" => Self::Fortnight,
            "M" => Self::Month,
            "Q" => Self::Quarter,
            "Y" => Self::Year,
            "25Y" => Self::QuarterCentury,
            "DE" => Self::Decade,
            "CE" => Self::Century,
            "ML" => Self::Millennium,
            _ => return None,
        })
    }

    /// Months in it; 0 for units shorter than a month.
    pub(crate) fn months(self) -> i32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
            Self::QuarterCentury => 300,
            Self::Decade => 120,
            Self::Century => 1_200,
            Self::Millennium => 12_000,
            Self::Second
            | Self::Minute
            | Self::Hour
            | Self::Day
            | Self::Weekend
            | Self::Week
            | Self::Fortnight => 0,
        }
    }

    /// Days in it; 0 for units of months and of hours.
    pub(crate) fn days(self) -> i64 {
        match self {
            Self::Day => 1,
            Self::Week | Self::Weekend => 7,
            Self::Fortnight => 14,
            Self::Second
            | Self::Minute
            | Self::Hour
            | Self::Month
            | Self::Quarter
            | Self::Year
            | Self::QuarterCentury
            | Self::Decade
            | Self::Century
            | Self::Millennium => 0,
        }
    }

    /// The TIMEX3 length of `amount` of it.
    pub(crate) fn length(self, amount: Amount) -> SmolStr {
        let (prefix, letter, times) = match self {
            Self::Second => ("PT", "S", 1),
            Self::Minute => ("PT", "M", 1),
            Self::Hour => ("PT", "H", 1),
            Self::Day => ("P", "D", 1),
            Self::Weekend => ("P", "WE", 1),
            Self::Week => ("P", "W", 1),
            Self::Fortnight => ("P", "W", 2),
            Self::Month => ("P", "M", 1),
            Self::Quarter => ("P", "Q", 1),
            Self::Year => ("P", "Y", 1),
            Self::QuarterCentury => ("P", "Y", 25),
            Self::Decade => ("P", "DE", 1),
            Self::Century => ("P", "CE", 1),
            Self::Millennium => ("P", "ML", 1),
        };
        match amount {
            // Half a century is counted in years.
            Amount::Tenths(tenths)
                if matches!(self, Self::Decade | Self::Century) && tenths % 10 != 0 =>
            {
                Self::Year.length(Amount::Tenths(tenths.saturating_mul(self.months() / 12)))
            }
            Amount::Vague => format_smolstr!("{prefix}X{letter}"),
            Amount::Tenths(tenths) => {
                let tenths = tenths.saturating_mul(times);
                match tenths % 10 {
                    5 if self == Self::Hour && tenths == 5 => "PT30M".into(),
                    5 if self == Self::Hour => format_smolstr!("PT{}H30M", tenths / 10),
                    0 => format_smolstr!("{prefix}{}{letter}", tenths / 10),
                    rest => format_smolstr!("{prefix}{}.{rest}{letter}", tenths / 10),
                }
            }
        }
    }
}

impl Amount {
    /// A whole number of units, rounded down; `None` where vague.
    pub(crate) fn whole(self) -> Option<i32> {
        match self {
            Self::Tenths(tenths) => Some(tenths / 10),
            Self::Vague => None,
        }
    }

    /// Whole years in so many units: 50 in half a century; `None` where vague, and for units
    /// shorter than a year.
    pub(crate) fn years(self, unit: TimeUnit) -> Option<i32> {
        match self {
            Self::Tenths(tenths) if unit.months() >= 12 => {
                tenths.checked_mul(unit.months() / 12).map(|tenths| tenths / 10)
            }
            Self::Tenths(_) | Self::Vague => None,
        }
    }
}

/// The modifier of a TIMEX3 spelling.
pub(crate) fn modifier_from_word(word: &str) -> Option<Modifier> {
    use Modifier as M;
    let all = [
        M::Before,
        M::After,
        M::OnOrBefore,
        M::OnOrAfter,
        M::LessThan,
        M::MoreThan,
        M::EqualOrLess,
        M::EqualOrMore,
        M::Start,
        M::Mid,
        M::End,
        M::Approx,
    ];
    all.into_iter().find(|modifier| modifier.word() == word)
}
