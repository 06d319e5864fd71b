//! What a web page says about itself: title, author, address, language and dates.

use super::Page;
use super::clock::{self, Clock, Hint, said};
use super::linked_data::{self, About, Node};
use super::main_text::Article;
use super::scripted::Scripts;
use super::state;
use super::title::{MARKS as SITE_MARKS, Site, own_author, own_title};
use crate::ingest::dct::date_line::is_unset;
use crate::ingest::dct::instant::{self, day_of_field, local_day};
use crate::ingest::dct::printed_date::{self, Order, field};
use crate::ingest::dct::{dct, named_date, weigh};
use crate::ingest::language;
use crate::model::{Dct, DctMethod, Edtf, Granularity, Metadata, Span};
use html5gum::emitters::default::StartTag;

/// The `<head>` of a page, and the times printed on it.
#[derive(Debug, Default)]
pub(crate) struct Head {
    /// `<title>`.
    pub(crate) title: String,
    /// JSON-LD, block by block.
    pub(crate) linked_data: Vec<String>,
    /// Data in JSON that its scripts begin with.
    pub(crate) data: Vec<String>,
    /// Scripts that keep the state of the page, one after another; empty where they do not.
    pub(crate) states: Vec<String>,
    /// Scripts that name dates.
    pub(crate) scripts: Scripts,
    /// Elements that tell by their kind or name that they hold a date, in order.
    pub(crate) clocks: Vec<Clock>,
    /// Those with a content.
    metas: Vec<Meta>,
    language: Option<String>,
    canonical: Option<String>,
    saved_from: Option<String>,
}

/// A `<meta>`.
#[derive(Debug)]
struct Meta {
    name: String,
    value: String,
    /// Where the comment begins that it is marked up as a property of.
    comment: Option<u32>,
}

/// What comments are marked up as.
const COMMENTS: [&str; 2] = ["comment", "usercomments"];

/// Bytes of a script that keeps the state of the page, at most: 8 MiB.
const MAX_STATE_BYTES: usize = 8 << 20;

/// Those that are kept.
const MAX_METAS: usize = 500;

/// Names of `<meta>` that hold the date of publication, with how far they can be trusted.
const PUBLISHED: [(&str, f32); 46] = [
    ("article:published_time", 0.95),
    ("og:article:published_time", 0.95),
    ("article:published", 0.95),
    ("og:published_time", 0.94),
    ("datepublished", 0.94),
    ("rnews:datepublished", 0.94),
    ("article.published", 0.93),
    ("article_date_original", 0.93),
    ("originalpublicationdate", 0.93),
    ("article-publication-date", 0.93),
    ("cxenseparse:recs:publishtime", 0.93),
    ("shareaholic:article_published_time", 0.93),
    ("parsely-pub-date", 0.93),
    ("sailthru.date", 0.93),
    ("vr:published_time", 0.92),
    ("bt:pubdate", 0.92),
    ("displaydate", 0.92),
    ("citation_publication_date", 0.92),
    ("citation_online_date", 0.91),
    ("citation_date", 0.9),
    ("dc.date.issued", 0.92),
    ("dc:date:issued", 0.92),
    ("dcterms.issued", 0.92),
    ("dcterms.created", 0.91),
    ("dcterms.available", 0.9),
    ("dcterms.date", 0.9),
    ("dc.date.created", 0.91),
    ("dc.created", 0.91),
    ("dc:created", 0.91),
    ("dc.date", 0.9),
    ("dc:date", 0.9),
    ("publishdate", 0.92),
    ("publish-date", 0.92),
    ("publish_date", 0.92),
    ("published_date", 0.92),
    ("published-date", 0.92),
    ("date_published", 0.92),
    ("pubdate", 0.92),
    ("pub_date", 0.92),
    ("publication_date", 0.92),
    ("publication-date", 0.92),
    ("video:release_date", 0.85),
    ("release_date", 0.85),
    ("datecreated", 0.88),
    ("created", 0.85),
    ("date", 0.86),
];

/// How far other names that speak of publication can be trusted.
const OTHER_PUBLISHED: f32 = 0.87;

/// How far a date in a script can be trusted.
const SCRIPTED: f32 = 0.7;

/// How far a day in the title of the window can be trusted: an article may be about a day.
const IN_TITLE: f32 = 0.4;

