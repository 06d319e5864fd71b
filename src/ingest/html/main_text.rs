//! Which parts of a web page are the article.
//!
//! Evidence in the order of its weight: elements that say so (`article`, `itemprop="articleBody"`,
//! classes such as `entry-content`), elements that say the contrary (`nav`, `footer`, roles, classes),
//! the share of a paragraph that is links, and the words (`boilerplate`).

use super::cards;
use super::meta::{self, name_words};
use super::{Block, Page, printed_title};
use crate::ingest::boilerplate;
use crate::ingest::boilerplate::cue;
use crate::model::Span;
use html5gum::emitters::default::StartTag;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A part of the page that says what it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Region {
    /// Where it stands in the text; may be empty.
    pub(super) span: Span,
    /// What it says.
    pub(super) evidence: Evidence,
}

/// What an element says about its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Evidence {
    /// The article, or what holds it: its tag, role or property says so.
    Main,
    /// The text of the article, or a part of it: its name says so.
    Body,
    /// A post of a channel, and the text in one.
    Post,
    PostText,
    /// Around the article.
    Chrome,
    /// Around the article, unless the page is built of parts with this name: `settle_parts` says which.
    Part,
    /// A picture and what is said of it, unless it turns out to hold a quotation or a table.
    Picture,
    /// What is said of a picture, which is around the article, unless the page is a gallery.
    Caption,
    /// Nothing that a reader sees.
    Hidden,
    /// A narrow table at a side of the text, as old pages set pictures and quotations; around the article, unless it
    /// says much.
    Float,
    /// Nothing, but it holds other elements and may be the one around the article.
    Container,
    /// What is said of a picture, where that is the story of the page.
    Told,
    /// Nothing after all.
    Nothing,
}

impl Evidence {
    /// Whether it speaks for the article.
    pub(super) fn is_main(self) -> bool {
        matches!(self, Self::Main | Self::Body)
    }
}

/// A chrome region that holds more than this share of the running text is a mistake of its author.
const MAX_CHROME_SHARE: f64 = 0.4;

/// Bytes below which a page has no article to speak of.
pub(super) const MIN_MAIN_BYTES: usize = 150;

/// Bytes from which a paragraph without links begins the text.
pub(super) const MIN_BODY_BYTES: usize = 100;

/// Bytes of running text from which an element without a name is taken for the article.
pub(super) const MIN_DENSE_BYTES: usize = 500;

/// How wide a table at a side of the text is at most.
const MAX_SIDE_PIXELS: u32 = 320;
const MAX_SIDE_PERCENT: u32 = 45;

/// Elements without a name that are weighed.
const MAX_CONTAINERS: usize = 3_000;

/// Words of the heading of a list of links.
pub(super) const MAX_HEADING_WORDS: usize = 4;

/// Longest label, in bytes, before a link to another page.
const MAX_LABEL_BYTES: usize = 40;

/// Attributes in which the makers of pages name the parts of them.
const NAMING: [&[u8]; 5] = [b"class", b"id", b"data-component", b"data-testid", b"data-role"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    hidden: BTreeSet<String>,
    chrome: BTreeSet<String>,
    captions: BTreeSet<String>,
    harmless: BTreeSet<String>,
    parts: BTreeSet<String>,
    text: BTreeSet<String>,
    texts: BTreeSet<String>,
    main: BTreeSet<String>,
    posts: BTreeSet<String>,
    post_texts: BTreeSet<String>,
    numbered_post_texts: BTreeSet<String>,
    marked_post_texts: BTreeSet<String>,
    roles: BTreeSet<String>,
    figures: BTreeSet<String>,
    reviews: BTreeSet<String>,
    /// From 2 on.
    counts: Vec<String>,
}

