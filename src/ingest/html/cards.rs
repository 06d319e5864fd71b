//! Other stories that a page puts between the paragraphs of an article: a row of parts of one name, each
//! a link with a line or two below it.
//!
//! ```text
//!  a paragraph
//!  From the same desk
//!  ┌ Floods cut off three villages ┐┌ A new tram line ┐   ← links
//!  │ The river rose four metres …  ││ After ten years │   ← few words beside them
//!  └───────────────────────────────┘└─────────────────┘
//!  a paragraph
//! ```
//! Posts of a thread and entries of a diary are such rows as well, but they are the page: what holds much of
//! it is none of this.

use super::main_text::{MAX_HEADING_WORDS, counts, names_review, running_bytes};
use super::meta::attribute;
use super::{Block, Page};
use crate::ingest::boilerplate::ends_as_sentence;
use crate::model::Span;
use html5gum::emitters::default::StartTag;
use std::collections::BTreeMap;

/// Parts that are looked at.
pub(super) const MAX_SIBLINGS: usize = 4_000;

/// Parts of one name from which on they may be a row.
const MIN_CARDS: usize = 2;

/// Stories of a row that may be all that a page tells of.
const MIN_STORIES: usize = 3;

/// Words of a link that may be the title of a story where it is no heading.
const MIN_TITLE_WORDS: usize = 4;

/// Blocks above the title of a story at most: its section, its day.
const MAX_BEFORE_TITLE: usize = 3;

/// Words of the heading of a row that stands in its first card.
const MAX_HEADING_WORDS_INSIDE: usize = 6;

/// Bytes of a link that may be the title of a story.
const MIN_TITLE_BYTES: usize = 12;

/// Bytes beside the links of a card at most.
const MAX_TEASER_BYTES: usize = 400;

/// The same in a long row below an article: what an article lists itself says more of each.
const MAX_SHORT_TEASER_BYTES: usize = 250;

/// Cards of such a row at least.
const MIN_LAST_CARDS: usize = 5;

/// Blocks of a card at most.
const MAX_BLOCKS: usize = 12;

/// Bytes beside a row and its heading in an element of their own, at most.
const MAX_BESIDE_BYTES: usize = 100;

/// The share of the running text that a row has at most: one part of so many.
const ROW_SHARE: usize = 3;

/// An element that may stand in a row.
#[derive(Debug)]
pub(crate) struct Sibling {
    /// Where its text stands.
    pub(super) span: Span,
    /// The element around it.
    parent: u32,
    /// Its tag and its classes, less their numbers, which differ from part to part.
    name: String,
    /// Whether it is marked up as what somebody thinks of something.
    is_review: bool,
}

impl Sibling {
    /// An element whose text begins at a span; `None` where it has no name or is no part of a page.
    pub(super) fn new(tag: &StartTag<()>, parent: u32, span: Span) -> Option<Self> {
        let kind = match tag.name.as_slice() {
            b"div" => "div",
            b"li" => "li",
            b"a" => "a",
            b"article" => "article",
            b"section" => "section",
            b"td" => "td",
            _ => return None,
        };
        let class = attribute(tag, b"class").unwrap_or_default();
        let is_review = class.split_whitespace().any(names_review) || is_item_of_review(tag);
        if class.trim().is_empty() && !is_review {
            return None;
        }
        let class: String = class.chars().filter(|c| !c.is_ascii_digit()).collect();
        Some(Self { span, parent, name: format!("{kind} {class}"), is_review })
    }
}

/// Whether an element is marked up as a review for machines.
fn is_item_of_review(tag: &StartTag<()>) -> bool {
    attribute(tag, b"itemtype").is_some_and(|kind| kind.to_lowercase().ends_with("/review"))
}

/// The parts of a page that stand beside others of their name.
pub(super) fn rows(page: &Page) -> Vec<Vec<Span>> {
    let mut rows: BTreeMap<(u32, &str), Vec<Span>> = BTreeMap::new();
    for sibling in page.siblings.iter().filter(|sibling| !sibling.span.is_empty()) {
        rows.entry((sibling.parent, &sibling.name)).or_default().push(sibling.span);
    }
    rows.into_values().filter(|row| MIN_CARDS <= row.len()).collect()
}

