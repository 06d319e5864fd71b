//! The reader: the document's text around a sentence, with dates and places marked.

use super::context::Cx;
use super::keys::tip;
use super::look::{self, Look, bold, regular};
use super::widgets::{link_ui, panel_focus_ui};
use super::words;
use crate::model::{Annotated, Span};
use crate::session::{Command, Selection};
use crate::view::{scripts, search};
use egui::epaint::text::cursor::LayoutCursor;
use egui::response::Flags;
use egui::text::{CCursor, LayoutJob, TextFormat};
use egui::text_selection::LabelSelectionState;
use egui::{Color32, Galley, Rect, RichText, Stroke, StrokeKind, Ui};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A document cut into what is read and what is folded.
#[derive(Debug)]
pub(super) struct Pages {
    key: (u64, usize),
    parts: Vec<Part>,
    /// Scripts of its letters that no font has.
    lacking: Vec<&'static str>,
}

/// A run of sentences shown as one piece.
#[derive(Clone, Copy, Debug)]
struct Part {
    /// Numbers of the first sentence and the one after the last.
    sentences: (usize, usize),
    /// All of them.
    span: Span,
    is_heading: bool,
    /// Whether it is page chrome.
    is_chrome: bool,
}

impl Pages {
    fn new(ctx: &egui::Context, document: &Annotated, key: (u64, usize)) -> Self {
        let text = std::iter::once(&*document.document.text);
        let lacking = scripts::lacking(text, |letter| look::has(ctx, letter));
        let mut parts: Vec<Part> = Vec::new();
        let mut paragraph = None;
        for (i, sentence) in document.sentences.iter().enumerate() {
            let is_chrome = sentence.in_chrome;
            let joins = parts.last().is_some_and(|part| {
                part.is_chrome == is_chrome && (is_chrome || paragraph == Some(sentence.paragraph))
            });
            paragraph = Some(sentence.paragraph);
            match parts.last_mut().filter(|_| joins) {
                Some(part) => {
                    part.sentences.1 = i + 1;
                    part.span = part.span.join(sentence.span);
                }
                None => parts.push(Part {
                    sentences: (i, i + 1),
                    span: sentence.span,
                    is_heading: sentence.is_heading,
                    is_chrome,
                }),
            }
        }
        Self { key, parts, lacking }
    }
}

/// The document that is read, at the sentence of the selected source where one is selected.
pub(super) fn reader_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    let state = cx.state;
    ui.set_min_size(ui.available_size());
    panel_focus_ui(ui, cx.look, "Reader");
    let Some((index, selection)) = state.reading() else { return };
    let Some(document) = state.chronology.documents.get(index).map(AsRef::as_ref) else { return };
    let source = selection.and_then(|selection| {
        let event = state.chronology.events.get(selection.event)?;
        Some((event.id, selection.source, event.sources.get(selection.source)?.sentence))
    });
    head_ui(cx, ui, document, index, selection);
    let key = (state.revision, index);
    if cx.memory.reader.as_ref().is_none_or(|pages| pages.key != key) {
        cx.memory.reader = Some(Pages::new(ui.ctx(), document, key));
        cx.memory.shows_chrome = false;
    }
    let pages = cx.memory.reader.take();
    if let Some(pages) = pages.as_ref().filter(|pages| !pages.lacking.is_empty()) {
        let text = words::boxes(&pages.lacking, "the fonts of this computer");
        let text = RichText::new(text).size(look::SMALL_PX).color(cx.look.warning);
        ui.add(egui::Label::new(text).truncate());
    }
    let parts = pages.as_ref().map(|pages| pages.parts.as_slice()).unwrap_or_default();
    let height = ui.available_height() as u32;
    let sought = search::needles(&state.choices.filter.query);
    let sentence = source.map(|(_, _, sentence)| sentence);
    let focus = Focus { sentence: sentence.unwrap_or_default(), sought };
    keep_words(cx, ui.ctx());
    egui::ScrollArea::vertical().id_salt(("reader", index)).auto_shrink([false, false]).show(
        ui,
        |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            let width = ui.available_width().min(860.0);
            ui.set_max_width(width);
            // The room of the first frame may not be that which stays: a bar takes from its width.
            let room = (width as u32, height);
            let read = source.map(|(event, source, _)| (event, source, room));
            let is_new = cx.memory.read != read;
            cx.memory.read = read;
            for part in parts.iter().copied() {
                let is_in = sentence.is_some_and(|sentence| part.span.contains(sentence));
                if part.is_chrome && !cx.memory.shows_chrome && !is_in {
                    folded_ui(cx, ui, part);
                } else {
                    let (response, pointed) =
                        part_ui(cx.look, ui, document, part, (&focus, is_new && is_in));
                    if ui.is_rect_visible(response.rect) {
                        clicks(cx, &response, (index, document), pointed);
                    }
                }
            }
            ui.add_space(8.0);
        },
    );
    cx.memory.reader = pages;
}

