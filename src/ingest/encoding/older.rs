//! Encodings of the computers before the web, of DOS and the Macintosh, which the guess does not know. They are told
//! by what letters and marks do in words: none stands as `”` does in `K”ln`, or `Ó` in `oldÓ`.

use super::Decoded;
use encoding_rs::{Encoding, MACINTOSH, X_MAC_CYRILLIC};

/// Odd characters from which on a text may be in another encoding than the guess.
const MIN_ODD: usize = 2;

/// How many times fewer of them the other one must give.
const TIMES: usize = 4;

/// Bytes that are compared.
const LOOKED_AT: usize = 1 << 14;

/// The upper half of code page 850, of DOS in western Europe.
const IBM850: &str = "\
     ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ\
     áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
     └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀\
     ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// The upper half of code page 852, of DOS in central Europe.
const IBM852: &str = "\
     ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×č\
     áíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐\
     └┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀\
     ÓßÔŃńňŠšŔÚŕŰýÝţ´\u{ad}˝˛ˇ˘§÷¸°¨˙űŘř■\u{a0}";

/// Letters of the larger languages of Europe.
const USUAL: &str = "äöüßéèêàçñáíóúâôëåøæčěšžřýůąćęłńśźżőÄÖÜÉ";

/// An encoding that may be meant.
#[derive(Clone, Copy)]
enum Older {
    Known(&'static Encoding),
    Table(&'static str, &'static str),
}

const OLDER: [Older; 4] = [
    Older::Known(MACINTOSH),
    Older::Table("IBM850", IBM850),
    Older::Table("IBM852", IBM852),
    Older::Known(X_MAC_CYRILLIC),
];

/// The text in an older encoding, where its words are odd as `guess` reads them and are not in that one.
pub(super) fn reading(bytes: &[u8], guess: &'static Encoding) -> Option<Decoded> {
    let sample = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    if !guess.is_single_byte() {
        return None;
    }
    let (guessed, _) = guess.decode_without_bom_handling(sample);
    let odd_ones = odd(&guessed);
    if odd_ones < MIN_ODD {
        return None;
    }
    let tried = OLDER.into_iter().map(|older| {
        let text = older.decode(sample).text;
        ((odd(&text), rare(&text)), older)
    });
    let ((least, _), best) = tried.min_by_key(|(said, _)| *said)?;
    (least * TIMES < odd_ones).then(|| best.decode(bytes))
}

impl Older {
    fn decode(self, bytes: &[u8]) -> Decoded {
        match self {
            Self::Known(encoding) => {
                let (text, is_damaged) = encoding.decode_without_bom_handling(bytes);
                Decoded { text: text.into_owned(), encoding: encoding.name(), is_damaged }
            }
            Self::Table(encoding, upper) => {
                let upper: Vec<char> = upper.chars().collect();
                let letter = |&byte: &u8| match byte.checked_sub(128) {
                    Some(at) => upper.get(usize::from(at)).copied().unwrap_or('\u{fffd}'),
                    None => char::from(byte),
                };
                let text = bytes.iter().map(letter).collect();
                Decoded { text, encoding, is_damaged: false }
            }
        }
    }
}

/// Characters beyond ASCII where no writer puts them: marks between two letters, capitals behind small letters or
/// alone, two scripts in a word, control characters and boxes.
fn odd(text: &str) -> usize {
    let mut before = [' ', ' '];
    let mut found = 0;
    for c in text.chars().chain([' ']) {
        let [first, middle] = before;
        found += usize::from(!middle.is_ascii() && is_odd(first, middle, c));
        before = [middle, c];
    }
    found
}

fn is_odd(before: char, c: char, after: char) -> bool {
    let is_between = before.is_alphabetic() && after.is_alphabetic();
    let is_cyrillic = |c: char| ('\u{400}'..'\u{530}').contains(&c);
    match c {
        '\u{80}'..='\u{9f}' | '\u{fffd}' | '\u{2500}'..='\u{25ff}' => true,
        // The hyphen and the dash of some books touch their words.
        '’' | '‘' | '\u{ad}' | '‐' | '‑' | '–' | '—' => false,
        _ if !c.is_alphabetic() || matches!(c, 'ª' | 'º' | 'ˆ') => is_between,
        _ if is_cyrillic(before) != is_cyrillic(c) && before.is_alphabetic() => true,
        _ if c.is_uppercase() => {
            let is_alone = before.is_whitespace() && after.is_whitespace() && !is_cyrillic(c);
            let is_inside = before.is_lowercase()
                || before.is_alphabetic() && after.is_lowercase() && !is_cyrillic(c);
            is_inside || is_alone && !matches!(c, 'À' | 'É' | 'Ó' | 'Å' | 'Ö' | 'Ø')
        }
        _ => false,
    }
}

/// Letters beyond ASCII that few languages use.
fn rare(text: &str) -> usize {
    let is_rare = |c: &char| c.is_alphabetic() && !c.is_ascii() && *c < '\u{370}';
    text.chars().filter(is_rare).filter(|c| !USUAL.contains(*c)).count()
}

#[cfg(test)]
mod tests {
    use crate::ingest::encoding::tests::check;

    #[test]
    fn texts_of_old_computers_are_read() {
        check(
            b"The \xd2old\xd3 terminal \xd0 closed \xd0 was in K\x9aln.",
            "macintosh",
            "The “old” terminal – closed – was in Köln.",
        );
        check(
            b"Fran\x87ois went to K\x94ln and to M\x81nchen.",
            "IBM850",
            "François went to Köln and to München.",
        );
        check(
            b"Rada m\xd8sta v\x9fera hlasovala o uzav\xfden\xa1 star\x82ho p\xfd\xa1vozu.",
            "IBM852",
            "Rada města včera hlasovala o uzavření starého přívozu.",
        );
        check(
            b"\x87\xe0\xea\xf0\xfb\xf2\xe8\xdf \xef\xe0\xf0\xee\xec\xed\xe0\xdf \xeb\xe8\xed\xe8\xdf.",
            "x-mac-cyrillic",
            "Закрытия паромная линия.",
        );
    }

    #[test]
    fn texts_of_the_web_are_read_as_before() {
        check(
            b"Foo\x99Bar met the caf\xe9\x92s owner \x96 in M\xfcnchen.",
            "windows-1252",
            "Foo™Bar met the café’s owner – in München.",
        );
        let (russian, _, _) =
            encoding_rs::WINDOWS_1251.encode("Съезд МегаФона и «Яндекса» открылся. Я – тоже.");
        check(&russian, "windows-1251", "Съезд МегаФона и «Яндекса» открылся. Я – тоже.");
    }
}
