//! The state of one window, and the only place that changes it.

use super::command::entry::ENTRIES;
use super::command::job::{Job, Report};
use super::command::notice::{Notice, Offer};
use super::command::part::Part;
use super::command::{Command, Dialog, Page, Panel};
use super::facets::Facets;
use super::files::sheet::{Reach, Sheet};
use super::files::watching::Kept;
use super::review::adding::Added;
use super::review::aside::{Ready, Stamp};
use super::review::course::Elsewhere;
use super::review::history::History;
use super::review::ledger::Ledger;
use super::review::pairing::Alike;
use crate::model::{Chronology, DocumentId, When};
use crate::pipeline::Progress;
use crate::project::{Lost, NamedView, Pair, Preset, Project, Settings};
use crate::view::overview::Most;
use crate::view::{Band, ColourBy, Filter, LaneBy, LaneKey, Members, Placing, Sorting, Viewport};
use std::collections::BTreeSet;
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
    /// How lanes are placed by hand.
    pub placing: Placing,
    /// Annotations, in order of time.
    pub bands: Vec<Band>,
}

/// A project that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenProject {
    /// Its file.
    pub path: PathBuf,
    /// Whether a later version made it: then it is not written over.
    pub is_read_only: bool,
}

/// Which way around the panels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// To the next one.
    Next,
    /// To the one before.
    Previous,
}

/// What undo comes back to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Step {
    /// Which events were shown, and how.
    pub(crate) choices: Choices,
    /// How many decisions were in force.
    pub(crate) decided: usize,
}

/// What somebody goes to, whichever lane it stands in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum GoneTo {
    /// From one second to another.
    Time(f64, f64),
    /// The selected event.
    Selected,
}

/// The selected event and which of its sources is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Selection {
    /// Index of the event.
    pub event: usize,
    /// Index of the source within the event.
    pub source: usize,
}

/// Everything that one window shows.
#[derive(Clone, Debug)]
pub struct State {
    /// The corpus with what was decided about it.
    pub chronology: Arc<Chronology>,
    /// Which chronology that is.
    pub stamp: Stamp,
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
    /// Left edge of the time area and width of the window in pixels, as last drawn, and whether an event was
    /// selected then.
    pub(super) plot_place_px: Option<(f32, f32, bool)>,
    /// What the view was before panels came.
    pub(super) before_panels: BeforePanels,
    /// The piece of time that was chosen on the axis.
    pub range: Option<When>,
    /// What was just gone to, until the lanes are scrolled for it.
    pub gone_to: Option<GoneTo>,
    /// The event in the inspector.
    pub selection: Option<Selection>,
    /// The document that is read though it tells no event: by index, and id, for another may stand there once
    /// documents are read again.
    pub(super) read_alone: Option<(usize, DocumentId)>,
    /// All events that are selected, by index, where there are several.
    pub also: BTreeSet<usize>,
    /// Events that may be one, as far as nobody judged; `None` where nobody looked for them.
    pub pairs: Option<Vec<Pair>>,
    /// The structure whose pairs were looked for last.
    pub(super) pairs_of: Option<u64>,
    /// What may be the same as the event that was looked for last.
    pub(super) alike: Option<Alike>,
    /// Whether somebody looks for that.
    pub(super) seeks_alike: bool,
    /// Decisions that do not apply any more.
    pub lost: Vec<Lost>,
    /// The project that is open.
    pub project: Option<OpenProject>,
    /// A project whose documents are not where it says.
    pub homeless: Option<(PathBuf, Box<Project>)>,
    /// Whether its documents were found in another place than its file says.
    pub is_moved: bool,
    /// Views that were kept.
    pub views: Vec<NamedView>,
    /// Projects and folders that were opened lately, newest first.
    pub recent: Vec<PathBuf>,
    /// The page of the next picture.
    pub sheet: Sheet,
    /// How much of the time the next list of events holds.
    pub events_reach: Reach,
    /// Pages under names.
    pub presets: Vec<Preset>,
    /// Counts up with everything that a project file keeps.
    pub change_number: u64,
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
    /// Whether silences are shown.
    pub shows_gaps: bool,
    /// What lies over the window.
    pub dialog: Option<Dialog>,
    /// Whether the search field asks for the cursor.
    pub wants_search: bool,
    /// Which panel asks for the keyboard.
    pub wants_panel: Option<Turn>,
    /// How the window looks and behaves, in any project.
    pub settings: Settings,
    /// How far the reading is; `None` where nothing is read.
    pub progress: Option<Progress>,
    /// Whether documents that changed are being read.
    pub reads_changes: bool,
    /// Files left unread by the last reading.
    pub unread: usize,
    /// What the documents that are shown were read from; empty for the sample.
    pub opened: Vec<PathBuf>,
    /// The last thing that the user should hear of.
    pub notice: Option<Notice>,
    /// Events of each lane, as last laid out.
    pub lanes: Vec<Members>,
    /// Keys of the lanes, as last laid out.
    pub lane_keys: Vec<LaneKey>,
    /// The time of most shown events; `None` before anybody sorted them into lanes.
    pub most: Option<Most>,
    /// Counts up when events come, go, or stand elsewhere.
    pub structure: u64,
    /// What was read, and what was decided about it.
    pub(super) ledger: Ledger,
    pub(super) undo: History<Step>,
    pub(super) spans: History<(f64, f64)>,
    pub(super) is_gliding: bool,
    /// Events from which on what takes long is handed over; `None` does all at once.
    pub(super) least_long: Option<usize>,
    /// What others do with the events.
    pub(super) elsewhere: Elsewhere,
    /// What was selected before documents were read again whose decisions are being applied.
    pub(super) kept: Option<Kept>,
    /// Whether the selected event is brought into view once the decisions are shown that moved it.
    pub(super) follows_selected: bool,
    /// What was added, until it is there to be selected.
    pub(super) added: Option<Added>,
    pub(super) waste: Vec<Arc<Chronology>>,
    /// Whether nobody moved the view since a corpus was opened: then it goes to where most events are found.
    pub(super) is_first_look: bool,
}

