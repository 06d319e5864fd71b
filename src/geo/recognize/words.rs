//! The words of a sentence as names need them: with what joins each to the one before.

use crate::geo::gazetteer;
use crate::model::{Document, Sentence, Span};
use crate::phrase::fold::{fold as lower, hash_of};
use crate::phrase::letters;
use crate::phrase::token::{self, Token, TokenKind};
use std::cell::Cell;
use std::ops::Deref;
use std::slice::SliceIndex;

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Glue {
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

/// All words of a document's sentences, in order.
#[derive(Debug)]
pub(crate) struct Words<'t> {
    text: &'t str,
    records: Vec<Record>,
    /// The numbers of those that start with a capital: few words are looked at for names.
    pub capitals: Vec<usize>,
}

/// A word of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word<'w> {
    document: &'w str,
    record: &'w Record,
}

/// What is kept of each word.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    /// Where the stem stands.
    pub span: Span,
    /// Where a possessive ending behind the stem ends, or else the stem.
    end: u32,
    /// Number of its sentence.
    pub sentence: u32,
    /// The hash of the token that its stem is; 0 where it is several.
    token: u64,
    /// What it is made of.
    pub kind: TokenKind,
    /// What stands before it.
    pub glue: Glue,
    /// Whether it is initials with dots: `U.S.`
    pub is_dotted: bool,
    /// Whether it starts with an upper-case letter.
    pub is_capitalised: bool,
    /// Whether the token is known to be ASCII.
    is_ascii: bool,
    /// The number of its set of classes, once somebody has asked for it; before that [`NOT_ASKED`].
    classes: Cell<u8>,
}

/// The build script has fewer sets.
const NOT_ASKED: u8 = u8::MAX;

impl Deref for Word<'_> {
    type Target = Record;

    fn deref(&self) -> &Record {
        self.record
    }
}

impl<'w> Word<'w> {
    /// Its letters, with a possessive ending.
    pub(crate) fn text(self) -> &'w str {
        Span { start: self.span.start, end: self.end }.of(self.document)
    }

    /// Its letters without a possessive ending.
    pub(super) fn stem(self) -> &'w str {
        self.span.of(self.document)
    }

    /// Bytes of its stem.
    pub(crate) fn len(self) -> usize {
        self.span.len()
    }

    /// The byte that follows at once: a full stop, a dollar sign; 0 at the end.
    pub(crate) fn next(self) -> u8 {
        byte(self.document, self.end)
    }

    /// The hash of its folded stem.
    #[inline]
    pub(crate) fn hash(self) -> u64 {
        if self.token != 0 && self.is_ascii { self.token } else { self.slow_hash() }
    }

    /// The same where it may be of several tokens, or of letters beyond ASCII.
    fn slow_hash(self) -> u64 {
        let stem = self.stem();
        if self.token != 0 && stem.is_ascii() { self.token } else { letters::hash(stem) }
    }

    /// The hash of all of it, folded.
    pub(super) fn whole_hash(self) -> u64 {
        if self.has_ending() { letters::hash(self.text()) } else { self.hash() }
    }

    /// The hash of its stem in lower case, accents and all.
    #[inline]
    pub(super) fn lower_hash(self) -> u64 {
        if self.token == 0 { self.slow_lower_hash() } else { self.token }
    }

    /// The same of several tokens.
    #[cold]
    fn slow_lower_hash(self) -> u64 {
        hash_of(&lower(self.stem()))
    }

    /// The hash of its stem as it is written.
    pub(super) fn letters_hash(self) -> u64 {
        hash_of(self.stem())
    }

    /// Whether it has a possessive ending.
    pub(super) fn has_ending(self) -> bool {
        self.end != self.span.end
    }

    /// The classes of its stem: bits of [`super::format::class`].
    pub(crate) fn classes(self) -> u64 {
        let set = &self.record.classes;
        if set.get() == NOT_ASKED {
            set.set(gazetteer::class_set(self.hash()));
        }
        gazetteer::classes_of(set.get())
    }

    /// Whether its stem is of one of `classes`.
    pub(crate) fn is_of(self, classes: u64) -> bool {
        self.classes() & classes != 0
    }

    /// Whether it is a word in lower case, without an ending, of one of `classes`.
    pub(crate) fn is_small(self, classes: u64) -> bool {
        self.kind == TokenKind::Lower && !self.has_ending() && self.is_of(classes)
    }

    /// Whether it is one letter: an initial.
    pub(super) fn is_initial(self) -> bool {
        self.kind == TokenKind::Title && self.stem().chars().count() == 1
    }
}

impl<'t> Words<'t> {
    /// Reads the words of a document.
    pub(crate) fn new(document: &'t Document, sentences: &[Sentence]) -> Self {
        let text = &*document.text;
        let mut words = Self {
            text,
            records: Vec::with_capacity(text.len() / 5),
            capitals: Vec::with_capacity(text.len() / 25),
        };
        for (sentence, number) in sentences.iter().zip(0..) {
            let span = sentence.span;
            let mut reader = Reader {
                text,
                sentence: number,
                sentence_end: span.end,
                glue: Glue::Start,
                breaks: 0,
                end: NOWHERE,
                joint: NOWHERE,
                words: &mut words,
            };
            token::each(text, span, |token, hash| match token.kind {
                TokenKind::Mark => reader.mark(token.span),
                TokenKind::Break => reader.line_break(),
                TokenKind::Lower
                | TokenKind::Title
                | TokenKind::Upper
                | TokenKind::Mixed
                | TokenKind::Number => reader.word(token, hash),
            });
        }
        words
    }

