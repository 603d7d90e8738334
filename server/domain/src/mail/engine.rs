//! Renders templates: strict about what is not there, everything that comes from a value escaped, and bounded in what
//! they may use up.
//!
//! Nothing can be loaded from a template, and no value can call itself safe: the filter that would say so is not there.

use super::{moment::Manner, values::Values};
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, HtmlEscape, Output, UndefinedBehavior, Value,
    syntax::SyntaxConfig, value::ValueKind,
};
use model::{Fault, TemplatePart};

/// How much work one part may be; about fifty times what the longest shipped one takes, and 2 MiB of text at most.
const FUEL: u64 = 32_768;
/// How deep macros may call each other.
const DEPTH: usize = 32;

/// The words of a template in one language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words<'a> {
    /// The subject.
    pub(crate) subject: &'a str,
    /// The text.
    pub(crate) text: &'a str,
    /// What is in the page of the HTML part, or the whole page; blank: the mail has none.
    pub(crate) html: &'a str,
}

/// What a template said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Composed {
    /// The subject, on one line.
    pub(crate) subject: String,
    /// The text.
    pub(crate) text: String,
    /// The page, or nothing.
    pub(crate) html: String,
}

/// A part that cannot be rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PartFault {
    /// Which one.
    pub(crate) part: TemplatePart,
    /// In which line, from 1.
    pub(crate) line: u32,
    /// At which character of the line, from 1.
    pub(crate) column: u32,
    /// What is wrong there.
    pub(crate) fault: Fault,
}

/// Renders all parts, or says what is wrong with the first that cannot be.
pub(crate) fn render(words: &Words<'_>, values: &Values, manner: &Manner) -> Result<Composed, PartFault> {
    let context = values.context(manner);
    let part = |part, source| render_part(part, source, &context);
    let subject =
        part(TemplatePart::Subject, words.subject)?.replace(char::is_control, " ").trim().to_owned();
    let text = part(TemplatePart::Text, words.text)?;
    let html = part(TemplatePart::Html, words.html)?;
    let html = super::page::page(&html, &subject, manner.language);
    Ok(Composed { subject, text, html })
}

fn render_part(part: TemplatePart, source: &str, context: &Value) -> Result<String, PartFault> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    environment.set_recursion_limit(DEPTH);
    environment.set_syntax(syntax());
    environment.remove_filter("safe");
    if part == TemplatePart::Html {
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.set_formatter(|out, _, value| put(out, value, true));
    } else {
        environment.set_formatter(|out, _, value| put(out, value, false));
    }
    environment.render_str(source, context.clone()).map_err(|error| fault(part, source, &error))
}

/// `{% if … %}` on a line of its own leaves no line behind.
fn syntax() -> SyntaxConfig {
    let mut syntax = SyntaxConfig::builder();
    syntax.keep_trailing_newline(true).trim_blocks(true).lstrip_blocks(true);
    syntax.build().unwrap_or_default()
}

/// Writes a value. Whether it is escaped does not depend on where in the template it stands; only what a template
/// itself has captured, and that is escaped already, is written as it is.
fn put(out: &mut Output<'_>, value: &Value, html: bool) -> Result<(), Error> {
    if value.kind() == ValueKind::None {
        return Ok(());
    }
    if value.kind() == ValueKind::Seq {
        for (index, item) in value.try_iter()?.enumerate() {
            if index > 0 {
                out.write_str(", ")?;
            }
            put(out, &item, html)?;
        }
        return Ok(());
    }
    if html && !value.is_safe() {
        out.write_str(&escaped(&value.to_string()))?;
    } else {
        write!(out, "{value}")?;
    }
    Ok(())
}

/// A text with everything that means something in HTML made harmless. A slash means nothing, and addresses are easier to
/// read with it.
pub(super) fn escaped(text: &str) -> String {
    HtmlEscape(text).to_string().replace("&#x2f;", "/")
}

/// Where it is, counted as an editor counts, and what it is.
fn fault(part: TemplatePart, source: &str, error: &Error) -> PartFault {
    let before = error.range().and_then(|range| source.get(..range.start));
    let line_start = before.map(|before| before.rfind('\n').map_or(0, |at| at + 1));
    let (line, column) = match (before, line_start) {
        (Some(before), Some(start)) => (before.matches('\n').count(), before[start..].chars().count()),
        _ => (error.line().unwrap_or(1).saturating_sub(1), 0),
    };
    let count = |from_zero: usize| u32::try_from(from_zero).unwrap_or(u32::MAX).saturating_add(1);
    PartFault { part, line: count(line), column: count(column), fault: what(error) }
}

fn what(error: &Error) -> Fault {
    match error.kind() {
        ErrorKind::UndefinedError => Fault::Unknown,
        ErrorKind::UnknownFilter
        | ErrorKind::UnknownTest
        | ErrorKind::UnknownFunction
        | ErrorKind::UnknownMethod => Fault::UnknownFunction,
        ErrorKind::OutOfFuel => Fault::TooMuch,
        ErrorKind::SyntaxError | ErrorKind::BadEscape => Fault::Syntax,
        _ => Fault::Operation,
    }
}

#[cfg(test)]
mod tests;
