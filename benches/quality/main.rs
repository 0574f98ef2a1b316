//! How good the program's reading, finding, scoring and writing are.
//!
//! `cargo bench --bench quality -- MEASURE DATA_FOLDER` prints a line of JSON for each set it measured, the measure's
//! headline last; `docs/QUALITY.md` holds dated runs and says what each measure means. DATA_FOLDER is a folder like
//! the one the measures were made for, or the measure's own folder in it.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]
#![expect(clippy::print_stderr, reason = "a bench says what went wrong")]

mod cosine;
mod extraction;
mod grounding;
mod injection;
mod linking;
mod melo;
mod score;
mod speed;
mod titles;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::Serialize;

/// One figure.
#[derive(Debug, Clone, Serialize)]
struct Figure {
    measure: &'static str,
    /// What it was taken on, or which of the measure's figures it is.
    set: String,
    value: f64,
    /// The same figure of the plainest method, in the same run; null where there is none.
    baseline: Option<f64>,
    /// How many cases the value is taken over.
    n: usize,
}

/// Figures, the headline last; or why there are none, in a sentence.
type Measured = Result<Vec<Figure>, String>;

struct Measure {
    name: &'static str,
    run: fn(&Path) -> Measured,
}

const MEASURES: [Measure; 8] = [
    Measure {
        name: "extraction",
        run: extraction::run,
    },
    Measure {
        name: "melo",
        run: melo::run,
    },
    Measure {
        name: "linking",
        run: linking::run,
    },
    Measure {
        name: "titles",
        run: titles::run,
    },
    Measure {
        name: "score",
        run: score::run,
    },
    Measure {
        name: "grounding",
        run: grounding::run,
    },
    Measure {
        name: "injection",
        run: injection::run,
    },
    Measure {
        name: "speed",
        run: speed::run,
    },
];

fn main() -> ExitCode {
    // `cargo bench` adds a flag of its own.
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| word != "--bench")
        .collect();
    let [name, folder] = words.as_slice() else {
        // `cargo test --benches` calls it without a measure.
        eprintln!("usage: cargo bench --bench quality -- MEASURE DATA_FOLDER");
        eprintln!(
            "measures: {}",
            MEASURES.map(|measure| measure.name).join(", ")
        );
        return ExitCode::SUCCESS;
    };
    let Some(measure) = MEASURES.iter().find(|measure| measure.name == name) else {
        eprintln!("there is no measure {name}");
        return ExitCode::from(2);
    };
    match (measure.run)(Path::new(folder)) {
        Ok(figures) => {
            for figure in figures {
                println!(
                    "{}",
                    serde_json::to_string(&figure).expect("a figure has no keys that JSON lacks")
                );
            }
            ExitCode::SUCCESS
        }
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

/// `data/name` where it is there, else `data` itself, which then is that folder.
fn folder(data: &Path, name: &str) -> PathBuf {
    let inside = data.join(name);
    if inside.is_dir() {
        inside
    } else {
        data.to_owned()
    }
}
