//! The readings of each token of a sentence, in one row of memory.

use super::lexicon::{Arc, ClassId, ClassSet};

/// Readings by the token they begin at.
#[derive(Debug, Default)]
pub struct Lattice {
    arcs: Vec<Arc>,
    /// By token.
    rows: Vec<Row>,
    /// The classes of all rows.
    classes: ClassSet,
}

/// Where the readings of a token stand, and their classes.
#[derive(Clone, Copy, Debug, Default)]
struct Row {
    start: u32,
    end: u32,
    classes: ClassSet,
}

impl Lattice {
    /// With room for the readings of so many tokens.
    pub fn with_capacity(tokens: usize) -> Self {
        Self {
            arcs: Vec::with_capacity(2 * tokens),
            rows: Vec::with_capacity(tokens),
            classes: ClassSet::default(),
        }
    }

    /// Makes room for so many tokens, none of them with a reading; keeps its memory.
    pub fn clear(&mut self, tokens: usize) {
        self.arcs.clear();
        self.rows.clear();
        self.rows.resize(tokens, Row::default());
        self.classes = ClassSet::default();
    }

    /// Gives a token whose followers have been read its readings, which have these classes.
    #[inline]
    pub fn put(&mut self, at: usize, readings: &[Arc], classes: ClassSet) {
        let start = self.arcs.len() as u32;
        self.arcs.extend_from_slice(readings);
        self.classes = self.classes.join(classes);
        if let Some(row) = self.rows.get_mut(at) {
            *row = Row { start, end: self.arcs.len() as u32, classes };
        }
    }

    /// Reads a token whose followers have been read: `read` adds its readings to theirs.
    #[inline]
    pub fn read(&mut self, at: usize, read: impl FnOnce(&mut Vec<Arc>, Behind<'_>)) {
        let start = self.arcs.len();
        read(&mut self.arcs, Behind { rows: self.rows.get(at..).unwrap_or_default() });
        let own = self.arcs.get(start..).unwrap_or_default();
        let classes = own.iter().fold(ClassSet::default(), |all, arc| all.with(arc.class));
        self.classes = self.classes.join(classes);
        if let Some(row) = self.rows.get_mut(at) {
            *row = Row { start: start as u32, end: self.arcs.len() as u32, classes };
        }
    }

    /// The readings that begin at a token.
    pub fn at(&self, at: usize) -> &[Arc] {
        #[cfg(test)]
        crate::model::work::done(1);
        self.rows.get(at).map_or(&[], |row| row.of(&self.arcs))
    }

    /// Their classes.
    #[inline]
    pub fn classes(&self, at: usize) -> ClassSet {
        #[cfg(test)]
        crate::model::work::done(1);
        self.rows.get(at).map_or(ClassSet::default(), |row| row.classes)
    }

    /// The classes that begin at any token.
    pub fn all_classes(&self) -> ClassSet {
        self.classes
    }

    /// The first reading of a class at a token.
    #[inline]
    pub fn find(&self, at: usize, class: ClassId) -> Option<Arc> {
        // Most tokens are turned away by one bit.
        if !self.classes(at).may_hold(class) {
            return None;
        }
        self.at(at).iter().find(|arc| arc.class == class).copied()
    }

    /// Whether a reading of one of some classes begins at a token.
    #[inline]
    pub fn has_any(&self, at: usize, classes: &[ClassId]) -> bool {
        self.classes(at).may_share(ClassSet::of(classes))
            && self.at(at).iter().any(|arc| classes.contains(&arc.class))
    }

    /// Whether a reading of a class begins at a token.
    #[inline]
    pub fn has(&self, at: usize, class: ClassId) -> bool {
        self.find(at, class).is_some()
    }
}

impl Row {
    fn of(self, arcs: &[Arc]) -> &[Arc] {
        arcs.get(self.start as usize..self.end as usize).unwrap_or(&[])
    }
}

/// The tokens behind the one that is being read.
#[derive(Clone, Copy, Debug)]
pub struct Behind<'a> {
    /// Its own row, which is empty, and those of the tokens behind it.
    rows: &'a [Row],
}

impl Behind<'_> {
    /// The reading of a class at the token `ahead` tokens on, 1 being the next, among the arcs of
    /// the lattice.
    pub fn find(&self, arcs: &[Arc], ahead: usize, class: ClassId) -> Option<Arc> {
        let row = self.rows.get(ahead).filter(|row| row.classes.may_hold(class))?;
        row.of(arcs).iter().find(|arc| arc.class == class).copied()
    }
}
