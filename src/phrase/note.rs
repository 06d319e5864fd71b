//! Marks that lead to notes, as they stand behind a word or a stop: `[12]`, `[a]`, `[note 3]`, `³`.

/// Letters and digits between two brackets at most.
const MAX_BYTES: usize = 12;

/// Digits of a note at most.
const MAX_DIGITS: usize = 3;

/// Letters of a unit that has a power behind it: `km²`.
const UNIT_LETTERS: usize = 2;

/// Whether a character is a digit above the line.
pub fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// The digit above the line for a digit on it; any other character stays.
pub fn raised(c: char) -> char {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digit = c.to_digit(10).and_then(|digit| RAISED.get(digit as usize));
    digit.copied().unwrap_or(c)
}

/// Where the marks that stand at a byte end: at that byte where none does. What stands apart from the word
/// before it is none: "\[a\] treaty" is what an editor put in.
pub fn skip(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    if !bytes.get(at).is_some_and(|&byte| byte == b'[' || !byte.is_ascii()) {
        return at;
    }
    let Some((before, mut rest)) = text.split_at_checked(at) else { return at };
    let is_apart = |before: &str| before.chars().next_back().is_none_or(char::is_whitespace);
    if is_apart(before) || is_unit(before) && rest.starts_with(['²', '³']) {
        return at;
    }
    loop {
        let behind = rest.trim_start_matches(is_raised);
        let behind = in_brackets(behind).unwrap_or(behind);
        if behind.len() == rest.len() {
            return text.len() - rest.len();
        }
        rest = behind;
    }
}

/// What follows a note in brackets; `None` where the text begins with none.
fn in_brackets(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('[')?;
    let end = inner.bytes().take(MAX_BYTES).position(|byte| byte == b']')?;
    let (note, rest) = inner.split_at_checked(end)?;
    let (word, number) = note.rsplit_once([' ', '\u{a0}']).unwrap_or(("", note));
    let is_number =
        || (1..=MAX_DIGITS).contains(&number.len()) && number.bytes().all(|it| it.is_ascii_digit());
    let is_letter = note.len() == 1 && note.starts_with(|c: char| c.is_ascii_lowercase());
    let is_word = word.bytes().all(|byte| byte.is_ascii_lowercase());
    (is_letter || is_word && is_number()).then(|| rest.strip_prefix(']')).flatten()
}

/// Whether a text ends with the sign of a unit: "5 km".
fn is_unit(text: &str) -> bool {
    let letters = text.bytes().rev().take(UNIT_LETTERS + 1);
    let letters = letters.take_while(u8::is_ascii_lowercase).count();
    (1..=UNIT_LETTERS).contains(&letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `|` stands before the marks, and a second one behind them.
    #[track_caller]
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let mut places = marked.match_indices('|').map(|(at, _)| at);
        let at = places.next().unwrap();
        let end = places.next().map_or(at, |end| end - 1);
        assert_eq!(skip(&text, at), end, "{marked}");
    }

    #[test]
    fn marks_stand_behind_words_and_stops() {
        check("It burned.|[4]| The");
        check("in 1995|[12][note 3]|, a");
        check("in 1995,|³| a");
        check("the mill|[a]| and");
        check("burned.|[1]|The");
    }

    #[test]
    fn what_is_put_in_and_powers_are_none() {
        check("|[4] The mill");
        check("It was |[a] treaty");
        check("the|[ir] mill");
        check("5 km|² of");
        check("in 1995|[1995]");
        check("a mill|[4");
    }
}
