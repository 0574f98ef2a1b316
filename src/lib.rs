//! Aspiro: an offline-first career workstation on a language model of your own.
//!
//! A résumé goes in, evidence comes out. The modules below are in reading order; `docs/ARCHITECTURE.md`
//! says who may use whom and why.

pub mod chat;
pub mod explain;
pub mod private;

pub mod career;

pub mod atlas;
pub mod egress;
pub mod ingest;
pub mod prompt;
pub mod provider;

pub mod advisor;

pub mod app;

pub mod cli;
