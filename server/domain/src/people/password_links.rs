//! Links by which people set a password: sent by mail, good once and for a while, kept as a digest.
//!
//! Whoever comes with one that does not work learns nothing but that: unknown, used, ended and that of somebody who may
//! not come in are one and the same.

use super::sign_in::digest_of_token;
use crate::{Error, Office, Result, Sensitive};
use model::{LinkPurpose, PasswordLink, Timestamp, UserId};
use std::time::Duration;
use store::{PasswordLinkRow, PersonRow, Transaction};

/// How long a link works.
const fn lifetime(purpose: LinkPurpose) -> Duration {
    match purpose {
        LinkPurpose::Invitation => Duration::from_hours(7 * 24),
        LinkPurpose::Reset => Duration::from_hours(1),
    }
}

impl Office {
    /// What the page behind a link says of it.
    pub async fn find_password_link(&self, token: &str) -> Result<PasswordLink> {
        let (link, person) = self.living_link(token).await?;
        Ok(PasswordLink { purpose: link.purpose, email: person.email, expires_at: link.expires_at })
    }

    /// A link that works, and whose it is.
    pub(super) async fn living_link(&self, token: &str) -> Result<(PasswordLinkRow, PersonRow)> {
        let found = self.0.database.find_password_link(&digest_of_token(token), self.now()).await?;
        let link = found.ok_or(Error::NotFound)?;
        let person = self.who_may_come_in(link.user_id).await?.ok_or(Error::NotFound)?;
        Ok((link, person))
    }

    /// A person who is enabled and has an organization to work in.
    pub(super) async fn who_may_come_in(&self, user: UserId) -> Result<Option<PersonRow>> {
        let Some(person) = self.0.database.find_person(user).await?.filter(|person| person.enabled) else {
            return Ok(None);
        };
        let homeless = self.0.database.enabled_organizations_of_user(user).await?.is_empty();
        Ok(Some(person).filter(|_| !homeless))
    }

    /// Makes a link, which takes the place of the one before: its address, and from when on it does not work.
    pub(super) async fn put_password_link(
        &self,
        tx: &mut Transaction,
        user: UserId,
        purpose: LinkPurpose,
    ) -> Result<(Sensitive, Timestamp)> {
        let token = self.new_token();
        let now = self.now();
        let row = PasswordLinkRow {
            id: self.new_id(),
            user_id: user,
            purpose,
            created_at: now,
            expires_at: now + lifetime(purpose),
        };
        tx.put_password_link(&digest_of_token(token.reveal()), &row).await?;
        let address = format!("{}/set-password?token={}", self.settings().public_url, token.reveal());
        Ok((Sensitive::new(address), row.expires_at))
    }
}
