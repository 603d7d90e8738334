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
    pub(crate) async fn read_token(
        &self,
        token: &str,
    ) -> std::result::Result<Option<Arc<Claims<'static>>>, TokenError> {
        let ring = self.ring_for(Kind::AccessToken, token).await?.ok_or(TokenError::KeysMissing)?;
        let Some(key) = ring.named_by(Kind::AccessToken, token) else { return Ok(None) };
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
    /// acts for still able to act. The same holds for every token it was exchanged for.
    pub(crate) async fn living(&self, claims: &Claims<'_>) -> Result<Option<Living>> {
        let now = self.now();
        let in_time = now < Timestamp(claims.exp) && Timestamp(claims.iat) <= now + CLOCK_SKEW;
        if !in_time || claims.iss != self.0.settings.public_url {
            return Ok(None);
        }
        let grant_id = claims.grant_id.as_deref();
        let Some(application) = self.living_source(&claims.client_id, &claims.jti, grant_id).await? else {
            return Ok(None);
        };
        // What was taken from the application is closed at once.
        let mut open = claims.scope().intersection(&scope::allowed_by_people(&application));
        let mut of_itself = (claims.sub == claims.client_id).then(|| Arc::clone(&application));
        // Whoever may act for others no more does so with no token from before.
        let for_another = claims.exchanged_for.first().is_some_and(|one| one.client_id != claims.client_id);
        if for_another && !application.may_act_for_others {
            return Ok(None);
        }
        for source in &claims.exchanged_for {
            let grant_id = source.grant_id.as_deref();
            let Some(before) = self.living_source(&source.client_id, &source.jti, grant_id).await? else {
                return Ok(None);
            };
            open = open.intersection(&scope::allowed_by_people(&before));
            if claims.sub == source.client_id {
                of_itself = Some(before);
            }
        }
        let actor = if let Some(of_itself) = of_itself {
            of_itself.actor_for(open.apis.clone())
        } else {
            let Ok(person) = claims.sub.parse() else { return Ok(None) };
            let person =
                self.live_person(person, application.organization, application.id, open.apis.clone()).await?;
            person.filter(|actor| actor.viewer.side == application.side)
        };
        Ok(actor.map(|actor| Living { application, open, actor }))
    }

    /// The application of a token, if that was made after the application's mark, with a secret that still works, is not revoked,
    /// comes of no authorization that ended, and the application is in good standing.
    async fn living_source(
        &self,
        client_id: &str,
        jti: &str,
        grant_id: Option<&str>,
    ) -> Result<Option<Arc<LiveApplication>>> {
        let now = self.now();
        let Some(id) = TokenId::decode(jti) else { return Ok(None) };
        let grant_id = match grant_id.map(str::parse) {
            Some(Err(_)) => return Ok(None),
            Some(Ok(grant_id)) => Some(grant_id),
            None => None,
        };
        let application = self.live_application(client_id).await?;
        Ok(application.filter(|application| {
            application.standing == Standing::Good
                && id.made_at_ms > application.tokens_dead_until_ms
                && (id.secret == WITHOUT_SECRET
                    || application.secrets.iter().any(|one| one.number == id.secret && one.lives_at(now)))
                && !application.revoked.contains(jti)
                && grant_id.is_none_or(|grant_id| !application.ended_authorizations.contains(&grant_id))
        }))
    }
}
