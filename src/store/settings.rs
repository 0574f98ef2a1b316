//! Settings and small state (the open page, the open résumé, API keys), as JSON by key.

use rusqlite::OptionalExtension;
use serde::Serialize;
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use super::{Result, Store, columns};

impl Store {
    pub fn set<T: Serialize>(&self, key: &str, value: &T) -> Result<()> {
        // API keys pass through here, so the text is wiped when it is written.
        let value = Zeroizing::new(columns::to_json(value)?);
        self.connection()
            .prepare_cached("INSERT OR REPLACE INTO settings (key, value) VALUES (?1, ?2)")?
            .execute([key, value.as_str()])?;
        Ok(())
    }

    /// # Errors
    ///
    /// [`Damaged`](crate::explain::StoreError::Damaged) when what is stored is no `T`.
    pub fn get<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>> {
        Ok(self
            .connection()
            .query_row("SELECT value FROM settings WHERE key = ?1", [key], |row| {
                columns::json(row, 0)
            })
            .optional()?)
    }

    /// Removing what is not there is no error.
    pub fn remove(&self, key: &str) -> Result<()> {
        self.connection()
            .execute("DELETE FROM settings WHERE key = ?1", [key])?;
        Ok(())
    }
}
