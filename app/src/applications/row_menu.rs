//! What can be done with one application, in a menu at the end of its row.

use super::{
    door::{ApplicationQuery, Door},
    rpc::{ApplicationRow, activate_application},
};
use crate::{
    Flash,
    grid::current_query,
    parts::{Form, Icon, Menu, Nothing, Toasts, use_form},
    text::text,
};
use leptos::prelude::*;
use model::ApplicationId;

/// The menu; nothing where nothing is allowed.
#[component]
pub fn RowMenu(
    /// The application and what the viewer may do with it.
    row: ApplicationRow,
    /// The state of the grid, which dialogs come back to.
    query: ApplicationQuery,
) -> impl IntoView {
    let door = Door::from_context();
    let id = row.application.id;
    let link = move |verb: &str, icon: &'static str, label: &'static str, kind: Option<&'static str>| {
        view! {
            <a href=door.dialog(id, verb, &query) data-kind=kind data-noscroll="">
                <Icon name=icon/>
                <span>{label}</span>
            </a>
        }
    };
    let ApplicationRow { application, edit, delete, .. } = row;
    let active = application.active;
    let change = edit.then(|| {
        let switch = if active {
            link("deactivate", "pause", text!(applications.deactivate), None).into_any()
        } else {
            view! { <Activate id/> }.into_any()
        };
        view! {
            {link("edit", "edit", text!(applications.edit), None)}
            {switch}
            {application.confidential.then(|| link("rotate", "rotate", text!(applications.rotate), None))}
        }
    });
    let deletion = delete.then(|| link("delete", "trash", text!(applications.delete), Some("danger")));
    (edit || delete).then(|| {
        let label = text!(applications.actions_of, name = application.name.as_str()).to_string();
        let button = view! {
            <Icon name="more"/>
            <span class="visually-hidden">{label.clone()}</span>
        };
        view! {
            <Menu id=menu_id(id) button=button.into_any() label>
                {change}
                {deletion}
            </Menu>
        }
    })
}

/// The menu's id; its button's ends in `-button`.
pub fn menu_id(id: ApplicationId) -> String {
    format!("menu-{id}")
}

/// **Activate** does not ask.
#[component]
fn Activate(id: ApplicationId) -> impl IntoView {
    let door = Door::from_context();
    let toasts = Toasts::from_context();
    let action = door.dialog(id, "activate", &current_query());
    let done = {
        let door = door.clone();
        move |_: &_| {
            toasts.done(Flash::Activated);
            door.changed();
        }
    };
    let form = use_form(Nothing {}, None, |_| Ok(()), move |Nothing {}| activate_application(id), done);
    Effect::new(move || {
        if let Some(error) = form.status.error.get() {
            toasts.failed(error);
            door.changed();
        }
    });
    view! {
        <Form form action>
            <button type="submit">
                <Icon name="power"/>
                <span>{text!(applications.activate)}</span>
            </button>
        </Form>
    }
}
