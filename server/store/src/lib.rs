//! SQL and rows on SQLite and PostgreSQL. No rules: those are in `domain`.
//!
//! One implementation serves both engines: fixed statements are shared `$1` text run through [`on!`], filtered lists are
//! built with sea-query. A function here takes a [`Transaction`] when it writes, so that whoever makes the rule decides
//! what belongs together.

mod access;
mod addressees;
mod application_list;
mod application_settings;
mod applications;
mod attached_messages;
mod authorization_codes;
mod authorizations;
mod backchannel_logouts;
mod cleanup;
mod consents;
mod customer_list;
mod customers;
mod database;
mod device_codes;
mod digests;
mod email_template_list;
mod email_templates;
mod enclosing;
mod error;
mod external_ids;
mod idempotency_keys;
mod list;
mod live;
mod login_attempts;
mod metadata_documents;
mod notification_rule_list;
mod notification_rule_rows;
mod notification_rules;
mod organization_list;
mod organizations;
mod outbox;
mod outbox_list;
mod page;
mod password_links;
mod places;
mod pushed_requests;
mod query;
mod refresh_tokens;
mod revoked_tokens;
mod role_list;
mod role_members;
mod roles;
mod saved_views;
mod secret_reminders;
mod secrets;
mod sessions;
mod sorted;
#[cfg(feature = "testing")]
pub mod testing;
mod used_ids;
mod user_changes;
mod user_list;
mod users;
mod waiting;

pub use access::Concerned;
pub use addressees::AddresseeRow;
pub use application_settings::ApplicationSettingsRow;
pub use applications::{ApplicationRow, NewApplicationRow};
pub use attached_messages::{AttachedMessageRow, NewAttachedMessageRow};
pub use authorization_codes::AuthorizationCodeRow;
pub use authorizations::AuthorizationRow;
pub use backchannel_logouts::{LogoutNote, LogoutRecipientRow, LogoutRow};
pub use consents::{LetInByRow, LetInRow};
pub use customer_list::FullCustomerRow;
pub use customers::CustomerRow;
pub use database::{Database, Transaction};
pub use device_codes::DeviceCodeRow;
pub use digests::{HeldMailRow, HeldRow};
pub use email_template_list::FullTemplateRow;
pub use email_templates::{TemplateRow, TemplateTextRow};
pub use enclosing::Enclosing;
pub use error::Error;
pub use idempotency_keys::AnsweredRow;
pub use list::{Reach, Wished};
pub use live::{LiveApplicationRow, LiveSecretRow};
pub use login_attempts::{LoginAttemptRow, NewLoginAttemptRow};
pub use notification_rule_rows::{NewRuleRow, RuleRoleRow, RuleRow, RuleTemplateRow, RuleUserRow};
pub use organization_list::FullOrganizationRow;
pub use organizations::OrganizationRow;
pub use outbox::{MailRow, NewMailRow};
pub use outbox_list::OutboxRow;
pub use password_links::PasswordLinkRow;
pub use places::Seen;
pub use pushed_requests::PushedRequestRow;
pub use refresh_tokens::RefreshTokenRow;
pub use role_list::FullRoleRow;
pub use role_members::MemberRow;
pub use roles::RoleRow;
pub use saved_views::SavedViewRow;
pub use secret_reminders::EndingSecretRow;
pub use secrets::SecretRow;
pub use sessions::SessionRow;
pub use user_list::UserRow;
pub use users::{CredentialsRow, NewUserRow, PersonRow};
pub use waiting::WaitingKind;

/// What every store function returns.
pub type Result<T> = std::result::Result<T, Error>;