/// Keeps words selected while the other button asks what is to be done with them, and copies them where they are
/// to be: a press beside a selection ends it, and the menu is pressed, too.
fn keep_words(cx: &mut Cx<'_>, ctx: &egui::Context) {
    let memory = &mut *cx.memory;
    let other = egui::PointerButton::Secondary;
    let (begins, asks) = ctx.input(|input| {
        let pointer = &input.pointer;
        let begins = pointer.button_pressed(other);
        (begins, begins || pointer.button_down(other) || pointer.button_released(other))
    });
    let is_open = asks || egui::Popup::is_any_open(ctx);
    let kept = memory.kept_words.take();
    let kept = ctx.with_plugin(|selection: &mut LabelSelectionState| match kept {
        Some(kept) => {
            selection.clone_from(&kept);
            Some(kept)
        }
        None => (begins && selection.has_selection()).then(|| selection.clone()),
    });
    if std::mem::take(&mut memory.copies_words) {
        ctx.input_mut(|input| input.events.push(egui::Event::Copy));
    } else {
        memory.kept_words = kept.flatten().filter(|_| is_open);
    }
}

/// One line in place of the reader while nothing is selected.
pub(super) fn idle_ui(cx: &Cx<'_>, ui: &mut Ui) {
    let text = "Select an event to read its sentence in its document";
    let text = RichText::new(text).size(look::SMALL_PX).color(cx.look.muted);
    ui.add(egui::Label::new(text).truncate());
}

/// What the reader points at.
#[derive(Clone, Debug)]
struct Focus {
    /// A sentence; empty for none.
    sentence: Span,
    /// Words to be marked.
    sought: Vec<String>,
}

/// Every source of a document, looked up once for as long as it is read.
fn stops(cx: &mut Cx<'_>, document: usize) -> Arc<[Selection]> {
    let key = (cx.state.revision, document);
    match &cx.memory.stops {
        Some((made_for, stops, _)) if *made_for == key => Arc::clone(stops),
        _ => {
            let stops: Arc<[Selection]> = cx.state.stops_of(document).into();
            // Two sentences may tell one event.
            let mut seen = BTreeSet::new();
            let first = |stop: &Selection| seen.insert(stop.event).then_some(stop.event);
            let events = stops.iter().filter_map(first).collect();
            cx.memory.stops = Some((key, Arc::clone(&stops), events));
            stops
        }
    }
}

fn head_ui(
    cx: &mut Cx<'_>,
    ui: &mut Ui,
    document: &Annotated,
    index: usize,
    selection: Option<Selection>,
) {
    let look = cx.look;
    let stops = stops(cx, index);
    let number = selection.filter(|it| stops.contains(it)).map(|it| it.event);
    let events = cx.memory.stops.as_ref().map(|(_, _, events)| Arc::clone(events));
    let events = events.unwrap_or_default();
    let line = egui::vec2(ui.available_width(), 20.0);
    let is_narrow = line.x < 560.0;
    // The links first: the name of the document gets what is left.
    ui.allocate_ui_with_layout(line, egui::Layout::right_to_left(egui::Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 14.0;
        if document.document.path.is_some() && link_ui(ui, look, "open file").clicked() {
            cx.commands.push(Command::OpenFile(index));
        }
        for (text, about, command) in [
            ("next", "Next event", Command::NextInDocument),
            ("prev", "Previous event", Command::PreviousInDocument),
            ("add event", "Add an event of this sentence", Command::AskEvent(None)),
        ] {
            let is_possible = number.is_some() || command == Command::AskEvent(None);
            if is_possible && link_ui(ui, look, text).on_hover_text(tip(about, &command)).clicked()
            {
                cx.commands.push(command);
            }
        }
        if !is_narrow {
            date_ui(cx, ui, document, index);
        }
        let place = match number {
            Some(number) => {
                let place = events.iter().position(|event| *event == number).unwrap_or_default();
                format!("event {} of {}", place + 1, events.len())
            }
            None => "no event found".to_owned(),
        };
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            name_ui(ui, look, document, &place);
        });
    });
    if is_narrow {
        date_ui(cx, ui, document, index);
    }
    ui.add_space(2.0);
}

