//! HTML → text in paragraphs, with what is known about every part of it.
//!
//! A tokeniser and an explicit stack, no tree: nesting, attributes and missing tags cost no more than
//! their bytes. Scripts and hidden parts are dropped; everything else stays in the text, and
//! `html_main` says which of it is the article.

mod cards;
mod clock;
mod elements;
mod embedded;
mod linked_data;
mod main_text;
mod merged;
pub(super) mod meta;
pub(super) mod posts;
mod printed_title;
mod scripted;
mod settled;
mod state;
mod threads;
mod title;

use super::dct::stated;
use super::parts::Parts;
use crate::model::{Dct, DctMethod, Format, Span};
use crate::phrase::note;
use cards::Sibling;
use clock::Clock;
use elements::{begins_body, is_block, is_dropped, is_inward, is_line, is_link, is_void};
use html5gum::emitters::default::{DefaultEmitter, StartTag};
use html5gum::{Token, Tokenizer};
use main_text::{Article, Evidence, Region};
use merged::Tables;
use meta::Head;
use posts::Post;

/// Open elements that are told apart; deeper ones are read as their parent.
const MAX_DEPTH: usize = 512;

/// Bytes of HTML that are read at most: 16 MiB.
pub(super) const MAX_BYTES: usize = 16 << 20;

/// How far the day can be trusted that stands beside the text of an article in the data of a page.
const STATED_BESIDE: f32 = 0.88;

/// Digits above the line that may be the mark of a note.
const NOTE_DIGITS: usize = 3;

/// A paragraph, heading, item or cell.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    /// Where it stands in the text.
    pub(super) span: Span,
    /// Bytes of it that are neither white space nor the mark of a list.
    pub(super) solid_bytes: usize,
    /// Those of them inside links.
    pub(super) link_bytes: usize,
    /// Whether it is a heading of the first level.
    pub(super) is_h1: bool,
    /// Whether it is a heading of any level.
    pub(super) is_heading: bool,
}

/// A page taken apart.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Its text, paragraphs apart by blank lines.
    pub(super) text: String,
    /// Its paragraphs in order.
    pub(super) blocks: Vec<Block>,
    /// Parts of the page that tell by their tag, role or class what they are.
    pub(crate) regions: Vec<Region>,
    /// Parts that stand beside others of the same name, in the order of their beginning.
    pub(crate) siblings: Vec<Sibling>,
    /// What the page says about itself.
    pub(super) head: Head,
}

/// Reads a page: text, chrome, title, dates.
pub(super) fn read(html: &str) -> Parts {
    let page = take_apart(html);
    let article = main_text::article(&page);
    let (metadata, dates) = meta::read(&page, &article);
    let shown = embedded::shown(&page.text, &article.chrome, article.title);
    let title = metadata.title.as_deref().unwrap_or_default();
    if let Some(kept) = embedded::text(&page.head, title, shown) {
        let text = if kept.text.contains("</") { text(&kept.text) } else { kept.text };
        let text = [title, text.trim()].join("\n\n").trim_start().to_owned();
        let beside = kept.date.and_then(|date| beside_text(&date));
        let dates = dates.into_iter().chain(beside).collect();
        return Parts { text, metadata, dates, ..Parts::empty(Format::Html) };
    }
    let (posts, around) = posts_of(&page, &article);
    let (chrome, others) = (around.unwrap_or(article.chrome), article.others);
    let parts = Parts::empty(Format::Html);
    Parts { text: page.text, chrome, others, posts, metadata, dates, ..parts }
}

/// The day that the data of a page states beside the text of its article.
fn beside_text(date: &str) -> Option<Dct> {
    stated(date, DctMethod::Metadata, &format!("data: {date}"), None, STATED_BESIDE)
}

/// The posts of a page that is a channel or a thread, and then all of it that is chrome.
fn posts_of(page: &Page, article: &Article) -> (Vec<Post>, Option<Vec<Span>>) {
    let posts = posts::posts(page);
    if !posts.is_empty() {
        let around = posts::chrome(&posts, &page.text, article.title);
        return (posts, Some(around));
    }
    match threads::thread(page, article.title, page.head.order(&page.text)) {
        Some(thread) => {
            let around = threads::chrome(&thread, &page.text, article.title);
            (thread.posts, Some(around))
        }
        None => (posts, None),
    }
}

/// The text of a page as a whole.
pub(super) fn text(html: &str) -> String {
    take_apart(html).text
}

