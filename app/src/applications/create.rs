//! The dialog **Create OAuth Application**, and the one time its secret is shown.

use super::{
    door::Door,
    fields::ApplicationFields,
    one_time::{OneTime, OneTimeDisplay},
    rpc::{application_form_options, create_application},
    section::ADD_BUTTON,
};
use crate::{
    AppError,
    frame::use_viewer,
    parts::{
        ButtonKind, Dialog, DialogActions, Failure, Form, FormError, LinkButton, Sent, SubmitButton, posted,
        use_form,
    },
    passwords::{OwnPasswordField, is_own_password_asked},
    text::text,
};
use leptos::prelude::*;
use model::{ApplicationForm, FormOptions, StepUp, UserId};

/// Whose it will be, what the form offers, whether it asks for one's own password, and what came of it.
type Loaded = (UserId, FormOptions, StepUp, Option<Sent<ApplicationForm, OneTime>>);

async fn send(owner: UserId, mut form: ApplicationForm) -> Result<OneTime, AppError> {
    let own_password = form.own_password.take();
    create_application(owner, form, own_password).await
}

/// The dialog.
#[component]
pub fn CreateDialog() -> impl IntoView {
    let owner = Door::from_context().owner();
    let viewer = use_viewer().map(|viewer| viewer.id);
    let page = Resource::new(
        || (),
        move |()| async move {
            let owner = owner.ok_or_else(|| AppError::NotFound.answered())?;
            let sent = posted(move |form| send(owner, form)).await;
            let ask = is_own_password_asked(viewer, Some(owner)).await?;
            Ok::<Loaded, AppError>((owner, application_form_options(owner).await?, ask, sent))
        },
    );
    let back = Door::from_context().back();
    let body = move || {
        let (back, opener) = (back.clone(), ADD_BUTTON);
        Suspend::new(async move {
            let inside = match page.await {
                Ok((owner, options, ask, sent)) => view! { <Body owner options ask sent/> }.into_any(),
                Err(error) => view! { <div class="dialog-body"><Failure error/></div> }.into_any(),
            };
            view! { <Dialog title=text!(create.title) back opener>{inside}</Dialog> }
        })
    };
    view! { <Suspense>{body}</Suspense> }
}

/// The form, until it has passed; then what is shown once.
#[component]
fn Body(
    owner: UserId,
    options: FormOptions,
    ask: StepUp,
    sent: Option<Sent<ApplicationForm, OneTime>>,
) -> impl IntoView {
    let door = Door::from_context();
    let (side, back) = (door.side, door.back());
    let form = use_form(
        ApplicationForm::new(),
        sent,
        move |form| form.validate(side).map(drop),
        move |form| send(owner, form),
        |_| {},
    );
    // Also after a form that was posted before the scripts were there: the rows behind may be older than it.
    Effect::new(move || {
        if form.answer.with(Option::is_some) {
            door.changed();
        }
    });
    let created = Memo::new(move |_| form.answer.get());
    move || {
        if let Some(shown) = created.get() {
            let forget = Callback::new(move |()| form.answer.set(None));
            view! { <OneTimeDisplay shown back=back.clone() forget/> }.into_any()
        } else {
            let typed = form.typed();
            let FormOptions { organizations, apis } = options.clone();
            let back = back.clone();
            view! {
                <Form form>
                    <div class="dialog-body">
                        <FormError/>
                        <ApplicationFields typed organizations apis/>
                        <OwnPasswordField ask/>
                    </div>
                    <DialogActions>
                        <LinkButton kind=ButtonKind::Secondary href=back>{text!(common.cancel)}</LinkButton>
                        <SubmitButton>{text!(common.create)}</SubmitButton>
                    </DialogActions>
                </Form>
            }
            .into_any()
        }
    }
}
