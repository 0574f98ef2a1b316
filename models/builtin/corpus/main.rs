//! Writes the text the built-in model learns from: the program's own prompts about invented people, and answers to them.
//!
//! `cargo bench --bench corpus -- FOLDER --seed 1 --pairs 210000` writes `train.jsonl`, `held-out.jsonl` and
//! `report.json` there; `README.md` says what stands in them. The same seed gives the same bytes on any machine.

#![expect(clippy::print_stdout, reason = "a bench prints what it made")]
#![expect(clippy::print_stderr, reason = "a bench says what went wrong")]

mod case;
mod crew;
mod exam;
mod grammar;
mod judge;
mod mentor;
mod occupations;
mod pair;
mod people;
mod prompts;
mod report;
mod split;

use std::collections::HashSet;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use people::hash;
use report::Report;
use serde_json::{Value, json};
use split::Split;

/// What was asked for.
struct Order {
    folder: PathBuf,
    seed: u64,
    pairs: usize,
    /// A model to ask instead of writing anything to learn from.
    model: Option<PathBuf>,
    /// How many steps it is asked.
    steps: usize,
}

/// One held-out pair for so many to learn from, and at most so many of them.
const HELD_OUT_ONE_IN: usize = 24;
const MOST_HELD_OUT: usize = 5_000;

fn main() -> ExitCode {
    // `cargo bench` adds a flag of its own, and `cargo test --benches` calls it with nothing else.
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| word != "--bench")
        .collect();
    let Some(order) = Order::read(&words) else {
        eprintln!(
            "usage: cargo bench --bench corpus -- FOLDER [--seed 1] [--pairs 210000]\n       \
             cargo bench --bench corpus -- FOLDER [--seed 1] --ask MODEL [--steps 1000]"
        );
        return ExitCode::SUCCESS;
    };
    let done = match &order.model {
        Some(model) => exam::sit(&order.folder, order.seed, model, order.steps),
        None => write(&order),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

impl Order {
    fn read(words: &[String]) -> Option<Self> {
        let [folder, rest @ ..] = words else {
            return None;
        };
        let mut order = Self {
            folder: PathBuf::from(folder),
            seed: 1,
            pairs: 210_000,
            model: None,
            steps: 1_000,
        };
        for two in rest.chunks(2) {
            match two {
                [name, value] if name == "--seed" => order.seed = value.parse().ok()?,
                [name, value] if name == "--pairs" => order.pairs = value.parse().ok()?,
                [name, value] if name == "--ask" => order.model = Some(PathBuf::from(value)),
                [name, value] if name == "--steps" => order.steps = value.parse().ok()?,
                _ => return None,
            }
        }
        Some(order)
    }
}

fn write(order: &Order) -> Result<(), String> {
    let began = Instant::now();
    std::fs::create_dir_all(&order.folder).map_err(|error| failed(&order.folder, &error))?;
    let n_held = (order.pairs / HELD_OUT_ONE_IN).min(MOST_HELD_OUT);
    let train = write_set(order, Split::Train, "train.jsonl", order.pairs)?;
    let held = write_set(order, Split::HeldOut, "held-out.jsonl", n_held)?;
    let report = json!({ "seed": order.seed, "train": train.json(), "held_out": held.json() });
    let path = order.folder.join("report.json");
    std::fs::write(&path, pretty(&report)).map_err(|error| failed(&path, &error))?;
    println!(
        "{}",
        json!({ "seconds": began.elapsed().as_secs(), "train": brief(&report["train"]), "held_out": brief(&report["held_out"]) })
    );
    match train.broken_promise() {
        Some(sentence) => Err(sentence),
        None => Ok(()),
    }
}

fn write_set(order: &Order, split: Split, name: &str, n: usize) -> Result<Report, String> {
    let path = order.folder.join(name);
    let file = File::create(&path).map_err(|error| failed(&path, &error))?;
    let mut file = BufWriter::new(file);
    let mut report = Report::default();
    let mut seen = HashSet::new();
    let occupations = split.occupations();
    let mut result = Ok(());
    crew::each_case(order.seed, split, &occupations, |written| {
        for drop in written.drops {
            report.dropped(drop);
        }
        for pair in written.pairs {
            if report.n_pairs() == n || result.is_err() {
                return false;
            }
            if !seen.insert(hash(&pair.text())) {
                report.repeated();
            } else if report.has_room(&pair, n) {
                report.add(&pair, split == Split::Train);
                result = writeln!(file, "{}", pair.json());
            }
        }
        true
    })?;
    result
        .and_then(|()| file.flush())
        .map_err(|error| failed(&path, &error))?;
    Ok(report)
}

fn brief(report: &Value) -> Value {
    json!({ "pairs": report["pairs"], "lines": report["lines"], "frames": report["frames"], "dropped": report["answers_dropped"] })
}

fn pretty(report: &Value) -> String {
    serde_json::to_string_pretty(report).expect("a report has no keys that JSON lacks")
}

fn failed(path: &Path, error: &std::io::Error) -> String {
    format!("{} could not be written: {error}", path.display())
}
