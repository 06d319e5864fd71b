//! Pages that leave the program: the same everywhere, read by other programs, never half written.

use crate::repository::{annals, annals_ok, path};
use annals::export::picture::{self, PageOptions, PictureFormat, PictureOptions};
use annals::model::Chronology;
use annals::pipeline;
use annals::session::{Command, Report, State};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

/// The sample documents, read once.
fn sample() -> &'static Chronology {
    static SAMPLE: OnceLock<Chronology> = OnceLock::new();
    SAMPLE.get_or_init(|| read(&path("assets/sample"), 0))
}

fn read(folder: &Path, threads: usize) -> Chronology {
    let options = pipeline::Options { threads, ..pipeline::Options::default() };
    pipeline::run(&[folder.to_path_buf()], &options, &()).unwrap().chronology
}

/// Documents that tell some five thousand events.
fn crowd() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let places = ["Bergen", "Lisbon", "Naples", "Warsaw", "Kyiv", "Minsk", "Tallinn", "Quito"];
    let months = ["January", "March", "April", "June", "July", "August", "October", "December"];
    for document in 0..50_usize {
        let mut text = String::new();
        for sentence in 0..100_usize {
            let number = document * 100 + sentence;
            let (place, month) = (places[number * 7 % 8], months[number * 3 % 8]);
            let (day, year) = (1 + number * 11 % 28, 1850 + number * 13 % 170);
            writeln!(
                text,
                "The council of {place} met for sitting {number} on {day} {month} {year}.\n"
            )
            .unwrap();
        }
        fs::write(folder.path().join(format!("{document:02}.txt")), text).unwrap();
    }
    folder
}

#[test]
fn threads_change_no_byte() {
    let folder = crowd();
    for (folder, least) in [(path("assets/sample"), 300), (folder.path().to_path_buf(), 4_000)] {
        let [one, three] = [1, 3].map(|threads| read(&folder, threads));
        assert!(least <= one.events.len(), "{} events", one.events.len());
        for format in [PictureFormat::Svg, PictureFormat::Png, PictureFormat::Pdf] {
            let page = PageOptions { scale: 0.5, ..PageOptions::default() };
            let mut options = PictureOptions { format, page, ..PictureOptions::default() };
            // The list of five thousand events is long and says nothing new here.
            options.page.parts.sources = least < 4_000 && format == PictureFormat::Svg;
            let first = picture::render(&one, &options).unwrap();
            assert!(first == picture::render(&three, &options).unwrap(), "{format:?} differs");
        }
    }
}

/// A project with a kept page, made by a script.
fn project_with_page(folder: &Path) {
    fs::create_dir(folder.join("notes")).unwrap();
    let text = "On 4 March 1911 a ferry sank off Bergen in Norway. In 1755 an earthquake destroyed \
                Lisbon. The harbour of Naples was closed from 1914 to 1918.\n";
    fs::write(folder.join("notes/harbours.txt"), text).unwrap();
    let script = "open = [\"notes\"]\npage = { paper = \"a5\", title = \"Harbours\", scale = 1.0 }\n\
                  steps = [\"only-region NO\", \"zoom 1900 1920\", \"save-preset brief\", \
                  \"save-project-as harbours.annals\", \"only-region PT\", \"preset brief\", \
                  \"picture script.svg\"]\n";
    fs::write(folder.join("keep.toml"), script).unwrap();
    annals_ok(&["run", folder.join("keep.toml").to_str().unwrap()]);
}

/// What the window would save once the page is chosen.
fn saved_by_button(project: &Path, format: PictureFormat) -> Vec<Vec<u8>> {
    let found = annals::project::Project::open(project).unwrap();
    let roots = found.roots_from(project);
    let mut state = State::default();
    state.set_plot(0.0, 977.0, 977.0);
    let report = Report::Project {
        path: project.to_path_buf(),
        chronology: read(&roots[0], 0).into(),
        project: Box::new(found),
        roots,
        unread: 0,
    };
    assert!(state.take(report).is_none());
    state.apply(Command::UsePreset("brief".to_owned()));
    picture::render(&state.chronology, &state.picture(format)).unwrap()
}

#[test]
fn a_kept_page_gives_the_bytes_of_the_button() {
    let folder = tempfile::tempdir().unwrap();
    project_with_page(folder.path());
    let project = folder.path().join("harbours.annals");
    for (ending, format) in
        [("svg", PictureFormat::Svg), ("png", PictureFormat::Png), ("pdf", PictureFormat::Pdf)]
    {
        let out = folder.path().join(format!("figure.{ending}"));
        let arguments = ["render", project.to_str().unwrap(), "--preset", "brief", "--output"];
        annals_ok(&[&arguments[..], &[out.to_str().unwrap()]].concat());
        assert!(fs::read(&out).unwrap() == saved_by_button(&project, format)[0], "{ending}");
    }
    let figure = fs::read_to_string(folder.path().join("figure.svg")).unwrap();
    assert_eq!(figure, fs::read_to_string(folder.path().join("script.svg")).unwrap());
    assert!(figure.contains("Harbours") && figure.contains("Shown: Norway"), "{figure}");
    assert!(figure.contains("ferry") && !figure.contains("arthquake"), "{figure}");
}

