//! A sentence as words: names, dates and abbreviations are one word each.

pub(super) mod hash;
pub(super) mod lexicon;
#[cfg(test)]
mod load;
mod mend;
#[expect(dead_code, reason = "the build script writes what is read here by place")]
mod tag_format;
pub(super) mod tagger;
pub(super) mod word_lists;

use crate::model::{Annotated, Span, TimeMention};
use crate::phrase::note;
use crate::phrase::token::{self, Token, TokenKind};
use lexicon::{Class, Classes, ENGLISH, Lists};
use mend::mend;
use tagger::Tag;

/// A word, a mark, a whole date or a whole place name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Where it stands; of a possessive without its `’s`.
    pub span: Span,
    /// What the lexicon says of it; nothing for marks, dates and places.
    pub classes: Classes,
    /// The lists of phrases that one which begins with it stands in.
    pub lists: Lists,
    /// What it is in its sentence; of a date or place its last word.
    pub tag: Tag,
    /// The mark; `None` for a word.
    pub mark: Option<char>,
    /// Whether it starts with an upper-case letter.
    pub is_capitalised: bool,
    /// Whether `’s` or `’` follows.
    pub is_possessive: bool,
    /// Whether it stands between quotation marks.
    pub is_quoted: bool,
    /// Whether it is digits.
    pub is_number: bool,
    /// Index of the time mention that it is.
    pub time: Option<usize>,
    /// Index of the place mention that it is.
    pub place: Option<usize>,
    /// Number of its segment within the sentence.
    pub segment: usize,
}

impl Word {
    /// Whether it is a mark that is no part of a sum: "£91 was spent" opens with its "£".
    pub(super) fn is_mark_alone(&self) -> bool {
        self.mark.is_some_and(|mark| !matches!(mark, '£' | '$' | '€' | '¥'))
    }

    /// Whether it is a word that the lexicon may know, not a mark, date or place.
    pub(super) fn is_plain(&self) -> bool {
        self.mark.is_none() && self.time.is_none() && self.place.is_none()
    }

    /// Whether it is a mark that parts statements.
    pub(super) fn is_stop(&self) -> bool {
        matches!(self.mark, Some(';' | ':' | '—' | '–'))
    }

    /// Whether it is a preposition.
    pub(super) fn is_preposition(&self) -> bool {
        self.is_plain() && self.has(Class::Preposition)
    }

    /// Whether it is "he", "it" or "they".
    pub(super) fn is_subject_pronoun(&self) -> bool {
        self.is_plain()
            && self.has(Class::SubjectPronoun)
            && self.tag == Tag::Pronoun
            && !self.has(Class::Relative)
            && !self.has(Class::Complement)
            && !self.is_existential()
    }

    /// Whether it is "there", which may stand for a subject.
    pub(super) fn is_existential(&self) -> bool {
        self.is_plain() && self.has(Class::Adverb) && self.has(Class::SubjectPronoun)
    }

    /// Whether it is one of a list, written as there; `text` is the document's.
    #[expect(
        clippy::inline_always,
        reason = "the bit of a list known where this stands is a constant"
    )]
    #[inline(always)]
    pub(super) fn is_of(&self, list: &str, text: &str) -> bool {
        self.lists.may_have(list) && ENGLISH.phrase_len(list, [self.span.of(text)]) > 0
    }

    /// Whether the word belongs to a class.
    pub(super) fn has(&self, class: Class) -> bool {
        self.classes.has(class)
    }
}

/// Memory in which one sentence after another is read.
#[derive(Debug, Default)]
pub(super) struct Room<'a> {
    /// Words of a sentence that is done with, in memory for those of the next.
    spent: Vec<Word>,
    tokens: Vec<Token>,
    /// Of the folded text of each token.
    hashes: Vec<u64>,
    /// The words as the tagger knows them.
    pieces: Vec<&'a str>,
    /// The last piece of each word.
    last: Vec<usize>,
    tagger: tagger::Room,
}

impl Room<'_> {
    /// Takes the memory of words that nobody asks for any more.
    pub(super) fn take_back(&mut self, words: Vec<Word>) {
        self.spent = words;
    }
}

