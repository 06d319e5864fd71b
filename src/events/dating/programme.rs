//! Programmes: texts whose dates are those of what is to come.

use super::headed::{MIN_DATES, Under};
use crate::events::words::lexicon::{Class, ENGLISH};
use crate::model::Annotated;
use crate::model::calendar::DAY_SECS;

/// Days between the first and the last date of a programme, at most.
const PROGRAMME_DAYS: i64 = 400;

/// Whether the text before its first date calls itself a programme of what is to come, and its dates lie together.
pub(crate) fn is_programme(annotated: &Annotated, headed: &[Option<Under>]) -> bool {
    const MOST_WORDS: usize = 12;
    let text: &str = &annotated.document.text;
    let first = annotated.times.first().map_or(u32::MAX, |it| it.span.start);
    let titles = annotated.sentences.iter().filter(|it| !it.in_chrome && it.span.start < first);
    let mut titles = titles.take(MIN_DATES).map(|it| it.span.of(text));
    titles.any(|it| it.split_whitespace().count() <= MOST_WORDS && names_programme(it))
        && lie_together(annotated, headed)
}

/// "Programme of the fair", "Summer programme 2024", but not "History of the space program".
fn names_programme(title: &str) -> bool {
    let words: Vec<&str> = title.split(|c: char| c.is_whitespace() || ":,".contains(c)).collect();
    let rest = |at: usize| words.get(at..).unwrap_or_default().iter().copied();
    let len = |list: &str, at: usize| ENGLISH.phrase_len_in_any_case(list, rest(at));
    let is_of = |at: usize, class: Class| {
        words.get(at).is_some_and(|word| ENGLISH.classes_in_any_case(word).has(class))
    };
    let is_history = (0..words.len()).any(|at| len("history", at) > 0);
    let opens = usize::from(is_of(0, Class::Determiner));
    let is_head = |at: usize| {
        let len = len("programme", at);
        let is_number = |word: &str| word.chars().all(|c| !c.is_alphabetic());
        let is_last = rest(at + len).all(is_number);
        let is_inside = (0..at).any(|at| is_of(at, Class::Preposition));
        len > 0 && (at == opens || is_last && !is_inside)
    };
    !is_history && (0..words.len()).any(is_head)
}

/// Whether the dates that head what stands below them lie within about a year.
fn lie_together(annotated: &Annotated, headed: &[Option<Under>]) -> bool {
    let heads = headed.iter().flatten().filter_map(|head| annotated.times.get(head.time));
    let bounds = heads.filter_map(|it| it.when.as_ref().map(|when| when.bounds));
    let first = bounds.clone().filter_map(|it| it.earliest).min();
    let last = bounds.filter_map(|it| it.latest).max();
    first.zip(last).is_some_and(|(first, last)| last - first <= PROGRAMME_DAYS * DAY_SECS)
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::told;
    use crate::model::Factuality;

    #[test]
    fn a_programme_tells_what_is_to_come() {
        let entries = "{2024-06-03|3 June 2024}\nThe curator opens the hall.\n{2024-06-04|4 June 2024}\nThe \
             miners open the mill. Dahl led the navy and wrote a book.";
        let is_told = told(&format!("# Programme of the fair\n{entries}"));
        let planned = |day: &str| (day.to_owned(), Factuality::Planned);
        assert_eq!(
            is_told,
            [planned("2024-06-03"), planned("2024-06-04"), (String::new(), Factuality::Happened)]
        );
        for title in [
            "History of the fair",
            "Chronology of the nuclear program",
            "The food-for-work programme in Vik",
            "The building schedule of the hall",
            "Events at Vik Square",
        ] {
            let history = told(&format!("# {title}\n{entries}"));
            assert!(history.iter().all(|(_, it)| *it == Factuality::Happened), "{title}");
        }
        let years = "{1990-06-03|3 June 1990}\nThe curator opens the hall.\n{1992-06-04|4 June 1992}\nThe \
            miners open the mill.";
        let of_years = told(&format!("# Programme of the council\n{years}"));
        assert!(of_years.iter().all(|(_, it)| *it == Factuality::Happened), "{of_years:?}");
    }
}
