//! A file → a [`Resume`]: its text with positions, and the parts recognised in it.
//!
//! Files come from outside and their parsers are large, so they are read in a child process of this
//! program with limits on memory and time ([`Reader`]); what kills it is a sentence for the person and
//! nothing else. Reading never makes anything up: what is not plainly written stays empty.

mod assemble;
mod clean;
mod docx;
mod hidden;
mod layout;
mod parts;
mod pdf;
mod reader;
mod sniff;
mod text;
mod worker;

pub use reader::{Document, Reader};
pub use worker::main as worker_main;

use crate::career::resume::{DocumentKind, Resume, Warning, WarningKind};
use crate::explain::{DocumentError, Explain};
use assemble::Source;

/// The largest file that is read.
pub const LIMIT_BYTES: u64 = 10_000_000;

/// The hidden command under which this program reads one document from its standard input.
pub const WORKER_COMMAND: &str = "__read-document";

/// Reads text that was typed or pasted, in this process: there is nothing to parse that could fail.
pub fn read_pasted(text: &str) -> Result<Resume, DocumentError> {
    check_size(text.len() as u64)?;
    if text.trim().is_empty() {
        return Err(DocumentError::Empty);
    }
    let lines = text::lines(text);
    Ok(assemble::resume(Source::new(
        text.as_bytes(),
        DocumentKind::Text,
        lines,
    )))
}

/// Why there is nothing to analyse in this résumé, in a sentence; none when it has text.
pub fn blank_reason(resume: &Resume) -> Option<String> {
    if !resume.text.trim().is_empty() {
        return None;
    }
    let warned = resume
        .warnings
        .first()
        .map(|warning| warning.message.clone());
    Some(warned.unwrap_or_else(|| DocumentError::Empty.explain().sentence()))
}

fn check_size(bytes: u64) -> Result<(), DocumentError> {
    if bytes > LIMIT_BYTES {
        return Err(DocumentError::TooLarge {
            bytes,
            limit: LIMIT_BYTES,
        });
    }
    Ok(())
}

/// Reads a document in this process. Only the worker does: this may not come back.
fn read(bytes: &[u8]) -> Result<Resume, DocumentError> {
    check_size(bytes.len() as u64)?;
    let source = match sniff::content(bytes)? {
        sniff::Content::Pdf => read_pdf(bytes)?,
        sniff::Content::Zip => {
            let docx::Found { lines, hidden } = docx::read(bytes)?;
            let is_blank = lines.iter().all(|line| line.text.trim().is_empty());
            let mut source = Source::new(bytes, DocumentKind::Docx, lines);
            if is_blank {
                source.warn(
                    WarningKind::LowText,
                    DocumentError::Empty.explain().sentence(),
                );
            }
            hidden::warn_of_document(&hidden, &mut source);
            source
        }
        sniff::Content::Text(text) => {
            let lines = text::lines(&text);
            let kind = if text::is_markdown(&lines) {
                DocumentKind::Markdown
            } else {
                DocumentKind::Text
            };
            Source::new(bytes, kind, lines)
        }
    };
    Ok(assemble::resume(source))
}

/// Reads a document in this process, so that a fuzzer sees what its bytes do to the parsers.
#[cfg(fuzzing)]
pub fn read_here(bytes: &[u8]) -> Result<Resume, DocumentError> {
    read(bytes)
}

fn read_pdf(bytes: &[u8]) -> Result<Source<'_>, DocumentError> {
    let read = pdf::read(bytes)?;
    let lines: Vec<_> = read.pages.iter().flat_map(layout::page_lines).collect();
    let n_letters: usize = lines.iter().map(|line| line.text.len()).sum();
    let mut source = Source::new(bytes, DocumentKind::Pdf, lines);
    if n_letters == 0 && read.n_unreadable == 0 {
        let scanned = DocumentError::Scanned {
            pages: u32::try_from(read.pages.len()).unwrap_or(u32::MAX),
        };
        source.warn(WarningKind::Scanned, scanned.explain().sentence());
    }
    if read.n_unreadable > n_letters / 20 {
        source.warn(WarningKind::UnreadableFont, UNREADABLE_FONT);
    } else if n_letters > 0 && n_letters < 200 * read.pages.len() {
        source.warn(WarningKind::LowText, LOW_TEXT);
    }
    for page in &read.pages {
        hidden::warn_of_page(page, &mut source);
    }
    Ok(source)
}

const UNREADABLE_FONT: &str = "Some letters could not be read: a font of this PDF does not say which letters its \
     shapes stand for. Export it from the program it was written in, or paste the text.";
const LOW_TEXT: &str = "There is little text for this many pages: some of it may be pictures. Check the text as \
     read, and paste what is missing.";

impl Source<'_> {
    fn warn(&mut self, kind: WarningKind, message: impl Into<String>) {
        self.warnings.push(Warning {
            kind,
            message: message.into(),
            span: None,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_text_is_read_in_place() {
        let resume = read_pasted("Ada Example\n\nSkills\nRust, SQL").expect("plain text is read");
        assert_eq!(resume.kind, DocumentKind::Text);
        assert_eq!(resume.text, "Ada Example\n\nSkills\nRust, SQL");
        assert_eq!(blank_reason(&resume), None);
    }

    #[test]
    fn nothing_pasted_is_empty_and_too_much_is_too_large() {
        assert_eq!(read_pasted(" \n "), Err(DocumentError::Empty));
        let long = "x".repeat(LIMIT_BYTES as usize + 1);
        assert!(matches!(
            read_pasted(&long),
            Err(DocumentError::TooLarge { .. })
        ));
    }

    #[test]
    fn markdown_is_told_from_text() {
        let kind = |text: &str| read(text.as_bytes()).map(|resume| resume.kind);
        assert_eq!(
            kind("# Ada\n\n## Skills\n- Rust"),
            Ok(DocumentKind::Markdown)
        );
        assert_eq!(kind("Ada\nSkills\n- Rust\n- SQL"), Ok(DocumentKind::Text));
    }
}
