//! One design language: what a style sheet says in numbers is a token, or it is the shape of one part alone.

use std::{
    fs,
    path::{Path, PathBuf},
};

fn sheets() -> Vec<(PathBuf, String)> {
    let style = Path::new(env!("CARGO_MANIFEST_DIR")).join("../style");
    let folders = [style.clone(), style.join("parts"), style.join("pages")];
    let files = folders.iter().flat_map(|folder| fs::read_dir(folder).expect("a folder of style sheets"));
    let files = files.map(|entry| entry.expect("an entry").path());
    files
        .filter(|path| path.extension().is_some_and(|extension| extension == "css"))
        .map(|path| (path.clone(), fs::read_to_string(path).expect("a style sheet")))
        .collect()
}

/// The declarations of a sheet: line, property, value.
fn declarations(sheet: &str) -> impl Iterator<Item = (usize, &str, &str)> {
    sheet.lines().enumerate().filter_map(|(index, line)| {
        let (property, value) = line.split("/*").next()?.trim().strip_suffix(';')?.split_once(": ")?;
        Some((index + 1, property, value))
    })
}

/// Whether there is a length or a time in it that is neither nothing nor in the size of the text around (`em`).
fn has_number(value: &str) -> bool {
    value.split([' ', '(', ')', ',']).any(|word| {
        let word = word.trim_start_matches('-');
        let unit = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        unit.len() < word.len() && ["rem", "px", "ms", "s"].contains(&unit)
    })
}

#[test]
fn distances_sizes_colours_and_times_are_tokens() {
    const LENGTHS: [&str; 5] = ["gap", "padding", "margin", "border-radius", "font-size"];
    const TIMES: [&str; 2] = ["transition", "animation"];
    let mut stray = Vec::new();
    for (path, sheet) in sheets() {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        if name == "tokens.css" {
            continue;
        }
        // What nobody is to see move, whatever a part says.
        let sheet = sheet.split("@media (prefers-reduced-motion").next().unwrap_or_default();
        for (line, property, value) in declarations(sheet) {
            let about = |names: &[&str]| {
                names.iter().any(|name| {
                    property == *name || property.strip_prefix(name).is_some_and(|rest| rest.starts_with('-'))
                }) || property.ends_with("-gap")
            };
            let colour = ["oklch(", "rgb(", "hsl(", "#"].iter().any(|colour| value.contains(colour));
            let number = (about(&LENGTHS) || property.ends_with("-radius")) && has_number(value)
                || about(&TIMES) && has_number(&value.replace("1ms", ""))
                || property == "z-index" && value.parse::<u32>().is_ok_and(|layer| layer > 1)
                || property == "font-weight" && value.parse::<u32>().is_ok();
            if colour || number {
                stray.push(format!("{name}:{line}: {property}: {value}"));
            }
        }
    }
    assert!(stray.is_empty(), "{stray:#?}");
}

#[test]
fn every_token_that_is_used_exists_and_every_one_that_exists_is_used() {
    let sheets = sheets();
    let known: Vec<String> = sheets
        .iter()
        .flat_map(|(_, sheet)| sheet.lines())
        .filter_map(|line| line.trim().split_once(':'))
        .filter(|(property, _)| property.starts_with("--"))
        .map(|(property, _)| property.to_owned())
        .collect();
    let uses: Vec<&str> = sheets
        .iter()
        // The page that shows all of them uses none.
        .filter(|(path, _)| !path.ends_with("design.css"))
        .flat_map(|(_, sheet)| sheet.split("var(").skip(1))
        .filter_map(|rest| rest.split([')', ',']).next())
        .collect();
    let unknown: Vec<_> = uses.iter().filter(|token| !known.iter().any(|one| one == *token)).collect();
    assert!(unknown.is_empty(), "no such token: {unknown:#?}");
    let unused: Vec<_> = known.iter().filter(|token| !uses.contains(&token.as_str())).collect();
    assert!(unused.is_empty(), "nobody uses {unused:#?}");
}
