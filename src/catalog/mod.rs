//! Models on this machine: where they are looked for, and whether they will run.

mod built_in;
mod discover;
mod fit;

pub use built_in::{BUILT_IN, built_in, named};
pub use discover::{Found, discover};
pub use fit::{Fit, fit, size};

use crate::engine::ModelFile;
use crate::explain::ModelError;

/// Whether the engine can run the model in this file, told from its header alone.
pub fn check(file: &ModelFile) -> Result<(), ModelError> {
    fit(&file.header()?).map(drop)
}
