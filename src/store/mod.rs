//! One encrypted SQLite file per person, written the moment something is worth keeping.
//!
//! A profile is a folder with a header (its name and how its key is kept, see `keys.rs`) and a
//! SQLCipher database. Whatever a method of [`Store`] has returned `Ok` for survives a killed process
//! and a lost power supply. Times are milliseconds since 1970, UTC, and only shown: every order comes
//! from ids, so that a clock set back or forth changes nothing.

mod analyses;
mod chats;
mod columns;
mod connection;
mod error;
mod figures;
mod files;
mod header;
mod hex;
mod keys;
mod ledger;
mod migrations;
mod paths;
mod resumes;
mod settings;
mod vault;

pub use analyses::{AnalysisRow, NewAnalysis};
pub use chats::{ChatRow, MessageRow};
pub use figures::AnswerFigure;
pub use ledger::LedgerRow;
pub use paths::NewPath;
pub use resumes::ResumeRow;
pub use vault::{ProfileInfo, Vault};

use std::fmt;
use std::fs::File;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use rusqlite::Connection;

use crate::explain::StoreError;

pub type Result<T> = std::result::Result<T, StoreError>;

/// One open profile. Exclusive: a second opener gets [`StoreError::InUse`] until this one is dropped.
///
/// Dropping it writes the journal back into the database file and closes both.
pub struct Store {
    name: String,
    connection: Mutex<Connection>,
    /// Declared behind the connection because fields are dropped in order: nobody else may open the
    /// file before it is closed.
    _lock: File,
}

impl Store {
    fn new(name: &str, connection: Connection, lock: File) -> Self {
        Self {
            name: name.to_owned(),
            connection: Mutex::new(connection),
            _lock: lock,
        }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// Reads the whole file: every page against its authentication code, then the database's structure.
    ///
    /// # Errors
    ///
    /// [`StoreError::Damaged`] names the first thing found.
    pub fn verify(&self) -> Result<()> {
        connection::verify(&self.connection())
    }

    /// A panic elsewhere cannot leave a transaction half done, since dropping one rolls it back; so a
    /// poisoned lock is as good as any.
    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Store")
    }
}

/// Milliseconds since 1970, UTC; 0 on a machine whose clock stands before that.
fn now_ms() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .ok()
        .and_then(|elapsed| i64::try_from(elapsed.as_millis()).ok())
        .unwrap_or(0)
}

/// Turns "no row was changed" into the error that names what is missing.
fn found(n_changed: usize, what: &str) -> Result<()> {
    if n_changed == 0 {
        return Err(error::not_found(what));
    }
    Ok(())
}
