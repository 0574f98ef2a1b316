<<<<<<< HEAD
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
=======
//! `aspiro extract`: a document's text as read, by section.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use crate::career::resume::{Resume, Span};
use crate::explain::Explain;
use crate::ingest::Reader;

/// Text as read: sections, lines, positions
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A PDF, DOCX, TXT or Markdown file
    file: PathBuf,
    /// Print everything that was recognised, as JSON
>>>>>>> ingest
    #[arg(long)]
    json: bool,
}

<<<<<<< HEAD
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
=======
pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let read = Reader::current().and_then(|reader| reader.read_path(&args.file));
    let resume = match read {
        Ok(document) => document.read,
        Err(error) => {
            writeln!(io::stderr().lock(), "{}", error.explain().sentence())?;
            return Ok(ExitCode::FAILURE);
        }
    };
    let mut out = io::stdout().lock();
    if args.json {
        serde_json::to_writer_pretty(&mut out, &resume)?;
        writeln!(out)?;
    } else {
        print_sections(&mut out, &resume)?;
    }
    out.flush()?;
    let mut err = io::stderr().lock();
    for warning in &resume.warnings {
        writeln!(err, "{}", warning.message)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn print_sections(out: &mut impl Write, resume: &Resume) -> io::Result<()> {
    for (index, section) in resume.sections.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        writeln!(out, "[{}]", section.name)?;
        let end = resume
            .sections
            .get(index + 1)
            .map_or(resume.text.len(), |next| next.span.start);
        let text = Span::new(section.span.start, end).of(&resume.text);
        writeln!(out, "{}", text.unwrap_or_default().trim_end())?;
    }
    Ok(())
>>>>>>> ingest
}
