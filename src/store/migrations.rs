//! The database's layout, one numbered step after the other. A released step never changes.

use rusqlite::{Connection, TransactionBehavior};

use super::Result;
use crate::explain::StoreError;

pub(super) const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_profile.sql"),
    include_str!("migrations/0002_corrections.sql"),
];

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

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;

    fn tables(connection: &Connection) -> Vec<String> {
        connection
            .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<rusqlite::Result<_>>()
            .unwrap()
    }

    #[test]
    fn steps_are_taken_once_each_and_in_order() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, &["CREATE TABLE a (x)"]).unwrap();
        let steps = ["CREATE TABLE a (x)", "CREATE TABLE b (x)"];
        migrate(&mut connection, &steps).unwrap();
        migrate(&mut connection, &steps).unwrap();
        assert_eq!(version(&connection).unwrap(), 2);
        assert_eq!(tables(&connection), ["a", "b"]);
    }

    #[test]
    fn a_step_that_fails_half_way_leaves_the_version_before_it() {
        let mut connection = Connection::open_in_memory().unwrap();
        let broken = [
            "CREATE TABLE a (x)",
            "CREATE TABLE b (x); CREATE TABLE b (x)",
        ];
        migrate(&mut connection, &broken).unwrap_err();
        assert_eq!(version(&connection).unwrap(), 1);
        assert_eq!(tables(&connection), ["a"]);
        migrate(
            &mut connection,
            &["CREATE TABLE a (x)", "CREATE TABLE b (x)"],
        )
        .unwrap();
        assert_eq!(tables(&connection), ["a", "b"]);
    }

    #[test]
    fn a_newer_layout_is_left_untouched() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("PRAGMA user_version = 7").unwrap();
        let error = migrate(&mut connection, &["CREATE TABLE a (x)"]).unwrap_err();
        assert_eq!(error, StoreError::TooNew { found: 7, known: 1 });
        assert_eq!(version(&connection).unwrap(), 7);
        assert!(tables(&connection).is_empty());
    }
}
