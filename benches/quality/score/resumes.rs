//! The résumés of a folder, read as the program reads them.

use std::path::{Path, PathBuf};

use aspiro::career::resume::{Experience, Resume};
use aspiro::ingest::Reader;

pub(crate) struct Named {
    /// The file's name without its folder.
    pub name: String,
    pub resume: Resume,
}

/// Every PDF and DOCX below a folder that has text, in the order of their paths.
pub(crate) fn read_all(folder: &Path) -> Result<Vec<Named>, String> {
    let reader = reader();
    let named: Vec<Named> = files(folder)
        .iter()
        .filter_map(|path| reader.read_path(path).ok())
        .filter(|document| !document.read.text.trim().is_empty())
        .map(|document| Named {
            name: document.name,
            resume: document.read,
        })
        .collect();
    if named.is_empty() {
        return Err(format!("no résumé with text lies in {}", folder.display()));
    }
    Ok(named)
}

/// With the real program as worker.
pub(crate) fn reader() -> Reader {
    Reader::new(PathBuf::from(env!("CARGO_BIN_EXE_aspiro")))
}

pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    paths.sort();
    paths
        .into_iter()
        .flat_map(|path| match path.extension().and_then(|end| end.to_str()) {
            _ if path.is_dir() => files(&path),
            Some("pdf" | "docx") => vec![path],
            _ => Vec::new(),
        })
        .collect()
}

/// The title of the position that ended last, or has not; the first written among equals.
pub(crate) fn latest_title(resume: &Resume) -> Option<&str> {
    let mut titled = resume.experience.iter().filter(|held| held.title.is_some());
    let first = titled.next()?;
    titled
        .fold(first, |latest, held| {
            if when(held) > when(latest) {
                held
            } else {
                latest
            }
        })
        .title
        .as_deref()
}

/// `present` sorts behind every year.
fn when(held: &Experience) -> (&str, &str) {
    (
        held.end.as_deref().unwrap_or(""),
        held.start.as_deref().unwrap_or(""),
    )
}

/// Numbers that are the same for the same résumé on every machine (SplitMix64).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn of(resume: &Resume) -> Self {
        Self(u64::from_str_radix(resume.id(), 16).unwrap_or(1))
    }

    /// From 0 to below `n`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % n.max(1) as u64) as usize
    }
}
