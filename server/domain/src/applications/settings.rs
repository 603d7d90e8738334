//! How an application shows who it is, and for how long people's tokens can be refreshed.

use crate::{Actor, Error, Office, Result, client_keys::read_keys};
use model::{
    Action, ApplicationId, ApplicationSettings, ApplicationSettingsForm, AuthenticationMethod, Grant,
    Invalid, MailEvent, Problem,
};
use store::{ApplicationRow, ApplicationSettingsRow};

impl Office {
    /// The settings of an application that the actor may view.
    pub async fn find_application_settings(
        &self,
        actor: &Actor,
        id: ApplicationId,
    ) -> Result<ApplicationSettings> {
        let application = self.permitted_application(actor, id, Action::View).await?;
        let settings = self.0.database.find_application_settings(id).await?.ok_or(Error::NotFound)?;
        Ok(self.shown_settings(actor, application, settings))
    }

    /// Changes them. Keys are credentials: whoever puts them in for somebody else gave their password lately. An application
    /// has one way to show who it is, so its secrets end when it begins to sign, and it has none when it goes back to them.
    pub async fn change_application_settings(
        &self,
        actor: &Actor,
        id: ApplicationId,
        form: &ApplicationSettingsForm,
    ) -> Result<ApplicationSettings> {
        let row = self.permitted_application(actor, id, Action::Edit).await?;
        let input = form.validate()?;
        if !input.jwks.is_empty() && read_keys(&input.jwks).is_none() {
            return Err(Invalid::one("jwks", Problem::BadKeys).into());
        }
        if !self.may_reach(&input.jwks_uri) {
            return Err(Invalid::one("jwks_uri", Problem::BadLogoutUrl).into());
        }
        if !self.may_reach(&input.backchannel_logout_uri) {
            return Err(Invalid::one("backchannel_logout_uri", Problem::BadLogoutUrl).into());
        }
        self.require_step_up(actor, row.owner_id).await?;
        let mut tx = self.0.database.begin().await?;
        let row = self.locked_application(&mut tx, id).await?;
        if input.version.is_some_and(|version| version != row.version) {
            return Err(Error::Conflict);
        }
        let before = tx.find_application_settings(id).await?.ok_or(Error::NotFound)?;
        // What does not belong to the application stays as it is.
        let signs = row.confidential && input.authentication_method == AuthenticationMethod::PrivateKeyJwt;
        let of_people = !row.grant_type.has_owner();
        let after = ApplicationSettingsRow {
            authentication_method: if signs {
                AuthenticationMethod::PrivateKeyJwt
            } else {
                AuthenticationMethod::ClientSecret
            },
            jwks: (row.confidential && !input.jwks.is_empty()).then_some(input.jwks),
            jwks_uri: (row.confidential && !input.jwks_uri.is_empty()).then_some(input.jwks_uri),
            refresh_idle: input.refresh_idle.filter(|_| of_people),
            refresh_absolute: input.refresh_absolute.filter(|_| of_people),
            post_logout_redirect_uris: if row.grant_type.redirects() {
                input.post_logout_redirect_uris.join("\n")
            } else {
                String::new()
            },
            require_dpop: input.require_dpop,
            require_pushed: input.require_pushed && row.grant_type.redirects(),
            backchannel_logout_uri: if of_people { input.backchannel_logout_uri } else { String::new() },
            may_act_for_others: if row.confidential && actor.may_create_of_side(row.side) {
                input.may_act_for_others
            } else {
                before.may_act_for_others
            },
            password_grant: if self.offers_password_grant(&row) {
                input.password_grant
            } else {
                before.password_grant
            },
        };
        if after == before {
            return Ok(self.shown_settings(actor, row, after));
        }
        if signs {
            self.end_secrets(&mut tx, id).await?;
        }
        tx.save_application_settings(id, &after).await?;
        self.record_settings(&mut tx, actor.into(), &row, (&before, &after)).await?;
        let events = [MailEvent::ApplicationChanged];
        let mut saved = row.clone();
        saved.version = self.save_application(tx, actor, row, &events).await?.version;
        Ok(self.shown_settings(actor, saved, after))
    }

    /// Whether the application could use the password grant (RFC 6749 §4.3): one that can keep a secret, that people let in,
    /// of a server that has it.
    fn offers_password_grant(&self, application: &ApplicationRow) -> bool {
        self.0.settings.password_grant
            && application.confidential
            && application.grant_type == Grant::AuthorizationCode
    }

    fn shown_settings(
        &self,
        actor: &Actor,
        application: ApplicationRow,
        settings: ApplicationSettingsRow,
    ) -> ApplicationSettings {
        let password_grant = self.offers_password_grant(&application).then_some(settings.password_grant);
        ApplicationSettings {
            application: application.id,
            name: application.name,
            side: application.side,
            owner: application.owner_id,
            grant: application.grant_type,
            confidential: application.confidential,
            authentication_method: settings.authentication_method,
            jwks: settings.jwks.unwrap_or_default(),
            jwks_uri: settings.jwks_uri.unwrap_or_default(),
            refresh_idle: settings.refresh_idle,
            refresh_absolute: settings.refresh_absolute,
            post_logout_redirect_uris: settings
                .post_logout_redirect_uris
                .lines()
                .map(str::to_owned)
                .collect(),
            require_dpop: settings.require_dpop,
            require_pushed: settings.require_pushed,
            backchannel_logout_uri: settings.backchannel_logout_uri,
            may_act_for_others: settings.may_act_for_others,
            may_allow_acting: application.confidential && actor.may_create_of_side(application.side),
            password_grant,
            version: application.version,
        }
    }
}
