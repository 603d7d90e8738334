//! The server functions of notification rules. Each only fetches who is asking and calls the office, which decides.

use crate::{AppError, records::ListFacts};
use leptos::{prelude::*, server_fn::codec::Json};
use model::{GridQuery, NotificationRule, Page, PersonRef, RuleField, RuleForm, RuleId, RuleOptions};

/// What the grid knows besides its rows.
#[server(prefix = "/rpc", endpoint = "notification-rules/facts", input = Json)]
pub async fn rule_facts() -> Result<ListFacts, AppError> {
    let (office, actor) = crate::server::desk()?;
    let organizations = office.organizations_of_rules(&actor).await?;
    Ok(ListFacts { may_create: actor.may_create_rule(), organizations, roles: Vec::new() })
}

/// One page of the grid.
#[server(prefix = "/rpc", endpoint = "notification-rules/list", input = Json)]
pub async fn list_notification_rules(
    query: GridQuery<RuleField>,
) -> Result<Page<NotificationRule>, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.list_notification_rules(&actor, &query).await?)
}

/// One rule.
#[server(prefix = "/rpc", endpoint = "notification-rules/find", input = Json)]
pub async fn find_notification_rule(id: RuleId) -> Result<NotificationRule, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.find_notification_rule(&actor, id).await?)
}

/// What the form offers, of this rule or of a new one.
#[server(prefix = "/rpc", endpoint = "notification-rules/options", input = Json)]
pub async fn rule_form_options(of: Option<RuleId>) -> Result<RuleOptions, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.rule_form_options(&actor, of).await?)
}

/// People whose name or e-mail address has this text in it.
#[server(prefix = "/rpc", endpoint = "notification-rules/users", input = Json)]
pub async fn find_rule_users(text: String) -> Result<Vec<PersonRef>, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.find_rule_users(&actor, &text).await?)
}

/// Adds a rule.
#[server(prefix = "/rpc", endpoint = "notification-rules/create", input = Json)]
pub async fn create_notification_rule(form: RuleForm) -> Result<NotificationRule, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.create_notification_rule(&actor, &form).await?)
}

/// Changes a rule.
#[server(prefix = "/rpc", endpoint = "notification-rules/change", input = Json)]
pub async fn change_notification_rule(id: RuleId, form: RuleForm) -> Result<NotificationRule, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.change_notification_rule(&actor, id, &form).await?)
}

/// Lets a rule tell people again.
#[server(prefix = "/rpc", endpoint = "notification-rules/enable", input = Json)]
pub async fn enable_notification_rule(id: RuleId) -> Result<NotificationRule, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.enable_notification_rule(&actor, id).await?)
}

/// Lets a rule tell nobody.
#[server(prefix = "/rpc", endpoint = "notification-rules/disable", input = Json)]
pub async fn disable_notification_rule(id: RuleId) -> Result<NotificationRule, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.disable_notification_rule(&actor, id).await?)
}

/// Makes a shipped rule what it was when it was shipped.
#[server(prefix = "/rpc", endpoint = "notification-rules/restore", input = Json)]
pub async fn restore_notification_rule(id: RuleId) -> Result<NotificationRule, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.restore_notification_rule(&actor, id).await?)
}

/// Deletes a rule; the answer is what it was.
#[server(prefix = "/rpc", endpoint = "notification-rules/delete", input = Json)]
pub async fn delete_notification_rule(id: RuleId) -> Result<NotificationRule, AppError> {
    let (office, actor) = crate::server::desk()?;
    let rule = office.find_notification_rule(&actor, id).await?;
    office.delete_notification_rule(&actor, id).await?;
    Ok(rule)
}

/// The names of the shipped rules that the organization does not have.
#[server(prefix = "/rpc", endpoint = "notification-rules/missing", input = Json)]
pub async fn missing_rules() -> Result<Vec<String>, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.missing_rules(&actor).await?)
}

/// Adds the shipped rules that are missing; how many they were.
#[server(prefix = "/rpc", endpoint = "notification-rules/restore-missing", input = Json)]
pub async fn restore_missing_rules() -> Result<u32, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.restore_missing_rules(&actor).await?)
}
