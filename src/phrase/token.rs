//! Text → tokens: words, numbers and marks, by one pass over the bytes.

use crate::model::Span;

/// A word, a number or a single mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
}

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
        match self.kind {
            TokenKind::Title | TokenKind::Upper => true,
            TokenKind::Mixed => self.span.of(text).starts_with(char::is_uppercase),
            TokenKind::Lower | TokenKind::Number | TokenKind::Mark | TokenKind::Break => false,
        }
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
    let piece = span.of(text);
    let mut found = Vec::with_capacity(piece.len() / 5);
    let mut rest = piece.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let start = span.start as usize + at;
        let end = start + c.len_utf8();
        if c == '\n' {
            found.push(Token { span: Span::new(start, end), kind: TokenKind::Break });
        } else if c.is_whitespace() {
        } else if c.is_alphanumeric() {
            let mut run = Run::new(c);
            let mut end = end;
            while let Some(&(_, next)) = rest.peek() {
                if !next.is_alphanumeric() && !is_combining(next) {
                    break;
                }
                run.push(next);
                end += next.len_utf8();
                rest.next();
            }
            found.push(Token { span: Span::new(start, end), kind: run.kind() });
        } else {
            found.push(Token { span: Span::new(start, end), kind: TokenKind::Mark });
        }
    }
    found
}

/// Combining marks belong to the letter before them.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// What has been seen of a run of letters and digits.
struct Run {
    starts_upper: bool,
    letters: u32,
    uppers: u32,
    digits: u32,
}

impl Run {
    fn new(first: char) -> Self {
        let mut run = Self { starts_upper: first.is_uppercase(), letters: 0, uppers: 0, digits: 0 };
        run.push(first);
        run
    }

    fn push(&mut self, c: char) {
        self.digits += u32::from(c.is_numeric());
        self.letters += u32::from(c.is_alphabetic());
        self.uppers += u32::from(c.is_uppercase());
    }

    fn kind(&self) -> TokenKind {
        match (self.letters, self.digits, self.uppers) {
            (0, _, _) => TokenKind::Number,
            (_, 0, 0) => TokenKind::Lower,
            (_, 0, 1) if self.starts_upper => TokenKind::Title,
            (letters, 0, uppers) if letters == uppers => TokenKind::Upper,
            _ => TokenKind::Mixed,
        }
    }
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
