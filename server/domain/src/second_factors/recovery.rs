//! Recovery codes: ten, eighty random bits each, shown once, kept as digests, good once each.

use crate::{
    Actor, Office, Result,
    audit::{About, Deed},
    people::session_of,
};
use model::{AuditAction, RECOVERY_CODES, RecoveryCodes, UserId};
use sha2::{Digest, Sha256};
use store::Transaction;

/// Digits and small letters without those that are taken for others (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH: usize = 16;
const GROUP: usize = 4;

/// What the database knows a code of this person by. It is random, so it needs no slow hash.
pub(super) fn digest_of(user: UserId, code: &str) -> [u8; 32] {
    Sha256::new().chain_update(user.0.as_bytes()).chain_update(code).finalize().into()
}

impl Office {
    /// Makes recovery codes anew; those from before work no more. For those who have a second factor.
    pub async fn renew_recovery_codes(&self, actor: &Actor) -> Result<RecoveryCodes> {
        session_of(actor)?;
        self.require_recent_sign_in(actor).await?;
        if !self.has_second_factor(actor.viewer.id).await? {
            return Err(crate::Error::NotFound);
        }
        let mut tx = self.0.database.begin().await?;
        let codes = self.new_recovery_codes(&mut tx, actor.viewer.id).await?;
        let deed = Deed::new(AuditAction::RecoveryCodesRenewed, About::themselves(actor));
        self.record(&mut tx, actor, deed).await?;
        tx.commit().await?;
        Ok(codes)
    }

    /// The codes of somebody who has none yet, for those who just set up their first factor.
    pub(super) async fn first_recovery_codes(
        &self,
        tx: &mut Transaction,
        user: UserId,
    ) -> Result<RecoveryCodes> {
        if tx.factors_of_user(user).await?.recovery_codes > 0 {
            return Ok(RecoveryCodes::default());
        }
        self.new_recovery_codes(tx, user).await
    }

    async fn new_recovery_codes(&self, tx: &mut Transaction, user: UserId) -> Result<RecoveryCodes> {
        tx.delete_recovery_codes(user).await?;
        let mut codes = Vec::with_capacity(RECOVERY_CODES);
        for _ in 0..RECOVERY_CODES {
            let mut bytes = [0; LENGTH];
            self.0.random.fill(&mut bytes);
            let letters = bytes.map(|byte| char::from(ALPHABET[usize::from(byte % 32)]));
            let code = String::from_iter(letters);
            tx.add_recovery_code(user, &digest_of(user, &code)).await?;
            codes.push(letters.chunks(GROUP).map(String::from_iter).collect::<Vec<_>>().join("-"));
        }
        Ok(RecoveryCodes(codes))
    }
}
