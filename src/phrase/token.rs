//! Text → tokens: words, numbers and marks, by one pass over the bytes.
//!
//! Every token comes with a hash of its folded text, made on the way, so that the lexicon finds a
//! word without reading it again.

use super::block::Block;
use super::fold::{WordHash, fold_mark, hash_of, mixed};
use super::note;
use crate::model::Span;
use serde::{Deserialize, Serialize};

/// A word, a number or a single mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// Whether it is letters and digits of ASCII, with nothing beyond ASCII at once behind them.
    pub is_ascii: bool,
}

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TokenKind {
    /// Letters, all lower case.
    Lower,
    /// Letters, the first one upper case.
    Title,
    /// Two or more letters, all upper case.
    Upper,
    /// Letters of mixed case (`iPhone`), or letters and digits (`18th`, `MiG29`).
    Mixed,
    /// Digits only.
    Number,
    /// One character that is neither letter, digit nor white space.
    Mark,
    /// One line break; every further one in a row is a token of its own.
    Break,
}

impl Token {
    /// Whether it starts with an upper-case letter.
    pub fn is_capitalised(&self, text: &str) -> bool {
        matches!(self.kind, TokenKind::Title | TokenKind::Upper)
            || self.kind == TokenKind::Mixed && self.span.of(text).starts_with(char::is_uppercase)
    }

    /// Whether it is a number, or begins with one: `270m`.
    pub fn opens_with_digit(&self, text: &str) -> bool {
        self.span.of(text).starts_with(|letter: char| letter.is_ascii_digit())
    }

    /// Whether it is a word of letters, or of letters and digits.
    pub fn is_word(&self) -> bool {
        match self.kind {
            TokenKind::Title | TokenKind::Upper | TokenKind::Lower | TokenKind::Mixed => true,
            TokenKind::Number | TokenKind::Mark | TokenKind::Break => false,
        }
    }
}

/// The tokens of `span`, in order. Apostrophes and hyphens are marks of their own.
pub fn tokens(text: &str, span: Span) -> Vec<Token> {
    let mut found = Vec::with_capacity(span.len() / 5);
    each(text, span, |token, _| found.push(token));
    found
}

/// Calls `found` with every token of `span`, in order, and the hash of its folded text.
#[inline]
pub fn each(text: &str, span: Span, mut found: impl FnMut(Token, u64)) {
    let piece = span.of(text);
    let bytes = piece.as_bytes();
    let base = span.start;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        let class = CLASSES[byte as usize];
        let short = if class == LOWER { Run::of_short_word(bytes, start) } else { None };
        let of_ascii = || if class < LOWER { None } else { Run::of_ascii(bytes, start) };
        let run = short.or_else(of_ascii);
        let is_ascii = run.is_some();
        let (kind, hash) = if let Some(run) = run {
            at = run.end;
            (run.kind, run.hash)
        } else if class == SPACE {
            at += 1;
            continue;
        } else if class == BREAK {
            at += 1;
            (TokenKind::Break, 0)
        } else if class == MARK {
            at += 1;
            (TokenKind::Mark, mixed(0, u64::from(if byte == b'`' { b'\'' } else { byte })))
        } else {
            let (end, read) = beyond_ascii(piece, start);
            at = end;
            let Some(read) = read else { continue };
            read
        };
        let span = Span { start: base + start as u32, end: base + at as u32 };
        found(Token { span, kind, is_ascii }, hash);
        // Most tokens have one space behind them.
        at += usize::from(bytes.get(at) == Some(&b' '));
    }
}

/// Where what begins with a byte beyond ASCII ends, its kind and its hash; `None` for white space. A function
/// of its own, so that what most texts have little of takes no room in the loop.
#[inline(never)]
fn beyond_ascii(piece: &str, start: usize) -> (usize, Option<(TokenKind, u64)>) {
    let rest = piece.get(start..).unwrap_or_default();
    if let Some(&[0xE2, 0x80, last]) = rest.as_bytes().first_chunk() {
        let mark = folded_punctuation(last).map(|folded| (TokenKind::Mark, mixed(0, folded)));
        return (start + 3, mark);
    }
    if let Some(run) = Run::of_chars(piece, start) {
        return (run.end, Some((run.kind, run.hash)));
    }
    let Some(c) = rest.chars().next() else { return (start + 1, None) };
    let end = start + c.len_utf8();
    let mark = rest.get(..c.len_utf8()).unwrap_or_default();
    (end, (!c.is_whitespace()).then(|| (TokenKind::Mark, hash_of(fold_mark(mark)))))
}

