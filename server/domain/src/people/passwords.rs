//! Passwords: argon2id, which is slow on purpose, in a pool so small that guessing cannot take the machine away.
//!
//! Parameters: 19 MiB, two passes, one lane (OWASP Password Storage Cheat Sheet). A hash carries its own, so raising them here
//! does not lock anybody out.

use super::common_passwords::is_common;
use crate::{Error, Result, Sensitive};
use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version, password_hash::phc::PasswordHash,
};
use model::{Invalid, PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH, Problem, fold};
use std::{sync::Arc, time::Duration};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How many are hashed at the same time: 38 MiB and two cores at most.
const AT_ONCE: usize = 2;
/// How many may wait for that; who comes after them is asked to come back, instead of waiting longer than a browser does.
const WAITING: usize = 128;

/// The pool.
#[derive(Clone, Debug)]
pub(crate) struct Passwords {
    running: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
}

/// A place in the pool. While it is held, nobody else's password takes it.
pub(crate) struct Turn {
    running: Arc<OwnedSemaphorePermit>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self { running: Arc::new(Semaphore::new(AT_ONCE)), waiting: Arc::new(Semaphore::new(WAITING)) }
    }
}

impl Passwords {
    /// Waits for a place. `TooMany` if the queue is full.
    pub(crate) async fn turn(&self) -> Result<Turn> {
        let waiting = Arc::clone(&self.waiting)
            .try_acquire_owned()
            .map_err(|_| Error::TooMany(Duration::from_secs(1)))?;
        let running =
            Arc::clone(&self.running).acquire_owned().await.map_err(|e| Error::Internal(e.into()))?;
        drop(waiting);
        Ok(Turn { running: Arc::new(running) })
    }

    /// The hash to store, as PHC text.
    pub(crate) async fn hash(&self, password: &Sensitive, salt: [u8; 16]) -> Result<String> {
        let turn = self.turn().await?;
        let password = password.clone();
        turn.run(move || hash(password.reveal().as_bytes(), salt)).await?
    }
}

impl Turn {
    /// Whether this is the password of that hash. Without a hash it is not, after the same work.
    pub(crate) async fn verify(&self, password: &Sensitive, hash: Option<String>) -> Result<bool> {
        // Nobody's password is longer; the work is the same for every length below.
        let fits = password.reveal().len() <= PASSWORD_MAX_LENGTH;
        let password = if fits { password.clone() } else { Sensitive::new("") };
        let right = self.run(move || verify(password.reveal().as_bytes(), hash.as_deref())).await??;
        Ok(right && fits)
    }

    /// Runs it beside the threads that serve. The place stays taken until it is done, also when nobody waits for it any more.
    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let running = Arc::clone(&self.running);
        let run = move || {
            let done = work();
            drop(running);
            done
        };
        tokio::task::spawn_blocking(run).await.map_err(|e| Error::Internal(e.into()))
    }
}

fn hash(password: &[u8], salt: [u8; 16]) -> Result<String> {
    let hash = hasher()?.hash_password_with_salt(password, &salt);
    hash.map(|hash| hash.to_string()).map_err(|e| Error::Internal(anyhow::anyhow!("argon2: {e}")))
}

fn verify(password: &[u8], hash: Option<&str>) -> Result<bool> {
    let hasher = hasher()?;
    let Some(hash) = hash else {
        let _same_work = hasher.hash_password_with_salt(password, &[0; 16]);
        return Ok(false);
    };
    let hash = PasswordHash::new(hash)
        .map_err(|e| Error::Internal(anyhow::anyhow!("a stored password hash cannot be read: {e}")))?;
    Ok(hasher.verify_password(password, &hash).is_ok())
}

fn hasher() -> Result<Argon2<'static>> {
    let params = Params::new(19 * 1024, 2, 1, None)
        .map_err(|e| Error::Internal(anyhow::anyhow!("argon2 parameters: {e}")))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// What a new password of the person with this address must be. Spaces and every script are welcome; its length counts,
