//! Cells that stand beside several rows of a table: the day in the first of them is that of each row, so it is
//! written into each.
//!
//! ```text
//!  ┌────────────┬─────────────────────────┐
//!  │ 3 May 1961 │ The bridge was closed.  │   3 May 1961 | The bridge was closed.
//!  │            ├─────────────────────────┤
//!  │            │ The mill burned down.   │   3 May 1961 | The mill burned down.
//!  └────────────┴─────────────────────────┘
//! ```

use super::meta::attribute;
use html5gum::emitters::default::StartTag;

/// Bytes of a cell that is written again, at most.
const MAX_CELL_BYTES: usize = 60;

/// Rows beside which a cell stands, at most.
const MAX_ROWS: usize = 1_000;

/// The open tables, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Tables(Vec<Table>);

#[derive(Debug, Default)]
struct Table {
    /// Cells of the row so far.
    cells: usize,
    /// Where the text of the first cell of the row begins, and beside how many rows it stands.
    first: Option<(usize, usize)>,
    /// What stands beside the rows to come, and beside how many, with this one.
    beside: Option<(String, usize)>,
}

impl Tables {
    /// Takes the beginning of an element; gives what is to be written before it.
    pub(super) fn open(&mut self, tag: &StartTag<()>, at: usize) -> Option<String> {
        if tag.name.as_slice() == b"table" {
            self.0.push(Table::default());
        }
        let table = self.0.last_mut()?;
        match tag.name.as_slice() {
            b"tr" => {
                table.cells = 0;
                let left = table.beside.take().map(|(text, rows)| (text, rows - 1));
                table.beside = left.filter(|(_, rows)| 0 < *rows);
                None
            }
            b"td" | b"th" => {
                table.cells += 1;
                let is_first = table.cells == 1;
                let beside = table.beside.as_ref().filter(|_| is_first);
                let rows = attribute(tag, b"rowspan").and_then(|rows| rows.trim().parse().ok());
                let rows = rows.filter(|rows| is_first && (2..=MAX_ROWS).contains(rows));
                table.first = rows.filter(|_| beside.is_none()).map(|rows| (at, rows));
                beside.map(|(text, _)| text.clone())
            }
            _ => None,
        }
    }

    /// Takes the end of an element, and the text so far.
    pub(super) fn close(&mut self, name: &[u8], text: &str) {
        if name == b"table" {
            self.0.pop();
        }
        let Some(table) = self.0.last_mut().filter(|_| matches!(name, b"td" | b"th")) else {
            return;
        };
        let Some((start, rows)) = table.first.take() else { return };
        let cell = text.get(start..).unwrap_or_default();
        let cell = cell.trim_start_matches([' ', '\n', '|']).trim_end();
        let is_day = cell.contains(|c: char| c.is_ascii_digit()) && !cell.contains('\n');
        if is_day && cell.len() <= MAX_CELL_BYTES {
            table.beside = Some((cell.to_owned(), rows));
        }
    }
}