/// Views that panels change, and what they go back to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct BeforePanels {
    /// The view before a panel would have hidden the selected event, and that which shows it since.
    pub(super) aside: Option<(Viewport, Viewport)>,
    /// The time that the view was last fitted to, in seconds on the axis, and the view that showed it then.
    pub(super) fitted: Option<((i64, i64), Viewport)>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            chronology: Arc::default(),
            stamp: Stamp::default(),
            revision: 0,
            choices: Choices::default(),
            facets: Facets::default(),
            viewport: Viewport::default(),
            scroll_px: 0.0,
            plot_width_px: 800.0,
            plot_place_px: None,
            before_panels: BeforePanels::default(),
            range: None,
            gone_to: None,
            selection: None,
            read_alone: None,
            also: BTreeSet::new(),
            pairs: None,
            pairs_of: None,
            alike: None,
            seeks_alike: false,
            lost: Vec::new(),
            project: None,
            homeless: None,
            is_moved: false,
            views: Vec::new(),
            recent: Vec::new(),
            sheet: Sheet::default(),
            events_reach: Reach::All,
            presets: Vec::new(),
            change_number: 0,
            page: Page::default(),
            shows_filters: true,
            shows_inspector: true,
            shows_reader: true,
            shows_undated: false,
            shows_gaps: false,
            dialog: None,
            wants_search: false,
            wants_panel: None,
            settings: Settings::default(),
            progress: None,
            reads_changes: false,
            unread: 0,
            opened: Vec::new(),
            notice: None,
            lanes: Vec::new(),
            lane_keys: Vec::new(),
            most: None,
            structure: 0,
            ledger: Ledger::default(),
            undo: History::default(),
            spans: History::default(),
            is_gliding: false,
            least_long: None,
            elsewhere: Elsewhere::default(),
            kept: None,
            follows_selected: false,
            added: None,
            waste: Vec::new(),
            is_first_look: false,
        }
    }
}

impl State {
    /// A window on a chronology, with everything in view.
    pub fn new(chronology: Chronology) -> Self {
        let mut state = Self::default();
        let ready: Box<Ready> = chronology.into();
        state.adopt(*ready);
        state
    }

