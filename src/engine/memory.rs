//! An allocation that fails ends the program, so large ones are asked about first.

use crate::explain::ModelError;

/// Fails with [`ModelError::OutOfMemory`] when the system would refuse `bytes` now; `None` means more than
/// can be counted. `detail` is a clause for the person, without a full stop.
pub(super) fn ensure(
    bytes: Option<usize>,
    detail: impl FnOnce() -> String,
) -> Result<(), ModelError> {
    let fits = bytes.is_some_and(|bytes| Vec::<u8>::new().try_reserve_exact(bytes).is_ok());
    if fits {
        return Ok(());
    }
    Err(ModelError::OutOfMemory { detail: detail() })
}
