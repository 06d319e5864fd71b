//! Bytes → text, whatever they are encoded in.

mod older;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes that the guess looks at; the guess is right on every sample of 2 kB.
const GUESS_BYTES: usize = 1 << 16;

/// Characters from which a text in UTF-16 can be told by its letters.
const MIN_PAIRS: usize = 16;

/// Text and how it was read.
#[derive(Debug)]
pub(super) struct Decoded {
    /// The text, line ends untouched.
    pub(super) text: String,
    /// Name of the encoding.
    pub(super) encoding: &'static str,
    /// Whether bytes were met that the encoding does not know.
    pub(super) is_damaged: bool,
}

/// UTF-8, UTF-16 by its mark or its zeros, else a guess from the letters.
///
/// A byte order mark is kept in UTF-8, where it is a character of the file's text.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    let by_zeros = utf16_by_zeros(bytes);
    if by_zeros.is_none()
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return Decoded { text: text.to_owned(), encoding: UTF_8.name(), is_damaged: false };
    }
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding).or(by_zeros);
    let encoding = marked.unwrap_or_else(|| guess(bytes));
    if marked.is_none()
        && let Some(decoded) = older::reading(bytes, encoding)
    {
        return decoded;
    }
    let (text, used, is_damaged) = encoding.decode(bytes);
    Decoded { text: text.into_owned(), encoding: used.name(), is_damaged }
}

/// UTF-16 without a mark: Latin letters, digits and spaces leave every second byte zero.
pub(super) fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(4096))?;
    if sample.len() < 4 || memchr::memchr(0, sample).is_none() {
        return None;
    }
    let zeros = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|&&b| b == 0).count();
    let half = sample.len() / 2;
    if let Some(encoding) = by_scripts(sample) {
        return Some(encoding);
    }
    match (zeros(0), zeros(1)) {
        (first, second) if second * 10 > half * 4 && first * 50 < half => Some(UTF_16LE),
        (first, second) if first * 10 > half * 4 && second * 50 < half => Some(UTF_16BE),
        _ => None,
    }
}

/// UTF-16 without a mark in Greek, Cyrillic, Hebrew or Arabic letters: every second byte is 3 to 6, or 0 where a space or
/// a digit stands.
fn by_scripts(sample: &[u8]) -> Option<&'static Encoding> {
    let half = sample.len() / 2;
    let count = |parity: usize, known: fn(&u8) -> bool| {
        sample.iter().skip(parity).step_by(2).filter(|&byte| known(byte)).count()
    };
    let is_high = |parity: usize| {
        let (spaces, all) =
            (count(parity, |it| *it == 0), count(parity, |it| matches!(it, 0 | 3..=6)));
        let others = count(1 - parity, |it| *it < 9);
        spaces * 20 > half && all * 20 > half * 19 && others * 20 < half
    };
    (half >= MIN_PAIRS).then_some(())?;
    match (is_high(0), is_high(1)) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let is_whole = bytes.len() <= GUESS_BYTES;
    let sample = bytes.get(..GUESS_BYTES).unwrap_or(bytes);
    // A multi-byte character may be cut in two at the end of the sample, and a few broken bytes must
    // not turn a long UTF-8 file into another encoding.
    if is_mostly_utf8(sample) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, is_whole);
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether at least nine of ten non-ASCII bytes belong to valid UTF-8 characters.
fn is_mostly_utf8(sample: &[u8]) -> bool {
    let mut valid = 0;
    let mut broken = 0;
    for chunk in sample.utf8_chunks() {
        valid += chunk.valid().bytes().filter(|b| !b.is_ascii()).count();
        broken += chunk.invalid().len();
    }
    valid > 0 && broken * 9 <= valid
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    pub(super) fn check(bytes: &[u8], encoding: &str, text: &str) {
        let decoded = decode(bytes);
        assert_eq!((decoded.encoding, decoded.text.as_str()), (encoding, text));
    }

    #[test]
    fn reads_what_people_save() {
        check("Düsseldorf – 1999".as_bytes(), "UTF-8", "Düsseldorf – 1999");
        check(b"\xff\xfeK\0y\0i\0v\0", "UTF-16LE", "Kyiv");
        check(b"\xfe\xff\0K\0y\0i\0v", "UTF-16BE", "Kyiv");
        check(b"K\0y\0i\0v\0", "UTF-16LE", "Kyiv");
        check(
            b"The caf\xe9 in M\xfcnchen was closed",
            "windows-1252",
            "The café in München was closed",
        );
        let (russian, _, _) =
            encoding_rs::WINDOWS_1251.encode("Съезд народных депутатов открылся утром");
        check(&russian, "windows-1251", "Съезд народных депутатов открылся утром");
    }

    #[test]
    fn utf_16_without_a_mark_is_told_by_its_letters() {
        let text = "Совет города вчера проголосовал за закрытие порта 3 мая.";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&little, "UTF-16LE", text);
        check(&big, "UTF-16BE", text);
    }

    #[test]
    fn one_broken_byte_does_not_change_the_encoding() {
        let mut bytes = "Съезд открылся в Грозном".as_bytes().to_vec();
        bytes.push(0xff);
        let decoded = decode(&bytes);
        assert_eq!(decoded.encoding, "UTF-8");
        assert!(decoded.is_damaged && decoded.text.starts_with("Съезд"));
    }

    proptest! {
        #[test]
        fn any_bytes_give_text(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let text = decode(&bytes).text;
            prop_assert!(text.len() <= 3 * bytes.len() + 3);
        }
    }
}
