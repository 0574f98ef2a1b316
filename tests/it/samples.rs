//! The guide's samples in `docs/samples`: what the program writes today, and worth reading one after the other.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/samples")
}

/// Each sample's name and the arguments it is made with.
fn list() -> Vec<(String, Vec<String>)> {
    let list = std::fs::read_to_string(folder().join("list.txt")).expect("the list of samples");
    list.lines()
        .map(|line| {
            let mut fields = line.split('|').map(str::to_owned);
            (fields.next().expect("a name"), fields.collect())
        })
        .collect()
}

fn committed(name: &str) -> String {
    std::fs::read_to_string(folder().join(format!("{name}.txt"))).expect("a committed sample")
}

/// Paragraphs of prose: all their lines are indented alike, and none is a row of a table or a list.
fn paragraphs(sample: &str) -> Vec<String> {
    let is_prose = |line: &str| {
        line.starts_with("  ") && !line[2..].starts_with([' ', '•']) && !line.contains(['█', '░'])
    };
    sample
        .split("\n\n")
        .map(|block| block.trim_matches('\n'))
        .filter(|block| block.lines().all(is_prose) && block.trim_end().ends_with('.'))
        .filter(|block| !block.contains("Numbers are computed."))
        .map(|block| block.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

/// Sentences without what they quote.
fn sentences(paragraph: &str) -> Vec<String> {
    let mut bare = String::new();
    let mut is_quoted = false;
    for c in paragraph.chars() {
        is_quoted = (is_quoted || c == '“') && c != '”';
        if !is_quoted {
            bare.push(if c == '”' { '_' } else { c });
        }
    }
    bare.split(". ").map(str::to_owned).collect()
}

fn opening(text: &str, n: usize) -> String {
    text.split_whitespace()
        .take(n)
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn the_samples_are_what_the_program_writes() {
    let home = tempfile::tempdir().expect("a folder for the data");
    for (name, args) in list() {
        let output = Command::new(env!("CARGO_BIN_EXE_aspiro"))
            .args(&args)
            .args(["--link", "guide"])
            .current_dir(folder())
            .env("ASPIRO_HOME", home.path())
            .env("ASPIRO_OFFLINE", "1")
            .env_remove("ASPIRO_PROFILE")
            .output()
            .expect("the program starts");
        let written = String::from_utf8(output.stdout).expect("UTF-8");
        if let Some(difference) = first_difference(&committed(&name), &written) {
            panic!("docs/samples/{name}.txt, {difference}\ndocs/samples/make.sh writes it anew");
        }
    }
}

/// The first line that is not the same in both, and what either has there; nothing when they are the same.
fn first_difference(committed: &str, written: &str) -> Option<String> {
    let (mut before, mut now) = (committed.split('\n'), written.split('\n'));
    (1..).find_map(|number| match (before.next(), now.next()) {
        (None, None) => Some(None),
        (before, now) if before == now => None,
        (before, now) => Some(Some(format!(
            "line {number}: committed {before:?}, written {now:?}"
        ))),
    })?
}

#[test]
fn a_sample_that_differs_is_told_by_its_first_line() {
    assert_eq!(first_difference("a\nb\n", "a\nb\n"), None);
    for (written, told) in [
        (
            "a\nc\n",
            r#"line 2: committed Some("b"), written Some("c")"#,
        ),
        ("a\nb", r#"line 3: committed Some(""), written None"#),
    ] {
        assert_eq!(first_difference("a\nb\n", written).as_deref(), Some(told));
    }
}

#[test]
fn no_two_samples_open_alike() {
    let mut openings: HashMap<String, String> = HashMap::new();
    for (name, _) in list() {
        let first = paragraphs(&committed(&name))
            .into_iter()
            .next()
            .expect("a paragraph");
        let before = openings.insert(opening(&first, 4), name.clone());
        assert_eq!(before, None, "{name} begins with {:?}", opening(&first, 4));
    }
    assert_eq!(openings.len(), 30);
}

/// More sentences than this beginning alike are a pattern one notices when reading the samples in a row.
const MOST_ALIKE: usize = 6;

#[test]
fn sentences_of_the_samples_rarely_begin_alike() {
    let mut begun: HashMap<String, usize> = HashMap::new();
    let mut n = 0;
    for (name, _) in list() {
        for paragraph in paragraphs(&committed(&name)) {
            for sentence in sentences(&paragraph) {
                *begun.entry(opening(&sentence, 4)).or_default() += 1;
                n += 1;
            }
        }
    }
    let often: Vec<_> = begun
        .iter()
        .filter(|(_, times)| **times > MOST_ALIKE)
        .collect();
    assert!(often.is_empty(), "{often:?}");
    assert!(n > 250, "only {n} sentences");
}

#[test]
fn within_a_sample_no_paragraph_begins_two_sentences_alike_in_a_row() {
    for (name, _) in list() {
        for paragraph in paragraphs(&committed(&name)) {
            let firsts: Vec<String> = sentences(&paragraph)
                .iter()
                .map(|s| opening(s, 1))
                .collect();
            let again = firsts
                .windows(2)
                .find(|pair| pair[0] == pair[1] && pair[0] != "_");
            assert_eq!(again, None, "{name}: {paragraph}");
        }
    }
}
