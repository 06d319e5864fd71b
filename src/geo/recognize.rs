//! Words → hits: the longest names of the gazetteer, by one walk from each capitalised word.

use super::format::{class, how};
use super::gazetteer::{self, PlaceNumber, Posting};
use super::walk::Walk;
use super::words::{Glue, Word, Words};
use crate::model::PlaceKind;
use crate::phrase::token::TokenKind;
use smallvec::SmallVec;

/// What a name may mean: seldom more than four things.
pub(super) type Readings = SmallVec<[Reading; 4]>;

/// A name of the gazetteer in the text, with every reading that the writing of it allows.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    /// Number of its first word.
    pub first: usize,
    /// Number of its last word.
    pub last: usize,
    /// Number of its sentence.
    pub sentence: u32,
    /// Number of its name among the names of the document.
    pub name: usize,
    /// What it may mean; empty for phrases that swallow a place.
    pub readings: Readings,
    /// Whether any reading is by a people or an adjective.
    pub is_demonym: bool,
    /// The weight of the best known reading.
    pub weight: f32,
    /// Whether another hit stands right before it.
    pub follows_other: bool,
}

/// One thing that a name may mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Reading {
    /// The place.
    pub place: PlaceNumber,
    /// One of [`how`].
    pub how: u8,
}

impl Hit {
    fn new(first: usize, last: usize, sentence: u32, readings: Readings) -> Self {
        Self {
            first,
            last,
            sentence,
            name: 0,
            is_demonym: readings.iter().any(|reading| reading.how == how::DEMONYM),
            weight: readings.iter().map(|reading| reading.place.weight()).fold(0.0, f32::max),
            readings,
            follows_other: false,
        }
    }

    /// Whether it is one word.
    pub(super) fn is_single(&self) -> bool {
        self.first == self.last
    }

    /// Whether every reading is an abbreviation that a comma made possible.
    pub(super) fn is_abbreviation(&self) -> bool {
        self.readings.iter().all(|reading| reading.how >= how::DOT)
    }
}

/// The hits of a document: leftmost, then longest, disjoint. Names start with a capital, or with one of a
/// few words in lower case before one.
pub(super) fn hits(words: &Words<'_>) -> Vec<Hit> {
    let capitals = &words.capitals;
    let mut found: Vec<Hit> = Vec::with_capacity(capitals.len() / 2);
    let mut names = Vec::with_capacity(capitals.len() / 2);
    let mut free = 0;
    for &capital in capitals {
        if capital < free {
            continue;
        }
        let head =
            capital.checked_sub(1).and_then(|head| Some((head, Start::of_head(words, head)?)));
        let own = Start::new(words, capital).map(|start| (capital, start));
        for (at, start) in head.into_iter().chain(own) {
            let start = Some(start).filter(|_| free <= at);
            let Some((name, mut hit)) = start.and_then(|start| longest(words, at, start)) else {
                continue;
            };
            hit.follows_other = found.last().is_some_and(|before| before.last + 1 == at);
            free = hit.last + 1;
            names.push(name);
            found.push(hit);
        }
    }
    let mut known = names.clone();
    known.sort_unstable();
    known.dedup();
    for (hit, name) in found.iter_mut().zip(&names) {
        hit.name = known.partition_point(|before| before < name);
    }
    found
}

/// What a name may be made of from a word on.
#[derive(Clone, Copy)]
struct Start {
    /// Whether that word may be one by itself.
    is_lone: bool,
    /// Whether that word and the next may be its first ones.
    runs_on: bool,
}

impl Start {
    /// By the words themselves; `None` where no name starts here.
    fn new(words: &Words<'_>, first: usize) -> Option<Self> {
        let word = words.get(first)?;
        let hash = word.hash();
        let is_lone = gazetteer::may_be_name(hash);
        let next = words.get(first + 1).filter(|_| continues(words, first + 1));
        let runs_on = next.is_some_and(|next| {
            let first = if word.has_ending() { word.whole_hash() } else { hash };
            gazetteer::may_start(first, next.hash())
                || next.has_ending() && gazetteer::may_start(first, next.whole_hash())
        });
        (is_lone || runs_on).then_some(Self { is_lone, runs_on })
    }

    /// Of a word in lower case before one with a capital, where it may start a name: "eastern Ukraine".
    fn of_head(words: &Words<'_>, first: usize) -> Option<Self> {
        let word = words.get(first).filter(|word| word.kind == TokenKind::Lower)?;
        let next = words.get(first + 1)?;
        let hash = word.whole_hash();
        let is_joined = matches!(next.glue, Glue::Space | Glue::Hyphen);
        let is_head = is_joined
            && gazetteer::may_be_head(hash)
            && gazetteer::classes(hash) & class::HEAD != 0;
        if is_head { Self::new(words, first) } else { None }
    }
}

/// The longest name that starts at a word, with where its postings stand: the same for one name.
fn longest(words: &Words<'_>, first: usize, start: Start) -> Option<(u64, Hit)> {
    let word = words.get(first)?;
    let ends_at = |last: usize, walk: Walk| {
        let (name, readings) = accept(words, first, last, walk.found()?)?;
        Some((last, name, readings))
    };
    let stem = Walk::first(word.stem(), word.hash());
    let mut best = stem.filter(|_| start.is_lone).and_then(|walk| ends_at(first, walk));
    if start.runs_on {
        let mut whole =
            if word.has_ending() { Walk::first(word.text(), word.whole_hash()) } else { stem };
        for (word, last) in words.within(first + 1..).zip(first + 1..) {
            let Some(walk) = whole.filter(|_| continues(words, last)) else {
                break;
            };
            let stem = walk.next(word.stem(), word.hash());
            best = stem.and_then(|walk| ends_at(last, walk)).or(best);
            whole =
                if word.has_ending() { walk.next(word.text(), word.whole_hash()) } else { stem };
        }
    }
    best.map(|(last, name, readings)| (name, Hit::new(first, last, word.sentence, readings)))
}

