//! Signing in and out.
//!
//! Whoever fails learns nothing but that: wrong, unknown and disabled look the same and take the same time.

use super::actors::session_end;
use crate::{Attempt, Error, Office, Result, Sensitive};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use model::{Invalid, Problem, Timestamp, UserId, normalize_email};
use sha2::{Digest, Sha256};
use store::{SessionRow, Transaction};

/// Where a request comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The network address, as the server trusts it.
    pub address: String,
    /// What the browser calls itself.
    pub user_agent: String,
}

/// A session that has just begun.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// What the browser shows from now on; 256 random bits, kept here only as a digest.
    pub token: Sensitive,
    /// When the session ends at the latest (seconds since 1970); it ends earlier if nobody uses it.
    pub expires_at: Timestamp,
}

/// How much of a browser's name for itself is kept, in characters.
const USER_AGENT_MAX_LENGTH: usize = 255;

impl Office {
    /// Begins a session, in the first of the person's organizations. Only failures are counted, so success never blocks.
    pub async fn sign_in(&self, email: &str, password: &Sensitive, origin: &Origin) -> Result<SignedIn> {
        refuse_blanks(email, password)?;
        // What is no address is nobody's, and takes the same way as an address that is nobody's.
        let email = normalize_email("email", email).ok();
        let name = email.as_deref().unwrap_or_default();
        self.check_sign_in_guard(name, origin)?;
        let turn = self.0.passwords.turn().await?;
        // Again: while this one waited, those before it may have failed.
        self.check_sign_in_guard(name, origin)?;
        let known = match &email {
            Some(email) => self.0.database.find_credentials(email).await?,
            None => None,
        };
        let hash = known.as_ref().and_then(|known| known.password_hash.clone());
        let right = turn.verify(password, hash).await?;
        let Some(user) = known.filter(|known| right && known.enabled) else {
            self.count_failed_sign_in(name, origin);
            // Only now, so that whoever comes next meets the failure.
            drop(turn);
            return Err(Error::BadCredentials);
        };
        drop(turn);
        let Some(begun) = self.begin_session(user.id, origin).await? else {
            self.count_failed_sign_in(name, origin);
            return Err(Error::BadCredentials);
        };
        // Not those of the address: whoever has one account of their own could otherwise guess on for ever.
        self.0.guard.succeeded(Attempt::SignIn, name, &origin.address);
        Ok(begun)
    }

    /// Ends the session of this token, if there is one.
    pub async fn sign_out(&self, token: &str) -> Result<()> {
        let mut tx = self.0.database.begin().await?;
        tx.delete_session_of_token(&digest_of_token(token)).await?;
        Ok(tx.commit().await?)
    }

    fn check_sign_in_guard(&self, name: &str, origin: &Origin) -> Result<()> {
        let now_ms = self.0.clock.now_ms();
        for (attempt, name) in [(Attempt::SignIn, name), (Attempt::SignInFrom, "")] {
            self.0.guard.check(attempt, name, &origin.address, now_ms).map_err(Error::TooMany)?;
        }
        Ok(())
    }

    fn count_failed_sign_in(&self, name: &str, origin: &Origin) {
        let now_ms = self.0.clock.now_ms();
        self.0.guard.failed(Attempt::SignIn, name, &origin.address, now_ms);
        self.0.guard.failed(Attempt::SignInFrom, "", &origin.address, now_ms);
    }

    async fn begin_session(&self, user: UserId, origin: &Origin) -> Result<Option<SignedIn>> {
        let Some(session) = self.new_session(user, origin).await? else { return Ok(None) };
        let mut tx = self.0.database.begin().await?;
        let signed_in = session.begin(&mut tx).await?;
        tx.commit().await?;
        Ok(Some(signed_in))
    }

    /// `None` for a person without any enabled organization: there is nowhere to go.
    pub(crate) async fn new_session(&self, user: UserId, origin: &Origin) -> Result<Option<NewSession>> {
        let organizations = self.0.database.enabled_organizations_of_user(user).await?;
        let Some(organization) = organizations.first() else { return Ok(None) };
        let token = self.new_token();
        let now = self.now();
        let row = SessionRow {
            id: self.new_id(),
            user_id: user,
            organization_id: organization.id,
            created_at: now,
            authenticated_at: now,
            last_seen_at: now,
            expires_at: session_end(now, now),
            address: printable(&origin.address),
            user_agent: printable(&origin.user_agent),
        };
        Ok(Some(NewSession { token, row }))
    }

    /// 256 random bits, fit for cookies and URLs.
    pub(super) fn new_token(&self) -> Sensitive {
        let mut bytes = [0; 32];
        self.0.random.fill(&mut bytes);
        Sensitive::new(URL_SAFE_NO_PAD.encode(bytes))
    }
}

