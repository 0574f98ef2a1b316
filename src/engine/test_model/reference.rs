//! The forward passes of candle-transformers, to be agreed with.

use std::collections::HashMap;
use std::io::Cursor;

use candle_core::quantized::gguf_file::Content;
use candle_core::{DType, Device, Result, Tensor};
use candle_nn::{Activation, VarBuilder};
use candle_transformers::models::{
    gemma2, gemma3, quantized_llama, quantized_phi3, quantized_qwen2, quantized_qwen3,
};

use super::tiny::N_VOCAB;

/// Token ids and the position of the first, to the logits behind the last.
type Forward = Box<dyn FnMut(&Tensor, usize) -> Result<Tensor>>;

/// The logits behind each of `parts`, read one behind the other, of the model whose file is `bytes`.
pub(in crate::engine) fn reference(family: &str, bytes: &[u8], parts: &[&[u32]]) -> Vec<Vec<f32>> {
    run(family, bytes, parts).expect("candle runs a model of this family")
}

fn run(family: &str, bytes: &[u8], parts: &[&[u32]]) -> Result<Vec<Vec<f32>>> {
    let mut forward = load(family, bytes)?;
    let mut at = 0;
    let mut all = Vec::new();
    for part in parts {
        let tokens = Tensor::new(*part, &Device::Cpu)?.unsqueeze(0)?;
        all.push(forward(&tokens, at)?.flatten_all()?.to_vec1()?);
        at += part.len();
    }
    Ok(all)
}

fn load(family: &str, bytes: &[u8]) -> Result<Forward> {
    let mut file = Cursor::new(bytes);
    let content = Content::read(&mut file)?;
    let cpu = &Device::Cpu;
    Ok(match family {
        "llama" => {
            let mut model = quantized_llama::ModelWeights::from_gguf(content, &mut file, cpu)?;
            Box::new(move |x, at| model.forward(x, at))
        }
        "qwen2" => {
            let mut model = quantized_qwen2::ModelWeights::from_gguf(content, &mut file, cpu)?;
            Box::new(move |x, at| model.forward(x, at))
        }
        "qwen3" => {
            let mut model = quantized_qwen3::ModelWeights::from_gguf(content, &mut file, cpu)?;
            Box::new(move |x, at| model.forward(x, at))
        }
        "phi3" => {
            let model = quantized_phi3::ModelWeights::from_gguf(false, content, &mut file, cpu);
            let mut model = model?;
            Box::new(move |x, at| model.forward(x, at))
        }
        // candle's quantized Gemma computes SiLU where the model has GELU, so its f32 ones stand in.
        "gemma2" => {
            let config = gemma2_config(&content)?;
            let tensors = as_published(&content, &mut file)?;
            let mut model = gemma2::Model::new(false, &config, tensors)?;
            Box::new(move |x, at| model.forward(x, at))
        }
        _ => {
            let config = gemma3_config(&content)?;
            let tensors = as_published(&content, &mut file)?;
            let mut model = gemma3::Model::new(false, &config, tensors)?;
            // Its cache refuses several tokens at a time.
            Box::new(move |x, at| {
                let mut one = |index| model.forward(&x.narrow(1, index, 1)?, at + index);
                let n_tokens = x.dim(1)?;
                (0..n_tokens - 1).try_for_each(|index| one(index).map(|_| ()))?;
                one(n_tokens - 1)
            })
        }
    })
}

fn number(content: &Content, key: &str) -> Result<f64> {
    let family = content.metadata["general.architecture"].to_string()?;
    let value = &content.metadata[&format!("{family}.{key}")];
    value
        .to_f32()
        .map(f64::from)
        .or_else(|_| value.to_u32().map(f64::from))
}

fn gemma2_config(content: &Content) -> Result<gemma2::Config> {
    let count = |key| number(content, key).map(|number| number as usize);
    let head_dim = count("attention.key_length")?;
    Ok(gemma2::Config {
        attention_bias: false,
        head_dim,
        hidden_activation: Activation::GeluPytorchTanh,
        hidden_size: count("embedding_length")?,
        intermediate_size: count("feed_forward_length")?,
        num_attention_heads: count("attention.head_count")?,
        num_hidden_layers: count("block_count")?,
        num_key_value_heads: count("attention.head_count_kv")?,
        rms_norm_eps: number(content, "attention.layer_norm_rms_epsilon")?,
        rope_theta: number(content, "rope.freq_base")?,
        vocab_size: N_VOCAB,
        final_logit_softcapping: Some(number(content, "final_logit_softcapping")?),
        attn_logit_softcapping: Some(number(content, "attn_logit_softcapping")?),
        query_pre_attn_scalar: head_dim,
        sliding_window: None,
        max_position_embeddings: count("context_length")?,
    })
}

fn gemma3_config(content: &Content) -> Result<gemma3::Config> {
    let count = |key| number(content, key).map(|number| number as usize);
    let head_dim = count("attention.key_length")?;
    Ok(gemma3::Config {
        attention_bias: false,
        head_dim,
        hidden_activation: Activation::GeluPytorchTanh,
        hidden_size: count("embedding_length")?,
        intermediate_size: count("feed_forward_length")?,
        num_attention_heads: count("attention.head_count")?,
        num_hidden_layers: count("block_count")?,
        num_key_value_heads: count("attention.head_count_kv")?,
        rms_norm_eps: number(content, "attention.layer_norm_rms_epsilon")?,
        rope_theta: number(content, "rope.freq_base")?,
        rope_local_base_freq: 10_000.0,
        vocab_size: N_VOCAB,
        final_logit_softcapping: None,
        attn_logit_softcapping: None,
        query_pre_attn_scalar: head_dim,
        sliding_window: count("attention.sliding_window")?,
        sliding_window_pattern: 6,
        max_position_embeddings: count("context_length")?,
    })
}

/// The tensors under the names they are published with, and norms without the one a converter adds.
fn as_published(content: &Content, file: &mut Cursor<&[u8]>) -> Result<VarBuilder<'static>> {
    let mut tensors = HashMap::new();
    for name in content.tensor_infos.keys() {
        let tensor = content.tensor(file, name, &Device::Cpu)?;
        let mut tensor = tensor.dequantize(&Device::Cpu)?;
        if name.ends_with("norm.weight") {
            tensor = (tensor - 1.0)?;
        }
        tensors.insert(published_name(name), tensor);
    }
    Ok(VarBuilder::from_tensors(tensors, DType::F32, &Device::Cpu))
}

fn published_name(name: &str) -> String {
    let Some((layer, part)) = name
        .strip_prefix("blk.")
        .and_then(|rest| rest.split_once('.'))
    else {
        return match name {
            "token_embd.weight" => "model.embed_tokens.weight",
            _ => "model.norm.weight",
        }
        .to_owned();
    };
    let part = match part.trim_end_matches(".weight") {
        "attn_norm" => "input_layernorm",
        "attn_q" => "self_attn.q_proj",
        "attn_k" => "self_attn.k_proj",
        "attn_v" => "self_attn.v_proj",
        "attn_output" => "self_attn.o_proj",
        "attn_q_norm" => "self_attn.q_norm",
        "attn_k_norm" => "self_attn.k_norm",
        "post_attention_norm" => "post_attention_layernorm",
        "ffn_norm" => "pre_feedforward_layernorm",
        "post_ffw_norm" => "post_feedforward_layernorm",
        "ffn_gate" => "mlp.gate_proj",
        "ffn_up" => "mlp.up_proj",
        other => {
            assert_eq!(other, "ffn_down");
            "mlp.down_proj"
        }
    };
    format!("model.layers.{layer}.{part}.weight")
}
