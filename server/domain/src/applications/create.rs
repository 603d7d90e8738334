//! Creates an application with its first secret, and tells of it.

use super::{beyond::may_hand_on, refused, rotate::ends};
use crate::{Actor, ClientSecret, Error, Office, Result, credentials::generate_client_id};
use model::{
    ApplicationForm, CreatedApplication, Grant, Invalid, OrganizationId, OrganizationRef, Problem,
    SecretForm, SecretInput, UserId,
};
use store::{NewApplicationRow, SecretRow};

impl Office {
    /// Creates an application that acts as `owner`. Its secret is in the answer and nowhere else.
    pub async fn create_application(
        &self,
        actor: &Actor,
        owner: UserId,
        form: &ApplicationForm,
    ) -> Result<CreatedApplication> {
        self.create_application_with(actor, owner, form, &SecretForm::default()).await
    }

    /// The same with a secret that has a label, or ends by itself.
    pub async fn create_application_with(
        &self,
        actor: &Actor,
        owner: UserId,
        form: &ApplicationForm,
        secret: &SecretForm,
    ) -> Result<CreatedApplication> {
        let owner = self.application_owner(owner).await?;
        let organizations = owner.organizations_to_choose(actor);
        if organizations.is_empty() || !owner.enabled() {
            owner.require_visible(actor)?;
            return Err(Error::Forbidden);
        }
        let input = form.validate(owner.side())?;
        let new = secret.validate()?;
        let organization = choose(actor, &organizations, input.organization)?;
        if !may_hand_on(actor, &input.apis, owner.side()) {
            return Err(Error::Forbidden);
        }
        self.require_no_more_than(actor, Some(owner.id())).await?;
        self.require_step_up(actor, Some(owner.id())).await?;
        let row = NewApplicationRow {
            id: self.new_id(),
            client_id: generate_client_id(&*self.0.random),
            organization: organization.id,
            owner: Some(owner.id()),
            side: owner.side(),
            grant: Grant::ClientCredentials,
            name: input.name,
            active: input.active,
            apis: input.apis,
            redirect_uris: String::new(),
            confidential: true,
            skip_consent: false,
            created_at: self.now(),
        };
        self.insert_application(actor, row, new).await
    }

    async fn insert_application(
        &self,
        actor: &Actor,
        row: NewApplicationRow,
        new: SecretInput,
    ) -> Result<CreatedApplication> {
        let secret = ClientSecret::generate(&*self.0.random);
        let mut tx = self.0.database.begin().await?;
        tx.insert_application(&row).await.map_err(refused)?;
        let first = SecretRow::first(self.new_id(), row.id, secret.digest(), secret.hint(), row.created_at);
        let expires_at = ends(&new, row.created_at);
        tx.insert_secret(&SecretRow { label: new.label, expires_at, ..first }).await?;
        let application = self.commit_created(tx, actor, row.id).await?;
        Ok(CreatedApplication { application, client_secret: secret.into_revealed() })
    }
}

/// The chosen organization; where none was chosen the actor's current one, or the only one there is.
fn choose(
    actor: &Actor,
    organizations: &[OrganizationRef],
    chosen: Option<OrganizationId>,
) -> Result<OrganizationRef> {
    let wanted = match (chosen, organizations) {
        (None, [only]) => only.id,
        (chosen, _) => chosen.unwrap_or(actor.viewer.organization.id),
    };
    let found = organizations.iter().find(|one| one.id == wanted).cloned();
    found.ok_or_else(|| Error::Invalid(Invalid::one("organization", Problem::UnknownOrganization)))
}
