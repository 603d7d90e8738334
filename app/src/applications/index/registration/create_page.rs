//! The page **Create Initial Access Token**; the token is shown once in its place.

use super::{
    registration_path,
    result::NewTokenResult,
    rpc::{create_token, token_options},
};
use crate::{
    AppError,
    parts::{
        ButtonKind, CheckList, Failure, Form, FormActions, FormError, LinkButton, SelectField, Sent,
        SubmitButton, TextField, posted, use_form,
    },
    passwords::{OwnPasswordField, is_own_password_asked},
    text::{api_type, text},
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::{FormOptions, NewRegistrationToken, RegistrationTokenForm, Side, StepUp};

/// What the form offers, whether it asks for one's own password, and what came of it.
type Loaded = (FormOptions, StepUp, Option<Sent<RegistrationTokenForm, NewRegistrationToken>>);

async fn send(side: Side, mut form: RegistrationTokenForm) -> Result<NewRegistrationToken, AppError> {
    let own_password = form.own_password.take();
    create_token(side, form, own_password).await
}

/// The page.
#[component]
pub fn CreateTokenPage(
    /// Of which side.
    side: Side,
) -> impl IntoView {
    let page = Resource::new(
        || (),
        move |()| async move {
            let sent = posted(move |form| send(side, form)).await;
            let ask = is_own_password_asked(None, None).await?;
            Ok::<Loaded, AppError>((token_options(side).await?, ask, sent))
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
        <Title text=text!(registration.create)/>
        <div class="page-head">
            <h1>{text!(registration.create)}</h1>
        </div>
        <section class="card"><Suspense>{body}</Suspense></section>
    }
}

#[component]
fn Body(
    side: Side,
    options: FormOptions,
    ask: StepUp,
    sent: Option<Sent<RegistrationTokenForm, NewRegistrationToken>>,
) -> impl IntoView {
    let form = use_form(
        RegistrationTokenForm::new(),
        sent,
        move |form| form.validate(side).map(drop),
        move |form| send(side, form),
        |_| {},
    );
    let created = Memo::new(move |_| form.answer.get());
    move || {
        if let Some(new) = created.get() {
            let forget = Callback::new(move |()| form.answer.set(None));
            return view! { <NewTokenResult side new forget/> }.into_any();
        }
        let typed = form.typed();
        let options = options.clone();
        view! {
            <Form form>
                <div class="form-body">
                    <FormError/>
                    <Fields typed options/>
                    <OwnPasswordField ask/>
                </div>
                <FormActions>
                    <LinkButton kind=ButtonKind::Secondary href=registration_path(side)>
                        {text!(common.cancel)}
                    </LinkButton>
                    <SubmitButton>{text!(common.create)}</SubmitButton>
                </FormActions>
            </Form>
        }
        .into_any()
    }
}

#[component]
fn Fields(typed: RegistrationTokenForm, options: FormOptions) -> impl IntoView {
    let organizations: Vec<_> =
        options.organizations.into_iter().map(|one| (one.id.to_string(), one.name)).collect();
    let organization = (!organizations.is_empty()).then(|| {
        view! {
            <SelectField
                name="organization"
                label=text!(applications.organization)
                answers=organizations
                chosen=typed.organization
            />
        }
    });
    let apis = options.apis.into_iter().map(|api| (api.scope().to_owned(), api_type(api).to_owned()));
    view! {
        {organization}
        <TextField name="name" label=text!(registration.name) value=typed.name autofocus=true required=true/>
        <CheckList name="apis" label=text!(registration.apis_field) answers=apis.collect() chosen=typed.apis/>
        <TextField name="most" label=text!(registration.most) value=typed.most required=true/>
        <TextField name="days" label=text!(registration.days) value=typed.days required=true/>
    }
}
