//! The addresses of people, and of the dialogs above their pages.

use super::{form::UserEditor, list::UsersPage, page::UserPage};
use crate::later::later;
use crate::{
    applications::ApplicationDialogs,
    messages::DeleteMessageDialog,
    records::{Deed, confirm, form_page, use_id},
    second_factors::ResetFactorsDialog,
};
use leptos::prelude::*;
use leptos_router::{
    any_nested_route::IntoAnyNestedRoute,
    components::{ParentRoute, Route},
    hooks::use_query_map,
    path,
};
use model::{Side, User};

/// Those of the back office.
#[component(transparent)]
pub fn UserRoutes() -> impl MatchNestedRoutes + Clone {
    const SIDE: Side = Side::BackOffice;
    view! {
        <Route path=path!("users/new") view=later!(people, || new_person(SIDE))/>
        <Route path=path!("users/:id/edit") view=later!(people, || change_of_person(SIDE))/>
        <ParentRoute path=path!("users/:id") view=later!(people, || view! { <UserPage side=SIDE/> })>
            <Route path=path!("enable") view=later!(people, || confirm::<User>(Deed::Enable, "/users"))/>
            <Route path=path!("disable") view=later!(people, || confirm::<User>(Deed::Disable, "/users"))/>
            <Route path=path!("invite") view=later!(people, || confirm::<User>(Deed::Invite, "/users"))/>
            <Route path=path!("unlock") view=later!(people, || confirm::<User>(Deed::Unlock, "/users"))/>
            <Route path=path!("reset-factors") view=later!(people, ResetFactorsDialog)/>
            <Route path=path!("messages/:message/delete") view=later!(people, DeleteMessageDialog)/>
            <ApplicationDialogs/>
        </ParentRoute>
        <ParentRoute path=path!("users") view=later!(people, || view! { <UsersPage side=SIDE/> })>
            <Route path=path!("") view=|| ()/>
            <Route path=path!("enable/:id") view=later!(people, || confirm::<User>(Deed::Enable, "/users"))/>
            <Route path=path!("disable/:id") view=later!(people, || confirm::<User>(Deed::Disable, "/users"))/>
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}

/// Those of the customer side.
#[component(transparent)]
pub fn CustomerUserRoutes() -> impl MatchNestedRoutes + Clone {
    const SIDE: Side = Side::Customer;
    view! {
        <Route path=path!("customer-users/new") view=later!(people, || new_person(SIDE))/>
        <Route path=path!("customer-users/:id/edit") view=later!(people, || change_of_person(SIDE))/>
        <ParentRoute path=path!("customer-users/:id") view=later!(people, || view! { <UserPage side=SIDE/> })>
            <Route path=path!("enable") view=later!(people, || confirm::<User>(Deed::Enable, "/customer-users"))/>
            <Route path=path!("disable") view=later!(people, || confirm::<User>(Deed::Disable, "/customer-users"))/>
            <Route path=path!("invite") view=later!(people, || confirm::<User>(Deed::Invite, "/customer-users"))/>
            <Route path=path!("unlock") view=later!(people, || confirm::<User>(Deed::Unlock, "/customer-users"))/>
            <Route path=path!("reset-factors") view=later!(people, ResetFactorsDialog)/>
            <Route path=path!("messages/:message/delete") view=later!(people, DeleteMessageDialog)/>
            <ApplicationDialogs/>
        </ParentRoute>
        <ParentRoute path=path!("customer-users") view=later!(people, || view! { <UsersPage side=SIDE/> })>
            <Route path=path!("") view=|| ()/>
            <Route path=path!("enable/:id") view=later!(people, || confirm::<User>(Deed::Enable, "/customer-users"))/>
            <Route path=path!("disable/:id") view=later!(people, || confirm::<User>(Deed::Disable, "/customer-users"))/>
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}

/// The form of somebody new; the address may name their customer.
fn new_person(side: Side) -> AnyView {
    let customer = use_query_map().with_untracked(|query| query.get("customer"));
    let customer = customer.and_then(|id| id.parse().ok());
    form_page(Ok(UserEditor { side, id: None, customer }))
}

/// The form of somebody who is there.
fn change_of_person(side: Side) -> AnyView {
    form_page(use_id().map(|id| UserEditor { side, id: Some(id), customer: None }))
}
