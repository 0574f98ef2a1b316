//! How fast a model reads and writes on this machine, in the rows and field names of `llama-bench`.

pub mod career;
mod machine;
mod measure;
mod row;
mod statistics;
mod table;
#[cfg(test)]
mod tests;

use std::time::Instant;

pub use row::Row;
pub use table::{Format, Table};

use crate::engine::{Bare, LoadOptions, ModelFile};
use crate::explain::ModelError;
use measure::Measuring;

/// Tokens read in one pass unless the person says otherwise.
pub const DEFAULT_BATCH: usize = 512;

/// What is to be measured: every combination of its lists.
#[derive(Debug, Clone)]
pub struct Plan {
    pub models: Vec<ModelFile>,
    /// Lengths of prompts; 0 measures none.
    pub n_prompt: Vec<usize>,
    /// How many tokens to write; 0 measures none.
    pub n_gen: Vec<usize>,
    /// How many tokens the cache holds before the measured ones.
    pub n_depth: Vec<usize>,
    /// The most tokens read in one pass; each at least one.
    pub n_batch: Vec<usize>,
    /// Each at least one; an empty list leaves the number to the engine.
    pub n_threads: Vec<usize>,
    pub repetitions: usize,
    /// Whether one run comes before those that count.
    pub warm_up: bool,
}

/// One thing to measure: a prompt read, or tokens written one at a time; the other number is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Test {
    pub n_prompt: usize,
    pub n_gen: usize,
    pub n_depth: usize,
    pub n_batch: usize,
}

/// What [`run`] has to tell while it works.
#[derive(Debug)]
pub enum Event {
    Measured(Box<Row>),
    /// A sentence about what is not as the plan asks.
    Warning(String),
    /// Nothing more comes of this model, or of one test with it.
    Failed {
        model: ModelFile,
        error: ModelError,
    },
}

impl Plan {
    /// The tests of each model, in the order in which they run.
    pub fn tests(&self) -> Vec<Test> {
        let mut tests = Vec::new();
        for &n_batch in &self.n_batch {
            for &n_depth in &self.n_depth {
                let test = |n_prompt, n_gen| Test {
                    n_prompt,
                    n_gen,
                    n_depth,
                    n_batch,
                };
                let above_zero = |n: &&usize| **n > 0;
                let prompts = self.n_prompt.iter().filter(above_zero);
                tests.extend(prompts.map(|n| test(*n, 0)));
                let texts = self.n_gen.iter().filter(above_zero);
                tests.extend(texts.map(|n| test(0, *n)));
            }
        }
        tests
    }
}

/// Measures what `plan` asks for and reports each row as soon as it is there. Ends early once `cancelled` says yes,
/// which it asks now and then; what had not been measured to its end is not reported.
pub fn run(plan: &Plan, cancelled: &(dyn Fn() -> bool + Sync), report: &mut dyn FnMut(Event)) {
    let as_the_engine_likes = [None];
    let asked: Vec<Option<usize>> = plan.n_threads.iter().copied().map(Some).collect();
    let n_threads = if asked.is_empty() {
        &as_the_engine_likes[..]
    } else {
        &asked
    };
    for file in &plan.models {
        for n_threads in n_threads {
            if cancelled() {
                return;
            }
            if let Err(error) = run_model(plan, file, *n_threads, cancelled, report) {
                let model = file.clone();
                report(Event::Failed { model, error });
            }
        }
    }
}

/// The outer error ends this model; that of a single test is reported and the next test runs.
fn run_model(
    plan: &Plan,
    file: &ModelFile,
    n_threads: Option<usize>,
    cancelled: &(dyn Fn() -> bool + Sync),
    report: &mut dyn FnMut(Event),
) -> Result<(), ModelError> {
    machine::forget_peak();
    let header = file.header()?;
    let started = Instant::now();
    let options = LoadOptions {
        n_threads,
        ..LoadOptions::default()
    };
    let model = Bare::load(file, &options)?;
    let load = started.elapsed();
    if let Some(asked) = n_threads
        && asked != model.n_threads()
    {
        report(Event::Warning(format!(
            "This model runs on {} threads, not on {asked}: the engine that computes it takes their number from \
             RAYON_NUM_THREADS.",
            model.n_threads()
        )));
    }
    let mut measuring = Measuring::new(&model, cancelled);
    for test in plan.tests() {
        let started = row::now();
        match measuring.samples(test, plan.repetitions, plan.warm_up) {
            Ok(None) => return Ok(()),
            Ok(Some(samples_ns)) => report(Event::Measured(Box::new(Row {
                test_time: started,
                n_threads: model.n_threads(),
                cache_type: model.cache_type(),
                load,
                peak_bytes: machine::peak_bytes(),
                samples_ns,
                ..Row::new(file, &header, test)
            }))),
            Err(error) => report(Event::Failed {
                model: file.clone(),
                error,
            }),
        }
    }
    Ok(())
}
