//! How long a person waits: for a file to be read and stored, a ranking, a search, the atlas. All in milliseconds.

use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use aspiro::atlas::{AS_OF, Atlas};
use aspiro::career::route::{self, Bearings};
use aspiro::career::score;
use aspiro::store::Vault;

use crate::score::resumes::{Named, Random, files, read_all, reader};
use crate::{Figure, Measured};

/// Each time into a new profile, so that no file is recognised.
const IMPORT_ROUNDS: usize = 5;
const PROCESSES: usize = 20;
const QUERIES: usize = 400;

/// In place of a folder: this process opens the atlas and does nothing else.
const OPEN_ATLAS: &str = "open-atlas";

pub(crate) fn run(data: &Path) -> Measured {
    if data == Path::new(OPEN_ATLAS) {
        return Ok(open_atlas());
    }
    let folder = crate::folder(data, "resumes");
    let resumes = read_all(&folder)?;
    let mut figures = opened()?;
    figures.extend(searches());
    figures.extend(of_resumes(&resumes));
    figures.extend(imports(&folder)?);
    Ok(figures)
}

/// Durations in milliseconds, shortest first.
struct Times(Vec<f64>);

impl Times {
    fn new(mut times: Vec<f64>) -> Self {
        times.sort_by(f64::total_cmp);
        Self(times)
    }

    /// The nearest rank.
    fn at(&self, percent: usize) -> f64 {
        let rank = (self.0.len() * percent).div_ceil(100).max(1);
        self.0.get(rank - 1).copied().unwrap_or(f64::NAN)
    }

    fn figures(&self, set: &str) -> [Figure; 2] {
        let figure = |name: &str, percent| Figure {
            measure: "speed",
            set: format!("{set}, {name}, ms"),
            value: (self.at(percent) * 1000.0).round() / 1000.0,
            baseline: None,
            n: self.0.len(),
        };
        [figure("p99", 99), figure("p50", 50)]
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> f64 {
    let started = Instant::now();
    black_box(work());
    started.elapsed().as_secs_f64() * 1e3
}

/// In a process that has done nothing before: the first look at the atlas, and the first search, which makes an index.
fn open_atlas() -> Vec<Figure> {
    let opened = timed(|| Atlas::get().occupations().len());
    let searched = timed(|| Atlas::get().search("nurse", 12).len());
    let figure = |set: &str, value| Figure {
        measure: "speed",
        set: set.to_owned(),
        value,
        baseline: None,
        n: 1,
    };
    vec![figure("opened", opened), figure("searched", searched)]
}

fn opened() -> Measured {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let (mut opened, mut searched) = (Vec::new(), Vec::new());
    for _ in 0..PROCESSES {
        let output = Command::new(&program)
            .args(["speed", OPEN_ATLAS])
            .output()
            .map_err(|error| error.to_string())?;
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            let figure: serde_json::Value =
                serde_json::from_str(line).map_err(|error| error.to_string())?;
            let value = figure["value"].as_f64().unwrap_or(f64::NAN);
            if figure["set"] == "opened" {
                opened.push(value);
            } else {
                searched.push(value);
            }
        }
    }
    let mut figures = Times::new(searched)
        .figures("first search, which makes the index")
        .to_vec();
    figures.extend(Times::new(opened).figures("atlas opened in a new process"));
    Ok(figures)
}

/// Titles of the atlas as people type them: whole, begun, and with two letters in the wrong order.
fn searches() -> Vec<Figure> {
    let atlas = Atlas::get();
    let titles: Vec<&str> = atlas
        .occupations()
        .iter()
        .flat_map(|occupation| occupation.alternate_titles.iter().map(String::as_str))
        .collect();
    let step = (titles.len() / QUERIES).max(1);
    let times = titles.iter().step_by(step).enumerate().map(|(at, title)| {
        let mut letters: Vec<char> = title.to_lowercase().chars().collect();
        match at % 3 {
            0 => {}
            1 => letters.truncate(letters.len().div_ceil(2).max(2)),
            _ if letters.len() > 4 => letters.swap(2, 3),
            _ => {}
        }
        let query: String = letters.into_iter().collect();
        timed(|| atlas.search(&query, 12))
    });
    Times::new(times.collect())
        .figures("occupation search")
        .to_vec()
}

fn of_resumes(resumes: &[Named]) -> Vec<Figure> {
    let atlas = Atlas::get();
    let (occupations, vocabulary) = (atlas.occupations(), atlas.vocabulary());
    let (mut fits, mut ways) = (Vec::new(), Vec::new());
    for named in resumes {
        let resume = &named.resume;
        fits.push(timed(|| {
            score::best_fit(resume, occupations, vocabulary, AS_OF, 3)
        }));
        let mut random = Random::of(resume);
        let mut code = || occupations[random.below(occupations.len())].code.as_str();
        let (from, to) = (code(), code());
        ways.push(timed(|| {
            let bearings = Bearings::new(resume, vocabulary, AS_OF);
            route::routes(occupations, from, to, Some(&bearings))
        }));
    }
    let mut figures = Times::new(ways)
        .figures("routes between two occupations")
        .to_vec();
    figures.extend(Times::new(fits).figures("best fit over all occupations"));
    figures
}

/// From bytes to a row in a real encrypted profile, through the real worker process.
fn imports(folder: &Path) -> Measured {
    let reader = reader();
    let home = std::env::temp_dir().join(format!("aspiro-speed-{}", std::process::id()));
    let documents: Vec<(String, Vec<u8>)> = files(folder)
        .into_iter()
        .filter_map(|path| {
            Some((
                path.file_name()?.to_string_lossy().into_owned(),
                std::fs::read(&path).ok()?,
            ))
        })
        .collect();
    let vault = Vault::new(home.clone());
    let (mut reads, mut imports) = (Vec::new(), Vec::new());
    for round in 0..IMPORT_ROUNDS {
        let store = vault
            .create(&format!("round {round}"), None)
            .map_err(|error| error.to_string())?;
        for (name, bytes) in &documents {
            let started = Instant::now();
            let Ok(read) = reader.read_bytes(bytes) else {
                continue;
            };
            reads.push(started.elapsed().as_secs_f64() * 1e3);
            store
                .add_resume(name, bytes, &read)
                .map_err(|error| error.to_string())?;
            imports.push(started.elapsed().as_secs_f64() * 1e3);
        }
    }
    std::fs::remove_dir_all(&home).map_err(|error| error.to_string())?;
    let mut figures = Times::new(reads)
        .figures("a file read in the worker")
        .to_vec();
    figures.extend(Times::new(imports).figures("import to stored"));
    Ok(figures)
}
