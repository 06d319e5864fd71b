//! Lines that are nothing but a date head what stands below them, up to the next one; dates with which
//! paragraphs open head the rest of these.
//!
//! ```text
//!  12 May 1994                            ← heads two lines
//!  The harbour is closed
//!  Talks between the two towns
//!  3 June 1994                            ← heads the next
//!
//!  4 July – Talks begin. Crowds gather.   ← heads the second sentence
//!
//!  12 May 2020                            ← heads the title of a post, and what says the same again
//!  Council backs bridge
//!  The council backed the bridge. It was founded by two brothers.
//! ```

use crate::events::dating::first_time;
use crate::events::words::lexicon::{Class, ENGLISH};
use crate::model::{
    Annotated, Dct, DctMethod, Granularity, Resolution, Sentence, Span, TimeMention, TimexType,
};
use crate::phrase::stem::stem;

/// Lines of dates from which on a text is a chronicle: one alone is when it was written.
pub(super) const MIN_DATES: usize = 2;

/// Bytes of the mark of a list before the date with which a paragraph opens.
const LIST_MARK: u32 = 5;

/// Words that a sentence of a post shares with its title, from which on it says the same again.
const SAME_WORDS: usize = 2;

/// Sentences of an entry, up to which all of it tells of its day.
const SHORT_ENTRY: usize = 3;

/// Sentences of the text of a post, up to which all of it tells of its day.
const SHORT_POST: usize = 4;

/// A date that heads a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Under {
    /// The time mention.
    pub(crate) time: usize,
    /// How near to the date the sentence stands.
    pub(crate) rank: Rank,
}

/// How near a sentence stands to the date that heads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rank {
    /// It opens a line: it tells of the date.
    First,
    /// It goes on with what is short, and tells of one thing.
    Second,
    /// It goes on about it: what it tells as past was about then.
    Later,
    /// It says the title of a post again.
    Again,
    /// It is the title of a post.
    Title,
    /// It is of the long text of a post, which tells of about then.
    Body,
}

/// Of each sentence the date that heads it; `None` for the dates themselves, for what stands under
/// none, and throughout where the text is no chronicle.
pub(crate) fn headed(annotated: &Annotated) -> Vec<Option<Under>> {
    let below = below_lines(annotated);
    let mut headed = ranked(annotated, &below);
    let openings: Vec<(usize, usize)> = openings(annotated).collect();
    if MIN_DATES <= openings.len() {
        for (opens, date) in openings {
            let sentences = annotated.sentences.get(opens..).unwrap_or_default();
            let paragraph = sentences.first().map(|sentence| sentence.paragraph);
            let rest = sentences.iter().skip(1).take_while(|it| Some(it.paragraph) == paragraph);
            let rest = rest.count();
            let rank = if rest < SHORT_ENTRY { Rank::Second } else { Rank::Later };
            let rest = headed.iter_mut().skip(opens + 1).take(rest);
            rest.for_each(|headed| *headed = Some(Under { time: date, rank }));
        }
    }
    headed
}

/// Whether the document's date was read off the first of the dates that head its lines: of when it was written
/// that says nothing.
pub(crate) fn is_of_head(annotated: &Annotated, dct: &Dct, headed: &[Option<Under>]) -> bool {
    let first = headed.iter().flatten().next().and_then(|head| annotated.times.get(head.time));
    let is_first = first.and_then(|it| it.when.as_ref()).is_some_and(|it| *it == dct.when);
    is_first && dct.method == DctMethod::Dateline
}