/// Calls `found` with every byte at which a letter or digit of ASCII, or anything beyond ASCII, stands
/// behind what is no letter or digit of ASCII: with every one at which a word may begin.
#[inline]
pub fn each_start(text: &str, mut found: impl FnMut(usize)) {
    let bytes = text.as_bytes();
    // Whether the byte before the block is a letter or digit, as the top bit of its first byte.
    let mut behind = 0;
    let mut at = 0;
    while at < bytes.len() {
        let block = Block::at(bytes, at);
        let words = block.kinds().any();
        let mut starts = (words | block.beyond_ascii()) & !(words << 8 | behind);
        behind = words >> 56;
        while starts != 0 {
            found(at + starts.trailing_zeros() as usize / 8);
            starts &= starts - 1;
        }
        at += Block::BYTES;
    }
}

/// The folded bytes of a sign from U+2000 on, by the last of its three bytes; `None` for white space.
fn folded_punctuation(last: u8) -> Option<u64> {
    match last {
        // Spaces of all widths, and the ends of lines and paragraphs.
        0x80..=0x8A | 0xA8 | 0xA9 | 0xAF => None,
        // A hyphen and dashes; curly quotes.
        0x91 | 0x93 | 0x94 => Some(u64::from(b'-')),
        0x98 | 0x99 => Some(u64::from(b'\'')),
        _ => Some(u64::from_le_bytes([0xE2, 0x80, last, 0, 0, 0, 0, 0])),
    }
}

/// What a byte begins.
const MARK: u8 = 0;
const SPACE: u8 = 1;
const BREAK: u8 = 2;
const BEYOND_ASCII: u8 = 4;
const LOWER: u8 = 8;
const UPPER: u8 = 16;
const DIGIT: u8 = 32;

static CLASSES: [u8; 256] = {
    let mut classes = [MARK; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'\n' => BREAK,
            b' ' | b'\t' | 0x0b | 0x0c | b'\r' => SPACE,
            b'a'..=b'z' => LOWER,
            b'A'..=b'Z' => UPPER,
            b'0'..=b'9' => DIGIT,
            0x80.. => BEYOND_ASCII,
            _ => MARK,
        };
        byte += 1;
    }
    classes
};

/// Combining marks belong to the letter before them.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// A run of letters and digits.
struct Run {
    end: usize,
    hash: u64,
    kind: TokenKind,
}

impl Run {
    /// The run that begins at a letter in lower case, where at most seven more and then a mark or white space of ASCII
    /// follow: most words are such.
    #[inline]
    fn of_short_word(bytes: &[u8], start: usize) -> Option<Self> {
        let (length, letters) = Block::at(bytes, start).lower();
        let end = start + length;
        bytes.get(end).filter(|&&byte| CLASSES[byte as usize] < BEYOND_ASCII)?;
        Some(Self { end, hash: mixed(0, letters), kind: TokenKind::Lower })
    }

    /// The run that begins at a letter or digit of ASCII; `None` where it goes on beyond ASCII.
    #[expect(clippy::inline_always, reason = "a call costs as much as reading a word")]
    #[inline(always)]
    fn of_ascii(bytes: &[u8], start: usize) -> Option<Self> {
        let (mut hash, mut end) = (0, start);
        let (mut upper, mut lower, mut digits) = (0, 0, 0);
        // Upper case behind the first letter.
        let (mut inner, mut first) = (0, Block::FIRST);
        loop {
            let block = Block::at(bytes, end);
            let kinds = block.kinds();
            let length = kinds.length();
            // What stands behind the run does not count to it.
            let run = kinds.run();
            upper |= kinds.upper & run;
            inner |= kinds.upper & run & !first;
            lower |= kinds.lower & run;
            digits |= kinds.digits & run;
            if length > 0 {
                hash = mixed(hash, block.folded() & run);
            }
            end += length;
            first = 0;
            if length < Block::BYTES {
                break;
            }
        }
        // General punctuation (curly quotes, dashes) ends a word as marks of ASCII do.
        let goes_on = bytes.get(end).is_some_and(|byte| !byte.is_ascii())
            && bytes.get(end..end + 2).is_none_or(|pair| pair != [0xE2, 0x80]);
        if goes_on {
            return None;
        }
        let kind = kind_of(lower, upper, inner, digits);
        Some(Self { end, hash, kind })
    }

