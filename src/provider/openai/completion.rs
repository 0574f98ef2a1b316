//! The events of a chat completion, read one by one.

use serde::Deserialize;
use serde_json::Value;

use crate::chat::{Done, Request, Stop, Usage};
use crate::explain::LinkError;
use crate::provider::classify;

#[derive(Deserialize)]
struct Chunk {
    choices: Option<Vec<Choice>>,
    usage: Option<Value>,
    error: Option<Value>,
}

#[derive(Deserialize)]
struct Choice {
    delta: Option<Written>,
    /// In place of `delta` when a service answers in one piece although a stream was asked for.
    message: Option<Written>,
    finish_reason: Option<String>,
    error: Option<Value>,
}

/// Reasoning comes under other names and is no part of the answer.
#[derive(Deserialize)]
struct Written {
    content: Option<String>,
}

/// How services say that an answer is all there is to it.
const ENDS: [&str; 10] = [
    "stop",
    "eos",
    "eos_token",
    "end_turn",
    "stop_sequence",
    "tool_calls",
    "function_call",
    "complete",
    "completed",
    "COMPLETE",
];

/// No token has so many bytes on average, in any language.
const MOST_BYTES_PER_TOKEN: usize = 16;

/// What has been said about the end so far.
#[derive(Debug)]
pub(super) struct Completion {
    /// The answer goes on with what is there.
    continues: bool,
    /// A service that does not know the limit it was given is held to about as much.
    most_bytes: usize,
    n_bytes: usize,
    stop: Option<Stop>,
    usage: Usage,
    has_usage: bool,
    has_words: bool,
    /// `[DONE]` has come; nothing behind it counts.
    over: bool,
}

impl Completion {
    pub(super) fn new(request: &Request) -> Self {
        Self {
            continues: request.continue_from.is_some(),
            most_bytes: (request.max_tokens as usize + 64) * MOST_BYTES_PER_TOKEN,
            n_bytes: 0,
            stop: None,
            usage: Usage::default(),
            has_usage: false,
            has_words: false,
            over: false,
        }
    }

    /// Reads one event and returns the text in it, which may be empty.
    ///
    /// # Errors
    ///
    /// What the service reports, or [`LinkError::Malformed`]: an event that cannot be read may have
    /// held text, so nothing behind it can be trusted to be the rest of the answer. Behind the end
    /// of the answer no event can do harm any more.
    pub(super) fn read(&mut self, data: &str) -> Result<String, LinkError> {
        let text = self.read_chunk(data);
        if text.is_err() && self.stop.is_some() {
            self.over = true;
            return Ok(String::new());
        }
        text
    }

    fn read_chunk(&mut self, data: &str) -> Result<String, LinkError> {
        self.over |= data.trim() == "[DONE]";
        if self.over || data.trim().is_empty() {
            return Ok(String::new());
        }
        let chunk: Chunk = serde_json::from_str(data).map_err(|error| LinkError::Malformed {
            detail: format!("an event is not a completion: {error}"),
        })?;
        if let Some(error) = chunk.error {
            return Err(classify::in_band(&error));
        }
        if let Some(usage) = chunk.usage {
            (self.usage, self.has_usage) = (read_usage(&usage), true);
        }
        let Some(choice) = chunk.choices.into_iter().flatten().next() else {
            return Ok(String::new());
        };
        let written = choice.delta.or(choice.message);
        let text = written
            .and_then(|written| written.content)
            .unwrap_or_default();
        // Behind the end of an answer there is no more of it.
        let text = if self.stop.is_none() {
            text
        } else {
            String::new()
        };
        match choice.finish_reason.as_deref() {
            // Some services send an empty reason until there is one.
            None | Some("") => {}
            Some("length" | "max_tokens") => self.stop = Some(Stop::Length),
            Some("error") => return Err(failed(choice.error.as_ref())),
            Some("content_filter") => {
                return Err(LinkError::Provider {
                    detail: "a content filter ended the answer".to_owned(),
                });
            }
            Some(reason) if ENDS.contains(&reason) => self.stop = Some(Stop::End),
            // For example `abort`, which a service says that gave the answer up.
            Some(_) => return Err(LinkError::Cut),
        }
        self.n_bytes += text.len();
        if self.n_bytes > self.most_bytes {
            (self.stop, self.over) = (Some(Stop::Length), true);
        }
        self.has_words |= !text.trim().is_empty();
        Ok(text)
    }

