//! `aspiro extract FILE [--json]`: the text of a résumé as it is read.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Result;

use crate::atlas::Atlas;
use crate::cli::complain;
use crate::explain::Explain;
use crate::ingest::Reader;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// A résumé as PDF, DOCX, TXT or Markdown
    file: PathBuf,
    /// Print lines, sections and everything recognised as JSON
    #[arg(long)]
    json: bool,
}

pub fn run(args: Args) -> Result<u8> {
    let document = match Reader::current().and_then(|reader| reader.read_path(&args.file)) {
        Ok(document) => document,
        Err(error) => return complain(&error.explain()),
    };
    let mut read = document.read;
    read.skills_found = Atlas::get().vocabulary().find(&read.text);
    for warning in &read.warnings {
        writeln!(io::stderr(), "{}", warning.message)?;
    }
    let mut out = io::stdout().lock();
    if args.json {
        serde_json::to_writer_pretty(&mut out, &read)?;
        writeln!(out)?;
        return Ok(0);
    }
    let mut section = "";
    for line in &read.lines {
        if line.section != section {
            section = &line.section;
            writeln!(out, "\n[{section}]")?;
        }
        writeln!(out, "{}", read.text.get(line.start..line.end).unwrap_or_default())?;
    }
    Ok(0)
}
