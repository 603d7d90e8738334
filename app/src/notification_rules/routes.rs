//! The addresses of notification rules, and of the dialogs above their pages.

use super::{
    form::RuleEditor, list::NotificationRulesPage, page::NotificationRulePage, record::HOME,
    restore_missing::restore_missing,
};
use crate::later::later;
use crate::records::{Deed, confirm, form_page, use_id};
use leptos::prelude::*;
use leptos_router::{
    any_nested_route::IntoAnyNestedRoute,
    components::{ParentRoute, Route},
    path,
};
use model::NotificationRule;

/// The routes.
#[component(transparent)]
pub fn NotificationRuleRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("notification-rules/new") view=later!(mail, || form_page(Ok(RuleEditor { id: None })))/>
        <Route
            path=path!("notification-rules/:id/edit")
            view=later!(mail, || form_page(use_id().map(|id| RuleEditor { id: Some(id) })))
        />
        <ParentRoute path=path!("notification-rules") view=later!(mail, NotificationRulesPage)>
            <Route path=path!("") view=|| ()/>
            <Route path=path!("restore") view=later!(mail, restore_missing)/>
            <Route path=path!("enable/:id") view=later!(mail, || confirm::<NotificationRule>(Deed::Enable, HOME))/>
            <Route path=path!("disable/:id") view=later!(mail, || confirm::<NotificationRule>(Deed::Disable, HOME))/>
            <Route path=path!("restore/:id") view=later!(mail, || confirm::<NotificationRule>(Deed::Restore, HOME))/>
            <Route path=path!("delete/:id") view=later!(mail, || confirm::<NotificationRule>(Deed::Delete, HOME))/>
        </ParentRoute>
        <ParentRoute path=path!("notification-rules/:id") view=later!(mail, NotificationRulePage)>
            <Route path=path!("") view=|| ()/>
            <Route path=path!("enable") view=later!(mail, || confirm::<NotificationRule>(Deed::Enable, HOME))/>
            <Route path=path!("disable") view=later!(mail, || confirm::<NotificationRule>(Deed::Disable, HOME))/>
            <Route path=path!("restore") view=later!(mail, || confirm::<NotificationRule>(Deed::Restore, HOME))/>
            <Route path=path!("delete") view=later!(mail, || confirm::<NotificationRule>(Deed::Delete, HOME))/>
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}
