//! The parent's side: starts the worker, hands it the bytes, waits no longer than it should.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use super::worker::{Answer, MAX_CPU_SECS};
use super::{LIMIT_BYTES, WORKER_COMMAND, check_size};
use crate::career::resume::Resume;
use crate::explain::DocumentError;

const MAX_WALL: Duration = Duration::from_secs(MAX_CPU_SECS);
/// The text, and a line of JSON for each of its lines.
const MAX_ANSWER_BYTES: u64 = 64 << 20;

/// Reads documents in a child process.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The program that serves as worker: this one.
    program: PathBuf,
}

/// A file and what was read from it.
#[derive(Clone)]
pub struct Document {
    /// The file's name without its folder.
    pub name: String,
    pub bytes: Vec<u8>,
    pub read: Resume,
}

impl Reader {
    /// `program` must understand the worker command, as `aspiro` does.
    pub const fn new(program: PathBuf) -> Self {
        Self { program }
    }

    /// With the running program as worker.
    pub fn current() -> Result<Self, DocumentError> {
        std::env::current_exe().map(Self::new).map_err(unreadable)
    }

    pub fn read_path(&self, path: &Path) -> Result<Document, DocumentError> {
        let bytes = load(path)?;
        let read = self.read_bytes(&bytes)?;
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        Ok(Document { name, bytes, read })
    }

    /// Blocks for at most a quarter of a minute.
    pub fn read_bytes(&self, bytes: &[u8]) -> Result<Resume, DocumentError> {
        check_size(bytes.len() as u64)?;
        if bytes.is_empty() {
            return Err(DocumentError::Empty);
        }
        let mut child = Command::new(&self.program)
            .arg(WORKER_COMMAND)
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(unreadable)?;
        let deadline = Instant::now() + MAX_WALL;
        let answer = converse(&mut child, bytes, deadline);
        let status = finish(&mut child, deadline);
        match (answer, status) {
            (Some(answer), Some(status)) => verdict(&answer, status),
            _ => Err(too_long()),
        }
    }
}

fn load(path: &Path) -> Result<Vec<u8>, DocumentError> {
    let file = File::open(path).map_err(unreadable)?;
    let about = file.metadata().map_err(unreadable)?;
    if about.is_dir() {
        return Err(DocumentError::WrongType {
            found: "a folder".to_owned(),
        });
    }
    check_size(about.len())?;
    let mut bytes = Vec::with_capacity(about.len() as usize);
    // A pipe or a growing file has no size to trust.
    file.take(LIMIT_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    check_size(bytes.len() as u64)?;
    Ok(bytes)
}

fn unreadable(error: std::io::Error) -> DocumentError {
    DocumentError::Unreadable {
        reason: error.to_string(),
    }
}

const fn too_long() -> DocumentError {
    DocumentError::TookTooLong {
        secs: MAX_WALL.as_secs(),
    }
}

/// Everything the worker says, or nothing when it was stopped at the deadline. Writing and reading
/// have a thread each, so that neither side waits for the other with a full pipe.
fn converse(child: &mut Child, bytes: &[u8], deadline: Instant) -> Option<Vec<u8>> {
    let stdin = child.stdin.take()?;
    let stdout = child.stdout.take()?;
    let (said, answers) = mpsc::channel();
    thread::scope(|scope| {
        scope.spawn(move || {
            let mut stdin = stdin;
            // A worker that died has closed its end; why it died shows in its status.
            let _ = stdin.write_all(bytes);
        });
        scope.spawn(move || {
            let mut answer = Vec::new();
            let read = stdout.take(MAX_ANSWER_BYTES + 1).read_to_end(&mut answer);
            // The one who waits may have given up.
            let _ = said.send(read.map(|_| answer).unwrap_or_default());
        });
        let answer = answers.recv_timeout(deadline.saturating_duration_since(Instant::now()));
        if answer.is_err() {
            // Without it the two threads would never end. It may have ended by itself just now.
            let _ = child.kill();
        }
        answer.ok()
    })
}

/// Waits for the worker to end, which it does right after its last word; none when it had to be killed.
fn finish(child: &mut Child, deadline: Instant) -> Option<ExitStatus> {
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) if Instant::now() < deadline => thread::sleep(Duration::from_millis(1)),
            Ok(None) | Err(_) => {
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
        }
    }
}

fn verdict(answer: &[u8], status: ExitStatus) -> Answer {
    if answer.len() as u64 > MAX_ANSWER_BYTES {
        return Err(DocumentError::TooDemanding);
    }
    if status.success()
        && let Ok(answer) = serde_json::from_slice::<Answer>(answer)
    {
        return answer;
    }
    Err(cause_of_death(status))
}

#[cfg(unix)]
fn cause_of_death(status: ExitStatus) -> DocumentError {
    use std::os::unix::process::ExitStatusExt;

    const ABORT: i32 = 6;
    const KILL: i32 = 9;
    const CPU_TIME: i32 = 24;
    match status.signal() {
        Some(CPU_TIME) => too_long(),
        // An allocation refused or a stack used up ends in an abort, the system's own shortage in a kill.
        Some(ABORT | KILL) => DocumentError::TooDemanding,
        _ => stopped(),
    }
}

#[cfg(not(unix))]
fn cause_of_death(_: ExitStatus) -> DocumentError {
    stopped()
}

fn stopped() -> DocumentError {
    DocumentError::Damaged {
        detail: "the reader stopped in the middle of it".to_owned(),
    }
}
