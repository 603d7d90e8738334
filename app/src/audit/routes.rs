//! The addresses of the audit.

use super::{list::AuditPage, page::AuditRecordPage};
use crate::later::later;
use leptos::prelude::*;
use leptos_router::{any_nested_route::IntoAnyNestedRoute, components::Route, path};

/// The routes.
#[component(transparent)]
pub fn AuditRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("audit/:id") view=later!(security, AuditRecordPage)/>
        <Route path=path!("audit") view=later!(security, AuditPage)/>
    }
    .into_inner()
    .into_any_nested_route()
}
