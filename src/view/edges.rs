//! What becomes of marks and words at the edges of the view.

use super::draw::Draw;
use super::properties::{EvenMeasure, SIZE_PX, both, crowd, drawn, drawn_in};
use super::sample::{Sample, when};
use super::scene::{Glyph, Side};
use super::{Filter, HEAD_WIDTH_PX, Prepared, Theme, ThemeName, Viewport};

#[test]
fn a_pill_at_the_edge_of_the_view_shows_its_number_only_where_that_fits() {
    let (chronology, theme) = (crowd(), Theme::named(ThemeName::Light));
    let (mut shown, mut hidden) = (0, 0);
    for step in 0..60 {
        let secs_per_px = 8_000.0;
        let start_secs = 920_000_000.0 + f64::from(step) * 3.0 * secs_per_px;
        let viewport = Viewport { start_secs, secs_per_px };
        let mut prepared = Prepared::new(&chronology);
        let scene = drawn(&mut prepared, &chronology, &Filter::default(), viewport);
        let draws = super::paint(&scene, &theme, &EvenMeasure);
        for mark in scene.marks.iter().filter(|mark| mark.cut.left) {
            let Glyph::Cluster { text, .. } = &mark.glyph else { continue };
            let is_its = |draw: &&Draw| match draw {
                Draw::Text { at, text: drawn, .. } => drawn == text && at.x < mark.rect.right,
                _ => false,
            };
            let is_wide = 7.0 * text.chars().count() as f32 <= mark.rect.width();
            let is_shown = draws.iter().filter(is_its).count() == 1;
            assert_eq!(is_shown, is_wide, "{text} in {:?}", mark.rect);
            if is_shown { shown += 1 } else { hidden += 1 }
        }
    }
    assert!(0 < shown && 0 < hidden, "{shown} shown, {hidden} hidden");
}

#[test]
fn a_long_title_near_the_right_edge_is_cut_short_left_of_its_mark() {
    let title = "The commission of inquiry publishes what it found about the gates and the wall";
    let chronology = Sample::default().event(title, "1999-03-14", "RU").build();
    let at = |day: &str| when(day).bounds.earliest.unwrap() as f64;
    // So much room is left of the mark, and none to the right of it.
    for room_px in [160.0, 260.0] {
        let secs_per_px = 20_000.0;
        let start_secs = at("1999-03-14") - room_px * secs_per_px;
        let viewport = Viewport { start_secs, secs_per_px };
        let size_px = (HEAD_WIDTH_PX + room_px as f32 + 40.0, SIZE_PX.1);
        for mut prepared in both(&chronology) {
            let scene = drawn_in(size_px, &mut prepared, &chronology, &Filter::default(), viewport);
            let label = scene.marks[0].label.as_ref().expect("words beside the mark");
            assert!(label.text.starts_with("The comm") && label.text.ends_with('…'), "{label:?}");
            assert_eq!(label.side, Side::Left);
            assert!(
                scene.plot.left <= label.rect.left && label.rect.right <= scene.marks[0].rect.left
            );
        }
    }
}
