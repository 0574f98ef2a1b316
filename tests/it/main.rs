mod analyze;
mod chain;
mod ingest;
