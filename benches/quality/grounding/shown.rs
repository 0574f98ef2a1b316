//! Everything that is shown, whoever wrote it: every résumé against many roles by each kind of link.

use std::path::Path;
use std::sync::Arc;

use aspiro::advisor::{Advisor, AnalysisEvent, Question};
use aspiro::atlas::Atlas;
use aspiro::career::resume::Resume;
use aspiro::provider::Provider;
use aspiro::provider::chain::Chain;
use futures_util::StreamExt;
use serde_json::Value;

use super::checker;
use super::links;
use crate::{Figure, Measured};

const ROLES: [&str; 20] = [
    "Data Scientist",
    "Registered Nurse",
    "Software Engineer",
    "Accountant",
    "Chef",
    "Civil Engineer",
    "Teacher",
    "Graphic Designer",
    "Electrician",
    "Marketing Manager",
    "Lawyer",
    "Pharmacist",
    "Project Manager",
    "UX Designer",
    "Truck Driver",
    "Biologist",
    "Receptionist",
    "Web Developer",
    "Financial Analyst",
    "Keeper of unlikely dragons",
];

/// The analysis as JSON, as `aspiro analyze --json` prints it.
pub(crate) fn analysed(
    resume: &Resume,
    question: &Question,
    links: Vec<Arc<dyn Provider>>,
) -> Option<Value> {
    let advisor = Advisor::new(Atlas::get());
    let prepared = advisor.prepare(resume, question).ok()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .ok()?;
    let events = advisor.analyze(prepared, &Chain::new(), links);
    let last = runtime.block_on(events.collect::<Vec<_>>()).pop()?.ok()?;
    match last {
        AnalysisEvent::Done(analysis, _) => serde_json::to_value(analysis).ok(),
        _ => None,
    }
}

pub(crate) fn atlas() -> checker::Atlas {
    let occupations = serde_json::to_value(Atlas::get().occupations()).unwrap_or_default();
    checker::Atlas::new(
        occupations,
        &serde_json::to_value(Atlas::get().vocabulary().skills()).unwrap_or_default(),
    )
}

/// `ASPIRO_SAMPLE=N` takes every Nth pair of résumé and role.
pub(crate) fn run(resumes: &[Resume], data: &Path) -> Measured {
    let every: usize = std::env::var("ASPIRO_SAMPLE")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(1);
    let weights = crate::folder(data, "weights");
    let random = links::random_weights(&weights.join("stories260K-f32.gguf"));
    let mut writers: Vec<(&str, Vec<Arc<dyn Provider>>)> = vec![
        ("guide", vec![]),
        ("stand-in", vec![Arc::new(links::mixed(5))]),
    ];
    for (name, path) in [
        ("random weights", random.clone()),
        ("stories260K", Ok(weights.join("stories260K-q8_0.gguf"))),
    ] {
        match path.and_then(|path| links::model(&path)) {
            Ok(model) => writers.push((name, vec![model])),
            Err(sentence) => eprintln!("skipped: {name}: {sentence}"),
        }
    }
    let (world, mut figures, mut all) = (atlas(), Vec::new(), (0, 0));
    for (name, links) in writers {
        let (mut n_shown, mut n_good, mut n_own) = (0, 0, 0);
        for pair in (0..resumes.len() * ROLES.len()).step_by(every) {
            let (resume, role) = (&resumes[pair / ROLES.len()], ROLES[pair % ROLES.len()]);
            let question = Question::Role(role.to_owned());
            let Some(analysis) = analysed(resume, &question, links.clone()) else {
                continue;
            };
            let shown = checker::n_shown(&analysis);
            let mut faults = checker::faults(&analysis, &resume.text, "", &world);
            for sentence in sentences(&analysis) {
                if links::is_planted(&sentence) {
                    faults.push((sentence, "a planted lie"));
                }
            }
            if std::env::var_os("ASPIRO_SHOW").is_some() {
                for (sentence, fault) in &faults {
                    eprintln!("{name}, {role}: {fault}: {sentence}");
                }
            }
            n_shown += shown;
            n_good += shown.saturating_sub(faults.len());
            n_own += usize::from(analysis["provenance"]["link"] == "local");
        }
        figures.push(figure(
            format!("shown sentences that hold, by {name}"),
            n_good,
            n_shown,
        ));
        if name != "guide" {
            eprintln!("{name}: the words of {n_own} analyses are partly its own");
        }
        all = (all.0 + n_good, all.1 + n_shown);
    }
    if let Ok(path) = random {
        let _ = std::fs::remove_file(path);
    }
    figures.push(figure("shown sentences that hold".to_owned(), all.0, all.1));
    Ok(figures)
}

fn sentences(analysis: &Value) -> Vec<String> {
    let suggestions = analysis["suggestions"].as_array().into_iter().flatten();
    let roles = suggestions.flat_map(|s| [&s["description"], &s["whyItFits"]]);
    std::iter::once(&analysis["analysis"])
        .chain(roles)
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

fn figure(set: String, good: usize, n: usize) -> Figure {
    Figure {
        measure: "grounding",
        set,
        value: good as f64 / n.max(1) as f64,
        baseline: None,
        n,
    }
}
