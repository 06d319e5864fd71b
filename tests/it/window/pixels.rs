//! Pictures of the window and of the encodings, against kept ones, with a tolerance: letters may be a
//! shade lighter elsewhere, but nothing may move, vanish or change colour.
//!
//! The window is drawn by a painter of its own, so that no display and no graphics card is needed.

use crate::repository::path;
use crate::window::{chronology, event, opened};
use annals::export::picture::{self, PageOptions, Paper, PictureFormat, PictureOptions};
use annals::model::{Chronology, DateStatus, Event, Factuality, Shape, When};
use annals::session::{Brightness, State};
use egui::epaint::{ImageData, Mesh, Primitive, TextureId};
use egui_kittest::kittest::Queryable as _;
use egui_kittest::{Harness, TestRenderer};
use resvg::tiny_skia::{IntSize, Pixmap};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

/// Pixels of the window and of the sheet that become one of the kept picture, each way.
const SHRINK: usize = 2;
/// How far a channel may be off.
const OFF: u8 = 40;
/// How many pixels in a thousand may be off further.
const MOST_OFF: usize = 8;
/// Side of the squares that are looked at by themselves, and how many pixels of one may be off further:
/// fewer than a short word has.
const SQUARE: usize = 32;
const MOST_OFF_IN_SQUARE: usize = 40;

/// Red, green and blue, row by row.
struct Picture {
    size: (usize, usize),
    pixels: Vec<[u8; 3]>,
}

impl Picture {
    fn from_png(bytes: &[u8]) -> Self {
        let pixmap = Pixmap::decode_png(bytes).unwrap();
        let pixels = pixmap.pixels().iter().map(|it| [it.red(), it.green(), it.blue()]).collect();
        Self { size: (pixmap.width() as usize, pixmap.height() as usize), pixels }
    }

    fn to_png(&self) -> Vec<u8> {
        let bytes = self.pixels.iter().flat_map(|[r, g, b]| [*r, *g, *b, 255]).collect();
        let size = IntSize::from_wh(self.size.0 as u32, self.size.1 as u32).unwrap();
        Pixmap::from_vec(bytes, size).unwrap().encode_png().unwrap()
    }

    /// Means of squares of pixels.
    fn shrunk(&self) -> Self {
        let size = (self.size.0 / SHRINK, self.size.1 / SHRINK);
        let mean = |at: usize, channel: usize| {
            let (x, y) = (at % size.0 * SHRINK, at / size.0 * SHRINK);
            let square = (0..SHRINK * SHRINK).map(|i| (x + i % SHRINK, y + i / SHRINK));
            let sum = square.map(|(x, y)| usize::from(self.pixels[y * self.size.0 + x][channel]));
            (sum.sum::<usize>() / (SHRINK * SHRINK)) as u8
        };
        let pixels = (0..size.0 * size.1).map(|at| [0, 1, 2].map(|channel| mean(at, channel)));
        Self { size, pixels: pixels.collect() }
    }

    /// Pixels in a thousand that differ clearly, and those of the square that differs most.
    fn off(&self, other: &Self) -> (usize, usize) {
        let is_off = |a: &[u8; 3], b: &[u8; 3]| a.iter().zip(b).any(|(a, b)| OFF < a.abs_diff(*b));
        let mut squares: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for (at, (a, b)) in self.pixels.iter().zip(&other.pixels).enumerate() {
            let square = (at % self.size.0 / SQUARE, at / self.size.0 / SQUARE);
            *squares.entry(square).or_default() += usize::from(is_off(a, b));
        }
        let all = squares.values().sum::<usize>() * 1000 / self.pixels.len();
        (all, squares.values().copied().max().unwrap_or(0))
    }
}