    /// The word of a number.
    #[inline]
    pub(crate) fn get(&self, at: usize) -> Option<Word<'_>> {
        self.records.get(at).map(|record| self.word(record))
    }

    /// The word before that of a number.
    pub(crate) fn before(&self, at: usize) -> Option<Word<'_>> {
        self.get(at.checked_sub(1)?)
    }

    /// The words of some numbers.
    pub(crate) fn within(
        &self,
        range: impl SliceIndex<[Record], Output = [Record]>,
    ) -> impl DoubleEndedIterator<Item = Word<'_>> {
        self.records.get(range).unwrap_or_default().iter().map(|record| self.word(record))
    }

    fn word<'w>(&'w self, record: &'w Record) -> Word<'w> {
        Word { document: self.text, record }
    }
}

/// No offset of a text.
const NOWHERE: u32 = u32::MAX;

/// Reads the tokens of one sentence.
struct Reader<'t, 'w> {
    text: &'t str,
    sentence: u32,
    sentence_end: u32,
    /// What stands before the next word.
    glue: Glue,
    /// Line breaks since the last word.
    breaks: u32,
    /// Where the last word ends, with all that belongs to it.
    end: u32,
    /// Where letters go on with the last word: behind its apostrophe, or behind the dot of an initial.
    joint: u32,
    words: &'w mut Words<'t>,
}

impl Reader<'_, '_> {
    fn word(&mut self, token: Token, hash: u64) {
        if self.joint != token.span.start || !self.join(token) {
            let is_capitalised = token.is_capitalised(self.text);
            if is_capitalised {
                self.words.capitals.push(self.words.records.len());
            }
            self.words.records.push(Record {
                span: token.span,
                end: token.span.end,
                sentence: self.sentence,
                token: hash,
                kind: token.kind,
                glue: self.glue,
                is_dotted: false,
                is_capitalised,
                is_ascii: token.is_ascii,
                classes: Cell::new(NOT_ASKED),
            });
        }
        self.glue = Glue::Space;
        self.breaks = 0;
        self.end = token.span.end;
    }

    fn line_break(&mut self) {
        self.breaks += 1;
        if self.breaks > 1 {
            self.glue = Glue::Mark;
        }
    }

    fn mark(&mut self, mark: Span) {
        let rest = self.text.get(mark.start as usize..).unwrap_or_default();
        let sign = rest.chars().next().unwrap_or_default();
        let follows = self.end == mark.start;
        if follows && self.takes(mark, sign) {
            return;
        }
        let is_joined = || follows && self.goes_on(mark.end);
        self.glue = match (self.glue, sign) {
            (
                Glue::Start,
                '(' | '[' | '“' | '"' | '\'' | '‘' | '«' | '-' | '–' | '—' | '•' | '*',
            ) => Glue::Start,
            (Glue::Space, '-' | '‐' | '‑' | '–' | '—' | '/') if is_joined() => Glue::Hyphen,
            (Glue::Space, '.') => Glue::Dot,
            (Glue::Space | Glue::Dot, ',') => Glue::Comma,
            (Glue::Space, '(') => Glue::Bracket,
            // The apostrophe of a plural possessive: "the Americans’ plan".
            (Glue::Space, '’' | '\'') if follows && !is_joined() => Glue::Space,
            _ => Glue::Mark,
        };
    }

    /// Whether something else than white space follows in the sentence; a line break counts.
    fn goes_on(&self, at: u32) -> bool {
        let rest = self.text.get(at as usize..self.sentence_end as usize).unwrap_or_default();
        rest.chars().next().is_some_and(|c| c == '\n' || !c.is_whitespace())
    }

    /// Notes where a mark right behind the last word lets it go on; whether the mark is part of it, as
    /// the last dot of "U.S." is.
    fn takes(&mut self, mark: Span, sign: char) -> bool {
        let Some(word) = self.words.records.last_mut() else { return false };
        let is_joint = match sign {
            '.' if word.is_dotted => byte(self.text, word.end - 1) != b'.',
            '.' => word.end - word.span.start == 1,
            '\'' | '’' | 'ʼ' | 'ʻ' | '`' => !word.is_dotted,
            _ => false,
        };
        if is_joint {
            self.joint = mark.end;
        }
        let is_part = is_joint && word.is_dotted;
        if is_part {
            word.span.end = mark.end;
            word.end = mark.end;
            self.end = mark.end;
        }
        is_part
    }

    /// Adds letters to the last word, which they go on with; whether they do.
    fn join(&mut self, letters: Token) -> bool {
        let next = byte(self.text, letters.span.end);
        let follows_dot = byte(self.text, self.joint - 1) == b'.';
        let Words { records, capitals, .. } = &mut *self.words;
        let last = records.len().saturating_sub(1);
        let Some(word) = records.last_mut() else { return false };
        let whole = word.span.join(letters.span);
        let stem = if follows_dot {
            // One letter, or the end of "W.Va.".
            let is_short = letters.span.len() == 1 || letters.span.len() == 2 && next == b'.';
            if !is_short || letters.kind != TokenKind::Title {
                return false;
            }
            if !word.is_capitalised {
                capitals.push(last);
            }
            word.is_dotted = true;
            word.is_capitalised = true;
            word.kind = TokenKind::Upper;
            whole
        } else if !letters.is_word() {
            return false;
        } else if matches!(letters.span.of(self.text), "s" | "S") {
            Span { end: self.end, ..whole }
        } else {
            whole
        };
        if stem != word.span {
            word.token = 0;
        }
        word.span = stem;
        word.end = whole.end;
        true
    }
}

/// The byte at an offset; 0 past the end.
fn byte(text: &str, at: u32) -> u8 {
    text.as_bytes().get(at as usize).copied().unwrap_or(0)
}