/// The document's name, cut where there is no room for it, and which of its events is read.
fn name_ui(ui: &mut Ui, look: &Look, document: &Annotated, place: &str) {
    let label = words::shortened(words::short_label(&document.document), 60);
    let name = RichText::new(label).font(bold(look::BODY_PX));
    let place = RichText::new(place).size(look::SMALL_PX).color(look.muted);
    let place_px = if ui.available_width() < 220.0 { 0.0 } else { 110.0 };
    let room = (ui.available_width() - place_px).max(40.0);
    ui.scope(|ui| {
        ui.set_max_width(room);
        let name = ui.add(egui::Label::new(name).truncate());
        name.on_hover_text(document.document.id.as_str());
    });
    if 0.0 < place_px {
        ui.label(place);
    }
}

/// The document's date and how it was found; its candidates on hover.
fn date_ui(cx: &mut Cx<'_>, ui: &mut Ui, document: &Annotated, index: usize) {
    let look = cx.look;
    let document = &document.document;
    let text = match &document.dct {
        Some(dct) => format!("{}, {}", words::when(&dct.when), words::how_dated(dct)),
        None => "no document date found".to_owned(),
    };
    let label = link_ui(ui, look, &text);
    label.widget_info(|| {
        let text = format!("Date of the document {}", document.label());
        egui::WidgetInfo::labeled(egui::Role::Button, true, text)
    });
    if label.clicked() {
        cx.push(Command::AskDocumentDate(index));
    }
    if document.dct_candidates.is_empty() {
        return;
    }
    label.on_hover_ui(|ui| {
        ui.label(RichText::new("Dates that the document could have").font(bold(12.5)));
        for candidate in &document.dct_candidates {
            let is_used = document.dct.as_ref() == Some(candidate);
            let mark = if is_used { "used" } else { "not used" };
            let when = words::when(&candidate.when);
            let method = words::how_dated(candidate);
            let text = format!("{when}, {method}, {mark}");
            ui.label(RichText::new(text).color(if is_used { look.ink } else { look.muted }));
            if !candidate.evidence.is_empty() {
                let evidence = words::shortened(&words::one_line(&candidate.evidence), 90);
                ui.label(RichText::new(format!("“{evidence}”")).size(11.5).color(look.muted));
            }
        }
        ui.label(RichText::new("Click to change it").size(11.5).color(look.muted));
    });
}

/// Page chrome as one grey line, in words that say what it is made of.
fn folded_ui(cx: &mut Cx<'_>, ui: &mut Ui, part: Part) {
    let count = words::counted(part.sentences.1 - part.sentences.0, "line", "lines");
    ui.horizontal(|ui| {
        let (bar, _) = ui.allocate_exact_size(egui::vec2(3.0, 14.0), egui::Sense::hover());
        ui.painter().rect_filled(bar, 1.0, cx.look.bar);
        let text = RichText::new(format!("{count} of menus, footers and notices hidden"));
        ui.label(text.size(look::SMALL_PX).color(cx.look.muted));
        if link_ui(ui, cx.look, "show").clicked() {
            cx.memory.shows_chrome = true;
        }
    });
}

/// A click on a sentence selects what it tells, one event after another; the other button has more to offer.
fn clicks(
    cx: &mut Cx<'_>,
    response: &egui::Response,
    (index, document): (usize, &Annotated),
    pointed: Option<usize>,
) {
    let span = |number: usize| document.sentences.get(number).map(|sentence| sentence.span);
    if let Some(told) = pointed.and_then(span).and_then(|span| next_told(cx, index, span)) {
        if response.clicked() {
            cx.push(Command::Select(told.event));
            cx.push(Command::SelectSource(told.source));
        }
        response.ctx.set_cursor_icon(egui::CursorIcon::PointingHand);
    }
    if response.secondary_clicked() {
        cx.memory.menu_sentence = pointed.map(|number| (index, number));
    }
    response.context_menu(|ui| {
        ui.set_min_width(210.0);
        let Some(place) = cx.memory.menu_sentence.filter(|(of, _)| *of == index) else { return };
        let command = Command::AskEvent(Some(place));
        if ui.button("Add event of this sentence…").clicked() {
            cx.push(command);
            ui.close();
        }
        if cx.memory.kept_words.is_some() && ui.button("Copy selected words").clicked() {
            cx.memory.copies_words = true;
            ui.ctx().request_repaint();
            ui.close();
        }
        if ui.button("Copy sentence").clicked() {
            let said = span(place.1).map(|span| span.of(&document.document.text));
            ui.ctx().copy_text(words::one_line(said.unwrap_or_default()));
            cx.push(Command::Copied("the sentence"));
            ui.close();
        }
        if ui.button("Copy with its source").clicked() {
            let citation = span(place.1).map(|span| words::citation(document, span));
            ui.ctx().copy_text(citation.unwrap_or_default());
            cx.push(Command::Copied("the sentence with its source"));
            ui.close();
        }
    });
}

