//! `aspiro explore`: what is known about an occupation, in words and figures.

use std::io::{self, IsTerminal, Write};

use anyhow::{Result, bail};
use futures_util::StreamExt;
use serde::Serialize;

use crate::advisor::explore::{self, ExplorationEvent};
use crate::atlas::{ATTRIBUTION, Atlas};
use crate::career::occupation::Occupation;
use crate::cli::complain;
use crate::cli::render::paint::{Paint, WIDTH, wrapped};
use crate::explain::Explanation;
use crate::provider::chain::Chain;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// An occupation by any title people use
    #[arg(required = true)]
    field: Vec<String>,
    /// Print the facts and the write-up as JSON
    #[arg(long)]
    json: bool,
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
}

#[derive(Serialize)]
struct Named<'a> {
    code: &'a str,
    title: &'a str,
}

pub fn run(args: Args) -> Result<u8> {
    let atlas = Atlas::get();
    let field = args.field.join(" ");
    let Some(occupation) = find(atlas, &field) else {
        return complain(&Explanation::new(
            format!("The atlas has no occupation called “{}”.", field.trim()),
            "It holds occupations by their usual titles.",
            "Try another title, for example one from a job posting.",
        ));
    };
    let runtime = tokio::runtime::Runtime::new()?;
    let text = runtime.block_on(write_up(atlas, occupation))?;
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
        };
        serde_json::to_writer_pretty(&mut out, &report)?;
        writeln!(out)?;
    } else {
        print(&mut out, occupation, &related, &text)?;
    }
    Ok(0)
}

fn find(atlas: &'static Atlas, field: &str) -> Option<&'static Occupation> {
    atlas.resolve(field).or_else(|| {
        let hit = atlas.search(field, 1).into_iter().next()?;
        atlas.by_code(&hit.code)
    })
}

async fn write_up(atlas: &'static Atlas, occupation: &Occupation) -> Result<String> {
    let mut stream = explore::write_up(atlas, occupation, None, &Chain::new(), Vec::new());
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
    writeln!(out)?;
    for line in wrapped(ATTRIBUTION, 0, WIDTH).lines() {
        writeln!(out, "{}", paint.dim(line))?;
    }
    Ok(())
}
