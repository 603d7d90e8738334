//! The addresses of notification rules, and of the dialogs above their pages.

use super::{
    form::RuleEditor, list::NotificationRulesPage, page::NotificationRulePage, record::HOME,
    restore_missing::restore_missing,
};
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
        <Route path=path!("notification-rules/new") view={|| form_page(Ok(RuleEditor { id: None }))}/>
        <Route
            path=path!("notification-rules/:id/edit")
            view={|| form_page(use_id().map(|id| RuleEditor { id: Some(id) }))}
        />
        <ParentRoute path=path!("notification-rules") view=NotificationRulesPage>
            <Route path=path!("") view=|| ()/>
            <Route path=path!("restore") view=restore_missing/>
            <Route path=path!("enable/:id") view={|| confirm::<NotificationRule>(Deed::Enable, HOME)}/>
            <Route path=path!("disable/:id") view={|| confirm::<NotificationRule>(Deed::Disable, HOME)}/>
            <Route path=path!("restore/:id") view={|| confirm::<NotificationRule>(Deed::Restore, HOME)}/>
            <Route path=path!("delete/:id") view={|| confirm::<NotificationRule>(Deed::Delete, HOME)}/>
        </ParentRoute>
        <ParentRoute path=path!("notification-rules/:id") view=NotificationRulePage>
            <Route path=path!("") view=|| ()/>
            <Route path=path!("enable") view={|| confirm::<NotificationRule>(Deed::Enable, HOME)}/>
            <Route path=path!("disable") view={|| confirm::<NotificationRule>(Deed::Disable, HOME)}/>
            <Route path=path!("restore") view={|| confirm::<NotificationRule>(Deed::Restore, HOME)}/>
            <Route path=path!("delete") view={|| confirm::<NotificationRule>(Deed::Delete, HOME)}/>
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}
