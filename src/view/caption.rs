//! What stands beside a mark: title, number, badge and signs, and the room that they take.

use super::Measure;
use super::draw::{Face, Font};
use super::fonts::elided;
use super::scene::{Signs, Style};
use super::words;
use crate::model::Event;
use std::borrow::Cow;
use std::sync::Arc;

/// Font of the labels of events.
pub(super) const LABEL_FONT: Font = Font { face: Face::Regular, size_px: 12.0 };
/// Font of counts and badges.
pub(super) const BADGE_FONT: Font = Font { face: Face::Bold, size_px: 11.0 };
/// Width of a sign behind a label with the gap before it.
pub(super) const SIGN_PX: f32 = 15.0;
/// Below this confidence an event is drawn as doubtful.
pub(super) const DOUBT: f32 = 0.5;

/// The words beside a mark.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Words {
    pub(super) text: Arc<str>,
    pub(super) badge: Option<Arc<str>>,
    /// Width of both with the gaps between.
    pub(super) width_px: f32,
    /// Width of the badge with the gap after it; 0 without.
    pub(super) badge_px: f32,
    /// Width of the signs behind the words with the gap before them; 0 without.
    pub(super) signs_px: f32,
    /// All of the text, where only its beginning stands in `text`.
    pub(super) whole: Option<Arc<str>>,
    /// The number that the words begin with, in a numbered picture: it stands even where they do not.
    pub(super) number: Option<Number>,
}

/// The number of an event in the list of sources, or the first and last of a cluster.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Number {
    pub(super) text: Arc<str>,
    pub(super) width_px: f32,
}

/// The words beside the mark of an event, its title in at most `width_px`.
pub(super) fn caption(
    event: &Event,
    number: Option<Number>,
    width_px: f32,
    measure: &dyn Measure,
) -> Words {
    let font = label_font(event);
    let (badge, badge_px) = badge(event, measure);
    let title = title(event).into_owned();
    let short = elided(&title, width_px, font, measure);
    let numbered = |title: String| match &number {
        Some(number) => format!("{} · {title}", number.text),
        None => title,
    };
    let whole = (short != title).then(|| Arc::from(numbered(title)));
    let text = numbered(short);
    let signs_px = signs_px(Signs::of(event));
    let width_px = measure.width_px(&text, font) + badge_px + signs_px;
    Words { text: text.into(), badge, width_px, badge_px, signs_px, whole, number }
}

/// Width of the words beside the mark of an event without a number, its title in at most so many pixels each.
pub(super) fn widths<const N: usize>(
    event: &Event,
    rooms_px: [f32; N],
    measure: &dyn Measure,
) -> [f32; N] {
    let (font, (_, badge_px)) = (label_font(event), badge(event, measure));
    let signs_px = signs_px(Signs::of(event));
    let title = title(event);
    let whole_px = measure.width_px(&title, font);
    let short_px = |room_px| measure.width_px(&elided(&title, room_px, font, measure), font);
    rooms_px.map(|room_px| {
        let title_px = if whole_px <= room_px { whole_px } else { short_px(room_px) };
        title_px + badge_px + signs_px
    })
}

/// How many documents tell an event, where several do, and the width of that with the gap after it.
fn badge(event: &Event, measure: &dyn Measure) -> (Option<Arc<str>>, f32) {
    let documents = event.document_count();
    let badge: Option<Arc<str>> = (documents > 1).then(|| Arc::from(format!("{documents} docs")));
    let badge_px = badge.as_ref().map_or(0.0, |badge| measure.width_px(badge, BADGE_FONT) + 16.0);
    (badge, badge_px)
}

/// Its title; that of a doubtful one says so.
fn title(event: &Event) -> Cow<'_, str> {
    if event.confidence < DOUBT {
        Cow::Owned(format!("? {}", event.title))
    } else {
        Cow::Borrowed(&event.title)
    }
}

impl Words {
    /// The number alone, of a mark whose words have no room.
    pub(super) fn bare(number: Number) -> Self {
        Self {
            text: Arc::clone(&number.text),
            badge: None,
            width_px: number.width_px,
            badge_px: 0.0,
            signs_px: 0.0,
            whole: None,
            number: Some(number),
        }
    }

    /// Whether there is nothing but a number.
    pub(super) fn is_bare(&self) -> bool {
        self.number.as_ref().is_some_and(|number| number.text == self.text)
    }
}

/// Font of an event's label.
fn label_font(event: &Event) -> Font {
    let face = if event.factuality.is_real() { Face::Regular } else { Face::Italic };
    Font { face, ..LABEL_FONT }
}

/// Font of the label of a mark drawn in this style.
pub(super) fn label_font_of(style: Style) -> Font {
    let face = if style.is_unreal { Face::Italic } else { Face::Regular };
    Font { face, ..LABEL_FONT }
}

/// Width of the pill that stands for `count` events.
pub(super) fn pill_px(count: usize) -> f64 {
    12.0 + digits_px(&compact(count))
}

/// Width of the number on a pill.
pub(super) fn digits_px(number: &str) -> f64 {
    7.0 * number.chars().count() as f64
}

/// A count in at most five characters: `310`, `2,152`, `12.4k`, `2M`.
pub fn compact(count: usize) -> String {
    let short = |n: usize, unit: usize, letter: char| {
        let (whole, tenth) = (n / unit, n % unit / (unit / 10));
        if tenth == 0 || whole >= 100 {
            format!("{whole}{letter}")
        } else {
            format!("{whole}.{tenth}{letter}")
        }
    };
    match count {
        0..=9_999 => words::grouped(count),
        10_000..=999_999 => short(count, 1_000, 'k'),
        _ => short(count, 1_000_000, 'M'),
    }
}

/// Width of signs behind a label.
fn signs_px(signs: Signs) -> f32 {
    SIGN_PX * signs.count() as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_take_five_characters_at_most() {
        let shown: Vec<_> = [310, 9_999, 12_400, 100_000, 999_999, 2_000_000].map(compact).into();
        assert_eq!(shown, ["310", "9,999", "12.4k", "100k", "999k", "2M"]);
    }
}
