//! Whether a token is ours and lives: what every use of a token begins with.

use super::{
    Claims, TokenError, scope,
    token_id::{TokenId, WITHOUT_SECRET},
};
use crate::{
    Actor, Office, Result, digest,
    jws::Kind,
    live::{LiveApplication, Standing},
};
use model::{Scope, Timestamp};
use std::{sync::Arc, time::Duration};

/// How far the clocks of two servers may be apart before one takes the other's tokens for made in the future. The end of
/// a token gets no such leeway.
const CLOCK_SKEW: Duration = Duration::from_mins(1);

/// The mark at or before which an application's tokens are dead, when all that exist are to die. A server whose clock is
/// ahead may have dated some into the future, so the mark lies there too; the tokens that come are dated after it.
pub(crate) fn next_mark(mark_ms: i64, now_ms: i64) -> i64 {
    let skew_ms = i64::try_from(CLOCK_SKEW.as_millis()).unwrap_or_default();
    (now_ms + skew_ms).max(mark_ms + 1)
}

/// What is known of a token that lives.
pub(crate) struct Living {
    /// Whose token it is.
    pub(crate) application: Arc<LiveApplication>,
    /// What it still opens.
    pub(crate) open: Scope,
    /// Who acts with it.
    pub(crate) actor: Actor,
}

impl Office {
    /// The claims of a token that this server signed, whether it still lives or not.
    pub(crate) fn read_token(
        &self,
        token: &str,
    ) -> std::result::Result<Option<Arc<Claims<'static>>>, TokenError> {
        let key = self.signing_key().ok_or(TokenError::KeysMissing)?;
        if !key.wrote_header_of(Kind::AccessToken, token) {
            return Ok(None);
        }
        let digest = digest(token);
        if let Some(claims) = self.0.verified.get(&digest) {
            return Ok(Some(claims));
        }
        let Some(claims) = key.verify::<Claims>(Kind::AccessToken, token).map(Arc::new) else {
            return Ok(None);
        };
        self.0.verified.insert(digest, Arc::clone(&claims));
        Ok(Some(claims))
    }

    /// Who holds this token, if it lives: of this issuer, not run out, made after the application's mark, with a secret that
    /// still works, not revoked, of an authorization that did not end, the application in good standing, and the person it
    /// acts for still able to act.
    pub(crate) async fn living(&self, claims: &Claims<'_>) -> Result<Option<Living>> {
        let now = self.now();
        let in_time = now < Timestamp(claims.exp) && Timestamp(claims.iat) <= now + CLOCK_SKEW;
        if !in_time || claims.iss != self.0.settings.public_url {
            return Ok(None);
        }
        let Some(id) = TokenId::decode(&claims.jti) else { return Ok(None) };
        let application = self.live_application(&claims.client_id).await?.filter(|application| {
            application.standing == Standing::Good
                && id.made_at_ms > application.tokens_dead_until_ms
                && (id.secret == WITHOUT_SECRET
                    || application.secrets.iter().any(|one| one.number == id.secret && one.lives_at(now)))
                && !application.revoked.contains(&*claims.jti)
        });
        let Some(application) = application else { return Ok(None) };
        if let Some(grant_id) = &claims.grant_id {
            let Ok(grant_id) = grant_id.parse() else { return Ok(None) };
            if application.ended_authorizations.contains(&grant_id) {
                return Ok(None);
            }
        }
        // What was taken from the application is closed at once.
        let open = claims.scope().intersection(&scope::allowed_by_people(&application));
        let actor = if claims.sub == claims.client_id {
            application.actor_for(open.apis.clone())
        } else {
            let Ok(person) = claims.sub.parse() else { return Ok(None) };
            let person =
                self.live_person(person, application.organization, application.id, open.apis.clone()).await?;
            person.filter(|actor| actor.viewer.side == application.side)
        };
        Ok(actor.map(|actor| Living { application, open, actor }))
    }
}
