//! The addresses of customers, and of the dialogs above their pages.

use super::{form::CustomerEditor, list::CustomersPage, page::CustomerPage, record::HOME};
use crate::later::later;
use crate::records::{Deed, confirm, form_page, use_id};
use leptos::prelude::*;
use leptos_router::{
    any_nested_route::IntoAnyNestedRoute,
    components::{ParentRoute, Route},
    path,
};
use model::Customer;

/// The routes.
#[component(transparent)]
pub fn CustomerRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("customers/new") view=later!(people, || form_page(Ok(CustomerEditor { id: None })))/>
        <Route
            path=path!("customers/:id/edit")
            view=later!(people, || form_page(use_id().map(|id| CustomerEditor { id: Some(id) })))
        />
        <ParentRoute path=path!("customers/:id") view=later!(people, CustomerPage)>
            <Route path=path!("") view=|| ()/>
            <Route path=path!("enable") view=later!(people, || confirm::<Customer>(Deed::Enable, HOME))/>
            <Route path=path!("disable") view=later!(people, || confirm::<Customer>(Deed::Disable, HOME))/>
        </ParentRoute>
        <ParentRoute path=path!("customers") view=later!(people, CustomersPage)>
            <Route path=path!("") view=|| ()/>
            <Route path=path!("enable/:id") view=later!(people, || confirm::<Customer>(Deed::Enable, HOME))/>
            <Route path=path!("disable/:id") view=later!(people, || confirm::<Customer>(Deed::Disable, HOME))/>
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}
