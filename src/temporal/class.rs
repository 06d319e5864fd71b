//! The word classes that the program itself asks for, numbered before any other.
//!
//! Most classes are known to the rules alone. Those that a meaning or a check reads have a name here,
//! so that asking costs a comparison of numbers and a misspelt name does not compile.

use crate::phrase::lexicon::{ClassId, Lexicon};

macro_rules! classes {
    ($($id:ident = $name:literal,)+) => {
        const NAMES: &[&str] = &[$($name,)+];
        $(pub(super) const $id: ClassId = numbered($name);)+
    };
}

/// The place of a name in the list below, worked out by the compiler.
const fn numbered(name: &str) -> ClassId {
    let mut number = 0;
    while number < NAMES.len() {
        if is_same(NAMES[number].as_bytes(), name.as_bytes()) {
            break;
        }
        number += 1;
    }
    ClassId(number as u16)
}

const fn is_same(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

classes! {
    ANYWAR = "anywar",
    CLOCK = "clock",
    CLOCK_DOT = "clockdot",
    CLOCK_DIGITS = "clock4",
    CLOCK_ZERO = "clock0",
    DAY = "day",
    DAYORD = "dayord",
    DECADE = "decade",
    DECADE2 = "decade2",
    DECADE3 = "decade3",
    DMY = "dmy",
    HOLIDAY = "holiday",
    HOUR = "hour",
    HOUR_AMPM = "hourampm",
    ISO = "iso",
    ISO_TIME = "isotime",
    MONTH_YEAR = "my",
    COUNT = "n",
    NAMED = "named",
    NAMED_CLAUSE = "namedclause",
    ORDINAL = "ordinal",
    SMALLYEAR = "smallyear",
    YEAR = "year",
    YEAR2 = "yr2",
    YEAR1 = "yr1",
    AD = "ad",
    AFTER = "after",
    STARTWORD = "startword",
    ENDWORD = "endword",
    ONEPLANS = "oneplans",
    MAKE = "make",
    FROMTHEN = "fromthen",
    SHORTLY = "shortly",
    INWORD = "inword",
    AFTERREL = "afterrel",
    AFTERWORD = "afterword",
    AGO = "ago",
    ANCIENTLEAD = "ancientlead",
    AMPM = "ampm",
    ANDWORD = "andword",
    ANNIVERSARY = "anniversary",
    APPROX = "approx",
    ARTICLE = "a",
    BC = "bc",
    BEYOND = "beyond",
    BEFORE = "before",
    BEFOREREL = "beforerel",
    BEFOREWORD = "beforeword",
    BEGINNING = "beginning",
    BEPRESENT = "bepresent",
    BETWEEN = "between",
    BUTWORD = "butword",
    BY = "by",
    CAMPAIGN = "campaign",
    CARDINAL = "cardinal",
    CENTURYWORD = "centuryword",
    CLOCKDAY = "clockday",
    CLOCKLEAD = "clocklead",
    CLOCKSHORT = "clockshort",
    CLOCKTURN = "clockturn",
    CLOCKUNTIL = "clockuntil",
    COUNTED = "counted",
    CROWD = "crowd",
    DAYLEAD = "daylead",
    DAYMARK = "daymark",
    DAYPART = "daypart",
    DAYPARTS = "dayparts",
    DAYSWORD = "daysword",
    DECADEUNIT = "decadeunit",
    DAYWORD = "dayword",
    DECADEWORD = "decadeword",
    DEICTIC = "deictic",
    DET = "det",
    EARLIER = "earlier",
    EARLIERIN = "earlierin",
    ELAPSEDVERB = "elapsedverb",
    EXPECTED = "expected",
    FALLSEASON = "fallseason",
    FLASHBACK = "flashback",
    FORESEEN = "foreseen",
    FORMERSTATE = "formerstate",
    FREQUENCY = "frequency",
    FROMDAY = "fromday",
    FUNCTIONWORD = "functionword",
    HALFOF = "halfof",
    HASPAST = "haspast",
    HCODE = "hcode",
    HENCE = "hence",
    HOURTURN = "hourturn",
    ITISNOW = "itisnow",
    LABEL = "label",
    LASTREL = "lastrel",
    LASTWORD = "lastword",
    LATEST = "latest",
    LATERIN = "laterin",
    LENGTHLEAD = "lengthlead",
    LENGTHTAIL = "lengthtail",
    LESS = "less",
    MANYDOERS = "manydoers",
    MEASURED = "measured",
    MODAL = "modal",
    MILLENNIUMWORD = "millenniumword",
    MONTH = "month",
    MONTHWORD = "monthword",
    MORE = "more",
    CLAUSELEAD = "clauselead",
    BEGINNINGOF = "beginningof",
    BEGUN = "begun",
    EDGEDAYS = "edgedays",
    ENDED = "ended",
    ENDOF = "endof",
    NAMEDLEAD = "namedlead",
    NAMED_STATE = "namedstate",
    NAMEOFMONTH = "nameofmonth",
    NEXTREL = "nextrel",
    NOON = "noon",
    NOONTURN = "noonturn",
    NOTBEFORE = "notbefore",
    NUMBERLEAD = "numberlead",
    ODDWORD = "oddword",
    OCLOCK = "oclock",
    OLDSTYLE = "oldstyle",
    OLDWORLD = "oldworld",
    OPEN = "open",
    ORDWORD = "ordword",
    ORWORD = "orword",
    PRONOUN = "pronoun",
    FORWORD = "forword",
    AHEADOF = "aheadof",
    DURING = "during",
    RELATIVE = "relative",
    PAPER = "paper",
    PARTADJ = "partadj",
    PARTLEAD = "partlead",
    PARTNOUN = "partnoun",
    PAST = "past",
    PASTWORD = "pastword",
    PERHAPS = "perhaps",
    PERIODICAL = "periodical",
    PLANVERB = "planverb",
    PLUPERFECT = "pluperfect",
    POSSESSIVE = "possessive",
    PRESENT = "present",
    PRICED = "priced",
    PRESENTVERB = "presentverb",
    QCODE = "qcode",
    QUARTER = "quarter",
    RANGETO = "rangeto",
    RESOLVEDTO = "resolvedto",
    RITE = "rite",
    ROMAN = "roman",
    SAID = "said",
    SAMEREL = "samerel",
    SCALE = "scale",
    SCHEDULE = "schedule",
    SEASON = "season",
    SEASONS = "seasons",
    SCHEDULED = "scheduled",
    SEASONTHING = "seasonthing",
    SINCE = "since",
    SINCEWORD = "sinceword",
    SPOKENLEAD = "spokenlead",
    THIRDPART = "thirdpart",
    THISREL = "thisrel",
    TIMEPREP = "timeprep",
    TONIGHT = "tonight",
    TURNOF = "turnof",
    UNFINISHED = "unfinished",
    UNIT = "unit",
    UNITS = "units",
    UNTILWORD = "untilword",
    VAGUE = "vague",
    WARWORD = "warword",
    WEEK = "week",
    WEEKDAY = "weekday",
    WEEKDAYS = "weekdays",
    WEEKEND = "weekend",
    WILL = "will",
    WITHINPREP = "withinprep",
    YEARLEAD = "yearlead",
    YEARWORD = "yearword",
    ZONE = "zone",
}

/// How many are computed from figures or come from `named.toml`: the first ones.
const COMPUTED: usize = 25;

/// Numbers the classes in a new lexicon.
pub(super) fn number(lexicon: &mut Lexicon) {
    for name in NAMES {
        lexicon.class(name);
    }
}

/// The first class that the lexicon gives no form: a name that words and program do not share.
pub(super) fn without_forms(lexicon: &Lexicon) -> Option<&'static str> {
    let listed = NAMES.iter().skip(COMPUTED).copied();
    listed
        .into_iter()
        .find(|name| lexicon.find_class(name).is_none_or(|class| !lexicon.is_filled(class)))
}
