//! Which documents repeat others, word by word or nearly so.
//!
//! Naive form: compare every two documents. Here only those are compared that share a band of their
//! sketches, four bins in a row; documents that share six rows of words in ten nearly always do:
//!
//! ```text
//!  sketch  ▯▯▯▯ ▯▯▯▯ ▯▯▯▯ …   32 bands ─→ documents of the same band ─→ compare word by word
//! ```
//! What only frames an article must not make two of them copies. So the words that two documents do
//! not share count: they may stand together in one of the two, where the other was cut or had
//! something added, but not in both.

pub(super) mod print;

use crate::model::Document;
use print::{Print, ROW, Word};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Bins of a band.
const BAND: usize = 4;

/// Share of the rows of words of one document that the other must have too, in hundredths.
const MIN_SHARED: usize = 70;

/// Words in a row that both documents may have for themselves.
const MAX_OWN_WORDS: usize = 16;

/// Share of the numbers of one document that the other must have too, in hundredths: reports made after
/// one pattern differ in little else.
const MIN_SHARED_NUMBERS: usize = 80;

/// How many times longer than its copy a document may be.
const MAX_LONGER: usize = 4;

/// Share of the bins of two sketches that must be the same before their words are looked at, in
/// hundredths: a third of an article has a third of its bins.
const MIN_SAME_BINS: usize = 20;

/// Earlier documents of the same band that are thought of: many are of one pattern.
const MAX_ALIKE: usize = 32;

/// Documents that one is compared with at most, those that share most bins first.
const MAX_COMPARED: usize = 8;

/// Of documents with the same words outside page chrome, or nearly the same, the first by id is the
/// original. `prints` go with `documents`, which are in order of id.
pub(super) fn mark(documents: &mut [Document], prints: &[Print]) {
    let mut by_text: HashMap<[u8; 32], usize> = HashMap::new();
    let mut by_words: HashMap<[u8; 32], usize> = HashMap::new();
    let alike = alike(prints);
    let mut originals: Vec<Option<usize>> = Vec::with_capacity(documents.len());
    for (index, (document, print)) in documents.iter().zip(prints).enumerate() {
        let same = by_text.get(&document.hash);
        let same = same.or_else(|| by_words.get(print.words.as_ref()?)).copied();
        let near = || {
            let alike = alike.get(&index)?.iter().copied();
            let is_original = |other: &usize| originals.get(*other).is_some_and(Option::is_none);
            nearest(index, alike.filter(is_original), documents, prints)
        };
        let original = same.or_else(near);
        if original.is_none() {
            by_text.insert(document.hash, index);
            by_words.extend(print.words.map(|words| (words, index)));
        }
        originals.push(original);
    }
    for (index, original) in originals.into_iter().enumerate() {
        let id = original.and_then(|original| documents.get(original)).map(|it| it.id.clone());
        if let Some(document) = documents.get_mut(index) {
            document.duplicate_of = id;
        }
    }
}

/// For every document that shares a band with earlier ones: these.
fn alike(prints: &[Print]) -> HashMap<usize, BTreeSet<usize>> {
    let of_one = |(index, print)| bands(print).map(move |band| (band, index));
    let mut bands: Vec<(u64, usize)> = prints.iter().enumerate().flat_map(of_one).collect();
    bands.par_sort_unstable();
    let mut alike: HashMap<usize, BTreeSet<usize>> = HashMap::new();
    for same in bands.chunk_by(|one, other| one.0 == other.0).filter(|same| 1 < same.len()) {
        for (number, &(_, index)) in same.iter().enumerate().skip(1) {
            let earlier = same.iter().take(number.min(MAX_ALIKE)).map(|&(_, other)| other);
            alike.entry(index).or_default().extend(earlier);
        }
    }
    alike
}

/// Bins that two sketches have in common, in hundredths.
fn same_bins(one: &[u32], other: &[u32]) -> usize {
    let same = one.iter().zip(other).filter(|(one, other)| one == other).count();
    same * 100 / one.len().max(1)
}

/// The first of the documents that this one nearly repeats.
fn nearest(
    index: usize,
    others: impl Iterator<Item = usize>,
    all: &[Document],
    prints: &[Print],
) -> Option<usize> {
    let (document, print) = all.get(index).zip(prints.get(index))?;
    let likeness = |other: usize| {
        let same = same_bins(&print.sketch, &prints.get(other)?.sketch);
        (MIN_SAME_BINS <= same).then_some((Reverse(same), other))
    };
    let mut candidates: Vec<_> = others.filter_map(likeness).collect();
    if candidates.is_empty() {
        return None;
    }
    candidates.sort_unstable();
    let words = print::words_of(document);
    let mut others = candidates.into_iter().map(|(_, other)| other).take(MAX_COMPARED);
    others.find(|&other| {
        all.get(other).is_some_and(|other| are_copies(&words, &print::words_of(other)))
    })
}

