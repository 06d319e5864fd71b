//! Everything that can be done, in one closed enum, and how scripts write it.
//!
//! A command goes to the `part` of the session that it is for; where that takes time, a `job` comes back, and
//! a `notice` where somebody should hear of it. People meet commands in the menus of `entry`.

pub(crate) mod entry;
pub(crate) mod format;
pub(crate) mod job;
pub(crate) mod notice;
pub(crate) mod part;

use crate::model::{
    Claims, DateStatus, DocumentId, EventId, Factuality, PlaceCode, ReviewState, SourceType, Via,
    When,
};
use crate::project::{Brightness, ListColumn, Switch, TextStep};
use crate::session::date;
use crate::session::facets::summary::FilterPart;
use crate::session::files::sheet::{Reach, Sheet};
use crate::session::review::adding::NewEvent;
use crate::view::{Band, ColourBy, LaneBy, LaneKey};
use entry::{ENTRIES, Entry};
use format::SaveFormat;
use std::path::PathBuf;

/// One thing that the user, or a script, asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Ask for a folder.
    OpenFolder,
    /// Read the articles that come with the program.
    OpenSample,
    /// Read these paths.
    Open(Vec<PathBuf>),
    /// End the reading; what is done is kept.
    Cancel,
    /// Read what is open again: what was left, what is new and what changed.
    ReadAgain,
    /// Ask where to save the figure.
    ExportPicture,
    /// Ask where to save the events as a table.
    ExportTable,
    /// Save what is shown as a file.
    Save(SaveFormat, PathBuf),
    /// Copy the selected events, or all that pass the filter, as a table.
    CopyEvents,
    /// Say what the window put on the clipboard itself: `the sentence`.
    Copied(&'static str),
    /// Copy the figure as a picture.
    CopyPicture,
    /// Save the window as a picture.
    Screenshot,
    /// Show a document in the reader, and select the first event that it tells.
    ReadDocument(usize),
    /// Show a document's file in the program that the system has for it.
    OpenFile(usize),
    /// Show any file so: one that was just saved, or that could not be read.
    ShowFile(PathBuf),
    /// End the program.
    Quit,

    /// Take back the last decision or change of filter.
    Undo,
    /// Do again what was taken back.
    Redo,
    /// Take back the decisions that are still being applied; what is shown stays.
    Stay,
    /// The piece of time seen before.
    Back,
    /// The piece of time seen before going back.
    Forward,

    /// Closer, around the middle.
    ZoomIn,
    /// Farther, around the middle.
    ZoomOut,
    /// Closer (factor above 1) or farther, around a second of the axis.
    ZoomAt {
        /// The second that stays where it is.
        at_secs: f64,
        /// How much closer.
        factor: f64,
    },
    /// A tenth of the view to the left.
    PanLeft,
    /// A tenth of the view to the right.
    PanRight,
    /// A whole view to the left.
    PageLeft,
    /// A whole view to the right.
    PageRight,
    /// Move the view by pixels, positive to later times.
    PanBy(f64),
    /// All events that the filter shows.
    Fit,
    /// The time of most shown events, without the few far from all others.
    FitMost,
    /// From one second of the axis to another.
    ShowSpan(f64, f64),
    /// Choose a piece of time, from one second of the axis to another, to do something with.
    ChooseRange(f64, f64),
    /// Choose what is in view as that piece of time.
    ChooseView,
    /// Show the chosen time over the whole width.
    ZoomToRange,
    /// Show only events of the chosen time, or of what is in view.
    FilterToRange,
    /// Ask where to save a figure of the chosen time, or of what is in view.
    ExportRange,
    /// Select the events of the chosen time, or of what is in view, and ask for their tag.
    TagRange,
    /// Show the time of an annotation, by its number, as chosen.
    ChooseBand(usize),
    /// Ask for a date.
    AskDate,
    /// Show a date: `1992`, `c. 1850`, `44 BC`, `2022-02-24 05:00`.
    GoTo(String),
    /// Bring the selected event to the middle; again: fit its bounds.
    Centre,
    /// Scroll the lanes to this many pixels from their top.
    ScrollTo(f32),

    /// Select an event by index.
    Select(usize),
    /// Select the first event whose title holds these words.
    SelectTitled(String),
    /// Show one of the selected event's sources.
    SelectSource(usize),
    /// The next event that only new documents tell.
    NextNew,
    /// Select nothing; closes what is open first.
    Escape,
    /// The next event in time.
    NextEvent,
    /// The previous event in time.
    PreviousEvent,
    /// The next event of the selected event's lane.
    NextInLane,
    /// The previous event of the selected event's lane.
    PreviousInLane,
    /// The nearest event of the next lane.
    LaneBelow,
    /// The nearest event of the previous lane.
    LaneAbove,
    /// The next source of the selected event.
    NextSource,
    /// The previous source of the selected event.
    PreviousSource,
    /// The next event of the document in the reader.
    NextInDocument,
    /// The previous event of the document in the reader.
    PreviousInDocument,
    /// Show the selected event's sentence.
    Read,

    /// Tick or untick a region with all that it contains.
    TickRegion(PlaceCode),
    /// Show only this region with all that it contains.
    OnlyRegion(PlaceCode),
    /// Show only these places and their parts.
    OnlyRegions(Vec<PlaceCode>),
    /// Show only what is placed at this region itself, not in a part of it.
    OnlyThisLevel(PlaceCode),
    /// Tick or untick the events without a region.
    TickNoRegion,
    /// Show only events without a region.
    OnlyNoRegion,
    /// Tick every region.
    AllRegions,
    /// Count places that are named so, or not.
    ToggleVia(Via),
    /// Show or hide a kind of date.
    ToggleStatus(DateStatus),
    /// Show only one kind of date.
    OnlyStatus(DateStatus),
    /// Show or hide a kind of factuality.
    ToggleFactuality(Factuality),
    /// Show only one kind of factuality.
    OnlyFactuality(Factuality),
    /// Show or hide a document's events.
    ToggleDocument(DocumentId),
    /// Show only one document's events.
    OnlyDocument(DocumentId),
    /// Show or hide what sources of a type tell.
    ToggleSourceType(SourceType),
    /// Show only what sources of a type tell.
    OnlySourceType(SourceType),
    /// Show only events that may lie within a time; `None` shows all.
    SetTime(Option<Box<When>>),
    /// The same for a time as it was typed; empty shows all.
    FilterTime(String),
    /// Least confidence, 0–1.
    SetConfidence(f32),
    /// Words that an event must hold anywhere.
    Search(String),
    /// Take one part of the filter away.
    Drop(FilterPart),
    /// Show everything.
    ClearFilters,

    /// Timeline, list or documents.
    Show(Page),
    /// What lanes stand for.
    Lanes(LaneBy),
    /// What colours stand for.
    Colour(ColourBy),
    /// Collapse a lane to a strip, or open it, by its key.
    ToggleLane(LaneKey),
    /// Collapse or open the lane of the selected event.
    CollapseLane,
    /// Collapse all lanes.
    CollapseLanes,
    /// Open all lanes.
    OpenLanes,
    /// Put lanes first, in this order, by their keys.
    OrderLanes(Vec<LaneKey>),
    /// Ask for an annotation: a new one, or one by its number from 0.
    AskBand(Option<usize>),
    /// Mark a time with a name over all lanes, anew or in place of the annotation of a number: name, then time as
    /// it was typed.
    SetBand(Option<usize>, String, String),
    /// Take an annotation away, by its number from 0.
    ForgetBand(usize),
    /// Show or hide a panel.
    Toggle(Panel),
    /// Light, dark, or as the system has it.
    Theme(Brightness),
    /// Show such claims on disputed places in the region tree and the lanes.
    ShowClaims(Claims),
    /// Turn a setting on or off.
    Turn(Switch),
    /// Show a column of the list, or leave it out.
    TurnColumn(ListColumn),
    /// Make text and all else larger or smaller.
    Text(TextStep),
    /// Open or close a dialog.
    Dialog(Dialog),
    /// Put the cursor into the search field.
    FocusSearch,
    /// Give the keyboard to the next panel.
    NextPanel,
    /// Give the keyboard to the panel before.
    PreviousPanel,

    /// Add an event to the selection, or take it out.
    AlsoSelect(usize),
    /// Add events to the selection.
    AlsoSelectAll(Vec<usize>),
    /// The selected events are as they should be; again: nobody decided.
    Accept,
    /// The selected events are none; again: nobody decided.
    Dismiss,
    /// Star the selected events; again: take the stars away.
    Star,
    /// Give the selected event a date; empty for the date that was found.
    SetDate(String),
    /// Give the selected events these places, the first before all; `None` for those that were found.
    SetPlaces(Option<Vec<PlaceCode>>),
    /// Let these alone take part in the selected events, by name; `None` for those whom their sources name.
    SetActors(Option<Vec<String>>),
    /// Let somebody take part in the selected events, beside those who do.
    AddActor(String),
    /// Let somebody take part in the selected events no more.
    RemoveActor(String),
    /// Give the selected event the date of one of its sources.
    ChooseDate(usize),
    /// Give the selected event a title; empty for the title that was found.
    SetTitle(String),
    /// Give the selected events a tag.
    AddTag(String),
    /// Take a tag from the selected events.
    RemoveTag(String),
    /// Give an event, or the selected one, a note; empty takes it away.
    SetNote(Option<EventId>, String),
    /// Make one event of the selected ones.
    Merge,
    /// Look for events that may be one, and show them pair by pair.
    FindPairs,
    /// Make one event of two.
    MergePair(EventId, EventId),
    /// Two events are not one; they are not offered again.
    KeepApart(EventId, EventId),
    /// Make an event of every source of the selected one.
    Split,
    /// Make an event of one source of the selected one.
    SplitOff(usize),
    /// Ask for an event that a sentence tells: by document and number, or the sentence that is being read.
    AskEvent(Option<(usize, usize)>),
    /// Add an event to the sentence that tells it.
    AddEvent(Box<NewEvent>),
    /// Give a document a date; empty for the date that was found.
    SetDocumentDate(usize, String),
    /// Ask for the date of a document.
    AskDocumentDate(usize),
    /// Take the mark off all events that are new.
    SeeNew,
    /// Show or hide events by how far they were looked at.
    ToggleReview(ReviewState),
    /// Show only events that were looked at so far.
    OnlyReview(ReviewState),
    /// Show only starred events, or all.
    ToggleStarred,
    /// Tick or untick a tag; without any ticked, all events are shown.
    ToggleTag(String),
    /// Tick or untick who takes part, by name, empty for nobody; without any ticked, all events are shown.
    ToggleActor(String),
    /// Show only events in which this one takes part, by name, empty for nobody.
    OnlyActor(String),
    /// Least number of documents that tell an event.
    SetLeastDocuments(usize),

    /// Save the project where it is; asks for a place where it has none.
    SaveProject,
    /// Ask for the place of a new project file.
    AskProjectPath,
    /// Save the project as this file.
    SaveProjectAs(PathBuf),
    /// Read the documents of the project in this folder.
    Relocate(PathBuf),
    /// Keep what is shown as a view of this name.
    SaveView(String),
    /// Show a kept view, by number from 0.
    ShowView(usize),
    /// Forget a kept view, by number from 0.
    ForgetView(usize),
    /// Draw the next pictures on this page.
    SetSheet(Box<Sheet>),
    /// Export the events of so much of the time.
    ReachEvents(Reach),
    /// Keep the page of pictures, with what is drawn on it, under this name.
    SavePreset(String),
    /// Draw as a kept page says, by its name.
    UsePreset(String),
    /// Forget a kept page, by its name.
    ForgetPreset(String),
}

