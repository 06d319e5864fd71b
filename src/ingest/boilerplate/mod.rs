//! Which lines of a plain text are the page around the article.
//!
//! ```text
//!  head   clock, breadcrumb, cookie note   ← chrome up to the title
//!  title
//!  body   first to last long paragraph     ← chrome only where the words are beyond doubt
//!  tail   share, related, comments         ← chrome from the first cue on, up to a long paragraph
//! ```
//! Chrome is short, carries cues, and stands outside the run of long paragraphs: shallow text
//! features in the sense of Kohlschütter, Fankhauser and Nejdl, "Boilerplate Detection using Shallow
//! Text Features", WSDM 2010. Everything stays in the text; only spans are marked.

pub(super) mod cue;
pub(super) mod page_head;
mod page_tail;
mod tally;

use super::heading::heading;
use crate::model::Span;
use cue::{Cues, Insert, SHORT_BYTES, cues};
use page_head::{mark_below, mark_head, signed_title};
use page_tail::{
    Tail, mark_author, mark_behind, mark_bio, mark_comments, mark_link_lists, mark_notes,
    mark_posts, mark_stamps, mark_tail,
};

/// Characters from which a line with a full stop counts as a paragraph of running text.
const PROSE_CHARS: usize = 100;

/// Bytes from which a line counts as wide in a paragraph that was wrapped by hand.
const WRAPPED_BYTES: usize = 45;

/// Bytes from which a line that ends with a full stop counts as a sentence.
pub(super) const SENTENCE_BYTES: usize = 50;

/// Bytes from which a line is looked at sentence by sentence.
const LONG_LINE_BYTES: usize = 300;

/// One sentence in so many with a strong cue makes a whole long line chrome.
const CHROME_SHARE: usize = 4;

/// Lines from the first to the last of what is put into the text.
const INSERT_LINES: usize = 12;

/// Words of a title that is known by the line below it.
pub(super) const MIN_TITLE_WORDS: usize = 3;

/// A line that is not blank, with what decides about it.
#[derive(Debug)]
pub(super) struct Line<'a> {
    /// Where it stands, trimmed.
    pub(super) span: Span,
    /// Its text.
    pub(super) text: &'a str,
    /// Characters of white space in front of it.
    pub(super) indent: usize,
    /// Blank lines before it.
    pub(super) blanks: usize,
    /// What its words say.
    pub(super) cues: Cues,
    /// Whether it is running text.
    pub(super) is_prose: bool,
    /// Whether it is chrome.
    pub(super) is_chrome: bool,
    /// Whether the page itself says so.
    pub(super) is_known: bool,
    /// Sentences of chrome in a line that is none: some crawls put a whole page on one line.
    parts: Vec<Span>,
}

/// What of a plain text is page.
#[derive(Debug, Default)]
pub(super) struct Marked {
    /// The spans of page chrome: sorted, disjoint.
    pub(super) chrome: Vec<Span>,
    /// The title, where a page shows it: printed twice, or above the line that says who wrote it and when.
    pub(super) title: Option<Span>,
    /// What the text is called: its title, else the heading it begins with.
    pub(super) heading: Option<Span>,
}

/// The spans of page chrome in a plain text: sorted, disjoint.
pub(super) fn chrome(text: &str) -> Vec<Span> {
    marked(text, &[], None).chrome
}

/// The spans of page chrome in a text of which some, sorted and disjoint, are known already, and perhaps the
/// author.
pub(super) fn chrome_beside(text: &str, known_spans: &[Span], author: Option<&str>) -> Vec<Span> {
    marked(text, known_spans, author).chrome
}

