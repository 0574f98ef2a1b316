//! One line of the result.

use std::time::Duration;

use serde_json::{Value, json};

use super::statistics::{deviation, mean};
use super::{Test, machine};
use crate::engine::ModelFile;
use crate::engine::gguf::Header;

/// What one test with one model gave.
#[derive(Debug, Clone)]
pub struct Row {
    pub cpu_info: String,
    pub model_filename: String,
    /// Architecture, size and quantization, as far as the file names them.
    pub model_type: String,
    /// Bytes of all tensors.
    pub model_size: u64,
    pub model_n_params: u64,
    pub n_threads: usize,
    /// How the cache stores keys and values.
    pub cache_type: &'static str,
    pub test: Test,
    /// When it began: RFC 3339, to the second.
    pub test_time: String,
    pub load: Duration,
    /// The most memory held at once since the model was loaded, where the system tells.
    pub peak_bytes: Option<u64>,
    /// One for each repetition; never 0.
    pub samples_ns: Vec<u64>,
}

impl Row {
    /// A row without what only a run can say.
    pub(super) fn new(file: &ModelFile, header: &Header, test: Test) -> Self {
        let tensors = header.tensors();
        let n_params = |shape: &[usize]| shape.iter().map(|dim| *dim as u64).product::<u64>();
        Self {
            cpu_info: machine::cpu_info(),
            model_filename: file.to_string(),
            model_type: model_type(header),
            model_size: tensors.iter().map(|tensor| tensor.bytes).sum(),
            model_n_params: tensors.iter().map(|tensor| n_params(&tensor.shape)).sum(),
            n_threads: 0,
            cache_type: "",
            test,
            test_time: String::new(),
            load: Duration::ZERO,
            peak_bytes: None,
            samples_ns: Vec::new(),
        }
    }

    /// Tokens per second of each repetition.
    pub fn samples_ts(&self) -> Vec<f64> {
        let n_tokens = (self.test.n_prompt + self.test.n_gen) as f64;
        let per_second = |ns: &u64| 1e9 * n_tokens / *ns as f64;
        self.samples_ns.iter().map(per_second).collect()
    }

    /// Mean and deviation of the tokens per second.
    pub fn tokens_per_second(&self) -> (f64, f64) {
        let samples = self.samples_ts();
        (mean(&samples), deviation(&samples))
    }

    /// `pp512`, `tg128`, and behind it the depth when there is one.
    pub fn test_name(&self) -> String {
        let Test {
            n_prompt,
            n_gen,
            n_depth,
            ..
        } = self.test;
        let name = match (n_prompt, n_gen) {
            (_, 0) => format!("pp{n_prompt}"),
            (0, _) => format!("tg{n_gen}"),
            _ => format!("pp{n_prompt}+tg{n_gen}"),
        };
        match n_depth {
            0 => name,
            _ => format!("{name} @ d{n_depth}"),
        }
    }

    /// Names and values in the order of `llama-bench`; its settings that this engine does not have are left out, and
    /// at the end comes what it does not measure: `load_ms`, and `peak_rss` in MiB.
    pub(super) fn fields(&self) -> Vec<(&'static str, Value)> {
        let Test {
            n_prompt,
            n_gen,
            n_depth,
            n_batch,
        } = self.test;
        let samples: Vec<f64> = self.samples_ns.iter().map(|ns| *ns as f64).collect();
        let (avg_ts, stddev_ts) = self.tokens_per_second();
        vec![
            ("build_commit", json!(build_commit())),
            ("cpu_info", json!(self.cpu_info)),
            ("gpu_info", json!("")),
            ("backends", json!(BACKEND)),
            ("model_filename", json!(self.model_filename)),
            ("model_type", json!(self.model_type)),
            ("model_size", json!(self.model_size)),
            ("model_n_params", json!(self.model_n_params)),
            ("n_batch", json!(n_batch)),
            ("n_threads", json!(self.n_threads)),
            ("type_k", json!(self.cache_type)),
            ("type_v", json!(self.cache_type)),
            ("n_prompt", json!(n_prompt)),
            ("n_gen", json!(n_gen)),
            ("n_depth", json!(n_depth)),
            ("test_time", json!(self.test_time)),
            ("avg_ns", json!(mean(&samples) as u64)),
            ("stddev_ns", json!(deviation(&samples) as u64)),
            ("avg_ts", json!(rounded(avg_ts, 6))),
            ("stddev_ts", json!(rounded(stddev_ts, 6))),
            ("load_ms", json!(rounded(self.load.as_secs_f64() * 1e3, 1))),
            ("peak_rss", json!(self.peak_mib())),
        ]
    }

    /// MiB, to one decimal.
    pub(super) fn peak_mib(&self) -> Option<f64> {
        let bytes = self.peak_bytes?;
        Some(rounded(bytes as f64 / f64::from(1 << 20), 1))
    }
}

/// All that is measured runs on the processor.
pub(super) const BACKEND: &str = "CPU";

/// The commit this program was built from, when whoever built it said so in `ASPIRO_COMMIT`.
pub(super) fn build_commit() -> &'static str {
    option_env!("ASPIRO_COMMIT").unwrap_or("unknown")
}

/// Now, as `test_time` writes it.
pub(super) fn now() -> String {
    jiff::Timestamp::now().strftime("%FT%TZ").to_string()
}

fn rounded(value: f64, n_decimals: i32) -> f64 {
    let scale = 10_f64.powi(n_decimals);
    (value * scale).round() / scale
}

fn model_type(header: &Header) -> String {
    let quantization = header
        .unsigned("general.file_type")
        .and_then(file_type)
        .unwrap_or_else(|| header.quantization());
    let size = header.text("general.size_label").unwrap_or_default();
    [header.architecture(), size, quantization]
        .into_iter()
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The names `llama-bench` gives to the mixtures a file may declare itself to be.
fn file_type(number: u64) -> Option<&'static str> {
    Some(match number {
        0 => "all F32",
        1 => "F16",
        2 => "Q4_0",
        3 => "Q4_1",
        7 => "Q8_0",
        8 => "Q5_0",
        9 => "Q5_1",
        10 => "Q2_K - Medium",
        11 => "Q3_K - Small",
        12 => "Q3_K - Medium",
        13 => "Q3_K - Large",
        14 => "Q4_K - Small",
        15 => "Q4_K - Medium",
        16 => "Q5_K - Small",
        17 => "Q5_K - Medium",
        18 => "Q6_K",
        32 => "BF16",
        _ => return None,
    })
}
