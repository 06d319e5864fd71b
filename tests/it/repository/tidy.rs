//! Holds the source to ARCHITECTURE.md and to the house style, where no lint does.

use crate::repository;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use walkdir::WalkDir;

/// Lines of a file without its tests.
const LONGEST_FILE: usize = 600;
/// Entries of the root that are not hidden; `fuzz` is where cargo-fuzz looks for it.
const MOST_ROOT_ENTRIES: usize = 17;
/// Files and folders in a folder of `src`, at most.
const MOST_ENTRIES: usize = 35;

/// What building and testing leave at the root.
const LEFT_BY_BUILDS: [&str; 2] = ["target", "proptest-regressions"];

/// A source file without tests and comments.
struct SourceFile {
    /// Path below `src`, with `/`.
    path: String,
    code: String,
}

impl SourceFile {
    /// `geo` for `geo/corpus.rs`, `main` for `main.rs`.
    fn module(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap_or_default()
    }

    fn is_under(&self, places: &[&str]) -> bool {
        places.iter().any(|place| {
            self.path.strip_prefix(place).is_some_and(|rest| rest.starts_with(['/', '.']))
        })
    }
}

fn source_files() -> Vec<SourceFile> {
    let root = repository::path("src");
    let entries = WalkDir::new(&root).sort_by_file_name().into_iter().map(Result::unwrap);
    let is_source =
        |path: &Path| path.extension().is_some_and(|e| e == "rs") && !path.ends_with("tests.rs");
    let files = entries.filter(|entry| is_source(entry.path()));
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(&root).unwrap();
            let text = std::fs::read_to_string(entry.path()).unwrap();
            SourceFile { path: path.to_string_lossy().replace('\\', "/"), code: code_of(&text) }
        })
        .collect()
}

/// The lines before the tests, with comments blanked.
fn code_of(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let is_comment = |line: &str| line.trim_start().starts_with("//");
    let lines = before_tests.lines().map(|line| if is_comment(line) { "" } else { line });
    lines.collect::<Vec<_>>().join("\n")
}

/// The modules that a file names by `crate::…` or `annals::…`.
fn modules_named(code: &str) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    for prefix in ["crate::", "annals::"] {
        let mut parts = code.split(prefix);
        let mut before = parts.next().unwrap_or_default();
        for rest in parts {
            let starts_path = !before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
            before = rest;
            if starts_path {
                names.extend(match rest.strip_prefix('{') {
                    Some(group) => first_names(group),
                    None => vec![leading_name(rest)],
                });
            }
        }
    }
    names
}

/// The first name of each path in the group `{a::b, c::{d, e}}`, its brace left off.
fn first_names(group: &str) -> Vec<&str> {
    let mut depth = 0;
    let mut is_over = false;
    let paths = group.split(|c| {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => is_over = true,
            '}' => depth -= 1,
            _ => {}
        }
        is_over || (c == ',' && depth == 0)
    });
    paths
        .map_while(|path| Some(leading_name(path.trim())).filter(|name| !name.is_empty()))
        .collect()
}

fn leading_name(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
}

/// The table "Who may know whom" of ARCHITECTURE.md.
fn who_may_know_whom() -> BTreeMap<String, BTreeSet<String>> {
    let page = repository::text("ARCHITECTURE.md");
    let section = page.split("## Who may know whom").nth(1).expect("the section stands");
    let section = section.split("\n## ").next().unwrap_or_default();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    let rows = rows.filter_map(|row| row.split_once(" | ")).filter(|row| row.0 != "module");
    rows.map(|(module, used)| {
        let used = used.split(',').map(|name| name.trim().to_owned());
        (module.to_owned(), used.filter(|name| name != "–").collect())
    })
    .collect()
}

#[track_caller]
fn assert_none(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{what}:\n  {}", found.join("\n  "));
}

