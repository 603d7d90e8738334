//! The section **OAuth Applications** of a person's page: the button that adds one, the filters, the grid.

use super::{
    columns::section_columns,
    deleted::DeletedButton,
    door::Door,
    grid::ApplicationsGrid,
    key_notice::KeyNotice,
    rpc::{SectionFacts, application_section, list_applications},
};
use crate::{
    frame::use_viewer,
    grid::{FilterBar, use_query},
    live::Changes,
    parts::{Icon, LinkButton},
    text::text,
};
use leptos::prelude::*;
use model::{Action, ApplicationField, Level, Side, Subject, UserId};

/// The button's id: the focus returns to it.
pub const ADD_BUTTON: &str = "add-application";

/// The section. A [`Door`] must be provided.
#[component]
pub fn ApplicationsSection(
    /// Whose applications they are.
    owner: UserId,
) -> impl IntoView {
    let door = Door::from_context();
    let path = door.path.clone();
    let query = use_query::<ApplicationField>();
    let changes = Changes::from_context();
    let facts = Resource::new(|| (), move |()| application_section(owner));
    let list = Resource::new(
        move || (query.get(), door.changes.get(), changes.of_applications()),
        move |(query, ..)| list_applications(owner, query),
    );
    let add = move || {
        Suspend::new(async move {
            let may_create = facts.await.is_ok_and(|facts| facts.may_create);
            may_create.then(|| view! { <AddButton id=ADD_BUTTON/> })
        })
    };
    let head = move || {
        let path = path.clone();
        Suspend::new(async move {
            // What went wrong is said once, below.
            facts.await.ok().map(|SectionFacts { organizations, keys, .. }| {
                view! {
                    <KeyNotice keys/>
                    <FilterBar path columns=section_columns(&organizations)/>
                }
            })
        })
    };
    view! {
        <section class="section" id="applications" aria-labelledby="applications-title">
            <div class="section-head">
                <h2 id="applications-title" tabindex="-1">{text!(applications.title)}</h2>
                <div class="actions">
                    <DeletedButton side=door.side owner=Some(owner)/>
                    <Suspense>{add}</Suspense>
                </div>
            </div>
            // Boundaries side by side, none inside another: what is created while something is awaited would be
            // numbered in another order in the browser, and could not be hydrated.
            <Suspense>{head}</Suspense>
            <ApplicationsGrid facts list/>
        </section>
    }
}

/// Whether the section is of any use to the viewer: what it shows, the office decides.
pub fn sees_applications(side: Side, owner: UserId) -> bool {
    let subject = match side {
        Side::BackOffice => Subject::Applications,
        Side::Customer => Subject::CustomerApplications,
    };
    use_viewer().is_some_and(|viewer| match viewer.permissions.level(subject, Action::View) {
        Level::None => false,
        Level::Own => viewer.id == owner,
        Level::Customer | Level::Organization | Level::Global => true,
    })
}

/// Opens the dialog **Create OAuth Application**.
#[component]
pub fn AddButton(
    /// So that the focus can be given back to it.
    #[prop(optional)]
    id: Option<&'static str>,
) -> impl IntoView {
    let door = Door::from_context();
    let query = use_query::<ApplicationField>();
    view! {
        <LinkButton id=id href=Signal::derive(move || door.create(&query.get()))>
            <Icon name="plus"/>
            <span>{text!(applications.add)}</span>
        </LinkButton>
    }
}
