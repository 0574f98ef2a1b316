//! `aspiro generate`: a local model goes on from a text, as it writes it.

use std::io::{self, Write};
use std::path::PathBuf;
use std::pin::pin;
use std::time::{Duration, Instant};

use anyhow::Result;
use futures_util::StreamExt;
use serde_json::Value;

use super::{CANCELLED, complain};
use crate::chat::{Delta, Done, Message, Sampling, Speaker};
use crate::engine::{
    AnswerStream, Constraint, Engine, Input, LoadOptions, ModelFile, Prompt, PromptCache,
};
use crate::explain::{Explain, ModelError};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The model, a GGUF file or `built-in`
    #[arg(short, long, value_parser = super::model_file())]
    model: ModelFile,
    /// The text to go on from, or the message to answer
    #[arg(short, long)]
    prompt: String,
    /// Write at most this many tokens
    #[arg(short = 'n', long, default_value_t = 512)]
    n_tokens: u32,
    /// How freely to choose; 0 always takes the likeliest token
    #[arg(long, value_parser = temperature)]
    temp: Option<f32>,
    #[command(flatten)]
    choice: Choice,
    /// A JSON schema file: the answer is JSON that it admits
    #[arg(long, value_name = "FILE", value_parser = schema)]
    json_schema: Option<Value>,
    /// The same seed gives the same text
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// Go on from the text itself, without the model's chat template
    #[arg(long)]
    raw: bool,
    /// Keep what was read and written in this file, and read only what is new when it is there already; it holds the
    /// text
    #[arg(long, value_name = "FILE")]
    prompt_cache: Option<PathBuf>,
}

/// What tokens are chosen from; each has its usual value where it is not given.
#[derive(Debug, clap::Args)]
struct Choice {
    /// Choose among this many of the likeliest tokens; 0 for all
    #[arg(long)]
    top_k: Option<u32>,
    /// Choose among the likeliest tokens that make up this share of all probability
    #[arg(long, value_parser = share)]
    top_p: Option<f32>,
    /// Leave out tokens less likely than this share of the likeliest
    #[arg(long, value_parser = share)]
    min_p: Option<f32>,
    /// Choose among the tokens of average surprise that make up this share of all probability
    #[arg(long, value_parser = share)]
    typical_p: Option<f32>,
    /// Divide the score of recent tokens by this
    #[arg(long)]
    repeat_penalty: Option<f32>,
    /// Take this off the score of every token that the answer holds already
    #[arg(long, allow_negative_numbers = true)]
    presence_penalty: Option<f32>,
    /// Take this off a token's score for each time the answer holds it
    #[arg(long, allow_negative_numbers = true)]
    frequency_penalty: Option<f32>,
}

fn share(text: &str) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(value) if (0.0..=1.0).contains(&value) => Ok(value),
        _ => Err("a number from 0 to 1 is needed".to_owned()),
    }
}

fn schema(path: &str) -> Result<Value, String> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| format!("the file cannot be read: {error}"))?;
    serde_json::from_str(&text).map_err(|error| format!("the file is not JSON: {error}"))
}

fn temperature(text: &str) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(value) if (0.0..=10.0).contains(&value) => Ok(value),
        _ => Err("a number from 0 to 10 is needed".to_owned()),
    }
}

/// How it went, for the line on stderr.
struct Pace {
    done: Done,
    first: Duration,
    decoding: Duration,
}

pub fn run(args: Args) -> Result<u8> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let outcome = runtime.block_on(async {
        let mut cancel = pin!(tokio::signal::ctrl_c());
        tokio::select! {
            biased;
            _ = &mut cancel => Ok(None),
            written = load_and_write(args) => written.map(Some),
        }
    });
    // A model that is still loading must not hold up the end.
    runtime.shutdown_background();
    match outcome? {
        None => Ok(CANCELLED),
        Some(Err(error)) => complain(&error.explain()),
        Some(Ok(pace)) => {
            report(&pace)?;
            Ok(0)
        }
    }
}

