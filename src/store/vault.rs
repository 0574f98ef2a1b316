//! The folder that holds all profiles.

use std::path::PathBuf;

use super::{Result, Store};
use crate::private::Private;

/// The folder with all profiles of this machine's user.
#[derive(Debug, Clone)]
pub struct Vault {
    profiles: PathBuf,
}

/// What can be known of a profile without its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileInfo {
    pub name: String,
    /// False when the key lies beside the file.
    pub has_passphrase: bool,
}

impl Vault {
    pub fn new(home: PathBuf) -> Self {
        Self {
            profiles: home.join("profiles"),
        }
    }

    pub fn list(&self) -> Result<Vec<ProfileInfo>> {
        todo!()
    }

    pub fn create(&self, _name: &str, _passphrase: Option<&Private<String>>) -> Result<Store> {
        todo!()
    }

    pub fn unlock(&self, _name: &str, _passphrase: Option<&Private<String>>) -> Result<Store> {
        todo!()
    }

    pub fn delete(&self, _name: &str) -> Result<()> {
        todo!()
    }
}
