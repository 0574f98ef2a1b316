//! The database's layout, one numbered step after the other. A released step never changes.

use rusqlite::{Connection, TransactionBehavior};

use super::Result;
use crate::explain::StoreError;

pub(super) const MIGRATIONS: &[&str] = &[include_str!("migrations/0001_profile.sql")];

/// The layout a file has; 0 for an empty one.
pub(super) fn version(connection: &Connection) -> Result<u32> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// Brings the file to the newest layout. Each step happens whole or not at all.
///
/// # Errors
///
/// [`StoreError::TooNew`] when a newer program wrote the file, which stays as it is.
pub(super) fn migrate(connection: &mut Connection, migrations: &[&str]) -> Result<()> {
    let found = version(connection)?;
    let numbered = (1_u32..).zip(migrations);
    let known = numbered.clone().last().map_or(0, |(number, _)| number);
    if found > known {
        return Err(StoreError::TooNew { found, known });
    }
    for (number, sql) in numbered.filter(|(number, _)| *number > found) {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute_batch(sql)?;
        transaction.pragma_update(None, "user_version", number)?;
        transaction.commit()?;
    }
    Ok(())
}