/// Holds a picture against the kept one of this name. `UPDATE_PICTURES=1` keeps it instead.
fn check(name: &str, found: &Picture) {
    let found = found.shrunk();
    let kept = path("tests/it/window/pixels").join(format!("{name}.png"));
    if std::env::var_os("UPDATE_PICTURES").is_some() {
        std::fs::write(&kept, found.to_png()).unwrap();
    }
    let expected = Picture::from_png(&std::fs::read(&kept).unwrap());
    assert_eq!(expected.size, found.size, "{name}");
    let (off, in_square) = found.off(&expected);
    if MOST_OFF < off || MOST_OFF_IN_SQUARE < in_square {
        let place = std::env::temp_dir().join(format!("annals-{name}.png"));
        std::fs::write(&place, found.to_png()).unwrap();
        let places = format!("{}\n{}", kept.display(), place.display());
        panic!("{off} of 1000 pixels, {in_square} of one square differ\n{places}");
    }
}

/// The textures of a window, kept for drawing.
#[derive(Clone, Default)]
struct Textures(Arc<Mutex<BTreeMap<TextureId, egui::ColorImage>>>);

impl TestRenderer for Textures {
    fn handle_delta(&mut self, delta: &mut egui::TexturesDelta) {
        let mut textures = self.0.lock().unwrap();
        // Each texture is changed by itself: their order is no matter.
        let deltas: BTreeMap<_, _> = std::mem::take(&mut delta.set).into_iter().collect();
        for (id, images) in deltas {
            for image in images {
                let ImageData::Color(pixels) = &image.image;
                match image.pos {
                    None => drop(textures.insert(id, (**pixels).clone())),
                    Some(corner) => patch(textures.get_mut(&id).unwrap(), corner, pixels),
                }
            }
        }
        delta.clear();
    }
}

/// Replaces a part of a texture.
fn patch(whole: &mut egui::ColorImage, [left, top]: [usize; 2], part: &egui::ColorImage) {
    for (at, pixel) in part.pixels.iter().enumerate() {
        let (x, y) = (at % part.size[0], at / part.size[0]);
        whole.pixels[(top + y) * whole.size[0] + left + x] = *pixel;
    }
}

impl Textures {
    fn draw<State>(&self, window: &Harness<'_, State>) -> Picture {
        let size = window.ctx.content_rect().size();
        let size = (size.x as usize, size.y as usize);
        let mut picture = Picture { size, pixels: vec![[0; 3]; size.0 * size.1] };
        let shapes = window.output().shapes.clone();
        let textures = self.0.lock().unwrap();
        for clipped in window.ctx.tessellate(shapes, 1.0) {
            let Primitive::Mesh(mesh) = &clipped.primitive else { continue };
            let texture = &textures[&mesh.texture_id];
            for corners in mesh.indices.chunks_exact(3) {
                let corners = [0, 1, 2].map(|i| corners[i] as usize);
                triangle(&mut picture, (mesh, corners), clipped.clip_rect, texture);
            }
        }
        picture
    }
}

/// Fills a triangle whose corners have colours and places in a texture.
fn triangle(
    picture: &mut Picture,
    (mesh, corners): (&Mesh, [usize; 3]),
    clip: egui::Rect,
    texture: &egui::ColorImage,
) {
    let corners = corners.map(|i| mesh.vertices[i]);
    let [a, b, c] = corners.map(|corner| corner.pos);
    let cross = |o: egui::Pos2, p: egui::Pos2, q: egui::Pos2| {
        (p.x - o.x) * (q.y - o.y) - (p.y - o.y) * (q.x - o.x)
    };
    let area = cross(a, b, c);
    if area == 0.0 {
        return;
    }
    let whole = egui::Rect::from_min_size(
        egui::Pos2::ZERO,
        egui::vec2(picture.size.0 as f32, picture.size.1 as f32),
    );
    let reach = egui::Rect::from_points(&[a, b, c]).intersect(clip).intersect(whole);
    if !reach.is_positive() {
        return;
    }
    for y in reach.top().floor() as usize..(reach.bottom().ceil() as usize).min(picture.size.1) {
        for x in reach.left().floor() as usize..(reach.right().ceil() as usize).min(picture.size.0)
        {
            let at = egui::pos2(x as f32 + 0.5, y as f32 + 0.5);
            let weights = [cross(at, b, c), cross(at, c, a), cross(at, a, b)].map(|w| w / area);
            if weights.iter().any(|weight| *weight < 0.0) || !clip.contains(at) {
                continue;
            }
            let mixed = |of: fn(&egui::epaint::Vertex) -> f32| -> f32 {
                corners.iter().zip(weights).map(|(corner, weight)| of(corner) * weight).sum()
            };
            let texel = |share: f32, size: usize| ((share * size as f32) as usize).min(size - 1);
            let (u, v) = (mixed(|it| it.uv.x), mixed(|it| it.uv.y));
            let texel = texture.pixels
                [texel(v, texture.size[1]) * texture.size[0] + texel(u, texture.size[0])];
            let colour = [
                mixed(|it| f32::from(it.color.r())),
                mixed(|it| f32::from(it.color.g())),
                mixed(|it| f32::from(it.color.b())),
                mixed(|it| f32::from(it.color.a())),
            ];
            let [r, g, b, a] = texel.to_array();
            let source = [(colour[0], r), (colour[1], g), (colour[2], b), (colour[3], a)]
                .map(|(colour, texel)| colour * f32::from(texel) / 255.0);
            let pixel = &mut picture.pixels[y * picture.size.0 + x];
            for (channel, source_channel) in pixel.iter_mut().zip(source) {
                let under = f32::from(*channel) * (1.0 - source[3] / 255.0);
                *channel = (source_channel + under).round().clamp(0.0, 255.0) as u8;
            }
        }
    }
}

