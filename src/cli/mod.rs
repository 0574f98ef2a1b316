//! The command line: one file per command, and the place where the parts are put together.
//!
//! Results go to stdout, everything else to stderr. Exit codes: 0 done, 1 failed with a sentence,
//! 2 wrong usage, 130 cancelled.

mod analyze;
mod atlas;
mod bench;
mod chat;
mod doctor;
mod document;
mod explore;
mod extract;
mod generate;
mod logits;
mod occupation;
mod profile;
mod render;
mod route;
mod session;
mod template;
mod tokenize;
mod window;

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Result;
use clap::builder::{PathBufValueParser, TypedValueParser};
use clap::{Parser, Subcommand};

use crate::catalog;
use crate::engine::ModelFile;
use crate::explain::Explanation;
use crate::ingest;

/// Something failed, and a sentence says what.
const FAILED: u8 = 1;
/// The command line does not say what is needed.
const WRONG_USAGE: u8 = 2;
/// The person pressed Ctrl-C.
const CANCELLED: u8 = 130;

/// The résumé of an invented person, for the demo and for trying things out.
const SAMPLE: &[u8] = include_bytes!("../../assets/sample/resume.pdf");

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
    /// Import O*NET's own text about occupations
    Atlas(atlas::Args),
    /// Show ways from one occupation to another
    Route(route::Args),
    /// Ask the mentor
    Chat(chat::Args),
    /// Let a local model continue a text
    Generate(generate::Args),
    /// Measure how fast models run here, or how well they do the program's work
    Bench(bench::Args),
    /// Print the token ids of a text
    Tokenize(tokenize::Args),
    /// Render a chat template
    Template(template::Args),
    /// List or create profiles
    Profile(profile::Args),
    /// Check what this machine has and what works here
    Doctor(doctor::Args),
    /// Read a document from stdin under limits; started by the program itself
    #[command(hide = true, name = "__read-document")]
    ReadDocument,
    /// Write the logits behind each of some tokens; for holding the engine against others
    #[command(hide = true, name = "__logits")]
    Logits(logits::Args),
}

/// Reads the name of a model: `built-in`, or a path.
fn model_file() -> impl TypedValueParser<Value = ModelFile> {
    PathBufValueParser::new().map(catalog::named)
}

/// Runs the command the arguments name; without one, the window.
pub fn main() -> ExitCode {
    let done = match Args::parse().command {
        None => window::run(),
        Some(Command::Analyze(args)) => analyze::run(args),
        Some(Command::Extract(args)) => extract::run(&args),
        Some(Command::Explore(args)) => explore::run(args),
        Some(Command::Atlas(args)) => atlas::run(&args),
        Some(Command::Route(args)) => route::run(&args),
        Some(Command::Chat(args)) => chat::run(args),
        Some(Command::Generate(args)) => generate::run(args),
        Some(Command::Bench(args)) => bench::run(args),
        Some(Command::Logits(args)) => logits::run(&args),
        Some(Command::Tokenize(args)) => tokenize::run(args),
        Some(Command::Template(args)) => template::run(args),
        Some(Command::Profile(args)) => profile::run(args),
        Some(Command::Doctor(args)) => doctor::run(&args),
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