/// What fills the middle of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Page {
    /// Events on the axis.
    #[default]
    Timeline,
    /// Events in a table.
    List,
    /// What was read.
    Documents,
}

/// A part of the window that can be hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Panel {
    /// Left: what is shown.
    Filters,
    /// Right: the selected event.
    Inspector,
    /// Below: its sentence in its document.
    Reader,
    /// The strip of undated events.
    Undated,
    /// Long silences in the lanes, and the list of them.
    Gaps,
}

/// What lies over the window until it is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dialog {
    /// All commands, found by typing.
    Palette,
    /// All keys.
    Help,
    /// A field for a date.
    GoTo,
    /// A field for a path, where no folder dialog can be opened.
    Path,
    /// Form and place of an exported figure.
    Picture,
    /// Form and place of an exported table.
    Table,
    /// What went half wrong.
    Warnings,
    /// Every kind of mark with what it says.
    Legend,
    /// What this program is.
    About,
    /// A field for the date of the selected event.
    Date,
    /// A field for the place of the selected events.
    Place,
    /// A field for who takes part in the selected events.
    Actors,
    /// A field for the title of the selected event.
    Title,
    /// A field for a tag.
    Tag,
    /// Candidates and a field for the date of a document.
    DocumentDate(usize),
    /// Fields for an annotation: a new one, or one by its number.
    Band(Option<usize>),
    /// Fields for an event that is added: the document, and the number of its sentence.
    Event(usize, usize),
    /// A field for the place of the project file.
    Project,
    /// A field for the folder of a project whose documents are gone.
    Relocate,
    /// A field for the name of a view.
    View,
    /// Events that may be one, pair by pair.
    Pairs,
}

