//! The strip below the lanes: the whole corpus at a glance, with a window on what is visible.

use crate::session::{Command, Settings};
use crate::ui::context::Cx;
use crate::ui::keys::tip;
use crate::ui::look::{BODY_PX, SMALL_PX, bold, regular};
use crate::ui::words;
use crate::view::Overview;
use egui::{Rect, RectAlign, Response, RichText, Stroke, StrokeKind, Tooltip, Ui};
use egui_plot::{Bar, BarChart, Plot, PlotBounds, PlotPoint};

/// Height of the strip in pixels.
pub(crate) const HEIGHT_PX: f32 = 56.0;
/// A narrower strip says nothing.
const LEAST_PX: f32 = 40.0;
const DAY_SECS: f64 = crate::model::calendar::DAY_SECS as f64;

/// How a count becomes a height.
type Height = fn(usize) -> f64;

/// Part of the highest bar below which half of the bars are hardly seen: three pixels of the strip.
const LEAST_PART: f64 = 0.06;

/// Whether heights are logarithms: somebody wants them, or one piece of the time has so many events that most
/// others would hardly be seen.
fn is_log(settings: &Settings, counts: &[usize]) -> bool {
    let mut filled: Vec<usize> = counts.iter().copied().filter(|count| 0 < *count).collect();
    filled.sort_unstable();
    let ends = filled.get(filled.len() / 2).zip(filled.last());
    let part = |(middle, most): (&usize, &usize)| (*middle as f64 / *most as f64).sqrt();
    settings.has_log_heights || ends.is_some_and(|ends| part(ends) < LEAST_PART)
}

/// Heights are roots, so that a single event stays visible; logarithms show it beside many thousands.
fn height(is_log: bool) -> Height {
    if is_log { |count| ((count + 1) as f64).log2() } else { |count| (count as f64).sqrt() }
}

/// Bars of one series.
fn chart(
    overview: &Overview,
    counts: &[usize],
    (name, ink): (&str, egui::Color32),
    height: Height,
) -> BarChart {
    let day = |piece: f64| overview.piece_secs(piece) / DAY_SECS;
    let width = (day(1.0) - day(0.0)) * 0.78;
    let bars = counts.iter().enumerate().filter(|(_, count)| 0 < **count).map(|(i, count)| {
        let middle = day(i as f64 + 0.5);
        Bar::new(middle, height(*count)).width(width).fill(ink).stroke(Stroke::NONE)
    });
    BarChart::new(name, bars.collect()).color(ink).allow_hover(false)
}

/// Offers to leave out the few events that make all others stand in one heap; where some are left out,
/// tells how many, and offers to show them again.
fn fit_most_ui(cx: &mut Cx<'_>, ui: &mut Ui, whole: Rect, (head_px, share): (f32, f64)) {
    let rect = Rect::from_min_size(
        egui::pos2(whole.left() + 10.0, whole.center().y + 6.0),
        egui::vec2(head_px - 14.0, 18.0),
    );
    let mut head = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    let outside: usize = cx.scene.lanes.iter().map(|lane| lane.before + lane.after).sum();
    let (text, about, command) = if 0 < outside {
        let about = "Events before or after what is visible; a click shows them all";
        (format!("{} outside", words::grouped(outside)), about, Command::Fit)
    } else {
        let about = "Leave out the few events far from all others";
        (format!("Fit {:.0} %", (1.0 - share) * 100.0), about, Command::FitMost)
    };
    let link = crate::ui::widgets::link_ui(&mut head, cx.look, &text);
    if link.on_hover_text(tip(about, &command)).clicked() {
        cx.push(command);
    }
}

