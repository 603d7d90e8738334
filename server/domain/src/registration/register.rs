//! An application registers itself (RFC 7591 §3).

use super::{
    error::RegistrationError,
    metadata::{ApplicationMetadata, RegisteredApplication, Way},
    token_list::ended,
    wanted::Wanted,
};
use crate::{Attempt, ClientSecret, Office, Sensitive, digest, generate_client_id};
use model::{ApiAccess, ApiType, AuthenticationMethod, Grant, Origin, Problem};
use store::{
    ApplicationSettingsRow, NewApplicationRow, RegistrationRow, RegistrationTokenRow, SecretRow, Transaction,
};

type Result<T> = std::result::Result<T, RegistrationError>;

/// Somebody with a token that an administrator handed out.
#[derive(Debug)]
pub struct Registering {
    token: RegistrationTokenRow,
    /// The most that the application gets.
    apis: Vec<ApiType>,
    address: String,
}

impl Office {
    /// Whether this token registers applications now. Tokens that do not are counted by address; one that does is never
    /// refused for the failures of others behind the same address.
    pub async fn registering(&self, token: Option<&Sensitive>, address: &str) -> Result<Registering> {
        let token = token.ok_or(RegistrationError::NoToken)?;
        let found = self.0.database.find_registration_token(&digest(token.reveal())).await?;
        let Some(row) = found else { return Err(self.refuse_registration(address, "unknown token")) };
        if ended(&row, self.now()).is_some() {
            return Err(self.refuse_registration(address, "ended token"));
        }
        // Whoever made it gives no more than they may give now.
        let apis = self.given_by(&row).await?;
        if apis.is_empty() {
            return Err(
                self.refuse_registration(address, "whoever made the token may not give this any more")
            );
        }
        Ok(Registering { token: row, apis, address: address.to_owned() })
    }

    /// Registers an application. Its secret and its registration access token are in the answer and nowhere else.
    pub async fn register_application(
        &self,
        by: &Registering,
        said: &ApplicationMetadata,
    ) -> Result<RegisteredApplication> {
        let wanted = Wanted::read(said, (Grant::AuthorizationCode, Way::SecretBasic), &by.apis)?;
        let (client_id, now) = (generate_client_id(&*self.0.random), self.now());
        let row = NewApplicationRow {
            id: self.new_id(),
            // RFC 7591 §2: one without a name may be called by its Client ID.
            name: wanted.name.clone().unwrap_or_else(|| client_id.clone()),
            client_id,
            organization: by.token.organization_id,
            owner: None,
            side: by.token.side,
            grant: wanted.grant,
            active: true,
            apis: ApiAccess::Only(wanted.apis.clone().unwrap_or_else(|| by.apis.clone())),
            redirect_uris: wanted.redirect_uris.join("\n"),
            confidential: wanted.way != Way::None,
            // Only an administrator decides that nobody is asked.
            skip_consent: false,
            created_at: now,
        };
        let secret = wanted.way.has_secret().then(|| ClientSecret::generate(&*self.0.random));
        let token = self.new_token();
        let mut tx = self.0.database.begin().await?;
        if !tx.use_registration_token(by.token.id, now).await? {
            drop(tx);
            return Err(self.refuse_registration(&by.address, "the token ended meanwhile"));
        }
        tx.insert_application(&row).await.map_err(crate::applications::refused)?;
        if let Some(secret) = &secret {
            let first = SecretRow::first(self.new_id(), row.id, secret.digest(), secret.hint(), now);
            tx.insert_secret(&first).await?;
        }
        self.require_outward(&wanted)?;
        let settings = settings(&wanted, None);
        tx.save_application_settings(row.id, &settings).await?;
        tx.set_origin(row.id, Origin::Registered, Some(&by.token.name)).await?;
        insert_registration(&mut tx, &row, &token, wanted.way).await?;
        let application = self.commit_created_by(tx, None, row.id).await?;
        tracing::info!(
            client_id = application.client_id,
            address = by.address,
            "an application registered itself"
        );
        Ok(RegisteredApplication {
            application,
            way: wanted.way,
            settings,
            client_secret: secret.map(|secret| Sensitive::new(secret.into_revealed())),
            registration_access_token: token,
        })
    }

    /// What the server is going to ask by itself lies where it may go.
    pub(super) fn require_outward(&self, wanted: &Wanted) -> Result<()> {
        let addresses = [
            ("jwks_uri", wanted.jwks_uri.as_deref().unwrap_or_default()),
            ("backchannel_logout_uri", wanted.backchannel_logout_uri.as_str()),
        ];
        match addresses.into_iter().find(|(_, address)| !self.may_reach(address)) {
            None => Ok(()),
            Some((member, _)) => {
                let why = format!("{member}: {}", Problem::BadLogoutUrl);
                Err(RegistrationError::InvalidMetadata(why))
            }
        }
    }

    /// The refusal of a token that opens nothing; the log has the reason.
    pub(super) fn refuse_registration(&self, address: &str, reason: &'static str) -> RegistrationError {
        tracing::info!(address, reason, "a registration was refused");
        let (guard, now_ms) = (&self.0.guard, self.0.clock.now_ms());
        if let Err(wait) = guard.check(Attempt::Registration, "", address, now_ms) {
            return RegistrationError::TooMany(wait);
        }
        guard.failed(Attempt::Registration, "", address, now_ms);
        RegistrationError::InvalidToken
    }
}

async fn insert_registration(
    tx: &mut Transaction,
    row: &NewApplicationRow,
    token: &Sensitive,
    way: Way,
) -> Result<()> {
    let registration = RegistrationRow {
        application_id: row.id,
        hash: Some(digest(token.reveal()).to_vec()),
        secret_method: secret_method(way).to_owned(),
    };
    Ok(tx.insert_registration(&registration).await?)
}

/// The word to keep for how a secret is shown.
pub(super) const fn secret_method(way: Way) -> &'static str {
    match way {
        Way::SecretPost => way.as_str(),
        _ => Way::SecretBasic.as_str(),
    }
}

/// What is kept of it beside the application, and what was there before and is nobody's to change but an administrator's. What
/// is demanded of the application stays demanded.
pub(super) fn settings(wanted: &Wanted, before: Option<&ApplicationSettingsRow>) -> ApplicationSettingsRow {
    ApplicationSettingsRow {
        authentication_method: if wanted.way == Way::PrivateKeyJwt {
            AuthenticationMethod::PrivateKeyJwt
        } else {
            AuthenticationMethod::ClientSecret
        },
        jwks: wanted.jwks.clone(),
        jwks_uri: wanted.jwks_uri.clone(),
        refresh_idle: before.and_then(|before| before.refresh_idle),
        refresh_absolute: before.and_then(|before| before.refresh_absolute),
        post_logout_redirect_uris: if wanted.grant.redirects() {
            wanted.post_logout_redirect_uris.join("\n")
        } else {
            String::new()
        },
        require_dpop: wanted.require_dpop || before.is_some_and(|before| before.require_dpop),
        require_pushed: wanted.require_pushed || before.is_some_and(|before| before.require_pushed),
        backchannel_logout_uri: wanted.backchannel_logout_uri.clone(),
        may_act_for_others: before.is_some_and(|before| before.may_act_for_others),
        password_grant: before.is_some_and(|before| before.password_grant),
    }
}
