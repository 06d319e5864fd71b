//! Glyphs → lines: what follows on one baseline, with a space where there is a gap.

use super::accents;
use super::glyphs::Glyph;
use crate::phrase::note;

/// Gap, in sizes of the font, from which two glyphs are two words.
const WORD_GAP: f64 = 0.17;

/// Gap from which they are two words where most letters around them stand closer: a full line is set tight.
const TIGHT_GAP: f64 = 0.12;

/// Gap from which two runs on one baseline are two columns.
const COLUMN_GAP: f64 = 2.5;

/// How far a glyph may stand above or below its line, in sizes of the font: notes and indices do.
const BASELINE_SLACK: f64 = 0.45;

/// Size of the mark of a note at most, and how far it stands above its line at least, in sizes of the font.
const RAISED_SIZE: f64 = 0.85;
const RAISED: f64 = 0.15;

/// Marks of the items of a list, and how many lines back the item of one is looked for.
pub(super) const BULLETS: [char; 6] = ['•', '–', '▪', '●', '◦', '■'];
const MAX_ITEMS: usize = 200;

/// Gap between such a mark and its item at most, in sizes of the font.
const BULLET_GAP: f64 = 4.0;

/// How far back a glyph may reach into its forerunner.
const BACK_SLACK: f64 = 0.6;

/// How far the middles of a letter and of its mark may stand apart, in sizes of the font.
const MARK_SLACK: f64 = 0.2;

/// A line of text on a page; lengths are in points.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// Its text, trimmed.
    pub(super) text: String,
    /// Number of the page, from 1.
    pub(super) page: u32,
    /// Its left end.
    pub(super) start: f64,
    /// Its right end.
    pub(super) end: f64,
    /// Its baseline, growing downwards.
    pub(super) baseline: f64,
    /// Size of most of its font.
    pub(super) size: f64,
    /// Quarter turns against the page.
    pub(super) turns: u8,
    /// Whether it is a running head or foot.
    pub(super) is_chrome: bool,
}

/// The lines in the order of the content.
pub(super) fn set(glyphs: &[Glyph]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut open: Option<(OpenLine, &Glyph)> = None;
    for glyph in glyphs {
        open = match open {
            Some((mut line, before)) if continues(&line.line, before, glyph) => {
                line.extend(before, glyph);
                Some((line, glyph))
            }
            done => {
                lines.extend(done.map(|(line, _)| line.finish()));
                Some((OpenLine::new(glyph), glyph))
            }
        };
    }
    lines.extend(open.map(|(line, _)| line.finish()));
    lines.retain(|line| !line.text.is_empty());
    joined_across_runs(lines)
}

/// The size of most letters.
pub(super) fn usual_size(lines: &[Line]) -> f64 {
    let mut sizes: Vec<(f64, usize)> =
        lines.iter().map(|line| (line.size, line.text.len())).collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|(_, bytes)| bytes).sum::<usize>() / 2;
    let mut seen = 0;
    let middle = sizes.iter().find(|(_, bytes)| {
        seen += bytes;
        seen > half
    });
    middle.map_or(10.0, |(size, _)| *size)
}

fn continues(line: &Line, before: &Glyph, glyph: &Glyph) -> bool {
    let size = line.size.max(glyph.size);
    let gap = glyph.start - before.end;
    line.page == glyph.page
        && line.turns == glyph.turns
        && (glyph.baseline - line.baseline).abs() <= BASELINE_SLACK * size
        && gap >= -BACK_SLACK * size
        && gap <= COLUMN_GAP * size
}

/// A line that grows.
#[derive(Debug)]
struct OpenLine {
    line: Line,
    /// Bytes of its text at which, since the last space, a gap is that may be one between words or letters.
    tight: Vec<usize>,
    /// How many letters since the last space stand closer to the one before.
    close: usize,
}

impl OpenLine {
    fn new(glyph: &Glyph) -> Self {
        let line = Line {
            text: glyph.text.to_string(),
            page: glyph.page,
            start: glyph.start,
            end: glyph.end,
            baseline: glyph.baseline,
            size: glyph.size,
            turns: glyph.turns,
            is_chrome: false,
        };
        Self { line, tight: Vec::new(), close: 0 }
    }

