//! Keys: one random data key per profile, kept sealed under a passphrase.
//!
//! The database is encrypted under 32 random bytes that no passphrase determines. A passphrase only
//! seals them: Argon2id makes a key of it, and ChaCha20-Poly1305 (from `ring`, which TLS brings
//! anyway) encrypts the data key under that. This costs a few lines more than giving SQLCipher the
//! derived key, and buys three things. The tag tells a wrong passphrase from a damaged database, so
//! that nobody is sent to look for a typing error in a broken file. A new passphrase is a new header,
//! not a rewritten database. And a recovery key is a second sealing of the same data key, whereas a
//! derived key can have one source only.

use argon2::{Algorithm, Argon2, Params, Version};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, Zeroizing};

use super::error::damaged;
use super::{Result, hex};
use crate::explain::StoreError;
use crate::private::Private;

/// Below this a passphrase protects nothing, however slow the derivation.
const MIN_PASSPHRASE_CHARS: usize = 8;

const KEY_LEN: usize = 32;
const SALT_LEN: usize = 16;
const SEALED_LEN: usize = KEY_LEN + 16;

/// Binds a sealed key to its purpose.
const CONTEXT: &[u8] = b"aspiro profile key 1";

/// The key of one database. On the heap, so that moving it leaves no copy behind, and wiped when dropped.
pub(super) struct DataKey(Box<[u8; KEY_LEN]>);

impl DataKey {
    pub(super) fn generate() -> Result<Self> {
        let mut key = Self(Box::new([0; KEY_LEN]));
        fill_random(key.0.as_mut_slice())?;
        Ok(key)
    }

    /// As SQLCipher takes it: used as it is, without a derivation of its own.
    pub(super) fn pragma(&self) -> Zeroizing<String> {
        const PREFIX: &str = "PRAGMA key = \"x'";
        const SUFFIX: &str = "'\";";
        let capacity = PREFIX.len() + 2 * KEY_LEN + SUFFIX.len();
        let mut pragma = Zeroizing::new(String::with_capacity(capacity));
        pragma.push_str(PREFIX);
        hex::encode_into(self.0.as_slice(), &mut pragma);
        pragma.push_str(SUFFIX);
        pragma
    }
}

impl Drop for DataKey {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// How a header keeps its profile's key. Bytes are hexadecimal.
#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum KeySlot {
    /// In the clear, for a profile without a passphrase; whoever reads the disk reads the profile.
    Plain { key: String },
    Passphrase {
        kdf: Kdf,
        nonce: String,
        sealed: String,
    },
}

impl KeySlot {
    pub(super) fn plain(key: &DataKey) -> Self {
        Self::Plain {
            key: hex::encode(key.0.as_slice()),
        }
    }

    /// Seals `key` under a new salt and nonce.
    ///
    /// # Errors
    ///
    /// [`StoreError::WeakPassphrase`] when it has fewer than 8 characters.
    pub(super) fn seal(key: &DataKey, passphrase: &Private<String>) -> Result<Self> {
        if passphrase.expose().chars().count() < MIN_PASSPHRASE_CHARS {
            return Err(StoreError::WeakPassphrase {
                min: MIN_PASSPHRASE_CHARS,
            });
        }
        let kdf = Kdf::new()?;
        let mut nonce = [0; NONCE_LEN];
        fill_random(&mut nonce)?;
        let mut sealed = Zeroizing::new([0; SEALED_LEN]);
        let (body, tag) = sealed.split_at_mut(KEY_LEN);
        body.copy_from_slice(key.0.as_slice());
        let computed = kdf
            .derive(passphrase)?
            .seal_in_place_separate_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(CONTEXT),
                body,
            )
            .map_err(|_| failed("the key could not be sealed"))?;
        tag.copy_from_slice(computed.as_ref());
        Ok(Self::Passphrase {
            kdf,
            nonce: hex::encode(&nonce),
            sealed: hex::encode(sealed.as_slice()),
        })
    }

    pub(super) fn has_passphrase(&self) -> bool {
        matches!(self, Self::Passphrase { .. })
    }

    /// A passphrase that is not needed is not looked at.
    ///
    /// # Errors
    ///
    /// [`StoreError::WrongPassphrase`] also when there should have been one;
    /// [`StoreError::Damaged`] when the slot cannot be what this program wrote.
    pub(super) fn open(&self, passphrase: Option<&Private<String>>) -> Result<DataKey> {
        match self {
            Self::Plain { key } => {
                let bytes = hex::decode(key).ok_or_else(|| damaged("the key cannot be read"))?;
                Ok(DataKey(Box::new(bytes)))
            }
            Self::Passphrase { kdf, nonce, sealed } => {
                let passphrase = passphrase.ok_or(StoreError::WrongPassphrase)?;
                unseal(kdf, nonce, sealed, passphrase)
            }
        }
    }
}

