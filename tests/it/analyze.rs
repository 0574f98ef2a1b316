//! `aspiro analyze` from outside: on real files, by its schema and its own promises.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

const ANALYSIS: &str = include_str!("../../assets/schemas/analysis.json");
const RESUME: &str = include_str!("../../assets/schemas/resume.json");

fn aspiro(args: &[&str]) -> Output {
    let home = tempfile::tempdir().expect("a folder for the data");
    Command::new(env!("CARGO_BIN_EXE_aspiro"))
        .args(args)
        .env("ASPIRO_HOME", home.path())
        .env("ASPIRO_OFFLINE", "1")
        .env_remove("ASPIRO_PROFILE")
        .output()
        .expect("the program starts")
}

fn json(args: &[&str]) -> Result<Value, String> {
    let output = aspiro(args);
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())
}

fn validator(schema: &str) -> jsonschema::Validator {
    let schema = serde_json::from_str(schema).expect("the schema is JSON");
    jsonschema::validator_for(&schema).expect("the schema is a schema")
}

fn assert_schema(validator: &jsonschema::Validator, value: &Value, what: &str) {
    let errors: Vec<String> = validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{what}: {errors:#?}");
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            files(&path, found);
        } else if path
            .extension()
            .is_some_and(|end| end == "pdf" || end == "docx")
        {
            found.push(path);
        }
    }
}

/// The résumés lent for tests, if they are there.
fn resumes() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/resumes");
    let mut found = Vec::new();
    files(&root, &mut found);
    found
}

fn array<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn assert_promises(analysis: &Value, text: &str, job: &str, what: &str) {
    let mut ids = HashSet::new();
    for row in array(analysis, "evidence") {
        ids.insert(row["id"].as_u64().expect("an id"));
        let source = match row["source"].as_str() {
            Some("resume") => text,
            Some("job") => job,
            _ => continue,
        };
        let at = |key: &str| row[key].as_u64().expect("an offset") as usize;
        assert_eq!(
            source.get(at("start")..at("end")),
            row["quote"].as_str(),
            "{what}"
        );
    }
    assert_known(analysis, &ids, what);
    for suggestion in array(analysis, "suggestions") {
        let parts = array(suggestion, "parts");
        let weight = |part: &Value| part["weight"].as_f64().expect("a weight");
        let score = |part: &Value| part["score"].as_f64().expect("a score");
        let weights: f64 = parts.iter().map(weight).sum();
        let sum: f64 = parts.iter().map(|part| weight(part) * score(part)).sum();
        assert_eq!(weights, 100.0, "{what}");
        assert_eq!(
            suggestion["match"].as_f64(),
            Some((sum + 0.5).floor()),
            "{what}"
        );
    }
    for pointer in prose(analysis) {
        assert_claimed(analysis, &pointer, what);
    }
}