/// What of a text is page, of which some spans, sorted and disjoint, are known already.
pub(super) fn marked(text: &str, known_spans: &[Span], author: Option<&str>) -> Marked {
    let mut lines = lines(text);
    let mut known = known_spans.iter().peekable();
    for line in &mut lines {
        line.cues = cues(line.text);
        while known.next_if(|span| span.end <= line.span.start).is_some() {}
        line.is_chrome = known.peek().is_some_and(|span| span.overlaps(line.span));
        line.is_known = line.is_chrome;
    }
    mark_by_words(&mut lines);
    let is_crawl = lines.iter().any(|line| line.is_chrome);
    let signed = if is_crawl { signed_title(&lines) } else { None };
    mark_inserts(&mut lines);
    mark_comments(&mut lines);
    mark_link_lists(&mut lines, signed);
    mark_contents(&mut lines);
    let title = mark_head(&mut lines, signed, is_crawl);
    let is_page = !known_spans.is_empty();
    if is_crawl {
        mark_notes(&mut lines);
        mark_author(&mut lines);
        mark_bio(&mut lines, title, author);
    }
    // A page says by its elements what these ask its words.
    if is_crawl && !is_page {
        mark_posts(&mut lines);
        mark_below(&mut lines, title);
        mark_behind(&mut lines);
    }
    mark_tail(&mut lines, if is_page { Tail::Parted } else { Tail::Whole });
    mark_stamps(&mut lines);
    let heading = title.or_else(|| heading(&lines));
    Marked { chrome: spans(&lines), title, heading }
}

/// The spans of all lines that are chrome, neighbours joined.
pub(super) fn spans(lines: &[Line<'_>]) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut was_chrome = false;
    for line in lines {
        match found.last_mut() {
            Some(last) if line.is_chrome && was_chrome => *last = last.join(line.span),
            _ if line.is_chrome => found.push(line.span),
            _ => {
                found.extend(&line.parts);
                found.extend(
                    cue::button_behind(line.text)
                        .map(|len| Span { start: line.span.end - len as u32, end: line.span.end }),
                );
            }
        }
        was_chrome = line.is_chrome;
    }
    found
}

/// The lines of a text that are not blank; what their words say is not looked at yet.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut blanks = 0;
    for raw in text.split_inclusive('\n') {
        let span = Span::new(at, at + raw.len()).trimmed(text);
        let indent = Span { start: at as u32, end: span.start }.of(text).chars().count();
        at += raw.len();
        if span.is_empty() {
            blanks += 1;
            continue;
        }
        let line = span.of(text);
        found.push(Line {
            span,
            text: line,
            indent,
            blanks,
            cues: Cues::default(),
            is_prose: is_prose(line),
            is_chrome: false,
            is_known: false,
            parts: Vec::new(),
        });
        blanks = 0;
    }
    mark_wrapped_prose(&mut found);
    found
}

/// Running text: long, with a full stop followed by a space or by nothing.
fn is_prose(line: &str) -> bool {
    let long = line.len() >= PROSE_CHARS && line.chars().count() >= PROSE_CHARS;
    let ending = line.trim_end_matches(['”', '"', '’', '»', ')', ' ']);
    long && (ending.ends_with(['.', '!', '…', ',', ':']) || line.contains(". "))
}