/// What a sentence tells first, or next where it tells what is selected.
fn next_told(cx: &mut Cx<'_>, document: usize, sentence: Span) -> Option<Selection> {
    let stops = stops(cx, document);
    let events = &cx.state.chronology.events;
    let is_told = |stop: &&Selection| {
        let event = events.get(stop.event);
        let source = event.and_then(|event| event.sources.get(stop.source));
        source.is_some_and(|source| sentence.contains(source.sentence))
    };
    let told: Vec<Selection> = stops.iter().filter(is_told).copied().collect();
    let now = told.iter().position(|stop| Some(*stop) == cx.state.selection);
    let next = now.and_then(|now| told.get(now + 1)).or(told.first());
    next.copied()
}

/// Draws a part; gives the number of the sentence under the pointer.
fn part_ui(
    look: &Look,
    ui: &mut Ui,
    document: &Annotated,
    part: Part,
    (focus, scrolls): (&Focus, bool),
) -> (egui::Response, Option<usize>) {
    let whole = part.span;
    let text = whole.of(&document.document.text);
    let font = if part.is_heading { bold(look::BODY_PX) } else { regular(13.5) };
    let galley = layout(ui, look, text, whole, (focus, font, part.is_chrome));
    let size = egui::vec2(ui.available_width(), galley.size().y);
    // Not with Tab: a text has too many parts for that. A drag selects words.
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::CLICK | egui::Sense::DRAG);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, text));
    if !scrolls && !ui.is_rect_visible(rect) {
        return (response, None);
    }
    let pointed = response.hover_pos().and_then(|at| {
        let at = galley.cursor_from_pos(at - rect.min);
        let byte = text.char_indices().nth(at.index.0).map_or(text.len(), |(byte, _)| byte);
        document.sentence_at(whole.start as usize + byte)
    });
    let in_part = |span: Span| whole.contains(span) && !span.is_empty();
    if in_part(focus.sentence) {
        for row in rows_of(&galley, text, whole, focus.sentence) {
            let ground = row.translate(rect.min.to_vec2()).expand2(egui::vec2(2.0, 1.5));
            ui.painter().rect_filled(ground, 2.0, look.highlight);
        }
        if scrolls {
            let rows = rows_of(&galley, text, whole, focus.sentence);
            let rows = rows.into_iter().map(|row| row.translate(rect.min.to_vec2()));
            let first = rows.clone().next();
            if let Some((first, all)) = first.zip(rows.reduce(Rect::union)) {
                // All of the sentence, or at least how it begins.
                let has_room = all.height() <= ui.clip_rect().height();
                let (target, align) =
                    if has_room { (all, egui::Align::Center) } else { (first, egui::Align::TOP) };
                ui.scroll_to_rect(target, Some(align));
            }
        }
    }
    for hit in search::spans(text, &focus.sought) {
        let hit = Span { start: whole.start + hit.start, end: whole.start + hit.end };
        for row in rows_of(&galley, text, whole, hit) {
            let ground = row.translate(rect.min.to_vec2()).expand2(egui::vec2(1.0, 0.5));
            ui.painter().rect_filled(ground, 2.0, look.accent_ground);
        }
    }
    let (at, ink) = (rect.min, look.ink);
    let mut selecting = response.clone();
    if ui.input(|input| input.pointer.secondary_down()) {
        // The other button asks about what is selected.
        selecting.flags.remove(Flags::CONTAINS_POINTER | Flags::IS_POINTER_BUTTON_DOWN_ON);
    }
    let line = Stroke::NONE;
    LabelSelectionState::label_text_selection(ui, &selecting, at, galley.clone(), ink, line);
    for span in within(whole, &document.times, |time| time.span) {
        for row in rows_of(&galley, text, whole, span) {
            let edge = row.translate(rect.min.to_vec2()).expand2(egui::vec2(0.5, 0.5));
            let stroke = Stroke::new(1.2, look.amber);
            ui.painter().rect_stroke(edge, 2.5, stroke, StrokeKind::Outside);
        }
    }
    for span in within(whole, &document.places, |place| place.span) {
        for row in rows_of(&galley, text, whole, span) {
            let row = row.translate(rect.min.to_vec2());
            ui.painter().hline(row.x_range(), row.bottom() - 0.5, Stroke::new(1.6, look.accent));
        }
    }
    (response, pointed)
}