/// The outer failure is the terminal's, the inner one the model's.
async fn load_and_write(args: Args) -> Result<Result<Pace, ModelError>> {
    let file = args.model.clone();
    let loading = move || Engine::load(&file, &LoadOptions::default());
    let engine = match tokio::task::spawn_blocking(loading).await? {
        Ok(engine) => engine,
        Err(error) => return Ok(Err(error)),
    };
    for warning in &engine.info().warnings {
        writeln!(io::stderr(), "{warning}")?;
    }
    let cache = match prompt_cache(&args, &engine) {
        Ok(cache) => cache,
        Err(error) => return Ok(Err(error)),
    };
    let written = write(engine.answer(input(args))).await;
    writeln!(io::stdout())?;
    let written = written?;
    Ok(written.and_then(|pace| {
        if let Some(cache) = cache {
            engine.save(&cache)?;
        }
        Ok(pace)
    }))
}

/// Where to keep what is read, taken up when it is there.
fn prompt_cache(args: &Args, engine: &Engine) -> Result<Option<PromptCache>, ModelError> {
    let Some(path) = &args.prompt_cache else {
        return Ok(None);
    };
    let cache = PromptCache::new(path.clone(), &args.model)?;
    if path.exists() {
        engine.restore(&cache)?;
    }
    Ok(Some(cache))
}

fn input(args: Args) -> Input {
    let prompt = if args.raw {
        Prompt::Raw(args.prompt)
    } else {
        Prompt::Chat {
            messages: vec![Message::new(Speaker::User, args.prompt)],
            continue_from: None,
        }
    };
    let usual = Sampling::default();
    let choice = args.choice;
    let sampling = Sampling {
        temperature: args.temp.unwrap_or(usual.temperature),
        top_k: choice.top_k.unwrap_or(usual.top_k),
        top_p: choice.top_p.unwrap_or(usual.top_p),
        min_p: choice.min_p.unwrap_or(usual.min_p),
        typical_p: choice.typical_p.unwrap_or(usual.typical_p),
        repeat_penalty: choice.repeat_penalty.unwrap_or(usual.repeat_penalty),
        presence_penalty: choice.presence_penalty.unwrap_or(usual.presence_penalty),
        frequency_penalty: choice.frequency_penalty.unwrap_or(usual.frequency_penalty),
        seed: args.seed,
        ..usual
    };
    let mut input = Input::new(prompt, sampling, args.n_tokens);
    input.constraint = args.json_schema.map(Constraint::JsonSchema);
    input
}

/// Writes the answer to stdout as it comes, and what the model thinks before it to stderr.
async fn write(mut answer: AnswerStream) -> io::Result<Result<Pace, ModelError>> {
    let asked = Instant::now();
    let mut first = None;
    let mut out = io::stdout();
    while let Some(delta) = answer.next().await {
        match delta {
            Ok(Delta::Text(text)) => {
                first.get_or_insert_with(|| asked.elapsed());
                out.write_all(text.as_bytes())?;
                out.flush()?;
            }
            Ok(Delta::Reasoning(thought)) => {
                first.get_or_insert_with(|| asked.elapsed());
                write!(io::stderr(), "{thought}")?;
            }
            Ok(Delta::Logprobs(_)) => {}
            Ok(Delta::Done(done)) => {
                let whole = asked.elapsed();
                let first = first.unwrap_or(whole);
                return Ok(Ok(Pace {
                    done,
                    first,
                    decoding: whole - first,
                }));
            }
            Err(error) => return Ok(Err(error)),
        }
    }
    Ok(Err(ModelError::Failed {
        detail: "the answer has no end".to_owned(),
    }))
}

fn report(pace: &Pace) -> io::Result<()> {
    let usage = pace.done.usage;
    let mut err = io::stderr();
    let n_read = usage.prompt_tokens.saturating_sub(usage.cached_tokens);
    let plural = if n_read == 1 { "" } else { "s" };
    write!(err, "{n_read} token{plural} read")?;
    if usage.cached_tokens > 0 {
        write!(err, ", {} held from before", usage.cached_tokens)?;
    }
    write!(
        err,
        ", {} written; the first after {} ms",
        usage.completion_tokens,
        pace.first.as_millis(),
    )?;
    let seconds = pace.decoding.as_secs_f64();
    if usage.completion_tokens > 1 && seconds > 0.0 {
        let per_second = f64::from(usage.completion_tokens - 1) / seconds;
        write!(err, ", then {per_second:.1} a second")?;
    }
    writeln!(err)
}
