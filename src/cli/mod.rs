//! The command line: one file per command, and the place where the parts are put together.
//!
//! Results go to stdout, everything else to stderr. Exit codes: 0 done, 1 failed with a sentence,
//! 2 wrong usage, 130 cancelled.

mod extract;

use std::io::Write;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

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
    Extract(extract::Args),
    /// Reads one document from standard input for another process of this program
    #[command(hide = true, name = crate::ingest::WORKER_COMMAND)]
    ReadDocument,
}

pub fn main() -> ExitCode {
    let args = Args::parse();
    match args.command {
        None => ExitCode::SUCCESS,
        Some(Command::Extract(args)) => finish(extract::run(&args)),
        Some(Command::ReadDocument) => crate::ingest::worker_main(),
    }
}

/// A failure that has no words of its own is one of input or output.
fn finish(result: anyhow::Result<ExitCode>) -> ExitCode {
    result.unwrap_or_else(|error| {
        // Standard error is the last place to say it; when that is closed too, the code says it.
        let _ = writeln!(std::io::stderr().lock(), "{error}");
        ExitCode::FAILURE
    })
}
