//! Managers: who is told about somebody's applications as well, where a notification rule says so.
//!
//! A manager is a user of the back office. Who sees no users sees no managers, and changes none.

use crate::{Actor, Error, Office, Result};
use model::{Action, Filter, Invalid, Level, PersonRef, Problem, Subject, UserId};
use store::{Transaction, UserRow};

impl Actor {
    /// Whether the actor sees who is whose manager, and may say who is.
    pub(super) fn sees_managers(&self) -> bool {
        self.level(Subject::Users, Action::View) > Level::None
    }
}

impl Office {
    /// Enabled users whom the actor may see and whose name or e-mail address has this text in it; ten at most, by name.
    pub async fn find_managers(&self, actor: &Actor, text: &str) -> Result<Vec<PersonRef>> {
        if !actor.sees_managers() {
            return Err(Error::Forbidden);
        }
        self.users_like(actor, text, Filter::everything()).await
    }

    /// The manager who was typed for a new person.
    pub(super) async fn manager_of_new(&self, actor: &Actor, typed: &str) -> Result<Option<UserId>> {
        if typed.is_empty() || !actor.sees_managers() {
            return Ok(None);
        }
        Ok(Some(self.user_named(actor, typed, Filter::everything(), "manager").await?))
    }

    /// The manager who was typed for a person. Who is their manager already stays, whoever may see them.
    pub(super) async fn manager_of(
        &self,
        actor: &Actor,
        row: &UserRow,
        typed: &str,
    ) -> Result<Option<UserId>> {
        let stays = row.manager_email.as_deref().is_some_and(|email| email.eq_ignore_ascii_case(typed));
        if stays || !actor.sees_managers() {
            return Ok(row.manager_id);
        }
        let manager = self.manager_of_new(actor, typed).await?;
        if manager == Some(row.id) {
            return Err(Invalid::one("manager", Problem::OwnManager).into());
        }
        Ok(manager)
    }
}

/// Writes who is somebody's manager, if that changes.
pub(super) async fn replace_manager(
    tx: &mut Transaction,
    row: &UserRow,
    manager: Option<UserId>,
) -> Result<()> {
    if manager != row.manager_id {
        tx.set_manager(row.id, manager).await?;
    }
    Ok(())
}
