//! The folder that holds all profiles: list, create, unlock, delete.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::connection::{self, Mode};
use super::error::{AtPath, damaged};
use super::header::Header;
use super::keys::{self, DataKey, KeySlot};
use super::migrations::{self, MIGRATIONS};
use super::{Result, Store, files};
use crate::explain::StoreError;
use crate::private::Private;

const MAX_NAME_CHARS: usize = 64;

/// Of profiles, each with its folder.
type Headers = Vec<(PathBuf, Header)>;

/// The folder with all profiles of this machine's user: `profiles/<16 hex>/{header.json, profile.db}`.
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
    /// Creates nothing; the first profile does.
    pub fn new(home: PathBuf) -> Self {
        Self {
            profiles: home.join("profiles"),
        }
    }

    /// Sorted by name. A folder whose header cannot be read is left out, so that one broken profile
    /// does not hide the others.
    pub fn list(&self) -> Result<Vec<ProfileInfo>> {
        let mut profiles: Vec<ProfileInfo> = self
            .entries()?
            .into_iter()
            .map(|(_, header)| ProfileInfo {
                has_passphrase: header.key.has_passphrase(),
                name: header.name,
            })
            .collect();
        profiles.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(profiles)
    }

    /// Without a passphrase the key is kept beside the file: for a demonstration, or a disk that is
    /// trusted. The name is used without surrounding blanks.
    ///
    /// # Errors
    ///
    /// [`StoreError::InvalidName`], [`StoreError::WeakPassphrase`] or [`StoreError::ProfileExists`];
    /// then nothing has been created.
    pub fn create(&self, name: &str, passphrase: Option<&Private<String>>) -> Result<Store> {
        let name = valid_name(name)?;
        let key = DataKey::generate()?;
        let slot = match passphrase {
            Some(passphrase) => KeySlot::seal(&key, passphrase)?,
            None => KeySlot::plain(&key),
        };
        files::create_private_dir(&self.profiles)?;
        // Held while the name is looked for and taken, so that two creators cannot both take it.
        let _names = files::lock(&self.profiles.join("lock"))?;
        match self.find(name) {
            Ok(Some(_)) => {
                return Err(StoreError::ProfileExists {
                    name: name.to_owned(),
                });
            }
            // One broken profile does not keep others from being made.
            Ok(None) | Err(StoreError::Damaged { .. }) => {}
            Err(error) => return Err(error),
        }
        let dir = self.profiles.join(keys::random_id()?);
        create_in(&dir, Header::new(name, slot), &key)
            .and_then(|store| files::sync_dir(&self.profiles).map(|()| store))
            .inspect_err(|_| {
                // What failed matters more than what it left behind, which no list shows anyway.
                let _ = fs::remove_dir_all(&dir);
            })
    }

    /// # Errors
    ///
    /// [`StoreError::NoSuchProfile`], [`StoreError::InUse`] (found out before any key is derived),
    /// [`StoreError::WrongPassphrase`], [`StoreError::TooNew`], or [`StoreError::Damaged`].
    pub fn unlock(&self, name: &str, passphrase: Option<&Private<String>>) -> Result<Store> {
        let name = name.trim();
        let (dir, _) = self.find(name)?.ok_or_else(|| no_such(name))?;
        let lock = lock_profile(&dir)?;
        // Read again under the lock, since it may have been deleted since.
        let header = Header::read(&dir).map_err(|_| no_such(name))?;
        let key = header.key.open(passphrase)?;
        let mut connection = connection::open(&database(&dir), &key, Mode::Existing)?;
        if migrations::version(&connection)? == 0 {
            // A header is written after its database, so an empty one has lost its content.
            return Err(damaged("profile.db is empty"));
        }
        migrations::migrate(&mut connection, MIGRATIONS)?;
        let store = Store::new(name, connection, lock);
        store.forget_deleted_paths()?;
        Ok(store)
    }

    /// For good. With the header goes the only copy of the key, so even a leftover file stays closed.
    pub fn delete(&self, name: &str) -> Result<()> {
        let name = name.trim();
        let (dir, _) = self.find(name)?.ok_or_else(|| no_such(name))?;
        let lock = lock_profile(&dir)?;
        Header::remove(&dir)?;
        // Some systems do not remove a file that is open; without a header nobody takes the lock again.
        drop(lock);
        fs::remove_dir_all(&dir).at(&dir)?;
        files::sync_dir(&self.profiles)
    }

    /// # Errors
    ///
    /// Why a header cannot be read, where the profile is not among those that can: it may be that one.
    fn find(&self, name: &str) -> Result<Option<(PathBuf, Header)>> {
        let (entries, unreadable) = self.headers()?;
        let found = entries.into_iter().find(|(_, header)| header.name == name);
        match (found, unreadable) {
            (None, Some(error)) => Err(error),
            (found, _) => Ok(found),
        }
    }

    fn entries(&self) -> Result<Headers> {
        Ok(self.headers()?.0)
    }

    /// Every header that can be read, and why the first of the others cannot. A folder without one is no profile.
    fn headers(&self) -> Result<(Headers, Option<StoreError>)> {
        let dirs = match fs::read_dir(&self.profiles) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok((Vec::new(), None)),
            dirs => dirs.at(&self.profiles)?,
        };
        let (mut entries, mut unreadable) = (Vec::new(), None);
        for dir in dirs {
            let dir = dir.at(&self.profiles)?.path();
            match Header::read(&dir) {
                Ok(header) => entries.push((dir, header)),
                Err(error @ (StoreError::TooNew { .. } | StoreError::Damaged { .. })) => {
                    unreadable.get_or_insert(error);
                }
                Err(_) => {}
            }
        }
        Ok((entries, unreadable))
    }
}

