//! An application that registered itself reads, changes and deletes itself (RFC 7592).

use super::{
    error::RegistrationError,
    metadata::{ApplicationMetadata, RegisteredApplication, Way},
    register::{secret_method, settings},
    wanted::Wanted,
};
use crate::{
    ClientSecret, Office, Sensitive,
    applications::shown,
    audit::{Audited, By, Deed},
    digest,
    live::Standing,
    same_digest,
};
use model::{ApiAccess, ApplicationId, AuditAction, AuthenticationMethod, MailEvent};
use store::{ApplicationRow, ApplicationSettingsRow, RegistrationRow, SecretRow, Transaction};

type Result<T> = std::result::Result<T, RegistrationError>;

/// An application that showed its registration access token.
#[derive(Debug)]
pub struct Managing {
    id: ApplicationId,
    token: Sensitive,
    address: String,
}

impl Office {
    /// Whether this is the registration access token of this application, and the application is switched on. Every refusal
    /// is the same and costs the same, also of an application that never was (RFC 7592 §2.1).
    pub async fn managing(
        &self,
        client_id: &str,
        token: Option<&Sensitive>,
        address: &str,
    ) -> Result<Managing> {
        let token = token.ok_or(RegistrationError::NoToken)?;
        // What no Client ID can be is not asked for: databases choke on some of it.
        let found = if client_id.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            self.0.database.find_registration(client_id).await?
        } else {
            None
        };
        let expected = found.as_ref().and_then(|row| row.hash.as_deref()).unwrap_or(&[0; 32]);
        let same = same_digest(&digest(token.reveal()), expected);
        let Some(row) = found.filter(|row| same && row.hash.is_some()) else {
            return Err(self.refuse_registration(address, "unknown registration access token"));
        };
        let known = self.live_application(client_id).await?;
        if known.is_none_or(|known| !matches!(known.standing, Standing::Good)) {
            return Err(self.refuse_registration(address, "the application is switched off or deleted"));
        }
        Ok(Managing { id: row.application_id, token: token.clone(), address: address.to_owned() })
    }

    /// The application as it is now (RFC 7592 §2.1). Its secret is not known any more, its token is the one it showed.
    pub async fn read_registered(&self, by: &Managing) -> Result<RegisteredApplication> {
        let mut tx = self.0.database.begin().await?;
        let (row, registration) = self.locked_registration(&mut tx, by).await?;
        let settings = tx.find_application_settings(row.id).await?.ok_or(crate::Error::NotFound)?;
        Ok(told(row, &settings, &registration, None, by.token.clone()))
    }

    /// Changes what the application says of itself (RFC 7592 §2.2). What it says nothing of and needs — its name, its scope, its
    /// grant, its way to show who it is — stays; the rest is gone. It can give up API types but not take any: what an
    /// administrator took from it stays taken. Its registration access token is followed by another.
    pub async fn change_registered(
        &self,
        by: &Managing,
        said: &ApplicationMetadata,
    ) -> Result<RegisteredApplication> {
        if let Some(member) = said.told {
            let why = format!("{member}: Only the server says this.");
            return Err(RegistrationError::InvalidMetadata(why));
        }
        let mut tx = self.0.database.begin().await?;
        let (mut row, mut registration) = self.locked_registration(&mut tx, by).await?;
        self.require_own_credentials(&mut tx, &row, said).await?;
        let before =
            (row.clone(), tx.find_application_settings(row.id).await?.ok_or(crate::Error::NotFound)?);
        let way = way(&row, &before.1, &registration);
        let wanted = Wanted::read(said, (row.grant_type, way), row.apis.api_types(row.side))?;
        self.require_outward(&wanted)?;
        if wanted.grant != row.grant_type {
            let why = "grant_types: An application keeps its grant type. Register another one.";
            return Err(RegistrationError::InvalidMetadata(why.to_owned()));
        }
        let secret = self.follow_way(&mut tx, row.id, way, wanted.way).await?;
        let uris = row.redirect_uris.lines().collect::<Vec<_>>();
        if wanted.redirect_uris.iter().any(|uri| !uris.contains(&uri.as_str())) {
            // What people and administrators said was said of where people were sent back to until now: whoever gets hold of
            // the token does not get hold of everybody.
            row.skip_consent = false;
            tx.forget_consents(row.id).await?;
        }
        row.redirect_uris = wanted.redirect_uris.join("\n");
        row.confidential = wanted.way != Way::None;
        if let Some(name) = &wanted.name {
            row.name.clone_from(name);
        }
        if let Some(apis) = &wanted.apis {
            row.apis = ApiAccess::Only(apis.clone());
        }
        let settings = settings(&wanted, Some(&before.1));
        let token = self.new_token();
        registration.hash = Some(digest(token.reveal()).to_vec());
        if wanted.way.has_secret() {
            secret_method(wanted.way).clone_into(&mut registration.secret_method);
        }
        tx.save_registration(&registration).await?;
        if (&row, &settings) == (&before.0, &before.1) && secret.is_none() {
            tx.commit().await?;
            return Ok(told(row, &settings, &registration, secret, token));
        }
        tx.save_application_settings(row.id, &settings).await?;
        self.record_settings(&mut tx, By::Application(&row), &row, (&before.1, &settings)).await?;
        if secret.is_some() {
            let deed = Deed::new(AuditAction::SecretRotated, row.about());
            self.record(&mut tx, By::Application(&row), deed).await?;
        }
        let mut saved = row.clone();
        let events = [MailEvent::ApplicationChanged];
        saved.version = self.save_application_by(tx, None, row, &events).await?.version;
        Ok(told(saved, &settings, &registration, secret, token))
    }

    /// Deletes the application (RFC 7592 §2.3): its tokens are worthless at once and for good, also this one.
    pub async fn delete_registered(&self, by: &Managing) -> Result<()> {
        let mut tx = self.0.database.begin().await?;
        let (mut row, mut registration) = self.locked_registration(&mut tx, by).await?;
        registration.hash = None;
        tx.save_registration(&registration).await?;
        row.deleted_at = Some(self.now());
        self.end_tokens(&mut tx, &mut row).await?;
        tx.forget_consents(row.id).await?;
        self.save_application_by(tx, None, row, &[MailEvent::ApplicationDeleted]).await?;
        Ok(())
    }

    /// The application as it stays until the transaction ends, unless something of it was faster.
    async fn locked_registration(
        &self,
        tx: &mut Transaction,
        by: &Managing,
    ) -> Result<(ApplicationRow, RegistrationRow)> {
        let row = self.locked_application(tx, by.id).await?;
        let registration = tx.registration_of(by.id).await?;
        let given = digest(by.token.reveal());
        match registration {
            Some(registration)
                if row.active && registration.hash.as_ref().is_some_and(|hash| same_digest(hash, &given)) =>
            {
                Ok((row, registration))
            }
            _ => {
                Err(self.refuse_registration(&by.address, "the token was followed by another one meanwhile"))
            }
        }
    }

    /// RFC 7592 §2.2: a change names the application, and brings its secret or none.
    async fn require_own_credentials(
        &self,
        tx: &mut Transaction,
        row: &ApplicationRow,
        said: &ApplicationMetadata,
    ) -> Result<()> {
        if said.client_id.as_deref() != Some(&row.client_id) {
            let why = "client_id: It has to be the one of this application.";
            return Err(RegistrationError::InvalidMetadata(why.to_owned()));
        }
        let Some(secret) = &said.client_secret else { return Ok(()) };
        let (given, now) = (digest(secret.reveal()), self.now());
        let secrets = tx.secrets_of_application(row.id).await?;
        let living = secrets.iter().filter(|one| one.expires_at.is_none_or(|end| end > now));
        if living.fold(false, |found, one| found | same_digest(&one.hash, &given)) {
            return Ok(());
        }
        let why = "client_secret: It has to be the current one. An application cannot choose its secret.";
        Err(RegistrationError::InvalidMetadata(why.to_owned()))
    }

    /// Ends the secrets of an application that has none any more, and gives one to an application that has some now.
    async fn follow_way(
        &self,
        tx: &mut Transaction,
        id: ApplicationId,
        before: Way,
        after: Way,
    ) -> Result<Option<Sensitive>> {
        if before.has_secret() && !after.has_secret() {
            self.end_secrets(tx, id).await?;
        }
        if before.has_secret() || !after.has_secret() {
            return Ok(None);
        }
        let secret = ClientSecret::generate(&*self.0.random);
        let number = tx.secrets_of_application(id).await?.last().map_or(0, |newest| newest.number) + 1;
        let first = SecretRow::first(self.new_id(), id, secret.digest(), secret.hint(), self.now());
        tx.insert_secret(&SecretRow { number, ..first }).await?;
        Ok(Some(Sensitive::new(secret.into_revealed())))
    }
}

/// How the application shows who it is now, whoever decided that.
fn way(row: &ApplicationRow, settings: &ApplicationSettingsRow, registration: &RegistrationRow) -> Way {
    if !row.confidential {
        return Way::None;
    }
    match settings.authentication_method {
        AuthenticationMethod::PrivateKeyJwt => Way::PrivateKeyJwt,
        AuthenticationMethod::ClientSecret => {
            Way::named(&registration.secret_method).filter(|way| way.has_secret()).unwrap_or(Way::SecretBasic)
        }
    }
}

fn told(
    row: ApplicationRow,
    settings: &ApplicationSettingsRow,
    registration: &RegistrationRow,
    client_secret: Option<Sensitive>,
    token: Sensitive,
) -> RegisteredApplication {
    RegisteredApplication {
        way: way(&row, settings, registration),
        settings: settings.clone(),
        client_secret,
        registration_access_token: token,
        application: shown(row),
    }
}
