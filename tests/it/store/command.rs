//! `aspiro profile`.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use aspiro::explain::StoreError;
use aspiro::store::Vault;

use super::passphrase;

fn aspiro(home: &Path, passphrase: Option<&str>, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aspiro"));
    command
        .arg("profile")
        .args(args)
        .env("ASPIRO_HOME", home)
        .env_remove("ASPIRO_PASSPHRASE")
        .stdin(Stdio::null());
    if let Some(passphrase) = passphrase {
        command.env("ASPIRO_PASSPHRASE", passphrase);
    }
    command.output().unwrap()
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

#[test]
fn a_profile_is_created_and_listed() {
    let home = tempfile::tempdir().unwrap();
    let none = aspiro(home.path(), None, &["list"]);
    assert_eq!((none.status.code(), out(&none)), (Some(0), ""));

    let created = aspiro(
        home.path(),
        Some("correct horse"),
        &["create", "--name", "Zoë"],
    );
    assert_eq!(created.status.code(), Some(0), "{}", err(&created));
    let listed = aspiro(home.path(), None, &["list"]);
    assert_eq!((listed.status.code(), out(&listed)), (Some(0), "Zoë\n"));

    let vault = Vault::new(home.path().to_owned());
    let wrong = vault.unlock("Zoë", Some(&passphrase("correct house")));
    assert_eq!(wrong.unwrap_err(), StoreError::WrongPassphrase);
    vault
        .unlock("Zoë", Some(&passphrase("correct horse")))
        .unwrap();

    let again = aspiro(
        home.path(),
        Some("correct horse"),
        &["create", "--name", "Zoë"],
    );
    assert_eq!(again.status.code(), Some(1));
    assert!(err(&again).contains("There is already a profile named “Zoë”."));
}

#[test]
fn without_a_passphrase_or_anybody_to_ask_it_is_wrong_usage() {
    let home = tempfile::tempdir().unwrap();
    for passphrase in [None, Some("")] {
        let output = aspiro(home.path(), passphrase, &["create", "--name", "Ada"]);
        assert_eq!(output.status.code(), Some(2));
        assert!(
            err(&output).contains("ASPIRO_PASSPHRASE"),
            "{}",
            err(&output)
        );
        assert_eq!(out(&output), "");
    }
    let weak = aspiro(home.path(), Some("short"), &["create", "--name", "Ada"]);
    assert_eq!(weak.status.code(), Some(1));
    assert!(
        err(&weak).contains("at least 8 characters"),
        "{}",
        err(&weak)
    );
    assert_eq!(out(&aspiro(home.path(), None, &["list"])), "");
}
