//! Where a model's bytes lie.

use std::fmt;
use std::fs::File;
use std::ops::Deref;
use std::path::{Path, PathBuf};

use memmap2::Mmap;

use super::gguf::Header;
use crate::explain::ModelError;

/// A model file, on a disk or in the program itself.
#[derive(Debug, Clone)]
pub enum ModelFile {
    Path(PathBuf),
    Embedded {
        name: &'static str,
        bytes: &'static [u8],
    },
}

/// Embedded ones are told apart by their names: their bytes are too many to compare for each question.
impl PartialEq for ModelFile {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Path(path), Self::Path(other)) => path == other,
            (Self::Embedded { name, .. }, Self::Embedded { name: other, .. }) => name == other,
            _ => false,
        }
    }
}

/// The path, or the embedded one's name.
impl fmt::Display for ModelFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(path) => path.display().fmt(f),
            Self::Embedded { name, .. } => f.write_str(name),
        }
    }
}

impl From<&Path> for ModelFile {
    fn from(path: &Path) -> Self {
        Self::Path(path.to_owned())
    }
}

impl ModelFile {
    /// The embedded one's own, or the path's last part without its ending.
    pub fn name(&self) -> String {
        match self {
            Self::Path(path) => path
                .file_stem()
                .map(|stem| stem.to_string_lossy().into_owned())
                .unwrap_or_default(),
            Self::Embedded { name, .. } => (*name).to_owned(),
        }
    }

    /// Reads and checks the header; tensor data is not touched.
    ///
    /// # Errors
    /// A [`ModelError`] that says what is wrong with the file.
    pub fn header(&self) -> Result<Header, ModelError> {
        match self {
            Self::Path(path) => Header::read(path),
            Self::Embedded { bytes, .. } => Header::parse(*bytes, bytes.len() as u64),
        }
    }

    /// The path of a model that only code which opens files itself can run.
    pub(super) fn path(&self) -> Result<&Path, ModelError> {
        match self {
            Self::Path(path) => Ok(path),
            Self::Embedded { name, .. } => Err(ModelError::Failed {
                detail: format!("the engine that computes {name} reads files only"),
            }),
        }
    }

    pub(super) fn bytes(&self) -> Result<Bytes, ModelError> {
        let path = match self {
            Self::Path(path) => path,
            Self::Embedded { bytes, .. } => return Ok(Bytes::Embedded(bytes)),
        };
        let unreadable = |error: std::io::Error| ModelError::Unreadable {
            reason: error.to_string(),
        };
        let file = File::open(path).map_err(unreadable)?;
        #[expect(unsafe_code, reason = "a memory map of the model file")]
        // SAFETY: the map is read-only, is only read as bytes, of which every value is valid, through slices that are
        // bounds-checked against its length, and does not outlive loading. Nothing of ours writes to the file. Another
        // program that changes it meanwhile changes weights, and one that shortens it can end this one with a bus error,
        // as for every program that maps a file.
        let map = unsafe { Mmap::map(&file) }.map_err(unreadable)?;
        // Without it a page is read when it is first touched, which on a disk is one wait after another.
        #[cfg(unix)]
        map.advise(memmap2::Advice::WillNeed).ok();
        Ok(Bytes::Mapped(map))
    }
}

/// All bytes of a model file.
pub(super) enum Bytes {
    Mapped(Mmap),
    Embedded(&'static [u8]),
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Mapped(map) => map,
            Self::Embedded(bytes) => bytes,
        }
    }
}

impl Bytes {
    /// Gives the pages of a range back; they are read again should they be touched again.
    pub(super) fn release(&self, start: usize, len: usize) {
        #[cfg(unix)]
        if let Self::Mapped(map) = self {
            let advice = memmap2::UncheckedAdvice::DontNeed;
            #[expect(unsafe_code, reason = "giving mapped pages back")]
            // SAFETY: the map is a read-only map of a file: a page given back, this range's or a neighbour's it shares,
            // is read from the file again when it is next touched.
            let released = unsafe { map.unchecked_advise_range(advice, start, len) };
            // Pages that stay cost memory and nothing else.
            released.ok();
        }
    }
}
