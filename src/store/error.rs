//! What SQLite and the file system report, as [`StoreError`].
//!
//! Details carry codes and paths only: a message that quotes SQL or a stored value could carry a key
//! or a line of a résumé into a log.

use std::io;
use std::path::Path;

use rusqlite::{Error, ErrorCode, ffi};

use super::Result;
use crate::explain::StoreError;

pub(super) fn not_found(what: &str) -> StoreError {
    StoreError::NotFound {
        what: what.to_owned(),
    }
}

pub(super) fn damaged(detail: impl Into<String>) -> StoreError {
    StoreError::Damaged {
        detail: detail.into(),
    }
}

impl From<Error> for StoreError {
    fn from(error: Error) -> Self {
        match error {
            Error::SqliteFailure(error, _) | Error::SqlInputError { error, .. } => from_code(error),
            Error::FromSqlConversionFailure(..)
            | Error::IntegralValueOutOfRange(..)
            | Error::Utf8Error(..)
            | Error::InvalidColumnType(..) => damaged("a stored value has an unexpected form"),
            other => Self::Database {
                detail: other.to_string(),
            },
        }
    }
}

fn from_code(error: ffi::Error) -> StoreError {
    // Every code has a fixed description, so none of these texts quotes anything stored.
    let detail = error.to_string();
    match error.code {
        ErrorCode::DiskFull => StoreError::DiskFull,
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => StoreError::Damaged { detail },
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::InUse,
        ErrorCode::SystemIoFailure
        | ErrorCode::CannotOpen
        | ErrorCode::ReadOnly
        | ErrorCode::PermissionDenied => StoreError::Io { detail },
        _ => StoreError::Database { detail },
    }
}

/// For an insertion whose parent row may have been deleted: names the parent instead of the constraint.
pub(super) fn parent_missing(what: &str) -> impl Fn(Error) -> StoreError {
    move |error| match &error {
        Error::SqliteFailure(code, _)
            if code.extended_code == ffi::SQLITE_CONSTRAINT_FOREIGNKEY =>
        {
            not_found(what)
        }
        _ => error.into(),
    }
}

/// Names the path in what the file system reports.
pub(super) trait AtPath<T> {
    fn at(self, path: &Path) -> Result<T>;
}

impl<T> AtPath<T> for io::Result<T> {
    fn at(self, path: &Path) -> Result<T> {
        self.map_err(|error| match error.kind() {
            io::ErrorKind::StorageFull
            | io::ErrorKind::QuotaExceeded
            | io::ErrorKind::FileTooLarge => StoreError::DiskFull,
            _ => StoreError::Io {
                detail: format!("{}: {error}", path.display()),
            },
        })
    }
}
