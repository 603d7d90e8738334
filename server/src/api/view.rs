//! What a request wants to see of what it gets: sparse fieldsets (`fields[…]`) and related resources (`include`).

use super::{
    kind::Kind,
    parameters::{BadParameter, Parameters},
};

/// The one relationship whose resource can come along; owners have no endpoint of their own yet.
const INCLUDABLE: &str = "organization";

/// What of the answer is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct View {
    /// Whether the organization comes along in `included`.
    pub organization: bool,
    fields: Vec<(&'static str, Vec<&'static str>)>,
}

impl View {
    /// Everything of the primary resource; the organization beside it if `organization`.
    pub const fn new(organization: bool) -> Self {
        Self { organization, fields: Vec::new() }
    }

    /// Whether a field of a resource type is shown.
    pub fn shows(&self, kind: &Kind, field: &str) -> bool {
        let wanted = self.fields.iter().find(|(name, _)| *name == kind.name);
        wanted.is_none_or(|(_, fields)| fields.contains(&field))
    }

    /// Takes a parameter if it is one of these; tells whether it was.
    pub fn read(&mut self, name: &str, value: &str, kinds: &[&Kind]) -> Result<bool, BadParameter> {
        if name == "include" {
            self.organization = included(value)?;
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
            shown.push(*kind.fields.iter().find(|known| **known == wanted).ok_or_else(|| {
                BadParameter::new(name, format!("The fields of this type are: {}.", kind.fields.join(", ")))
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
}

/// The refusal of a parameter that nobody here reads. JSON:API 1.1 demands it for its own families, and a typing
/// mistake that silently shows everything helps nobody.
pub(super) fn unknown(name: &str) -> BadParameter {
    BadParameter::new(name, "This parameter is not known here.")
}

fn included(value: &str) -> Result<bool, BadParameter> {
    match value {
        // An empty value asks for no related resource (JSON:API 1.1, *Inclusion of Related Resources*).
        "" => Ok(false),
        INCLUDABLE => Ok(true),
        _ => Err(BadParameter::new("include", format!("Only {INCLUDABLE} can be included."))),
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::kind::{APPLICATIONS, ORGANIZATIONS},
        *,
    };

    fn view(query: &str) -> Result<View, BadParameter> {
        let kinds = [&APPLICATIONS, &ORGANIZATIONS];
        Parameters::parse(query).and_then(|parameters| View::of(&parameters, &kinds, View::new(false)))
    }

    #[test]
    fn fields_are_narrowed_for_their_type_only() {
        let view = view("fields[oauthapplications]=name,owner&include=organization").unwrap();
        assert!(view.organization);
        assert!(view.shows(&APPLICATIONS, "name") && view.shows(&APPLICATIONS, "owner"));
        assert!(!view.shows(&APPLICATIONS, "clientId"));
        assert!(view.shows(&ORGANIZATIONS, "name"));
    }

    #[test]
    fn an_empty_fieldset_shows_no_field() {
        assert!(!view("fields[oauthapplications]=").unwrap().shows(&APPLICATIONS, "name"));
        assert!(!view("include=").unwrap().organization);
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
