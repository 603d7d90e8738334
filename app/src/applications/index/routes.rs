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
use crate::later::later;
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
        <Route path=(root, StaticSegment("new")) view=later!(applications, side: Side => view! { <CreatePage side/> })/>
        <Route path=(root, StaticSegment("registration")) view=later!(applications, side: Side => view! { <RegistrationPage side/> })/>
        <Route
            path=(root, StaticSegment("registration"), StaticSegment("new"))
            view=later!(applications, side: Side => view! { <CreateTokenPage side/> })
        />
        <Route path=(one, StaticSegment("edit")) view=later!(applications, side: Side => view! { <EditPage side/> })/>
        <Route path=(one, StaticSegment("settings")) view=later!(applications, side: Side => view! { <SettingsPage side/> })/>
        <ParentRoute path=root view=later!(applications, side: Side => view! { <IndexPage side/> })>
            <Route path=path!("") view=|| ()/>
            <Route path=path!("bulk") view=later!(applications, BulkDialog)/>
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
        </ParentRoute>
        <ParentRoute path=one view=later!(applications, side: Side => view! { <ViewPage side/> })>
            <Route path=path!("") view=|| ()/>
            <Route path=path!("rotate") view=later!(applications, RotateDialog)/>
            <Route path=path!("activate") view=later!(applications, || view! { <ConfirmDialog deed=Deed::Activate/> })/>
            <Route path=path!("deactivate") view=later!(applications, || view! { <ConfirmDialog deed=Deed::Deactivate/> })/>
            <Route path=path!("delete") view=later!(applications, || view! { <ConfirmDialog deed=Deed::Delete/> })/>
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}
