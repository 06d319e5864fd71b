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
//! ```

use super::clause::Clauses;
use super::dating::first_time;
use super::head::Head;
use super::lexicon::Class;
use super::news;
use super::predicate::{Predicate, Tense};
use super::tagger::Tag;
use super::words::Word;
use crate::model::{Annotated, Sentence, Span, TimexType};

/// Lines of dates from which on a text is a chronicle: one alone is when it was written.
const MIN_DATES: usize = 2;

/// Words of a line without a verb, at least.
const MIN_WORDS: usize = 3;

/// Bytes of the mark of a list before the date with which a paragraph opens.
const LIST_MARK: u32 = 5;

/// Of each sentence the time mention that heads it; `None` for the dates themselves, for what stands under
/// none, and throughout where the text is no chronicle.
pub(super) fn headed(annotated: &Annotated) -> Vec<Option<usize>> {
    let mut headed = below_lines(annotated);
    let openings: Vec<(usize, usize)> = openings(annotated).collect();
    if MIN_DATES <= openings.len() {
        for (opens, date) in openings {
            let sentences = annotated.sentences.get(opens..).unwrap_or_default();
            let paragraph = sentences.first().map(|sentence| sentence.paragraph);
            let rest = sentences.iter().skip(1).take_while(|it| Some(it.paragraph) == paragraph);
            for headed in headed.iter_mut().skip(opens + 1).take(rest.count()) {
                *headed = Some(date);
            }
        }
    }
    headed
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
        let date = first_time(annotated, sentence.span);
        let mention = annotated.times.get(date).filter(|it| it.span.end <= sentence.span.end)?;
        let behind = Span { start: mention.span.end, end: sentence.span.end }.of(text);
        let has_mark =
            behind.trim_start().starts_with([':', '–', '—']) || behind.starts_with(" - ");
        let is_first = mention.span.start <= sentence.span.start + LIST_MARK;
        (is_first && has_mark && mention.when.is_some()).then_some((at, date))
    })
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
        is_body(at)
            && sentences.get(at).is_some_and(|it| {
                it.span.of(&annotated.document.text).ends_with(['.', '!', '?', '”', '"'])
            })
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

/// What a line under a date tells: its main clauses, or all of it where it has no verb.
pub(super) fn told(clauses: &Clauses<'_>) -> Vec<Head> {
    // "Has ruled since his father died".
    let says_since = (0..clauses.words.len()).any(|at| clauses.word_text(at) == "since");
    // "Nobody is hurt".
    let is_of_none = |it: &Predicate| {
        let mut subject = clauses.content_start(it.segment)..it.first;
        subject.any(|at| clauses.words.get(at).is_some_and(|word| word.has(Class::Negation)))
    };
    let is_deed = |it: &Predicate| {
        news::is_main(clauses, it)
            && !clauses.depends(it.segment)
            && !is_of_none(it)
            && !it.is_reporting()
            && (it.tense != Tense::Perfect || !says_since)
            && clauses.words.get(it.at).is_some_and(|word| !word.is_quoted)
            && matches!(it.tense, Tense::Past | Tense::Perfect | Tense::Present)
            && !it.is_negated
            && !it.is_stative()
            && !it.is_pluperfect(&clauses.words)
    };
    let has_subject = |it: &Predicate| clauses.content_start(it.segment) < it.first;
    let deeds = clauses.predicates.iter().enumerate().filter(|(_, it)| is_deed(it));
    let mut told: Vec<Head> = Vec::new();
    for (i, it) in deeds {
        if told.is_empty() || has_subject(it) {
            told.push(Head::Predicate(i));
        }
    }
    // "Halt of the talks, as the towns asked".
    if clauses.predicates.iter().all(|it| clauses.depends(it.segment)) && names_event(clauses) {
        told = vec![Head::Line];
    }
    told
}

/// "Talks between the two towns", "Opening of the new bridge".
fn names_event(clauses: &Clauses<'_>) -> bool {
    let words = clauses.words.iter().filter(|word| word.mark.is_none());
    let named = (1..clauses.words.len()).find(|&at| clauses.word_text(at) == "of");
    let is_noun = |word: &Word| word.is_plain() && word.tag == Tag::Noun;
    let is_of =
        named.is_some_and(|of| of <= MIN_WORDS && clauses.words.get(of - 1).is_some_and(is_noun));
    MIN_WORDS <= words.clone().count()
        && (is_of || words.clone().any(|word| word.has(Class::EventNoun)))
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::{check, document};
    use crate::events::{detect, headed};

    #[test]
    fn dates_below_names_head_no_chronicle() {
        check(
            "Ole Dahl\n# {2020-05-04|4 May 2020}\nThe Romans built better roads.\nAnn Holm\n\
             # {2020-05-05|5 May 2020}\nThe mayor sold the mill at Vik.\nKari Lie\n# {2020-05-06|6 May 2020}\nThe king left.",
            &[
                ("2022-10-30", "Romans built better roads"),
                ("2022-10-30", "Mayor sold the mill at Vik"),
                ("2022-10-30", "King left"),
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
}
