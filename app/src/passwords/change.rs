//! The dialog **Change Password** of *My User*.

use super::rpc::change_password;
use crate::{
    AppError, Flash,
    applications::Door,
    parts::{
        ButtonKind, Dialog, DialogActions, Form, FormError, LinkButton, PasswordField, Sent, SubmitButton,
        TextField, Toasts, posted_then, use_form, use_leave,
    },
    text::text,
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::{Invalid, Problem, TypedPassword};
use serde::{Deserialize, Serialize};

/// The button's id: the focus returns to it.
const BUTTON: &str = "change-password";
const PATH: &str = "/my-user/password";

/// What is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct ChangeForm {
    current: TypedPassword,
    password: TypedPassword,
}

impl ChangeForm {
    fn validate(&self) -> Result<(), Invalid> {
        if self.current.is_empty() { Err(Invalid::one("current", Problem::Blank)) } else { Ok(()) }
    }

    async fn send(mut self) -> Result<(), AppError> {
        change_password(self.current.take(), self.password.take()).await
    }
}

/// Opens the dialog.
#[component]
pub fn ChangePasswordButton() -> impl IntoView {
    // The grid behind keeps its state.
    let search = use_location().search;
    let href = move || match search.get() {
        search if search.is_empty() => PATH.to_owned(),
        search => format!("{PATH}?{search}"),
    };
    view! {
        <LinkButton kind=ButtonKind::Secondary id=Some(BUTTON) href=Signal::derive(href)>
            {text!(passwords.change_title)}
        </LinkButton>
    }
}

/// The dialog.
#[component]
pub fn ChangePasswordDialog() -> impl IntoView {
    let back = Door::from_context().back();
    let page = Resource::new(|| (), {
        let back = back.clone();
        move |()| {
            let back = back.clone();
            async move { posted_then(ChangeForm::send, Some(Flash::PasswordChanged), &back).await }
        }
    });
    let body = move || {
        let back = back.clone();
        Suspend::new(async move {
            let sent = page.await;
            view! {
                <Dialog title=text!(passwords.change_title) back=back.clone() opener=BUTTON>
                    <Body back sent/>
                </Dialog>
            }
        })
    };
    view! { <Suspense>{body}</Suspense> }
}

#[component]
fn Body(back: String, sent: Option<Sent<ChangeForm, ()>>) -> impl IntoView {
    let toasts = Toasts::from_context();
    let leave = use_leave(back.clone());
    let done = move |(): &()| {
        toasts.done(Flash::PasswordChanged);
        leave();
    };
    let form = use_form(ChangeForm::default(), sent, ChangeForm::validate, ChangeForm::send, done);
    view! {
        <Form form>
            <div class="dialog-body">
                <FormError/>
                <p>{text!(passwords.change_hint)}</p>
                <TextField
                    name="current"
                    kind="password"
                    label=text!(passwords.current)
                    autocomplete="current-password"
                    autofocus=true
                    required=true
                />
                <PasswordField label=text!(passwords.new_password)/>
            </div>
            <DialogActions>
                <LinkButton kind=ButtonKind::Secondary href=back>{text!(common.cancel)}</LinkButton>
                <SubmitButton>{text!(passwords.change_title)}</SubmitButton>
            </DialogActions>
        </Form>
    }
}