    fn extend(&mut self, before: &Glyph, glyph: &Glyph) {
        // Bold letters are sometimes made by drawing them twice, a little apart.
        let is_shadow = glyph.text == before.text
            && (glyph.start - before.start).abs() < 0.1 * glyph.size
            && (glyph.baseline - before.baseline).abs() < 0.1 * glyph.size;
        if is_shadow {
            return;
        }
        if self.line.text.ends_with(&*before.text)
            && let Some(both) = over_each_other(before, glyph)
        {
            self.line.text.pop();
            self.line.text.push(both);
            self.line.end = self.line.end.max(glyph.end);
            return;
        }
        self.part(glyph.start - before.end, glyph.size.min(self.line.size));
        let line = &mut self.line;
        if glyph.size > line.size * 1.1 {
            // The line began with a raised figure.
            line.size = glyph.size;
            line.baseline = glyph.baseline;
        }
        if is_raised(line, glyph) {
            line.text.extend(glyph.text.chars().map(note::raised));
        } else {
            line.text.push_str(&glyph.text);
        }
        line.end = line.end.max(glyph.end);
    }

    /// Parts two words where the gap between two glyphs of a size is one of words.
    fn part(&mut self, gap: f64, size: f64) {
        if gap > WORD_GAP * size {
            self.part_tight();
            self.line.text.push(' ');
        } else if gap > TIGHT_GAP * size {
            self.tight.push(self.line.text.len());
        } else {
            self.close += 1;
        }
    }

    /// Parts the words at tight gaps, unless there are more of these than of closer ones: then they are
    /// between the letters of a spaced word.
    ///
    /// ```text
    ///  on·a·full·line → on a full line     S·P·A·C·E·D → SPACED
    /// ```
    fn part_tight(&mut self) {
        let tight = std::mem::take(&mut self.tight);
        let close = std::mem::take(&mut self.close);
        let is_parted =
            |first: &&usize| tight.len() <= close && self.line.text.is_char_boundary(**first);
        let Some(&first) = tight.first().filter(is_parted) else { return };
        let rest = self.line.text.split_off(first);
        let mut gaps = tight.into_iter().peekable();
        for (at, c) in rest.char_indices() {
            if gaps.next_if_eq(&(first + at)).is_some() {
                self.line.text.push(' ');
            }
            self.line.text.push(c);
        }
    }

    fn finish(mut self) -> Line {
        self.part_tight();
        self.line.text = tidied(&self.line.text);
        self.line
    }
}

/// A letter and its mark, drawn one over the other in either order, as one letter.
fn over_each_other(before: &Glyph, glyph: &Glyph) -> Option<char> {
    let middle = |glyph: &Glyph| f64::midpoint(glyph.start, glyph.end);
    if (middle(before) - middle(glyph)).abs() > MARK_SLACK * glyph.size {
        return None;
    }
    let alone = |glyph: &Glyph| {
        let mut letters = glyph.text.chars();
        letters.next().filter(|_| letters.next().is_none())
    };
    let (first, second) = (alone(before)?, alone(glyph)?);
    accents::marked(first, second).or_else(|| accents::marked(second, first))
}

/// Whether a glyph is the mark of a note behind a word: smaller than its line and above it.
fn is_raised(line: &Line, glyph: &Glyph) -> bool {
    glyph.size < RAISED_SIZE * line.size && line.baseline - glyph.baseline > RAISED * line.size
}

/// Runs that stand on one baseline, close to each other, though others were drawn between them.
fn joined_across_runs(lines: Vec<Line>) -> Vec<Line> {
    let mut joined: Vec<Line> = Vec::new();
    for line in lines {
        let is_next = |before: &Line| {
            before.page == line.page
                && before.turns == line.turns
                && (before.baseline - line.baseline).abs() <= 0.2 * line.size
                && (-0.3 * line.size..=COLUMN_GAP * line.size).contains(&(line.start - before.end))
        };
        // The marks of a list may be drawn behind all of its items.
        let is_marked = |item: &Line| {
            item.page == line.page
                && item.turns == line.turns
                && (item.baseline - line.baseline).abs() <= 0.2 * item.size
                && (-0.5 * item.size..=BULLET_GAP * item.size).contains(&(item.start - line.end))
        };
        let is_bullet = line.text.chars().all(|c| BULLETS.contains(&c));
        if is_bullet
            && let Some(item) = joined.iter_mut().rev().take(MAX_ITEMS).find(|it| is_marked(it))
        {
            item.text.insert_str(0, &format!("{} ", line.text));
            item.start = line.start;
            continue;
        }
        match joined.iter_mut().rev().take(4).find(|before| is_next(before)) {
            Some(before) => {
                let gap = line.start - before.end;
                if gap > TIGHT_GAP * line.size.min(before.size) {
                    before.text.push(' ');
                }
                before.text.push_str(&line.text);
                before.end = line.end;
            }
            None => joined.push(line),
        }
    }
    joined
}

