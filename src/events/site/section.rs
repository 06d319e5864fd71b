//! Sections under the name of a place: "Norway, the first years".

use super::Ranked;
use super::described::names_in;
use crate::events::words::lexicon::ENGLISH;
use crate::model::{Annotated, Sentence, Span, Via};

/// Words at the head of a section that may name who or what it is about.
const OPENING: usize = 5;

/// The headings of a document by the numbers of their sentences, in order.
#[derive(Clone, Debug, Default)]
pub(in crate::events) struct Headings(Vec<usize>);

impl Headings {
    pub(in crate::events) fn of(annotated: &Annotated) -> Self {
        let sentences = annotated.sentences.iter().enumerate();
        Self(sentences.filter(|(_, it)| is_heading(it)).map(|(at, _)| at).collect())
    }
}

/// The place that the heading of a sentence opens with, in a document that goes from place to place, or that is all
/// of it: "Norway, the first years". None for the title of the document, and none where the section goes on with a
/// person or a thing of that name.
pub(super) fn of_heading(annotated: &Annotated, number: usize, all: &Headings) -> Vec<Ranked> {
    let above = all.0.partition_point(|&at| at < number);
    let told = above.checked_sub(1).and_then(|last| all.0.get(last).copied());
    let own = told.and_then(|at| Some((at, annotated.sentences.get(at)?)));
    let Some((at, own)) = own else { return Vec::new() };
    let body = annotated.sentences.iter().position(is_text).unwrap_or(at);
    let first = all.0.first().copied();
    // "# Travels", "## Norway": the second of two without a text between them.
    let is_first_section = at < body && first != Some(at);
    if at < body && !is_first_section {
        return Vec::new();
    }
    let Some(found) = headed_by(annotated, own.span) else { return Vec::new() };
    if is_of_person_or_thing(annotated, at) {
        return Vec::new();
    }
    let end = annotated.places.get(found.mention).map_or(0, |it| it.span.end);
    let is_all = !has_letters(annotated, Span { start: end, ..own.span });
    let others = all.0.iter().filter(|&&at| first != Some(at));
    let mut others = others.filter_map(|&at| annotated.sentences.get(at));
    let goes_on = others
        .any(|it| headed_by(annotated, it.span).is_some_and(|other| other.place != found.place));
    if goes_on || is_all && !is_first_section { vec![found] } else { Vec::new() }
}

fn is_heading(sentence: &Sentence) -> bool {
    sentence.is_heading && !sentence.in_chrome
}

fn is_text(sentence: &Sentence) -> bool {
    !sentence.is_heading && !sentence.in_chrome
}

/// The place that a heading opens with, but for a number; none where it goes on with a noun or a verb: "Turkey with
/// plums", "France Telecom", "Jordan retires".
fn headed_by(annotated: &Annotated, heading: Span) -> Option<Ranked> {
    let first = names_in(annotated, heading, Via::is_name).into_iter().next()?;
    let place = annotated.places.get(first.mention)?.span;
    let behind = Span { start: place.end, ..heading }.of(&annotated.document.text);
    let opens = !has_letters(annotated, Span { end: place.start, ..heading });
    let next = behind.split_whitespace().next().unwrap_or_default();
    let is_apart =
        !next.starts_with(char::is_alphabetic) || ENGLISH.phrase_len("joins_heading", [next]) > 0;
    (opens && is_apart && !behind.starts_with(['\'', '’'])).then_some(first)
}

/// "She was born", "The band was formed": whether the section below a heading is about somebody or something that
/// only bears the name of a place.
fn is_of_person_or_thing(annotated: &Annotated, heading: usize) -> bool {
    let below = annotated.sentences.iter().skip(heading + 1);
    let Some(first) = below.into_iter().find(|it| is_text(it)) else { return false };
    let text = first.span.of(&annotated.document.text).to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.take(OPENING).collect();
    let is_listed = |list: &str, word: &str| ENGLISH.phrase_len(list, [word]) > 0;
    words.iter().any(|word| matches!(*word, "he" | "she" | "his" | "her"))
        || words.windows(3).any(|of| match of {
            ["the", thing, _] => is_listed("bears_name", thing),
            ["it", "was" | "is", deed] => is_listed("makes_thing", deed),
            _ => false,
        })
}

fn has_letters(annotated: &Annotated, span: Span) -> bool {
    span.of(&annotated.document.text).contains(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check_places;

    const ABOUT: &str = "# A history\nBanks grew in <IT|Italy>, and <IT|Italy> was rich.";
    const TOLD: &str = "A bank opened in {1990|1990}.";

    #[test]
    fn a_section_under_a_place_tells_of_it() {
        check_places(&format!("{ABOUT}\n# <SE|Sweden>\n{TOLD}"), "SE");
        check_places(&format!("{ABOUT}\n# <SE|Sweden> talks\n{TOLD}"), "IT");
        let next = format!("# <NO|Norway> at last\n{TOLD}");
        check_places(&format!("{ABOUT}\n# <SE|Sweden> at first\nIt rained.\n{next}"), "NO");
        check_places(&format!("{ABOUT}\n# <SE|Sweden>\nIt rained.\n# The end\n{TOLD}"), "IT");
    }

    #[test]
    fn the_first_section_may_follow_the_title() {
        let next = "# <NO|Norway>\nIt rained.";
        check_places(&format!("# Travels\n# <SE|Sweden>\n{TOLD}\n{next}"), "SE");
        check_places(&format!("# <SE|Sweden>\n{TOLD}\n{next}"), "");
    }

    #[test]
    fn a_section_on_a_person_or_a_thing_is_not_at_its_name() {
        let under = |told: &str| format!("{ABOUT}\n# <SE|Sweden>\n{told} in {{1990|1990}}.");
        check_places(&under("She was born"), "IT");
        check_places(&under("The album was sold"), "IT");
        check_places(&under("It was recorded"), "IT");
        check_places(&under("It was raided"), "SE");
        check_places(&format!("{ABOUT}\n# <SE|Sweden> Telecom\n{TOLD}"), "IT");
        let next = format!("# <NO|Norway> with plums\n{TOLD}");
        check_places(&format!("{ABOUT}\n# <SE|Sweden>\nIt rained.\n{next}"), "IT");
    }
}
