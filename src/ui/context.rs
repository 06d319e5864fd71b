//! What every panel is given: the state to read, and a queue for the commands it asks for.

use super::look::Look;
use crate::model::Event;
use crate::session::{Command, Selection, State};
use crate::view::{Draw, Scene};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What every panel is given.
#[derive(Debug)]
pub struct Cx<'a> {
    /// What is shown; changed by commands alone.
    pub state: &'a State,
    /// What is on the axis.
    pub scene: &'a Scene,
    /// The same as a list to paint.
    pub draws: &'a [Draw],
    /// Colours.
    pub look: &'a Look,
    /// What panels remember from frame to frame.
    pub memory: &'a mut Memory,
    /// What was asked for in this frame.
    pub commands: &'a mut Vec<Command>,
}

/// What only concerns the screen: open branches, half-typed words, sort orders.
#[derive(Debug, Default)]
pub struct Memory {
    /// Branches of the region tree that differ from how they are at first.
    pub turned: BTreeSet<String>,
    /// Words in the search field.
    pub query: String,
    /// Words in the search field of the regions.
    pub region_query: String,
    /// Words in the open dialog's field.
    pub typed: String,
    /// The chosen line of the open dialog.
    pub line: usize,
    /// Column and direction of the list.
    pub list_order: (usize, bool),
    /// The list in order, with what it was made for.
    pub list: Option<(ListKey, Arc<Vec<usize>>)>,
    /// Whether the reader shows page chrome.
    pub shows_chrome: bool,
    /// The selection that the reader last scrolled to.
    pub read: Option<(u64, Selection)>,
    /// What can be read and what is folded, of the document in the reader.
    pub reader: Option<super::reader::Pages>,
    /// Kind of file chosen for an export.
    pub export_format: usize,
    /// Second of the axis at which a drag began, and the one under the pointer.
    pub axis_drag: Option<(f64, f64)>,
    /// The mark under the pointer, by number.
    pub hovered: Option<usize>,
    /// Members of the cluster whose list is open, and where it opens.
    pub cluster: Option<(Vec<usize>, egui::Pos2)>,
    /// The mark that was right-clicked.
    pub menu_target: Option<crate::view::Target>,
    /// Bars of the overview, with what they were made for.
    pub overview: Option<super::overview::Bars>,
    /// Seconds since the window opened at which the reading began.
    pub read_since: Option<f64>,
    /// Whether the timeline has the keyboard.
    pub has_canvas_focus: bool,
    /// The dialog whose field was filled.
    pub filled: Option<crate::session::Dialog>,
}

/// What the order of the list depends on.
pub type ListKey = (u64, usize, (usize, bool), u64);

impl Cx<'_> {
    /// Asks for a command.
    pub fn push(&mut self, command: Command) {
        self.commands.push(command);
    }

    /// The event of an index.
    pub fn event(&self, index: usize) -> Option<&Event> {
        self.state.chronology.events.get(index)
    }
}
