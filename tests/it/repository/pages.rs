//! The pages tell of the program as it is.

use crate::repository::{annals, path, text};
use annals::session::command::ParseCommandError;
use annals::session::{Command, ENTRIES, Menu};
use std::collections::BTreeSet;
use std::fmt::Write as _;

const READING_COMMANDS: [&str; 5] = ["documents", "annotate", "extract", "render", "bundle"];

/// The long options that a command's help lists.
fn options_of(command: &str) -> BTreeSet<String> {
    let help = annals(["help", command]);
    assert_eq!(help.status, Some(0), "{}", help.messages);
    let words = help.data.split_whitespace().filter(|word| word.starts_with("--"));
    let names = words.map(|word| word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric()));
    names.map(str::to_owned).filter(|name| name != "--help" && name.len() > 2).collect()
}

/// The pages of the guide by name.
fn guide() -> Vec<(String, String)> {
    let files = std::fs::read_dir(path("docs")).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut pages: Vec<String> = names.filter(|name| ends_in(name, "md")).collect();
    pages.sort();
    pages.into_iter().map(|name| (name.clone(), text(&format!("docs/{name}")))).collect()
}

fn ends_in(name: &str, ending: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|it| it == ending)
}

/// What a page links to or shows, without addresses of the web.
fn targets(page: &str) -> Vec<&str> {
    let links = page.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    links.map(|(target, _)| target).filter(|target| !target.contains("://")).collect()
}

#[test]
fn every_link_of_the_guide_leads_somewhere() {
    let guide = guide();
    for (name, page) in &guide {
        for target in targets(page) {
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            let file = if file.is_empty() { name } else { file };
            assert!(path("docs").join(file).exists(), "{name} leads to {target}");
            let heading = |line: &str| {
                let title = line.trim_start_matches('#').trim().to_lowercase();
                let kept = title.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
                line.starts_with('#') && kept.collect::<String>().replace(' ', "-") == anchor
            };
            let is_there = || text(&format!("docs/{file}")).lines().any(heading);
            assert!(anchor.is_empty() || is_there(), "{name} leads to {target}");
        }
    }
}

#[test]
fn the_summary_lists_every_page() {
    let summary = text("docs/SUMMARY.md");
    let listed: BTreeSet<&str> = targets(&summary).into_iter().collect();
    let guide = guide();
    let pages = guide.iter().map(|(name, _)| name.as_str()).filter(|name| *name != "SUMMARY.md");
    assert_eq!(pages.collect::<BTreeSet<_>>(), listed);
}

#[test]
fn every_picture_of_the_guide_is_made_by_its_script() {
    let folder = tempfile::tempdir().unwrap();
    for page in ["a4.toml", "greyscale.toml"] {
        std::fs::copy(path("docs/pictures").join(page), folder.path().join(page)).unwrap();
    }
    let script = text("docs/pictures/pictures.toml");
    let sample = path("assets/sample");
    let here = script.replace("../../assets/sample", sample.to_str().unwrap());
    std::fs::write(folder.path().join("pictures.toml"), here).unwrap();
    crate::repository::annals_ok(&["run", folder.path().join("pictures.toml").to_str().unwrap()]);
    let made = std::fs::read_dir(folder.path()).unwrap();
    let made = made.map(|file| file.unwrap().file_name().into_string().unwrap());
    let made: BTreeSet<String> = made.filter(|name| ends_in(name, "svg")).collect();
    let guide = guide();
    let shown = guide.iter().flat_map(|(_, page)| targets(page));
    let shown: BTreeSet<String> =
        shown.filter_map(|it| it.strip_prefix("pictures/")).map(str::to_owned).collect();
    assert!(4 <= shown.len(), "{shown:?}");
    for name in &shown {
        assert!(made.contains(name), "{name} is not made by the script: {made:?}");
        let drawn = std::fs::read_to_string(folder.path().join(name)).unwrap();
        check_fresh(&format!("docs/pictures/{name}"), &drawn);
    }
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

/// The steps of scripts with an argument that the page explains.
fn explained_steps(page: &str) -> BTreeSet<&str> {
    let (_, table) = page.split_once("Further steps take an argument").unwrap();
    let cells = table.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next());
    let steps = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2));
    steps.filter_map(|step| step.split(' ').next()).collect()
}

