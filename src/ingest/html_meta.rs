//! What a web page says about itself: title, author, address, language and dates.

use super::dct::stated;
use super::html::Page;
use crate::model::{Dct, DctMethod, Metadata, Span};
use html5gum::emitters::default::StartTag;

/// Bytes of linked data that are looked at.
const MAX_LINKED_DATA: usize = 1 << 20;

/// The `<head>` of a page, and the times printed on it.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// `<title>`.
    pub(super) title: String,
    /// All JSON-LD.
    pub(super) linked_data: String,
    /// `<time>` elements in order.
    pub(super) clocks: Vec<Clock>,
    /// `<meta>`: name in lower case, content.
    metas: Vec<(String, String)>,
    language: Option<String>,
    canonical: Option<String>,
}

/// A `<time>` element.
#[derive(Debug)]
pub(super) struct Clock {
    /// Where its text stands.
    pub(super) span: Span,
    /// Its `datetime`; empty where it has none.
    value: String,
    says_published: bool,
    says_updated: bool,
}

/// Names of `<meta>` that hold the date of publication, with how far they can be trusted.
const PUBLISHED: [(&str, f32); 22] = [
    ("article:published_time", 0.95),
    ("og:article:published_time", 0.95),
    ("og:published_time", 0.94),
    ("datepublished", 0.94),
    ("article.published", 0.93),
    ("parsely-pub-date", 0.93),
    ("sailthru.date", 0.93),
    ("citation_publication_date", 0.92),
    ("citation_date", 0.9),
    ("dc.date.issued", 0.92),
    ("dcterms.issued", 0.92),
    ("dcterms.created", 0.91),
    ("dcterms.date", 0.9),
    ("dc.date.created", 0.91),
    ("dc.date", 0.9),
    ("publishdate", 0.92),
    ("publish-date", 0.92),
    ("publish_date", 0.92),
    ("pubdate", 0.92),
    ("publication_date", 0.92),
    ("datecreated", 0.88),
    ("date", 0.86),
];

/// Names of `<meta>` that hold the date of the last change.
const UPDATED: [&str; 6] = [
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
    "revised",
];

impl Head {
    /// Takes what a tag says about the page.
    pub(super) fn notice(&mut self, tag: &StartTag<()>) {
        let name: &[u8] = &tag.name;
        match name {
            b"html" => {
                self.language = attribute(tag, b"lang").or_else(|| attribute(tag, b"xml:lang"));
            }
            b"link" if attribute(tag, b"rel").is_some_and(|rel| rel == "canonical") => {
                self.canonical = attribute(tag, b"href");
            }
            b"meta" => self.meta(tag),
            _ => {}
        }
    }

    fn meta(&mut self, tag: &StartTag<()>) {
        let names: [&[u8]; 4] = [b"property", b"name", b"itemprop", b"http-equiv"];
        let name = names.iter().find_map(|name| attribute(tag, name));
        if let (Some(name), Some(content)) = (name, attribute(tag, b"content"))
            && self.metas.len() < 500
            && !content.trim().is_empty()
        {
            self.metas.push((name.trim().to_lowercase(), content));
        }
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.metas.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim())
    }
}

impl Clock {
    /// A `<time>` element whose text begins at a span.
    pub(super) fn new(tag: &StartTag<()>, span: Span) -> Self {
        let names: [&[u8]; 4] = [b"itemprop", b"class", b"id", b"pubdate"];
        let values: Vec<String> = names.iter().filter_map(|name| attribute(tag, name)).collect();
        let says = values.join(" ").to_lowercase();
        let has_pubdate = tag.attributes.contains_key(b"pubdate".as_slice());
        Self {
            span,
            value: attribute(tag, b"datetime").unwrap_or_default(),
            says_published: has_pubdate || says.contains("publish") || says.contains("created"),
            says_updated: says.contains("modif") || says.contains("updat"),
        }
    }
}

/// Whether a script holds linked data.
pub(super) fn is_linked_data(tag: &StartTag<()>) -> bool {
    attribute(tag, b"type").is_some_and(|kind| kind.to_lowercase().contains("ld+json"))
}

/// Title, author, address, language, and the dates that the page states.
pub(super) fn read(page: &Page, chrome: &[Span]) -> (Metadata, Vec<Dct>) {
    let head = &page.head;
    let h1 = page.blocks.iter().find(|block| block.is_h1).map(|block| block.span.of(&page.text));
    let title = head.value("og:title").or(h1).map(str::to_owned).or_else(|| {
        let title = head.title.split_whitespace().collect::<Vec<_>>().join(" ");
        (!title.is_empty()).then_some(title)
    });
    let author = ["author", "article:author", "dc.creator", "parsely-author", "byl"]
        .iter()
        .find_map(|name| head.value(name))
        .filter(|author| !author.starts_with("http"));
    let metadata = Metadata {
        title,
        author: author.map(str::to_owned),
        url: head.canonical.clone().or_else(|| head.value("og:url").map(str::to_owned)),
        language: head.language.clone().filter(|tag| !tag.trim().is_empty()),
    };
    (metadata, dates(page, chrome))
}

