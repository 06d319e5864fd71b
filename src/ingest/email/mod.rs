//! E-mail messages: the plain body where there is one, what the headers say, and what came with them.
//! Pages that browsers save in one file (MHTML, RFC 2557) are messages too.

mod header;
pub(super) mod mbox;
pub(super) mod quoted;
mod wording;

use super::boilerplate;
use super::dct::printed_date::field;
use super::dct::{dct, fetched};
use super::encoding;
use super::html;
use super::parts::Parts;
use super::plain;
use crate::model::{Date, DctMethod, Edtf, Format, Span};
use mail_parser::{
    Address, ContentType, Message, MessageParser, MessagePart, MimeHeaders as _, PartType,
};
use memchr::memmem;
use std::borrow::Cow;
use wording::wording;

/// Files that came with one message at most.
const MAX_ATTACHMENTS: usize = 200;

/// Parts that programs write for each other: signatures and keys, reports on what became of a message.
const FOR_PROGRAMS: [&str; 10] = [
    "application/pgp-signature",
    "application/pgp-encrypted",
    "application/pgp-keys",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "message/delivery-status",
    "message/disposition-notification",
    "message/feedback-report",
    "message/rfc822-headers",
    "text/rfc822-headers",
];

/// Messages that only their addressees can read.
const ENCRYPTED: [&str; 3] =
    ["multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"];

/// Types of media that are no text (RFC 2046; RFC 2077; RFC 8081).
const OTHER_TYPES: [&str; 8] =
    ["application", "audio", "font", "image", "message", "model", "multipart", "video"];

/// Bytes of a text that may only say that the message is a page.
const MAX_NOTE_BYTES: usize = 200;

/// Bytes of headers beyond which a message is no honest one.
const MAX_HEADER_BYTES: usize = 1 << 20;

/// A message.
#[derive(Debug)]
pub(super) struct Mail {
    /// Its text and headers.
    pub(super) parts: Parts,
    /// The files that came with it.
    pub(super) attachments: Vec<Attachment>,
    /// Whether only its addressee can read it.
    pub(super) is_encrypted: bool,
}

/// A file that came with a message.
#[derive(Debug)]
pub(super) struct Attachment {
    /// Its name; `None` where it has none.
    pub(super) name: Option<String>,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
}

/// Reads a message or a saved page (MHTML); `None` where the bytes are neither.
pub(super) fn read(bytes: &[u8]) -> Option<Mail> {
    // Some programs leave blank lines before the headers.
    let bytes = counted(bytes.trim_ascii_start());
    let head_end = memmem::find(bytes, b"\n\n").or(memmem::find(bytes, b"\n\r\n"));
    if head_end.unwrap_or(bytes.len()) > MAX_HEADER_BYTES {
        return None;
    }
    let message = MessageParser::default().parse(bytes)?;
    let location = ["Snapshot-Content-Location", "Content-Location"]
        .iter()
        .find_map(|name| message.header_raw(*name))
        .map(|address| address.trim().to_owned());
    let is_page = location.is_some()
        || message.header_raw("From").is_some_and(|from| from.contains("Saved by"));
    if is_page && let Some(parts) = page(&message, location) {
        return Some(Mail { parts, attachments: Vec::new(), is_encrypted: false });
    }
    let is_encrypted = is_one_of(message.root_part(), &ENCRYPTED);
    let parts = body(&message).unwrap_or_else(|| plain::text(String::new()));
    let is_body = |part: &MessagePart<'_>| {
        std::ptr::eq(part, message.root_part()) && of_no_known_type(&message).is_some()
    };
    let attached = message.attachments().filter(|it| !is_one_of(it, &FOR_PROGRAMS) && !is_body(it));
    let attached = attached.take(if is_encrypted { 0 } else { MAX_ATTACHMENTS });
    let attachments = attached
        .map(|part| Attachment {
            name: part.attachment_name().map(str::to_owned).or_else(|| {
                part.message().and_then(|message| Some(format!("{}.eml", message.subject()?)))
            }),
            bytes: part.contents().to_vec(),
        })
        .collect();
    Some(Mail { parts: with_headers(parts, &message), attachments, is_encrypted })
}

/// A message without the number of its bytes that Apple's program writes before it, and what it writes behind.
fn counted(bytes: &[u8]) -> &[u8] {
    let Some(end) = memchr::memchr(b'\n', bytes) else { return bytes };
    let (first, rest) = bytes.split_at(end + 1);
    let count = str::from_utf8(first).ok().and_then(|first| first.trim().parse::<usize>().ok());
    count.map_or(bytes, |count| rest.get(..count).unwrap_or(rest))
}

/// Whether a part is of one of these media types.
fn is_one_of(part: &MessagePart<'_>, types: &[&str]) -> bool {
    part.content_type().is_some_and(|kind| {
        let name = format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default());
        types.iter().any(|known| name.eq_ignore_ascii_case(known))
    })
}

