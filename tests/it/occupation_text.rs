//! `aspiro atlas import`: text of O*NET that a person brings, and what `aspiro explore` does with it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const DATA: &str =
    "O*NET-SOC Code\tTitle\tDescription\n29-1141.00\tRegistered Nurses\tAn invented description.\n";
const TASKS: &str = "O*NET-SOC Code\tTitle\tTask ID\tTask\tTask Type\n29-1141.00\tRegistered Nurses\t1\tAn invented task.\tCore\n";

fn aspiro(home: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_aspiro"))
        .args(args)
        .env("ASPIRO_HOME", home)
        .env("ASPIRO_OFFLINE", "1")
        .env_remove("ASPIRO_PROFILE")
        .output()
        .expect("the program starts")
}

fn explored(home: &Path) -> Value {
    let output = aspiro(home, &["explore", "nurse", "--json", "--link", "guide"]);
    assert!(output.status.success());
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn import(home: &Path, path: &Path) -> Output {
    aspiro(
        home,
        &["atlas", "import", path.to_str().expect("a path in UTF-8")],
    )
}

#[test]
fn imported_text_is_shown_with_its_source() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path().join("home");
    assert!(explored(&home)["onetText"].is_null());
    let tables = folder.path().join("tables");
    fs::create_dir(&tables).expect("a folder of tables");
    fs::write(tables.join("Occupation Data.txt"), DATA).expect("a table");
    fs::write(tables.join("Task_Statements.tsv"), TASKS).expect("a table");
    let output = import(&home, &tables);
    assert!(output.status.success(), "{output:?}");
    let text = &explored(&home)["onetText"];
    assert_eq!(text["description"], "An invented description.");
    assert_eq!(text["tasks"][0], "An invented task.");
    assert!(
        text["attribution"]
            .as_str()
            .is_some_and(|words| words.contains("O*NET"))
    );
    let printed = aspiro(&home, &["explore", "nurse", "--link", "guide"]).stdout;
    assert!(String::from_utf8_lossy(&printed).contains("An invented task."));
}

#[test]
fn what_is_no_table_gets_a_sentence_and_stores_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path().join("home");
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("a file");
        path
    };
    let foreign = write("list.txt", b"name,age\nAda,36\n");
    let binary = write("Occupation Data.txt.gz", &[0x1f, 0x8b, 8, 0, 1, 2]);
    let not_text = write("picture.txt", &[0xff, 0xfe, 0xfd]);
    let empty = folder.path().join("empty");
    fs::create_dir(&empty).expect("a folder");
    let nobody = write(
        "nobody.txt",
        b"O*NET-SOC Code\tDescription\n99-9999.00\tx\n",
    );
    let missing = folder.path().join("missing.txt");
    for path in [&foreign, &binary, &not_text, &empty, &nobody, &missing] {
        let output = import(&home, path);
        assert_eq!(output.status.code(), Some(1), "{}", path.display());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            said.starts_with("aspiro: ") && said.trim_end().ends_with('.'),
            "{said}"
        );
        assert!(!home.join("onet-text.json").exists());
    }
}