fn dates(page: &Page, chrome: &[Span]) -> Vec<Dct> {
    let head = &page.head;
    let meta = DctMethod::Metadata;
    let mut found = Vec::new();
    for (name, score) in PUBLISHED {
        if let Some(value) = head.value(name) {
            found.extend(stated(value, meta, &format!("{name}: {value}"), None, score));
        }
    }
    for name in UPDATED {
        if let Some(value) = head.value(name) {
            found.extend(stated(value, meta, &format!("{name}: {value}"), None, 0.5));
        }
    }
    for (key, score) in [("datePublished", 0.94), ("dateCreated", 0.85), ("dateModified", 0.5)] {
        if let Some(value) = linked_value(&head.linked_data, key) {
            found.extend(stated(value, meta, &format!("JSON-LD {key}: {value}"), None, score));
        }
    }
    for (number, clock) in head.clocks.iter().take(50).enumerate() {
        let printed = clock.span.of(&page.text).trim();
        let value = if clock.value.is_empty() { printed } else { &clock.value };
        let in_chrome = chrome.iter().any(|span| span.overlaps(clock.span));
        let (method, score) = match (in_chrome, clock.says_published, clock.says_updated) {
            (true, _, _) => (DctMethod::Chrome, 0.1),
            (false, true, _) => (meta, 0.9),
            (false, false, true) => (meta, 0.5),
            (false, false, false) if number == 0 => (meta, 0.84),
            (false, false, false) => (meta, 0.4),
        };
        found.extend(stated(
            value,
            method,
            &format!("<time> {value}"),
            Some(clock.span.trimmed(&page.text)),
            score,
        ));
    }
    found
}

/// The first text value of a key in JSON, without reading the rest: linked data is often broken.
fn linked_value<'a>(json: &'a str, key: &str) -> Option<&'a str> {
    let json = json.get(..MAX_LINKED_DATA).unwrap_or(json);
    let quoted = format!("\"{key}\"");
    let (_, rest) = json.split_once(quoted.as_str())?;
    let value = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    value.split_once('"').map(|(value, _)| value).filter(|value| value.len() <= 60)
}

fn attribute(tag: &StartTag<()>, name: &[u8]) -> Option<String> {
    tag.attributes.get(name).map(|value| String::from_utf8_lossy(&value.value).into_owned())
}

#[cfg(test)]
mod tests {
    use super::super::html;

    const PROSE: &str = "<p>The deputies of the northern district met in the town hall on Monday and agreed, \
                         after six hours of debate, to hold the vote in spring.</p>";

    /// The best date of a page, and the text that is not chrome.
    #[track_caller]
    fn check(html: &str, date: Option<&str>, article: &str) {
        let parts = html::read(&html.replace('@', PROSE));
        let best = parts.dates.iter().max_by(|a, b| a.score.total_cmp(&b.score));
        assert_eq!(best.map(|dct| dct.when.edtf.to_string()).as_deref(), date);
        let mut kept = String::new();
        let mut at = 0;
        for span in parts
            .chrome
            .iter()
            .chain([&crate::model::Span::new(parts.text.len(), parts.text.len())])
        {
            kept.push_str(parts.text.get(at..span.start as usize).unwrap());
            at = span.end as usize;
        }
        let kept = kept
            .split("\n\n")
            .map(str::trim)
            .filter(|p| !p.is_empty())
            .collect::<Vec<_>>()
            .join(" | ");
        assert_eq!(
            kept.replace(PROSE.trim_start_matches("<p>").trim_end_matches("</p>"), "@"),
            article
        );
    }

    #[test]
    fn finds_the_article_among_menus_and_footers() {
        check(
            "<html lang=en><head><title>x</title><meta property='article:published_time' content='2021-03-04T10:00:00Z'></head>\
             <body><nav><a href=/>Home</a> <a href=/w>World</a></nav><article><h1>A vote</h1><time datetime='2021-03-04'>March 4, 2021</time>\
             @@<div class='share-buttons'>Share on all networks</div></article><aside><h3>Related</h3><a href=/x>Another</a></aside>\
             <footer>Copyright © 2024</footer></body></html>",
            Some("2021-03-04"),
            "A vote | March 4, 2021 | @ | @",
        );
    }

    #[test]
    fn finds_the_article_without_any_help() {
        check(
            "<div class=top-menu><a href=/>Home</a><a href=/w>World</a></div><h1>A vote</h1>@@<div class=comments><p>Nice!</p></div>",
            None,
            "A vote | @ | @",
        );
    }

    #[test]
    fn a_form_around_the_page_is_not_chrome() {
        check("<form><h1>A vote</h1>@@</form>", None, "A vote | @ | @");
    }

    #[test]
    fn reads_dates_where_pages_put_them() {
        let json = "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\": \"2020-05-06T01:00\", broken</script>";
        check(
            &format!("<h1>A vote</h1>{json}@").replace("@type", "type"),
            Some("2020-05-06"),
            "A vote | @",
        );
        check(
            "<h1>A vote</h1><time class=published>5 May 2019</time>@",
            Some("2019-05-05"),
            "A vote | 5 May 2019 | @",
        );
    }
}