/// Of each sentence below a date how it stands to it. Where titles stand below most dates, and running text below
/// these, they are posts, whose text is of the day only where it is short.
fn ranked(annotated: &Annotated, below: &[Option<usize>]) -> Vec<Option<Under>> {
    let sentences = &annotated.sentences;
    let text: &str = &annotated.document.text;
    let opens_line = |at: usize| {
        let paragraph = |at: usize| sentences.get(at).map(|it| it.paragraph);
        at == 0 || paragraph(at) != paragraph(at - 1) || below.get(at) != below.get(at - 1)
    };
    let runs_on = |at: usize| sentences.get(at).is_some_and(|it| runs_on(*it, text));
    let opens_entry = |at: usize| {
        below.get(at).is_some_and(Option::is_some)
            && (at == 0 || below.get(at) != below.get(at - 1))
    };
    let entries = (0..below.len()).filter(|&at| opens_entry(at)).count();
    let is_post = |at: usize| {
        opens_entry(at)
            && !runs_on(at)
            && !sentences.get(at).is_some_and(|it| is_name(it.span.of(text)))
            && below.get(at) == below.get(at + 1)
            && runs_on(at + 1)
    };
    let entry_len =
        |at: usize| below.iter().skip(at).take_while(|it| below.get(at) == Some(it)).count();
    let is_of_days = (0..below.len()).filter(|&at| is_post(at)).filter(|&at| {
        let head = below.get(at).copied().flatten().and_then(|date| annotated.times.get(date));
        head.and_then(|it| it.when.as_ref()).is_some_and(|it| it.granularity <= Granularity::Day)
    });
    let are_posts = entries < 2 * is_of_days.count();
    let (mut opens, mut title, mut is_short) = (0, None, false);
    let mut ranked = Vec::with_capacity(below.len());
    for (at, &date) in below.iter().enumerate() {
        if opens_line(at) {
            opens = at;
        }
        if opens_entry(at) {
            title = (are_posts && is_post(at)).then_some(at);
            is_short = entry_len(at) <= title.map_or(SHORT_ENTRY, |_| SHORT_POST + 1);
        }
        let rank = match title {
            Some(title) if title == at => Rank::Title,
            Some(_) if is_short => Rank::Second,
            Some(title) if says_again(annotated, title, at) => Rank::Again,
            Some(_) => Rank::Body,
            None if opens == at => Rank::First,
            None if is_short || opens + 1 == at && opens_line(at + 1) => Rank::Second,
            None => Rank::Later,
        };
        ranked.push(date.map(|time| Under { time, rank }));
    }
    ranked
}

/// Whether a sentence ends as running text does.
fn runs_on(sentence: Sentence, text: &str) -> bool {
    !sentence.in_chrome && sentence.span.of(text).ends_with(['.', '!', '?', '”', '"'])
}

/// "Berlin", "New York": whether a line is but a name.
fn is_name(line: &str) -> bool {
    const MOST_WORDS: usize = 3;
    let mut words = line.split_whitespace();
    words.clone().count() <= MOST_WORDS && words.all(|word| word.starts_with(char::is_uppercase))
}

/// Whether a sentence shares words with the title above it that say something.
fn says_again(annotated: &Annotated, title: usize, at: usize) -> bool {
    let stems = |at: usize| {
        let span = annotated.sentences.get(at).map_or(Span { start: 0, end: 0 }, |it| it.span);
        let words = span.of(&annotated.document.text).split(|c: char| !c.is_alphanumeric());
        let tells = |word: &&str| {
            let classes = ENGLISH.classes_in_any_case(word);
            3 < word.len()
                && !classes.has_any(&[Class::Trailing, Class::Determiner, Class::Pronoun])
        };
        words.filter(tells).map(|word| stem(&word.to_lowercase())).collect::<Vec<_>>()
    };
    let title = stems(title);
    let mut shared: Vec<String> = stems(at).into_iter().filter(|it| title.contains(it)).collect();
    shared.sort_unstable();
    shared.dedup();
    SAME_WORDS <= shared.len()
}

/// The sentences that open a paragraph with a date and a mark behind it, "4 July – ", "1991: ", and that date.
fn openings(annotated: &Annotated) -> impl Iterator<Item = (usize, usize)> {
    let text: &str = &annotated.document.text;
    let opens_paragraph = move |at: usize, paragraph: u32| {
        let before = at.checked_sub(1).and_then(|before| annotated.sentences.get(before));
        before.is_none_or(|before| before.paragraph != paragraph)
    };
    annotated.sentences.iter().enumerate().filter_map(move |(at, sentence)| {
        if sentence.in_chrome || sentence.is_heading || !opens_paragraph(at, sentence.paragraph) {
            return None;
        }
        let (date, mention) = opening_date(annotated, sentence.span)?;
        let behind = Span { start: mention.span.end, end: sentence.span.end }.of(text);
        let has_mark =
            behind.trim_start().starts_with([':', '–', '—']) || behind.starts_with(" - ");
        let first = annotated.times.get(first_time(annotated, sentence.span))?;
        let is_first = first.span.start <= sentence.span.start + LIST_MARK;
        (is_first && has_mark && mention.when.is_some()).then_some((at, date))
    })
}

