//! The addresses of the dialogs, below each page with the section of a person.

use super::{
    confirm::{ConfirmDialog, Deed},
    create::CreateDialog,
    deleted::DeletedDialog,
    edit::EditDialog,
    rotate::RotateDialog,
};
use crate::later::later;
use leptos::prelude::*;
use leptos_router::{any_nested_route::IntoAnyNestedRoute, components::Route, path};

/// The dialogs of a page with a section or a grid, and the page alone.
#[component(transparent)]
pub fn ApplicationDialogs() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("") view=|| ()/>
        <Route path=path!("applications/new") view=later!(applications, CreateDialog)/>
        <Route path=path!("applications/:application/edit") view=later!(applications, EditDialog)/>
        <Route path=path!("applications/:application/rotate") view=later!(applications, RotateDialog)/>
        <Route path=path!("applications/deleted") view=later!(applications, DeletedDialog)/>
        <Route
            path=path!("applications/:application/activate")
            view=later!(applications, || view! { <ConfirmDialog deed=Deed::Activate/> })
        />
        <Route
            path=path!("applications/:application/deactivate")
            view=later!(applications, || view! { <ConfirmDialog deed=Deed::Deactivate/> })
        />
        <Route
            path=path!("applications/:application/delete")
            view=later!(applications, || view! { <ConfirmDialog deed=Deed::Delete/> })
        />
    }
    .into_inner()
    .into_any_nested_route()
}
