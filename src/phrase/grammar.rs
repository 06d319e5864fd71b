//! Phrases over word classes: a trie, longest match first, the first rule wins ties.
//!
//! ```text
//!  month day [,] year        month ─ day ─┬─ year ● month-day-year
//!  month day                              ├─ ,─ year ● month-day-year
//!                                         ● month-day
//! ```
//! The naive form tries every rule at every word. Forms share one trie, which has a way for each choice of
//! their optional parts and alternatives, so a word costs one look-up per reading. Points of the trie that
//! go on alike are one in the end, which leaves one in sixty.

use super::lattice::Lattice;
use super::lexicon::{Arc, ClassId, ClassSet};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// A slot of a match: a class with its value, and the tokens it came from.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    /// The reading.
    pub arc: Arc,
    /// First token.
    pub at: usize,
}

/// A phrase found.
#[derive(Clone, Copy, Debug)]
pub struct Match<'a> {
    /// Number of the rule.
    pub rule: usize,
    /// One past the last token.
    pub end: usize,
    /// What was read, in order.
    pub slots: &'a [Slot],
}

/// The phrases that begin at one token; its memory serves again for the next.
#[derive(Debug)]
pub struct Matches {
    found: Vec<Row>,
    slots: Vec<Slot>,
    path: Vec<Slot>,
}

#[derive(Clone, Copy, Debug)]
struct Row {
    rule: usize,
    end: usize,
    /// Its slots.
    from: usize,
    to: usize,
}

impl Default for Matches {
    /// With room for most phrases, so that its memory need not grow in steps.
    fn default() -> Self {
        const SLOTS: usize = 64;
        let (found, path) = (Vec::with_capacity(SLOTS / 4), Vec::with_capacity(SLOTS / 4));
        Self { found, slots: Vec::with_capacity(SLOTS), path }
    }
}

impl Matches {
    /// Longest first; of the same length the first rule.
    pub fn iter(&self) -> impl Iterator<Item = Match<'_>> {
        self.found.iter().map(|row| Match {
            rule: row.rule,
            end: row.end,
            slots: self.slots.get(row.from..row.to).unwrap_or(&[]),
        })
    }
}

/// The points of the trie that a form has come to while it is added, each once.
#[derive(Clone, Debug)]
pub struct Points(Vec<u32>);

impl Points {
    /// The point where all forms begin.
    pub fn start() -> Self {
        Self(vec![0])
    }

    /// No point.
    pub fn none() -> Self {
        Self(Vec::new())
    }

    /// Adds those of another choice.
    pub fn join(&mut self, other: Self) {
        self.0.extend(other.0);
        self.0.sort_unstable();
        self.0.dedup();
    }

    /// How many they are.
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

/// All forms of all rules.
#[derive(Debug, Serialize, Deserialize)]
pub struct Grammar {
    nodes: Vec<Node>,
    /// The first node of each class, by its number; 0 where no phrase begins with it.
    roots: Vec<u32>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
struct Node {
    children: Vec<(ClassId, u32)>,
    /// The classes of the children.
    classes: ClassSet,
    rule: Option<usize>,
}

impl Node {
    /// Whether a form may go on from here at a token.
    fn goes_on(&self, lattice: &Lattice, at: usize) -> bool {
        self.classes.may_share(lattice.classes(at))
    }
}

impl Default for Grammar {
    fn default() -> Self {
        Self { nodes: vec![Node::default()], roots: Vec::new() }
    }
}

impl Grammar {
    /// Where forms that have come to some points come with one class more.
    pub fn go_on(&mut self, from: &Points, class: ClassId) -> Points {
        let step = |&node: &u32| self.child(node, class).unwrap_or_else(|| self.grow(node, class));
        Points(from.0.iter().map(step).collect())
    }

    /// Ends a form of a rule at some points; a form that an earlier rule has is kept for that rule.
    pub fn end(&mut self, at: &Points, rule: usize) {
        for &node in &at.0 {
            if let Some(node) = self.nodes.get_mut(node as usize) {
                node.rule.get_or_insert(rule);
            }
        }
    }

    fn child(&self, node: u32, class: ClassId) -> Option<u32> {
        if node == 0 {
            return self.roots.get(class.0 as usize).copied().filter(|&child| child != 0);
        }
        let Node { children, classes, .. } = self.nodes.get(node as usize)?;
        if !classes.may_hold(class) {
            return None;
        }
        let at = children.partition_point(|&(known, _)| known < class);
        children.get(at).filter(|&&(known, _)| known == class).map(|&(_, child)| child)
    }

    fn grow(&mut self, node: u32, class: ClassId) -> u32 {
        let new = self.nodes.len() as u32;
        self.nodes.push(Node::default());
        if node == 0 {
            let class = class.0 as usize;
            self.roots.resize(self.roots.len().max(class + 1), 0);
            if let Some(root) = self.roots.get_mut(class) {
                *root = new;
            }
        } else if let Some(parent) = self.nodes.get_mut(node as usize) {
            let at = parent.children.partition_point(|&(known, _)| known < class);
            parent.children.insert(at, (class, new));
            parent.classes = parent.classes.with(class);
        }
        new
    }

    /// The same with all points once that go on alike.
    pub fn shared(self) -> Self {
        let mut numbers = vec![0; self.nodes.len()];
        let mut nodes = vec![Node::default()];
        let mut known = HashMap::new();
        // A point stands behind those that lead to it.
        for (at, mut node) in self.nodes.into_iter().enumerate().skip(1).rev() {
            for (_, child) in &mut node.children {
                *child = numbers.get(*child as usize).copied().unwrap_or(0);
            }
            let new = nodes.len() as u32;
            let number = *known.entry(node).or_insert_with_key(|node| {
                nodes.push(node.clone());
                new
            });
            if let Some(known) = numbers.get_mut(at) {
                *known = number;
            }
        }
        let root = |&at: &u32| numbers.get(at as usize).copied().unwrap_or(0);
        Self { nodes, roots: self.roots.iter().map(root).collect() }
    }

    /// The classes with which phrases begin.
    pub fn first_classes(&self) -> Vec<ClassId> {
        let roots = (0..).zip(&self.roots).filter(|(_, root)| **root != 0);
        roots.map(|(class, _)| ClassId(class)).collect()
    }

    /// Finds the phrases that begin at token `start`.
    pub fn match_at(&self, lattice: &Lattice, start: usize, matches: &mut Matches) {
        matches.found.clear();
        matches.slots.clear();
        matches.path.clear();
        self.step(lattice, 0, start, matches);
        matches.found.sort_unstable_by_key(|row| (usize::MAX - row.end, row.rule));
    }

    fn step(&self, lattice: &Lattice, node: u32, at: usize, matches: &mut Matches) {
        #[cfg(test)]
        crate::model::work::done(1);
        for &arc in lattice.at(at) {
            let Some(child) = self.child(node, arc.class) else { continue };
            let Some(node) = self.nodes.get(child as usize) else { continue };
            let end = at + arc.tokens as usize;
            let goes_on = node.goes_on(lattice, end);
            if node.rule.is_none() && !goes_on {
                continue;
            }
            matches.path.push(Slot { arc, at });
            if let Some(rule) = node.rule {
                let is_known = matches.found.iter().any(|row| row.end == end && row.rule == rule);
                if !is_known {
                    let from = matches.slots.len();
                    matches.slots.extend_from_slice(&matches.path);
                    matches.found.push(Row { rule, end, from, to: matches.slots.len() });
                }
            }
            if goes_on {
                self.step(lattice, child, end, matches);
            }
            matches.path.pop();
        }
    }
}
