//! A line of values with a place on it: undo and redo, back and forward.

/// Values before and after the present one; the present one is kept by its owner.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct History<T> {
    past: Vec<T>,
    future: Vec<T>,
}

impl<T> Default for History<T> {
    fn default() -> Self {
        Self { past: Vec::new(), future: Vec::new() }
    }
}

impl<T: PartialEq> History<T> {
    /// A history with what came before, oldest first, and what comes again, next first.
    pub(crate) fn of(past: Vec<T>, mut future: Vec<T>) -> Self {
        future.reverse();
        Self { past, future }
    }

    /// Remembers what is about to be left; what was undone is forgotten.
    pub(crate) fn leave(&mut self, present: T) {
        if self.past.last() != Some(&present) {
            self.past.push(present);
        }
        self.future.clear();
    }

    /// The value before the present one; `None` leaves everything as it is.
    pub(crate) fn back(&mut self, present: T) -> Option<T> {
        let past = self.past.pop()?;
        self.future.push(present);
        Some(past)
    }

    /// The value that was left by the last [`History::back`].
    pub(crate) fn forward(&mut self, present: T) -> Option<T> {
        let next = self.future.pop()?;
        self.past.push(present);
        Some(next)
    }

    /// Whether there is something to go back to.
    pub(crate) fn can_go_back(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is something to go forward to.
    pub(crate) fn can_go_forward(&self) -> bool {
        !self.future.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goes_back_and_forward_and_forgets_the_other_way() {
        let mut history = History::default();
        history.leave(1);
        history.leave(2);
        assert_eq!(history.back(3), Some(2));
        assert_eq!(history.forward(2), Some(3));
        assert_eq!(history.back(3), Some(2));
        history.leave(2);
        assert_eq!(history.forward(9), None);
        assert_eq!(history.back(9), Some(2));
        assert_eq!(history.back(2), Some(1));
        assert_eq!(history.back(1), None);
    }
}
