//! `aspiro atlas import`: takes in O*NET's own text, which `aspiro explore` then shows.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use flate2::read::MultiGzDecoder;

use crate::atlas::{Atlas, Imported, OnetText};
use crate::cli::complain;
use crate::config::Config;
use crate::explain::{Explain, TableError};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Read descriptions and tasks from tables of O*NET that you have
    Import {
        /// “Occupation Data” or “Task Statements” as tab-separated text, plain or gzipped, or the folder they are in
        path: PathBuf,
    },
}

/// The largest table of O*NET 29.3 has a seventh of it.
const MAX_BYTES: u64 = 64_000_000;
/// Tables that hold text; O*NET's own archive has a blank in the names, other copies an underscore.
const TABLES: [&str; 2] = ["occupation data", "task statements"];
const ENDINGS: [&str; 4] = [".txt", ".tsv", ".txt.gz", ".tsv.gz"];

pub fn run(args: &Args) -> Result<u8> {
    let Command::Import { path } = &args.command;
    let home = Config::from_env().home;
    match import(path, &home) {
        Ok(imported) => {
            let mut out = io::stdout();
            for one in imported {
                let what = match one {
                    Imported::Descriptions(n) => format!("{n} descriptions of occupations"),
                    Imported::Tasks(n) => format!("{n} tasks"),
                };
                writeln!(out, "Imported {what}.")?;
            }
            Ok(0)
        }
        Err(error) => complain(&error.explain()),
    }
}

/// What was imported earlier; nothing where nothing was.
pub(super) fn imported(home: &Path) -> Result<OnetText, TableError> {
    match fs::read_to_string(stored(home)) {
        Ok(json) => OnetText::from_json(&json),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(OnetText::default()),
        Err(error) => Err(unreadable(&error)),
    }
}

fn stored(home: &Path) -> PathBuf {
    home.join("onet-text.json")
}

fn import(path: &Path, home: &Path) -> Result<Vec<Imported>, TableError> {
    // A damaged earlier import is replaced.
    let mut text = imported(home).unwrap_or_default();
    let done = tables(path)?
        .iter()
        .map(|table| text.add(&read(table)?, Atlas::get()))
        .collect::<Result<Vec<Imported>, TableError>>()?;
    let not_stored = |error: io::Error| TableError::NotStored {
        reason: error.to_string(),
    };
    fs::create_dir_all(home).map_err(not_stored)?;
    // A program killed half-way leaves the earlier import as it was.
    let unfinished = home.join("onet-text.json.unfinished");
    fs::write(&unfinished, text.to_json()).map_err(not_stored)?;
    fs::rename(&unfinished, stored(home)).map_err(not_stored)?;
    Ok(done)
}

/// The file itself, or the tables of a folder.
fn tables(path: &Path) -> Result<Vec<PathBuf>, TableError> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(path).map_err(|error| unreadable(&error))? {
        let entry = entry.map_err(|error| unreadable(&error))?;
        let name = entry
            .file_name()
            .to_string_lossy()
            .to_lowercase()
            .replace('_', " ");
        let is_table = TABLES.iter().any(|table| {
            name.strip_prefix(table)
                .is_some_and(|ending| ENDINGS.contains(&ending))
        });
        if is_table {
            found.push(entry.path());
        }
    }
    found.sort();
    if found.is_empty() {
        return Err(TableError::NoneHere);
    }
    Ok(found)
}

fn read(path: &Path) -> Result<String, TableError> {
    let mut file = File::open(path).map_err(|error| unreadable(&error))?;
    let mut bytes = bounded(&mut file)?;
    if bytes.starts_with(&[0x1f, 0x8b]) {
        bytes = bounded(&mut MultiGzDecoder::new(bytes.as_slice()))?;
    }
    String::from_utf8(bytes).map_err(|_| TableError::NotText)
}

fn bounded(source: &mut impl Read) -> Result<Vec<u8>, TableError> {
    let mut bytes = Vec::new();
    let read = source.take(MAX_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|error| unreadable(&error))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(TableError::TooLarge { limit: MAX_BYTES });
    }
    Ok(bytes)
}

fn unreadable(error: &io::Error) -> TableError {
    TableError::Unreadable {
        reason: error.to_string(),
    }
}
