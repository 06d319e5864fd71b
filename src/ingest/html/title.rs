//! What a web page is called and who wrote it, without what its site adds to either.

/// Marks between a title and the name of a site, each with spaces around it.
pub(super) const MARKS: [&str; 9] =
    [" | ", " - ", " – ", " — ", " · ", " • ", " « ", " » ", " :: "];

/// Words of a title from which on it may stand alone: "Contact us - The Herald" is more than "Contact us".
const MIN_WORDS: usize = 3;

/// Words of a printed heading from which on what stands behind a mark is the site's, whatever it is.
const MIN_PRINTED_WORDS: usize = 3;

/// Letters of a name from which on a host that has it among others is named by it.
const MIN_NAME_BYTES: usize = 4;

/// Words before the name of a site that name a part of it, at most: "Sport Herald".
const MAX_OTHER_WORDS: usize = 2;

/// What is known of a page's site, to tell its name from a title.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Site<'a> {
    /// The name that the page states.
    pub(super) name: Option<&'a str>,
    /// The address of the page.
    pub(super) url: Option<&'a str>,
}

/// The title that a page states, without the name of its site before or behind it: where what is left is the heading
/// that the page prints, or what is left out is the stated name of the site or that of its host.
pub(super) fn own_title(stated: &str, printed: Option<&str>, site: Site<'_>) -> String {
    let stated = one_space(stated);
    let printed = printed.map(letters).filter(|heading| !heading.is_empty());
    let is_printed = |title: &str| printed.as_deref() == Some(&letters(title));
    if is_printed(&stated) {
        return stated;
    }
    let words = |text: &str| text.split_whitespace().count();
    // Front pages have the name of their site before what it is: "The Herald - News of the north".
    let is_own = |title: &str, rest: &str, is_behind: bool| {
        is_printed(title) && (MIN_PRINTED_WORDS <= words(title) || site.is_named(rest))
            || !is_behind && MIN_WORDS <= words(title) && site.is_named(rest)
    };
    let marks = || {
        let found = MARKS.iter().flat_map(|mark| stated.match_indices(mark));
        found.map(|(at, mark)| (stated.get(..at), stated.get(at + mark.len()..)))
    };
    // The heading that is printed, else the longest title that is left.
    let rank = |title: &str| (is_printed(title), title.len());
    let mut own: Option<&str> = None;
    for (before, behind) in marks() {
        let (Some(before), Some(behind)) = (before, behind) else { continue };
        for (title, rest, is_behind) in [(before, behind, false), (behind, before, true)] {
            if is_own(title, rest, is_behind) && own.is_none_or(|own| rank(own) < rank(title)) {
                own = Some(title);
            }
        }
    }
    own.unwrap_or(&stated).to_owned()
}

/// The name of an author as a page states it, without "By"; `None` where it is an address.
pub(super) fn own_author(stated: &str, site: Site<'_>) -> Option<String> {
    let name = one_space(stated);
    // "By The Numbers" is what it says.
    let is_name = |rest: &&str| rest.starts_with(char::is_uppercase) && !rest.starts_with("The ");
    let behind = name.strip_prefix("By ").or_else(|| name.strip_prefix("by "));
    let name = behind.filter(is_name).unwrap_or(&name);
    let is_address = (name.starts_with("http") || name.starts_with("www.")) && !name.contains(' ');
    // More than one full stop may be that of a name: "will.i.am".
    let is_host =
        || name.matches('.').count() == 1 && site.host().is_some_and(|host| host.ends_with(name));
    (!name.is_empty() && !is_address && !is_host()).then(|| name.to_owned())
}

