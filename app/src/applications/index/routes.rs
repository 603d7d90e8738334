//! The addresses of the pages of all applications of a side, and of their dialogs.

use super::{
    bulk_dialog::BulkDialog,
    create_page::CreatePage,
    edit_page::EditPage,
    grid_of,
    index_page::IndexPage,
    registration::{CreateTokenPage, RegistrationPage},
    settings_page::SettingsPage,
    view_page::ViewPage,
};
use crate::applications::{
    confirm::{ConfirmDialog, Deed},
    deleted::DeletedDialog,
    rotate::RotateDialog,
};
use leptos::prelude::*;
use leptos_router::{
    ParamSegment, StaticSegment,
    any_nested_route::IntoAnyNestedRoute,
    components::{ParentRoute, Route},
    path,
};
use model::Side;

/// The pages of one side.
#[component(transparent)]
pub fn ApplicationPages(
    /// Which.
    side: Side,
) -> impl MatchNestedRoutes + Clone {
    let root = StaticSegment(grid_of(side).as_str());
    let one = (root, ParamSegment("application"));
    view! {
        <Route path=(root, StaticSegment("new")) view=move || view! { <CreatePage side/> }/>
        <Route path=(root, StaticSegment("registration")) view=move || view! { <RegistrationPage side/> }/>
        <Route
            path=(root, StaticSegment("registration"), StaticSegment("new"))
            view=move || view! { <CreateTokenPage side/> }
        />
        <Route path=(one, StaticSegment("edit")) view=move || view! { <EditPage side/> }/>
        <Route path=(one, StaticSegment("settings")) view=move || view! { <SettingsPage side/> }/>
        <ParentRoute path=root view=move || view! { <IndexPage side/> }>
            <Route path=path!("") view=|| ()/>
            <Route path=path!("bulk") view=BulkDialog/>
            <Route path=path!("applications/deleted") view=DeletedDialog/>
            <Route path=path!("applications/:application/rotate") view=RotateDialog/>
            <Route
                path=path!("applications/:application/activate")
                view=|| view! { <ConfirmDialog deed=Deed::Activate/> }
            />
            <Route
                path=path!("applications/:application/deactivate")
                view=|| view! { <ConfirmDialog deed=Deed::Deactivate/> }
            />
            <Route
                path=path!("applications/:application/delete")
                view=|| view! { <ConfirmDialog deed=Deed::Delete/> }
            />
        </ParentRoute>
        <ParentRoute path=one view=move || view! { <ViewPage side/> }>
            <Route path=path!("") view=|| ()/>
            <Route path=path!("rotate") view=RotateDialog/>
            <Route path=path!("activate") view=|| view! { <ConfirmDialog deed=Deed::Activate/> }/>
            <Route path=path!("deactivate") view=|| view! { <ConfirmDialog deed=Deed::Deactivate/> }/>
            <Route path=path!("delete") view=|| view! { <ConfirmDialog deed=Deed::Delete/> }/>
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}
