//! Who people are at providers: seen and taken away, by themselves and by those who may change them.

use crate::{
    Actor, Error, Office, Result,
    audit::{About, Audited, Deed, Fields, told},
    people::session_of,
};
use model::{
    Action, AuditAction, AuditField, Identity, IdentityId, ProviderRef, Side, SignInWith, Timestamp, UserId,
    differences,
};
use store::{EndedThere, IdentityRow};

impl Office {
    /// What the actor signs in with, and could.
    pub async fn sign_in_with(&self, actor: &Actor) -> Result<SignInWith> {
        session_of(actor)?;
        let user = actor.viewer.id;
        let rows = self.0.database.identities_of_user(user).await?;
        let has_password = self.found_user(user).await?.row.has_password;
        let several = rows.len() > 1;
        let list = &self.0.settings.identity_providers.list;
        let unlinked = list.iter().filter(|one| !rows.iter().any(|row| row.issuer == one.issuer));
        let providers = match actor.viewer.side {
            Side::BackOffice => unlinked.map(ProviderRef::from).collect(),
            Side::Customer => Vec::new(),
        };
        Ok(SignInWith { identities: self.shown_identities(rows, has_password || several), providers })
    }

    /// Takes a link of the actor's own away, but not the last way in of somebody without a password.
    pub async fn unlink(&self, actor: &Actor, id: IdentityId) -> Result<()> {
        session_of(actor)?;
        let user = actor.viewer.id;
        let mut change = self.begin_administration().await?;
        let found = self.locked_user(&mut change.tx, user).await?;
        let rows = change.tx.identities_of_user(user).await?;
        if !rows.iter().any(|row| row.id == id) {
            return Err(Error::NotFound);
        }
        if !found.row.has_password && rows.len() == 1 {
            return Err(Error::Forbidden);
        }
        if let Some(gone) = change.tx.delete_identity(id, user).await? {
            let deed = self.unlinked(About::themselves(actor), &gone);
            self.record(&mut change.tx, actor, deed).await?;
        }
        Ok(change.tx.commit().await?)
    }

    /// Who somebody is at providers, for those who may see that person.
    pub async fn identities_of(&self, actor: &Actor, user: UserId) -> Result<Vec<Identity>> {
        let found = self.found_user(user).await?;
        found.require(actor, Action::View)?;
        let may_unlink = found.require_changeable(actor).is_ok();
        let rows = self.0.database.identities_of_user(user).await?;
        Ok(self.shown_identities(rows, may_unlink))
    }

    /// Takes a link of somebody away, for those who may change that person. The sessions that came of it are over.
    pub async fn unlink_of(&self, actor: &Actor, user: UserId, id: IdentityId) -> Result<()> {
        self.found_user(user).await?.require_changeable(actor)?;
        let mut change = self.begin_administration().await?;
        let found = self.locked_user(&mut change.tx, user).await?;
        found.require_changeable(actor)?;
        let gone = change.tx.delete_identity(id, user).await?.ok_or(Error::NotFound)?;
        self.record(&mut change.tx, actor, self.unlinked(found.about(), &gone)).await?;
        let (issuer, subject) = (gone.issuer.as_str(), gone.subject.as_str());
        let all = EndedThere { issuer, subject, sid: "", until: Timestamp(i64::MAX) };
        let ended = change.tx.delete_sessions_of_provider(all).await?;
        let ended: Vec<_> = ended.into_iter().map(|(session, _)| session).collect();
        let ended = self.sessions_ended(&mut change.tx, &ended).await?;
        self.commit_ended(change.tx, ended).await
    }

    fn unlinked(&self, about: About, row: &IdentityRow) -> Deed {
        let fields = fields(&self.name_of_issuer(&row.issuer), row);
        Deed::new(AuditAction::Changed, about).with(differences(&fields, &[]))
    }

    /// What people call it; its issuer, where it is not configured any more.
    fn name_of_issuer(&self, issuer: &str) -> String {
        let mut list = self.0.settings.identity_providers.list.iter();
        list.find(|one| one.issuer == issuer).map_or_else(|| issuer.to_owned(), |one| one.name.clone())
    }

    fn shown_identities(&self, rows: Vec<IdentityRow>, may_unlink: bool) -> Vec<Identity> {
        let mut identities: Vec<Identity> = rows
            .into_iter()
            .map(|row| Identity {
                id: row.id,
                provider: self.name_of_issuer(&row.issuer),
                email: row.email,
                linked_at: row.linked_at,
                last_used_at: row.last_used_at,
                may_unlink,
            })
            .collect();
        identities.sort_by(|one, other| one.provider.cmp(&other.provider));
        identities
    }
}

/// What is told of a link that was made.
pub(super) fn linked(about: About, provider: &str, row: &IdentityRow) -> Deed {
    Deed::new(AuditAction::Changed, about).with(told(fields(provider, row)))
}

/// Who somebody is there, by their address if it is known.
fn fields(provider: &str, row: &IdentityRow) -> Fields {
    let called = if row.email.is_empty() { &row.subject } else { &row.email };
    vec![(AuditField::ExternalId, format!("{provider}: {called}").into())]
}
