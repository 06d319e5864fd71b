//! The real window, on a display of its own: it opens, shows the sample documents, does what mouse and
//! keys ask for, and closes.
//!
//! Needs Xvfb, openbox and xdotool, and fails where they are missing: `script/test` installs them.

use crate::repository;
use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader};
use std::ops::Range;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long a slow machine may take for what a fast one does in a second.
const PATIENCE: Duration = Duration::from_secs(90);
const SIZE: (usize, usize) = (1280, 800);
/// Rows of the screen with the axis, and with lanes below the words that nothing passes the filters, of a window as
/// large as the screen.
const AXIS: Range<usize> = 95..130;
const LANES: Range<usize> = 280..460;

/// A process that ends with its test, however that ends.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        // It may have ended by itself.
        _ = self.0.kill();
        _ = self.0.wait();
    }
}

/// A display that draws into a file.
struct Display {
    name: String,
    folder: TempDir,
    _server: Ended,
    _window_manager: Ended,
}

impl Display {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0"])
            .arg(format!("{}x{}x24", SIZE.0, SIZE.1))
            .arg("-fbdir")
            .arg(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb is installed (script/test does it)");
        let output = server.stdout.take().unwrap();
        let server = Ended(server);
        let mut number = String::new();
        BufReader::new(output).read_line(&mut number).unwrap();
        let name = format!(":{}", number.trim());
        let manager = Command::new("openbox")
            .env("DISPLAY", &name)
            .env("HOME", folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("openbox is installed (script/test does it)");
        Self { name, folder, _server: server, _window_manager: Ended(manager) }
    }

    /// Opens the window on a folder; settings and caches stay inside the display's own folder.
    fn open(&self, documents: &Path) -> Ended {
        let mut program = repository::program();
        program.arg(documents).env_remove("WAYLAND_DISPLAY").env("DISPLAY", &self.name);
        for place in
            ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"]
        {
            program.env(place, self.folder.path());
        }
        program.env("LIBGL_ALWAYS_SOFTWARE", "1").env_remove("DBUS_SESSION_BUS_ADDRESS");
        Ended(program.stdout(Stdio::null()).spawn().expect("the window starts"))
    }

    /// Presses a key in the window. A window that was there before its manager has no focus until somebody
    /// gives it that; one that has just closed needs none.
    fn press(&self, key: &str) {
        let to_window = ["search", "--onlyvisible", "--name", "Annals", "windowactivate"];
        let mut focus = Command::new("xdotool");
        _ = focus.args(to_window).env("DISPLAY", &self.name).stderr(Stdio::null()).status();
        self.hand(&["key", key]);
    }

    /// Moves the mouse, turns its wheel, types: what a hand does, in the words of xdotool.
    fn hand(&self, words: &[&str]) {
        let done = Command::new("xdotool").args(words).env("DISPLAY", &self.name).status();
        assert!(done.expect("xdotool is installed (script/test does it)").success());
    }

    /// What is on the screen once nothing moves any more.
    fn at_rest(&self) -> Picture {
        let mut last = self.screenshot();
        wait_for("a window at rest", || {
            std::thread::sleep(Duration::from_millis(250));
            let before = std::mem::replace(&mut last, self.screenshot());
            (before == last).then_some(())
        });
        last
    }

    fn screenshot(&self) -> Picture {
        let bytes = std::fs::read(self.folder.path().join("Xvfb_screen0")).unwrap_or_default();
        Picture::from_xwd(&bytes).unwrap_or_default()
    }
}

/// Pixels as red, green and blue.
#[derive(Default, PartialEq, Eq)]
struct Picture(Vec<[u8; 3]>);

impl Picture {
    /// Reads an X window dump: a head of big-endian words, a table of colours, rows of pixels.
    /// `None` while the server has not written it whole.
    fn from_xwd(bytes: &[u8]) -> Option<Self> {
        let word = |index: usize| {
            let four = bytes.get(index * 4..index * 4 + 4)?;
            Some(u32::from_be_bytes(four.try_into().ok()?) as usize)
        };
        let (head, width, height) = (word(0)?, word(4)?, word(5)?);
        let (is_big_endian, bytes_a_row, colours) = (word(7)? == 1, word(12)?, word(19)?);
        let pixels = bytes.get(head + colours * 12..)?;
        let rows = pixels.chunks_exact(bytes_a_row).take(height);
        let pixels = rows.flat_map(|row| row.chunks_exact(4).take(width));
        let pixels: Vec<_> = pixels
            .map(|p| if is_big_endian { [p[1], p[2], p[3]] } else { [p[2], p[1], p[0]] })
            .collect();
        (pixels.len() == SIZE.0 * SIZE.1).then_some(Self(pixels))
    }

