//! The `aspiro` program; see `aspiro::cli` for what it can do.

use std::process::ExitCode;

fn main() -> ExitCode {
    aspiro::cli::main()
}