/// When the last server took a message in: it stands behind the last semicolon.
fn received(message: &Message<'_>) -> Option<(Edtf, String)> {
    let mut headers = message.headers_raw();
    let (_, first) = headers.find(|(name, _)| name.eq_ignore_ascii_case("Received"))?;
    let moment = first.rsplit_once(';')?.1.trim();
    Some((field(moment)?, moment.to_owned()))
}

/// The first body of a message that is a page.
fn first_page(message: &Message<'_>) -> Option<Parts> {
    message.html_bodies().find_map(|part| match &part.body {
        PartType::Html(html) => Some(html::read(&wording(message, part, html))),
        PartType::Text(_)
        | PartType::Binary(_)
        | PartType::InlineBinary(_)
        | PartType::Message(_)
        | PartType::Multipart(_) => None,
    })
}

/// A page that was saved with its parts; the message's date is that of the saving.
fn page(message: &Message<'_>, location: Option<String>) -> Option<Parts> {
    let mut parts = first_page(message)?;
    parts.format = Format::Mhtml;
    parts.metadata.title = parts.metadata.title.or_else(|| message.subject().map(str::to_owned));
    let address = location.filter(|address| address.starts_with("http"));
    parts.metadata.url = parts.metadata.url.or(address);
    parts.dates.extend(message.date().and_then(|date| fetched(&date.to_rfc822())));
    Some(parts)
}

fn with_headers(mut parts: Parts, message: &Message<'_>) -> Parts {
    parts.format = Format::Email;
    parts.metadata.title = message.subject().map(str::to_owned).or(parts.metadata.title);
    parts.metadata.author = message.from().and_then(sender).or(parts.metadata.author);
    // Dates that a strict reader refuses are often clear enough to a lenient one.
    let strict = message.date().and_then(|sent| {
        let date = Date::new(i32::from(sent.year), sent.month, sent.day)?;
        Some((Edtf::day(date), sent.to_rfc822()))
    });
    let lenient = || {
        let written = ["Date", "Sent"].iter().find_map(|name| message.header_raw(*name))?.trim();
        Some((field(written)?, written.to_owned()))
    };
    if let Some((edtf, written)) = strict.or_else(lenient) {
        let evidence = format!("Date: {written}");
        parts.dates.push(dct(edtf, DctMethod::Metadata, &evidence, None, 0.97));
    } else if let Some((edtf, written)) = received(message) {
        let evidence = format!("Received: {written}");
        parts.dates.push(dct(edtf, DctMethod::Metadata, &evidence, None, 0.9));
    }
    parts
}

fn body(message: &Message<'_>) -> Option<Parts> {
    let texts: Vec<Cow<'_, str>> = message
        .text_bodies()
        .filter_map(|part| match &part.body {
            PartType::Text(text) => Some(wording(message, part, text)),
            PartType::Html(_)
            | PartType::Binary(_)
            | PartType::InlineBinary(_)
            | PartType::Message(_)
            | PartType::Multipart(_) => None,
        })
        .filter(|text| !text.trim().is_empty())
        .collect();
    if !texts.is_empty() {
        let text = texts.join("\n\n");
        // A note that the program cannot show the page stands in for it.
        let page = if text.len() <= MAX_NOTE_BYTES { first_page(message) } else { None };
        if let Some(page) = page.filter(|page| page.text.len() > text.len() * 2) {
            return Some(page);
        }
        let mut chrome = boilerplate::chrome(&text);
        add_signature(&text, &mut chrome);
        return Some(Parts { chrome, ..plain::text(text) });
    }
    first_page(message).or_else(|| of_no_known_type(message).map(plain::text))
}

/// What a message says whose type is none that there is, where that is text.
fn of_no_known_type(message: &Message<'_>) -> Option<String> {
    let part = message.root_part();
    if part.attachment_name().is_some() || part.content_type().is_some_and(is_known_type) {
        return None;
    }
    let text = match &part.body {
        PartType::Text(text) => wording(message, part, text).into_owned(),
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) if !bytes.contains(&0) => {
            encoding::decode(bytes).text
        }
        PartType::Html(_)
        | PartType::Binary(_)
        | PartType::InlineBinary(_)
        | PartType::Message(_)
        | PartType::Multipart(_) => return None,
    };
    Some(text).filter(|text| !text.trim().is_empty())
}

/// Whether a type can be that of a file: one of its kinds is known, and its name is not damaged.
fn is_known_type(kind: &ContentType<'_>) -> bool {
    let name = kind.subtype().unwrap_or_default();
    let is_whole = name.bytes().all(|it| it.is_ascii_alphanumeric() || b"-+._".contains(&it));
    let is_text = kind.ctype().eq_ignore_ascii_case("text");
    OTHER_TYPES.iter().any(|known| kind.ctype().eq_ignore_ascii_case(known)) || is_text && is_whole
}

/// The name of the sender, else the address.
fn sender(address: &Address<'_>) -> Option<String> {
    let first = address.first()?;
    first.name().or_else(|| first.address()).map(str::to_owned)
}