impl Words {
    /// Whether the names and the property of an element say that it holds the text of a post.
    fn are_of_post_text<'a>(
        &self,
        mut names: impl Iterator<Item = &'a str> + Clone,
        property: &'a str,
    ) -> bool {
        let is_text = matches!(property, "text" | "articlebody");
        names.clone().any(|name| self.names_post_text(name))
            || is_text && names.any(|name| self.marked_post_texts.contains(name))
    }

    /// What the names of a paragraph say: they must say it outright; parts of words, as in `has-related`, are not
    /// enough.
    fn of_paragraph<'a>(
        &self,
        mut names: impl Iterator<Item = &'a str> + Clone,
    ) -> Option<Evidence> {
        let is_any = |list: &BTreeSet<String>, name: &str| list.contains(&name.to_lowercase());
        let is_chrome = |name| is_any(&self.chrome, name) || is_any(&self.parts, name);
        match () {
            () if names.clone().any(is_chrome) => Some(Evidence::Chrome),
            () if names.any(|name| is_any(&self.captions, name)) => Some(Evidence::Caption),
            () => None,
        }
    }

    /// Whether a name says that an element holds the text of a post; it may end with the number of the post.
    fn names_post_text(&self, name: &str) -> bool {
        let bare = name.trim_end_matches(|c: char| c.is_ascii_digit());
        self.post_texts.contains(name) || bare != name && self.numbered_post_texts.contains(bare)
    }

    /// Whether the name of a figure says that it holds text: a table, a quotation.
    fn is_of_text(&self, name: &str) -> bool {
        name_words(name).iter().any(|word| self.figures.contains(word))
    }
}

static WORDS: LazyLock<Option<Words>> =
    LazyLock::new(|| toml::from_str(include_str!("../../../assets/boilerplate/html.toml")).ok());

/// Whether a title says how many of something are listed below it, and that they are so many: "Seven places to see".
pub(super) fn counts(title: &str, listed: usize) -> bool {
    let in_words = WORDS.as_ref().and_then(|words| words.counts.get(listed.checked_sub(2)?));
    let in_figures = listed.to_string();
    let mut words = title.split(|c: char| !c.is_alphanumeric());
    words.any(|it| it == in_figures || in_words.is_some_and(|word| it.eq_ignore_ascii_case(word)))
}

/// Whether the name of an element says that it holds a review.
pub(super) fn names_review(name: &str) -> bool {
    WORDS.as_ref().is_some_and(|words| words.reviews.contains(&name.to_lowercase()))
}

