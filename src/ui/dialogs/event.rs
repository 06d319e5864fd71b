//! The dialog in which an event is added to the sentence that tells it.

use super::review::preview_ui;
use super::{field_ui, fit_width, title_ui, typed_ui};
use crate::model::{Annotated, PlaceCode, Span};
use crate::session::{Command, NewEvent};
use crate::ui::context::Cx;
use crate::ui::look::{self, regular};
use crate::ui::widgets::link_ui;
use crate::ui::words;
use egui::{Label, RichText, Ui};

/// Letters of a title that is suggested.
const TITLE_LETTERS: usize = 80;

/// Width of a field.
const FIELD_PX: f32 = 540.0;

/// Title and date of an event that the sentence of a number tells.
pub(super) fn event_ui(
    cx: &mut Cx<'_>,
    ui: &mut Ui,
    (document, sentence): (usize, usize),
    is_new: bool,
) {
    fit_width(ui, 560.0);
    title_ui(cx, ui, "Add event");
    let Some(annotated) = cx.state.chronology.documents.get(document) else { return };
    let Some(span) = annotated.sentences.get(sentence).map(|it| it.span) else { return };
    let said = words::one_line(span.of(&annotated.document.text));
    if is_new {
        cx.memory.typed = suggested_title(&said);
        cx.memory.typed_date = suggested_date(annotated, span);
        cx.memory.typed_place.clear();
    }
    sentence_ui(cx, ui, (document, sentence), annotated, &said);
    ui.add_space(8.0);
    let is_titled = field_ui(cx, ui, "Title of the event", FIELD_PX);
    ui.add_space(6.0);
    let hint = "Date: 1992, c. 1850, 4 March 1911, since May 1991, 1914–1918";
    let (_, is_dated) =
        typed_ui(ui, &mut cx.memory.typed_date, (hint, "Date of the event"), FIELD_PX);
    let (title, date) = (cx.memory.typed.trim().to_owned(), cx.memory.typed_date.trim().to_owned());
    ui.add_space(4.0);
    let is_date = preview_ui(cx, ui, &date, "Without a date it goes to the undated events");
    ui.add_space(6.0);
    let (place, is_placed) = place_ui(cx, ui, annotated, span);
    let is_place = place.is_ok();
    ui.add_space(8.0);
    let is_good = is_date && is_place && !title.is_empty();
    let is_clicked = ui.add_enabled(is_good, egui::Button::new("Add event")).clicked();
    if is_good && (is_titled || is_dated || is_placed || is_clicked) {
        let place = place.unwrap_or_default();
        let new = NewEvent { document, sentence, title, date, place };
        cx.push(Command::AddEvent(Box::new(new)));
    }
}

/// A field for its place, with what was understood; that is an error where no place is called so. Says
/// whether it was finished with Enter.
fn place_ui(
    cx: &mut Cx<'_>,
    ui: &mut Ui,
    annotated: &Annotated,
    sentence: Span,
) -> (Result<Option<PlaceCode>, ()>, bool) {
    let hint = "Place, where it is not what the sentence names";
    let field = (hint, "Place of the event");
    let (_, is_done) = typed_ui(ui, &mut cx.memory.typed_place, field, FIELD_PX);
    let typed = cx.memory.typed_place.trim().to_owned();
    let found = super::place::offered(cx, &typed).into_iter().next();
    let (text, place) = match found {
        _ if typed.is_empty() => (places_named(cx, annotated, sentence), Ok(None)),
        Some((code, path)) => (path, Ok(Some(code))),
        None => ("No place of this name is known".to_owned(), Err(())),
    };
    ui.add_space(4.0);
    ui.add(Label::new(RichText::new(text).color(cx.look.muted)).wrap());
    (place, is_done)
}

/// The places that a sentence names, in words.
fn places_named(cx: &Cx<'_>, annotated: &Annotated, sentence: Span) -> String {
    let named = annotated.places.iter().filter(|place| sentence.contains(place.span));
    let mut names: Vec<&str> =
        named.map(|place| cx.state.chronology.places.name(&place.place)).collect();
    names.dedup();
    if names.is_empty() { "The sentence names no place".to_owned() } else { names.join(", ") }
}

/// What the sentence says, and the way to its neighbours.
fn sentence_ui(
    cx: &mut Cx<'_>,
    ui: &mut Ui,
    (document, sentence): (usize, usize),
    annotated: &Annotated,
    said: &str,
) {
    let quote = words::quoted(&words::shortened(said, 320));
    ui.add(Label::new(RichText::new(quote).font(regular(12.5))).wrap());
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 14.0;
        let number = format!("sentence {} of {}", sentence + 1, annotated.sentences.len());
        ui.label(RichText::new(number).size(look::SMALL_PX).color(cx.look.muted));
        let before = sentence.checked_sub(1);
        let after = Some(sentence + 1).filter(|next| *next < annotated.sentences.len());
        for (text, other) in [("sentence before", before), ("sentence after", after)] {
            let Some(other) = other else { continue };
            if link_ui(ui, cx.look, text).clicked() {
                cx.push(Command::AskEvent(Some((document, other))));
            }
        }
    });
}

/// The sentence itself, as far as a title goes.
fn suggested_title(said: &str) -> String {
    words::shortened(said.trim_end_matches('.'), TITLE_LETTERS)
}

/// The first date that the sentence says; empty where it says none.
fn suggested_date(annotated: &Annotated, sentence: Span) -> String {
    let mut said = annotated.times.iter().filter(|time| sentence.contains(time.span));
    said.find_map(|time| time.when.as_ref()).map(words::when).unwrap_or_default()
}
