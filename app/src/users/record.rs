//! A person as the shared parts know them.

use super::rpc::{disable_user, enable_user, find_user, invite_user, unlock_user};
use crate::{
    AppError,
    records::{Deed, Record},
    text::text,
};
use model::{May, Side, User, UserId};

/// The page with all people of a side.
pub const fn home(side: Side) -> &'static str {
    match side {
        Side::BackOffice => "/users",
        Side::Customer => "/customer-users",
    }
}

impl Record for User {
    type Id = UserId;

    fn id(&self) -> UserId {
        self.id
    }

    fn label(&self) -> String {
        self.name()
    }

    fn home(&self) -> &'static str {
        home(self.side)
    }

    fn may(&self) -> May {
        self.may
    }

    fn enabled(&self) -> Option<bool> {
        Some(self.enabled)
    }

    fn may_invite(&self) -> bool {
        self.may.edit && self.enabled
    }

    fn may_unlock(&self) -> bool {
        self.may.edit && self.locked_until.is_some()
    }

    fn consequence(&self, deed: Deed) -> String {
        match deed {
            Deed::Enable => text!(users.enable_consequence).to_owned(),
            Deed::Disable | Deed::Delete => text!(users.disable_consequence).to_owned(),
            Deed::Unlock => text!(users.unlock_consequence).to_owned(),
            _ => text!(users.invite_consequence).to_owned(),
        }
    }

    async fn find(id: UserId) -> Result<Self, AppError> {
        find_user(id).await
    }

    async fn carry_out(deed: Deed, id: UserId) -> Result<Self, AppError> {
        match deed {
            Deed::Enable => enable_user(id).await,
            Deed::Disable => disable_user(id).await,
            Deed::Invite => invite_user(id).await,
            Deed::Unlock => unlock_user(id).await,
            // People stay: what they did must be told of somebody.
            _ => Err(AppError::Forbidden),
        }
    }
}
