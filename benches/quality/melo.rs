//! Occupation titles of one classification ranked for titles of another, by their words alone.

#[path = "melo/baseline.rs"]
mod baseline;

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use aspiro::atlas::Atlas;
use aspiro::atlas::rank::Ranker;

use crate::{Figure, Measured};
use baseline::Words;

/// The published evaluation looks no further.
const DEPTH: usize = 100;

struct Set {
    name: String,
    queries: Vec<Query>,
    corpus: Vec<String>,
}

struct Query {
    text: String,
    /// Places in the corpus.
    relevant: HashSet<usize>,
}

pub(crate) fn run(data: &Path) -> Measured {
    let mut figures = Vec::new();
    for folder in sets(&crate::folder(data, "melo"))? {
        measure(&read(&folder)?, &mut figures);
    }
    Ok(figures)
}

/// The folders with queries, this one or those in it.
fn sets(folder: &Path) -> Result<Vec<PathBuf>, String> {
    if folder.join("queries.tsv").is_file() {
        return Ok(vec![folder.to_owned()]);
    }
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut sets: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.join("queries.tsv").is_file())
        .collect();
    sets.sort();
    if sets.is_empty() {
        return Err(format!("no queries.tsv in {} or below", folder.display()));
    }
    Ok(sets)
}

fn read(folder: &Path) -> Result<Set, String> {
    let corpus = rows(folder, "corpus_elements.tsv")?;
    let places: HashMap<&str, usize> = corpus
        .iter()
        .enumerate()
        .map(|(place, row)| (row[0].as_str(), place))
        .collect();
    let mut relevant: HashMap<String, HashSet<usize>> = HashMap::new();
    for row in rows(folder, "annotations.tsv")? {
        let (Some(element), Some(mark)) = (row.get(2), row.get(3)) else {
            return Err("annotations.tsv has a row of less than four fields".to_owned());
        };
        if let Some(place) = places.get(element.as_str()).filter(|_| mark != "0") {
            relevant.entry(row[0].clone()).or_default().insert(*place);
        }
    }
    let queries = rows(folder, "queries.tsv")?
        .into_iter()
        .filter_map(|row| {
            Some(Query {
                relevant: relevant.remove(&row[0])?,
                text: row.into_iter().nth(1)?,
            })
        })
        .collect();
    let name = folder.file_name().unwrap_or_default();
    Ok(Set {
        name: name.to_string_lossy().into_owned(),
        queries,
        corpus: corpus
            .into_iter()
            .map(|row| row.into_iter().nth(1).unwrap_or_default())
            .collect(),
    })
}

fn rows(folder: &Path, file: &str) -> Result<Vec<Vec<String>>, String> {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(text
        .lines()
        .filter(|line| !line.is_empty())
        .map(|line| line.split('\t').map(str::to_owned).collect())
        .collect())
}

fn measure(set: &Set, figures: &mut Vec<Figure>) {
    let ranker = Ranker::new(&set.corpus);
    let baseline = Words::new(&set.corpus);
    let ours: Vec<f64> = set
        .queries
        .iter()
        .map(|query| {
            let ranked = ranker.rank(&query.text, usize::MAX);
            let scored = ranked.iter().map(|ranked| (ranked.place, ranked.score));
            reciprocal_rank(scored.collect(), &query.relevant)
        })
        .collect();
    let plain: Vec<f64> = set
        .queries
        .iter()
        .map(|query| reciprocal_rank(baseline.rank(&query.text), &query.relevant))
        .collect();
    let mut figure = |part: &str, of: &dyn Fn(usize) -> bool| {
        let half = |values: &[f64]| -> Vec<f64> {
            let kept = values.iter().enumerate().filter(|(at, _)| of(*at));
            kept.map(|(_, value)| *value).collect()
        };
        let values = half(&ours);
        figures.push(Figure {
            measure: "melo",
            set: format!("{}{part}", set.name),
            value: mean(&values),
            baseline: Some(mean(&half(&plain))),
            n: values.len(),
        });
    };
    figure(", tuned on", &|at| at % 2 == 0);
    figure(", unseen", &|at| at % 2 == 1);
    figures.extend(product(set));
    figures.push(Figure {
        measure: "melo",
        set: set.name.clone(),
        value: mean(&ours),
        baseline: Some(mean(&plain)),
        n: ours.len(),
    });
}

/// The program's own search the other way round: for the first title that answers a query, the place of the query's
/// occupation among those found. It knows the occupation's other titles, so it is no fair rival of the figure above.
fn product(set: &Set) -> Option<Figure> {
    let atlas = Atlas::get();
    let codes: HashMap<&str, &str> = atlas
        .occupations()
        .iter()
        .map(|occupation| (occupation.title.as_str(), occupation.code.as_str()))
        .collect();
    let values: Vec<f64> = set
        .queries
        .iter()
        .filter_map(|query| {
            let code = codes.get(query.text.as_str())?;
            let first = query.relevant.iter().min()?;
            let hits = atlas.search(&set.corpus[*first], DEPTH);
            let at = hits.iter().position(|hit| hit.code == *code);
            Some(at.map_or(0.0, |at| 1.0 / (at + 1) as f64))
        })
        .collect();
    (!values.is_empty()).then(|| Figure {
        measure: "melo",
        set: format!("{}, product search in reverse", set.name),
        value: mean(&values),
        baseline: None,
        n: values.len(),
    })
}

/// One over the place of the first relevant string, as the published evaluation counts: scores to five decimals, and of
/// those alike the last in the corpus first; 0 beyond the first hundred.
fn reciprocal_rank(mut scored: Vec<(usize, f32)>, relevant: &HashSet<usize>) -> f64 {
    scored.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    scored.truncate(DEPTH);
    let rounded = |score: f32| (f64::from(score) * 1e5).round();
    scored.sort_by(|a, b| rounded(b.1).total_cmp(&rounded(a.1)).then(b.0.cmp(&a.0)));
    scored
        .iter()
        .position(|(place, _)| relevant.contains(place))
        .map_or(0.0, |at| 1.0 / (at + 1) as f64)
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / (values.len().max(1)) as f64
}