/// The text of a chapter of a book, which is XML: an element may end where it begins, and then it is empty.
pub(super) fn text_of_xml(xhtml: &str) -> String {
    read_as(Syntax::Xml, xhtml).text
}

fn take_apart(html: &str) -> Page {
    read_as(Syntax::Html, html)
}

/// How a page is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Syntax {
    Html,
    Xml,
}

fn read_as(syntax: Syntax, html: &str) -> Page {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(syntax == Syntax::Html);
    let mut walk = Walk::default();
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                walk.open(&tag);
                if syntax == Syntax::Xml && tag.self_closing && !is_void(&tag.name) {
                    walk.close(&tag.name);
                }
            }
            Token::EndTag(tag) => walk.close(&tag.name),
            Token::String(string) => walk.text(&String::from_utf8_lossy(&string)),
            Token::Comment(comment) => {
                walk.page.head.notice_comment(&String::from_utf8_lossy(&comment));
            }
            Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    walk.finish()
}

/// What stands between two pieces of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
    Paragraph,
}

/// An open element.
#[derive(Debug)]
struct Open {
    name: Vec<u8>,
    region: Option<usize>,
    is_dropped: bool,
    /// Where it begins, if it is marked up as a comment.
    comment: Option<u32>,
    is_link: bool,
    is_h1: bool,
    is_heading: bool,
    clock: Option<usize>,
    sibling: Option<usize>,
    number: u32,
}

/// The state of the walk through a page.
#[derive(Debug, Default)]
struct Walk {
    page: Page,
    stack: Vec<Open>,
    gap: Gap,
    mark: &'static str,
    dropped: usize,
    links: usize,
    h1: usize,
    headings: usize,
    pre: usize,
    /// Where the text of the last row or cell of a table begins.
    cell: usize,
    tables: Tables,
    /// Where the text of a `<time>` or of one of two neighbours begins or ends: styles part it from
    /// words that touch it.
    seam: usize,
    /// Where the text of the last `<span>` ends.
    span_end: usize,
    /// Elements opened so far.
    opened: u32,
    /// Whether the text goes to the title or to the linked data of the page.
    aside: Option<Aside>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Aside {
    Title,
    LinkedData,
    /// The data that scripts begin with.
    Data,
    Script,
}

impl Walk {
    fn open(&mut self, tag: &StartTag<()>) {
        let name: &[u8] = &tag.name;
        self.page.head.notice(tag, self.stack.iter().find_map(|open| open.comment));
        match name {
            b"br" => self.line_break(),
            b"hr" => self.gap = Gap::Paragraph,
            _ => {}
        }
        if is_void(name) {
            return;
        }
        self.close_implied(name);
        self.make_gap(name);
        if self.stack.len() >= MAX_DEPTH {
            return;
        }
        self.repeat_cell(tag);
        let evidence = main_text::evidence(tag, |outer| self.is_inside(outer));
        let is_below = self.is_below_quotation(name);
        let evidence = evidence.filter(|_| !is_below);
        let region = evidence.map(|evidence| self.begin_region(evidence));
        let is_dropped = is_dropped(tag) || evidence == Some(Evidence::Hidden);
        let clock = self.begin_clock(tag);
        let sibling = self.begin_sibling(tag);
        self.opened += 1;
        if let (b"a", Some(outer)) = (name, self.stack.last().and_then(|open| open.clock)) {
            self.page.head.point_clock(outer, tag);
        }
        self.dropped += usize::from(is_dropped);
        let is_link = is_link(tag) && !(self.headings > 0 && is_inward(tag));
        self.links += usize::from(is_link);
        self.h1 += usize::from(name == b"h1");
        let is_heading = matches!(name, b"h1" | b"h2" | b"h3" | b"h4");
        self.headings += usize::from(is_heading);
        self.pre += usize::from(name == b"pre");
        self.aside = match name {
            b"title" if !self.is_inside(b"svg") => Some(Aside::Title),
            b"script" if meta::is_linked_data(tag) => {
                self.page.head.linked_data.push(String::new());
                Some(Aside::LinkedData)
            }
            b"script" if meta::is_data(tag) => {
                self.page.head.data.push(String::new());
                Some(Aside::Data)
            }
            b"script" => {
                self.page.head.states.push(String::new());
                Some(Aside::Script)
            }
            _ => self.aside,
        };
        self.stack.push(Open {
            name: name.to_vec(),
            region,
            is_dropped,
            comment: meta::is_comment(tag).then_some(self.page.text.len() as u32),
            is_link,
            is_h1: name == b"h1",
            is_heading,
            clock,
            sibling,
            number: self.opened,
        });
    }

