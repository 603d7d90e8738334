//! The page **Create OAuth Application** for applications of every grant; what it got is shown once in its place.

use super::{
    grant_fields::GrantFields,
    grid_of,
    result::NewApplicationResult,
    rpc::{create_of_side, index_options},
};
use crate::{
    AppError,
    applications::fields::ApplicationFields,
    parts::{
        ButtonKind, Failure, Form, FormActions, FormError, LinkButton, Sent, SubmitButton, posted, use_form,
    },
    passwords::{OwnPasswordField, is_own_password_asked},
    text::text,
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::{ApplicationForm, FormOptions, Invalid, NewApplication, Side, StepUp};

/// What the form offers, whether it asks for one's own password, and what came of it.
type Loaded = (FormOptions, StepUp, Option<Sent<ApplicationForm, NewApplication>>);

async fn send(side: Side, mut form: ApplicationForm) -> Result<NewApplication, AppError> {
    let own_password = form.own_password.take();
    create_of_side(side, form, own_password).await
}

/// The page.
#[component]
pub fn CreatePage(
    /// Of which side.
    side: Side,
) -> impl IntoView {
    let page = Resource::new(
        || (),
        move |()| async move {
            let sent = posted(move |form| send(side, form)).await;
            // Whom it is for is not typed yet: somebody else.
            let ask = is_own_password_asked(None, None).await?;
            Ok::<Loaded, AppError>((index_options(side).await?, ask, sent))
        },
    );
    let body = move || {
        Suspend::new(async move {
            match page.await {
                Ok((options, ask, sent)) => view! { <Body side options ask sent/> }.into_any(),
                Err(error) => view! { <Failure error/> }.into_any(),
            }
        })
    };
    view! {
        <Title text=text!(new_application.title)/>
        <div class="page-head">
            <h1>{text!(new_application.title)}</h1>
        </div>
        <section class="card"><Suspense>{body}</Suspense></section>
    }
}

#[component]
fn Body(
    side: Side,
    options: FormOptions,
    ask: StepUp,
    sent: Option<Sent<ApplicationForm, NewApplication>>,
) -> impl IntoView {
    let back = grid_of(side).path();
    let form = use_form(
        ApplicationForm::new(),
        sent,
        move |form| check(form, side),
        move |form| send(side, form),
        |_| {},
    );
    let created = Memo::new(move |_| form.answer.get());
    move || {
        if let Some(new) = created.get() {
            let forget = Callback::new(move |()| form.answer.set(None));
            return view! { <NewApplicationResult side new forget/> }.into_any();
        }
        let typed = form.typed();
        let FormOptions { organizations, apis } = options.clone();
        let back = back.clone();
        view! {
            <Form form>
                <div class="form-body">
                    <FormError/>
                    <ApplicationFields typed=typed.clone() organizations apis/>
                    <GrantFields side typed/>
                    <OwnPasswordField ask/>
                </div>
                <FormActions>
                    <LinkButton kind=ButtonKind::Secondary href=back>{text!(common.cancel)}</LinkButton>
                    <SubmitButton>{text!(new_application.save)}</SubmitButton>
                </FormActions>
            </Form>
        }
        .into_any()
    }
}

/// Everything that is wrong, the fields of every application first.
fn check(form: &ApplicationForm, side: Side) -> Result<(), Invalid> {
    let mut invalid = form.validate(side).err().unwrap_or_default();
    invalid.0.extend(form.validate_grant().err().unwrap_or_default().0);
    if invalid.is_empty() { Ok(()) } else { Err(invalid) }
}
