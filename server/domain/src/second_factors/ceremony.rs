//! What browser and server say to one another about a passkey (`WebAuthn` Level 3 §7): the question, kept until it is answered,
//! and the check of the answer. Five minutes each, and once.

use crate::{Attempt, Error, Office, Origin, Result};
use model::{Invalid, Problem, UserId};
use openidconnect::url::{Host, Url};
use std::time::Duration;
use store::PasskeyRow;
use webauthn_rp::{
    AuthenticatedCredential, DiscoverableAuthenticationServerState, DiscoverableCredentialRequestOptions,
    PublicKeyCredentialCreationOptions, RegistrationServerState,
    bin::{Decode, Encode},
    request::{
        AsciiDomain, ExtensionInfo, PublicKeyCredentialDescriptor, RpId,
        auth::AuthenticationVerificationOptions,
        register::{
            CredProtect, PublicKeyCredentialUserEntity, RegistrationVerificationOptions, UserHandle16,
        },
    },
    response::{
        AuthTransports, Backup, CredentialId,
        auth::{DiscoverableAuthentication16, ser_relaxed::DiscoverableAuthenticationRelaxed16},
        register::{DynamicState, StaticState, ser_relaxed::RegistrationRelaxed},
    },
};

/// How long a question waits for its answer.
const WAITS_FOR: Duration = Duration::from_mins(5);
/// Longer than whatever a browser answers.
const ANSWER_MAX_LENGTH: usize = 16 * 1024;

/// A passkey that proved something.
pub(super) struct Proved {
    /// As it was before.
    pub(super) row: PasskeyRow,
    /// What may have moved.
    pub(super) moved: [u8; 7],
    /// Whether it is copied to other devices.
    pub(super) copied: bool,
}

/// A passkey that was just made.
pub(super) struct Made {
    pub(super) credential_id: Vec<u8>,
    pub(super) fixed: Vec<u8>,
    pub(super) moving: [u8; 7],
}

/// What everybody is told whose passkey is refused.
pub(super) fn refused() -> Error {
    Invalid::one("passkey", Problem::PasskeyRefused).into()
}

fn internal(what: &'static str) -> Error {
    Error::Internal(anyhow::anyhow!(what))
}

/// A person's id, as passkeys keep it.
fn handle(user: UserId) -> UserHandle16 {
    match UserHandle16::decode(user.0.into_bytes()) {
        Ok(handle) => handle,
    }
}

impl Office {
    /// By which name passkeys know this server (`WebAuthn` §5.1.2); none where its address is a number.
    pub(super) fn rp_id(&self) -> Option<RpId> {
        let url = Url::parse(&self.0.settings.public_url).ok()?;
        let Some(Host::Domain(name)) = url.host() else { return None };
        AsciiDomain::try_from(name.to_owned()).ok().map(RpId::Domain)
    }

    /// The question to a browser that makes a passkey for this person, as `PublicKeyCredentialCreationOptionsJSON`.
    pub(super) async fn ask_for_new_passkey(&self, user: UserId, email: &str, name: &str) -> Result<String> {
        let rp_id = self.rp_id().ok_or_else(refused)?;
        let handle = handle(user);
        let transports = || AuthTransports::decode(0).map_err(|_| internal("no transports"));
        let mut there = Vec::new();
        for row in self.0.database.passkeys_of_user(user).await? {
            let id =
                CredentialId::decode(row.credential_id).map_err(|_| internal("a credential's id is none"))?;
            there.push(PublicKeyCredentialDescriptor { id, transports: transports()? });
        }
        let entity = PublicKeyCredentialUserEntity {
            // Names that the standard has no room for are left out; the passkey works all the same.
            name: email.try_into().or_else(|_| "user".try_into()).map_err(|_| internal("no name"))?,
            id: &handle,
            display_name: name.try_into().ok(),
        };
        let mut options = PublicKeyCredentialCreationOptions::passkey(&rp_id, entity, there);
        // Asked for and not enforced: authenticators of operating systems do not know it, and would make no passkey. Verifying
        // its user is demanded all the same, here and each time.
        options.extensions.cred_protect =
            CredProtect::UserVerificationRequired(ExtensionInfo::AllowDontEnforceValue);
        let (server, client) = options.start_ceremony().map_err(|_| internal("no ceremony"))?;
        let challenge = client.options().challenge.as_data();
        let state = server.encode().map_err(|_| internal("no ceremony"))?;
        self.keep_question(challenge, Some(user), state.as_ref()).await?;
        serde_json::to_string(&client).map_err(|e| Error::Internal(e.into()))
    }