/// The words of a sentence, in order. Segments are not yet numbered.
pub(super) fn words<'a>(
    annotated: &'a Annotated,
    sentence: Span,
    room: &mut Room<'a>,
) -> Vec<Word> {
    let text: &str = &annotated.document.text;
    let Room { spent, tokens: raw, hashes, .. } = room;
    raw.clear();
    hashes.clear();
    token::each(text, sentence, |token, hash| {
        raw.push(token);
        hashes.push(hash);
    });
    let mut reader = Reader::new(annotated, sentence);
    let mut found = std::mem::take(spent);
    found.clear();
    found.reserve(raw.len());
    let mut i = 0;
    while let Some(token) = raw.get(i) {
        if let Some((word, used)) = reader.mention(raw, i) {
            found.push(word);
            i += used;
        } else if token.kind == TokenKind::Break {
            i += 1;
        } else if let Some(used) = note_len(text, raw, i) {
            i += used;
        } else if let Some((word, used)) = contraction(text, raw, i, found.last_mut()) {
            found.extend(word);
            i += used;
        } else {
            let (word, used) = reader.plain(text, raw, hashes, i);
            found.push(word);
            i += used;
        }
    }
    mark_quotations(&mut found);
    tag(text, &mut found, room);
    found
}

/// Tokens of the marks that lead to notes at token `i`; `None` where there are none.
fn note_len(text: &str, raw: &[Token], i: usize) -> Option<usize> {
    let token = raw.get(i).filter(|token| token.kind == TokenKind::Mark)?;
    let end = note::skip(text, token.span.start as usize);
    let used = raw.iter().skip(i).take_while(|it| (it.span.start as usize) < end).count();
    if 0 < used { Some(used) } else { source_len(text, raw, i) }
}

/// "upheld [court report] the ban": tokens of a link to a source, which no reader of the sentence reads with it.
fn source_len(text: &str, raw: &[Token], i: usize) -> Option<usize> {
    const LONGEST: usize = 8;
    let is_mark =
        |token: &Token, mark: &str| token.kind == TokenKind::Mark && token.span.of(text) == mark;
    raw.get(i).filter(|token| is_mark(token, "["))?;
    let inside = raw.iter().skip(i + 1).take(LONGEST);
    let length = inside.take_while(|token| !is_mark(token, "]")).count();
    let closes = i + 1 + length;
    raw.get(closes).filter(|token| is_mark(token, "]") && 1 < length)?;
    let last = raw.get(closes - 1)?.span.of(text);
    // "read [the annual report] to the board".
    let first = raw.get(i + 1)?.span.of(text);
    if ENGLISH.phrase_len("own_bracket", [first]) > 0 {
        return None;
    }
    (ENGLISH.phrase_len_in_any_case("source_note", [last]) > 0).then_some(length + 2)
}

/// Gives every word its tag, and takes back the classes of the lexicon that the tag rules out.
fn tag<'a>(text: &'a str, words: &mut [Word], room: &mut Room<'a>) {
    let Room { pieces, last, tagger, .. } = room;
    pieces.clear();
    last.clear();
    for word in words.iter() {
        let (stem, ending) = pieces_of(word.span.of(text));
        if word.is_plain() || word.mark.is_some() {
            pieces.push(stem);
        } else {
            token::each(text, word.span, |token, _| {
                if token.kind != TokenKind::Break {
                    pieces.push(token.span.of(text));
                }
            });
        }
        last.push(pieces.len() - 1);
        // "8 October 1911 the mayor resigns": an entry of a log goes on after its date.
        if last.len() == 1 && word.time.is_some() {
            pieces.push(",");
        }
        let is_contracted = word.has(Class::SubjectPronoun) && word.has(Class::BePresent);
        pieces.extend(ending);
        if word.is_possessive || is_contracted {
            pieces.push("'s");
        }
    }
    let tags = tagger.tags(pieces);
    for (word, &last) in words.iter_mut().zip(&*last) {
        word.tag = tags.get(last).copied().unwrap_or_default();
    }
    mend(text, words);
    for word in words.iter_mut() {
        if word.is_plain() && !word.is_number && !word.classes.is_auxiliary() {
            word.classes = settled(word.classes, word.tag);
        }
    }
}

