//! What the manifests of a folder say of the files in it.
//!
//! They name no document that is not there, and their texts are read where somebody opens the manifest itself.

use crate::ingest::notice::passed_over;
use crate::ingest::office::percent_decoded;
use crate::ingest::table::manifest::{self, Manifest, Target, counted, say};
use crate::ingest::{Origin, Source, Stated};
use crate::model::Warning;
use crate::phrase::letters::fold;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// Largest manifest that is looked at by itself: a larger one holds the texts, not their names.
const MAX_BYTES: u64 = 64 << 20;

/// Gives files what the manifests among them say, each with its path below the folder.
pub(crate) fn state(
    root: &Path,
    manifests: &[(PathBuf, String)],
    found: &mut [Origin],
    warnings: &mut Vec<Warning>,
) {
    if manifests.is_empty() {
        return;
    }
    let files = Files::of(root, found);
    for (path, id) in manifests {
        if path.metadata().is_ok_and(|it| MAX_BYTES < it.len()) {
            let message = "The manifest is larger than 64 MB and was not read";
            warnings.push(passed_over(id, message, "Open it by itself if it holds texts"));
            continue;
        }
        match manifest::read(path, MAX_BYTES) {
            Ok(manifest) if manifest.is_empty() => {}
            Ok(manifest) if manifest.names_any() => {
                let said = of_rows(manifest, folder_of(id), &files, found);
                say(id, &said, warnings);
            }
            Ok(_) => say(id, &["It names no documents and was not used".to_owned()], warnings),
            Err(why) => {
                let message = format!("The manifest could not be read: {why}");
                warnings.push(passed_over(id, &message, "Check that you may read it"));
            }
        }
    }
}

/// Takes over what the rows of a manifest say; gives what could not be used, in words.
fn of_rows(manifest: Manifest, folder: &str, files: &Files, found: &mut [Origin]) -> Vec<String> {
    let mut said = manifest.passed_over();
    let all = manifest.entries.len();
    let (mut lost, mut texts, mut twice) = (0, 0, HashSet::new());
    for entry in manifest.entries {
        match entry.names {
            Target::File(file) => {
                let at = files.find(folder, &file);
                let Some(origin) = at.and_then(|at| found.get_mut(at)) else {
                    lost += 1;
                    continue;
                };
                if merge(&mut origin.stated, entry.stated) {
                    twice.insert(origin.label.clone());
                }
            }
            Target::Text(_) => texts += 1,
            Target::Nothing => {}
        }
    }
    if lost > 0 {
        let rows = if all == 1 { "1 row names" } else { &format!("{all} rows name") };
        said.push(format!("{lost} of {rows} no file here"));
    }
    if texts > 0 {
        let hold = counted(texts, "row holds its text", "rows hold their texts");
        said.push(format!("{hold}, read only where this file is opened by itself"));
    }
    if !twice.is_empty() {
        let files = counted(twice.len(), "file has", "files have");
        said.push(format!("{files} several rows that differ, of which the last counts"));
    }
    said
}

/// Adds what a later row says; whether it says anything otherwise than a row before.
fn merge(of: &mut Stated, later: Stated) -> bool {
    fn take<T: PartialEq>(field: &mut Option<T>, later: Option<T>) -> bool {
        let is_other = later.is_some() && field.is_some() && *field != later;
        *field = later.or(field.take());
        is_other
    }
    let mut is_other = take(&mut of.date, later.date);
    is_other |= take(&mut of.language, later.language);
    is_other |= take(&mut of.url, later.url);
    is_other |= take(&mut of.title, later.title);
    is_other |= take(&mut of.author, later.author);
    is_other |= take(&mut of.dct, later.dct);
    is_other |= take(&mut of.chrome, later.chrome);
    if !later.locators.is_empty() {
        of.locators = later.locators;
    }
    is_other
}