/// What an element says about its content; `None` where it says nothing.
pub(super) fn evidence(tag: &StartTag<()>, is_inside: impl Fn(&[u8]) -> bool) -> Option<Evidence> {
    let words = WORDS.as_ref()?;
    let name: &[u8] = &tag.name;
    let attribute = |name| meta::attribute(tag, name).map(|value| value.to_lowercase());
    let role = attribute(b"role").unwrap_or_default();
    let property = attribute(b"itemprop").unwrap_or_default();
    let is_article = matches!(name, b"article" | b"main")
        || matches!(role.as_str(), "main" | "article")
        || property.contains("articlebody");
    let names = NAMING.map(|name| meta::attribute(tag, name));
    let names = names.iter().flatten().flat_map(|names| names.split_whitespace());
    if words.are_of_post_text(names.clone(), &property) {
        return Some(Evidence::PostText);
    }
    if is_article {
        return Some(Evidence::Main);
    }
    if names.clone().any(|name| words.posts.contains(name)) {
        return Some(Evidence::Post);
    }
    if names.clone().any(|name| words.main.contains(&name.to_lowercase())) {
        return Some(Evidence::Body);
    }
    if names.clone().any(|name| words.hidden.contains(name)) {
        return Some(Evidence::Hidden);
    }
    if name == b"p" {
        return words.of_paragraph(names);
    }
    let is_named = |name: &str| words.chrome.contains(&name.to_lowercase());
    if matches!(name, b"html" | b"body" | b"h1" | b"em" | b"strong" | b"b" | b"i") {
        return None;
    }
    let is_picture = name == b"figure" && !names.clone().any(|name| words.is_of_text(name));
    let mut is_of_picture = name == b"figcaption";
    let is_chrome_tag =
        is_tag_around(name) || (name == b"header" && !is_inside(b"article") && !is_inside(b"main"));
    let label = attribute(b"aria-label").unwrap_or_default().replace(' ', "-");
    if words.text.contains(&label) {
        return None;
    }
    let mut is_chrome = is_chrome_tag || words.roles.contains(&role);
    let mut is_built = name == b"aside";
    let is_of_text = names.clone().any(|name| words.texts.contains(name));
    for name in names {
        let parts = name_words(name);
        // `gem-c-published-dates` holds the name `published-dates`.
        let holds = |list: &BTreeSet<String>| {
            let mut pairs = parts.windows(2).map(|pair| pair.join("-"));
            parts.iter().any(|word| list.contains(word)) || pairs.any(|pair| list.contains(&pair))
        };
        if holds(&words.text) || words.text.contains(name) {
            return None;
        }
        is_chrome =
            is_chrome || (is_named(name) || holds(&words.chrome)) && !holds(&words.harmless);
        is_of_picture = is_of_picture || holds(&words.captions) && !holds(&words.harmless);
        is_built = is_built || parts.iter().any(|word| words.parts.contains(word));
    }
    match () {
        () if is_chrome => Some(Evidence::Chrome),
        () if is_picture => Some(Evidence::Picture),
        () if is_of_picture => Some(Evidence::Caption),
        () if is_built && !is_of_text => Some(Evidence::Part),
        () if name == b"table" && is_at_side(tag) => Some(Evidence::Float),
        () if matches!(name, b"div" | b"td" | b"section" | b"center" | b"blockquote") => {
            Some(Evidence::Container)
        }
        () => None,
    }
}

/// Whether a table stands at the left or right of the text that runs past it, and is narrow.
fn is_at_side(tag: &StartTag<()>) -> bool {
    let is_aligned = meta::attribute(tag, b"align")
        .is_some_and(|side| ["left", "right"].iter().any(|it| side.eq_ignore_ascii_case(it)));
    let width = meta::attribute(tag, b"width").unwrap_or_default();
    let (number, most) = match width.trim().strip_suffix('%') {
        Some(share) => (share, MAX_SIDE_PERCENT),
        None => (width.trim().trim_end_matches("px"), MAX_SIDE_PIXELS),
    };
    is_aligned && number.parse::<u32>().is_ok_and(|width| width <= most)
}

/// Elements that stand around an article by their kind.
fn is_tag_around(name: &[u8]) -> bool {
    matches!(
        name,
        b"nav"
            | b"footer"
            | b"form"
            | b"button"
            | b"menu"
            | b"dialog"
            | b"address"
            | b"amp-ad"
            | b"amp-consent"
            | b"amp-sidebar"
            | b"amp-social-share"
            | b"amp-user-notification"
    )
}

/// What of a page is its article.
#[derive(Debug)]
pub(crate) struct Article {
    /// The spans that are not: sorted, disjoint.
    pub(super) chrome: Vec<Span>,
    /// Where its first paragraph begins.
    pub(super) text: Option<u32>,
    /// Its title, where it is printed.
    pub(super) title: Option<Span>,
    /// What has days of its own: the rows of stories told elsewhere, where it is made of such, and reviews.
    pub(super) others: Vec<Span>,
}