/// What a script writes where an event has no place.
const NO_PLACE: &str = "none";
/// What it writes where nobody takes part.
const NO_ACTOR: &str = "none";

/// A line of a script that is not a command.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseCommandError {
    /// No command has this name.
    #[error("no command is called {0:?}")]
    Name(String),
    /// The command cannot take this argument.
    #[error("{name} cannot take {argument:?}")]
    Argument {
        /// The command's name.
        name: String,
        /// What it was given.
        argument: String,
    },
}

impl Command {
    /// The command of a script's `name` and `argument` (empty where it takes none).
    ///
    /// # Errors
    /// Where there is no such command, or it cannot take this argument.
    pub fn parse(name: &str, argument: &str) -> Result<Self, ParseCommandError> {
        if argument.is_empty()
            && let Some(entry) = ENTRIES.iter().find(|entry| entry.name == name)
        {
            return Ok(entry.command.clone());
        }
        let wrong =
            || ParseCommandError::Argument { name: name.to_owned(), argument: argument.to_owned() };
        let status = || DateStatus::ALL.into_iter().find(|status| status.word() == argument);
        let factuality = || Factuality::ALL.into_iter().find(|kind| kind.word() == argument);
        let review = || ReviewState::ALL.into_iter().find(|state| state.word() == argument);
        let source_type = || SourceType::ALL.into_iter().find(|it| it.word() == argument);
        let command = match name {
            "open" => Some(Self::Open(vec![PathBuf::from(argument)])),
            "go-to" => date::parse(argument).map(|_| Self::GoTo(argument.to_owned())),
            "select" => argument.parse().ok().map(Self::Select),
            "tick-region" => Some(Self::TickRegion(PlaceCode::from_exported(argument))),
            "only-region" => Some(Self::OnlyRegion(PlaceCode::from_exported(argument))),
            "toggle-status" => status().map(Self::ToggleStatus),
            "only-status" => status().map(Self::OnlyStatus),
            "toggle-factuality" => factuality().map(Self::ToggleFactuality),
            "only-factuality" => factuality().map(Self::OnlyFactuality),
            "toggle-via" => {
                Via::LOOSE.into_iter().find(|via| via.word() == argument).map(Self::ToggleVia)
            }
            "claims" => Some(Self::ShowClaims(Claims::By(PlaceCode::from_exported(argument)))),
            "toggle-document" => Some(Self::ToggleDocument(DocumentId::new(argument))),
            "only-document" => Some(Self::OnlyDocument(DocumentId::new(argument))),
            "toggle-source" => source_type().map(Self::ToggleSourceType),
            "only-source" => source_type().map(Self::OnlySourceType),
            "select-title" => Some(Self::SelectTitled(argument.to_owned())),
            "read-document" => argument.parse().ok().map(Self::ReadDocument),
            "also-select" => argument.parse().ok().map(Self::AlsoSelect),
            "set-date" => event_date(argument),
            "set-place" => Some(Self::SetPlaces(places(argument))),
            "set-who" => Some(Self::SetActors(actors(argument))),
            "add-who" => Some(Self::AddActor(argument.to_owned())),
            "remove-who" => Some(Self::RemoveActor(argument.to_owned())),
            "choose-date" => argument.parse().ok().map(Self::ChooseDate),
            "set-title" => Some(Self::SetTitle(argument.to_owned())),
            "add-tag" => Some(Self::AddTag(argument.to_owned())),
            "remove-tag" => Some(Self::RemoveTag(argument.to_owned())),
            "set-note" => Some(Self::SetNote(None, argument.to_owned())),
            "split-off" => argument.parse().ok().map(Self::SplitOff),
            "add-event" => NewEvent::parse(argument).map(|it| Self::AddEvent(Box::new(it))),
            "set-band" => band(argument),
            "forget-band" => from_one(argument).map(Self::ForgetBand),
            "date-document" => document_date(argument),
            "toggle-lane" => Some(Self::ToggleLane(LaneKey::parse(argument, LaneBy::Region))),
            "toggle-review" => review().map(Self::ToggleReview),
            "only-review" => review().map(Self::OnlyReview),
            "only-starred" => argument.is_empty().then_some(Self::ToggleStarred),
            "toggle-tag" => Some(Self::ToggleTag(argument.to_owned())),
            "toggle-actor" => Some(Self::ToggleActor(argument.to_owned())),
            "only-actor" => Some(Self::OnlyActor(argument.to_owned())),
            "least-documents" => argument.parse().ok().map(Self::SetLeastDocuments),
            "save-project-as" => Some(Self::SaveProjectAs(PathBuf::from(argument))),
            "save-preset" => Some(Self::SavePreset(argument.to_owned())),
            "preset" => Some(Self::UsePreset(argument.to_owned())),
            "keep-view" => Some(Self::SaveView(argument.to_owned())),
            "show-view" => from_one(argument).map(Self::ShowView),
            "filter-time" if argument.is_empty() => Some(Self::SetTime(None)),
            "filter-time" => date::when(argument).map(|time| Self::SetTime(Some(Box::new(time)))),
            "confidence" => argument.parse().ok().map(Self::SetConfidence),
            "search" => Some(Self::Search(argument.to_owned())),
            "zoom" => span(argument).map(|(start, end)| Self::ShowSpan(start, end)),
            "choose-range" => span(argument).map(|(start, end)| Self::ChooseRange(start, end)),
            _ => return Err(ParseCommandError::Name(name.to_owned())),
        };
        command.ok_or_else(wrong)
    }

