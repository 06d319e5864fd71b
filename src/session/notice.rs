//! What the user should hear of.

/// A line at the foot of the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it says; a path stands on the last line.
    pub text: String,
    /// How bad it is.
    pub kind: NoticeKind,
}

/// How bad a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something was done.
    Done,
    /// Nothing was done, and this is what it takes.
    Hint,
    /// Something was done, but not all is well.
    Warning,
    /// Something could not be done.
    Failed,
}

impl Notice {
    /// Something was done.
    pub fn done(text: impl Into<String>) -> Self {
        Self { text: text.into(), kind: NoticeKind::Done }
    }

    /// Nothing was done, and this is what it takes.
    pub fn hint(text: impl Into<String>) -> Self {
        Self { text: text.into(), kind: NoticeKind::Hint }
    }

    /// Something was done, but not all is well.
    pub fn warning(text: impl Into<String>) -> Self {
        Self { text: text.into(), kind: NoticeKind::Warning }
    }

    /// Something could not be done.
    pub fn failed(text: impl Into<String>) -> Self {
        Self { text: text.into(), kind: NoticeKind::Failed }
    }

    /// Whether it is told in red.
    pub fn is_bad(&self) -> bool {
        matches!(self.kind, NoticeKind::Warning | NoticeKind::Failed)
    }

    /// Whether what was asked for was done.
    pub fn is_done(&self) -> bool {
        matches!(self.kind, NoticeKind::Done | NoticeKind::Warning)
    }
}