    /// Does what a command says; what takes time comes back as a job.
    pub fn apply(&mut self, command: Command) -> Option<Job> {
        let glides = is_glide(&command);
        if takes_over(&command) {
            self.notice.take_if(|notice| !notice.is_bad());
        } else if looks_elsewhere(&command) {
            self.notice.take_if(|notice| notice.is_read());
        }
        if command.needs_event() && command != Command::Merge && self.selection.is_none() {
            let text = "Select an event first: with a click, or with the keys [ and ]";
            self.notice = Some(Notice::hint(text));
            return None;
        }
        let job = self.apply_to_part(command);
        self.is_gliding = glides;
        job
    }

    fn apply_to_part(&mut self, command: Command) -> Option<Job> {
        match Part::of(&command) {
            Part::Outside => return self.job_of(command),
            Part::Review => return self.review(command),
            Part::Project => return self.keep(command),
            Part::Undo => return self.step_undo(&command),
            Part::Back => self.step_view(&command),
            Part::Move => self.move_view(command),
            Part::Range => self.do_range(&command),
            Part::Select => self.select(&command),
            Part::Choose => self.choose(command),
            Part::Screen => return self.change_screen(&command),
        }
        None
    }

    fn change_screen(&mut self, command: &Command) -> Option<Job> {
        match command {
            Command::ExportPicture => self.open_dialog(Dialog::Picture),
            Command::ExportTable => self.open_dialog(Dialog::Table),
            Command::AskDate => self.open_dialog(Dialog::GoTo),
            Command::AskDocumentDate(document) => {
                self.open_dialog(Dialog::DocumentDate(*document));
            }
            Command::AskEvent(place) => self.ask_event(*place),
            Command::AskBand(number) => self.ask_band(*number),
            Command::Dialog(dialog) => self.open_dialog(*dialog),
            Command::NextPanel => self.wants_panel = Some(Turn::Next),
            Command::PreviousPanel => self.wants_panel = Some(Turn::Previous),
            Command::Show(page) => self.page = *page,
            Command::Toggle(panel) => self.toggle(*panel),
            Command::ShowClaims(claims) => return self.show_claims(claims),
            Command::Theme(theme) => self.settings.theme = *theme,
            Command::Turn(switch) => self.settings.turn(*switch),
            Command::TurnColumn(column) => self.settings.turn_column(*column),
            Command::Text(step) => self.settings.step_text(*step),
            Command::SetSheet(sheet) => self.sheet.clone_from(sheet),
            Command::ReachEvents(reach) => self.events_reach = *reach,
            Command::FocusSearch => self.wants_search = true,
            // Others are for other parts.
            _ => {}
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
            Report::Read { roots, chronology, unread, unsaved } => {
                self.progress = None;
                self.unread = unread;
                self.adopt_read(roots, *chronology, unsaved.as_deref())
            }
            Report::Changed => self.read_changes(),
            Report::ReadChanges { roots, chronology, unread } => {
                self.adopt_changes(&roots, chronology, unread)
            }
            Report::Project { path, project, roots, chronology, unread } => {
                self.progress = None;
                self.unread = unread;
                let is_moved = roots != project.roots_from(&path);
                self.opened = roots;
                let job = self.adopt_project(Some(path), &project, *chronology);
                self.is_moved = is_moved;
                job
            }
            Report::FolderMissing { path, project } => {
                self.progress = None;
                (self.homeless, self.dialog) = (Some((path, project)), Some(Dialog::Relocate));
                None
            }
            Report::ProjectSaved(path) => {
                let saved = Report::Done(format!("Saved {}", path.display()));
                self.project = Some(OpenProject { path, is_read_only: false });
                self.take(saved)
            }
            Report::Redated { chronology, dates } => self.adopt_dates(chronology, dates),
            Report::Replayed(replayed) => self.take_replayed(*replayed),
            Report::Found(found) => {
                self.facets.take_found(&self.chronology, found);
                None
            }
            Report::Pairs { structure, pairs } => {
                self.take_pairs(structure, pairs);
                None
            }
            Report::Alike(alike) => self.take_alike(alike),
            Report::Recent(paths) => {
                self.recent = paths;
                None
            }
            Report::Failed(message) => {
                self.fail(message);
                None
            }
            Report::Picked(path) => self.apply(Command::Open(vec![path])),
            // Where a folder is being asked for already, there is a field for it.
            Report::NoDialog if self.dialog == Some(Dialog::Relocate) => None,
            Report::NoDialog => {
                self.dialog = Some(Dialog::Path);
                None
            }
            Report::Exported(message, path) => {
                self.dialog.take_if(|it| matches!(it, Dialog::Picture | Dialog::Table));
                self.notice = Some(Notice::done(message).offering(Offer::File(path)));
                None
            }
            Report::Done(message) => {
                self.notice = Some(Notice::done(message));
                None
            }
        }
    }

