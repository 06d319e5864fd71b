//! The state of one window, and the only place that changes it.

use super::command::{Command, Dialog, Page, Panel, Theme};
use super::facets::Facets;
use super::format::SaveFormat;
use super::history::History;
use crate::model::Chronology;
use crate::pipeline::Progress;
use crate::view::{ColourBy, Filter, LaneBy, Viewport};
use std::path::PathBuf;
use std::sync::Arc;

/// What can be undone: which events are shown, and how.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices {
    /// Which events are shown.
    pub filter: Filter,
    /// What lanes stand for.
    pub lanes: LaneBy,
    /// What colours stand for.
    pub colour: ColourBy,
}

/// The selected event and which of its sources is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Selection {
    /// Index of the event.
    pub event: usize,
    /// Index of the source within the event.
    pub source: usize,
}

/// Work that takes time or reaches outside; done elsewhere and answered by a [`Report`].
#[derive(Clone, Debug, PartialEq)]
pub enum Job {
    /// Read everything under these paths.
    Read(Vec<PathBuf>),
    /// Read the sample.
    ReadSample,
    /// End the reading.
    Cancel,
    /// Let the user choose a folder.
    PickFolder,
    /// Save the window as a picture.
    Screenshot,
    /// Save what is shown as a file.
    Save(SaveFormat, PathBuf),
    /// Show a file in the program that the system has for it.
    OpenFile(PathBuf),
    /// End the program.
    Quit,
}

/// What came of a [`Job`].
#[derive(Debug)]
pub enum Report {
    /// How far the reading is.
    Progress(Progress),
    /// What was read; `unread` files were left because the reading was ended.
    Read {
        /// The chronology.
        chronology: Chronology,
        /// Files left unread.
        unread: usize,
    },
    /// Something could not be done: what, why, and the path on the last line.
    Failed(String),
    /// The user chose a folder.
    Picked(PathBuf),
    /// No folder dialog could be opened.
    NoDialog,
    /// Something was done that the user should hear of.
    Done(String),
}

/// Everything that one window shows.
#[derive(Clone, Debug)]
pub struct State {
    /// The corpus.
    pub chronology: Arc<Chronology>,
    /// Counts up with every other chronology.
    pub revision: u64,
    /// What can be undone.
    pub choices: Choices,
    /// Counts for the filter panel, and the events that pass.
    pub facets: Facets,
    /// Visible time.
    pub viewport: Viewport,
    /// How far the lanes are scrolled down, in pixels.
    pub scroll_px: f32,
    /// Width of the time area in pixels, as last drawn.
    pub plot_width_px: f32,
    /// The selected event.
    pub selection: Option<Selection>,
    /// What fills the middle.
    pub page: Page,
    /// Whether the filters are shown.
    pub shows_filters: bool,
    /// Whether the inspector is shown.
    pub shows_inspector: bool,
    /// Whether the reader is shown.
    pub shows_reader: bool,
    /// Whether the list of undated events is open.
    pub shows_undated: bool,
    /// What lies over the window.
    pub dialog: Option<Dialog>,
    /// Whether the search field asks for the cursor.
    pub wants_search: bool,
    /// Light or dark.
    pub theme: Theme,
    /// How far the reading is; `None` where nothing is read.
    pub progress: Option<Progress>,
    /// Files left unread by the last reading.
    pub unread: usize,
    /// What was opened last.
    pub opened: Vec<PathBuf>,
    /// The last thing that the user should hear of, and whether it is bad.
    pub notice: Option<(String, bool)>,
    /// Events of each lane, in order of lane and time, as last laid out.
    pub lanes: Vec<Vec<usize>>,
    pub(super) undo: History<Choices>,
    pub(super) views: History<(f64, f64)>,
    pub(super) is_gliding: bool,
    /// Whether nobody moved the view since a corpus was opened: then all stays in view.
    pub(super) is_whole: bool,
}

