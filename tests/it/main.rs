mod analyze;
mod chain;
