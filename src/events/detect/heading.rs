//! What headings tell.

use super::{Date, Reader};
use crate::events::bind;
use crate::events::clause::Clauses;
use crate::events::clause::head::Head;
use crate::events::dating::Dated;
use crate::events::predicate::{Predicate, Tense};
use crate::events::title::{self, Title};
use crate::events::words::Word;
use crate::events::words::lexicon::{Class, ENGLISH};
use crate::events::words::tagger::Tag;
use crate::model::{Factuality, Granularity, Resolution, TimeMention};

impl Reader<'_> {
    /// The first heading of a news item is told for its day; others only name what follows.
    pub(super) fn heading(&mut self, number: usize, clauses: &Clauses<'_>) {
        let is_first = self.annotated.sentences.iter().take(number).all(|s| s.in_chrome);
        let has_date = clauses.words.iter().any(|word| word.time.is_some());
        if has_date {
            self.dated_heading(number, clauses);
        }
        let (head, factuality) = match clauses.predicates.first() {
            Some(it) if !it.is_copula && matches!(it.tense, Tense::Past | Tense::Present) => {
                (Head::Predicate(0), Factuality::Happened)
            }
            None if announces(clauses) => (Head::Line, Factuality::Planned),
            _ => return,
        };
        let Some(news) = self.news.as_ref().filter(|_| is_first && !has_date) else { return };
        let when = news.headline(clauses);
        let text = title::headline(clauses);
        let title = Title { text, clause: 0..clauses.words.len(), is_bare: false };
        let date = Date::of_document(Dated::At(when), 0.5);
        self.record(number, clauses, head, title, date, factuality);
    }

    /// "Birth of a Nation (1915)" heads what is told of a film: whether the text below a heading tells of its year, or
    /// of its event as such, and of no work.
    fn goes_on(&self, number: usize, time: usize, event: Option<&str>) -> bool {
        let text = &self.annotated.document.text;
        let Some(heading) = self.annotated.sentences.get(number) else { return false };
        let below = self.annotated.sentences.iter().skip(number + 1).filter(|it| !it.is_heading);
        let mut below = below.map(|it| it.span.of(text));
        let words = |it: &'_ str| -> Vec<String> {
            let parts = it.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty());
            parts.map(str::to_owned).collect()
        };
        let first = below.clone().next().map_or_else(Vec::new, words);
        if first.iter().any(|it| ENGLISH.phrase_len("work_of_art", [it.as_str()]) > 0) {
            return false;
        }
        let own = self.annotated.times.get(time).filter(|it| is_precise(it));
        let bounds = own.and_then(|it| it.when.as_ref()).map(|it| it.bounds);
        let is_same = |it: &TimeMention| {
            let when = it.when.as_ref().map(|it| it.bounds);
            heading.span.end <= it.span.start
                && bounds.zip(when).is_some_and(|(own, it)| own.contains(it))
        };
        let event = event.map(str::to_lowercase);
        let is_named = |it: &str| words(it).iter().any(|word| Some(word) == event.as_ref());
        self.annotated.times.iter().any(is_same) || below.any(is_named)
    }

    /// "Siege of Oslo (1990)", "1962 Court Drew Border": a heading that says when something was.
    fn dated_heading(&mut self, number: usize, clauses: &Clauses<'_>) {
        for binding in bind::bindings(self.annotated, clauses) {
            let mention = self.annotated.times.get(binding.time);
            let is_stated = mention.is_some_and(|it| it.resolution == Resolution::Explicit);
            let is_told = match binding.head {
                Head::Noun(noun) => {
                    names_event(clauses, noun, binding.time)
                        && self.goes_on(number, binding.time, Some(clauses.word_text(noun)))
                }
                Head::Predicate(i) => {
                    clauses.predicates.get(i).is_some_and(|it| tells(clauses, it))
                        && (is_apart(clauses, binding.time)
                            || self.goes_on(number, binding.time, None))
                }
                Head::Participle(_) | Head::Aside(_) | Head::Gap(_) | Head::Line => false,
            };
            if is_stated && is_told {
                self.bound(number, clauses, binding);
            }
        }
    }
}

