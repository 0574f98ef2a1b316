//! One binary for all integration tests: one file per area.

mod scratch;
mod support;
mod window;