/// Paragraphs that were wrapped by hand: three wide lines or more, with a full stop among them.
fn mark_wrapped_prose(lines: &mut [Line<'_>]) {
    let mut start = 0;
    while start < lines.len() {
        let rest = lines.iter().skip(start + 1);
        let end = start + 1 + rest.take_while(|line| line.blanks == 0).count();
        if let Some(block) = lines.get_mut(start..end) {
            let wide = block.iter().filter(|line| line.text.len() >= WRAPPED_BYTES).count();
            let has_stop =
                block.iter().any(|line| line.text.contains(". ") || line.text.ends_with('.'));
            // Lists of headlines are as wide, but every line of them begins with a capital.
            let goes_on =
                block.iter().filter(|line| line.text.starts_with(char::is_lowercase)).count();
            if wide >= 3
                && has_stop
                && wide * 4 >= block.len() * 3
                && goes_on * 5 >= block.len() * 2
            {
                for line in block {
                    line.is_prose = true;
                }
            }
        }
        start = end;
    }
}

fn mark_by_words(lines: &mut [Line<'_>]) {
    for line in lines.iter_mut().filter(|line| line.cues.is_strong) {
        if let Some(parts) = chrome_sentences(line) {
            line.parts = parts;
            line.cues.is_strong = false;
        }
    }
    let Some((first, last)) = body(lines) else {
        for line in lines.iter_mut() {
            line.is_chrome |= line.cues.is_strong;
        }
        return;
    };
    for (i, line) in lines.iter_mut().enumerate() {
        let is_outside = i < first || last < i;
        let is_short = line.text.len() <= SHORT_BYTES && !ends_as_sentence(line.text);
        // A whole sentence may use such words in the article's own name.
        let is_sentence = ends_as_sentence(line.text) && line.text.len() >= SENTENCE_BYTES;
        line.is_chrome |=
            line.cues.is_strong || (line.cues.is_weak && !is_sentence && (is_outside || is_short));
    }
}

/// The sentences of a long line that carry strong cues; `None` where they make up most of it.
fn chrome_sentences(line: &Line<'_>) -> Option<Vec<Span>> {
    if line.text.len() < LONG_LINE_BYTES {
        return None;
    }
    let mut parts: Vec<Span> = Vec::new();
    let mut at = line.span.start as usize;
    let mut count = 0;
    for sentence in line.text.split_inclusive(['.', '!', '?']) {
        let start = at + sentence.len() - sentence.trim_start().len();
        at += sentence.len();
        count += 1;
        if cues(sentence.trim()).is_strong {
            parts.push(Span::new(start, start + sentence.trim().len()));
        }
    }
    (parts.len() * CHROME_SHARE < count).then_some(parts)
}

/// First and last line of running text without a cue; `None` where there is none.
pub(super) fn body(lines: &[Line<'_>]) -> Option<(usize, usize)> {
    Some((lines.iter().position(is_body)?, lines.iter().rposition(is_body)?))
}

/// Whether a line is running text of the article.
pub(super) fn is_body(line: &Line<'_>) -> bool {
    line.is_prose && !line.cues.is_strong && !line.is_chrome
}

/// What is put into the text between two lines that say so: `Skip past …`, `After …`.
fn mark_inserts(lines: &mut [Line<'_>]) {
    let mut opened: Option<usize> = None;
    for at in 0..lines.len() {
        let is_near = |start: &usize| at - start <= INSERT_LINES;
        match lines.get(at).and_then(|line| line.cues.insert) {
            // What lies further back was never closed.
            Some(Insert::Opens) => opened = opened.filter(is_near).or(Some(at)),
            Some(Insert::Closes) => {
                let start = opened.take().filter(is_near);
                let insert = start.and_then(|start| lines.get_mut(start..=at));
                for line in insert.into_iter().flatten() {
                    line.is_chrome = true;
                }
            }
            None => {}
        }
    }
}

/// The numbered headings below "Contents", which the text has again.
fn mark_contents(lines: &mut [Line<'_>]) {
    let mut is_list = false;
    for line in lines {
        let number = line.text.split(' ').next().unwrap_or_default();
        let is_item = number.starts_with(|c: char| c.is_ascii_digit())
            && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            && line.text.len() <= SHORT_BYTES;
        is_list = is_list && is_item || line.cues.opens_contents;
        line.is_chrome |= is_list;
    }
}

/// Whether a line ends with a full stop, a question or exclamation mark.
pub(super) fn ends_as_sentence(line: &str) -> bool {
    line.trim_end_matches(['”', '"', '’', ')']).ends_with(['.', '!', '?'])
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str = "The deputies of the northern district met in the town hall on Monday and \
                         agreed, after six hours of debate, to hold the vote in spring.";

    /// Lines marked with `#` are chrome; `@` stands for a paragraph of running text.
    #[track_caller]
    fn check(marked: &str) {
        let page: Vec<String> = marked.lines().map(|line| line.replace('@', PROSE)).collect();
        let text = page.iter().map(|l| l.trim_start_matches('#')).collect::<Vec<_>>().join("\n");
        let chrome = chrome(&text);
        let mut at = 0;
        for line in &page {
            let bare = line.trim_start_matches('#');
            let span = Span::new(at, at + bare.len()).trimmed(&text);
            let is_chrome = chrome.iter().any(|c| c.overlaps(span));
            if !span.is_empty() {
                assert_eq!(is_chrome, line.starts_with('#'), "{bare}");
            }
            at += bare.len() + 1;
        }
    }

    #[test]
    fn the_stamps_of_a_live_blog_are_chrome_and_the_hours_of_a_log_are_not() {
        check(
            "The flood live\n\n#Posted at 12:55 24 Jun\n\n#12:55 24 Jun\n\nThe dam holds\n\n@\n\n\
             #Posted at 12:40\n\n#12:40 BST\n\n@\n\n#Posted at 11:02 24 Jun 11:02 24 Jun\n\n@",
        );
        check("The flood\n\n12:55\n\n@\n\n12:40 24 Jun\n\n@\n\n11:02\n\n@");
        check("The flood\n\nPosted at 12:55 24 Jun\n\n@\n\n12:40\n\n@\n\n11:02\n\n@");
        check(
            "The guards\n\nPosted at 12:55 the guard left.\n\n@\n\nPosted at the gate\n\n@\n\nPosted at 8:10 in Tura\n\n@",
        );
    }

    #[test]
    fn a_chapter_on_a_response_opens_no_comments() {
        check(
            "The flood\n\n@\n\n@\n\nResponse to the flood\n\n@\n\n2014 response to the drought\n\n@",
        );
        check("The flood\n\n@\n\n@\n\n#14 responses to “The flood”\n\n#@");
    }

    #[test]
    fn an_article_alone_has_no_chrome() {
        check("A vote in the north\n\nMarch 3, 2021\n\n@\n\n@\n\nWhat comes next\n\n@");
    }

    #[test]
    fn head_of_a_page_up_to_its_title() {
        check(
            "#April 4. 2023. 9:44\n\n#The Herald\n\n#All the World Today\n\n\
             Deputies in the north agree on a vote in spring\n\n@\n\n@",
        );
        check(
            "#Copyright © 2024\n\n#The Herald is supported by its readers\n\nA vote in the north in spring\n\n\
             A vote in the north in spring\nEdited by: A. B.\n\n@\n\n@",
        );
        check("#Home » News » A vote in the north\n\nA vote in the north\n\n@");
    }

    #[test]
    fn the_first_line_of_a_crawl_is_the_title_with_the_name_of_the_site() {
        check(
            "#A vote in the north in spring – The Herald\n#The Herald\n#News\nA vote in the north in spring\n@\n@",
        );
        check("A vote in the north – and what follows\n\n@\n\n@");
    }

    #[test]
    fn what_is_put_into_a_text_is_marked_between_its_two_lines() {
        check(
            "A vote\n\n@\n\n#skip past newsletter promotion\n\n#@\n\n#after newsletter promotion\n\n@",
        );
        check("A vote\n\n@\n\nEnd of the road\n\n@");
        let far = "@\n\n".repeat(INSERT_LINES);
        check(&format!(
            "A vote\n\n@\n\nSkip past the mill\n\n{far}#skip past newsletter promotion\n\n#@\n\n#after newsletter promotion\n\n@"
        ));
    }

    #[test]
    fn a_title_is_known_by_the_line_that_signs_it() {
        check(
            "#Skip to content\n#Latest news\nA vote in the north\n\nApril 3, 2019 15:22 GMT\n#By the agency\n\nA landing of the ferry by night\n\n@",
        );
        check(
            "#Home\n#Sport\n#Menu\n#The Herald\n\nA vote in the north\nJane Doe May 3, 2018\n\n@",
        );
        check(
            "#The Valley Herald Online\n\n#Monday, May 3, 2018\n#Home\n#World\n\nA late vote\n\nBy Jane Doe of Tura\n\n@\n\n@",
        );
        let text = format!("Menu\n\nA vote in the north\nJane Doe May 3, 2018\n\n{PROSE}");
        assert_eq!(
            marked(&text, &[], None).title.map(|it| it.of(&text)),
            Some("A vote in the north")
        );
        assert_eq!(marked(&format!("A vote\n\n{PROSE}"), &[], None).title, None);
    }

    #[test]
    fn the_posts_of_a_thread_are_parted_by_lines_of_chrome() {
        check(
            "#Board index\n\nA vote in the north\nPost by hank » Tue Feb 10, 2015 3:12 pm\n@\n#Re: A vote in the north\n#Post by tollkeeper » Tue Feb 10, 2015 5:44 pm\n@",
        );
        check(
            "#Menu\n\nA vote in the north\nApril 3, 2019 15:22 GMT\n#By the agency\n#Share A vote in the north\n\n@\n\n@",
        );
        check("#Menu\n\nA vote in the north\n\n@\n\nMay 3, 2015: the second vote\n\n@\n\n@");
    }

    #[test]
    fn who_wrote_a_post_stands_below_it_too() {
        check(
            "#Valley Board • View topic - A vote in the north\n#Board index ‹ The north ‹ News\nA vote in the north\n\
             by hank » Tue Feb 10, 2015 3:12 pm\n@\n#hank\n#Top\n#by Karim » Tue Feb 10, 2015 5:44 pm\n@\n#Karim\n#Top\n\
             #by Ruby Dahl » Tue Feb 10, 2015 6:12 pm\n@\n#Ruby Dahl\n#Top",
        );
        check("#Menu\n\nA vote in the north\n\n@\n\nKarim\n\n@");
    }

    #[test]
    fn notes_below_a_text_are_chrome() {
        check(
            "#Menu\n\nA vote in the north\n\n@\n\n@\n\n@\n\n#References\n#^ Badmaev, N. (2004). The River.\n#^ \"Treaty signed\". 3 March 1994.",
        );
        check(
            "#Menu\n\nA vote in the north\n\n@\n\n@\n\n#Notes\n#[1] See the Herald.\n#[2] The same, p. 44.",
        );
        check(
            "#Menu\n\nA vote in the north\n\n@\n\n@\n\n@\n\n#References[edit]\n\n#Northern Herald, 3 March 2000. N. Badmaev.",
        );
        check(
            "#Menu\n\nA vote in the north\n\n[1] The first of two demands.\n[2] The second.\n\n@\n\n@\n\n@",
        );
    }

    #[test]
    fn a_chronicle_below_what_a_text_names_is_text() {
        check(
            "#Menu\n\nA vote in the north\n\n@\n\n@\n\n#References\n#Badmaev, N. The River. Tura, 1998.\n\
             Timeline of the vote\n12 March 1995: The road is opened.\n7 July 1998: A post is built, and burns down.\n#Contact us",
        );
        check(
            "#Menu\n\nA vote in the north\n\n@\n\n@\n\n@\n\n#References\n#Badmaev, N. The River. Tura, 1998.\n\
             How we counted\n@\n@",
        );
        check(
            "#Menu\n\nA vote in the north\n\n@\n\n@\n\n#References\n#Books\n#Badmaev, N. The River. Tura, 1998.\n\
             #Newspapers\n#Northern Herald, 3 March 2000.\n#Northern Herald, 4 March 2000.",
        );
    }

    #[test]
    fn an_author_whom_nothing_names_is_known_by_their_calling() {
        check(
            "#Menu\n\nA vote in the north\n\n@\n\n@\n\n#Ole Dahl is a freelance journalist who has lived in the north and on \
             its rivers for most of his life, and keeps boats.",
        );
        check(
            "#Menu\n\nA vote in the north\n\n@\n\n@\n\nOle Dahl has been the mayor of the town in the north and on its rivers \
             for most of his life, and he keeps boats.",
        );
        check(
            "#Menu\n\nA vote in the north\n\n@\n\nThe third to speak was Dahl, whom the town knows well, who had come by boat from \
             the islands.\n\nOle Dahl is a freelance journalist who has lived in the north and on its rivers for most of his life, and keeps boats.",
        );
    }

    #[test]
    fn who_a_text_is_about_is_not_its_author() {
        check(
            "#Menu\n\nA vote in the north\n\nOle Dahl\n\n@\n\n@\n\n#Ole Dahl is a reporter of the paper.\n\n@",
        );
        check(
            "#Menu\n\nOle Dahl Wins a Vote\nBy Jane Doe\n\n@\n\n@\n\nOle Dahl has led the town since 1998.\n\n@",
        );
        check("#Menu\n\nOle Dahl\n\n@\n\n@\n\nOle Dahl was mayor of the town.\n\n@");
    }

    #[test]
    fn links_below_their_heading_are_chrome_with_blank_lines_too() {
        check(
            "#Menu\n\nA vote in the north\n\n@\n\n#Related content\n\n#Floods in the lower valley\n\n#The new tram line\n\n@\n\n@",
        );
        check(
            "#Menu\n\nA vote in the north\n\n@\n\n#Read more\n\nWhat the vote was about\n\n@\n\n@",
        );
        check(
            "#Menu\n\nA vote in the north\n\n@\n\n#SEE ALSO:\n\n#Floods in the lower valley\n\n@\n\n@",
        );
    }

    #[test]
    fn what_a_page_says_of_its_author_is_none_of_the_text() {
        check(
            "#Menu\n\nA vote in the north\nBy Jane Doe\n\n@\n\n#Jane Doe\n\n#Doe is a reporter of the paper who has written about the north and its \
             rivers since 2016, and lives there.",
        );
        check("#Menu\n\nA vote in the north\nBy Jane Doe\n\n@\n\nThe north\n\n@");
    }

    #[test]
    fn what_a_page_says_of_its_author_may_have_no_name_above_it() {
        check(
            "#Menu\n\nA vote in the north\nBy Jane Doe in Tura\n\n@\n\n#Jane Doe is a reporter of the paper.\n#The mill\n#A ferry is late",
        );
        check("#Menu\n\nA vote in the north\nBy Jane Doe\n\n@\n\nJohn Roe is the new mayor.");
        check(
            "#Menu\n\nJane Doe, who counted the ferries of the north, dies\n\n@\n\nJane Doe was the last to know them.",
        );
    }

    #[test]
    fn the_line_below_a_heading_of_authors_is_chrome() {
        check(
            "#Menu\n\nA vote in the north\n\n@\n\n#About the author\n#Jane writes on rivers, and lives in the north.\n\n@",
        );
        check("A talk about the author\n\n@\n\n@");
    }

    #[test]
    fn what_stands_below_the_line_that_signs_a_text_is_none_of_it() {
        check(
            "#Menu\n\nA vote in the north\nMay 3, 2018\n#Tura\n#12\n#Share\nWhat the north has to say of it\n@\n@",
        );
        check("A vote in the north\nMay 3, 2018\nTura\n\n@\n\n@");
    }

    #[test]
    fn between_a_title_and_its_second_print_stand_buttons() {
        check(
            "#Skip to content\nA vote in the north\nMay 3, 2018\n#Jane Doe of the north desk\n#A vote in the north\n@\n@",
        );
    }

    #[test]
    fn labels_above_the_text_and_what_they_label() {
        check(
            "#Menu\nAfter the vote in spring\n#Format\n#Situation report of the mission\n#Source\n#Mission in Tura\n@\n@",
        );
        check("After the vote in spring\nSource\nMission in Tura\n\n@");
    }

    #[test]
    fn several_links_in_the_text_are_a_list() {
        check(
            "#Menu\n\nA vote\n\n@\n\n#Read also\n#A ferry is late again\n#The mill burns at night\n\n@",
        );
        check("#Menu\n\nA vote\n\n@\n\n#Read also\n\nWhat the north wants\n\n@");
    }

    #[test]
    fn what_a_paper_says_of_itself_far_below_the_text_is_chrome() {
        let text = "@\n\n".repeat(8);
        check(&format!(
            "#Menu\n\nA vote\n\n{text}#To continue reading\n#The mill burns\n#A ferry is late\n#A well for the school\n#Most read\n#Ferry late\n\n#@"
        ));
        check(&format!("#Menu\n\nA vote\n\n{text}#Read more\n\nThe north\n\n@"));
    }

    #[test]
    fn wikis_add_contents_and_buttons() {
        check(
            "#Jump to content\n\nA vote\n\n@\n\n#Contents\n#1 The north\n#1.1 Its towns\n\nThe north\n\n@",
        );
        let text = format!("A vote\n\nThe north[edit]\n\n{PROSE}");
        let chrome: Vec<_> = chrome(&text).into_iter().map(|span| span.of(&text)).collect();
        assert_eq!(chrome, ["[edit]"]);
    }

    #[test]
    fn tail_of_a_page() {
        check("A vote\n\n@\n\n@\n\n#Leave a Comment\n\n#Nice words. I agree with them all.\n\n#@");
        check("A vote\n\n@\n\n#Related Posts\n#Talks in the south\n#A storm is coming");
        check("A vote\n\n@\n\n#The post A vote appeared first on The Herald.");
        check("A vote\n\n@\n\n\n#  1. I never liked them.\n\n#    @\n\n#    Now they will see.");
    }

    #[test]
    fn a_numbered_list_at_the_end_belongs_to_the_article() {
        check("A vote\n\n@\n\n\n  1. The north votes.\n  2. The south waits.");
    }

    #[test]
    fn a_page_on_one_line_is_marked_by_the_sentence() {
        let text = format!(
            "{} The Herald. All rights reserved.",
            PROSE.repeat(6).replace(".The", ". The")
        );
        let chrome = chrome(&text);
        assert_eq!(
            chrome.iter().map(|span| span.of(&text).trim()).collect::<Vec<_>>(),
            ["All rights reserved."]
        );
    }

    #[test]
    fn articles_may_speak_of_cookies_and_donations() {
        check("A vote\n\n@ Privacy policy and donations were debated too.\n\n@");
    }
}
