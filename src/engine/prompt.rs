//! A prompt to the tokens the model reads.

use serde_json::json;

use super::Prompt;
use super::chat_template::ChatTemplate;
use super::gguf::Header;
use super::tokenizer::Tokenizer;
use crate::chat::{Message, Speaker};
use crate::explain::ModelError;

/// The tokenizer and the chat template of one model.
pub(super) struct PromptReader {
    tokenizer: Tokenizer,
    template: ChatTemplate,
    /// Why another template than the model's own is used, if so.
    warning: Option<String>,
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
            tokenizer,
            template,
            warning,
        })
    }

    pub(super) const fn tokenizer(&self) -> &Tokenizer {
        &self.tokenizer
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

    pub(super) fn tokens(&self, prompt: &Prompt) -> Result<Vec<u32>, ModelError> {
        let ids = match prompt {
            Prompt::Raw(text) => self.tokenizer.encode(text, false),
            Prompt::Chat {
                messages,
                continue_from,
            } => {
                let mut rendered = self.render(messages)?;
                if let Some(text) = continue_from {
                    rendered.push_str(&self.tokenizer.guard(text));
                }
                self.tokenizer.encode_rendered(&rendered)
            }
        };
        Ok(self.tokenizer.with_bos(ids))
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