/// Finds the article of a page.
pub(super) fn article(page: &Page) -> Article {
    let main = main_span(page).or_else(|| densest(page));
    let all = running_bytes(page, main.unwrap_or(Span::new(0, page.text.len())));
    let around: Vec<Span> = page
        .regions
        .iter()
        .filter(|region| region.evidence == Evidence::Chrome && !region.span.is_empty())
        .filter(|region| {
            !is_too_much(running_bytes(page, region.span), all)
                || main
                    .is_some_and(|main| !main.contains(region.span) && !region.span.contains(main))
        })
        .map(|region| region.span)
        .collect();
    let is_around = cover(&around, page);
    let title = printed_title::block(page, main);
    let mut marked = Vec::new();
    for (i, (block, in_region)) in page.blocks.iter().zip(is_around).enumerate() {
        let is_title = title == Some(i);
        let between = title.is_some_and(|title| title < i)
            && main.is_some_and(|main| block.span.start < main.start);
        let outside = main.is_some_and(|main| !main.overlaps(block.span)) && !between;
        let is_again = || title.is_some_and(|title| is_title_again(page, title, i));
        let is_chrome = in_region || outside || is_links(block, page, main.is_some());
        if !is_title && (is_chrome || is_again()) {
            marked.push(block.span);
        }
    }
    let rows = cards::rows(page);
    cards::mark(page, main, &rows, &mut marked);
    mark_headings_of_links(page, &mut marked);
    mark_teasers(page, &mut marked);
    let by_words = boilerplate::chrome_beside(&page.text, &marked, page.head.author());
    let title = title.and_then(|i| page.blocks.get(i)).map(|block| block.span);
    let told = told(page, &marked);
    let chrome = by_words.into_iter().flat_map(|span| without_all(span, &told));
    let chrome = chrome.flat_map(|span| without(span, title));
    let chrome = chrome.map(|span| span.trimmed(&page.text));
    let chrome: Vec<Span> = chrome.filter(|span| !span.is_empty()).collect();
    let is_text = |block: &&Block| {
        let next = chrome.partition_point(|span| span.end <= block.span.start);
        let is_chrome = chrome.get(next).is_some_and(|span| span.overlaps(block.span));
        block.span.len() >= MIN_BODY_BYTES && !is_chrome && title != Some(block.span)
    };
    let text = page.blocks.iter().find(is_text).map(|block| block.span.start);
    Article { chrome, text, title, others: cards::others(page, &rows, title) }
}

/// Whether a heading below the title is the title again, above a part of the page or an answer to it.
fn is_title_again(page: &Page, title: usize, number: usize) -> bool {
    let (Some(title), Some(block)) = (page.blocks.get(title), page.blocks.get(number)) else {
        return false;
    };
    let text = block.span.of(&page.text);
    let is_below = block.is_heading && title.span.end <= block.span.start;
    is_below && (text == title.span.of(&page.text) || cue::is_answer(text))
}

/// A few words right above two blocks of links are their heading: `Key stories`.
fn mark_headings_of_links(page: &Page, marked: &mut Vec<Span>) {
    let is_marked = |block: &Block| marked.binary_search(&block.span).is_ok();
    let headings = page.blocks.windows(3).filter_map(|three| {
        let [heading, first, second] = three else { return None };
        let is_marked_link = |block: &Block| is_link(block) && is_marked(block);
        let text = heading.span.of(&page.text);
        let is_brief = || text.split(' ').nth(MAX_HEADING_WORDS).is_none();
        let is_heading = heading.link_bytes == 0 && !heading.is_h1 && !is_marked(heading);
        let fits = is_heading && is_marked_link(first) && is_marked_link(second);
        let is_words = || is_brief() && !boilerplate::ends_as_sentence(text);
        (fits && is_words()).then_some(heading.span)
    });
    let found: Vec<Span> = headings.collect();
    marked.extend(found);
    marked.sort_unstable();
}

/// A sentence that is a link as a whole, right below a title that is one, tells of another story.
fn mark_teasers(page: &Page, marked: &mut Vec<Span>) {
    let is_marked = |block: &Block| marked.binary_search(&block.span).is_ok();
    let below = page.blocks.windows(2).filter_map(|pair| match pair {
        [title, teaser] if is_link(title) && is_marked(title) => Some(teaser),
        _ => None,
    });
    let found = below.filter(|teaser| is_link(teaser) && !is_marked(teaser));
    let found: Vec<Span> = found.map(|teaser| teaser.span).collect();
    marked.extend(found);
    marked.sort_unstable();
}

