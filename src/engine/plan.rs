//! Who runs a model, and what it takes.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use super::arch::{self, DeviceChoice, Hyperparameters, Loaded};
use super::gguf::Header;
use super::weights::Weights;
use super::{foreign, memory, worker};
use crate::explain::ModelError;

/// What loading needs of a header, every tensor's shape checked.
pub(super) enum Plan {
    Own(Hyperparameters),
    Foreign(foreign::Plan),
}

impl Plan {
    /// `window` lowers the model's own window; it cannot raise it.
    pub(super) fn from_header(header: &Header, window: Option<usize>) -> Result<Self, ModelError> {
        match Hyperparameters::from_header(header, window) {
            Ok(hyperparameters) => {
                arch::check(header, &hyperparameters)?;
                Ok(Self::Own(hyperparameters))
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

    pub(super) fn warnings(&self) -> &[String] {
        match self {
            Self::Own(hyperparameters) => &hyperparameters.warnings,
            Self::Foreign(plan) => &plan.warnings,
        }
    }

    /// The header has been checked; should candle panic all the same, that is an error and not the end.
    pub(super) fn load(
        &self,
        path: &Path,
        header: &Header,
        device: DeviceChoice,
    ) -> Result<Loaded, ModelError> {
        memory::ensure(usize::try_from(header.file_bytes()).ok(), || {
            format!("Its weights take {} MiB", header.file_bytes() >> 20)
        })?;
        catch_unwind(AssertUnwindSafe(|| match self {
            Self::Own(hyperparameters) => {
                arch::load(&Weights::open(path, header)?, hyperparameters, device)
            }
            Self::Foreign(plan) => Ok(Loaded {
                model: foreign::load(path, plan)?,
                window: plan.window,
                warnings: Vec::new(),
            }),
        }))
        .unwrap_or_else(|panic| Err(worker::failed(panic.as_ref())))
    }
}
