//! `aspiro analyze`: a résumé measured against a role, a job description or the whole atlas.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
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
use crate::cli::session::Session;
use crate::cli::{CANCELLED, FAILED, SAMPLE, WRONG_USAGE, complain, document};
use crate::config::Config;
use crate::explain::{DocumentError, Explain, StoreError};
use crate::ingest::{self, Document, Reader};
use crate::provider::Provider;
use crate::provider::chain::Chain;
use crate::store::{NewAnalysis, Store};

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
    /// A GGUF file to ask first instead of the model that comes with the program
    #[arg(long, short)]
    model: Option<PathBuf>,
    /// Ask only this link; the guide stands behind it
    #[arg(long)]
    link: Option<LinkName>,
    /// Keep the résumé and the analysis in the profile that ASPIRO_PROFILE names
    #[arg(long)]
    save: bool,
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
    let (document, question) = match read(&args) {
        Ok(read) => read,
        Err(error) => return complain(&error.explain()),
    };
    if let Some(reason) = ingest::blank_reason(&document.read) {
        writeln!(io::stderr(), "aspiro: {reason}")?;
        return Ok(FAILED);
    }
    let session = match Session::open(&Config::from_env(), args.model) {
        Ok(session) => session,
        Err(error) => return complain(&error.explain()),
    };
    let keep = match (args.save, &session.store) {
        (false, _) => None,
        (true, Some(store)) => match Keep::begin(store, &document, &question) {
            Ok(keep) => Some(keep),
            Err(error) => return complain(&error.explain()),
        },
        (true, None) => {
            writeln!(
                io::stderr(),
                "aspiro: --save needs a profile: name it with ASPIRO_PROFILE."
            )?;
            return Ok(WRONG_USAGE);
        }
    };
    let links = session.providers(args.link.map(Link::from), Some(&document.read));
    let chain = session.links.chain();
    analyze(&document.read, &question, chain, links, args.json, keep)
}

/// The sample résumé of an invented person, as it would be analysed without a profile.
pub fn sample() -> Result<u8> {
    let config = Config {
        profile: None,
        ..Config::from_env()
    };
    let session = match Session::open(&config, None) {
        Ok(session) => session,
        Err(error) => return complain(&error.explain()),
    };
    let resume = match Reader::current().and_then(|reader| reader.read_bytes(SAMPLE)) {
        Ok(resume) => resume,
        Err(error) => return complain(&error.explain()),
    };
    let question = Question::Role("Data Scientist".to_owned());
    let links = session.providers(None, Some(&resume));
    let chain = session.links.chain();
    analyze(&resume, &question, chain, links, false, None)
}

fn read(args: &Args) -> Result<(Document, Question), DocumentError> {
    let document = document::read(&args.file)?;
    let question = match (&args.role, &args.job) {
        (Some(role), _) => Question::Role(role.clone()),
        (None, None) => Question::BestFit,
        (None, Some(path)) => {
            let text = Reader::current()?.read_path(path)?.read.text;
            if text.trim().is_empty() {
                return Err(DocumentError::Empty);
            }
            Question::Job(text)
        }
    };
    Ok((document, question))
}

/// Analyses and prints, as the words arrive or as JSON at the end.
fn analyze(
    resume: &Resume,
    question: &Question,
    chain: &Chain,
    links: Vec<Arc<dyn Provider>>,
    json: bool,
    keep: Option<Keep>,
) -> Result<u8> {
    let advisor = Advisor::new(Atlas::get());
    let prepared = match advisor.prepare(resume, question) {
        Ok(prepared) => prepared,
        Err(error) => return complain(&error.explain()),
    };
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let shown = show(advisor.analyze(prepared, chain, links), json, keep);
        tokio::select! {
            biased;
            _ = tokio::signal::ctrl_c() => Ok(CANCELLED),
            code = shown => code,
        }
    })
}

/// Where `--save` keeps the analysis: from its first number on, so that a cut loses little.
struct Keep {
    store: Arc<Store>,
    id: i64,
}

impl Keep {
    fn begin(
        store: &Arc<Store>,
        document: &Document,
        question: &Question,
    ) -> Result<Self, StoreError> {
        let resume_id = store.add_resume(&document.name, &document.bytes, &document.read)?;
        store.set("resume", &resume_id)?;
        let (goal, title) = match question {
            Question::Role(role) => ("role", role.clone()),
            Question::BestFit => ("best_fit", "Best fit".to_owned()),
            Question::Job(_) => ("job", "Job description".to_owned()),
        };
        let id = store.begin_analysis(&NewAnalysis {
            resume_id,
            title,
            question: serde_json::json!({ "goal": goal }),
        })?;
        Ok(Self {
            store: Arc::clone(store),
            id,
        })
    }
}

async fn show(mut stream: AnalysisStream, json: bool, keep: Option<Keep>) -> Result<u8> {
    let mut out = io::stdout();
    let paint = Paint::new(out.is_terminal());
    let mut printer = Printer::new(paint);
    while let Some(event) = stream.next().await {
        let event = event?;
        if let Some(Keep { store, id }) = &keep {
            match &event {
                AnalysisEvent::Draft(now) | AnalysisEvent::Progress(now) => {
                    store.save_partial_analysis(*id, now)?;
                }
                AnalysisEvent::Done(analysis, _) => store.finish_analysis(*id, analysis)?,
                AnalysisEvent::Trying { .. } | AnalysisEvent::Fallback(_) => {}
            }
        }
        match event {
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
