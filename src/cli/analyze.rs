//! `aspiro analyze`: a résumé measured against a role, a job description or the whole atlas.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, bail};
use clap::ValueEnum;
use futures_util::StreamExt;

use crate::advisor::{Advisor, AnalysisEvent, AnalysisStream, Question};
use crate::atlas::Atlas;
use crate::career::resume::Resume;
use crate::chat::Link;
use crate::cli::render::analysis::{Printer, provenance};
use crate::cli::render::paint::Paint;
use crate::cli::{CANCELLED, complain};
use crate::explain::{DocumentError, Explain};
use crate::ingest::Reader;
use crate::provider::Provider;
use crate::provider::chain::Chain;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// A résumé as PDF, DOCX, TXT or Markdown
    file: PathBuf,
    /// The role to measure it against, in your own words
    #[arg(long, conflicts_with = "job")]
    role: Option<String>,
    /// A file with a job description to measure it against
    #[arg(long, value_name = "FILE")]
    job: Option<PathBuf>,
    /// Print the analysis as JSON
    #[arg(long)]
    json: bool,
    /// A GGUF file to ask first
    #[arg(long, short)]
    model: Option<PathBuf>,
    /// Ask only this link; the guide stands behind it
    #[arg(long)]
    link: Option<LinkName>,
}

/// A link as it is named on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LinkName {
    Local,
    Endpoint,
    Openrouter,
    Guide,
}

impl From<LinkName> for Link {
    fn from(name: LinkName) -> Self {
        match name {
            LinkName::Local => Self::Local,
            LinkName::Endpoint => Self::Endpoint,
            LinkName::Openrouter => Self::OpenRouter,
            LinkName::Guide => Self::Guide,
        }
    }
}

pub fn run(args: Args) -> Result<u8> {
    match read(&args) {
        Ok((resume, question)) => {
            let links = links(args.link.map(Link::from), args.model.as_deref());
            analyze(&resume, &question, &Chain::new(), links, args.json)
        }
        Err(error) => complain(&error.explain()),
    }
}

fn read(args: &Args) -> Result<(Resume, Question), DocumentError> {
    let reader = Reader::current()?;
    let resume = reader.read_path(&args.file)?.read;
    let question = match (&args.role, &args.job) {
        (Some(role), _) => Question::Role(role.clone()),
        (None, None) => Question::BestFit,
        (None, Some(path)) => {
            let text = reader.read_path(path)?.read.text;
            if text.trim().is_empty() {
                return Err(DocumentError::Empty);
            }
            Question::Job(text)
        }
    };
    Ok((resume, question))
}

/// The links to ask, in the chain's order and without the guide.
fn links(only: Option<Link>, model: Option<&Path>) -> Vec<Arc<dyn Provider>> {
    let _ = (only, model);
    Vec::new()
}

/// Analyses and prints, as the words arrive or as JSON at the end.
pub fn analyze(
    resume: &Resume,
    question: &Question,
    chain: &Chain,
    links: Vec<Arc<dyn Provider>>,
    json: bool,
) -> Result<u8> {
    let advisor = Advisor::new(Atlas::get());
    let prepared = match advisor.prepare(resume, question) {
        Ok(prepared) => prepared,
        Err(error) => return complain(&error.explain()),
    };
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let shown = show(advisor.analyze(prepared, chain, links), json);
        tokio::select! {
            biased;
            _ = tokio::signal::ctrl_c() => Ok(CANCELLED),
            code = shown => code,
        }
    })
}

async fn show(mut stream: AnalysisStream, json: bool) -> Result<u8> {
    let mut out = io::stdout();
    let paint = Paint::new(out.is_terminal());
    let mut printer = Printer::new(paint);
    while let Some(event) = stream.next().await {
        match event? {
            AnalysisEvent::Draft(draft) if !json => printer.numbers(&mut out, &draft)?,
            AnalysisEvent::Progress(now) if !json => printer.progress(&mut out, &now)?,
            AnalysisEvent::Fallback(fallback) => writeln!(io::stderr(), "({fallback})")?,
            AnalysisEvent::Done(analysis, _) if json => {
                serde_json::to_writer_pretty(&mut out, &analysis)?;
                writeln!(out)?;
                return Ok(0);
            }
            AnalysisEvent::Done(analysis, _) => {
                printer.finish(&mut out, &analysis)?;
                provenance(&mut out, paint, &analysis)?;
                return Ok(0);
            }
            _ => {}
        }
    }
    bail!("the analysis ended before it was complete; try again")
}
