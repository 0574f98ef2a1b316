//! Aspiro: an offline-first career workstation on a language model of your own.
//!
//! A résumé goes in, evidence comes out. The modules below are in reading order; `docs/ARCHITECTURE.md`
//! says who may use whom and why.

pub mod chat;
pub mod config;
pub mod explain;
pub mod private;

pub mod atlas;
pub mod career;
pub mod ingest;
pub mod prompt;

pub mod bench;
pub mod catalog;
pub mod egress;
pub mod engine;
pub mod kernels;
pub mod provider;

pub mod advisor;
pub mod store;

pub mod app;
pub mod gui;

pub mod cli;