/// and that it is none of those that are tried first (NIST SP 800-63B-4 §3.1.1.2).
pub(crate) fn check_new(password: &Sensitive, email: &str) -> Result<(), Invalid> {
    let password = password.reveal();
    let problem = if password.trim().is_empty() {
        Problem::Blank
    } else if password.chars().count() < PASSWORD_MIN_LENGTH {
        Problem::TooShort { limit: u32::try_from(PASSWORD_MIN_LENGTH).unwrap_or(u32::MAX) }
    } else if password.len() > PASSWORD_MAX_LENGTH {
        Problem::TooLong { limit: u32::try_from(PASSWORD_MAX_LENGTH).unwrap_or(u32::MAX) }
    } else if is_common(password) {
        Problem::CommonPassword
    } else if !email.is_empty() && fold(password).contains(&fold(email)) {
        Problem::PasswordWithEmail
    } else {
        return Ok(());
    };
    Err(Invalid::one("password", problem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_fits_its_hash() {
        let passwords = Passwords::default();
        let hash = passwords.hash(&Sensitive::new("correct horse"), [7; 16]).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        for (typed, right) in
            [("correct horse", true), ("Correct horse", false), ("correct horse ", false), ("", false)]
        {
            let turn = passwords.turn().await.unwrap();
            assert_eq!(
                turn.verify(&Sensitive::new(typed), Some(hash.clone())).await.unwrap(),
                right,
                "{typed}"
            );
        }
        assert!(!passwords.turn().await.unwrap().verify(&Sensitive::new(""), None).await.unwrap());
    }

    #[tokio::test]
    async fn a_password_beyond_the_limit_never_fits() {
        let passwords = Passwords::default();
        // Too long a password is hashed as the empty one; that must not let it in where the empty one would.
        let hash = passwords.hash(&Sensitive::new(""), [7; 16]).await.unwrap();
        let turn = passwords.turn().await.unwrap();
        assert!(!turn.verify(&Sensitive::new("x".repeat(1025)), Some(hash)).await.unwrap());
    }

    #[tokio::test]
    async fn a_full_queue_sends_people_away_and_recovers() {
        let passwords = Passwords::default();
        let held = [passwords.turn().await.unwrap(), passwords.turn().await.unwrap()];
        let queue: Vec<_> = (0..WAITING)
            .map(|_| {
                let passwords = passwords.clone();
                tokio::spawn(async move { passwords.turn().await.map(drop) })
            })
            .collect();
        while passwords.waiting.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        assert!(matches!(passwords.turn().await, Err(Error::TooMany(_))));
        drop(held);
        for waiting in queue {
            waiting.await.unwrap().unwrap();
        }
        assert!(passwords.turn().await.is_ok());
    }

    #[test]
    fn new_passwords_have_a_length() {
        let problem = |password: &str| {
            check_new(&Sensitive::new(password), "ada@example.com").err().and_then(|e| e.of("password"))
        };
        assert_eq!(problem("            "), Some(Problem::Blank));
        assert_eq!(problem("eleven char"), Some(Problem::TooShort { limit: 12 }));
        assert_eq!(problem("twelve chars"), None);
        assert_eq!(problem("zwölf Zeiche"), None);
        assert_eq!(problem(&"x".repeat(1024)), None);
        assert_eq!(problem(&"x".repeat(1025)), Some(Problem::TooLong { limit: 1024 }));
        assert_eq!(problem("Password1234"), Some(Problem::CommonPassword));
        for like_the_address in
            ["ada@example.com", "Ada@Example.COM", "ada@example.com!", "my ada@example.com"]
        {
            assert_eq!(problem(like_the_address), Some(Problem::PasswordWithEmail), "{like_the_address}");
        }
        assert_eq!(problem("ada and example"), None);
    }
}
