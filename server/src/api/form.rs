//! A resource object of an application becomes the form that the dialog sends too, so that the same rules judge both.

use super::{
    document::application_attributes,
    error::{Flaw, Refusal},
    kind::{CUSTOMER_USERS, ORGANIZATIONS, USERS},
    resource::{Resource, pointer, wrong_type},
};
use http::StatusCode;
use model::{Application, ApplicationForm, Grant, Problem, Side, UserId};
use serde_json::{Map, Value};

/// What is in the attributes and relationships of a request.
#[derive(Debug)]
pub(super) struct Submission {
    /// The form.
    pub form: ApplicationForm,
    /// Whose it shall be; none if it does not say.
    pub owner: Option<UserId>,
}

/// A new application. What is not said is as the dialog first shows it.
pub(super) fn create(resource: &Resource) -> Result<Submission, Refusal> {
    Reader { form: ApplicationForm::new(), owner: None, current: None, flaws: Vec::new(), fixed: Vec::new() }
        .read(resource)
}

/// A change of an application: what is not said stays.
pub(super) fn change(resource: &Resource, current: &Application) -> Result<ApplicationForm, Refusal> {
    let form = ApplicationForm::of(current);
    Reader { form, owner: None, current: Some(current), flaws: Vec::new(), fixed: Vec::new() }
        .read(resource)
        .map(|submission| submission.form)
}

struct Reader<'a> {
    form: ApplicationForm,
    owner: Option<UserId>,
    current: Option<&'a Application>,
    flaws: Vec<Flaw>,
    /// Members that are told, not asked for, and that were asked to be something else.
    fixed: Vec<Flaw>,
}

