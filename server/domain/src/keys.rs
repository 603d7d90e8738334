//! The signing keys, followed while the server runs: when the files appear, change or go, the next second knows.

mod files;

pub use files::{GeneratedKeys, KeyError, KeyReport, Made, check_keys, generate_keys};

use crate::{Office, Settings, jws::SigningKey};
use files::Stamp;
use std::{
    path::Path,
    sync::{Arc, PoisonError, RwLock},
};

/// How long the files are not looked at again, in milliseconds.
const TRUSTED_FOR_MS: i64 = 1_000;

/// How the signing keys stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyStatus {
    /// Tokens can be signed.
    Ready,
    /// They are missing, unreadable, no keys, or not a pair: no token can be signed or verified.
    Missing,
    /// They work, but others on this machine can read the private one.
    Exposed {
        /// Where it is.
        path: String,
        /// The command that helps.
        command: String,
    },
}

/// The keys as last seen.
#[derive(Default)]
pub(crate) struct Keys(RwLock<Option<Seen>>);

struct Seen {
    looked_at_ms: i64,
    stamp: Stamp,
    status: KeyStatus,
    key: Option<Arc<SigningKey>>,
}

impl Keys {
    /// Asks for what was seen less than a second ago; else looks at the files, and reads them if they changed.
    fn seen<T>(&self, settings: &Settings, now_ms: i64, ask: impl Fn(&Seen) -> T) -> T {
        if let Some(seen) = self.0.read().unwrap_or_else(PoisonError::into_inner).as_ref()
            && (0..TRUSTED_FOR_MS).contains(&(now_ms - seen.looked_at_ms))
        {
            return ask(seen);
        }
        let mut guard = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let stamp = Stamp::of(settings);
        match guard.as_mut() {
            Some(seen) if seen.stamp == stamp => {
                seen.looked_at_ms = now_ms;
                ask(seen)
            }
            _ => ask(guard.insert(look(settings, stamp, now_ms))),
        }
    }
}

fn look(settings: &Settings, stamp: Stamp, looked_at_ms: i64) -> Seen {
    match files::read(settings) {
        Ok(key) => {
            let status = match stamp.exposed_mode() {
                Some(mode) => exposed(&settings.private_key, mode),
                None => KeyStatus::Ready,
            };
            Seen { looked_at_ms, stamp, status, key: Some(Arc::new(key)) }
        }
        Err(error) => {
            tracing::warn!(%error, "no tokens can be signed: run `latchkey keys generate`");
            Seen { looked_at_ms, stamp, status: KeyStatus::Missing, key: None }
        }
    }
}

fn exposed(path: &Path, mode: u32) -> KeyStatus {
    let path = path.display().to_string();
    tracing::warn!(path, mode = format!("{mode:o}"), "others on this machine can read the private key");
    let command = format!("chmod 600 {}", quoted(&path));
    KeyStatus::Exposed { path, command }
}

/// The path as a shell takes it.
fn quoted(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-".contains(c);
    if path.chars().all(plain) { path.to_owned() } else { format!("'{}'", path.replace('\'', r"'\''")) }
}

impl Office {
    /// How the signing keys stand; cheap enough for every page.
    pub fn key_status(&self) -> KeyStatus {
        self.0.keys.seen(&self.0.settings, self.0.clock.now_ms(), |seen| seen.status.clone())
    }

    /// The public key as a JWK set (RFC 7517 §5); none while the keys are missing.
    pub fn jwk_set(&self) -> Option<serde_json::Value> {
        self.signing_key().map(|key| key.jwk_set())
    }

    /// The key that signs and verifies; none while the keys are missing.
    pub(crate) fn signing_key(&self) -> Option<Arc<SigningKey>> {
        self.0.keys.seen(&self.0.settings, self.0.clock.now_ms(), |seen| seen.key.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MailTransport;
    use std::time::Duration;

    fn settings(folder: &Path) -> Settings {
        Settings {
            public_url: "http://localhost:3000".into(),
            private_key: folder.join("keys/private.key"),
            public_key: folder.join("keys/public.key"),
            access_lifetime: Duration::from_hours(1),
            refresh_lifetime: Duration::from_hours(30 * 24),
            refresh_absolute_lifetime: Duration::from_hours(365 * 24),
            code_lifetime: Duration::from_mins(1),
            password_grant: false,
            mail_from: "Latchkey <latchkey@example.com>".into(),
            mail: MailTransport::File(folder.join("mail")),
            audit_keep: None,
            client_id_metadata: crate::ClientIdMetadata::default(),
        }
    }

    fn status(keys: &Keys, settings: &Settings, now_ms: i64) -> KeyStatus {
        keys.seen(settings, now_ms, |seen| seen.status.clone())
    }

    #[test]
    fn files_that_appear_change_and_go_are_followed_within_a_second() {
        let folder = tempfile::tempdir().unwrap();
        let settings = settings(folder.path());
        let keys = Keys::default();
        assert_eq!(status(&keys, &settings, 0), KeyStatus::Missing);
        generate_keys(&settings).unwrap();
        assert_eq!(status(&keys, &settings, 999), KeyStatus::Missing, "not looked at again yet");
        assert_eq!(status(&keys, &settings, 1_000), KeyStatus::Ready);
        std::fs::remove_file(&settings.public_key).unwrap();
        assert_eq!(status(&keys, &settings, 2_000), KeyStatus::Missing);
        generate_keys(&settings).unwrap();
        assert_eq!(status(&keys, &settings, 3_000), KeyStatus::Ready);
        std::fs::write(&settings.private_key, "damaged").unwrap();
        assert_eq!(status(&keys, &settings, 4_000), KeyStatus::Missing);
    }

    #[cfg(unix)]
    #[test]
    fn a_private_key_that_others_can_read_works_and_is_reported_with_the_command_that_helps() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let settings = settings(folder.path());
        generate_keys(&settings).unwrap();
        let keys = Keys::default();
        assert_eq!(status(&keys, &settings, 0), KeyStatus::Ready);
        std::fs::set_permissions(&settings.private_key, std::fs::Permissions::from_mode(0o640)).unwrap();
        let path = settings.private_key.display().to_string();
        let command = format!("chmod 600 {path}");
        assert_eq!(status(&keys, &settings, 1_000), KeyStatus::Exposed { path, command });
        assert!(keys.seen(&settings, 1_000, |seen| seen.key.is_some()));
        std::fs::set_permissions(&settings.private_key, std::fs::Permissions::from_mode(0o600)).unwrap();
        assert_eq!(status(&keys, &settings, 2_000), KeyStatus::Ready);
    }

    #[test]
    fn a_path_with_blanks_is_quoted_for_the_shell() {
        assert_eq!(quoted("/srv/var/oauth_private.key"), "/srv/var/oauth_private.key");
        assert_eq!(quoted("/srv/it's here/key"), r"'/srv/it'\''s here/key'");
    }
}