/// What follows `-- ` on a line of its own is a signature (RFC 3676, 4.3).
fn add_signature(text: &str, chrome: &mut Vec<Span>) {
    // Encoders drop the space at the end of the line.
    let start = ["\n-- \n", "\n-- \r\n", "\n--\n", "\n--\r\n"]
        .iter()
        .filter_map(|mark| text.rfind(mark))
        .max();
    let Some(start) = start else { return };
    let signature = Span::new(start, text.len()).trimmed(text);
    chrome.retain(|span| !signature.contains(*span));
    let overlap = chrome.pop_if(|span| span.overlaps(signature));
    chrome.push(overlap.map_or(signature, |span| span.join(signature)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_of_a_damaged_type_is_still_the_body() {
        let mail = b"From: Jane Doe <jane@example.org>\nSubject: Talks\nContent-Type: text/pla\x0en\n\nDear Bob,\n";
        let mail = read(mail).unwrap();
        assert_eq!(mail.parts.text.trim(), "Dear Bob,");
        assert_eq!(mail.parts.metadata.title.as_deref(), Some("Talks"));
        assert_eq!(mail.attachments.len(), 0);
        let file = b"Subject: Talks\nContent-Type: application/x-tar\n\nDear Bob,\n";
        assert_eq!(read(file).unwrap().attachments.len(), 1);
    }

    #[test]
    fn reads_headers_and_the_plain_body() {
        let mail = b"From: Jane Doe <jane@example.org>\r\nTo: x@example.org\r\nSubject: =?utf-8?q?R=C3=A9gion?=\r\n\
            Date: Wed, 2 Nov 2022 23:30:00 -0500\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n\
            --b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe talks in K=C3=B6ln failed.\r\n\
            \r\n-- \r\nJane Doe, +49 221 1999\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>The talks</p>\r\n--b--\r\n";
        let parts = read(mail).unwrap().parts;
        assert_eq!(parts.metadata.title.as_deref(), Some("Région"));
        assert_eq!(parts.metadata.author.as_deref(), Some("Jane Doe"));
        assert_eq!(parts.dates[0].when.edtf.to_string(), "2022-11-02");
        assert!(parts.text.starts_with("The talks in Köln failed."));
        assert_eq!(
            parts.chrome.iter().map(|s| s.of(&parts.text)).collect::<Vec<_>>(),
            ["--\r\nJane Doe, +49 221 1999"]
        );
    }

    #[test]
    fn reads_an_html_body_where_there_is_no_other() {
        let mail = b"From: a@example.org\r\nSubject: x\r\nDate: Wed, 2 Nov 2022 09:00:00 +0000\r\nContent-Type: text/html\r\n\r\n<p>The talks</p><p>failed.</p>";
        assert_eq!(read(mail).unwrap().parts.text, "The talks\n\nfailed.");
    }

    #[test]
    fn what_programs_write_for_each_other_is_no_document() {
        let mail = b"\r\n\r\nFrom: a@example.org\r\nSubject: x\r\nContent-Type: multipart/signed; boundary=b\r\n\r\n\
            --b\r\nContent-Type: text/plain\r\n\r\nThe talks failed.\r\n--b\r\nContent-Type: application/pgp-signature; name=s.asc\r\n\r\nVersion: 1\r\n\
            --b\r\nContent-Type: text/plain; name=a.txt\r\nContent-Disposition: attachment\r\n\r\nMore.\r\n--b--\r\n";
        let mail = read(mail).unwrap();
        assert_eq!(mail.parts.metadata.title.as_deref(), Some("x"));
        let names: Vec<_> = mail.attachments.iter().map(|it| it.name.as_deref()).collect();
        assert_eq!(names, [Some("a.txt")]);
        let locked = b"From: a@example.org\nSubject: x\nContent-Type: multipart/encrypted; boundary=b\n\n\
            --b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b\nContent-Type: application/octet-stream\n\nhQIM\n--b--\n";
        let mail = read(locked).unwrap();
        assert!(mail.is_encrypted && mail.attachments.is_empty());
    }

    #[test]
    fn without_a_date_it_is_of_the_day_on_which_it_came() {
        let mail = b"Received: from x by y; Sat, 2 Nov 2002 18:37:11 -0500\nReceived: from z by x; Fri, 1 Nov 2002 10:00:00 +0000\nFrom: a@example.org\nSubject: x\n\nHello.\n";
        let parts = read(mail).unwrap().parts;
        assert_eq!(parts.dates[0].when.edtf.to_string(), "2002-11-02");
    }

    #[test]
    fn a_date_without_seconds_counts() {
        let mail = b"From: a@example.org\nSubject: x\nMessage-ID: <1@x>\nDate: 4 Mar 2014 10:22 EST\n\nHello.\n";
        let parts = read(mail).unwrap().parts;
        assert_eq!(parts.dates[0].when.edtf.to_string(), "2014-03-04");
    }
}
