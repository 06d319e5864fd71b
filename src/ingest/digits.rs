//! Digits of the Arabic script as those of the West.

use crate::model::Span;

/// A text with its Arabic and Persian digits as those of the West, letter for letter; `None` where it has
/// none.
pub(super) fn western(text: &str) -> Option<String> {
    // Each of them is two bytes, of which the first is one of these.
    let may_have = || memchr::memchr2(0xd9, 0xdb, text.as_bytes()).is_some();
    let has = may_have() && text.contains(|c| digit(c).is_some());
    has.then(|| text.chars().map(|c| digit(c).unwrap_or(c)).collect())
}

/// Leads spans of [`western`], in their order and apart, back to where the same letters stand in the text.
pub(super) fn lead_back<'a>(text: &str, spans: impl Iterator<Item = &'a mut Span>) {
    let mut letters = text.chars();
    let (mut western, mut at) = (0, 0);
    let mut place = |offset: u32| {
        while western < offset {
            let Some(letter) = letters.next() else { break };
            western += digit(letter).unwrap_or(letter).len_utf8() as u32;
            at += letter.len_utf8() as u32;
        }
        at
    };
    for span in spans {
        *span = Span { start: place(span.start), end: place(span.end) };
    }
}

fn digit(c: char) -> Option<char> {
    let first = match c {
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6f0}'..='\u{6f9}' => 0x6f0,
        _ => return None,
    };
    char::from_digit(u32::from(c) - first, 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_become_western_and_lead_back() {
        let text = "يوم ٧ أيار، ۱۲ أيار";
        let western = western(text).unwrap();
        assert_eq!(western, "يوم 7 أيار، 12 أيار");
        let found = ["7", "12 أيار"].map(|words| (western.find(words).unwrap(), words.len()));
        let mut spans = found.map(|(at, len)| Span::new(at, at + len));
        lead_back(text, spans.iter_mut());
        assert_eq!(spans.map(|span| span.of(text)), ["٧", "۱۲ أيار"]);
        assert_eq!(super::western("on 7 May"), None);
        assert_eq!(super::western("يوم 7"), None);
    }
}
