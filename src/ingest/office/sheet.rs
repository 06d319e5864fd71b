//! Workbooks of spreadsheet programs: every sheet as rows of text.

use crate::ingest::extract::Refusal;
use calamine::{Data, Dimensions, Reader as _, Sheets};
use std::io::{Cursor, Read, Seek};

/// Rows of a workbook that are read at most.
const MAX_ROWS: usize = 200_000;

/// Columns of a sheet that are read at most.
const MAX_COLUMNS: usize = 200;

/// A sheet: its name, and rows of cells.
pub(in crate::ingest) type Sheet = (String, Vec<Vec<String>>);

/// The sheets of a workbook with text in them: name, and rows of cells.
pub(in crate::ingest) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, Refusal> {
    let damaged = |error: calamine::Error| match error.to_string() {
        why if why.to_lowercase().contains("password") => Refusal::Locked,
        why => Refusal::Damaged(why),
    };
    let mut workbook = calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(damaged)?;
    let mut left = MAX_ROWS;
    let mut sheets = Vec::new();
    for name in workbook.sheet_names() {
        // A chart has no cells; the other sheets are read all the same.
        let Ok(range) = workbook.worksheet_range(&name) else { continue };
        let first = range.start().map_or(0, |(row, _)| row as usize);
        let mut rows: Vec<Vec<String>> = vec![Vec::new(); first.min(left)];
        for row in range.rows().take(left) {
            rows.push(row.iter().take(MAX_COLUMNS).map(cell).collect());
        }
        left -= rows.len().min(left);
        let column = range.start().map_or(0, |(_, column)| column as usize);
        for (top, bottom, at) in merged(&mut workbook, &name) {
            if let Some(at) = at.checked_sub(column) {
                fill(&mut rows, top, bottom, at);
            }
        }
        if rows.iter().flatten().any(|cell| !cell.is_empty()) {
            sheets.push((name, rows));
        }
    }
    Ok(sheets)
}

/// Cells that hold several rows: the first and the last of them, and the column.
fn merged<R: Read + Seek>(workbook: &mut Sheets<R>, sheet: &str) -> Vec<(usize, usize, usize)> {
    let Sheets::Xlsx(workbook) = workbook else { return Vec::new() };
    let cells = workbook.merge_cells_by_sheet_name(sheet).unwrap_or_default();
    let place = |it: Dimensions| (it.start.0 as usize, it.end.0 as usize, it.start.1 as usize);
    cells.into_iter().map(place).filter(|(top, bottom, _)| top < bottom).take(MAX_ROWS).collect()
}

/// Writes the day of a cell that holds several rows into each of them.
fn fill(rows: &mut [Vec<String>], top: usize, bottom: usize, column: usize) {
    let text = rows.get(top).and_then(|row| row.get(column)).cloned().unwrap_or_default();
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return;
    }
    for row in rows.iter_mut().take(bottom + 1).skip(top + 1) {
        // What holds nothing else is no row of its own.
        let has_more = row.iter().any(|cell| !cell.is_empty());
        if let (true, Some(cell)) = (has_more, row.get_mut(column)) {
            cell.clone_from(&text);
        }
    }
}

/// A cell as it is shown, with dates in ISO 8601.
fn cell(cell: &Data) -> String {
    match cell {
        Data::DateTime(date) if date.is_datetime() => {
            let (year, month, day, hour, minute, _, _) = date.to_ymd_hms_milli();
            let day = format!("{year:04}-{month:02}-{day:02}");
            if (hour, minute) == (0, 0) { day } else { format!("{day} {hour:02}:{minute:02}") }
        }
        Data::DateTimeIso(date) => date.trim_end_matches("T00:00:00").to_owned(),
        Data::Error(_) | Data::Empty => String::new(),
        other => other.to_string().trim().to_owned(),
    }
}