impl Site<'_> {
    /// Whether words are the name of the site, or of a part of it: "Sport - The Herald".
    fn is_named(self, words: &str) -> bool {
        // Names are written in capitals: "hackers blackmail Facebook", "from the blog" are none.
        let is_capital = |word: &str| word.starts_with(|c: char| !c.is_lowercase());
        let parts = words.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
        let parts: Vec<&str> = parts.collect();
        (0..=MAX_OTHER_WORDS).any(|count| {
            let Some((other, own)) = parts.split_at_checked(count) else { return false };
            let name = letters(&own.concat());
            let may_be_host = count == 0 || MIN_NAME_BYTES <= name.len();
            let is_host = || {
                let is_written = own.iter().any(|word| is_capital(word) || word.contains('.'));
                may_be_host && is_written && self.is_host(&name)
            };
            !name.is_empty()
                && other.iter().all(|word| is_capital(word))
                && (self.name.is_some_and(|stated| letters(stated) == name) || is_host())
        })
    }

    /// Whether letters are those of its host or of a part of that.
    fn is_host(self, name: &str) -> bool {
        self.host().is_some_and(|host| {
            letters(host) == name || host.rsplit('.').skip(1).any(|label| letters(label) == name)
        })
    }

    /// The host of its address, without `www.`; that of the page itself where an archive keeps it.
    fn host(&self) -> Option<&str> {
        let (_, address) = self.url?.rsplit_once("://")?;
        let host = address.split(['/', ':', '?']).next()?;
        Some(host.strip_prefix("www.").unwrap_or(host))
    }
}

fn one_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The letters and digits of a text in lower case.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SITE: Site<'_> = Site {
        name: Some("The Northern Herald"),
        url: Some("https://www.nherald.example/2021/03/vote"),
    };

    #[track_caller]
    fn check(stated: &str, printed: Option<&str>, expected: &str) {
        assert_eq!(own_title(stated, printed, SITE), expected, "{stated}");
    }

    #[test]
    fn the_name_of_the_site_is_no_part_of_a_title() {
        check("A vote in the north | The Northern Herald", None, "A vote in the north");
        let before = "The Northern Herald - A vote in the north";
        check(before, Some("A vote in the north"), "A vote in the north");
        let long = "A vote in the north - Politics - The Northern Herald";
        check(long, Some("A vote in the north"), "A vote in the north");
        check(long, None, "A vote in the north - Politics");
        check("A vote in the north – NHerald", None, "A vote in the north");
        check("A vote  in the north | N", Some("A vote in the\u{a0}north"), "A vote in the north");
        check("Budget - The Northern Herald", Some("Budget"), "Budget");
    }

    #[test]
    fn a_title_with_marks_in_it_stays_whole() {
        check(
            "The north votes - and the south waits",
            None,
            "The north votes - and the south waits",
        );
        let history = "The Northern Herald - a history of the paper";
        check(history, Some(history), history);
        check("Live – the count", Some("Live"), "Live – the count");
        check("Contact us | NHerald", None, "Contact us | NHerald");
        let front = "The Northern Herald - News of the whole north";
        check(front, None, front);
        check("Who owns The Northern Herald?", None, "Who owns The Northern Herald?");
        check("Twenty-five years on", Some("Twenty"), "Twenty-five years on");
    }

    #[test]
    fn a_title_that_ends_with_the_name_of_its_site_stays_whole() {
        let check = |title: &str, name: Option<&str>, url: &str| {
            assert_eq!(own_title(title, None, Site { name, url: Some(url) }), title);
        };
        check("Behind the scenes - The making of Time", Some("Time"), "https://time.example/a");
        check("The fall of Rome - the rise of time", None, "https://time.example/a");
        check(
            "Letters of users leaked - hackers blackmail Ferrybook",
            None,
            "https://ferrybook.example",
        );
        check("Three ways to cook rice - from the blog", None, "https://blog.kitchen.example/rice");
        check("Return of the wolf - nature", None, "https://www.nature.example/wolf");
    }

    #[test]
    fn an_address_is_no_author() {
        assert_eq!(own_author("By  Jane Doe", SITE).as_deref(), Some("Jane Doe"));
        assert_eq!(own_author("Byron Roe ", SITE).as_deref(), Some("Byron Roe"));
        assert_eq!(own_author("j.doe", SITE).as_deref(), Some("j.doe"));
        assert_eq!(own_author("www.other.example", SITE), None);
        assert_eq!(own_author("nherald.example", SITE), None);
        let staff = "www.nherald.example Staff";
        assert_eq!(own_author(staff, SITE).as_deref(), Some(staff));
        assert_eq!(own_author("By The Numbers", SITE).as_deref(), Some("By The Numbers"));
        let site = Site { name: None, url: Some("https://will.i.am/songs") };
        assert_eq!(own_author("will.i.am", site).as_deref(), Some("will.i.am"));
    }
}
