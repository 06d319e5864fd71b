//! The readings of each token of a sentence, in one row of memory.

use super::lexicon::{Arc, ClassId};

/// Readings by the token they begin at.
#[derive(Debug, Default)]
pub struct Lattice {
    arcs: Vec<Arc>,
    /// Where the readings of each token end and those of the token before it begin; the last token
    /// comes first.
    ends: Vec<u32>,
}

impl Lattice {
    /// Makes it empty and keeps its memory.
    pub fn clear(&mut self) {
        self.arcs.clear();
        self.ends.clear();
    }

    /// Puts a token in front of those that are there; `read` adds its readings to those of the
    /// tokens behind it.
    pub fn prepend(&mut self, read: impl FnOnce(&mut Vec<Arc>, Behind<'_>)) {
        read(&mut self.arcs, Behind { ends: &self.ends });
        self.ends.push(self.arcs.len() as u32);
    }

    /// Puts a token without readings in front of those that are there.
    pub fn prepend_none(&mut self) {
        self.ends.push(self.arcs.len() as u32);
    }

    /// The readings that begin at a token.
    pub fn at(&self, at: usize) -> &[Arc] {
        #[cfg(test)]
        crate::model::work::done(1);
        self.row(at).map_or(&[], |row| row_of(&self.ends, &self.arcs, row))
    }

    /// The first reading of a class at a token.
    pub fn find(&self, at: usize, class: ClassId) -> Option<Arc> {
        self.at(at).iter().find(|arc| arc.class == class).copied()
    }

    /// Whether a reading of a class begins at a token.
    pub fn has(&self, at: usize, class: ClassId) -> bool {
        self.at(at).iter().any(|arc| arc.class == class)
    }

    fn row(&self, at: usize) -> Option<usize> {
        self.ends.len().checked_sub(at + 1)
    }
}

/// The tokens behind the one that is being read.
#[derive(Clone, Copy, Debug)]
pub struct Behind<'a> {
    ends: &'a [u32],
}

fn row_of<'a>(ends: &[u32], arcs: &'a [Arc], row: usize) -> &'a [Arc] {
    let start = row.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    let end = ends.get(row).copied().unwrap_or(start);
    arcs.get(start as usize..end as usize).unwrap_or(&[])
}

impl Behind<'_> {
    /// The reading of a class at the token `ahead` tokens on, 1 being the next, among the arcs of
    /// the lattice.
    pub fn find(&self, arcs: &[Arc], ahead: usize, class: ClassId) -> Option<Arc> {
        let row = self.ends.len().checked_sub(ahead)?;
        row_of(self.ends, arcs, row).iter().find(|arc| arc.class == class).copied()
    }
}
