//! The addresses below *My User* › **Sign-In and Security**.

use super::{
    app_page::AppPage,
    codes::CodesPage,
    overview::SecurityPage,
    passkey_page::PasskeyPage,
    remove::{RemoveAppPage, RemovePasskeyPage},
};
use crate::later::later;
use leptos::prelude::*;
use leptos_router::{any_nested_route::IntoAnyNestedRoute, components::Route, path};

/// All of them.
#[component(transparent)]
pub fn SecurityRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("my-user/security") view=later!(security, SecurityPage)/>
        <Route path=path!("my-user/security/app") view=later!(security, AppPage)/>
        <Route path=path!("my-user/security/app/remove") view=later!(security, RemoveAppPage)/>
        <Route path=path!("my-user/security/passkey") view=later!(security, PasskeyPage)/>
        <Route path=path!("my-user/security/passkey/:id/remove") view=later!(security, RemovePasskeyPage)/>
        <Route path=path!("my-user/security/codes") view=later!(security, CodesPage)/>
    }
    .into_inner()
    .into_any_nested_route()
}
