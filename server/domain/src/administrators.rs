//! Changes of people, roles, organizations and customers: one after the other, and never so that nobody is left who could
//! undo them.

use crate::{Error, Office, Result};
use model::{Action, Level, Permissions, Side, Subject, UserId};
use std::collections::HashMap;
use store::{Concerned, Transaction};

/// What an administrator may edit everywhere. With these three, everything else can be given back.
const NEEDED: [Subject; 3] = [Subject::Users, Subject::Roles, Subject::Organizations];

/// A change under way.
pub(crate) struct Administration {
    /// Its transaction.
    pub(crate) tx: Transaction,
    /// Whether there was an administrator before. Where there was none, nobody is locked out.
    had_administrator: bool,
}

impl Office {
    /// Begins a change. Others that change people, roles, organizations or customers wait until it is committed or dropped,
    /// so that two administrators who disable each other at the same moment do not both succeed.
    pub(crate) async fn begin_administration(&self) -> Result<Administration> {
        let mut tx = self.0.database.begin().await?;
        tx.lock_people().await?;
        let had_administrator = has_administrator(&mut tx).await?;
        Ok(Administration { tx, had_administrator })
    }

    /// Commits it, unless it takes the last administrator away.
    pub(crate) async fn commit_administration(&self, mut change: Administration) -> Result<()> {
        if change.had_administrator && !has_administrator(&mut change.tx).await? {
            return Err(Error::LastAdministrator);
        }
        self.commit_live(change.tx).await?;
        self.wake_logout_worker();
        Ok(())
    }

    /// Ends sessions and makes tokens dead, for good: enabling brings none back. That is why it is done at enabling, too:
    /// another process may have let somebody in in the moment before it heard that they were disabled.
    pub(crate) async fn end_access(&self, tx: &mut Transaction, concerned: Concerned) -> Result<()> {
        let ended = tx.end_sessions(concerned).await?;
        // Whoever calls this commits with `commit_live`, and the worker sees soon whom it has to tell.
        let _ = self.sessions_ended(tx, &ended).await?;
        tx.end_tokens(concerned, crate::tokens::next_mark(0, self.0.clock.now_ms())).await?;
        tx.end_authorizations(concerned, self.now()).await?;
        Ok(())
    }
}

/// Whether somebody who may do this could give everything else back.
pub(crate) fn is_administrator(permissions: &Permissions) -> bool {
    NEEDED.iter().all(|subject| permissions.level(*subject, Action::Edit) == Level::Global)
}

/// Whether an enabled user of the back office, in an enabled organization with global access, may edit everything needed.
async fn has_administrator(tx: &mut Transaction) -> Result<bool> {
    let mut people: HashMap<UserId, [bool; 3]> = HashMap::new();
    for role in tx.roles_of_side(Side::BackOffice).await? {
        let gives = NEEDED.map(|subject| role.permissions.level(subject, Action::Edit) == Level::Global);
        if gives == [false; 3] {
            continue;
        }
        for person in tx.people_with_global_access(role.id).await? {
            let has = people.entry(person).or_default();
            for (has, gives) in has.iter_mut().zip(gives) {
                *has |= gives;
            }
            if *has == [true; 3] {
                return Ok(true);
            }
        }
    }
    Ok(false)
}
