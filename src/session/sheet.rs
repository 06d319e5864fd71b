//! The page of the next picture, and the pages that are kept under names.

use super::notice::Notice;
use super::state::{Choices, State};
use super::summary;
use crate::export::picture::{PageOptions, PictureFormat, PictureOptions};
use crate::project::{Arranged, Preset, Span};

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

    pub(super) fn save_preset(&mut self, name: &str) {
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

    pub(super) fn use_preset(&mut self, name: &str) {
        let Some(preset) = self.presets.iter().find(|preset| preset.name == name).cloned() else {
            self.notice = Some(Notice::failed(format!("No page is kept as “{name}”")));
            return;
        };
        self.show_arranged(&preset.arranged, preset.span.as_ref());
        let reach = if preset.span.is_some() { Reach::View } else { Reach::All };
        self.sheet = Sheet { page: preset.page, reach };
    }
}