#[test]
fn modules_know_only_whom_they_may() {
    let table = who_may_know_whom();
    let mut broken = Vec::new();
    for file in source_files().iter().filter(|file| !matches!(file.module(), "lib" | "main")) {
        let Some(allowed) = table.get(file.module()) else {
            broken.push(format!("{} is not in the table of ARCHITECTURE.md", file.module()));
            continue;
        };
        for name in modules_named(&file.code).into_iter().filter(|&name| name != file.module()) {
            let is_window = file.module() == "cli" && name == "ui";
            if table.contains_key(name) && !allowed.contains(name) && !is_window {
                broken.push(format!("src/{} uses {name}", file.path));
            }
        }
    }
    assert_none("modules that know whom they may not", &broken);
}

#[test]
fn every_module_stands_in_the_table_and_on_the_map() {
    let page = repository::text("ARCHITECTURE.md");
    let modules: BTreeSet<_> = who_may_know_whom().into_keys().collect();
    let declared = repository::text("src/lib.rs");
    let declared = declared.lines().filter_map(|line| line.strip_prefix("pub mod "));
    let declared: BTreeSet<_> = declared.map(|rest| leading_name(rest).to_owned()).collect();
    assert_eq!(modules, declared);
    for module in modules {
        assert!(page.contains(&format!("\n| `{module}` |")), "{module} is not on the map");
    }
    assert!(page.lines().count() < 150, "ARCHITECTURE.md is no longer a map");
}

#[test]
fn files_threads_clock_and_window_stay_at_the_rim() {
    let rules: [(&[&str], &[&str]); 4] = [
        (
            &["std::fs", "fs::read", "fs::write", "File::open"],
            &["ingest", "export", "project", "pipeline/cache", "cli"],
        ),
        (&["egui::", "eframe::", "egui_plot::", "rfd::"], &["ui"]),
        (&["SystemTime::now", "Instant::now", "Utc::now", "Local::now"], &["main", "ui"]),
        (&["thread::spawn", "thread::Builder"], &["ui"]),
    ];
    let files = source_files();
    let mut broken = Vec::new();
    for (words, places) in rules {
        for file in files.iter().filter(|file| !file.is_under(places)) {
            for word in words.iter().filter(|word| file.code.contains(**word)) {
                broken.push(format!("src/{} uses {word}", file.path));
            }
        }
    }
    assert_none("words outside their modules", &broken);
}

#[test]
fn files_open_with_what_and_why_and_are_not_long() {
    let mut broken = Vec::new();
    for file in source_files() {
        let text = repository::text(&format!("src/{}", file.path));
        let lines = file.code.lines().count();
        if lines > LONGEST_FILE {
            broken.push(format!("src/{} has {lines} lines", file.path));
        }
        if !text.starts_with("//! ") {
            broken.push(format!("src/{} does not open with a `//!` line", file.path));
        }
    }
    assert_none("files that a reader will not like", &broken);
}

/// Every folder of assets says where its contents come from, itself or in a folder that holds it.
/// `sample/` cannot, for its own note would be read as a document; `assets/README.md` speaks for it.
#[test]
fn assets_say_where_they_come_from() {
    let licences =
        ["MIT", "Apache-2.0", "CC BY", "CC0", "Unicode", "OFL", "SIL Open", "public domain"];
    let names_licence = |folder: &Path| {
        let note = std::fs::read_to_string(folder.join("README.md")).unwrap_or_default();
        licences.iter().any(|licence| note.contains(licence))
    };
    let assets = repository::path("assets");
    assert!(names_licence(&assets), "assets/README.md speaks for the sample");
    let files = WalkDir::new(&assets).min_depth(2).sort_by_file_name().into_iter();
    let files = files.map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    let mut unexplained = BTreeSet::new();
    for file in files.filter(|file| !file.path().starts_with(assets.join("sample"))) {
        let folder = file.path().parent().unwrap();
        let mut folders = folder.ancestors().take_while(|ancestor| *ancestor != assets);
        if !folders.any(names_licence) {
            unexplained.insert(relative(&assets, folder));
        }
    }
    let unexplained: Vec<_> = unexplained.into_iter().collect();
    assert_none("folders without a README.md that names origin and licence", &unexplained);
}

