//! How well a résumé is read: held against what is known to stand in it, and against `pdftotext`.
//!
//! Every PDF and DOCX below DATA_FOLDER with a `NAME.truth.json` beside it is measured. A truth with `lines` is one of
//! the generator in `benches/quality/resumes`; where there is none in DATA_FOLDER, a fixed set is made first. Words are
//! equal when they are so without regard to case, kinds of blanks and kinds of dashes.

mod compare;
mod truth;
mod words;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use aspiro::career::resume::{Resume, WarningKind};
use aspiro::ingest::Reader;

use crate::{Figure, Measured};
use compare::{Counts, Errors};
use truth::Truth;

const PROGRAM: &str = env!("CARGO_BIN_EXE_aspiro");
const GENERATOR: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/benches/quality/resumes/make.py"
);
/// The set that is made when there is none.
const SEED: &str = "1";
const N_MADE: &str = "306";

pub(crate) fn run(data: &Path) -> Measured {
    let data = data.canonicalize().map_err(|error| error.to_string())?;
    let mut files = documents(&data);
    let mut cases: Vec<Case> = read_all(&files);
    if !cases.iter().any(Case::is_generated) {
        files = documents(&generate()?);
        cases.extend(read_all(&files));
    }
    if let Ok(list) = std::env::var("EXTRACTION_DETAILS") {
        details(&cases, Path::new(&list))?;
    }
    Ok(figures(&cases))
}

/// A document as read, and what it is held against.
struct Case {
    path: PathBuf,
    truth: Option<Truth>,
    read: Result<Resume, String>,
    /// F1 of its bag of words to that of `pdftotext -layout`; none where that finds no text.
    words: Option<f64>,
}

impl Case {
    fn is_generated(&self) -> bool {
        self.truth.as_ref().is_some_and(Truth::is_generated)
    }

    fn warns_of_hidden_text(&self) -> bool {
        self.read.as_ref().is_ok_and(|resume| {
            resume
                .warnings
                .iter()
                .any(|warning| warning.kind == WarningKind::HiddenText)
        })
    }

    fn errors(&self) -> Option<Errors> {
        let truth = self.truth.as_ref()?;
        Some(Errors::of(truth, self.read.as_ref().ok()))
    }
}

fn documents(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|ending| ending == "pdf" || ending == "docx")
                && (truth::beside(&path).exists()
                    || path.ancestors().any(|at| at.ends_with("resumes")))
            {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Makes the fixed set once; the target folder keeps it.
fn generate() -> Result<PathBuf, String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("resumes-{SEED}-{N_MADE}"));
    if folder.is_dir() {
        return Ok(folder);
    }
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let half_made = folder.with_extension("part");
    let made = Command::new(&python)
        .args([GENERATOR, "--seed", SEED, "--n", N_MADE, "--out"])
        .arg(&half_made)
        .output();
    match made {
        Ok(output) if output.status.success() => {
            std::fs::rename(&half_made, &folder).map_err(|error| error.to_string())?;
            Ok(folder)
        }
        Ok(output) => Err(format!(
            "the résumés could not be made: {}. Name a python with weasyprint, reportlab, typst and python-docx in \
             PYTHON, and install LibreOffice; or put a folder made by {GENERATOR} into DATA_FOLDER.",
            String::from_utf8_lossy(&output.stderr)
                .lines()
                .last()
                .unwrap_or_default()
        )),
        Err(error) => Err(format!(
            "{python} could not be started ({error}): name one in PYTHON, or put a folder made by {GENERATOR} into \
             DATA_FOLDER."
        )),
    }
}

fn read_all(files: &[PathBuf]) -> Vec<Case> {
    let next = AtomicUsize::new(0);
    let cases = Mutex::new(Vec::with_capacity(files.len()));
    let reader = Reader::new(PathBuf::from(PROGRAM));
    let n_threads = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    std::thread::scope(|scope| {
        for _ in 0..n_threads {
            scope.spawn(|| {
                while let Some(path) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let case = read(&reader, path);
                    cases
                        .lock()
                        .expect("no thread panics while it holds this")
                        .push(case);
                }
            });
        }
    });
    let mut cases = cases
        .into_inner()
        .expect("no thread panics while it holds this");
    cases.sort_by(|a, b| a.path.cmp(&b.path));
    cases
}

fn read(reader: &Reader, path: &Path) -> Case {
    let truth = truth::load(&truth::beside(path));
    let read = reader
        .read_path(path)
        .map(|document| document.read)
        .map_err(|error| format!("{error:?}"));
    // What is hidden is in the other program's text and not in ours.
    let hides = truth.as_ref().is_some_and(|truth| !truth.hidden.is_empty());
    let is_pdf = path.extension().is_some_and(|ending| ending == "pdf");
    let text = read.as_ref().map_or("", |resume| resume.text.as_str());
    let words = (is_pdf && !hides)
        .then(|| words::f1_to_pdftotext(path, text))
        .flatten();
    Case {
        path: path.to_owned(),
        truth,
        read,
        words,
    }
}

