//! Folders and files that only their owner may read, written whole or not at all.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::Result;
use super::error::AtPath;
use crate::explain::StoreError;

/// Creates the folder and its missing parents, for their owner only.
pub(super) fn create_private_dir(dir: &Path) -> Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(dir).at(dir)
}

/// Replaces `dir/name`. After a crash at any moment the file is the old one or the new one, whole.
pub(super) fn write_atomically(dir: &Path, name: &str, content: &[u8]) -> Result<()> {
    let temporary = dir.join(format!("{name}.new"));
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(&temporary).at(&temporary)?;
    file.write_all(content).at(&temporary)?;
    file.sync_all().at(&temporary)?;
    drop(file);
    let path = dir.join(name);
    fs::rename(&temporary, &path).at(&path)?;
    sync_dir(dir)
}

/// Makes creations, renamings and removals in `dir` survive a lost power supply.
pub(super) fn sync_dir(dir: &Path) -> Result<()> {
    // Windows cannot open a folder as a file and journals these changes by itself.
    if cfg!(unix) {
        File::open(dir).and_then(|dir| dir.sync_all()).at(dir)?;
    }
    Ok(())
}

/// How long a lock is asked for before it counts as held by another program.
const LOCK_PATIENCE: Duration = Duration::from_millis(500);

/// Holds `path` until the returned file is dropped or its process ends, however it ends.
///
/// A process that this one is just starting holds a copy of every open file until its program
/// begins, and with it the lock of a profile that was closed in the meantime; so one refusal does
/// not yet mean that somebody else has it.
pub(super) fn try_lock(path: &Path) -> Result<File> {
    let file = lock_file(path)?;
    let started = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::Error(error)) => return Err(error).at(path),
            Err(TryLockError::WouldBlock) if started.elapsed() >= LOCK_PATIENCE => {
                return Err(StoreError::InUse);
            }
            Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(10)),
        }
    }
}

/// Like [`try_lock`], but waits for whoever holds it.
pub(super) fn lock(path: &Path) -> Result<File> {
    let file = lock_file(path)?;
    file.lock().at(path)?;
    Ok(file)
}

fn lock_file(path: &Path) -> Result<File> {
    OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)
        .at(path)
}
