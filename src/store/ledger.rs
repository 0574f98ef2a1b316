//! The ledger: every request that left this machine. Entries are only ever added.

use rusqlite::params;

use super::{Result, Store, columns, now_ms};

/// One request that left this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerRow {
    pub at_ms: i64,
    pub host: String,
    pub bytes: u64,
    pub purpose: String,
}

impl Store {
    pub fn add_ledger(&self, host: &str, bytes: u64, purpose: &str) -> Result<()> {
        self.connection().execute(
            "INSERT INTO ledger (at_ms, host, bytes, purpose) VALUES (?1, ?2, ?3, ?4)",
            params![now_ms(), host, columns::to_integer(bytes), purpose],
        )?;
        Ok(())
    }

    /// Newest first, at most `limit`.
    pub fn ledger(&self, limit: u32) -> Result<Vec<LedgerRow>> {
        let connection = self.connection();
        let mut statement = connection.prepare_cached(
            "SELECT at_ms, host, bytes, purpose FROM ledger ORDER BY id DESC LIMIT ?1",
        )?;
        let rows = statement.query_map([limit], |row| {
            Ok(LedgerRow {
                at_ms: row.get(0)?,
                host: row.get(1)?,
                bytes: columns::unsigned(row, 2)?,
                purpose: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Of all entries together.
    pub fn bytes_sent(&self) -> Result<u64> {
        Ok(self.connection().query_row(
            "SELECT coalesce(sum(bytes), 0) FROM ledger",
            [],
            |row| columns::unsigned(row, 0),
        )?)
    }
}
