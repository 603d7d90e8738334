//! Tells people of a fact: asks the notification rules whom, composes each mail in the language of who gets it, and
//! writes it into the outbox, in the transaction of the fact.

use super::{
    Mail,
    fact::{Fact, With},
    moment::Manner,
    recipients::Recipient,
    shipped::{self, Shipped},
    values::{About, ApplicationFacts, Named, Values},
};
use crate::{Actor, Office, Result, Via};
use model::{MailEvent, Side, full_name};
use std::collections::HashSet;
use store::{ApplicationRow, RuleRow, Transaction};

impl Office {
    /// Tells everybody whom the rules of the organization name. An address gets the words of one template once, however
    /// many rules name it. A template that cannot be rendered undoes nothing: see [`Office::compose`].
    pub(crate) async fn tell(&self, tx: &mut Transaction, fact: Fact<'_>) -> Result<()> {
        let rules = tx.rules_for(fact.organization(), fact.event, fact.side()).await?;
        if rules.is_empty() {
            return Ok(());
        }
        let about = self.about(tx, &fact).await?;
        let mut told = HashSet::new();
        for rule in rules {
            for recipient in self.recipients(tx, &rule, &fact).await? {
                if told.insert((rule.template_id, recipient.named.email.clone())) {
                    self.tell_one(tx, &rule, &fact, about.clone(), recipient).await?;
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
        about: About,
        to: Recipient,
    ) -> Result<()> {
        let values = Values {
            is_owner: to.user.is_some() && to.user == fact.owner(),
            recipient: to.named.clone(),
            when: self.now(),
            url: self.settings().public_url.clone(),
            about,
        };
        let manner = Manner::new(to.language, to.time_zone.as_deref());
        let shipped = shipped_for(fact.event, fact.side());
        let composed = self.compose(tx, Some(rule.template_id), shipped, &manner, &values).await?;
        let mail = Mail {
            organization: Some(fact.organization()),
            user: to.user,
            language: to.language,
            event: fact.event.as_str(),
            to_name: full_name(&to.named.first_name, &to.named.last_name),
            to_address: to.named.email,
            subject: composed.subject,
            text: composed.text,
            html: composed.html,
            held: to.waits && fact.event.can_wait(),
            link: None,
        };
        self.write_mail(tx, mail).await
    }

    /// What templates are told of a fact.
    async fn about(&self, tx: &mut Transaction, fact: &Fact<'_>) -> Result<About> {
        Ok(match &fact.with {
            With::Application(row) | With::LetIn(row, _) => {
                About::Application(self.application_facts(tx, row, fact.by).await?)
            }
            With::Secret(row, secret) => {
                About::Secret(self.application_facts(tx, row, fact.by).await?, secret.clone())
            }
            With::Network(row, network) => {
                About::Network(self.application_facts(tx, row, fact.by).await?, network.clone())
            }
            With::SignIn(sign_in) => About::SignIn(sign_in.facts.clone()),
            With::SecondFactor(factor) => About::SecondFactor(factor.facts.clone()),
        })
    }

    /// An application as templates know it, and who did something with it.
    pub(crate) async fn application_facts(
        &self,
        tx: &mut Transaction,
        row: &ApplicationRow,
        by: Option<&Actor>,
    ) -> Result<ApplicationFacts> {
        let customer = match row.owner_customer_id {
            Some(customer) => tx.find_customer(customer).await?.map(|customer| customer.name),
            None => None,
        };
        let home = match row.side {
            Side::BackOffice => "oauth-applications",
            Side::Customer => "customer-oauth-applications",
        };
        Ok(ApplicationFacts {
            active: row.active,
            redirect_urls: row.redirect_uris.lines().map(ToOwned::to_owned).collect(),
            confidential: row.confidential,
            skip_consent: row.skip_consent,
            created_at: row.created_at,
            last_used_at: row.last_used_at,
            url: format!("{}/{home}/{}", self.settings().public_url, row.id),
            organization: row.organization_name.clone(),
            customer,
            owner: owner(row),
            actor: by.and_then(who),
            ..ApplicationFacts::new(&row.name, &row.client_id, row.grant_type, &row.apis)
        })
    }
}

fn owner(row: &ApplicationRow) -> Option<Named> {
    row.owner_id.map(|_| Named {
        first_name: row.owner_first_name.clone().unwrap_or_default(),
        last_name: row.owner_last_name.clone().unwrap_or_default(),
        email: row.owner_email.clone().unwrap_or_default(),
    })
}

/// Who did it, where it was a person in the app. A program is not the person it acts as, and an operator has no name.
fn who(actor: &Actor) -> Option<Named> {
    let viewer = &actor.viewer;
    let named =
        Named { first_name: viewer.name.clone(), last_name: String::new(), email: viewer.email.clone() };
    matches!(actor.via, Via::Session(_)).then_some(named)
}

/// The shipped words of an event, for when a template of the organization fails.
const fn shipped_for(event: MailEvent, side: Side) -> Shipped {
    match (event, side) {
        (MailEvent::ApplicationCreated, Side::BackOffice) => shipped::APPLICATION_CREATED,
        (MailEvent::ApplicationCreated, Side::Customer) => shipped::APPLICATION_CREATED_FOR_CUSTOMER_USER,
        (MailEvent::ApplicationChanged, _) => shipped::APPLICATION_CHANGED,
        (MailEvent::SecretRotated, _) => shipped::SECRET_ROTATED,
        (MailEvent::SecretExpiring, _) => shipped::SECRET_EXPIRING,
        (MailEvent::ApplicationActivated, _) => shipped::APPLICATION_ACTIVATED,
        (MailEvent::ApplicationDeactivated, _) => shipped::APPLICATION_DEACTIVATED,
        (MailEvent::ApplicationDeleted, _) => shipped::APPLICATION_DELETED,
        (MailEvent::ApplicationRestored, _) => shipped::APPLICATION_RESTORED,
        (MailEvent::NewNetwork, _) => shipped::NEW_NETWORK,
        (MailEvent::NewPlace, _) => shipped::NEW_PLACE,
        (MailEvent::ApplicationLetIn, _) => shipped::APPLICATION_LET_IN,
        (MailEvent::AccountLocked, _) => shipped::ACCOUNT_LOCKED,
        (MailEvent::SecondFactorAdded, _) => shipped::SECOND_FACTOR_ADDED,
        (MailEvent::SecondFactorRemoved, _) => shipped::SECOND_FACTOR_REMOVED,
        (MailEvent::RecoveryCodeUsed, _) => shipped::RECOVERY_CODE_USED,
    }
}