    /// Some rows of the middle of the window, which no panel reaches.
    fn rows(&self, rows: Range<usize>) -> Self {
        let rows = self.0.chunks_exact(SIZE.0).skip(rows.start).take(rows.len());
        Self(rows.flat_map(|row| row[360..860].iter().copied()).collect())
    }

    fn colours(&self) -> BTreeSet<[u8; 3]> {
        self.0.iter().copied().collect()
    }

    /// Share of pixels that are clearly coloured, as marks and lanes are and text is not.
    fn colourful_share(&self) -> f64 {
        let is_colourful = |p: &&[u8; 3]| p.iter().max().unwrap() - p.iter().min().unwrap() > 60;
        self.0.iter().filter(is_colourful).count() as f64 / self.0.len().max(1) as f64
    }
}

/// Asks again and again until there is an answer.
#[track_caller]
fn wait_for<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(start.elapsed() < PATIENCE, "{what} did not happen within {PATIENCE:?}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Asks the window to close until it has: a key that comes before the window manager is there is lost.
fn close(display: &Display, window: &mut Ended) -> ExitStatus {
    wait_for("the end of the program", || {
        display.press("alt+F4");
        window.0.try_wait().unwrap()
    })
}

/// A display with the window on the sample, once its marks are drawn.
fn sample() -> (Display, Ended) {
    let display = Display::start();
    let mut window = display.open(&repository::path("assets/sample"));
    wait_for("a window with coloured marks and text", || {
        assert_eq!(window.0.try_wait().unwrap(), None, "the program ended by itself");
        let picture = display.screenshot();
        let is_drawn = picture.colours().len() > 100 && picture.colourful_share() > 0.002;
        is_drawn.then_some(())
    });
    (display, window)
}

#[test]
fn the_window_opens_on_the_sample_and_closes() {
    let (display, mut window) = sample();
    assert!(close(&display, &mut window).success());
}

#[test]
fn wheel_drag_and_keys_do_what_they_should() {
    let (display, mut window) = sample();
    // The axis changes with the view and with nothing else. A slow window may not see a hand that is gone
    // before its next frame, so what has no effect is done again.
    let try_until = |what: &str, deed: &dyn Fn(), part: &dyn Fn(Picture) -> Picture| {
        let before = part(display.at_rest());
        wait_for(what, || {
            deed();
            (part(display.at_rest()) != before).then_some(())
        });
    };
    let axis = |picture: Picture| picture.rows(AXIS);
    display.hand(&["mousemove", "700", "300"]);
    try_until("a zoom by the wheel", &|| display.hand(&["click", "--repeat", "3", "4"]), &axis);
    let drag = || {
        for step in ["mousedown 1", "mousemove 660 300", "mousemove 620 300", "mouseup 1"] {
            display.hand(&step.split(' ').chain(["sleep", "0.3"]).collect::<Vec<_>>());
        }
        display.hand(&["mousemove", "700", "300"]);
    };
    try_until("a drag of the view", &drag, &axis);
    try_until("an event selected by a key", &|| display.press("period"), &|picture| picture);
    // Fitted, the view has marks in every lane.
    try_until("a view of all events", &|| display.press("0"), &axis);
    let marks = || display.at_rest().rows(LANES).colourful_share();
    let before = marks();
    display.press("ctrl+f");
    display.at_rest();
    display.hand(&["type", "--delay", "50", "nothing of this kind"]);
    wait_for("a search that hides the marks", || (marks() < before / 2.0).then_some(()));
    assert_eq!(window.0.try_wait().unwrap(), None, "the program ended by itself");
    assert!(close(&display, &mut window).success());
}

#[test]
fn without_a_display_it_says_so() {
    let mut program = repository::program();
    program.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("WAYLAND_SOCKET");
    let output = program.output().expect("the program starts");
    let messages = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{messages}");
    assert!(messages.starts_with("annals: ") && messages.contains("display"), "{messages}");
    assert!(!messages.contains("panicked"), "{messages}");
}
