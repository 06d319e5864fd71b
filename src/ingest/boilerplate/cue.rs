//! Phrases of page chrome, read from `assets/boilerplate/en.toml` and `others.toml`.

use super::tally::is_count;
use crate::phrase::token;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::iter::repeat;
use std::ops::Bound;
use std::sync::LazyLock;

/// Longest line, in bytes, that counts as short.
pub(crate) const SHORT_BYTES: usize = 90;

/// Words of a line that opens something, at most.
const MAX_OPENING_WORDS: usize = 7;

/// Letters that a list of them has more of.
const MIN_LETTERS: usize = 5;

/// Longest heading, in bytes, that counts the comments on a page and names it.
const MAX_COUNTED_BYTES: usize = 200;

/// Longest caption, in bytes, and what stands at its end of who took the picture.
const MAX_CAPTION_BYTES: usize = 250;
const MAX_CREDIT_BYTES: usize = 70;

/// Longest label, in bytes, and longest heading of a note about the author.
const MAX_LABEL_BYTES: usize = 40;

/// Buttons on one line from which on there is nothing else on it.
const MIN_BUTTONS: usize = 3;

/// Parts between dots from which on a line is a menu, and the words of each.
const MIN_DOTTED: usize = 5;
const MAX_DOTTED_WORDS: usize = 4;
const MAX_DOTTED_BYTES: usize = 200;

/// Words of a line that says how long ago something was, at most.
const MAX_AGO_WORDS: usize = 6;

/// What the words of a line say about it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cues {
    /// Chrome, whatever stands around it.
    pub(crate) is_strong: bool,
    /// Chrome where the line is short or outside the article.
    pub(crate) is_weak: bool,
    /// Opens the readers' comments.
    pub(crate) opens_comments: bool,
    /// Opens a list of links.
    pub(crate) opens_links: bool,
    /// Opens a list of the headings of the text.
    pub(crate) opens_contents: bool,
    /// Is the heading of a note about the author.
    pub(crate) opens_bio: bool,
    /// Says what the line below it is: `Source`, `Topics`.
    pub(crate) is_label: bool,
    /// Opens or closes something put into the text.
    pub(crate) insert: Option<Insert>,
}

/// An end of what is put into the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Insert {
    /// Its first line.
    Opens,
    /// Its last line.
    Closes,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    strong: Vec<String>,
    weak: Vec<String>,
    line: Vec<String>,
    comments: Vec<String>,
    #[serde(default)]
    counted_comments: BTreeSet<String>,
    #[serde(default)]
    one: BTreeSet<String>,
    #[serde(default)]
    counted: BTreeSet<String>,
    #[serde(default)]
    ago: BTreeSet<String>,
    #[serde(default)]
    captions: Vec<String>,
    #[serde(default)]
    labels: BTreeSet<String>,
    #[serde(default)]
    bio: BTreeSet<String>,
    #[serde(default)]
    callings: BTreeSet<String>,
    #[serde(default)]
    bios: BTreeSet<String>,
    #[serde(default)]
    references: BTreeSet<String>,
    #[serde(default)]
    answers: BTreeSet<String>,
    #[serde(default)]
    offices: BTreeSet<String>,
    links: Vec<String>,
    byline: BTreeSet<String>,
    counter: BTreeSet<String>,
    buttons: Vec<String>,
    contents: BTreeSet<String>,
    #[serde(default)]
    insert_opens: Vec<String>,
    #[serde(default)]
    insert_closes: Vec<String>,
}

struct Phrases {
    cues: Cued,
    line: BTreeSet<String>,
    comments: BTreeSet<String>,
    counted_comments: BTreeSet<String>,
    one: BTreeSet<String>,
    counted: BTreeSet<String>,
    ago: BTreeSet<String>,
    labels: BTreeSet<String>,
    bio: BTreeSet<String>,
    callings: BTreeSet<String>,
    bios: BTreeSet<String>,
    references: BTreeSet<String>,
    answers: BTreeSet<String>,
    offices: BTreeSet<String>,
    links: BTreeSet<String>,
    byline: BTreeSet<String>,
    counter: BTreeSet<String>,
    buttons: Vec<String>,
    contents: BTreeSet<String>,
    insert_opens: Vec<String>,
    insert_closes: Vec<String>,
}

static PHRASES: LazyLock<Option<Phrases>> = LazyLock::new(load);

