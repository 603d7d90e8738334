//! Records that a grid shows and that this API lists, reads and, where pages can, changes: one description for each type, everything else is shared.
//!
//! A new type is a file in `records/`, a kind in `kind.rs` and a line in `entries`.

mod answer;
mod change;
mod create;
mod customers;
mod delete;
mod described;
mod email_templates;
mod find;
mod givable_roles;
mod list;
mod login_attempts;
mod member;
mod notification_rules;
mod organizations;
mod outbox_mails;
mod own_customer;
mod people;
mod query;
mod relationship;
mod roles;
mod submission;
mod writable;

use super::{described::Described, face::Face, kind::Kind};
use crate::AppState;
use axum::{
    Router,
    routing::{delete, get, patch, post},
};
use domain::{Actor, Office};
use model::{GridField, GridQuery, Page};
pub(super) use own_customer::own_customer;
use relationship::Relationship;
use serde_json::Value;
use uuid::Uuid;
use writable::{Deletable, Writable};

/// The routes of these types.
pub(super) fn routes(face: Face) -> Router<AppState> {
    entries(face).into_iter().fold(Router::new(), |all, entry| all.merge(entry.routes))
}

/// What there is to say about each of them.
pub(super) fn described(face: Face) -> Vec<Described> {
    entries(face).into_iter().map(|entry| entry.described).collect()
}

/// A type, as it is served and as it is told of.
struct Entry {
    routes: Router<AppState>,
    described: Described,
}

fn entries(face: Face) -> Vec<Entry> {
    if face == Face::CUSTOMER {
        return vec![
            writable::<people::Colleagues>(face),
            readable::<own_customer::OwnCustomer>(face),
            readable::<givable_roles::GivableRoles>(face),
        ];
    }
    vec![
        writable::<people::Users>(face),
        writable::<people::CustomerUsers>(face),
        writable::<customers::Customers>(face),
        writable::<organizations::Organizations>(face),
        deletable::<roles::Roles>(writable::<roles::Roles>(face), face),
        readable::<login_attempts::LoginAttempts>(face),
        readable::<outbox_mails::OutboxMails>(face),
        readable::<email_templates::EmailTemplates>(face),
        readable::<notification_rules::NotificationRules>(face),
    ]
}

fn readable<R: Records>(face: Face) -> Entry {
    let (all, one) = paths::<R>(face);
    let routes = Router::new().route(&all, get(list::list::<R>)).route(&one, get(find::find::<R>));
    Entry { routes, described: described::readable::<R>() }
}

fn writable<R: Writable>(face: Face) -> Entry {
    let (all, one) = paths::<R>(face);
    let routes = readable::<R>(face).routes;
    let routes = routes.route(&all, post(create::create::<R>)).route(&one, patch(change::change::<R>));
    Entry { routes, described: described::writable::<R>() }
}

fn deletable<R: Deletable>(entry: Entry, face: Face) -> Entry {
    let routes = entry.routes.route(&paths::<R>(face).1, delete(delete::delete::<R>));
    Entry { routes, described: Described { deleted: true, ..entry.described } }
}

/// The paths of all and of one.
fn paths<R: Records>(face: Face) -> (String, String) {
    let all = format!("{}/{}", face.0.path(), R::KIND.name);
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
    type Row: Send + Sync;

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