fn unseal(kdf: &Kdf, nonce: &str, sealed: &str, passphrase: &Private<String>) -> Result<DataKey> {
    let unreadable = || damaged("the sealed key cannot be read");
    let nonce = hex::decode::<NONCE_LEN>(nonce).ok_or_else(unreadable)?;
    let mut sealed = Zeroizing::new(hex::decode::<SEALED_LEN>(sealed).ok_or_else(unreadable)?);
    let opened = kdf
        .derive(passphrase)?
        .open_in_place(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(CONTEXT),
            sealed.as_mut_slice(),
        )
        .map_err(|_| StoreError::WrongPassphrase)?;
    let mut key = DataKey(Box::new([0; KEY_LEN]));
    key.0.copy_from_slice(opened);
    Ok(key)
}

/// Argon2id with its parameters and salt.
#[derive(Serialize, Deserialize)]
pub(super) struct Kdf {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    salt: String,
}

impl Kdf {
    /// What new headers get, and the least that is accepted: a header with less was not written by
    /// this program, and following it would hand whoever wrote it a passphrase that is cheap to guess.
    const MEMORY_KIB: u32 = 64 * 1024;
    const PASSES: u32 = 3;
    const LANES: u32 = 1;

    /// The most that is accepted, so that a header cannot take all memory or hang the program.
    const MAX_MEMORY_KIB: u32 = 1024 * 1024;
    const MAX_PASSES: u32 = 16;
    const MAX_LANES: u32 = 16;

    fn new() -> Result<Self> {
        let mut salt = [0; SALT_LEN];
        fill_random(&mut salt)?;
        Ok(Self {
            memory_kib: Self::MEMORY_KIB,
            passes: Self::PASSES,
            lanes: Self::LANES,
            salt: hex::encode(&salt),
        })
    }

    fn params(&self) -> Result<Params> {
        let accepted = (Self::MEMORY_KIB..=Self::MAX_MEMORY_KIB).contains(&self.memory_kib)
            && (Self::PASSES..=Self::MAX_PASSES).contains(&self.passes)
            && (Self::LANES..=Self::MAX_LANES).contains(&self.lanes);
        if !accepted {
            return Err(damaged("the key derivation's parameters are out of range"));
        }
        Params::new(self.memory_kib, self.passes, self.lanes, Some(KEY_LEN))
            .map_err(|_| damaged("the key derivation's parameters do not fit together"))
    }