/// A word as the tagger knows it: marks by their plain form, "didn’t" in two.
fn pieces_of(word: &str) -> (&str, Option<&'static str>) {
    let bytes = word.as_bytes();
    if bytes.first().is_some_and(u8::is_ascii_alphanumeric) && bytes.last() != Some(&b't') {
        return (word, None);
    }
    match word {
        "“" | "„" | "«" => ("``", None),
        "”" | "»" => ("''", None),
        "—" | "–" => ("--", None),
        "(" | "[" => ("-LRB-", None),
        ")" | "]" => ("-RRB-", None),
        "’ve" => ("'ve", None),
        "’re" => ("'re", None),
        "’ll" => ("'ll", None),
        "’m" => ("'m", None),
        _ => match word.strip_suffix("n’t").or_else(|| word.strip_suffix("n't")) {
            Some(stem) if !stem.is_empty() => (stem, Some("n't")),
            _ => (word, None),
        },
    }
}

/// The classes that a word of this tag may have. A form that can only be a past tense stays one.
fn settled(mut classes: Classes, tag: Tag) -> Classes {
    let verbal = [Class::Base, Class::Third, Class::Past, Class::Participle, Class::Gerund];
    let is_sure = classes.has(Class::Past) && !classes.has_any(&[Class::Participle, Class::Base]);
    match tag {
        Tag::Base | Tag::Plural => classes.add(Class::Base),
        Tag::Third => classes.add(Class::Third),
        Tag::Past => classes.add(Class::Past),
        Tag::Participle => classes.add(Class::Participle),
        Tag::Gerund => classes.add(Class::Gerund),
        Tag::Noun | Tag::Nouns | Tag::Name if !is_sure => classes.remove(&verbal),
        Tag::Adjective => classes.remove(&[Class::Base, Class::Third]),
        Tag::Particle => {
            classes.remove(&[
                Class::Preposition,
                Class::Locative,
                Class::Temporal,
                Class::Trailing,
            ]);
        }
        _ => {}
    }
    classes
}

/// The place and time mentions of a sentence, taken in order.
struct Reader<'a> {
    annotated: &'a Annotated,
    next_time: usize,
    next_place: usize,
    /// Where the next of them begins: no word before it is one.
    free_until: u32,
}

impl<'a> Reader<'a> {
    fn new(annotated: &'a Annotated, sentence: Span) -> Self {
        let start = sentence.start;
        Self {
            annotated,
            next_time: annotated.times.partition_point(|time| time.phrase.end <= start),
            next_place: annotated.places.partition_point(|place| place.span.end <= start),
            free_until: 0,
        }
    }

    /// A word made of the mention that starts at token `i`, and how many tokens it takes.
    fn mention(&mut self, raw: &[Token], i: usize) -> Option<(Word, usize)> {
        let at = raw.get(i)?.span;
        if at.start < self.free_until {
            return None;
        }
        let annotated = self.annotated;
        while annotated.times.get(self.next_time).is_some_and(|m| m.phrase.end <= at.start) {
            self.next_time += 1;
        }
        while annotated.places.get(self.next_place).is_some_and(|m| m.span.end <= at.start) {
            self.next_place += 1;
        }
        let starts = [
            annotated.times.get(self.next_time).map(|m| m.span.start),
            annotated.places.get(self.next_place).map(|m| m.span.start),
        ];
        self.free_until =
            starts.into_iter().map(|start| start.unwrap_or(u32::MAX)).fold(u32::MAX, u32::min);
        let time = annotated.times.get(self.next_time).filter(|m| m.span.start <= at.start);
        // "two years since" the war: the length is the word.
        let time = time.map(|m| (m.phrase, self.length_of(m)));
        let time = time.filter(|(_, length)| length.is_none_or(|it| at.start < it.end));
        let place = annotated.places.get(self.next_place).filter(|m| m.span.start <= at.start);
        let phrase = time.map(|(phrase, length)| length.unwrap_or(phrase));
        let span = phrase.or_else(|| place.map(|m| m.span))?;
        let used = raw.iter().skip(i).take_while(|token| token.span.start < span.end).count();
        let last = raw.get(i + used - 1)?.span;
        let word = Word {
            is_capitalised: place.is_some(),
            lists: *ENGLISH.begun(at.join(last).of(&annotated.document.text)),
            time: time.map(|_| self.next_time),
            place: if time.is_some() { None } else { place.map(|_| self.next_place) },
            ..blank(at.join(last))
        };
        Some((word, used))
    }

