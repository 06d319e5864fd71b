//! The window: drains jobs and commands, then draws.

use super::context::{Cx, Memory};
use super::dialogs;
use super::empty;
use super::filters;
use super::inspector;
use super::jobs::Jobs;
use super::jobs::autosave::Autosave;
use super::jobs::watching::Watching;
use super::keys;
use super::look::{self, Look};
use super::menu;
use super::reader;
use super::save;
use super::status;
use super::table::{documents, list};
use super::timeline;
use super::timeline::drawing::Drawing;
use super::timeline::{gaps, overview};
use super::widgets::panel_id;
use crate::pipeline::CacheOptions;
use crate::project::Store;
use crate::session::{Alike, Command, Job, Notice, Page, Report, Settings, State, Turn};
use crate::view::{self, Scene};
use egui::{CentralPanel, Frame, Margin, Panel, Stroke, Ui};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// One window.
#[derive(Debug)]
pub struct App {
    state: State,
    jobs: Jobs,
    memory: Memory,
    commands: Vec<Command>,
    drawing: Drawing,
    watching: Watching,
    /// How the window is dressed.
    dressed: Option<Settings>,
    autosave: Autosave,
    /// Frames drawn so far, as far as it matters.
    frame_count: usize,
}

/// Frames before anything is reported: a dialog that stands in the very first one never gets the
/// keyboard.
const FRAMES_FIRST: usize = 3;

/// Events from which on what takes long is done on another thread; below that it is done before anybody
/// sees a frame without it.
const LONG: usize = 20_000;
/// How long decisions wait before they are tried again.
const BEHIND: Duration = Duration::from_millis(50);

/// Width of a window with room for filters and inspector beside the timeline.
const BOTH_SIDES_PX: f32 = 840.0;
/// Width of a window with room for wide ones.
const ROOMY_PX: f32 = 1200.0;
/// Width of the inspector while it is folded.
const FOLDED_PX: f32 = 28.0;
/// Height of the reader and of the tray while they are closed.
const IDLE_PX: f32 = 30.0;
/// Height of a middle without room for the overview.
const LOW_PX: f32 = 330.0;
/// Height that trays below leave to axis and lanes.
const LANES_PX: f32 = 170.0;
/// Least height of a tray that is open.
const LEAST_TRAY_PX: f32 = 72.0;

impl App {
    /// A window on a state; fonts and styles are set here. Recent projects and decisions that are
    /// not saved yet are kept in `store`.
    pub fn new(ctx: &egui::Context, mut state: State, store: Option<Store>) -> Self {
        look::install(ctx);
        state.hand_over_from(LONG);
        if let Some(store) = &store {
            state.recent = store.recent();
            state.settings = store.settings();
        }
        Self {
            state,
            autosave: Autosave::default(),
            frame_count: 0,
            jobs: Jobs::new(ctx.clone(), store),
            memory: Memory::default(),
            commands: Vec::new(),
            drawing: Drawing::default(),
            watching: Watching::default(),
            dressed: None,
        }
    }

    /// The window with a cache for what it reads.
    #[must_use]
    pub fn with_cache(mut self, cache: Option<CacheOptions>) -> Self {
        self.jobs.options.cache = cache;
        self
    }

    /// What is shown.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// What is drawn.
    pub fn scene(&self) -> &Scene {
        &self.drawing.scene
    }

    /// Does what a command says.
    pub fn run(&mut self, ctx: &egui::Context, command: Command) {
        if let Some(job) = self.state.apply(command) {
            self.begin(ctx, job);
        }
    }

    /// Takes what jobs report and does what was asked for in the last frame.
    pub fn logic(&mut self, ctx: &egui::Context) {
        let is_early = self.frame_count < FRAMES_FIRST;
        if is_early {
            ctx.request_repaint();
        }
        let reports = if is_early { Vec::new() } else { self.jobs.reports() };
        for report in reports {
            if matches!(
                report,
                Report::Read { .. }
                    | Report::ReadChanges { .. }
                    | Report::Project { .. }
                    | Report::FolderMissing { .. }
                    | Report::Failed(_)
            ) {
                self.memory.read_since = None;
                self.memory.is_stopping = false;
            }
            self.take(ctx, report);
        }
        self.drain(ctx);
        self.go_on(ctx);
        self.autosave.due(ctx, &self.state, &self.jobs);
        self.watching.follow(&self.state, &self.jobs);
        self.dress(ctx);
    }

