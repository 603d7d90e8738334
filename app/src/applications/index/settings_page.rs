//! The page **Keys and Lifetimes**: how an application shows who it is, and for how long people's tokens can be refreshed.

use super::{
    backchannel_logout_field::BackchannelLogoutField,
    grid_of,
    password_grant_field::PasswordGrantField,
    requirement_fields::{ActingField, RequirementFields},
    rpc::{change_settings, find_settings},
};
use crate::{
    AppError, Flash,
    applications::door::use_application_id,
    frame::use_viewer,
    parts::{
        ButtonKind, Failure, Form, FormActions, FormError, LinkButton, SelectField, Sent, SubmitButton,
        TextArea, TextField, Toasts, posted_then, use_form, use_leave,
    },
    passwords::{OwnPasswordField, is_own_password_asked},
    text::{authentication_method, text},
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::{
    ApplicationId, ApplicationSettings, ApplicationSettingsForm, AuthenticationMethod, Side, StepUp,
};

/// The settings, whether the form asks for one's own password, and what came of it.
type Loaded = (ApplicationSettings, StepUp, Option<Sent<ApplicationSettingsForm, ApplicationSettings>>);

async fn send(id: ApplicationId, mut form: ApplicationSettingsForm) -> Result<ApplicationSettings, AppError> {
    let own_password = form.own_password.take();
    change_settings(id, form, own_password).await
}

/// The page.
#[component]
pub fn SettingsPage(
    /// Of which side.
    side: Side,
) -> impl IntoView {
    let id = use_application_id();
    let viewer = use_viewer().map(|viewer| viewer.id);
    let page = Resource::new(
        || (),
        move |()| {
            let id = id.clone();
            async move {
                let id = id.map_err(AppError::answered)?;
                let back = format!("{}/{id}", grid_of(side).path());
                let sent = posted_then(move |form| send(id, form), Some(Flash::Saved), &back).await;
                let settings = find_settings(id).await?;
                // Each side has its own addresses.
                if settings.side != side {
                    return Err(AppError::NotFound.answered());
                }
                let ask = is_own_password_asked(viewer, settings.owner).await?;
                Ok::<Loaded, AppError>((settings, ask, sent))
            }
        },
    );
    let body = move || {
        Suspend::new(async move {
            match page.await {
                Ok((settings, ask, sent)) => view! { <Body settings ask sent/> }.into_any(),
                Err(error) => view! { <Failure error/> }.into_any(),
            }
        })
    };
    view! {
        <Title text=text!(application_settings.title)/>
        <div class="page-head">
            <h1>{text!(application_settings.title)}</h1>
        </div>
        <section class="card"><Suspense>{body}</Suspense></section>
    }
}

#[component]
fn Body(
    settings: ApplicationSettings,
    ask: StepUp,
    sent: Option<Sent<ApplicationSettingsForm, ApplicationSettings>>,
) -> impl IntoView {
    let toasts = Toasts::from_context();
    let id = settings.application;
    let back = format!("{}/{id}", grid_of(settings.side).path());
    let leave = use_leave(back.clone());
    let form = use_form(
        ApplicationSettingsForm::of(&settings),
        sent,
        |form| form.validate().map(drop),
        move |form| send(id, form),
        move |_| {
            toasts.done(Flash::Saved);
            leave();
        },
    );
    let typed = form.typed();
    let version = settings.version.to_string();
    view! {
        <Form form>
            <div class="form-body">
                <FormError/>
                <p>{text!(application_settings.hint, name = settings.name.as_str()).to_string()}</p>
                <input type="hidden" name="version" value=version/>
                {settings.confidential.then(|| view! { <Authentication typed=typed.clone()/> })}
                {(!settings.grant.has_owner()).then(|| view! { <Lifetimes typed=typed.clone()/> })}
                <RequirementFields typed=typed.clone() redirects=settings.grant.redirects()/>
                {settings.may_allow_acting.then(|| view! { <ActingField checked=typed.may_act_for_others/> })}
                {(!settings.grant.has_owner()).then(|| {
                    view! { <BackchannelLogoutField value=typed.backchannel_logout_uri.clone()/> }
                })}
                {settings.grant.redirects().then(|| {
                    view! {
                        <TextArea
                            name="post_logout_redirect_uris"
                            label=text!(application_settings.post_logout)
                            hint=text!(application_settings.post_logout_hint)
                            value=typed.post_logout_redirect_uris
                            code=true
                        />
                    }
                })}
                {settings.password_grant.is_some().then(|| {
                    view! { <PasswordGrantField checked=typed.password_grant/> }
                })}
                <OwnPasswordField ask/>
            </div>
            <FormActions>
                <LinkButton kind=ButtonKind::Secondary href=back>{text!(common.cancel)}</LinkButton>
                <SubmitButton>{text!(view_application.save)}</SubmitButton>
            </FormActions>
        </Form>
    }
}

#[component]
fn Authentication(typed: ApplicationSettingsForm) -> impl IntoView {
    let answers = AuthenticationMethod::ALL
        .map(|method| (method.as_str().to_owned(), authentication_method(method).to_owned()));
    view! {
        <SelectField
            name="authentication_method"
            label=text!(application_settings.method)
            answers=answers.into()
            chosen=typed.authentication_method
        />
        <p class="hint">{text!(application_settings.method_hint)}</p>
        <TextArea
            name="jwks"
            label=text!(application_settings.keys)
            hint=text!(application_settings.keys_hint)
            value=typed.jwks
            rows=8
            code=true
        />
        <div class="field">
            <TextField name="jwks_uri" label=text!(application_settings.keys_url) value=typed.jwks_uri/>
            <p class="hint">{text!(application_settings.keys_url_hint)}</p>
        </div>
    }
}

#[component]
fn Lifetimes(typed: ApplicationSettingsForm) -> impl IntoView {
    view! {
        <TextField
            name="refresh_idle_days"
            label=text!(application_settings.refresh_idle)
            value=typed.refresh_idle_days
        />
        <TextField
            name="refresh_absolute_days"
            label=text!(application_settings.refresh_absolute)
            value=typed.refresh_absolute_days
        />
        <p class="hint">{text!(application_settings.refresh_hint)}</p>
    }
}
