//! Lines that say who wrote a text, where and when: "Malmo, 5 March 2015 (Agency)", "By Ann Jones, Malmo". Nothing
//! that they name is what the text is about.

use crate::events::words::lexicon::ENGLISH;
use crate::model::{Annotated, PlaceMention, Span};

/// Lines at the head of a text among which its title is looked for, at most.
const MAX_LINES: usize = 4;

/// Whether a place is named in a dateline or a byline.
pub(super) fn is_in_byline(annotated: &Annotated, mention: &PlaceMention) -> bool {
    let text: &str = &annotated.document.text;
    let start = text.get(..mention.span.start as usize).and_then(|it| it.rfind('\n'));
    let rest = text.get(start.map_or(0, |it| it + 1)..).unwrap_or_default();
    is_byline(annotated, rest.lines().next().unwrap_or_default().trim())
}

/// "By Ann Jones in Malmo, Sweden": whether a line says of a place that a text was written there.
pub(super) fn says_where(annotated: &Annotated, mention: &PlaceMention) -> bool {
    let before = annotated.document.text.get(..mention.span.start as usize).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.split_whitespace().any(|word| ENGLISH.phrase_len("host_in", [word]) > 0)
}

/// The first line of a text that is no dateline or byline; empty where the first lines are all such.
pub(super) fn first_line_behind(annotated: &Annotated) -> &str {
    let lines = annotated.document.text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.take(MAX_LINES).find(|line| !is_byline(annotated, line)).unwrap_or_default()
}

/// Where a line of a text begins, in bytes.
pub(super) fn offset(text: &str, line: &str) -> usize {
    (line.as_ptr() as usize).saturating_sub(text.as_ptr() as usize).min(text.len())
}

/// Whether a line holds nothing but places, a date, what stands in brackets, and names of agencies; or whom it
/// is by.
fn is_byline(annotated: &Annotated, line: &str) -> bool {
    let start = offset(&annotated.document.text, line);
    let line_span = Span::new(start, start + line.len());
    let is_within = |span: &Span| line_span.start <= span.start && span.end <= line_span.end;
    let places = annotated.places.iter().map(|it| it.span).filter(is_within);
    let told: Vec<Span> =
        places.chain(annotated.times.iter().map(|it| it.span).filter(is_within)).collect();
    // Most lines say so by their first word: the others are not looked at.
    let words = line.split_whitespace().scan(false, |is_bracketed, word| {
        *is_bracketed |= word.starts_with('(');
        let at = offset(&annotated.document.text, word) as u32;
        let bare = word.trim_matches(|it: char| !it.is_alphanumeric());
        let is_told = told.iter().any(|it| it.start <= at && at < it.end);
        let counts = !*is_bracketed && !is_told && !bare.is_empty();
        *is_bracketed &= !word.trim_end_matches([',', '.', ':', '-', '–', '—']).ends_with(')');
        Some(if counts { bare } else { "" })
    });
    let words = words.filter(|word| !word.is_empty());
    is_signed(line) || !told.is_empty() && are_agencies(words)
}

/// "By Ann Jones, Malmo".
fn is_signed(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let opens = words.next().is_some_and(|it| ENGLISH.phrase_len("byline", [it]) > 0);
    let is_name = |word: &str| {
        word.starts_with(|it: char| !it.is_lowercase())
            || ENGLISH.phrase_len("byline_joint", [word]) > 0
    };
    opens && words.all(is_name)
}

/// Whether words are names of agencies and papers, or nothing at all.
fn are_agencies<'a>(mut words: impl Iterator<Item = &'a str> + Clone) -> bool {
    while words.clone().next().is_some() {
        match ENGLISH.phrase_len_in_any_case("agency", words.clone()) {
            0 => return false,
            used => words.by_ref().take(used).for_each(drop),
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use crate::events::fixture;

    #[track_caller]
    fn check(line: &str, expected: bool) {
        let annotated = fixture::dated(&format!("{line}\nThe mill burned."));
        let behind = super::first_line_behind(&annotated);
        assert_eq!(behind == "The mill burned.", expected, "{line}");
        let is_in_byline = super::is_in_byline(&annotated, &annotated.places[0]);
        assert_eq!(is_in_byline, expected, "{line}");
    }

    #[test]
    fn where_a_text_was_written_is_no_title() {
        check("<SE|Malmo>, {2015-03-05|5 March 2015} (Wire)", true);
        check("<SE|Malmo> (Northern Wire)", true);
        check("Reuters, <SE|Malmo>", true);
        check("BBC News, <SE|Malmo>", true);
        check("By Ann Jones, <SE|Malmo>", true);
        check("By Ann Jones in <SE|Malmo>", true);
        check("<SE|Malmo>", true);
        check("The war for <SE|Malmo>", false);
        check("<SE|Malmo> burns", false);
        check("By rail to <SE|Malmo>", false);
        check("The fall of <SE|Malmo> (1940)", false);
    }
}
