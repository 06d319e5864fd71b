//! Lines of headers that programs write above a message which they pass on (`assets/boilerplate/mail.toml`).

use serde::Deserialize;
use std::sync::LazyLock;

/// What a line of headers says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Header {
    /// Who wrote it.
    From,
    /// When it was sent.
    Date,
    /// What it is about.
    Subject,
    /// To whom it went, and whatever else.
    Other,
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    from: Vec<String>,
    date: Vec<String>,
    subject: Vec<String>,
    other: Vec<String>,
}

static FILE: LazyLock<Option<File>> =
    LazyLock::new(|| toml::from_str(include_str!("../../../assets/boilerplate/mail.toml")).ok());

/// `Sent: Monday` → what it says, and how it goes on.
pub(super) fn header(line: &str) -> Option<(Header, &str)> {
    let file = FILE.as_ref()?;
    let (name, value) = line.split_once(':')?;
    // Some programs print the names of headers in bold.
    let name = name.trim_matches(|c: char| c == '*' || c.is_whitespace()).to_lowercase();
    let value = value.trim_matches(|c: char| c == '*' || c.is_whitespace());
    let known = |names: &[String]| names.contains(&name);
    let kind = match () {
        () if known(&file.from) => Header::From,
        () if known(&file.date) => Header::Date,
        () if known(&file.subject) => Header::Subject,
        () if known(&file.other) => Header::Other,
        () => return None,
    };
    Some((kind, value))
}
