//! Logout tokens (OpenID Connect Back-Channel Logout §2.4), made when they are sent, so that nothing secret is stored.

use crate::{
    Office, Sensitive,
    jws::{Kind, SigningKey},
};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::time::Duration;
use store::LogoutRow;
use uuid::Uuid;

/// How long one is worth something; the standard asks for two minutes at most.
const LIFETIME: Duration = Duration::from_mins(2);
/// What happened, in the words of the standard.
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// What it says. Never a nonce, so that none passes for an ID token.
#[derive(Serialize)]
struct LogoutClaims<'a> {
    iss: &'a str,
    aud: &'a str,
    iat: i64,
    exp: i64,
    jti: String,
    sub: String,
    sid: String,
    events: Map<String, Value>,
}

impl Office {
    /// The token that tells this application of it; none if the machine has no randomness to give.
    pub(super) fn logout_token(
        &self,
        key: &SigningKey,
        row: &LogoutRow,
        client_id: &str,
    ) -> Option<Sensitive> {
        let now = self.now();
        let claims = LogoutClaims {
            iss: &self.0.settings.public_url,
            aud: client_id,
            iat: now.0,
            exp: (now + LIFETIME).0,
            jti: self.new_id::<Uuid>().to_string(),
            sub: row.user_id.to_string(),
            sid: row.session_id.to_string(),
            events: Map::from_iter([(EVENT.to_owned(), json!({}))]),
        };
        key.sign(Kind::LogoutToken, &claims).map(Sensitive::new)
    }
}
