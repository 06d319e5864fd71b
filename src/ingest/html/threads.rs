//! Threads of a forum that were saved as a page: posts one below another, each by somebody else and with its own
//! day, from which its words count. The posts of a day become a document of that day.
//!
//! ```text
//!  by anna » Thu Feb 03, 2011 10:15 am     ← chrome; above the text, or below it within the post
//!  The dam broke yesterday.                ← text of a post
//!  Last edited by anna on …                ← chrome; says nothing of when it was written
//! ```

use super::main_text::{BytesOutsideChrome, Evidence, MIN_MAIN_BYTES, without};
use super::posts::Post;
use super::{Block, Page};
use crate::ingest::boilerplate::cue;
use crate::ingest::dct::date_line::{MAX_LINE_BYTES, Says, says};
use crate::ingest::dct::printed_date::{Order, dates_in, field_in};
use crate::model::edtf::Unit;
use crate::model::{Edtf, Granularity, Span};

/// Posts with a day from which on a page is a thread.
const MIN_DATED: usize = 2;

/// Posts that are told apart.
const MAX_POSTS: usize = 2_000;

/// Bytes from which a paragraph that stands in an earlier post, too, is quoted from it.
const MIN_QUOTED_BYTES: usize = 20;

/// Posts before one in which what it quotes is looked for.
const MAX_BACK: usize = 50;

/// A thread.
#[derive(Debug)]
pub(super) struct Thread {
    /// Its posts in order.
    pub(super) posts: Vec<Post>,
    /// What in them is not said by their writers: who and when, signatures, what they quote of one another.
    pub(super) around: Vec<Span>,
}

/// The thread that a page is; `None` where it is none or has no days.
pub(super) fn thread(page: &Page, title: Option<Span>, order: Order) -> Option<Thread> {
    let texts = texts(page);
    if texts.len() < MIN_DATED || MAX_POSTS < texts.len() || are_comments(page, &texts) {
        return None;
    }
    let spans = spans(page, &texts);
    let dated = [order, order.other()].map(|order| Dated::new(page, &texts, &spans, order));
    let [usual, other] = &dated;
    let best = if usual.fits() < other.fits() { other } else { usual };
    let days = best.filled()?;
    let posts = spans.iter().zip(&texts).zip(days);
    let posts = posts.map(|((&span, &text), (day, stated))| Post { span, text, day, stated });
    Some(Thread { posts: posts.collect(), around: around(page, &texts, title) })
}

/// Whether an article stands above the first of the texts, so that they are what its readers say of it.
fn are_comments(page: &Page, texts: &[Span]) -> bool {
    let first = texts.first().map_or(0, |text| text.start);
    let above = Span { start: 0, end: first };
    BytesOutsideChrome::new(page).of(page, above) >= MIN_MAIN_BYTES
}

/// Where the texts of the posts stand, none within another.
fn texts(page: &Page) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let named = page.regions.iter().filter(|region| region.evidence == Evidence::PostText);
    for text in named.map(|region| region.span).filter(|span| !span.is_empty()) {
        if found.last().is_none_or(|last| last.end <= text.start) {
            found.push(text);
        }
    }
    found
}

/// Each post as a whole: the largest part of the page that holds its text and no other; else all from the text before.
fn spans(page: &Page, texts: &[Span]) -> Vec<Span> {
    let starts = std::iter::once(0).chain(texts.iter().map(|text| text.end));
    let mut found: Vec<Span> =
        starts.zip(texts).map(|(start, text)| Span { start, end: text.end }).collect();
    let mut held = vec![0; texts.len()];
    for part in page.siblings.iter().map(|sibling| sibling.span) {
        let first = texts.partition_point(|text| text.start < part.start);
        let is_in = |at: usize| texts.get(at).is_some_and(|text| part.contains(*text));
        if let (true, false, Some(span), Some(most)) =
            (is_in(first), is_in(first + 1), found.get_mut(first), held.get_mut(first))
            && *most < part.len()
        {
            (*span, *most) = (part, part.len());
        }
    }
    found
}

/// The days of the posts, read in one order of day and month.
struct Dated(Vec<Option<(Edtf, String)>>);

impl Dated {
    fn new(page: &Page, texts: &[Span], spans: &[Span], order: Order) -> Self {
        let mut before = 0;
        let day = |(text, span): (&Span, &Span)| {
            let above = Span { start: before, end: span.start.max(before) };
            before = text.end;
            // The day may stand above what the text shares with nothing else.
            day(page, *text, *span, order).or_else(|| stated(page, above, order).pop())
        };
        Self(texts.iter().zip(spans).map(day).collect())
    }

    /// How many posts have a day, and how many of these follow the one before in time, or go before it where the
    /// newest stands first.
    fn fits(&self) -> (usize, usize) {
        let begins: Vec<_> =
            self.0.iter().flatten().map(|(day, _)| day.bounds().earliest).collect();
        let pairs = || begins.windows(2);
        let later = pairs().filter(|pair| pair.first() <= pair.last()).count();
        let sooner = pairs().filter(|pair| pair.first() >= pair.last()).count();
        (begins.len(), later.max(sooner))
    }

