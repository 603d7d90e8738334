//! Roles that follow a claim: at every sign-in somebody has, of the roles that the operator's table names, those that the provider
//! gives. All others stay as they are.

use super::{
    claims::Told,
    settings::{IdentityProvider, RolesByClaim},
};
use crate::{
    Error, Office, Result,
    audit::{By, called},
};
use model::Side;
use std::collections::BTreeSet;
use store::{PersonRow, RoleRow};

impl RolesByClaim {
    /// The names of the roles that the claim gives. No claim gives none.
    pub(super) fn given(&self, told: &Told) -> Vec<&str> {
        let values = told.values(&self.claim);
        let named: BTreeSet<&str> =
            values.iter().filter_map(|value| self.roles.get(*value)).map(String::as_str).collect();
        named.into_iter().collect()
    }

    /// The names of the roles that the table speaks of.
    fn table(&self) -> BTreeSet<&str> {
        self.roles.values().map(String::as_str).collect()
    }
}

/// What changes of somebody's roles.
struct Change {
    give: Vec<RoleRow>,
    take: Vec<RoleRow>,
}

impl Change {
    fn new(rules: &RolesByClaim, told: &Told, known: &[RoleRow], has: &[RoleRow]) -> Self {
        let (table, given) = (rules.table(), rules.given(told));
        let of = |wanted: bool| {
            let concerned = known.iter().filter(|role| table.contains(role.name.as_str()));
            let there = |role: &&RoleRow| has.iter().any(|one| one.id == role.id);
            concerned
                .filter(|role| given.contains(&role.name.as_str()) == wanted && there(role) != wanted)
                .cloned()
                .collect()
        };
        Self { give: of(true), take: of(false) }
    }

    fn is_nothing(&self) -> bool {
        self.give.is_empty() && self.take.is_empty()
    }
}

impl Office {
    /// Gives and takes what the claim says. The last administrator stays one, whatever it says: nobody is locked out by a provider.
    pub(super) async fn follow_roles(
        &self,
        provider: &IdentityProvider,
        rules: &RolesByClaim,
        person: &PersonRow,
        told: &Told,
    ) -> Result<()> {
        if person.side != Side::BackOffice {
            return Ok(());
        }
        let known = self.0.database.roles_of_side(Side::BackOffice).await?;
        for name in rules.table() {
            if !known.iter().any(|role| role.name == name) {
                tracing::warn!(provider = provider.id, role = name, "a claim gives a role that there is not");
            }
        }
        let given = self.0.database.roles_of_users(&[person.id]).await?;
        let has: Vec<RoleRow> =
            known.iter().filter(|role| given.contains(&(person.id, role.id))).cloned().collect();
        // Before the transaction, so that those for whom nothing changes do not wait for each other.
        if Change::new(rules, told, &known, &has).is_nothing() {
            return Ok(());
        }
        let mut change = self.begin_administration().await?;
        let mut before = self.locked_user(&mut change.tx, person.id).await?;
        let wanted = Change::new(rules, told, &known, &before.roles);
        let now = self.now();
        for role in &wanted.give {
            change.tx.give_role(person.id, role.id, now).await?;
        }
        for role in &wanted.take {
            change.tx.take_role(person.id, role.id, now).await?;
        }
        change.tx.save_user(&mut before.row, now).await?;
        let after = self.locked_user(&mut change.tx, person.id).await?;
        let by = By::Person(person.id, &called(person));
        self.record_changed(&mut change.tx, by, &before, &after).await?;
        match self.commit_administration(change).await {
            Err(Error::LastAdministrator) => {
                tracing::warn!(
                    provider = provider.id,
                    user = %person.id,
                    "roles do not follow the claim: at least one administrator must remain"
                );
                Ok(())
            }
            done => done,
        }
    }
}
