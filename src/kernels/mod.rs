//! Arithmetic on quantized weights: the only home of SIMD.
//!
//! A [`Matrix`] holds weights in tiles of sixteen rows (see [`layout`]); [`matmul`] multiplies several of
//! them with the same input. Every instruction set computes what [`scalar`] defines, which one runs is
//! decided once, by [`Level::active`], and the order of sums is each one's own: a row's numbers may differ in their last
//! bits with how many rows are multiplied together. On a processor with AMX many rows together are rounded to bf16
//! instead of 8 bits, which differs by more.
#![expect(unsafe_code, reason = "SIMD, memory shared between threads")]

#[cfg(target_arch = "x86_64")]
mod amx;
mod arena;
pub mod attention;
#[cfg(target_arch = "x86_64")]
mod avx2;
mod input;
mod layout;
mod level;
mod matmul;
mod matrix;
mod pack;
mod pool;
mod product;
mod quantize;
mod scalar;
mod tensor_type;
#[cfg(test)]
mod tests;
pub mod vector;
#[cfg(target_arch = "x86_64")]
mod vnni;

pub use arena::{Arena, Region};
pub use input::Scratch;
pub use level::Level;
pub use matmul::{Stopped, matmul};
pub use matrix::{Matrix, PackError};
pub use pool::Pool;
pub use product::{Gated, Map, Product};
pub use tensor_type::TensorType;