/// `None` where a file is broken, which a test rules out.
fn load() -> Option<Phrases> {
    let mut file: File =
        toml::from_str(include_str!("../../../assets/boilerplate/en.toml")).ok()?;
    let others: File =
        toml::from_str(include_str!("../../../assets/boilerplate/others.toml")).ok()?;
    file.strong.extend(others.strong.into_iter().flat_map(as_begun));
    file.weak.extend(others.weak.into_iter().flat_map(as_begun));
    file.line.extend(others.line);
    file.comments.extend(others.comments);
    file.counted_comments.extend(others.counted_comments);
    file.one.extend(others.one);
    file.counted.extend(others.counted);
    file.ago.extend(others.ago);
    file.captions.extend(others.captions.into_iter().flat_map(as_begun));
    file.labels.extend(others.labels);
    file.bio.extend(others.bio);
    file.callings.extend(others.callings);
    file.bios.extend(others.bios);
    file.references.extend(others.references);
    file.answers.extend(others.answers);
    file.offices.extend(others.offices);
    file.links.extend(others.links);
    file.byline.extend(others.byline);
    file.counter.extend(others.counter);
    file.buttons.extend(others.buttons);
    file.contents.extend(others.contents);
    file.insert_opens.extend(others.insert_opens);
    file.insert_closes.extend(others.insert_closes);
    Some(Phrases {
        cues: Cued::new(file.strong, file.weak, file.captions),
        line: file.line.into_iter().collect(),
        comments: file.comments.into_iter().collect(),
        counted_comments: file.counted_comments,
        one: file.one,
        counted: file.counted,
        ago: file.ago,
        labels: file.labels,
        bio: file.bio,
        callings: file.callings,
        bios: file.bios,
        references: file.references,
        answers: file.answers,
        offices: file.offices,
        links: file.links.into_iter().collect(),
        byline: file.byline,
        counter: file.counter,
        buttons: file.buttons,
        contents: file.contents,
        insert_opens: file.insert_opens,
        insert_closes: file.insert_closes,
    })
}

/// A phrase in lower case, and with a capital where the scan does not know that it is the same letter.
fn as_begun(phrase: String) -> Vec<String> {
    let mut chars = phrase.chars();
    let capital = chars.next().filter(|first| !first.is_ascii());
    let begun = capital.map(|first| first.to_uppercase().collect::<String>() + chars.as_str());
    std::iter::once(phrase).chain(begun).collect()
}

/// What the words of one line, trimmed, say about it.
pub(crate) fn cues(line: &str) -> Cues {
    let Some(phrases) = PHRASES.as_ref() else { return Cues::default() };
    let mut cues = Cues::default();
    let straight;
    let line = if line.contains('’') {
        straight = line.replace('’', "'");
        &straight
    } else {
        line
    };
    phrases.cues.mark(line, &mut cues);
    if line.len() <= SHORT_BYTES {
        let plain = plain(line);
        let has_digit = line.bytes().fold(false, |any, byte| any | byte.is_ascii_digit());
        cues.is_strong |= phrases.line.contains(&plain)
            || is_breadcrumb(line)
            || is_copyright(line)
            || is_player(line)
            || is_menu(line)
            || is_alphabet(line)
            || has_digit && is_ago(line, &phrases.ago)
            || has_digit && is_count(line, &phrases.counted)
            || are_buttons(&plain, &phrases.line)
            || is_end_mark(line)
            || has_digit && is_counter(line, &phrases.counter);
        cues.is_weak |= has_address(line);
        cues.opens_comments = opens(&plain, &phrases.comments);
        let begins = |phrases: &[String]| phrases.iter().any(|it| plain_begins(line, it));
        cues.insert = match () {
            () if begins(&phrases.insert_opens) => Some(Insert::Opens),
            () if begins(&phrases.insert_closes) => Some(Insert::Closes),
            () => None,
        };
        cues.opens_links = opens(&plain, &phrases.links);
        cues.opens_contents = phrases.contents.contains(&plain);
        let may_label = plain.len() <= MAX_LABEL_BYTES;
        cues.opens_bio = may_label && phrases.bios.contains(&plain);
        cues.is_label = may_label && phrases.labels.contains(&plain);
        cues.is_weak |= cues.opens_comments || cues.opens_links;
    } else {
        cues.is_strong |= is_copyright(line) || (line.len() <= 400 && is_breadcrumb(line));
    }
    cues.is_strong |= line.len() <= MAX_DOTTED_BYTES && is_dotted(line);
    cues.opens_comments |= counts_comments(line, phrases);
    cues
}

