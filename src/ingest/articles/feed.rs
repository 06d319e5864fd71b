//! Feeds of news: RSS 0.9–2.0, the RSS 1.0 that is written in RDF, and Atom. Each entry is an article.
//!
//! ```text
//!  <item> or <entry>
//!    <title>            title
//!    <link>             address                   ← else an id that is one
//!    <pubDate>, …       date                      ← of when it was changed only where there is no other
//!    <content:encoded>  text, which is HTML       ← else a description, else the title
//! ```

use super::Article;
use crate::ingest::Stated;
use crate::ingest::dct::printed_date;
use crate::ingest::html;
use crate::ingest::office::xml::{Element, Xml, walk};

/// Whether a text begins as a feed does; `head` is in lower case.
pub(crate) fn is_feed(head: &[u8]) -> bool {
    // Most texts have no tag at all.
    if memchr::memchr(b'<', head).is_none() {
        return false;
    }
    let head = String::from_utf8_lossy(head);
    let mut rest = head.trim_start();
    // Declarations, comments and the type of the document stand before it.
    while let Some((_, end)) = [("<?", "?>"), ("<!--", "-->"), ("<!", ">")]
        .iter()
        .find(|(begin, _)| rest.starts_with(begin))
    {
        // A type may define entities of its own before it ends.
        let defined = rest.starts_with("<!doctype").then(|| rest.split_once('>')).flatten();
        let end = if defined.is_some_and(|(head, _)| head.contains('[')) { "]>" } else { *end };
        let Some((_, after)) = rest.split_once(end) else { return false };
        rest = after.trim_start();
    }
    let tag = rest.split('>').next().unwrap_or_default();
    let name = tag.split(char::is_whitespace).next().unwrap_or_default();
    match name {
        "<rss" => true,
        "<feed" | "<atom:feed" => tag.contains("w3.org/2005/atom") || tag.contains("purl.org/atom"),
        "<rdf:rdf" => tag.contains("purl.org/rss") || tag.contains("netscape.com/rdf"),
        _ => false,
    }
}

/// The entries of a feed, `most` of them, and whether it was read to its end.
pub(crate) fn read(xml: &str, most: usize) -> (Vec<Article>, bool) {
    let mut feed = Feed::default();
    walk(xml, |event| {
        match event {
            Xml::Open(element) => feed.open(&element),
            Xml::Close(name) => feed.close(&name),
            Xml::Text(text) => feed.text(&text),
        }
        feed.found.len() < most
    });
    feed.finish();
    feed.found.truncate(most);
    (feed.found, feed.is_whole)
}

/// What a part of an entry holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Title,
    Address,
    Id,
    Author,
    Published,
    Changed,
    Text,
    Summary,
    /// Pictures, ratings, the feed that an entry was taken from.
    Other,
}

/// Prefixes are those that all feeds use: other ones name titles of pictures and the like.
fn part(name: &str) -> Part {
    match name.strip_prefix("atom:").unwrap_or(name) {
        "title" | "dc:title" => Part::Title,
        "link" => Part::Address,
        "guid" | "id" => Part::Id,
        "author" | "dc:creator" => Part::Author,
        "pubDate" | "published" | "issued" | "dc:date" => Part::Published,
        "updated" | "modified" => Part::Changed,
        "content:encoded" | "content" => Part::Text,
        "description" | "summary" => Part::Summary,
        _ => Part::Other,
    }
}

/// How the letters of a part are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Letters {
    /// As HTML that is the text of its element.
    #[default]
    Html,
    /// As they are: tags among them are those of the element itself.
    Plain,
}

/// An entry as far as it was read, or what the feed says of all of them.
#[derive(Debug, Default)]
struct Entry {
    title: String,
    address: String,
    id: String,
    author: String,
    published: String,
    changed: String,
    text: String,
    summary: String,
}

/// The state of the walk through a feed.
#[derive(Debug, Default)]
struct Feed {
    found: Vec<Article>,
    entry: Option<Entry>,
    /// The open part and the name of its element.
    part: Option<(Part, String)>,
    letters: Letters,
    /// The element within the part.
    inner: String,
    /// Who wrote the entries that do not say so.
    author: String,
    /// Whether its end was met.
    is_whole: bool,
}

