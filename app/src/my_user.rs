//! **My User**: what is known about oneself, and one's own OAuth applications.

mod preferences;
mod rpc;

pub use preferences::PreferencesDialog;

use crate::{
    applications::{ApplicationsSection, Door, Shown, sees_applications},
    frame::use_viewer,
    let_in::LetInSection,
    messages::MessagesSection,
    parts::{ButtonKind, LinkButton},
    passwords::ChangePasswordButton,
    records::{Link, Place, links},
    second_factors::HOME as SECURITY,
    sign_in_with::SignInWithSection,
    text::text,
};
use leptos::{context::Provider, prelude::*};
use leptos_meta::Title;
use leptos_router::components::Outlet;
use model::{Language, Subject, Viewer};
use preferences::PreferencesButton;
use rpc::own_roles;

/// The page; its dialogs are nested routes.
#[component]
pub fn MyUserPage() -> impl IntoView {
    // The frame shows nothing of this without a viewer.
    use_viewer().map(|viewer| {
        let owner = viewer.id;
        let door = Door::new("/my-user", Shown::Of(owner), viewer.side);
        let section = sees_applications(viewer.side, owner);
        let place = Place::new("/my-user");
        view! {
            <Title text=text!(my_user.title)/>
            <div class="page-head">
                <h1>{text!(my_user.title)}</h1>
                <PreferencesButton/>
                <ChangePasswordButton/>
                <LinkButton kind=ButtonKind::Secondary href=SECURITY.to_owned()>{text!(factors.title)}</LinkButton>
            </div>
            <Provider value=door>
                <Properties viewer/>
                <SignInWithSection/>
                <LetInSection/>
                <Provider value=place>
                    <MessagesSection person=owner only_some=true/>
                    {section.then(|| view! { <ApplicationsSection owner/> })}
                    <Outlet/>
                </Provider>
            </Provider>
        }
    })
}

#[component]
fn Properties(viewer: Viewer) -> impl IntoView {
    let current = viewer.organization.id;
    let several = viewer.organizations.len() > 1;
    let names = viewer
        .organizations
        .iter()
        .map(|organization| {
            if several && organization.id == current {
                text!(my_user.current, name = organization.name.as_str()).to_string()
            } else {
                organization.name.clone()
            }
        })
        .collect::<Vec<_>>()
        .join(", ");
    let language = viewer.language.map_or(text!(my_user.as_browser), Language::own_name);
    let time_zone = viewer.time_zone.map(|name| name.replace('_', " "));
    let time_zone = time_zone.unwrap_or_else(|| text!(my_user.as_browser).to_owned());
    let roles = Resource::new(|| (), |()| own_roles());
    let roles = move || {
        Suspend::new(async move {
            // What went wrong here goes wrong in the sections, too, and is said there.
            roles.await.ok().map(|roles| {
                let roles = roles.iter().map(|role| Link::new("/roles", &role.id, role.name.as_str()));
                view! {
                    <dt>{text!(users.roles)}</dt>
                    <dd>{links(Subject::Roles, roles)}</dd>
                }
            })
        })
    };
    view! {
        <section class="card" aria-label=text!(my_user.title)>
            <dl class="properties">
                <dt>{text!(my_user.name)}</dt>
                <dd>{viewer.name}</dd>
                <dt>{text!(my_user.email)}</dt>
                <dd>{viewer.email}</dd>
                <dt>{if several { text!(my_user.organizations) } else { text!(my_user.organization) }}</dt>
                <dd>{names}</dd>
                <Suspense>{roles}</Suspense>
                <dt>{text!(my_user.language)}</dt>
                <dd>{language}</dd>
                <dt>{text!(my_user.time_zone)}</dt>
                <dd>{time_zone}</dd>
            </dl>
        </section>
    }
}
