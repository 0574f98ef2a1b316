//! Conversations with the mentor, with half-written questions and half-given answers.

use std::fmt;

use rusqlite::{OptionalExtension, params};
use serde_json::Value;

use super::{Result, Store, columns, found, now_ms};
use crate::chat::Speaker;

const CHAT: &str = "conversation";
const MESSAGE: &str = "message";

/// A conversation, without its messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatRow {
    pub id: i64,
    pub title: String,
    /// When its last message was added.
    pub updated_ms: i64,
}

/// One turn of a conversation. `Debug` shows the text's length only.
#[derive(Clone, PartialEq)]
pub struct MessageRow {
    pub id: i64,
    pub speaker: Speaker,
    pub text: String,
    /// False for an answer that still streams, was stopped or was cut.
    pub complete: bool,
    /// Who answered and how fast, in the asker's own shape.
    pub answered: Option<Value>,
    pub created_ms: i64,
}

impl Store {
    pub fn new_chat(&self, title: &str) -> Result<i64> {
        let connection = self.connection();
        connection.execute(
            "INSERT INTO chats (title, turn, updated_ms)
             VALUES (?1, (SELECT coalesce(max(turn), 0) + 1 FROM chats), ?2)",
            params![title, now_ms()],
        )?;
        Ok(connection.last_insert_rowid())
    }

    /// The one that was begun or written to last comes first.
    pub fn chats(&self) -> Result<Vec<ChatRow>> {
        let connection = self.connection();
        let mut statement = connection
            .prepare_cached("SELECT id, title, updated_ms FROM chats ORDER BY turn DESC")?;
        let rows = statement.query_map([], |row| {
            Ok(ChatRow {
                id: row.get(0)?,
                title: row.get(1)?,
                updated_ms: row.get(2)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Does not move it in the list.
    pub fn rename_chat(&self, id: i64, title: &str) -> Result<()> {
        let n = self.connection().execute(
            "UPDATE chats SET title = ?2 WHERE id = ?1",
            params![id, title],
        )?;
        found(n, CHAT)
    }

    /// Its messages and its draft (under the key `chat:<id>`) go with it.
    pub fn delete_chat(&self, id: i64) -> Result<()> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        let n = transaction.execute("DELETE FROM chats WHERE id = ?1", [id])?;
        transaction.execute("DELETE FROM drafts WHERE key = ?1", [format!("chat:{id}")])?;
        transaction.commit()?;
        found(n, CHAT)
    }

    pub fn add_message(
        &self,
        chat: i64,
        speaker: Speaker,
        text: &str,
        complete: bool,
    ) -> Result<i64> {
        let now = now_ms();
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        let n = transaction.execute(
            "UPDATE chats SET turn = (SELECT max(turn) + 1 FROM chats), updated_ms = ?2 WHERE id = ?1",
            params![chat, now],
        )?;
        found(n, CHAT)?;
        transaction.execute(
            "INSERT INTO messages (chat_id, speaker, complete, created_ms, text) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![chat, speaker.as_str(), complete, now, text],
        )?;
        let id = transaction.last_insert_rowid();
        transaction.commit()?;
        Ok(id)
    }

    /// Replaces text, completeness and origin; a streaming answer is journaled with this.
    pub fn update_message(
        &self,
        id: i64,
        text: &str,
        complete: bool,
        answered: Option<&Value>,
    ) -> Result<()> {
        let answered = answered.map(columns::to_json).transpose()?;
        let n = self
            .connection()
            .prepare_cached(
                "UPDATE messages SET text = ?2, complete = ?3, answered = ?4 WHERE id = ?1",
            )?
            .execute(params![id, text, complete, answered])?;
        found(n, MESSAGE)
    }

    pub fn delete_message(&self, id: i64) -> Result<()> {
        let n = self
            .connection()
            .execute("DELETE FROM messages WHERE id = ?1", [id])?;
        found(n, MESSAGE)
    }

    /// Oldest first; empty for a conversation that is not there.
    pub fn messages(&self, chat: i64) -> Result<Vec<MessageRow>> {
        let connection = self.connection();
        let mut statement = connection.prepare_cached(
            "SELECT id, speaker, text, complete, answered, created_ms FROM messages
             WHERE chat_id = ?1 ORDER BY id",
        )?;
        let rows = statement.query_map([chat], |row| {
            Ok(MessageRow {
                id: row.get(0)?,
                speaker: columns::word(row, 1)?,
                text: row.get(2)?,
                complete: row.get(3)?,
                answered: columns::optional_json(row, 4)?,
                created_ms: row.get(5)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Keeps what is being written, by the field it stands in: `role`, `job`, `chat:7`. An empty text
    /// removes the draft.
    pub fn set_draft(&self, key: &str, text: &str) -> Result<()> {
        let connection = self.connection();
        if text.is_empty() {
            connection.execute("DELETE FROM drafts WHERE key = ?1", [key])?;
        } else {
            connection
                .prepare_cached("INSERT OR REPLACE INTO drafts (key, text) VALUES (?1, ?2)")?
                .execute([key, text])?;
        }
        Ok(())
    }

    /// Empty when there is none.
    pub fn draft(&self, key: &str) -> Result<String> {
        Ok(self
            .connection()
            .query_row("SELECT text FROM drafts WHERE key = ?1", [key], |row| {
                row.get(0)
            })
            .optional()?
            .unwrap_or_default())
    }
}

impl fmt::Debug for MessageRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MessageRow")
            .field("id", &self.id)
            .field("speaker", &self.speaker)
            .field("bytes", &self.text.len())
            .field("complete", &self.complete)
            .finish_non_exhaustive()
    }
}
