//! The decoder that Llama, Mistral, SmolLM, Qwen2 and Qwen3 share.

use candle_core::{Device, Result, Tensor};

use super::super::hyperparameters::Hyperparameters;
use super::super::kv_cache::{CacheType, KvCache};
use super::super::weights::Weights;
use super::attention::{self, Attention, causal_mask};
use super::linear::{Embedding, Linear, Norm};
use super::rope::Rope;
use super::{Architecture, Pass, Sequence, TensorCache, Wanted};
use crate::explain::ModelError;

/// Tokens read at once.
const PIECE: usize = 128;

pub(super) struct Decoder {
    hyper: Hyperparameters,
    embedding: Embedding,
    layers: Vec<Layer>,
    norm: Norm,
    head: Linear,
    rope: Rope,
}

struct Layer {
    device: Device,
    attention_norm: Norm,
    attention: Attention,
    ffn_norm: Norm,
    gate: Linear,
    up: Linear,
    down: Linear,
}

impl Layer {
    fn load(
        weights: &Weights<'_>,
        layer: usize,
        hyper: &Hyperparameters,
    ) -> std::result::Result<Self, ModelError> {
        let name = |part: &str| format!("blk.{layer}.{part}");
        let (n_embd, n_ff, eps) = (hyper.n_embd, hyper.n_ff, hyper.norm_eps);
        Ok(Self {
            device: weights.device().clone(),
            attention_norm: Norm::load(weights, &name("attn_norm"), n_embd, eps)?,
            attention: Attention::load(weights, layer, hyper)?,
            ffn_norm: Norm::load(weights, &name("ffn_norm"), n_embd, eps)?,
            gate: Linear::load(weights, &name("ffn_gate"), n_embd, n_ff)?,
            up: Linear::load(weights, &name("ffn_up"), n_embd, n_ff)?,
            down: Linear::load(weights, &name("ffn_down"), n_ff, n_embd)?,
        })
    }

    fn forward(
        &self,
        x: &Tensor,
        layer: usize,
        pass: &attention::Pass<'_>,
        cache: &KvCache,
    ) -> Result<Tensor> {
        let normed = self.attention_norm.forward(x)?;
        let x = (x + self.attention.forward(&normed, layer, pass, cache)?)?;
        let normed = self.ffn_norm.forward(&x)?;
        let gate = candle_nn::ops::silu(&self.gate.forward(&normed)?)?;
        let hidden = (gate * self.up.forward(&normed)?)?;
        x + self.down.forward(&hidden)?
    }
}

impl Decoder {
    /// As many layers as there is room for on `device`, from the first on, and the rest on the processor.
    pub(super) fn load(
        weights: &Weights<'_>,
        hyper: &Hyperparameters,
        device: &Device,
    ) -> std::result::Result<Self, ModelError> {
        let embedding = Embedding::load(weights, hyper.n_vocab, hyper.n_embd)?;
        let mut weights = weights.on(device);
        let mut layers = Vec::with_capacity(hyper.n_layers);
        while layers.len() < hyper.n_layers {
            match Layer::load(&weights, layers.len(), hyper) {
                Ok(layer) => layers.push(layer),
                Err(ModelError::Cancelled) => return Err(ModelError::Cancelled),
                // Whatever it is, the processor can do without the device; a broken file fails there again.
                Err(_) if !weights.device().is_cpu() => weights = weights.on(&Device::Cpu),
                Err(error) => return Err(error),
            }
        }
        let (norm, head) = match Self::ending(&weights, hyper, &embedding) {
            Err(ModelError::Cancelled) => return Err(ModelError::Cancelled),
            Err(_) if !weights.device().is_cpu() => {
                Self::ending(&weights.on(&Device::Cpu), hyper, &embedding)?
            }
            ending => ending?,
        };
        Ok(Self {
            embedding,
            layers,
            norm,
            head,
            rope: Rope::load(&weights.on(&Device::Cpu), hyper)?,
            hyper: hyper.clone(),
        })
    }

    /// How many layers compute on a device other than the processor.
    pub(super) fn n_layers_on_device(&self) -> usize {
        let on_device = |layer: &&Layer| !layer.device.is_cpu();
        self.layers.iter().filter(on_device).count()
    }

