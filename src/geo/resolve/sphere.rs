//! Places on the unit sphere: which is the nearest, and how far it is.

/// A place on the unit sphere: comparing distances takes three products each.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Direction([f32; 3]);

impl Direction {
    /// Of a latitude and a longitude in degrees.
    pub(crate) fn of((latitude, longitude): (f32, f32)) -> Self {
        let (sin, cos) = latitude.to_radians().sin_cos();
        let (east, front) = longitude.to_radians().sin_cos();
        Self([cos * front, cos * east, sin])
    }

    /// Minus the square of the chord to another place: nearer is greater.
    pub(super) fn closeness(self, other: &Self) -> f32 {
        closeness(self, other.0)
    }
}

fn closeness(Direction([x, y, z]): Direction, other: [f32; 3]) -> f32 {
    let [x, y, z] = [x - other[0], y - other[1], z - other[2]];
    -(x * x + y * y + z * z)
}

/// Great-circle distance of a closeness, on a sphere of the mean radius.
pub(super) fn km_of(closeness: f32) -> f32 {
    const RADIUS_KM: f32 = 6_371.0;
    2.0 * RADIUS_KM * ((-closeness).sqrt() / 2.0).min(1.0).asin()
}

/// Where places lie.
#[derive(Debug, Default)]
pub(super) struct Positions {
    rows: Vec<Row>,
    count: usize,
}

/// Places beside each other, so that one step measures the way to all of them.
///
/// The three coordinates of each; infinity where there is none.
#[derive(Debug)]
struct Row([[f32; Self::LEN]; 3]);

impl Row {
    const LEN: usize = 8;
}

impl Positions {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.count
    }

    /// Leaves none.
    pub(crate) fn clear(&mut self) {
        self.rows.clear();
        self.count = 0;
    }

    /// Adds where a place lies.
    pub(crate) fn push(&mut self, direction: Direction) {
        let slot = self.count % Row::LEN;
        if slot == 0 {
            self.rows.push(Row([[f32::INFINITY; Row::LEN]; 3]));
        }
        if let Some(Row(row)) = self.rows.last_mut() {
            for (row, coordinate) in row.iter_mut().zip(direction.0) {
                row[slot] = coordinate;
            }
        }
        self.count += 1;
    }

    /// How near the nearest place is, other than that of a number.
    pub(super) fn closest(&self, but: Option<usize>, here: Direction) -> Option<f32> {
        #[cfg(test)]
        crate::model::work::done(self.count);
        let mut closest = [f32::NEG_INFINITY; Row::LEN];
        for (number, Row([x, y, z])) in self.rows.iter().enumerate() {
            let mut there: [f32; Row::LEN] =
                std::array::from_fn(|slot| closeness(here, [x[slot], y[slot], z[slot]]));
            if let Some(but) = but.filter(|but| but / Row::LEN == number) {
                there[but % Row::LEN] = f32::NEG_INFINITY;
            }
            // `f32::max` looks for what is no number too.
            closest = std::array::from_fn(|slot| {
                if there[slot] > closest[slot] { there[slot] } else { closest[slot] }
            });
        }
        let closest = closest.into_iter().fold(f32::NEG_INFINITY, f32::max);
        closest.is_finite().then_some(closest)
    }
}