/// The first date of a sentence, behind a weekday alone: "Monday 3 June 2024".
fn opening_date(annotated: &Annotated, sentence: Span) -> Option<(usize, &TimeMention)> {
    let mut times = annotated.times.iter().enumerate().skip(first_time(annotated, sentence));
    let is_inside = |it: &TimeMention| it.span.end <= sentence.end;
    let (at, first) = times.next().filter(|(_, it)| is_inside(it))?;
    let is_weekday = |it: &TimeMention| {
        it.resolution == Resolution::Weekday || it.timex.value.starts_with("XXXX-WXX-")
    };
    let follows = |it: &TimeMention| {
        let between = Span { start: first.span.end, end: it.span.start };
        is_inside(it) && between.of(&annotated.document.text).trim_matches([',', ' ']).is_empty()
    };
    match times.next() {
        Some((next, date)) if is_weekday(first) && follows(date) => Some((next, date)),
        _ => Some((at, first)),
    }
}

/// The dates of lines that head what stands below them.
fn below_lines(annotated: &Annotated) -> Vec<Option<usize>> {
    let sentences = &annotated.sentences;
    let dates: Vec<Option<usize>> =
        sentences.iter().map(|sentence| date_alone(annotated, *sentence)).collect();
    let is_date = |at: usize| dates.get(at).is_some_and(Option::is_some);
    let is_body = |at: usize| sentences.get(at).is_some_and(|it| !it.in_chrome) && !is_date(at);
    let heads = (0..sentences.len()).filter(|&at| is_date(at) && is_body(at + 1)).count();
    let mut headed = vec![None; sentences.len()];
    if heads < MIN_DATES {
        return headed;
    }
    let last = (0..sentences.len()).rev().find(|&at| is_date(at) || is_body(at));
    // A list of titles, or of what was said, has its dates below.
    let runs_on = |at: usize| {
        is_body(at) && sentences.get(at).is_some_and(|it| runs_on(*it, &annotated.document.text))
    };
    // "Ole Dahl", "Read more": the dates below are those of comments and teasers.
    let is_tag = |at: usize| {
        const MOST_WORDS: usize = 3;
        let text = sentences.get(at).map_or("", |it| it.span.of(&annotated.document.text));
        is_body(at) && !runs_on(at) && text.split_whitespace().count() <= MOST_WORDS
    };
    let tagged = (2..sentences.len()).filter(|&at| is_date(at) && is_tag(at - 1)).count();
    let first = (0..sentences.len()).find(|&at| is_date(at)).unwrap_or_default();
    let is_cut_off = || !(0..first).any(runs_on) && (first..sentences.len()).any(runs_on);
    if heads <= tagged * 2 || last.is_some_and(is_date) && !is_cut_off() {
        return headed;
    }
    let (mut head, mut opens) = (None, false);
    for (at, sentence) in sentences.iter().enumerate() {
        if let Some(&Some(date)) = dates.get(at) {
            (head, opens) = (Some(date), true);
            continue;
        }
        // "Abroad", or "2. 1995", right above the next date: the title of what follows.
        let is_numbered = is_date(at + 1)
            && sentence.span.of(&annotated.document.text).starts_with(|c: char| c.is_ascii_digit());
        if sentence.in_chrome || !opens && (sentence.is_heading || is_numbered) {
            head = None;
        }
        opens = false;
        if let Some(headed) = headed.get_mut(at) {
            *headed = head;
        }
    }
    headed
}