/// Bytes of a button that stands behind a heading: `History[edit]`.
pub(crate) fn button_behind(line: &str) -> Option<usize> {
    let buttons = &PHRASES.as_ref()?.buttons;
    if line.len() > SHORT_BYTES || !line.ends_with(']') {
        return None;
    }
    buttons.iter().find(|button| line.ends_with(button.as_str())).map(String::len)
}

/// Whether a word stands beside names and dates in the line that says who published and when.
pub(crate) fn is_byline_word(word: &str) -> bool {
    PHRASES.as_ref().is_some_and(|phrases| phrases.byline.contains(&word.to_lowercase()))
}

/// Whether a line is the heading of what a text names at its end: `References`.
pub(crate) fn opens_references(line: &str) -> bool {
    let button = button_behind(line).unwrap_or_default();
    let heading = line.get(..line.len() - button).unwrap_or(line);
    let is_brief = heading.len() <= MAX_LABEL_BYTES;
    is_brief && PHRASES.as_ref().is_some_and(|it| it.references.contains(&plain(heading)))
}

/// Whether a line is a button with the title of the page behind it: `Share A vote in the north`.
pub(crate) fn is_button_of(line: &str, title: &str) -> bool {
    let button = line.strip_suffix(title).filter(|button| button.ends_with(' '));
    button.is_some_and(|it| PHRASES.as_ref().is_some_and(|all| all.line.contains(&plain(it))))
}

/// Whether a word behind a number in a byline is what a page counts: `14 Comments`.
pub(crate) fn is_counted(word: &str) -> bool {
    let word = word.to_lowercase();
    is_byline_word(&word) && PHRASES.as_ref().is_some_and(|phrases| phrases.counted.contains(&word))
}

/// Whether a title is that of an answer to it: `Re: A vote`.
pub(crate) fn is_answer(title: &str) -> bool {
    let mark = title.split_once(':').map(|(mark, _)| mark.to_lowercase());
    mark.is_some_and(|mark| PHRASES.as_ref().is_some_and(|phrases| phrases.answers.contains(&mark)))
}

/// Whether a name is that of an office or a service whose reports a log keeps: `Police`, `Fire brigade`.
pub(crate) fn is_office(name: &str) -> bool {
    let is_office = |word: &str| {
        PHRASES.as_ref().is_some_and(|phrases| phrases.offices.contains(&word.to_lowercase()))
    };
    name.split(|c: char| !c.is_alphanumeric()).any(is_office)
}

/// Whether a word stands between the name of an author and what they are: "Jane Doe is a reporter".
pub(crate) fn is_bio_word(word: &str) -> bool {
    PHRASES.as_ref().is_some_and(|phrases| phrases.bio.contains(word))
}

/// Whether a line names a calling of those who write: `is a freelance journalist`, `has covered the region`.
pub(crate) fn names_calling(line: &str) -> bool {
    let is_calling = |word: &str| {
        PHRASES.as_ref().is_some_and(|phrases| phrases.callings.contains(&word.to_lowercase()))
    };
    line.split(|c: char| !c.is_alphanumeric()).any(is_calling)
}

/// The line in lower case without marks at its ends and without a count: `Comments (12):` → `comments`.
fn plain(line: &str) -> String {
    let marks = |c: char| !c.is_alphabetic();
    line.trim_matches(marks).to_lowercase()
}

/// Whether the line is one of the phrases, or begins with one and says little more.
fn opens(plain: &str, phrases: &BTreeSet<String>) -> bool {
    // Phrases with one first word stand together.
    let first = plain.split([':', ' ', '(']).next().unwrap_or(plain);
    let mut from = phrases.range::<str, _>((Bound::Included(first), Bound::Unbounded));
    if !from.next().is_some_and(|phrase| phrase.starts_with(first)) {
        return false;
    }
    if phrases.contains(plain) {
        return true;
    }
    let is_brief = plain.split_whitespace().nth(MAX_OPENING_WORDS).is_none();
    let ends = || plain.match_indices([':', ' ', '(']).map(|(at, _)| at);
    let begins =
        |end| plain.get(..end).is_some_and(|head| head.contains(' ') && phrases.contains(head));
    is_brief && ends().any(begins)
}

