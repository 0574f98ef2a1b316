//! `aspiro bench` and `aspiro __logits` from outside, on a tiny random model.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use candle_core::quantized::gguf_file::{Content, Value, write};
use candle_core::quantized::{GgmlDType, QTensor};
use candle_core::{Device, Tensor};
use candle_transformers::models::quantized_llama::ModelWeights;
use serde_json::Value as Json;

const N_VOCAB: usize = 96;
const N_EMBD: usize = 64;
const WINDOW: u32 = 256;

/// A model without a vocabulary: measuring needs none.
fn write_model(path: &Path) {
    let number = Value::U32;
    let metadata = [
        ("general.architecture", Value::String("llama".to_owned())),
        ("general.file_type", number(7)),
        ("llama.context_length", number(WINDOW)),
        ("llama.embedding_length", number(N_EMBD as u32)),
        ("llama.feed_forward_length", number(128)),
        ("llama.block_count", number(1)),
        ("llama.attention.head_count", number(2)),
        ("llama.attention.head_count_kv", number(1)),
        ("llama.rope.dimension_count", number(32)),
        ("llama.rope.freq_base", Value::F32(10_000.0)),
        ("llama.attention.layer_norm_rms_epsilon", Value::F32(1e-5)),
    ];
    let tensors: Vec<(String, QTensor)> = [
        ("token_embd.weight", vec![N_VOCAB, N_EMBD]),
        ("output.weight", vec![N_VOCAB, N_EMBD]),
        ("output_norm.weight", vec![N_EMBD]),
        ("blk.0.attn_norm.weight", vec![N_EMBD]),
        ("blk.0.attn_q.weight", vec![64, N_EMBD]),
        ("blk.0.attn_k.weight", vec![32, N_EMBD]),
        ("blk.0.attn_v.weight", vec![32, N_EMBD]),
        ("blk.0.attn_output.weight", vec![N_EMBD, 64]),
        ("blk.0.ffn_norm.weight", vec![N_EMBD]),
        ("blk.0.ffn_gate.weight", vec![128, N_EMBD]),
        ("blk.0.ffn_up.weight", vec![128, N_EMBD]),
        ("blk.0.ffn_down.weight", vec![N_EMBD, 128]),
    ]
    .into_iter()
    .map(|(name, shape)| (name.to_owned(), tensor(name, shape)))
    .collect();
    let metadata: Vec<(&str, &Value)> = metadata.iter().map(|(key, value)| (*key, value)).collect();
    let tensors: Vec<(&str, &QTensor)> = tensors
        .iter()
        .map(|(name, tensor)| (name.as_str(), tensor))
        .collect();
    write(&mut File::create(path).unwrap(), &metadata, &tensors).unwrap();
}

/// Norms are one; other weights are a wave, large enough that every layer matters.
fn tensor(name: &str, shape: Vec<usize>) -> QTensor {
    let n: usize = shape.iter().product();
    let is_norm = name.ends_with("norm.weight");
    let phase = name.len() as f32;
    let values: Vec<f32> = (0..n)
        .map(|at| {
            if is_norm {
                1.0
            } else {
                (at as f32 * 0.37 + phase).sin() * 0.3
            }
        })
        .collect();
    let tensor = Tensor::from_vec(values, shape, &Device::Cpu).unwrap();
    let kind = if is_norm {
        GgmlDType::F32
    } else {
        GgmlDType::Q8_0
    };
    QTensor::quantize(&tensor, kind).unwrap()
}

fn aspiro(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aspiro"));
    command.args(args).stdin(Stdio::null());
    command
}

fn bench(path: &Path, args: &[&str]) -> Output {
    let mut all = vec!["bench", "-m", path.to_str().unwrap()];
    all.extend(args);
    aspiro(&all).output().unwrap()
}

fn rows(output: &Output) -> Vec<Json> {
    let text = std::str::from_utf8(&output.stdout).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn each_test_gives_a_row_of_what_was_measured() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("tiny.gguf");
    write_model(&path);
    let args = [
        "-p", "40", "-n", "3", "-d", "0,70", "-b", "16", "-r", "2", "-o", "jsonl",
    ];
    let output = bench(&path, &args);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let rows = rows(&output);
    let tests: Vec<_> = rows
        .iter()
        .map(|row| ["n_prompt", "n_gen", "n_depth"].map(|name| row[name].as_u64().unwrap()))
        .collect();
    assert_eq!(tests, [[40, 0, 0], [0, 3, 0], [40, 0, 70], [0, 3, 70]]);
    let n_params: usize = 2 * N_VOCAB * 64 + 3 * 64 + 2 * 64 * 64 + 2 * 32 * 64 + 3 * 128 * 64;
    for row in &rows {
        assert_eq!(row["model_type"], "llama Q8_0");
        assert_eq!(row["model_n_params"].as_u64(), Some(n_params as u64));
        assert_eq!(row["n_batch"], 16);
        assert_eq!(row["samples_ns"].as_array().unwrap().len(), 2);
        let samples = row["samples_ts"].as_array().unwrap();
        let mean = (samples[0].as_f64().unwrap() + samples[1].as_f64().unwrap()) / 2.0;
        assert!((row["avg_ts"].as_f64().unwrap() / mean - 1.0).abs() < 1e-6);
    }
}