/// The date that a line consists of.
fn date_alone(annotated: &Annotated, sentence: Sentence) -> Option<usize> {
    let text: &str = &annotated.document.text;
    let first = first_time(annotated, sentence.span);
    let mut rest = sentence.span;
    let mut date = None;
    for (at, mention) in annotated.times.iter().enumerate().skip(first) {
        if sentence.span.end < mention.span.end {
            break;
        }
        let between = text.get(rest.start as usize..mention.span.start as usize)?;
        if sentence.in_chrome || between.contains(char::is_alphanumeric) {
            return None;
        }
        // "12 March 2019, 10:15" is when a post was written.
        if mention.timex.kind == TimexType::Time {
            return None;
        }
        date = date.or_else(|| (mention.when.is_some() || mention.range.is_some()).then_some(at));
        rest.start = mention.span.end;
    }
    let behind = rest.of(text);
    (!behind.contains(char::is_alphanumeric)).then_some(date).flatten()
}

#[cfg(test)]
mod tests {
    use crate::events::dating::headed;
    use crate::events::detect;
    use crate::events::fixture::{check, document, told};

    #[test]
    fn dates_below_names_head_no_chronicle() {
        check(
            "Ole Dahl\n# {2020-05-04|4 May 2020}\nThe Romans built better roads.\nAnn Holm\n\
             # {2020-05-05|5 May 2020}\nThe mayor sold the mill at Vik.\nKari Lie\n# {2020-05-06|6 May 2020}\nThe king left.",
            &[
                ("2022-10-30", "Romans built better roads"),
                ("2022-10-30", "Mayor sold the mill at Vik"),
            ],
        );
    }

    #[test]
    fn a_date_that_opens_a_paragraph_heads_the_rest_of_it() {
        check(
            "{1994-05-12|12 May}: Dahl closes the harbour. The army leaves Vik.\n\n{1994-06-03|3 June} – The mill at Lom burns down. \
             Nobody is hurt.",
            &[
                ("1994-05-12", "Dahl closes the harbour"),
                ("1994-05-12", "Army leaves Vik"),
                ("1994-06-03", "Mill at Lom burns down"),
            ],
        );
    }

    #[test]
    fn a_date_heads_what_stands_below_it() {
        check(
            "# {1994-05-12|12 May 1994}\n# The harbour is closed\nTalks of the two towns at Vik.\n\
             # {1994-06-03|3 June 1994}\nThe mill burned down. It was insured by Dahl. The owner signed the deal of {1991|1991}.",
            &[
                ("1994-05-12", "Harbour is closed"),
                ("1994-05-12", "Talks of the two towns at Vik"),
                ("1994-06-03", "Mill burned down"),
                ("1994-06-03", "It was insured by Dahl"),
                ("1994-06-03", "Owner signed the deal"),
            ],
        );
    }

    #[test]
    fn what_has_a_date_of_its_own_keeps_it() {
        check(
            "{1994-05-12|12 May 1994}\nThe harbour was closed.\n{1994-06-03|3 June 1994}\n\
             The mill, built in {1980|1980}, burned down. On {1994-06-05|5 June} the owner fled.",
            &[
                ("1994-05-12", "Harbour was closed"),
                ("1980", "Mill built"),
                ("1994-06-03", "Mill burned down"),
                ("1994-06-05", "Owner fled"),
            ],
        );
    }

    #[test]
    fn one_date_alone_or_dates_below_their_titles_head_nothing() {
        for marked in [
            "{1994-05-12|12 May 1994}\nThe harbour was closed.",
            "The harbour was closed\n{1994-05-12|12 May 1994}\nThe mill burned\n{1994-06-03|3 June 1994}",
        ] {
            assert!(
                headed::headed(&document(marked, None)).iter().all(Option::is_none),
                "{marked}"
            );
        }
    }

    #[test]
    fn the_title_of_the_next_part_is_not_of_the_date_above() {
        let marked = "{1994-05-12|12 May 1994}\nThe harbour was closed.\n# Protests of the year\n\
                      {1995-06-03|3 June 1995}\nThe mill burned down.";
        let told = detect(0, &document(marked, None));
        assert_eq!(told.len(), 2, "{told:?}");
    }

    #[test]
    fn what_a_line_goes_on_to_tell_was_about_then() {
        check(
            "{1994-05-12|12 May 1994}\nThe army left. Dahl was born at Lom. The king came. The mill closed.\n\
             {1900|1900}\nThe railway arrived. Since then the town has grown.",
            &[
                ("1994-05-12", "Army left"),
                ("", "Dahl born at Lom"),
                ("1994-05~", "King came"),
                ("1994-05~", "Mill closed"),
                ("1900", "Railway arrived"),
                ("1900/..", "Town has grown"),
            ],
        );
    }

