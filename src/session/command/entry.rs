//! The commands as people meet them: menus, shortcuts, palette, help and the names in scripts are made
//! from the one table below.

use super::{Command, Dialog, Page, Panel};
use crate::model::Claims;
use crate::project::{Brightness, Switch, TextStep};
use crate::view::{ColourBy, LaneBy};

/// Which menu an entry stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Menu {
    /// Open, export, quit.
    File,
    /// Undo, search.
    Edit,
    /// Zoom, panels, theme.
    View,
    /// Moving from event to event.
    Events,
    /// Deciding about events.
    Review,
    /// Keys, about.
    Help,
}

impl Menu {
    /// All menus from left to right.
    pub const ALL: [Self; 6] =
        [Self::File, Self::Edit, Self::View, Self::Events, Self::Review, Self::Help];

    /// Its name on screen.
    pub fn text(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::View => "View",
            Self::Events => "Events",
            Self::Review => "Review",
            Self::Help => "Help",
        }
    }

    /// The name under which a group of entries is folded; `None` for those that stand in the menu itself.
    pub fn folded(self, group: u8) -> Option<&'static str> {
        match (self, group) {
            (Self::View, 2) => Some("Chosen time"),
            (Self::View, 4) => Some("Lanes and colours"),
            (Self::View, 5) => Some("Panels"),
            (Self::View, 6) => Some("Theme"),
            (Self::View, 7) => Some("Settings"),
            (Self::View, 8) => Some("Text size"),
            _ => None,
        }
    }
}

/// A command as menus, palette, help and scripts show it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it does.
    pub command: Command,
    /// Its name in scripts.
    pub name: &'static str,
    /// Its menu.
    pub menu: Menu,
    /// Group within the menu: a line stands between two groups.
    pub group: u8,
    /// Its text.
    pub text: &'static str,
    /// What it does, in a sentence.
    pub tooltip: &'static str,
    /// Its keys: modifiers and a key joined by `+`, several separated by a space; empty for none.
    pub shortcut: &'static str,
}

const fn entry(
    menu: (Menu, u8),
    name: &'static str,
    command: Command,
    text: &'static str,
    shortcut: &'static str,
    tooltip: &'static str,
) -> Entry {
    Entry { command, name, menu: menu.0, group: menu.1, text, tooltip, shortcut }
}

use Command as C;
use Menu::{Edit, Events, File, Help, Review, View};