    /// Whether it is about the selected event: without one, its key may do something else.
    pub fn needs_event(&self) -> bool {
        matches!(
            self,
            Self::Accept
                | Self::Dismiss
                | Self::Star
                | Self::Merge
                | Self::Split
                | Self::Dialog(
                    Dialog::Date | Dialog::Place | Dialog::Actors | Dialog::Title | Dialog::Tag
                )
        )
    }

    /// The table's entry for this command; `None` for commands with an argument.
    pub fn entry(&self) -> Option<&'static Entry> {
        ENTRIES.iter().find(|entry| entry.command == *self)
    }
}

/// The place, from 0, of what scripts count from 1.
fn from_one(written: &str) -> Option<usize> {
    written.parse::<usize>().ok()?.checked_sub(1)
}

/// The date of an event as a script writes it, or nothing for the date that was found.
fn event_date(written: &str) -> Option<Command> {
    let is_date = written.is_empty() || date::when(written).is_some();
    is_date.then(|| Command::SetDate(written.to_owned()))
}

/// The date of a document as a script writes it: `NUMBER DATE`, or the number alone for the date that was found.
fn document_date(written: &str) -> Option<Command> {
    let (number, date) = written.split_once(' ').unwrap_or((written, ""));
    let is_date = date.is_empty() || date::when(date).is_some();
    let number = number.parse().ok().filter(|_| is_date)?;
    Some(Command::SetDocumentDate(number, date.to_owned()))
}

