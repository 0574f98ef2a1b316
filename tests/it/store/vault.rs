//! Creating, opening, refusing and deleting profiles; damage to their files.

use std::fs;
use std::path::{Path, PathBuf};

use aspiro::explain::StoreError;
use aspiro::store::{ProfileInfo, Vault};

use super::{home, passphrase, profile, reopen, resume};

/// The folder of the only profile.
fn only_dir(home: &Path) -> PathBuf {
    let mut dirs: Vec<PathBuf> = fs::read_dir(home.join("profiles"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    assert_eq!(dirs.len(), 1);
    dirs.remove(0)
}

fn is_damaged<T: std::fmt::Debug>(result: Result<T, StoreError>) -> bool {
    match result {
        Err(StoreError::Damaged { .. }) => true,
        other => panic!("{other:?}"),
    }
}

#[test]
fn profiles_are_listed_by_name_and_say_how_they_open() {
    let (_home, vault) = home();
    assert_eq!(vault.list(), Ok(Vec::new()));
    vault.create("Zoë", None).unwrap();
    vault
        .create(" Ada ", Some(&passphrase("correct horse")))
        .unwrap();
    let info = |name: &str, has_passphrase| ProfileInfo {
        name: name.to_owned(),
        has_passphrase,
    };
    assert_eq!(
        vault.list(),
        Ok(vec![info("Ada", true), info("Zoë", false)])
    );
    let again = vault.create("Ada", None).unwrap_err();
    let name = "Ada".to_owned();
    assert_eq!(again, StoreError::ProfileExists { name });
}

#[test]
fn a_broken_header_does_not_hide_the_other_profiles() {
    let (home, vault, store) = profile();
    drop(store);
    for (dir, header) in [
        ("0", "{"),
        ("1", ""),
        ("2", "{\"version\":1}"),
        ("3", "\u{0}"),
    ] {
        let dir = home.path().join("profiles").join(dir);
        fs::create_dir(&dir).unwrap();
        fs::write(dir.join("header.json"), header).unwrap();
    }
    let names: Vec<_> = vault.list().unwrap().into_iter().map(|p| p.name).collect();
    assert_eq!(names, ["Ada"]);
}

#[test]
fn only_its_passphrase_opens_a_profile() {
    let (_home, vault) = home();
    let right = passphrase("correct horse");
    let store = vault.create("Ada", Some(&right)).unwrap();
    store.set("page", &1).unwrap();
    drop(store);
    let wrong = vault.unlock("Ada", Some(&passphrase("battery staple")));
    assert_eq!(wrong.unwrap_err(), StoreError::WrongPassphrase);
    let none = vault.unlock("Ada", None);
    assert_eq!(none.unwrap_err(), StoreError::WrongPassphrase);
    let store = vault.unlock("Ada", Some(&right)).unwrap();
    assert_eq!(store.get("page"), Ok(Some(1)));
}

#[test]
fn refused_creations_leave_nothing_behind() {
    let (home, vault) = home();
    let weak = vault.create("Ada", Some(&passphrase("1234567")));
    assert_eq!(weak.unwrap_err(), StoreError::WeakPassphrase { min: 8 });
    let nameless = vault.create(" \t", None);
    assert_eq!(nameless.unwrap_err(), StoreError::InvalidName { max: 64 });
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn a_second_opener_is_turned_away_until_the_first_is_done() {
    let (_home, vault, store) = profile();
    assert_eq!(vault.unlock("Ada", None).unwrap_err(), StoreError::InUse);
    assert_eq!(vault.delete("Ada").unwrap_err(), StoreError::InUse);
    store.set("page", &1).unwrap();
    reopen(&vault, store).set("page", &2).unwrap();
}

#[test]
fn a_key_opens_its_own_profile_only() {
    let (home, vault) = home();
    let [a, b] = ["correct horse", "battery staple"].map(passphrase);
    vault.create("A", Some(&a)).unwrap();
    let dir_a = only_dir(home.path());
    vault.create("B", Some(&b)).unwrap();
    let crossed = vault.unlock("B", Some(&a));
    assert_eq!(crossed.unwrap_err(), StoreError::WrongPassphrase);

    // B's database under A's header: the right passphrase, the wrong key.
    let dir_b = fs::read_dir(home.path().join("profiles"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.is_dir() && *path != dir_a)
        .unwrap();
    fs::copy(dir_b.join("profile.db"), dir_a.join("profile.db")).unwrap();
    assert!(is_damaged(vault.unlock("A", Some(&a))));
    vault.unlock("B", Some(&b)).unwrap();
}

#[test]
fn a_deleted_profile_is_gone_from_the_disk() {
    let (home, vault, store) = profile();
    drop(store);
    let dir = only_dir(home.path());
    vault.delete("Ada").unwrap();
    assert!(!dir.exists());
    assert_eq!(vault.list(), Ok(Vec::new()));
    let name = || "Ada".to_owned();
    let gone = vault.delete("Ada").unwrap_err();
    assert_eq!(gone, StoreError::NoSuchProfile { name: name() });
    let gone = vault.unlock("Ada", None).unwrap_err();
    assert_eq!(gone, StoreError::NoSuchProfile { name: name() });
    vault.create("Ada", None).unwrap();
}

#[test]
fn closing_leaves_one_whole_file_without_a_journal() {
    let (home, _vault, store) = profile();
    store.set_draft("job", &"x".repeat(50_000)).unwrap();
    let dir = only_dir(home.path());
    assert!(dir.join("profile.db-wal").exists());
    drop(store);
    assert!(!dir.join("profile.db-wal").exists());
    assert!(fs::metadata(dir.join("profile.db")).unwrap().len() > 50_000);
}

#[cfg(unix)]
#[test]
fn only_their_owner_may_enter_the_folders() {
    use std::os::unix::fs::PermissionsExt;
    let (home, _vault, _store) = profile();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let dir = only_dir(home.path());
    assert_eq!(mode(&home.path().join("profiles")), 0o700);
    assert_eq!(mode(&dir), 0o700);
    assert_eq!(mode(&dir.join("header.json")), 0o600);
}

#[test]
fn a_header_that_asks_for_a_cheap_key_is_refused() {
    let (home, vault) = home();
    let right = passphrase("correct horse");
    vault.create("Ada", Some(&right)).unwrap();
    let path = only_dir(home.path()).join("header.json");
    let mut header: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    assert_eq!(header["key"]["kdf"]["memory_kib"], 65536);
    header["key"]["kdf"]["memory_kib"] = 1.into();
    fs::write(&path, header.to_string()).unwrap();
    assert!(is_damaged(vault.unlock("Ada", Some(&right))));
}

#[test]
fn a_header_of_a_newer_program_is_left_alone() {
    let (home, vault, store) = profile();
    drop(store);
    let path = only_dir(home.path()).join("header.json");
    let header = fs::read_to_string(&path).unwrap();
    fs::write(&path, header.replace("\"version\": 1", "\"version\": 2")).unwrap();
    let error = vault.unlock("Ada", None).unwrap_err();
    assert_eq!(error, StoreError::TooNew { found: 2, known: 1 });
}

#[test]
fn a_missing_or_emptied_database_is_not_taken_for_a_new_one() {
    let (home, vault, store) = profile();
    store.set("page", &1).unwrap();
    drop(store);
    let path = only_dir(home.path()).join("profile.db");
    fs::write(&path, "").unwrap();
    assert!(is_damaged(vault.unlock("Ada", None)));
    fs::remove_file(&path).unwrap();
    assert!(is_damaged(vault.unlock("Ada", None)));
    assert!(!path.exists());
}

/// Everything stored, as far as it can be read.
fn read_all(vault: &Vault) -> Result<(Vec<u8>, String), StoreError> {
    let store = vault.unlock("Ada", None)?;
    let id = store.resumes()?.first().map_or(1, |row| row.id);
    Ok((store.resume_bytes(id)?, store.draft("job")?))
}

#[test]
fn one_flipped_bit_in_any_page_is_noticed_and_never_shown() {
    let (home, vault, store) = profile();
    let bytes: Vec<u8> = (0..=255).cycle().take(60_000).collect();
    store.add_resume("a", &bytes, &resume("a")).unwrap();
    store.set_draft("job", "kept").unwrap();
    drop(store);
    let path = only_dir(home.path()).join("profile.db");
    let whole = fs::read(&path).unwrap();
    let n_pages = whole.len() / 4096;
    assert!(n_pages > 15, "{n_pages} pages");
    for page in 0..n_pages {
        let mut damaged = whole.clone();
        damaged[page * 4096 + (page * 97) % 4096] ^= 1 << (page % 8);
        fs::write(&path, &damaged).unwrap();
        match read_all(&vault) {
            // The page holds something else, which a full check has to find.
            Ok(read) => {
                assert_eq!(read, (bytes.clone(), "kept".to_owned()), "page {page}");
                let store = vault.unlock("Ada", None).unwrap();
                assert!(is_damaged(store.verify()), "page {page}");
            }
            Err(StoreError::Damaged { .. }) => {}
            Err(other) => panic!("page {page}: {other:?}"),
        }
    }
    fs::write(&path, &whole).unwrap();
    assert_eq!(read_all(&vault), Ok((bytes, "kept".to_owned())));
    vault.unlock("Ada", None).unwrap().verify().unwrap();
}