/// The parts of a page whose days are theirs; what holds its title is none.
pub(super) fn others(page: &Page, rows: &[Vec<Span>], title: Option<Span>) -> Vec<Span> {
    let mut others = index(page, rows);
    let is_page = |review: &Span| title.is_some_and(|title| review.contains(title));
    others.extend(reviews(page).into_iter().filter(|review| !is_page(review)));
    others
}

/// The parts of a page that are reviews beside others: one alone may be what the page is, and so may several that
/// hold most of its text; others are those of readers and buyers.
fn reviews(page: &Page) -> Vec<Span> {
    let mut rows: BTreeMap<u32, Vec<Span>> = BTreeMap::new();
    for review in page.siblings.iter().filter(|it| it.is_review && !it.span.is_empty()) {
        rows.entry(review.parent).or_default().push(review.span);
    }
    let all = row_bytes(page, &[Span::new(0, page.text.len())]);
    let are_aside = |row: &Vec<Span>| MIN_CARDS <= row.len() && 2 * row_bytes(page, row) <= all;
    rows.into_values().filter(are_aside).flatten().collect()
}

/// Running text in the parts of a row.
fn row_bytes(page: &Page, row: &[Span]) -> usize {
    row.iter().map(|part| running_bytes(page, *part)).sum()
}

/// The rows of other stories that make up a page with no article of its own: its days are theirs.
fn index(page: &Page, rows: &[Vec<Span>]) -> Vec<Span> {
    let all = row_bytes(page, &[Span::new(0, page.text.len())]);
    let is_page = |row: &[Span]| row_bytes(page, row) * ROW_SHARE >= all * (ROW_SHARE - 1);
    let are_stories = |row: &[Span]| {
        let titles: Vec<&str> =
            row.iter().map_while(|card| story(page, blocks_in(page, *card))).collect();
        // Answers bear the title of what they answer.
        let is_answer = |title: &&str| titles.first().is_some_and(|first| title.ends_with(first));
        titles.len() == row.len() && !titles.iter().skip(1).any(is_answer)
    };
    let rows = rows.iter().filter(|row| MIN_STORIES <= row.len() && are_stories(row));
    let found = rows.filter(|row| is_page(row));
    found.filter_map(|row| row.iter().copied().reduce(Span::join)).collect()
}

/// The title of a story that is told elsewhere: a link, and a heading or some words, with few words beside it.
fn story<'a>(page: &'a Page, blocks: &[Block]) -> Option<&'a str> {
    let is_title = |block: &&Block| {
        let text = block.span.of(&page.text);
        let has_words = text.split(' ').nth(MIN_TITLE_WORDS - 1).is_some();
        block.solid_bytes <= block.link_bytes * 2 && (block.is_heading || has_words)
    };
    let title = blocks.iter().take(MAX_BEFORE_TITLE + 1).find(is_title)?;
    (blocks.len() <= MAX_BLOCKS && beside_links(blocks) <= MAX_TEASER_BYTES)
        .then(|| title.span.of(&page.text))
}

/// Marks the blocks of such rows inside the article, and the few words above each that head it.
pub(super) fn mark(page: &Page, main: Option<Span>, rows: &[Vec<Span>], marked: &mut Vec<Span>) {
    let whole = main.unwrap_or(Span::new(0, page.text.len()));
    let inside = |row: &Vec<Span>| -> Vec<Span> {
        row.iter().copied().filter(|card| whole.contains(*card)).collect()
    };
    let all = running_bytes(page, whole);
    let is_aside = |row: &[Span]| {
        let bytes: usize = row.iter().map(|card| running_bytes(page, *card)).sum();
        bytes * ROW_SHARE <= all
    };
    let mut found = Vec::new();
    for row in rows.iter().map(inside).filter(|row| MIN_CARDS <= row.len()) {
        let cards = row.iter().enumerate().map(|(i, card)| {
            let blocks = blocks_in(page, *card);
            // The first one may hold the heading of the row.
            blocks.get(usize::from(i == 0 && begins_with_heading(page, blocks))..).unwrap_or(blocks)
        });
        if cards.into_iter().all(is_card) && (is_aside(&row) || is_below_article(page, main, &row))
        {
            let whole = row.iter().copied().reduce(Span::join);
            found.extend(whole.and_then(|whole| heading_above(page, whole)));
            found.extend(row.iter().flat_map(|card| blocks_in(page, *card)).map(|it| it.span));
        }
    }
    marked.extend(found);
    marked.sort_unstable();
    marked.dedup();
}

