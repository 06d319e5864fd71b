//! The words of a sentence as names need them: with what joins each to the one before.

use super::{fold, gazetteer};
use crate::model::{Document, Sentence, Span};
use crate::phrase::fold::{fold as lower, hash_of};
use crate::phrase::token::{self, Token, TokenKind};
use std::cell::Cell;

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
#[derive(Clone, Debug)]
pub(super) struct Word<'t> {
    /// Its letters, with a possessive ending.
    pub text: &'t str,
    /// Where the stem stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// What stands before it.
    pub glue: Glue,
    /// Number of its sentence.
    pub sentence: u32,
    /// The byte that follows at once: a full stop, a dollar sign; 0 at the end.
    pub next: u8,
    /// Whether it is initials with dots: `U.S.`
    pub is_dotted: bool,
    /// Whether it starts with an upper-case letter.
    pub is_capitalised: bool,
    /// The hash of the token that its stem is; 0 where it is several.
    token: u64,
    /// Its classes, once somebody has asked for them; before that [`NOT_ASKED`].
    classes: Cell<u32>,
}

/// No word is of all classes.
const NOT_ASKED: u32 = u32::MAX;

impl<'t> Word<'t> {
    /// Its letters without a possessive ending.
    pub(super) fn stem(&self) -> &'t str {
        self.text.get(..self.span.len()).unwrap_or(self.text)
    }

    /// The hash of its folded stem.
    pub(super) fn hash(&self) -> u64 {
        let stem = self.stem();
        self.token().filter(|_| stem.is_ascii()).unwrap_or_else(|| fold::hash(stem))
    }

    /// The hash of all of it, folded.
    pub(super) fn whole_hash(&self) -> u64 {
        if self.has_ending() { fold::hash(self.text) } else { self.hash() }
    }

    /// The hash of the token that its stem is; `None` where it is several.
    fn token(&self) -> Option<u64> {
        (self.token != 0).then_some(self.token)
    }

    /// The hash of its stem in lower case, accents and all.
    pub(super) fn lower_hash(&self) -> u64 {
        self.token().unwrap_or_else(|| hash_of(&lower(self.stem())))
    }

    /// The hash of its stem as it is written.
    pub(super) fn letters_hash(&self) -> u64 {
        hash_of(self.stem())
    }

    /// Whether it has a possessive ending.
    pub(super) fn has_ending(&self) -> bool {
        self.text.len() != self.span.len()
    }

    /// The classes of its stem: bits of [`super::format::class`].
    pub(super) fn classes(&self) -> u64 {
        if self.classes.get() == NOT_ASKED {
            self.classes.set(gazetteer::classes(self.hash()));
        }
        u64::from(self.classes.get())
    }

    /// Whether its stem is of one of `classes`.
    pub(super) fn is_of(&self, classes: u64) -> bool {
        self.classes() & classes != 0
    }

    /// Whether it is one letter: an initial.
    pub(super) fn is_initial(&self) -> bool {
        self.kind == TokenKind::Title && self.stem().chars().count() == 1
    }
}

/// All words of the sentences, in order, and the numbers of those that start with a capital: few words
/// are looked at for names.
pub(super) fn words<'t>(
    document: &'t Document,
    sentences: &[Sentence],
) -> (Vec<Word<'t>>, Vec<usize>) {
    let text = &*document.text;
    let mut found = Vec::with_capacity(text.len() / 5);
    let mut capitals = Vec::with_capacity(text.len() / 25);
    let mut tokens = Vec::new();
    for (sentence, number) in sentences.iter().zip(0..) {
        tokens.clear();
        token::each(text, sentence.span, |token, hash| tokens.push((token, hash)));
        Reader { text, tokens: &tokens, at: 0, sentence: number }.read(&mut found, &mut capitals);
    }
    (found, capitals)
}

/// Reads the tokens of one sentence.
struct Reader<'t, 'k> {
    text: &'t str,
    tokens: &'k [(Token, u64)],
    at: usize,
    sentence: u32,
}

impl<'t> Reader<'t, '_> {
    fn read(mut self, found: &mut Vec<Word<'t>>, capitals: &mut Vec<usize>) {
        let mut glue = Glue::Start;
        let mut end = None;
        let mut breaks = 0;
        while let Some((token, hash)) = self.tokens.get(self.at).copied() {
            if token.is_word() || token.kind == TokenKind::Number {
                let word = self.word(token, hash, glue);
                end = Some(word.1);
                if word.0.is_capitalised {
                    capitals.push(found.len());
                }
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
            && self.token(0).is_some_and(|next| next.span.start == mark.span.end);
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

    /// The token that many behind the next one.
    fn token(&self, ahead: usize) -> Option<&Token> {
        self.tokens.get(self.at + ahead).map(|(token, _)| token)
    }

    /// The word that starts at `first`, and where all that belongs to it ends.
    fn word(&mut self, first: Token, hash: u64, glue: Glue) -> (Word<'t>, u32) {
        self.at += 1;
        let mut span = first.span;
        let mut stem = first.span;
        let mut kind = first.kind;
        // Most words have white space behind them.
        let is_joined = self.token(0).is_some_and(|next| next.span.start == span.end);
        let is_dotted = is_joined && first.span.len() == 1 && self.take_initials(&mut span);
        if is_dotted {
            stem = span;
            kind = TokenKind::Upper;
        } else if is_joined {
            while let Some(joined) = self.take_apostrophe(span) {
                let is_possessive = joined.len() == 1 && matches!(joined.of(self.text), "s" | "S");
                stem = if is_possessive { span } else { span.join(joined) };
                span = span.join(joined);
            }
        }
        let word = Word {
            text: span.of(self.text),
            span: stem,
            kind,
            glue,
            sentence: self.sentence,
            next: self.byte(span.end),
            is_dotted,
            is_capitalised: is_dotted || first.is_capitalised(self.text),
            token: if stem == first.span { hash } else { 0 },
            classes: Cell::new(NOT_ASKED),
        };
        (word, span.end)
    }

    /// The byte at an offset; 0 past the end.
    fn byte(&self, at: u32) -> u8 {
        self.text.as_bytes().get(at as usize).copied().unwrap_or(0)
    }

    /// Takes ".S." after "U" into the span.
    fn take_initials(&mut self, span: &mut Span) -> bool {
        let mut is_dotted = false;
        loop {
            let (Some(dot), letter) = (self.token(0), self.token(1)) else {
                return is_dotted;
            };
            if self.byte(dot.span.start) != b'.' || dot.span.start != span.end {
                return is_dotted;
            }
            // One letter, or the end of "W.Va.".
            let is_letter = |token: &&Token| {
                let is_short = token.span.len() == 1
                    || token.span.len() == 2 && self.byte(token.span.end) == b'.';
                token.span.start == dot.span.end && is_short && token.kind == TokenKind::Title
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
        let mark = self.token(0).filter(|mark| {
            mark.kind == TokenKind::Mark
                && mark.span.start == span.end
                && matches!(self.byte(mark.span.start), b'\'' | b'`' | 0x80..)
        })?;
        let next = self.token(1)?;
        let is_apostrophe = matches!(mark.span.of(self.text), "'" | "’" | "ʼ" | "ʻ" | "`");
        if !is_apostrophe || next.span.start != mark.span.end || !next.is_word() {
            return None;
        }
        let joined = next.span;
        self.at += 2;
        Some(joined)
    }
}
