//! Second factors: what people show besides their password, and where one is asked for.
//!
//! Everybody may have passkeys and an authenticator app, users and customer users alike; whoever has one of either is asked for
//! it. Recovery codes stand in for both. An organization may require a second factor of its users of the back office: whoever
//! has none sets one up before anything else. It is not required of customer users, who are not the organization's own people.

mod app;
mod ceremony;
mod codes;
mod confirm;
mod passkeys;
mod pending;
mod qr;
mod recovery;
mod reset;
mod sealing;
mod sign_in;
mod tell;
#[cfg(test)]
mod tests;

pub(crate) use codes::CODE;
#[cfg(feature = "testing")]
pub(crate) use codes::totp;
pub use sealing::{SealingStatus, sealing_status};

use crate::{Actor, Office, Result, people::session_of};
use model::{AuthenticatorApp, Lacks, Passkey, SecondFactors, Side, UserId};
use store::{FactorsRow, PasskeyRow};

/// How somebody showed who they are (RFC 8176 §2), as sessions keep it.
pub(crate) mod methods {
    /// With their password.
    pub(crate) const PASSWORD: &str = "pwd";
    /// At an identity provider, which says how by itself; for that RFC 8176 has no word.
    pub(crate) const PROVIDER: &str = "";
    /// With their password and a code.
    pub(crate) const PASSWORD_AND_CODE: &str = "pwd otp mfa";

    /// With a passkey, which was unlocked with a PIN or a finger and so is two factors in one; on top of a password or alone.
    /// One that is copied to other devices is software, whatever keeps it.
    pub(crate) const fn with_passkey(password: bool, copied: bool) -> &'static str {
        match (password, copied) {
            (true, true) => "pwd swk mfa",
            (true, false) => "pwd hwk mfa",
            (false, true) => "swk mfa",
            (false, false) => "hwk mfa",
        }
    }
}

/// Whether there is one. Recovery codes are none.
pub(crate) const fn has_one(factors: &FactorsRow) -> bool {
    factors.apps > 0 || factors.passkeys > 0
}

impl Office {
    /// What the actor has.
    pub async fn list_second_factors(&self, actor: &Actor) -> Result<SecondFactors> {
        session_of(actor)?;
        self.second_factors_of(actor.viewer.id, actor.has_to_enrol).await
    }

    pub(crate) async fn second_factors_of(&self, user: UserId, required: bool) -> Result<SecondFactors> {
        let database = &self.0.database;
        let app = database.find_authenticator_app(user).await?;
        Ok(SecondFactors {
            passkeys: database.passkeys_of_user(user).await?.into_iter().map(shown).collect(),
            app: app
                .map(|row| AuthenticatorApp { created_at: row.created_at, last_used_at: row.last_used_at }),
            recovery_codes: u32::try_from(database.factors_of_user(user).await?.recovery_codes).unwrap_or(0),
            lacks: self.lacks().await?,
            required,
        })
    }

    /// Whether somebody has to show a second factor, however they proved who they are.
    pub(crate) async fn has_second_factor(&self, user: UserId) -> Result<bool> {
        Ok(has_one(&self.0.database.factors_of_user(user).await?))
    }

    /// Whether a person has to set one up before they do anything else in an organization.
    pub(crate) async fn has_to_enrol(&self, user: UserId, side: Side, required: bool) -> Result<bool> {
        Ok(required && side == Side::BackOffice && !self.has_second_factor(user).await?)
    }

    /// Whether browsers can be asked for passkeys here.
    pub(crate) fn can_use_passkeys(&self) -> bool {
        self.rp_id().is_some()
    }

    /// What this server cannot do.
    pub(crate) async fn lacks(&self) -> Result<Lacks> {
        Ok(Lacks { passkeys: self.rp_id().is_none(), codes: !self.can_seal().await? })
    }
}

fn shown(row: PasskeyRow) -> Passkey {
    Passkey { id: row.id, name: row.name, created_at: row.created_at, last_used_at: row.last_used_at }
}
