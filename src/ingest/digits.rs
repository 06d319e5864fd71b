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

/// Where the letters of a span stand in a text that has the same letters with other digits.
pub(super) fn same_letters(of: &str, span: Span, text: &str) -> Span {
    let place = |at: u32| {
        let letters = Span { start: 0, end: at }.of(of).chars().count();
        text.char_indices().nth(letters).map_or(text.len(), |(byte, _)| byte)
    };
    Span::new(place(span.start), place(span.end))
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
        let text = "يوم ٧ أيار";
        let western = western(text).unwrap();
        assert_eq!(western, "يوم 7 أيار");
        let at = western.find('7').unwrap();
        assert_eq!(same_letters(&western, Span::new(at, at + 1), text).of(text), "٧");
        assert_eq!(super::western("on 7 May"), None);
        assert_eq!(super::western("يوم 7"), None);
    }
}