/// Whether all words of a block lead elsewhere.
fn is_link(block: &Block) -> bool {
    block.link_bytes == block.solid_bytes
}

/// For every block, whether one of the spans holds most of it: a name within a paragraph may say that it
/// is its author's, and the paragraph is text all the same.
fn cover(spans: &[Span], page: &Page) -> Vec<bool> {
    let mut joined: Vec<Span> = Vec::new();
    let mut sorted = spans.to_vec();
    sorted.sort_unstable();
    for span in sorted {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => *last = last.join(span),
            _ => joined.push(span),
        }
    }
    let is_held = |block: &Block| {
        let next = joined.partition_point(|span| span.end <= block.span.start);
        let shared = joined.iter().skip(next).take_while(|span| span.start < block.span.end);
        let shared =
            shared.map(|span| span.end.min(block.span.end) - span.start.max(block.span.start));
        shared.sum::<u32>() as usize * 2 > block.span.len()
    };
    page.blocks.iter().map(is_held).collect()
}

/// The smallest part that says it is the article and holds most of the running text; where several say
/// that they are its text, and none holds most of it, all that they span.
fn main_span(page: &Page) -> Option<Span> {
    let all = BytesOutsideChrome::new(page).all();
    let mains: Vec<(Span, usize)> = page
        .regions
        .iter()
        .filter(|region| region.evidence.is_main())
        .take(200)
        .map(|region| (region.span, running_bytes(page, region.span)))
        .collect();
    let bodies = page.regions.iter().filter(|region| region.evidence == Evidence::Body);
    let bodies = bodies.map(|region| region.span).reduce(Span::join);
    let mains: Vec<(Span, usize)> =
        mains.into_iter().chain(bodies.map(|span| (span, running_bytes(page, span)))).collect();
    let most = mains.iter().map(|&(_, bytes)| bytes).max()?;
    let is_enough = most >= MIN_MAIN_BYTES && most * 3 >= all;
    // What holds the only heading of the first level is the article; beside it stand other stories.
    let mut h1s = page.blocks.iter().filter(|block| block.is_h1);
    let only = h1s.next().filter(|_| h1s.next().is_none()).map(|block| block.span);
    let good = mains.iter().filter(|&&(span, bytes)| {
        let holds_title = only.is_some_and(|h1| span.contains(h1));
        bytes * 10 >= most * if holds_title { 5 } else { 8 }
    });
    good.min_by_key(|&&(span, _)| span.len()).map(|&(span, _)| span).filter(|_| is_enough)
}

/// Where nothing says what it is: the smallest element with most of the running text that stands
/// outside chrome. Pages laid out by tables and nameless elements are read so.
fn densest(page: &Page) -> Option<Span> {
    let outside = BytesOutsideChrome::new(page);
    let all = outside.all();
    let is_container = |region: &&Region| region.evidence == Evidence::Container;
    let containers = page.regions.iter().filter(is_container).take(MAX_CONTAINERS);
    let good = containers.filter(|region| outside.of(page, region.span) * 10 >= all * 7);
    let best = good.min_by_key(|region| region.span.len())?;
    (all >= MIN_DENSE_BYTES).then_some(best.span)
}

/// Bytes of running text outside the elements which say that they are around it: for every block those
/// before it, and those of the page.
pub(super) struct BytesOutsideChrome(Vec<usize>);

impl BytesOutsideChrome {
    pub(super) fn new(page: &Page) -> Self {
        let all = running_bytes(page, Span::new(0, page.text.len()));
        let chrome = page.regions.iter().filter(|region| region.evidence == Evidence::Chrome);
        let small = chrome.filter(|region| !is_too_much(running_bytes(page, region.span), all));
        let small: Vec<Span> = small.map(|region| region.span).collect();
        let mut sums = vec![0];
        let mut sum = 0;
        for (block, is_around) in page.blocks.iter().zip(cover(&small, page)) {
            sum += if is_around { 0 } else { running_bytes_of(block) };
            sums.push(sum);
        }
        Self(sums)
    }

