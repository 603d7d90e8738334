//! What identity providers do with people and roles that pages do not: they call them by ids of their own, leave people without
//! a role, remove people and add them again, and say of a role who has it.
//!
//! The rules are those of the pages: whoever may not change a person, or may do less than a role allows, may not do so here.

mod external_ids;
mod members;
mod people;
mod remove;
#[cfg(test)]
mod tests;

pub use members::MembersChange;
