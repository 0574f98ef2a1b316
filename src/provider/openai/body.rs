//! The JSON that asks for a chat completion.

use serde::Serialize;

use super::Config;
use crate::chat::{Link, Request, Sampling, Speaker};

/// Asked of a model that is to finish what another began; it may not see its own text as its own.
const GO_ON: &str = "Your answer above was cut off. Write only what comes next, beginning with the very next \
word. Do not repeat anything and do not comment on the interruption.";

#[derive(Serialize)]
struct Body<'a> {
    model: &'a str,
    messages: Vec<Turn<'a>>,
    stream: bool,
    max_completion_tokens: u32,
    temperature: f32,
    #[serde(skip_serializing_if = "Option::is_none")]
    top_p: Option<f32>,
    /// Of services the first seed asks for nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    seed: Option<u32>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    stop: &'a [String],
    #[serde(flatten)]
    dialect: Dialect,
}

#[derive(Serialize)]
struct Turn<'a> {
    role: &'static str,
    content: &'a str,
}

/// What only one of the two kinds of service understands.
#[derive(Serialize)]
#[serde(untagged)]
enum Dialect {
    Endpoint { stream_options: StreamOptions },
    OpenRouter(Box<OpenRouter>),
}

#[derive(Serialize)]
struct StreamOptions {
    include_usage: bool,
}

#[derive(Serialize)]
struct OpenRouter {
    provider: Routing,
    plugins: [Plugin; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    top_k: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    min_p: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    repetition_penalty: Option<f32>,
}

/// Only hosts that neither keep nor train on what they are sent.
#[derive(Serialize)]
struct Routing {
    data_collection: &'static str,
    zdr: bool,
}

#[derive(Serialize)]
struct Plugin {
    id: &'static str,
    enabled: bool,
}

/// The body as it is sent; `request` is redacted already.
pub(super) fn bytes(config: &Config, request: &Request) -> Vec<u8> {
    serde_json::to_vec(&body(config, request)).expect("plain data with string keys is JSON")
}

pub(super) fn pretty(config: &Config, request: &Request) -> String {
    serde_json::to_string_pretty(&body(config, request))
        .expect("plain data with string keys is JSON")
}

fn body<'a>(config: &'a Config, request: &'a Request) -> Body<'a> {
    let sampling = &request.sampling;
    Body {
        model: &config.model,
        messages: turns(request),
        stream: true,
        max_completion_tokens: request.max_tokens,
        temperature: sampling.temperature,
        top_p: unless_greedy(sampling, sampling.top_p, 1.0),
        // Services read the seed into signed 32 bits at the narrowest.
        seed: u32::try_from(sampling.seed & 0x7fff_ffff)
            .ok()
            .filter(|seed| *seed > 0),
        stop: &request.stop,
        dialect: dialect(config.link, sampling),
    }
}

fn turns(request: &Request) -> Vec<Turn<'_>> {
    let turn = |speaker: Speaker, content| Turn {
        role: speaker.as_str(),
        content,
    };
    let said = request
        .messages
        .iter()
        .map(|message| turn(message.speaker, message.text.as_str()));
    let rest = request
        .continue_from
        .as_deref()
        .map(|text| [turn(Speaker::Assistant, text), turn(Speaker::User, GO_ON)]);
    said.chain(rest.into_iter().flatten()).collect()
}

fn dialect(link: Link, sampling: &Sampling) -> Dialect {
    if link != Link::OpenRouter {
        let stream_options = StreamOptions {
            include_usage: true,
        };
        return Dialect::Endpoint { stream_options };
    }
    Dialect::OpenRouter(Box::new(OpenRouter {
        provider: Routing {
            data_collection: "deny",
            zdr: true,
        },
        // Switched on by default for small windows, where it silently drops the middle of a prompt.
        plugins: [Plugin {
            id: "context-compression",
            enabled: false,
        }],
        top_k: unless_greedy(sampling, sampling.top_k, 0),
        min_p: unless_greedy(sampling, sampling.min_p, 0.0),
        repetition_penalty: unless_greedy(sampling, sampling.repeat_penalty, 1.0),
    }))
}

/// A value that changes something: not its neutral one, and not where the likeliest token wins anyway.
fn unless_greedy<T: PartialEq>(sampling: &Sampling, value: T, neutral: T) -> Option<T> {
    (sampling.temperature > 0.0 && value != neutral).then_some(value)
}
