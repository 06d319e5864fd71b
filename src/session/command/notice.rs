//! What the user should hear of.

use super::{Command, Dialog};
use std::path::PathBuf;

/// A line at the foot of the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it says; a path stands on the last line.
    pub text: String,
    /// How bad it is.
    pub kind: NoticeKind,
    /// What can be done about it at once; `None` where that is nothing.
    pub offer: Option<Offer>,
}

/// What a notice offers to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offer {
    /// Show what went half wrong.
    Warnings,
    /// Show a file in the program that the system has for it.
    File(PathBuf),
}

impl Offer {
    /// What it is called on screen.
    pub fn text(&self) -> &'static str {
        match self {
            Self::Warnings => "show",
            Self::File(_) => "open",
        }
    }

    /// What does it.
    pub fn command(&self) -> Command {
        match self {
            Self::Warnings => Command::Dialog(Dialog::Warnings),
            Self::File(path) => Command::ShowFile(path.clone()),
        }
    }
}

/// How bad a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something was done.
    Done,
    /// Nothing was done, and this is what it takes.
    Hint,
    /// Something was done, but not all is well.
    Warning,
    /// Something could not be done.
    Failed,
}

impl Notice {
    /// Something was done.
    pub fn done(text: impl Into<String>) -> Self {
        Self::new(text.into(), NoticeKind::Done)
    }

    /// Nothing was done, and this is what it takes.
    pub fn hint(text: impl Into<String>) -> Self {
        Self::new(text.into(), NoticeKind::Hint)
    }

    /// Something was done, but not all is well.
    pub fn warning(text: impl Into<String>) -> Self {
        Self::new(text.into(), NoticeKind::Warning)
    }

    /// Something could not be done.
    pub fn failed(text: impl Into<String>) -> Self {
        Self::new(text.into(), NoticeKind::Failed)
    }

    /// The same with something to do about it.
    #[must_use]
    pub fn offering(self, offer: Offer) -> Self {
        Self { offer: Some(offer), ..self }
    }

    fn new(text: String, kind: NoticeKind) -> Self {
        Self { text, kind, offer: None }
    }

    /// Whether who goes on to look at something else has read it: what was done, with no file to open.
    pub(crate) fn is_read(&self) -> bool {
        self.kind == NoticeKind::Done && !matches!(self.offer, Some(Offer::File(_)))
    }

    /// Whether it is told in red.
    pub fn is_bad(&self) -> bool {
        matches!(self.kind, NoticeKind::Warning | NoticeKind::Failed)
    }

    /// Whether what was asked for was done.
    pub fn is_done(&self) -> bool {
        matches!(self.kind, NoticeKind::Done | NoticeKind::Warning)
    }
}

#[cfg(test)]
mod tests {
    use crate::session::{Command, Job, Report, State};
    use crate::view::sample::encodings;

    fn told(state: &State) -> Option<&str> {
        state.notice.as_ref().map(|notice| notice.text.as_str())
    }

    #[test]
    fn what_was_told_is_over_with_the_next_deed() {
        let mut state = State::new(encodings());
        let is_of_one = |event: &crate::model::Event| event.sources.len() == 1;
        let event = state.chronology.events.iter().position(is_of_one).unwrap();
        state.apply(Command::Select(event));
        state.apply(Command::Split);
        assert_eq!(told(&state), Some("This event has one source; there is nothing to split"));
        state.apply(Command::Star);
        assert_eq!(told(&state), None);
        // How to merge is still read while events are selected.
        state.apply(Command::Merge);
        state.apply(Command::AlsoSelect(event + 1));
        assert!(told(&state).is_some());
        state.apply(Command::Merge);
        assert_eq!(told(&state), None);
    }

    #[test]
    fn who_looks_elsewhere_has_read_what_was_done() {
        let mut state = State::new(encodings());
        state.take(Report::Done("Copied the picture".to_owned()));
        state.apply(Command::Show(crate::session::Page::List));
        assert_eq!(told(&state), Some("Copied the picture"));
        state.apply(Command::ZoomIn);
        assert_eq!(told(&state), None);
    }

    #[test]
    fn a_saved_file_is_opened_from_the_line_that_says_so() {
        let mut state = State::new(encodings());
        let path = std::path::PathBuf::from("timeline.svg");
        state.take(Report::Exported("Saved timeline.svg".to_owned(), path.clone()));
        state.apply(Command::ZoomIn);
        state.apply(Command::PanBy(20.0));
        let offer = state.notice.clone().and_then(|notice| notice.offer).unwrap();
        assert_eq!(state.apply(offer.command()), Some(Job::OpenFile(path)));
    }

    #[test]
    fn a_document_without_a_file_of_its_own_says_so() {
        let mut state = State::new(encodings());
        assert_eq!(state.apply(Command::OpenFile(0)), None);
        let told = told(&state).unwrap();
        assert!(told.contains("part of another file"), "{told}");
    }

    #[test]
    fn trouble_is_told_until_it_is_closed() {
        let mut state = State::new(encodings());
        state.take(Report::Failed("The disk is full".to_owned()));
        state.apply(Command::Search("bridge".to_owned()));
        state.apply(Command::Undo);
        assert_eq!(told(&state), Some("The disk is full"));
        state.apply(Command::Escape);
        assert_eq!(told(&state), None);
    }
}
