//! The page of a notification rule.

use super::{recipients::recipients, record::HOME, rpc::find_notification_rule};
use crate::{
    audit::HistorySection,
    parts::Time,
    records::{Missing, Place, RecordPage, use_id},
    text::{self, text},
};
use leptos::{context::Provider, prelude::*};
use leptos_router::components::Outlet;
use model::{AuditKind, NotificationRule, RuleId};
use std::sync::Arc;

/// The page; its dialogs are nested routes.
#[component]
pub fn NotificationRulePage() -> impl IntoView {
    let id = match use_id::<RuleId>() {
        Ok(id) => id,
        Err(error) => return view! { <Missing error=error.answered()/> }.into_any(),
    };
    let place = Place::new(format!("{HOME}/{id}"));
    let changes = place.changes;
    let rule = Resource::new(move || changes.get(), move |_| find_notification_rule(id));
    view! {
        <Provider value=place>
            <RecordPage record=rule properties=Arc::new(properties)/>
            <HistorySection kind=AuditKind::NotificationRule id=id.0.into() changes/>
            <Outlet/>
        </Provider>
    }
    .into_any()
}

fn properties(rule: &NotificationRule) -> AnyView {
    let side = rule.side.map_or(text!(rules.both_sides), text::people_of);
    let recipients = recipients(rule).into_iter().map(|one| view! { <li>{one}</li> }).collect_view();
    let origin = if rule.shipped { text!(rules.shipped) } else { text!(rules.made_here) };
    let template = format!("/email-templates/{}", rule.template.id);
    view! {
        <section class="card" aria-label=rule.name.clone()>
            <dl class="properties">
                <dt>{text!(rules.event)}</dt>
                <dd>{text::mail_event(rule.event)}</dd>
                <dt>{text!(rules.side)}</dt>
                <dd>{side}</dd>
                <dt>{text!(rules.template)}</dt>
                <dd><a href=template>{rule.template.name.clone()}</a></dd>
                <dt>{text!(rules.recipients)}</dt>
                <dd><ul class="plain">{recipients}</ul></dd>
                <dt>{text!(rules.organization)}</dt>
                <dd>{rule.organization.name.clone()}</dd>
                <dt>{text!(rules.origin)}</dt>
                <dd>{origin}</dd>
                <dt>{text!(records.created)}</dt>
                <dd><Time at=rule.created_at/></dd>
                <dt>{text!(rules.changed)}</dt>
                <dd><Time at=rule.updated_at/></dd>
            </dl>
        </section>
    }
    .into_any()
}
