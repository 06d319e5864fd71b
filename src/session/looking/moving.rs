//! Moving over the time axis.

use crate::model::{Chronology, Event};
use crate::session::command::notice::Notice;
use crate::session::command::{Command, Dialog};
use crate::session::date;
use crate::session::state::{GoneTo, State};
use crate::view::overview::Most;
use crate::view::{Prepared, Viewport};
use rayon::prelude::*;

const DAY_SECS: f64 = 86_400.0;

/// Pixels at either edge in which a mark is not seen well.
const LEAST_SEEN_PX: f64 = 24.0;

impl State {
    pub(crate) fn move_view(&mut self, command: Command) {
        self.is_first_look = false;
        use Command as C;
        if let C::ScrollTo(scroll_px) = command {
            self.scroll_px = scroll_px.max(0.0);
            return;
        }
        if !(self.is_gliding && crate::session::state::is_glide(&command)) {
            self.spans.leave((self.viewport.start_secs, self.end_secs()));
        }
        let width = f64::from(self.plot_width_px);
        let middle = self.viewport.time_from_x(width / 2.0);
        match command {
            C::ZoomIn => self.zoom(middle, 1.5),
            C::ZoomOut => self.zoom(middle, 1.0 / 1.5),
            C::ZoomAt { at_secs, factor } => self.zoom(at_secs, factor),
            C::PanLeft => self.pan(-width / 10.0),
            C::PanRight => self.pan(width / 10.0),
            C::PageLeft => self.pan(-width),
            C::PageRight => self.pan(width),
            C::PanBy(px) => self.pan(px),
            C::FitMost => self.fit_most(),
            C::ShowSpan(start, end) => self.set_span(start.min(end), start.max(end)),
            C::GoTo(typed) => self.go_to(&typed),
            C::Centre => self.centre(),
            C::Fit => self.fit(),
            _ => {}
        }
    }

    fn zoom(&mut self, at_secs: f64, factor: f64) {
        let x = self.viewport.x_from_time(at_secs);
        self.viewport = self.viewport.zoomed(factor, x, self.plot_width_px);
    }

    fn pan(&mut self, px: f64) {
        self.viewport = self.viewport.panned(px, self.plot_width_px);
    }

    /// Shows one second to another over the whole width.
    pub(crate) fn set_span(&mut self, start: f64, end: f64) {
        self.viewport = Viewport::exactly(start, end, self.plot_width_px);
    }

    /// Shows all shown events.
    pub(crate) fn fit(&mut self) {
        let shown = self.facets.shown.par_iter();
        let shown = shown.filter_map(|i| self.chronology.events.get(*i as usize));
        self.fit_span(Chronology::extent_of(shown));
    }

    /// Shows a corpus as it is seen first: where most events stand in a heap, that; else all.
    pub(crate) fn look_first(&mut self) {
        match self.most.filter(|most| most.is_heap) {
            Some(heap) => self.fit_span(Some(heap.span_secs)),
            None => self.fit(),
        }
    }

    /// Shows all shown events but the outermost.
    fn fit_most(&mut self) {
        let most = self.most.or_else(|| self.most_shown());
        self.fit_span(most.map(|most| most.span_secs));
    }

    /// The time of most shown events, where no window has sorted them into lanes: in a script.
    fn most_shown(&self) -> Option<Most> {
        let mut prepared = Prepared::new(&self.chronology);
        let shown = Some((self.facets.shown.as_slice(), self.facets.shown_number));
        prepared.arrange(&self.chronology, &self.sorting(), &self.choices.filter, shown);
        prepared.overview()?.most
    }

    fn fit_span(&mut self, span: Option<(i64, i64)>) {
        if let Some((start, end)) = span {
            self.viewport = Viewport::fit(start, end, self.plot_width_px);
            self.before_panels.fitted = Some(((start, end), self.viewport));
        }
    }

    /// The time that the view was fitted to, unless it was moved since.
    fn fitted_span(&self) -> Option<(i64, i64)> {
        self.before_panels.fitted.filter(|(_, since)| *since == self.viewport).map(|(span, _)| span)
    }

    fn go_to(&mut self, typed: &str) {
        let Some((start, end)) = date::parse(typed) else {
            self.notice = Some(Notice::failed(format!("Not a date: {typed}")));
            return;
        };
        let around = (end - start).max(60.0);
        self.set_span(start - around, end + around);
        self.gone_to = Some(GoneTo::Time(start, end));
        if self.dialog == Some(Dialog::GoTo) {
            self.dialog = None;
        }
    }

    /// Brings the selected event to the middle, or, where it is there, fits its bounds.
    fn centre(&mut self) {
        let Some(event) = self.selection.and_then(|s| self.chronology.events.get(s.event)) else {
            return;
        };
        let bounds = event.bounds();
        let Some(start) = bounds.earliest.or(bounds.latest) else { return };
        let end = bounds.latest.unwrap_or(start).max(start);
        let (start, end) = (start as f64, end as f64);
        let middle = f64::midpoint(start, end);
        let x = self.viewport.x_from_time(middle);
        let is_central = (x - f64::from(self.plot_width_px) / 2.0).abs() < 2.0;
        self.gone_to = Some(GoneTo::Selected);
        if is_central {
            // What is only known to begin or end in a century shows nothing in twenty days.
            let unit = event.when.as_ref().map_or(0, |when| when.granularity.about_secs());
            let around = (end - start).max(unit as f64).max(10.0 * DAY_SECS);
            self.set_span(start - around, end + around);
        } else {
            self.viewport = self.viewport.centred(middle, self.plot_width_px);
        }
    }

