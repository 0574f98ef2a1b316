//! `aspiro bench`: how fast models read and write on this machine, and how well they do the program's work.

mod career;

use std::io::{self, Write};
use std::path::PathBuf;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use super::{CANCELLED, FAILED, WRONG_USAGE, complain};
use crate::bench::{self, DEFAULT_BATCH, Event, Format, Plan, Table};
use crate::engine::ModelFile;
use crate::explain::Explain;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The models, GGUF files or `built-in`, with commas between them
    #[arg(short, long, required = true, value_delimiter = ',', value_parser = super::model_file())]
    model: Vec<ModelFile>,
    /// Lengths of the prompts to read; 0 for none
    #[arg(short = 'p', long, value_delimiter = ',', default_value = "512")]
    n_prompt: Vec<usize>,
    /// How many tokens to write; 0 for none
    #[arg(short = 'n', long, value_delimiter = ',', default_value = "128")]
    n_gen: Vec<usize>,
    /// How many tokens have been read before
    #[arg(short = 'd', long, value_delimiter = ',', default_value = "0")]
    n_depth: Vec<usize>,
    /// How many tokens of a prompt are read in one pass
    #[arg(short = 'b', long = "batch-size", value_delimiter = ',', value_parser = at_least_one, default_values_t = [DEFAULT_BATCH])]
    n_batch: Vec<usize>,
    /// How many threads compute; by default one on each physical core
    #[arg(short = 't', long = "threads", value_delimiter = ',', value_parser = at_least_one)]
    n_threads: Vec<usize>,
    /// How often each test is measured
    #[arg(short, long, value_parser = at_least_one, default_value_t = 5)]
    repetitions: usize,
    /// Do not run each test once before it is measured
    #[arg(long)]
    no_warmup: bool,
    /// Measure how well the models do this work instead of how fast they are
    #[arg(long, requires = "resumes", value_name = "TASK")]
    task: Option<Task>,
    /// Résumés that `--task career` asks about
    #[arg(requires = "task", value_name = "RESUME")]
    resumes: Vec<PathBuf>,
    /// How to print the rows
    #[arg(short, long, value_parser = format_parser(), default_value = Format::Markdown.as_str())]
    output: Format,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Task {
    /// The questions of an analysis and of a write-up about each résumé, each answer judged line by line
    Career,
}

fn at_least_one(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(n @ 1..) => Ok(n),
        _ => Err("a whole number above 0 is needed".to_owned()),
    }
}

fn format_parser() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::as_str)).map(|name| {
        Format::ALL
            .into_iter()
            .find(|format| format.as_str() == name)
            .expect("only names of formats are possible")
    })
}

impl Args {
    fn plan(self) -> Plan {
        Plan {
            models: self.model,
            n_prompt: self.n_prompt,
            n_gen: self.n_gen,
            n_depth: self.n_depth,
            n_batch: self.n_batch,
            n_threads: self.n_threads,
            repetitions: self.repetitions,
            warm_up: !self.no_warmup,
        }
    }
}

pub fn run(args: Args) -> Result<u8> {
    let format = args.output;
    if let Some(Task::Career) = args.task {
        return career::run(&args.model, &args.resumes, format);
    }
    let plan = args.plan();
    if plan.tests().is_empty() {
        writeln!(
            io::stderr(),
            "aspiro: There is nothing to measure. Give -p or -n a number above 0."
        )?;
        return Ok(WRONG_USAGE);
    }
    if cfg!(debug_assertions) {
        writeln!(
            io::stderr(),
            "This program was built for finding faults, not for speed; `cargo build --release` makes one to measure."
        )?;
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let mut table = Table::new(format, &plan);
    write(&table.header())?;
    let code = runtime.block_on(measure(plan, &mut table));
    // A pass that is still running must not hold up the end.
    runtime.shutdown_background();
    write(&table.footer())?;
    code
}

/// The exit code. What was measured before Ctrl-C has been written.
async fn measure(plan: Plan, table: &mut Table) -> Result<u8> {
    let stopping = Arc::new(AtomicBool::new(false));
    let (to, from) = unbounded_channel();
    let cancelled = Arc::clone(&stopping);
    tokio::task::spawn_blocking(move || {
        let cancelled = || cancelled.load(Ordering::Relaxed);
        bench::run(&plan, &cancelled, &mut |event| {
            // A closed channel means that the end has come.
            to.send(event).ok();
        });
    });
    let mut cancel = pin!(tokio::signal::ctrl_c());
    tokio::select! {
        biased;
        _ = &mut cancel => {
            stopping.store(true, Ordering::Relaxed);
            Ok(CANCELLED)
        }
        code = show(from, table) => code,
    }
}

/// Writes rows as they come; the exit code when no more can come.
async fn show(mut events: UnboundedReceiver<Event>, table: &mut Table) -> Result<u8> {
    let mut code = 0;
    while let Some(event) = events.recv().await {
        match event {
            Event::Measured(row) => write(&table.row(&row))?,
            Event::Warning(sentence) => writeln!(io::stderr(), "{sentence}")?,
            Event::Failed { model, error } => {
                writeln!(io::stderr(), "{model}:")?;
                complain(&error.explain())?;
                code = FAILED;
            }
        }
    }
    Ok(code)
}

fn write(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}
