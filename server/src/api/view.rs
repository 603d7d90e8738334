//! What a request wants to see of what it gets: sparse fieldsets (`fields[…]`) and related resources (`include`).

use super::{
    kind::Kind,
    parameters::{BadParameter, Parameters},
};

/// What of the answer is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct View {
    /// The relationships whose resources can come along.
    includable: &'static [&'static str],
    /// Those that do.
    included: Vec<&'static str>,
    fields: Vec<(&'static str, Vec<&'static str>)>,
}

impl View {
    /// Everything of the primary resource. Beside it come none of these related ones, unless asked for.
    pub const fn new(includable: &'static [&'static str]) -> Self {
        Self { includable, included: Vec::new(), fields: Vec::new() }
    }

    /// The same with all of them, unless asked otherwise.
    #[must_use]
    pub fn with_all(mut self) -> Self {
        self.included = self.includable.to_vec();
        self
    }

    /// Whether the resources of a relationship come along in `included`.
    pub fn includes(&self, relationship: &str) -> bool {
        self.included.contains(&relationship)
    }

    /// Whether a field of a resource type is shown.
    pub fn shows(&self, kind: &Kind, field: &str) -> bool {
        let wanted = self.fields.iter().find(|(name, _)| *name == kind.name);
        wanted.is_none_or(|(_, fields)| fields.contains(&field))
    }

    /// Takes a parameter if it is one of these; tells whether it was.
    pub fn read(&mut self, name: &str, value: &str, kinds: &[&Kind]) -> Result<bool, BadParameter> {
        if name == "include" {
            self.included = self.related(value)?;
            return Ok(true);
        }
        let Some(kind) = name.strip_prefix("fields[").and_then(|rest| rest.strip_suffix(']')) else {
            return Ok(false);
        };
        let kind = kinds.iter().find(|known| known.name == kind).ok_or_else(|| {
            BadParameter::new(name, "There is no resource of this type in the answer.".to_owned())
        })?;
        let mut shown = Vec::new();
        for wanted in value.split(',').filter(|wanted| !wanted.is_empty()) {
            shown.push(kind.field(wanted).ok_or_else(|| {
                BadParameter::new(name, format!("The fields of this type are: {}.", kind.names().join(", ")))
            })?);
        }
        self.fields.push((kind.name, shown));
        Ok(true)
    }

    /// Reads the parameters of an endpoint that takes no others.
    pub fn of(parameters: &Parameters, kinds: &[&Kind], default: Self) -> Result<Self, BadParameter> {
        let mut view = default;
        for (name, value) in parameters.iter() {
            if !view.read(name, value, kinds)? {
                return Err(unknown(name));
            }
        }
        Ok(view)
    }

    /// The relationships that are named; an empty value asks for none (JSON:API 1.1, *Inclusion of Related Resources*).
    fn related(&self, value: &str) -> Result<Vec<&'static str>, BadParameter> {
        let mut related = Vec::new();
        for wanted in value.split(',').filter(|_| !value.is_empty()) {
            related.push(*self.includable.iter().find(|known| **known == wanted).ok_or_else(|| {
                let known = self.includable.join(", ");
                BadParameter::new("include", format!("What can be included: {known}."))
            })?);
        }
        Ok(related)
    }
}

/// The refusal of a parameter that nobody here reads. JSON:API 1.1 demands it for its own families, and a typing
/// mistake that silently shows everything helps nobody.
pub(crate) fn unknown(name: &str) -> BadParameter {
    BadParameter::new(name, "This parameter is not known here.")
}

#[cfg(test)]
mod tests {
    use super::{
        super::kind::{APPLICATIONS, ORGANIZATIONS},
        *,
    };

    fn view(query: &str) -> Result<View, BadParameter> {
        let kinds = [&APPLICATIONS, &ORGANIZATIONS];
        Parameters::parse(query)
            .and_then(|parameters| View::of(&parameters, &kinds, View::new(&["organization"])))
    }

    #[test]
    fn fields_are_narrowed_for_their_type_only() {
        let view = view("fields[oauthapplications]=name,owner&include=organization").unwrap();
        assert!(view.includes("organization"));
        assert!(view.shows(&APPLICATIONS, "name") && view.shows(&APPLICATIONS, "owner"));
        assert!(!view.shows(&APPLICATIONS, "clientId"));
        assert!(view.shows(&ORGANIZATIONS, "name"));
    }

    #[test]
    fn an_empty_fieldset_shows_no_field() {
        assert!(!view("fields[oauthapplications]=").unwrap().shows(&APPLICATIONS, "name"));
        assert!(!view("include=").unwrap().includes("organization"));
    }

    #[test]
    fn what_does_not_exist_is_refused() {
        for (query, name) in [
            ("fields[oauthapplications]=secret", "fields[oauthapplications]"),
            ("fields[oauthapplications]=name,Name", "fields[oauthapplications]"),
            ("fields[users]=name", "fields[users]"),
            ("fields[]=name", "fields[]"),
            ("fields=name", "fields"),
            ("fields[oauthapplications=name", "fields[oauthapplications"),
            ("include=owner", "include"),
            ("include=organization.owner", "include"),
            ("include=organization,owner", "include"),
            ("page[number]=1", "page[number]"),
            ("access_token=x", "access_token"),
        ] {
            assert_eq!(view(query).unwrap_err().name, name, "{query}");
        }
    }
}
