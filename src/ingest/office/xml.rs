//! XML as a flat run of events: names without their prefix, entities resolved, nothing fetched.

use crate::ingest::html;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Elements within elements that are told apart; a deeper document is no honest one.
const MAX_DEPTH: usize = 2_000;

/// One thing in an XML text.
#[derive(Debug)]
pub(in crate::ingest) enum Xml<'a> {
    /// An element begins.
    Open(Element<'a>),
    /// The element of this name ends.
    Close(String),
    /// All text up to the next tag, with entities resolved.
    Text(String),
}

/// The beginning of an element.
#[derive(Debug)]
pub(in crate::ingest) struct Element<'a> {
    tag: BytesStart<'a>,
}

impl Element<'_> {
    /// Its name without prefix.
    pub(in crate::ingest) fn name(&self) -> &str {
        self.tag.local_name().into_inner()
    }

    /// Its name as it is written.
    pub(in crate::ingest) fn full_name(&self) -> &str {
        self.tag.name().into_inner()
    }

    /// The value of an attribute by its name without prefix.
    pub(in crate::ingest) fn attribute(&self, name: &str) -> Option<String> {
        let mut all = self.tag.attributes().flatten();
        let found = all.find(|attribute| attribute.key.local_name().into_inner() == name)?;
        let raw = found.value.as_ref();
        Some(
            quick_xml::escape::unescape(raw)
                .map_or_else(|_| raw.to_owned(), std::borrow::Cow::into_owned),
        )
    }
}

/// Passes everything in an XML text to `see`, until it returns `false` or the text is broken.
pub(in crate::ingest) fn walk(xml: &str, mut see: impl FnMut(Xml<'_>) -> bool) {
    let mut reader = Reader::from_str(xml.trim_start_matches('\u{feff}'));
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut depth = 0;
    let mut text = String::new();
    loop {
        let event = reader.read_event().unwrap_or(Event::Eof);
        let is_tag =
            matches!(event, Event::Start(_) | Event::Empty(_) | Event::End(_) | Event::Eof);
        if is_tag && !text.is_empty() && !see(Xml::Text(std::mem::take(&mut text))) {
            return;
        }
        let goes_on = match event {
            Event::Start(tag) => {
                depth += 1;
                depth <= MAX_DEPTH && see(Xml::Open(Element { tag }))
            }
            Event::Empty(tag) => {
                let name = tag.local_name().into_inner().to_owned();
                see(Xml::Open(Element { tag })) && see(Xml::Close(name))
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                see(Xml::Close(tag.local_name().into_inner().to_owned()))
            }
            Event::Text(more) => {
                text.push_str(&more);
                true
            }
            Event::CData(more) => {
                text.push_str(&more);
                true
            }
            Event::GeneralRef(name) => {
                match name.resolve_char_ref() {
                    Ok(Some(c)) => text.push(c),
                    // Entities that a document defines itself are left out: they may be bombs. Those of
                    // HTML are used without a word on where they are defined.
                    _ => text.push_str(&named(&name)),
                }
                true
            }
            Event::Eof => return,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => true,
        };
        if !goes_on {
            return;
        }
    }
}

/// What an entity of XML or HTML stands for; nothing where they have none of that name.
fn named(name: &str) -> String {
    let known = match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        "nbsp" => "\u{a0}",
        _ => "",
    };
    if !known.is_empty() {
        return known.to_owned();
    }
    let read = html::text(&format!("&{name};"));
    // One that HTML does not have stays as it is written, whole or in part.
    if read.ends_with(';') { String::new() } else { read }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Elements as `<name a=value>`, ends as `/`, texts as they are.
    #[track_caller]
    fn check(xml: &str, expected: &str) {
        let mut seen = Vec::new();
        walk(xml, |event| {
            seen.push(match event {
                Xml::Open(element) => match element.attribute("a") {
                    Some(value) => format!("<{} a={value}>", element.name()),
                    None => format!("<{}>", element.name()),
                },
                Xml::Close(_) => "/".to_owned(),
                Xml::Text(text) => text,
            });
            true
        });
        assert_eq!(seen.join(" "), expected);
    }

    #[test]
    fn names_lose_their_prefix_and_entities_are_resolved() {
        check("<w:p w:a='1&amp;2'>x<w:br/></w:p>", "<p a=1&2> x <br> / /");
        check("<p>1 &lt; 2 &#233;<![CDATA[<x>]]></p>", "<p> 1 < 2 é<x> /");
        check("<p>Orl&eacute;ac&nbsp;&mdash; a<!-- x -->b</p>", "<p> Orléac\u{a0}— ab /");
    }

    #[test]
    fn entities_of_the_document_are_left_out() {
        check(
            "<!DOCTYPE p [<!ENTITY a 'aaaa'><!ENTITY b SYSTEM 'file:///etc/passwd'>]><p>&a;&b;x</p>",
            "<p> x /",
        );
    }

    #[test]
    fn deep_nesting_ends_the_walk() {
        let mut count = 0;
        walk(&"<a>".repeat(200_000), |_| {
            count += 1;
            true
        });
        assert_eq!(count, MAX_DEPTH);
    }
}
