//! Readers of risky formats, each in a process of its own that may die without the run noticing.
//!
//! ```text
//!  run ── kind, bytes ──→ worker        the same program, started with a hidden command
//!      ←── text or refusal ──           its memory is limited, and it ends itself when it takes too long
//! ```
//! Catching panics is not enough: where the stack overflows or memory runs out, the process ends. All
//! workers share one budget of memory: a file that is too much for a small one gets a large one, which
//! has the budget nearly to itself.

use super::extract::{Extract, Refusal};
use super::office;
use super::pdf;
use super::rtf;
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::io::{self, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

/// Seconds that one file may take.
const MAX_SECONDS: u64 = 30;

/// Bytes of address space of a worker, which is enough for nearly every file: 192 MiB.
const SMALL_BYTES: u64 = 192 << 20;

/// Bytes of address space of a worker for a file that was too much for a small one: 448 MiB.
const LARGE_BYTES: u64 = 448 << 20;

/// Bytes of address space of all workers together, so that they and the run itself need less than a
/// gigabyte: 576 MiB.
const ALL_BYTES: u64 = 576 << 20;

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
    pool: Mutex<Pool>,
    /// Told whenever a worker is idle or has ended.
    changed: Condvar,
}

/// Small workers that wait for a file, and memory that no worker has.
#[derive(Debug)]
struct Pool {
    idle: Vec<Worker>,
    free_bytes: u64,
}

impl Workers {
    /// Workers that `program` with `arguments` starts; which must call [`serve`].
    fn new(program: PathBuf, arguments: &[&str]) -> Self {
        let arguments = arguments.iter().map(OsString::from).collect();
        let pool = Mutex::new(Pool { idle: Vec::new(), free_bytes: ALL_BYTES });
        Self { program, arguments, pool, changed: Condvar::new() }
    }

    /// Reads a risky file in a worker. One that dies may have had too little memory.
    fn read(&self, kind: Risky, bytes: &[u8]) -> Answer {
        let small = self.read_within(SMALL_BYTES, kind, bytes);
        small
            .or_else(|_| self.read_within(LARGE_BYTES, kind, bytes))
            .unwrap_or(Err(Refusal::Crashed))
    }

    /// Reads a risky file in a worker with so much memory; an error where it died.
    fn read_within(&self, memory: u64, kind: Risky, bytes: &[u8]) -> io::Result<Answer> {
        let waiting = self.take(memory);
        let mut worker = match waiting.map_or_else(|| self.start(memory), Ok) {
            Ok(worker) => worker,
            Err(error) => {
                self.give_back(memory, None);
                return Err(error);
            }
        };
        let answer = worker.ask(kind, bytes);
        let is_well = matches!(&answer, Ok(answer) if *answer != Err(Refusal::Slow));
        self.give_back(memory, Some(worker).filter(|_| is_well && memory == SMALL_BYTES));
        answer
    }

    fn pool(&self) -> MutexGuard<'_, Pool> {
        self.pool.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes an idle worker, or memory for a new one; waits until there is some.
    fn take(&self, memory: u64) -> Option<Worker> {
        let mut pool = self.pool();
        loop {
            match pool.idle.pop() {
                Some(worker) if memory == SMALL_BYTES => return Some(worker),
                // Idle workers give way to a large one.
                Some(worker) => {
                    drop(worker);
                    pool.free_bytes += SMALL_BYTES;
                }
                None if memory <= pool.free_bytes => {
                    pool.free_bytes -= memory;
                    return None;
                }
                None => pool = self.changed.wait(pool).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }

    /// Gives back a worker that may go on, or the memory of one that has ended.
    fn give_back(&self, memory: u64, worker: Option<Worker>) {
        let mut pool = self.pool();
        match worker {
            Some(worker) => pool.idle.push(worker),
            None => pool.free_bytes += memory,
        }
        self.changed.notify_all();
    }

    fn start(&self, memory: u64) -> io::Result<Worker> {
        let mut child = Command::new(&self.program)
            .args(&self.arguments)
            .arg(memory.to_string())
            // Every thread would set aside address space for itself.
            .env("MALLOC_ARENA_MAX", "1")
            .env("RAYON_NUM_THREADS", "2")
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

/// Reads files for the process that started this one, until that closes the pipe; the argument after
/// the command says with how much memory.
pub fn serve() {
    let memory = std::env::args().nth(2).and_then(|memory| memory.parse().ok());
    limit(memory.unwrap_or(SMALL_BYTES));
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
fn limit(memory: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    for (resource, most) in [(Resource::As, memory), (Resource::Core, 0)] {
        // Where the system refuses, the limits of the readers themselves remain.
        _ = setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
    }
}

#[cfg(not(unix))]
fn limit(_memory: u64) {}

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
    use std::sync::atomic::{AtomicU64, Ordering};

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
        assert_eq!(workers.pool().free_bytes, ALL_BYTES);
    }

    #[test]
    fn workers_together_keep_within_their_budget() {
        let workers = Workers::new(PathBuf::from("no/such/program"), &[]);
        let most = AtomicU64::new(0);
        let take = &|number: u64| {
            let memory = [LARGE_BYTES, SMALL_BYTES, SMALL_BYTES][number as usize % 3];
            assert!(workers.take(memory).is_none());
            most.fetch_max(ALL_BYTES - workers.pool().free_bytes, Ordering::Relaxed);
            workers.give_back(memory, None);
        };
        rayon::scope(|scope| {
            for number in 0..400 {
                scope.spawn(move |_| take(number));
            }
        });
        assert!((LARGE_BYTES..=ALL_BYTES).contains(&most.into_inner()));
        assert_eq!(workers.pool().free_bytes, ALL_BYTES);
    }
}
