//! The `annals` program: the command line, and the window where no command is given.

use std::process::ExitCode;

fn main() -> ExitCode {
    annals::cli::main(std::time::Instant::now)
}
