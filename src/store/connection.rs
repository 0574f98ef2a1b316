//! A keyed connection: everything SQLCipher must be told before the first table is touched.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::Result;
use super::error::damaged;
use super::keys::DataKey;
use crate::explain::StoreError;

/// Neither touches the file, so they may come before the key: SQLCipher logs nothing, and SQLite wipes
/// what it frees, so that a résumé does not outlive its profile's closing in memory.
const BEFORE_KEY: &str = "
    PRAGMA cipher_log_level = NONE;
    PRAGMA cipher_memory_security = ON;
";

/// The profile's lock lets one process in at a time, so SQLite may keep its own lock too. Then the
/// journal's index lives in memory, and a profile can be opened and read with no byte free on the disk.
const AFTER_KEY: &str = "PRAGMA locking_mode = EXCLUSIVE";

/// `FULL` makes each commit wait for the disk, which is what "saved" means here. Temporary tables
/// stay in memory because they would be written in the clear.
const AFTER_PROOF: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON;
    PRAGMA temp_store = MEMORY;
";

/// The profile's lock keeps other copies of this program away; this is for other programs that hold the file.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Create,
    /// The file must be there: an empty one in its place would look like lost data.
    Existing,
}

/// Opens `path` and proves that `key` is its key.
///
/// # Errors
///
/// [`StoreError::Damaged`] when it is not, since a key that came out of its seal is the right one.
pub(super) fn open(path: &Path, key: &DataKey, mode: Mode) -> Result<Connection> {
    if mode == Mode::Existing && !path.exists() {
        return Err(damaged("profile.db is missing"));
    }
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    flags.set(OpenFlags::SQLITE_OPEN_CREATE, mode == Mode::Create);
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.execute_batch(BEFORE_KEY)?;
    connection
        .execute_batch(&key.pragma())
        // The original error may quote the statement, and with it the key.
        .map_err(|_| StoreError::Database {
            detail: "the key was not accepted".to_owned(),
        })?;
    connection.execute_batch(AFTER_KEY)?;
    connection.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
    connection.execute_batch(AFTER_PROOF)?;
    Ok(connection)
}

pub(super) fn verify(connection: &Connection) -> Result<()> {
    // Pages are authenticated in the database file, so the journal is written back first.
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    for check in ["PRAGMA cipher_integrity_check", "PRAGMA integrity_check"] {
        let mut statement = connection.prepare(check)?;
        let mut findings = statement.query([])?;
        while let Some(row) = findings.next()? {
            let finding: String = row.get(0)?;
            if finding != "ok" {
                return Err(StoreError::Damaged { detail: finding });
            }
        }
    }
    Ok(())
}