#[test]
fn every_explained_step_exists() {
    let page = text("docs/command-line.md");
    let steps = explained_steps(&page);
    assert!(40 < steps.len(), "{steps:?}");
    for step in steps {
        let is_unknown = matches!(Command::parse(step, "?"), Err(ParseCommandError::Name(_)));
        assert!(!is_unknown, "{step} is explained and does not exist");
    }
}

#[test]
fn every_step_is_explained() {
    let source = text("src/session/command/mod.rs");
    let names = source.lines().filter_map(|line| line.strip_prefix("            \""));
    let names = names.filter_map(|rest| rest.split_once("\" ")).map(|(name, _)| name);
    let page = text("docs/command-line.md");
    for name in names.collect::<BTreeSet<_>>() {
        assert!(
            page.contains(&format!("`{name} ")) || page.contains(&format!("`{name}`")),
            "{name}"
        );
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

#[track_caller]
fn check_fresh(name: &str, page: &str) {
    if std::env::var_os("UPDATE_PAGES").is_some() {
        std::fs::write(path(name), page).unwrap();
    }
    let hint = "run UPDATE_PAGES=1 cargo test --test it pages";
    assert!(text(name) == page, "{name} is out of date; {hint}");
}

#[test]
fn the_page_of_commands_is_fresh() {
    check_fresh("docs/commands.md", &page_of_commands());
}

/// A file of the language, as it is written.
fn language_file(name: &str) -> toml::Table {
    text(&format!("assets/lang/en/{name}")).parse().unwrap()
}

/// A string of a table of TOML; empty where there is none.
fn string<'t>(table: &'t toml::Value, key: &str) -> &'t str {
    table.get(key).and_then(toml::Value::as_str).unwrap_or_default()
}

/// Text and value of every example in a table, in the order of the file's keys.
fn examples(table: &toml::Value, key: &str) -> Vec<(String, String)> {
    let rows = table.get(key).and_then(toml::Value::as_table).into_iter().flatten();
    rows.map(|(text, value)| (text.clone(), value.as_str().unwrap_or_default().to_owned()))
        .collect()
}

/// All kinds of time expressions as a page: made from the rules and their examples.
fn page_of_dates() -> String {
    let (kinds, rules) = (language_file("kinds.toml"), language_file("rules.toml"));
    let mut page = "# Dates

What Annals reads as a time, by kind, with the TIMEX3 value of each expression. The examples are those of the rules in
`assets/lang/en/`, which tests hold to their values, as if written on Wednesday, 2 November 2022. This page is made from them by a test:
`UPDATE_PAGES=1 cargo test --test it pages`.
"
    .to_owned();
    for kind in kinds["kind"].as_array().unwrap() {
        writeln!(page, "\n## {}\n", string(kind, "title")).unwrap();
        if !string(kind, "note").is_empty() {
            writeln!(page, "{}\n", string(kind, "note")).unwrap();
        }
        let names = kind.get("rules").and_then(toml::Value::as_array).into_iter().flatten();
        let names: Vec<&str> = names.filter_map(toml::Value::as_str).collect();
        let own = examples(kind, "examples").into_iter().map(|example| ("", example));
        let of_rules = rules["rule"].as_array().unwrap().iter();
        let of_rules = of_rules.filter(|rule| names.contains(&string(rule, "name")));
        let of_rules = of_rules.flat_map(|rule| {
            examples(rule, "yes").into_iter().map(|example| (string(rule, "name"), example))
        });
        let rows: Vec<_> = own.chain(of_rules).collect();
        if rows.is_empty() {
            continue;
        }
        writeln!(page, "| text | value | rule |\n|---|---|---|").unwrap();
        for (rule, (text, value)) in rows {
            let values: Vec<_> = value.split_whitespace().map(|it| format!("`{it}`")).collect();
            let values = if values.is_empty() { "–".to_owned() } else { values.join(" ") };
            writeln!(page, "| {text} | {values} | {rule} |").unwrap();
        }
        let no = rules["rule"].as_array().unwrap().iter();
        let no = no.filter(|rule| names.contains(&string(rule, "name")));
        let no: Vec<String> = no
            .flat_map(|rule| rule["no"].as_array().unwrap().iter().filter_map(toml::Value::as_str))
            .map(|text| format!("“{text}”"))
            .collect();
        if !no.is_empty() {
            writeln!(page, "\nNot: {}.", no.join(", ")).unwrap();
        }
    }
    page
}

#[test]
fn the_page_of_dates_is_fresh() {
    check_fresh("docs/dates.md", &page_of_dates());
}
