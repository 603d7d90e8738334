//! The dialog **Rotate Secret**, and the one time the new secret is shown.

use super::{
    door::{Door, use_application_id},
    one_time::{OneTime, OneTimeDisplay},
    row_menu::menu_id,
    rpc::{find_application, rotate_secret},
};
use crate::{
    AppError,
    frame::use_viewer,
    parts::{
        ButtonKind, Dialog, DialogActions, Failure, FieldError, Form, FormError, LinkButton, SelectField,
        Sent, SubmitButton, TextField, posted, use_form,
    },
    passwords::{OwnPasswordField, is_own_password_asked},
    text::text,
};
use leptos::prelude::*;
use model::{
    Application, ApplicationId, Grace, Invalid, Problem, SecretForm, SecretInput, SecretLife, StepUp,
    TypedPassword,
};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// What is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RotateForm {
    /// One of [`Grace::as_str`]; empty: at once.
    grace: String,
    /// One of [`SecretLife::as_str`]; empty: it does not end by itself.
    life: String,
    /// What the new secret is for; may be empty.
    label: String,
    /// One's own password, where it has to be given again.
    own_password: TypedPassword,
}

impl RotateForm {
    fn validate(&self) -> Result<(Grace, SecretInput), Invalid> {
        let secret = SecretForm { life: self.life.clone(), label: self.label.clone() };
        Ok((chosen("grace", &self.grace)?, secret.validate()?))
    }

    async fn send(mut self, id: ApplicationId) -> Result<OneTime, AppError> {
        let (grace, _) = self.validate().map_err(|invalid| AppError::Invalid(invalid).answered())?;
        rotate_secret(id, grace, self.life.clone(), self.label.clone(), self.own_password.take()).await
    }
}

/// What was chosen; the default where nothing was.
fn chosen<T: Default + FromStr>(field: &str, typed: &str) -> Result<T, Invalid> {
    if typed.is_empty() {
        return Ok(T::default());
    }
    typed.parse().map_err(|_| Invalid::one(field, Problem::UnknownChoice))
}

/// The application, whether the form asks for one's own password, and what came of it.
type Loaded = (Application, StepUp, Option<Sent<RotateForm, OneTime>>);

/// The dialog.
#[component]
pub fn RotateDialog() -> impl IntoView {
    let id = use_application_id();
    let viewer = use_viewer().map(|viewer| viewer.id);
    let opener = id.as_ref().map(|id| menu_id(*id) + "-button").unwrap_or_default();
    let page = Resource::new(
        || (),
        move |()| {
            let id = id.clone();
            async move {
                let id = id.map_err(AppError::answered)?;
                let sent = posted(move |form: RotateForm| form.send(id)).await;
                let application = find_application(id).await?;
                let ask =
                    is_own_password_asked(viewer, application.owner.as_ref().map(|owner| owner.id)).await?;
                Ok::<Loaded, AppError>((application, ask, sent))
            }
        },
    );
    let back = Door::from_context().back();
    let body = move || {
        let (back, opener) = (back.clone(), opener.clone());
        Suspend::new(async move {
            let inside = match page.await {
                Ok((application, ask, sent)) => view! { <Body application ask sent/> }.into_any(),
                Err(error) => view! { <div class="dialog-body"><Failure error/></div> }.into_any(),
            };
            view! { <Dialog title=text!(rotate.title) back opener>{inside}</Dialog> }
        })
    };
    view! { <Suspense>{body}</Suspense> }
}

#[component]
fn Body(application: Application, ask: StepUp, sent: Option<Sent<RotateForm, OneTime>>) -> impl IntoView {
    let door = Door::from_context();
    let (id, back) = (application.id, door.back());
    let form = use_form(
        RotateForm::default(),
        sent,
        |form| form.validate().map(drop),
        move |form| form.send(id),
        |_| {},
    );
    // A page may show the secrets there are.
    Effect::new({
        let door = door.clone();
        move || {
            if form.answer.with(Option::is_some) {
                door.changed();
            }
        }
    });
    let rotated = Memo::new(move |_| form.answer.get());
    move || {
        if let Some(shown) = rotated.get() {
            let forget = Callback::new(move |()| form.answer.set(None));
            view! { <OneTimeDisplay shown back=back.clone() forget/> }.into_any()
        } else {
            let hint = text!(rotate.hint, name = application.name.as_str()).to_string();
            let typed = form.typed();
            let grace = chosen("grace", &typed.grace).unwrap_or_default();
            let life = chosen("life", &typed.life).unwrap_or_default();
            let back = back.clone();
            view! {
                <Form form>
                    <div class="dialog-body">
                        <FormError/>
                        <p>{hint}</p>
                        <GraceField chosen=grace/>
                        <LifeField chosen=life/>
                        <TextField name="label" label=text!(rotate.label) value=typed.label/>
                        <OwnPasswordField ask/>
                    </div>
                    <DialogActions>
                        <LinkButton kind=ButtonKind::Secondary href=back>{text!(common.cancel)}</LinkButton>
                        <SubmitButton>{text!(rotate.yes)}</SubmitButton>
                    </DialogActions>
                </Form>
            }
            .into_any()
        }
    }
}

#[component]
fn GraceField(chosen: Grace) -> impl IntoView {
    let choices = Grace::ALL
        .map(|grace| {
            let label = match grace {
                Grace::None => text!(rotate.grace_none),
                Grace::Hour => text!(rotate.grace_hour),
                Grace::Day => text!(rotate.grace_day),
                Grace::Week => text!(rotate.grace_week),
            };
            view! {
                <label class="check">
                    <input type="radio" name="grace" value=grace.as_str() checked={grace == chosen} autofocus={grace == chosen}/>
                    <span>{label}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="field">
            <legend>{text!(rotate.grace)}</legend>
            <div class="checks">{choices}</div>
            <FieldError name="grace"/>
        </fieldset>
    }
}

#[component]
fn LifeField(chosen: SecretLife) -> impl IntoView {
    let answers = SecretLife::ALL.map(|life| {
        let label = match life {
            SecretLife::Unlimited => text!(rotate.life_unlimited),
            SecretLife::Month => text!(rotate.life_month),
            SecretLife::Quarter => text!(rotate.life_quarter),
            SecretLife::HalfYear => text!(rotate.life_half_year),
            SecretLife::Year => text!(rotate.life_year),
        };
        (life.as_str().to_owned(), label.to_owned())
    });
    let chosen = chosen.as_str().to_owned();
    view! { <SelectField name="life" label=text!(rotate.life) answers=answers.into() chosen/> }
}