/// The strip: drag the window, drag its edges, click to centre, double-click to fit.
pub(crate) fn overview_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    let Some(overview) = cx.overview else { return };
    let head_px = cx.scene.plot.left.max(84.0);
    let whole = ui.available_rect_before_wrap();
    let (first, last) = overview.span_secs;
    let span = words::span(first as i64, last as i64);
    let span = ui.painter().layout(span, regular(11.0), cx.look.muted, head_px - 14.0);
    // Days take two lines; the offer to leave some events out stands below.
    let heap = overview.most.filter(|most| most.is_heap);
    let above = if heap.is_some() && span.rows.len() > 1 { 8.0 } else { 0.0 };
    let top = whole.center().y - span.size().y / 2.0 - above;
    ui.painter().galley(egui::pos2(whole.left() + 10.0, top), span, cx.look.muted);
    if let Some(heap) = heap {
        fit_most_ui(cx, ui, whole, (head_px, heap.share));
    }
    let rect = Rect::from_min_max(
        egui::pos2(whole.left() + head_px, whole.top() + 2.0),
        egui::pos2(whole.right() - 8.0, whole.bottom() - 2.0),
    );
    if rect.width() < LEAST_PX {
        return;
    }
    let most = overview.all.iter().copied().max().unwrap_or(1).max(1);
    let is_log = is_log(&cx.state.settings, &overview.all);
    let height = height(is_log);
    let (ink, grey) = (cx.look.accent, cx.look.bar);
    let mut strip = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    let plot = Plot::new("overview")
        .show_axes(false)
        .show_grid(false)
        .show_background(false)
        .show_x(false)
        .show_y(false)
        .allow_zoom(false)
        .allow_drag(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .set_margin_fraction(egui::Vec2::ZERO)
        .width(rect.width())
        .height(rect.height())
        .show(&mut strip, |plot| {
            let top = height(most) * 1.12;
            plot.set_plot_bounds(PlotBounds::from_min_max(
                [first / DAY_SECS, 0.0],
                [last / DAY_SECS, top],
            ));
            plot.bar_chart(chart(overview, &overview.all, ("All events", grey), height));
            plot.bar_chart(chart(overview, &overview.shown, ("Shown events", ink), height));
        });
    let transform = plot.transform;
    let x = |secs: f64| transform.position_from_point(&PlotPoint::new(secs / DAY_SECS, 0.0)).x;
    super::document_days::ticks(cx, ui.painter(), rect, &|secs| x(secs));
    let time = |x: f32| transform.value_from_position(egui::pos2(x, rect.center().y)).x * DAY_SECS;
    let (start, end) = (cx.state.viewport.start_secs, cx.state.end_secs());
    let seen = seen(rect, (x(start), x(end)));
    let fill = cx.look.accent.gamma_multiply(0.05);
    let edge = Stroke::new(1.6, cx.look.accent);
    ui.painter().rect(seen, 2.0, fill, edge, StrokeKind::Inside);
    let response = gestures(cx, ui, rect, seen, &time);
    hover_ui(cx, &response, overview, (is_log, &time));
}

/// Says how many events the piece of time below the pointer has, and how heights are to be read.
fn hover_ui(
    cx: &Cx<'_>,
    response: &Response,
    overview: &Overview,
    (is_log, time): (bool, &dyn Fn(f32) -> f64),
) {
    let Some(at) = response.hover_pos().filter(|_| !response.dragged()) else { return };
    let (first, last) = overview.span_secs;
    let count = overview.all.len();
    let piece = ((time(at.x) - first) / (last - first) * count as f64).floor();
    let piece = piece.clamp(0.0, count.saturating_sub(1) as f64);
    let span = (overview.piece_secs(piece), overview.piece_secs(piece + 1.0));
    let [all, shown] = [&overview.all, &overview.shown]
        .map(|counts| counts.get(piece as usize).copied().unwrap_or(0));
    // Above the strip, so that no bar is covered.
    let above = Rect::from_x_y_ranges(at.x..=at.x, response.rect.y_range());
    let mut tooltip = Tooltip::for_enabled(response).gap(4.0);
    tooltip.popup = tooltip.popup.anchor(above).align(RectAlign::TOP);
    tooltip.show(|ui| {
        ui.label(RichText::new(words::span(span.0 as i64, span.1 as i64)).font(bold(BODY_PX)));
        ui.label(counted(all, shown));
        let muted = |words: &str| RichText::new(words).size(SMALL_PX).color(cx.look.muted);
        ui.label(muted(scale(is_log)));
    });
}

/// How many events there are, and how many of them are shown.
fn counted(all: usize, shown: usize) -> String {
    let all_in_words = words::counted(all, "event", "events");
    if shown == all {
        all_in_words
    } else {
        format!("{all_in_words}, {} shown", words::grouped(shown))
    }
}

/// How heights are to be read.
fn scale(is_log: bool) -> &'static str {
    if is_log {
        "Heights are logarithms of the numbers: many more events are only a little higher"
    } else {
        "Heights are square roots of the numbers: half as high is a quarter of the events"
    }
}

/// Least width of the window: less is neither seen nor held.
const LEAST_SEEN_PX: f32 = 8.0;

/// Where the window stands on what is visible, from edge to edge in pixels.
fn seen(strip: Rect, (from, to): (f32, f32)) -> Rect {
    let short = (LEAST_SEEN_PX - (to - from)).max(0.0) / 2.0;
    let left = (from - short).clamp(strip.left(), strip.right() - LEAST_SEEN_PX);
    let right = (to + short).clamp(strip.left() + LEAST_SEEN_PX, strip.right());
    Rect::from_x_y_ranges(left..=right.max(left + LEAST_SEEN_PX), strip.y_range())
}

/// The part of the window that a drag holds: an edge is held from outside too, and a narrow window by its
/// middle.
fn grip_at(seen: Rect, x: f32) -> Grip {
    let inside = (seen.width() / 4.0).min(EDGE_PX);
    let is_at = |from: f32, to: f32| from <= x && x <= to;
    if is_at(seen.left() - EDGE_PX, seen.left() + inside) {
        Grip::Left
    } else if is_at(seen.right() - inside, seen.right() + EDGE_PX) {
        Grip::Right
    } else {
        Grip::Middle
    }
}

