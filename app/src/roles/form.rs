//! The form of a role.

use super::{
    levels_field::LevelsField,
    record::HOME,
    rpc::{change_role, create_role, find_role, role_form_options},
};
use crate::{
    AppError,
    parts::TextField,
    records::Editor,
    text::{people_of, text},
};
use leptos::prelude::*;
use model::{Invalid, Role, RoleForm, RoleId, RoleOptions, Side};

/// A new role of a side, or a change.
#[derive(Clone)]
pub enum RoleEditor {
    /// A new one.
    New(Side),
    /// A change; a role stays on its side.
    Change(RoleId),
}

impl Editor for RoleEditor {
    type Form = RoleForm;
    type Options = RoleOptions;
    type Record = Role;

    fn title(&self) -> &'static str {
        match self {
            Self::New(_) => text!(roles.create),
            Self::Change(_) => text!(roles.edit),
        }
    }

    fn cancel(&self) -> String {
        match self {
            Self::New(_) => HOME.to_owned(),
            Self::Change(id) => format!("{HOME}/{id}"),
        }
    }

    async fn load(&self) -> Result<(RoleForm, RoleOptions), AppError> {
        match *self {
            Self::New(side) => Ok((RoleForm::new(side), role_form_options(None, side).await?)),
            Self::Change(id) => {
                let role = find_role(id).await?;
                Ok((RoleForm::of(&role), role_form_options(Some(id), role.side).await?))
            }
        }
    }

    fn check(&self, form: &RoleForm) -> Result<(), Invalid> {
        form.validate().map(drop)
    }

    async fn send(&self, form: RoleForm) -> Result<Role, AppError> {
        match *self {
            Self::New(_) => create_role(form).await,
            Self::Change(id) => change_role(id, form).await,
        }
    }

    fn fields(&self, typed: RoleForm, options: RoleOptions) -> AnyView {
        // Each side has levels of its own, so another side is another form.
        let sides = match *self {
            Self::New(chosen) => Some(view! { <SideLinks chosen/> }),
            Self::Change(_) => None,
        };
        view! {
            {sides}
            <input type="hidden" name="side" value=typed.side.clone()/>
            <TextField name="name" label=text!(roles.name) value=typed.name.clone() autofocus=true required=true/>
            {(!typed.version.is_empty()).then(|| {
                view! { <input type="hidden" name="version" value=typed.version.clone()/> }
            })}
            <LevelsField typed options/>
        }
        .into_any()
    }
}

/// For whom the role is. Links that load the form anew.
#[component]
fn SideLinks(chosen: Side) -> impl IntoView {
    let links = [Side::BackOffice, Side::Customer].map(|side| {
        let href = format!("{HOME}/new?side={}", side.as_str());
        let current = (side == chosen).then_some("true");
        view! { <a href=href rel="external" aria-current=current>{people_of(side)}</a> }
    });
    view! {
        <nav class="choice" aria-label=text!(roles.side)>
            <span class="label" aria-hidden="true">{text!(roles.side)}</span>
            <div>{links}</div>
        </nav>
    }
}