/// Whether a line begins with a phrase in lower case, whole words of it.
fn plain_begins(line: &str, phrase: &str) -> bool {
    // A page has a few lines for each of these phrases, and the first letter tells nearly all of them apart.
    let first = |text: &str| text.bytes().next().map(|byte| byte.to_ascii_lowercase());
    if first(line) != first(phrase) {
        return false;
    }
    let Some((head, rest)) = line.split_at_checked(phrase.len()) else { return false };
    head.eq_ignore_ascii_case(phrase) && !rest.starts_with(char::is_alphanumeric)
}

/// `3 hours ago`, `Modified 11 months ago`: how long ago at the time of the visit, of a line with a digit.
fn is_ago(line: &str, ago: &BTreeSet<String>) -> bool {
    let words = || line.split_whitespace();
    let is_last = || words().next_back().is_some_and(|word| ago.contains(&word.to_lowercase()));
    words().nth(MAX_AGO_WORDS).is_none() && is_last()
}

/// `14 thoughts on “The long title of the page”`: a count, a phrase and the title, which may be long.
fn counts_comments(line: &str, phrases: &Phrases) -> bool {
    if MAX_COUNTED_BYTES < line.len() {
        return false;
    }
    let mut words = line.split(' ');
    let is_count = words.next().is_some_and(|word| {
        // "2014 response to the flood" counts none.
        let is_number = word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit());
        is_number || phrases.one.contains(&word.to_lowercase())
    });
    let mut phrase = || Some(format!("{} {}", words.next()?, words.next()?).to_lowercase());
    let is_comments = |phrase: String| phrases.counted_comments.contains(&phrase);
    is_count && phrase().is_some_and(is_comments)
}

/// `Facebook Twitter Email Print`: one button after another, in lower case.
fn are_buttons(plain: &str, buttons: &BTreeSet<String>) -> bool {
    let mut words = plain.split_whitespace();
    let is_button = |word: &str| buttons.contains(word.trim_matches(|c: char| !c.is_alphabetic()));
    plain.split_whitespace().nth(MIN_BUTTONS - 1).is_some() && words.all(is_button)
}

/// `About · Careers · Privacy · Terms · Contact`: the foot of a page.
fn is_dotted(line: &str) -> bool {
    // Most lines have no letter, and no dot, that is not one of ASCII.
    if line.is_ascii() {
        return false;
    }
    let parts = || line.split(['·', '•', '∙']);
    parts().nth(MIN_DOTTED - 1).is_some()
        && parts().all(|part| part.split_whitespace().nth(MAX_DOTTED_WORDS).is_none())
}

/// `###`, `# # #`: the end of a release to the press.
fn is_end_mark(line: &str) -> bool {
    (line.starts_with("##") || line.starts_with("# #"))
        && line.bytes().all(|byte| matches!(byte, b'#' | b' '))
}

/// `Home » World » Title`: the way to the page.
fn is_breadcrumb(line: &str) -> bool {
    // Each form of it has one of these marks, or an arrow, which ends with one of these bytes; most lines
    // have none.
    let is_mark =
        |byte: u8| matches!(byte, b'>' | b':' | b'/' | b'|' | 0x92 | 0xab | 0xb9 | 0xba | 0xbb);
    if !line.bytes().fold(false, |any, byte| any | is_mark(byte)) {
        return false;
    }
    let starts_home = line.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("home"));
    let mut last = None;
    let (mut arrows, mut bars) = (0, 0);
    // A mark between two words: neither the first nor the last piece.
    for (number, piece) in line.split(' ').enumerate() {
        match last {
            Some("»" | "›" | "‹" | "«" | ">" | "→" | "::") => arrows += 1,
            Some("/" | "|") => bars += 1,
            _ => {}
        }
        last = Some(piece).filter(|_| number > 0);
    }
    let here = line.get(..13).is_some_and(|head| head.eq_ignore_ascii_case("you are here:"));
    here || arrows >= 2 || (starts_home && (arrows == 1 || bars >= 1))
}

/// `© 2024 …`, `Copyright 2021 …`, `(c) 2020 …`.
pub(crate) fn is_copyright(line: &str) -> bool {
    let opens = |word: &str| line.get(..word.len()).is_some_and(|it| it.eq_ignore_ascii_case(word));
    if !["©", "(c)", "copyright"].into_iter().any(opens) {
        return false;
    }
    let digits = line.chars().filter(char::is_ascii_digit).count();
    digits >= 4 || line.len() <= 60
}