    /// The one copy that is not wiped is the one inside the returned key: `ring` has no way to. It is
    /// dropped at once, and of no use without the header.
    fn derive(&self, passphrase: &Private<String>) -> Result<LessSafeKey> {
        let params = self.params()?;
        let salt = hex::decode::<SALT_LEN>(&self.salt)
            .ok_or_else(|| damaged("the salt cannot be read"))?;
        let mut derived = Zeroizing::new([0; KEY_LEN]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(
                normalized(passphrase).as_bytes(),
                &salt,
                derived.as_mut_slice(),
            )
            .map_err(|_| failed("no key could be derived from the passphrase"))?;
        let key = UnboundKey::new(&CHACHA20_POLY1305, derived.as_slice())
            .map_err(|_| failed("the derived key has the wrong length"))?;
        Ok(LessSafeKey::new(key))
    }
}

/// One keyboard writes é as one character, another as e and an accent; both mean the same passphrase.
fn normalized(passphrase: &Private<String>) -> Zeroizing<String> {
    let text = passphrase.expose();
    // Composing lengthens a text threefold at most, so this String never moves and leaves no copy.
    let mut normalized = Zeroizing::new(String::with_capacity(3 * text.len()));
    normalized.extend(text.nfc());
    normalized
}

fn fill_random(bytes: &mut [u8]) -> Result<()> {
    getrandom::fill(bytes).map_err(|error| StoreError::Io {
        detail: format!("no random numbers: {error}"),
    })
}

fn failed(detail: &str) -> StoreError {
    StoreError::Database {
        detail: detail.to_owned(),
    }
}

/// A folder name that no other profile has.
pub(super) fn random_id() -> Result<String> {
    let mut id = [0; 8];
    fill_random(&mut id)?;
    Ok(hex::encode(&id))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;

    fn passphrase(text: &str) -> Private<String> {
        Private::new(text.to_owned())
    }

    fn sealed(key: &DataKey) -> KeySlot {
        KeySlot::seal(key, &passphrase("correct horse")).unwrap()
    }

    fn error(opened: Result<DataKey>) -> StoreError {
        opened.err().unwrap()
    }

    #[test]
    fn only_the_same_passphrase_opens_the_seal() {
        let key = DataKey::generate().unwrap();
        let slot = sealed(&key);
        let opened = slot.open(Some(&passphrase("correct horse"))).unwrap();
        assert_eq!(opened.0, key.0);
        for wrong in ["Correct horse", "correct horse ", ""] {
            let opened = slot.open(Some(&passphrase(wrong)));
            assert_eq!(error(opened), StoreError::WrongPassphrase, "{wrong:?}");
        }
        assert_eq!(error(slot.open(None)), StoreError::WrongPassphrase);
    }

    #[test]
    fn the_same_key_and_passphrase_never_look_the_same_twice() {
        let key = DataKey::generate().unwrap();
        let json = |slot: &KeySlot| serde_json::to_string(slot).unwrap();
        assert_ne!(json(&sealed(&key)), json(&sealed(&key)));
        assert_ne!(DataKey::generate().unwrap().0, key.0);
    }

    #[test]
    fn an_accent_may_be_typed_in_one_piece_or_in_two() {
        let key = DataKey::generate().unwrap();
        let slot = KeySlot::seal(&key, &passphrase("caf\u{e9} noir")).unwrap();
        let opened = slot.open(Some(&passphrase("cafe\u{301} noir"))).unwrap();
        assert_eq!(opened.0, key.0);
    }

    #[test]
    fn a_short_passphrase_is_refused_by_characters_not_bytes() {
        let key = DataKey::generate().unwrap();
        let seal = |text| KeySlot::seal(&key, &passphrase(text)).err();
        assert_eq!(seal("1234567"), Some(StoreError::WeakPassphrase { min: 8 }));
        assert_eq!(seal("éééé"), Some(StoreError::WeakPassphrase { min: 8 }));
        assert_eq!(seal("éééééééé"), None);
    }

    #[test]
    fn parameters_out_of_range_are_refused_before_anything_is_derived() {
        let key = DataKey::generate().unwrap();
        let json = serde_json::to_value(sealed(&key)).unwrap();
        for (parameter, value) in [
            ("memory_kib", 1),
            ("memory_kib", Kdf::MEMORY_KIB - 1),
            ("memory_kib", Kdf::MAX_MEMORY_KIB + 1),
            ("memory_kib", u32::MAX),
            ("passes", 2),
            ("passes", u32::MAX),
            ("lanes", 0),
            ("lanes", u32::MAX),
        ] {
            let mut json = json.clone();
            json["kdf"][parameter] = value.into();
            let slot: KeySlot = serde_json::from_value(json).unwrap();
            let opened = slot.open(Some(&passphrase("correct horse")));
            let refused = matches!(error(opened), StoreError::Damaged { .. });
            assert!(refused, "{parameter} = {value}");
        }
    }

    #[test]
    fn a_changed_seal_does_not_open() {
        let key = DataKey::generate().unwrap();
        let json = serde_json::to_value(sealed(&key)).unwrap();
        for field in ["nonce", "sealed"] {
            let mut json = json.clone();
            let text = json[field].as_str().unwrap();
            let first = if text.starts_with('0') { "1" } else { "0" };
            json[field] = format!("{first}{}", &text[1..]).into();
            let slot: KeySlot = serde_json::from_value(json).unwrap();
            let opened = slot.open(Some(&passphrase("correct horse")));
            assert_eq!(error(opened), StoreError::WrongPassphrase, "{field}");
        }
    }
}
