//! The addresses of organizations, and of the dialogs above their pages.

use super::{form::OrganizationEditor, list::OrganizationsPage, page::OrganizationPage, record::HOME};
use crate::later::later;
use crate::records::{Deed, confirm, form_page, use_id};
use leptos::prelude::*;
use leptos_router::{
    any_nested_route::IntoAnyNestedRoute,
    components::{ParentRoute, Route},
    path,
};
use model::Organization;

/// The routes.
#[component(transparent)]
pub fn OrganizationRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("organizations/new") view=later!(people, || form_page(Ok(OrganizationEditor { id: None })))/>
        <Route
            path=path!("organizations/:id/edit")
            view=later!(people, || form_page(use_id().map(|id| OrganizationEditor { id: Some(id) })))
        />
        <ParentRoute path=path!("organizations/:id") view=later!(people, OrganizationPage)>
            <Route path=path!("") view=|| ()/>
            <Route path=path!("enable") view=later!(people, || confirm::<Organization>(Deed::Enable, HOME))/>
            <Route path=path!("disable") view=later!(people, || confirm::<Organization>(Deed::Disable, HOME))/>
        </ParentRoute>
        <ParentRoute path=path!("organizations") view=later!(people, OrganizationsPage)>
            <Route path=path!("") view=|| ()/>
            <Route path=path!("enable/:id") view=later!(people, || confirm::<Organization>(Deed::Enable, HOME))/>
            <Route path=path!("disable/:id") view=later!(people, || confirm::<Organization>(Deed::Disable, HOME))/>
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}