    /// Checks the answer of a browser that made a passkey for this person.
    pub(super) async fn check_new_passkey(&self, user: UserId, answer: &str) -> Result<Made> {
        let rp_id = self.rp_id().ok_or_else(refused)?;
        let made = read::<RegistrationRelaxed>(answer)?.0;
        let challenge = made.challenge_relaxed().map_err(|_| refused())?.0;
        let state = self.end_question(challenge, Some(user)).await?;
        let state = RegistrationServerState::<16>::decode(&state).map_err(|_| refused())?;
        let origins = [self.0.settings.public_url.as_str()];
        let options = RegistrationVerificationOptions::<&str, &str> {
            allowed_origins: &origins,
            error_on_unsolicited_extensions: false,
            ..RegistrationVerificationOptions::default()
        };
        let credential = state.verify(&rp_id, &made, &options).map_err(|error| {
            tracing::info!(%error, "a new passkey was refused");
            refused()
        })?;
        let Ok(id) = credential.id().encode().map(<[u8]>::to_vec);
        let Ok(fixed) = credential.static_state().encode();
        let Ok(moving) = credential.dynamic_state().encode();
        Ok(Made { credential_id: id, fixed, moving })
    }

    /// The question to a browser that shows a passkey, as `PublicKeyCredentialRequestOptionsJSON`: of somebody who is signed in,
    /// or of whoever wants to.
    pub(super) async fn ask_for_passkey(&self, user: Option<UserId>) -> Result<String> {
        let rp_id = self.rp_id().ok_or_else(refused)?;
        let options = DiscoverableCredentialRequestOptions::passkey(&rp_id);
        let (server, client) = options.start_ceremony().map_err(|_| internal("no ceremony"))?;
        let challenge = client.options().0.challenge.as_data();
        let state = server.encode().map_err(|_| internal("no ceremony"))?;
        self.keep_question(challenge, user, state.as_ref()).await?;
        serde_json::to_string(&client).map_err(|e| Error::Internal(e.into()))
    }

    /// Checks the answer of a browser that showed a passkey. Nothing is noted yet.
    pub(super) async fn check_passkey(&self, user: Option<UserId>, answer: &str) -> Result<Proved> {
        let rp_id = self.rp_id().ok_or_else(refused)?;
        let shown: DiscoverableAuthentication16 = read::<DiscoverableAuthenticationRelaxed16>(answer)?.0;
        let challenge = shown.challenge_relaxed().map_err(|_| refused())?.0;
        let state = self.end_question(challenge, user).await?;
        let state = DiscoverableAuthenticationServerState::decode(&state).map_err(|_| refused())?;
        let row = self.0.database.find_passkey(shown.raw_id().as_ref()).await?.ok_or_else(refused)?;
        let handle = handle(row.user_id);
        let fixed =
            StaticState::decode(&row.fixed_state).map_err(|_| internal("a passkey cannot be read"))?;
        let moving = <[u8; 7]>::try_from(row.moving_state.as_slice()).ok();
        let moving = moving.and_then(|bytes| DynamicState::decode(bytes).ok());
        let moving = moving.ok_or_else(|| internal("a passkey cannot be read"))?;
        let id = CredentialId::decode(row.credential_id.as_slice())
            .map_err(|_| internal("a passkey cannot be read"))?;
        let mut credential = AuthenticatedCredential::new(id, &handle, fixed, moving)
            .map_err(|_| internal("a passkey cannot be read"))?;
        let origins = [self.0.settings.public_url.as_str()];
        let options = AuthenticationVerificationOptions::<&str, &str> {
            allowed_origins: &origins,
            error_on_unsolicited_extensions: false,
            ..AuthenticationVerificationOptions::default()
        };
        if let Err(error) = state.verify(&rp_id, &shown, &mut credential, &options) {
            // Among the reasons: a counter that went back, which a copy of the passkey would make it do.
            tracing::warn!(%error, passkey = %row.id, "a passkey was refused");
            return Err(refused());
        }
        let moved = credential.dynamic_state();
        let copied = moved.backup == Backup::Exists;
        let Ok(moved) = moved.encode();
        Ok(Proved { row, moved, copied })
    }

    /// How many questions strangers may have asked from one address.
    pub(super) fn count_question(&self, origin: &Origin) -> Result<()> {
        let now_ms = self.0.clock.now_ms();
        self.0.guard.check(Attempt::PasskeyQuestion, "", &origin.address, now_ms).map_err(Error::TooMany)?;
        self.0.guard.failed(Attempt::PasskeyQuestion, "", &origin.address, now_ms);
        Ok(())
    }

    async fn keep_question(&self, challenge: u128, user: Option<UserId>, state: &[u8]) -> Result<()> {
        let mut tx = self.0.database.begin().await?;
        tx.begin_ceremony(challenge.to_be_bytes(), user, state, self.now() + WAITS_FOR).await?;
        Ok(tx.commit().await?)
    }

    async fn end_question(&self, challenge: u128, user: Option<UserId>) -> Result<Vec<u8>> {
        let mut tx = self.0.database.begin().await?;
        let state = tx.end_ceremony(challenge.to_be_bytes(), user, self.now()).await?;
        tx.commit().await?;
        state.ok_or_else(refused)
    }
}

fn read<T: serde::de::DeserializeOwned>(answer: &str) -> Result<T> {
    if answer.len() > ANSWER_MAX_LENGTH {
        return Err(refused());
    }
    serde_json::from_str(answer).map_err(|error| {
        tracing::info!(%error, "what a browser said of a passkey cannot be read");
        refused()
    })
}