/// Ligatures as letters, soft hyphens at the end as hyphens, one space between words.
fn tidied(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'ﬀ' => tidy.push_str("ff"),
            'ﬁ' => tidy.push_str("fi"),
            'ﬂ' => tidy.push_str("fl"),
            'ﬃ' => tidy.push_str("ffi"),
            'ﬄ' => tidy.push_str("ffl"),
            'ﬅ' | 'ﬆ' => tidy.push_str("st"),
            '\u{ad}' => tidy.push('-'),
            c if accents::is_combining(c) => {
                let letter = tidy.pop();
                match letter.and_then(|letter| accents::marked(c, letter)) {
                    Some(both) => tidy.push(both),
                    None => tidy.extend(letter.into_iter().chain([c])),
                }
            }
            '\0' | '\u{fffd}' | '\u{feff}' | '\u{200b}' => {}
            c if c.is_whitespace() || c.is_control() => {
                if !tidy.ends_with(' ') {
                    tidy.push(' ');
                }
            }
            c => tidy.push(c),
        }
    }
    tidy.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Glyphs of words at `(start, baseline, text)`, five points wide each.
    fn glyphs(words: &[(f64, f64, &str)]) -> Vec<Glyph> {
        let mut all = Vec::new();
        for &(start, baseline, text) in words {
            for (i, c) in text.chars().enumerate() {
                let start = start + 5.0 * i as f64;
                all.push(Glyph {
                    text: c.to_string().into_boxed_str(),
                    page: 1,
                    start,
                    end: start + 5.0,
                    baseline,
                    size: 10.0,
                    turns: 0,
                });
            }
        }
        all
    }

    #[track_caller]
    fn check(words: &[(f64, f64, &str)], expected: &[&str]) {
        let lines: Vec<_> = set(&glyphs(words)).into_iter().map(|line| line.text).collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn gaps_are_spaces_and_columns() {
        check(&[(0.0, 0.0, "two"), (18.0, 0.0, "words")], &["two words"]);
        check(&[(0.0, 0.0, "one"), (15.5, 0.0, "word")], &["oneword"]);
        check(&[(0.0, 0.0, "left"), (80.0, 0.0, "right")], &["left", "right"]);
        check(&[(0.0, 0.0, "note"), (20.0, -4.0, "1"), (26.0, 0.0, "on")], &["note1on"]);
    }

    #[test]
    fn words_of_a_tight_line_are_parted_and_spaced_letters_are_not() {
        check(
            &[(0.0, 0.0, "held"), (21.4, 0.0, "in"), (32.8, 0.0, "a"), (39.2, 0.0, "hall")],
            &["held in a hall"],
        );
        let spaced = |word: &'static str, start: f64| {
            let letters = (0..word.len()).filter_map(move |at| word.get(at..=at));
            letters.zip(0..).map(move |(letter, i)| (start + 6.4 * f64::from(i), 0.0, letter))
        };
        let heading: Vec<_> = spaced("WAR", 0.0).chain(spaced("ENDS", 24.0)).collect();
        check(&heading, &["WAR ENDS"]);
    }

    #[test]
    fn marks_of_a_list_stand_before_its_items() {
        check(
            &[(20.0, 0.0, "one"), (20.0, 12.0, "two"), (10.0, 0.0, "•"), (10.0, 12.0, "•")],
            &["• one", "• two"],
        );
    }

    #[test]
    fn the_mark_of_a_note_is_no_part_of_a_year() {
        let mut glyphs = glyphs(&[(0.0, 0.0, "1995"), (20.0, -4.0, "3"), (30.0, 0.0, "on")]);
        glyphs[4].size = 6.0;
        assert_eq!(set(&glyphs)[0].text, "1995³ on");
    }

    #[test]
    fn a_letter_and_the_mark_drawn_over_it_are_one() {
        check(&[(0.0, 0.0, "Z¨"), (5.0, 0.0, "urich")], &["Zürich"]);
        check(&[(0.0, 0.0, "Z"), (5.5, -2.0, "ˇ"), (5.0, 0.0, "Cada")], &["ZČada"]);
        check(&[(0.0, 0.0, "a"), (0.2, 0.0, "˛"), (5.0, 0.0, "b")], &["ąb"]);
        check(&[(0.0, 0.0, "Ja´skow")], &["Ja´skow"]);
        check(&[(0.0, 0.0, "Zu\u{308}rich")], &["Zürich"]);
    }

    #[test]
    fn a_shadow_is_not_read_twice() {
        check(&[(0.0, 0.0, "a"), (0.3, 0.0, "a"), (5.0, 0.0, "b")], &["ab"]);
    }
}
