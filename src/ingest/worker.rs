//! Readers of risky formats, each in a process of its own that may die without the run noticing.
//!
//! ```text
//!  run ── kind, bytes ──→ worker        the same program, started with a hidden command
//!      ←── text or refusal ──           its memory is limited, and it ends itself when it takes too long
//! ```
//! Catching panics is not enough: where the stack overflows or memory runs out, the process ends.

use super::extract::{Extract, Refusal};
use super::{office, pdf, rtf};
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::io::{self, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

/// Seconds that one file may take.
const MAX_SECONDS: u64 = 30;

/// Bytes of address space of a worker: 448 MiB.
#[cfg(unix)]
const MAX_MEMORY_BYTES: u64 = 448 << 20;

/// Bytes of an answer at most; an honest one is far smaller.
const MAX_ANSWER_BYTES: u64 = 256 << 20;

/// A format whose readers are not trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Risky {
    Pdf,
    Rtf,
    Docx,
    Odt,
    Epub,
    Workbook,
}

/// What a risky file holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Content {
    /// A text.
    Text(Box<Extract>),
    /// Sheets: name, and rows of cells.
    Sheets(Vec<office::Sheet>),
}

type Answer = Result<Content, Refusal>;

/// The command that makes the program a worker; no user gives it.
pub const WORKER_COMMAND: &str = "read-risky-files";

/// The workers of this process; unset where risky files are read in it, as tests do.
static WORKERS: OnceLock<Workers> = OnceLock::new();

/// From now on risky files are read by processes that run `program` with [`WORKER_COMMAND`].
pub fn isolate(program: PathBuf) {
    // A second call changes nothing: the program is the same.
    _ = WORKERS.set(Workers::new(program, &[WORKER_COMMAND]));
}

/// Reads a risky file, in a worker where there are some.
pub(super) fn read(kind: Risky, bytes: &[u8]) -> Answer {
    match WORKERS.get() {
        Some(workers) => workers.read(kind, bytes),
        None => guarded(kind, bytes),
    }
}

/// Reads a risky file in this process.
fn read_here(kind: Risky, bytes: &[u8]) -> Answer {
    let text = |extract: Extract| Content::Text(Box::new(extract));
    match kind {
        Risky::Pdf => pdf::read(bytes).map(text),
        Risky::Rtf => Ok(text(rtf::read(bytes))),
        Risky::Docx => office::docx(bytes).map(text),
        Risky::Odt => office::odt(bytes).map(text),
        Risky::Epub => office::epub(bytes).map(text),
        Risky::Workbook => office::workbook(bytes).map(Content::Sheets),
    }
}

/// Processes that read risky files, as many as are asked for at one time.
#[derive(Debug)]
struct Workers {
    program: PathBuf,
    arguments: Vec<OsString>,
    idle: Mutex<Vec<Worker>>,
}

impl Workers {
    /// Workers that `program` with `arguments` starts; which must call [`serve`].
    fn new(program: PathBuf, arguments: &[&str]) -> Self {
        let arguments = arguments.iter().map(OsString::from).collect();
        Self { program, arguments, idle: Mutex::default() }
    }

    /// Reads a risky file in a worker.
    fn read(&self, kind: Risky, bytes: &[u8]) -> Answer {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = idle().pop();
        let worker = waiting.map_or_else(|| self.start(), Ok);
        let Ok(mut worker) = worker else { return Err(Refusal::Crashed) };
        match worker.ask(kind, bytes) {
            Ok(answer) => {
                if answer != Err(Refusal::Slow) {
                    idle().push(worker);
                }
                answer
            }
            Err(_) => Err(Refusal::Crashed),
        }
    }

    fn start(&self) -> io::Result<Worker> {
        let mut child = Command::new(&self.program)
            .args(&self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::Error::other("the worker has no pipes"));
        };
        Ok(Worker { child, input: Some(input), output: BufReader::new(output) })
    }
}