/// How far from an edge of the window a drag holds it.
const EDGE_PX: f32 = 6.0;

/// The part of the window that a drag holds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Grip {
    #[default]
    Middle,
    Left,
    Right,
}

fn gestures(
    cx: &mut Cx<'_>,
    ui: &Ui,
    rect: Rect,
    seen: Rect,
    time: &dyn Fn(f32) -> f64,
) -> Response {
    let id = egui::Id::unique("overview-window");
    let response = ui.interact(rect, id, egui::Sense::click_and_drag());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::ScrollBar, true, "Overview of all events")
    });
    if let Some(at) = response.hover_pos()
        && grip_at(seen, at.x) != Grip::Middle
    {
        ui.ctx().set_cursor_icon(egui::CursorIcon::ResizeHorizontal);
    }
    response.context_menu(|ui| {
        ui.set_min_width(210.0);
        crate::ui::menu::named_ui(cx, ui, &["fit", "fit-most", "log-heights", "document-dates"]);
    });
    if response.double_clicked() {
        cx.push(Command::Fit);
        return response;
    }
    let Some(at) = response.interact_pointer_pos() else { return response };
    let (start, end) = (cx.state.viewport.start_secs, cx.state.end_secs());
    if response.drag_started() {
        let begun = ui.input(|input| input.pointer.press_origin()).unwrap_or(at);
        ui.data_mut(|data| data.insert_temp(id, grip_at(seen, begun.x)));
    }
    let grip = ui.data(|data| data.get_temp::<Grip>(id)).unwrap_or_default();
    if response.dragged() {
        let delta = response.drag_delta().x;
        let by = time(at.x) - time(at.x - delta);
        match grip {
            Grip::Middle => cx.push(Command::PanBy(by / cx.state.viewport.secs_per_px)),
            Grip::Left if time(at.x) < end => cx.push(Command::ShowSpan(time(at.x), end)),
            Grip::Right if start < time(at.x) => cx.push(Command::ShowSpan(start, time(at.x))),
            Grip::Left | Grip::Right => {}
        }
    } else if response.clicked() {
        let half = (end - start) / 2.0;
        let middle = time(at.x);
        cx.push(Command::ShowSpan(middle - half, middle + half));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    #[test]
    fn logarithms_show_one_event_beside_many_thousands() {
        let part = |is_log| {
            let height = height(is_log);
            (height(1) / height(50_000) * 50.0, height(0))
        };
        let (root, log) = (part(false), part(true));
        assert!(root.0 < 0.5 && 3.0 < log.0, "pixels of a strip of fifty: {root:?} {log:?}");
        assert!(root.1.abs() + log.1.abs() < 1e-9, "nothing is no bar");
    }

    #[test]
    fn one_year_that_outweighs_all_others_does_not_hide_them() {
        let check = |counts: &[usize], expected: bool| {
            assert_eq!(is_log(&Settings::default(), counts), expected, "{counts:?}");
        };
        check(&[], false);
        check(&[1], false);
        check(&[3, 0, 1, 12, 40, 9], false);
        check(&[1, 0, 2, 1, 5, 3_600, 0], true);
        check(&[900, 1_200, 0, 3_600, 800], false);
        let asked = Settings { has_log_heights: true, ..Settings::default() };
        assert!(is_log(&asked, &[3, 4]), "somebody wants them");
        assert_eq!(counted(1_200, 3), "1,200 events, 3 shown");
        assert_eq!(counted(1, 1), "1 event");
    }

    #[test]
    fn a_window_on_an_hour_of_centuries_is_seen_and_dragged() {
        let strip = Rect::from_min_max(pos2(100.0, 0.0), pos2(900.0, 50.0));
        let check = |span: (f32, f32), left: f32, right: f32| {
            let seen = seen(strip, span);
            let is_at = |px: f32, expected: f32| (px - expected).abs() < 0.01;
            assert!(is_at(seen.left(), left) && is_at(seen.right(), right), "{span:?}: {seen:?}");
            assert_eq!(grip_at(seen, seen.center().x), Grip::Middle, "{span:?}");
            assert_eq!(grip_at(seen, seen.left() - 1.0), Grip::Left, "{span:?}");
            assert_eq!(grip_at(seen, seen.right() + 1.0), Grip::Right, "{span:?}");
        };
        check((300.0, 500.0), 300.0, 500.0);
        check((300.0, 300.001), 296.0, 304.0);
        check((100.0, 100.5), 100.0, 108.0);
        check((899.9, 900.0), 892.0, 900.0);
        check((-4000.0, -3000.0), 100.0, 108.0);
        check((-4000.0, 7000.0), 100.0, 900.0);
    }
}
