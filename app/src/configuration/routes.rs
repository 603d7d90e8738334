//! The addresses of the configuration, and of the dialog above it.

use super::{page::ConfigurationPage, rotate::RotateDialog};
use crate::later::later;
use leptos::prelude::*;
use leptos_router::{
    any_nested_route::IntoAnyNestedRoute,
    components::{ParentRoute, Route},
    path,
};

/// The routes.
#[component(transparent)]
pub fn ConfigurationRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("configuration") view=later!(security, ConfigurationPage)>
            <Route path=path!("") view=|| ()/>
            <Route path=path!("rotate") view=later!(security, RotateDialog)/>
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}
