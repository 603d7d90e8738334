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
mod few;
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
mod words;
mod writable;

use super::{described::Described, face::Face, kind::Kind};
use crate::AppState;
use axum::routing::{MethodRouter, get};
use domain::{Actor, Office};
use model::{GridField, GridQuery, Page};
pub(super) use own_customer::own_customer;
use relationship::Relationship;
use serde_json::Value;
use uuid::Uuid;
use writable::{Deletable, Writable};

pub(super) use described::{filters, text};

/// The paths of these types, and what answers there.
pub(super) fn endpoints(face: Face) -> Vec<(String, MethodRouter<AppState>)> {
    let paths = entries(face).into_iter().flat_map(|entry| {
        let all = format!("{}/{}", face.0.path(), entry.described.kind.name);
        [(format!("{all}/{{id}}"), entry.one), (all, entry.all)]
    });
    paths.collect()
}

/// What there is to say about each of them.
pub(super) fn described(face: Face) -> Vec<Described> {
    entries(face).into_iter().map(|entry| entry.described).collect()
}

/// A type, as it is served and as it is told of.
struct Entry {
    /// What answers for all of them.
    all: MethodRouter<AppState>,
    /// What answers for one.
    one: MethodRouter<AppState>,
    described: Described,
}

fn entries(face: Face) -> Vec<Entry> {
    if face == Face::CUSTOMER {
        return vec![
            writable::<people::Colleagues>(),
            readable::<own_customer::OwnCustomer>(),
            readable::<givable_roles::GivableRoles>(),
        ];
    }
    vec![
        writable::<people::Users>(),
        writable::<people::CustomerUsers>(),
        writable::<customers::Customers>(),
        writable::<organizations::Organizations>(),
        deletable::<roles::Roles>(writable::<roles::Roles>()),
        readable::<login_attempts::LoginAttempts>(),
        writable::<outbox_mails::OutboxMails>(),
        deletable::<email_templates::EmailTemplates>(writable::<email_templates::EmailTemplates>()),
        deletable::<notification_rules::NotificationRules>(
            writable::<notification_rules::NotificationRules>(),
        ),
    ]
}

fn readable<R: Records>() -> Entry {
    Entry { all: get(list::list::<R>), one: get(find::find::<R>), described: described::readable::<R>() }
}

fn writable<R: Writable>() -> Entry {
    let Entry { all, one, .. } = readable::<R>();
    Entry {
        all: all.post(create::create::<R>),
        one: one.patch(change::change::<R>),
        described: described::writable::<R>(),
    }
}

fn deletable<R: Deletable>(entry: Entry) -> Entry {
    let described = Described { deleted: true, ..entry.described };
    Entry { one: entry.one.delete(delete::delete::<R>), described, ..entry }
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
