//! The command line: one file per command, and the place where the parts are put together.
//!
//! Results go to stdout, everything else to stderr. Exit codes: 0 done, 1 failed with a sentence,
//! 2 wrong usage, 130 cancelled.

mod profile;

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
    /// List the profiles on this machine, or create one.
    Profile(profile::Args),
}

pub fn main() -> ExitCode {
    let args = Args::parse();
    match args.command {
        None => ExitCode::SUCCESS,
        Some(Command::Profile(args)) => profile::run(args),
    }
}