/// Every list called `evidence` but the rows themselves holds known ids.
fn assert_known(value: &Value, ids: &HashSet<u64>, what: &str) {
    match value {
        Value::Object(fields) => {
            for (key, field) in fields {
                let listed = field.as_array().filter(|_| key == "evidence");
                for id in listed.into_iter().flatten().filter_map(Value::as_u64) {
                    assert!(ids.contains(&id), "{what}: no evidence {id}");
                }
                assert_known(field, ids, what);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| assert_known(item, ids, what)),
        _ => {}
    }
}

fn prose(analysis: &Value) -> Vec<String> {
    let n = array(analysis, "suggestions").len();
    let per_role =
        |i: usize| ["description", "whyItFits"].map(|key| format!("/suggestions/{i}/{key}"));
    std::iter::once("/analysis".to_owned())
        .chain((0..n).flat_map(per_role))
        .collect()
}

/// Whatever of a field lies in no claim is blank.
fn assert_claimed(analysis: &Value, pointer: &str, what: &str) {
    let field = analysis
        .pointer(pointer)
        .and_then(Value::as_str)
        .expect("a prose field");
    let mut rest = field.as_bytes().to_vec();
    for claim in array(analysis, "claims") {
        if claim["field"] == pointer {
            let at = |key: &str| claim[key].as_u64().expect("an offset") as usize;
            assert!(
                field.get(at("start")..at("end")).is_some(),
                "{what}: {claim}"
            );
            rest[at("start")..at("end")].fill(b' ');
        }
    }
    assert!(rest.iter().all(|byte| *byte == b' '), "{what}: {field}");
}

#[test]
fn every_resume_with_text_is_analysed_by_the_schema_and_with_true_quotes() {
    let files = resumes();
    if files.is_empty() {
        println!("skipped: ../shared/data/resumes is not there");
        return;
    }
    let (analysis_schema, resume_schema) = (validator(ANALYSIS), validator(RESUME));
    let mut n_analysed = 0;
    for path in &files {
        let what = path.display().to_string();
        let Ok(read) = json(&["extract", &what, "--json"]) else {
            continue;
        };
        assert_schema(&resume_schema, &read, &what);
        let text = read["text"].as_str().expect("a text");
        let args = [
            "analyze",
            &what,
            "--role",
            "Data Scientist",
            "--json",
            "--link",
            "guide",
        ];
        let analysis = json(&args);
        if text.trim().is_empty() {
            let sentence = analysis.expect_err("nothing is invented for a scan");
            assert!(sentence.contains('.'), "{what}: {sentence}");
            continue;
        }
        let mut analysis = analysis.unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_schema(&analysis_schema, &analysis, &what);
        assert_promises(&analysis, text, "", &what);
        assert_eq!(analysis["resume"]["sha256"], read["sha256"], "{what}");
        let mut again = json(&args).unwrap_or_else(|error| panic!("{what}: {error}"));
        for value in [&mut analysis, &mut again] {
            value
                .as_object_mut()
                .map(|fields| fields.remove("provenance"));
        }
        assert_eq!(analysis.to_string(), again.to_string(), "{what}");
        n_analysed += 1;
    }
    assert!(
        n_analysed * 2 > files.len(),
        "only {n_analysed} of {} were analysed",
        files.len()
    );
}

const SOMEBODY: &str = "Maya Lindqvist\nmaya@example.org\n\nExperience\nData Analyst, Brightwater Ltd, 2016 – 2020\n• Built forecasting models in Python that cut waiting times by 18%\n• Responsible for the weekly reports\n\nEducation\nBSc Mathematics, University of Leeds, 2013 – 2016\n\nSkills\nPython, SQL, R, Tableau\n";

const JOB: &str = "Data Scientist\n\nRequirements\n- Three years of experience with Python and SQL\n- Knowledge of Kubernetes\n\nNice to have\n- Tableau\n";

fn written(folder: &tempfile::TempDir, name: &str, text: &str) -> String {
    let path = folder.path().join(name);
    std::fs::write(&path, text).expect("a file is written");
    path.display().to_string()
}

#[test]
fn each_kind_of_question_is_answered_by_the_schema() {
    let folder = tempfile::tempdir().expect("a folder");
    let (resume, job) = (
        written(&folder, "cv.txt", SOMEBODY),
        written(&folder, "job.txt", JOB),
    );
    let schema = validator(ANALYSIS);
    let text_of = |file: &str| {
        let read = json(&["extract", file, "--json"]).expect("the file is read");
        read["text"].as_str().expect("a text").to_owned()
    };
    let (text, job_text) = (text_of(&resume), text_of(&job));
    for (question, kind, n) in [
        (&[][..], "best_fit", 3),
        (&["--role", "Data Scientist"], "target_role", 1),
        (&["--role", "Keeper of unlikely dragons"], "target_role", 1),
        (&["--job", &job], "job", 1),
    ] {
        let args = [&["analyze", &resume, "--json", "--link", "guide"], question].concat();
        let analysis = json(&args).unwrap_or_else(|error| panic!("{question:?}: {error}"));
        assert_schema(&schema, &analysis, kind);
        assert_promises(&analysis, &text, &job_text, kind);
        assert_eq!(analysis["kind"], kind);
        assert_eq!(array(&analysis, "suggestions").len(), n);
        assert_eq!(analysis["provenance"]["link"], "guide");
    }
}

#[test]
fn the_terminal_shows_the_match_without_colour_within_eighty_columns() {
    let folder = tempfile::tempdir().expect("a folder");
    let resume = written(&folder, "cv.txt", SOMEBODY);
    let output = aspiro(&[
        "analyze",
        &resume,
        "--role",
        "Data Scientist",
        "--link",
        "guide",
    ]);
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(
        text.contains("of 100") && text.contains("Skills to highlight"),
        "{text}"
    );
    assert!(!text.contains('\u{1b}'));
    for line in text.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

#[test]
fn files_without_a_word_fail_with_a_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [("empty.txt", ""), ("blank.txt", " \n\n")] {
        let output = aspiro(&["analyze", &written(&folder, name, text), "--json"]);
        assert_eq!(output.status.code(), Some(1), "{name}");
        assert!(output.stdout.is_empty());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains("This file is empty."), "{said}");
    }
}

#[test]
fn an_occupation_is_written_up_with_year_and_country() {
    let output = aspiro(&["explore", "Registered", "Nurse", "--link", "guide"]);
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(
        text.contains("Registered Nurses")
            && text.contains("United States")
            && text.contains("2024"),
        "{text}"
    );
    let report = json(&["explore", "nurse", "--json", "--link", "guide"]).expect("a report");
    assert_eq!(report["occupation"]["code"], "29-1141.00");
    assert_eq!(aspiro(&["explore", "qqqqzzzz"]).status.code(), Some(1));
}
