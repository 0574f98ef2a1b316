//! Conversations with the mentor, with half-written questions and half-given answers.

use serde_json::Value;

use super::{Result, Store};
use crate::chat::Speaker;

/// A conversation, without its messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatRow {
    pub id: i64,
    pub title: String,
    pub updated_ms: i64,
}

/// One turn of a conversation.
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
    pub fn new_chat(&self, _title: &str) -> Result<i64> {
        todo!()
    }

    pub fn chats(&self) -> Result<Vec<ChatRow>> {
        todo!()
    }

    pub fn rename_chat(&self, _id: i64, _title: &str) -> Result<()> {
        todo!()
    }

    pub fn delete_chat(&self, _id: i64) -> Result<()> {
        todo!()
    }

    pub fn add_message(
        &self,
        _chat: i64,
        _speaker: Speaker,
        _text: &str,
        _complete: bool,
    ) -> Result<i64> {
        todo!()
    }

    pub fn update_message(
        &self,
        _id: i64,
        _text: &str,
        _complete: bool,
        _answered: Option<&Value>,
    ) -> Result<()> {
        todo!()
    }

    pub fn delete_message(&self, _id: i64) -> Result<()> {
        todo!()
    }

    pub fn messages(&self, _chat: i64) -> Result<Vec<MessageRow>> {
        todo!()
    }

    pub fn set_draft(&self, _key: &str, _text: &str) -> Result<()> {
        todo!()
    }

    pub fn draft(&self, _key: &str) -> Result<String> {
        todo!()
    }
}