/// Every band, told apart from those in other places.
fn bands(print: &Print) -> impl Iterator<Item = u64> + '_ {
    let key = |(number, bins): (usize, &[u32])| {
        bins.iter().fold(number as u64, |key, &bin| print::mixed(key ^ u64::from(bin)))
    };
    print.sketch.chunks_exact(BAND).enumerate().map(key)
}

/// Whether two articles are one, but for what was cut, added or mended.
fn are_copies(one: &[Word], other: &[Word]) -> bool {
    let (mine, its) = (Own::of(one, other), Own::of(other, one));
    let is_shared = MIN_SHARED <= mine.shared.max(its.shared);
    let is_together = mine.longest.min(its.longest) <= MAX_OWN_WORDS;
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    is_shared && is_together && long.len() <= short.len() * MAX_LONGER && same_numbers(short, long)
}

/// What one document has that another has not.
struct Own {
    /// Rows of words that the other has too, in hundredths of all.
    shared: usize,
    /// The most words in a row that the other has not.
    longest: usize,
}

impl Own {
    fn of(words: &[Word], other: &[Word]) -> Self {
        let mut known: Vec<u64> = print::rows(other).collect();
        known.sort_unstable();
        let (mut count, mut shared, mut run, mut longest) = (0, 0, 0_usize, 0);
        for row in print::rows(words) {
            count += 1;
            if known.binary_search(&row).is_ok() {
                shared += 1;
                run = 0;
            } else {
                run += 1;
                longest = longest.max(run);
            }
        }
        // One word of its own breaks as many rows as it stands in.
        let longest = longest.saturating_sub(ROW - 1);
        Self { shared: shared * 100 / usize::max(count, 1), longest }
    }
}

fn same_numbers(short: &[Word], long: &[Word]) -> bool {
    let numbers = |words: &[Word]| -> HashSet<u64> {
        words.iter().filter(|word| word.has_digits).map(|word| word.key).collect()
    };
    let (mine, its) = (numbers(short), numbers(long));
    mine.intersection(&its).count() * 100 >= mine.len() * MIN_SHARED_NUMBERS
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "The deputies of the district met in the town hall on 4 May 1991 and agreed, after a \
        debate of nine hours, to hold the vote in spring. The chairman said that nobody had expected so many \
        speakers from the villages above the lake. Farmers asked for the road to be mended before the snow \
        melts, and the teachers for a second school. The paper mill, which had stood idle since 1988, will be \
        let to a company from the coast. Two members of the old council walked out when the figures were read, \
        but came back before the end. The next meeting is planned for the first week of June.";

    const OTHER: &str = "A barge with gravel ran aground below the bridge on Tuesday and blocked the river for two \
        days. Nobody was hurt. The owner blamed the low water, the harbour master the pilot, who had not been \
        on the river since 1979. Tugs from three harbours pulled at it in vain until rain in the hills lifted \
        it off on its own. An inquiry will begin when the barge has been unloaded and looked at from below.";

    const FRAME: &str = "This report was made by the volunteers of the valley and may be passed on as long as its \
        source is named. The editors check every figure that they print and are glad to be told where they were \
        wrong. Letters reach them at the old post office behind the church, where the door is open on two days a \
        week. Whoever wants to help to carry the paper to the farms above the lake is welcome at any time of the \
        year, with or without a bicycle, and will be given a map, a bag and a cup of tea before setting out.";

    #[track_caller]
    fn check(one: &str, other: &str, expected: bool) {
        let mut documents = [Document::of_text("a", one), Document::of_text("b", other)];
        for document in &mut documents {
            document.hash = *blake3::hash(document.text.as_bytes()).as_bytes();
        }
        let prints: Vec<Print> = documents.iter().map(Print::of).collect();
        mark(&mut documents, &prints);
        let found = documents.map(|document| document.duplicate_of.is_some());
        assert_eq!(found, [false, expected], "{one}\n\n{other}");
    }

    #[test]
    fn copies_are_found_whatever_was_done_to_them() {
        check(STORY, STORY, true);
        check(STORY, &STORY.to_uppercase().replace(", ", " – "), true);
        check(STORY, &format!("From our own correspondent\n\n{STORY}\n\n{OTHER}"), true);
        let words: Vec<&str> = STORY.split_whitespace().collect();
        check(STORY, &words[..words.len() * 2 / 3].join(" "), true);
        check(&words[words.len() / 3..].join(" "), STORY, true);
        check(STORY, &STORY.replace("farmers", "peasants").replace("planned", "set down"), true);
    }

    #[test]
    fn other_articles_are_no_copies() {
        check(STORY, OTHER, false);
        check(&format!("{STORY}\n\n{FRAME}"), &format!("{OTHER}\n\n{FRAME}"), false);
        check(FRAME, OTHER, false);
    }

    #[test]
    fn a_report_with_other_figures_is_another_report() {
        let report = |day: u32| {
            let lines = (1..=9).map(|town| {
                let count = day * 31 + town * 7;
                format!("The town of number {town} counted {count} votes and sent them on to the capital. ")
            });
            lines.collect::<String>()
        };
        check(&report(3), &report(4), false);
        check(&report(3), &report(3), true);
    }
}
