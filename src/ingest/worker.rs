//! The child process that reads one document: bytes on standard input, JSON on standard output.

use std::io::{self, Read, Write};
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;
use std::thread;

use rlimit::Resource;

use crate::career::resume::Resume;
use crate::explain::DocumentError;

/// A real résumé of ten megabytes needs a quarter of it; a decompression bomb hits it at once.
const MAX_ADDRESS_SPACE: u64 = 768 << 20;
pub(super) const MAX_CPU_SECS: u64 = 15;
/// Parsers of nested objects recurse.
const STACK_BYTES: usize = 64 << 20;

/// What the worker prints.
pub(super) type Answer = Result<Resume, DocumentError>;

/// Reads the document on standard input and prints a [`Answer`] as JSON. Limits this process first, so
/// it is for a process that does nothing else.
pub fn main() -> ExitCode {
    if limit_process().is_err() {
        return ExitCode::FAILURE;
    }
    // The parent says what went wrong; a trace would carry pieces of the résumé.
    panic::set_hook(Box::new(|_| {}));
    let answer = read_input();
    let mut out = io::stdout().lock();
    let printed = serde_json::to_writer(&mut out, &answer).is_ok() && out.flush().is_ok();
    if printed {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn limit_process() -> io::Result<()> {
    Resource::CORE.set(0, 0)?;
    Resource::FSIZE.set(0, 0)?;
    Resource::CPU.set(MAX_CPU_SECS, MAX_CPU_SECS + 1)?;
    // Not every system has a limit on address space; the others still hold there.
    match Resource::AS.set(MAX_ADDRESS_SPACE, MAX_ADDRESS_SPACE) {
        Err(error) if error.kind() != io::ErrorKind::Unsupported => Err(error),
        _ => Ok(()),
    }
}

fn read_input() -> Answer {
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .take(super::LIMIT_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| DocumentError::Unreadable {
            reason: error.to_string(),
        })?;
    let reading = thread::Builder::new()
        .stack_size(STACK_BYTES)
        .spawn(move || panic::catch_unwind(AssertUnwindSafe(|| super::read(&bytes))));
    let read = reading.map(thread::JoinHandle::join);
    match read {
        Ok(Ok(Ok(answer))) => answer,
        Ok(_) => Err(DocumentError::Damaged {
            detail: "the reader could not make sense of it".to_owned(),
        }),
        Err(_) => Err(DocumentError::TooDemanding),
    }
}
