//! Paragraphs, tables, notes and pages in the order of a text document.

use crate::ingest::extract::Extract;

/// Characters up to which a cell is set beside its neighbours; longer ones are paragraphs.
const CELL_CHARS: usize = 160;

/// Gathers the text of a word processor's document.
#[derive(Debug, Default)]
pub(super) struct Flow {
    extract: Extract,
    paragraph: String,
    /// Bytes of the open paragraph at which a page begins.
    breaks: Vec<usize>,
    page: usize,
    tables: usize,
    /// Cells of the open row, each with its paragraphs.
    row: Vec<Vec<String>>,
    /// Paragraphs set aside while notes are read; the notes follow at the end.
    outside: Option<String>,
    notes: Vec<String>,
}

impl Flow {
    /// Text of the open paragraph; where a word may be parted is left out.
    pub(super) fn text(&mut self, text: &str) {
        self.paragraph.extend(text.split('\u{ad}'));
    }

    /// Other paragraphs stand within the open one: what it holds so far is one of its own.
    pub(super) fn part_paragraph(&mut self) {
        if !self.paragraph.trim().is_empty() {
            self.end_paragraph("");
        }
    }

    /// Whether there is room for more.
    pub(super) fn has_room(&mut self) -> bool {
        !self.extract.is_full(self.paragraph.len())
    }

    /// A new page begins here.
    pub(super) fn page_break(&mut self) {
        self.breaks.push(self.paragraph.len());
    }

    /// The open paragraph ends.
    pub(super) fn end_paragraph(&mut self, mark: &str) {
        let text = std::mem::take(&mut self.paragraph);
        let breaks = std::mem::take(&mut self.breaks);
        if self.outside.is_some() {
            self.notes.push(text);
        } else if let (true, Some(cell)) = (self.tables > 0, self.row.last_mut()) {
            cell.push(text.trim().to_owned());
            for _ in breaks {
                self.begin_page(0);
            }
        } else {
            self.add(&text, mark, &breaks);
        }
    }

    fn add(&mut self, text: &str, mark: &str, breaks: &[usize]) {
        let trimmed = text.trim();
        let before = text.len() - text.trim_start().len();
        if !trimmed.is_empty() {
            self.extract.paragraph(&format!("{mark}{trimmed}"));
        }
        let begin = self.extract.text.len().saturating_sub(trimmed.len());
        for &at in breaks {
            let into = at.saturating_sub(before);
            if into == 0 && !trimmed.is_empty() {
                self.begin_page(trimmed.len() + mark.len());
            } else if trimmed.is_empty() || into >= trimmed.len() {
                self.begin_page(0);
            } else {
                self.begin_page(self.extract.text.len() - begin - into);
            }
        }
    }

    /// The next page begins `back` bytes before the end of the text.
    fn begin_page(&mut self, back: usize) {
        if self.page == 0 {
            self.page = 1;
            self.extract.locators.push((0, 1));
        }
        self.page += 1;
        let end = self.extract.text.len();
        let gap = if back == 0 && end > 0 { 2 } else { 0 };
        let start = (end + gap - back.min(end)) as u32;
        if self.extract.locators.last().is_some_and(|last| last.0 == start) {
            self.extract.locators.pop();
        }
        self.extract.locators.push((start, self.page as u32));
    }

    /// The text ends here; notes follow.
    pub(super) fn begin_notes(&mut self) {
        self.extract.begin_notes();
    }

    /// A table begins.
    pub(super) fn open_table(&mut self) {
        self.tables += 1;
    }

    /// A row begins.
    pub(super) fn open_row(&mut self) {
        if self.tables == 1 {
            self.row.clear();
        }
    }

    /// A cell begins.
    pub(super) fn open_cell(&mut self) {
        if self.tables == 1 {
            self.row.push(Vec::new());
        }
    }

    /// A row ends: short cells stand side by side, longer ones below each other.
    pub(super) fn close_row(&mut self) {
        if self.tables != 1 {
            return;
        }
        let row = std::mem::take(&mut self.row);
        let is_short = |cell: &Vec<String>| {
            cell.iter().map(|text| text.chars().count()).sum::<usize>() <= CELL_CHARS
        };
        let cells = row.iter().map(|cell| {
            cell.iter().filter(|text| !text.is_empty()).cloned().collect::<Vec<_>>().join(" ")
        });
        if row.iter().all(is_short) {
            let cells: Vec<_> = cells.filter(|cell| !cell.is_empty()).collect();
            self.extract.paragraph(&cells.join(" | "));
        } else {
            for text in row.iter().flatten() {
                self.extract.paragraph(text);
            }
        }
    }

    /// A table ends.
    pub(super) fn close_table(&mut self) {
        self.tables = self.tables.saturating_sub(1);
    }

    /// A note begins inside a paragraph.
    pub(super) fn open_note(&mut self) {
        if self.outside.is_none() {
            self.outside = Some(std::mem::take(&mut self.paragraph));
        }
    }

    /// The note ends and its paragraph goes on.
    pub(super) fn close_note(&mut self) {
        if let Some(outside) = self.outside.take() {
            let rest = std::mem::replace(&mut self.paragraph, outside);
            self.notes.push(rest);
        }
    }

    /// What was gathered, notes last.
    pub(super) fn finish(mut self) -> Extract {
        if !self.paragraph.trim().is_empty() {
            self.end_paragraph("");
        }
        self.extract.begin_notes();
        for note in std::mem::take(&mut self.notes) {
            self.extract.paragraph(&note);
        }
        self.extract
    }
}
