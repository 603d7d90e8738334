//! The columns of the grid of notification rules.

use super::{recipients::in_short, record::HOME};
use crate::{
    grid::{Choice, Column},
    parts::Time,
    records::{ListFacts, enabled_choices, state_badge},
    text::{self, text},
};
use leptos::prelude::*;
use model::{MailEvent, NotificationRule, RuleField};

type RuleColumn = Column<RuleField, NotificationRule>;

/// All of them; the organization where there are several.
pub fn columns(facts: &ListFacts) -> Vec<RuleColumn> {
    let name = Column::new(RuleField::Name, text!(rules.name), |rule: &NotificationRule| {
        view! { <a href=format!("{HOME}/{}", rule.id)>{rule.name.clone()}</a> }.into_any()
    });
    let template = Column::new(RuleField::Template, text!(rules.template), |rule: &NotificationRule| {
        rule.template.name.clone().into_any()
    });
    let recipients =
        Column::new(RuleField::Recipients, text!(rules.recipients), |rule: &NotificationRule| {
            in_short(rule).into_any()
        });
    let enabled = Column::new(RuleField::Enabled, text!(records.status), |rule: &NotificationRule| {
        state_badge(rule.enabled)
    });
    let created = Column::new(RuleField::Created, text!(records.created), |rule: &NotificationRule| {
        view! { <Time at=rule.created_at/> }.into_any()
    });
    let mut columns = vec![
        name.naming().filtered(),
        event().filtered(),
        template.filtered_further(),
        recipients,
        enabled.choices(enabled_choices()).filtered(),
        created.filtered_further(),
    ];
    if facts.organizations.len() > 1 {
        columns.insert(1, organization(facts).filtered());
    }
    columns
}

fn event() -> RuleColumn {
    Column::new(RuleField::Event, text!(rules.event), |rule: &NotificationRule| {
        text::mail_event(rule.event).into_any()
    })
    .choices(MailEvent::ALL.map(|event| Choice::new(event.as_str(), text::mail_event(event))))
}

fn organization(facts: &ListFacts) -> RuleColumn {
    Column::new(RuleField::Organization, text!(rules.organization), |rule: &NotificationRule| {
        rule.organization.name.clone().into_any()
    })
    .choices(facts.organizations.iter().map(|one| Choice::new(one.id, one.name.as_str())))
}
