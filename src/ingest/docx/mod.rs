//! DOCX → lines: paragraphs, breaks, tabs, tables cell by cell, headers, footers and notes.

mod look;
mod walk;

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::sniff::wrong_type;
use super::text::PlacedLine;
use crate::explain::DocumentError;
use look::Styles;

/// All parts together, inflated.
const MAX_BYTES: u64 = 64 << 20;
const MAX_ENTRIES: usize = 10_000;

const DOCUMENT: &str = "word/document.xml";
const STYLES: &str = "word/styles.xml";

/// What a document shows and what it hides.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Found {
    pub lines: Vec<PlacedLine>,
    pub hidden: Vec<(Unseen, String)>,
}

/// Why text is not seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unseen {
    Marked,
    Tiny,
    SameColor,
}

pub(super) fn read(bytes: &[u8]) -> Result<Found, DocumentError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|_| damaged("it is a zip archive whose list of files is broken"))?;
    if archive.len() > MAX_ENTRIES {
        return Err(DocumentError::TooDemanding);
    }
    let mut names: Vec<String> = archive
        .file_names()
        .filter_map(|name| Some(name.ok()?.into_owned()))
        .collect();
    names.sort();
    if !names.iter().any(|name| name == DOCUMENT) {
        return Err(wrong_type(archive_kind(&names)));
    }
    let part = |prefix: &'static str| {
        names
            .iter()
            .filter(move |name| name.starts_with(prefix) && name.ends_with(".xml"))
    };
    let order = part("word/header")
        .chain(part(DOCUMENT))
        .chain(part("word/footnotes"))
        .chain(part("word/endnotes"))
        .chain(part("word/footer"));
    let mut budget = MAX_BYTES;
    let styles = if names.iter().any(|name| name == STYLES) {
        Styles::read(&inflate(&mut archive, STYLES, &mut budget)?)
    } else {
        Styles::default()
    };
    let mut found = Found::default();
    let mut seen = Vec::new();
    for name in order {
        let xml = inflate(&mut archive, name, &mut budget)?;
        let part = walk::part(&xml, &styles)?;
        // The first page and the even pages may have the same header once more.
        if part.is_empty() || name != DOCUMENT && seen.contains(&part) {
            continue;
        }
        found
            .lines
            .extend(part.lines.iter().map(PlacedLine::unplaced));
        for (reason, text) in &part.hidden {
            found.hide(*reason, text);
        }
        seen.push(part);
    }
    Ok(found)
}

impl Found {
    /// What is hidden in one way is one passage.
    fn hide(&mut self, reason: Unseen, text: &str) {
        match self.hidden.iter_mut().find(|(of, _)| *of == reason) {
            Some((_, passage)) => {
                passage.push(' ');
                passage.push_str(text);
            }
            None => self.hidden.push((reason, text.to_owned())),
        }
    }
}

fn damaged(detail: &str) -> DocumentError {
    DocumentError::Damaged {
        detail: detail.to_owned(),
    }
}

fn archive_kind(names: &[String]) -> &'static str {
    let has = |prefix: &str| names.iter().any(|name| name.starts_with(prefix));
    if has("xl/") {
        "an Excel workbook"
    } else if has("ppt/") {
        "a PowerPoint presentation"
    } else if has("content.xml") {
        "an OpenDocument (ODT) file"
    } else if has("Index/") {
        "a Pages document"
    } else {
        "a zip archive"
    }
}

/// Sizes that a zip archive declares may be lies, so the bytes are counted as they come.
fn inflate(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
    budget: &mut u64,
) -> Result<String, DocumentError> {
    let broken = || damaged("a part of it cannot be unpacked");
    let file = archive.by_name(name).map_err(|_| broken())?;
    let mut bytes = Vec::new();
    file.take(*budget + 1)
        .read_to_end(&mut bytes)
        .map_err(|_| broken())?;
    *budget = budget
        .checked_sub(bytes.len() as u64)
        .ok_or(DocumentError::TooDemanding)?;
    Ok(String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
}

#[cfg(test)]
mod tests;
