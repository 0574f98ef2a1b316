//! The ledger: every request that left this machine.

use super::{Result, Store};

/// One request that left this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerRow {
    pub at_ms: i64,
    pub host: String,
    pub bytes: u64,
    pub purpose: String,
}

impl Store {
    pub fn add_ledger(&self, _host: &str, _bytes: u64, _purpose: &str) -> Result<()> {
        todo!()
    }

    pub fn ledger(&self, _limit: u32) -> Result<Vec<LedgerRow>> {
        todo!()
    }

    pub fn bytes_sent(&self) -> Result<u64> {
        todo!()
    }
}
