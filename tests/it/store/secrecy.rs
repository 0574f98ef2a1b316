//! Nothing that was stored, nor the passphrase, can be found on the disk.

use std::fs;
use std::path::{Path, PathBuf};

use aspiro::chat::{Link, Speaker};
use aspiro::store::{AnswerFigure, NewAnalysis, NewPath, Store};
use serde_json::json;

use super::{analysis, home, passphrase, resume};

const CANARY: &str = "CANARY-8f3a61";
const PASSPHRASE: &str = "PASSPHRASE-canary-77";

/// Files below `dir` that contain `text` as UTF-8 or UTF-16.
fn files_with(dir: &Path, text: &str) -> Vec<PathBuf> {
    let wide = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect();
    let needles: [Vec<u8>; 3] = [
        text.as_bytes().to_vec(),
        wide(u16::to_le_bytes),
        wide(u16::to_be_bytes),
    ];
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_with(&path, text));
            continue;
        }
        let content = fs::read(&path).unwrap();
        let contains =
            |needle: &Vec<u8>| content.windows(needle.len()).any(|window| window == needle);
        if needles.iter().any(contains) {
            found.push(path);
        }
    }
    found
}

fn write_everywhere(store: &Store) {
    let resume_id = store
        .add_resume(CANARY, CANARY.as_bytes(), &resume(CANARY))
        .unwrap();
    let analysis_id = store
        .begin_analysis(&NewAnalysis {
            resume_id,
            title: CANARY.to_owned(),
            question: json!({ "job": CANARY }),
        })
        .unwrap();
    let whole = analysis(CANARY, Some(1));
    store.save_partial_analysis(analysis_id, &whole).unwrap();
    store.finish_analysis(analysis_id, &whole).unwrap();
    let mut path = store
        .add_path(&NewPath {
            title: CANARY.to_owned(),
            occupation: Some(CANARY.to_owned()),
            summary: CANARY.to_owned(),
            match_percent: None,
            analysis_id: Some(analysis_id),
        })
        .unwrap();
    path.notes = CANARY.to_owned();
    store.update_path(&path).unwrap();
    let chat = store.new_chat(CANARY).unwrap();
    let message = store
        .add_message(chat, Speaker::User, CANARY, true)
        .unwrap();
    store
        .update_message(message, CANARY, true, Some(&json!(CANARY)))
        .unwrap();
    store.set_draft(CANARY, CANARY).unwrap();
    store.set(CANARY, &CANARY).unwrap();
    store.add_ledger(CANARY, 1, CANARY).unwrap();
    store
        .add_answer_figure(&AnswerFigure {
            at_ms: 0,
            purpose: CANARY.to_owned(),
            link: Link::Local,
            model: CANARY.to_owned(),
            ttft_ms: 0,
            tokens_per_second: None,
            complete: true,
            n_fallbacks: 0,
        })
        .unwrap();
}

#[test]
fn nothing_stored_lies_on_the_disk_in_the_clear() {
    let (home, vault) = home();
    let store = vault.create("Ada", Some(&passphrase(PASSPHRASE))).unwrap();
    write_everywhere(&store);
    // The name is the one thing a header tells.
    assert_eq!(files_with(home.path(), "Ada").len(), 1);
    for text in [CANARY, PASSPHRASE] {
        assert_eq!(files_with(home.path(), text), [] as [PathBuf; 0], "open");
    }
    assert_eq!(store.get::<String>(CANARY).unwrap().unwrap(), CANARY);
    drop(store);
    for text in [CANARY, PASSPHRASE] {
        assert_eq!(files_with(home.path(), text), [] as [PathBuf; 0], "closed");
    }
}

#[test]
fn what_is_printed_for_debugging_quotes_nothing_private() {
    let (_home, vault) = home();
    let store = vault.create("Ada", None).unwrap();
    write_everywhere(&store);
    let row = store.latest_analysis().unwrap().unwrap();
    let chat = store.chats().unwrap().remove(0).id;
    let messages = store.messages(chat).unwrap();
    let printed = format!("{store:?} {row:?} {messages:?}");
    assert!(!printed.contains(CANARY), "{printed}");
}
