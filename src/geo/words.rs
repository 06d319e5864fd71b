//! The words of a sentence as names need them: with what joins each to the one before.

use crate::model::{Document, Sentence, Span};
use crate::phrase::token::{Token, TokenKind, tokens};

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Glue {
    /// Nothing: the word starts its sentence.
    Start,
    /// White space.
    Space,
    /// A hyphen or dash without white space.
    Hyphen,
    /// A full stop.
    Dot,
    /// A comma.
    Comma,
    /// An opening bracket.
    Bracket,
    /// Any other mark.
    Mark,
}

/// A word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'t> {
    /// Its letters, with a possessive ending.
    pub text: &'t str,
    /// Its letters without a possessive ending.
    pub stem: &'t str,
    /// Where the stem stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// What stands before it.
    pub glue: Glue,
    /// Number of its sentence.
    pub sentence: usize,
    /// The byte that follows at once: a full stop, a dollar sign; 0 at the end.
    pub next: u8,
    /// Whether it is initials with dots: `U.S.`
    pub is_dotted: bool,
}

impl Word<'_> {
    /// Whether it starts with an upper-case letter.
    pub(super) fn is_capitalised(&self) -> bool {
        match self.kind {
            TokenKind::Title | TokenKind::Upper => true,
            TokenKind::Mixed => self.text.starts_with(char::is_uppercase),
            TokenKind::Lower | TokenKind::Number | TokenKind::Mark | TokenKind::Break => false,
        }
    }

    /// Whether it is one letter: an initial.
    pub(super) fn is_initial(&self) -> bool {
        self.kind == TokenKind::Title && self.stem.chars().count() == 1
    }
}

/// All words of the sentences, in order.
pub(super) fn words<'t>(document: &'t Document, sentences: &[Sentence]) -> Vec<Word<'t>> {
    let text = &*document.text;
    let mut found = Vec::with_capacity(text.len() / 6);
    for (number, sentence) in sentences.iter().enumerate() {
        Reader { text, tokens: tokens(text, sentence.span), at: 0, sentence: number }
            .read(&mut found);
    }
    found
}

/// Reads the tokens of one sentence.
struct Reader<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    at: usize,
    sentence: usize,
}

impl<'t> Reader<'t> {
    fn read(mut self, found: &mut Vec<Word<'t>>) {
        let mut glue = Glue::Start;
        let mut end = None;
        let mut breaks = 0;
        while let Some(token) = self.tokens.get(self.at).copied() {
            if token.is_word() || token.kind == TokenKind::Number {
                let word = self.word(token, glue);
                end = Some(word.1);
                found.push(word.0);
                glue = Glue::Space;
                breaks = 0;
                continue;
            }
            self.at += 1;
            if token.kind == TokenKind::Break {
                breaks += 1;
                glue = if breaks > 1 { Glue::Mark } else { glue };
                continue;
            }
            glue = self.glue_of(token, glue, end);
        }
    }

    /// What the glue becomes with one more mark.
    fn glue_of(&self, mark: Token, glue: Glue, word_end: Option<u32>) -> Glue {
        let is_joined = word_end == Some(mark.span.start)
            && self.tokens.get(self.at).is_some_and(|next| next.span.start == mark.span.end);
        match (glue, mark.span.of(self.text)) {
            (
                Glue::Start,
                "(" | "[" | "“" | "\"" | "'" | "‘" | "«" | "-" | "–" | "—" | "•" | "*",
            ) => Glue::Start,
            (Glue::Space, "-" | "‐" | "‑" | "–" | "—" | "/") if is_joined => Glue::Hyphen,
            (Glue::Space, ".") => Glue::Dot,
            (Glue::Space | Glue::Dot, ",") => Glue::Comma,
            (Glue::Space, "(") => Glue::Bracket,
            // The apostrophe of a plural possessive: "the Americans’ plan".
            (Glue::Space, "’" | "'") if word_end == Some(mark.span.start) && !is_joined => glue,
            _ => Glue::Mark,
        }
    }

    /// The word that starts at `first`, and where all that belongs to it ends.
    fn word(&mut self, first: Token, glue: Glue) -> (Word<'t>, u32) {
        self.at += 1;
        let mut span = first.span;
        let mut stem = first.span;
        let mut kind = first.kind;
        let is_dotted = first.span.len() == 1 && self.take_initials(&mut span);
        if is_dotted {
            stem = span;
            kind = TokenKind::Upper;
        } else {
            while let Some(joined) = self.take_apostrophe(span) {
                stem = if matches!(joined.of(self.text), "s" | "S") {
                    span
                } else {
                    span.join(joined)
                };
                span = span.join(joined);
            }
        }
        let word = Word {
            text: span.of(self.text),
            stem: stem.of(self.text),
            span: stem,
            kind,
            glue,
            sentence: self.sentence,
            next: self.text.as_bytes().get(span.end as usize).copied().unwrap_or(0),
            is_dotted,
        };
        (word, span.end)
    }

    /// Takes ".S." after "U" into the span.
    fn take_initials(&mut self, span: &mut Span) -> bool {
        let mut is_dotted = false;
        loop {
            let (Some(dot), letter) = (self.tokens.get(self.at), self.tokens.get(self.at + 1))
            else {
                return is_dotted;
            };
            if dot.span.of(self.text) != "." || dot.span.start != span.end {
                return is_dotted;
            }
            let is_letter = |token: &&Token| {
                token.span.start == dot.span.end
                    && token.span.len() == 1
                    && token.kind == TokenKind::Title
            };
            match letter.filter(is_letter) {
                Some(letter) => {
                    *span = span.join(letter.span);
                    self.at += 2;
                    is_dotted = true;
                }
                None if is_dotted => {
                    *span = span.join(dot.span);
                    self.at += 1;
                    return true;
                }
                None => return false,
            }
        }
    }

    /// Takes an apostrophe and the letters after it: "’s", "’i".
    fn take_apostrophe(&mut self, span: Span) -> Option<Span> {
        let mark = self.tokens.get(self.at)?;
        let next = self.tokens.get(self.at + 1)?;
        let is_apostrophe = matches!(mark.span.of(self.text), "'" | "’" | "ʼ" | "ʻ" | "`");
        let is_joined = mark.span.start == span.end && next.span.start == mark.span.end;
        if !is_apostrophe || !is_joined || !next.is_word() {
            return None;
        }
        let joined = next.span;
        self.at += 2;
        Some(joined)
    }
}
