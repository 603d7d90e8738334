//! What was found, for people and for programs.

use crate::command::output::say;
use serde::Serialize;
use serde_json::json;
use std::process::ExitCode;

/// What was found of one thing, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Finding {
    /// In order.
    Ok(String),
    /// It works, but somebody should look.
    Warning(String),
    /// It does not work, or is not safe.
    Problem(String),
}

/// All of it, in the order in which it is told.
#[derive(Default)]
pub(super) struct Report(Vec<Line>);

#[derive(Serialize)]
struct Line {
    name: &'static str,
    status: &'static str,
    text: String,
}

impl From<Result<String, String>> for Finding {
    fn from(outcome: Result<String, String>) -> Self {
        outcome.map_or_else(Self::Problem, Self::Ok)
    }
}

impl Report {
    pub(super) fn add(&mut self, name: &'static str, finding: Finding) {
        let (status, text) = match finding {
            Finding::Ok(text) => ("ok", text),
            Finding::Warning(text) => ("warning", text),
            Finding::Problem(text) => ("problem", text),
        };
        self.0.push(Line { name, status, text });
    }

    /// Says it; exit code 1 if there is a problem.
    pub(super) fn print(&self, as_json: bool) -> ExitCode {
        let healthy = self.0.iter().all(|line| line.status != "problem");
        if as_json {
            say(json!({ "healthy": healthy, "checks": self.0 }).to_string());
        } else {
            for Line { name, status, text } in &self.0 {
                say(format!("{status:8} {name:11} {text}"));
            }
        }
        if healthy { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}