#[test]
fn what_does_not_fit_the_window_ends_in_a_sentence_and_the_rest_is_measured() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("tiny.gguf");
    write_model(&path);
    let output = bench(&path, &["-p", "300,4", "-n", "0", "-r", "1", "-o", "jsonl"]);
    assert_eq!(output.status.code(), Some(1));
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        words.contains("needs 300 tokens and the model reads 256"),
        "{words}"
    );
    let rows = rows(&output);
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0]["n_prompt"], 4);
}

#[test]
fn with_nothing_to_measure_the_command_says_so() {
    let output = bench(Path::new("any.gguf"), &["-p", "0", "-n", "0"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("nothing to measure"));
    let output = bench(Path::new("any.gguf"), &["-r", "0"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn an_interrupt_ends_a_bench_with_130_and_its_list_is_whole() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("tiny.gguf");
    write_model(&path);
    // The first test is over at once, the second would take minutes.
    let args = [
        "bench",
        "-m",
        path.to_str().unwrap(),
        "-p",
        "1",
        "-n",
        "250",
        "-r",
        "200",
        "-o",
        "json",
    ];
    let mut child = aspiro(&args)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut text = String::new();
    while !text.contains("samples_ts") {
        assert!(out.read_line(&mut text).unwrap() > 0, "{text}");
    }
    let kill = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(kill.unwrap().success());
    out.read_to_string(&mut text).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let list: Json = serde_json::from_str(&text).unwrap();
    assert_eq!(list.as_array().unwrap().len(), 1, "{text}");
}

#[test]
fn logits_are_those_of_an_independent_implementation() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("tiny.gguf");
    write_model(&path);
    let tokens: Vec<u32> = (0..20).map(|at| at * 29 % N_VOCAB as u32).collect();
    let words: Vec<String> = tokens.iter().map(u32::to_string).collect();
    let (list, out) = (dir.path().join("tokens.txt"), dir.path().join("logits.f32"));
    std::fs::write(&list, words.join(" ")).unwrap();
    let args = [
        "__logits",
        "-m",
        path.to_str().unwrap(),
        "--tokens-file",
        list.to_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
        "-b",
        "7",
    ];
    assert!(aspiro(&args).status().unwrap().success());
    let bytes = std::fs::read(&out).unwrap();
    assert_eq!(bytes.len(), tokens.len() * N_VOCAB * 4);
    let last: Vec<f32> = bytes[bytes.len() - N_VOCAB * 4..]
        .chunks_exact(4)
        .map(|chunk| f32::from_le_bytes(chunk.try_into().unwrap()))
        .collect();
    let expected = last_logits(&path, &tokens);
    let deviation = rms(&expected, &vec![0.0; N_VOCAB]);
    assert!(
        rms(&last, &expected) < 0.02 * deviation,
        "{last:?}\n{expected:?}"
    );
}

#[test]
fn a_token_outside_the_vocabulary_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("tiny.gguf");
    write_model(&path);
    let (list, out) = (dir.path().join("tokens.txt"), dir.path().join("logits.f32"));
    std::fs::write(&list, format!("1 2 {N_VOCAB}")).unwrap();
    let args = [
        "__logits",
        "-m",
        path.to_str().unwrap(),
        "--tokens-file",
        list.to_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
    ];
    let output = aspiro(&args).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("\"96\""));
}

fn last_logits(path: &Path, tokens: &[u32]) -> Vec<f32> {
    let mut file = File::open(path).unwrap();
    let content = Content::read(&mut file).unwrap();
    let mut model = ModelWeights::from_gguf(content, &mut file, &Device::Cpu).unwrap();
    let input = Tensor::new(tokens, &Device::Cpu).unwrap();
    let logits = model.forward(&input.unsqueeze(0).unwrap(), 0).unwrap();
    logits.flatten_all().unwrap().to_vec1().unwrap()
}

fn rms(left: &[f32], right: &[f32]) -> f32 {
    let squares: f32 = left.iter().zip(right).map(|(a, b)| (a - b).powi(2)).sum();
    (squares / left.len() as f32).sqrt()
}
