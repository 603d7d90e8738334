//! Whom a notification rule tells, in words.

use crate::text::text;
use model::NotificationRule;

/// How many stand in a cell of the grid.
const SHOWN: usize = 3;

/// All of them.
pub fn recipients(rule: &NotificationRule) -> Vec<String> {
    let owner = rule.to_owner.then(|| text!(rules.owner).to_owned());
    let manager = rule.to_manager.then(|| text!(rules.manager).to_owned());
    let named = |name: &str, email: &str| if name.is_empty() { email.to_owned() } else { name.to_owned() };
    let users = rule.users.iter().map(|user| named(&user.name, &user.email));
    let roles = rule.roles.iter().map(|role| role.name.clone());
    let addresses = rule.addresses.iter().cloned();
    owner.into_iter().chain(manager).chain(roles).chain(users).chain(addresses).collect()
}

/// The first few, and how many more there are.
pub fn in_short(rule: &NotificationRule) -> String {
    let all = recipients(rule);
    let more = all.len().saturating_sub(SHOWN);
    let first = all.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    if more == 0 { first } else { text!(rules.and_more, first = first, count = more).to_string() }
}
