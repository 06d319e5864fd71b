//! Rich text (RTF 1.9): a walk over its tokens with an explicit stack of groups.

use super::extract::Extract;
use encoding_rs::{Encoding, WINDOWS_1252};
use std::collections::BTreeMap;

/// Groups that hold no text of the document.
const LEFT_OUT: [&str; 22] = [
    "colortbl",
    "stylesheet",
    "pict",
    "object",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "fldinst",
    "themedata",
    "colorschememapping",
    "datastore",
    "latentstyles",
    "listtable",
    "listoverridetable",
    "xe",
    "tc",
    "rxe",
];

/// Groups of the `info` group that are read.
const FIELDS: [&str; 4] = ["title", "author", "creatim", "revtim"];

/// Reads a rich text.
pub(super) fn read(bytes: &[u8]) -> Extract {
    let mut reader = Reader::new();
    let tokens = Tokens { rest: bytes };
    for token in tokens {
        reader.take(token);
        if reader.extract.is_cut {
            break;
        }
    }
    reader.finish()
}

/// One token of rich text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token<'a> {
    Open,
    Close,
    /// A control word with its number.
    Word(&'a str, Option<i32>),
    /// A control character.
    Symbol(u8),
    /// A byte given in hexadecimal digits.
    Byte(u8),
    Text(&'a [u8]),
}

/// The tokens of a rich text, one after another.
struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        while let [b'\r' | b'\n' | 0, after @ ..] = self.rest {
            self.rest = after;
        }
        match self.rest {
            [] => None,
            [b'{', after @ ..] => {
                self.rest = after;
                Some(Token::Open)
            }
            [b'}', after @ ..] => {
                self.rest = after;
                Some(Token::Close)
            }
            [b'\\', after @ ..] => {
                self.rest = after;
                self.control()
            }
            text => {
                let is_end = |b: &u8| matches!(b, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0);
                let end = text.iter().position(is_end).unwrap_or(text.len());
                let (text, rest) = text.split_at_checked(end)?;
                self.rest = rest;
                Some(Token::Text(text))
            }
        }
    }
}

impl<'a> Tokens<'a> {
    /// What follows a backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        let (&first, after) = self.rest.split_first()?;
        if first == b'\'' {
            let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
            let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
            self.rest = after.get(2..).unwrap_or_default();
            return Some(Token::Byte(byte.unwrap_or(b'?')));
        }
        if !first.is_ascii_alphabetic() {
            self.rest = after;
            return Some(Token::Symbol(first));
        }
        let end =
            self.rest.iter().position(|b| !b.is_ascii_alphabetic()).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at_checked(end)?;
        let is_number = |(i, b): (usize, &u8)| b.is_ascii_digit() || (i == 0 && *b == b'-');
        let end = rest.iter().enumerate().position(|at| !is_number(at)).unwrap_or(rest.len());
        let (digits, rest) = rest.split_at_checked(end)?;
        let number = std::str::from_utf8(digits).ok().and_then(|digits| digits.parse().ok());
        self.rest = rest.strip_prefix(b" ").unwrap_or(rest);
        let word = std::str::from_utf8(word).ok()?;
        if word == "bin" {
            let skipped = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
            self.rest = self.rest.get(skipped..).unwrap_or_default();
        }
        Some(Token::Word(word, number))
    }
}

/// What holds inside a group.
#[derive(Clone, Copy, Debug)]
struct Group {
    is_left_out: bool,
    is_hidden: bool,
    /// Place in [`FIELDS`], where the group is one of them.
    field: Option<usize>,
    is_font_table: bool,
    /// Whether it is a footnote or an endnote, or stands in one.
    is_note: bool,
    /// Bytes that follow a character in Unicode for old readers.
    fallback: usize,
    font: i32,
}

/// The state of the walk.
struct Reader {
    extract: Extract,
    groups: Vec<Group>,
    group: Group,
    paragraph: String,
    /// The paragraph in which a note stands, while that is read.
    around: String,
    /// Notes in order; they follow the text.
    notes: Vec<String>,
    /// Bytes that wait to be decoded together.
    bytes: Vec<u8>,
    encoding: &'static Encoding,
    fonts: BTreeMap<i32, &'static Encoding>,
    fields: [String; FIELDS.len()],
    to_skip: usize,
    is_first: bool,
    high_surrogate: Option<u16>,
    row: Vec<String>,
}