/// The spans of those mentions, which stand in order of text, that lie in a part.
fn within<M>(part: Span, mentions: &[M], span_of: fn(&M) -> Span) -> impl Iterator<Item = Span> {
    let first = mentions.partition_point(|mention| span_of(mention).start < part.start);
    let spans = mentions.get(first..).unwrap_or_default().iter().map(span_of);
    let near = spans.take_while(move |span| span.start < part.end);
    near.filter(move |span| part.contains(*span) && !span.is_empty())
}

fn layout(
    ui: &Ui,
    look: &Look,
    text: &str,
    whole: Span,
    (focus, font, is_chrome): (&Focus, egui::FontId, bool),
) -> Arc<Galley> {
    let ink = |span: Span| {
        let is_read = focus.sentence.contains(span);
        if is_read && !is_chrome { look.ink } else { look.muted }
    };
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    let mut piece = |from: u32, to: u32, ink: Color32| {
        let span = Span { start: from, end: to.max(from) };
        let local = Span { start: span.start - whole.start, end: span.end - whole.start };
        let mut format = TextFormat::simple(font.clone(), ink);
        format.line_height = Some(22.0);
        job.append(local.of(text), 0.0, format);
    };
    let (start, end) = (whole.start, whole.end);
    let from = focus.sentence.start.clamp(start, end);
    let to = focus.sentence.end.clamp(from, end);
    piece(start, from, ink(Span { start, end: from }));
    piece(from, to, look.ink);
    piece(to, end, ink(Span { start: to, end }));
    ui.painter().layout_job(job)
}

/// The boxes of a span's lines, from the corner of the laid out text.
fn rows_of(galley: &Galley, text: &str, whole: Span, span: Span) -> Vec<Rect> {
    let chars = |byte: u32| {
        let head = Span { start: 0, end: byte.saturating_sub(whole.start) };
        head.of(text).chars().count()
    };
    let (from, to) = (chars(span.start.max(whole.start)), chars(span.end.min(whole.end)));
    let (begin, finish) = match columns(galley, text) {
        None => (
            galley.layout_from_cursor(CCursor::new(from)),
            galley.layout_from_cursor(CCursor::new(to)),
        ),
        Some(columns) => {
            let last = columns.last().copied().unwrap_or_default();
            let at = |char: usize| columns.get(char).copied().unwrap_or(last);
            (at(from), at(to))
        }
    };
    let mut boxes = Vec::new();
    for number in begin.row..=finish.row {
        let Some(row) = galley.rows.get(number) else { continue };
        let line = row.rect();
        let left = if number == begin.row { row.x_offset(begin.column) } else { 0.0 };
        let right = if number == finish.row { row.x_offset(finish.column) } else { line.width() };
        if left < right {
            // The line is taller than its letters: the box hugs them.
            let y = line.y_range().shrink(2.5);
            boxes.push(Rect::from_x_y_ranges(line.left() + left..=line.left() + right, y));
        }
    }
    boxes
}

/// Where each letter stands, and the end, of a text with words from right to left; `None` for others,
/// whose letters stand one after the other. Such words are drawn backwards and leave empty glyphs behind
/// them, so that letters are counted from the next one that is drawn as it is written.
fn columns(galley: &Galley, text: &str) -> Option<Vec<LayoutCursor>> {
    if !text.chars().any(scripts::is_right_to_left) {
        return None;
    }
    let mut glyphs: Vec<(char, LayoutCursor)> = Vec::new();
    for (row, placed) in galley.rows.iter().enumerate() {
        let letters = placed.glyphs.iter().map(|glyph| glyph.chr);
        let letters = letters.chain(placed.ends_with_newline.then_some('\n'));
        let cursor = |column: usize| LayoutCursor { row, column: column.into() };
        glyphs.extend(letters.enumerate().map(|(column, letter)| (letter, cursor(column))));
    }
    let mut at = 0;
    let mut found = Vec::new();
    for letter in text.chars() {
        let rest = glyphs.get(at..).unwrap_or_default();
        if !scripts::is_right_to_left(letter)
            && let Some(next) = rest.iter().position(|(drawn, _)| *drawn == letter)
        {
            at += next;
        }
        found.extend(glyphs.get(at).map(|(_, cursor)| *cursor));
        at += 1;
    }
    let end = galley.layout_from_cursor(galley.end());
    found.push(end);
    Some(found)
}
