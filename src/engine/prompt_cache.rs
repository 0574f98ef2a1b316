//! What a model has read, in a file: the next start goes on from there.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::file::ModelFile;
use super::kv_cache::KvCache;
use crate::explain::ModelError;

/// Places of a model file that are looked at to know it again.
const PLACES: usize = 256;
/// Bytes looked at in each.
const AT_EACH: usize = 4096;

/// A file for what one model has read and written. The file tells what that was to whoever may read it, so nobody but
/// its owner may.
#[derive(Debug, Clone)]
pub struct PromptCache {
    path: PathBuf,
    model: [u8; 32],
}

impl PromptCache {
    /// The file need not be there yet.
    ///
    /// # Errors
    /// [`ModelError::Unreadable`] when the model's file cannot be opened.
    pub fn new(path: PathBuf, model: &ModelFile) -> Result<Self, ModelError> {
        Ok(Self {
            path,
            model: fingerprint(&model.bytes()?),
        })
    }

    /// Written beside it first, so that what was there stays whole until the new is.
    pub(super) fn save(&self, cache: &KvCache) -> Result<(), ModelError> {
        let unfinished = self.path.with_added_extension("part");
        let written = create_private(&unfinished).and_then(|file| {
            let mut file = BufWriter::new(file);
            cache.save(&self.model, &mut file)?;
            file.flush()?;
            fs::rename(&unfinished, &self.path)
        });
        written.map_err(|error| {
            fs::remove_file(&unfinished).ok();
            ModelError::CacheNotSaved {
                reason: error.to_string(),
            }
        })
    }

    pub(super) fn restore(&self, cache: &mut KvCache) -> Result<(), ModelError> {
        let file = File::open(&self.path).map_err(|error| ModelError::SavedCache {
            detail: error.to_string(),
        })?;
        cache.restore(&self.model, &mut BufReader::new(file))
    }
}

fn create_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Tells model files apart without reading all of a large one: its length, and what stands in evenly spaced places, of
/// which the first is its header.
fn fingerprint(bytes: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update((bytes.len() as u64).to_le_bytes());
    for place in 0..PLACES {
        let start = bytes.len() / PLACES * place;
        hash.update(&bytes[start..bytes.len().min(start + AT_EACH)]);
    }
    hash.finalize().into()
}
