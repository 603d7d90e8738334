//! Gives every organization the templates and the notification rules that come with the product.

use super::shipped::SHIPPED;
use crate::{Office, Result, notification_rules::SHIPPED_RULES};
use model::OrganizationId;
use store::{TemplateRow, Transaction};

impl Office {
    /// Gives organizations what they were not given yet: all of it to those from before there were templates, later what
    /// a new version brings. Two processes may do it at once.
    pub async fn ship_mail_settings(&self) -> Result<()> {
        let [templates, rules] =
            [SHIPPED.len(), SHIPPED_RULES.len()].map(|count| i64::try_from(count).unwrap_or(i64::MAX));
        for organization in self.0.database.organizations_without(templates, rules).await? {
            let mut tx = self.0.database.begin().await?;
            self.ship_mail_settings_to(&mut tx, organization).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// The same for one organization.
    pub(crate) async fn ship_mail_settings_to(
        &self,
        tx: &mut Transaction,
        organization_id: OrganizationId,
    ) -> Result<()> {
        let now = self.now();
        for shipped in SHIPPED {
            let row = TemplateRow {
                id: self.new_id(),
                organization_id,
                name: shipped.name.to_owned(),
                kind: shipped.kind,
                shipped: Some(shipped.key.to_owned()),
                version: 1,
                created_at: now,
                updated_at: now,
            };
            tx.ship_template(&row).await?;
        }
        self.ship_rules_to(tx, organization_id).await
    }
}
