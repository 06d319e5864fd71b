//! Which paragraph of a page is its title.

use super::main_text::MIN_BODY_BYTES;
use super::{Block, Page};
use crate::ingest::boilerplate::page_head::without_site;
use crate::model::Span;

/// Bytes from which a heading may be the title that the head of the page states.
const MIN_TITLE_BYTES: usize = 8;

/// Bytes of a stated title from which a heading that ends with it is the title, too.
const MIN_STATED_BYTES: usize = 20;

/// The heading that names the article: the last one of the first level before its text.
pub(super) fn block(page: &Page, main: Option<Span>) -> Option<usize> {
    let is_before = |block: &&Block| main.is_none_or(|main| block.span.start < main.end);
    let h1s = || page.blocks.iter().enumerate().filter(|(_, block)| block.is_h1);
    let inside = h1s().find(|(_, block)| main.is_some_and(|main| main.contains(block.span)));
    let before = || h1s().take_while(|(_, block)| is_before(block)).last();
    // The title in the head of the page has the name of the site before or behind it.
    let stated: Vec<String> =
        page.head.stated_title().iter().map(|title| title.to_lowercase()).collect();
    let is_stated = |block: &Block| {
        let text = block.span.of(&page.text).to_lowercase();
        text.len() >= MIN_TITLE_BYTES && stated.iter().any(|title| title.contains(&text))
    };
    let stated_headings = || {
        let blocks = page.blocks.iter().enumerate().rev();
        blocks.filter(|(_, block)| is_before(block) && block.is_heading && is_stated(block))
    };
    // The longest of them: the name of the site stands beside the title there, too. Where both are
    // links, the title is the one right above the text.
    let named = || {
        let body = page
            .blocks
            .iter()
            .find(|block| block.span.len() >= MIN_BODY_BYTES && block.link_bytes == 0);
        let above = |block: &Block| body.is_none_or(|body| block.span.start < body.span.start);
        // The name of the site may be the longer one and be set as a heading above the article.
        let is_own = |block: &Block| {
            let text = block.span.of(&page.text).to_lowercase();
            main.is_some_and(|main| main.contains(block.span))
                && stated.iter().any(|title| without_site(title) == text)
        };
        if let Some(own) = stated_headings().find(|(_, block)| is_own(block)) {
            return Some(own);
        }
        let are_links = stated_headings().all(|(_, block)| block.link_bytes > 0);
        let nearest = || stated_headings().find(|(_, block)| above(block));
        let longest = || stated_headings().max_by_key(|(_, block)| block.span.len());
        if are_links { nearest().or_else(longest) } else { longest() }
    };
    let holding = || {
        let mut headings = page.blocks.iter().enumerate().take_while(|(_, block)| is_before(block));
        headings.find(|(_, block)| {
            let text = block.span.of(&page.text).to_lowercase();
            block.is_heading && stated.iter().any(|title| held_by(&text, title))
        })
    };
    // Old pages have no headings, only large letters.
    let lettered = || {
        let blocks = page.blocks.iter().enumerate().take_while(|(_, block)| is_before(block));
        let plain = blocks.filter(|(_, block)| block.link_bytes == 0 && is_stated(block));
        plain.max_by_key(|(_, block)| block.span.len())
    };
    // Where every chapter has a heading of the first level, the title stands above the first one as the
    // head of the page states it.
    let above_chapters = || {
        let first = h1s().next().filter(|(_, block)| !is_stated(block))?.0;
        h1s().nth(1)?;
        let is_title = |block: &Block| {
            let text = block.span.of(&page.text).to_lowercase();
            block.link_bytes == 0 && stated.iter().any(|title| without_site(title) == text)
        };
        page.blocks.iter().enumerate().take(first).rfind(|(_, block)| is_title(block))
    };
    below_site(page, main, &stated)
        .or_else(above_chapters)
        .or(inside)
        .or_else(named)
        .or_else(holding)
        .or_else(before)
        .or_else(lettered)
        .map(|(i, _)| i)
}

/// The title without a heading of its own, where the only heading of the first level is the name of the site, which
/// the head of the page states behind the title.
fn below_site<'a>(
    page: &'a Page,
    main: Option<Span>,
    stated: &[String],
) -> Option<(usize, &'a Block)> {
    let lower = |block: &Block| block.span.of(&page.text).to_lowercase();
    let mut h1s = page.blocks.iter().enumerate().filter(|(_, block)| block.is_h1);
    let (at, site) = h1s.next().filter(|_| h1s.next().is_none())?;
    let name = lower(site);
    let mut titles = stated.iter().filter(|title| {
        let before = title.strip_suffix(&name).unwrap_or_default();
        before.ends_with(' ') && !name.is_empty()
    });
    let title = without_site(titles.next()?);
    let is_title = |block: &Block| block.link_bytes == 0 && lower(block) == title;
    let below = page.blocks.iter().enumerate().skip(at + 1);
    let mut below = below.take_while(|(_, it)| main.is_none_or(|main| it.span.start < main.end));
    below.find(|(_, block)| title.len() >= MIN_TITLE_BYTES && is_title(block))
}

/// Whether a heading ends with the title that the head of the page states before the name of the site:
/// `Siberia: The town that sold its forest`.
fn held_by(heading: &str, stated: &str) -> bool {
    let title = without_site(stated);
    title.len() >= MIN_STATED_BYTES && heading.ends_with(title)
}