/// The same where it stands there between marks, as the name of the site does.
const ALONE_IN_TITLE: f32 = 0.86;

/// How far the address of a page's picture can be trusted.
pub(crate) const PICTURE: f32 = 0.32;

/// Names of `<meta>` that hold the date of the last change.
const UPDATED: [&str; 11] = [
    "article:modified_time",
    "article:modified",
    "og:updated_time",
    "og:modified_time",
    "datemodified",
    "last-modified",
    "lastmod",
    "last-updated",
    "dateupdate",
    "dcterms.modified",
    "revised",
];

impl Head {
    /// Takes a part of the last block of linked data.
    pub(crate) fn keep_linked(&mut self, text: &str) {
        if let Some(block) = self.linked_data.last_mut() {
            block.push_str(text);
        }
    }

    /// Takes a part of the last data of scripts.
    pub(crate) fn keep_data(&mut self, text: &str) {
        if let Some(data) = self.data.last_mut() {
            data.push_str(text);
        }
        self.scripts.notice(text);
    }

    /// Takes a part of the last script.
    pub(crate) fn keep_state(&mut self, text: &str) {
        if let Some(script) = self.states.last_mut()
            && (!script.is_empty() || state::may_keep(text))
            && script.len() + text.len() <= MAX_STATE_BYTES
        {
            script.push_str(text);
        }
    }

    /// Takes what a tag says about the page; `comment` is where the comment begins in which it stands.
    pub(crate) fn notice(&mut self, tag: &StartTag<()>, comment: Option<u32>) {
        let name: &[u8] = &tag.name;
        match name {
            b"html" => {
                self.language = attribute(tag, b"lang").or_else(|| attribute(tag, b"xml:lang"));
            }
            b"link" if attribute(tag, b"rel").is_some_and(|rel| rel == "canonical") => {
                self.canonical = attribute(tag, b"href");
            }
            b"meta" => self.meta(tag, comment),
            _ => {}
        }
    }

    fn meta(&mut self, tag: &StartTag<()>, comment: Option<u32>) {
        let names: [&[u8]; 3] = [b"property", b"name", b"http-equiv"];
        let name = names.iter().find_map(|name| attribute(tag, name));
        let comment = comment.filter(|_| name.is_none());
        let name = name.or_else(|| attribute(tag, b"itemprop"));
        if let (Some(name), Some(value)) = (name, attribute(tag, b"content"))
            && self.metas.len() < MAX_METAS
            && !value.trim().is_empty()
        {
            if value.starts_with('{') {
                self.scripts.notice(&value);
            }
            self.metas.push(Meta { name: name.trim().to_owned(), value, comment });
        }
    }

    /// Takes the address that browsers note in a page which they save: `saved from url=(0031)https://…`.
    pub(crate) fn notice_comment(&mut self, comment: &str) {
        let saved = || Some(comment.trim().strip_prefix("saved from url=")?.split_once(')')?.1);
        let mut lines = comment.lines().map(str::trim);
        // "Page saved with SingleFile", and below it "url: https://…".
        let mut by_line = || {
            lines.find(|line| line.starts_with("Page saved with"))?;
            lines.find_map(|line| line.strip_prefix("url:"))
        };
        if self.saved_from.is_none() {
            self.saved_from = saved().or_else(&mut by_line).map(|it| it.trim().to_owned());
        }
    }

    /// Takes the address that a date on the page leads to.
    pub(crate) fn point_clock(&mut self, clock: usize, link: &StartTag<()>) {
        if let (Some(clock), Some(address)) = (self.clocks.get_mut(clock), attribute(link, b"href"))
        {
            clock.point(address);
        }
    }

    /// The titles that the head states, each with what the site adds to it.
    pub(crate) fn stated_title(&self) -> Vec<String> {
        let stated = [Some(self.title.as_str()), self.value("og:title")];
        let one_space = |title: &str| title.split_whitespace().collect::<Vec<_>>().join(" ");
        stated.into_iter().flatten().map(one_space).filter(|title| !title.is_empty()).collect()
    }

    /// The author that the page states, by name.
    pub(crate) fn author(&self) -> Option<&str> {
        ["author", "article:author", "dc.creator", "parsely-author", "byl"]
            .iter()
            .find_map(|name| self.value(name))
            .filter(|author| !author.starts_with("http"))
    }