fn figure(set: &str, value: f64, n: usize) -> Figure {
    Figure {
        measure: "extraction",
        set: set.to_owned(),
        value: (value * 10_000.0).round() / 10_000.0,
        baseline: None,
        n,
    }
}

/// The lowest ratio of a figure to what it should be is the headline: 1 or more when every one is reached.
fn figures(cases: &[Case]) -> Vec<Figure> {
    let (made, other): (Vec<&Case>, Vec<&Case>) =
        cases.iter().partition(|case| case.is_generated());
    let mut board = Board::default();
    let mut counts = Counts::default();
    for case in &made {
        if let Some(truth) = &case.truth {
            counts.add(truth, case.read.as_ref().ok());
        }
    }
    board.at_least("contact", 0.99, counts.contact.share(), counts.contact.n);
    board.at_least("experience", 0.95, counts.experience.f1(), made.len());
    board.only(
        "experience, whole entries",
        counts.positions.f1(),
        made.len(),
    );
    board.at_least("education", 0.95, counts.education.f1(), made.len());
    board.only("education, whole entries", counts.studies.f1(), made.len());
    board.at_least("skills", 0.90, counts.skills.f1(), made.len());
    board.at_least("order", 0.98, counts.order.share(), counts.order.n);
    board.at_least("hidden found", 0.99, counts.hidden.share(), counts.hidden.n);
    board.silence(
        "generated",
        cases.iter().filter(|case| {
            case.truth
                .as_ref()
                .is_some_and(|truth| truth.is_generated() && truth.hidden.is_empty())
        }),
    );
    if !other.is_empty() {
        board.silence("real", other.iter().copied());
        board.wrong_entries(&other);
        board.words("real", &other);
    }
    board.words("generated", &made);
    let lowest = board.ratios.iter().copied().fold(f64::INFINITY, f64::min);
    board.figures.push(figure(
        "lowest ratio to its target",
        lowest,
        board.ratios.len(),
    ));
    board.figures
}

#[derive(Default)]
struct Board {
    figures: Vec<Figure>,
    ratios: Vec<f64>,
}

impl Board {
    fn only(&mut self, set: &str, value: f64, n: usize) {
        self.figures.push(figure(set, value, n));
    }

    fn at_least(&mut self, set: &str, target: f64, value: f64, n: usize) {
        self.only(set, value, n);
        if n > 0 {
            self.ratios.push(value / target);
        }
    }

    /// The share of files without hidden text that are said to have some: at most one in a hundred.
    fn silence<'a>(&mut self, set: &str, clean: impl Iterator<Item = &'a Case>) {
        let clean: Vec<&Case> = clean.collect();
        let n_warned = clean
            .iter()
            .filter(|case| case.warns_of_hidden_text())
            .count();
        let share = n_warned as f64 / clean.len().max(1) as f64;
        self.only(&format!("false alarms, {set}"), share, clean.len());
        self.ratios.push((1.0 - share) / 0.99);
    }

    /// The worst file's wrong entries of each kind: at most one.
    fn wrong_entries(&mut self, cases: &[&Case]) {
        let errors: Vec<Errors> = cases.iter().filter_map(|case| case.errors()).collect();
        if errors.is_empty() {
            return;
        }
        for (kind, of) in Errors::KINDS {
            let worst = errors.iter().map(of).max().unwrap_or(0);
            self.only(
                &format!("wrong entries, {kind}"),
                worst as f64,
                errors.len(),
            );
            self.ratios.push(1.0 / worst.max(1) as f64);
        }
    }

    fn words(&mut self, set: &str, cases: &[&Case]) {
        let mut values: Vec<f64> = cases.iter().filter_map(|case| case.words).collect();
        if values.is_empty() {
            return;
        }
        values.sort_by(f64::total_cmp);
        let tenth = values[values.len() / 10];
        self.at_least(
            &format!("words, tenth percentile, {set}"),
            0.95,
            tenth,
            values.len(),
        );
        let median = values[values.len() / 2];
        self.at_least(&format!("words, median, {set}"), 0.97, median, values.len());
    }
}

/// What is wrong in which file, for whoever wants to make it better.
fn details(cases: &[Case], list: &Path) -> Result<(), String> {
    use std::fmt::Write;

    let mut text = String::new();
    for case in cases {
        let name = case.path.file_name().unwrap_or_default().to_string_lossy();
        let mut say = |what: String| writeln!(text, "{name}\t{what}").expect("a string takes all");
        if let Err(error) = &case.read {
            say(format!("unread\t{error}"));
        }
        if let Some(truth) = &case.truth {
            compare::differences(truth, case.read.as_ref().ok(), &mut say);
        }
        let is_clean = case
            .truth
            .as_ref()
            .is_none_or(|truth| truth.hidden.is_empty());
        if is_clean && case.warns_of_hidden_text() {
            say("false alarm".to_owned());
        }
        if let Some(words) = case.words.filter(|words| *words < 0.97) {
            say(format!("words\t{words:.3}"));
        }
    }
    std::fs::write(list, text).map_err(|error| error.to_string())
}
