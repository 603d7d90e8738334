//! Makes users of people who are nobody here yet, where the operator wants it and the provider vouches for their address.

use super::{
    claims::Told,
    identities::linked,
    refusal::Stop,
    settings::{IdentityProvider, NewPeople},
};
use crate::{
    Office, Result,
    audit::{Audited, By},
    people::add_person,
};
use model::{NAME_MAX_LENGTH, ProviderProblem, Side};
use store::{IdentityRow, NewUserRow, RoleRow};

impl Office {
    /// Adds them, with the role that their claim gives, or else the one that everybody new gets.
    pub(super) async fn create_from(
        &self,
        provider: &IdentityProvider,
        new: &NewPeople,
        told: &Told,
    ) -> Result<Result<IdentityRow, ProviderProblem>, Stop> {
        let (id, created_at) = (self.new_id(), self.now());
        let row = NewUserRow {
            id,
            customer: None,
            email: told.email.clone(),
            first_name: first_name(told),
            last_name: fit(&told.last_name),
            password_hash: None,
            created_at,
        };
        let identity = self.identity_of(provider, told, id);
        let mut change = self.begin_administration().await?;
        let Some(organization) = change.tx.find_organization_by_name(&new.organization).await? else {
            tracing::error!(
                provider = provider.id,
                "nobody can be added: there is no organization `{}`",
                new.organization
            );
            return Ok(Err(ProviderProblem::NotLinked));
        };
        let known = change.tx.roles_of_side(Side::BackOffice).await?;
        let mut names = provider.roles.as_ref().map(|rules| rules.given(told)).unwrap_or_default();
        if names.is_empty() {
            names.push(&new.role);
        }
        let roles: Vec<RoleRow> =
            known.into_iter().filter(|role| names.contains(&role.name.as_str())).collect();
        if roles.is_empty() {
            tracing::error!(provider = provider.id, ?names, "nobody can be added: there is no such role");
            return Ok(Err(ProviderProblem::NotLinked));
        }
        match add_person(&mut change.tx, &row, &[organization.id], &roles).await {
            Ok(()) => {}
            // Somebody was faster with this address.
            Err(crate::Error::Invalid(_)) => return Ok(Err(ProviderProblem::NotLinked)),
            Err(error) => return Err(error.into()),
        }
        match change.tx.add_identity(&identity).await {
            Ok(()) => {}
            Err(store::Error::Unique(_)) => return Ok(Err(ProviderProblem::Taken)),
            Err(error) => return Err(error.into()),
        }
        let found = self.locked_user(&mut change.tx, id).await?;
        let name = if row.first_name.is_empty() { &row.last_name } else { &row.first_name };
        self.record_created(&mut change.tx, By::Person(id, name), &found).await?;
        let deed = linked(found.about(), &provider.name, &identity);
        self.record(&mut change.tx, By::Person(id, name), deed).await?;
        self.commit_administration(change).await?;
        tracing::info!(provider = provider.id, user = %id, "somebody was added by their first sign-in");
        Ok(Ok(identity))
    }
}

/// Everybody has a first name; who was told without one is called as their address is.
fn first_name(told: &Told) -> String {
    let name = fit(&told.first_name);
    if !name.is_empty() {
        return name;
    }
    if told.last_name.is_empty() { fit(told.email.split('@').next().unwrap_or_default()) } else { name }
}

/// What a stranger sent, as a name.
fn fit(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(NAME_MAX_LENGTH).collect::<String>().trim().to_owned()
}
