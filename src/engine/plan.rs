//! Who runs a model, and what it takes.

use std::panic::{AssertUnwindSafe, catch_unwind};

use candle_core::utils::get_num_threads;
use half::f16;

use super::arch::{self, Architecture, Loaded};
use super::decoder::{self, Decoder};
use super::file::ModelFile;
use super::gguf::Header;
use super::hyperparameters::Hyperparameters;
use super::weights::Weights;
use super::{LoadOptions, Observer, Progress, foreign, memory, worker};
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
            Err(ModelError::UnsupportedArchitecture { architecture }) => {
                match foreign::Plan::from_header(header, window) {
                    // Ours tells what of a family we know it is that we lack.
                    Err(ModelError::UnsupportedArchitecture { .. })
                        if architecture != header.architecture() =>
                    {
                        Err(ModelError::UnsupportedArchitecture { architecture })
                    }
                    plan => plan.map(Self::Foreign),
                }
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

    /// What is held in memory besides the file's bytes and the cache, where it is much.
    pub(super) const fn other_bytes(&self) -> usize {
        match self {
            Self::Own(_) => 0,
            Self::Foreign(plan) => plan.other_bytes,
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
        let bytes = header
            .file_bytes()
            .saturating_add(self.other_bytes() as u64);
        memory::ensure(usize::try_from(bytes).ok(), || {
            format!("Its weights take {} MiB", bytes >> 20)
        })?;
        catch_unwind(AssertUnwindSafe(|| match self {
            Self::Own(hyper) => {
                let weights = Weights::open(file, header, observer)?;
                load_own(&weights, hyper, options)
            }
            Self::Foreign(plan) => load_foreign(file, header, plan, observer),
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
    let (model, n_threads): (Box<dyn Architecture>, _) =
        if on_tensors && cfg!(target_arch = "aarch64") {
            (arch::load_on_processor(weights, hyper)?, get_num_threads())
        } else {
            let pool = options
                .n_threads
                .map_or_else(Pool::with_all_cores, Pool::new);
            let n_threads = pool.n_threads();
            let cache_shape = hyper.cache_shape(options.cache_type);
            let decoder = Decoder::load(weights, hyper, cache_shape, pool)?;
            (Box::new(decoder), n_threads)
        };
    Ok(Loaded {
        model,
        window: hyper.window,
        n_threads,
        warnings,
    })
}

/// The observer is asked before and told after; what lies between cannot be stopped.
fn load_foreign(
    file: &ModelFile,
    header: &Header,
    plan: &foreign::Plan,
    observer: Observer<'_>,
) -> Result<Loaded, ModelError> {
    let total_bytes = header.tensor_bytes();
    let tell = |done_bytes| {
        let progress = Progress {
            done_bytes,
            total_bytes,
        };
        super::tell(observer, progress)
    };
    tell(0)?;
    let model = foreign::load(file.path()?, plan)?;
    tell(total_bytes)?;
    Ok(Loaded {
        model,
        window: plan.window,
        n_threads: get_num_threads(),
        warnings: Vec::new(),
    })
}
