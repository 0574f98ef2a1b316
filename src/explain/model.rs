//! Failures of a local model.

use super::{Explain, Explanation};

/// Why a local model could not be loaded or could not answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    #[error("the model file cannot be opened: {reason}")]
    Unreadable { reason: String },
    #[error("not a GGUF file")]
    NotGguf,
    #[error("broken GGUF: {detail}")]
    Broken { detail: String },
    #[error("unsupported architecture {architecture:?}")]
    UnsupportedArchitecture { architecture: String },
    #[error("unsupported tensor type in {tensor:?}: {found}")]
    UnsupportedType { tensor: String, found: String },
    #[error("unsupported tokenizer: {detail}")]
    UnsupportedTokenizer { detail: String },
    #[error("the chat template failed: {detail}")]
    Template { detail: String },
    #[error("the schema cannot be followed: {detail}")]
    Schema { detail: String },
    #[error("the prompt has {needed} tokens and the model reads {window}")]
    Overflow { needed: usize, window: usize },
    #[error("out of memory: {detail}")]
    OutOfMemory { detail: String },
    #[error("loading was stopped")]
    Cancelled,
    #[error("what was saved cannot be used: {detail}")]
    SavedCache { detail: String },
    #[error("what was read could not be saved: {reason}")]
    CacheNotSaved { reason: String },
    #[error("the engine failed: {detail}")]
    Failed { detail: String },
}

impl ModelError {
    /// The short code that provenance lists for a local link that did not answer.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "unreadable",
            Self::NotGguf => "not_gguf",
            Self::Broken { .. } => "broken",
            Self::UnsupportedArchitecture { .. }
            | Self::UnsupportedType { .. }
            | Self::UnsupportedTokenizer { .. } => "unsupported",
            Self::Template { .. } => "chat_template",
            Self::Schema { .. } => "schema",
            Self::Overflow { .. } => "too_long",
            Self::OutOfMemory { .. } => "out_of_memory",
            Self::Cancelled => "cancelled",
            Self::SavedCache { .. } => "saved_cache",
            Self::CacheNotSaved { .. } => "cache_not_saved",
            Self::Failed { .. } => "failed",
        }
    }
}

impl Explain for ModelError {
    fn explain(&self) -> Explanation {
        let next = "Choose another model on the Models page.";
        match self {
            Self::Unreadable { reason } => Explanation::new(
                "The model file cannot be opened.",
                format!("The system says: {reason}."),
                "Check that it still exists, or choose another model.",
            ),
            Self::NotGguf => Explanation::new(
                "This file is not a GGUF model.",
                "It does not begin with the mark that every GGUF file has.",
                "Download the GGUF version of the model; its name ends in .gguf.",
            ),
            Self::Broken { detail } => Explanation::new(
                "This model file is broken.",
                format!("Its header does not hold together: {detail}."),
                "Download it again; a download that was cut short looks like this.",
            ),
            Self::UnsupportedArchitecture { architecture } => Explanation::new(
                "Aspiro cannot run this kind of model yet.",
                format!("Its architecture is called {architecture:?}."),
                "Use a model of the Llama, Qwen, Gemma or Phi family.",
            ),
            Self::UnsupportedType { tensor, found } => Explanation::new(
                "This model uses a number format Aspiro cannot compute with.",
                format!("The tensor {tensor:?} is stored as {found}."),
                "Choose a Q4_K_M, Q5_K_M, Q6_K or Q8_0 version of the same model.",
            ),
            Self::UnsupportedTokenizer { detail } => Explanation::new(
                "This model splits text in a way Aspiro does not know.",
                format!("{detail}."),
                next,
            ),
            Self::Template { detail } => Explanation::new(
                "The model's chat template does not work.",
                format!("It stopped with: {detail}."),
                next,
            ),
            Self::Schema { detail } => Explanation::new(
                "Aspiro cannot hold an answer to this schema.",
                format!("{detail}."),
                "Take the keyword out, or write what it asks for in simpler ones.",
            ),
            Self::Overflow { needed, window } => Explanation::new(
                "This is too long for the model.",
                format!("The text needs {needed} tokens and the model reads {window} at once."),
                "Shorten it, start a new conversation, or choose a model with a larger window.",
            ),
            Self::OutOfMemory { detail } => Explanation::new(
                "There is not enough memory for this model.",
                format!("{detail}."),
                "Close other programs, or choose a smaller model.",
            ),
            Self::Cancelled => Explanation::new(
                "The model was not loaded.",
                "Loading it was stopped before it was done.",
                "Load it again when you need it.",
            ),
            Self::SavedCache { detail } => Explanation::new(
                "What the model had read cannot be taken up again.",
                format!("The file named for it is of no use here: {detail}."),
                "Name another file; one that is not there yet will be made.",
            ),
            Self::CacheNotSaved { reason } => Explanation::new(
                "What the model has read could not be saved.",
                format!("The system says: {reason}."),
                "Name a file in a folder that you may write to and that has room.",
            ),
            Self::Failed { detail } => Explanation::new(
                "The local model stopped unexpectedly.",
                format!("It reported: {detail}."),
                "Try again; if it happens again, choose another model.",
            ),
        }
    }
}
