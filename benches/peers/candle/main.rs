//! One measurement with candle's own models: `candle-bench -m FILE [-p N] [-n N] [-d N] [-r N] [--no-warmup]`.
//!
//! Prints a line of JSON with the fields that are compared. `RAYON_NUM_THREADS` says how many threads compute. Built with
//! `RUSTFLAGS=-Ctarget-cpu=native`: candle chooses its kernels when it is compiled.

use std::error::Error;
use std::fs::File;
use std::path::PathBuf;
use std::time::Instant;

use candle_core::quantized::gguf_file::Content;
use candle_core::{Device, Tensor};
use candle_transformers::models::{quantized_llama, quantized_qwen2, quantized_qwen3};

/// Tokens of a prompt read in one pass.
const N_BATCH: usize = 512;

enum Model {
    Llama(quantized_llama::ModelWeights),
    Qwen2(quantized_qwen2::ModelWeights),
    Qwen3(quantized_qwen3::ModelWeights),
}

impl Model {
    /// The model, and how many tokens it knows and reads.
    fn load(path: &PathBuf) -> Result<(Self, usize, usize), Box<dyn Error>> {
        let mut file = File::open(path)?;
        let content = Content::read(&mut file)?;
        let family = content.metadata["general.architecture"]
            .to_string()?
            .clone();
        let mut window = content.metadata[&format!("{family}.context_length")].to_u32()? as usize;
        let n_vocab = content.tensor_infos["token_embd.weight"].shape.dims()[0];
        let cpu = &Device::Cpu;
        let model = match family.as_str() {
            "llama" => {
                window = window.min(quantized_llama::MAX_SEQ_LEN);
                Self::Llama(quantized_llama::ModelWeights::from_gguf(
                    content, &mut file, cpu,
                )?)
            }
            "qwen2" => Self::Qwen2(quantized_qwen2::ModelWeights::from_gguf(
                content, &mut file, cpu,
            )?),
            "qwen3" => Self::Qwen3(quantized_qwen3::ModelWeights::from_gguf(
                content, &mut file, cpu,
            )?),
            family => return Err(format!("no model of the family {family:?}").into()),
        };
        Ok((model, n_vocab, window))
    }

    fn forward(&mut self, tokens: &[u32], position: usize) -> candle_core::Result<Tensor> {
        let input = Tensor::new(tokens, &Device::Cpu)?.unsqueeze(0)?;
        match self {
            Self::Llama(model) => model.forward(&input, position),
            Self::Qwen2(model) => model.forward(&input, position),
            Self::Qwen3(model) => model.forward(&input, position),
        }
    }

    fn forget(&mut self) {
        match self {
            Self::Llama(model) => model.clear_kv_cache(),
            Self::Qwen2(model) => model.clear_kv_cache(),
            Self::Qwen3(model) => model.clear_kv_cache(),
        }
    }
}

struct Measured {
    model: Model,
    n_vocab: usize,
    n_held: usize,
    state: u64,
}

impl Measured {
    fn read(&mut self, mut n_tokens: usize, n_batch: usize) -> candle_core::Result<()> {
        while n_tokens > 0 {
            let tokens: Vec<u32> = (0..n_tokens.min(n_batch)).map(|_| self.token()).collect();
            self.model.forward(&tokens, self.n_held)?;
            self.n_held += tokens.len();
            n_tokens -= tokens.len();
        }
        Ok(())
    }

    fn token(&mut self) -> u32 {
        self.state = self
            .state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.state >> 33) % self.n_vocab as u64) as u32
    }

    fn forget(&mut self) {
        self.model.forget();
        self.n_held = 0;
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().collect();
    let value = |flag: &str| {
        let at = args.iter().position(|arg| arg == flag)?;
        args.get(at + 1)
    };
    let number = |flag: &str, default: usize| value(flag).map_or(Ok(default), |text| text.parse());
    let path = PathBuf::from(value("-m").ok_or("-m FILE is needed")?);
    let (n_prompt, n_gen, n_depth) = (number("-p", 0)?, number("-n", 0)?, number("-d", 0)?);

    let started = Instant::now();
    let (model, n_vocab, window) = Model::load(&path)?;
    let load_ms = started.elapsed().as_secs_f64() * 1e3;
    if n_prompt + n_gen + n_depth > window {
        return Err(format!("candle reads {window} tokens of this model").into());
    }
    let mut measured = Measured {
        model,
        n_vocab,
        n_held: 0,
        state: 1,
    };
    if !args.iter().any(|arg| arg == "--no-warmup") {
        measured.read(n_prompt, N_BATCH)?;
        measured.read(n_gen.min(1), 1)?;
    }
    let mut samples_ns = Vec::new();
    for _ in 0..number("-r", 1)? {
        measured.forget();
        measured.read(n_depth, N_BATCH)?;
        let started = Instant::now();
        measured.read(n_prompt, N_BATCH)?;
        measured.read(n_gen, 1)?;
        samples_ns.push(started.elapsed().as_nanos() as u64);
    }
    let line = serde_json::json!({
        "samples_ns": samples_ns,
        "load_ms": load_ms,
        "peak_rss": peak_mib()?,
    });
    println!("{line}");
    Ok(())
}

fn peak_mib() -> Result<f64, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let kib = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"))
        .ok_or("the system does not tell how much memory was held")?;
    Ok(kib.parse::<f64>()? / 1024.0)
}
