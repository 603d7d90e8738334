//! What the members of a request become in the form, and what is refused.

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
        origin: model::Origin::Person,
        origin_name: None,
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
    for name in ["clientId", "grantType", "side", "origin", "lastUsedAt", "createdAt", "updatedAt"] {
        assert_eq!(changed(json!({ name: "x" })).unwrap_err(), fixed(name));
    }
    let organization = json!({ "organization": { "data": { "type": "organizations", "id": Uuid::nil() } } });
    let refusal = change(&resource(json!({}), organization), &current()).unwrap_err();
    assert_eq!(places(&refusal), (403, vec!["read_only /data/relationships/organization".to_owned()]));
    let mine = places(&create(&resource(json!({ "clientId": "x" }), json!({}))).unwrap_err());
    assert_eq!(mine, fixed("clientId"));
}
