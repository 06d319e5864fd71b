//! The clock before each entry of a report that runs along: "0910 Rescuers reach the village."
//!
//! It is a label, as the bullet of an item is, and no part of the sentence.

use crate::model::Sentence;

/// Entries of a running report at least.
const LEAST_ENTRIES: usize = 4;
/// Entries at least whose clock cannot be a year: a chronicle may open its rows with years.
const LEAST_CLOCKS: usize = 2;

/// Lets the sentences of a running report begin behind their clocks.
pub(super) fn drop_clocks(text: &str, sentences: &mut [Sentence]) {
    let entries = |sentences: &[Sentence]| {
        let clocks = sentences.iter().filter_map(|it| clock(it.span.of(text)));
        clocks.fold((0, 0), |(all, sure), clock| (all + 1, sure + usize::from(!is_year(clock))))
    };
    let (all, sure) = entries(sentences);
    if all < LEAST_ENTRIES || sure < LEAST_CLOCKS {
        return;
    }
    for sentence in sentences {
        if clock(sentence.span.of(text)).is_some() {
            sentence.span.start += CLOCK_BYTES;
        }
    }
}

/// Bytes of a clock with the space behind it.
const CLOCK_BYTES: u32 = 5;

/// The clock that a sentence opens with, as in "2153 The".
fn clock(sentence: &str) -> Option<u16> {
    let (digits, rest) = sentence.split_at_checked(4)?;
    let mut rest = rest.strip_prefix(' ')?.chars();
    let opens = rest.next().is_some_and(|c| c.is_uppercase() || matches!(c, '“' | '"' | '‘'));
    let is_clock = digits.bytes().all(|byte| byte.is_ascii_digit());
    let clock: u16 = digits.parse().ok().filter(|_| is_clock && opens)?;
    (clock / 100 < 24 && clock % 100 < 60).then_some(clock)
}

fn is_year(clock: u16) -> bool {
    (1000..2100).contains(&clock)
}

#[cfg(test)]
mod tests {
    use crate::model::Document;

    #[track_caller]
    fn check(lines: &[&str], opens: &str) {
        let document = Document::of_text("a", &lines.join("\n\n"));
        let sentences = crate::text::sentences(&document);
        let last = sentences.last().unwrap().span.of(&document.text).to_owned();
        assert!(last.starts_with(opens), "{last}");
    }

    #[test]
    fn the_clock_of_a_running_report_is_no_part_of_its_entry() {
        let entry = "Keller says that the dam holds.";
        let lines = ["0910", "1105", "1400", "2215"].map(|clock| format!("{clock} {entry}"));
        check(&lines.each_ref().map(String::as_str), "Keller");
    }

    #[test]
    fn the_year_of_a_row_stays() {
        let lines = ["1910", "1915", "1918", "2004"].map(|year| format!("{year} Keller is born."));
        check(&lines.each_ref().map(String::as_str), "2004");
    }
}