    /// Where the length stands of a time that goes on to what it is counted from.
    fn length_of(&self, mention: &TimeMention) -> Option<Span> {
        let text: &str = &self.annotated.document.text;
        let tail =
            Span { start: mention.span.end.min(mention.phrase.end), end: mention.phrase.end };
        let is_joint = |word: &str| ENGLISH.phrase_len("counts_from", [word]) > 0;
        let tail = tail.of(text).trim();
        if !tail.is_empty() {
            let (joint, rest) = tail.split_once(' ').unwrap_or((tail, ""));
            // "a day after Ann Dahl fled", "a week after the quake struck": who does something, what happens.
            let is_who = mention.when.is_none() && rest.starts_with(char::is_uppercase);
            let is_told = || rest.is_empty() || is_who || self.goes_on_to_tell(mention);
            return (is_joint(joint) && is_told()).then_some(mention.span);
        }
        if mention.when.is_some() {
            return None;
        }
        // "a day after Ann Dahl, head of the bank, fled".
        let words = mention.span.of(text);
        let joint = words.match_indices(' ').find(|(at, _)| {
            let mut behind = words.get(at + 1..).unwrap_or_default().splitn(2, ' ');
            behind.next().is_some_and(is_joint)
                && behind.next().is_some_and(|rest| rest.starts_with(char::is_uppercase))
        });
        let (at, _) = joint?;
        Some(Span { end: mention.span.start + at as u32, ..mention.span })
    }

    /// Whether a verb in the past stands right behind the phrase of a time.
    fn goes_on_to_tell(&self, mention: &TimeMention) -> bool {
        let text: &str = &self.annotated.document.text;
        let behind = text.get(mention.phrase.end as usize..).unwrap_or_default();
        let word = behind.strip_prefix(' ').and_then(|it| it.split([' ', ',', '.']).next());
        word.is_some_and(|word| ENGLISH.classes(word).has(Class::Past))
    }

    /// The plain word at token `i`: a mark, an abbreviation, a number, a hyphenated compound.
    fn plain(&self, text: &str, raw: &[Token], hashes: &[u64], i: usize) -> (Word, usize) {
        let Some(first) = raw.get(i) else { return (blank(Span::default()), 1) };
        if first.kind == TokenKind::Mark {
            let mark = first.span.of(text);
            let lists = *ENGLISH.begun(mark);
            return (Word { mark: mark.chars().next(), lists, ..blank(first.span) }, 1);
        }
        let mut used = 1;
        let mut span = first.span;
        while let (Some(joint), Some(after)) = (raw.get(i + used), raw.get(i + used + 1)) {
            let touches = joint.span.start == span.end && after.span.start == joint.span.end;
            let joins = touches && after.is_joinable() && joins(text, first, joint, after);
            if !joins || self.is_mention_start(after.span) {
                break;
            }
            span = span.join(after.span);
            used += 2;
        }
        if is_initial(text, raw, i + used, span) {
            span = span.join(raw.get(i + used).map_or(span, |dot| dot.span));
            used += 1;
        }
        let is_number = first.kind == TokenKind::Number;
        // "re-elected" is elected.
        let is_again = used == 3 && ENGLISH.phrase_len("verb_prefix", [first.span.of(text)]) > 0;
        let base = if is_again { i + 2 } else { i };
        let classes = match raw.get(base).zip(hashes.get(base)) {
            // "$17.5 m": a unit, and no "am".
            Some((base, _)) if is_verbal_ending(base.span.of(text)) => Classes::default(),
            Some((base, &hash)) if (used == 1 || is_again) && !is_number => {
                ENGLISH.classes_of_word(base.span.of(text), hash)
            }
            _ => Classes::default(),
        };
        let lists = match hashes.get(i) {
            // The hash of a word of ASCII is that of any case.
            Some(&hash) if used == 1 && first.is_ascii => *ENGLISH.begun_with(hash),
            _ => *ENGLISH.begun(span.of(text)),
        };
        let is_capitalised = first.is_capitalised(text);
        (Word { classes, lists, is_capitalised, is_number, ..blank(span) }, used)
    }

    fn is_mention_start(&self, span: Span) -> bool {
        let time = self.annotated.times.get(self.next_time).map(|m| m.span);
        let place = self.annotated.places.get(self.next_place).map(|m| m.span);
        [time, place].into_iter().flatten().any(|mention| mention.overlaps(span))
    }
}

impl Token {
    fn is_joinable(&self) -> bool {
        self.is_word() || self.kind == TokenKind::Number
    }
}