#[test]
fn the_root_can_be_taken_in_at_a_glance() {
    let entries = std::fs::read_dir(repository::path(".")).unwrap().map(Result::unwrap);
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<_> = names
        .filter(|name| !name.starts_with('.') && !LEFT_BY_BUILDS.contains(&name.as_str()))
        .collect();
    names.sort();
    assert!(names.len() <= MOST_ROOT_ENTRIES, "{} entries: {names:?}", names.len());
}

#[test]
fn each_folder_can_be_taken_in_at_a_glance() {
    let folders = WalkDir::new(repository::path("src")).sort_by_file_name().into_iter();
    let folders = folders.map(Result::unwrap).filter(|entry| entry.file_type().is_dir());
    let broken: Vec<_> = folders
        .map(|folder| (std::fs::read_dir(folder.path()).unwrap().count(), folder))
        .filter(|(entries, _)| MOST_ENTRIES < *entries)
        .map(|(entries, folder)| format!("{} holds {entries}", folder.path().display()))
        .collect();
    assert_none("folders whose files should be grouped", &broken);
}

/// Paths of somebody's machine say nothing to a reader and stop working elsewhere.
#[test]
fn nothing_names_a_machine() {
    let places = ["home", "root", "work", "Users"].map(|name| format!("/{name}/"));
    let is_inside_path = |c: char| c.is_alphanumeric() || ".-_~}".contains(c);
    let mut broken = Vec::new();
    for (path, text) in own_texts() {
        for (number, line) in text.lines().enumerate() {
            let mut befores = places.iter().flat_map(|place| {
                let parts: Vec<_> = line.split(place.as_str()).collect();
                parts.into_iter().rev().skip(1)
            });
            if befores.any(|before| !before.ends_with(is_inside_path)) {
                broken.push(format!("{path}:{}", number + 1));
            }
        }
    }
    assert_none("paths of one machine", &broken);
}

/// Paths and texts of the repository that people write: source, tests, scripts, pages.
fn own_texts() -> Vec<(String, String)> {
    let root = repository::path(".");
    let is_foreign = |name: &str| matches!(name, "target" | ".git" | "Cargo.lock" | "gazetteer");
    let entries = WalkDir::new(&root).sort_by_file_name().into_iter();
    let entries = entries
        .filter_entry(move |entry| !is_foreign(&entry.file_name().to_string_lossy()))
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file());
    entries
        .filter_map(|entry| {
            let text = std::fs::read_to_string(entry.path()).ok()?;
            Some((relative(&root, entry.path()), text))
        })
        .collect()
}

fn relative(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// Links of the pages lead somewhere.
#[test]
fn links_between_pages_lead_somewhere() {
    let mut broken = Vec::new();
    for (page, text) in own_texts() {
        let page = Path::new(&page);
        if page.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        let folder = repository::path("").join(page.parent().unwrap_or(Path::new("")));
        for rest in text.split("](").skip(1) {
            let target = rest.split([')', '#']).next().unwrap_or_default();
            let is_ours = !target.is_empty() && !target.contains(':');
            if is_ours && !folder.join(target).exists() {
                broken.push(format!("{}: {target}", page.display()));
            }
        }
    }
    assert_none("links that lead nowhere", &broken);
}

#[test]
fn reads_the_modules_that_code_names() {
    let code = "use crate::{geo, model::{Date, Span}, text};\nlet x = crate::view::scene();\nfn my_crate::no() {}";
    let names: Vec<_> = modules_named(code).into_iter().collect();
    assert_eq!(names, ["geo", "model", "text", "view"]);
}