impl Reader {
    fn new() -> Self {
        let group = Group {
            is_left_out: false,
            is_hidden: false,
            field: None,
            is_font_table: false,
            is_note: false,
            fallback: 1,
            font: -1,
        };
        Self {
            extract: Extract::default(),
            groups: Vec::new(),
            group,
            paragraph: String::new(),
            around: String::new(),
            notes: Vec::new(),
            bytes: Vec::new(),
            encoding: WINDOWS_1252,
            fonts: BTreeMap::new(),
            fields: Default::default(),
            to_skip: 0,
            is_first: false,
            high_surrogate: None,
            row: Vec::new(),
        }
    }

    fn take(&mut self, token: Token<'_>) {
        if !matches!(token, Token::Byte(_) | Token::Text(_)) {
            self.flush();
        }
        let was_first = std::mem::take(&mut self.is_first);
        match token {
            Token::Open => {
                self.groups.push(self.group);
                self.is_first = true;
            }
            Token::Close => {
                if let Some(group) = self.groups.pop() {
                    if self.group.is_note && !group.is_note {
                        self.end_paragraph();
                        self.paragraph = std::mem::take(&mut self.around);
                    }
                    self.group = group;
                }
            }
            Token::Word(word, number) => self.word(word, number, was_first),
            // What old readers do not know, they shall leave out; so do we.
            Token::Symbol(b'*') => self.group.is_left_out = true,
            Token::Symbol(b'~') => self.text("\u{a0}"),
            Token::Symbol(b'_') => self.text("-"),
            Token::Symbol(c @ (b'\\' | b'{' | b'}')) => {
                self.text(char::from(c).encode_utf8(&mut [0; 4]));
            }
            Token::Symbol(b'\n' | b'\r') => self.end_paragraph(),
            Token::Symbol(_) => {}
            Token::Byte(byte) => self.literal(&[byte]),
            Token::Text(text) => self.literal(text),
        }
    }

    /// Bytes of text, less those that repeat a character for old readers.
    fn literal(&mut self, bytes: &[u8]) {
        let skipped = self.to_skip.min(bytes.len());
        self.to_skip -= skipped;
        self.bytes.extend(bytes.get(skipped..).unwrap_or_default());
    }

    fn flush(&mut self) {
        self.to_skip = 0;
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let encoding = self.fonts.get(&self.group.font).copied().unwrap_or(self.encoding);
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        self.text(&text);
    }

    fn text(&mut self, text: &str) {
        if let Some(field) = self.group.field.and_then(|field| self.fields.get_mut(field)) {
            field.push_str(text);
        } else if !self.group.is_left_out && !self.group.is_hidden && !self.group.is_font_table {
            self.paragraph.push_str(text);
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>, is_first: bool) {
        let is_on = number != Some(0);
        match word {
            "ansicpg" => self.encoding = code_page(number.unwrap_or(1252)),
            "mac" => self.encoding = encoding_rs::MACINTOSH,
            "fonttbl" => self.group.is_font_table = true,
            "info" => self.group.is_left_out = true,
            "f" => self.group.font = number.unwrap_or(-1),
            "fcharset" if self.group.is_font_table => {
                if let Some(encoding) = charset(number.unwrap_or(0)) {
                    self.fonts.insert(self.group.font, encoding);
                }
            }
            "uc" => self.group.fallback = usize::try_from(number.unwrap_or(1)).unwrap_or(0),
            "u" => self.unicode(number.unwrap_or(0)),
            "v" | "deleted" => self.group.is_hidden = is_on,
            "plain" => self.group.is_hidden = false,
            "yr" | "mo" | "dy" => self.date_part(number.unwrap_or(0)),
            "par" | "sect" | "page" => self.end_paragraph(),
            "cell" | "nestcell" => self.end_cell(),
            "row" | "nestrow" => self.end_row(),
            "line" => self.text("\n"),
            "tab" => self.text(" "),
            "emdash" => self.text("—"),
            "endash" => self.text("–"),
            "lquote" => self.text("‘"),
            "rquote" => self.text("’"),
            "ldblquote" => self.text("“"),
            "rdblquote" => self.text("”"),
            "bullet" => self.text("•"),
            "shptxt" => self.group.is_left_out = false,
            "footnote" if is_first && !self.group.is_left_out && !self.group.is_note => {
                self.group.is_note = true;
                self.around = std::mem::take(&mut self.paragraph);
            }
            _ if is_first && LEFT_OUT.contains(&word) => self.group.is_left_out = true,
            _ if is_first => {
                if let Some(field) = FIELDS.iter().position(|field| *field == word) {
                    self.group.field = Some(field);
                }
            }
            _ => {}
        }
    }

    fn unicode(&mut self, number: i32) {
        let unit = (number & 0xffff) as u16;
        let units = match self.high_surrogate.take() {
            Some(high) => vec![high, unit],
            None if (0xd800..0xdc00).contains(&unit) => {
                self.high_surrogate = Some(unit);
                Vec::new()
            }
            None => vec![unit],
        };
        let text = String::from_utf16_lossy(&units);
        self.text(&text);
        self.to_skip = self.group.fallback;
    }

    /// `\yr2021\mo3\dy4` of a field as `2021-03-04`.
    fn date_part(&mut self, number: i32) {
        if let Some(field) = self.group.field.and_then(|field| self.fields.get_mut(field)) {
            let mark = if field.is_empty() { "" } else { "-" };
            field.push_str(&format!("{mark}{number:02}"));
        }
    }

    fn end_paragraph(&mut self) {
        if !self.group.is_left_out && self.group.field.is_none() {
            let paragraph = std::mem::take(&mut self.paragraph);
            if self.group.is_note {
                self.notes.push(paragraph);
            } else {
                self.extract.paragraph(&paragraph);
            }
        }
    }

    fn end_cell(&mut self) {
        let cell = std::mem::take(&mut self.paragraph);
        self.row.push(cell.trim().to_owned());
    }

    fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        let cells: Vec<_> = row.into_iter().filter(|cell| !cell.is_empty()).collect();
        self.extract.paragraph(&cells.join(" | "));
    }

