//! The history of everything: each change leaves a record of who did it, from where, and what was before and after, in the
//! transaction of the change.
//!
//! Whoever writes a method that changes something calls [`Office::record`] (or one of its short forms) before it commits:
//!
//! - `record_created(&mut tx, actor, &row)`, `record_changed(&mut tx, actor, &before, &after)` and
//!   `record_deleted(&mut tx, actor, &row)` for rows that are [`Audited`];
//! - `record(&mut tx, actor, Deed::new(action, about).with(changes))` for everything else. `about` comes from
//!   [`Audited::about`] or [`About::new`], `changes` from [`told`] or `model::differences`.
//!
//! The transaction keeps what is recorded and appends it as the last thing before it commits, so it does not matter where in
//! a method the call stands. A secret, a token, a password or a digest of one is never handed over: that one was changed is
//! told by the action alone. A kind of record or a field that is new gets a word in `model::audit` and a text in `app`.

mod about;
mod applications;
mod by;
mod came_from;
mod find;
mod history;
mod list;
mod mail;
mod people;
mod record;
mod shorten;
mod shown;
#[cfg(test)]
mod tests;
mod verify;

pub(crate) use about::{About, Audited, Fields, told};
pub(crate) use applications::scope_words;
pub(crate) use by::By;
pub use came_from::CameFrom;
pub(crate) use mail::{WholeRule, WholeTemplate};
pub(crate) use people::called;
pub(crate) use record::{Deed, switched};
pub use verify::{Broken, ChainReport, NotedEnd};
