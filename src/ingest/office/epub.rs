//! Electronic books (EPUB 3): the chapters in reading order.

use super::package::Package;
use super::xml::{Element, Xml, walk};
use crate::ingest::extract::{Extract, Refusal};
use crate::ingest::html;
use std::collections::{BTreeMap, BTreeSet};

/// Reads a book.
pub(in crate::ingest) fn read(bytes: &[u8]) -> Result<Extract, Refusal> {
    let mut package = Package::new(bytes)?;
    let missing = || Refusal::Damaged("it has no table of its chapters".to_owned());
    let container = package.text("META-INF/container.xml")?.ok_or_else(missing)?;
    let mut path = root_file(&container).ok_or_else(missing)?;
    let mut opf = package.text(&path)?;
    // Some programs write it as the reference of a chapter.
    if opf.is_none() {
        path = resolved("", &path);
        opf = package.text(&path)?;
    }
    let opf = opf.ok_or_else(missing)?;
    let book = Book::new(&opf);
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut extract = Extract {
        title: book.title,
        author: book.author,
        language: book.language,
        ..Extract::default()
    };
    for (field, value, score) in book.dates {
        extract.date(field, &value, score);
    }
    let mut number = 0;
    let mut seen = BTreeSet::new();
    for href in book.chapters {
        // Some programs list a chapter again for each place in it.
        let path = resolved(folder, &href);
        if !seen.insert(path.clone()) {
            continue;
        }
        let Some(chapter) = package.text(&path)? else { continue };
        let text = html::text_of_xml(&chapter);
        if text.trim().is_empty() {
            continue;
        }
        number += 1;
        extract.begin_part(number);
        extract.paragraph(&text);
        if extract.is_cut {
            break;
        }
    }
    Ok(extract)
}

/// What the package document says.
#[derive(Debug, Default)]
struct Book {
    title: Option<String>,
    author: Option<String>,
    language: Option<String>,
    dates: Vec<(&'static str, String, f32)>,
    chapters: Vec<String>,
}

impl Book {
    fn new(opf: &str) -> Self {
        let mut book = Self::default();
        let mut files: BTreeMap<String, String> = BTreeMap::new();
        let mut spine = Vec::new();
        let mut field = String::new();
        walk(opf, |event| {
            match event {
                Xml::Open(element) => {
                    element.name().clone_into(&mut field);
                    match field.as_str() {
                        "item" => files.extend(chapter_file(&element)),
                        "itemref" => spine.extend(element.attribute("idref")),
                        "meta" => {
                            field = element.attribute("property").unwrap_or_default();
                        }
                        // EPUB 2 says so what the date is of.
                        "date" => field = element.attribute("event").unwrap_or(field.clone()),
                        _ => {}
                    }
                }
                Xml::Close(_) => field.clear(),
                Xml::Text(text) => book.take(&field, text.trim()),
            }
            true
        });
        book.chapters = spine.iter().filter_map(|id| files.get(id).cloned()).collect();
        book
    }

    fn take(&mut self, field: &str, text: &str) {
        let text = text.to_owned();
        match field {
            "title" if self.title.is_none() => self.title = Some(text),
            "creator" if self.author.is_none() => self.author = Some(text),
            "language" if self.language.is_none() => self.language = Some(text),
            "original-publication" => self.dates.push(("original publication", text, 0.9)),
            "date" | "publication" | "published" | "ops-publication" | "creation" | "issued" => {
                self.dates.push(("date", text, 0.85));
            }
            "dcterms:modified" | "modification" | "modified" | "conversion" => {
                self.dates.push(("modified", text, 0.4));
            }
            _ => {}
        }
    }
}

/// Id and reference of a file of the book, unless it is the list of chapters.
fn chapter_file(item: &Element<'_>) -> Option<(String, String)> {
    let properties = item.attribute("properties").unwrap_or_default();
    let is_list = properties.split(' ').any(|word| word == "nav");
    (!is_list).then(|| Some((item.attribute("id")?, item.attribute("href")?)))?
}

fn root_file(container: &str) -> Option<String> {
    let mut path = None;
    walk(container, |event| {
        if let Xml::Open(element) = event
            && element.name() == "rootfile"
        {
            path = element.attribute("full-path");
        }
        path.is_none()
    });
    path
}

/// The part that a reference from a folder of the package names.
fn resolved(folder: &str, href: &str) -> String {
    let href = percent_decoded(href.split('#').next().unwrap_or(href));
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => _ = parts.pop(),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// `%20` and its like as the characters that they stand for.
pub(in crate::ingest) fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let code = digits.filter(|_| first == b'%').and_then(|d| u8::from_str_radix(d, 16).ok());
        bytes.push(code.unwrap_or(first));
        rest = if code.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved() {
        assert_eq!(resolved("OEBPS", "text/ch%201.xhtml#a"), "OEBPS/text/ch 1.xhtml");
        assert_eq!(resolved("OEBPS/x", "../ch.xhtml"), "OEBPS/ch.xhtml");
        assert_eq!(resolved("", "100%.xhtml"), "100%.xhtml");
        assert_eq!(resolved("a%20b", "c%20d"), "a%20b/c d");
    }
}
