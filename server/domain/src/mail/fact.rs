//! Facts: what happened that people may be told of by mail.

use super::values::{FactorFacts, NetworkFacts, SecretFacts, SignInFacts};
use crate::Actor;
use model::{MailEvent, OrganizationId, Side, UserId};
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
    Network(&'a ApplicationRow, NetworkFacts),
    /// A sign-in.
    SignIn(SignIn),
    /// What somebody shows besides their password.
    SecondFactor(SecondFactor),
    /// An application, and who let it act on their behalf.
    LetIn(&'a ApplicationRow, UserId),
}

/// Somebody signed in.
pub(crate) struct SignIn {
    /// Who.
    pub(crate) user: UserId,
    /// Of which side.
    pub(crate) side: Side,
    /// Where they work now.
    pub(crate) organization: OrganizationId,
    /// From where.
    pub(crate) facts: SignInFacts,
}

/// Something became of a second factor.
pub(crate) struct SecondFactor {
    /// Whose.
    pub(crate) user: UserId,
    /// Of which side they are.
    pub(crate) side: Side,
    /// Where they work.
    pub(crate) organization: OrganizationId,
    /// What.
    pub(crate) facts: FactorFacts,
}

impl Fact<'_> {
    /// Whose rules decide who is told.
    pub(super) const fn organization(&self) -> OrganizationId {
        match &self.with {
            With::Application(row) | With::Secret(row, _) | With::Network(row, _) | With::LetIn(row, _) => {
                row.organization_id
            }
            With::SignIn(sign_in) => sign_in.organization,
            With::SecondFactor(factor) => factor.organization,
        }
    }

    /// Of which side it is.
    pub(super) const fn side(&self) -> Side {
        match &self.with {
            With::Application(row) | With::Secret(row, _) | With::Network(row, _) | With::LetIn(row, _) => {
                row.side
            }
            With::SignIn(sign_in) => sign_in.side,
            With::SecondFactor(factor) => factor.side,
        }
    }

    /// Whom rules call the owner: whose application it is, or who signed in or let it in.
    pub(super) const fn owner(&self) -> Option<UserId> {
        match &self.with {
            With::Application(row) | With::Secret(row, _) | With::Network(row, _) => row.owner_id,
            With::SignIn(sign_in) => Some(sign_in.user),
            With::SecondFactor(factor) => Some(factor.user),
            With::LetIn(_, user) => Some(*user),
        }
    }
}
