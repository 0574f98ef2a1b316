//! How long the everyday things take: storing, reading a file, unlocking, the first words.
//!
//! `cargo bench --bench house` prints a line of JSON for each; `docs/BENCHMARKS.md` holds a dated run.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use aspiro::advisor::{Advisor, AnalysisEvent, Question};
use aspiro::atlas::Atlas;
use aspiro::career::resume::Resume;
use aspiro::ingest::Reader;
use aspiro::private::Private;
use aspiro::provider::chain::Chain;
use aspiro::store::{NewPath, Store, Vault};
use futures_util::StreamExt;

const SAMPLE: &[u8] = include_bytes!("../assets/sample/resume.pdf");
const PROGRAM: &str = env!("CARGO_BIN_EXE_aspiro");

fn main() {
    let home = std::env::temp_dir().join(format!("aspiro-bench-{}", std::process::id()));
    let vault = Vault::new(home.clone());
    let store = vault.create("bench", None).expect("a new profile");
    let reader = Reader::new(PathBuf::from(PROGRAM));
    let read = reader.read_bytes(SAMPLE).expect("the sample is a résumé");

    write_paths(&store);
    report(
        "saved_paths_list_2000",
        sample(500, || {
            let paths = store.paths().expect("the profile is open");
            assert!(paths.len() >= 2000);
        }),
    );
    report(
        "resume_read",
        sample(100, || {
            reader.read_bytes(SAMPLE).expect("the sample is a résumé");
        }),
    );
    import(&reader, &store);
    unlock(&vault);
    first_words(&read);
    report(
        "analyze_command",
        sample(20, || {
            let output = Command::new(PROGRAM)
                .args([
                    "analyze",
                    "assets/sample/resume.pdf",
                    "--role",
                    "Data Scientist",
                    "--json",
                    "--link",
                    "guide",
                ])
                .output()
                .expect("the program starts");
            assert!(output.status.success());
        }),
    );
    drop(store);
    std::fs::remove_dir_all(home).expect("the folder is the bench's own");
}

fn write_paths(store: &Store) {
    let mut n = 0;
    report(
        "saved_path_write",
        sample(2000, || {
            n += 1;
            store
                .add_path(&NewPath {
                    title: format!("Path {n}"),
                    occupation: Some("15-2051.00".to_owned()),
                    summary: "What was known when it was saved. ".repeat(20),
                    match_percent: Some(70),
                    analysis_id: None,
                })
                .expect("the disk has room");
        }),
    );
}

/// From bytes to a stored résumé; each time another file, so that none is recognised.
fn import(reader: &Reader, store: &Store) {
    let mut n = 0;
    report(
        "resume_import",
        sample(100, || {
            n += 1;
            let mut bytes = SAMPLE.to_vec();
            bytes.extend_from_slice(format!("\n% {n}").as_bytes());
            let read = reader
                .read_bytes(&bytes)
                .expect("a comment changes nothing");
            store
                .add_resume("resume.pdf", &bytes, &read)
                .expect("the disk has room");
        }),
    );
}

fn unlock(vault: &Vault) {
    let passphrase = Private::new("correct horse battery".to_owned());
    drop(
        vault
            .create("locked", Some(&passphrase))
            .expect("a new profile"),
    );
    report(
        "unlock_passphrase",
        sample(20, || {
            drop(
                vault
                    .unlock("locked", Some(&passphrase))
                    .expect("the right passphrase"),
            );
        }),
    );
}

/// From the click to the first sentence, without a model.
fn first_words(resume: &Resume) {
    let advisor = Advisor::new(Atlas::get());
    let chain = Chain::new();
    let runtime = tokio::runtime::Runtime::new().expect("the system gives threads");
    let question = Question::Role("Data Scientist".to_owned());
    report(
        "guide_first_sentence",
        sample(200, || {
            let prepared = advisor.prepare(resume, &question).expect("it has text");
            let mut stream = advisor.analyze(prepared, &chain, Vec::new());
            runtime.block_on(async {
                while let Some(event) = stream.next().await {
                    if matches!(
                        event,
                        Ok(AnalysisEvent::Progress(_) | AnalysisEvent::Done(..))
                    ) {
                        break;
                    }
                }
            });
        }),
    );
    let best = Question::BestFit;
    report(
        "best_fit_prepare",
        sample(50, || {
            advisor.prepare(resume, &best).expect("it has text");
        }),
    );
}

/// The durations of `n` runs, shortest first; one run before them warms up.
fn sample(n: usize, mut run: impl FnMut()) -> Vec<Duration> {
    run();
    let mut times: Vec<Duration> = (0..n)
        .map(|_| {
            let started = Instant::now();
            run();
            started.elapsed()
        })
        .collect();
    times.sort_unstable();
    times
}

fn report(id: &str, times: Vec<Duration>) {
    let at = |percent: usize| {
        let index = (times.len() * percent / 100).min(times.len() - 1);
        (times[index].as_secs_f64() * 1e5).round() / 100.0
    };
    let line = serde_json::json!({
        "id": id, "n": times.len(), "p50_ms": at(50), "p95_ms": at(95), "p99_ms": at(99),
    });
    println!("{line}");
}