    /// What follows the layers.
    fn ending(
        weights: &Weights<'_>,
        hyper: &Hyperparameters,
        embedding: &Embedding,
    ) -> std::result::Result<(Norm, Linear), ModelError> {
        let norm = Norm::load(weights, "output_norm", hyper.n_embd, hyper.norm_eps)?;
        let head = if weights.has("output.weight") {
            Linear::load(weights, "output", hyper.n_embd, hyper.n_vocab)?
        } else if weights.device().is_cpu() {
            Linear::from_embedding(embedding)?
        } else {
            Linear::load(weights, "token_embd", hyper.n_embd, hyper.n_vocab)?
        };
        Ok((norm, head))
    }

    /// The hidden states of all `tokens`, and their keys and values in `cache`, not yet held; `None` when cancelled.
    fn hidden(
        &self,
        tokens: &[u32],
        cache: &mut KvCache,
        cancelled: &(dyn Fn() -> bool + Sync),
    ) -> std::result::Result<Option<Tensor>, ModelError> {
        cache.reserve(tokens.len())?;
        let mut pass = attention::Pass {
            rope: &self.rope,
            angles: self
                .rope
                .angles(cache.len(), tokens.len(), cache.is_long())?,
            mask: causal_mask(cache.len(), tokens.len())?,
        };
        let mut x = self.embedding.forward(tokens)?;
        for (index, layer) in self.layers.iter().enumerate() {
            if cancelled() {
                return Ok(None);
            }
            if !x.device().same_device(&layer.device) {
                x = x.to_device(&layer.device)?;
                pass = pass.to_device(&layer.device)?;
            }
            x = layer.forward(&x, index, &pass, cache)?;
        }
        Ok(Some(x))
    }

    /// Piece by piece: attention keeps a number for each head, new token and token before it.
    fn read(
        &self,
        sequence: &mut Sequence<'_>,
        cancelled: &(dyn Fn() -> bool + Sync),
    ) -> std::result::Result<(), Ended> {
        sequence.cache.reserve(sequence.tokens.len())?;
        sequence.logits.clear();
        let mut pieces = sequence.tokens.chunks(PIECE).peekable();
        while let Some(piece) = pieces.next() {
            let hidden = self.hidden(piece, sequence.cache, cancelled)?;
            let x = hidden.ok_or(Ended::Cancelled)?;
            sequence.cache.commit(piece);
            let wanted = match sequence.wanted {
                Wanted::Last if pieces.peek().is_some() => Wanted::Nothing,
                wanted => wanted,
            };
            sequence.logits.extend(self.logits(&x, wanted)?);
        }
        Ok(())
    }

    fn logits(&self, x: &Tensor, wanted: Wanted) -> Result<Vec<f32>> {
        let n_tokens = x.dim(0)?;
        let rows = match wanted {
            Wanted::Nothing => return Ok(Vec::new()),
            Wanted::Last => x.narrow(0, n_tokens - 1, 1)?.contiguous()?,
            Wanted::All => x.clone(),
        };
        let rows = rows.to_device(self.norm.device())?;
        let logits = self.head.forward(&self.norm.forward(&rows)?)?;
        logits.flatten_all()?.to_vec1()
    }
}

/// Why a pass did not come to its end.
enum Ended {
    Cancelled,
    Failed(ModelError),
}

impl<E: Into<ModelError>> From<E> for Ended {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl Architecture for Decoder {
    fn new_cache(&self) -> KvCache {
        let devices = self.layers.iter().map(|layer| layer.device.clone());
        let tensors = TensorCache::new(devices.collect());
        let mut cache = KvCache::of_tensors(self.hyper.cache_shape(CacheType::F16), tensors);
        self.expect(&mut cache, self.hyper.window);
        cache
    }

    fn expect(&self, cache: &mut KvCache, n_tokens: usize) {
        cache.set_long(n_tokens > self.hyper.original_window);
    }

    fn forward(
        &self,
        batch: &mut [Sequence<'_>],
        cancelled: &(dyn Fn() -> bool + Sync),
    ) -> std::result::Result<Pass, ModelError> {
        let held: Vec<usize> = batch.iter().map(|sequence| sequence.cache.len()).collect();
        let mut sequences = batch.iter_mut();
        let read = sequences.try_for_each(|sequence| self.read(sequence, cancelled));
        let ended = match read {
            Ok(()) => return Ok(Pass::Finished),
            Err(Ended::Cancelled) => Ok(Pass::Cancelled),
            Err(Ended::Failed(error)) => Err(error),
        };
        for (sequence, held) in batch.iter_mut().zip(held) {
            sequence.cache.truncate(held);
        }
        ended
    }
}
