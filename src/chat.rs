//! The vocabulary of one exchange with a language model, whoever answers it.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::AddAssign;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Who speaks in a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Speaker {
    System,
    User,
    Assistant,
}

impl Speaker {
    /// The name chat templates and the OpenAI protocol use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::User => "user",
            Self::Assistant => "assistant",
        }
    }
}

/// One turn. `Debug` shows its length only, because it may quote a résumé.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    pub speaker: Speaker,
    pub text: String,
}

impl Message {
    pub fn new(speaker: Speaker, text: impl Into<String>) -> Self {
        Self {
            speaker,
            text: text.into(),
        }
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}({} bytes)", self.speaker.as_str(), self.text.len())
    }
}

/// How the next token is chosen. Temperature 0 is greedy: it takes the likeliest token once `logit_bias` and the
/// presence, frequency, loop and unseen penalties have been applied, and ignores the rest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sampling {
    pub temperature: f32,
    /// Keep the `top_k` most likely tokens; 0 keeps all.
    pub top_k: u32,
    /// Keep the tokens that surprise about as much as the average one does, until their probability reaches
    /// `typical_p`; 1 keeps all.
    pub typical_p: f32,
    /// Keep the smallest set of tokens whose probability reaches `top_p`; 1 keeps all.
    pub top_p: f32,
    /// Drop tokens less likely than `min_p` times the most likely one; 0 keeps all.
    pub min_p: f32,
    /// Divides the logits of recent tokens; 1 does nothing.
    pub repeat_penalty: f32,
    /// Taken off the logit of every token that the answer holds already; 0 does nothing.
    pub presence_penalty: f32,
    /// Taken off a token's logit once for each time the answer holds it; 0 does nothing.
    pub frequency_penalty: f32,
    /// Taken off, at least once, the logit of a token with which the answer would hold a passage of six tokens, or of four words without a
    /// name, for the third time, or say the same twice in a row (four times what is shorter than four tokens); 0 does nothing.
    pub loop_penalty: f32,
    /// Taken off the logit of a token that writes a name, a figure or a quotation which the prompt does not hold
    /// letter for letter; 0 does nothing. For answers that rest on what the prompt holds.
    pub unseen_penalty: f32,
    /// Added to the logits of these token ids; -100 all but rules one out.
    pub logit_bias: BTreeMap<u32, f32>,
    pub seed: u64,
}

impl Default for Sampling {
    fn default() -> Self {
        Self {
            temperature: 0.7,
            top_k: 40,
            typical_p: 1.0,
            top_p: 0.95,
            min_p: 0.05,
            repeat_penalty: 1.1,
            presence_penalty: 0.0,
            frequency_penalty: 0.0,
            loop_penalty: 0.0,
            unseen_penalty: 0.0,
            logit_bias: BTreeMap::new(),
            seed: 0,
        }
    }
}

impl Sampling {
    /// For an answer that takes its names and figures from the prompt: wordings vary, what is copied does not.
    pub fn copying() -> Self {
        Self {
            temperature: 1.0,
            // Among equals any may be drawn; a word that is being copied has none.
            min_p: 0.2,
            // What is copied comes back, often twice.
            repeat_penalty: 1.0,
            // Both rule a token out wherever another one is left.
            loop_penalty: 30.0,
            unseen_penalty: 30.0,
            ..Self::default()
        }
    }

    pub fn greedy() -> Self {
        Self {
            temperature: 0.0,
            repeat_penalty: 1.0,
            ..Self::default()
        }
    }
}

/// What an exchange is for, as the ledger names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Purpose {
    Analysis,
    Explore,
    Mentor,
    Models,
}

impl Purpose {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Analysis => "analysis",
            Self::Explore => "explore",
            Self::Mentor => "mentor",
            Self::Models => "models",
        }
    }
}

/// One question to the chain.
#[derive(Debug, Clone)]
pub struct Request {
    pub purpose: Purpose,
    pub messages: Vec<Message>,
    pub max_tokens: u32,
    pub sampling: Sampling,
    /// Text at which the answer ends; the stop string itself is not part of it.
    pub stop: Vec<String>,
    /// The answer is in named sections and must not be spliced from two links: a cut starts it over.
    pub structured: bool,
    /// Text that a previous link has already written; the answer goes on behind it.
    pub continue_from: Option<Arc<str>>,
    /// A regular expression of the whole answer. A local model cannot write anything else; a service is only asked to.
    pub pattern: Option<String>,
}

/// A link of the chain, in the order in which they are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Link {
    Local,
    Endpoint,
    OpenRouter,
    Guide,
}

impl Link {
    pub const ALL: [Self; 4] = [Self::Local, Self::Endpoint, Self::OpenRouter, Self::Guide];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Local => "local",
            Self::Endpoint => "endpoint",
            Self::OpenRouter => "openrouter",
            Self::Guide => "guide",
        }
    }
}

/// A piece of an answer. A stream of these is any number of pieces, then exactly one `Done`, or one error.
#[derive(Debug, Clone, PartialEq)]
pub enum Delta {
    /// Whole UTF-8 characters, never empty.
    Text(String),
    /// What the model thinks before it answers, as `Text` and never part of it.
    Reasoning(String),
    /// One for each token of the answer, where asked for, before the text that it completes.
    Logprobs(TokenLogprobs),
    Done(Done),
}

/// A token of an answer and what the model itself, before any setting, thought likely in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct TokenLogprobs {
    pub chosen: Logprob,
    /// The likeliest first. Empty for a token that a schema left no choice about.
    pub top: Vec<Logprob>,
}

/// A token and the natural logarithm of its probability.
#[derive(Debug, Clone, PartialEq)]
pub struct Logprob {
    pub token: u32,
    /// What it writes, which may be a part of a character.
    pub bytes: Vec<u8>,
    pub logprob: f32,
}

/// How an answer ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Done {
    pub stop: Stop,
    pub usage: Usage,
}

/// Why the model stopped writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stop {
    /// It wrote its end mark.
    End,
    /// It wrote one of the request's stop strings.
    StopString,
    /// It reached `max_tokens` or the end of its window.
    Length,
}

/// Tokens read and written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Usage {
    pub prompt_tokens: u32,
    /// How many of them were held from before, and not read again.
    #[serde(default)]
    pub cached_tokens: u32,
    /// Reasoning included.
    pub completion_tokens: u32,
    /// Tokens of the answer that were guessed from the text before it and read along with another.
    #[serde(default)]
    pub drafted_tokens: u32,
    /// How many of the guesses were right, and saved a pass each.
    #[serde(default)]
    pub accepted_tokens: u32,
}

impl AddAssign for Usage {
    fn add_assign(&mut self, more: Self) {
        self.prompt_tokens += more.prompt_tokens;
        self.cached_tokens += more.cached_tokens;
        self.completion_tokens += more.completion_tokens;
        self.drafted_tokens += more.drafted_tokens;
        self.accepted_tokens += more.accepted_tokens;
    }
}

/// A link that was asked and did not answer, and why (the short code of `LinkError`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fallback {
    pub link: Link,
    pub model: String,
    pub reason: String,
}

impl fmt::Display for Fallback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (link, reason) = (self.link.as_str(), &self.reason);
        match self.model.as_str() {
            "" => write!(f, "{link}:{reason}"),
            model => write!(f, "{link}/{model}:{reason}"),
        }
    }
}
