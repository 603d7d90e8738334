//! The addresses of attempts to sign in.

use super::{list::LoginAttemptsPage, page::LoginAttemptPage};
use crate::later::later;
use leptos::prelude::*;
use leptos_router::{any_nested_route::IntoAnyNestedRoute, components::Route, path};
use model::Side;

/// The routes.
#[component(transparent)]
pub fn LoginAttemptRoutes() -> impl MatchNestedRoutes + Clone {
    use Side::{BackOffice, Customer};
    view! {
        <Route path=path!("login-attempts/:id") view=later!(security, || view! { <LoginAttemptPage side=BackOffice/> })/>
        <Route path=path!("login-attempts") view=later!(security, || view! { <LoginAttemptsPage side=BackOffice/> })/>
        <Route path=path!("customer-user-login-attempts/:id") view=later!(security, || view! { <LoginAttemptPage side=Customer/> })/>
        <Route path=path!("customer-user-login-attempts") view=later!(security, || view! { <LoginAttemptsPage side=Customer/> })/>
    }
    .into_inner()
    .into_any_nested_route()
}