#[test]
fn the_window_looks_as_it_did() {
    let textures = Textures::default();
    let mut state = State::new(chronology());
    state.settings.theme = Brightness::Light;
    let builder = Harness::builder().with_size([1024.0, 700.0]).renderer(textures.clone());
    let mut window = opened(state, builder);
    window.get_by_label_contains("Ferry sinks off Korvala, 4 March 1911").click();
    window.run();
    window.hover_at(egui::pos2(2.0, 2.0));
    window.run();
    check("window", &textures.draw(&window));
}

/// A date, a title, and what else is so about an event.
type Kind = (&'static str, &'static str, fn(&mut Event));

/// An event for each way of drawing one.
fn encodings() -> Chronology {
    let base = chronology();
    let sentence = base.events[0].sources[0].sentence;
    let plain: fn(&mut Event) = |_| {};
    let kinds: [Kind; 12] = [
        ("1902-03-04", "Exact day", plain),
        ("1904", "Known to the year", plain),
        ("1906-01-01/1909-06-30", "Interval", plain),
        ("1906/1911", "Interval with fuzzy ends", plain),
        ("1912~", "About", plain),
        ("1908/..", "Since", plain),
        ("../1907", "Until", plain),
        ("1909", "Before", |event| event.when.as_mut().unwrap().shape = Shape::Before),
        ("1911", "After", |event| event.when.as_mut().unwrap().shape = Shape::After),
        ("1913-02-03", "Sources disagree", |event| {
            let mut other = event.sources[0].clone();
            other.when = Some(When::from_edtf("1910-05-06".parse().unwrap()));
            event.sources.push(other);
            event.date_status = DateStatus::Conflict;
        }),
        ("1914", "Planned", |event| event.factuality = Factuality::Planned),
        ("1903-05-06", "Low confidence", |event| event.confidence = 0.2),
    ];
    let kind = |(i, (date, title, change)): (usize, &Kind)| {
        let mut event = event(i, date, title, "NL", sentence, &base.places);
        change(&mut event);
        event
    };
    let mut events: Vec<Event> = kinds.iter().enumerate().map(kind).collect();
    let crowd = |day: usize| {
        let date = format!("1915-08-{:02}", 1 + day % 28);
        event(100 + day, &date, "One of many", "TE", sentence, &base.places)
    };
    events.extend((0..60).map(crowd));
    events.sort_by_key(Event::sort_key);
    Chronology { events, ..base }
}

#[test]
fn every_kind_of_date_is_drawn_as_it_was() {
    let mut page = PageOptions {
        paper: Paper::Free,
        free_px: (900, 700),
        scale: 1.0,
        ..PageOptions::default()
    };
    page.parts.sources = false;
    let options = PictureOptions { format: PictureFormat::Png, page, ..PictureOptions::default() };
    let files = picture::render(&encodings(), &options).unwrap();
    check("encodings", &Picture::from_png(&files[0]));
}
