//! The tokens that administrators hand out: making and revoking them, and what they give.

use super::token_list::shown;
use crate::{
    Actor, Error, Office, Result, Via,
    audit::{Audited, Deed},
    digest,
};
use model::{
    ApiType, AuditAction, FormOptions, Level, NewRegistrationToken, RegistrationTokenForm,
    RegistrationTokenId, RegistrationTokenState, Scope, Side, Subject,
};
use std::time::Duration;
use store::RegistrationTokenRow;

const DAY: Duration = Duration::from_hours(24);

impl Actor {
    /// Whether they may hand out tokens with which applications of this side register themselves: those who may create such
    /// applications for everybody in their organization, and look after them from the back office.
    pub fn may_let_register(&self, side: Side) -> bool {
        let subject = match side {
            Side::BackOffice => Subject::Applications,
            Side::Customer => Subject::CustomerApplications,
        };
        self.viewer.side == Side::BackOffice
            && self.may_create_of_side(side)
            && self.level(subject, model::Action::Create) >= Level::Organization
    }

    /// Refuses all others.
    pub(super) fn require_may_let_register(&self, side: Side) -> Result<()> {
        if self.may_let_register(side) { Ok(()) } else { Err(Error::Forbidden) }
    }
}

impl Office {
    /// What the form of a new token offers.
    pub async fn registration_form_options(&self, actor: &Actor, side: Side) -> Result<FormOptions> {
        actor.require_may_let_register(side)?;
        let mut options = self.index_form_options(actor, side).await?;
        options.apis.retain(|api| actor.may_hand_on(*api));
        Ok(options)
    }

    /// Makes a token. It is in the answer and nowhere else.
    pub async fn create_registration_token(
        &self,
        actor: &Actor,
        side: Side,
        form: &RegistrationTokenForm,
    ) -> Result<NewRegistrationToken> {
        actor.require_may_let_register(side)?;
        let input = form.validate(side)?;
        // Whoever holds it makes applications for everybody, as whoever creates them does.
        self.require_step_up(actor, None).await?;
        let organization = self.organization_of_nobodys(actor, side, input.organization).await?;
        if !input.apis.iter().all(|api| actor.may_hand_on(*api)) {
            return Err(Error::Forbidden);
        }
        let (value, now) = (self.new_token(), self.now());
        let row = RegistrationTokenRow {
            id: self.new_id(),
            name: input.name,
            side,
            organization_id: organization.id,
            organization_name: organization.name,
            organization_global: organization.global,
            made_by: actor.viewer.id,
            maker_first_name: actor.viewer.name.clone(),
            maker_last_name: String::new(),
            maker_email: actor.viewer.email.clone(),
            made_in: actor.viewer.organization.id,
            apis: Scope::of_apis(input.apis),
            most: input.most.into(),
            used: 0,
            created_at: now,
            expires_at: now + DAY * input.days,
            revoked_at: None,
        };
        let mut tx = self.0.database.begin().await?;
        tx.insert_registration_token(&digest(value.reveal()), &row).await?;
        self.record_created(&mut tx, actor, &row).await?;
        tx.commit().await?;
        tracing::info!(name = row.name, by = %actor.viewer.id, "a registration token was made");
        Ok(NewRegistrationToken {
            token: shown(row, RegistrationTokenState::Usable),
            value: value.into_revealed(),
            endpoint: format!("{}/oauth2/register", self.settings().public_url),
        })
    }

    /// Revokes a token: nothing registers with it any more. What registered with it stays.
    pub async fn revoke_registration_token(&self, actor: &Actor, id: RegistrationTokenId) -> Result<()> {
        let row = self.0.database.registration_token(id).await?.ok_or(Error::NotFound)?;
        let reached = actor.may_let_register(row.side) && self.reaches(actor, &row).await?;
        if !reached {
            return Err(Error::NotFound);
        }
        let mut tx = self.0.database.begin().await?;
        tx.revoke_registration_token(id, self.now()).await?;
        if row.revoked_at.is_none() {
            self.record(&mut tx, actor, Deed::new(AuditAction::Revoked, row.about())).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Whether the actor may create applications where those of this token belong.
    async fn reaches(&self, actor: &Actor, row: &RegistrationTokenRow) -> Result<bool> {
        let organizations = self.organizations_of_nobodys(actor, row.side).await?;
        Ok(organizations.iter().any(|one| one.id == row.organization_id))
    }

    /// What a token gives now: what it was made to give, as far as whoever made it may still give it. Nothing if they are
    /// disabled, or may not create such applications there any more.
    pub(super) async fn given_by(&self, row: &RegistrationTokenRow) -> Result<Vec<ApiType>> {
        // As they were when they made it, but with the permissions of today.
        let Some(maker) = self.actor_for_user(row.made_by, row.made_in, Via::Operator).await? else {
            return Ok(Vec::new());
        };
        if !maker.may_let_register(row.side) || !self.reaches(&maker, row).await? {
            return Ok(Vec::new());
        }
        let given = row.apis.apis.iter().copied();
        Ok(given.filter(|api| api.side() == row.side && maker.may_hand_on(*api)).collect())
    }
}
