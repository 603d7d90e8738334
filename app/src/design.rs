//! The design language, shown by the very parts that pages are made of. Only in development builds: a release has neither
//! this code nor its style sheet, and nothing at this address. Its words are for whoever works on the product, so they are in
//! English and not among the texts of the product.

mod controls;
mod records;
mod tokens;

use crate::{
    Flash,
    parts::{ButtonKind, Dialog, DialogActions, LinkButton, ToastRegion, Toasts},
};
use controls::{Alerts, Badges, Buttons, Fields, Icons};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{
    SsrMode,
    any_nested_route::IntoAnyNestedRoute,
    components::{Outlet, ParentRoute, Route},
    path,
};
use records::{Details, EmptyStates, Grids};
use tokens::{Colours, Motion, Spacing, Type};

/// Where it is.
const PATH: &str = "/design";

/// Its address and that of its dialog.
#[component(transparent)]
pub fn DesignRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("design") view=DesignPage ssr=SsrMode::Async>
            <Route path=path!("") view=|| ()/>
            <Route path=path!("dialog") view=DesignDialog/>
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}

/// One chapter, and its place in the list of contents.
type Chapter = (&'static str, &'static str, fn() -> AnyView);

const CHAPTERS: [Chapter; 12] = [
    ("type", "Type", || view! { <Type/> }.into_any()),
    ("colours", "Colours", || view! { <Colours/> }.into_any()),
    ("spacing", "Spacing, corners and heights", || view! { <Spacing/> }.into_any()),
    ("motion", "Motion", || view! { <Motion/> }.into_any()),
    ("buttons", "Buttons", || view! { <Buttons/> }.into_any()),
    ("fields", "Fields", || view! { <Fields/> }.into_any()),
    ("alerts", "Alerts", || view! { <Alerts/> }.into_any()),
    ("badges", "Badges", || view! { <Badges/> }.into_any()),
    ("details", "Details and code", || view! { <Details/> }.into_any()),
    ("empty", "Empty states", || view! { <EmptyStates/> }.into_any()),
    ("above", "Dialogs and toasts", || view! { <Above/> }.into_any()),
    ("icons", "Icons", || view! { <Icons/> }.into_any()),
];

/// The page.
#[component]
fn DesignPage() -> impl IntoView {
    // One is there at once, so that it is seen without a script, too.
    Toasts::provide(Some(Flash::Saved), Vec::new());
    let contents = CHAPTERS.map(|(id, name, _)| view! { <li><a href=format!("#{id}")>{name}</a></li> });
    let chapters = CHAPTERS.map(|(id, name, inside)| {
        view! {
            <section class="section" aria-labelledby=id>
                <div class="section-head">
                    <h2 id=id>{name}</h2>
                </div>
                {inside()}
            </section>
        }
    });
    view! {
        <Title text="Design"/>
        <main class="content design" id="content">
            <div class="page-head">
                <h1>"Design"</h1>
                <p>"What pages are put together from: style/tokens.css has every value, app/src/parts every part."</p>
            </div>
            <nav aria-label="Contents">
                <ul class="design-row">{contents.into_iter().collect_view()}</ul>
            </nav>
            {chapters.into_iter().collect_view()}
            <Grids/>
            <Outlet/>
        </main>
        <ToastRegion/>
    }
}

/// What floats above a page.
#[component]
fn Above() -> impl IntoView {
    let toasts = Toasts::from_context();
    view! {
        <div class="design-row">
            <LinkButton kind=ButtonKind::Secondary href=format!("{PATH}/dialog") id=Some("open-dialog")>"Open a dialog"</LinkButton>
            <button type="button" class="button" data-kind="secondary" on:click=move |_| toasts.done(Flash::Saved)>
                "Say that it went well"
            </button>
            <button
                type="button"
                class="button"
                data-kind="secondary"
                on:click=move |_| toasts.failed(crate::AppError::Unavailable)
            >
                "Say that it did not"
            </button>
        </div>
    }
}

/// A dialog is a page of its own, above the one it was opened from.
#[component]
fn DesignDialog() -> impl IntoView {
    view! {
        <Dialog title="A question" back=PATH opener="open-dialog" small=true>
            <div class="dialog-body">
                <p><strong>"Are you sure you want to do this?"</strong></p>
                <p>"One sentence says what follows from it."</p>
            </div>
            <DialogActions>
                <LinkButton kind=ButtonKind::Secondary href=PATH>"Cancel"</LinkButton>
                <LinkButton kind=ButtonKind::Danger href=PATH>"Yes, do it"</LinkButton>
            </DialogActions>
        </Dialog>
    }
}
