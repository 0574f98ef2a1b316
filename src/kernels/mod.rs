//! Arithmetic on quantized weights: the only home of SIMD.
//!
//! A [`Matrix`] holds weights in tiles of sixteen rows (see [`layout`]); [`matmul`] multiplies several of
//! them with the same input. Every instruction set computes what [`scalar`] defines, and which one runs is
//! decided once, by [`Level::active`].
#![expect(unsafe_code, reason = "SIMD, memory shared between threads")]

mod arena;
pub mod attention;
mod level;
mod pool;
mod tensor_type;
pub mod vector;

pub use arena::{Arena, Region};
pub use level::Level;
pub use pool::Pool;
pub use tensor_type::TensorType;