impl Feed {
    fn open(&mut self, element: &Element<'_>) {
        let name = element.name();
        if self.part.is_some() {
            name.clone_into(&mut self.inner);
            return self.push(&format!("<{name}>"));
        }
        let is_entry = matches!(name, "item" | "entry");
        if is_entry {
            self.finish();
            self.entry = Some(Entry::default());
            return;
        }
        let part = part(element.full_name());
        let Some(entry) = &mut self.entry else {
            if part == Part::Author {
                self.part = Some((part, name.to_owned()));
            }
            return;
        };
        let kind = element.attribute("type").unwrap_or_default();
        // Atom says how a part is written, RSS writes HTML.
        let is_html = kind.contains("html") && !kind.contains("xhtml");
        let is_atom = !kind.is_empty() || matches!(name, "summary" | "content");
        self.letters = if is_html || !is_atom { Letters::Html } else { Letters::Plain };
        let leads_here = element.attribute("rel").is_none_or(|rel| rel == "alternate");
        if let (Part::Address, true, Some(address)) = (part, leads_here, element.attribute("href"))
        {
            entry.address = address;
        }
        self.part = Some((part, name.to_owned()));
    }

    fn close(&mut self, name: &str) {
        match &self.part {
            _ if matches!(name, "item" | "entry") => self.finish(),
            None => self.is_whole |= matches!(name, "rss" | "feed" | "RDF"),
            Some((_, own)) if own == name => {
                self.part = None;
                self.inner.clear();
            }
            Some(_) => {
                self.inner.clear();
                self.push(&format!("</{name}>"));
            }
        }
    }

    /// A tag within a part.
    fn push(&mut self, tag: &str) {
        let Some((part @ (Part::Title | Part::Text | Part::Summary), _)) = self.part else {
            return;
        };
        if let Some(field) = self.field(part) {
            field.push_str(tag);
        }
    }

    fn text(&mut self, text: &str) {
        let Some((part, _)) = self.part else { return };
        if part == Part::Author && !matches!(self.inner.as_str(), "" | "name") {
            return;
        }
        let is_plain = self.letters == Letters::Plain;
        let Some(field) = self.field(part) else { return };
        match part {
            Part::Title | Part::Text | Part::Summary if is_plain => {
                field.push_str(&text.replace('&', "&amp;").replace('<', "&lt;"));
            }
            _ => field.push_str(text),
        }
    }

    fn field(&mut self, part: Part) -> Option<&mut String> {
        let Some(entry) = &mut self.entry else {
            return (part == Part::Author).then_some(&mut self.author);
        };
        Some(match part {
            Part::Title => &mut entry.title,
            Part::Address => &mut entry.address,
            Part::Id => &mut entry.id,
            Part::Author => &mut entry.author,
            Part::Published => &mut entry.published,
            Part::Changed => &mut entry.changed,
            Part::Text => &mut entry.text,
            Part::Summary => &mut entry.summary,
            Part::Other => return None,
        })
    }

    /// The open entry ends, and with it what is open in it.
    fn finish(&mut self) {
        self.part = None;
        self.inner.clear();
        let Some(entry) = self.entry.take() else { return };
        let number = self.found.len() + 1;
        self.found.extend(entry.article(number, &self.author));
    }
}

impl Entry {
    /// Nothing where it has no words.
    fn article(self, number: usize, author: &str) -> Option<Article> {
        let texts = [&self.text, &self.summary, &self.title];
        let text = texts.into_iter().find(|text| !text.trim().is_empty())?;
        let title = html::text(&self.title).split_whitespace().collect::<Vec<_>>().join(" ");
        let date = [&self.published, &self.changed];
        let date = date.into_iter().find(|date| printed_date::field(date.trim()).is_some());
        let url = [self.address.trim(), self.id.trim()];
        let url = url.into_iter().find(|url| url.starts_with("http"));
        let author = [self.author.as_str(), author].into_iter().map(name).find(|it| !it.is_empty());
        Some(Article {
            number,
            text: page(text),
            id: None,
            stated: Stated {
                title: Some(title).filter(|title| !title.is_empty()),
                date: date.map(|date| date.trim().to_owned()),
                url: url.map(str::to_owned),
                author: author.map(str::to_owned),
                ..Stated::default()
            },
        })
    }
}

/// The lines of a text without tags are those that a reader sees.
fn page(text: &str) -> String {
    let element = if text.contains('<') { "div" } else { "pre" };
    format!("<{element}>{text}</{element}>")
}

