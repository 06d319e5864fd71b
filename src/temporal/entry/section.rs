//! Sections: headings that name years for what stands below them.

use crate::model::Sentence;
use crate::temporal::meaning::expression::Calendar;
use crate::temporal::recognize::Found;
use crate::temporal::resolve::Resolver;

/// The years that a heading names for what stands below it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Section {
    first: i32,
    last: i32,
    /// The number of the heading's sentence.
    pub heading: usize,
    /// The number of the sentence with which another section begins.
    pub end: usize,
}

impl Section {
    /// The section of a heading that names a year: the one before goes on where it is the same heading.
    pub(crate) fn with(before: Option<Self>, year: i32, heading: usize, end: usize) -> Self {
        let same = before.filter(|section| section.heading == heading);
        let (first, last) = same.map_or((year, year), |section| (section.first, section.last));
        Self { first: first.min(year), last: last.max(year), heading, end }
    }

    /// Whether a year lies more than one outside.
    pub(crate) fn is_far(self, year: i32) -> bool {
        year < self.first - 1 || self.last + 1 < year
    }
}

impl Resolver<'_> {
    /// Whether an expression stands in a heading.
    pub(crate) fn is_in_heading(&self, found: &Found) -> bool {
        self.sentences.get(found.sentence).is_some_and(|sentence| {
            let is_part = || is_numbered_part(sentence.span.of(&self.document.text));
            sentence.is_heading || self.has_entries && is_part()
        })
    }

    /// Whether a day in the lines above the text is that of its writing, and says no year of what is told:
    /// "Updated 31 May 2024 at 11:20", "Thursday we vote".
    pub(crate) fn is_own_date(&self, found: &Found, named: Option<Calendar>) -> bool {
        const NEAR_DAYS: i64 = 31;
        if found.sentence >= self.first_body {
            return false;
        }
        let Some(now) = self.now.as_ref().filter(|_| !self.has_entries) else { return false };
        // "Geneva, January 2024".
        let is_dateline =
            || now.has_month() && now.span.is_some_and(|span| span.contains(found.span));
        let own = named.and_then(|named| named.date()).filter(|_| now.has_day());
        own.map_or_else(is_dateline, |day| (day.days() - now.date.days()).abs() <= NEAR_DAYS)
    }

    /// The number of the sentence before which the years of a heading hold: "What happened in 2017?" is
    /// answered before the next heading or question, other headings hold over those below them.
    pub(crate) fn section_end(&self, heading: usize) -> usize {
        let asks = |sentence: &Sentence| sentence.span.of(&self.document.text).ends_with('?');
        let Some(head) = self.sentences.get(heading).filter(|it| it.is_heading) else {
            return usize::MAX;
        };
        if !asks(head) {
            return self.next_part(heading);
        }
        let below = self.sentences.get(heading + 1..).unwrap_or_default();
        let is_in = |at: usize, paragraph: u32| {
            below.get(at).is_some_and(|sentence| sentence.paragraph == paragraph)
        };
        let next = (0..below.len()).find(|&at| {
            below.get(at).is_some_and(|it| {
                let is_lone =
                    !is_in(at.wrapping_sub(1), it.paragraph) && !is_in(at + 1, it.paragraph);
                it.is_heading || is_lone && asks(it)
            })
        });
        next.map_or(usize::MAX, |next| heading + 1 + next)
    }
}