    /// Nobody works any more, and says why.
    fn fail(&mut self, message: String) {
        self.progress = None;
        self.reads_changes = false;
        self.elsewhere.forget_work();
        self.notice = Some(Notice::failed(message));
    }

    /// The documents as they were read, with the dates that were found, and no events.
    pub fn found(&self) -> &Chronology {
        &self.ledger.found
    }

    /// The same for work elsewhere.
    pub fn found_shared(&self) -> Arc<Chronology> {
        Arc::clone(&self.ledger.found)
    }

    /// How events are sorted into lanes and colours.
    pub fn sorting(&self) -> Sorting {
        let Choices { lanes, colour, .. } = self.choices;
        Sorting { lanes, colour, claims: self.settings.claims.clone() }
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

    /// Whether the view is where the last of several steps of one movement left it.
    pub fn is_gliding(&self) -> bool {
        self.is_gliding
    }

    /// Tells which lanes there are and which events each holds, for moving from one to the next.
    pub fn set_lanes<'a>(&mut self, lanes: impl Iterator<Item = (&'a LaneKey, Members)>) {
        (self.lane_keys, self.lanes) = lanes.map(|(key, lane)| (key.clone(), lane)).unzip();
    }

    /// Tells where most of the events stand; a corpus that was just opened is looked at there.
    pub fn set_most(&mut self, most: Option<Most>) {
        let is_opened = self.most.is_none() && self.is_first_look;
        self.most = most;
        if is_opened {
            self.look_first();
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
            Panel::Gaps => &mut self.shows_gaps,
        };
        *shown = !*shown;
        let verb = if *shown { "shown" } else { "hidden" };
        // In a narrow window nothing else may tell of it.
        let is_quiet = matches!(panel, Panel::Filters | Panel::Inspector | Panel::Reader);
        let entry = ENTRIES.iter().find(|entry| entry.command == Command::Toggle(panel));
        let is_free = self.notice.as_ref().is_none_or(|notice| !notice.is_bad());
        if let Some(entry) = entry.filter(|_| is_quiet && is_free) {
            let text = format!("{} {verb} ({})", entry.text, entry.shortcut);
            self.notice = Some(Notice::done(text));
        }
    }

    /// Shows what was chosen at another time; events are counted again where others pass.
    pub(super) fn set_choices(&mut self, choices: Choices) {
        let is_same = choices.filter == self.choices.filter;
        self.choices = choices;
        if !is_same {
            self.facets.count(&self.chronology, &self.choices.filter);
        }
    }

    fn step_view(&mut self, command: &Command) {
        let present = (self.viewport.start_secs, self.end_secs());
        let other = match command {
            Command::Back => self.spans.back(present),
            _ => self.spans.forward(present),
        };
        if let Some((start, end)) = other {
            self.is_first_look = false;
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

/// Whether somebody goes on to look at something else, who has read by then what was done; how to do something is
/// still read.
fn looks_elsewhere(command: &Command) -> bool {
    matches!(Part::of(command), Part::Move | Part::Back | Part::Select)
}

/// Whether what was told of an earlier command is over with this one; trouble is told until it is closed, and how to
/// merge events while they are selected.
fn takes_over(command: &Command) -> bool {
    matches!(Part::of(command), Part::Review | Part::Undo | Part::Range | Part::Choose)
}
