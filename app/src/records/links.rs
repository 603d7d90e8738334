//! Links from one record to others, where the viewer may open those.

use crate::{frame::use_viewer, text::text};
use leptos::prelude::*;
use model::{Action, Level, Subject};

/// A record that is named on the page of another.
#[derive(Clone, Debug)]
pub struct Link {
    /// What people call it.
    pub name: String,
    /// Its own page.
    pub page: String,
}

impl Link {
    /// A record of this page.
    pub fn new(home: &str, id: &impl ToString, name: impl Into<String>) -> Self {
        Self { name: name.into(), page: format!("{home}/{}", id.to_string()) }
    }
}

/// Whether the viewer can open pages of such records at all.
pub fn opens(subject: Subject) -> bool {
    use_viewer().is_some_and(|viewer| viewer.permissions.level(subject, Action::View) > Level::None)
}

/// Several records of a kind, with commas between.
pub fn links(subject: Subject, all: impl IntoIterator<Item = Link>) -> AnyView {
    let opens = opens(subject);
    let all: Vec<_> = all
        .into_iter()
        .enumerate()
        .map(|(index, Link { name, page })| {
            let name = if opens { view! { <a href=page>{name}</a> }.into_any() } else { name.into_any() };
            view! {
                {(index > 0).then_some(", ")}
                {name}
            }
        })
        .collect();
    if all.is_empty() {
        return view! { <span class="muted">{text!(common.none)}</span> }.into_any();
    }
    all.into_any()
}