/// Whether the mark `joint` makes one word of what stands on its two sides.
fn joins(text: &str, first: &Token, joint: &Token, after: &Token) -> bool {
    let one_letter = |token: &Token| token.span.len() == 1 && token.is_word();
    match joint.span.of(text) {
        "-" | "\u{2011}" => true,
        "," | ":" => first.kind == TokenKind::Number && after.kind == TokenKind::Number,
        "." => {
            first.kind == TokenKind::Number && after.kind == TokenKind::Number
                || one_letter(first) && one_letter(after)
        }
        _ => false,
    }
}

/// Whether the token at `dot` is the full stop of an initial or of `U.S.`.
fn is_initial(text: &str, raw: &[Token], dot: usize, span: Span) -> bool {
    let is_dot = |token: &Token| token.span.start == span.end && token.span.of(text) == ".";
    if !raw.get(dot).is_some_and(is_dot) {
        return false;
    }
    let word = span.of(text);
    let short = word.len() == 1 && word.starts_with(char::is_uppercase) && word != "I";
    let dotted = word.contains('.') && word.ends_with(char::is_alphabetic);
    let titled =
        matches!(word, "Mr" | "Mrs" | "Ms" | "Dr" | "Gen" | "St" | "Sen" | "Rep" | "Lt" | "Col");
    (short || dotted || titled) && (raw.get(dot + 1).is_some() || dotted)
}

/// Takes `’s`, `’` after a word as its possessive ending and `’t` as a part of it; `’ve`, `’re`, `’ll`
/// are words of their own. Also says how many tokens were taken.
fn contraction(
    text: &str,
    raw: &[Token],
    i: usize,
    last: Option<&mut Word>,
) -> Option<(Option<Word>, usize)> {
    let mark = raw.get(i).filter(|token| token.kind == TokenKind::Mark)?;
    let last = last?;
    let is_apostrophe = matches!(mark.span.of(text), "’" | "'");
    let touches = mark.span.start == last.span.end && last.mark.is_none();
    if !is_apostrophe || !touches {
        return None;
    }
    let ending = raw.get(i + 1).filter(|token| token.span.start == mark.span.end);
    let ending_text = ending.map_or("", |token| token.span.of(text));
    match ending_text {
        "s" | "S" if last.has(Class::SubjectPronoun) || last.has(Class::Complement) => {
            last.classes.add(Class::BePresent);
            Some((None, 2))
        }
        "s" | "S" => {
            last.is_possessive = true;
            Some((None, 2))
        }
        "t" => {
            last.span = last.span.join(ending.map_or(mark.span, |token| token.span));
            if !last.classes.is_auxiliary() {
                last.classes = Classes::default();
                last.classes.add(Class::Will);
            }
            last.classes.add(Class::Negation);
            last.lists = *ENGLISH.begun(last.span.of(text));
            Some((None, 2))
        }
        _ if is_verbal_ending(ending_text) => {
            let span = mark.span.join(ending.map_or(mark.span, |token| token.span));
            let lists = *ENGLISH.begun(span.of(text));
            let word = Word { classes: ENGLISH.classes(ending_text), lists, ..blank(span) };
            Some((Some(word), 2))
        }
        "d" => Some((None, 2)),
        _ if last.span.of(text).ends_with('s') && ending.is_none() => {
            last.is_possessive = true;
            Some((None, 1))
        }
        _ => None,
    }
}

/// Whether a word is what a verb is shortened to behind an apostrophe.
fn is_verbal_ending(word: &str) -> bool {
    word.len() <= 2 && matches!(word, "ve" | "ll" | "re" | "m")
}

/// Words between quotation marks are quoted; a mark that is never closed quotes to the end, one
/// that was never opened from the start.
fn mark_quotations(words: &mut [Word]) {
    let mut is_open = false;
    let mut seen_any = false;
    for i in 0..words.len() {
        let Some(word) = words.get_mut(i) else { break };
        match word.mark {
            Some('“' | '«' | '„') => (is_open, seen_any) = (true, true),
            Some('"') => (is_open, seen_any) = (!is_open, true),
            Some('”' | '»') => {
                if !is_open && !seen_any {
                    words.iter_mut().take(i).for_each(|before| before.is_quoted = true);
                }
                (is_open, seen_any) = (false, true);
            }
            _ => word.is_quoted = is_open,
        }
    }
}

fn blank(span: Span) -> Word {
    Word {
        span,
        classes: Classes::default(),
        lists: Lists::default(),
        tag: Tag::default(),
        mark: None,
        is_capitalised: false,
        is_possessive: false,
        is_quoted: false,
        is_number: false,
        time: None,
        place: None,
        segment: 0,
    }
}
