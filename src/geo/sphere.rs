//! Places on the unit sphere: which is the nearest, and how far it is.

/// A place on the unit sphere: comparing distances takes three products each.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Direction([f32; 3]);

impl Direction {
    /// Of a latitude and a longitude in degrees.
    pub(super) fn of((latitude, longitude): (f32, f32)) -> Self {
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

/// Where places lie, each with the number of its name.
#[derive(Debug, Default)]
pub(super) struct Positions {
    rows: Vec<Row>,
    count: usize,
}

/// Places beside each other, so that one step measures the way to all of them.
#[derive(Debug)]
struct Row {
    names: [u32; Self::LEN],
    /// The three coordinates of each; infinity where there is none.
    at: [[f32; Self::LEN]; 3],
}

impl Row {
    const LEN: usize = 8;
}

impl Positions {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// Leaves none.
    pub(super) fn clear(&mut self) {
        self.rows.clear();
        self.count = 0;
    }

    /// Adds where a name's place lies.
    pub(super) fn push(&mut self, name: usize, direction: Direction) {
        let slot = self.count % Row::LEN;
        if slot == 0 {
            self.rows.push(Row { names: [0; Row::LEN], at: [[f32::INFINITY; Row::LEN]; 3] });
        }
        if let Some(row) = self.rows.last_mut() {
            row.names[slot] = name as u32;
            for (row, coordinate) in row.at.iter_mut().zip(direction.0) {
                row[slot] = coordinate;
            }
        }
        self.count += 1;
    }

    /// How near the nearest place of another name is.
    pub(super) fn closest(&self, name: usize, here: Direction) -> Option<f32> {
        #[cfg(test)]
        crate::model::work::done(self.count);
        let name = name as u32;
        let mut closest = [f32::NEG_INFINITY; Row::LEN];
        for Row { names, at: [x, y, z] } in &self.rows {
            closest = std::array::from_fn(|slot| {
                let there = closeness(here, [x[slot], y[slot], z[slot]]);
                let there = if names[slot] == name { f32::NEG_INFINITY } else { there };
                // `f32::max` looks for what is no number too.
                if there > closest[slot] { there } else { closest[slot] }
            });
        }
        let closest = closest.into_iter().fold(f32::NEG_INFINITY, f32::max);
        closest.is_finite().then_some(closest)
    }
}