#[test]
fn an_unknown_preset_names_the_known_ones() {
    let folder = tempfile::tempdir().unwrap();
    project_with_page(folder.path());
    let project = folder.path().join("harbours.annals");
    let out = folder.path().join("none.svg");
    let said = annals([
        "render".as_ref(),
        project.as_os_str(),
        "--preset".as_ref(),
        "long".as_ref(),
        "--output".as_ref(),
        out.as_os_str(),
    ]);
    assert_eq!(said.status, Some(1));
    assert!(said.messages.contains("no preset “long”: brief"), "{}", said.messages);
    assert!(!out.exists());
}

/// Every word of a text, in order, without what stands between words.
fn words(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn a_pdf_gives_back_the_words_of_every_label() {
    let page = PageOptions { title: "Straits and dams".to_owned(), ..PageOptions::default() };
    let svg = PictureOptions { format: PictureFormat::Svg, page, ..PictureOptions::default() };
    let pdf = PictureOptions { format: PictureFormat::Pdf, ..svg.clone() };
    let folder = tempfile::tempdir().unwrap();
    let file = picture::render(sample(), &pdf).unwrap().remove(0);
    fs::write(folder.path().join("figure.pdf"), &file).unwrap();
    let texts = tempfile::tempdir().unwrap();
    annals_ok(&[
        "documents",
        folder.path().to_str().unwrap(),
        "--text",
        texts.path().to_str().unwrap(),
    ]);
    let read = words(&fs::read_to_string(texts.path().join("figure.pdf.txt")).unwrap());
    let pages = picture::render(sample(), &svg).unwrap();
    let mut labels = 0;
    for page in &pages {
        let page = String::from_utf8_lossy(page);
        for piece in page.split("<text ").skip(1) {
            let (_, text) = piece.split_once('>').unwrap();
            let (text, _) = text.split_once("</text>").unwrap();
            let text = text.replace("&amp;", "&").replace("&quot;", "\"").replace("&lt;", "<");
            assert!(read.contains(&words(&text)), "{text} is not in the PDF");
            labels += 1;
        }
    }
    assert!(1_000 < labels, "{labels}");
    let holds = |what: &[u8]| file.windows(what.len()).any(|window| window == what);
    assert!(holds(b"/StructTreeRoot") && holds(b"/MarkInfo"), "it is tagged");
    assert!(holds(b"/FontFile3") || holds(b"/FontFile2"), "its fonts are inside");
}

/// Runs `render` into a path that cannot be written; says what it said.
#[track_caller]
fn refused(out: &Path) -> String {
    let said = annals([
        "render".as_ref(),
        path("assets/sample").as_os_str(),
        "--output".as_ref(),
        out.as_os_str(),
    ]);
    assert_eq!(said.status, Some(1), "{}", said.messages);
    assert!(said.messages.contains(out.to_str().unwrap()), "{}", said.messages);
    said.messages
}

#[test]
fn a_folder_that_is_missing_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let said = refused(&folder.path().join("none/figure.png"));
    assert!(said.contains("Could not write"), "{said}");
}

#[test]
fn a_folder_in_place_of_a_file_is_named_and_stays() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("figure.png");
    fs::create_dir(&out).unwrap();
    refused(&out);
    assert!(out.is_dir());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing half written is left");
}

#[test]
fn an_old_picture_survives_a_failed_one() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("figure.svg");
    fs::write(&out, "old").unwrap();
    let said = annals([
        "render".as_ref(),
        folder.path().join("none").as_os_str(),
        "--output".as_ref(),
        out.as_os_str(),
    ]);
    assert_eq!(said.status, Some(1));
    assert_eq!(fs::read_to_string(&out).unwrap(), "old");
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_may_not_be_written_to_is_named() {
    // Nobody may put files there, not even an administrator.
    let said = refused(Path::new("/sys/figure.png"));
    assert!(said.contains("Permission denied") || said.contains("Read-only"), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_named_and_a_device_stays_one() {
    use std::os::unix::fs::FileTypeExt as _;
    let full = Path::new("/dev/full");
    let out = tempfile::tempdir().unwrap();
    // The ending chooses the format, so the device is reached by a link.
    let link = out.path().join("figure.png");
    std::os::unix::fs::symlink(full, &link).unwrap();
    let said = refused(&link);
    assert!(said.contains("No space left"), "{said}");
    assert!(fs::metadata(full).unwrap().file_type().is_char_device());
    assert!(link.is_symlink());
}

#[cfg(unix)]
#[test]
fn a_linked_file_is_written_where_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let (real, link) = (folder.path().join("real.svg"), folder.path().join("link.svg"));
    fs::write(&real, "old").unwrap();
    std::os::unix::fs::symlink(&real, &link).unwrap();
    let sample = path("assets/sample");
    annals_ok(&["render", sample.to_str().unwrap(), "--output", link.to_str().unwrap()]);
    assert!(link.is_symlink());
    assert!(fs::read_to_string(real).unwrap().starts_with("<svg"));
}
