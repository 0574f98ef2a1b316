//! `aspiro tokenize`: the token ids of a text.

use std::io::{self, Read, Write};

use anyhow::{Context, Result};

use super::complain;
use crate::engine::ModelFile;
use crate::engine::tokenizer::Tokenizer;
use crate::explain::{Explain, ModelError};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// A GGUF file, or `built-in`; one that holds only a vocabulary will do
    #[arg(short, long, value_parser = super::model_file())]
    model: ModelFile,
    /// The text; `-` or nothing reads stdin to its end, byte for byte
    text: Option<String>,
}

pub fn run(args: Args) -> Result<u8> {
    let tokenizer = match load(&args.model) {
        Ok(tokenizer) => tokenizer,
        Err(error) => return complain(&error.explain()),
    };
    let text = match args.text {
        Some(text) if text != "-" => text,
        _ => {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes)?;
            String::from_utf8(bytes).context("The text on stdin is not UTF-8")?
        }
    };
    let ids: Vec<String> = tokenizer
        .encode(&text, false)
        .iter()
        .map(u32::to_string)
        .collect();
    writeln!(io::stdout().lock(), "{}", ids.join(" "))?;
    Ok(0)
}

fn load(file: &ModelFile) -> Result<Tokenizer, ModelError> {
    Tokenizer::from_header(&file.header()?)
}
