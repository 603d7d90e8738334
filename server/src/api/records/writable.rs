//! Records that can be made and changed here as the pages do it: through the same forms, so that the same rules judge both.

mod colleagues;
mod customers;
mod email_templates;
mod notification_rules;
mod organizations;
mod outbox_mails;
mod people;
mod roles;

use super::{Records, member::Member};
use domain::{Actor, Office};

/// A type of such records.
pub(super) trait Writable: Records {
    /// The form of its pages.
    type Form: Clone + PartialEq + Send + Sync;
    /// What can be said of it.
    const MEMBERS: &'static [Member<Self::Form>];
    /// Whether it has an attribute `enabled` that can be changed.
    const SWITCHED: bool;

    /// The form of a new one, before anything is said.
    fn blank(actor: &Actor) -> Self::Form;

    /// The form of an existing one.
    fn form(row: &Self::Row) -> Self::Form;

    /// Makes one.
    fn create(
        office: &Office,
        actor: &Actor,
        form: Self::Form,
    ) -> impl Future<Output = domain::Result<Self::Row>> + Send;

    /// Changes one.
    fn change(
        office: &Office,
        actor: &Actor,
        row: &Self::Row,
        form: Self::Form,
    ) -> impl Future<Output = domain::Result<Self::Row>> + Send;

    /// Enables or disables one.
    fn switch(
        office: &Office,
        actor: &Actor,
        row: &Self::Row,
        enabled: bool,
    ) -> impl Future<Output = domain::Result<Self::Row>> + Send;
}

/// A type of records that can be deleted.
pub(super) trait Deletable: Records {
    /// Deletes one.
    fn delete(
        office: &Office,
        actor: &Actor,
        id: Self::Id,
    ) -> impl Future<Output = domain::Result<()>> + Send;
}