    /// A day for each post, that of the one before where it has none; `None` where few have one, or the days follow no
    /// order, so that they are those of something else.
    fn filled(&self) -> Option<Vec<(Edtf, String)>> {
        let (dated, in_order) = self.fits();
        let are_enough = MIN_DATED <= dated && self.0.len() <= dated * 2;
        let are_in_order = dated * 4 <= (in_order + 1) * 5;
        let mut last = self.0.iter().flatten().next()?;
        let mut found = Vec::new();
        for day in &self.0 {
            last = day.as_ref().unwrap_or(last);
            found.push(last.clone());
        }
        (are_enough && are_in_order).then_some(found)
    }
}

/// The day of a post, and how it is stated, within what holds its text and no other: in the element of the text,
/// else above it, else below.
fn day(page: &Page, text: Span, post: Span, order: Order) -> Option<(Edtf, String)> {
    let inside = chrome_in(page, text);
    let above = Span { start: post.start, end: text.start.max(post.start) };
    let below = Span { start: text.end.min(post.end), end: post.end };
    let mut own = inside.flat_map(|span| stated(page, span, order));
    own.next()
        .or_else(|| stated(page, above, order).pop())
        .or_else(|| stated(page, below, order).into_iter().next())
}

/// What stands around the words of a post within the element that holds them.
fn chrome_in(page: &Page, text: Span) -> impl Iterator<Item = Span> + '_ {
    let chrome = page.regions.iter().filter(|region| region.evidence == Evidence::Chrome);
    let spans = chrome.map(|region| region.span).filter(|span| !span.is_empty());
    spans.filter(move |span| text.contains(*span) && *span != text)
}

/// The days that a part of the page states as those on which something was written, in order.
fn stated(page: &Page, part: Span, order: Order) -> Vec<(Edtf, String)> {
    let is_day = |edtf: &Edtf| matches!(edtf, Edtf::Point(partial) if partial.granularity() == Granularity::Day);
    let clocks = page.head.clocks.iter().filter(|it| part.contains(it.span) && !it.is_of_change());
    let by_clock = clocks.filter_map(|clock| {
        let day = field_in(clock.value(), Some(order)).filter(is_day)?;
        Some((clock.span.start, (day, clock.value().to_owned())))
    });
    let mut found: Vec<_> = by_clock.collect();
    let first = page.blocks.partition_point(|block| block.span.end <= part.start);
    let blocks = page.blocks.iter().skip(first).take_while(|block| block.span.start < part.end);
    found.extend(blocks.filter_map(|block| {
        let line = block.span;
        let day = printed(line.of(&page.text), order).filter(|_| part.contains(line))?;
        Some((line.start, (day, line.of(&page.text).to_owned())))
    }));
    found.sort_by_key(|(start, _)| *start);
    found.into_iter().map(|(_, day)| day).collect()
}

/// The day in a line that says when something was written: it has an hour as well, or says so in words.
fn printed(line: &str, order: Order) -> Option<Edtf> {
    if line.len() > MAX_LINE_BYTES {
        return None;
    }
    let is_day = |unit: &Unit| matches!(unit, Unit::Day(..));
    let date = dates_in(line, Some(order)).into_iter().find(|date| is_day(&date.partial.unit))?;
    let is_sent = match says(line) {
        Says::Published => true,
        Says::Nothing => has_hour(Span::new(date.span.end as usize, line.len()).of(line)),
        Says::Updated | Says::Other => false,
    };
    is_sent.then_some(Edtf::Point(date.partial))
}

/// Whether an hour with its minutes stands in a text: `10:15`.
fn has_hour(text: &str) -> bool {
    text.as_bytes().windows(4).any(|four| {
        matches!(four, [hour, b':', ten, one] if [hour, ten, one].iter().all(|it| it.is_ascii_digit()))
    })
}

/// What in the texts of posts is not said by their writers.
fn around(page: &Page, texts: &[Span], title: Option<Span>) -> Vec<Span> {
    let title = title.map(|title| title.of(&page.text));
    let mut found = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        found.extend(chrome_in(page, *text));
        let from = page.blocks.partition_point(|block| block.span.start < text.start);
        let inside = page.blocks.iter().skip(from).take_while(|it| it.span.end <= text.end);
        let earlier = texts.get(number.saturating_sub(MAX_BACK)..number).unwrap_or_default();
        let is_around = |block: &&Block| {
            let words = block.span.of(&page.text);
            let is_title = block.is_heading && (title == Some(words) || cue::is_answer(words));
            let is_long = MIN_QUOTED_BYTES <= words.len();
            is_title || is_long && earlier.iter().any(|text| text.of(&page.text).contains(words))
        };
        found.extend(inside.filter(is_around).map(|block| block.span));
    }
    found
}

