//! How results look in a terminal: at most 80 columns, colour only where it is wanted.

pub mod analysis;
pub mod paint;
