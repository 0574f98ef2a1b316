//! Models on this machine: where they are looked for, and whether they will run.

mod discover;
mod fit;

pub use discover::{Found, discover};
pub use fit::{Fit, fit, size};

use std::path::Path;

use crate::engine::gguf::Header;
use crate::explain::ModelError;

/// Whether the engine can run the model in this file, told from its header alone.
pub fn check(path: &Path) -> Result<(), ModelError> {
    let header = Header::read(path)?;
    fit(&header, path).map(drop)
}
