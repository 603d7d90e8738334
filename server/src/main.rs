//! The binary `latchkey`.

use clap::Parser;
use server::command::Latchkey;
use std::process::ExitCode;

fn main() -> ExitCode {
    Latchkey::parse().run()
}
