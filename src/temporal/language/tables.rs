//! What is known about how a language tells time, as it is packed: the build script writes it, the program
//! reads it.

use super::feast::Holiday;
use crate::model::{Date, Edtf};
use crate::phrase::grammar::Grammar;
use crate::phrase::lexicon::{Lexicon, Need, WordId};
use crate::phrase::rule::{self, named_by_rules};
use serde::{Deserialize, Serialize};

/// Everything that is known about how a language tells time.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Language {
    pub lexicon: Lexicon,
    pub grammar: Grammar,
    pub rules: Vec<Rule>,
    /// By number of word.
    pub words: Vec<WordNote>,
    /// By number of word that is needed but not by itself, the words of which one must stand in a sentence as well.
    pub beside: Vec<Vec<WordId>>,
    /// The word "of".
    pub of: WordId,
    pub named: Vec<Named>,
    pub holidays: Vec<Feast>,
    pub date_order: DateOrder,
    /// What the line of a picture names as its source.
    pub credits: Vec<String>,
    /// By what words somebody is asked: "you".
    pub asking: Vec<String>,
    /// With what words somebody answers: "I".
    pub answering: Vec<String>,
    /// The verbs of a question about the present: "do you live".
    pub asking_now: Vec<String>,
    /// Those of one that asks what was: "did you live".
    pub asking_then: Vec<String>,
    /// In a question of few words: it asks what came of what was told.
    pub asking_on: Vec<String>,
    /// What names as the doer somebody told of before: "she".
    pub doers: Vec<String>,
    /// What says that something is a later one of its kind: "again".
    pub anew: Vec<String>,
    /// With what such words begin: "re-".
    pub anew_beginnings: Vec<String>,
    /// What those do or are who look back on a day long gone by: "commemorated".
    pub looking_back: Vec<String>,
    /// What leads to that with which something is compared: "than".
    pub comparing: Vec<String>,
    /// What leads to a time "ago" that counts from the story: "as".
    pub likening_ago: Vec<String>,
    /// What the lines open with that agencies put below their news: "AP-NY-05-18-93".
    pub stamps: Vec<String>,
    /// What says that a picture is an old one.
    pub old_pictures: Vec<String>,
    pub endings: Endings,
}

/// A rule of time.
pub(crate) type Rule = rule::Rule<Meaning, Guard>;

/// What is known of a word by itself.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct WordNote {
    /// Whether some time expression needs it.
    pub need: Need,
    /// Whether it makes a sentence worth reading by itself.
    pub is_alone: bool,
    /// Whether it makes a number beside it worth reading: "5 pm", "480 BC".
    pub tells_numbers: bool,
    /// Whether it is a number or part of one.
    pub is_number: bool,
    /// Whether it begins a word for war.
    pub is_war: bool,
    /// Whether it tells of a beginning or an end.
    pub edge: Option<Edge>,
    /// Whether it begins any word or phrase of the lexicon.
    pub begins: bool,
    /// Whether it begins one with which a time expression may begin.
    pub opens: bool,
}

/// The beginning of something or its end, however it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Edge {
    Start,
    End,
}

/// A named period or event.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Named {
    pub name: String,
    pub edtf: Edtf,
    /// How many of its beginning and its end follow it in the list, as times of their own.
    pub edges: usize,
    pub is_day_one: bool,
    /// Words that show which war "the war" is.
    pub about: Vec<String>,
}

/// A holiday.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Feast {
    /// How its first day is found.
    pub day: Holiday,
    /// Its days, 1 for most.
    pub lasts: u8,
    /// The first year that keeps it on that day; `None` where every year does.
    pub since: Option<i32>,
}

impl Feast {
    /// Its first day in a year of the Gregorian calendar; `None` where the year has none, or where it is not known.
    pub(crate) fn in_year(&self, year: i32) -> Option<Date> {
        self.day.in_year(year).filter(|_| self.since.is_none_or(|since| since <= year))
    }
}

/// Order of day and month in `4/5/2022`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum DateOrder {
    /// April 5.
    MonthFirst,
    /// 4 May.
    DayFirst,
}

/// What a language writes right behind figures, and around figures that are a time of day.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Endings {
    /// "18th".
    pub ordinal: Vec<String>,
    /// "2d", "23d": behind a 2 or a 3.
    pub short_ordinal: Vec<String>,
    /// "FY2017", before the figures.
    pub fiscal: Vec<String>,
    /// "480BC", "1200AD".
    pub before_christ: Vec<String>,
    pub after_christ: Vec<String>,
    /// "The 1990s".
    pub decade: Vec<String>,
    /// "5am".
    pub morning: Vec<String>,
    /// "5pm".
    pub evening: Vec<String>,
    /// "05:30hrs".
    pub clock: Vec<String>,
    /// What leads to "1530 hours" where that is a time of day and no length.
    pub clock_lead: Vec<String>,
}

named_by_rules! {
    /// The meanings that a rule may name.
    Meaning {
        Calendar = "calendar",
        AncientYear = "ancient-year",
        Period = "period",
        LastQuarter = "last-quarter",
        NarrativePeriod = "narrative-period",
        NearbyPeriod = "nearby-period",
        Century = "century",
        TwoCenturies = "two-centuries",
        YearPair = "year-pair",
        Fiscal = "fiscal",
        WeekOf = "week-of",
        DayOf = "day-of",
        Deictic = "deictic",
        Daypart = "daypart",
        Offset = "offset",
        DeepTime = "deep-time",
        AgoOf = "ago-of",
        SameAgo = "same-ago",
        CountedPeriods = "counted-periods",
        WeekdayWeek = "weekday-week",
        EventOffset = "event-offset",
        WarDay = "war-day",
        Duration = "duration",
        ForPeriod = "for-period",
        Set = "set",
        Reference = "reference",
        SameTime = "same-time",
        Then = "then",
        Named = "named",
        Holiday = "holiday",
        DayRange = "day-range",
        YearRange = "year-range",
        ClockPair = "clock-pair",
        MonthRange = "month-range",
        OldStyle = "old-style",
    }
}

named_by_rules! {
    /// The guards that a rule may name.
    Guard {
        Clock = "clock",
        ClockDigits = "clockdigits",
        ClockDot = "clockdot",
        MonthDay = "monthday",
        Hour = "hour",
        AtHour = "athour",
        TimeOfDay = "timeofday",
        Offset = "offset",
        Closed = "closed",
        ClauseEnd = "clauseend",
        SameTime = "sametime",
        DayAlone = "dayalone",
        EntryDate = "entrydate",
        EntryDay = "entryday",
        CenturyAlone = "centuryalone",
        Deictic = "deictic",
        PartOfDay = "partofday",
        Year = "year",
        AncientYear = "ancientyear",
        AncientRange = "ancientrange",
        ShortDate = "shortdate",
        ShortYear = "shortyear",
        CircaYear = "circayear",
        BareWord = "bareword",
        Season = "season",
        Weekday = "weekday",
        DayPart = "daypart",
        Event = "event",
        SameDay = "sameday",
        Duration = "duration",
        Set = "set",
        Reference = "reference",
        Named = "named",
        NamedClause = "namedclause",
        Holiday = "holiday",
        YearRange = "yearrange",
        Decade = "decade",
        Quarter = "quarter",
        LastOf = "lastof",
        ForLength = "forlength",
        HourOfPart = "hourofpart",
        BareHour = "barehour",
        DeepTime = "deeptime",
    }
}