/// Whether a name may run on into a word: a space, a hyphen, or the dot of "St.".
fn continues(words: &Words<'_>, at: usize) -> bool {
    let Some((before, word)) = words.before(at).zip(words.get(at)) else {
        return false;
    };
    match word.glue {
        Glue::Space | Glue::Hyphen => true,
        Glue::Dot => {
            before.len() <= 3 && matches!(before.kind, TokenKind::Title | TokenKind::Upper)
        }
        Glue::Start | Glue::Comma | Glue::Bracket | Glue::Mark => false,
    }
}

/// The readings that the writing allows; `None` where it allows none.
fn accept(words: &Words<'_>, first: usize, last: usize, name: u64) -> Option<(u64, Readings)> {
    let postings = gazetteer::postings(name);
    let mut readings = Readings::with_capacity(postings.size_hint().0);
    let mut is_swallow = false;
    for posting in postings {
        if !is_written_so(words, first, last, posting) {
            continue;
        }
        match posting.place {
            Some(place) => readings.push(Reading { place, how: posting.how }),
            None => is_swallow = true,
        }
    }
    if is_swallow {
        readings.clear();
    } else if readings.is_empty() {
        return None;
    }
    // Where "Mont." may be Montana, it is no town called Mont.
    if readings.iter().any(|reading| reading.how >= how::DOT) {
        readings.retain(|reading| reading.how >= how::DOT);
    }
    Some((name, readings))
}

/// Whether upper and lower case, dots and commas are as the name wants them.
fn is_written_so(words: &Words<'_>, first: usize, last: usize, posting: Posting) -> bool {
    let Some(word) = words.get(first) else { return false };
    match posting.how {
        how::DOT => return word.glue == Glue::Comma && word.next() == b'.' && first == last,
        how::DOTTED => return word.is_dotted && matches!(word.glue, Glue::Comma | Glue::Space),
        how::CAPITALS => {
            let before = words.before(first);
            let is_written = word.kind == TokenKind::Upper && !word.is_dotted && first == last;
            let follows_town =
                word.glue == Glue::Comma && before.is_some_and(|before| before.is_capitalised);
            let is_alone = word.glue == Glue::Space
                && before.is_some_and(|before| matches!(before.text(), "in" | "from"));
            return is_written && (follows_town || is_alone);
        }
        // Most names: one word with one capital.
        _ if first == last && word.kind == TokenKind::Title && !word.is_dotted => {
            return !posting.is_upper;
        }
        _ => {}
    }
    let inner = || words.within(first..=last);
    let end = words.get(last);
    if posting.is_upper {
        // "US$58 million" is money.
        let is_money = end.is_some_and(|word| word.next() == b'$');
        return !is_money && inner().all(|word| word.kind == TokenKind::Upper);
    }
    if word.is_dotted && first == last {
        return false;
    }
    let is_vague = posting.place.is_none_or(|place| {
        !matches!(place.kind(), PlaceKind::Country | PlaceKind::Admin1 | PlaceKind::Admin2)
    });
    // "near East Timor" is not in the Near East.
    let is_joint = word.is_of(class::FUNCTION);
    if word.kind == TokenKind::Lower && (is_joint || !is_vague) {
        return false;
    }
    const KINDS: u64 = class::REGION | class::COUNTY | class::TOWN;
    let names_its_kind = end.is_some_and(|last| {
        last.kind == TokenKind::Lower && gazetteer::classes(last.whole_hash()) & KINDS != 0
    });
    if names_its_kind && !is_vague {
        return false;
    }
    let is_town = posting.place.is_some_and(|place| place.kind() == PlaceKind::City);
    if first == last && word.kind == TokenKind::Upper && is_short_capitals(words, first, is_town) {
        return false;
    }
    // "The valley was flooded" does not speak of The Valley.
    let has_article = word.stem().eq_ignore_ascii_case("the");
    inner().skip(1).all(|word| {
        word.is_capitalised
            || word.kind == TokenKind::Number
            || !is_town && !has_article
            || word.is_of(class::SMALL)
    })
}

/// "ROME — The", "OSLO (AP)", "LIMA, Ohio": where a report comes from.
fn opens_report(words: &Words<'_>, at: usize) -> bool {
    let next = words.get(at + 1);
    words.get(at).is_some_and(|word| word.glue == Glue::Start && word.next() != b':')
        && next.is_some_and(|next| match next.glue {
            Glue::Mark | Glue::Bracket => true,
            Glue::Comma => next.is_capitalised,
            Glue::Start | Glue::Space | Glue::Hyphen | Glue::Dot => false,
        })
}

/// A short word in capitals is an abbreviation rather than a name, except in a headline.
fn is_short_capitals(words: &Words<'_>, at: usize, is_town: bool) -> bool {
    let Some(word) = words.get(at) else { return false };
    let is_upper = |neighbour: Option<Word<'_>>| {
        neighbour.is_some_and(|n| {
            n.sentence == word.sentence && n.kind == TokenKind::Upper && n.len() > 2
        })
    };
    let in_headline = is_upper(words.before(at)) && is_upper(words.get(at + 1));
    if word.len() > 3 && opens_report(words, at) {
        return false;
    }
    let limit = if is_town { 4 } else { 3 };
    word.len() <= limit && !in_headline
}
