//! A role as the shared parts know it.

use super::rpc::{delete_role, find_role};
use crate::{
    AppError,
    records::{Deed, Record},
    text::text,
};
use model::{May, Role, RoleId};

/// The page with all of them.
pub const HOME: &str = "/roles";

impl Record for Role {
    type Id = RoleId;

    fn id(&self) -> RoleId {
        self.id
    }

    fn label(&self) -> String {
        self.name.clone()
    }

    fn home(&self) -> &'static str {
        HOME
    }

    fn may(&self) -> May {
        self.may
    }

    fn enabled(&self) -> Option<bool> {
        None
    }

    fn consequence(&self, _: Deed) -> String {
        text!(roles.delete_consequence).to_owned()
    }

    async fn find(id: RoleId) -> Result<Self, AppError> {
        find_role(id).await
    }

    async fn carry_out(deed: Deed, id: RoleId) -> Result<Self, AppError> {
        match deed {
            Deed::Delete => delete_role(id).await,
            // A role is there or not.
            _ => Err(AppError::Forbidden),
        }
    }
}