/// Whether a row follows all other running text of a page, and that is the longer part: what a reader is to
/// go on with, however long the row is; but not the seven places of "Seven places to see".
fn is_below_article(page: &Page, main: Option<Span>, row: &[Span]) -> bool {
    let Some(whole) = row.iter().copied().reduce(Span::join) else { return false };
    let from = main.map_or(0, |main| main.start as usize).min(whole.start as usize);
    let above = running_bytes(page, Span::new(from, whole.start as usize));
    let inside: usize = row.iter().map(|card| running_bytes(page, *card)).sum();
    let last = main.map_or(page.text.len(), |main| main.end as usize).max(whole.end as usize);
    let below = running_bytes(page, Span::new(whole.end as usize, last));
    let is_story = |card: &Span| {
        let blocks = blocks_in(page, *card);
        story(page, blocks).is_some() && beside_links(blocks) <= MAX_SHORT_TEASER_BYTES
    };
    let mut titles = page.blocks.iter().filter(|block| block.is_h1);
    let is_announced = titles.any(|title| counts(title.span.of(&page.text), row.len()));
    let is_long = MIN_LAST_CARDS <= row.len() && inside <= above;
    is_long && below == 0 && row.iter().all(is_story) && !is_announced
}

/// Whether a few words, no sentence and no link, stand above the rest of a card.
fn begins_with_heading(page: &Page, blocks: &[Block]) -> bool {
    let is_heading =
        |block: &Block| block.link_bytes == 0 && is_brief(page, block, MAX_HEADING_WORDS_INSIDE);
    blocks.first().is_some_and(is_heading)
}

/// Whether a block is a few words and no sentence.
fn is_brief(page: &Page, block: &Block, words: usize) -> bool {
    let text = block.span.of(&page.text);
    text.split(' ').nth(words).is_none() && !ends_as_sentence(text)
}

/// The blocks that begin in a span.
fn blocks_in(page: &Page, span: Span) -> &[Block] {
    let from = page.blocks.partition_point(|block| block.span.start < span.start);
    let to = page.blocks.partition_point(|block| block.span.start < span.end);
    page.blocks.get(from..to).unwrap_or_default()
}

/// Whether a link stands before all that is longer than a label, with few words beside it.
fn is_card(blocks: &[Block]) -> bool {
    if blocks.len() > MAX_BLOCKS {
        return false;
    }
    let is_long = |block: &&Block| MIN_TITLE_BYTES <= block.solid_bytes;
    let is_title = |block: &Block| block.solid_bytes <= block.link_bytes * 2;
    beside_links(blocks) <= MAX_TEASER_BYTES && blocks.iter().find(is_long).is_some_and(is_title)
}

/// Bytes that are no part of a link.
fn beside_links(blocks: &[Block]) -> usize {
    blocks.iter().map(|block| block.solid_bytes - block.link_bytes).sum()
}

/// A few words, no sentence, right above a row, in an element that holds no other text.
fn heading_above(page: &Page, row: Span) -> Option<Span> {
    let at = page.blocks.partition_point(|block| block.span.start < row.start);
    let heading = page.blocks.get(at.checked_sub(1)?)?;
    let both = heading.span.join(row);
    let is_its_own = || {
        let mut around = page.regions.iter().filter(|region| region.span.contains(both));
        around.any(|region| region.span.len() <= both.len() + MAX_BESIDE_BYTES)
    };
    (is_brief(page, heading, MAX_HEADING_WORDS) && !heading.is_h1 && is_its_own())
        .then_some(heading.span)
}

#[cfg(test)]
mod tests {
    use crate::ingest::html;

    const PROSE: &str = "The deputies of the northern district met in the town hall on Monday and agreed, \
                         after six hours of debate, to hold the vote in spring.";

