//! Phrases over word classes: a trie, longest match first, the first rule wins ties.
//!
//! ```text
//!  month day [,] year        month ─ day ─┬─ year ● month-day-year
//!  month day                              ├─ ,─ year ● month-day-year
//!                                         ● month-day
//! ```
//! The naive form tries every rule at every word. Forms are written out without their optional
//! parts at load and share one trie, so a word costs one look-up per reading.

use super::lexicon::{Arc, ClassId};

/// A slot of a match: a class with its value, and the tokens it came from.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    /// The reading.
    pub arc: Arc,
    /// First token.
    pub at: usize,
}

/// A phrase found.
#[derive(Clone, Debug)]
pub struct Match {
    /// Number of the rule.
    pub rule: usize,
    /// One past the last token.
    pub end: usize,
    /// What was read, in order.
    pub slots: Vec<Slot>,
}

/// All forms of all rules.
#[derive(Debug)]
pub struct Grammar {
    nodes: Vec<Node>,
}

#[derive(Debug, Default)]
struct Node {
    children: Vec<(ClassId, u32)>,
    rule: Option<usize>,
}

impl Default for Grammar {
    fn default() -> Self {
        Self { nodes: vec![Node::default()] }
    }
}

impl Grammar {
    /// Adds one written-out form of a rule; a form that an earlier rule has is kept for that rule.
    pub fn add(&mut self, rule: usize, form: &[ClassId]) {
        let mut node = 0_u32;
        for &class in form {
            node = self.child(node, class).unwrap_or_else(|| self.grow(node, class));
        }
        if let Some(node) = self.nodes.get_mut(node as usize) {
            node.rule.get_or_insert(rule);
        }
    }

    fn child(&self, node: u32, class: ClassId) -> Option<u32> {
        let children = &self.nodes.get(node as usize)?.children;
        let at = children.binary_search_by_key(&class, |&(class, _)| class).ok()?;
        children.get(at).map(|&(_, child)| child)
    }

    fn grow(&mut self, node: u32, class: ClassId) -> u32 {
        let new = self.nodes.len() as u32;
        self.nodes.push(Node::default());
        if let Some(parent) = self.nodes.get_mut(node as usize) {
            let at = parent.children.partition_point(|&(known, _)| known < class);
            parent.children.insert(at, (class, new));
        }
        new
    }

    /// The phrases that begin at token `start`, longest first, one for each length: of several
    /// rules with the same length the first. `lattice` holds the readings of each token.
    pub fn matches(&self, lattice: &[Vec<Arc>], start: usize) -> Vec<Match> {
        let mut walk = Walk { grammar: self, lattice, path: Vec::new(), found: Vec::new() };
        walk.step(0, start);
        walk.found.sort_by_key(|found| (usize::MAX - found.end, found.rule));
        walk.found
    }
}

struct Walk<'a> {
    grammar: &'a Grammar,
    lattice: &'a [Vec<Arc>],
    path: Vec<Slot>,
    found: Vec<Match>,
}

impl Walk<'_> {
    fn step(&mut self, node: u32, at: usize) {
        let Some(here) = self.grammar.nodes.get(node as usize) else { return };
        if let Some(rule) = here.rule {
            let is_known = self.found.iter().any(|found| found.end == at && found.rule == rule);
            if !is_known {
                self.found.push(Match { rule, end: at, slots: self.path.clone() });
            }
        }
        let Some(arcs) = self.lattice.get(at) else { return };
        for &arc in arcs {
            if let Some(child) = self.grammar.child(node, arc.class) {
                self.path.push(Slot { arc, at });
                self.step(child, at + arc.tokens as usize);
                self.path.pop();
            }
        }
    }
}
