//! What commands say: answers on standard output, complaints on standard error.

use domain::Error;
use std::{
    io::{self, Write},
    process::ExitCode,
};

/// One line of the answer. A reader that has gone away (`| head`) is no error.
pub(super) fn say(line: impl AsRef<str>) {
    let _ = writeln!(io::stdout(), "{}", line.as_ref());
}

/// How far a long command is: for whoever waits, not for programs that read the answer.
pub(super) fn note(table: &str, rows: u64) {
    let _ = writeln!(io::stderr(), "{rows:>10}  {table}");
}

/// What went wrong, and the exit code that says so.
pub(super) fn complain(text: &str) -> ExitCode {
    for line in text.lines() {
        let _ = writeln!(io::stderr(), "latchkey: {line}");
    }
    ExitCode::FAILURE
}

/// An error with its causes, in words for whoever typed the command.
pub(super) fn explain(error: &anyhow::Error) -> String {
    match error.downcast_ref::<Error>() {
        Some(Error::Invalid(invalid)) => invalid
            .0
            .iter()
            .map(|(field, problem)| format!("{field}: {problem}"))
            .collect::<Vec<_>>()
            .join("\n"),
        Some(Error::NotFound) => "there is nothing by that name".into(),
        _ => {
            let mut texts: Vec<String> = Vec::new();
            for cause in error.chain().map(ToString::to_string) {
                // Wrappers often repeat what they wrap.
                if !texts.last().is_some_and(|last| last.contains(&cause)) {
                    texts.push(cause);
                }
            }
            texts.join(": ")
        }
    }
}
