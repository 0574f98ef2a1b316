//! Mentions of skills in job advertisements linked to ESCO's skills, by their words alone.

#[path = "linking/baseline.rs"]
mod baseline;
#[path = "linking/csv.rs"]
mod csv;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use aspiro::atlas::rank::Ranker;

use crate::{Figure, Measured};
use baseline::Characters;

/// How many suggestions count.
const DEPTH: usize = 5;

/// A mention, or a whole sentence, and the skills it was linked to.
struct Case {
    query: String,
    /// Places among the labels.
    skills: HashSet<usize>,
    /// In the half that was kept aside while the ranker was made.
    is_unseen: bool,
}

struct Result5 {
    ours: f64,
    plain: f64,
    is_unseen: bool,
}

pub(crate) fn run(data: &Path) -> Measured {
    let folder = crate::folder(data, "esco-linking");
    let labels = labels(data, &folder);
    let places: HashMap<&str, usize> = labels
        .iter()
        .enumerate()
        .map(|(place, label)| (label.as_str(), place))
        .collect();
    let ranker = Ranker::new(&labels);
    let baseline = Characters::new(&labels);
    let judge = |case: &Case| {
        let ours = ranker.rank(&case.query, DEPTH);
        let ours: Vec<usize> = ours.iter().map(|ranked| ranked.place).collect();
        Result5 {
            ours: precision(&ours, &case.skills),
            plain: precision(&baseline.rank(&case.query, DEPTH), &case.skills),
            is_unseen: case.is_unseen,
        }
    };
    let (mut figures, mut spans, mut sentences) = (Vec::new(), Vec::new(), Vec::new());
    for (name, path) in sets(&folder)? {
        let rows = csv::read(&path)?;
        let of_spans: Vec<Result5> = cases(&rows, &places, Query::Span)
            .iter()
            .map(judge)
            .collect();
        let of_sentences: Vec<Result5> = cases(&rows, &places, Query::Sentence)
            .iter()
            .map(judge)
            .collect();
        figures.push(figure(format!("{name}, by sentence"), &of_sentences));
        for (half, is_unseen) in [("tuned on", false), ("unseen", true)] {
            let of_half = of_spans.iter().filter(|one| one.is_unseen == is_unseen);
            figures.push(figure(format!("{name}, {half}"), of_half));
        }
        figures.push(figure(name, &of_spans));
        spans.extend(of_spans);
        sentences.extend(of_sentences);
    }
    figures.push(figure("all, by sentence".to_owned(), &sentences));
    let unseen = spans.iter().filter(|one| one.is_unseen);
    figures.push(figure("all, unseen".to_owned(), unseen));
    figures.push(figure("all".to_owned(), &spans));
    Ok(figures)
}

/// ESCO's names of skills: from the data folder, else those in the program.
fn labels(data: &Path, folder: &Path) -> Vec<String> {
    let beside = [data.join("esco"), folder.join("../esco")];
    let text = beside
        .iter()
        .find_map(|esco| fs::read_to_string(esco.join("skills_en_label.txt")).ok())
        .unwrap_or_else(|| include_str!("../../assets/atlas/esco_skills.txt").to_owned());
    let mut labels: Vec<String> = text
        .lines()
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    labels.sort_unstable();
    labels.dedup();
    labels
}

fn sets(folder: &Path) -> Result<Vec<(String, PathBuf)>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut sets: Vec<(String, PathBuf)> = entries
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let name = path
                .file_name()?
                .to_str()?
                .strip_suffix("_annotations.csv")?;
            Some((name.to_owned(), path.clone()))
        })
        .collect();
    sets.sort();
    if sets.is_empty() {
        return Err(format!("no *_annotations.csv in {}", folder.display()));
    }
    Ok(sets)
}

#[derive(Clone, Copy)]
enum Query {
    Span,
    Sentence,
}

/// Rows with the same query are one case. What was linked to no skill (`LABEL NOT PRESENT`, `UNDERSPECIFIED`) is none.
fn cases(rows: &[csv::Row], places: &HashMap<&str, usize>, query: Query) -> Vec<Case> {
    let mut cases: BTreeMap<(&str, &str), Case> = BTreeMap::new();
    for row in rows {
        let Some(place) = places.get(row.label.as_str()) else {
            continue;
        };
        let (key, text) = match query {
            Query::Span => ((row.sentence.as_str(), row.span.as_str()), &row.span),
            Query::Sentence => ((row.sentence.as_str(), ""), &row.sentence),
        };
        let case = cases.entry(key).or_insert_with(|| Case {
            query: text.clone(),
            skills: HashSet::new(),
            is_unseen: crc32(row.sentence.as_bytes()) & 1 == 1,
        });
        case.skills.insert(*place);
    }
    cases.into_values().collect()
}

/// RP@5: of the five, or as many as there are to find, the share that is right.
fn precision(ranked: &[usize], skills: &HashSet<usize>) -> f64 {
    let right = ranked
        .iter()
        .take(DEPTH)
        .filter(|place| skills.contains(place));
    right.count() as f64 / skills.len().min(DEPTH) as f64
}

fn figure<'a>(set: String, results: impl IntoIterator<Item = &'a Result5>) -> Figure {
    let results: Vec<&Result5> = results.into_iter().collect();
    let mean = |of: &dyn Fn(&Result5) -> f64| {
        results.iter().map(|one| of(one)).sum::<f64>() / results.len().max(1) as f64
    };
    Figure {
        measure: "linking",
        set,
        value: mean(&|one| one.ours),
        baseline: Some(mean(&|one| one.plain)),
        n: results.len(),
    }
}

/// Halves a set by what a sentence says, whatever the order of the rows.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg())
        })
    })
}
