//! A notification rule as the shared parts know it.

use super::rpc::{
    delete_notification_rule, disable_notification_rule, enable_notification_rule, find_notification_rule,
    restore_notification_rule,
};
use crate::{
    AppError,
    records::{Deed, Record},
    text::text,
};
use model::{May, NotificationRule, RuleId};

/// The page with all of them.
pub const HOME: &str = "/notification-rules";

impl Record for NotificationRule {
    type Id = RuleId;

    fn id(&self) -> RuleId {
        self.id
    }

    fn label(&self) -> String {
        self.name.clone()
    }

    fn home(&self) -> &'static str {
        HOME
    }

    fn may(&self) -> May {
        self.may
    }

    fn enabled(&self) -> Option<bool> {
        Some(self.enabled)
    }

    fn may_restore(&self) -> bool {
        self.shipped && self.may.edit
    }

    fn consequence(&self, deed: Deed) -> String {
        match deed {
            Deed::Disable => text!(rules.disable_consequence).to_owned(),
            Deed::Restore => text!(rules.restore_consequence).to_owned(),
            Deed::Delete if self.shipped => text!(rules.delete_shipped_consequence).to_owned(),
            Deed::Delete => text!(rules.delete_consequence).to_owned(),
            _ => text!(rules.enable_consequence).to_owned(),
        }
    }

    async fn find(id: RuleId) -> Result<Self, AppError> {
        find_notification_rule(id).await
    }

    async fn carry_out(deed: Deed, id: RuleId) -> Result<Self, AppError> {
        match deed {
            Deed::Enable => enable_notification_rule(id).await,
            Deed::Disable => disable_notification_rule(id).await,
            Deed::Delete => delete_notification_rule(id).await,
            Deed::Restore => restore_notification_rule(id).await,
            _ => Err(AppError::Forbidden),
        }
    }
}