    /// The address that the page states.
    pub(crate) fn url(&self) -> Option<&str> {
        let stated = self.canonical.as_deref().or_else(|| self.value("og:url"));
        stated.or(self.saved_from.as_deref())
    }

    /// How the page writes numeric dates, by those whose order is clear, by what it states and by the
    /// language of its text.
    pub(crate) fn order(&self, text: &str) -> Order {
        if let Some(order) = Order::shown_on(text) {
            return order;
        }
        let language = self.language.as_deref().filter(|tag| !tag.trim().is_empty());
        Order::of_page(language.or_else(|| language::guess(text)), self.url())
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.values(name).map(|meta| meta.value.trim()).next()
    }

    /// The same where it is said of the article, not of a comment on it.
    fn value_of(&self, name: &str, article: &Article) -> Option<&str> {
        self.values(name).find(|meta| !meta.is_of_comment(article)).map(|meta| meta.value.trim())
    }

    fn values(&self, name: &str) -> impl Iterator<Item = &Meta> {
        self.metas.iter().filter(move |meta| meta.name.eq_ignore_ascii_case(name))
    }
}

impl Meta {
    /// Whether it stands in a comment: a forum may mark up the whole of a page as one.
    fn is_of_comment(&self, article: &Article) -> bool {
        let start = article.title.map(|title| title.start).or(article.text);
        self.comment.zip(start).is_some_and(|(comment, start)| start < comment)
    }
}

/// Whether an element is marked up as a comment.
pub(crate) fn is_comment(tag: &StartTag<()>) -> bool {
    let kind = attribute(tag, b"itemtype").map(|kind| kind.to_lowercase());
    let kind = kind.as_deref().and_then(|kind| kind.rsplit('/').next());
    kind.is_some_and(|kind| COMMENTS.contains(&kind))
        || attribute(tag, b"itemprop").is_some_and(|prop| prop == "comment")
}

/// Whether a script holds linked data.
pub(crate) fn is_linked_data(tag: &StartTag<()>) -> bool {
    attribute(tag, b"type").is_some_and(|kind| kind.to_lowercase().contains("ld+json"))
}

/// Whether a script is no program but data in JSON.
pub(crate) fn is_data(tag: &StartTag<()>) -> bool {
    attribute(tag, b"type").is_some_and(|kind| kind.eq_ignore_ascii_case("application/json"))
}

/// Title, author, address, language, and the dates that the page states.
pub(crate) fn read(page: &Page, article: &Article) -> (Metadata, Vec<Dct>) {
    let head = &page.head;
    let printed = article.title.map(|title| bare_title(title.of(&page.text)));
    let site = Site { name: head.value("og:site_name"), url: head.url() };
    let stated = head.value("og:title").or(printed.is_none().then_some(&head.title));
    let whole = stated.filter(|it| !it.trim().is_empty()).or(printed).unwrap_or_default();
    let title = stated.map(|stated| own_title(stated, printed, site));
    let title = title.filter(|title| !title.is_empty()).or_else(|| printed.map(str::to_owned));
    let about = About {
        urls: [head.canonical.as_deref(), head.value("og:url")],
        titles: [whole, title.as_deref().unwrap_or_default()],
    };
    let linked = linked_data::article(&head.linked_data, about);
    let dates = dates(page, article, whole, linked.as_ref());
    let linked_author = linked.and_then(|node| node.author);
    let metadata = Metadata {
        title,
        author: head
            .author()
            .and_then(|author| own_author(author, site))
            .or_else(|| own_author(&linked_author?, site)),
        url: head.url().map(str::to_owned),
        language: head.language.clone().filter(|tag| !tag.trim().is_empty()),
    };
    (metadata, dates)
}

