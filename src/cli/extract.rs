//! `aspiro extract`: a document's text as read, by section.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Result;

use crate::career::resume::{Resume, Span};
use crate::cli::{complain, document};
use crate::explain::Explain;

/// Text as read: sections, lines, positions
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A PDF, DOCX, TXT or Markdown file
    file: PathBuf,
    /// Print everything that was recognised, as JSON
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Result<u8> {
    let resume = match document::read(&args.file) {
        Ok(document) => document.read,
        Err(error) => return complain(&error.explain()),
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
    Ok(0)
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
}
