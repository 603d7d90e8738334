//! Codes as they are typed: six digits of an authenticator app (RFC 6238), or a recovery code. Guessing is slowed down for the
//! person it is about, wherever it comes from: who guesses here knew the password.

use super::{recovery::digest_of, sealing::Purpose};
use crate::{Attempt, Error, Office, Result, Sensitive};
use model::{Invalid, Problem, Timestamp, UserId};
use store::Transaction;
use totp_rs::{Builder, Totp};

/// The field of forms that ask for one.
pub(crate) const CODE: &str = "code";
/// Longer than whatever is a code, with what people type between.
const TYPED_MAX_LENGTH: usize = 100;
const DIGITS: usize = 6;

/// A code that is right, and not used up yet.
pub(super) enum Checked {
    /// One of the app, of this time step.
    App(i64),
    /// A recovery code.
    Recovery([u8; 32]),
}

/// What was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// A code of the app.
    App,
    /// A recovery code; how many are left.
    Recovery(i64),
}

/// SHA-1, six digits, thirty seconds, and one step to either side for clocks that differ.
pub(crate) fn totp(secret: &[u8]) -> Option<Totp> {
    Builder::new().with_secret(secret).build().ok()
}

/// The time step that a code belongs to, if it is one of now.
pub(super) fn step_of(secret: &[u8], code: &str, now: Timestamp) -> Option<i64> {
    let step = totp(secret)?.check(code, u64::try_from(now.0).ok()?)?;
    i64::try_from(step).ok()
}

impl Office {
    /// Looks at a code that somebody typed; none if it is wrong, which is counted. Nothing is used up yet.
    pub(super) async fn check_code(&self, user: UserId, typed: &Sensitive) -> Result<Option<Checked>> {
        let name = user.to_string();
        let now_ms = self.0.clock.now_ms();
        self.0.guard.check(Attempt::SecondFactor, &name, "", now_ms).map_err(Error::TooMany)?;
        let code = normalized(typed.reveal());
        if code.is_empty() {
            return Err(Invalid::one(CODE, Problem::Blank).into());
        }
        let checked = if code.len() == DIGITS && code.bytes().all(|byte| byte.is_ascii_digit()) {
            self.check_app_code(user, &code).await?.map(Checked::App)
        } else {
            Some(Checked::Recovery(digest_of(user, &code)))
        };
        if checked.is_none() {
            self.count_wrong_code(user);
        }
        Ok(checked)
    }

    async fn check_app_code(&self, user: UserId, code: &str) -> Result<Option<i64>> {
        let Some(app) = self.0.database.find_authenticator_app(user).await? else { return Ok(None) };
        let secret = self.sealing_key().and_then(|key| key.open(Purpose::Kept, user, &app.sealed_secret));
        let Some(secret) = secret else {
            tracing::error!("a code cannot be checked: the key of keys.sealing is missing, or another one");
            return Err(Invalid::one(CODE, Problem::CodesUnavailable).into());
        };
        Ok(step_of(&secret, code, self.now()).filter(|step| *step > app.last_step))
    }

    /// Uses a code up; none if somebody else was faster, or if it was no recovery code after all, which is counted.
    pub(super) async fn take_code(
        &self,
        tx: &mut Transaction,
        user: UserId,
        checked: &Checked,
    ) -> Result<Option<Taken>> {
        let taken = match checked {
            Checked::App(step) => {
                tx.use_authenticator_step(user, *step, self.now()).await?.then_some(Taken::App)
            }
            Checked::Recovery(digest) if tx.use_recovery_code(user, digest).await? => {
                Some(Taken::Recovery(tx.factors_of_user(user).await?.recovery_codes))
            }
            Checked::Recovery(_) => None,
        };
        if taken.is_some() {
            self.0.guard.succeeded(Attempt::SecondFactor, &user.to_string(), "");
        } else {
            self.count_wrong_code(user);
        }
        Ok(taken)
    }

    fn count_wrong_code(&self, user: UserId) {
        self.0.guard.failed(Attempt::SecondFactor, &user.to_string(), "", self.0.clock.now_ms());
    }
}

/// Without what people put between, in small letters, and with the letters that are no others than digits.
fn normalized(typed: &str) -> String {
    let letters = typed.chars().take(TYPED_MAX_LENGTH).filter(|c| !c.is_whitespace() && *c != '-');
    letters
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'o' => '0',
            'i' | 'l' => '1',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, the last six digits of SHA-1.
    #[test]
    fn the_vectors_of_the_standard() {
        let secret = b"12345678901234567890";
        for (time, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(step_of(secret, code, Timestamp(time)), Some(time / 30), "{time}");
            assert_eq!(step_of(secret, code, Timestamp(time + 30)), Some(time / 30), "a clock that is ahead");
            assert_eq!(
                step_of(secret, code, Timestamp(time - 30)),
                Some(time / 30),
                "a clock that is behind"
            );
            assert_eq!(step_of(secret, code, Timestamp(time + 61)), None, "too old");
        }
        assert_eq!(step_of(secret, "000000", Timestamp(59)), None);
        assert_eq!(step_of(b"short", "287082", Timestamp(59)), None);
    }

    #[test]
    fn what_people_put_between_does_not_count() {
        assert_eq!(normalized(" 123 456\n"), "123456");
        assert_eq!(normalized("ABCD-efgh-JKMN-pqrO"), "abcdefghjkmnpqr0");
        assert_eq!(normalized("Il1"), "111");
    }
}