impl Default for State {
    fn default() -> Self {
        Self {
            chronology: Arc::default(),
            revision: 0,
            choices: Choices::default(),
            facets: Facets::default(),
            viewport: Viewport::default(),
            scroll_px: 0.0,
            plot_width_px: 800.0,
            selection: None,
            page: Page::default(),
            shows_filters: true,
            shows_inspector: true,
            shows_reader: true,
            shows_undated: false,
            dialog: None,
            wants_search: false,
            theme: Theme::default(),
            progress: None,
            unread: 0,
            opened: Vec::new(),
            notice: None,
            lanes: Vec::new(),
            undo: History::default(),
            views: History::default(),
            is_gliding: false,
            is_whole: false,
        }
    }
}

impl State {
    /// A window on a chronology, with everything in view.
    pub fn new(chronology: Chronology) -> Self {
        let mut state = Self::default();
        state.adopt(chronology);
        state
    }

    /// Does what a command says; what takes time comes back as a job.
    pub fn apply(&mut self, command: Command) -> Option<Job> {
        let glides = is_glide(&command);
        let job = self.apply_to_part(command);
        self.is_gliding = glides;
        job
    }

    fn apply_to_part(&mut self, command: Command) -> Option<Job> {
        use Command as C;
        match command {
            C::OpenFolder
            | C::OpenSample
            | C::Open(_)
            | C::Cancel
            | C::Screenshot
            | C::Save(..)
            | C::OpenFile(_)
            | C::Quit => return self.job_of(command),
            C::ExportPicture => self.open_dialog(Dialog::Picture),
            C::ExportTable => self.open_dialog(Dialog::Table),
            C::AskDate => self.open_dialog(Dialog::GoTo),
            C::Dialog(dialog) => self.open_dialog(dialog),
            C::FocusSearch => self.wants_search = true,
            C::Undo | C::Redo => self.step_undo(&command),
            C::Back | C::Forward => self.step_view(&command),
            C::ZoomIn
            | C::ZoomOut
            | C::ZoomAt { .. }
            | C::PanLeft
            | C::PanRight
            | C::PageLeft
            | C::PageRight
            | C::PanBy(_)
            | C::Fit
            | C::FitMost
            | C::ShowSpan(..)
            | C::GoTo(_)
            | C::Centre
            | C::ScrollTo(_) => self.move_view(command),
            C::Select(_)
            | C::SelectSource(_)
            | C::Escape
            | C::NextEvent
            | C::PreviousEvent
            | C::NextInLane
            | C::PreviousInLane
            | C::LaneBelow
            | C::LaneAbove
            | C::NextSource
            | C::PreviousSource
            | C::NextInDocument
            | C::PreviousInDocument
            | C::Read => self.select(&command),
            C::TickRegion(_)
            | C::OnlyRegion(_)
            | C::OnlyThisLevel(_)
            | C::TickNoRegion
            | C::OnlyNoRegion
            | C::AllRegions
            | C::ToggleStatus(_)
            | C::OnlyStatus(_)
            | C::ToggleFactuality(_)
            | C::OnlyFactuality(_)
            | C::ToggleDocument(_)
            | C::OnlyDocument(_)
            | C::SetConfidence(_)
            | C::Search(_)
            | C::Drop(_)
            | C::ClearFilters
            | C::Lanes(_)
            | C::Colour(_) => self.choose(command),
            C::Show(page) => self.page = page,
            C::Toggle(panel) => self.toggle(panel),
            C::Theme(theme) => self.theme = theme,
        }
        None
    }

    /// Takes what came of a job; what was chosen is read next.
    pub fn take(&mut self, report: Report) -> Option<Job> {
        match report {
            Report::Progress(progress) => {
                self.progress = Some(progress);
                None
            }
            Report::Read { chronology, unread } => {
                self.progress = None;
                self.unread = unread;
                self.adopt(chronology);
                None
            }
            Report::Failed(message) => {
                self.progress = None;
                self.notice = Some((message, true));
                None
            }
            Report::Picked(path) => self.apply(Command::Open(vec![path])),
            Report::NoDialog => {
                self.dialog = Some(Dialog::Path);
                None
            }
            Report::Done(message) => {
                self.notice = Some((message, false));
                None
            }
        }
    }