    #[test]
    fn a_later_date_of_the_line_takes_over() {
        let marked = "{1940|1940} – War comes to Vik. The army leaves {1945|five years later}. The king came \
             back.\n{1950|1950} – The mill closes.";
        let dates: Vec<String> = told(marked).into_iter().map(|(date, _)| date).collect();
        assert_eq!(dates, ["1940", "1945", "1945", "1950"]);
    }

    #[test]
    fn the_text_of_a_post_is_not_of_its_day() {
        let marked = "{2020-05-12|12 May 2020}\nStrike ends at the mill\nThe strike at the mill ended. Dahl \
             founded the firm. The miners took the town. The king fled. The army left.\n\
             {2020-06-03|3 June 2020}\nFire at the port\nThe hall burned down.";
        let dates: Vec<String> = told(marked).into_iter().map(|(date, _)| date).collect();
        let about = ["2020-05~"; 5];
        assert_eq!(dates, [&["2020-05-12"][..], &about, &["2020-06-03"; 2]].concat());
    }

    #[test]
    fn an_entry_without_a_verb_names_what_happened() {
        check(
            "{2009-07-04|4 July 2009}. House searches.\n{2009-07-06|6 July 2009}. Second strike.\n{2009-07-07|7 July 2009}. Sunny day.\n\
             {2009-07-08|8 July 2009}. Dear John.\n{2009-07-09|9 July 2009}. Royal Albert Hall.\n{2009-07-10|10 July 2009}. Page 12.\n\
             {2009-07-11|11 July 2009}. Letter from Mary.\n{2009-07-12|12 July 2009}. Personal communication.",
            &[("2009-07-04", "House searches"), ("2009-07-06", "Second strike")],
        );
    }

    #[test]
    fn a_short_entry_is_of_its_day() {
        let of_days = |marked: &str| {
            let dates = told(marked).into_iter().map(|(date, _)| date);
            dates.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(
            of_days(
                "{1956-10-23|23 October 1956}\nThe miners marched to the hall. Police opened fire. Dahl joined \
                 the union.\n{1956-10-24|24 October 1956}\nThe army left."
            ),
            "1956-10-23 1956-10-23 1956-10-23 1956-10-24"
        );
        // Below a place there is no post.
        assert_eq!(
            of_days(
                "{1920-06-03|3 June 1920}\nVik\nA bomb killed nine men at the mill.\n{1920-06-07|7 June 1920}\nLom\n\
                 The mayor resigned. The king fled. The army left. The mill closed. The port burned. The hall fell."
            ),
            "1920-06-03 1920-06-07 1920-06~ 1920-06~ 1920-06~ 1920-06~ 1920-06~"
        );
    }

    #[test]
    fn a_look_back_does_not_lead_the_entry_there() {
        let of_years = |marked: &str| {
            let dates = told(marked).into_iter().map(|(date, _)| date);
            dates.collect::<Vec<_>>().join(" ")
        };
        for (entry, dates) in [
            (
                "The king returns to Vik. He had been freed in {1990|1990}. Dahl fled.",
                "1994 1990 1994",
            ),
            (
                "The king cut the ribbon of a mill burned in {1906|1906}. Dahl fled.",
                "1994 1906 1994",
            ),
            (
                "The king returns. He had lived at Lom since {1990/..|1990}. The army fled. Dahl left.",
                "1994 1990/.. 1994 1994",
            ),
        ] {
            let marked = format!("{{1994|1994}} – {entry}\n\n{{1999|1999}} – The mill closes.");
            assert_eq!(of_years(&marked), format!("{dates} 1999"), "{entry}");
        }
    }

    #[test]
    fn the_names_of_a_list_of_books_are_no_events() {
        let marked = "{2001-05|May 2001}\nDahl, Ann. The fall of the town. Oslo.\n{2003-06|June 2003}\nBerg, \
             Eva. The siege of Vik. London.";
        assert_eq!(told(marked), []);
    }
}
