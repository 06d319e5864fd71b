//! The pages tell of the program as it is.

use crate::repository::{annals, path, text};
use annals::session::command::{ENTRIES, Menu};
use std::collections::BTreeSet;
use std::fmt::Write as _;

const READING_COMMANDS: [&str; 4] = ["documents", "annotate", "extract", "render"];

/// The long options that a command's help lists.
fn options_of(command: &str) -> BTreeSet<String> {
    let help = annals(["help", command]);
    assert_eq!(help.status, Some(0), "{}", help.messages);
    let words = help.data.split_whitespace().filter(|word| word.starts_with("--"));
    let names = words.map(|word| word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric()));
    names.map(str::to_owned).filter(|name| name != "--help" && name.len() > 2).collect()
}

#[test]
fn every_option_is_explained() {
    let page = text("docs/command-line.md");
    for command in READING_COMMANDS {
        for option in options_of(command) {
            assert!(page.contains(&format!("`{option}")), "{command} {option} is not explained");
        }
    }
}

#[test]
fn every_explained_option_exists() {
    let known: BTreeSet<_> = READING_COMMANDS.iter().flat_map(|name| options_of(name)).collect();
    for word in text("docs/command-line.md").split(['`', ' ', '\n', '[', ']']) {
        if word.starts_with("--") && word.len() > 4 {
            assert!(known.contains(word), "{word} is explained and does not exist");
        }
    }
}

/// What the fields of the records are called.
#[test]
fn every_field_is_explained() {
    let page = text("docs/command-line.md");
    for command in ["documents", "annotate", "extract"] {
        let said = annals([command, "assets/sample", "--quiet"]);
        let fields: BTreeSet<String> = said
            .data
            .lines()
            .flat_map(|line| {
                serde_json::from_str::<serde_json::Value>(line)
                    .unwrap()
                    .as_object()
                    .unwrap()
                    .keys()
                    .cloned()
                    .collect::<Vec<_>>()
            })
            .collect();
        let mut unexplained = fields.iter().filter(|field| !page.contains(&format!("`{field}`")));
        assert_eq!(unexplained.next(), None, "{command} has fields that are not explained");
    }
}

/// All commands as a page: made from the table that menus and shortcuts come from.
fn page_of_commands() -> String {
    let mut page = "# Commands

Menus, keys, the palette (`Ctrl+K`) and scripts (`annals run`) know the same commands. This page is made from their table by a test:
`UPDATE_PAGES=1 cargo test --test it pages`.
"
    .to_owned();
    for menu in Menu::ALL {
        write!(
            page,
            "\n## {}\n\n| command | keys | in scripts | what it does |\n|---|---|---|---|\n",
            menu.text()
        )
        .unwrap();
        for entry in ENTRIES.iter().filter(|entry| entry.menu == menu) {
            let keys: Vec<_> = entry.shortcut.split(' ').filter(|key| !key.is_empty()).collect();
            let keys: Vec<_> =
                keys.iter().map(|key| format!("`{}`", key.replace("Arrow", ""))).collect();
            let (text, name, tooltip) = (entry.text, entry.name, entry.tooltip);
            writeln!(page, "| {text} | {} | `{name}` | {tooltip} |", keys.join(", ")).unwrap();
        }
    }
    page
}

#[test]
fn the_page_of_commands_is_fresh() {
    let page = page_of_commands();
    if std::env::var_os("UPDATE_PAGES").is_some() {
        std::fs::write(path("docs/commands.md"), &page).unwrap();
    }
    let hint = "run UPDATE_PAGES=1 cargo test --test it pages";
    assert!(text("docs/commands.md") == page, "docs/commands.md is out of date; {hint}");
}
