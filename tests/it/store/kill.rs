//! A process that is killed in the middle of writing loses nothing it had been told was written.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use aspiro::chat::Speaker;
use aspiro::store::{NewAnalysis, NewPath, Store, Vault};
use serde_json::json;

use super::{analysis, profile, resume};

const HOME: &str = "ASPIRO_TEST_KILL_HOME";
const ROUND: &str = "ASPIRO_TEST_KILL_ROUND";
const N_ROUNDS: u64 = 20;

fn acks_file(home: &Path) -> PathBuf {
    home.join("acks")
}

fn resume_bytes(n: u64) -> Vec<u8> {
    n.to_le_bytes().repeat(3000)
}

/// The process that gets killed. One line of the file `acks` is one write that was reported as done.
#[test]
#[ignore = "run by the test below, in a process of its own"]
fn write_until_killed() {
    let Some(home) = std::env::var_os(HOME).map(PathBuf::from) else {
        return;
    };
    let round: u64 = std::env::var(ROUND).unwrap().parse().unwrap();
    let mut acks = OpenOptions::new()
        .append(true)
        .create(true)
        .open(acks_file(&home))
        .unwrap();
    let store = Vault::new(home).unlock("Ada", None).unwrap();
    let chat = store.new_chat("killed").unwrap();
    for n in round * 1_000_000.. {
        write_once(&store, &mut acks, chat, n);
    }
}

fn write_once(store: &Store, acks: &mut File, chat: i64, n: u64) {
    let mut ack = |what: &str, id: i64| {
        acks.write_all(format!("{what} {id} {n}\n").as_bytes())
            .unwrap();
    };
    let text = format!("text {n}");
    let path = NewPath {
        title: text.clone(),
        occupation: None,
        summary: text.repeat(500),
        match_percent: None,
        analysis_id: None,
    };
    let path_id = store.add_path(&path).unwrap().id;
    ack("path", path_id);
    let message = store
        .add_message(chat, Speaker::Assistant, "", false)
        .unwrap();
    for piece in ["half", text.as_str()] {
        store.update_message(message, piece, false, None).unwrap();
    }
    ack("message", message);
    store.set_draft("chat:1", &text).unwrap();
    ack("draft", 0);
    let bytes = resume_bytes(n);
    let resume_id = store.add_resume(&text, &bytes, &resume(&text)).unwrap();
    ack("resume", resume_id);
    let new = NewAnalysis {
        resume_id,
        title: text.clone(),
        question: json!({ "role": text }),
    };
    let analysis_id = store.begin_analysis(&new).unwrap();
    store
        .save_partial_analysis(analysis_id, &analysis(&text, None))
        .unwrap();
    ack("analysis", analysis_id);
    if n.is_multiple_of(3) {
        store.delete_path(path_id).unwrap();
        ack("deleted", path_id);
    }
}

fn start(home: &Path, round: u64) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "store::kill::write_until_killed", "--ignored"])
        .env(HOME, home)
        .env(ROUND, round.to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// The whole lines; the kill may have cut the last one.
fn acks(home: &Path) -> Vec<(String, i64, u64)> {
    let text = fs::read_to_string(acks_file(home)).unwrap_or_default();
    text.split_inclusive('\n')
        .filter_map(|line| line.strip_suffix('\n'))
        .map(|line| {
            let mut words = line.split(' ');
            let mut next = || words.next().unwrap();
            (
                next().to_owned(),
                next().parse().unwrap(),
                next().parse().unwrap(),
            )
        })
        .collect()
}

fn wait_for_more_acks(home: &Path, child: &mut Child, n_before: usize) {
    let begin = Instant::now();
    while acks(home).len() <= n_before {
        assert!(
            child.try_wait().unwrap().is_none(),
            "the writer ended by itself"
        );
        assert!(
            begin.elapsed() < Duration::from_secs(60),
            "the writer writes nothing"
        );
        thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn every_acknowledged_write_survives_twenty_kills() {
    let (home, vault, store) = profile();
    store.new_chat("first").unwrap();
    drop(store);
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    for round in 0..N_ROUNDS {
        let n_before = acks(home.path()).len();
        let mut child = start(home.path(), round);
        wait_for_more_acks(home.path(), &mut child, n_before);
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        thread::sleep(Duration::from_millis(random % 120));
        child.kill().unwrap();
        child.wait().unwrap();

        let store = vault.unlock("Ada", None).unwrap();
        store.verify().unwrap();
        check(&store, &acks(home.path()));
    }
}

fn check(store: &Store, acks: &[(String, i64, u64)]) {
    let mut deleted = BTreeSet::new();
    let mut last_draft = 0;
    for (what, id, n) in acks {
        match what.as_str() {
            "deleted" => {
                deleted.insert(*id);
            }
            "draft" => last_draft = *n,
            _ => {}
        }
    }
    let messages: BTreeMap<i64, String> = store
        .chats()
        .unwrap()
        .iter()
        .flat_map(|chat| store.messages(chat.id).unwrap())
        .map(|message| (message.id, message.text))
        .collect();
    let paths: BTreeMap<i64, String> = store
        .paths()
        .unwrap()
        .into_iter()
        .map(|path| (path.id, path.title))
        .collect();
    for (what, id, n) in acks {
        let text = format!("text {n}");
        match what.as_str() {
            // The kill can fall between a deletion and its acknowledgement.
            "path" if n % 3 == 0 => {
                assert!(!deleted.contains(id) || !paths.contains_key(id), "{text}");
            }
            "path" => assert_eq!(paths.get(id), Some(&text)),
            "message" => assert_eq!(messages.get(id), Some(&text)),
            "resume" => {
                assert_eq!(store.resume_bytes(*id).unwrap(), resume_bytes(*n));
                assert_eq!(store.resume(*id).unwrap(), resume(&text));
            }
            "analysis" => {
                assert_eq!(store.analysis(*id).unwrap(), Some(analysis(&text, None)));
            }
            _ => {}
        }
    }
    // The draft after the last acknowledged one may have been written too.
    let draft = store.draft("chat:1").unwrap();
    let n: u64 = draft.strip_prefix("text ").unwrap().parse().unwrap();
    assert!(n >= last_draft, "{n} < {last_draft}");
}
