//! Columns of a table: the list and the documents share them.

pub(super) mod documents;
pub(super) mod list;
pub(super) mod rows;

use super::context::Cx;
use super::look::{self, bold};
use super::widgets::paint_cut_text;
use egui::{CursorIcon, Rect, Role, Sense, Ui, WidgetInfo, vec2};

/// Free pixels at the left edge, and between two columns.
const GAP_PX: f32 = 12.0;
pub(super) const HEAD_PX: f32 = 28.0;
/// What a column that shares the rest takes at least, for each share.
const SHARE_PX: f32 = 110.0;

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    /// What its head says.
    pub name: &'static str,
    /// Its width.
    pub width: Width,
    /// A table narrower than this leaves the column out.
    pub least_table_px: f32,
}

/// How wide a column is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Width {
    /// So many pixels.
    Fixed(f32),
    /// So many shares of what the others leave.
    Share(f32),
}

impl Column {
    /// A column that is always there.
    pub(super) const fn new(name: &'static str, width_px: f32) -> Self {
        Self { name, width: Width::Fixed(width_px), least_table_px: 0.0 }
    }

    /// A column that takes so many shares of the rest.
    pub(super) const fn rest(name: &'static str, shares: f32) -> Self {
        Self { name, width: Width::Share(shares), least_table_px: 0.0 }
    }

    /// Its least width.
    pub(super) fn least_px(self) -> f32 {
        match self.width {
            Width::Fixed(px) => px,
            Width::Share(shares) => SHARE_PX * shares,
        }
    }

    /// The column, where the table is at least so wide.
    pub(super) const fn from(self, least_table_px: f32) -> Self {
        Self { least_table_px, ..self }
    }
}

/// The cells of a row that are shown, each with the number of its column.
pub(super) fn cells(columns: &[Column], row: Rect) -> Vec<(usize, Rect)> {
    let shown = || {
        let fits = |column: &Column| row.width() >= column.least_table_px;
        columns.iter().enumerate().filter(move |(_, column)| fits(column))
    };
    let (mut fixed, mut shares) = (0.0, 0.0);
    for (_, column) in shown() {
        match column.width {
            Width::Fixed(px) => fixed += px,
            Width::Share(part) => shares += part,
        }
    }
    let rest = ((row.width() - GAP_PX - fixed) / f32::max(shares, 1.0)).max(0.0);
    let mut left = row.left() + GAP_PX;
    let cell = |(i, column): (usize, &Column)| {
        let width = match column.width {
            Width::Fixed(px) => px,
            Width::Share(part) => part * rest,
        };
        let right = (left + width).min(row.right());
        let cell = Rect::from_x_y_ranges(left..=(right - GAP_PX).max(left), row.y_range());
        left = right;
        (i, cell)
    };
    shown().map(cell).collect()
}

/// The part of a row that stands below the heads: beside the scroll bar, also where there is none.
pub(super) fn below_heads(row: Rect, table: Rect) -> Rect {
    row.with_max_x(row.right().min(table.right() - look::BAR_PX))
}

/// The heads. `order` is the column by which rows are sorted and whether they run backwards; `None`
/// where they stand as they came. Gives the column whose head was clicked; one without a name cannot be.
pub(super) fn heads_ui(
    cx: &Cx<'_>,
    ui: &mut Ui,
    columns: &[Column],
    order: Option<(usize, bool)>,
) -> Option<usize> {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEAD_PX), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, cx.look.chrome);
    let mut clicked = None;
    for (i, cell) in cells(columns, below_heads(rect, rect)) {
        let Some(column) = columns.get(i) else { continue };
        let text = match order {
            Some((by, true)) if by == i => format!("{} ▾", column.name),
            Some((by, false)) if by == i => format!("{} ▴", column.name),
            _ => column.name.to_owned(),
        };
        paint_cut_text(ui, cell, &text, bold(look::SMALL_PX), cx.look.ink);
        if column.name.is_empty() {
            continue;
        }
        let response = ui.interact(cell, ui.make_persistent_id(("head", i)), Sense::click());
        response.widget_info(|| {
            WidgetInfo::labeled(Role::ColumnHeader, true, format!("Sort by {}", column.name))
        });
        if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
            clicked = Some(i);
        }
    }
    clicked
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column; 4] = [
        Column::new("Date", 160.0),
        Column::rest("Event", 3.0),
        Column::rest("Place", 1.0).from(500.0),
        Column::new("Sources", 60.0).from(600.0),
    ];

    fn check(width_px: f32, expected: &[(usize, f32)]) {
        let row = Rect::from_min_size(egui::pos2(0.0, 0.0), vec2(width_px, 24.0));
        let widths: Vec<_> =
            cells(&COLUMNS, row).into_iter().map(|(i, cell)| (i, cell.width())).collect();
        assert_eq!(widths, expected, "{width_px}");
    }

    #[test]
    fn a_narrow_table_leaves_out_columns_before_it_cuts_dates() {
        check(800.0, &[(0, 148.0), (1, 414.0), (2, 130.0), (3, 48.0)]);
        check(400.0, &[(0, 148.0), (1, 216.0)]);
    }
}