    fn close(&mut self, name: &[u8]) {
        if matches!(name, b"title" | b"script") {
            self.aside = None;
        }
        if let Some(depth) = self.stack.iter().rposition(|open| open.name == name) {
            while self.stack.len() > depth {
                self.pop();
            }
        }
        if is_block(name) {
            self.gap = self.gap.max(Gap::Paragraph);
        } else if is_line(name) {
            self.gap = self.gap.max(Gap::Line);
        }
        match name {
            b"time" | b"button" | b"cite" => self.seam = self.page.text.len(),
            b"span" => self.span_end = self.page.text.len(),
            _ => {}
        }
    }

    fn pop(&mut self) {
        let Some(open) = self.stack.pop() else { return };
        let end = self.page.text.len();
        if let Some(region) = open.region.and_then(|i| self.page.regions.get_mut(i)) {
            region.span = Span::new(region.span.start as usize, end);
        }
        if let Some(clock) = open.clock.and_then(|i| self.page.head.clocks.get_mut(i)) {
            clock.span = Span::new(clock.span.start as usize, end);
        }
        if let Some(sibling) = open.sibling.and_then(|i| self.page.siblings.get_mut(i)) {
            sibling.span = Span::new(sibling.span.start as usize, end);
        }
        self.dropped -= usize::from(open.is_dropped);
        self.links -= usize::from(open.is_link);
        self.h1 -= usize::from(open.is_h1);
        self.headings -= usize::from(open.is_heading);
        self.pre -= usize::from(open.name == b"pre");
        self.tables.close(&open.name, &self.page.text);
    }

    fn begin_region(&mut self, evidence: Evidence) -> usize {
        let start = self.page.text.len();
        self.page.regions.push(Region { span: Span::new(start, start), evidence });
        self.page.regions.len() - 1
    }

    /// A figure with a quotation or a table in it is none with a picture, and what stands below that is its source.
    fn is_below_quotation(&mut self, name: &[u8]) -> bool {
        if !matches!(name, b"blockquote" | b"table" | b"pre" | b"figcaption") {
            return false;
        }
        let figure = self.stack.iter().rfind(|open| open.name == b"figure");
        let region = figure.and_then(|figure| self.page.regions.get_mut(figure.region?));
        let Some(region) = region else { return false };
        if name != b"figcaption" && region.evidence == Evidence::Picture {
            region.evidence = Evidence::Container;
        }
        region.evidence == Evidence::Container
    }

    fn begin_clock(&mut self, tag: &StartTag<()>) -> Option<usize> {
        let start = self.page.text.len();
        let clock = Clock::new(tag, Span::new(start, start))?;
        self.page.head.clocks.push(clock);
        Some(self.page.head.clocks.len() - 1)
    }

    fn begin_sibling(&mut self, tag: &StartTag<()>) -> Option<usize> {
        let start = self.page.text.len();
        let parent = self.stack.last().map_or(0, |open| open.number);
        let is_full = self.page.siblings.len() >= cards::MAX_SIBLINGS;
        let sibling = Sibling::new(tag, parent, Span::new(start, start)).filter(|_| !is_full)?;
        self.page.siblings.push(sibling);
        Some(self.page.siblings.len() - 1)
    }

    fn is_inside(&self, name: &[u8]) -> bool {
        self.stack.iter().any(|open| open.name == name)
    }

    /// `<li>` ends an open `<li>`, a block ends an open `<p>`, and so on.
    fn close_implied(&mut self, name: &[u8]) {
        if begins_body(name) {
            self.end_head();
        }
        let ends: &[&[u8]] = match name {
            b"li" => &[b"li"],
            b"dt" | b"dd" => &[b"dt", b"dd"],
            b"td" | b"th" => &[b"td", b"th"],
            b"tr" => &[b"td", b"th", b"tr"],
            b"option" => &[b"option"],
            _ if is_block(name) => &[b"p"],
            _ => return,
        };
        while self.stack.last().is_some_and(|open| ends.contains(&open.name.as_slice())) {
            self.pop();
        }
    }

    /// The end tag of a head may be left out, and the start tag of the body with it.
    fn end_head(&mut self) {
        if self.stack.last().is_some_and(|open| open.name == b"head") {
            self.pop();
        }
    }

