//! Typed values in and out of text columns: whole values as JSON, enums as their serde names.

use rusqlite::types::Type;
use rusqlite::{Error, Row};
use serde::Serialize;
use serde::de::{DeserializeOwned, IntoDeserializer, value};

use super::Result;
use crate::explain::StoreError;

pub(super) fn to_json<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| StoreError::Database {
        // Serializing fails on what kind of value it is given, never on its content.
        detail: format!("not a storable value: {error}"),
    })
}

pub(super) fn json<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    parse_json(column, row.get_ref(column)?.as_str()?)
}

/// For a column that may be null.
pub(super) fn optional_json<T: DeserializeOwned>(
    row: &Row<'_>,
    column: usize,
) -> rusqlite::Result<Option<T>> {
    let text = row.get_ref(column)?.as_str_or_null()?;
    text.map(|text| parse_json(column, text)).transpose()
}

fn parse_json<T: DeserializeOwned>(column: usize, text: &str) -> rusqlite::Result<T> {
    serde_json::from_str(text)
        .map_err(|error| Error::FromSqlConversionFailure(column, Type::Text, error.into()))
}

/// An enum's serde name.
pub(super) fn to_word<T: Serialize>(value: &T) -> Result<String> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => Ok(name),
        _ => Err(StoreError::Database {
            detail: "not a plain enum".to_owned(),
        }),
    }
}

/// An enum from its serde name.
pub(super) fn word<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let text = row.get_ref(column)?.as_str()?;
    let deserializer: value::StrDeserializer<'_, value::Error> = text.into_deserializer();
    T::deserialize(deserializer)
        .map_err(|error| Error::FromSqlConversionFailure(column, Type::Text, error.into()))
}

/// A count or a size. SQLite's integers are signed; anything beyond them is no real size.
pub(super) fn to_integer(size: u64) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX)
}

pub(super) fn unsigned(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    let value: i64 = row.get(column)?;
    u64::try_from(value).map_err(|_| Error::IntegralValueOutOfRange(column, value))
}
