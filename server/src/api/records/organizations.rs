//! Organizations, in which people work.

use super::{
    super::kind::{Kind, ORGANIZATIONS},
    Records,
    relationship::Relationship,
};
use domain::{Actor, Office};
use model::{GridQuery, Organization, OrganizationField, OrganizationId, Page};
use serde_json::{Value, json};
use uuid::Uuid;

/// Organizations, in which people work.
pub(super) struct Organizations;

impl Records for Organizations {
    const KIND: &'static Kind = &ORGANIZATIONS;
    const COLUMNS: &'static [(&'static str, OrganizationField)] = &[
        ("name", OrganizationField::Name),
        ("global", OrganizationField::Global),
        ("users", OrganizationField::Users),
        ("enabled", OrganizationField::Enabled),
        ("createdAt", OrganizationField::Created),
    ];
    const INCLUDABLE: &'static [&'static str] = &[];
    const RELATED: &'static [&'static Kind] = &[];
    type Field = OrganizationField;
    type Id = OrganizationId;
    type Row = Organization;

    async fn list(
        office: &Office,
        actor: &Actor,
        query: &GridQuery<OrganizationField>,
    ) -> domain::Result<Page<Organization>> {
        office.list_organizations(actor, query).await
    }

    async fn find(office: &Office, actor: &Actor, id: OrganizationId) -> domain::Result<Organization> {
        office.find_organization(actor, id).await
    }

    fn id(row: &Organization) -> Uuid {
        row.id.0
    }

    fn version(row: &Organization) -> Option<i64> {
        Some(row.version)
    }

    fn attributes(row: &Organization) -> Value {
        json!({
            "name": row.name,
            "global": row.global,
            "enabled": row.enabled,
            "secondFactor": row.second_factor,
            "users": row.users,
            "createdAt": row.created_at.to_rfc3339(),
        })
    }

    fn relationships(_: &Organization) -> Vec<Relationship> {
        Vec::new()
    }
}
