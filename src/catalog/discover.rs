//! Finds GGUF files where this program and others keep them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Folders are nested publisher/repository/snapshot/file at most; deeper is not a model store.
const MAX_DEPTH: usize = 6;
/// A folder with more entries than this is not searched to its end.
const MAX_ENTRIES: usize = 20_000;

/// A GGUF file, not yet opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub path: PathBuf,
    pub bytes: u64,
    /// Whose folder it lies in.
    pub place: &'static str,
}

/// Looks in Aspiro's own folder, the hub cache, LM Studio's and Ollama's folders. Unreadable folders are skipped.
pub fn discover(home: &Path) -> Vec<Found> {
    let mut places = vec![("Aspiro", home.join("models"))];
    places.push((
        "Hugging Face cache",
        hf_hub::Cache::from_env().path().clone(),
    ));
    if let Some(dirs) = directories::BaseDirs::new() {
        let user = dirs.home_dir();
        places.push(("LM Studio", user.join(".lmstudio/models")));
        places.push(("LM Studio", user.join(".cache/lm-studio/models")));
        places.push(("Ollama", user.join(".ollama/models/blobs")));
    }
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for (place, folder) in places {
        let mut budget = MAX_ENTRIES;
        let mut files = Vec::new();
        walk(&folder, MAX_DEPTH, &mut budget, &mut files);
        files.sort();
        for path in files {
            let Some(bytes) = gguf_bytes(&path) else {
                continue;
            };
            // The hub cache names one blob many times, through links.
            let real = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
            if seen.insert(real) {
                found.push(Found { path, bytes, place });
            }
        }
    }
    found
}

fn walk(folder: &Path, depth: usize, budget: &mut usize, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        if *budget == 0 {
            return;
        }
        *budget -= 1;
        let path = entry.path();
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && depth > 0 {
            walk(&path, depth - 1, budget, files);
        } else if !is_folder && may_be_gguf(&path) {
            files.push(path);
        }
    }
}

/// By name where there is an ending; Ollama's blobs have none.
fn may_be_gguf(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy());
    path.extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("gguf"))
        || name.is_some_and(|name| name.starts_with("sha256-"))
}

/// The file's size if it begins as a GGUF file does.
fn gguf_bytes(path: &Path) -> Option<u64> {
    use std::io::Read;
    let mut mark = [0; 4];
    let mut file = fs::File::open(path).ok()?;
    file.read_exact(&mut mark).ok()?;
    (&mark == b"GGUF").then_some(file.metadata().ok()?.len())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn finds_models_by_their_content_and_ignores_what_only_looks_like_one() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("models/publisher/name");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("real.gguf"), b"GGUF\x03\0\0\0").unwrap();
        fs::write(folder.join("page.gguf"), b"<html>").unwrap();
        fs::write(folder.join("notes.txt"), b"GGUF").unwrap();
        let found: Vec<_> = discover(home.path())
            .into_iter()
            .filter(|model| model.place == "Aspiro")
            .collect();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].bytes, 8);
        assert!(found[0].path.ends_with("real.gguf"));
    }
}