/// A session that is about to begin.
pub(crate) struct NewSession {
    token: Sensitive,
    pub(crate) row: SessionRow,
}

impl NewSession {
    /// Writes it, and that its person signed in.
    pub(crate) async fn begin(self, tx: &mut Transaction) -> Result<SignedIn> {
        let Self { token, row } = self;
        tx.create_session(&digest_of_token(token.reveal()), &row).await?;
        tx.set_last_login(row.user_id, row.created_at).await?;
        Ok(SignedIn { token, expires_at: row.created_at + super::actors::ABSOLUTE })
    }
}

/// What the database knows a random token by. It needs no slow hash.
pub(super) fn digest_of_token(token: &str) -> [u8; 32] {
    Sha256::digest(token).into()
}

fn refuse_blanks(email: &str, password: &Sensitive) -> Result<(), Invalid> {
    let mut invalid = Invalid::default();
    if email.trim().is_empty() {
        invalid.add("email", Problem::Blank);
    }
    if password.reveal().is_empty() {
        invalid.add("password", Problem::Blank);
    }
    if invalid.is_empty() { Ok(()) } else { Err(invalid) }
}

/// What a stranger sent, fit to be stored and shown.
fn printable(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(USER_AGENT_MAX_LENGTH).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{PASSWORD, TestOffice};
    use store::testing::TestDatabase;

    const JOHN: &str = "john@example.com";

    fn from(address: &str) -> Origin {
        Origin { address: address.into(), user_agent: "test".into() }
    }

    async fn office_with_john(db: TestDatabase) -> TestOffice {
        let test = TestOffice::on(db).await;
        let acme = test.organization("Acme", true).await;
        test.user("john", &["User"], &[acme]).await;
        test
    }

    async fn sign_in(test: &TestOffice, email: &str, password: &str) -> Result<SignedIn> {
        test.office.sign_in(email, &Sensitive::new(password), &from("192.0.2.1")).await
    }

    fn is_bad<T>(outcome: &Result<T>) -> bool {
        matches!(outcome, Err(Error::BadCredentials))
    }

    store::on_both_engines! {
        async fn the_right_password_opens_a_session(db: TestDatabase) {
            let test = office_with_john(db).await;
            let signed_in = sign_in(&test, " John@Example.com ", PASSWORD).await.unwrap();
            let actor = test.office.actor_of_session(signed_in.token.reveal()).await.unwrap().unwrap();
            assert_eq!(actor.viewer.email, JOHN);
            assert_eq!(actor.viewer.organization.name, "Acme");
            assert_eq!(signed_in.expires_at.0 - test.office.now().0, 7 * 86_400);
            // Neither the token nor the password can be read in the database.
            let clear = signed_in.token.reveal();
            let sql = format!("DELETE FROM sessions WHERE CAST(token_hash AS TEXT) = '{clear}'");
            assert_eq!(test.db.execute(&sql).await, 0);
            assert_eq!(test.db.execute("UPDATE users SET enabled = enabled WHERE last_login_at IS NOT NULL").await, 1);
            let again = sign_in(&test, JOHN, PASSWORD).await.unwrap();
            assert_ne!(again.token, signed_in.token, "a new session at every sign-in");
        }

        async fn wrong_unknown_disabled_and_homeless_look_the_same(db: TestDatabase) {
            let test = office_with_john(db).await;
            let globex = test.organization("Globex", false).await;
            let jane = test.user("jane", &["User"], &[globex]).await;
            test.user("joe", &["User"], &[globex]).await;
            for (email, password) in [
                (JOHN, "another password"),
                (JOHN, "x".repeat(2_000).as_str()),
                ("nobody@example.com", PASSWORD),
                ("not an address", PASSWORD),
                ("john@example.com\0", PASSWORD),
                ("' OR 1=1 --@example.com", PASSWORD),
            ] {
                assert!(is_bad(&sign_in(&test, email, password).await), "{email}");
            }
            assert!(sign_in(&test, "jane@example.com", PASSWORD).await.is_ok());
            test.db.set_enabled("users", jane.0, false).await;
            assert!(is_bad(&sign_in(&test, "jane@example.com", PASSWORD).await), "disabled");
            assert!(sign_in(&test, "joe@example.com", PASSWORD).await.is_ok());
            test.db.set_enabled("organizations", globex.0, false).await;
            assert!(is_bad(&sign_in(&test, "joe@example.com", PASSWORD).await), "nowhere to go");
            test.db.execute(&format!("UPDATE users SET password_hash = NULL WHERE email = '{JOHN}'")).await;
            assert!(is_bad(&sign_in(&test, JOHN, PASSWORD).await), "no password");
        }

        async fn blanks_are_named_and_not_counted(db: TestDatabase) {
            let test = office_with_john(db).await;
            for _ in 0..60 {
                let Err(Error::Invalid(invalid)) = sign_in(&test, " ", "").await else { panic!("refused") };
                assert_eq!(invalid.0, [("email".into(), Problem::Blank), ("password".into(), Problem::Blank)]);
            }
            assert!(sign_in(&test, JOHN, PASSWORD).await.is_ok());
        }

        async fn only_failures_count_and_they_wear_off(db: TestDatabase) {
            let test = office_with_john(db).await;
            for _ in 0..12 {
                assert!(sign_in(&test, JOHN, PASSWORD).await.is_ok(), "success never blocks");
            }
            for _ in 0..9 {
                assert!(is_bad(&sign_in(&test, JOHN, "a wrong password").await));
            }
            assert!(sign_in(&test, JOHN, PASSWORD).await.is_ok(), "and forgets the failures");
            for _ in 0..10 {
                assert!(is_bad(&sign_in(&test, JOHN, "a wrong password").await));
            }
            let Err(Error::TooMany(wait)) = sign_in(&test, JOHN, PASSWORD).await else { panic!("blocked") };
            assert_eq!(wait.as_secs(), 900);
            let elsewhere = test.office.sign_in(JOHN, &Sensitive::new(PASSWORD), &from("192.0.2.2")).await;
            assert!(elsewhere.is_ok(), "a stranger cannot lock John out where John is");
            test.clock.advance(wait);
            assert!(sign_in(&test, JOHN, PASSWORD).await.is_ok());
        }

        async fn many_names_from_one_address_are_stopped_too(db: TestDatabase) {
            let test = office_with_john(db).await;
            for index in 0..50 {
                assert!(is_bad(&sign_in(&test, &format!("somebody{index}@example.com"), "a wrong password").await));
            }
            assert!(matches!(sign_in(&test, JOHN, PASSWORD).await, Err(Error::TooMany(_))));
        }

        async fn guessing_at_the_same_time_gets_no_more_tries(db: TestDatabase) {
            let test = office_with_john(db).await;
            let tries: Vec<_> = (0..40)
                .map(|_| {
                    let office = test.office.clone();
                    tokio::spawn(async move { office.sign_in(JOHN, &Sensitive::new("a wrong password"), &from("192.0.2.1")).await })
                })
                .collect();
            let mut answered = 0;
            for one in tries {
                answered += usize::from(is_bad(&one.await.unwrap()));
            }
            // Two are hashed at a time, so one more than the limit may have begun.
            assert!((10..=11).contains(&answered), "{answered}");
        }

        async fn what_a_browser_calls_itself_is_cut_and_cleaned(db: TestDatabase) {
            let test = office_with_john(db).await;
            let origin = Origin { address: "192.0.2.1".into(), user_agent: format!("a\0b\n{}", "é".repeat(400)) };
            let signed_in = test.office.sign_in(JOHN, &Sensitive::new(PASSWORD), &origin).await.unwrap();
            let actor = test.office.actor_of_session(signed_in.token.reveal()).await.unwrap().unwrap();
            let sessions = test.office.list_sessions(&actor).await.unwrap();
            assert_eq!(sessions[0].user_agent, format!("ab{}", "é".repeat(253)));
        }
    }

    #[tokio::test]
    async fn nothing_prints_what_is_secret() {
        let test = office_with_john(TestDatabase::new(store::testing::Engine::Sqlite).await).await;
        let signed_in = sign_in(&test, JOHN, PASSWORD).await.unwrap();
        assert!(!format!("{signed_in:?}").contains(signed_in.token.reveal()));
    }

    /// Whoever is unknown costs about what a wrong password costs: the best of a few each, so that a busy machine does not matter.
    #[tokio::test]
    async fn an_unknown_address_costs_a_hash_as_well() {
        let test = office_with_john(TestDatabase::new(store::testing::Engine::Sqlite).await).await;
        let mut best = [std::time::Duration::MAX; 3];
        for _ in 0..5 {
            for (email, best) in [JOHN, "nobody@example.com", "no address"].into_iter().zip(&mut best) {
                let begun = std::time::Instant::now();
                assert!(is_bad(&sign_in(&test, email, "a wrong password").await));
                *best = begun.elapsed().min(*best);
            }
        }
        assert!(best[1] * 3 > best[0] && best[2] * 3 > best[0], "{best:?}");
    }
}
