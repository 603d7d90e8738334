//! A resource object of an application becomes the form that the dialog sends too, so that the same rules judge both.

#[cfg(test)]
mod tests;

use super::{
    document::application_attributes,
    error::{Flaw, Refusal},
    kind::{CUSTOMER_USERS, ORGANIZATIONS, USERS},
    resource::{Resource, pointer, wrong_type},
};
use http::StatusCode;
use model::{Application, ApplicationForm, Grant, Problem, SecretForm, Side, UserId};
use serde_json::{Map, Value};

/// What is in the attributes and relationships of a request.
#[derive(Debug)]
pub(super) struct Submission {
    /// The form.
    pub form: ApplicationForm,
    /// Whose it shall be; none if it does not say.
    pub owner: Option<UserId>,
    /// What is said of its secret.
    pub secret: SecretForm,
}

/// A new application. What is not said is as the dialog first shows it.
pub(super) fn create(resource: &Resource) -> Result<Submission, Refusal> {
    Reader::of(ApplicationForm::new(), None).read(resource)
}

/// A change of an application: what is not said stays.
pub(super) fn change(resource: &Resource, current: &Application) -> Result<ApplicationForm, Refusal> {
    Reader::of(ApplicationForm::of(current), Some(current)).read(resource).map(|submission| submission.form)
}

struct Reader<'a> {
    form: ApplicationForm,
    owner: Option<UserId>,
    secret: SecretForm,
    current: Option<&'a Application>,
    flaws: Vec<Flaw>,
    /// Members that are told, not asked for, and that were asked to be something else.
    fixed: Vec<Flaw>,
}

impl<'a> Reader<'a> {
    fn of(form: ApplicationForm, current: Option<&'a Application>) -> Self {
        let secret = SecretForm::default();
        Self { form, owner: None, secret, current, flaws: Vec::new(), fixed: Vec::new() }
    }

    fn read(mut self, resource: &Resource) -> Result<Submission, Refusal> {
        let shown = self.current.map(application_attributes).unwrap_or_default();
        for (name, value) in &resource.attributes {
            self.attribute(name, value, &shown);
        }
        self.access(&resource.attributes);
        for (name, value) in &resource.relationships {
            self.relationship(name, value);
        }
        let refused = |status, flaws| Err(Refusal { status, flaws, headers: Vec::new() });
        match (self.flaws.is_empty(), self.fixed.is_empty()) {
            (false, _) => refused(StatusCode::UNPROCESSABLE_ENTITY, self.flaws),
            // JSON:API 1.1: an unsupported request to create or update a resource is a 403.
            (true, false) => refused(StatusCode::FORBIDDEN, self.fixed),
            (true, true) => Ok(Submission { form: self.form, owner: self.owner, secret: self.secret }),
        }
    }

    fn attribute(&mut self, name: &str, value: &Value, shown: &Map<String, Value>) {
        let place = pointer("/data/attributes", name);
        match (name, value) {
            ("name", Value::String(name)) => self.form.name.clone_from(name),
            ("name", _) => self.flaws.push(wrong_type(place, "a string")),
            ("active", Value::Bool(active)) => self.form.active = *active,
            ("allApis", Value::Bool(_)) => {}
            ("active" | "allApis", _) => self.flaws.push(wrong_type(place, "true or false")),
            ("apis", _) => self.apis(value),
            ("grantType", Value::String(grant)) if self.current.is_none() => {
                // The other grants come with their own members (redirect URIs and the like).
                if grant.parse() != Ok(Grant::ClientCredentials) {
                    let problem = Problem::UnknownChoice;
                    self.flaws.push(Flaw::at(place, problem.code(), problem.to_string()));
                }
            }
            // Said of the first secret. What is said of a later one is said when it is made.
            ("secretLabel", Value::String(label)) if self.current.is_none() => {
                self.secret.label.clone_from(label);
            }
            ("secretLife", Value::String(life)) if self.current.is_none() => {
                self.secret.life.clone_from(life);
            }
            ("secretLabel" | "secretLife", _) if self.current.is_none() => {
                self.flaws.push(wrong_type(place, "a string"));
            }
            // Whoever sends back what they were shown changes nothing.
            (_, value) if shown.get(name) == Some(value) => {}
            (
                "clientId" | "grantType" | "side" | "origin" | "lastUsedAt" | "createdAt" | "updatedAt"
                | "secretLabel" | "secretLife",
                _,
            ) => {
                self.fixed.push(read_only(place));
            }
            _ => self.flaws.push(Flaw::at(place, "unknown_attribute", "There is no such attribute.")),
        }
    }