/// One process.
#[derive(Debug)]
struct Worker {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Worker {
    fn ask(&mut self, kind: Risky, bytes: &[u8]) -> io::Result<Answer> {
        let input = self.input.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        write_message(input, &serde_json::to_vec(&kind)?)?;
        write_message(input, bytes)?;
        let answer = read_message(&mut self.output)?.ok_or(io::ErrorKind::UnexpectedEof)?;
        Ok(serde_json::from_slice(&answer)?)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // Without input it ends by itself; one that broke down has ended already.
        self.input = None;
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

/// Reads files for the process that started this one, until that closes the pipe.
pub fn serve() {
    limit();
    let (sender, receiver) = mpsc::sync_channel(1);
    rayon::spawn(move || watch(&receiver));
    let mut input = io::stdin().lock();
    while let Ok(Some(kind)) = read_message(&mut input) {
        let (Ok(kind), Ok(Some(bytes))) = (serde_json::from_slice(&kind), read_message(&mut input))
        else {
            return;
        };
        let answer = sender.send(()).is_ok().then(|| guarded(kind, &bytes));
        if sender.send(()).is_err() || answer.is_none_or(|answer| !tell(&answer)) {
            return;
        }
    }
}

/// Reads a file; a panic of its reader is a refusal.
fn guarded(kind: Risky, bytes: &[u8]) -> Answer {
    std::panic::catch_unwind(|| read_here(kind, bytes)).unwrap_or(Err(Refusal::Crashed))
}

/// Ends this process when a file takes too long.
fn watch(steps: &Receiver<()>) {
    while steps.recv().is_ok() {
        match steps.recv_timeout(Duration::from_secs(MAX_SECONDS)) {
            Ok(()) => {}
            Err(RecvTimeoutError::Disconnected) => return,
            Err(RecvTimeoutError::Timeout) => {
                tell(&Err(Refusal::Slow));
                std::process::abort();
            }
        }
    }
}

/// Sends an answer; `false` where nobody listens any more.
fn tell(answer: &Answer) -> bool {
    let Ok(answer) = serde_json::to_vec(answer) else { return false };
    let mut output = io::stdout().lock();
    write_message(&mut output, &answer).is_ok()
}

/// Memory for one honest file, and no image of it when it breaks down.
#[cfg(unix)]
fn limit() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    for (resource, most) in [(Resource::As, MAX_MEMORY_BYTES), (Resource::Core, 0)] {
        // Where the system refuses, the limits of the readers themselves remain.
        _ = setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
    }
}

#[cfg(not(unix))]
fn limit() {}

fn write_message(output: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    output.write_all(&(bytes.len() as u64).to_le_bytes())?;
    output.write_all(bytes)?;
    output.flush()
}

/// The next message; `None` at the end.
fn read_message(input: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 8];
    match input.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let length = u64::from_le_bytes(length);
    if length > MAX_ANSWER_BYTES {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut bytes = Vec::new();
    input.take(length).read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_pass_whole_or_not_at_all() {
        let mut pipe = Vec::new();
        write_message(&mut pipe, b"one").unwrap();
        write_message(&mut pipe, b"").unwrap();
        let mut input = pipe.as_slice();
        assert_eq!(read_message(&mut input).unwrap().as_deref(), Some(b"one".as_slice()));
        assert_eq!(read_message(&mut input).unwrap().as_deref(), Some(b"".as_slice()));
        assert_eq!(read_message(&mut input).unwrap(), None);
        assert!(read_message(&mut b"\xff\xff\xff\xff\xff\xff\xff\xff".as_slice()).is_err());
        assert!(read_message(&mut b"\x09\0\0\0\0\0\0\0one".as_slice()).is_err());
    }

    #[test]
    fn a_worker_that_is_none_is_a_refusal() {
        let workers = Workers::new(PathBuf::from("no/such/program"), &[]);
        assert_eq!(workers.read(Risky::Rtf, b"{\\rtf1 x}"), Err(Refusal::Crashed));
    }
}
