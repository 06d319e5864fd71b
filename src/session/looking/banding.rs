//! Annotations: marking a piece of time, with a name, over all lanes.

use super::range;
use crate::model::edtf::End;
use crate::model::{Bounds, Edtf, Event};
use crate::session::command::notice::Notice;
use crate::session::command::{Command, Dialog};
use crate::session::date;
use crate::session::state::State;
use crate::view::Band;

impl State {
    /// Asks for the name and the time of an annotation: of a new one, or of the one of this number.
    pub(crate) fn ask_band(&mut self, number: Option<usize>) {
        if number.is_none_or(|number| number < self.choices.bands.len()) {
            self.dialog = Some(Dialog::Band(number));
        }
    }

    /// Name and time, as somebody could type it, that the dialog of an annotation begins with: a new one is
    /// of the chosen time, or of the selected event, or of what is in view.
    pub fn band_asked(&self, number: Option<usize>) -> (String, String) {
        let known = number.and_then(|number| self.choices.bands.get(number));
        if let Some(band) = known {
            return (band.name().to_owned(), date::typed(band.time()));
        }
        if let Some(time) = &self.range {
            return (String::new(), date::typed(time));
        }
        let selected = self.selection.and_then(|it| self.chronology.events.get(it.event));
        let of_event = selected.and_then(|event| {
            let bounds = known_end(event).unwrap_or(event.bounds());
            let (from, to) = (bounds.earliest?, bounds.latest?);
            Some((event.title.clone(), date::typed(&range::between(from, to.saturating_add(1)))))
        });
        of_event.unwrap_or_else(|| (String::new(), date::typed(&self.visible_range())))
    }

    /// Changes annotations; tells why where that cannot be done.
    pub(crate) fn change_bands(&mut self, command: &Command) {
        if self.is_read_only() {
            let text =
                "The project was made by a later version of Annals; it is open for reading only";
            self.notice = Some(Notice::failed(text));
            return;
        }
        let number = match command {
            Command::SetBand(number, name, typed) => {
                let time = date::when(typed);
                let Some(band) = time.and_then(|time| Band::new(name, time)) else {
                    let text = format!("No name, or not a time with two ends: {name} {typed}");
                    self.notice = Some(Notice::failed(text.trim_end()));
                    return;
                };
                self.dialog.take_if(|dialog| matches!(dialog, Dialog::Band(_)));
                self.range = None;
                // Undo may have taken it away while the dialog asked.
                let known = number.filter(|number| *number < self.choices.bands.len());
                self.choices.bands.push(band);
                known
            }
            Command::ForgetBand(number) => {
                self.dialog.take_if(|dialog| *dialog == Dialog::Band(Some(*number)));
                Some(*number)
            }
            _ => return,
        };
        if let Some(number) = number.filter(|number| *number < self.choices.bands.len()) {
            self.choices.bands.remove(number);
        }
        self.choices.bands.sort_by(|a, b| a.order().cmp(&b.order()));
    }
}

