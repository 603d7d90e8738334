//! Reads filters and paths, by recursive descent with a bounded depth.

use super::{Attribute, DEPTH_MAX, Filter, LENGTH_MAX, Literal, Operator, TERMS_MAX, Unreadable};
use std::str::FromStr;

impl FromStr for Filter {
    type Err = Unreadable;

    fn from_str(text: &str) -> Result<Self, Unreadable> {
        let mut reader = Reader::new(text)?;
        let filter = reader.any()?;
        reader.end()?;
        Ok(filter)
    }
}

/// Reads the name of an attribute, and nothing else.
pub(super) fn attribute(text: &str) -> Option<Attribute> {
    let mut reader = Reader::new(text).ok()?;
    let attribute = reader.attribute().ok()?;
    reader.end().ok()?;
    Some(attribute)
}

/// A place in a text.
pub(super) struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    terms: usize,
    /// Within brackets: there are no brackets in brackets (`valFilter`).
    within: bool,
}

impl<'a> Reader<'a> {
    /// At the beginning of a text that is not too long.
    pub(super) fn new(text: &'a str) -> Result<Self, Unreadable> {
        if text.len() > LENGTH_MAX {
            return Err(Unreadable(format!("It must have {LENGTH_MAX} bytes or less.")));
        }
        Ok(Self { text, at: 0, depth: 0, terms: 0, within: false })
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn fail<T>(&self, expected: &str) -> Result<T, Unreadable> {
        let place = self.text[..self.at].chars().count() + 1;
        Err(Unreadable(format!("{expected} is expected at character {place}.")))
    }

    fn spaces(&mut self) {
        self.at = self.text.len() - self.rest().trim_start_matches(' ').len();
    }

    fn take(&mut self, what: char) -> bool {
        let here = self.rest().starts_with(what);
        self.at += if here { what.len_utf8() } else { 0 };
        here
    }

    /// Takes as much as is made of these.
    fn run(&mut self, of: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let length = rest.find(|character| !of(character)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// Takes a word if it is this one, in capitals or not.
    fn word(&mut self, word: &str) -> bool {
        let start = self.at;
        let found = self.run(|character| character.is_ascii_alphanumeric()).eq_ignore_ascii_case(word);
        if !found {
            self.at = start;
        }
        found
    }

    /// Nothing but white space may follow.
    pub(super) fn end(&mut self) -> Result<(), Unreadable> {
        self.spaces();
        if self.rest().is_empty() { Ok(()) } else { self.fail("The end") }
    }

    fn any(&mut self) -> Result<Filter, Unreadable> {
        let first = self.all()?;
        let mut some = vec![first];
        while self.joined("or") {
            some.push(self.all()?);
        }
        Ok(if some.len() == 1 { some.remove(0) } else { Filter::Or(some) })
    }

    fn all(&mut self) -> Result<Filter, Unreadable> {
        let first = self.one()?;
        let mut all = vec![first];
        while self.joined("and") {
            all.push(self.one()?);
        }
        Ok(if all.len() == 1 { all.remove(0) } else { Filter::And(all) })
    }

    fn joined(&mut self, by: &str) -> bool {
        let start = self.at;
        self.spaces();
        let found = self.word(by);
        if !found {
            self.at = start;
        }
        found
    }

    fn one(&mut self) -> Result<Filter, Unreadable> {
        self.spaces();
        let start = self.at;
        if self.word("not") {
            self.spaces();
            if self.take('(') {
                return Ok(Filter::Not(Box::new(self.nested(')')?)));
            }
            self.at = start;
        }
        if self.take('(') {
            return self.nested(')');
        }
        let attribute = self.attribute()?;
        if !self.within && self.take('[') {
            return self.values().map(|filter| Filter::Values(attribute, Box::new(filter)));
        }
        self.comparison(attribute)
    }

    /// What stands in brackets, after the opening one.
    pub(super) fn values(&mut self) -> Result<Filter, Unreadable> {
        self.within = true;
        let filter = self.nested(']');
        self.within = false;
        filter
    }

    fn nested(&mut self, close: char) -> Result<Filter, Unreadable> {
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return Err(Unreadable(format!("It must not nest deeper than {DEPTH_MAX}.")));
        }
        let filter = self.any()?;
        self.spaces();
        if !self.take(close) {
            return self.fail(&format!("“{close}”"));
        }
        self.depth -= 1;
        Ok(filter)
    }

    fn comparison(&mut self, attribute: Attribute) -> Result<Filter, Unreadable> {
        self.terms += 1;
        if self.terms > TERMS_MAX {
            return Err(Unreadable(format!("It must not have more than {TERMS_MAX} comparisons.")));
        }
        let before = self.at;
        self.spaces();
        if self.at == before {
            return self.fail("A space");
        }
        if self.word("pr") {
            return Ok(Filter::Present(attribute));
        }
        let Some(operator) = Operator::ALL.into_iter().find(|operator| self.word(operator.as_str())) else {
            return self.fail("An operator");
        };
        self.spaces();
        let literal = self.literal()?;
        Ok(Filter::Compare(attribute, operator, literal))
    }

    fn literal(&mut self) -> Result<Literal, Unreadable> {
        if self.rest().starts_with('"') {
            return self.quoted();
        }
        let start = self.at;
        let word = self.run(|character| character.is_ascii_alphanumeric() || "+-.".contains(character));
        // Entra ID and others write `True`.
        match word.to_ascii_lowercase().as_str() {
            "null" => Ok(Literal::Null),
            "true" => Ok(Literal::Bool(true)),
            "false" => Ok(Literal::Bool(false)),
            number if serde_json::from_str::<serde_json::Number>(number).is_ok() => {
                Ok(Literal::Number(word.to_owned()))
            }
            _ => {
                self.at = start;
                self.fail("A text in double quotes, a number, true, false or null")
            }
        }
    }

    fn quoted(&mut self) -> Result<Literal, Unreadable> {
        let mut escaped = false;
        let end = self.rest().char_indices().skip(1).find(|(_, character)| {
            let closes = *character == '"' && !escaped;
            escaped = *character == '\\' && !escaped;
            closes
        });
        let Some((end, _)) = end else { return self.fail("A text that ends with a double quote") };
        let Ok(text) = serde_json::from_str(&self.rest()[..=end]) else {
            return self.fail("A text as JSON writes it");
        };
        self.at += end + 1;
        Ok(Literal::Text(text))
    }

    /// `[URI ":"] ATTRNAME ["." ATTRNAME]`. A URI may have dots in it, as in `…:core:2.0:User:userName`.
    pub(super) fn attribute(&mut self) -> Result<Attribute, Unreadable> {
        let start = self.at;
        let whole = self.run(|c| c.is_ascii_alphanumeric() || "-_.:$".contains(c));
        let (schema, path) = match whole.rsplit_once(':') {
            Some((schema, path)) => (Some(schema.to_owned()), path),
            None => (None, whole),
        };
        let (name, sub) = match path.split_once('.') {
            Some((name, sub)) => (name, Some(sub)),
            None => (path, None),
        };
        let well = is_name(name) && sub.is_none_or(is_name) && schema.as_deref().is_none_or(is_uri);
        if !well {
            self.at = start;
            return self.fail("The name of an attribute");
        }
        Ok(Attribute { schema, name: name.to_owned(), sub: sub.map(str::to_owned) })
    }

    /// `.name` after brackets.
    pub(super) fn sub_attribute(&mut self) -> Result<Option<String>, Unreadable> {
        if !self.take('.') {
            return Ok(None);
        }
        let name = self.run(|c| c.is_ascii_alphanumeric() || "-_$".contains(c));
        if is_name(name) { Ok(Some(name.to_owned())) } else { self.fail("The name of a sub-attribute") }
    }

    /// Whether an opening bracket comes, which is taken.
    pub(super) fn bracket(&mut self) -> bool {
        self.take('[')
    }
}

/// `ALPHA *(nameChar)`, and `$ref`.
fn is_name(text: &str) -> bool {
    let text = text.strip_prefix('$').unwrap_or(text);
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && !text.contains(['.', ':', '$'])
}

fn is_uri(text: &str) -> bool {
    text.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("urn:")) && text.len() > 4
}
