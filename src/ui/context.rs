//! What every panel is given: the state to read, and a queue for the commands it asks for.

use super::look::Look;
use super::table::rows::Stand;
use crate::model::{Event, EventId, PlaceCode, Stage};
use crate::session::{Command, Selection, State};
use crate::view::{Draw, LaneKey, Overview, Scene, Theme};
use egui::text_selection::LabelSelectionState;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What every panel is given.
#[derive(Debug)]
pub(super) struct Cx<'a> {
    /// What is shown; changed by commands alone.
    pub(super) state: &'a State,
    /// What is on the axis.
    pub(super) scene: &'a Scene,
    /// The same as a list to paint.
    pub(super) draws: &'a [Draw],
    /// The whole corpus at a glance; `None` where no event has a date.
    pub(super) overview: Option<&'a Overview>,
    /// Colours of the drawing; `None` before the first one.
    pub(super) theme: Option<&'a Theme>,
    /// Colours of the window.
    pub(super) look: &'a Look,
    /// What panels remember from frame to frame.
    pub(super) memory: &'a mut Memory,
    /// What was asked for in this frame.
    pub(super) commands: &'a mut Vec<Command>,
}

/// What only concerns the screen: open branches, half-typed words, sort orders.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// Branches of the region tree that differ from how they are at first.
    pub(super) turned: BTreeSet<String>,
    /// Words in the search field.
    pub(super) query: String,
    /// Words in the search field of the regions.
    pub(super) region_query: String,
    /// Words in the search field of those who take part.
    pub(super) actor_query: String,
    /// Actors that stand first in their list: those that were ticked when the pointer was elsewhere.
    pub(super) first_actors: BTreeSet<u32>,
    /// Whether more of them are listed than those with most events.
    pub(super) lists_actors: bool,
    /// Places one of whose names starts with those words, with the words.
    pub(super) named: Option<(String, BTreeSet<PlaceCode>)>,
    /// The small map, with what it was made for.
    pub(super) map: Option<super::filters::map::Map>,
    /// Whether the small map is folded away.
    pub(super) hides_map: bool,
    /// Words in the open dialog's field.
    pub(super) typed: String,
    /// Words in its field for a date, where it has one beside another.
    pub(super) typed_date: String,
    /// Words in its field for a place.
    pub(super) typed_place: String,
    /// The places of such a name with their paths, and the words that they were looked up for.
    pub(super) sought_places: (String, Vec<(PlaceCode, String)>),
    /// The sentence of the reader that was right-clicked: its document and its number.
    pub(super) menu_sentence: Option<(usize, usize)>,
    /// Words of the reader that stay selected while its menu is open.
    pub(super) kept_words: Option<LabelSelectionState>,
    /// Whether the selected event is shown beside the timeline.
    pub(super) shows_event: bool,
    /// Whether these are to be copied.
    pub(super) copies_words: bool,
    /// The chosen line of the open dialog.
    pub(super) line: usize,
    /// Column and direction of the list.
    pub(super) list_order: (usize, bool),
    /// The same of the documents; `None` as they were read.
    pub(super) document_order: Option<(usize, bool)>,
    /// The documents in that order.
    pub(super) documents: Option<super::table::documents::Sorted>,
    /// The list in order, with what it was made for.
    pub(super) list: Option<(ListKey, Arc<Vec<u32>>)>,
    /// How the list stands.
    pub(super) list_stand: Stand,
    /// How the documents stand.
    pub(super) document_stand: Stand,
    /// Whether the reader shows page chrome.
    pub(super) shows_chrome: bool,
    /// The event, the number of its source and the size of the reader that it last scrolled for.
    pub(super) read: Option<(EventId, usize, (u32, u32))>,
    /// Every source of the document in the reader and the events that they tell.
    pub(super) stops: Option<Stops>,
    /// What can be read and what is folded, of the document in the reader.
    pub(super) reader: Option<super::reader::Pages>,
    /// How many events are exported, with what they were counted in.
    pub(super) exported: Option<super::dialogs::export::Counted>,
    /// The event of which all sources are listed, however many there are.
    pub(super) lists_sources: Option<EventId>,
    /// The selected event's candidates for merging.
    pub(super) alike: Option<super::inspector::alike::Shown>,
    /// Kind of file chosen for an export.
    pub(super) export_format: usize,
    /// Where exported files went, the last one last.
    pub(super) exports: Vec<super::dialogs::saving::Kept>,
    /// The path that an export was asked for, in the open dialog.
    pub(super) asked: Option<super::dialogs::saving::Asked>,
    /// The path that was to be opened from the open dialog, where nothing is.
    pub(super) missing: Option<std::path::PathBuf>,
    /// The page of the picture that is exported.
    pub(super) preview: super::dialogs::preview::Preview,
    /// Name under which that page is kept.
    pub(super) preset_name: String,
    /// Second of the axis at which a drag along it began, and the one under the pointer.
    pub(super) axis_drag: Option<(f64, f64)>,
    /// Whether a piece of time was chosen in the frame before.
    pub(super) had_range: bool,
    /// What a filter that lets nothing through hides.
    pub(super) hiding: super::empty::Hiding,
    /// Words in the field for the time of the filter.
    pub(super) typed_time: String,
    /// The mark under the pointer, by number.
    pub(super) hovered: Option<usize>,
    /// The structure in whose numbers the hovered mark, the cluster and the menu's target are kept.
    pub(super) pointed_in: u64,
    /// Whether the reading was asked to end.
    pub(super) is_stopping: bool,
    /// The panel that was given the keyboard last.
    pub(super) panel: Option<egui::Id>,
    /// What is told of the cluster under the pointer.
    pub(super) glance: Option<super::timeline::clusters::Glance>,
    /// The list of a cluster's members that is open.
    pub(super) cluster: Option<super::timeline::clusters::List>,
    /// The mark that was right-clicked.
    pub(super) menu_target: Option<crate::view::Target>,
    /// Where events stand by name, for the pairs that may be one.
    pub(super) numbers: Option<super::pairs::Numbers>,
    /// Scripts of titles that no font has, with the revision they were looked for in.
    pub(super) lacking: Option<(u64, Vec<&'static str>)>,
    /// Silences of the lanes, with what they were looked for in.
    pub(super) gaps: Option<super::timeline::gaps::Gaps>,
    /// The stage of reading, and the seconds since the window opened at which it began.
    pub(super) read_since: Option<(Stage, f64)>,
    /// Whether the timeline has the keyboard, or the table that stands in its place.
    pub(super) has_canvas_focus: bool,
    /// The note as it is being written, and the event it is about.
    pub(super) note: Option<super::inspector::review::Draft>,
    /// Whether the wheel, or two fingers, move in time, and the second since the window opened at which they last did.
    pub(super) swipe: Option<(bool, f64)>,
    /// Corner of the canvas at which a box is being drawn.
    pub(super) box_from: Option<egui::Pos2>,
    /// The lane that is being dragged, by key.
    pub(super) dragged_lane: Option<LaneKey>,
    /// Whether a field, a menu or a dialog had the keyboard in the frame before.
    pub(super) had_field: bool,
    /// The dialog whose field was filled.
    pub(super) filled: Option<crate::session::Dialog>,
    /// Whether that field has yet to take the keyboard.
    pub(super) wants_field: bool,
}

/// Sources of a document and the events that they tell, each once, with the revision and the document that they
/// were looked up for.
pub(super) type Stops = ((u64, usize), Arc<[Selection]>, Arc<[usize]>);

/// What the order of the list depends on.
pub(super) type ListKey = (u64, u64, (usize, bool));

impl<'a> Cx<'a> {
    /// Asks for a command.
    pub(super) fn push(&mut self, command: Command) {
        self.commands.push(command);
    }

    /// The event of an index.
    pub(super) fn event(&self, index: usize) -> Option<&'a Event> {
        self.state.chronology.events.get(index)
    }
}
