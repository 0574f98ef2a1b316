//! `header.json`: what must be known of a profile before its database can be opened.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::{AtPath, damaged};
use super::keys::KeySlot;
use super::{Result, files};
use crate::explain::StoreError;

const FILE: &str = "header.json";

/// The newest layout this program reads and the one it writes.
const VERSION: u32 = 1;

/// A header has a few hundred bytes; whatever is far larger is none.
const MAX_BYTES: u64 = 64 * 1024;

#[derive(Serialize, Deserialize)]
pub(super) struct Header {
    version: u32,
    /// In the clear, because profiles are listed before any is unlocked.
    pub(super) name: String,
    pub(super) key: KeySlot,
}

/// What every version of a header has.
#[derive(Deserialize)]
struct Outline {
    version: u32,
}

impl Outline {
    fn require_known_version(&self) -> Result<()> {
        if self.version > VERSION {
            return Err(StoreError::TooNew {
                found: self.version,
                known: VERSION,
            });
        }
        Ok(())
    }
}

impl Header {
    pub(super) fn new(name: &str, key: KeySlot) -> Self {
        Self {
            version: VERSION,
            name: name.to_owned(),
            key,
        }
    }

    pub(super) fn read(dir: &Path) -> Result<Self> {
        let path = dir.join(FILE);
        let mut text = Vec::new();
        File::open(&path)
            .and_then(|file| file.take(MAX_BYTES).read_to_end(&mut text))
            .at(&path)?;
        let unreadable = |_| damaged("header.json cannot be read");
        // What a newer version has put in the key's place need not be understood to say that it is newer.
        let outline: Outline = serde_json::from_slice(&text).map_err(unreadable)?;
        outline.require_known_version()?;
        serde_json::from_slice(&text).map_err(unreadable)
    }

    pub(super) fn write(&self, dir: &Path) -> Result<()> {
        let text = serde_json::to_vec_pretty(self)
            .map_err(|_| damaged("header.json cannot be written"))?;
        files::write_atomically(dir, FILE, &text)
    }

    /// Without its header a profile does not exist, and with the sealed key its content is gone too.
    pub(super) fn remove(dir: &Path) -> Result<()> {
        let path = dir.join(FILE);
        std::fs::remove_file(&path).at(&path)?;
        files::sync_dir(dir)
    }
}
