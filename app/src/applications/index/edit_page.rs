//! The page that changes an application of any grant. Its grant, its owner and its organization stay.

use super::{
    grant_fields::{Confidential, SkipConsent},
    grid_of,
    redirect_field::RedirectField,
};
use crate::{
    AppError, Flash,
    applications::{
        door::use_application_id,
        fields::ApplicationFields,
        rpc::{change_application, find_application},
    },
    parts::{
        ButtonKind, Failure, Form, FormActions, FormError, LinkButton, Sent, SubmitButton, Toasts,
        posted_then, use_form, use_leave,
    },
    text::{self, text},
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::{Application, ApplicationForm, Invalid, Side};

type Loaded = (Application, Option<Sent<ApplicationForm, Application>>);

/// The page.
#[component]
pub fn EditPage(
    /// Of which side.
    side: Side,
) -> impl IntoView {
    let id = use_application_id();
    let page = Resource::new(
        || (),
        move |()| {
            let id = id.clone();
            async move {
                let id = id.map_err(AppError::answered)?;
                let back = format!("{}/{id}", grid_of(side).path());
                let sent =
                    posted_then(move |form| change_application(id, form), Some(Flash::Saved), &back).await;
                if let Some(Sent { outcome: Ok(ref changed), .. }) = sent {
                    return Ok((changed.clone(), sent));
                }
                let application = find_application(id).await?;
                // Each side has its own addresses.
                if application.side == side {
                    Ok::<Loaded, AppError>((application, sent))
                } else {
                    Err(AppError::NotFound.answered())
                }
            }
        },
    );
    let body = move || {
        Suspend::new(async move {
            match page.await {
                Ok((application, sent)) => view! { <Body application sent/> }.into_any(),
                Err(error) => view! { <Failure error/> }.into_any(),
            }
        })
    };
    view! {
        <Title text=text!(view_application.edit_title)/>
        <div class="page-head">
            <h1>{text!(view_application.edit_title)}</h1>
        </div>
        <section class="card"><Suspense>{body}</Suspense></section>
    }
}

#[component]
fn Body(application: Application, sent: Option<Sent<ApplicationForm, Application>>) -> impl IntoView {
    let toasts = Toasts::from_context();
    let Application { id, side, grant, .. } = application;
    let back = format!("{}/{id}", grid_of(side).path());
    let leave = use_leave(back.clone());
    let form = use_form(
        ApplicationForm::of(&application),
        sent,
        move |form| {
            let mut invalid = form.validate(side).err().unwrap_or_default();
            if let Err(problem) = form.redirect_uris(grant) {
                invalid.add("redirect_uris", problem);
            }
            if invalid.is_empty() { Ok(()) } else { Err::<(), Invalid>(invalid) }
        },
        move |form| change_application(id, form),
        move |_| {
            toasts.done(Flash::Saved);
            leave();
        },
    );
    let typed = form.typed();
    let redirects = grant.redirects().then(|| view! { <RedirectField values=typed.redirect_uris.clone()/> });
    let consent = (!grant.has_owner()).then(|| {
        view! { <div class="checks">
            <Confidential checked=typed.confidential/>
            <SkipConsent checked=typed.skip_consent/>
        </div> }
    });
    let owner = application.owner.map(|owner| {
        view! {
            <dt>{text::owner_of(side)}</dt>
            <dd>{format!("{} <{}>", owner.name, owner.email)}</dd>
        }
    });
    view! {
        <Form form>
            <div class="form-body">
                <FormError/>
                <dl class="properties">
                    <dt>{text!(applications.client_id)}</dt>
                    <dd><code>{application.client_id}</code></dd>
                    <dt>{text!(applications.grant)}</dt>
                    <dd>{text::grant(grant)}</dd>
                    {owner}
                </dl>
                <ApplicationFields typed=typed.clone() apis=side.api_types().to_vec()/>
                {redirects}
                {consent}
            </div>
            <FormActions>
                <LinkButton kind=ButtonKind::Secondary href=back>{text!(common.cancel)}</LinkButton>
                <SubmitButton>{text!(view_application.save)}</SubmitButton>
            </FormActions>
        </Form>
    }
}
