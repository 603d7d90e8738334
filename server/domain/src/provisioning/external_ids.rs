//! What the identity provider of an organization calls people and roles. Each organization has its own, so that two providers
//! who never heard of each other do not get in each other's way.

use crate::{
    Actor, Error, Office, Result,
    audit::{About, Audited, Deed},
};
use model::{
    Action, AuditAction, AuditField, Invalid, NAME_MAX_LENGTH, Problem, RoleId, UserId, differences,
};
use std::collections::HashMap;
use store::Transaction;

impl Office {
    /// What the actor's organization calls these people, whom the actor was shown.
    pub async fn external_ids_of_users(
        &self,
        actor: &Actor,
        users: &[UserId],
    ) -> Result<HashMap<UserId, String>> {
        let organization = actor.viewer.organization.id;
        Ok(self.0.database.external_ids_of_users(organization, users).await?.into_iter().collect())
    }

    /// What the actor's organization calls these roles.
    pub async fn external_ids_of_roles(
        &self,
        actor: &Actor,
        roles: &[RoleId],
    ) -> Result<HashMap<RoleId, String>> {
        let organization = actor.viewer.organization.id;
        Ok(self.0.database.external_ids_of_roles(organization, roles).await?.into_iter().collect())
    }

    /// Sets what the actor's organization calls a person; `None` or empty is nothing.
    pub async fn set_external_id_of_user(
        &self,
        actor: &Actor,
        id: UserId,
        external_id: Option<&str>,
    ) -> Result<()> {
        self.found_user(id).await?.require_changeable(actor)?;
        let external_id = checked(external_id)?;
        let mut change = self.begin_administration().await?;
        let mut found = self.locked_user(&mut change.tx, id).await?;
        found.require_changeable(actor)?;
        let organization = actor.viewer.organization.id;
        let before = change.tx.external_id_of_user(organization, id).await?;
        change.tx.set_external_id_of_user(organization, id, external_id).await.map_err(refused)?;
        self.record_external_id(&mut change.tx, actor, found.about(), (before, external_id)).await?;
        change.tx.save_user(&mut found.row, self.now()).await?;
        self.commit_administration(change).await
    }

    /// Sets what the actor's organization calls a role; `None` or empty is nothing.
    pub async fn set_external_id_of_role(
        &self,
        actor: &Actor,
        id: RoleId,
        external_id: Option<&str>,
    ) -> Result<()> {
        let external_id = checked(external_id)?;
        let mut change = self.begin_administration().await?;
        let row = change.tx.find_role(id).await?.ok_or(Error::NotFound)?;
        actor.require_role(Action::Edit, &row)?;
        let (organization, now) = (actor.viewer.organization.id, self.now());
        let before = change.tx.external_id_of_role(organization, id).await?;
        change.tx.set_external_id_of_role(organization, id, external_id, now).await.map_err(refused)?;
        let about = row.about().within([organization]);
        self.record_external_id(&mut change.tx, actor, about, (before, external_id)).await?;
        self.commit_administration(change).await
    }
}

impl Office {
    async fn record_external_id(
        &self,
        tx: &mut Transaction,
        actor: &Actor,
        about: About,
        (before, after): (Option<String>, Option<&str>),
    ) -> Result<()> {
        let changes = differences(
            &[(AuditField::ExternalId, before.into())],
            &[(AuditField::ExternalId, after.into())],
        );
        if changes.is_empty() {
            return Ok(());
        }
        self.record(tx, actor, Deed::new(AuditAction::Changed, about).with(changes)).await
    }
}

/// The id as it is stored: as it was sent, or nothing where it is empty.
fn checked(external_id: Option<&str>) -> Result<Option<&str>> {
    let Some(id) = external_id.filter(|id| !id.is_empty()) else { return Ok(None) };
    if id.chars().count() > NAME_MAX_LENGTH {
        return Err(Invalid::one("external_id", Problem::TooLong { limit: 255 }).into());
    }
    if id.chars().any(char::is_control) {
        return Err(Invalid::one("external_id", Problem::ControlCharacters).into());
    }
    Ok(Some(id))
}

/// An id that is taken is a refusal of what was sent, decided by the index.
fn refused(error: store::Error) -> Error {
    match error {
        store::Error::Unique(_) => Invalid::one("external_id", Problem::NameTaken).into(),
        error => error.into(),
    }
}
