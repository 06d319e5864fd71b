//! Folders as strangers send them: whatever stands in them, the rest is read and the user is told.

use crate::repository::{Said, annals, path};
use annals::ingest::{self, Options};
use annals::pipeline;
use proptest::prelude::*;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const GOOD: &str = "The treaty was signed in Paris on 3 September 1783.\n";

/// A folder with one good document beside `files`.
fn folder_with(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("good.txt"), GOOD).unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

fn documents(folder: &Path) -> Said {
    let said = annals(["documents".as_ref(), folder.as_os_str(), "--no-cache".as_ref()]);
    assert_eq!(said.status, Some(0), "{}", said.messages);
    said
}

/// The good document is read, and the messages name what was not.
#[track_caller]
fn check(folder: &Path, unread: &str) {
    let said = documents(folder);
    assert!(said.data.contains("\"doc\":\"good.txt\""), "{}", said.data);
    assert!(!said.data.contains(&format!("\"doc\":\"{unread}\"")), "{}", said.data);
    assert!(said.messages.contains(unread), "{}", said.messages);
    assert!(!said.messages.contains("panicked"), "{}", said.messages);
}

#[test]
fn a_missing_folder_is_named_and_fails() {
    for command in ["documents", "annotate", "extract"] {
        let said = annals([command, "no/such/folder"]);
        assert_eq!(said.status, Some(1));
        assert_eq!(said.data, "");
        let expected = "annals: Could not find the folder or file\nno/such/folder\n";
        assert_eq!(said.messages, expected);
    }
}

#[test]
fn an_empty_folder_gives_nothing_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let said = annals(["extract".as_ref(), folder.path().as_os_str()]);
    assert_eq!((said.status, said.data.as_str()), (Some(0), ""));
    assert!(said.messages.contains("There are no documents in this folder"), "{}", said.messages);
}

#[test]
fn wrong_usage_is_told_from_failure() {
    for arguments in [
        &["extract"][..],
        &["extract", "--format", "xml", "."],
        &["extract", "--dct", "yesterday", "."],
        &["render", ".", "--size", "huge"],
        &["documents", "--no-such-option", "."],
    ] {
        assert_eq!(annals(arguments).status, Some(2), "{arguments:?}");
    }
}

#[test]
fn a_binary_file_with_the_name_of_a_text_is_not_read_as_text() {
    let picture: Vec<u8> = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
        .iter()
        .copied()
        .chain((0..=255).cycle().take(4_000))
        .collect();
    check(folder_with(&[("picture.txt", &picture)]).path(), "picture.txt");
}

#[test]
fn an_empty_file_hides_nothing() {
    let said = documents(folder_with(&[("empty.txt", b"")]).path());
    assert!(said.data.contains("\"doc\":\"good.txt\""), "{}", said.data);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_named() {
    let folder = folder_with(&[]);
    std::os::unix::fs::symlink("nowhere.txt", folder.path().join("link.txt")).unwrap();
    check(folder.path(), "link.txt");
}

#[cfg(unix)]
#[test]
fn a_folder_that_holds_itself_is_walked_once() {
    let folder = folder_with(&[]);
    std::os::unix::fs::symlink(".", folder.path().join("loop")).unwrap();
    let said = documents(folder.path());
    assert_eq!(said.data.lines().count(), 1, "{}", said.data);
}

#[test]
fn a_folder_with_the_name_of_a_text_is_a_folder() {
    let folder = folder_with(&[]);
    fs::create_dir(folder.path().join("chapter.txt")).unwrap();
    fs::write(folder.path().join("chapter.txt/one.txt"), GOOD).unwrap();
    let said = documents(folder.path());
    assert!(said.data.contains("\"doc\":\"chapter.txt/one.txt\""), "{}", said.data);
}

/// Encodings of old files: the same sentence gives the same date in each.
#[test]
fn old_encodings_are_read() {
    let sentence = "Le traité fut signé – “à Paris” – on 3 September 1783, naïvely.\n".repeat(4);
    let utf16: Vec<u8> = "\u{feff}"
        .encode_utf16()
        .chain(sentence.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let windows: Vec<u8> = sentence
        .chars()
        .map(|c| match c {
            '–' => 0x96,
            '“' => 0x93,
            '”' => 0x94,
            c => u8::try_from(u32::from(c)).unwrap(),
        })
        .collect();
    for (name, bytes) in [("utf16.txt", &utf16), ("windows.txt", &windows)] {
        let folder = folder_with(&[(name, bytes)]);
        let (origins, _) = ingest::find(&[folder.path().join(name)]).unwrap();
        let reading = ingest::read(&origins[0], &Options::default());
        let text = reading.documents[0].text.trim_start_matches('\u{feff}').to_owned();
        assert_eq!(text, sentence, "{name}");
    }
}

#[test]
fn an_output_that_cannot_be_written_is_named() {
    let folder = folder_with(&[]);
    let output = folder.path().join("no/such/folder/events.csv");
    let said = annals([
        "extract".as_ref(),
        folder.path().as_os_str(),
        "--output".as_ref(),
        output.as_os_str(),
    ]);
    assert_eq!(said.status, Some(1));
    assert!(said.messages.contains("events.csv"), "{}", said.messages);
}

/// Reads one file of a kind through the whole pipeline; total, whatever its bytes.
fn run_on(name: &str, bytes: &[u8]) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    fs::write(&file, bytes).unwrap();
    let options = pipeline::Options { threads: 1, ..pipeline::Options::default() };
    let outcome = pipeline::run(&[file], &options, &()).unwrap();
    for annotated in &outcome.chronology.documents {
        let text = &annotated.document.text;
        let mentions = annotated.times.iter().map(|mention| mention.span);
        for span in mentions.chain(annotated.places.iter().map(|mention| mention.span)) {
            assert!(!span.of(text).is_empty(), "{name}: {span} fits no text");
        }
    }
    outcome.chronology.documents.len() + outcome.chronology.warnings.len()
}

fn any_name() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["a.txt", "a.md", "a.html", "a.eml", "a.csv", "a.jsonl", "a.zip", "a"])
}

fn any_sample() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "sarybel-dam/courier.html",
        "sarybel-dam/re-gauges.eml",
        "sarybel-dam/inquiry-report.md",
        "straits/petrograd.txt",
        "ballots/santiago-crawl.txt",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(
        name in any_name(),
        bytes in prop::collection::vec(any::<u8>(), 0..2_000),
    ) {
        run_on(name, &bytes);
    }

    /// What nearly is a document is worse than noise: it gets further.
    #[test]
    fn damaged_documents_are_read_or_refused(
        name in any_sample(),
        keep in 0.0..1.0,
        damage in prop::collection::vec((0.0..1.0, any::<u8>()), 0..40),
    ) {
        let mut bytes = fs::read(path("assets/sample").join(name)).unwrap();
        let length = bytes.len() as f64;
        bytes.truncate((length * keep) as usize);
        for (place, byte) in damage {
            if let Some(at) = bytes.get_mut((length * place) as usize) {
                *at = byte;
            }
        }
        let name = name.rsplit('/').next().unwrap();
        prop_assert!(run_on(name, &bytes) > 0);
    }
}
