//! What a person likes in every project: kept between starts, in the program's own folder.

use crate::model::Claims;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Sizes of text that can be chosen, in hundredths of the usual one.
pub const TEXT_PERCENTS: [u16; 8] = [80, 90, 100, 110, 125, 150, 175, 200];

/// How the window looks and behaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Light or dark.
    pub theme: Brightness,
    /// Whether text and outlines stand out as much as they can.
    pub has_high_contrast: bool,
    /// Size of text and of all else in hundredths of the usual one, 80–200.
    pub text_percent: u16,
    /// Whether nothing moves by itself.
    pub has_less_motion: bool,
    /// Whether the wheel scrolls the lanes, and zooms with Ctrl alone.
    pub wheel_scrolls: bool,
    /// Whether documents that change are read again by themselves.
    pub watches: bool,
    /// Whether heights in the overview grow by the logarithm of a count.
    pub has_log_heights: bool,
    /// Whether the dates of the documents are ticks below the axis and the overview.
    pub shows_document_dates: bool,
    /// Columns that the list leaves out, by their words.
    pub hidden_columns: BTreeSet<String>,
    /// Whose claims on disputed places the region tree and the lanes show.
    pub claims: Claims,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Brightness::System,
            has_high_contrast: false,
            text_percent: 100,
            has_less_motion: false,
            wheel_scrolls: false,
            watches: true,
            has_log_heights: false,
            shows_document_dates: false,
            hidden_columns: ListColumn::usually_hidden(),
            claims: Claims::All,
        }
    }
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Brightness {
    /// As the system has it.
    #[default]
    System,
    /// Dark ink on light ground.
    Light,
    /// Light ink on dark ground.
    Dark,
}

/// A setting that is on or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Switch {
    /// High contrast.
    Contrast,
    /// Less motion.
    Motion,
    /// The wheel scrolls the lanes.
    Wheel,
    /// Watching the documents.
    Watching,
    /// Heights by the logarithm in the overview.
    LogHeights,
    /// The dates of the documents on the axis.
    DocumentDates,
}

/// A column of the list that can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ListColumn {
    /// Where it happened.
    Place,
    /// Who takes part.
    Actors,
    /// The document that tells it first.
    Document,
    /// How many documents tell it.
    Documents,
    /// What kind of date it has.
    DateStatus,
    /// Whether it happened, was planned, …
    Factuality,
    /// How sure the program is.
    Confidence,
    /// What was decided, and tags.
    Review,
    /// What somebody noted.
    Note,
}

/// A step to another size of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextStep {
    /// The next larger size.
    Larger,
    /// The next smaller size.
    Smaller,
    /// The usual size.
    Usual,
}

impl ListColumn {
    /// All of them from left to right.
    pub const ALL: [Self; 9] = [
        Self::Place,
        Self::Actors,
        Self::Document,
        Self::Documents,
        Self::DateStatus,
        Self::Factuality,
        Self::Confidence,
        Self::Review,
        Self::Note,
    ];

    /// The word used in the file of settings and in scripts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Actors => "who",
            Self::Document => "document",
            Self::Documents => "documents",
            Self::DateStatus => "date-status",
            Self::Factuality => "factuality",
            Self::Confidence => "confidence",
            Self::Review => "review",
            Self::Note => "note",
        }
    }

    /// What nobody sees who never chose.
    fn usually_hidden() -> BTreeSet<String> {
        [Self::Actors, Self::Factuality, Self::Note].map(|column| column.word().to_owned()).into()
    }
}

impl Settings {
    /// Whether the list shows a column.
    pub fn shows(&self, column: ListColumn) -> bool {
        !self.hidden_columns.contains(column.word())
    }

    /// Shows a column of the list, or leaves it out.
    pub fn turn_column(&mut self, column: ListColumn) {
        if !self.hidden_columns.remove(column.word()) {
            self.hidden_columns.insert(column.word().to_owned());
        }
    }

    /// Whether a switch is on.
    pub fn is_on(&self, switch: Switch) -> bool {
        match switch {
            Switch::Contrast => self.has_high_contrast,
            Switch::Motion => self.has_less_motion,
            Switch::Wheel => self.wheel_scrolls,
            Switch::Watching => self.watches,
            Switch::LogHeights => self.has_log_heights,
            Switch::DocumentDates => self.shows_document_dates,
        }
    }

    /// Turns a switch.
    pub fn turn(&mut self, switch: Switch) {
        let is_on = match switch {
            Switch::Contrast => &mut self.has_high_contrast,
            Switch::Motion => &mut self.has_less_motion,
            Switch::Wheel => &mut self.wheel_scrolls,
            Switch::Watching => &mut self.watches,
            Switch::LogHeights => &mut self.has_log_heights,
            Switch::DocumentDates => &mut self.shows_document_dates,
        };
        *is_on = !*is_on;
    }

    /// Takes another size of text; the largest and the smallest stay what they are.
    pub fn step_text(&mut self, step: TextStep) {
        let now = self.text_percent;
        let next = match step {
            TextStep::Larger => TEXT_PERCENTS.into_iter().find(|percent| now < *percent),
            TextStep::Smaller => TEXT_PERCENTS.into_iter().rev().find(|percent| *percent < now),
            TextStep::Usual => Some(100),
        };
        self.text_percent = next.unwrap_or(now);
    }

    /// The settings of a file; what it lacks or has wrong is as usual.
    pub fn from_text(text: &str) -> Self {
        let settings: Self = serde_json::from_str(text).unwrap_or_default();
        let (least, most) = (TEXT_PERCENTS.first(), TEXT_PERCENTS.last());
        let text_percent = settings
            .text_percent
            .clamp(least.copied().unwrap_or(100), most.copied().unwrap_or(100));
        Self { text_percent, ..settings }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_grows_and_shrinks_by_steps_within_bounds() {
        let mut settings = Settings::default();
        let mut step = |step, times: usize| {
            for _ in 0..times {
                settings.step_text(step);
            }
            settings.text_percent
        };
        assert_eq!(step(TextStep::Larger, 1), 110);
        assert_eq!(step(TextStep::Larger, 9), 200);
        assert_eq!(step(TextStep::Smaller, 1), 175);
        assert_eq!(step(TextStep::Smaller, 20), 80);
        assert_eq!(step(TextStep::Usual, 1), 100);
    }

    #[test]
    fn a_file_that_is_cut_or_strange_gives_what_is_usual() {
        let check =
            |text: &str, expected: Settings| assert_eq!(Settings::from_text(text), expected);
        check("", Settings::default());
        check("{\"theme\":\"dark\"", Settings::default());
        let dark = Settings { theme: Brightness::Dark, ..Settings::default() };
        check("{\"theme\":\"dark\",\"of_later\":3}", dark);
        let held = Settings { claims: Claims::Held, ..Settings::default() };
        check("{\"claims\":\"held\"}", held);
        check("{\"text_percent\":900}", Settings { text_percent: 200, ..Settings::default() });
    }
}
