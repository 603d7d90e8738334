//! The addresses of roles, and of the dialogs above their pages.

use super::{form::RoleEditor, list::RolesPage, page::RolePage, record::HOME};
use crate::later::later;
use crate::records::{Deed, confirm, form_page, use_id};
use leptos::prelude::*;
use leptos_router::{
    any_nested_route::IntoAnyNestedRoute,
    components::{ParentRoute, Route},
    hooks::use_query_map,
    path,
};
use model::{Role, Side};

/// The routes.
#[component(transparent)]
pub fn RoleRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("roles/new") view=later!(people, new_role)/>
        <Route path=path!("roles/:id/edit") view=later!(people, || form_page(use_id().map(RoleEditor::Change)))/>
        <ParentRoute path=path!("roles/:id") view=later!(people, RolePage)>
            <Route path=path!("") view=|| ()/>
            <Route path=path!("delete") view=later!(people, || confirm::<Role>(Deed::Delete, HOME))/>
        </ParentRoute>
        <ParentRoute path=path!("roles") view=later!(people, RolesPage)>
            <Route path=path!("") view=|| ()/>
            <Route path=path!("delete/:id") view=later!(people, || confirm::<Role>(Deed::Delete, HOME))/>
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}

/// The form of a new role; the address says of which side.
fn new_role() -> AnyView {
    let side = use_query_map().with_untracked(|query| query.get("side"));
    let side = side.and_then(|side| side.parse().ok()).unwrap_or(Side::BackOffice);
    form_page(Ok(RoleEditor::New(side)))
}
