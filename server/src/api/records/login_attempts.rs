//! Attempts to sign in: who came in, who did not, and why not.

use super::{
    super::kind::{CUSTOMER_USERS, Kind, LOGIN_ATTEMPTS, USERS},
    Records,
    relationship::{Related, Relationship},
};
use domain::{Actor, Office};
use model::{GridQuery, LoginAttempt, LoginAttemptField, LoginAttemptId, LoginFailure, Page};
use serde_json::{Value, json};
use uuid::Uuid;

/// Attempts to sign in.
pub(super) struct LoginAttempts;

impl Records for LoginAttempts {
    const KIND: &'static Kind = &LOGIN_ATTEMPTS;
    const COLUMNS: &'static [(&'static str, LoginAttemptField)] = &[
        ("email", LoginAttemptField::Email),
        ("user", LoginAttemptField::User),
        ("clientId", LoginAttemptField::Application),
        ("source", LoginAttemptField::Source),
        ("succeeded", LoginAttemptField::Succeeded),
        ("reason", LoginAttemptField::Reason),
        ("address", LoginAttemptField::Address),
        ("userAgent", LoginAttemptField::Browser),
        ("createdAt", LoginAttemptField::Created),
    ];
    const INCLUDABLE: &'static [&'static str] = &["user"];
    const RELATED: &'static [&'static Kind] = &[&USERS, &CUSTOMER_USERS];
    type Field = LoginAttemptField;
    type Id = LoginAttemptId;
    type Row = LoginAttempt;

    async fn list(
        office: &Office,
        actor: &Actor,
        query: &GridQuery<LoginAttemptField>,
    ) -> domain::Result<Page<LoginAttempt>> {
        office.list_login_attempts(actor, query).await
    }

    async fn find(office: &Office, actor: &Actor, id: LoginAttemptId) -> domain::Result<LoginAttempt> {
        office.find_login_attempt(actor, id).await
    }

    fn id(row: &LoginAttempt) -> Uuid {
        row.id.0
    }

    fn version(_: &LoginAttempt) -> Option<i64> {
        None
    }

    fn attributes(row: &LoginAttempt) -> Value {
        json!({
            "email": row.email,
            "clientId": row.application.as_ref().map(|application| &application.client_id),
            "source": row.source.as_str(),
            "succeeded": row.failure.is_none(),
            "reason": row.failure.map(LoginFailure::as_str),
            "address": row.address,
            "userAgent": row.user_agent,
            "createdAt": row.created_at.to_rfc3339(),
        })
    }

    fn relationships(row: &LoginAttempt) -> Vec<Relationship> {
        vec![Relationship::one("user", row.user.clone().map(Related::from))]
    }
}
