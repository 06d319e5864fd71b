//! Channels of a messenger that were saved as a page: posts one below another, each with its own time.
//! The posts of a day become a document of that day.
//!
//! ```text
//!  Valley News                   ← chrome
//!  The bridge is closed.         ← text of a post
//!  12.4K views 06:02             ← chrome; the hour has the day in its attributes
//! ```

use super::Page;
use super::clock::Clock;
use super::main_text::{Evidence, without};
use crate::ingest::dct::dct;
use crate::ingest::dct::printed_date::field;
use crate::ingest::parts::Parts;
use crate::model::{DctMethod, Edtf, Locator, LocatorUnit, Metadata, Span};

/// How far the day of a post can be trusted.
const POSTED: f32 = 0.97;

/// A post of a channel.
#[derive(Clone, Debug)]
pub(crate) struct Post {
    /// All of it.
    pub(super) span: Span,
    /// What was written.
    pub(super) text: Span,
    /// The day on which it was.
    pub(super) day: Edtf,
    /// That day as the page states it.
    pub(super) stated: String,
}

/// The posts of a page that have a text and a day; none where it is no channel.
pub(crate) fn posts(page: &Page) -> Vec<Post> {
    let with = |evidence| page.regions.iter().filter(move |region| region.evidence == evidence);
    with(Evidence::Post)
        .filter_map(|post| {
            let span = post.span;
            let inside = with(Evidence::PostText).map(|text| text.span);
            let inside = inside.filter(|text| span.contains(*text) && !text.is_empty());
            let text = inside.reduce(Span::join)?;
            // Above the hour of the post stand those of what it answers or carries on.
            let clocks = page.head.clocks.iter().rev().filter(|clock| span.contains(clock.span));
            let stated = clocks.map(Clock::value).find(|value| field(value).is_some())?;
            Some(Post { span, text, day: field(stated)?, stated: format!("<time> {stated}") })
        })
        .collect()
}

/// All of a page but its title and the texts of its posts.
pub(crate) fn chrome(posts: &[Post], page: &str, title: Option<Span>) -> Vec<Span> {
    let starts = std::iter::once(0).chain(posts.iter().map(|post| post.text.end));
    let ends = posts.iter().map(|post| post.text.start).chain([page.len() as u32]);
    let between = starts.zip(ends).filter(|(start, end)| start < end);
    let between = between.flat_map(|(start, end)| without(Span { start, end }, title));
    let between = between.map(|span| span.trimmed(page));
    between.filter(|span| !span.is_empty()).collect()
}

/// A page of posts as documents, one a day.
pub(crate) fn days(parts: &Parts) -> Vec<Parts> {
    let days: Vec<&[Post]> = parts.posts.chunk_by(|post, next| post.day == next.day).collect();
    let starts = days.iter().skip(1).filter_map(|day| Some(day.first()?.span.start));
    let ends = starts.chain([parts.text.len() as u32]);
    let (mut start, mut number) = (0, 1);
    let mut found = Vec::new();
    for (day, end) in days.iter().zip(ends) {
        found.push(document(parts, Span { start, end }, day, number, days.len() == 1));
        (start, number) = (end, number + day.len() as u32);
    }
    found
}

/// The posts of one day, of which the first has a number on the whole page.
fn document(parts: &Parts, whole: Span, day: &[Post], number: u32, is_alone: bool) -> Parts {
    let whole = whole.trimmed(&parts.text);
    let inside = |span: Span| Span { start: span.start - whole.start, end: span.end - whole.start };
    let own = |span: &&Span| whole.contains(**span);
    let mut found = Parts {
        text: whole.of(&parts.text).to_owned(),
        chrome: Vec::new(),
        metadata: parts.metadata.clone(),
        ..Parts::empty(parts.format)
    };
    // What stands between two days is chrome of both.
    let clipped = parts
        .chrome
        .iter()
        .filter(|span| span.overlaps(whole))
        .map(|span| Span { start: span.start.max(whole.start), end: span.end.min(whole.end) });
    let clipped = clipped.map(|span| inside(span.trimmed(&parts.text)));
    found.chrome = clipped.filter(|span| !span.is_empty()).collect();
    let posts = day.iter().zip(number..);
    let texts = posts.filter(|(post, _)| own(&&post.text));
    found.locators = texts
        .map(|(post, number)| {
            Locator::new(inside(post.text).start as usize, LocatorUnit::Message, number as usize)
        })
        .collect();
    if let Some(first) = day.first() {
        let evidence = &first.stated;
        found.dates.push(dct(first.day.clone(), DctMethod::Metadata, evidence, None, POSTED));
        let title = parts.metadata.title.as_deref().filter(|_| !is_alone);
        let title = title.map(|title| format!("{title}, {}", first.day));
        let title = title.or_else(|| parts.metadata.title.clone());
        found.metadata = Metadata { title, ..found.metadata };
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::ingest::{chat, html};

    fn post(day: &str, hour: &str, text: &str) -> String {
        format!(
            "<div class='tgme_widget_message_wrap js-widget_message_wrap'><div class='tgme_widget_message js-widget_message'><a href='/hill'>Hill News</a>\
             <div class='tgme_widget_message_text js-message_text' dir='auto'>{text}</div><div class='tgme_widget_message_info'><span class='tgme_widget_message_views'>2K</span> views \
             <a class='tgme_widget_message_date' href='/hill/1'><time datetime='{day}T{hour}:41+00:00' class='time'>{hour}</time></a></div></div></div>"
        )
    }

    #[test]
    fn the_posts_of_a_day_are_a_document() {
        let posts = [
            post("2022-03-04", "21:15", "The night train was stopped.<br/><br/>Nobody was hurt."),
            post("2022-03-05", "06:02", "The bridge is closed."),
            post("2022-03-05", "09:40", "The mayor resigned this morning."),
        ];
        let page = format!(
            "<html><head><title>Hill News – Telegram</title><meta property='og:title' content='Hill News'></head><body><header>48K subscribers</header>\
             <main class='tgme_main'>{}</main></body></html>",
            posts.concat()
        );
        let days = chat::days(html::read(&page));
        let told: Vec<String> = days
            .iter()
            .map(|day| {
                let mut own = day.text.clone();
                for span in day.chrome.iter().rev() {
                    own.replace_range(span.start as usize..span.end as usize, "");
                }
                let own = own.split_whitespace().collect::<Vec<_>>().join(" ");
                format!("{}: {own}", day.metadata.title.as_deref().unwrap_or_default())
            })
            .collect();
        assert_eq!(
            told,
            [
                "Hill News, 2022-03-04: The night train was stopped. Nobody was hurt.",
                "Hill News, 2022-03-05: The bridge is closed. The mayor resigned this morning.",
            ]
        );
        assert_eq!(days[1].dates[0].when.edtf.to_string(), "2022-03-05");
        assert_eq!(days[1].locators.iter().map(|it| it.number).collect::<Vec<_>>(), [2, 3]);
    }
}
