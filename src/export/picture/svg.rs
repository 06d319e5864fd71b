//! [`Draw`] → SVG: text stays text, numbers are written the same way everywhere.

use super::page::Part;
use super::reach::{Standing, standing};
use crate::export::xml::Escaped;
use crate::view::Draw;
use crate::view::draw::{Align, Face, Rgba, Stroke};
use crate::view::fonts::{BASELINE, FAMILY};
use crate::view::geometry::{Point, Rect};
use std::fmt::{self, Write as _};

/// A page of `size_px` with everything in its parts; `title` is its accessible name.
pub(super) fn svg(parts: &[Part], size_px: (f32, f32), title: &str) -> String {
    let mut writer = Writer::default();
    for part in parts {
        writer.clip = None;
        for draw in &part.draws {
            writer.draw(draw);
        }
    }
    let (width, height) = (Number(size_px.0), Number(size_px.1));
    let defs = writer.defs;
    let body = writer.body;
    let title = Escaped(title);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"'{FAMILY}', sans-serif\" role=\"img\">\n\
         <title>{title}</title>\n<defs>\n{defs}</defs>\n{body}</svg>\n"
    )
}

#[derive(Default)]
struct Writer {
    defs: String,
    body: String,
    ids: usize,
    /// What follows is seen only in this box.
    clip: Option<Rect>,
    /// Boxes in `defs` that something was cut at, by number.
    clips: Vec<(Rect, usize)>,
}

impl Writer {
    fn draw(&mut self, draw: &Draw) {
        if let Draw::Clip(rect) = draw {
            self.clip = Some(*rect);
            return;
        }
        let cut = match self.clip.map(|clip| (clip, standing(draw, clip))) {
            None | Some((_, Standing::Inside)) => Cut(None),
            Some((clip, Standing::Across)) => Cut(Some(self.clip_id(clip))),
            Some((_, Standing::Outside)) => return,
        };
        match draw {
            Draw::Rect { rect, corner_px, fill, stroke } => {
                let corner = Corner(*corner_px);
                let (box_, ink) = (Box(*rect), Ink(*fill, *stroke));
                self.element(format_args!("<rect {box_}{corner}{ink}{cut}/>"));
            }
            Draw::Gradient { rect, from, to } => self.gradient(*rect, *from, *to, &cut),
            Draw::Circle { centre, radius_px, fill, stroke } => {
                let (x, y, r) = (Number(centre.x), Number(centre.y), Number(*radius_px));
                let ink = Ink(*fill, *stroke);
                self.element(format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\"{ink}{cut}/>"));
            }
            Draw::Line { points, stroke } => {
                let (points, ink) = (Points(points), Ink(None, Some(*stroke)));
                self.element(format_args!("<polyline points=\"{points}\"{ink}{cut}/>"));
            }
            Draw::Polygon { points, fill, stroke } => {
                let (points, ink) = (Points(points), Ink(*fill, *stroke));
                self.element(format_args!("<polygon points=\"{points}\"{ink}{cut}/>"));
            }
            Draw::Text { at, align, text, font, colour } => {
                let (x, y) = (Number(at.x), Number(at.y + BASELINE * font.size_px));
                let anchor = match align {
                    Align::Left => "",
                    Align::Middle => " text-anchor=\"middle\"",
                    Align::Right => " text-anchor=\"end\"",
                };
                let face = match font.face {
                    Face::Regular => "",
                    Face::Bold => " font-weight=\"bold\"",
                    Face::Italic => " font-style=\"italic\"",
                };
                let (size, fill) = (Number(font.size_px), Paint("fill", *colour));
                let text = Escaped(text);
                self.element(format_args!(
                    "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{anchor}{face}{fill}{cut} \
                     xml:space=\"preserve\">{text}</text>"
                ));
            }
            Draw::Clip(_) => {}
        }
    }

    fn element(&mut self, element: fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _written = self.body.write_fmt(element);
        self.body.push('\n');
    }

    fn gradient(&mut self, rect: Rect, from: Rgba, to: Rgba, cut: &Cut) {
        self.ids += 1;
        let id = self.ids;
        let (from, to) = (Paint("stop-color", from), Paint("stop-color", to));
        self.defs.push_str(&format!(
            "<linearGradient id=\"g{id}\"><stop offset=\"0\"{from}/>\
             <stop offset=\"1\"{to}/></linearGradient>\n"
        ));
        let box_ = Box(rect);
        self.element(format_args!("<rect {box_} fill=\"url(#g{id})\"{cut}/>"));
    }

    /// The number of a clip in `defs`, put there where it is not yet.
    fn clip_id(&mut self, rect: Rect) -> usize {
        if let Some((_, id)) = self.clips.iter().find(|(known, _)| *known == rect) {
            return *id;
        }
        self.ids += 1;
        let (id, box_) = (self.ids, Box(rect));
        self.defs.push_str(&format!("<clipPath id=\"c{id}\"><rect {box_}/></clipPath>\n"));
        self.clips.push((rect, id));
        id
    }
}