    fn apis(&mut self, value: &Value) {
        let place = "/data/attributes/apis";
        let Value::Array(apis) = value else {
            return self.flaws.push(wrong_type(place, "an array of strings"));
        };
        self.form.apis.clear();
        for (index, api) in apis.iter().enumerate() {
            match api {
                Value::String(api) => self.form.apis.push(api.clone()),
                _ => return self.flaws.push(wrong_type(format!("{place}/{index}"), "a string")),
            }
        }
    }

    /// `allApis` and `apis` say the same thing twice. Either is enough; together they must agree, because a list that
    /// is silently widened to everything is a permission nobody gave.
    fn access(&mut self, attributes: &Map<String, Value>) {
        match (attributes.get("allApis"), attributes.get("apis")) {
            (Some(Value::Bool(true)), Some(Value::Array(apis))) => {
                self.form.all_apis = true;
                let all = |side: Side| {
                    let names = side.api_types().iter().map(|api| api.scope());
                    apis.len() == names.len()
                        && names.into_iter().all(|name| apis.iter().any(|api| api == name))
                };
                if !apis.is_empty() && !all(Side::BackOffice) && !all(Side::Customer) {
                    let detail = "allApis is true, but these are not all.";
                    self.flaws.push(Flaw::at("/data/attributes/apis", "contradiction", detail));
                }
            }
            (Some(Value::Bool(all)), _) => self.form.all_apis = *all,
            (_, Some(_)) => self.form.all_apis = false,
            (_, None) => {}
        }
    }

    fn relationship(&mut self, name: &str, value: &Value) {
        let place = pointer("/data/relationships", name);
        let linked = match name {
            "organization" => linkage(value, &[ORGANIZATIONS.name]),
            // As it was shown: secrets are made and end at their own URL.
            "secrets" if value.get("links").is_some() || value.get("data").is_none() => return,
            "owner" => linkage(value, &[USERS.name, CUSTOMER_USERS.name]),
            _ => {
                let detail = "There is no such relationship.";
                return self.flaws.push(Flaw::at(place, "unknown_relationship", detail));
            }
        };
        let Some(id) = linked else {
            let kind = if name == "owner" { USERS.name } else { ORGANIZATIONS.name };
            let detail = format!("This must be {{\"data\": {{\"type\": \"{kind}\", \"id\": …}}}}.");
            return self.flaws.push(Flaw::at(place, "malformed_relationship", detail));
        };
        match (name, self.current) {
            ("organization", None) => id.clone_into(&mut self.form.organization),
            ("organization", Some(current)) if super::id::parse(id) == Some(current.organization.id) => {}
            ("owner", None) => {
                self.owner = super::id::parse(id);
                if self.owner.is_none() {
                    let problem = Problem::UnknownChoice;
                    self.flaws.push(Flaw::at(place, problem.code(), problem.to_string()));
                }
            }
            ("owner", Some(current))
                if current.owner.as_ref().is_some_and(|owner| super::id::parse(id) == Some(owner.id)) => {}
            _ => self.fixed.push(read_only(place)),
        }
    }
}

fn read_only(pointer: String) -> Flaw {
    Flaw::at(pointer, "read_only", "This cannot be set.")
}

/// The id in a to-one relationship of one of these types.
fn linkage<'a>(relationship: &'a Value, kinds: &[&str]) -> Option<&'a str> {
    let data = relationship.get("data")?;
    let kind = data.get("type")?.as_str()?;
    kinds.contains(&kind).then(|| data.get("id")?.as_str()).flatten()
}