/// All of a page but its title and what the writers of its posts say.
pub(super) fn chrome(thread: &Thread, page: &str, title: Option<Span>) -> Vec<Span> {
    let starts = std::iter::once(0).chain(thread.posts.iter().map(|post| post.text.end));
    let ends = thread.posts.iter().map(|post| post.text.start).chain([page.len() as u32]);
    let between = starts.zip(ends).filter(|(start, end)| start < end);
    let between = between.flat_map(|(start, end)| without(Span { start, end }, title));
    let mut all: Vec<Span> = between.chain(thread.around.iter().copied()).collect();
    all.sort_unstable();
    let mut joint: Vec<Span> = Vec::new();
    for span in all {
        match joint.last_mut().filter(|last| span.start <= last.end) {
            Some(last) => *last = last.join(span),
            None => joint.push(span),
        }
    }
    let trimmed = joint.into_iter().map(|span| span.trimmed(page));
    trimmed.filter(|span| !span.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use crate::ingest::{chat, html};

    const POSTS: [(&str, &str); 3] = [
        ("02/03/2011, 10:15 PM", "We came yesterday and the dam was shut."),
        (
            "02/15/2011, 8:00 AM",
            "We came yesterday and the dam was shut. — They opened it on Friday.",
        ),
        ("06/01/2012, 9:30 AM", "Last month they tore the gate down."),
    ];

    /// Day and own words of each document in a page of posts, each made of its day and its text.
    #[track_caller]
    fn check(post: impl Fn(&str, &str) -> String, expected: &[&str]) {
        let posts: String = POSTS.iter().map(|(day, text)| post(day, text)).collect();
        let head = "<html lang='en'><head><title>The dam at Hill - Forum</title></head><body>";
        let page = format!(
            "{head}<h1>The dam at Hill</h1><div>Started by anna, 1 January 2011, 10:00</div>{posts}</body></html>"
        );
        let told = |day: &crate::ingest::parts::Parts| {
            let mut own = day.text.clone();
            for span in day.chrome.iter().rev() {
                own.replace_range(span.start as usize..span.end as usize, "");
            }
            let words = own.split_whitespace().filter(|word| *word != "•");
            let own = words.collect::<Vec<_>>().join(" ");
            let date = day.dates.first().map(|dct| dct.when.edtf.to_string());
            format!("{}: {}", date.unwrap_or_default(), own.trim_start_matches("The dam at Hill "))
        };
        let days = chat::days(html::read(&page));
        assert_eq!(days.iter().map(told).collect::<Vec<_>>(), expected);
    }

    const DAYS: [&str; 3] = [
        "2011-02-03: We came yesterday and the dam was shut.",
        "2011-02-15: They opened it on Friday.",
        "2012-06-01: Last month they tore the gate down.",
    ];

    fn quoting(text: &str) -> String {
        match text.split_once(" — ") {
            Some((quoted, own)) => format!("<blockquote>{quoted}</blockquote><p>{own}</p>"),
            None => format!("<p>{text}</p>"),
        }
    }

    #[test]
    fn each_post_counts_from_its_own_day() {
        // The day above the text, among what is known of the writer.
        let phpbb = |day: &str, text: &str| {
            format!(
                "<div class='post'><dl class='postprofile'><dd>Joined: Mon Jan 05, 2009 9:00 am</dd></dl><div class='postbody'><h3>Re: The dam at Hill</h3>\
                 <p class='author'>by anna » {day}</p><div class='content'>{}</div><div class='signature'>Be kind.</div></div></div>",
                quoting(text)
            )
        };
        check(phpbb, &DAYS);
        // In another cell of a table.
        let vbulletin = |day: &str, text: &str| {
            format!(
                "<table class='tborder'><tr><td class='thead'>{day}</td></tr><tr><td class='alt2'>anna, Join Date: Jan 2009</td></tr>\
                 <tr><td class='alt1'><div id='post_message_{}'>{}</div></td></tr></table>",
                text.len(),
                quoting(text)
            )
        };
        check(vbulletin, &DAYS);
        // Below the text.
        let xenforo = |day: &str, text: &str| {
            format!(
                "<li class='message'><div class='messageContent'><blockquote class='messageText'>{}</blockquote></div><div class='messageMeta'>anna, {day}</div></li>",
                quoting(text)
            )
        };
        check(xenforo, &DAYS);
    }

    #[test]
    fn a_page_without_days_or_with_one_post_is_no_thread() {
        let undated = |_: &str, text: &str| format!("<div class='cooked'>{}</div>", quoting(text));
        let page = POSTS.map(|(day, text)| undated(day, text)).concat();
        assert_eq!(chat::days(html::read(&page)).len(), 1);
        // What readers say of an article, in the same program.
        let article =
            "The council voted for the bridge, which is to be open in two years. ".repeat(4);
        let dated = |day: &str, text: &str| {
            format!(
                "<div class='cPost'><p>Posted {day}</p><div data-role='commentContent'>{text}</div></div>"
            )
        };
        let page = POSTS.map(|(day, text)| dated(day, text)).concat();
        let page =
            format!("<h1>A vote</h1><div><p>{article}</p></div><div id='comments'>{page}</div>");
        let days = chat::days(html::read(&page));
        assert!(
            matches!(days.as_slice(), [day] if !day.chrome.iter().any(|it| it.of(&day.text).contains("council")))
        );
        let page = "<div class='cooked'>They met.</div><p>03/04/2011, 10:15</p>";
        assert_eq!(chat::days(html::read(page)).len(), 1);
    }
}
