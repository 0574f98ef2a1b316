//! What the program does without a window: commands in, state out.

pub mod command;
pub mod state;

pub use command::Command;
pub use state::State;