    /// Tells where the time area begins and how wide it is, in a window of such a width.
    ///
    /// What is visible stays visible where the window changes, and a fitted view that nobody moved since is fitted
    /// anew: a panel that unfolds would else hide most of its events. In any other view, where a panel comes or goes
    /// with the selected event, or beside it, every mark stays where it is on screen; they all move sideways where the
    /// panel would hide that event, and back once none is selected, unless the view was moved since.
    pub fn set_plot(&mut self, left_px: f32, width_px: f32, window_px: f32) {
        let is_selected = self.selection.is_some();
        let before = self.plot_place_px.replace((left_px, window_px, is_selected));
        if width_px < 1.0 || (width_px - self.plot_width_px).abs() < 0.5 {
            return;
        }
        let (start, end) = (self.viewport.start_secs, self.end_secs());
        let was_seen = self.out_of_sight_px().is_some_and(|px| px == 0.0);
        self.plot_width_px = width_px;
        if let Some(span) = self.fitted_span() {
            self.fit_span(Some(span));
            // Its lane may be as high as before no more.
            self.gone_to = self.gone_to.or(is_selected.then_some(GoneTo::Selected));
            return;
        }
        let same_window = before.filter(|(_, of, _)| (of - window_px).abs() < 0.5);
        if let Some((left, ..)) = same_window.filter(|(.., was)| is_selected || *was) {
            let before = self.viewport;
            self.viewport.start_secs += f64::from(left_px - left) * before.secs_per_px;
            let aside = self.before_panels.aside.take_if(|_| !is_selected);
            if let Some((before, _)) = aside.filter(|(_, since)| *since == before) {
                self.viewport = before;
            }
            let hidden_px = self.out_of_sight_px().filter(|px| was_seen && *px != 0.0);
            if let Some(px) = hidden_px {
                self.viewport.start_secs += px * before.secs_per_px;
                self.before_panels.aside = Some((before, self.viewport));
            }
        } else {
            self.set_span(start, end);
        }
    }

    /// How far the view would have to move so that the selected event is seen well, in pixels to the right;
    /// 0 where it is, `None` where it has no date or none is selected.
    fn out_of_sight_px(&self) -> Option<f64> {
        let selected = self.selection.and_then(|it| self.chronology.events.get(it.event));
        let bounds = selected.map(Event::bounds)?;
        let x = |secs: i64| self.viewport.x_from_time(secs as f64);
        let from = bounds.earliest.or(bounds.latest).map(x)?;
        let to = bounds.latest.or(bounds.earliest).map(x)?;
        let right = f64::from(self.plot_width_px) - LEAST_SEEN_PX;
        Some((from - right).max(0.0) + (to - LEAST_SEEN_PX).min(0.0))
    }

    /// Moves the view so far that the selected event is in it.
    pub(crate) fn reveal(&mut self) {
        let Some(event) = self.selection.and_then(|s| self.chronology.events.get(s.event)) else {
            return;
        };
        let bounds = event.bounds();
        let Some(at) = bounds.earliest.or(bounds.latest) else { return };
        let end = bounds.latest.unwrap_or(at);
        let is_visible = self.viewport.start_secs <= end as f64 && (at as f64) <= self.end_secs();
        if !is_visible {
            self.is_first_look = false;
            self.spans.leave((self.viewport.start_secs, self.end_secs()));
            let middle = f64::midpoint(at as f64, end as f64);
            self.viewport = self.viewport.centred(middle, self.plot_width_px);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::sample::Sample;

    #[test]
    fn a_script_fits_most_without_a_window() {
        let year = |sample: Sample, year: u16| sample.event("Dam built", &year.to_string(), "RU");
        let many = (1950..=2000).fold(Sample::default(), year);
        let mut state = State::new(many.event("City founded", "0100", "RU").build());
        state.apply(Command::Fit);
        assert!(state.viewport.start_secs < date::parse("100").unwrap().0);
        state.apply(Command::FitMost);
        assert!(date::parse("1900").unwrap().0 < state.viewport.start_secs);
        assert!(date::parse("2000").unwrap().0 < state.end_secs());
    }

    #[test]
    fn what_only_ends_in_a_century_is_fitted_with_a_century_around_it() {
        let before = |edtf: &str| {
            let sample = Sample::default().event("Sultan held the shore", edtf, "RU");
            let mut state = State::new(sample.shape(crate::model::Shape::Before).build());
            state.selection = Some(crate::session::Selection { event: 0, source: 0 });
            for _ in 0..2 {
                state.apply(Command::Centre);
            }
            (state.end_secs() - state.viewport.start_secs) / DAY_SECS
        };
        assert!(70_000.0 < before("../13XX"), "{}", before("../13XX"));
        assert!((19.0..22.0).contains(&before("../1399-12-31")));
    }
}
