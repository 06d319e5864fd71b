//! What a file is, by its first bytes; its name only tells Markdown from other text.

use super::articles;
use super::articles::feed;
use super::email::mbox;
use super::encoding::{self, utf16_by_zeros};
use super::table;
use super::warc;
use memchr::memmem;
use std::borrow::Cow;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing but white space.
    Empty,
    /// Text of no other kind.
    Text,
    /// Markdown.
    Markdown,
    /// HTML, XHTML or another text with tags.
    Html,
    /// An e-mail message.
    Email,
    /// Many messages, one after another.
    Mailbox,
    /// A feed of news.
    Feed,
    /// Objects or lists in JSON.
    Json,
    /// A table with this character between its cells.
    Table(u8),
    /// A zip archive, or an office document, which is one.
    Zip,
    /// Something packed with gzip.
    Gzip,
    /// A web archive.
    WebArchive,
    /// A portable document.
    Pdf,
    /// Rich text.
    Rtf,
    /// An old workbook.
    Workbook,
    /// A format that is known and not read: its name, and what the user can do.
    Foreign(&'static str, &'static str),
    /// Something that is not text.
    Binary,
}

/// Bytes that are looked at.
const SAMPLE_BYTES: usize = 4096;

const SAVE_AS_TEXT: &str = "Open it in its program and save it as text or HTML";
const UNLOCK: &str = "Open it in its program and save it without a password";
const UNPACK: &str = "Unpack it and open the folder";
const NO_TEXT: &str = "Leave it out, or add its text as a file";

const FOREIGN: [(&[u8], &str, &str); 10] = [
    (b"BZh", "a bzip2 archive", UNPACK),
    (b"\xfd7zXZ", "an xz archive", UNPACK),
    (b"7z\xbc\xaf", "a 7-Zip archive", UNPACK),
    (b"Rar!", "a RAR archive", UNPACK),
    (b"\x89PNG", "a picture", NO_TEXT),
    (b"\xff\xd8\xff", "a picture", NO_TEXT),
    (b"GIF8", "a picture", NO_TEXT),
    (b"\x7fELF", "a program", NO_TEXT),
    (b"SQLite format 3", "a database", NO_TEXT),
    (b"\xff\xfb", "a sound file", NO_TEXT),
];

/// What a file is, by its bytes and, for Markdown, its name.
pub(super) fn kind(bytes: &[u8], name: &str) -> Kind {
    if bytes.iter().all(u8::is_ascii_whitespace) || bytes == b"\xef\xbb\xbf" {
        return Kind::Empty;
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Kind::Zip;
    }
    if let Some(kind) = by_magic(bytes) {
        return kind;
    }
    if let Some((_, what, advice)) = FOREIGN.iter().find(|(magic, _, _)| bytes.starts_with(magic)) {
        return Kind::Foreign(what, advice);
    }
    let sample = bytes.get(..SAMPLE_BYTES).unwrap_or(bytes);
    let is_utf16 = bytes.starts_with(b"\xff\xfe")
        || bytes.starts_with(b"\xfe\xff")
        || utf16_by_zeros(bytes).is_some();
    if !is_utf16 && is_binary(sample) {
        return Kind::Binary;
    }
    if mbox::is_mailbox(bytes) {
        return Kind::Mailbox;
    }
    let mut ascii = sample.split(|b| !b.is_ascii() || *b == 0).collect::<Vec<_>>().concat();
    ascii.make_ascii_lowercase();
    let head = ascii.trim_ascii_start();
    // Messages hold pages, and pages begin with a tag.
    if is_email(head) {
        Kind::Email
    } else if feed::is_feed(head) {
        Kind::Feed
    } else if is_html(head) {
        Kind::Html
    } else if is_markdown(name) {
        Kind::Markdown
    } else {
        by_layout(sample, name)
    }
}

/// Formats that say what they are in their first bytes.
fn by_magic(bytes: &[u8]) -> Option<Kind> {
    let head = bytes.get(..1024).unwrap_or(bytes);
    // Some programs write a line of their own before it.
    if memmem::find(head, b"%PDF-")
        .is_some_and(|at| at == 0 || !head.trim_ascii_start().starts_with(b"<"))
    {
        return Some(Kind::Pdf);
    }
    if bytes.trim_ascii_start().starts_with(b"{\\rtf") {
        return Some(Kind::Rtf);
    }
    if bytes.starts_with(b"\x1f\x8b\x08") {
        return Some(Kind::Gzip);
    }
    if warc::is_archive(bytes) {
        return Some(Kind::WebArchive);
    }
    bytes.starts_with(b"\xd0\xcf\x11\xe0").then(|| compound(bytes))
}

/// Compound files of old office programs, told apart by the names of their streams.
fn compound(bytes: &[u8]) -> Kind {
    let holds = |name: &str| {
        let utf16: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memmem::find(bytes, &utf16).is_some()
    };
    if holds("EncryptedPackage") {
        return Kind::Foreign("an office document locked with a password", UNLOCK);
    }
    if holds("Workbook") || holds("Book") {
        return Kind::Workbook;
    }
    if holds("__properties_version1.0") {
        return Kind::Foreign("an Outlook message", "Save it as .eml or text");
    }
    Kind::Foreign("an old Office document", SAVE_AS_TEXT)
}

/// Lists and tables, which are text by their bytes.
fn by_layout(sample: &[u8], name: &str) -> Kind {
    // Most text is whole, which is seen faster than it is mended; spreadsheets write other encodings, too.
    let mended = |_| Cow::from(encoding::decode(sample).text);
    let head = str::from_utf8(sample).map_or_else(mended, Cow::from);
    if articles::is_json(&head) {
        return Kind::Json;
    }
    table::delimiter(&head, name).map_or(Kind::Text, Kind::Table)
}

