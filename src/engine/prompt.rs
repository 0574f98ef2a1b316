//! A prompt to the tokens the model reads.

use std::sync::{Arc, OnceLock};

use serde_json::json;

use super::Prompt;
use super::chat_template::ChatTemplate;
use super::gguf::Header;
use super::grammar::{Constraint, Grammar, Grammars};
use super::reasoning::{Marks, opened_by};
use super::tokenizer::Tokenizer;
use crate::chat::{Message, Speaker};
use crate::explain::ModelError;

/// The tokenizer and the chat template of one model.
pub(super) struct PromptReader {
    tokenizer: Arc<Tokenizer>,
    template: ChatTemplate,
    marks: Marks,
    /// Made when the first answer needs it: it takes a moment and some memory.
    grammars: OnceLock<Result<Grammars, ModelError>>,
    /// Why another template than the model's own is used, if so.
    warning: Option<String>,
}

/// What the model reads, as tokens.
pub(super) struct PromptTokens {
    pub(super) ids: Vec<u32>,
    /// The end mark of the block of reasoning in which the answer begins, if it does.
    pub(super) opened: Option<&'static str>,
}

impl PromptReader {
    pub(super) fn from_header(header: &Header) -> Result<Self, ModelError> {
        let tokenizer = Tokenizer::from_header(header)?;
        let (template, warning) = match header.chat_template().map(ChatTemplate::parse) {
            Some(Ok(template)) => (template, None),
            Some(Err(error)) => {
                let (template, name) = fallback(&tokenizer)?;
                let why = match error {
                    ModelError::Template { detail } => detail,
                    other => other.to_string(),
                };
                let warning =
                    format!("Its chat template cannot be read ({why}); the {name} form stands in.");
                (template, Some(warning))
            }
            None => {
                let (template, name) = fallback(&tokenizer)?;
                let warning = format!("It has no chat template; the {name} form stands in.");
                (template, Some(warning))
            }
        };
        Ok(Self {
            marks: Marks::new(&tokenizer),
            tokenizer: Arc::new(tokenizer),
            template,
            grammars: OnceLock::new(),
            warning,
        })
    }

    pub(super) fn tokenizer(&self) -> &Tokenizer {
        &self.tokenizer
    }

    pub(super) const fn marks(&self) -> &Marks {
        &self.marks
    }

    /// What an answer under `constraint` has to follow.
    pub(super) fn grammar(&self, constraint: &Constraint) -> Result<Grammar, ModelError> {
        let grammars = self.grammars.get_or_init(|| Grammars::new(&self.tokenizer));
        grammars.as_ref().map_err(Clone::clone)?.compile(constraint)
    }

    pub(super) const fn has_own_template(&self) -> bool {
        self.warning.is_none()
    }

    pub(super) fn warning(&self) -> Option<&str> {
        self.warning.as_deref()
    }

    pub(super) const fn template_stops(&self) -> &'static [&'static str] {
        self.template.stops()
    }

    pub(super) fn tokens(&self, prompt: &Prompt) -> Result<PromptTokens, ModelError> {
        let (ids, opened) = match prompt {
            Prompt::Raw(text) => (self.tokenizer.encode(text, false), None),
            Prompt::Chat {
                messages,
                continue_from,
            } => {
                let mut rendered = self.render(messages)?;
                let mut opened = opened_by(&rendered);
                if let Some(text) = continue_from {
                    // What was written so far is answer: no reasoning comes before it any more.
                    if let Some(end) = opened.take() {
                        rendered.push_str(end);
                        rendered.push_str("\n\n");
                    }
                    rendered.push_str(&self.tokenizer.guard(text));
                }
                (self.tokenizer.encode_rendered(&rendered), opened)
            }
        };
        Ok(PromptTokens {
            ids: self.tokenizer.with_bos(ids),
            opened,
        })
    }

    /// Some templates refuse a system message; the user's first message then begins with it.
    fn render(&self, messages: &[Message]) -> Result<String, ModelError> {
        let error = match self.render_as_is(messages) {
            Ok(rendered) => return Ok(rendered),
            Err(error) => error,
        };
        match messages {
            [system, user, rest @ ..]
                if system.speaker == Speaker::System && user.speaker == Speaker::User =>
            {
                let text = format!("{}\n\n{}", system.text, user.text);
                let mut merged = vec![Message::new(Speaker::User, text)];
                merged.extend_from_slice(rest);
                self.render_as_is(&merged).map_err(|_| error)
            }
            _ => Err(error),
        }
    }

    fn render_as_is(&self, messages: &[Message]) -> Result<String, ModelError> {
        let name = |id: Option<u32>| {
            let bytes = id.map(|id| self.tokenizer.token_bytes(id));
            String::from_utf8_lossy(bytes.unwrap_or_default()).into_owned()
        };
        let messages: Vec<_> = messages
            .iter()
            .map(|message| {
                let content = self.tokenizer.guard(&message.text);
                json!({"role": message.speaker.as_str(), "content": content})
            })
            .collect();
        // Thoughts are not shown to anyone and would cost a small machine minutes.
        self.template.render(json!({
            "messages": messages,
            "add_generation_prompt": true,
            "enable_thinking": false,
            "tools": null,
            "documents": null,
            "bos_token": name(self.tokenizer.bos()),
            "eos_token": name(self.tokenizer.eos()),
        }))
    }
}

fn fallback(tokenizer: &Tokenizer) -> Result<(ChatTemplate, &'static str), ModelError> {
    let marks = ["<|im_start|>", "<|im_end|>"];
    let has_marks = marks
        .iter()
        .all(|mark| tokenizer.encode(mark, true).len() == 1);
    if has_marks {
        return Ok((ChatTemplate::chatml()?, "ChatML"));
    }
    Ok((ChatTemplate::plain()?, "plain User and Assistant"))
}