/// The attribute of what is cut at the clip of a number.
struct Cut(Option<usize>);

impl fmt::Display for Cut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(id) = self.0 else { return Ok(()) };
        write!(f, " clip-path=\"url(#c{id})\"")
    }
}

/// A number with at most two decimals and no trailing zeros.
struct Number(f32);

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hundredths = (f64::from(self.0) * 100.0).round() as i64;
        let (whole, rest) = (hundredths.abs() / 100, hundredths.abs() % 100);
        if hundredths < 0 {
            f.write_str("-")?;
        }
        match rest {
            0 => write!(f, "{whole}"),
            rest if rest % 10 == 0 => write!(f, "{whole}.{}", rest / 10),
            rest => write!(f, "{whole}.{rest:02}"),
        }
    }
}

struct Box(Rect);

impl fmt::Display for Box {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(rect) = self;
        let (x, y) = (Number(rect.left), Number(rect.top));
        let (width, height) = (Number(rect.width().max(0.0)), Number(rect.height().max(0.0)));
        write!(f, "x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"")
    }
}

struct Corner(f32);

impl fmt::Display for Corner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 > 0.0 { write!(f, " rx=\"{}\"", Number(self.0)) } else { Ok(()) }
    }
}

struct Points<'a>(&'a [Point]);

impl fmt::Display for Points<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, point) in self.0.iter().enumerate() {
            let gap = if i == 0 { "" } else { " " };
            write!(f, "{gap}{},{}", Number(point.x), Number(point.y))?;
        }
        Ok(())
    }
}

/// A colour attribute, with its opacity where it is not full.
struct Paint(&'static str, Rgba);

impl fmt::Display for Paint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(name, Rgba([r, g, b, a])) = self;
        write!(f, " {name}=\"#{r:02x}{g:02x}{b:02x}\"")?;
        if *a < 255 {
            let opacity = if *name == "stop-color" { "stop" } else { name };
            write!(f, " {opacity}-opacity=\"{}\"", Number(f32::from(*a) / 255.0))?;
        }
        Ok(())
    }
}

struct Ink(Option<Rgba>, Option<Stroke>);

impl fmt::Display for Ink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(fill) => Paint("fill", fill).fmt(f)?,
            None => f.write_str(" fill=\"none\"")?,
        }
        let Some(stroke) = self.1 else { return Ok(()) };
        Paint("stroke", stroke.colour).fmt(f)?;
        write!(f, " stroke-width=\"{}\"", Number(stroke.width_px))?;
        if let Some((dash, gap)) = stroke.dash {
            write!(f, " stroke-dasharray=\"{} {}\"", Number(dash), Number(gap))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_stable() {
        let shown: Vec<_> = [0.0, -0.001, 1.0, 1.25, 1.204, -3.1, 12_345.678]
            .map(|number| Number(number).to_string())
            .into();
        assert_eq!(shown, ["0", "0", "1", "1.25", "1.2", "-3.1", "12345.68"]);
    }

    #[test]
    fn odd_text_stays_valid_xml() {
        let text = Draw::Text {
            at: Point::default(),
            align: Align::Left,
            text: "<b> & \u{1} \"x\"".into(),
            font: crate::view::draw::Font { face: Face::Bold, size_px: 12.0 },
            colour: Rgba([0, 0, 0, 255]),
        };
        let part = Part { role: super::super::page::Role::Notes, draws: vec![text] };
        let page = svg(&[part], (100.0, 50.0), "a < b");
        assert!(page.contains("&lt;b&gt; &amp;  &quot;x&quot;"), "{page}");
        assert!(usvg::Tree::from_str(&page, &usvg::Options::default()).is_ok());
    }
}
