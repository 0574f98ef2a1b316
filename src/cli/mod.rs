//! The command line: one file per command, and the place where the parts are put together.
//!
//! Results go to stdout, everything else to stderr. Exit codes: 0 done, 1 failed with a sentence,
//! 2 wrong usage, 130 cancelled.

mod analyze;
mod explore;
mod extract;
mod render;

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::explain::Explanation;
use crate::ingest;

/// Something failed, and a sentence says what.
const FAILED: u8 = 1;
/// The person pressed Ctrl-C.
const CANCELLED: u8 = 130;

#[derive(Debug, Parser)]
#[command(
    name = "aspiro",
    version,
    about = "A career workstation that needs nobody else's computer"
)]
struct Args {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Compare a résumé with a role, a job description, or every occupation
    Analyze(analyze::Args),
    /// Show the text of a résumé as it is read
    Extract(extract::Args),
    /// Show what is known about an occupation
    Explore(explore::Args),
    /// Read a document from stdin under limits; started by the program itself
    #[command(hide = true, name = "__read-document")]
    ReadDocument,
}

pub fn main() -> ExitCode {
    let done = match Args::parse().command {
        None => Ok(0),
        Some(Command::Analyze(args)) => analyze::run(args),
        Some(Command::Extract(args)) => {
            return extract::run(&args).unwrap_or_else(|error| ExitCode::from(report(&error)));
        }
        Some(Command::Explore(args)) => explore::run(args),
        Some(Command::ReadDocument) => return ingest::worker_main(),
    };
    done.map_or_else(|error| ExitCode::from(report(&error)), ExitCode::from)
}

/// Writes an explanation on stderr; the exit code that goes with it.
fn complain(explanation: &Explanation) -> Result<u8> {
    writeln!(io::stderr(), "aspiro: {}", explanation.sentence())?;
    Ok(FAILED)
}

/// A failure that no command words itself. A reader that closed its pipe early is none.
fn report(error: &anyhow::Error) -> u8 {
    let closed = error
        .downcast_ref::<io::Error>()
        .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe);
    if closed {
        return 0;
    }
    drop(writeln!(io::stderr(), "aspiro: {error:#}"));
    FAILED
}
