//! One text with its parts → one document.

use super::dct;
use super::dct::byline;
use super::encoding;
use super::html;
use super::language;
use super::notice::{doubtful, note, skipped};
use super::open::Item;
use super::parts::Parts;
use super::{FoundDate, Options, Stated};
use crate::model::span::CharOffsets;
use crate::model::{
    Dct, DctMethod, Document, DocumentId, Locator, LocatorUnit, Metadata, Span, Warning, When,
};
use std::sync::Arc;

/// What is known about a text, and where it came from → a document; nothing where it is empty.
pub(super) fn document(
    item: &Item<'_>,
    mut parts: Parts,
    mut warnings: Vec<Warning>,
    options: &Options,
) -> Result<Document, Box<Warning>> {
    let label = item.label.as_str();
    if parts.text.trim().is_empty() {
        let advice = "Open it to see whether it holds any";
        return Err(Box::new(skipped(label, "No text was found in the file", advice)));
    }
    overlay(&mut parts.metadata, &item.stated, options);
    place_parts(&mut parts, &item.stated);
    name_language(&mut parts, label, &mut warnings);
    let mut dct_candidates = dct::candidates(&parts, &item.stated, label, options);
    let is_by_manifest = |dct: &Dct| dct.method == DctMethod::Manifest;
    let is_understood = item.stated.date.is_none() || dct_candidates.iter().any(is_by_manifest);
    if item.stated.chrome.is_some() {
        // A bundle says which date was found, or none.
        dct_candidates.retain(is_by_manifest);
        dct_candidates.extend(item.stated.dct.iter().filter_map(found_date));
    } else {
        byline::mark(&mut parts);
    }
    if let Some(sent) = &item.sent {
        dct::add_sent(&mut dct_candidates, sent);
    }
    dct_candidates.extend(item.fetched.as_deref().and_then(dct::fetched));
    if !is_understood {
        warnings.push(doubtful(
            label,
            "The date that the manifest gives could not be understood",
            "Write it as 2022-10-30, 2022-10 or 2022",
        ));
    }
    let mut locators = parts.locators;
    if let (true, Some((unit, number))) = (locators.is_empty(), item.part) {
        locators.push(Locator::new(0, unit, number));
    }
    let text: Arc<str> = Arc::from(parts.text);
    Ok(Document {
        id: DocumentId::new(label),
        path: item.path.clone(),
        format: parts.format,
        hash: *blake3::hash(text.as_bytes()).as_bytes(),
        text,
        metadata: parts.metadata,
        dct: dct::best(&dct_candidates),
        dct_candidates,
        chrome: parts.chrome,
        locators,
        duplicate_of: None,
        told: Vec::new(),
        warnings,
    })
}

/// The text of a file.
pub(super) fn decoded(bytes: &[u8], label: &str, warnings: &mut Vec<Warning>) -> String {
    let decoded = encoding::decode(bytes);
    if decoded.is_damaged {
        warnings.push(note(
            label,
            &format!("Some characters are not valid {} and show as �", decoded.encoding),
            "Save the file as UTF-8",
        ));
    }
    decoded.text
}

/// HTML up to the limit.
pub(super) fn page(mut html: String, label: &str, warnings: &mut Vec<Warning>) -> Parts {
    if html.len() > html::MAX_BYTES {
        html.truncate(html.floor_char_boundary(html::MAX_BYTES));
        warnings.push(doubtful(
            label,
            "Only the first 16 MB of the page were read, because it is larger",
            "Split the page into smaller ones",
        ));
    }
    html::read(&html)
}

/// What the manifest and the user say beats what the document says.
fn overlay(metadata: &mut Metadata, stated: &Stated, options: &Options) {
    let fields = [
        (&mut metadata.title, &stated.title),
        (&mut metadata.author, &stated.author),
        (&mut metadata.url, &stated.url),
        (&mut metadata.language, &stated.language),
    ];
    for (field, value) in fields {
        if value.is_some() {
            field.clone_from(value);
        }
    }
    if metadata.language.is_none() {
        metadata.language.clone_from(&options.language);
    }
}

/// A date as it was found before the document was packed.
fn found_date(found: &FoundDate) -> Option<Dct> {
    Some(Dct {
        when: When::from_edtf(found.date.parse().ok()?),
        method: DctMethod::ALL.into_iter().find(|method| method.word() == found.method)?,
        evidence: found.evidence.clone(),
        span: None,
        score: found.score,
    })
}

/// What a bundle says about chrome and the parts of the file.
fn place_parts(parts: &mut Parts, stated: &Stated) {
    if stated.chrome.is_none() && stated.locators.is_empty() {
        return;
    }
    let offsets = CharOffsets::new(&parts.text);
    // A manifest may have been written for another text: what stands behind the end of this one stands at it.
    let all = offsets.char_of(parts.text.len() as u32);
    let byte = |chars: u32| offsets.byte_of(chars.min(all)) as usize;
    if let Some(chrome) = &stated.chrome {
        let spans = chrome.iter().filter(|(start, end)| start < end && *start < all);
        let mut spans: Vec<Span> =
            spans.map(|(start, end)| Span::new(byte(*start), byte(*end))).collect();
        spans.sort();
        spans.dedup_by(|next, before| next.start < before.end);
        parts.chrome = spans;
    }
    let locator = |(start, word, number): &(u32, String, u32)| {
        let unit = LocatorUnit::ALL.into_iter().find(|unit| unit.word() == word)?;
        Some(Locator::new(byte(*start), unit, *number as usize))
    };
    if !stated.locators.is_empty() {
        parts.locators = stated.locators.iter().filter_map(locator).collect();
        parts.locators.sort();
    }
}

/// Pages often claim a language that they are not in, so their text is asked too.
fn name_language(parts: &mut Parts, label: &str, warnings: &mut Vec<Warning>) {
    let guess = language::guess(&parts.text);
    let language = parts.metadata.language.clone().or_else(|| guess.map(str::to_owned));
    let is_english = |tag: &str| tag.get(..2).is_some_and(|tag| tag.eq_ignore_ascii_case("en"));
    let spoken = guess.or(language.as_deref());
    if let Some(other) = spoken.filter(|tag| !is_english(tag)) {
        warnings.push(doubtful(
            label,
            &format!("The text seems to be in another language than English ({other}), so dates and places in it may be missed"),
            "Add an English translation of it",
        ));
    }
    parts.metadata.language = language;
}
