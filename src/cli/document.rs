//! Files that commands are given.

use std::path::Path;

use crate::atlas::Atlas;
use crate::explain::DocumentError;
use crate::ingest::{Document, Reader};

/// A résumé, with the skills the atlas knows found in its text.
pub(super) fn read(path: &Path) -> Result<Document, DocumentError> {
    let mut document = Reader::current()?.read_path(path)?;
    document.read.skills_found = Atlas::get().vocabulary().find(&document.read.text);
    Ok(document)
}