    /// What the corpus is called: the last part of what was opened, `Sample` for the sample.
    pub fn corpus_name(&self) -> String {
        let name = |path: &PathBuf| {
            path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
        };
        match self.opened.as_slice() {
            [] => "Sample".to_owned(),
            paths => paths.iter().map(name).collect::<Vec<_>>().join(", "),
        }
    }

    /// The last second that is visible.
    pub fn end_secs(&self) -> f64 {
        self.viewport.end_secs(self.plot_width_px)
    }

    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        self.undo.can_go_back()
    }

    /// Whether there is something to do again.
    pub fn can_redo(&self) -> bool {
        self.undo.can_go_forward()
    }

    /// Tells how wide the time area is; what is visible stays visible.
    pub fn set_plot_width(&mut self, width_px: f32) {
        if width_px < 1.0 || (width_px - self.plot_width_px).abs() < 0.5 {
            return;
        }
        let (start, end) = (self.viewport.start_secs, self.end_secs());
        self.plot_width_px = width_px;
        if self.is_whole {
            self.fit(0.0);
        } else {
            self.set_span(start, end);
        }
    }

    /// Tells which events each lane holds, for moving from one to the next.
    pub fn set_lanes<'a>(&mut self, lanes: impl Iterator<Item = &'a [usize]>) {
        self.lanes = lanes.map(<[usize]>::to_vec).collect();
        for lane in &mut self.lanes {
            lane.sort_unstable();
        }
    }

    fn adopt(&mut self, chronology: Chronology) {
        let is_first = self.chronology.events.is_empty();
        self.facets = Facets::new(&chronology);
        self.chronology = Arc::new(chronology);
        self.revision += 1;
        self.selection = None;
        self.lanes.clear();
        self.undo = History::default();
        self.views = History::default();
        self.choices.filter = Filter::default();
        self.scroll_px = 0.0;
        if is_first {
            self.page = Page::Timeline;
        }
        self.fit(0.0);
        self.is_whole = true;
    }

    fn job_of(&mut self, command: Command) -> Option<Job> {
        match command {
            Command::OpenFolder => Some(Job::PickFolder),
            Command::OpenSample => {
                self.opened.clear();
                self.dialog = None;
                Some(Job::ReadSample)
            }
            Command::Open(paths) => {
                self.opened.clone_from(&paths);
                self.dialog = None;
                Some(Job::Read(paths))
            }
            Command::Cancel => Some(Job::Cancel),
            Command::Screenshot => Some(Job::Screenshot),
            Command::Save(format, path) => {
                self.dialog = None;
                Some(Job::Save(format, path))
            }
            Command::OpenFile(index) => {
                let document = self.chronology.documents.get(index)?;
                document.document.path.clone().map(Job::OpenFile)
            }
            Command::Quit => Some(Job::Quit),
            _ => None,
        }
    }

    fn open_dialog(&mut self, dialog: Dialog) {
        self.dialog = (self.dialog != Some(dialog)).then_some(dialog);
    }

    fn toggle(&mut self, panel: Panel) {
        let shown = match panel {
            Panel::Filters => &mut self.shows_filters,
            Panel::Inspector => &mut self.shows_inspector,
            Panel::Reader => &mut self.shows_reader,
            Panel::Undated => &mut self.shows_undated,
        };
        *shown = !*shown;
    }

    fn step_undo(&mut self, command: &Command) {
        let present = self.choices.clone();
        let other = match command {
            Command::Undo => self.undo.back(present),
            _ => self.undo.forward(present),
        };
        if let Some(other) = other {
            self.choices = other;
            self.facets.count(&self.chronology, &self.choices.filter);
        }
    }

    fn step_view(&mut self, command: &Command) {
        let present = (self.viewport.start_secs, self.end_secs());
        let other = match command {
            Command::Back => self.views.back(present),
            _ => self.views.forward(present),
        };
        if let Some((start, end)) = other {
            self.is_whole = false;
            self.set_span(start, end);
        }
    }
}

/// Whether a command is one step of a movement that goes back as a whole.
pub(super) fn is_glide(command: &Command) -> bool {
    use Command as C;
    matches!(
        command,
        C::ZoomIn | C::ZoomOut | C::ZoomAt { .. } | C::PanLeft | C::PanRight | C::PanBy(_)
    )
}
