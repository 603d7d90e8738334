//! Records that a grid shows and that this API lists, reads and, where pages can, changes: one description for each type, everything else is shared.
//!
//! A new type is a file in `records/`, a kind in `kind.rs` and a line in `routes`.

mod answer;
mod change;
mod create;
mod customers;
mod delete;
mod email_templates;
mod find;
mod list;
mod member;
mod notification_rules;
mod organizations;
mod outbox_mails;
mod people;
mod query;
mod relationship;
mod roles;
mod submission;
mod writable;

use super::kind::Kind;
use crate::AppState;
use axum::{
    Router,
    routing::{delete, get, patch, post},
};
use domain::{Actor, Office};
use model::{GridField, GridQuery, Page};
use relationship::Relationship;
use serde_json::Value;
use uuid::Uuid;
use writable::{Deletable, Writable};

/// The routes of these types.
pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .merge(writable::<people::Users>())
        .merge(writable::<people::CustomerUsers>())
        .merge(writable::<customers::Customers>())
        .merge(writable::<organizations::Organizations>())
        .merge(writable::<roles::Roles>())
        .merge(deletable::<roles::Roles>())
        .merge(readable::<outbox_mails::OutboxMails>())
        .merge(readable::<email_templates::EmailTemplates>())
        .merge(readable::<notification_rules::NotificationRules>())
}

fn readable<R: Records>() -> Router<AppState> {
    let (all, one) = paths::<R>();
    Router::new().route(&all, get(list::list::<R>)).route(&one, get(find::find::<R>))
}

fn writable<R: Writable>() -> Router<AppState> {
    let (all, one) = paths::<R>();
    readable::<R>().route(&all, post(create::create::<R>)).route(&one, patch(change::change::<R>))
}

fn deletable<R: Deletable>() -> Router<AppState> {
    Router::new().route(&paths::<R>().1, delete(delete::delete::<R>))
}

/// The paths of all and of one.
fn paths<R: Records>() -> (String, String) {
    let all = format!("/api/{}", R::KIND.name);
    let one = format!("{all}/{{id}}");
    (all, one)
}

/// A type of records.
trait Records: Send + Sync + 'static {
    /// Its name and its fields.
    const KIND: &'static Kind;
    /// What it can be filtered and sorted by: the name here, and the column of the grid that stands for it.
    const COLUMNS: &'static [(&'static str, Self::Field)];
    /// The relationships whose resources can come along.
    const INCLUDABLE: &'static [&'static str];
    /// The types of those resources.
    const RELATED: &'static [&'static Kind];
    /// The columns of its grid.
    type Field: GridField;
    /// Its ids.
    type Id: From<Uuid> + Copy + Send;
    /// One of its records.
    type Row: Send;

    /// A page of those that the actor may view.
    fn list(
        office: &Office,
        actor: &Actor,
        query: &GridQuery<Self::Field>,
    ) -> impl Future<Output = domain::Result<Page<Self::Row>>> + Send;

    /// One, if the actor may view it.
    fn find(
        office: &Office,
        actor: &Actor,
        id: Self::Id,
    ) -> impl Future<Output = domain::Result<Self::Row>> + Send;

    /// The id of one.
    fn id(row: &Self::Row) -> Uuid;

    /// Which version it is; none where versions are not counted.
    fn version(row: &Self::Row) -> Option<i64>;

    /// Its attributes: an object.
    fn attributes(row: &Self::Row) -> Value;

    /// Its relationships.
    fn relationships(row: &Self::Row) -> Vec<Relationship>;
}
