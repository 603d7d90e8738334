//! Whom a notification rule tells of a fact.

use super::fact::Fact;
use crate::{Office, Result};
use model::{Language, UserId};
use store::{AddresseeRow, RuleRow, Transaction};

/// Somebody who is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Recipient {
    /// Who it is, where it is more than an address.
    pub(crate) user: Option<UserId>,
    /// First name.
    pub(crate) first_name: String,
    /// Last name.
    pub(crate) last_name: String,
    /// Where it goes.
    pub(crate) email: String,
    /// In which language.
    pub(crate) language: Language,
    /// The time zone of its times; none: UTC.
    pub(crate) time_zone: Option<String>,
}

impl From<AddresseeRow> for Recipient {
    fn from(row: AddresseeRow) -> Self {
        let language = row.language();
        Self {
            user: Some(row.id),
            first_name: row.first_name,
            last_name: row.last_name,
            email: row.email,
            language,
            time_zone: row.time_zone,
        }
    }
}

impl Recipient {
    /// A fixed address. Nobody knows who reads it, so it is written to in English.
    fn at(address: &str) -> Self {
        Self {
            user: None,
            first_name: String::new(),
            last_name: String::new(),
            email: address.to_owned(),
            language: Language::default(),
            time_zone: None,
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
        all.retain(|one| seen.insert(one.email.clone()));
        Ok(all)
    }
}
