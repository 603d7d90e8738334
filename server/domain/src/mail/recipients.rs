//! Whom a notification rule tells of a fact.

use super::{compose::named, fact::Fact, values::Named};
use crate::{Office, Result};
use model::{Language, UserId};
use store::{AddresseeRow, RuleRow, Transaction};

/// Somebody who is told.
#[derive(Clone, Debug)]
pub(super) struct Recipient {
    /// Who it is, where it is more than an address.
    pub(super) user: Option<UserId>,
    /// Name and address.
    pub(super) named: Named,
    /// In which language.
    pub(super) language: Language,
    /// The time zone of its times; none: UTC.
    pub(super) time_zone: Option<String>,
    /// Whether they want a digest of what can wait.
    pub(super) waits: bool,
}

impl From<AddresseeRow> for Recipient {
    fn from(row: AddresseeRow) -> Self {
        let (language, waits) = (row.language(), row.digest().is_some());
        Self { user: Some(row.id), named: named(&row), language, time_zone: row.time_zone, waits }
    }
}

impl Recipient {
    /// A fixed address. Nobody knows who reads it, so it is written to in English.
    fn at(address: &str) -> Self {
        Self {
            user: None,
            named: Named { email: address.to_owned(), ..Named::default() },
            language: Language::default(),
            time_zone: None,
            waits: false,
        }
    }
}

impl Office {
    /// Everybody whom this rule tells of this fact, each once: people before bare addresses, so that who has one of them is
    /// written to in their own language. Whoever is disabled is not told. Nobody owns an application without an owner, so
    /// there nobody is told as its owner, nor as the owner's manager.
    pub(super) async fn recipients(
        &self,
        tx: &mut Transaction,
        rule: &RuleRow,
        fact: &Fact<'_>,
    ) -> Result<Vec<Recipient>> {
        let mut all: Vec<Recipient> = Vec::new();
        if let Some(owner) = fact.owner()
            && (rule.to_owner || rule.to_manager)
            && let Some(owner) = tx.find_addressee(owner).await?
        {
            let manager = owner.manager_id.filter(|_| rule.to_manager);
            if rule.to_owner && owner.enabled {
                all.push(owner.into());
            }
            if let Some(manager) = manager
                && let Some(manager) = tx.find_addressee(manager).await?.filter(|manager| manager.enabled)
            {
                all.push(manager.into());
            }
        }
        let named = tx.addressees_of_rule(rule.id, fact.organization()).await?;
        all.extend(named.into_iter().map(Recipient::from));
        all.extend(rule.addresses.lines().map(Recipient::at));
        let mut seen = std::collections::HashSet::new();
        all.retain(|one| seen.insert(one.named.email.clone()));
        Ok(all)
    }
}
