//! Takes somebody back from a provider: whose sign-in it is, whether it was begun here and by this browser, and what comes of it.

use super::{
    answer::ProviderAnswer,
    check::Brought,
    claims::Told,
    refusal::{Refused, Stop},
    settings::IdentityProvider,
};
use crate::{Actor, Office, Origin, Result, Sensitive, SignedIn, Via, digest, same_digest};
use model::ProviderProblem;
use std::time::Duration;
use store::ProviderSignInRow;

/// By how much clocks may differ where the provider says when somebody signed in.
const SKEW: Duration = Duration::from_mins(1);

/// Somebody who is back.
#[derive(Clone, Copy, Debug)]
pub struct Arriving<'a> {
    /// What the address calls the provider.
    pub provider: &'a str,
    /// What they bring.
    pub answer: &'a ProviderAnswer,
    /// What the browser kept.
    pub browser: Option<&'a Sensitive>,
    /// Who is signed in here.
    pub actor: Option<&'a Actor>,
    /// From where.
    pub origin: &'a Origin,
}

/// How it went.
#[derive(Debug)]
pub struct Arrived {
    /// Where to go on.
    pub next: String,
    /// The session; none if somebody who is signed in linked their account.
    pub signed_in: Option<SignedIn>,
}

impl Office {
    /// Takes somebody back.
    pub async fn arrive_from_provider(&self, arriving: &Arriving<'_>) -> Result<Result<Arrived, Refused>> {
        let (mut next, mut linking) = ("/".to_owned(), false);
        match self.arrive(arriving, &mut next, &mut linking).await {
            Ok(arrived) => Ok(Ok(arrived)),
            Err(Stop::Problem(problem)) => Ok(Err(Refused { problem, next, linking })),
            Err(Stop::Failed(error)) => Err(error),
        }
    }

    async fn arrive(
        &self,
        arriving: &Arriving<'_>,
        next: &mut String,
        linking: &mut bool,
    ) -> Result<Arrived, Stop> {
        let Arriving { answer, browser, actor, origin, .. } = *arriving;
        let provider = self.identity_provider(arriving.provider).ok_or(ProviderProblem::Unknown)?;
        let browser = browser.ok_or(ProviderProblem::Ended)?;
        let row = self.take(answer, browser).await?;
        *linking = row.session_id.is_some();
        next.clone_from(&row.next);
        if row.provider != provider.id {
            tracing::warn!(
                provider = provider.id,
                begun_at = row.provider,
                "an answer came to another provider's address"
            );
            return Err(ProviderProblem::Untrusted.into());
        }
        let mut told = self.hear(provider, answer, browser).await?;
        if row.again {
            if told.authenticated_at.is_none_or(|at| at + SKEW < row.created_at) {
                return Err(ProviderProblem::NotAskedAgain.into());
            }
            // By our clock, by which it was asked for.
            told.authenticated_at = Some(self.now());
        }
        let next = row.next;
        if let Some(session) = row.session_id {
            let same = actor.filter(|actor| matches!(actor.via, Via::Session(own) if own == session));
            let actor = same.ok_or(ProviderProblem::Ended)?;
            self.link(actor, provider, &told).await?;
            Ok(Arrived { next, signed_in: None })
        } else {
            let signed_in = self.come_in(provider, &told, origin).await?;
            Ok(Arrived { next, signed_in: Some(signed_in) })
        }
    }

    /// The sign-in that this answers, which nobody can answer again.
    async fn take(&self, answer: &ProviderAnswer, browser: &Sensitive) -> Result<ProviderSignInRow, Stop> {
        let mut tx = self.0.database.begin().await?;
        let row = tx.take_provider_sign_in(&digest(&answer.state)).await?;
        tx.commit().await?;
        let row = row.filter(|row| row.expires_at > self.now());
        let row = row.filter(|row| {
            let kept: Result<[u8; 32], _> = row.browser_hash.as_slice().try_into();
            kept.is_ok_and(|kept| same_digest(&kept, &digest(browser.reveal())))
        });
        row.ok_or(Stop::Problem(ProviderProblem::Ended))
    }

    /// Who it is, if the answer is the provider's and is a good one.
    async fn hear(
        &self,
        provider: &IdentityProvider,
        answer: &ProviderAnswer,
        browser: &Sensitive,
    ) -> Result<Told, Stop> {
        let known = self.known(provider).await?;
        let more = known.metadata.additional_metadata();
        // RFC 9207 §2.4: before anything else, also before an error is believed.
        let believed = match &answer.issuer {
            Some(issuer) => *issuer == provider.issuer,
            None => !more.authorization_response_iss_parameter_supported,
        };
        if !believed {
            tracing::warn!(provider = provider.id, "an answer is of another issuer, or of none");
            return Err(ProviderProblem::Untrusted.into());
        }
        match (&answer.error, &answer.code) {
            (None, Some(code)) => {
                let brought = Brought { code, state: &answer.state, browser };
                Ok(self.ask_who(provider, &known, &brought).await?)
            }
            (Some(error), _) => {
                let error: String = error.chars().filter(|c| !c.is_control()).take(64).collect();
                tracing::info!(provider = provider.id, error, "an identity provider let nobody in");
                let theirs = matches!(error.as_str(), "server_error" | "temporarily_unavailable");
                let problem = if theirs { ProviderProblem::Unreachable } else { ProviderProblem::Cancelled };
                Err(problem.into())
            }
            (None, None) => Err(ProviderProblem::Untrusted.into()),
        }
    }
}
