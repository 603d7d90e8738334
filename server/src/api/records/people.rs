//! Users and customer users. They are the same kind of record, but each side has its own resource type and path.

use super::{
    super::kind::{
        COLLEAGUES, CUSTOMER_USERS, CUSTOMERS, GIVABLE_ROLES, Kind, ORGANIZATIONS, OWN_CUSTOMER, ROLES, USERS,
    },
    Records,
    relationship::{Related, Relationship},
};
use domain::{Actor, Error, Office};
use model::{GridQuery, Page, Side, Timestamp, User, UserField, UserId};
use serde_json::{Value, json};
use uuid::Uuid;

/// Users of the back office.
pub(super) struct Users;

/// Customer users.
pub(super) struct CustomerUsers;

/// Customer users, for those of their customer.
pub(super) struct Colleagues;

/// The people of a side.
trait People: Send + Sync + 'static {
    const SIDE: Side;
    const KIND: &'static Kind;
    const COLUMNS: &'static [(&'static str, UserField)];
    const INCLUDABLE: &'static [&'static str];
    const RELATED: &'static [&'static Kind];
}

impl People for Users {
    const SIDE: Side = Side::BackOffice;
    const KIND: &'static Kind = &USERS;
    const COLUMNS: &'static [(&'static str, UserField)] = &[
        ("name", UserField::Name),
        ("email", UserField::Email),
        ("roles", UserField::Role),
        ("organizations", UserField::Organization),
        ("enabled", UserField::Enabled),
        ("lastLoginAt", UserField::LastLogin),
        ("createdAt", UserField::Created),
    ];
    const INCLUDABLE: &'static [&'static str] = &["organizations", "roles", "manager"];
    const RELATED: &'static [&'static Kind] = &[&ORGANIZATIONS, &ROLES];
}

impl People for CustomerUsers {
    const SIDE: Side = Side::Customer;
    const KIND: &'static Kind = &CUSTOMER_USERS;
    const COLUMNS: &'static [(&'static str, UserField)] = &[
        ("name", UserField::Name),
        ("email", UserField::Email),
        ("customerName", UserField::Customer),
        ("roles", UserField::Role),
        ("organizations", UserField::Organization),
        ("enabled", UserField::Enabled),
        ("lastLoginAt", UserField::LastLogin),
        ("createdAt", UserField::Created),
    ];
    const INCLUDABLE: &'static [&'static str] = &["customer", "organizations", "roles", "manager"];
    const RELATED: &'static [&'static Kind] = &[&CUSTOMERS, &ORGANIZATIONS, &ROLES, &USERS];
}

impl People for Colleagues {
    const SIDE: Side = Side::Customer;
    const KIND: &'static Kind = &COLLEAGUES;
    const COLUMNS: &'static [(&'static str, UserField)] = &[
        ("name", UserField::Name),
        ("email", UserField::Email),
        ("roles", UserField::Role),
        ("enabled", UserField::Enabled),
        ("lastLoginAt", UserField::LastLogin),
        ("createdAt", UserField::Created),
    ];
    const INCLUDABLE: &'static [&'static str] = &["customer", "organizations", "roles"];
    const RELATED: &'static [&'static Kind] = &[&OWN_CUSTOMER, &ORGANIZATIONS, &GIVABLE_ROLES];
}

impl<P: People> Records for P {
    const KIND: &'static Kind = P::KIND;
    const COLUMNS: &'static [(&'static str, UserField)] = P::COLUMNS;
    const INCLUDABLE: &'static [&'static str] = P::INCLUDABLE;
    const RELATED: &'static [&'static Kind] = P::RELATED;
    type Field = UserField;
    type Id = UserId;
    type Row = User;

    async fn list(
        office: &Office,
        actor: &Actor,
        query: &GridQuery<UserField>,
    ) -> domain::Result<Page<User>> {
        office.list_users(actor, P::SIDE, query, None).await
    }

    async fn find(office: &Office, actor: &Actor, id: UserId) -> domain::Result<User> {
        let user = office.find_user(actor, id).await?;
        if user.side == P::SIDE { Ok(user) } else { Err(Error::NotFound) }
    }

    fn id(row: &User) -> Uuid {
        row.id.0
    }

    fn version(row: &User) -> Option<i64> {
        Some(row.version)
    }

    fn attributes(row: &User) -> Value {
        json!({
            "name": row.name(),
            "email": row.email,
            "firstName": row.first_name,
            "lastName": row.last_name,
            "side": row.side.as_str(),
            "enabled": row.enabled,
            "active": row.active,
            "hasPassword": row.has_password,
            "lastLoginAt": row.last_login_at.map(Timestamp::to_rfc3339),
            "createdAt": row.created_at.to_rfc3339(),
        })
    }

    fn relationships(row: &User) -> Vec<Relationship> {
        let customer = row.customer.as_ref();
        let customer = customer.map(|one| Related::with(&CUSTOMERS, one.id.0, json!({ "name": one.name })));
        let mut all = vec![
            Relationship::one("customer", customer),
            Relationship::many("organizations", row.organizations.iter().cloned().map(Related::from)),
            Relationship::many("roles", row.roles.iter().cloned().map(Related::from)),
            Relationship::one("manager", row.manager.clone().map(Related::from)),
        ];
        all.retain(|one| P::KIND.field(one.name).is_some());
        all
    }
}
