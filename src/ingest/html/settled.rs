//! What an element is, where the whole page says it: parts that are named like what stands around an article, and
//! what is said of pictures.

use super::Page;
use super::main_text::{
    BytesOutsideChrome, Evidence, MIN_DENSE_BYTES, MIN_MAIN_BYTES, is_too_much, running_bytes,
};
use crate::model::Span;

/// A page is built of named parts where these hold so many times the running text that stands elsewhere, or
/// nothing to speak of stands there.
const BUILT_SHARE: usize = 8;

/// Captions from which on a page may be a gallery.
const MIN_CAPTIONS: usize = 3;

/// Bytes of what stands at a side of the text, at most, where it is a picture or a quotation.
const MAX_FLOAT_BYTES: usize = 250;

/// Says of parts, captions and what stands at a side what they are.
pub(super) fn settle(page: &mut Page) {
    for region in page.regions.iter_mut().filter(|region| region.evidence == Evidence::Float) {
        let is_brief =
            region.span.len() <= MAX_FLOAT_BYTES && !lists_years(region.span.of(&page.text));
        region.evidence = if is_brief { Evidence::Chrome } else { Evidence::Nothing };
    }
    let captions: Vec<usize> = (0..page.regions.len()).filter(|&at| is_caption(page, at)).collect();
    name(page, &captions, Evidence::Chrome);
    settle_parts(page);
    name(page, &captions, Evidence::Caption);
    let settled = if is_gallery(page) { Evidence::Told } else { Evidence::Chrome };
    name(page, &captions, settled);
}

/// Whether a text names several years: a box of dates tells what happened.
fn lists_years(text: &str) -> bool {
    let numbers = text.split(|c: char| !c.is_ascii_digit());
    numbers.filter(|number| number.len() == 4).nth(1).is_some()
}

fn is_caption(page: &Page, at: usize) -> bool {
    let evidence = page.regions.get(at).map(|region| region.evidence);
    matches!(evidence, Some(Evidence::Picture | Evidence::Caption))
}

fn name(page: &mut Page, regions: &[usize], evidence: Evidence) {
    for &at in regions {
        if let Some(region) = page.regions.get_mut(at) {
            region.evidence = evidence;
        }
    }
}

/// Whether the story of a page stands in what is said of its pictures: several captions run on, and outside chrome
/// there is no more text than they hold.
fn is_gallery(page: &Page) -> bool {
    let outside = BytesOutsideChrome::new(page);
    let captions = page.regions.iter().filter(|region| region.evidence == Evidence::Caption);
    let spans: Vec<Span> = captions.map(|region| region.span).collect();
    let (mut at, mut count, mut bytes) = (0, 0, 0);
    for (number, span) in spans.iter().enumerate() {
        let own = outside.of(page, *span);
        // A figure holds its caption, and a row of figures may be named like one.
        let is_inner = spans.get(number + 1).is_none_or(|next| span.end <= next.start);
        count += usize::from(is_inner && own > 0);
        if span.start >= at {
            bytes += own;
            at = span.end;
        }
    }
    MIN_CAPTIONS <= count && MIN_MAIN_BYTES <= bytes && outside.all() <= 2 * bytes
}

/// Says of the parts that bear the name of what stands around an article whether they do: some site builders
/// give it to every part of a page, its text included, and some pages are several `<aside>`.
fn settle_parts(page: &mut Page) {
    if page.regions.iter().all(|region| region.evidence != Evidence::Part) {
        return;
    }
    let outer = bytes_of_outer(page, Evidence::Part);
    // A single part that holds the text is told by its share; the parts in it are not.
    let are_several = outer.iter().filter(|&&bytes| bytes >= MIN_MAIN_BYTES).nth(1).is_some();
    let inside = if are_several { outer.iter().sum() } else { bytes_in(page, Evidence::Part) };
    let elsewhere = BytesOutsideChrome::new(page).all().saturating_sub(inside);
    let is_built = MIN_DENSE_BYTES <= inside
        && (elsewhere < MIN_MAIN_BYTES || elsewhere * BUILT_SHARE < inside);
    let settled = if is_built { Evidence::Container } else { Evidence::Chrome };
    for region in page.regions.iter_mut().filter(|region| region.evidence == Evidence::Part) {
        region.evidence = settled;
    }
}

/// Bytes of running text in the regions that say one thing, less those that hold too much to be around it.
fn bytes_in(page: &Page, evidence: Evidence) -> usize {
    let all = running_bytes(page, Span::new(0, page.text.len()));
    let mut at = 0;
    let mut found = 0;
    // Regions stand in the order of their beginning; an inner one is part of its outer one.
    for region in page.regions.iter().filter(|region| region.evidence == evidence) {
        let bytes = running_bytes(page, region.span);
        if region.span.start >= at && !is_too_much(bytes, all) {
            found += bytes;
            at = region.span.end;
        }
    }
    found
}

/// Bytes of running text in each of the regions that say one thing and stand in no other such.
fn bytes_of_outer(page: &Page, evidence: Evidence) -> Vec<usize> {
    let mut at = 0;
    let mut found = Vec::new();
    for region in page.regions.iter().filter(|region| region.evidence == evidence) {
        if region.span.start >= at {
            found.push(running_bytes(page, region.span));
            at = region.span.end;
        }
    }
    found
}
