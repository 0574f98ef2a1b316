//! The families of models we run, told apart by data.

use crate::explain::ModelError;

/// Which elements of a head rotate together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RopePairs {
    /// Neighbours: (0, 1), (2, 3), …
    Interleaved,
    /// Halves: (0, n/2), (1, n/2 + 1), …
    Halves,
}

/// What the gate of a feed-forward part goes through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Activation {
    Silu,
    /// By its tanh approximation.
    Gelu,
}

/// Which layers see only the last tokens, in a family where the file tells how many.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sliding {
    /// Each layer with this number, counted from one, sees everything; 0 when none does.
    pub(super) period: usize,
    /// Tokens seen when the file does not say; 0 when it then means everything.
    pub(super) default_window: usize,
    /// The rotation of layers that see little; that of the others when there is none.
    pub(super) rope_base: Option<f64>,
}

/// What the families do differently; everything else they share. Biases need no entry here: a file that has such
/// tensors wants them used.
#[derive(Debug, Clone, Copy)]
pub(super) struct Family {
    pub(super) name: &'static str,
    pub(super) rope_pairs: RopePairs,
    pub(super) activation: Activation,
    /// Each head of q and k has a norm.
    pub(super) head_norms: bool,
    /// What attention and the feed-forward part add is normed once more.
    pub(super) post_norms: bool,
    /// Embeddings are multiplied by the square root of their size.
    pub(super) scales_embedding: bool,
    /// The number of layers by which to know the one size whose scores are scaled by the size of
    /// `n_embd / n_heads` and not of a head; no metadata tells.
    pub(super) n_layers_scaled_by_embedding: Option<usize>,
    /// Soft caps of attention scores and of logits where the file gives none.
    pub(super) softcaps: Option<(f32, f32)>,
    pub(super) sliding: Option<Sliding>,
    /// Its feed-forward parts may have experts.
    pub(super) experts: bool,
}

const LLAMA: Family = Family {
    name: "llama",
    rope_pairs: RopePairs::Interleaved,
    activation: Activation::Silu,
    head_norms: false,
    post_norms: false,
    scales_embedding: false,
    n_layers_scaled_by_embedding: None,
    softcaps: None,
    sliding: Some(Sliding {
        period: 0,
        default_window: 0,
        rope_base: None,
    }),
    experts: true,
};

const QWEN2: Family = Family {
    name: "qwen2",
    rope_pairs: RopePairs::Halves,
    sliding: None,
    experts: false,
    ..LLAMA
};

const QWEN3: Family = Family {
    name: "qwen3",
    head_norms: true,
    ..QWEN2
};

const GEMMA2: Family = Family {
    name: "gemma2",
    rope_pairs: RopePairs::Halves,
    activation: Activation::Gelu,
    head_norms: false,
    post_norms: true,
    scales_embedding: true,
    n_layers_scaled_by_embedding: Some(46),
    softcaps: Some((50.0, 30.0)),
    sliding: Some(Sliding {
        period: 2,
        default_window: 4096,
        rope_base: None,
    }),
    experts: false,
};

/// `llama` covers Llama, Mistral, Mixtral and SmolLM: their converters permute q and k for interleaved pairs. `phi3` is Phi-3
/// and Phi-4-mini. The norm weights of Gemma come from the converter with their one already added.
const FAMILIES: [Family; 7] = [
    LLAMA,
    QWEN2,
    QWEN3,
    Family {
        name: "qwen3moe",
        experts: true,
        ..QWEN3
    },
    GEMMA2,
    Family {
        name: "gemma3",
        head_norms: true,
        n_layers_scaled_by_embedding: Some(62),
        softcaps: None,
        sliding: Some(Sliding {
            period: 6,
            default_window: 0,
            rope_base: Some(10_000.0),
        }),
        ..GEMMA2
    },
    Family {
        name: "phi3",
        rope_pairs: RopePairs::Halves,
        experts: false,
        ..LLAMA
    },
];

impl Family {
    pub(super) fn named(name: &str) -> Result<Self, ModelError> {
        FAMILIES
            .into_iter()
            .find(|family| family.name == name)
            .ok_or_else(|| ModelError::UnsupportedArchitecture {
                architecture: name.to_owned(),
            })
    }
}