/// A short line with the address of a page or of a mailbox.
fn has_address(line: &str) -> bool {
    let is_mailbox = |word: &str| {
        let parts = word.split_once('@');
        parts.is_some_and(|(name, host)| !name.is_empty() && host.trim_matches('.').contains('.'))
    };
    let is_page = line.starts_with("http") && line.contains("://") && !line.contains(' ');
    is_page || line.contains('@') && line.split_whitespace().any(is_mailbox)
}

/// `[ News | Sports | Opinion ]`: the sections of a site.
fn is_menu(line: &str) -> bool {
    let Some(inner) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) else {
        return false;
    };
    inner.contains(" | ") || inner.contains("] [")
}

/// `A B C D E F`: the letters under which a site lists its pages.
fn is_alphabet(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let is_letter = |word: &str| {
        let mut chars = word.chars();
        chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
    };
    // Most lines end with the first word here.
    words.all(is_letter) && line.split_whitespace().nth(MIN_LETTERS).is_some()
}

/// `0:00 0:01:34 0:00`: what a player shows.
fn is_player(line: &str) -> bool {
    if !line.contains(':') {
        return false;
    }
    let times = line.split_whitespace().filter(|word| {
        word.contains(':') && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b':')
    });
    let count = times.count();
    count >= 2 && count == line.split_whitespace().count()
}