impl Reader<'_> {
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
            (true, true) => Ok(Submission { form: self.form, owner: self.owner }),
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
            // Whoever sends back what they were shown changes nothing.
            (_, value) if shown.get(name) == Some(value) => {}
            ("clientId" | "grantType" | "side" | "lastUsedAt" | "createdAt" | "updatedAt", _) => {
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
            // A link that was shown.
            "secrets" if value.get("data").is_none() => return,
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

#[cfg(test)]
mod tests {
    use super::*;
    use model::{ApiAccess, ApiType, ApplicationId, OrganizationId, OrganizationRef, PersonRef, Timestamp};
    use serde_json::json;
    use uuid::Uuid;

    fn current() -> Application {
        let organization =
            OrganizationRef { id: OrganizationId(Uuid::from_u128(2)), name: "Acme".into(), global: true };
        Application {
            id: ApplicationId(Uuid::from_u128(1)),
            client_id: "abc".into(),
            name: "First App".into(),
            active: true,
            side: Side::BackOffice,
            grant: Grant::ClientCredentials,
            apis: ApiAccess::Only(vec![ApiType::Scim]),
            organization,
            owner: Some(PersonRef {
                id: UserId(Uuid::from_u128(3)),
                name: "John Doe".into(),
                email: "john.doe@example.com".into(),
                customer: None,
            }),
            redirect_uris: Vec::new(),
            confidential: true,
            skip_consent: false,
            last_used_at: None,
            created_at: Timestamp(0),
            updated_at: Timestamp(60),
            version: 4,
        }
    }

    fn resource(attributes: Value, relationships: Value) -> Resource {
        let object = |value| if let Value::Object(members) = value { members } else { Map::new() };
        Resource { attributes: object(attributes), relationships: object(relationships) }
    }

    fn changed(attributes: Value) -> Result<ApplicationForm, (u16, Vec<String>)> {
        change(&resource(attributes, json!({})), &current()).map_err(|refusal| places(&refusal))
    }

    fn places(refusal: &Refusal) -> (u16, Vec<String>) {
        let code = |flaw: &Flaw| match &flaw.source {
            Some(super::super::error::Source::Pointer(pointer)) => format!("{} {pointer}", flaw.code),
            _ => flaw.code.to_owned(),
        };
        (refusal.status.as_u16(), refusal.flaws.iter().map(code).collect())
    }

    #[test]
    fn what_is_not_said_stays() {
        let before = ApplicationForm::of(&current());
        assert_eq!(changed(json!({})).unwrap(), before);
        let expected = ApplicationForm { name: "Second".into(), ..before.clone() };
        assert_eq!(changed(json!({ "name": "Second" })).unwrap(), expected);
        assert_eq!(changed(json!({ "active": false })).unwrap(), ApplicationForm { active: false, ..before });
    }

    #[test]
    fn the_whole_resource_sent_back_changes_nothing() {
        let shown = Value::Object(application_attributes(&current()));
        let id = |byte| Uuid::from_u128(byte).to_string();
        let relationships = json!({
            "organization": { "data": { "type": "organizations", "id": id(2) } },
            "owner": { "data": { "type": "users", "id": id(3) } },
        });
        let form = change(&resource(shown, relationships), &current()).unwrap();
        assert_eq!(form, ApplicationForm::of(&current()));
    }

    #[test]
    fn either_way_of_saying_which_apis_is_enough() {
        let apis = |attributes| changed(attributes).map(|form| (form.all_apis, form.apis));
        assert!(apis(json!({ "allApis": true })).unwrap().0);
        assert_eq!(apis(json!({ "apis": ["json_api"] })).unwrap(), (false, vec!["json_api".to_owned()]));
        assert_eq!(apis(json!({ "allApis": false })).unwrap(), (false, vec!["scim".to_owned()]));
        assert!(apis(json!({ "allApis": true, "apis": ["scim", "email_addon", "json_api"] })).unwrap().0);
        assert!(apis(json!({ "allApis": true, "apis": ["customer_json_api"] })).unwrap().0);
        assert_eq!(
            apis(json!({ "allApis": true, "apis": ["scim"] })).unwrap_err(),
            (422, vec!["contradiction /data/attributes/apis".to_owned()])
        );
        let new = create(&resource(json!({ "apis": ["soap"] }), json!({}))).unwrap().form;
        assert_eq!((new.active, new.all_apis, new.apis), (true, false, vec!["soap".to_owned()]));
        assert!(create(&resource(json!({}), json!({}))).unwrap().form.all_apis);
    }

    #[test]
    fn everything_wrong_is_told_at_once() {
        let attributes = json!({
            "active": "yes", "allApis": 1, "apis": ["scim", 7], "clientSecret": "x", "grantType": "implicit", "name": null,
        });
        let relationships = json!({
            "customer": {}, "organization": { "data": null }, "owner": { "data": { "type": "users", "id": "me" } },
        });
        let (status, places) = places(&create(&resource(attributes, relationships)).unwrap_err());
        assert_eq!(status, 422);
        assert_eq!(
            places,
            [
                "wrong_type /data/attributes/active",
                "wrong_type /data/attributes/allApis",
                "wrong_type /data/attributes/apis/1",
                "unknown_attribute /data/attributes/clientSecret",
                "unknown_choice /data/attributes/grantType",
                "wrong_type /data/attributes/name",
                "unknown_relationship /data/relationships/customer",
                "malformed_relationship /data/relationships/organization",
                "unknown_choice /data/relationships/owner",
            ]
        );
    }

    #[test]
    fn what_is_only_told_cannot_be_set() {
        let fixed = |name: &str| (403, vec![format!("read_only /data/attributes/{name}")]);
        for name in ["clientId", "grantType", "side", "lastUsedAt", "createdAt", "updatedAt"] {
            assert_eq!(changed(json!({ name: "x" })).unwrap_err(), fixed(name));
        }
        let organization =
            json!({ "organization": { "data": { "type": "organizations", "id": Uuid::nil() } } });
        let refusal = change(&resource(json!({}), organization), &current()).unwrap_err();
        assert_eq!(places(&refusal), (403, vec!["read_only /data/relationships/organization".to_owned()]));
        let mine = places(&create(&resource(json!({ "clientId": "x" }), json!({}))).unwrap_err());
        assert_eq!(mine, fixed("clientId"));
    }
}