    fn make_gap(&mut self, name: &[u8]) {
        if is_block(name) {
            self.gap = self.gap.max(Gap::Paragraph);
        } else if is_line(name) {
            self.gap = self.gap.max(Gap::Line);
        }
        match name {
            b"li" => self.mark = "• ",
            b"time" | b"button" => self.seam = self.page.text.len(),
            b"span" if self.span_end == self.page.text.len() || ends_with_year(&self.page.text) => {
                self.seam = self.page.text.len();
            }
            b"a" if self.span_end == self.page.text.len() => self.seam = self.page.text.len(),
            // A cell with lines of its own is no cell of a table but a part of the page.
            b"td" | b"th" if self.cell_has_lines() => self.gap = Gap::Paragraph,
            b"td" | b"th" if self.gap < Gap::Line => self.mark = " | ",
            b"tr" => self.mark = "",
            _ => {}
        }
        if matches!(name, b"td" | b"th" | b"tr") {
            self.cell = self.page.text.len();
        }
    }

    /// Writes what stands beside several rows into one of them.
    fn repeat_cell(&mut self, tag: &StartTag<()>) {
        let beside = self.tables.open(tag, self.page.text.len());
        if let Some(beside) = beside.filter(|_| self.dropped == 0) {
            beside.chars().for_each(|c| {
                if c == ' ' { self.gap = self.gap.max(Gap::Space) } else { self.push(c) }
            });
            self.mark = " | ";
            self.cell = self.page.text.len();
        }
    }

    /// Whether the text since the last cell began has several lines.
    fn cell_has_lines(&self) -> bool {
        let cell = self.page.text.as_bytes().get(self.cell..).unwrap_or_default();
        cell.trim_ascii_start().contains(&b'\n')
    }

    fn line_break(&mut self) {
        self.gap = if self.gap >= Gap::Line { Gap::Paragraph } else { Gap::Line };
    }

    fn text(&mut self, text: &str) {
        match self.aside {
            Some(Aside::Title) => return self.page.head.title.push_str(text),
            Some(Aside::LinkedData) => return self.page.head.keep_linked(text),
            Some(Aside::Data) => return self.page.head.keep_data(text),
            Some(Aside::Script) => {
                self.page.head.keep_state(text);
                return self.page.head.scripts.notice(text);
            }
            None if self.dropped > 0 => return,
            None => {}
        }
        let is_note = text.len() <= NOTE_DIGITS
            && text.bytes().all(|byte| byte.is_ascii_digit())
            && self.is_inside(b"sup");
        for c in text.chars() {
            let c = if is_note { note::raised(c) } else { c };
            if c == '\n' && self.pre > 0 {
                self.line_break();
            } else if c.is_whitespace() || matches!(c, '\u{200b}' | '\u{ad}' | '\0') {
                if c.is_whitespace() {
                    self.gap = self.gap.max(Gap::Space);
                }
            } else {
                self.push(c);
            }
        }
    }

    fn push(&mut self, c: char) {
        let page = &mut self.page;
        let is_first = page.text.is_empty();
        if self.gap >= Gap::Line || is_first {
            if !is_first {
                page.text.push_str(if self.gap == Gap::Paragraph { "\n\n" } else { "\n" });
            }
            let start = page.text.len();
            page.blocks.push(Block {
                span: Span::new(start, start),
                solid_bytes: 0,
                link_bytes: 0,
                is_h1: self.h1 > 0,
                is_heading: self.headings > 0,
            });
            page.text.push_str(self.mark.trim_start());
        } else if !self.mark.is_empty() {
            page.text.push_str(self.mark);
        } else if self.gap == Gap::Space || self.seam == page.text.len() && is_glued(&page.text, c)
        {
            page.text.push(' ');
        }
        self.gap = Gap::None;
        self.mark = "";
        page.text.push(c);
        if let Some(block) = page.blocks.last_mut() {
            block.span = Span::new(block.span.start as usize, page.text.len());
            block.solid_bytes += c.len_utf8();
            block.link_bytes += if self.links > 0 { c.len_utf8() } else { 0 };
        }
    }

