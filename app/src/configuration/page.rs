//! The page; what rotates the keys is a nested route.

use super::{HOME, keys::KeysSection, links::MoreLinks, rpc::show_configuration, settings::SettingsSection};
use crate::{parts::Failure, records::Place, text::text};
use leptos::{context::Provider, prelude::*};
use leptos_meta::Title;
use leptos_router::components::Outlet;
use model::Configuration;

/// The page.
#[component]
pub fn ConfigurationPage() -> impl IntoView {
    let place = Place::new(HOME);
    let changes = place.changes;
    let configuration = Resource::new(move || changes.get(), |_| show_configuration());
    let body = move || {
        let retry = Callback::new(move |()| configuration.refetch());
        Suspend::new(async move {
            match configuration.await {
                Ok(configuration) => view! { <Sections configuration/> }.into_any(),
                Err(error) => view! { <Failure error retry/> }.into_any(),
            }
        })
    };
    view! {
        <Title text=text!(configuration.title)/>
        <div class="page-head">
            <h1 id="applications-title" tabindex="-1">{text!(configuration.title)}</h1>
        </div>
        <Provider value=place>
            <Transition fallback=|| view! { <p>{text!(common.loading)}</p> }>{body}</Transition>
            <Outlet/>
        </Provider>
    }
}

#[component]
fn Sections(configuration: Configuration) -> impl IntoView {
    let Configuration { version, database, ring, exposed, settings } = configuration;
    view! {
        <section class="card" aria-label=text!(configuration.about)>
            <dl class="properties">
                <dt>{text!(configuration.version)}</dt>
                <dd>{version}</dd>
                <dt>{text!(configuration.database)}</dt>
                <dd>{database}</dd>
                <MoreLinks/>
            </dl>
        </section>
        <KeysSection ring exposed/>
        <SettingsSection settings/>
    }
}
