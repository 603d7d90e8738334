//! The navigation at the left: a table of entries, of which everybody sees those they may open.

use super::use_viewer;
use crate::{parts::Icon, text::text};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::{Action, Level, Subject};

/// A page that can be opened.
struct Entry {
    label: &'static str,
    icon: &'static str,
    path: &'static str,
    /// Whose records it shows; none: everybody has it.
    needs: Option<Subject>,
}

/// Every entry there is, in groups.
fn groups() -> Vec<(&'static str, Vec<Entry>)> {
    vec![(
        text!(frame.account),
        vec![
            Entry { label: text!(frame.my_user), icon: "user", path: "/my-user", needs: None },
            Entry { label: text!(frame.my_sessions), icon: "sessions", path: "/my-sessions", needs: None },
        ],
    )]
}

/// The navigation.
#[component]
pub fn Navigation() -> impl IntoView {
    let viewer = use_viewer();
    let may_open = move |entry: &Entry| match (entry.needs, &viewer) {
        (None, _) => true,
        (Some(subject), Some(viewer)) => viewer.permissions.level(subject, Action::View) > Level::None,
        (Some(_), None) => false,
    };
    let groups = groups()
        .into_iter()
        .map(|(label, entries)| (label, entries.into_iter().filter(&may_open).collect::<Vec<_>>()))
        .filter(|(_, entries)| !entries.is_empty())
        .map(|(label, entries)| {
            let links = entries.into_iter().map(|entry| view! { <NavigationLink entry/> }).collect_view();
            view! {
                <h2>{label}</h2>
                <ul>{links}</ul>
            }
        })
        .collect_view();
    view! { <nav class="navigation" aria-label=text!(frame.navigation)>{groups}</nav> }
}

#[component]
fn NavigationLink(entry: Entry) -> impl IntoView {
    let pathname = use_location().pathname;
    let Entry { label, icon, path, .. } = entry;
    let current = move || {
        let inside = pathname.with(|here| {
            here.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        });
        inside.then_some("page")
    };
    view! {
        <li>
            <a href=path aria-current=current>
                <Icon name=icon/>
                <span>{label}</span>
            </a>
        </li>
    }
}