fn dates(page: &Page, article: &Article, title: &str, linked: Option<&Node>) -> Vec<Dct> {
    let head = &page.head;
    let meta = DctMethod::Metadata;
    let order = head.order(&page.text);
    let printed = instant::printed(&page.text, article.title, order);
    let dated = |value: &str, evidence: &str, score| {
        let edtf = local_day(value, &printed).or_else(|| day_of_field(value, order, &printed))?;
        // Catalogues state the years of old books.
        let is_set = evidence.to_lowercase().starts_with("dc") || !is_unset(&edtf);
        is_set.then(|| dct(edtf, meta, evidence, None, score))
    };
    let mut found = Vec::new();
    for (name, score) in PUBLISHED {
        if let Some(value) = head.value_of(name, article) {
            found.extend(dated(value, &format!("{name}: {value}"), score));
        }
    }
    for Meta { name, value, .. } in head.metas.iter().filter(|it| !it.is_of_comment(article)) {
        let is_known = PUBLISHED.iter().any(|(known, _)| name.eq_ignore_ascii_case(known));
        if !is_known && said(name) == Hint::Published {
            found.extend(dated(value, &format!("{name}: {value}"), OTHER_PUBLISHED));
        }
    }
    for name in UPDATED {
        if let Some(value) = head.value_of(name, article) {
            found.extend(dated(value, &format!("{name}: {value}"), 0.5));
        }
    }
    if let Some(node) = linked {
        let is_sure = node.rank >= 0.45;
        let fields = [
            ("datePublished", &node.published, if is_sure { 0.94 } else { 0.6 }),
            ("dateCreated", &node.created, if is_sure { 0.85 } else { 0.5 }),
            ("dateModified", &node.modified, 0.5),
        ];
        for (key, value, score) in fields {
            if let Some(value) = value {
                found.extend(dated(value, &format!("JSON-LD {key}: {value}"), score));
            }
        }
    }
    if let Some((edtf, value)) = head.scripts.date(title) {
        found.push(dct(edtf, meta, &format!("script: {value}"), None, SCRIPTED));
    }
    // Some sites write the day behind the title of the window.
    if let Some(date) = printed_date::dates_in(&head.title, Some(order)).last()
        && date.partial.granularity() == Granularity::Day
    {
        let edtf = Edtf::Point(date.partial);
        let score = if stands_alone(&head.title, date.span) { ALONE_IN_TITLE } else { IN_TITLE };
        found.push(dct(edtf, meta, &format!("title: {}", head.title), None, score));
    }
    found.extend(clock::dates(page, article, order));
    weigh::distrust_restated(&mut found, |stated| {
        UPDATED
            .iter()
            .filter_map(|name| head.value(name))
            .any(|it| field(it).as_ref() == Some(stated))
    });
    // Pictures lie in folders of the month in which they were put there.
    if let Some(address) = head.value("og:image")
        && let Some(date) =
            named_date::in_name(address).or_else(|| named_date::moment_in_name(address))
    {
        let edtf = Edtf::Point(date.partial);
        found.push(dct(edtf, meta, &format!("og:image: {address}"), None, PICTURE));
    }
    found
}

/// Whether a day in the title of the window has marks around it: "A vote - 6 October 2016 - The Herald".
fn stands_alone(title: &str, day: Span) -> bool {
    let before = Span { start: 0, end: day.start }.of(title);
    let after = Span::new(day.end as usize, title.len()).of(title);
    let is_end = |text: &str| text.trim().is_empty();
    SITE_MARKS.iter().any(|mark| before.ends_with(mark))
        && (is_end(after) || SITE_MARKS.iter().any(|mark| after.starts_with(mark)))
}

/// A heading without the mark of its cell or item before it, and without the one that leads to it behind it.
fn bare_title(heading: &str) -> &str {
    heading.trim_start_matches(['|', '•', ' ']).trim_end_matches(['¶', ' '])
}

