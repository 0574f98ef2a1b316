//! `aspiro __logits`: what the model computes behind each of some tokens, as numbers.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use super::complain;
use crate::engine::{Bare, LoadOptions, Wanted};
use crate::explain::{Explain, ModelError};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The model, a GGUF file
    #[arg(short, long)]
    model: PathBuf,
    /// Token ids with blanks between them, as `aspiro tokenize` prints them
    #[arg(long)]
    tokens_file: PathBuf,
    /// Where the logits go: for each token a row of little-endian f32, one number for each id of the vocabulary
    #[arg(long)]
    out: PathBuf,
    /// How many tokens are read in one pass
    #[arg(short = 'b', long = "batch-size", default_value_t = 128)]
    n_batch: usize,
}

pub fn run(args: &Args) -> Result<u8> {
    let model = match Bare::load(&args.model.as_path().into(), &LoadOptions::default()) {
        Ok(model) => model,
        Err(error) => return complain(&error.explain()),
    };
    let tokens = tokens(args, model.n_vocab())?;
    let out = File::create(&args.out)
        .with_context(|| format!("{} cannot be written", args.out.display()))?;
    match write(&model, &tokens, args.n_batch.max(1), BufWriter::new(out))? {
        Ok(()) => Ok(0),
        Err(error) => complain(&error.explain()),
    }
}

fn tokens(args: &Args, n_vocab: usize) -> Result<Vec<u32>> {
    let path = args.tokens_file.display();
    let text = std::fs::read_to_string(&args.tokens_file)
        .with_context(|| format!("{path} cannot be read"))?;
    let mut tokens = Vec::new();
    for word in text.split_whitespace() {
        match word.parse::<u32>() {
            Ok(id) if (id as usize) < n_vocab => tokens.push(id),
            _ => bail!("{path} holds {word:?}, which is no token of a vocabulary of {n_vocab}"),
        }
    }
    Ok(tokens)
}

/// The outer failure is the disk's, the inner one the model's.
fn write(
    model: &Bare,
    tokens: &[u32],
    n_batch: usize,
    mut out: impl Write,
) -> Result<Result<(), ModelError>> {
    let mut cache = model.new_cache();
    for batch in tokens.chunks(n_batch) {
        let logits = match model.forward(batch, &mut cache, Wanted::All, &|| false) {
            Ok(logits) => logits.unwrap_or_default(),
            Err(error) => return Ok(Err(error)),
        };
        for number in logits {
            out.write_all(&number.to_le_bytes())?;
        }
    }
    out.flush()?;
    Ok(Ok(()))
}
