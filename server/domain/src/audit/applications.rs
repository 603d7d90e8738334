//! What is told of applications, and of the tokens with which they register themselves.

use super::{About, Audited, By, Deed, Fields, told};
use crate::{Office, Result, digest, hex};
use model::{
    ApiAccess, ApplicationId, AuditAction, AuditField as Field, AuditKind, AuditValue, Scope, differences,
    full_name,
};
use serde_json::Value;
use store::{ApplicationRow, ApplicationSettingsRow, RegistrationTokenRow, Transaction};

impl Audited for ApplicationRow {
    fn about(&self) -> About {
        About::new(AuditKind::Application, self.id.0, &self.name)
            .owned_by(self.owner_id)
            .within([self.organization_id])
    }

    fn fields(&self) -> Fields {
        let part = |part: &Option<String>| part.clone().unwrap_or_default();
        let owner = self.owner_id.map(|_| {
            named(&part(&self.owner_first_name), &part(&self.owner_last_name), &part(&self.owner_email))
        });
        vec![
            (Field::Name, (&self.name).into()),
            (Field::ClientId, (&self.client_id).into()),
            (Field::Active, self.active.into()),
            (Field::Side, self.side.as_str().into()),
            (Field::Apis, apis(&self.apis).into()),
            (Field::Grant, self.grant_type.as_str().into()),
            (Field::Owner, owner.into()),
            (Field::Organization, (&self.organization_name).into()),
            (Field::RedirectUris, lines(&self.redirect_uris).into()),
            (Field::Confidential, self.confidential.into()),
            (Field::SkipConsent, self.skip_consent.into()),
            (Field::Origin, self.origin.as_str().into()),
            (Field::OriginName, self.origin_name.clone().into()),
        ]
    }
}

/// The settings of an application, which are told as of it.
fn settings_fields(row: &ApplicationSettingsRow) -> Fields {
    vec![
        (Field::AuthenticationMethod, row.authentication_method.as_str().into()),
        (Field::Keys, row.jwks.as_deref().map(keys).unwrap_or_default().into()),
        (Field::KeysUrl, row.jwks_uri.clone().into()),
        (Field::RefreshIdle, row.refresh_idle.into()),
        (Field::RefreshAbsolute, row.refresh_absolute.into()),
        (Field::LogoutUris, lines(&row.post_logout_redirect_uris).into()),
        (Field::RequireDpop, row.require_dpop.into()),
        (Field::RequirePushed, row.require_pushed.into()),
        (Field::BackchannelLogoutUrl, (&row.backchannel_logout_uri).into()),
        (Field::MayActForOthers, row.may_act_for_others.into()),
        (Field::PasswordGrant, row.password_grant.into()),
    ]
}

impl Audited for RegistrationTokenRow {
    fn about(&self) -> About {
        About::new(AuditKind::RegistrationToken, self.id.0, &self.name)
            .owned_by(Some(self.made_by))
            .within([self.organization_id])
    }

    fn fields(&self) -> Fields {
        vec![
            (Field::Name, (&self.name).into()),
            (Field::Side, self.side.as_str().into()),
            (Field::Organization, (&self.organization_name).into()),
            (Field::Apis, self.apis.apis.iter().map(|api| api.scope().to_owned()).collect::<Vec<_>>().into()),
            (Field::Limit, self.most.into()),
            (Field::ExpiresAt, self.expires_at.into()),
        ]
    }
}

/// The words of what an application may use; `all` is every API of its side.
fn apis(access: &ApiAccess) -> Vec<String> {
    match access {
        ApiAccess::All => vec!["all".to_owned()],
        ApiAccess::Only(some) => some.iter().map(|api| api.scope().to_owned()).collect(),
    }
}

/// The public keys of a JWK set: the ids they have, and the beginning of a fingerprint, since another key may have the same id.
fn keys(set: &str) -> Vec<String> {
    let set: Value = serde_json::from_str(set).unwrap_or_default();
    let keys = set["keys"].as_array().cloned().unwrap_or_default();
    let named = keys.iter().map(|key| {
        let print = hex(&digest(&key.to_string())[..6]);
        key["kid"].as_str().map_or_else(|| print.clone(), |kid| format!("{kid} ({print})"))
    });
    named.collect()
}

/// The words of what an application may do for somebody.
pub(crate) fn scope_words(scope: &Scope) -> Vec<String> {
    scope.to_string().split(' ').filter(|word| !word.is_empty()).map(ToOwned::to_owned).collect()
}

/// What stands on each line.
pub(super) fn lines(text: &str) -> Vec<String> {
    text.lines().map(ToOwned::to_owned).collect()
}

/// A person as others know them.
pub(super) fn named(first: &str, last: &str, email: &str) -> String {
    let name = full_name(first, last);
    if name.is_empty() { email.to_owned() } else { format!("{name} ({email})") }
}

impl Office {
    /// Records that an application was made, with its settings.
    pub(crate) async fn record_new_application(
        &self,
        tx: &mut Transaction,
        by: By<'_>,
        row: &ApplicationRow,
    ) -> Result<()> {
        let mut fields = row.fields();
        if let Some(settings) = tx.find_application_settings(row.id).await? {
            fields.extend(settings_fields(&settings));
        }
        // What is off is not worth a line.
        fields.retain(|(field, value)| *field == Field::Active || *value != AuditValue::Flag(false));
        self.record(tx, by, Deed::new(AuditAction::Created, row.about()).with(told(fields))).await
    }

    /// Records what became of an application, by the word for it; nothing, if nothing did.
    pub(crate) async fn record_application(
        &self,
        tx: &mut Transaction,
        by: By<'_>,
        before: &ApplicationRow,
        after: &ApplicationRow,
    ) -> Result<()> {
        let changes = differences(&before.fields(), &after.fields());
        let action = match (before.deleted_at, after.deleted_at) {
            (None, Some(_)) => AuditAction::Deleted,
            (Some(_), None) => AuditAction::Restored,
            _ if changes.is_empty() => return Ok(()),
            _ if changes.len() > 1 || before.active == after.active => AuditAction::Changed,
            _ if after.active => AuditAction::Activated,
            _ => AuditAction::Deactivated,
        };
        self.record(tx, by, Deed::new(action, after.about()).with(changes)).await
    }

    /// Records what became of its settings.
    pub(crate) async fn record_settings(
        &self,
        tx: &mut Transaction,
        by: By<'_>,
        row: &ApplicationRow,
        (before, after): (&ApplicationSettingsRow, &ApplicationSettingsRow),
    ) -> Result<()> {
        let changes = differences(&settings_fields(before), &settings_fields(after));
        if changes.is_empty() {
            return Ok(());
        }
        self.record(tx, by, Deed::new(AuditAction::Changed, row.about()).with(changes)).await
    }

    /// Records that an application, which is not at hand, was done something with, if it is still there.
    pub(crate) async fn record_with_application(
        &self,
        tx: &mut Transaction,
        by: impl Into<By<'_>>,
        (action, id): (AuditAction, ApplicationId),
        fields: Fields,
    ) -> Result<()> {
        let Some(row) = tx.lock_application(id).await? else { return Ok(()) };
        self.record(tx, by, Deed::new(action, row.about()).with(told(fields))).await
    }
}
