//! The dates of the documents, as ticks below the axis and below the overview: what was written when.

use crate::model::{Annotated, Document};
use crate::session::{DocumentDay, State, Switch};
use crate::ui::context::Cx;
use crate::ui::look::{self, bold};
use crate::ui::words;
use egui::{Painter, Pos2, Rect, Response, RichText, Ui};

/// Height of a tick.
const TICK_PX: f32 = 5.0;
/// Least width of a tick: that of a day among years.
const LEAST_PX: f32 = 2.0;
/// How far beside a tick the pointer still means it.
const REACH_PX: f32 = 3.0;
/// Documents that the tooltip names.
const MOST_NAMED: usize = 6;

/// A tick for each date of a document that is shown, at the lower edge of a strip. `x` is where a second stands.
pub(super) fn ticks(cx: &Cx<'_>, painter: &Painter, strip: Rect, x: &dyn Fn(f64) -> f32) {
    let painter = painter.with_clip_rect(strip);
    for tick in shown(cx).filter_map(|day| tick(day, strip, x)) {
        painter.rect_filled(tick, 0.0, cx.look.ink);
    }
}

/// Dates of the documents that are shown; none where nobody asked for them.
fn shown<'a>(cx: &Cx<'a>) -> impl Iterator<Item = &'a DocumentDay> {
    let state = cx.state;
    let is_asked = state.settings.is_on(Switch::DocumentDates);
    let days = if is_asked { state.facets.document_days(&state.chronology) } else { &[] };
    days.iter().filter(move |day| shown_of(cx.state, day).next().is_some())
}

/// The documents of a date that are shown.
fn shown_of<'a>(state: &'a State, day: &'a DocumentDay) -> impl Iterator<Item = &'a Document> {
    let filter = &state.choices.filter;
    let documents = day.documents.iter().filter_map(|it| state.chronology.documents.get(*it));
    let is_hidden = |it: &Annotated| {
        filter.hidden_documents.contains(&it.document.id)
            || filter.hidden_source_types.contains(&it.source_type())
    };
    documents.filter(move |it| !is_hidden(it)).map(|it| &it.document)
}

/// Where the tick of a date stands; `None` where that is out of view.
fn tick(day: &DocumentDay, strip: Rect, x: &dyn Fn(f64) -> f32) -> Option<Rect> {
    let (from, to) = (x(day.secs.0 as f64), x((day.secs.1 + 1) as f64));
    let spare = ((LEAST_PX - (to - from)) / 2.0).max(0.0);
    let rect = Rect::from_min_max(
        Pos2::new(from - spare, strip.bottom() - TICK_PX),
        Pos2::new(to + spare, strip.bottom()),
    );
    rect.intersects(strip).then_some(rect)
}

/// Names the documents whose tick on the axis is pointed at.
pub(super) fn hover_ui(cx: &Cx<'_>, response: &Response, axis: Rect, x: &dyn Fn(f64) -> f32) {
    let Some(at) = response.hover_pos().filter(|at| axis.contains(*at)) else { return };
    let pointed = |day: &&DocumentDay| {
        let tick = tick(day, axis, x);
        tick.is_some_and(|tick| tick.expand2(egui::vec2(REACH_PX, axis.height())).contains(at))
    };
    let days: Vec<&DocumentDay> = shown(cx).filter(pointed).collect();
    if !days.is_empty() {
        response.clone().on_hover_ui_at_pointer(|ui| names_ui(cx, ui, &days));
    }
}

fn names_ui(cx: &Cx<'_>, ui: &mut Ui, days: &[&DocumentDay]) {
    ui.set_max_width(340.0);
    let documents = || days.iter().flat_map(|day| shown_of(cx.state, day));
    let count = documents().count();
    let head = format!("{} dated here", words::counted(count, "document", "documents"));
    ui.label(RichText::new(head).font(bold(look::BODY_PX)));
    let muted = |text: String| RichText::new(text).size(look::SMALL_PX).color(cx.look.muted);
    for document in documents().take(MOST_NAMED) {
        let date = document.dct.as_ref().map(|dct| words::when(&dct.when)).unwrap_or_default();
        ui.label(muted(format!("{date} · {}", words::short_label(document))));
    }
    if MOST_NAMED < count {
        ui.label(muted(format!("and {} more", words::grouped(count - MOST_NAMED))));
    }
}