    /// The run of any letters that begins at `start`; `None` where none does.
    fn of_chars(piece: &str, start: usize) -> Option<Self> {
        let mut end = start;
        let (mut all, mut inner) = (MARK, MARK);
        let mut hash = WordHash::default();
        for c in piece.get(start..)?.chars() {
            let is_first = end == start;
            let belongs = c.is_alphanumeric() && !note::is_raised(c);
            if !belongs && (is_first || !is_combining(c)) {
                break;
            }
            let class = class_of(c);
            all |= class;
            inner |= if is_first { MARK } else { class };
            let mut buffer = [0; 4];
            for lower in c.to_lowercase() {
                lower.encode_utf8(&mut buffer).bytes().for_each(|byte| hash.push(byte));
            }
            end += c.len_utf8();
        }
        let [lower, upper, digits] = [LOWER, UPPER, DIGIT].map(|class| u64::from(all & class));
        let kind = kind_of(lower, upper, u64::from(inner & UPPER), digits);
        (start < end).then_some(Self { end, hash: hash.finish(), kind })
    }
}

/// The kind of a run by what it has: letters in lower case, in upper case, in upper case behind the first
/// one, digits. Zero means none.
#[inline]
fn kind_of(lower: u64, upper: u64, inner: u64, digits: u64) -> TokenKind {
    if upper | digits == 0 {
        TokenKind::Lower
    } else if inner | digits == 0 {
        TokenKind::Title
    } else if lower | digits == 0 {
        TokenKind::Upper
    } else if lower | upper == 0 {
        TokenKind::Number
    } else {
        TokenKind::Mixed
    }
}

/// Letters without case count as lower case.
fn class_of(c: char) -> u8 {
    let digit = if c.is_numeric() { DIGIT } else { MARK };
    let letter = match (c.is_uppercase(), c.is_alphabetic()) {
        (true, _) => UPPER,
        (false, true) => LOWER,
        (false, false) => MARK,
    };
    digit | letter
}
#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = tokens(text, Span::new(0, text.len()));
        let words: Vec<_> = found.iter().map(|token| token.span.of(text)).collect();
        assert_eq!(words, expected);
    }

    #[test]
    fn splits_words_numbers_and_marks() {
        check(
            "Russia’s 459th day, 1992–95.",
            &["Russia", "’", "s", "459th", "day", ",", "1992", "–", "95", "."],
        );
        check("MiG-29\nв июне", &["MiG", "-", "29", "\n", "в", "июне"]);
        check("in 1995², 5 km²", &["in", "1995", "²", ",", "5", "km", "²"]);
    }

    #[test]
    fn reads_general_punctuation_as_marks_and_white_space() {
        for sign in '\u{2000}'..='\u{203f}' {
            let text = format!("a{sign}b");
            let mut found = Vec::new();
            each(&text, Span::new(0, text.len()), |token, hash| found.push((token, hash)));
            let marks = found.iter().filter(|(token, _)| token.kind == TokenKind::Mark);
            let hashes: Vec<u64> = marks.map(|(_, hash)| *hash).collect();
            let folded = hash_of(fold_mark(&sign.to_string()));
            let expected = if sign.is_whitespace() { vec![] } else { vec![folded] };
            assert_eq!(hashes, expected, "U+{:04X}", u32::from(sign));
        }
    }

    #[test]
    fn a_word_may_begin_behind_a_mark_and_at_every_byte_beyond_ascii() {
        let text = "Log in (here); to-morrow’s 18th";
        let mut starts = Vec::new();
        each_start(text, |at| starts.push(at));
        let quote = text.find('’').unwrap();
        let known = [0, 4, 8, 15, 18].into_iter().chain([quote + 1, quote + 2, quote + 3]);
        assert_eq!(starts, known.chain([text.len() - 4]).collect::<Vec<_>>());
    }

    #[test]
    fn knows_the_case() {
        let text = "Kyiv UN war iPhone 18th 44 A";
        let kinds: Vec<_> =
            tokens(text, Span::new(0, text.len())).iter().map(|token| token.kind).collect();
        use TokenKind::*;
        assert_eq!(kinds, [Title, Upper, Lower, Mixed, Mixed, Number, Title]);
    }
}
