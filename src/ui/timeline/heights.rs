//! How high lanes are on screen: as high as the rows in view need.
//!
//! Rows keep their places wherever the view stands, so many rows of a lane may be empty in view. Its
//! height follows what is in view, but marks must not jump from under the pointer: a lane grows smoothly
//! where something deeper comes into view, and gives room back once the view is at rest. Where the view
//! jumps to another time there is nothing to keep in place, and lanes have their heights at once.

use crate::view::{LaneKey, Scene, Viewport};
use std::collections::BTreeMap;
use std::time::Duration;

/// Seconds without a movement after which the view is at rest.
const REST_SECS: f64 = 0.3;
/// Seconds in which two thirds of a change are done.
const EASE_SECS: f32 = 0.05;
/// Differences that nobody sees.
const LEAST_PX: f32 = 0.5;

/// Heights of lanes, by key.
#[derive(Debug, Default)]
pub(super) struct Heights {
    px: BTreeMap<LaneKey, f32>,
    /// Counts up with every change.
    number: u64,
    /// What was visible in the frame before, and when that changed last.
    seen: Option<Viewport>,
    moved_at: f64,
}

impl Heights {
    /// The heights.
    pub(super) fn px(&self) -> &BTreeMap<LaneKey, f32> {
        &self.px
    }

    /// A number that changes with them.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// Goes on towards the heights that the last scene asks for.
    pub(super) fn step(&mut self, ctx: &egui::Context, scene: &Scene, viewport: Viewport) {
        let (now, frame_secs, is_held) =
            ctx.input(|input| (input.time, input.stable_dt.min(0.1), input.pointer.any_down()));
        if is_held || self.seen != Some(viewport) {
            self.moved_at = now;
        }
        self.seen = Some(viewport);
        let is_at_rest = REST_SECS <= now - self.moved_at;
        let is_still = ctx.global_style().animation_time <= 0.0;
        let part = if is_still { 1.0 } else { 1.0 - (-frame_secs / EASE_SECS).exp() };
        match self.approach(scene, is_at_rest, part) {
            Course::Moves => ctx.request_repaint(),
            Course::Waits => ctx.request_repaint_after(Duration::from_secs_f64(REST_SECS)),
            Course::Stands => {}
        }
    }

    /// Makes a part of the way to the heights that a scene asks for, upwards only at rest.
    fn approach(&mut self, scene: &Scene, is_at_rest: bool, part: f32) -> Course {
        let mut course = Course::Stands;
        for lane in &scene.lanes {
            let px = self.px.entry(lane.key.clone()).or_insert(lane.rect.height());
            let way = lane.wanted_px - *px;
            if way.abs() < LEAST_PX {
                continue;
            }
            if way < 0.0 && !is_at_rest {
                course = course.max(Course::Waits);
                continue;
            }
            *px += if way.abs() < 2.0 { way } else { way * part };
            self.number += 1;
            course = Course::Moves;
        }
        course
    }

    /// Takes the heights that a scene asks for; whether that changes any.
    pub(super) fn settle(&mut self, scene: &Scene) -> bool {
        let wanted: BTreeMap<LaneKey, f32> =
            scene.lanes.iter().map(|lane| (lane.key.clone(), lane.wanted_px)).collect();
        let is_new = wanted != self.px;
        if is_new {
            self.px = wanted;
            self.number += 1;
        }
        is_new
    }
}

/// What becomes of heights in the next frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Course {
    Stands,
    Waits,
    Moves,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Rect;
    use crate::view::scene::Lane;

    fn scene(wanted_px: f32) -> Scene {
        let lane = Lane {
            key: LaneKey::All,
            name: String::new(),
            hue: None,
            is_collapsed: false,
            count: 1,
            before: 0,
            after: 0,
            rect: Rect::default(),
            wanted_px,
        };
        Scene { lanes: vec![lane], ..Scene::default() }
    }

    #[test]
    fn lanes_grow_at_once_and_give_room_back_at_rest() {
        let mut heights = Heights::default();
        assert!(heights.settle(&scene(100.0)));
        assert!(!heights.settle(&scene(100.0)));
        let px = |heights: &Heights| heights.px()[&LaneKey::All];
        assert_eq!(heights.approach(&scene(60.0), false, 0.5), Course::Waits);
        assert!((px(&heights) - 100.0).abs() < 0.01);
        assert_eq!(heights.approach(&scene(140.0), false, 0.5), Course::Moves);
        assert!((px(&heights) - 120.0).abs() < 0.01);
        let mut frames = 0;
        while heights.approach(&scene(60.0), true, 0.5) != Course::Stands {
            frames += 1;
        }
        assert!((px(&heights) - 60.0).abs() < 0.5 && frames < 9, "{frames}");
    }
}