/// Words of names, parted at hyphens, underscores and capitals, in lower case.
pub(crate) fn name_words(names: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut was_lower = false;
    for c in names.chars() {
        let begins = c.is_uppercase() && was_lower;
        if (begins || !c.is_alphanumeric()) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
        was_lower = c.is_lowercase() || c.is_ascii_digit();
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// The value of an attribute.
pub(crate) fn attribute(tag: &StartTag<()>, name: &[u8]) -> Option<String> {
    tag.attributes.get(name).map(|value| String::from_utf8_lossy(&value.value).into_owned())
}

#[cfg(test)]
mod tests {
    use crate::ingest::{Options, Stated, dct, html};

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

    /// The date in use of a page as a whole.
    #[track_caller]
    fn check_date(html: &str, date: Option<&str>) {
        let parts = html::read(&html.replace('@', PROSE));
        let found = dct::candidates(&parts, &Stated::default(), "a", &Options::default());
        let best = dct::best(&found).map(|dct| dct.when.edtf.to_string());
        assert_eq!(best.as_deref(), date, "{html}");
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
    fn many_answers_below_a_short_article_are_not_the_article() {
        let answer =
            "<div><div class=comment-head>Re: A vote</div><div class=comment-body>@@@@</div></div>";
        let page = format!("<div>@@@<div>{}</div></div>", answer.repeat(12));
        check(&page, None, "@ | @ | @");
    }

    #[test]
    fn a_day_of_change_that_is_stated_as_that_of_publication_gives_way() {
        let head = "<meta name=DC.date.issued content=2021-03-05><meta name=date content=2021-03-04>\
                    <meta name=last-modified content='2021-03-05 11:44'>";
        let body = "<h1>A vote</h1><div class=date>March 4, 2021</div>@";
        check(&format!("{head}{body}"), Some("2021-03-04"), "A vote | March 4, 2021 | @");
        check(&format!("{head}<h1>A vote</h1>@"), Some("2021-03-05"), "A vote | @");
        let head = "<meta property=article:published_time content=2021-03-05T09:00><meta name=date content=2021-03-04>\
                    <meta property=article:modified_time content=2021-03-05T09:30>";
        let body = "<h1>A court file</h1><div class=date>Hearing: March 4, 2021</div>@";
        check(
            &format!("{head}{body}"),
            Some("2021-03-05"),
            "A court file | Hearing: March 4, 2021 | @",
        );
    }

    #[test]
    fn the_day_of_a_change_dates_a_page_that_has_nothing_better() {
        let meta = "<meta itemprop=dateUpdate content='2021-03-06 10:00'>";
        check_date(&format!("{meta}<h1>A vote</h1>@@"), Some("2021-03-06"));
        check_date(&format!("{meta}<h1>A vote</h1><p>4 March 2021</p>@@"), Some("2021-03-04"));
        // What is changed there is no article.
        for name in ["theme_updated", "site-last-updated", "privacy_policy_updated"] {
            let meta = format!("<meta name={name} content=2021-03-06>");
            check_date(&format!("{meta}<h1>A vote</h1>@@"), None);
        }
    }

    #[test]
    fn the_linked_article_is_known_by_the_whole_title_and_by_the_printed_one() {
        let node = |title: &str, day: &str| {
            format!(
                "{{\"@type\": \"NewsArticle\", \"headline\": \"{title}\", \"datePublished\": \"{day}\"}}"
            )
        };
        let page = |title: &str| {
            let nodes = [node("A story of birds", "2018-03-04"), node(title, "2021-03-04")];
            format!(
                "<meta property=og:title content='Opinion - A vote in the north'>\
                 <script type=application/ld+json>[{}]</script><h1>A vote in the north</h1>@@",
                nodes.join(",")
            )
        };
        check_date(&page("Opinion - A vote in the north"), Some("2021-03-04"));
        check_date(&page("A vote in the north"), Some("2021-03-04"));
    }

    #[test]
    fn the_clock_of_a_page_gives_way_to_the_day_below_a_long_title() {
        let title = "The deputies of the northern district agree to hold the vote on the ferry in spring \
                     and to ask the province for the money";
        let clock = "<div id=date-box>Thu, 25 Dec 2025</div>";
        let byline = "<div>Jane Doe<br>Thu, 4 Mar 2021 17:55 UTC</div>";
        check_date(
            &format!("{clock}<h1>{title}</h1>{byline}@@<p>Posted by the clerks.</p>@"),
            Some("2021-03-04"),
        );
    }

    #[test]
    fn days_of_several_reviews_are_not_that_of_the_page() {
        let review = |class: &str, day: u8| {
            format!("<div {class}><div>Good boat</div><div class=date>May {day}, 2015</div>@</div>")
        };
        let page = |class: &str, days: std::ops::RangeInclusive<u8>| {
            let reviews: String = days.map(|day| review(class, day)).collect();
            format!("<h1>Boat for two</h1>@@@@<div>{reviews}</div>")
        };
        for class in
            ["class=review", "class='col custReview'", "itemtype='https://schema.org/Review'"]
        {
            check_date(&page(class, 2..=3), None);
            // One alone may be what the page is.
            check_date(&page(class, 2..=2), Some("2015-05-02"));
        }
        let dated =
            page("class=review", 2..=3).replace("</h1>", "</h1><div class=date>June 4, 2014</div>");
        check_date(&dated, Some("2014-06-04"));
        // What is nothing but reviews is dated by them.
        let reviews: String = (4..=5).map(|day| review("class=review", day)).collect();
        check_date(&format!("<h1>New boats</h1><div>{reviews}</div>"), Some("2015-05-04"));
    }

    #[test]
    fn words_of_publishing_are_known_in_other_scripts() {
        let page = |line: &str| format!("<h1>A vote</h1><div>{line}</div>@@");
        check_date(&page("发布时间：2021-03-04 10:00 来源：本站"), Some("2021-03-04"));
        check_date(&page("등록일자 : 1966.03.08"), None);
        let meta = "<meta name=firstpublishedtime content='2021-03-04-10:00:00'>";
        check_date(&format!("{meta}<h1>A vote</h1>@@"), Some("2021-03-04"));
    }

    #[test]
    fn comments_do_not_date_the_page() {
        let day = "<meta itemprop=datePublished content=2021-06-01>";
        let scope = "itemscope itemtype=https://schema.org/Comment";
        check_date(&format!("<h1>A vote</h1>@@<div {scope}>{day}</div>"), None);
        check_date(&format!("<h1>A vote</h1>@@<div itemprop=comment>{day}</div>"), None);
        // What is marked up around the title, or said of the whole page, stays.
        check_date(&format!("<div {scope}><h1>A vote</h1>{day}@@</div>"), Some("2021-06-01"));
        let stated = "<meta property='article:published_time' content=2021-03-04>";
        check_date(&format!("<h1>A vote</h1>@@<div {scope}>{stated}</div>"), Some("2021-03-04"));
        let product = "itemscope itemtype=https://schema.org/Product";
        check_date(&format!("<h1>A vote</h1>@@<div {product}>{day}</div>"), Some("2021-06-01"));
    }

    #[test]
    fn days_that_nobody_set_date_nothing() {
        let head = "<meta property='article:published_time' content='0001-01-01T00:00:00'>\
                    <meta name=date content=1970-01-01>";
        check_date(&format!("{head}<h1>A vote</h1><p>4 March 2021</p>@@"), Some("2021-03-04"));
        check_date(&format!("{head}<h1>A vote</h1>@@"), None);
        let catalogue = "<meta name='DC.date.issued' content=1900-01-01>";
        check_date(&format!("{catalogue}<h1>A vote</h1>@@"), Some("1900-01-01"));
    }

    #[test]
    fn numeric_fields_are_read_in_the_order_of_the_page() {
        let page = |lang: &str| {
            format!(
                "<html lang={lang}><meta name=pubdate content='03/04/2021 09:10'><h1>A vote</h1>"
            )
        };
        check_date(&format!("{}@@", page("en-US")), Some("2021-03-04"));
        check_date(&format!("{}@@", page("en-GB")), Some("2021-04-03"));
        // What the page prints tells more than its language.
        let printed = "<p>By Jane Doe, 3 April 2021</p>";
        check_date(&format!("{}{printed}@@", page("en-US")), Some("2021-04-03"));
    }

    #[test]
    fn text_that_was_put_into_a_part_of_a_page_builder_is_text() {
        let text = "<div class='elementor-widget elementor-widget-text-editor'><div class=elementor-widget-container>@</div></div>";
        let page = format!("<article><h1>A vote</h1>@@@{text}</article>");
        check(&page, None, "A vote | @ | @ | @ | @");
    }

    #[test]
    fn the_bar_of_a_web_archive_is_no_part_of_the_page() {
        let bar = "<div id=wm-ipp-base><p>12 captures</p><p>3 Feb 2020 - 14 Aug 2023</p></div>";
        check(&format!("{bar}<h1>A vote</h1>@@"), None, "A vote | @ | @");
    }

    #[test]
    fn a_list_of_addresses_and_a_day_of_launch_date_nothing() {
        let list =
            "<ul><li>https://example.org/2010/11/18/hooks/<li>https://example.org/tools</ul>";
        check(
            &format!("<h1>Tips</h1>{list}@@"),
            None,
            "Tips | • https://example.org/2010/11/18/hooks/\n• https://example.org/tools | @ | @",
        );
        check(
            "<h1>A vote</h1>@@<p>Launch date: March 4, 1998</p>@",
            None,
            "A vote | @ | @ | Launch date: March 4, 1998 | @",
        );
    }

    #[test]
    fn text_in_several_asides_is_text_and_one_beside_it_is_not() {
        check(
            "<h1>A vote</h1><aside>@@@</aside><aside>@@</aside><aside>@@</aside>",
            None,
            &format!("A vote{}", " | @".repeat(7)),
        );
        check("<h1>A vote</h1>@@@@<aside>@</aside>", None, "A vote | @ | @ | @ | @");
    }

    #[test]
    fn a_quotation_set_as_a_figure_is_text_and_a_picture_is_not() {
        check(
            "<h1>A vote</h1>@<figure><blockquote>Nobody came.</blockquote><figcaption>A clerk</figcaption></figure>@",
            None,
            "A vote | @ | Nobody came. | A clerk | @",
        );
        check(
            "<h1>A vote</h1>@<figure><pre>1998 a crack</pre></figure>@<figure><table><tr><td>2001<td>Grouting</table><figcaption>The dam</figcaption></figure>@",
            None,
            "A vote | @ | 1998 a crack | @ | 2001 | Grouting | The dam | @",
        );
        check(
            "<h1>A vote</h1>@<figure><img src=x><figcaption>The hall in winter</figcaption></figure>@",
            None,
            "A vote | @ | @",
        );
    }

    #[test]
    fn the_name_of_a_site_set_as_a_heading_is_not_the_title_of_its_page() {
        check(
            "<title>The old road - Travellers of the far steppe</title><div><h1>Travellers of the far steppe</h1></div>\
             <main><h2>The old road</h2>@@@<h3>Re: The old road</h3>@</main>",
            None,
            "The old road | @ | @ | @ | @",
        );
    }

    #[test]
    fn days_of_stories_told_elsewhere_are_not_that_of_the_page() {
        let story = |day: u8, title: &str| {
            format!(
                "<article class=post><h2><a href=/{day}>{title}</a></h2><time datetime=2021-03-0{day}>{day} March 2021</time>@</article>"
            )
        };
        let list = [story(4, "A vote"), story(3, "Floods in the valley"), story(2, "A tram line")];
        check(
            &format!("<h1>Politics</h1><main>{}</main>", list.concat()),
            None,
            "Politics | 4 March 2021 | @ | 3 March 2021 | @ | 2 March 2021 | @",
        );
        let thread = [story(4, "A vote"), story(5, "Re: A vote"), story(6, "Re: A vote")];
        let found = html::read(&thread.concat().replace('@', PROSE)).dates;
        assert!(
            found.iter().any(|dct| dct.when.edtf.to_string() == "2021-03-04" && dct.score > 0.5)
        );
    }

    #[test]
    fn a_form_around_the_page_is_not_chrome() {
        check("<form><h1>A vote</h1>@@</form>", None, "A vote | @ | @");
    }

    #[test]
    fn elements_say_themselves_what_is_published() {
        check(
            "<h1>A vote</h1><span class=posted-on><time class=updated datetime=2023-02-11>11/02/2023</time>\
             <time class=published datetime=2017-05-08>08/05/2017</time></span>@",
            Some("2017-05-08"),
            "A vote | 11/02/2023 08/05/2017 | @",
        );
        check(
            "<h1>A vote</h1><dl><dt>Posted</dt><dd><time datetime=2023-09-29>29 Sep 2023</time></dd>\
             <dt>Originally published</dt><dd><time datetime=2023-09-28>28 Sep 2023</time></dd></dl>@",
            Some("2023-09-28"),
            "A vote | Posted\n29 Sep 2023\nOriginally published\n28 Sep 2023 | @",
        );
        check(
            "<h1>A vote</h1><story-time publishdate=2019-06-02T09:01:00Z updatedate=2019-06-03T09:01:00Z></story-time>@",
            Some("2019-06-02"),
            "A vote | @",
        );
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
