//! Who runs a model, and what it takes.

use std::panic::{AssertUnwindSafe, catch_unwind};

use half::f16;

use super::arch::{self, Loaded};
use super::decoder::{self, Decoder};
use super::file::ModelFile;
use super::gguf::Header;
use super::hyperparameters::Hyperparameters;
use super::weights::Weights;
use super::{LoadOptions, Observer, foreign, memory, worker};
use crate::explain::ModelError;
use crate::kernels::Pool;

/// What loading needs of a header, every tensor's shape checked.
pub(super) enum Plan {
    Own(Box<Hyperparameters>),
    Foreign(foreign::Plan),
}

impl Plan {
    /// `window` lowers the model's own window; it cannot raise it.
    pub(super) fn from_header(header: &Header, window: Option<usize>) -> Result<Self, ModelError> {
        match Hyperparameters::from_header(header, window) {
            Ok(hyperparameters) => {
                decoder::check(header, &hyperparameters)?;
                Ok(Self::Own(Box::new(hyperparameters)))
            }
            Err(ModelError::UnsupportedArchitecture { .. }) => {
                foreign::Plan::from_header(header, window).map(Self::Foreign)
            }
            Err(error) => Err(error),
        }
    }

    pub(super) const fn n_vocab(&self) -> usize {
        match self {
            Self::Own(hyperparameters) => hyperparameters.n_vocab,
            Self::Foreign(plan) => plan.n_vocab,
        }
    }

    pub(super) const fn n_layers(&self) -> usize {
        match self {
            Self::Own(hyperparameters) => hyperparameters.n_layers,
            Self::Foreign(plan) => plan.n_layers,
        }
    }

    pub(super) fn window(&self) -> usize {
        match self {
            Self::Own(hyper) => hyper.window,
            Self::Foreign(plan) => plan.window,
        }
    }

    /// Of one token's keys and values, as they are stored unless something else is asked for.
    pub(super) fn cache_bytes_per_token(&self) -> usize {
        match self {
            Self::Own(hyper) => {
                2 * size_of::<f16>() * hyper.n_layers * hyper.n_kv_heads * hyper.head_dim
            }
            Self::Foreign(plan) => plan.cache_bytes_per_token,
        }
    }

    pub(super) fn warnings(&self) -> &[String] {
        match self {
            Self::Own(hyperparameters) => &hyperparameters.warnings,
            Self::Foreign(plan) => &plan.warnings,
        }
    }

    /// The header has been checked; should loading panic all the same, that is an error and not the end.
    pub(super) fn load(
        &self,
        file: &ModelFile,
        header: &Header,
        options: &LoadOptions,
        observer: Observer<'_>,
    ) -> Result<Loaded, ModelError> {
        memory::ensure(usize::try_from(header.file_bytes()).ok(), || {
            format!("Its weights take {} MiB", header.file_bytes() >> 20)
        })?;
        catch_unwind(AssertUnwindSafe(|| match self {
            Self::Own(hyper) => {
                let weights = Weights::open(file, header, observer)?;
                load_own(&weights, hyper, options)
            }
            Self::Foreign(plan) => Ok(Loaded {
                model: foreign::load(file.path()?, plan)?,
                window: plan.window,
                warnings: Vec::new(),
            }),
        }))
        .unwrap_or_else(|panic| Err(worker::failed(panic.as_ref())))
    }
}

/// On a graphics card, with candle's kernels where ours do not reach, or with ours.
fn load_own(
    weights: &Weights<'_>,
    hyper: &Hyperparameters,
    options: &LoadOptions,
) -> Result<Loaded, ModelError> {
    let mut warnings = Vec::new();
    let on_tensors = arch::runs_on_tensors(weights.header(), hyper);
    if on_tensors
        && let Some(loaded) = arch::load_on_card(weights, hyper, options.device, &mut warnings)?
    {
        return Ok(loaded);
    }
    // Ours are for x86-64; on this processor candle's are the faster ones.
    let model = if on_tensors && cfg!(target_arch = "aarch64") {
        arch::load_on_processor(weights, hyper)?
    } else {
        let pool = options
            .n_threads
            .map_or_else(Pool::with_all_cores, Pool::new);
        let cache_shape = hyper.cache_shape(options.cache_type);
        Box::new(Decoder::load(weights, hyper, cache_shape, pool)?)
    };
    Ok(Loaded {
        model,
        window: hyper.window,
        warnings,
    })
}