    fn finish(mut self) -> Page {
        while !self.stack.is_empty() {
            self.pop();
        }
        settled::settle(&mut self.page);
        self.page
    }
}

/// Whether two words would be read as one: a year and what follows it, a word and a number or a name
/// behind it. Some programs cut words, and all cut numbers, at any letter.
fn is_glued(text: &str, next: char) -> bool {
    let digits = last_digits(text);
    let is_year = ends_with_year(text) && next.is_alphanumeric();
    // A minute has two digits.
    let is_time = digits == 2 && next.is_ascii_digit() && text.rfind(':') == Some(text.len() - 3);
    let begins_word = next.is_ascii_digit() || next.is_uppercase();
    let ends_word = text.ends_with(|c: char| c.is_lowercase() || c == ':') && begins_word;
    is_year || is_time || ends_word || digits > 0 && next.is_uppercase()
}

/// Digits at the end of a text.
fn last_digits(text: &str) -> usize {
    text.bytes().rev().take_while(u8::is_ascii_digit).count()
}

fn ends_with_year(text: &str) -> bool {
    last_digits(text) == 4
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn paragraphs_lists_and_tables() {
        let html = "<h1>A  vote</h1><p>It was\n<b>held</b>.<p>Later<br>twice.<ul><li>one<li>two</ul>\
                    <table><tr><td>1999</td><td>A treaty</td></tr></table>";
        insta::assert_snapshot!(text(html), @r"
        A vote

        It was held.

        Later
        twice.

        • one
        • two

        1999 | A treaty
        ");
    }

    #[test]
    fn the_day_beside_several_rows_is_that_of_each() {
        let html = "<table><tr><th>Date</th><th>Event</th></tr><tr><td rowspan=3>3 May 1961</td><td>They met.</td></tr><tr><td>They ate.</td></tr>\
                    <tr><td>They left.</td></tr><tr><td>4 May</td><td>It fell.</td></tr><tr><td rowspan=2>North</td><td>A</td></tr><tr><td>B</td></tr></table>";
        insta::assert_snapshot!(text(html), @r"
        Date | Event
        3 May 1961 | They met.
        3 May 1961 | They ate.
        3 May 1961 | They left.
        4 May | It fell.
        North | A
        B
        ");
    }

    #[test]
    fn a_head_ends_where_the_body_begins() {
        let head =
            "<!doctype html><head><meta charset=utf-8><title>Vote</title><style>p {}</style>";
        for body in ["<p>It was held.", "<body><b>It</b> was held.", "<div>It was held.</div>"] {
            assert_eq!(text(&format!("{head}{body}")), "It was held.", "{body}");
            assert_eq!(text(&format!("{head}</head>{body}")), "It was held.", "{body}");
            let data = "<xml>Normal</xml> --> {{vote}}";
            assert_eq!(text(&format!("{head}{data}</head>{body}")), "It was held.", "{body}");
        }
        assert_eq!(
            text(&format!("{head}<noscript>Off</noscript><body>It was held.")),
            "It was held."
        );
    }

    #[test]
    fn scripts_and_hidden_parts_are_dropped() {
        let html = "<p>Seen</p><script>var x = '<p>no</p>';</script><style>p{}</style>\
                    <div style='display: none'>no</div><p hidden>no</p><p>&Eacute;t&eacute; &amp; r&#233;gion</p>";
        assert_eq!(text(html), "Seen\n\nÉté & région");
    }

    #[test]
    fn names_of_places_in_a_page_are_no_links() {
        let page = take_apart(
            "<h2><a name=one>One</a></h2><h2><a id=two />Two</h2><h3><a href='#3'>Three</a></h3>\
             <h3><a href=/4>Four</a></h3><a href='#5'>Five</a>",
        );
        let links: Vec<usize> = page.blocks.iter().map(|block| block.link_bytes).collect();
        assert_eq!(links, [0, 0, 0, 4, 4]);
    }

    #[test]
    fn hostile_nesting_is_read_in_time() {
        let deep = "<div><ul><li>".repeat(60_000) + "end";
        assert!(text(&deep).ends_with("end"));
        let wide = format!("<p {}>end", "a=1 b=2 ".repeat(100_000));
        assert_eq!(text(&wide), "end");
        assert_eq!(text("<p <p <p >&amp;&amp"), "&&");
    }

    proptest! {
        #[test]
        fn any_text_gives_blocks_in_order(html in "(<(div|p|li|/p|a|td|/div|h1)>|[a-z é&;<>\n\"]){0,60}") {
            let page = take_apart(&html);
            let mut end = 0;
            for block in &page.blocks {
                prop_assert!(block.span.start >= end && !block.span.of(&page.text).is_empty());
                end = block.span.end;
            }
            for span in main_text::article(&page).chrome {
                prop_assert!(!span.of(&page.text).is_empty());
            }
        }
    }
}