fn folder_of(id: &str) -> &str {
    id.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The files of a folder by their paths below it.
struct Files {
    /// The folder, as it is named and as the system knows it.
    roots: Vec<PathBuf>,
    by_id: HashMap<String, usize>,
    /// Those whose names have letters with accents, without these; nothing where several are left alike.
    by_letters: HashMap<String, Option<usize>>,
}

impl Files {
    fn of(root: &Path, found: &[Origin]) -> Self {
        let roots = [std::path::absolute(root), root.canonicalize()];
        let mut by_id = HashMap::new();
        let mut by_letters = HashMap::new();
        for (at, origin) in found.iter().enumerate() {
            if let Source::File(_) = origin.source {
                by_id.insert(origin.label.clone(), at);
                if !origin.label.is_ascii() {
                    let same = by_letters.entry(plain(&origin.label));
                    same.and_modify(|at| *at = None).or_insert(Some(at));
                }
            }
        }
        Self { roots: roots.into_iter().flatten().collect(), by_id, by_letters }
    }

    /// The number of the file that a row of a manifest in a folder names: as it is written, with the marks of
    /// Windows between folders, as an address, or with accents that are characters of their own, as macOS has them.
    fn find(&self, folder: &str, file: &str) -> Option<usize> {
        let slashed = file.replace('\\', "/");
        let decoded = percent_decoded(&slashed);
        let ways = [file, &slashed, &decoded];
        let mut ids = ways.into_iter().filter_map(|way| self.below(folder, way));
        ids.find_map(|id| self.by_id.get(&id).copied()).or_else(|| {
            let id = self.below(folder, &slashed).filter(|id| !id.is_ascii())?;
            *self.by_letters.get(&plain(&id))?
        })
    }

    /// The path below the folder that was opened; `None` where it leads out of it.
    fn below(&self, folder: &str, file: &str) -> Option<String> {
        let file = file.strip_prefix("file://").unwrap_or(file);
        let (start, rest) = if Path::new(file).is_absolute() {
            let inside = |root: &PathBuf| Path::new(file).strip_prefix(root).ok()?.to_str();
            ("", self.roots.iter().find_map(inside)?)
        } else {
            (folder, file)
        };
        let mut parts: Vec<&str> = start.split('/').filter(|part| !part.is_empty()).collect();
        for part in rest.split(['/', std::path::MAIN_SEPARATOR]) {
            match part {
                "" | "." => {}
                ".." => _ = parts.pop()?,
                part => parts.push(part),
            }
        }
        Some(parts.join("/"))
    }
}

/// A name whose letters have no accents.
fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_ascii() {
            plain.push(c);
        } else {
            fold(c, |letter| plain.push(letter));
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use crate::ingest::tests::read_all;
    use std::fs;

    /// Id, date and title of every document of a folder with these files, then its warnings.
    fn told(files: &[(&str, &str)]) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text.replace("FOLDER", folder.path().to_str().unwrap())).unwrap();
        }
        let (documents, warnings) = read_all(folder.path());
        let document = documents.iter().map(|it| {
            let date = it.dct.as_ref().map_or(String::new(), |dct| dct.when.edtf.to_string());
            format!("{} {date} {}", it.id.as_str(), it.metadata.title.as_deref().unwrap_or("–"))
        });
        document.chain(warnings).collect()
    }

    const DAM: &str = "the dam burst there yesterday, and the mill burned.";

    #[test]
    fn a_row_names_its_file_however_its_path_is_written() {
        for (file, row) in [
            ("x/a.txt", r"x\\a.txt"),
            ("a.txt", "./x/../a.txt"),
            ("a.txt", "  a.txt "),
            ("a b.txt", "a%20b.txt"),
            ("\u{e9}t\u{e9}.txt", "e\u{301}te\u{301}.txt"),
            ("e\u{301}te\u{301}.txt", "\u{e9}t\u{e9}.txt"),
            ("a.txt", "FOLDER/a.txt"),
            ("a%20b.txt", "a%20b.txt"),
        ] {
            let row = format!("{{\"file\":\"{row}\",\"date\":\"2022-11-02\"}}");
            let said = told(&[(file, DAM), ("manifest.jsonl", &row)]);
            assert_eq!(said, [format!("{file} 2022-11-02 –")], "{row}");
        }
        let row = "{\"file\":\"../a.txt\",\"date\":\"2022-11-02\"}";
        assert_eq!(told(&[("a.txt", DAM), ("sub/Manifest.jsonl", row)]), ["a.txt 2022-11-02 –"]);
    }

    #[test]
    fn a_row_reaches_no_file_outside_the_folder_and_the_others_are_counted() {
        let rows = "{\"file\":\"../a.txt\",\"date\":\"2022-11-02\"}\n{\"file\":\"x/../../a.txt\"}\n\
                    {\"file\":\"/a.txt\"}\n{\"file\":\"a.txt\",\"date\":\"2022-11-05\"}\n";
        let said = ["a.txt 2022-11-05 –", "manifest.jsonl: 3 of 4 rows name no file here"];
        assert_eq!(told(&[("a.txt", DAM), ("manifest.jsonl", rows)]), said);
    }

    #[test]
    fn tables_with_other_marks_between_cells_are_read() {
        for table in [
            "file;date\na.txt;2022-11-02\n",
            "File\tDate\na.txt\t2022-11-02\n",
            "filename,date\na.txt,2022-11-02\n",
        ] {
            assert_eq!(told(&[("a.txt", DAM), ("manifest.csv", table)]), ["a.txt 2022-11-02 –"]);
        }
    }

    #[test]
    fn manifests_add_to_each_other_and_rows_that_differ_are_told() {
        let rows = "{\"file\":\"a.txt\",\"title\":\"Dam news\"}\n";
        let table = "file,date\na.txt,2022-11-02\n";
        let files = [("a.txt", DAM), ("manifest.csv", table), ("manifest.jsonl", rows)];
        assert_eq!(told(&files), ["a.txt 2022-11-02 Dam news"]);
        let rows = "{\"file\":\"a.txt\",\"date\":\"2022-11-02\"}\n{\"file\":\"a.txt\",\"date\":\"1999-01-02\"}\n";
        let said = [
            "a.txt 1999-01-02 –",
            "manifest.jsonl: 1 file has several rows that differ, of which the last counts",
        ];
        assert_eq!(told(&[("a.txt", DAM), ("manifest.jsonl", rows)]), said);
    }

    #[test]
    fn a_wrong_field_harms_no_other_and_a_blank_one_says_nothing() {
        let rows = "{\"file\":\"a.txt\",\"title\":5,\"date\":\"2022-11-02\",\"url\":[\"u\"]}\n\
                    {\"file\":\"b.txt\",\"title\":\"Mill news\",\"date\":true}\n";
        let said = [
            "a.txt 2022-11-02 5",
            "b.txt  Mill news",
            "manifest.jsonl: “date”, “url” could not be understood in 2 rows and was left out there \
             (the first is row 1)",
        ];
        assert_eq!(told(&[("a.txt", DAM), ("b.txt", "A mill."), ("manifest.jsonl", rows)]), said);
        let page =
            "<html><head><title>The mill</title></head><body><p>It burned down.</p></body></html>";
        let row = "{\"file\":\"a.html\",\"date\":\"\",\"title\":\"\"}";
        assert_eq!(told(&[("a.html", page), ("manifest.jsonl", row)]), ["a.html  The mill"]);
    }

    #[test]
    fn a_manifest_of_another_kind_is_one_line() {
        let pretty = "{\n \"name\": \"app\",\n \"icons\": []\n}\n";
        let damaged = "{\"file\": \n".repeat(2000);
        for other in
            [pretty, &damaged, "\0\u{1}\n\0\n", "{\"title\":\"Mill\"}\n{\"title\":\"Dam\"}"]
        {
            let said = told(&[("a.txt", DAM), ("manifest.jsonl", other)]);
            let expected = "manifest.jsonl: It names no documents and was not used";
            assert_eq!(said, ["a.txt  –", expected], "{other}");
        }
        let list = "[\n {\n  \"file\": \"a.txt\",\n  \"date\": \"2022-11-02\"\n }\n]\n";
        assert_eq!(told(&[("a.txt", DAM), ("manifest.jsonl", list)]), ["a.txt 2022-11-02 –"]);
        let text = "{\"text\":\"The church burned.\"}\n{\"file\":\n";
        let said = "manifest.jsonl: 1 line could not be read as a row (the first is line 2); 1 row holds its \
                    text, read only where this file is opened by itself";
        assert_eq!(told(&[("a.txt", DAM), ("manifest.jsonl", text)]), ["a.txt  –", said]);
    }

    #[test]
    fn chrome_behind_the_end_of_a_text_ends_with_it() {
        for chrome in ["[[5,4294967295]]", "[[0,4294967295]]", "[[4294967294,4294967295]]"] {
            let row = format!("{{\"file\":\"a.txt\",\"date\":\"2022-11-02\",\"chrome\":{chrome}}}");
            let text = "\u{c9}l burned. The \u{fc}nder mill closed.";
            let said = told(&[("a.txt", text), ("manifest.jsonl", &row)]);
            assert_eq!(said, ["a.txt 2022-11-02 –"], "{chrome}");
        }
    }
}
