mod store;
//! One binary for all integration tests, so that the program is linked once; one file per area.

mod layering;
mod rust_code;
//! One binary for all integration tests: one file per area.

mod support;
mod window;
