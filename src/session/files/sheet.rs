//! The page of the next picture, and the pages that are kept under names.

use crate::export::picture::{PageOptions, PictureFormat, PictureOptions};
use crate::model::Bounds;
use crate::project::{Arranged, Preset, Span};
use crate::session::command::notice::Notice;
use crate::session::facets::summary;
use crate::session::state::{Choices, State};
use crate::view::filter::told_for;

/// The page of a picture, and how much is drawn on it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// The page.
    pub page: PageOptions,
    /// How much of the time is drawn.
    pub reach: Reach,
}

/// How much of the time is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Reach {
    /// What the timeline has in view.
    #[default]
    View,
    /// The chosen piece of time; what is in view where none is chosen.
    Range,
    /// All events that the filter shows.
    All,
}

impl State {
    /// What the next picture is drawn from. A window and the command line draw the same for the same
    /// kept page.
    pub fn picture(&self, format: PictureFormat) -> PictureOptions {
        let Choices { filter, placing, bands, .. } = &self.choices;
        let chips = summary::chips(&self.chronology, &self.facets, filter);
        let chips: Vec<String> = chips.into_iter().map(|chip| chip.text).collect();
        let (from_secs, to_secs) = self.drawn_secs().unzip();
        PictureOptions {
            format,
            page: self.sheet.page.clone(),
            filter: filter.clone(),
            filter_words: chips.join("; "),
            from_secs,
            to_secs,
            sorting: self.sorting(),
            placing: placing.clone(),
            bands: bands.clone(),
            corpus: self.corpus_name(),
        }
    }

    /// First and last second of the next picture, whole ones as a kept page has them; `None` where it shows
    /// all.
    fn drawn_secs(&self) -> Option<(f64, f64)> {
        let view = (self.viewport.start_secs.round(), self.end_secs().round());
        match self.sheet.reach {
            Reach::View => Some(view),
            Reach::Range => Some(self.range_secs().unwrap_or(view)),
            Reach::All => None,
        }
    }

    /// How much of the time the next list of events holds: a piece of it only while one is chosen.
    pub fn reach_of_events(&self) -> Reach {
        match self.events_reach {
            Reach::Range if self.range.is_none() => Reach::All,
            reach => reach,
        }
    }

    /// The time of the next list of events; `None` where it holds all that the filter shows, and those without
    /// a date.
    pub fn time_of_events(&self) -> Option<Bounds> {
        let seconds = |from: f64, to: f64| Bounds {
            earliest: Some(from.floor() as i64),
            latest: Some(to.ceil() as i64 - 1),
        };
        match self.reach_of_events() {
            Reach::View => Some(seconds(self.viewport.start_secs, self.end_secs())),
            Reach::Range => self.range.as_ref().map(|range| range.bounds),
            Reach::All => None,
        }
    }

    /// The shown events that may lie in a time, or all where there is none, by index.
    pub fn events_in(&self, time: Option<Bounds>) -> impl Iterator<Item = usize> + '_ {
        let is_in = move |event: &usize| {
            let Some(time) = time else { return true };
            let when = self.chronology.events.get(*event).and_then(|event| event.when.as_ref());
            when.is_some_and(|when| told_for(when).overlaps(time))
        };
        self.facets.shown_events().filter(is_in)
    }

    pub(crate) fn save_preset(&mut self, name: &str) {
        if name.is_empty() {
            return;
        }
        let Choices { filter, lanes, colour, placing, .. } = &self.choices;
        let preset = Preset {
            name: name.to_owned(),
            page: PageOptions { drawn_on: String::new(), ..self.sheet.page.clone() },
            span: self.drawn_secs().map(|(from, to)| Span::new(from, to)),
            arranged: Arranged::new(filter, *lanes, *colour, placing),
        };
        match self.presets.iter_mut().find(|other| other.name == name) {
            Some(other) => *other = preset,
            None => self.presets.push(preset),
        }
        self.change_number += 1;
        self.notice = Some(Notice::done(format!("The project keeps the page “{name}”")));
    }

    pub(crate) fn use_preset(&mut self, name: &str) {
        let Some(preset) = self.presets.iter().find(|preset| preset.name == name).cloned() else {
            self.notice = Some(Notice::failed(format!("No page is kept as “{name}”")));
            return;
        };
        self.show_arranged(&preset.arranged, preset.span.as_ref());
        let reach = if preset.span.is_some() { Reach::View } else { Reach::All };
        self.sheet = Sheet { page: preset.page, reach };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Command;
    use crate::view::Viewport;
    use crate::view::sample::{Sample, when};

    #[test]
    fn a_list_of_events_holds_no_more_of_the_time_than_was_asked_for() {
        let sample = Sample::default()
            .event("The mill burns down", "1911-03-05", "")
            .event("The strike begins", "1926-05-04", "")
            .event("A new mill is built", "1930/1932", "")
            .event("A meeting was held", "", "");
        let mut state = State::new(sample.build());
        let titles = |state: &State| {
            let events = state.events_in(state.time_of_events());
            let titles = events.map(|event| state.chronology.events[event].title.clone());
            titles.collect::<Vec<_>>()
        };
        assert_eq!(titles(&state).len(), 4, "all, those without a date too");
        let second = |edtf: &str| when(edtf).bounds.earliest.unwrap() as f64;
        state.plot_width_px = 1_000.0;
        state.viewport = Viewport { start_secs: second("1931"), secs_per_px: 86_400.0 };
        state.apply(Command::ReachEvents(Reach::View));
        assert_eq!(titles(&state), ["A new mill is built"]);
        state.apply(Command::ReachEvents(Reach::Range));
        assert_eq!(titles(&state).len(), 4, "no time is chosen");
        state.apply(Command::ChooseRange(second("1911"), second("1927")));
        assert_eq!(titles(&state), ["The mill burns down", "The strike begins"]);
    }
}
