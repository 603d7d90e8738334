//! An organization as the shared parts know it.

use super::rpc::{disable_organization, enable_organization, find_organization};
use crate::{
    AppError,
    records::{Deed, Record},
    text::text,
};
use model::{May, Organization, OrganizationId};

/// The page with all of them.
pub const HOME: &str = "/organizations";

impl Record for Organization {
    type Id = OrganizationId;

    fn id(&self) -> OrganizationId {
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
        Some(self.enabled)
    }

    fn consequence(&self, deed: Deed) -> String {
        match deed {
            Deed::Enable => text!(organizations.enable_consequence).to_owned(),
            _ => text!(organizations.disable_consequence).to_owned(),
        }
    }

    async fn find(id: OrganizationId) -> Result<Self, AppError> {
        find_organization(id).await
    }

    async fn carry_out(deed: Deed, id: OrganizationId) -> Result<Self, AppError> {
        match deed {
            Deed::Enable => enable_organization(id).await,
            Deed::Disable => disable_organization(id).await,
            // Organizations stay, as what was done in them does.
            _ => Err(AppError::Forbidden),
        }
    }
}