/// Of an event before or after something, or since or until then, the time of that.
fn known_end(event: &Event) -> Option<Bounds> {
    match event.when.as_ref()?.edtf {
        Edtf::Interval { start: End::At(end), end: End::Open | End::Unknown }
        | Edtf::Interval { start: End::Open | End::Unknown, end: End::At(end) } => {
            Some(end.bounds())
        }
        Edtf::Interval { .. } | Edtf::Point(_) | Edtf::OneOf(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::sample::{Sample, encodings};
    use crate::view::words;

    fn said(state: &State) -> Vec<String> {
        state.choices.bands.iter().map(Band::description).collect()
    }

    fn set(state: &mut State, number: Option<usize>, name: &str, time: &str) {
        state.apply(Command::SetBand(number, name.to_owned(), time.to_owned()));
    }

    #[test]
    fn annotations_are_made_changed_taken_away_and_undone() {
        let mut state = State::new(encodings());
        set(&mut state, None, "Siege", "1992–1995");
        set(&mut state, None, "Truce", "May 1990");
        assert_eq!(said(&state), ["Truce, May 1990", "Siege, 1992–1995"], "in order of time");
        set(&mut state, Some(1), "The siege", "1992–1996");
        assert_eq!(said(&state), ["Truce, May 1990", "The siege, 1992–1996"]);
        state.apply(Command::ForgetBand(0));
        assert_eq!(said(&state), ["The siege, 1992–1996"]);
        state.apply(Command::Undo);
        state.apply(Command::Undo);
        assert_eq!(said(&state), ["Truce, May 1990", "Siege, 1992–1995"]);
        state.apply(Command::Redo);
        assert_eq!(said(&state), ["Truce, May 1990", "The siege, 1992–1996"]);
        set(&mut state, Some(2), "Flood", "2001");
        assert_eq!(said(&state).last().map(String::as_str), Some("Flood, 2001"), "none is lost");
        let shown = state.facets.shown_number;
        set(&mut state, None, "Flood", "1999");
        assert_eq!(state.facets.shown_number, shown, "no event is counted again for that");
    }

    #[test]
    fn what_is_no_annotation_is_refused_in_words() {
        let check = |name: &str, time: &str| {
            let mut state = State::new(encodings());
            set(&mut state, None, name, time);
            assert!(state.notice.is_some() && said(&state).is_empty(), "{name} {time}");
        };
        check("Siege", "some day");
        check("Siege", "since 1990");
        check("", "1990");
    }

    #[test]
    fn a_new_annotation_is_of_what_was_chosen_or_selected_or_is_in_view() {
        let mut state = State::new(encodings());
        state.apply(Command::ShowSpan(
            date::parse("1990").unwrap().0,
            date::parse("1999").unwrap().1 + 1.0,
        ));
        assert_eq!(state.band_asked(None), (String::new(), "1990–1999".to_owned()));
        let begins = |event: &Event| event.bounds().earliest.is_some();
        let index = state.chronology.events.iter().position(begins).unwrap();
        state.apply(Command::Select(index));
        let (name, time) = state.band_asked(None);
        assert_eq!(name, state.chronology.events[index].title);
        let (bounds, event) = (date::when(&time).unwrap().bounds, &state.chronology.events[index]);
        assert_eq!(bounds.earliest, event.bounds().earliest);
        state.apply(Command::ChooseRange(
            date::parse("1991").unwrap().0,
            date::parse("1994").unwrap().0,
        ));
        assert_eq!(state.band_asked(None), (String::new(), "1991–1993".to_owned()));
        set(&mut state, None, "Siege", "1991–1993");
        assert_eq!(state.range, None, "what was chosen is marked now");
        assert_eq!(state.band_asked(Some(0)), ("Siege".to_owned(), "1991–1993".to_owned()));
        state.apply(Command::ChooseBand(0));
        assert_eq!(state.range.as_ref().map(words::when).as_deref(), Some("1991–1993"));
    }

    #[test]
    fn kept_views_leave_annotations_alone() {
        let mut state = State::new(encodings());
        state.apply(Command::SaveView("all".to_owned()));
        set(&mut state, None, "Siege", "1992–1995");
        state.apply(Command::ShowView(0));
        assert_eq!(said(&state), ["Siege, 1992–1995"]);
    }

    #[test]
    fn of_an_event_open_to_one_side_the_end_that_is_told_is_proposed() {
        let check = |edtf: &str, expected: &str| {
            let mut state =
                State::new(Sample::default().event("The city falls", edtf, "RU").build());
            state.apply(Command::Select(0));
            assert_eq!(state.band_asked(None), ("The city falls".to_owned(), expected.to_owned()));
        };
        check("../1399", "1399");
        check("1990-05/..", "May 1990");
        check("/2022-10-30", "30 October 2022");
        check("-0043-03-15/..", "15 March 44 BC");
        check("1990/1992", "1990–1992");
    }
}
