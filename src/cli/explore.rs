//! `aspiro explore`: what is known about an occupation, in words and figures.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use anyhow::{Result, bail};
use futures_util::StreamExt;
use serde::Serialize;

use crate::advisor::explore::{self, ExplorationEvent};
use crate::atlas::{ATTRIBUTION, Atlas, OccupationText, TEXT_ATTRIBUTION};
use crate::career::occupation::Occupation;
use crate::career::resume::Resume;
use crate::chat::Link;
use crate::cli::analyze::LinkName;
use crate::cli::occupation::find;
use crate::cli::render::paint::{Paint, WIDTH, wrapped};
use crate::cli::session::Session;
use crate::cli::{CANCELLED, atlas as import, complain, document};
use crate::config::Config;
use crate::explain::Explain;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// An occupation by any title people use
    #[arg(required = true)]
    field: Vec<String>,
    /// Print the facts and the write-up as JSON
    #[arg(long)]
    json: bool,
    /// A GGUF file to ask first instead of the model that comes with the program
    #[arg(long, short)]
    model: Option<PathBuf>,
    /// A résumé to measure against the occupation
    #[arg(long, value_name = "FILE")]
    resume: Option<PathBuf>,
    /// Ask only this link; the guide stands behind it
    #[arg(long)]
    link: Option<LinkName>,
}

/// What `--json` prints.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report<'a> {
    version: u32,
    occupation: &'a Occupation,
    related: Vec<Named<'a>>,
    write_up: String,
    attribution: &'a str,
    /// O*NET's own words, where the person has imported them.
    onet_text: Option<Imported<'a>>,
}

#[derive(Serialize)]
struct Imported<'a> {
    #[serde(flatten)]
    text: &'a OccupationText,
    attribution: &'a str,
}

#[derive(Serialize)]
struct Named<'a> {
    code: &'a str,
    title: &'a str,
}

pub fn run(args: Args) -> Result<u8> {
    let atlas = Atlas::get();
    let occupation = match find(&args.field.join(" ")) {
        Ok(occupation) => occupation,
        Err(explanation) => return complain(&explanation),
    };
    let config = Config::from_env();
    let imported = match import::imported(&config.home) {
        Ok(imported) => imported,
        Err(error) => return complain(&error.explain()),
    };
    let imported = imported.of(&occupation.code);
    let resume = match args.resume.as_deref().map(document::read).transpose() {
        Ok(document) => document.map(|document| document.read),
        Err(error) => return complain(&error.explain()),
    };
    let link = args.link.map(Link::from);
    let session = match Session::open(&config, args.model) {
        Ok(session) => session,
        Err(error) => return complain(&error.explain()),
    };
    let runtime = tokio::runtime::Runtime::new()?;
    let written = runtime.block_on(async {
        tokio::select! {
            biased;
            _ = tokio::signal::ctrl_c() => None,
            text = write_up(atlas, occupation, resume.as_ref(), link, &session) => Some(text),
        }
    });
    let Some(text) = written.transpose()? else {
        return Ok(CANCELLED);
    };
    let related: Vec<Named<'_>> = occupation
        .related
        .iter()
        .filter_map(|code| atlas.by_code(code))
        .map(|other| Named {
            code: &other.code,
            title: &other.title,
        })
        .collect();
    let mut out = io::stdout();
    if args.json {
        let report = Report {
            version: 1,
            occupation,
            related,
            write_up: text,
            attribution: ATTRIBUTION,
            onet_text: imported.map(|text| Imported {
                text,
                attribution: TEXT_ATTRIBUTION,
            }),
        };
        serde_json::to_writer_pretty(&mut out, &report)?;
        writeln!(out)?;
    } else {
        print(&mut out, occupation, &related, &text, imported)?;
    }
    Ok(0)
}

async fn write_up(
    atlas: &'static Atlas,
    occupation: &Occupation,
    resume: Option<&Resume>,
    link: Option<Link>,
    session: &Session,
) -> Result<String> {
    let links = session.providers(link, resume);
    let mut stream = explore::write_up(atlas, occupation, resume, session.links.chain(), links);
    while let Some(event) = stream.next().await {
        if let ExplorationEvent::Done { text, .. } = event? {
            return Ok(text);
        }
    }
    bail!("the write-up ended before it was complete; try again")
}

fn print(
    out: &mut impl Write,
    occupation: &Occupation,
    related: &[Named<'_>],
    text: &str,
    imported: Option<&OccupationText>,
) -> Result<()> {
    let paint = Paint::new(io::stdout().is_terminal());
    writeln!(
        out,
        "\n{}  {}",
        paint.bold(&occupation.title),
        paint.dim(&occupation.code)
    )?;
    for line in text.lines() {
        match line.strip_prefix("## ") {
            Some(heading) => writeln!(out, "{}", paint.accent(heading))?,
            None if line.is_empty() => writeln!(out)?,
            None => write!(out, "{}", wrapped(line, 2, WIDTH))?,
        }
    }
    if !related.is_empty() {
        writeln!(out, "\n{}\n", paint.accent("Related"))?;
    }
    for other in related.iter().take(8) {
        writeln!(out, "  {}  {}", paint.dim(other.code), other.title)?;
    }
    if let Some(imported) = imported {
        print_imported(out, paint, imported)?;
    }
    writeln!(out)?;
    for line in wrapped(ATTRIBUTION, 0, WIDTH).lines() {
        writeln!(out, "{}", paint.dim(line))?;
    }
    Ok(())
}

/// As many of an occupation's task sentences are printed; `--json` has them all.
const SHOWN_TASKS: usize = 8;

fn print_imported(out: &mut impl Write, paint: Paint, imported: &OccupationText) -> Result<()> {
    writeln!(out, "\n{}\n", paint.accent("In O*NET's words"))?;
    if let Some(description) = &imported.description {
        write!(out, "{}", wrapped(description, 2, WIDTH))?;
    }
    for task in imported.tasks.iter().take(SHOWN_TASKS) {
        write!(out, "{}", wrapped(&format!("• {task}"), 2, WIDTH))?;
    }
    for line in wrapped(TEXT_ATTRIBUTION, 2, WIDTH).lines() {
        writeln!(out, "{}", paint.dim(line))?;
    }
    Ok(())
}