    fn finish(mut self) -> Extract {
        self.flush();
        self.end_row();
        let paragraph = std::mem::take(&mut self.paragraph);
        self.extract.paragraph(&paragraph);
        self.extract.begin_notes();
        for note in std::mem::take(&mut self.notes) {
            self.extract.paragraph(&note);
        }
        let [title, author, created, revised] = self.fields;
        self.extract.title = Some(title);
        self.extract.author = Some(author);
        self.extract.date("created", &created, 0.6);
        self.extract.date("revised", &revised, 0.4);
        self.extract
    }
}

/// The encoding of a Windows code page.
fn code_page(number: i32) -> &'static Encoding {
    let label = match number {
        10000 => "macintosh".to_owned(),
        65001 => "utf-8".to_owned(),
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        866 => "ibm866".to_owned(),
        number => format!("windows-{number}"),
    };
    Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252)
}

/// The encoding of a font's character set; `None` where the document's holds.
fn charset(number: i32) -> Option<&'static Encoding> {
    let page = match number {
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    };
    Some(code_page(page))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(rtf: &str, expected: &str) {
        assert_eq!(read(rtf.as_bytes()).text, expected);
    }

    #[test]
    fn paragraphs_marks_and_letters() {
        check(
            r"{\rtf1\ansi{\fonttbl{\f0\fswiss Arial;}}{\colortbl;\red0;}\f0 One \b two\b0.\par Three\line four\emdash\'e9.\par}",
            "One two.\n\nThree\nfour—é.",
        );
        check(r"{\rtf1 {\*\generator Some;}\u1055?\u1091?\uc0\u1090 x}", "Путx");
        check(r"{\rtf1 {\fonttbl{\f1\fcharset204 T;}}\f1 \'cf\'f3\'f2\'fc}", "Путь");
        check(r"{\rtf1 a{\v hidden}b{\pict 0102}{\header Head}\{c\}}", "ab{c}");
    }

    #[test]
    fn cells_stand_side_by_side() {
        check(r"{\rtf1 \trowd 1999\cell A treaty\cell\row After}", "1999 | A treaty\n\nAfter");
    }

    #[test]
    fn says_title_author_and_date() {
        let rtf =
            r"{\rtf1{\info{\title A vote}{\author Jane Doe}{\creatim\yr2021\mo3\dy4\hr9}}Text}";
        let extract = read(rtf.as_bytes());
        assert_eq!(extract.title.as_deref(), Some("A vote"));
        assert_eq!(extract.author.as_deref(), Some("Jane Doe"));
        assert_eq!(extract.dates[0].value, "2021-03-04");
        assert_eq!(extract.text, "Text");
    }

    #[test]
    fn deep_and_broken_texts_are_read_in_time() {
        let deep = format!("{{\\rtf1 {}x", "{".repeat(400_000));
        check(&deep, "x");
        check(r"{\rtf1 a\bin999999999 b}}}}", "a");
        check(r"{\rtf1 a\'", "a?");
    }
}
