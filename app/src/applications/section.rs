//! The section **OAuth Applications** of a person's page: the button that adds one, the filters, the grid.

use super::{
    door::{Door, use_query},
    filter_bar::FilterBar,
    grid::ApplicationsGrid,
    key_notice::KeyNotice,
    rpc::{SectionFacts, application_section, list_applications},
};
use crate::{
    frame::use_viewer,
    parts::{Icon, LinkButton},
    text::text,
};
use leptos::prelude::*;
use model::{Action, Level, Side, Subject};

/// The button's id: the focus returns to it.
pub const ADD_BUTTON: &str = "add-application";

/// The section. A [`Door`] must be provided.
#[component]
pub fn ApplicationsSection() -> impl IntoView {
    let door = Door::from_context();
    let owner = door.owner;
    let query = use_query();
    let facts = Resource::new(|| (), move |()| application_section(owner));
    let list = Resource::new(
        move || (query.get(), door.changes.get()),
        move |(query, _)| list_applications(owner, query),
    );
    let may_create = may_create(door.side);
    let head = move || {
        Suspend::new(async move {
            // What went wrong is said once, below.
            facts.await.ok().map(|SectionFacts { organizations, keys }| {
                view! {
                    <KeyNotice keys/>
                    <FilterBar organizations/>
                }
            })
        })
    };
    view! {
        <section class="section" id="applications" aria-labelledby="applications-title">
            <div class="section-head">
                <h2 id="applications-title" tabindex="-1">{text!(applications.title)}</h2>
                {may_create.then(|| view! { <AddButton id=ADD_BUTTON/> })}
            </div>
            // Two boundaries side by side, none inside another: what is created while something is awaited would be
            // numbered in another order in the browser, and could not be hydrated.
            <Suspense>{head}</Suspense>
            <ApplicationsGrid facts list may_create/>
        </section>
    }
}

/// Opens the dialog **Create OAuth Application**.
#[component]
pub fn AddButton(
    /// So that the focus can be given back to it.
    #[prop(optional)]
    id: Option<&'static str>,
) -> impl IntoView {
    let door = Door::from_context();
    let query = use_query();
    view! {
        <LinkButton id=id href=Signal::derive(move || door.create(&query.get()))>
            <Icon name="plus"/>
            <span>{text!(applications.add)}</span>
        </LinkButton>
    }
}

/// What is offered; whether it is allowed, the office decides.
fn may_create(side: Side) -> bool {
    let subject = match side {
        Side::BackOffice => Subject::Applications,
        Side::Customer => Subject::CustomerApplications,
    };
    use_viewer().is_some_and(|viewer| viewer.permissions.level(subject, Action::Create) > Level::None)
}
