//! One binary for all integration tests: one file per area.

mod support;
mod window;
mod window_pictures;
