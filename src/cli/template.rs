//! `aspiro template`: a chat template rendered over a conversation, as a model would read it.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};

use super::complain;
use crate::engine::ChatTemplate;
use crate::engine::gguf::Header;
use crate::engine::tokenizer::Tokenizer;
use crate::explain::{Explain, ModelError};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// A Jinja file, or a GGUF file that carries a template
    template: PathBuf,
    /// JSON: a list of messages, or an object with `messages` and whatever else the template asks for
    conversation: PathBuf,
}

pub fn run(args: Args) -> Result<u8> {
    let (source, tokens) = match source(&args.template)? {
        Ok(found) => found,
        Err(error) => return complain(&error.explain()),
    };
    let mut context = tokens;
    context.extend(conversation(&args.conversation)?);
    let rendered = ChatTemplate::parse(&source).and_then(|template| template.render(context));
    match rendered {
        Ok(rendered) => {
            io::stdout().lock().write_all(rendered.as_bytes())?;
            Ok(0)
        }
        Err(error) => complain(&error.explain()),
    }
}

/// A template's text, and what it is rendered with.
type Source = (String, Map<String, Value>);

/// The template's text, and the names of BOS and EOS where the file tells them. The outer failure is a
/// file that cannot be read, the inner one a model file that does not hold together.
fn source(path: &Path) -> Result<Result<Source, ModelError>> {
    let bytes = std::fs::read(path).with_context(|| cannot_read(path))?;
    let mut context = defaults();
    if !bytes.starts_with(b"GGUF") {
        let text = String::from_utf8(bytes).with_context(|| cannot_read(path))?;
        return Ok(Ok((text, context)));
    }
    let header = match Header::parse(&bytes[..], bytes.len() as u64) {
        Ok(header) => header,
        Err(error) => return Ok(Err(error)),
    };
    let Some(template) = header.chat_template() else {
        bail!("{} carries no chat template", path.display());
    };
    if let Ok(tokenizer) = Tokenizer::from_header(&header) {
        for (name, id) in [
            ("bos_token", tokenizer.bos()),
            ("eos_token", tokenizer.eos()),
        ] {
            let bytes = id.map(|id| tokenizer.token_bytes(id)).unwrap_or_default();
            context.insert(name.to_owned(), json!(String::from_utf8_lossy(bytes)));
        }
    }
    Ok(Ok((template.to_owned(), context)))
}

/// What a template may count on when the conversation does not say otherwise.
fn defaults() -> Map<String, Value> {
    let values = [
        ("tools", Value::Null),
        ("documents", Value::Null),
        ("add_generation_prompt", json!(true)),
        ("bos_token", json!("")),
        ("eos_token", json!("")),
    ];
    values
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

fn conversation(path: &Path) -> Result<Map<String, Value>> {
    let text = std::fs::read_to_string(path).with_context(|| cannot_read(path))?;
    match serde_json::from_str(&text).with_context(|| format!("{} is not JSON", path.display()))? {
        Value::Object(context) => Ok(context),
        messages @ Value::Array(_) => Ok(Map::from_iter([("messages".to_owned(), messages)])),
        _ => bail!("{} holds no conversation", path.display()),
    }
}

fn cannot_read(path: &Path) -> String {
    format!("{} cannot be read", path.display())
}
