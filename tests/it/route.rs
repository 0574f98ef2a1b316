//! `aspiro route` from outside: by its schema and its own promises.

use std::collections::HashSet;
use std::process::{Command, Output};

use serde_json::Value;

const SCHEMA: &str = include_str!("../../assets/schemas/route.json");
const RESUME: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sample/resume.pdf");

fn aspiro(args: &[&str]) -> Output {
    let home = tempfile::tempdir().expect("a folder for the data");
    Command::new(env!("CARGO_BIN_EXE_aspiro"))
        .arg("route")
        .args(args)
        .env("ASPIRO_HOME", home.path())
        .env("ASPIRO_OFFLINE", "1")
        .output()
        .expect("the program starts")
}

fn json(args: &[&str]) -> Value {
    let output = aspiro(args);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).expect("it prints JSON")
}

fn cited(value: &Value, found: &mut HashSet<u64>) {
    match value {
        Value::Object(fields) => {
            for (key, field) in fields {
                let ids = field.as_array().filter(|_| key == "evidence");
                found.extend(ids.into_iter().flatten().filter_map(Value::as_u64));
                cited(field, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| cited(item, found)),
        _ => {}
    }
}

#[test]
fn routes_follow_their_schema_and_cite_what_is_there() {
    let schema = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
    for args in [
        vec!["Cook", "Registered Nurse", "--json"],
        vec![
            "Data Analyst",
            "Software Developer",
            "--json",
            "--resume",
            RESUME,
        ],
        vec!["43-4051.00", "29-1141.00", "--json"],
        vec!["Librarian", "Librarian", "--json"],
    ] {
        let found = json(&args);
        let errors: Vec<String> = validator
            .iter_errors(&found)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{args:?}: {errors:#?}");
        let known: HashSet<u64> = found["evidence"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|row| row["id"].as_u64())
            .collect();
        let mut ids = HashSet::new();
        cited(&found["routes"], &mut ids);
        assert_eq!(ids, known, "{args:?}");
        assert_eq!(
            found["routes"] == Value::Array(Vec::new()),
            args[0] == args[1]
        );
    }
}

#[test]
fn a_resume_makes_a_way_shorter_and_is_quoted() {
    let plain = json(&["Data Entry Keyer", "Data Scientist", "--json"]);
    let own = json(&[
        "Data Entry Keyer",
        "Data Scientist",
        "--json",
        "--resume",
        RESUME,
    ]);
    let cost = |report: &Value| report["routes"][0]["cost"].as_u64().expect("a way");
    assert!(cost(&own) < cost(&plain));
    let quotes = |report: &Value| {
        let rows = report["evidence"].as_array().expect("a list").clone();
        rows.iter().filter(|row| row["source"] == "resume").count()
    };
    assert_eq!(quotes(&plain), 0);
    assert!(quotes(&own) > 0);
}

#[test]
fn the_same_question_prints_the_same_bytes() {
    let args = ["Cook", "Registered Nurse", "--json"];
    assert_eq!(aspiro(&args).stdout, aspiro(&args).stdout);
}

#[test]
fn an_unknown_title_gets_a_sentence() {
    let output = aspiro(&["Cook", "Qqxzzy Vvrtk"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("Qqxzzy Vvrtk"));
    assert_eq!(aspiro(&["Cook"]).status.code(), Some(2));
    let same = aspiro(&["Librarian", "Librarian"]);
    assert!(String::from_utf8_lossy(&same.stdout).contains("the same occupation"));
}