/// Every command that needs no argument, in the order of menus.
#[rustfmt::skip]
pub const ENTRIES: &[Entry] = &[
    entry((File, 0), "open-folder", C::OpenFolder, "Open folder…", "Ctrl+O", "Read all documents of a folder"),
    entry((File, 0), "type-path", C::Dialog(Dialog::Path), "Open path…", "Ctrl+Shift+O", "Type or paste the path of a folder or file"),
    entry((File, 0), "open-sample", C::OpenSample, "Open the sample", "", "Read the articles that come with Annals"),
    entry((File, 1), "save-project", C::SaveProject, "Save project", "Ctrl+S", "Keep decisions, filters and views in a project file"),
    entry((File, 1), "save-project-as", C::AskProjectPath, "Save project as…", "", "Keep them in another file"),
    entry((File, 2), "export-picture", C::ExportPicture, "Export picture…", "Ctrl+E", "Save the timeline as PNG, SVG or PDF"),
    entry((File, 2), "export-table", C::ExportTable, "Export events…", "Ctrl+Shift+E", "Save the events as CSV, JSON, TimelineJS, calendar, Markdown or HTML, or the project as a bundle"),
    entry((File, 2), "screenshot", C::Screenshot, "Save screenshot", "Ctrl+Shift+S", "Save a picture of this window"),
    entry((File, 3), "read-again", C::ReadAgain, "Read again", "F5", "Resume: read what was left, what is new and what changed since"),
    entry((File, 3), "watch", C::Turn(Switch::Watching), "Watch the documents", "", "Read new and changed documents by themselves, and mark their events as new"),
    entry((File, 3), "cancel", C::Cancel, "Stop reading", "", "End the reading and keep what is done"),
    entry((File, 4), "quit", C::Quit, "Quit", "Ctrl+Q", "Close Annals"),
    entry((Edit, 0), "undo", C::Undo, "Undo", "Ctrl+Z", "Take back the last decision or change of filter"),
    entry((Edit, 0), "redo", C::Redo, "Redo", "Ctrl+Shift+Z Ctrl+Y", "Do again what was taken back"),
    entry((Edit, 0), "copy-events", C::CopyEvents, "Copy as table", "Ctrl+C", "Copy the selected events, or all that pass the filter, for a spreadsheet"),
    entry((Edit, 0), "copy-picture", C::CopyPicture, "Copy picture", "Ctrl+Shift+C", "Copy the figure as a picture, on the page of the last export"),
    entry((Edit, 1), "find", C::FocusSearch, "Search", "Ctrl+F /", "Show only events with these words in title, sentence, place, claimant or document title"),
    entry((Edit, 1), "clear-filters", C::ClearFilters, "Clear filters", "Shift+Escape", "Show all events again"),
    entry((Edit, 1), "any-time", C::SetTime(None), "Show any time", "", "Show events of every time, and those without a date"),
    entry((Edit, 1), "all-regions", C::AllRegions, "Tick all regions", "", "Show events of every region"),
    entry((Edit, 2), "palette", C::Dialog(Dialog::Palette), "Command palette…", "Ctrl+K", "Find any command by typing"),
    entry((View, 0), "show-timeline", C::Show(Page::Timeline), "Timeline", "Alt+1", "Show events on the time axis"),
    entry((View, 0), "show-list", C::Show(Page::List), "List", "Alt+2", "Show events as a table"),
    entry((View, 0), "show-documents", C::Show(Page::Documents), "Documents", "Alt+3", "Show what was read"),
    entry((View, 1), "zoom-in", C::ZoomIn, "Zoom in", "+ = W", "See less time in more detail"),
    entry((View, 1), "zoom-out", C::ZoomOut, "Zoom out", "- S", "See more time in less detail"),
    entry((View, 1), "fit", C::Fit, "Fit all", "0", "Show all events that pass the filter"),
    entry((View, 1), "fit-most", C::FitMost, "Fit most", "Shift+0", "Leave out the few events far from all others"),
    entry((View, 1), "go-to", C::AskDate, "Go to date…", "G", "Show a date such as 1992, c. 1850, 44 BC or 2022-02-24 05:00"),
    entry((View, 1), "pan-left", C::PanLeft, "Earlier", "ArrowLeft A", "Move a tenth of the view to earlier times"),
    entry((View, 1), "pan-right", C::PanRight, "Later", "ArrowRight D", "Move a tenth of the view to later times"),
    entry((View, 1), "page-left", C::PageLeft, "A page earlier", "Shift+ArrowLeft PageUp", "Move a whole view to earlier times"),
    entry((View, 1), "page-right", C::PageRight, "A page later", "Shift+ArrowRight PageDown", "Move a whole view to later times"),
    entry((View, 2), "choose-view", C::ChooseView, "Choose time in view", "R", "Choose the visible time, to filter to it, draw it, name it or tag its events; a drag on the axis chooses less"),
    entry((View, 2), "zoom-to-range", C::ZoomToRange, "Zoom to chosen time", "", "Show the chosen time over the whole width"),
    entry((View, 2), "filter-to-range", C::FilterToRange, "Filter to chosen time", "Shift+R", "Show only events of the time chosen on the axis, or of what is in view"),
    entry((View, 2), "export-range", C::ExportRange, "Export chosen time…", "", "Save a picture of the time chosen on the axis, or of what is in view"),
    entry((View, 2), "tag-range", C::TagRange, "Tag events of chosen time…", "", "Select the events of the time chosen on the axis, or of what is in view, and give them a tag"),
    entry((View, 2), "annotate", C::AskBand(None), "Annotate…", "B", "Name the chosen time, the time of the selected event or what is in view, over all lanes and in pictures"),
    entry((View, 3), "back", C::Back, "Back", "Alt+ArrowLeft", "Show the piece of time seen before"),
    entry((View, 3), "forward", C::Forward, "Forward", "Alt+ArrowRight", "Show the piece of time seen before going back"),
    entry((View, 3), "save-view", C::Dialog(Dialog::View), "Keep view…", "Ctrl+B", "Keep time, filter and lanes under a name"),
    entry((View, 4), "lanes-region", C::Lanes(LaneBy::Region), "Lanes by region", "", "One lane a region"),
    entry((View, 4), "lanes-document", C::Lanes(LaneBy::Document), "Lanes by document", "", "One lane a document"),
    entry((View, 4), "lanes-tag", C::Lanes(LaneBy::Tag), "Lanes by tag", "", "One lane a tag; an event with several stands in that of the first"),
    entry((View, 4), "lanes-actor", C::Lanes(LaneBy::Actor), "Lanes by who takes part", "", "One lane a person or organisation; an event with several stands in that of the first"),
    entry((View, 4), "lanes-status", C::Lanes(LaneBy::Status), "Lanes by date status", "", "One lane a kind of date"),
    entry((View, 4), "lanes-none", C::Lanes(LaneBy::None), "One lane", "", "All events in one lane"),
    entry((View, 4), "colours-region", C::Colour(ColourBy::Region), "Colours by region", "", "One colour a region"),
    entry((View, 4), "colours-document", C::Colour(ColourBy::Document), "Colours by document", "", "One colour a document"),
    entry((View, 4), "colours-tag", C::Colour(ColourBy::Tag), "Colours by tag", "", "One colour a tag"),
    entry((View, 4), "colours-actor", C::Colour(ColourBy::Actor), "Colours by who takes part", "", "One colour a person or organisation"),
    entry((View, 4), "colours-status", C::Colour(ColourBy::Status), "Colours by date status", "", "One colour a kind of date"),
    entry((View, 4), "collapse-lane", C::CollapseLane, "Collapse lane", "C", "Make the lane of the event a strip, or open it again"),
    entry((View, 4), "collapse-lanes", C::CollapseLanes, "Collapse all lanes", "Shift+C", "Make all lanes strips"),
    entry((View, 4), "open-lanes", C::OpenLanes, "Open all lanes", "Shift+O", "Show the marks of all lanes"),
    entry((View, 5), "toggle-reader", C::Toggle(Panel::Reader), "Reader", "F8", "Show or hide the document below"),
    entry((View, 5), "toggle-filters", C::Toggle(Panel::Filters), "Filters", "F9", "Show or hide the filters on the left"),
    entry((View, 5), "toggle-inspector", C::Toggle(Panel::Inspector), "Inspector", "F10", "Show or hide the event on the right"),
    entry((View, 5), "toggle-undated", C::Toggle(Panel::Undated), "Undated events", "U", "Show or hide the list of events without a date"),
    entry((View, 5), "toggle-gaps", C::Toggle(Panel::Gaps), "Gaps", "Shift+G", "Show or hide long silences in the lanes"),
    entry((View, 5), "next-panel", C::NextPanel, "Next panel", "F6", "Give the keyboard to the next panel"),
    entry((View, 5), "previous-panel", C::PreviousPanel, "Previous panel", "Shift+F6", "Give the keyboard to the panel before"),
    entry((View, 6), "theme-system", C::Theme(Brightness::System), "Theme of the system", "", "Light or dark as the system has it"),
    entry((View, 6), "theme-light", C::Theme(Brightness::Light), "Light theme", "", "Dark ink on light ground"),
    entry((View, 6), "theme-dark", C::Theme(Brightness::Dark), "Dark theme", "", "Light ink on dark ground"),
    entry((View, 7), "high-contrast", C::Turn(Switch::Contrast), "High contrast", "", "Let text and outlines stand out as much as they can"),
    entry((View, 7), "wheel-scrolls", C::Turn(Switch::Wheel), "Wheel scrolls lanes", "", "Let the wheel scroll the lanes, and zoom with Ctrl"),
    entry((View, 7), "log-heights", C::Turn(Switch::LogHeights), "Log heights in the overview", "", "Let a single event of the strip below be seen beside thousands"),
    entry((View, 7), "document-dates", C::Turn(Switch::DocumentDates), "Document dates", "Shift+T", "Mark on the axis and below it when the documents are dated"),
    entry((View, 7), "less-motion", C::Turn(Switch::Motion), "Less motion", "", "Let nothing move or blink by itself"),
    entry((View, 7), "claims-all", C::ShowClaims(Claims::All), "All claims on disputed places", "", "Let disputed places stand under everybody who claims them"),
    entry((View, 7), "claims-held", C::ShowClaims(Claims::Held), "Disputed places as held", "", "Let disputed places stand under who holds them alone"),
    entry((View, 8), "text-larger", C::Text(TextStep::Larger), "Larger text", "Ctrl++ Ctrl+=", "Make text and all else larger, up to twice the usual size"),
    entry((View, 8), "text-smaller", C::Text(TextStep::Smaller), "Smaller text", "Ctrl+-", "Make text and all else smaller"),
    entry((View, 8), "text-usual", C::Text(TextStep::Usual), "Usual text size", "Ctrl+0", "Give text and all else the usual size"),
    entry((Events, 0), "next-event", C::NextEvent, "Next event", "]", "The next event in time, in any lane"),
    entry((Events, 0), "previous-event", C::PreviousEvent, "Previous event", "[", "The previous event in time, in any lane"),
    entry((Events, 0), "next-in-lane", C::NextInLane, "Next in lane", ".", "The next event of this lane"),
    entry((Events, 0), "previous-in-lane", C::PreviousInLane, "Previous in lane", ",", "The previous event of this lane"),
    entry((Events, 0), "lane-below", C::LaneBelow, "Lane below", "ArrowDown", "The nearest event in the lane below"),
    entry((Events, 0), "lane-above", C::LaneAbove, "Lane above", "ArrowUp", "The nearest event in the lane above"),
    entry((Events, 1), "next-source", C::NextSource, "Next source", "N", "The next sentence that tells this event"),
    entry((Events, 1), "previous-source", C::PreviousSource, "Previous source", "P", "The previous sentence that tells this event"),
    entry((Events, 1), "next-in-document", C::NextInDocument, "Next in document", "Shift+N", "The next event of the document in the reader"),
    entry((Events, 1), "previous-in-document", C::PreviousInDocument, "Previous in document", "Shift+P", "The previous event of the document in the reader"),
    entry((Events, 1), "next-new", C::NextNew, "Next new event", "Shift+J", "The next event that only new or changed documents tell"),
    entry((Events, 2), "centre", C::Centre, "Centre on event", "F", "Bring the event to the middle; again: fit its bounds"),
    entry((Events, 2), "read", C::Read, "Read sentence", "Enter", "Show the event's sentence in its document"),
    entry((Events, 2), "select-none", C::Escape, "Clear selection", "Escape", "Select nothing, or close what is open"),
    entry((Review, 0), "accept", C::Accept, "Accept", "A", "The event is as it should be; again: undecided"),
    entry((Review, 0), "dismiss", C::Dismiss, "Dismiss", "X", "The event is none, or does not belong here; again: undecided"),
    entry((Review, 0), "star", C::Star, "Star", "S", "Mark the event as important; again: take the star away"),
    entry((Review, 1), "edit-date", C::Dialog(Dialog::Date), "Edit date…", "D", "Give the event another date"),
    entry((Review, 1), "edit-place", C::Dialog(Dialog::Place), "Edit place…", "Shift+D", "Say where the events happened, or that nobody knows"),
    entry((Review, 1), "edit-who", C::Dialog(Dialog::Actors), "Edit who…", "Shift+W", "Say who takes part in the events, or that nobody is named"),
    entry((Review, 1), "edit-title", C::Dialog(Dialog::Title), "Edit title…", "F2", "Give the event another title"),
    entry((Review, 1), "tag", C::Dialog(Dialog::Tag), "Add tag…", "T", "Give the event a tag to filter by"),
    entry((Review, 1), "add-event", C::AskEvent(None), "Add event…", "E", "Add an event that the sentence in the reader tells, or one near it"),
    entry((Review, 2), "merge", C::Merge, "Merge", "M", "Make one event of those that are selected (Ctrl+click)"),
    entry((Review, 2), "merge-candidates", C::FindPairs, "Merge candidates…", "Ctrl+M", "Look through pairs of events that may be one"),
    entry((Review, 2), "split", C::Split, "Split", "Shift+M", "Make an event of every source"),
    entry((Review, 3), "see-new", C::SeeNew, "Mark new events as seen", "", "Take the mark off events of new and changed documents"),
    entry((Help, 0), "help", C::Dialog(Dialog::Help), "Keys and commands", "? F1", "Show all keys"),
    entry((Help, 0), "warnings", C::Dialog(Dialog::Warnings), "Warnings", "", "Show what went half wrong"),
    entry((Help, 0), "legend", C::Dialog(Dialog::Legend), "Legend", "L", "What each kind of mark says"),
    entry((Help, 1), "about", C::Dialog(Dialog::About), "About Annals", "", "Version and licences"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_commands_share_a_name_a_text_or_a_key() {
        let (mut names, mut keys) = (BTreeSet::new(), BTreeSet::new());
        for entry in ENTRIES {
            assert!(names.insert(entry.name), "{} twice", entry.name);
            for key in entry.shortcut.split(' ').filter(|key| !key.is_empty()) {
                // A and D move while no event is selected, and decide about the one that is.
                assert!(keys.insert((key, entry.command.needs_event())), "{key} twice");
            }
        }
    }

    #[test]
    fn texts_are_sentences_without_a_full_stop() {
        for entry in ENTRIES {
            assert!(!entry.tooltip.ends_with('.') && !entry.text.ends_with('.'), "{}", entry.name);
            assert!(entry.text.starts_with(char::is_uppercase), "{}", entry.name);
        }
    }
}