/// "On 4 May 1990, Norway Sold": a date with a mark behind it describes no noun.
fn is_apart(clauses: &Clauses<'_>, time: usize) -> bool {
    let date = clauses.word_of_time(time);
    date.is_some_and(|date| clauses.words.get(date + 1).is_some_and(|next| next.mark.is_some()))
}

/// Whether a time is a year or less: "the 1950s" say what a thing is like.
fn is_precise(mention: &TimeMention) -> bool {
    mention.when.as_ref().is_some_and(|when| when.granularity <= Granularity::Year)
}

/// "1962 Court Drew Border", but not "Why the 1905 treaty failed" or "Where did it end in 1990?".
fn tells(clauses: &Clauses<'_>, predicate: &Predicate) -> bool {
    let is_dated = clauses.words.iter().take(2).any(|word| word.time.is_some());
    is_dated
        && predicate.tense == Tense::Past
        && !predicate.is_copula
        && !predicate.is_reporting()
        && !asks(clauses)
}

/// "Siege of Oslo (1990)", "2001 insurgency in Wales": no more than an event, with its date at either end.
fn names_event(clauses: &Clauses<'_>, noun: usize, time: usize) -> bool {
    let word = |at: usize| clauses.words.get(at);
    let Some(date) = clauses.word_of_time(time) else { return false };
    let is_mark = |at: usize| word(at).is_some_and(|it| it.mark.is_some());
    let is_end = date == 0 || (date + 1..clauses.words.len()).all(is_mark);
    let joins = |it: &Word| it.is_preposition() || it.is_plain() && it.has(Class::Coordinator);
    let is_led = (0..noun).any(|at| word(at).is_some_and(|it| joins(it) || it.tag.is_verb()));
    let goes_on = word(noun + 1)
        .is_none_or(|it| it.mark.is_some() || it.time.is_some() || it.is_preposition());
    let is_pair = (noun..clauses.words.len())
        .any(|at| word(at).is_some_and(|it| it.is_plain() && it.has(Class::Coordinator)))
        && clauses.word_text(noun + 1) != "between";
    is_end && !is_led && goes_on && !is_pair && !asks(clauses) && clauses.predicates.is_empty()
}

fn asks(clauses: &Clauses<'_>) -> bool {
    clauses.words.iter().any(|word| word.mark == Some('?'))
}

/// "Norway to buy twenty ships": a headline of what is to be done.
fn announces(clauses: &Clauses<'_>) -> bool {
    let is_verb = |at: usize| clauses.words.get(at).is_some_and(|word| word.tag == Tag::Base);
    (1..clauses.words.len()).any(|at| clauses.word_text(at) == "to" && is_verb(at + 1))
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check;

    #[test]
    fn a_heading_that_says_when_tells_its_event() {
        check(
            "# Siege of <NO|Bergen> ({1905|1905})\n\nThe siege was long.",
            &[("1905", "Siege of Bergen")],
        );
        check(
            "# {1905|1905} Court Moved the Border of <NO|Norway>\n\nIt ruled in {1905-05|May 1905}.",
            &[("1905", "Court Moved the Border of Norway")],
        );
    }

    #[test]
    fn the_name_of_a_work_tells_nothing() {
        check("# Birth of a Nation ({1915|1915})\n\nThe film was long.", &[]);
        check("# Murder on the Night Ferry ({1934|1934})\n\nA man boards a ship.", &[]);
        check("# {195X|1950s} Star Died Alone\n\nShe lived in a small house.", &[]);
    }

    #[test]
    fn a_heading_that_asks_tells_nothing() {
        check("# Where were you when the siege of <NO|Bergen> ended in {1905|1905}?", &[]);
    }
}