/// `1 of 12`, `3 / 8`, `2 von 5`: which picture of a gallery is shown.
fn is_counter(line: &str, between: &BTreeSet<String>) -> bool {
    let mut words = line.split_whitespace();
    let is_number = |word: Option<&str>| {
        word.is_some_and(|word| word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let is_of = |word: Option<&str>| word.is_some_and(|word| between.contains(word));
    is_number(words.next())
        && is_of(words.next())
        && is_number(words.next())
        && words.next().is_none()
}

/// Phrases that are looked for wherever a word begins: its first four bytes tell that most words begin none.
struct Cued {
    /// For each place of the first four bytes of a phrase the number of the first one there; `NONE` for most.
    begun: [u16; BEGUN],
    /// The first four bytes, the phrase, and what it says, in order of the place of the bytes.
    phrases: Vec<(u32, String, Cue)>,
}

/// What a phrase says of its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Cue {
    Strong,
    Weak,
    /// That it stands below a picture, where the phrase begins the line or what ends it.
    Caption,
}

/// Places of the first four bytes of phrases.
const BEGUN: usize = 1 << 13;

/// Stands where no phrase begins.
const NONE: u16 = u16::MAX;

impl Cued {
    fn new(strong: Vec<String>, weak: Vec<String>, captions: Vec<String>) -> Self {
        let kinds = [(strong, Cue::Strong), (weak, Cue::Weak), (captions, Cue::Caption)];
        let all = kinds.into_iter().flat_map(|(phrases, cue)| phrases.into_iter().zip(repeat(cue)));
        let opened =
            all.filter_map(|(phrase, cue)| Some((opening(phrase.as_bytes())?, phrase, cue)));
        let mut phrases: Vec<(u32, String, Cue)> = opened.collect();
        phrases.sort_unstable_by_key(|&(opening, ..)| place_of(opening));
        let mut begun = [NONE; BEGUN];
        for (number, &(opening, ..)) in (0..NONE).zip(&phrases) {
            if let Some(first) = begun.get_mut(place_of(opening)) {
                *first = number.min(*first);
            }
        }
        Self { begun, phrases }
    }

    /// Notes the phrases of a line that stand apart from the words around them.
    fn mark(&self, line: &str, cues: &mut Cues) {
        let bytes = line.as_bytes();
        token::each_start(line, |at| {
            let Some(opening) = bytes.get(at..).and_then(opening) else { return };
            let place = place_of(opening);
            let first = self.begun.get(place).copied().unwrap_or(NONE);
            let there = self.phrases.get(usize::from(first)..).unwrap_or_default().iter();
            for (other, phrase, cue) in there.take_while(|it| place_of(it.0) == place) {
                if *other == opening && is_at(bytes, at, phrase.as_bytes()) {
                    match cue {
                        Cue::Strong => cues.is_strong = true,
                        Cue::Weak => cues.is_weak = true,
                        Cue::Caption => cues.is_strong |= credits(bytes, at),
                    }
                }
            }
        });
    }
}

/// Whether what begins there ends a caption: `A map on the wall. Photo: Jane Doe`.
fn credits(line: &[u8], at: usize) -> bool {
    let before = line.get(..at).unwrap_or_default().trim_ascii_end();
    let is_apart = before.last().is_none_or(|last| b".()[|/!?".contains(last));
    is_apart && line.len() <= MAX_CAPTION_BYTES && line.len() - at <= MAX_CREDIT_BYTES
}

/// The first four bytes, letters of ASCII in lower case; `None` where there are fewer.
#[inline]
fn opening(bytes: &[u8]) -> Option<u32> {
    bytes.first_chunk().map(|four| u32::from_le_bytes(*four) | 0x2020_2020)
}

/// The place of a phrase's first four bytes.
#[inline]
fn place_of(opening: u32) -> usize {
    (opening.wrapping_mul(0x9E37_79B9) >> 16) as usize % BEGUN
}

/// Whether a phrase stands there in any case, with no word going on behind it.
fn is_at(bytes: &[u8], at: usize, phrase: &[u8]) -> bool {
    let end = at + phrase.len();
    let is_word = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    bytes.get(at..end).is_some_and(|there| there.eq_ignore_ascii_case(phrase))
        && (!is_word(end) || !is_word(end - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_of_the_files_is_found() {
        let english = include_str!("../../../assets/boilerplate/en.toml");
        let others = include_str!("../../../assets/boilerplate/others.toml");
        for file in [english, others] {
            let file: File = toml::from_str(file).unwrap();
            file.strong.iter().for_each(|phrase| assert!(cues(phrase).is_strong, "{phrase}"));
            file.weak.iter().for_each(|phrase| assert!(cues(phrase).is_weak, "{phrase}"));
        }
    }

    #[track_caller]
    fn check(line: &str, (is_strong, is_weak): (bool, bool)) {
        let cues = cues(line);
        assert_eq!((cues.is_strong, cues.is_weak), (is_strong, is_weak), "{line}");
    }

    #[test]
    fn tells_chrome_by_its_words() {
        check("Copyright © 2024", (true, false));
        check("Home » News » Talks resume", (true, false));
        check("It became a small ad blocker for the readers.", (false, false));
        check("We see that you are using an ad blocker.", (true, false));
        check("Share", (true, false));
        check("0:00 0:01:34 0:00", (true, false));
        check("1 of 12", (true, false));
        check("[ News | Sports | Archive ]", (true, false));
        check("A B C D E F G", (true, false));
        check("[Crane 1962, p. 4]", (false, false));
        check("Modified 11 months ago", (true, false));
        check("The ferry of the lower valley sank 40 years ago", (false, false));
        check("Читайте також: дощ", (false, true));
        check("12.3K views", (true, false));
        check("View 45 upvotes", (true, false));
        check("12 villages", (false, false));
        check("Facebook Twitter Email Print", (true, false));
        check("About · Careers · Privacy · Terms · Contact us", (true, true));
        check("World trade talks", (false, false));
        check("# # #", (true, false));
        check("# 3 of the list", (false, false));
        check("A map on the wall of the ministry. Photo: Jane Doe.", (true, false));
        check("(Photo by Jane Doe)", (true, false));
        check("He sent a photo: it showed the ferry and the mill.", (false, false));
        check("9:30", (false, false));
        check("In 1995 the north voted on whether to become a member and said no.", (false, false));
        check("The work was like loading coal.", (false, false));
        check("Contact Jane Doe at jdoe@herald.example", (false, true));
        check("https://www.herald.example/vote", (false, true));
        check("The vote @ the town hall", (false, false));
        check("We use cookies to improve our pages.", (true, true));
        check("Related posts", (false, true));
        check("The council of Elista met on Monday.", (false, false));
        check("She shares the view of her party.", (false, false));
    }

    #[test]
    fn sees_what_opens_the_comments() {
        assert!(cues("Comments (12)").opens_comments);
        assert!(cues("Leave a Reply to this post").opens_comments);
        assert!(cues("14 thoughts on “A vote in the north”").opens_comments);
        assert!(!cues("Comments by the minister caused anger in the capital").opens_comments);
        assert!(!cues("Response to the flood").opens_comments);
        assert!(!cues("2014 response to the flood").opens_comments);
        assert!(cues("One response to “A vote in the north”").opens_comments);
    }
}
