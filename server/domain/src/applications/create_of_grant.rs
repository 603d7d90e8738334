//! Creates an application of any grant, for the page of all applications of a side.

use super::{beyond::may_hand_on, refused, subject};
use crate::{Actor, ClientSecret, Error, Office, Record, Result, credentials::generate_client_id};
use model::{
    Action, ApplicationForm, ApplicationInput, GrantInput, Invalid, Level, NewApplication, OrganizationId,
    OrganizationRef, Problem, Side,
};
use store::{NewApplicationRow, SecretRow};

impl Office {
    /// Creates an application of this side. Client credentials act as the person the form names, and come with a token to
    /// try them with; the others act as whoever lets them in, and belong to nobody but their organization.
    pub async fn create_application_of_side(
        &self,
        actor: &Actor,
        side: Side,
        form: &ApplicationForm,
    ) -> Result<NewApplication> {
        if !actor.may_create_of_side(side) {
            return Err(Error::Forbidden);
        }
        let (input, grant) = both(form.validate(side), form.validate_grant())?;
        if grant.grant.has_owner() {
            let owner = self.owner_by_name(actor, side, &grant.owner).await?;
            let created = self.create_application(actor, owner, form).await?;
            let token = self.temporary_token(&created.application.client_id).await;
            return Ok(NewApplication {
                application: created.application,
                client_secret: Some(created.client_secret),
                token: Some(token),
            });
        }
        self.require_step_up(actor, None).await?;
        let organization = self.organization_of_nobodys(actor, side, input.organization).await?;
        if !may_hand_on(actor, &input.apis, side) {
            return Err(Error::Forbidden);
        }
        self.insert_of_nobody(actor, side, organization.id, input, grant).await
    }

    /// The organizations in which the actor may create an application that belongs to nobody: the current one first.
    pub(crate) async fn organizations_of_nobodys(
        &self,
        actor: &Actor,
        side: Side,
    ) -> Result<Vec<OrganizationRef>> {
        let mut organizations: Vec<OrganizationRef> = if actor.viewer.organization.global {
            self.0.database.enabled_organizations().await?.into_iter().map(Into::into).collect()
        } else {
            vec![actor.viewer.organization.clone()]
        };
        organizations.retain(|one| {
            let record = Record { owner: None, customer: None, organization: one.id };
            actor.may(subject(side), Action::Create, &record)
        });
        organizations.sort_by_key(|one| one.id != actor.viewer.organization.id);
        Ok(organizations)
    }

    pub(crate) async fn organization_of_nobodys(
        &self,
        actor: &Actor,
        side: Side,
        chosen: Option<OrganizationId>,
    ) -> Result<OrganizationRef> {
        let wanted = chosen.unwrap_or(actor.viewer.organization.id);
        let organizations = self.organizations_of_nobodys(actor, side).await?;
        if organizations.is_empty() {
            return Err(Error::Forbidden);
        }
        let found = organizations.into_iter().find(|one| one.id == wanted);
        found.ok_or_else(|| Invalid::one("organization", Problem::UnknownOrganization).into())
    }

    async fn insert_of_nobody(
        &self,
        actor: &Actor,
        side: Side,
        organization: OrganizationId,
        input: ApplicationInput,
        grant: GrantInput,
    ) -> Result<NewApplication> {
        let row = NewApplicationRow {
            id: self.new_id(),
            client_id: generate_client_id(&*self.0.random),
            organization,
            owner: None,
            side,
            grant: grant.grant,
            name: input.name,
            active: input.active,
            apis: input.apis,
            redirect_uris: grant.redirect_uris.join("\n"),
            confidential: grant.confidential,
            skip_consent: grant.skip_consent,
            created_at: self.now(),
        };
        let secret = grant.confidential.then(|| ClientSecret::generate(&*self.0.random));
        let mut tx = self.0.database.begin().await?;
        tx.insert_application(&row).await.map_err(refused)?;
        if let Some(secret) = &secret {
            tx.insert_secret(&SecretRow::first(
                self.new_id(),
                row.id,
                secret.digest(),
                secret.hint(),
                row.created_at,
            ))
            .await?;
        }
        let application = self.commit_created(tx, actor, row.id).await?;
        Ok(NewApplication {
            application,
            client_secret: secret.map(ClientSecret::into_revealed),
            token: None,
        })
    }
}

impl Actor {
    /// Whether they may create applications of this side for others than themselves.
    pub fn may_create_of_side(&self, side: Side) -> bool {
        self.level(subject(side), Action::Create) > Level::Own
    }
}

/// What both say, or everything that is wrong with either.
pub(super) fn both<A, B>(one: Result<A, Invalid>, other: Result<B, Invalid>) -> Result<(A, B), Invalid> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (Err(mut one), Err(other)) => {
            one.0.extend(other.0);
            Err(one)
        }
        (Err(invalid), _) | (_, Err(invalid)) => Err(invalid),
    }
}