/// RSS writes an address of mail and behind it, in brackets, a name.
fn name(author: &str) -> &str {
    let in_brackets = author.split_once('(').filter(|(address, _)| address.contains('@'));
    in_brackets.map_or(author, |(_, name)| name.trim_end().trim_end_matches(')')).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Title, date, address, author and text of each entry.
    #[track_caller]
    fn check(xml: &str, expected: &[&str]) {
        let said = |article: &Article| {
            let stated = &article.stated;
            let fields = [&stated.title, &stated.date, &stated.url, &stated.author];
            let fields = fields.map(|field| field.clone().unwrap_or_else(|| "–".to_owned()));
            format!("{}: {}", fields.join(" | "), html::text(&article.text))
        };
        let found: Vec<_> = read(xml, 10).0.iter().map(said).collect();
        assert_eq!(found, expected, "{xml}");
    }

    #[test]
    fn entries_of_every_kind_of_feed() {
        check(
            "<rss version='2.0'><channel><title>News</title><item><title>Mill &amp;amp; dam</title><link>https://x.example/1</link>\
             <author>jane@x.example (Jane Doe)</author><pubDate>Tue, 04 Mar 2014 10:22:00 GMT</pubDate>\
             <description>Short.</description><content:encoded><![CDATA[<p>The mill&#8217;s dam <b>broke</b>.</p><p>Two fled.</p>]]></content:encoded></item>\
             <item><title>Rain</title><guid>https://x.example/2</guid><description>It &lt;i&gt;rained&lt;/i&gt;.</description></item></channel></rss>",
            &[
                "Mill & dam | Tue, 04 Mar 2014 10:22:00 GMT | https://x.example/1 | Jane Doe: The mill’s dam broke.\n\nTwo fled.",
                "Rain | – | https://x.example/2 | –: It rained.",
            ],
        );
        check(
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>News</title><author><name>The desk</name><email>d@x.example</email></author>\
             <entry><title type='html'>A &lt;b&gt;vote&lt;/b&gt;</title><link rel='self' href='https://x.example/atom'/><link href='https://x.example/1'/>\
             <updated>2014-03-05T01:00:00Z</updated><published>2014-03-04T10:22:00Z</published>\
             <content type='xhtml'><div><p>Fish &amp; chips</p><p>a &lt; b</p></div></content></entry>\
             <entry><title>Fire</title><updated>2014-03-06T00:00:00Z</updated><author><name>Jane Doe</name></author>\
             <source><title>Elsewhere</title><updated>2001-01-01</updated></source><summary>AT&amp;T &lt;b&gt;</summary></entry></feed>",
            &[
                "A vote | 2014-03-04T10:22:00Z | https://x.example/1 | The desk: Fish & chips\n\na < b",
                "Fire | 2014-03-06T00:00:00Z | – | Jane Doe: AT&T <b>",
            ],
        );
        check(
            "<rdf:RDF xmlns='http://purl.org/rss/1.0/'><channel><title>News</title></channel><item><title>Thaw</title>\
             <link>https://x.example/3</link><dc:creator>Jane Doe</dc:creator><dc:date>2004-02-01</dc:date><description>Ice melts.</description></item></rdf:RDF>",
            &["Thaw | 2004-02-01 | https://x.example/3 | Jane Doe: Ice melts."],
        );
    }

    #[test]
    fn pictures_do_not_name_an_entry_and_a_title_alone_is_its_text() {
        check(
            "<rss><channel><item><media:content url='x'><media:title>A photo</media:title></media:content>\
             <title>Bridge falls</title><media:description>Seen from afar</media:description></item><item><link>https://x.example</link></item></channel></rss>",
            &["Bridge falls | – | – | –: Bridge falls"],
        );
    }

    #[test]
    fn feeds_are_known_by_their_first_element() {
        assert!(is_feed(
            b"<?xml version='1.0'?>\n<!-- a > b --><!-- c --><?style y?>\n<rss version='2.0'>"
        ));
        assert!(is_feed(b"<feed xml:lang='en' xmlns='http://www.w3.org/2005/atom'>"));
        assert!(is_feed(b"<rdf:rdf xmlns='http://purl.org/rss/1.0/'>"));
        assert!(!is_feed(b"<?xml version='1.0'?><rdf:rdf xmlns:x='http://xmlns.com/foaf/'>"));
        assert!(!is_feed(b"<feed><cow/></feed>"));
        assert!(!is_feed(b"<!doctype html><html><body>&lt;rss>"));
        assert!(!is_feed(b"<!-- <rss> "));
    }

    #[test]
    fn a_feed_says_whether_it_was_read_to_its_end() {
        let read = |xml: &str| {
            let (found, is_whole) = read(xml, 7);
            (found.len(), is_whole)
        };
        let entry = "<item><title>x</title></item>";
        assert_eq!(read(&format!("<rss>{entry}{entry}</rss>")), (2, true));
        assert_eq!(read(&format!("<rss>{}</rss>", entry.repeat(50))), (7, false));
        assert_eq!(read(&format!("<rss>{entry}<item><title>cut")), (2, false));
    }
}
