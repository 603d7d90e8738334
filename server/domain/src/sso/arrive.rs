//! Who somebody is here who signed in there, and whether they come in.

use super::{claims::Told, identities::linked, refusal::Stop, settings::IdentityProvider};
use crate::{
    Attempt, Office, Origin, Result, SignedIn,
    audit::{Audited, By, called},
    people::Way,
    second_factors::methods,
};
use model::{IdentityId, LoginFailure, LoginSource, ProviderProblem, Side, Timestamp, UserId};
use store::{IdentityRow, PersonRow, SessionProviderRow, Transaction};

/// A session's way through a provider: what is written with its beginning.
pub(super) struct Through {
    /// The link that was used.
    identity: IdentityId,
    /// The address there.
    email: String,
    /// When they showed who they are there.
    authenticated_at: Timestamp,
    provider: String,
    issuer: String,
    subject: String,
    sid: String,
}

impl Office {
    /// Begins the session of whoever this is here.
    pub(super) async fn come_in(
        &self,
        provider: &IdentityProvider,
        told: &Told,
        origin: &Origin,
    ) -> Result<SignedIn, Stop> {
        let way = Way { source: LoginSource::Provider, application: None, origin };
        let email = Some(told.email.as_str()).filter(|email| !email.is_empty());
        let refuse = async |user, failure, problem| {
            self.0.guard.failed(Attempt::SignInFrom, "", &origin.address, self.0.clock.now_ms());
            tracing::info!(
                provider = provider.id,
                ?failure,
                "somebody did not come in through an identity provider"
            );
            self.note_failed_login(&way.tried(email, user, Some(failure))).await?;
            Err(Stop::Problem(problem))
        };
        if !lets_in(provider, told) {
            return refuse(None, LoginFailure::ProviderAddress, ProviderProblem::NotAllowed).await;
        }
        let identity = match self.whose(provider, told).await? {
            Ok(identity) => identity,
            Err(problem) => return refuse(None, LoginFailure::NotLinked, problem).await,
        };
        let user = identity.user_id;
        let Some(person) = self.0.database.find_person(user).await?.filter(|person| person.enabled) else {
            return refuse(Some(user), LoginFailure::Disabled, ProviderProblem::NotLetIn).await;
        };
        if let Some(rules) = &provider.roles {
            self.follow_roles(provider, rules, &person, told).await?;
        }
        let now = self.now();
        let through = Through {
            identity: identity.id,
            email: told.email.clone(),
            authenticated_at: told.authenticated_at.unwrap_or(now).min(now),
            provider: provider.id.clone(),
            issuer: provider.issuer.clone(),
            subject: told.subject.clone(),
            sid: told.sid.clone(),
        };
        let Some(mut session) = self.new_session(user, origin, methods::PROVIDER).await? else {
            return refuse(Some(user), LoginFailure::NoOrganization, ProviderProblem::NotLetIn).await;
        };
        session.row.authenticated_at = through.authenticated_at;
        let (id, organization) = (session.row.id, session.row.organization_id);
        let mut tx = self.0.database.begin().await?;
        let signed_in = session.begin(&mut tx).await?;
        if !self.note_through(&mut tx, id, &through).await? {
            drop(tx);
            return refuse(Some(user), LoginFailure::NotLinked, ProviderProblem::NotLinked).await;
        }
        // Who came through a provider says nothing of those who guess the password, so their failures stay counted.
        self.note_place(&mut tx, user, organization, origin).await?;
        self.note_login_attempt(&mut tx, &way.tried(Some(&person.email), Some(user), None)).await?;
        tx.commit().await?;
        self.wake_mail_worker();
        Ok(signed_in)
    }

    /// The link of whoever this is, which is made now where that is allowed. Why there is none says nothing of anybody here.
    async fn whose(
        &self,
        provider: &IdentityProvider,
        told: &Told,
    ) -> Result<Result<IdentityRow, ProviderProblem>, Stop> {
        if let Some(found) = self.0.database.find_identity(&provider.issuer, &told.subject).await? {
            return Ok(Ok(found));
        }
        let Some(email) = told.verified_email() else { return Ok(Err(ProviderProblem::NotLinked)) };
        match (self.person_with(email).await?, &provider.new_people) {
            (Some(person), _) if provider.link_by_email && person.side == Side::BackOffice => {
                self.link_by_email(provider, told, &person).await
            }
            (None, Some(new)) => self.create_from(provider, new, told).await,
            _ => Ok(Err(ProviderProblem::NotLinked)),
        }
    }

    async fn person_with(&self, email: &str) -> Result<Option<PersonRow>> {
        match self.0.database.find_user_by_email(email).await? {
            Some(user) => Ok(self.0.database.find_person(user).await?),
            None => Ok(None),
        }
    }

    async fn link_by_email(
        &self,
        provider: &IdentityProvider,
        told: &Told,
        person: &PersonRow,
    ) -> Result<Result<IdentityRow, ProviderProblem>, Stop> {
        let user = person.id;
        let row = self.identity_of(provider, told, user);
        let mut change = self.begin_administration().await?;
        // The address may have become somebody else's meanwhile.
        if change.tx.find_user_by_email(&told.email).await? != Some(user) {
            return Ok(Err(ProviderProblem::NotLinked));
        }
        match change.tx.add_identity(&row).await {
            Ok(()) => {}
            Err(store::Error::Unique(_)) => return Ok(Err(ProviderProblem::Taken)),
            Err(error) => return Err(error.into()),
        }
        let deed = linked(person.about(), &provider.name, &row);
        self.record(&mut change.tx, By::Person(user, &called(person)), deed).await?;
        change.tx.commit().await?;
        tracing::info!(provider = provider.id, user = %user, "somebody was linked by their address");
        Ok(Ok(row))
    }

    /// A link that is to be made.
    pub(super) fn identity_of(&self, provider: &IdentityProvider, told: &Told, user: UserId) -> IdentityRow {
        IdentityRow {
            id: self.new_id(),
            user_id: user,
            issuer: provider.issuer.clone(),
            subject: told.subject.clone(),
            email: told.email.clone(),
            linked_at: self.now(),
            last_used_at: None,
        }
    }

    /// Writes through which provider a session began; `false` if the link was taken away meanwhile.
    async fn note_through(
        &self,
        tx: &mut Transaction,
        session: model::SessionId,
        through: &Through,
    ) -> Result<bool> {
        if !tx.note_identity_used(through.identity, &through.email, self.now()).await? {
            return Ok(false);
        }
        let row = SessionProviderRow {
            session_id: session,
            provider: through.provider.clone(),
            issuer: through.issuer.clone(),
            subject: through.subject.clone(),
            sid: through.sid.clone(),
        };
        tx.add_session_provider(&row).await?;
        Ok(true)
    }
}

/// Whether an address of this domain is let in, where not all are.
pub(super) fn lets_in(provider: &IdentityProvider, told: &Told) -> bool {
    let domains = &provider.allowed_domains;
    domains.is_empty()
        || told
            .verified_domain()
            .is_some_and(|domain| domains.iter().any(|one| one.eq_ignore_ascii_case(domain)))
}
