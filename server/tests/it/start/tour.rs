//! The tour of the README, command by command against a real server: what newcomers type works, and says what they are told.

use crate::support::Folder;
use std::{fmt::Write, process::Command};

const TITLE: &str = "## A tour of ten minutes\n";

/// Where the README says the server is.
const ADDRESS: &str = "127.0.0.1:3000";

/// What begins a line that says what the command above prints.
const PRINTS: &str = "#> ";

/// The commands of the tour, each with what it has to print; the last ones may print what they like.
fn steps() -> Vec<(String, Option<String>)> {
    let readme = include_str!("../../../../README.md");
    let (_, tour) = readme.split_once(TITLE).expect("the tour");
    let tour = tour.split("\n## ").next().unwrap_or_default();
    let blocks = tour.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next());
    let mut steps = Vec::new();
    for block in blocks {
        let mut commands = String::new();
        for line in block.lines().map(str::trim) {
            if let Some(printed) = line.strip_prefix(PRINTS) {
                steps.push((std::mem::take(&mut commands), Some(printed.to_owned())));
            } else {
                commands.push_str(line);
                commands.push('\n');
            }
        }
        if !commands.trim().is_empty() {
            steps.push((commands, None));
        }
    }
    steps
}

#[test]
fn the_tour_of_the_readme_is_true() {
    let folder = Folder::new();
    folder.succeed(&["init", "--demo"]);
    let server = folder.serve();
    let address = server.address.to_string();
    let steps = steps();
    assert!(steps.iter().filter(|(_, printed)| printed.is_some()).count() >= 8, "{steps:?}");

    // One shell for all of them, for later ones use what earlier ones found out.
    let mut script = String::from("set -euo pipefail\n");
    for (number, (commands, printed)) in steps.iter().enumerate() {
        writeln!(script, "{{\n{commands}}} >said-{number} 2>&1 || {{ cat said-{number}; exit 1; }}")
            .expect("a text");
        if printed.is_some() {
            let told = format!("echo \"step {number} said:\"; cat said-{number}; exit 1;");
            writeln!(script, "grep -qF -- \"$EXPECTED_{number}\" said-{number} || {{ {told} }}")
                .expect("a text");
        }
    }
    let expected = steps.iter().enumerate().filter_map(|(number, (_, printed))| {
        Some((format!("EXPECTED_{number}"), printed.clone()?.replace(ADDRESS, &address)))
    });
    let binaries = std::path::Path::new(env!("CARGO_BIN_EXE_latchkey")).parent().expect("a folder");
    let path = format!("{}:{}", binaries.display(), std::env::var("PATH").unwrap_or_default());
    let output = Command::new("bash")
        .current_dir(folder.path())
        .args(["-c", &script.replace(ADDRESS, &address)])
        .env_clear()
        .env("PATH", path)
        .env("LATCHKEY_SERVER__LISTEN", &address)
        .envs(expected)
        .output()
        .expect("bash");
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}\n{script}");
}
