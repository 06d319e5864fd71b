//! Paths as people type and paste them.

use std::path::{Path, PathBuf};

/// The path that was typed: `~` is the user's own folder, and quotation marks around it, as file managers
/// and shells copy them, are no part of it.
pub(super) fn typed(text: &str) -> PathBuf {
    from_home(text, std::env::home_dir().as_deref())
}

fn from_home(text: &str, home: Option<&Path>) -> PathBuf {
    let text = text.trim();
    let inner = ['"', '\''].iter().find_map(|mark| text.strip_prefix(*mark)?.strip_suffix(*mark));
    let text = inner.unwrap_or(text);
    let below = text.strip_prefix('~').filter(|rest| {
        rest.is_empty() || rest.starts_with('/') || rest.starts_with(std::path::MAIN_SEPARATOR)
    });
    match below.zip(home) {
        Some((rest, home)) => home.join(rest.trim_start_matches(['/', std::path::MAIN_SEPARATOR])),
        None => PathBuf::from(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tilde_is_the_own_folder_and_quotation_marks_are_no_part_of_a_path() {
        let check = |text: &str, expected: &str| {
            let path = from_home(text, Some(Path::new("/people/ada")));
            assert_eq!(path, Path::new(expected), "{text}");
        };
        check("~", "/people/ada");
        check("~/notes on the dam", "/people/ada/notes on the dam");
        check(" '/srv/notes on the dam' ", "/srv/notes on the dam");
        check("\"~/notes\"", "/people/ada/notes");
        check("/srv/~/notes", "/srv/~/notes");
        check("~ada/notes", "~ada/notes");
        check("notes", "notes");
        assert_eq!(from_home("~/notes", None), Path::new("~/notes"));
    }
}
