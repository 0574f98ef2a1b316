//! Failures of the encrypted file that holds a profile.

use super::{Explain, Explanation};

/// Why something could not be stored or read back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    #[error("wrong passphrase")]
    WrongPassphrase,
    #[error("passphrase shorter than {min} characters")]
    WeakPassphrase { min: usize },
    #[error("a profile's name has 1 to {max} characters and no control characters")]
    InvalidName { max: usize },
    #[error("no profile named {name:?}")]
    NoSuchProfile { name: String },
    #[error("a profile named {name:?} exists")]
    ProfileExists { name: String },
    #[error("another window has this profile open")]
    InUse,
    #[error("the profile was written by a newer version ({found} > {known})")]
    TooNew { found: u32, known: u32 },
    #[error("the disk is full")]
    DiskFull,
    #[error("damaged: {detail}")]
    Damaged { detail: String },
    #[error("not found: {what}")]
    NotFound { what: String },
    #[error("the file system refused: {detail}")]
    Io { detail: String },
    #[error("SQLite: {detail}")]
    Database { detail: String },
}

impl Explain for StoreError {
    fn explain(&self) -> Explanation {
        match self {
            Self::WrongPassphrase => Explanation::new(
                "That passphrase does not open this profile.",
                "Every profile has its own key; there is no master key.",
                "Check the spelling and the keyboard layout, then try again.",
            ),
            Self::WeakPassphrase { min } => Explanation::new(
                "That passphrase is too short.",
                format!("It needs at least {min} characters to protect anything."),
                "A few unrelated words work well.",
            ),
            Self::InvalidName { max } => Explanation::new(
                "That name cannot be used for a profile.",
                format!("A name has 1 to {max} characters, all of them visible."),
                "Choose another name.",
            ),
            Self::NoSuchProfile { name } => Explanation::new(
                format!("There is no profile named “{name}”."),
                "It may have been renamed or deleted.",
                "`aspiro profile list` shows the profiles on this machine.",
            ),
            Self::ProfileExists { name } => Explanation::new(
                format!("There is already a profile named “{name}”."),
                "Names must differ, so that the right file is opened.",
                "Choose another name.",
            ),
            Self::InUse => Explanation::new(
                "This profile is open elsewhere.",
                "Another Aspiro is using it, and two writers would disturb each other.",
                "Close the other one, then try again.",
            ),
            Self::TooNew { .. } => Explanation::new(
                "This profile was written by a newer Aspiro.",
                "This version does not know its format and leaves it untouched.",
                "Install the newer version to open it.",
            ),
            Self::DiskFull => Explanation::new(
                "The disk is full.",
                "What you see is not lost, but it could not be written.",
                "Free some space; Aspiro tries again by itself.",
            ),
            Self::Damaged { detail } => Explanation::new(
                "The profile's file is damaged.",
                format!("A check found: {detail}."),
                "Restore a backup; the damaged file is left as it is.",
            ),
            Self::NotFound { what } => Explanation::new(
                format!("That {what} is no longer here."),
                "It may have been deleted in the meantime.",
                "Choose another one.",
            ),
            Self::Io { detail } => Explanation::new(
                "The data folder cannot be used.",
                format!("The system says: {detail}."),
                "Check that the folder exists and that you may write to it.",
            ),
            Self::Database { detail } => Explanation::new(
                "Storing this did not work.",
                format!("The database says: {detail}."),
                "Try again; if it happens again, restart Aspiro.",
            ),
        }
    }
}