    /// Nothing that matters can follow.
    pub(super) fn is_over(&self) -> bool {
        self.over || (self.stop.is_some() && self.has_usage)
    }

    /// The answer is complete, though its figures may be missing.
    pub(super) fn is_finished(&self) -> bool {
        self.over || self.stop.is_some()
    }

    /// The end of the answer, once nothing follows.
    ///
    /// # Errors
    ///
    /// [`LinkError::Cut`] when the service never said that the answer is complete,
    /// [`LinkError::Empty`] when it holds no word.
    pub(super) fn done(&self) -> Result<Done, LinkError> {
        if !self.is_finished() {
            return Err(LinkError::Cut);
        }
        // One that goes on with an answer may find that there was nothing left to say.
        if !self.has_words && !self.continues {
            return Err(LinkError::Empty);
        }
        Ok(Done {
            stop: self.stop.unwrap_or(Stop::End),
            usage: self.usage,
        })
    }
}

/// What is missing or no number counts as none.
fn read_usage(usage: &Value) -> Usage {
    let count = |name: &str| {
        usage[name]
            .as_u64()
            .and_then(|n| n.try_into().ok())
            .unwrap_or(0)
    };
    Usage {
        prompt_tokens: count("prompt_tokens"),
        completion_tokens: count("completion_tokens"),
        ..Usage::default()
    }
}

fn failed(error: Option<&Value>) -> LinkError {
    error.map_or_else(
        || LinkError::Provider {
            detail: "the model failed while it wrote".to_owned(),
        },
        classify::in_band,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::{Message, Purpose, Sampling};

    fn completion(max_tokens: u32, continue_from: Option<&str>) -> Completion {
        Completion::new(&Request {
            purpose: Purpose::Mentor,
            messages: Vec::<Message>::new(),
            max_tokens,
            sampling: Sampling::default(),
            stop: Vec::new(),
            structured: false,
            continue_from: continue_from.map(Into::into),
            pattern: None,
        })
    }

    fn chunk(content: &str, reason: &str) -> String {
        let choice =
            serde_json::json!({ "delta": { "content": content }, "finish_reason": reason });
        serde_json::json!({ "choices": [choice] }).to_string()
    }

    #[test]
    fn an_answer_a_service_gave_up_is_not_complete() {
        let mut given_up = completion(64, None);
        given_up.read(&chunk("First, learn SQL", "")).expect("text");
        assert_eq!(given_up.read(&chunk("", "abort")), Err(LinkError::Cut));
        let mut complete = completion(64, None);
        complete
            .read(&chunk("First, learn SQL.", "stop"))
            .expect("text");
        assert_eq!(complete.done().map(|done| done.stop), Ok(Stop::End));
    }

    #[test]
    fn an_answer_without_end_is_ended() {
        let mut endless = completion(1, None);
        for _ in 0..300 {
            endless.read(&chunk("word ", "")).expect("text");
        }
        assert!(endless.is_over());
        assert_eq!(endless.done().map(|done| done.stop), Ok(Stop::Length));
    }

    #[test]
    fn one_that_goes_on_may_have_nothing_to_add() {
        let done = |continue_from| {
            let mut completion = completion(64, continue_from);
            completion.read(&chunk("", "stop")).expect("an end");
            completion.done().map(|done| done.stop)
        };
        assert_eq!(done(Some("Learn SQL.")), Ok(Stop::End));
        assert_eq!(done(None), Err(LinkError::Empty));
    }
}