/// Control characters that no text holds: more than one in fifty bytes, or a zero.
fn is_binary(sample: &[u8]) -> bool {
    let is_control = |byte: u8| byte < 32 && !matches!(byte, b'\t'..=b'\r' | 0x1b);
    let controls: usize = sample.iter().map(|&byte| usize::from(is_control(byte))).sum();
    let zeros = || sample.iter().filter(|byte| matches!(byte, 0)).count();
    0 < controls && (controls * 50 > sample.len() || zeros() * 200 > sample.len())
}

fn is_html(head: &[u8]) -> bool {
    if memchr::memchr(b'<', head).is_none() {
        return false;
    }
    let begins = |tag: &[u8]| head.starts_with(tag);
    if begins(b"<!doctype")
        || begins(b"<html")
        || begins(b"<?xml")
        || begins(b"<head")
        || begins(b"<body")
    {
        return true;
    }
    let tags: [&[u8]; 8] =
        [b"<html", b"<body", b"<head>", b"</p>", b"</div>", b"</a>", b"<br", b"<article"];
    let count = tags.iter().filter(|tag| memmem::find(head, tag).is_some()).count();
    begins(b"<") && count >= 1 || count >= 3
}

/// At least two headers that every message has, before any other line.
fn is_email(head: &[u8]) -> bool {
    let known = [
        "from",
        "to",
        "date",
        "subject",
        "message-id",
        "received",
        "return-path",
        "mime-version",
        "delivered-to",
        "reply-to",
        "cc",
    ];
    let technical =
        ["message-id", "received", "return-path", "mime-version", "content-type", "delivered-to"];
    let mut found = 0;
    let mut is_technical = false;
    // Apple's program writes the number of bytes before a message.
    let number = head.iter().take_while(|b| b.is_ascii_digit()).count();
    let rest = head.get(number..).unwrap_or_default();
    let head = rest
        .split_at_checked(rest.iter().take_while(|b| matches!(b, b' ' | b'\r')).count())
        .and_then(|(_, rest)| rest.strip_prefix(b"\n"))
        .filter(|_| number > 0)
        .unwrap_or(head);
    for (number, line) in head.split(|&b| b == b'\n').enumerate().take(60) {
        let line = line.trim_ascii_end();
        if line.is_empty() {
            break;
        }
        if line.starts_with(b" ")
            || line.starts_with(b"\t")
            || (number == 0 && line.starts_with(b"from "))
        {
            continue;
        }
        let name = line.split(|&b| b == b':').next().unwrap_or(line);
        let is_name =
            name.len() < line.len() && name.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-');
        if !is_name {
            return false;
        }
        found += usize::from(known.iter().any(|known| known.as_bytes() == name));
        is_technical |= technical.iter().any(|known| known.as_bytes() == name);
    }
    found >= 3 || (found >= 2 && is_technical)
}

fn is_markdown(name: &str) -> bool {
    let extension = name.rsplit('.').next().unwrap_or("");
    ["md", "markdown", "mdown"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], name: &str, expected: Kind) {
        assert_eq!(kind(bytes, name), expected, "{}", String::from_utf8_lossy(bytes));
    }

    #[test]
    fn looks_at_the_bytes_not_at_the_name() {
        check(b"Plain words.", "a.html", Kind::Text);
        check(b"<!DOCTYPE html><p>Words", "a.txt", Kind::Html);
        check(b"\xef\xbb\xbf\n <html><p>Words", "a", Kind::Html);
        check(
            b"From: a@example.org\r\nDate: today\r\nSubject: x\r\n\r\nWords",
            "a.txt",
            Kind::Email,
        );
        check(
            b"Subject: x\nFrom: a@example.org\nMIME-Version: 1.0\n\n<html><body><p>Words</p><br></body></html>",
            "a.txt",
            Kind::Email,
        );
        check(b"Date: today\nWe met. From: here to there we went.", "a.eml", Kind::Text);
        check(b"\xef\xbb\xbf<?xml version='1.0'?>\n<RSS version='2.0'>", "a.txt", Kind::Feed);
        check(b"# Words", "a.MD", Kind::Markdown);
        check(b"\x89PNG\r\n\x1a\n\0\0", "a.txt", Kind::Foreign("a picture", NO_TEXT));
        check(b"\0\x01\x02\x03abc\0\0\0", "a.txt", Kind::Binary);
        check(b"W\0o\0r\0d\0s\0", "a.txt", Kind::Text);
        check(b" \r\n", "a.txt", Kind::Empty);
        check(b"PK\x03\x04...", "a.txt", Kind::Zip);
        check(b"%PDF-1.7\n", "a.txt", Kind::Pdf);
        check(b"{\\rtf1 Words}", "a.doc", Kind::Rtf);
        check(b"\x1f\x8b\x08\0", "a.txt", Kind::Gzip);
        check(b"WARC/1.1\r\n", "a", Kind::WebArchive);
        check(b"[{\"text\": \"Words\"}]", "a.txt", Kind::Json);
        let sheet: Vec<u8> = "\u{feff}date\ttitle\n2021\tA vote\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        check(&sheet, "a.txt", Kind::Table(b'\t'));
        check(b"date,event\n2021,A vote\n", "a.txt", Kind::Table(b','));
        check(b"From a@x Mon Jan 3 10:00:00 2022\nSubject: x\n\nWords", "a", Kind::Mailbox);
    }
}
