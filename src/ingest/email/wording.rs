//! The text of a part of a message. Its encoding is often declared wrongly, so its bytes are asked, too.

use crate::ingest::encoding;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, Message, MessagePart, MimeHeaders as _};
use std::borrow::Cow;

/// What programs declare that do not know: no encoding, or that there is nothing to encode.
const UNKNOWN: [&str; 4] = ["us-ascii", "ascii", "unknown-8bit", "x-unknown"];

/// What programs of western countries declare whatever they are given.
const WESTERN: [&str; 4] = ["iso-8859-1", "iso-8859-15", "windows-1252", "latin1"];

/// The text of a part that its reader took for `read`.
pub(super) fn wording<'a>(
    message: &Message<'_>,
    part: &MessagePart<'_>,
    read: &'a str,
) -> Cow<'a, str> {
    let Some(bytes) = bytes(message, part).filter(|bytes| !bytes.is_ascii()) else {
        return Cow::Borrowed(read);
    };
    // What is valid UTF-8 and more than ASCII is hardly ever anything else.
    if let Ok(text) = String::from_utf8(bytes.clone()) {
        return Cow::Owned(text);
    }
    let declared = part.content_type().and_then(|kind| kind.attribute("charset"));
    let is_one_of = |names: &[&str]| {
        declared.is_some_and(|own| names.iter().any(|it| own.trim().eq_ignore_ascii_case(it)))
    };
    if declared.is_none() || is_one_of(&UNKNOWN) {
        return Cow::Owned(encoding::decode(&bytes).text);
    }
    let foreign = is_one_of(&WESTERN).then(|| encoding::decode(&bytes).text);
    foreign.filter(|text| is_in_other_letters(text)).map_or(Cow::Borrowed(read), Cow::Owned)
}

/// The bytes of a part as they were written, before they were packed for the post.
fn bytes(message: &Message<'_>, part: &MessagePart<'_>) -> Option<Vec<u8>> {
    let span = part.offset_body as usize..part.offset_end as usize;
    let raw = message.raw_message.get(span)?;
    match part.encoding {
        Encoding::None => Some(raw.to_vec()),
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
        Encoding::Base64 => base64_decode(raw),
    }
}

/// Whether most letters are of a script other than the Latin one.
fn is_in_other_letters(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    let latin = letters().filter(|&c| c < '\u{370}').count();
    latin * 2 < letters().count()
}