    /// Takes what a job reports, and what the new chronology is drawn from.
    fn take(&mut self, ctx: &egui::Context, mut report: Report) {
        if matches!(report, Report::Read { .. } | Report::Project { .. }) {
            self.autosave.hand_over(&self.state, &self.jobs);
        }
        self.autosave.hear(&report);
        let prepared = match &mut report {
            Report::Read { chronology, .. } | Report::Project { chronology, .. } => {
                chronology.take_prepared()
            }
            Report::Replayed(replayed) => replayed.ready.take_prepared(),
            _ => None,
        };
        if let Some(job) = self.state.take(report) {
            self.begin(ctx, job);
        }
        let prepared = prepared.filter(|(_, of)| *of == self.state.stamp);
        if let Some((prepared, _)) = prepared {
            self.drawing.prepared = Some((self.state.structure, prepared));
        }
    }

    /// Goes on with what waits for others, and gives others what would make the window wait.
    fn go_on(&mut self, ctx: &egui::Context) {
        if let Some(job) = self.state.go_on() {
            self.begin(ctx, job);
        }
        if let Some(job) = self.state.find_alike() {
            self.begin(ctx, job);
        }
        if self.state.is_behind() {
            ctx.request_repaint_after(BEHIND);
        }
        let waste = self.state.take_waste();
        if !waste.is_empty() {
            self.jobs.spawn(move || {
                drop(waste);
                None
            });
        }
        if let Some(search) = self.state.wanted_search() {
            self.jobs.search(search);
        }
    }

    /// Dresses the window anew where a setting changed, and keeps the setting.
    fn dress(&mut self, ctx: &egui::Context) {
        let settings = &self.state.settings;
        if self.dressed.as_ref() == Some(settings) {
            return;
        }
        look::dress(ctx, settings);
        let is_first = self.dressed.replace(settings.clone()).is_none();
        if let Some(store) = self.jobs.store.clone().filter(|_| !is_first) {
            let settings = settings.clone();
            self.jobs.spawn(move || {
                let why = store.keep_settings(&settings).err()?;
                Some(Report::Failed(why.to_string()))
            });
        }
    }

    fn drain(&mut self, ctx: &egui::Context) {
        for command in std::mem::take(&mut self.commands) {
            let state = &self.state;
            let is_idle = state.dialog.is_none() && state.notice.is_none();
            let is_last = is_idle && state.reading().is_none();
            if command == Command::ClearFilters || (is_last && command == Command::Escape) {
                self.memory.region_query.clear();
                self.memory.actor_query.clear();
            }
            self.run(ctx, command);
        }
    }

    fn begin(&mut self, ctx: &egui::Context, job: Job) {
        match job {
            Job::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
            Job::Copy(text) => ctx.copy_text(text),
            Job::CopyPicture => self.copy_picture(ctx),
            Job::Screenshot => self.screenshot(ctx),
            Job::Save(format, path) => {
                let state = self.state.clone();
                self.jobs.spawn(move || Some(save::save(&state, format, &path)));
            }
            Job::SaveProject(path) => {
                let path = std::path::absolute(&path).unwrap_or(path);
                self.autosave.save_as(&path, &self.state, &self.jobs);
            }
            Job::Replay => {
                let replay = self.state.begin_replay();
                let sorting = self.state.sorting();
                self.jobs.spawn(move || {
                    let replayed = replay.run()?.drawn(&sorting);
                    Some(Report::Replayed(Box::new(replayed)))
                });
            }
            Job::FindPairs => {
                let chronology = Arc::clone(&self.state.chronology);
                let structure = self.state.structure;
                let decisions = self.state.decisions().to_vec();
                self.jobs.spawn(move || {
                    let pairs = crate::project::pairs(&chronology, &decisions);
                    Some(Report::Pairs { structure, pairs })
                });
            }
            Job::FindAlike { index, sought } => {
                let (chronology, decisions) = (&self.state.chronology, self.state.decisions());
                let suspects = crate::project::Suspects::of(chronology, index, decisions);
                self.jobs.spawn(move || {
                    let others = suspects.map(|it| it.alike(inspector::alike::MOST));
                    Some(Report::Alike(Alike { sought, others: others.unwrap_or_default() }))
                });
            }
            Job::Redate(dates) => {
                let found = self.state.found_shared();
                self.jobs.spawn(move || {
                    let chronology = crate::pipeline::redate(&found, &dates);
                    Some(Report::Redated { chronology, dates })
                });
            }
            other => {
                // What is opened may be what was just decided about.
                let opens = matches!(other, Job::Read(_) | Job::OpenProject(..));
                let first = opens.then(|| self.autosave.errand(&self.state, &self.jobs)).flatten();
                self.jobs.begin(other, self.state.sorting(), first);
            }
        }
    }

