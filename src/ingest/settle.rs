//! What only the whole corpus shows: order, unique ids, lines that every page repeats, copies.

use super::Reading;
use super::copies;
use super::copies::print::{Edge, Print};
use crate::model::{Document, DocumentId, Span, Warning};
use std::collections::{BTreeSet, HashMap};

/// Documents that must share a line.
const MIN_SHARED: usize = 3;

/// One document in so many must share a line that is a whole sentence.
const SENTENCE_SHARE: usize = 10;

/// One document in so many, and [`MIN_TITLES`] at least, must share a line that may be a title.
const TITLE_SHARE: usize = 20;

/// Documents that must share a line that may be a title.
const MIN_TITLES: usize = 5;

/// More of a document than one part in so many is no chrome: then the documents are copies.
const MAX_MARKED: usize = 3;

/// All that was read, with what only the whole corpus shows: chrome that repeats, copies. In order of id.
pub fn settle(readings: impl IntoIterator<Item = Reading>) -> (Vec<Document>, Vec<Warning>) {
    let mut read: Vec<(Document, Print)> = Vec::new();
    let mut warnings = Vec::new();
    for reading in readings {
        read.extend(reading.documents.into_iter().zip(reading.prints));
        warnings.extend(reading.warnings);
    }
    number_equal_ids(&mut read);
    let (mut documents, prints): (Vec<Document>, Vec<Print>) = read.into_iter().unzip();
    copies::mark(&mut documents, &prints);
    mark_repeated_lines(&mut documents, &prints);
    (documents, warnings)
}

/// The second document of an id becomes `id#2`.
fn number_equal_ids(read: &mut [(Document, Print)]) {
    read.sort_by(|(a, _), (b, _)| a.id.cmp(&b.id));
    let mut used: BTreeSet<DocumentId> = BTreeSet::new();
    let mut is_in_order = true;
    for (document, _) in read.iter_mut() {
        let first = document.id.clone();
        let mut number = 2;
        while !used.insert(document.id.clone()) {
            document.id = DocumentId::new(&format!("{first}#{number}"));
            number += 1;
            is_in_order = false;
        }
    }
    if !is_in_order {
        read.sort_by(|(a, _), (b, _)| a.id.cmp(&b.id));
    }
}

/// Marks the lines that several documents begin or end with.
fn mark_repeated_lines(documents: &mut [Document], prints: &[Print]) {
    let mut shared: HashMap<u64, usize> = HashMap::new();
    let mut originals = 0;
    let both = documents.iter().zip(prints);
    for (_, print) in both.filter(|(document, _)| document.duplicate_of.is_none()) {
        originals += 1;
        let may_repeat = print.top.iter().chain(&print.bottom).filter(|edge| edge.may_repeat);
        let keys: BTreeSet<u64> = may_repeat.map(|edge| edge.key).collect();
        for key in keys {
            *shared.entry(key).or_default() += 1;
        }
    }
    shared.retain(|_, count| *count >= MIN_SHARED);
    if shared.is_empty() {
        return;
    }
    let is_repeated = |edge: &Edge| {
        let count = shared.get(&edge.key).copied().unwrap_or(0);
        let needed = match () {
            () if edge.is_sentence => originals / SENTENCE_SHARE,
            () if edge.is_name => 0,
            () => MIN_TITLES.max(originals / TITLE_SHARE),
        };
        edge.may_repeat && count >= MIN_SHARED.max(needed)
    };
    for (document, print) in documents.iter_mut().zip(prints) {
        let run = |edges: &[Edge]| -> Vec<Span> {
            let held =
                edges.iter().take_while(|edge| is_repeated(edge) || document.is_chrome(edge.span));
            held.map(|edge| edge.span).collect()
        };
        let mut spans = run(&print.top);
        spans.extend(run(&print.bottom));
        let marked: usize = spans.iter().map(|span| span.len()).sum();
        if !spans.is_empty() && marked * MAX_MARKED <= document.text.len() {
            document.chrome = joined(&document.chrome, spans);
        }
    }
}

/// Two sets of spans as one: sorted, disjoint.
fn joined(old: &[Span], new: Vec<Span>) -> Vec<Span> {
    let mut all = new;
    all.extend_from_slice(old);
    all.sort_unstable();
    let mut found: Vec<Span> = Vec::new();
    for span in all {
        match found.last_mut() {
            Some(last) if span.start < last.end => *last = last.join(span),
            _ => found.push(span),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::{Options, Origin, Source, Stated, read};
    use super::*;
    use std::sync::Arc;

    fn settled(texts: &[(&str, &str)]) -> Vec<Document> {
        let origin = |(id, text): &(&str, &str)| Origin {
            label: (*id).to_owned(),
            source: Source::Inline(Arc::from(*text)),
            stated: Stated::default(),
        };
        settle(texts.iter().map(|text| read(&origin(text), &Options::default()))).0
    }

    #[test]
    fn copies_point_to_the_first_of_them() {
        let story = "The deputies of the district met in the town hall and agreed to hold the vote in spring.";
        let copy = format!("{}\n\nShare\n\nCopyright © 2024", story.replace(" and ", "\nand "));
        let documents =
            settled(&[("b", &copy), ("a", story), ("c", "Another story."), ("c", "A third one.")]);
        let marks: Vec<_> = documents
            .iter()
            .map(|d| (d.id.to_string(), d.duplicate_of.as_ref().map(ToString::to_string)))
            .collect();
        let mark = |id: &str, of: Option<&str>| (id.to_owned(), of.map(str::to_owned));
        assert_eq!(
            marks,
            [mark("a", None), mark("b", Some("a")), mark("c", None), mark("c#2", None)]
        );
    }

    #[test]
    fn lines_that_all_pages_begin_with_are_chrome() {
        let page = |title: &str, story: &str| {
            format!("The Valley Gazette\n\n{title}\n\n{story}\n\nKeep the valley informed")
        };
        let stories = [
            "The deputies of the northern district met in the town hall on Monday and agreed, after long \
             debate, to vote on the new road in spring, when the snow has gone and the farms can be reached.",
            "A barge with gravel ran aground below the bridge and blocked the river for two days; nobody was \
             hurt, but the mill had to stop its wheels and send thirty workers home until the water rose.",
            "Pupils of the eastern school found coins in a ditch that the museum takes for part of a hoard \
             buried in a war, and will be thanked by the mayor when the exhibition of them is opened.",
        ];
        let titles = ["Northern vote", "Barge aground", "Coins in a ditch"];
        let pages: Vec<_> = titles.iter().zip(stories).map(|(it, story)| page(it, story)).collect();
        let documents = settled(&[("a", &pages[0]), ("b", &pages[1]), ("c", &pages[2])]);
        for document in &documents {
            let chrome: Vec<_> =
                document.chrome.iter().map(|span| span.of(&document.text)).collect();
            assert_eq!(chrome, ["The Valley Gazette", "Keep the valley informed"]);
        }
    }
}