/// The header comes last: a profile whose creation was cut short does not exist.
fn create_in(dir: &Path, header: Header, key: &DataKey) -> Result<Store> {
    files::create_private_dir(dir)?;
    let lock = lock_profile(dir)?;
    let mut connection = connection::open(&database(dir), key, Mode::Create)?;
    migrations::migrate(&mut connection, MIGRATIONS)?;
    header.write(dir)?;
    Ok(Store::new(&header.name, connection, lock))
}

fn database(dir: &Path) -> PathBuf {
    dir.join("profile.db")
}

fn lock_profile(dir: &Path) -> Result<File> {
    files::try_lock(&dir.join("lock"))
}

fn no_such(name: &str) -> StoreError {
    StoreError::NoSuchProfile {
        name: name.to_owned(),
    }
}

fn valid_name(name: &str) -> Result<&str> {
    let name = name.trim();
    let n_chars = name.chars().count();
    if n_chars == 0 || n_chars > MAX_NAME_CHARS || name.chars().any(char::is_control) {
        return Err(StoreError::InvalidName {
            max: MAX_NAME_CHARS,
        });
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;

    /// A vault in a folder that lives as long as the first value.
    fn vault() -> (tempfile::TempDir, Vault) {
        let home = tempfile::tempdir().unwrap();
        let vault = Vault::new(home.path().to_owned());
        (home, vault)
    }

    #[test]
    fn names_are_trimmed_and_must_be_visible_text() {
        assert_eq!(valid_name("  Zoë 職務 "), Ok("Zoë 職務"));
        let longest = "é".repeat(64);
        assert_eq!(valid_name(&longest), Ok(longest.as_str()));
        for name in ["", "  ", "a\nb", "a\0b", "\u{7f}", &"a".repeat(65)] {
            let refused = Err(StoreError::InvalidName { max: 64 });
            assert_eq!(valid_name(name), refused, "{name:?}");
        }
    }

    #[test]
    fn a_profile_of_a_newer_program_is_left_alone() {
        let (_home, vault) = vault();
        let store = vault.create("Ada", None).unwrap();
        store
            .connection()
            .execute_batch("PRAGMA user_version = 99")
            .unwrap();
        drop(store);
        let known = u32::try_from(MIGRATIONS.len()).unwrap();
        let error = vault.unlock("Ada", None).unwrap_err();
        assert_eq!(error, StoreError::TooNew { found: 99, known });
    }

    #[test]
    fn a_full_disk_is_named_and_costs_nothing_that_was_saved() {
        let (_home, vault) = vault();
        let store = vault.create("Ada", None).unwrap();
        store.set_draft("job", "kept").unwrap();
        // SQLite reports reaching this limit exactly as it reports a full disk.
        let limit = |pages: u32| {
            store
                .connection()
                .execute_batch(&format!("PRAGMA max_page_count = {pages}"))
                .unwrap();
        };
        limit(1);
        let long = "x".repeat(100_000);
        assert_eq!(store.set_draft("job", &long), Err(StoreError::DiskFull));
        assert_eq!(store.draft("job").unwrap(), "kept");
        limit(100_000);
        store.set_draft("job", &long).unwrap();
        store.verify().unwrap();
    }

    #[test]
    fn the_connection_is_set_up_as_documented() {
        let (_home, vault) = vault();
        let store = vault.create("Ada", None).unwrap();
        let connection = store.connection();
        for (pragma, expected) in [
            ("journal_mode", "wal"),
            ("synchronous", "2"),
            ("foreign_keys", "1"),
            ("secure_delete", "1"),
            ("temp_store", "2"),
            ("cipher_memory_security", "1"),
            ("cipher_log_level", "NONE"),
        ] {
            let value = connection
                .query_row(&format!("PRAGMA {pragma}"), [], |row| {
                    row.get::<_, rusqlite::types::Value>(0)
                })
                .unwrap();
            let text = match value {
                rusqlite::types::Value::Integer(number) => number.to_string(),
                rusqlite::types::Value::Text(text) => text,
                other => panic!("{pragma}: {other:?}"),
            };
            assert_eq!(text, expected, "{pragma}");
        }
    }

    #[test]
    fn a_store_may_be_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Store>();
    }
}