    /// Copies the first page of the figure.
    fn copy_picture(&self, ctx: &egui::Context) {
        let (state, ctx) = (self.state.clone(), ctx.clone());
        self.jobs.spawn(move || {
            let options = state.picture(crate::export::picture::PictureFormat::Png);
            Some(
                match dialogs::preview::image(&state.chronology, &options, 0, options.page.scale) {
                    Ok((image, _)) => {
                        ctx.copy_image(image);
                        Report::Done("Copied the picture".to_owned())
                    }
                    Err(why) => Report::Failed(format!("Could not copy the picture\n{why}")),
                },
            )
        });
    }

    fn screenshot(&self, ctx: &egui::Context) {
        let report = self.jobs.reporter();
        ctx.request_screenshot(move |image| report(super::screenshot::save(&image)));
    }

    /// Draws the window, and asks for another frame where something was asked for in this one.
    pub fn ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.frame_count = (self.frame_count + 1).min(FRAMES_FIRST);
        self.drop_files(&ctx);
        self.panels_ui(ui);
        self.state.wants_search = false;
        if let Some(turn) = self.state.wants_panel.take() {
            self.turn_to_panel(&ctx, turn);
        }
        let mut cx = cx(self);
        keys::keys(&mut cx, &ctx);
        dialogs::dialogs_ui(&mut cx, &ctx);
        super::widgets::paint_focus(&ctx, cx.look);
        if !self.commands.is_empty() {
            self.drain(&ctx);
            ctx.request_repaint();
        }
    }

    /// Gives the keyboard to the next panel that is shown, or the one before.
    fn turn_to_panel(&mut self, ctx: &egui::Context, turn: Turn) {
        let state = &self.state;
        let (filters, inspector) = self.sides(ctx.content_rect().width());
        let has_reader = !state.chronology.documents.is_empty();
        let shown = [
            (state.page == Page::Timeline && state.shows_gaps, panel_id("Gaps")),
            (filters, panel_id("Filters")),
            (state.page == Page::Timeline, egui::Id::unique("timeline")),
            (state.page == Page::List, panel_id("List")),
            (state.page == Page::Documents, panel_id("Documents")),
            (has_reader && state.shows_reader && state.reading().is_some(), panel_id("Reader")),
            (inspector, panel_id("Inspector")),
        ];
        let shown: Vec<_> = shown.iter().filter(|(is, _)| *is).map(|(_, id)| *id).collect();
        let focused = ctx.memory(egui::Memory::focused);
        // Who is at something within a panel goes on from that panel.
        let within = focused.and(self.memory.panel);
        let place = |of: Option<egui::Id>| shown.iter().position(|id| Some(*id) == of);
        let now = place(focused).or_else(|| place(within));
        let count = shown.len().max(1);
        let next = match turn {
            Turn::Next => now.map_or(0, |at| (at + 1) % count),
            Turn::Previous => now.map_or(count - 1, |at| (at + count - 1) % count),
        };
        if let Some(id) = shown.get(next) {
            self.memory.panel = Some(*id);
            ctx.memory_mut(|memory| memory.request_focus(*id));
            ctx.request_repaint();
        }
    }

    fn drop_files(&mut self, ctx: &egui::Context) {
        let dropped: Vec<PathBuf> = ctx.input(|input| {
            input.raw.dropped_files.iter().map(|file| file.path().to_path_buf()).collect()
        });
        if !dropped.is_empty() {
            self.commands.push(Command::Open(dropped));
        }
    }

    fn panels_ui(&mut self, ui: &mut Ui) {
        let look = look::look(ui.ctx(), &self.state.settings);
        let bar = |margin: Margin| Frame::new().fill(look.chrome).inner_margin(margin);
        Panel::top("menu")
            .frame(bar(Margin::symmetric(8, 3)))
            .show(ui, |ui| menu::menu_ui(&mut cx(self), ui));
        let is_empty = self.state.chronology.documents.is_empty();
        Panel::bottom("status")
            .exact_size(26.0)
            .frame(bar(Margin::symmetric(12, 2)))
            .show(ui, |ui| status::status_ui(&mut cx(self), ui));
        if self.state.progress.is_some() {
            Panel::bottom("progress")
                .exact_size(32.0)
                .frame(bar(Margin::symmetric(12, 2)))
                .show(ui, |ui| status::progress_ui(&mut cx(self), ui));
        }
        if self.state.notice.as_ref().is_some_and(Notice::is_bad) {
            Panel::bottom("notice")
                .exact_size(28.0)
                .frame(bar(Margin::symmetric(12, 2)))
                .show(ui, |ui| status::trouble_ui(&mut cx(self), ui));
        }
        if is_empty {
            let frame = Frame::new().fill(look.canvas);
            CentralPanel::no_frame().frame(frame).show(ui, |ui| empty::empty_ui(&mut cx(self), ui));
            return;
        }
        Panel::top("toolbar")
            .exact_size(42.0)
            .frame(bar(Margin::symmetric(12, 4)))
            .show(ui, |ui| menu::toolbar_ui(&mut cx(self), ui));
        self.await_second_click(ui.ctx());
        self.sides_ui(ui, look);
        let frame = Frame::new().fill(look.canvas);
        CentralPanel::no_frame().frame(frame).show(ui, |ui| self.middle_ui(ui, look));
    }

    fn sides_ui(&mut self, ui: &mut Ui, look: &Look) {
        let side = Frame::new().fill(look.panel).inner_margin(Margin::symmetric(14, 10));
        let width = ui.available_width();
        let (filters, inspector) = self.sides(width);
        // What was wide in a wide window is not taken over into a narrow one.
        let (filters_px, inspector_px) = sides_px(width);
        let of_width = inspector_px as u32;
        if filters {
            Panel::left(("filters", of_width))
                .default_size(filters_px)
                .size_range(180.0..=420.0)
                .frame(side)
                .show(ui, |ui| filters::filters_ui(&mut cx(self), ui));
        }
        if inspector && self.folds_inspector(width) {
            Panel::right("inspector-folded")
                .exact_size(FOLDED_PX)
                .frame(Frame::new().fill(look.panel))
                .show(ui, |ui| inspector::folded_ui(&cx(self), ui));
        } else if inspector {
            Panel::right(("inspector", of_width))
                .default_size(inspector_px)
                .size_range(220.0..=560.0)
                .frame(side)
                .show(ui, |ui| inspector::inspector_ui(&mut cx(self), ui));
        }
    }

    /// Whether an event is selected and shown beside the timeline. What was just clicked is shown once it can no
    /// longer be clicked twice: the panel might come in between under the pointer.
    fn await_second_click(&mut self, ctx: &egui::Context) {
        let delay = ctx.options(|options| options.input_options.max_double_click_delay);
        let since = ctx.input(|input| f64::from(input.pointer.time_since_last_click()));
        let is_selected = self.state.selection.is_some();
        self.memory.shows_event = is_selected && (self.memory.shows_event || delay <= since);
        if is_selected && !self.memory.shows_event {
            ctx.request_repaint_after(Duration::from_secs_f64(delay - since));
        }
    }

    /// Whether the inspector is a strip: in a window without room for an empty panel, until an event is selected.
    fn folds_inspector(&self, width: f32) -> bool {
        may_fold(width) && !self.memory.shows_event
    }

    /// The width that rows are dealt out by: beside an inspector that unfolds, that which is left then.
    fn rows_width_px(&self, window: egui::Rect, timeline: egui::Rect) -> f32 {
        let width = window.width();
        let unfolds = self.state.shows_inspector && may_fold(width);
        let unfolded = window.right() - sides_px(width).1 - timeline.left();
        if unfolds { unfolded } else { timeline.width() }
    }

    /// Whether the filters and the inspector are shown: where there is room for one of them alone, the
    /// inspector while an event is selected.
    fn sides(&self, width: f32) -> (bool, bool) {
        let state = &self.state;
        let is_possible = state.page != Page::Documents && !state.chronology.documents.is_empty();
        let inspector = is_possible && state.shows_inspector;
        let filters = is_possible && state.shows_filters;
        if BOTH_SIDES_PX <= width || !(inspector && filters) {
            return (filters, inspector);
        }
        (!self.memory.shows_event, self.memory.shows_event)
    }

    fn middle_ui(&mut self, ui: &mut Ui, look: &Look) {
        let height = ui.available_height();
        let is_low = height < LOW_PX;
        let frame = Frame::new().fill(look.panel).inner_margin(Margin::symmetric(14, 6));
        let shows_reader = self.state.shows_reader;
        if shows_reader && self.state.reading().is_none() {
            Panel::bottom("reader-idle")
                .exact_size(IDLE_PX)
                .frame(frame)
                .show(ui, |ui| reader::idle_ui(&cx(self), ui));
        } else if shows_reader {
            Panel::bottom(("reader", is_low))
                .default_size((height * 0.24).clamp(if is_low { 76.0 } else { 110.0 }, 240.0))
                .size_range(70.0..=(height * 0.6).max(80.0))
                .resizable(true)
                .frame(frame)
                .show(ui, |ui| reader::reader_ui(&mut cx(self), ui));
        }
        if self.state.choices.filter != view::Filter::default() {
            let frame = Frame::new().fill(look.panel).inner_margin(Margin::symmetric(12, 5));
            Panel::top("chips").frame(frame).show(ui, |ui| {
                status::chips_ui(&mut cx(self), ui);
            });
        }
        match self.state.page {
            Page::Timeline => self.timeline_ui(ui, look, height),
            Page::List => list::list_ui(&mut cx(self), ui),
            Page::Documents => documents::documents_ui(&mut cx(self), ui),
        }
    }

    fn timeline_ui(&mut self, ui: &mut Ui, look: &Look, height: f32) {
        self.drawing.arrange(&mut self.state);
        let frame = Frame::new().fill(look.chrome);
        if LOW_PX <= height {
            Panel::bottom("overview")
                .exact_size(overview::HEIGHT_PX)
                .frame(frame)
                .show(ui, |ui| overview::overview_ui(&mut cx(self), ui));
        }
        if self.state.chronology.dated_count() < self.state.chronology.events.len() {
            let frame = Frame::new().fill(look.panel).inner_margin(Margin::symmetric(8, 4));
            let room = (ui.available_height() - LANES_PX).max(LEAST_TRAY_PX);
            let room = if self.state.shows_gaps { room * 0.55 } else { room };
            let open = (height * 0.45).min(190.0).min(room).max(LEAST_TRAY_PX);
            let height = if self.state.shows_undated { open } else { IDLE_PX };
            Panel::bottom("undated")
                .exact_size(height)
                .frame(frame)
                .show(ui, |ui| list::undated_ui(&mut cx(self), ui));
        }
        if self.state.shows_gaps {
            let frame = Frame::new().fill(look.panel).inner_margin(Margin::symmetric(8, 4));
            let room = (height * 0.5).min(ui.available_height() - LANES_PX).max(LEAST_TRAY_PX);
            Panel::bottom("gaps")
                .default_size((height * 0.3).min(130.0))
                .size_range(60.0..=room)
                .resizable(true)
                .frame(frame)
                .show(ui, |ui| gaps::list_ui(&mut cx(self), ui));
        }
        let rect = ui.available_rect_before_wrap();
        // Inspector, reader, tray and gaps come and go; no mark moves for them.
        let rows_px = height - overview::HEIGHT_PX - 2.0 * IDLE_PX;
        let rows_px = (self.rows_width_px(ui.ctx().content_rect(), rect), rows_px);
        self.drawing.lay_out(&mut self.state, ui.ctx(), rect, rows_px);
        if self.state.facets.shown.is_empty() {
            empty::nothing_shown_ui(&mut cx(self), ui);
            return;
        }
        timeline::timeline_ui(&mut cx(self), ui, rect);
        if self.state.shows_gaps {
            gaps::brackets_ui(&mut cx(self), ui, rect.min);
        }
        ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, look.line));
    }
}

/// Whether a window of such a width has no room for an inspector without an event.
fn may_fold(width: f32) -> bool {
    (BOTH_SIDES_PX..ROOMY_PX).contains(&width)
}

/// Width of filters and inspector at first, in a window of such a width.
fn sides_px(width: f32) -> (f32, f32) {
    match width {
        ..BOTH_SIDES_PX => (216.0, 236.0),
        ..ROOMY_PX => (216.0, 270.0),
        _ => (264.0, 348.0),
    }
}

/// What panels are given; the app is borrowed part by part.
fn cx(app: &mut App) -> Cx<'_> {
    Cx {
        state: &app.state,
        scene: &app.drawing.scene,
        draws: &app.drawing.draws,
        overview: app.drawing.overview.as_ref(),
        look: look::look(&app.jobs.ctx, &app.state.settings),
        theme: app.drawing.theme.as_ref().map(|(_, theme)| theme),
        memory: &mut app.memory,
        commands: &mut app.commands,
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        Self::logic(self, ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        Self::ui(self, ui);
    }
}