impl Resolver<'_> {
    /// The number of the heading below one in the text below which other years are told of, before any heading names
    /// its years again: "Early years (1921–1933)", "The war", "In September 1939 bombs fell".
    fn next_part(&self, heading: usize) -> usize {
        if heading < self.first_body {
            return usize::MAX;
        }
        let from = self.found.partition_point(|found| found.sentence < heading);
        let found = self.found.get(from..).unwrap_or_default();
        let year = |found: &Found| found.names().and_then(|named| named.year);
        let (own, below) = found.split_at(found.partition_point(|it| it.sentence == heading));
        let mut section: Option<Section> = None;
        for year in own.iter().filter_map(year) {
            section = Some(Section::with(section, year, heading, usize::MAX));
        }
        let Some(section) = section else { return usize::MAX };
        let is_heading = |at: usize| self.sentences.get(at).is_some_and(|it| it.is_heading);
        let mut read = heading + 1;
        let dated = below.iter().filter_map(|found| Some((found, year(found)?)));
        for (found, year) in dated {
            if is_heading(found.sentence) {
                break;
            }
            let opened = (read..found.sentence).rev().find(|&at| is_heading(at));
            read = found.sentence;
            if let Some(part) =
                opened.filter(|_| section.is_far(year) && self.opens_sentence(found))
            {
                return part;
            }
        }
        usize::MAX
    }
}

/// "2. The flood of 2013": a few words behind a number that end in a year are the title of a part.
fn is_numbered_part(line: &str) -> bool {
    const MOST_WORDS: usize = 6;
    let Some((number, title)) = line.split_once(['.', ')']) else { return false };
    let is_number = (1..=2).contains(&number.len()) && number.bytes().all(|it| it.is_ascii_digit());
    let last = title.rsplit([' ', '-', '–', '/']).next().unwrap_or_default();
    let is_year = last.len() == 4 && last.bytes().all(|it| it.is_ascii_digit());
    is_number && is_year && title.starts_with(' ') && title.split_whitespace().count() <= MOST_WORDS
}

#[cfg(test)]
mod tests {
    use crate::temporal::tag;
    use crate::temporal::tests::{check, check_undated, document, seen};

    #[test]
    fn the_year_of_a_numbered_part_holds_below_it() {
        check(
            "1. Steps of 2011\nMay 27\nThe dam broke.\n2. Steps of 2013\nMarch 6\nIt was mended.",
            "2011 = 2011; May 27 = 2011-05-27; 2013 = 2013; March 6 = 2013-03-06",
        );
    }

    #[test]
    fn the_year_of_a_question_holds_for_its_answer() {
        check(
            "What happened in 2017?\nOn 1 October they voted.\nAnd those who stayed?\n\
             Twelve were tried in February 2019, and nine jailed on 14 October.",
            "2017 = 2017; 1 October = 2017-10-01; February 2019 = 2019-02; 14 October = 2019-10-14",
        );
    }

    #[test]
    fn the_years_of_a_heading_end_with_a_part_of_other_years() {
        check_undated(
            "Ironworks\nThe firm made pipes.\nEarly years (1921–1933)\nIn March 1921 it hired a clerk.\nIn October it hired two.\n\
             The war\nIn September 1939 the works were seized.\nIn February bombs fell.",
            "1921 = 1921 [1921/1933]; 1933 = 1933; March 1921 = 1921-03; October = 1921-10; \
             September 1939 = 1939-09; February = 1940-02",
        );
    }

    #[test]
    fn the_line_with_the_day_of_writing_heads_no_year() {
        check(
            "The mayor speaks\nUpdated 1 November 2022\nRebels took the town in February 2014, and peace \
             was signed in September.\nIn 2015 they left, and on 3 May they came back.",
            "1 November 2022 = 2022-11-01; February 2014 = 2014-02; September = 2014-09; 2015 = 2015; \
             3 May = 2015-05-03",
        );
        let (document, mut sentences) = document(
            "We vote on Thursday\nRebels took the town in February 2014.\nPeace was signed in September.",
            Some((2022, 11, 2)),
        );
        for sentence in sentences.iter_mut().skip(1) {
            sentence.paragraph = 1;
        }
        let mentions = tag(&document, &sentences).mentions;
        assert_eq!(
            seen(&mentions, &document.text),
            "Thursday = 2022-11-03; February 2014 = 2014-02; September = 2014-09"
        );
    }
}
