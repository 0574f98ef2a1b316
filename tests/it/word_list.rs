//! `assets/words.txt` has the words the guide writes and the built-in model has learned; with `UPDATE_WORDS=1` it is written
//! anew.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const LIST: &str = "assets/words.txt";
const SOURCES: [&str; 3] = ["src/advisor/guide", "src/prompt", "models/builtin/corpus"];

fn read(folder: &Path, words: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(&path, words);
        } else if path
            .extension()
            .is_some_and(|kind| kind == "rs" || kind == "txt")
        {
            let text = fs::read_to_string(&path).unwrap();
            let found = text.split(|letter: char| !letter.is_alphanumeric());
            let is_small =
                |word: &&str| word.len() >= 5 && word.bytes().all(|byte| byte.is_ascii_lowercase());
            words.extend(found.filter(is_small).map(str::to_owned));
        }
    }
}

#[test]
fn every_word_of_the_guide_and_of_the_built_in_model_is_listed() {
    let mut words = BTreeSet::new();
    for source in SOURCES {
        read(Path::new(source), &mut words);
    }
    let list: String = words.iter().map(|word| format!("{word}\n")).collect();
    if std::env::var_os("UPDATE_WORDS").is_some() {
        fs::write(LIST, &list).unwrap();
    }
    let held = fs::read_to_string(LIST).unwrap();
    let held: BTreeSet<&str> = held.lines().collect();
    let missing: Vec<&String> = words
        .iter()
        .filter(|word| !held.contains(word.as_str()))
        .collect();
    assert!(
        missing.is_empty(),
        "run this with UPDATE_WORDS=1 for {missing:?}"
    );
}

#[test]
fn the_model_with_few_words_is_the_built_in_one() {
    assert_eq!(aspiro::advisor::SMALL_MODEL, aspiro::catalog::BUILT_IN);
}
