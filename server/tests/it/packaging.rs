//! What comes with the product to run it: the unit of systemd and the file that an image is built of, tried as far as that can
//! be done without either.

mod image;
mod unit;

use std::{path::PathBuf, process::Command};

/// A file of `server/packaging`.
fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("packaging").join(name)
}

/// Whether a program is on this machine and works here; what needs it is left untried where it does not, and says so.
#[expect(clippy::print_stderr, reason = "whoever reads the results should know what was not tried")]
fn works(program: &str, arguments: &[&str]) -> bool {
    let works = Command::new(program).args(arguments).output().is_ok_and(|output| output.status.success());
    if !works {
        eprintln!("not tried, because `{program} {}` does not work here", arguments.join(" "));
    }
    works
}