/// An annotation as a script writes it: `TIME | NAME`.
fn band(written: &str) -> Option<Command> {
    let (time, name) = written.split_once('|').map(|(time, name)| (time.trim(), name.trim()))?;
    Band::new(name, date::when(time)?)?;
    Some(Command::SetBand(None, name.to_owned(), time.to_owned()))
}

/// Codes of places with spaces between, or `none` for no place; `None` where there are none.
fn places(written: &str) -> Option<Vec<PlaceCode>> {
    if written.trim() == NO_PLACE {
        return Some(Vec::new());
    }
    let codes: Vec<PlaceCode> = written.split_whitespace().map(PlaceCode::from_exported).collect();
    (!codes.is_empty()).then_some(codes)
}

/// Names with `;` between, or `none` for nobody; `None` where there are none.
fn actors(written: &str) -> Option<Vec<String>> {
    if written.trim() == NO_ACTOR {
        return Some(Vec::new());
    }
    let names = written.split(';').map(str::trim).filter(|name| !name.is_empty());
    let names: Vec<String> = names.map(str::to_owned).collect();
    (!names.is_empty()).then_some(names)
}

/// First and last second of two dates with a space between.
fn span(written: &str) -> Option<(f64, f64)> {
    let (from, to) = written.split_once(' ')?;
    let ((start, _), (_, end)) = date::parse(from).zip(date::parse(to))?;
    Some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_name_commands() {
        let check = |line: &str, expected: Option<Command>| {
            let (name, argument) = line.split_once(' ').unwrap_or((line, ""));
            assert_eq!(Command::parse(name, argument).ok(), expected, "{line}");
        };
        check("zoom-in", Some(Command::ZoomIn));
        check("colours-document", Some(Command::Colour(ColourBy::Document)));
        check("go-to", Some(Command::AskDate));
        check("go-to 44 BC", Some(Command::GoTo("44 BC".to_owned())));
        check("go-to soon", None);
        check("only-region RU-TA", Some(Command::OnlyRegion(PlaceCode::new("RU-TA"))));
        check("toggle-status exact", Some(Command::ToggleStatus(DateStatus::Exact)));
        check("toggle-status sometimes", None);
        check("only-source mail", Some(Command::OnlySourceType(SourceType::Mail)));
        check("toggle-source rumour", None);
        let new = |date: &str| NewEvent {
            document: 0,
            sentence: 12,
            title: "The dam burst".to_owned(),
            date: date.to_owned(),
            place: None,
        };
        let add = |date: &str| Some(Command::AddEvent(Box::new(new(date))));
        check("add-event 0 12 4 March 1911 | The dam burst", add("4 March 1911"));
        check("add-event 0 12 | The dam burst", add(""));
        check("add-event 0 12 soon | The dam burst", None);
        check("add-event 0 12 1911 |", None);
        let years = date::when("1991–1995").map(|time| Command::SetTime(Some(Box::new(time))));
        check("filter-time 1991–1995", years);
        check("filter-time", Some(Command::SetTime(None)));
        check("filter-time soon", None);
        let siege = Command::SetBand(None, "The siege".to_owned(), "1991–1995".to_owned());
        check("set-band 1991–1995 | The siege", Some(siege));
        check("set-band since 1991 | The siege", None);
        check("set-band 1991 |", None);
        check("forget-band 1", Some(Command::ForgetBand(0)));
        check("forget-band 0", None);
        let codes = |codes: &[&str]| codes.iter().map(|code| PlaceCode::new(code)).collect();
        check("set-place RU-TA UA", Some(Command::SetPlaces(Some(codes(&["RU-TA", "UA"])))));
        check("set-place none", Some(Command::SetPlaces(Some(Vec::new()))));
        check("set-place", Some(Command::SetPlaces(None)));
        let who = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let both = Command::SetActors(Some(who(&["Ann Dahl", "Dock Workers’ Union"])));
        check("set-who Ann Dahl; Dock Workers’ Union", Some(both));
        check("set-who none", Some(Command::SetActors(Some(Vec::new()))));
        check("set-who", Some(Command::SetActors(None)));
        check("only-actor Ann Dahl", Some(Command::OnlyActor("Ann Dahl".to_owned())));
        check("fly", None);
    }
}
