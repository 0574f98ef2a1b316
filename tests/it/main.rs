//! One binary for all integration tests, so that the program is linked once; one file per area.

#![expect(clippy::print_stdout, reason = "a test says what it left out")]

mod analyze;
mod app;
mod bench;
mod chain;
mod documents;
mod engine;
mod grammar;
mod ingest;
mod layering;
mod occupation_text;
mod real_window;
mod route;
mod rust_code;
mod samples;
mod store;
mod support;
mod templates;
mod titles;
mod window;
mod window_pictures;
mod window_resume;
mod word_list;