    /// What of a page is no chrome, its blocks apart by bars; `@` stands for running text.
    #[track_caller]
    fn check(html: &str, expected: &str) {
        let parts = html::read(&html.replace('@', &format!("<p>{PROSE}</p>")));
        let is_chrome = |at: usize| parts.chrome.iter().any(|span| span.contains_offset(at));
        let kept: String =
            parts.text.char_indices().map(|(at, c)| if is_chrome(at) { '\n' } else { c }).collect();
        let kept: Vec<&str> = kept.lines().map(str::trim).filter(|it| !it.is_empty()).collect();
        assert_eq!(kept.join(" | ").replace(PROSE, "@"), expected);
    }

    const CARD: &str = "<div class=gi><a href=/1><h5>Floods cut off three villages</h5></a>\
                        <p>The river rose four metres in two days, and nobody has come yet.</p></div>";

    #[test]
    fn other_stories_between_paragraphs_are_none_of_the_text() {
        check(
            &format!(
                "<h1>A vote</h1>@@@<div><h4>From the same desk</h4><div>{CARD}{CARD}</div></div>@@@"
            ),
            "A vote | @ | @ | @ | @ | @ | @",
        );
        check(
            &format!("<h1>A vote</h1>@@@<h4>What comes next</h4><div>{CARD}{CARD}</div>@@@"),
            "A vote | @ | @ | @ | What comes next | @ | @ | @",
        );
        let item = "<li class='c post-12'><a href=/1>A new tram line opens</a><p>After ten years.</p></li>";
        check(
            &format!("<h1>A vote</h1>@@@<ul>{item}{item}</ul>@@@"),
            "A vote | @ | @ | @ | @ | @ | @",
        );
    }

    #[test]
    fn the_first_of_a_row_may_hold_its_heading() {
        let headed = CARD.replace("<a href", "<p>More news from the river</p><a href");
        check(
            &format!("<h1>A vote</h1>@@@<div>{headed}{CARD}{CARD}</div>@@@"),
            "A vote | @ | @ | @ | @ | @ | @",
        );
    }

    #[test]
    fn a_long_row_below_an_article_is_none_of_it() {
        let card = format!(
            "<div class=gi><a href=/1><h5>Floods cut off three villages</h5></a><p>{PROSE}</p></div>"
        );
        let row = format!("<div>{}</div>", card.repeat(5));
        check(&format!("<h1>A vote</h1>@@@@@@{row}"), "A vote | @ | @ | @ | @ | @ | @");
        // Longer paragraphs are what an article lists itself.
        let item = card.replace(PROSE, &[PROSE; 3].join(" "));
        let list = format!("<div>{}</div>", item.repeat(5));
        let kept = format!("Five books{}{}", " | @".repeat(16), " | @ @ @".repeat(5));
        check(&format!("<h1>Five books</h1>{}{list}", "@".repeat(16)), &kept);
        // So is what the title counts.
        let kept = format!("Five towns{}", " | @".repeat(11));
        check(&format!("<h1>Five towns</h1>@@@@@@{row}"), &kept);
        // A diary of stories with a few words above it is the page.
        check(&format!("<h1>A diary</h1>@{row}"), "A diary | @ | @ | @ | @ | @ | @");
    }

    #[test]
    fn buttons_and_appeals_between_paragraphs_are_none_of_the_text() {
        let lines = ["Gift this article", "View larger image", "Share full article"];
        let appeals =
            ["Enjoyed this article? Tell your friends!", "Subscribe to read the full story."];
        for line in lines.iter().chain(&appeals) {
            check(&format!("<h1>A vote</h1>@@<p>{line}</p>@"), "A vote | @ | @ | @");
        }
        for line in
            ["A gift to the town", "No thanks.", "Read 1234 times", "Tag der deutschen Einheit"]
        {
            let kept = format!("A vote | @ | @ | {line} | @");
            check(&format!("<h1>A vote</h1>@@<p>{line}</p>@"), &kept);
        }
    }

    #[test]
    fn rows_that_are_the_page_stay() {
        let post = "<div class=post><a href=#p1>Helicopter losses confirmed</a>@</div>";
        check(&format!("<h1>The day live</h1><div>{post}{post}</div>"), "The day live | @ | @");
        let step = "<div class=item><h3>1. The pencil line</h3><p>It was drawn in haste.</p></div>";
        check(
            &format!("<h1>Borders</h1>@@@<div>{step}{step}</div>@"),
            "Borders | @ | @ | @ | 1. The pencil line | It was drawn in haste. | 1. The pencil line | It was drawn in haste. | @",
        );
    }
}