    /// Those of the page.
    pub(super) fn all(&self) -> usize {
        self.0.last().copied().unwrap_or_default()
    }

    /// Those in a span.
    pub(super) fn of(&self, page: &Page, span: Span) -> usize {
        let from = page.blocks.partition_point(|block| block.span.start < span.start);
        let to = page.blocks.partition_point(|block| block.span.end <= span.end);
        let before = |at: usize| self.0.get(at).copied().unwrap_or_default();
        before(to).saturating_sub(before(from))
    }
}

/// Whether so many bytes of all the running text are too many to stand around an article.
pub(super) fn is_too_much(bytes: usize, all: usize) -> bool {
    bytes as f64 > MAX_CHROME_SHARE * all as f64
}

/// Bytes of running text, outside links, of the blocks inside a span.
pub(super) fn running_bytes(page: &Page, span: Span) -> usize {
    let first = page.blocks.partition_point(|block| block.span.start < span.start);
    let inside = page.blocks.iter().skip(first).take_while(|block| block.span.end <= span.end);
    inside.map(running_bytes_of).sum()
}

/// Bytes of a block outside links, if it is running text; else 0.
fn running_bytes_of(block: &Block) -> usize {
    let is_running = block.span.len() >= 60 && block.link_bytes * 2 < block.solid_bytes;
    if is_running { block.solid_bytes - block.link_bytes } else { 0 }
}

/// A block that is all links, and no sentence; in a list a few words may stand beside the link, and
/// elsewhere a label before it: `Read also: Another vote`.
fn is_links(block: &Block, page: &Page, has_main: bool) -> bool {
    let text = block.span.of(&page.text);
    let percent = block.link_bytes * 100 / block.solid_bytes.max(1);
    let least = if has_main && !text.starts_with('•') { 90 } else { 60 };
    let label =
        text.split_once(':').map(|(label, _)| label).filter(|it| it.len() <= MAX_LABEL_BYTES);
    let is_labelled = label.is_some_and(|label| {
        let solid = label.bytes().filter(|byte| *byte != b' ').count() + 1;
        // Commas stand between several links.
        let commas = block.link_bytes / 8;
        0 < block.link_bytes && block.solid_bytes <= solid + block.link_bytes + commas
    });
    is_labelled || percent >= least && !text.ends_with(['.', '!', '?', '”'])
}

/// What is said of the pictures of a gallery, though words such as "Photo:" may stand behind it.
fn told(page: &Page, marked: &[Span]) -> Vec<Span> {
    let told = page.regions.iter().filter(|region| region.evidence == Evidence::Told);
    let told: Vec<Span> = told.map(|region| region.span).collect();
    if told.is_empty() {
        return told;
    }
    let blocks = page.blocks.iter().zip(cover(&told, page));
    let found = blocks.filter(|(block, is_told)| *is_told && running_bytes_of(block) > 0);
    let found = found.map(|(block, _)| block.span);
    found.filter(|span| marked.binary_search(span).is_err()).collect()
}

/// A span without those that others cover, which are sorted and disjoint.
fn without_all(span: Span, holes: &[Span]) -> Vec<Span> {
    let first = holes.partition_point(|hole| hole.end <= span.start);
    let inside = holes.iter().skip(first).take_while(|hole| hole.start < span.end);
    let mut left = vec![span];
    for hole in inside {
        let last = left.pop().map(|last| without(last, Some(*hole))).unwrap_or_default();
        left.extend(last);
    }
    left
}

/// A span without the part that another one covers.
pub(super) fn without(span: Span, hole: Option<Span>) -> Vec<Span> {
    match hole.filter(|hole| hole.overlaps(span)) {
        None => vec![span],
        Some(hole) => {
            let before = Span { start: span.start, end: hole.start.max(span.start) };
            let after = Span { start: hole.end.min(span.end), end: span.end };
            vec![before, after]
        }
    }
}
