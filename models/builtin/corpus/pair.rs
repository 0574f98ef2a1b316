//! A prompt with its answer, and an answer that was left out.

use aspiro::chat::Message;
use aspiro::prompt::sentence::Marked;

use crate::grammar::Line;

pub(crate) struct Pair {
    /// A section's key, `mentor` or `rewrite`.
    pub section: &'static str,
    /// What it is about; empty for a conversation.
    pub role: String,
    /// The prompt, in the program's own words.
    pub messages: Vec<Message>,
    pub answer: String,
    pub frames: Vec<String>,
    /// Different facts that the answer names, and those it could name.
    pub n_cited: usize,
    pub n_given: usize,
}

impl Pair {
    pub(crate) fn prompt_bytes(&self) -> usize {
        self.messages.iter().map(|message| message.text.len()).sum()
    }

    /// The answer as a paragraph, without its numbers.
    pub(crate) fn prose(&self) -> String {
        let texts = self.answer.lines().map(|line| Marked::read(line).text);
        texts.collect::<Vec<_>>().join(" ")
    }

    /// All of it in one piece.
    pub(crate) fn text(&self) -> String {
        let texts = self.messages.iter().map(|message| message.text.as_str());
        texts.chain([self.answer.as_str()]).collect()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        let said = self
            .messages
            .iter()
            .map(|message| (message.speaker.as_str(), &message.text));
        let all: Vec<_> = said
            .chain([("assistant", &self.answer)])
            .map(|(role, content)| serde_json::json!({ "role": role, "content": content }))
            .collect();
        serde_json::json!({ "messages": all, "section": self.section })
    }
}

/// An answer that was written and left out.
pub(crate) struct Drop {
    pub section: &'static str,
    /// What the guard calls it, or what else was wrong.
    pub fault: String,
    pub frame: String,
    pub text: String,
}

impl Drop {
    pub(crate) fn new(section: &'static str, fault: &str, line: &Line) -> Self {
        Self {
            text: line.text.clone(),
            ..Self::plain(section, fault, &line.frame)
        }
    }

    pub(crate) fn plain(section: &'static str, fault: &str, frame: &str) -> Self {
        Self {
            section,
            fault: fault.to_owned(),
            frame: frame.to_owned(),
            text: String::new(),
        }
    }
}
