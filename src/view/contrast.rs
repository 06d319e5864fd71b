//! Measures of colour for the test of the shipped themes: contrast, colour blindness, distance.

use super::draw::Rgba;

/// Linear red, green and blue, 0–1.
pub(super) type Linear = [f64; 3];

/// Kinds of sight with the matrix of full severity, for linear RGB, of Machado, Oliveira and
/// Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009).
pub(super) const SIGHTS: [(&str, [[f64; 3]; 3]); 4] = [
    ("normal", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protan",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deutan",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritan",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

/// Undoes the transfer curve of sRGB (IEC 61966-2-1).
pub(super) fn linear(Rgba([r, g, b, _]): Rgba) -> Linear {
    [r, g, b].map(|channel| {
        let c = f64::from(channel) / 255.0;
        if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    })
}

/// What somebody of this sight sees.
pub(super) fn seen(colour: Linear, sight: [[f64; 3]; 3]) -> Linear {
    product(sight, colour).map(|channel| channel.clamp(0.0, 1.0))
}

fn product(matrix: [[f64; 3]; 3], by: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row.iter().zip(by).map(|(a, b)| a * b).sum())
}

/// Contrast of two colours by WCAG 2.2, 1–21.
pub(crate) fn contrast(a: Rgba, b: Rgba) -> f64 {
    let luminance = |colour| {
        let [r, g, b] = linear(colour);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// CIE L*a*b* under D65.
pub(super) fn lab(colour: Linear) -> [f64; 3] {
    let xyz = product(
        [
            [0.412_456_4, 0.357_576_1, 0.180_437_5],
            [0.212_672_9, 0.715_152_2, 0.072_175_0],
            [0.019_333_9, 0.119_192_0, 0.950_304_1],
        ],
        colour,
    );
    let f =
        |t: f64| if t > 216.0 / 24_389.0 { t.cbrt() } else { (24_389.0 / 27.0 * t + 16.0) / 116.0 };
    let [x, y, z] = xyz;
    let (x, y, z) = (f(x / 0.950_47), f(y), f(z / 1.088_83));
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// Distance by CIEDE2000, as written out by Sharma, Wu and Dalal (2005); names follow the paper.
pub(super) fn distance([l1, a1, b1]: [f64; 3], [l2, a2, b2]: [f64; 3]) -> f64 {
    let pow7 = |c: f64| (c.powi(7) / (c.powi(7) + 25_f64.powi(7))).sqrt();
    let g = 0.5 * (1.0 - pow7(f64::midpoint(a1.hypot(b1), a2.hypot(b2))));
    let (a1, a2) = (a1 * (1.0 + g), a2 * (1.0 + g));
    let (c1, c2) = (a1.hypot(b1), a2.hypot(b2));
    let hue = |a: f64, b: f64| b.atan2(a).to_degrees().rem_euclid(360.0);
    let (h1, h2) = (hue(a1, b1), hue(a2, b2));
    let is_grey = c1 * c2 == 0.0;
    let turn = if is_grey { 0.0 } else { (h2 - h1 + 180.0).rem_euclid(360.0) - 180.0 };
    let dh = 2.0 * (c1 * c2).sqrt() * (turn / 2.0).to_radians().sin();
    let h = if is_grey { h1 + h2 } else { (h1 + turn / 2.0).rem_euclid(360.0) };
    let (l, c) = (f64::midpoint(l1, l2), f64::midpoint(c1, c2));
    let cos = |degrees: f64| degrees.to_radians().cos();
    let t = 1.0 - 0.17 * cos(h - 30.0) + 0.24 * cos(2.0 * h) + 0.32 * cos(3.0 * h + 6.0)
        - 0.20 * cos(4.0 * h - 63.0);
    let from_50 = (l - 50.0).powi(2);
    let (sl, sc, sh) =
        (1.0 + 0.015 * from_50 / (20.0 + from_50).sqrt(), 1.0 + 0.045 * c, 1.0 + 0.015 * c * t);
    let twist = 60.0 * (-((h - 275.0) / 25.0).powi(2)).exp();
    let rt = -twist.to_radians().sin() * 2.0 * pow7(c);
    let (dl, dc, dh) = ((l2 - l1) / sl, (c2 - c1) / sc, dh / sh);
    (dl * dl + dc * dc + dh * dh + rt * dc * dh).sqrt()
}

mod tests {
    use super::super::{Theme, ThemeName};
    use super::*;

    #[test]
    fn distances_are_those_of_the_published_test_pairs() {
        // Pairs 1, 10 and 17 of Sharma, Wu and Dalal (2005), table 1.
        for (a, b, expected) in [
            ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
            ([50.0, 2.49, -0.001], [50.0, -2.49, 0.0011], 7.2195),
            ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
        ] {
            assert!((distance(a, b) - expected).abs() < 1e-4, "{a:?} {b:?}: {}", distance(a, b));
        }
    }

    /// Whether a theme promises 7:1.
    fn is_high(name: ThemeName) -> bool {
        matches!(name, ThemeName::ContrastLight | ThemeName::ContrastDark)
    }

    #[test]
    fn text_is_readable_on_every_ground() {
        for name in ThemeName::ALL {
            let theme = Theme::named(name);
            let least = if is_high(name) { 7.0 } else { 4.5 };
            for ground in [theme.background, theme.surface, theme.panel] {
                for text in [theme.ink, theme.muted, theme.error, theme.accent] {
                    let found = contrast(text, ground);
                    assert!(found >= least, "{name:?}: {text:?} on {ground:?} has {found:.2}");
                }
            }
        }
    }

    #[test]
    fn every_mark_has_an_outline_that_shows_on_its_ground() {
        for name in ThemeName::ALL {
            let theme = Theme::named(name);
            let least = match name {
                ThemeName::Dark => 3.0,
                ThemeName::Light | ThemeName::Greyscale => 4.5,
                ThemeName::ContrastLight | ThemeName::ContrastDark => 7.0,
            };
            for hue in theme.hues.iter().chain([&theme.other]) {
                let found = contrast(hue.stroke, theme.background);
                assert!(found >= least, "{name:?}: {:?} has {found:.2}", hue.stroke);
            }
        }
    }

    #[test]
    fn any_two_hues_stay_apart_for_every_sight() {
        for name in ThemeName::ALL.into_iter().filter(|name| *name != ThemeName::Greyscale) {
            let hues = Theme::named(name).hues;
            assert_eq!(hues.len(), 7, "{name:?}");
            for (sight, matrix) in SIGHTS {
                let seen: Vec<_> =
                    hues.iter().map(|hue| lab(seen(linear(hue.fill), matrix))).collect();
                let pairs = seen
                    .iter()
                    .enumerate()
                    .flat_map(|(i, a)| seen.iter().skip(i + 1).map(move |b| distance(*a, *b)));
                let least = pairs.fold(f64::MAX, f64::min);
                assert!(least >= 10.0, "{name:?}, {sight}: {least:.1}");
            }
        }
    }
}
