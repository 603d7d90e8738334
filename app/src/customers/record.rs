//! A customer as the shared parts know it.

use super::rpc::{disable_customer, enable_customer, find_customer};
use crate::{
    AppError,
    records::{Deed, Record},
    text::text,
};
use model::{Customer, CustomerId, May};

/// The page with all of them.
pub const HOME: &str = "/customers";

impl Record for Customer {
    type Id = CustomerId;

    fn id(&self) -> CustomerId {
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
            Deed::Enable => text!(customers.enable_consequence).to_owned(),
            _ => text!(customers.disable_consequence).to_owned(),
        }
    }

    async fn find(id: CustomerId) -> Result<Self, AppError> {
        find_customer(id).await
    }

    async fn carry_out(deed: Deed, id: CustomerId) -> Result<Self, AppError> {
        match deed {
            Deed::Enable => enable_customer(id).await,
            Deed::Disable => disable_customer(id).await,
            // Customers stay, as their users do.
            _ => Err(AppError::Forbidden),
        }
    }
}
