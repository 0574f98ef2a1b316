//! From the tokens of an answer to what its listener hears.

use super::reasoning::{Part, Reasoning};
use super::text::{Characters, Watch};
use super::tokenizer::Tokenizer;
use crate::chat::Delta;

/// Where an answer goes, and how it learns that nobody wants it any more.
pub(super) trait Listener: Sync {
    fn hear(&self, delta: Delta);
    fn gone(&self) -> bool;
}

/// Tells reasoning from text, and ends the text at a stop string.
pub(super) struct Output<'a> {
    tokenizer: &'a Tokenizer,
    listener: &'a dyn Listener,
    reasoning: Reasoning<'a>,
    characters: Characters,
    stops: Watch,
}

/// Whether a stop string has come, behind which nothing is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    GoesOn,
    Stopped,
}

impl<'a> Output<'a> {
    pub(super) fn new(
        tokenizer: &'a Tokenizer,
        listener: &'a dyn Listener,
        reasoning: Reasoning<'a>,
        stops: impl IntoIterator<Item = String>,
    ) -> Self {
        Self {
            tokenizer,
            listener,
            reasoning,
            characters: Characters::default(),
            stops: Watch::new(stops),
        }
    }

    pub(super) const fn listener(&self) -> &'a dyn Listener {
        self.listener
    }

    /// Whether the next token belongs to the model's reasoning.
    pub(super) const fn is_reasoning(&self) -> bool {
        self.reasoning.is_inside()
    }

    pub(super) fn push(&mut self, token: u32) -> Shown {
        if let Some(parts) = self.reasoning.mark(token) {
            return self.show(parts);
        }
        if self.tokenizer.is_control(token) {
            return Shown::GoesOn;
        }
        let text = self.characters.push(self.tokenizer.token_bytes(token));
        let parts = self.reasoning.push(&text);
        self.show(parts)
    }

    /// Lets go of what was held back, in which a stop string may come to light.
    pub(super) fn finish(&mut self) -> Shown {
        let mut parts = self.reasoning.push(self.characters.finish());
        parts.extend(self.reasoning.finish());
        if self.show(parts) == Shown::Stopped {
            return Shown::Stopped;
        }
        let rest = self.stops.finish();
        self.hear(rest, Delta::Text);
        Shown::GoesOn
    }

    fn show(&mut self, parts: Vec<Part>) -> Shown {
        for part in parts {
            match part {
                Part::Reasoning(text) => self.hear(text, Delta::Reasoning),
                Part::Text(text) => {
                    let seen = self.stops.push(&text);
                    self.hear(seen.text, Delta::Text);
                    if seen.behind.is_some() {
                        return Shown::Stopped;
                    }
                }
            }
        }
        Shown::GoesOn
    }

    fn hear(&self, text: String, delta: fn(String) -> Delta) {
        if !text.is_empty() {
            self.listener.hear(delta(text));
        }
    }
}
