//! What several areas need.

pub mod sample_state;
pub mod shown;
