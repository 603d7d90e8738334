//! Facts: what happened that people may be told of by mail.

use crate::{Actor, network::Network};
use model::{MailEvent, OrganizationId, Side, Timestamp, UserId};
use store::ApplicationRow;

/// Something that happened, just now.
pub(crate) struct Fact<'a> {
    /// What.
    pub(crate) event: MailEvent,
    /// Who did it; nobody where it happened by itself.
    pub(crate) by: Option<&'a Actor>,
    /// With what.
    pub(crate) with: With<'a>,
}

/// What a fact is about.
pub(crate) enum With<'a> {
    /// An application.
    Application(&'a ApplicationRow),
    /// A secret of an application.
    Secret(&'a ApplicationRow, SecretFacts),
    /// A network from which an application was used.
    Network(&'a ApplicationRow, Network),
    /// A sign-in.
    SignIn(SignIn<'a>),
}

/// What may be told of a secret. Never the secret, nor its digest.
#[derive(Clone, Debug)]
pub(crate) struct SecretFacts {
    /// How people recognise it.
    pub(crate) hint: String,
    /// When it ends by itself.
    pub(crate) expires_at: Option<Timestamp>,
    /// Until when the one before it works.
    pub(crate) old_until: Option<Timestamp>,
}

/// Somebody signed in.
pub(crate) struct SignIn<'a> {
    /// Who.
    pub(crate) user: UserId,
    /// Of which side.
    pub(crate) side: Side,
    /// Where they work now.
    pub(crate) organization: OrganizationId,
    /// The address they came from.
    pub(crate) address: &'a str,
    /// What their browser calls itself.
    pub(crate) user_agent: &'a str,
}

impl Fact<'_> {
    /// Whose rules decide who is told.
    pub(super) const fn organization(&self) -> OrganizationId {
        match &self.with {
            With::Application(row) | With::Secret(row, _) | With::Network(row, _) => row.organization_id,
            With::SignIn(sign_in) => sign_in.organization,
        }
    }

    /// Of which side it is.
    pub(super) const fn side(&self) -> Side {
        match &self.with {
            With::Application(row) | With::Secret(row, _) | With::Network(row, _) => row.side,
            With::SignIn(sign_in) => sign_in.side,
        }
    }

    /// Whom rules call the owner: whose application it is, or who signed in.
    pub(super) const fn owner(&self) -> Option<UserId> {
        match &self.with {
            With::Application(row) | With::Secret(row, _) | With::Network(row, _) => row.owner_id,
            With::SignIn(sign_in) => Some(sign_in.user),
        }
    }

    /// The application it is about.
    pub(super) const fn application(&self) -> Option<&ApplicationRow> {
        match &self.with {
            With::Application(row) | With::Secret(row, _) | With::Network(row, _) => Some(row),
            With::SignIn(_) => None,
        }
    }
}
