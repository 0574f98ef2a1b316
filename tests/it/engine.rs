//! The local model from outside: the commands, on a real model of 260 thousand parameters.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use aspiro::engine::gguf::Header;
use aspiro::engine::tokenizer::Tokenizer;
use candle_core::quantized::gguf_file::Content;
use candle_core::{Device, Tensor};
use candle_transformers::models::quantized_llama::ModelWeights;

const PROMPT: &str = "Once upon a time";

#[expect(clippy::print_stdout, reason = "a test reports to the terminal")]
fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new("../shared/data").join(name);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {} is not there", path.display());
    None
}

fn aspiro(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aspiro"));
    command.args(args).stdin(Stdio::null());
    command
}

/// What an independent implementation writes on the f32 weights, taking the likeliest token each time.
fn reference(path: &Path, n_tokens: usize) -> String {
    let tokenizer = Tokenizer::from_header(&Header::read(path).unwrap()).unwrap();
    let mut file = std::fs::File::open(path).unwrap();
    let content = Content::read(&mut file).unwrap();
    let mut model = ModelWeights::from_gguf(content, &mut file, &Device::Cpu).unwrap();
    let mut tokens = vec![tokenizer.bos().unwrap()];
    tokens.extend(tokenizer.encode(PROMPT, false));
    let mut read = 0;
    let mut bytes = Vec::new();
    for _ in 0..n_tokens {
        let new = Tensor::new(&tokens[read..], &Device::Cpu).unwrap();
        let logits = model.forward(&new.unsqueeze(0).unwrap(), read).unwrap();
        let logits: Vec<f32> = logits.flatten_all().unwrap().to_vec1().unwrap();
        let best = (0..logits.len()).max_by(|a, b| logits[*a].total_cmp(&logits[*b]));
        read = tokens.len();
        tokens.push(u32::try_from(best.unwrap()).unwrap());
        bytes.extend_from_slice(tokenizer.token_bytes(tokens[read]));
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_greedy_story_is_the_one_the_f32_reference_writes() {
    let (Some(f32), Some(q8)) = (
        shared("weights/stories260K-f32.gguf"),
        shared("weights/stories260K-q8_0.gguf"),
    ) else {
        return;
    };
    let expected = reference(&f32, 32);
    for model in [f32, q8] {
        let model = model.to_str().unwrap();
        let args = [
            "generate", "-m", model, "-p", PROMPT, "--raw", "--temp", "0", "-n", "32",
        ];
        let output = aspiro(&args).output().unwrap();
        assert!(output.status.success());
        assert_eq!(
            String::from_utf8(output.stdout).unwrap().trim_end(),
            expected.trim_end()
        );
    }
}

#[test]
fn a_prompt_is_read_once_where_it_is_kept() {
    let Some(model) = shared("weights/stories260K-q8_0.gguf") else {
        return;
    };
    let home = tempfile::tempdir().unwrap();
    let [kept, resume] = ["kept", "resume.txt"].map(|name| home.path().join(name));
    std::fs::write(&resume, "Jane Doe").unwrap();
    let generate = |file: &Path| {
        let args = ["generate", "-p", PROMPT, "--raw", "--temp", "0", "-n", "32"];
        let mut command = aspiro(&args);
        command
            .arg("-m")
            .arg(&model)
            .arg("--prompt-cache")
            .arg(file);
        let output = command.output().unwrap();
        let words = String::from_utf8(output.stderr).unwrap();
        (output.status.code(), output.stdout, words)
    };
    let (code, text, words) = generate(&kept);
    assert_eq!(code, Some(0), "{words}");
    assert!(!words.contains("held from before"), "{words}");
    let (code, again, words) = generate(&kept);
    assert_eq!((code, again), (Some(0), text), "{words}");
    assert!(words.contains("1 token read, "), "{words}");
    let (code, text, words) = generate(&resume);
    assert_eq!((code, text.as_slice()), (Some(1), &[][..]));
    assert!(words.contains("of no use here"), "{words}");
    assert_eq!(std::fs::read_to_string(&resume).unwrap(), "Jane Doe");
}

#[test]
fn an_interrupt_ends_an_answer_with_130() {
    let Some(model) = shared("weights/stories260K-q8_0.gguf") else {
        return;
    };
    let model = model.to_str().unwrap();
    let args = [
        "generate", "-m", model, "-p", PROMPT, "--raw", "-n", "100000", "--temp", "1",
    ];
    let mut child = aspiro(&args)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // The first byte proves that it is writing, and that the signal has its handler.
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut [0]).unwrap();
    let kill = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(kill.unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
}

#[test]
fn tokenize_reads_stdin_byte_for_byte() {
    let Some(model) = shared("tokenizers/ggml-vocab-qwen2.gguf") else {
        return;
    };
    let mut child = aspiro(&["tokenize", "-m", model.to_str().unwrap(), "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(b" Hello\n\n<|im_end|>")
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let ids = String::from_utf8(output.stdout).unwrap();
    let ids: Vec<u32> = ids
        .split_whitespace()
        .map(|id| id.parse().unwrap())
        .collect();
    assert_eq!(ids[..2], [21927, 271]);
    assert!(
        ids.len() > 3 && ids.iter().all(|id| *id < 151_643),
        "{ids:?}"
    );
}

#[test]
fn a_template_is_rendered_over_a_conversation() {
    let dir = tempfile::tempdir().unwrap();
    let (template, conversation) = (dir.path().join("t.jinja"), dir.path().join("c.json"));
    let source = "{{ bos_token }}{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}{% if tools is none %}.{% endif %}";
    std::fs::write(&template, source).unwrap();
    let json = r#"{"bos_token": "^", "messages": [{"role": "user", "content": "Hi"}]}"#;
    std::fs::write(&conversation, json).unwrap();
    let args = [
        "template",
        template.to_str().unwrap(),
        conversation.to_str().unwrap(),
    ];
    let output = aspiro(&args).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "^<user>Hi.");
}

#[test]
fn a_file_that_is_no_model_ends_in_a_sentence() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("model.gguf");
    for (bytes, expected) in [
        (&b"PK\x03\x04"[..], "is not a GGUF model"),
        (
            &b"GGUF\x03\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff"[..],
            "broken",
        ),
    ] {
        std::fs::write(&path, bytes).unwrap();
        for command in ["generate", "tokenize"] {
            let mut args = vec![command, "-m", path.to_str().unwrap()];
            if command == "generate" {
                args.extend(["-p", "x"]);
            }
            let output = aspiro(&args).output().unwrap();
            let words = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(1));
            assert!(words.contains(expected), "{words}");
        }
    }
}
