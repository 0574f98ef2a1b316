//! Settings and small state, as JSON by key.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Result, Store};

impl Store {
    pub fn set<T: Serialize>(&self, _key: &str, _value: &T) -> Result<()> {
        todo!()
    }

    pub fn get<T: DeserializeOwned>(&self, _key: &str) -> Result<Option<T>> {
        todo!()
    }

    pub fn remove(&self, _key: &str) -> Result<()> {
        todo!()
    }
}
