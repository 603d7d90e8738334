//! Setting up an authenticator app, and taking it away. Until the app has shown its first code nothing is kept: the secret waits,
//! sealed, in the form itself.

use super::{CODE, codes::step_of, qr::qr_code, sealing::Purpose};
use crate::{Actor, Error, Office, Result, Sensitive, people::session_of};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use model::{AuthenticatorSetup, Invalid, MailEvent, Problem, RecoveryCodes};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::time::Duration;
use store::AuthenticatorAppRow;

/// As long as the digest of SHA-1 (RFC 4226 §4).
const SECRET_LENGTH: usize = 20;
/// How long a secret that was shown can be taken.
const SHOWN_FOR: Duration = Duration::from_mins(30);
/// What apps show above the code.
const ISSUER: &str = "Latchkey";

impl Office {
    /// A secret for an app. Shown again what was shown before, as long as that is good, so that a wrong code does not change it.
    pub async fn begin_authenticator_app(&self, actor: &Actor, shown: &str) -> Result<AuthenticatorSetup> {
        session_of(actor)?;
        let key = self.sealing_key_for_new().await?;
        let user = actor.viewer.id;
        let (sealed, secret) = if let Some(secret) = self.open_shown(actor, shown) {
            (shown.to_owned(), secret)
        } else {
            let mut secret = [0; SECRET_LENGTH];
            self.0.random.fill(&mut secret);
            let until = (self.now() + SHOWN_FOR).0.to_be_bytes();
            let sealed = key.seal(Purpose::Shown, user, &[&until[..], &secret].concat(), &*self.0.random);
            let sealed = sealed.ok_or_else(|| Error::Internal(anyhow::anyhow!("sealing failed")))?;
            (BASE64.encode(sealed), secret.to_vec())
        };
        let text = totp_rs::Secret::from(secret).to_base32();
        let account = utf8_percent_encode(&actor.viewer.email, NON_ALPHANUMERIC);
        let uri = format!("otpauth://totp/{ISSUER}:{account}?secret={text}&issuer={ISSUER}");
        let qr = qr_code(&uri).ok_or_else(|| Error::Internal(anyhow::anyhow!("no QR code")))?;
        let groups: Vec<String> =
            text.as_bytes().chunks(4).map(|four| String::from_utf8_lossy(four).into_owned()).collect();
        Ok(AuthenticatorSetup { sealed, secret: groups.join(" "), uri, qr })
    }

    /// Takes the app, once it shows a code of the secret. It takes the place of the one before. Gives recovery codes where there
    /// are none.
    pub async fn add_authenticator_app(
        &self,
        actor: &Actor,
        shown: &str,
        code: &Sensitive,
    ) -> Result<RecoveryCodes> {
        session_of(actor)?;
        self.require_recent_sign_in(actor).await?;
        let key = self.sealing_key_for_new().await?;
        let (user, now) = (actor.viewer.id, self.now());
        let wrong = || Invalid::one(CODE, Problem::WrongCode);
        let code = code.reveal().split_whitespace().collect::<String>();
        if code.is_empty() {
            return Err(Invalid::one(CODE, Problem::Blank).into());
        }
        let secret = self.open_shown(actor, shown).ok_or_else(wrong)?;
        let step = step_of(&secret, &code, now).ok_or_else(wrong)?;
        let sealed = key.seal(Purpose::Kept, user, &secret, &*self.0.random);
        let row = AuthenticatorAppRow {
            user_id: user,
            sealed_secret: sealed.ok_or_else(|| Error::Internal(anyhow::anyhow!("sealing failed")))?,
            last_step: step,
            created_at: now,
            last_used_at: Some(now),
        };
        let mut tx = self.0.database.begin().await?;
        tx.put_authenticator_app(&row).await?;
        let codes = self.first_recovery_codes(&mut tx, user).await?;
        self.factor_changed(&mut tx, actor, MailEvent::SecondFactorAdded, None).await?;
        tx.commit().await?;
        self.wake_mail_worker();
        Ok(codes)
    }

    /// Takes it away.
    pub async fn remove_authenticator_app(&self, actor: &Actor) -> Result<()> {
        session_of(actor)?;
        self.require_recent_sign_in(actor).await?;
        let mut tx = self.0.database.begin().await?;
        if !tx.delete_authenticator_app(actor.viewer.id).await? {
            return Err(Error::NotFound);
        }
        self.factor_changed(&mut tx, actor, MailEvent::SecondFactorRemoved, None).await?;
        tx.commit().await?;
        self.wake_mail_worker();
        Ok(())
    }

    /// The secret of a form, if it was shown to this person lately.
    fn open_shown(&self, actor: &Actor, shown: &str) -> Option<Vec<u8>> {
        let sealed = BASE64.decode(shown).ok()?;
        let plain = self.sealing_key()?.open(Purpose::Shown, actor.viewer.id, &sealed)?;
        let (until, secret) = plain.split_first_chunk::<8>()?;
        (i64::from_be_bytes(*until) > self.now().0).then(|| secret.to_vec())
    }
}
