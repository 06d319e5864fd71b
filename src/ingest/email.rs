//! E-mail messages: the plain body where there is one, and what the headers say.

use super::boilerplate;
use super::dct::dct;
use super::html;
use super::parts::Parts;
use crate::model::{Date, DctMethod, Edtf, Format, Metadata, Span};
use mail_parser::{Address, Message, MessageParser, PartType};

/// Reads a message; `None` where the bytes are none.
pub(super) fn read(bytes: &[u8]) -> Option<Parts> {
    let message = MessageParser::default().parse(bytes)?;
    let mut parts = body(&message)?;
    parts.format = Format::Email;
    parts.metadata.title = message.subject().map(str::to_owned).or(parts.metadata.title);
    parts.metadata.author = message.from().and_then(sender).or(parts.metadata.author);
    if let Some(sent) = message.date()
        && let Some(date) = Date::new(i32::from(sent.year), sent.month, sent.day)
    {
        let evidence = format!("Date: {}", sent.to_rfc822());
        parts.dates.push(dct(Edtf::day(date), DctMethod::Metadata, &evidence, None, 0.97));
    }
    Some(parts)
}

fn body(message: &Message<'_>) -> Option<Parts> {
    let texts: Vec<&str> = message
        .text_bodies()
        .filter_map(|part| match &part.body {
            PartType::Text(text) => Some(text.as_ref()),
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
        let mut chrome = boilerplate::chrome(&text);
        add_signature(&text, &mut chrome);
        let metadata = Metadata::default();
        return Some(Parts { format: Format::Email, text, chrome, metadata, dates: Vec::new() });
    }
    message.html_bodies().find_map(|part| match &part.body {
        PartType::Html(html) => Some(html::read(html)),
        PartType::Text(_)
        | PartType::Binary(_)
        | PartType::InlineBinary(_)
        | PartType::Message(_)
        | PartType::Multipart(_) => None,
    })
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
    fn reads_headers_and_the_plain_body() {
        let mail = b"From: Jane Doe <jane@example.org>\r\nTo: x@example.org\r\nSubject: =?utf-8?q?R=C3=A9gion?=\r\n\
            Date: Wed, 2 Nov 2022 23:30:00 -0500\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n\
            --b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe talks in K=C3=B6ln failed.\r\n\
            \r\n-- \r\nJane Doe, +49 221 1999\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>The talks</p>\r\n--b--\r\n";
        let parts = read(mail).unwrap();
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
        assert_eq!(read(mail).unwrap().text, "The talks\n\nfailed.");
    }
}
