//! The dialog **Edit**.

use super::{
    door::{Door, use_application_id},
    fields::ApplicationFields,
    row_menu::menu_id,
    rpc::{change_application, find_application},
};
use crate::{
    AppError, Flash,
    parts::{
        ButtonKind, CopyButton, Dialog, DialogActions, Failure, Form, FormError, LinkButton, Sent,
        SubmitButton, Toasts, posted_then, use_form, use_leave,
    },
    text::text,
};
use leptos::prelude::*;
use model::{Application, ApplicationForm};

type Loaded = (Application, Option<Sent<ApplicationForm, Application>>);

/// The dialog.
#[component]
pub fn EditDialog() -> impl IntoView {
    let id = use_application_id();
    let opener = id.as_ref().map(|id| menu_id(*id) + "-button").unwrap_or_default();
    let back = Door::from_context().back();
    let page = Resource::new(|| (), {
        let back = back.clone();
        move |()| {
            let (id, back) = (id.clone(), back.clone());
            async move {
                let id = id.map_err(AppError::answered)?;
                let change = move |form| change_application(id, form);
                let sent = posted_then(change, Some(Flash::Saved), &back).await;
                match sent {
                    Some(Sent { outcome: Ok(ref changed), .. }) => Ok((changed.clone(), sent)),
                    _ => Ok::<Loaded, AppError>((find_application(id).await?, sent)),
                }
            }
        }
    });
    let body = move || {
        let (back, opener) = (back.clone(), opener.clone());
        Suspend::new(async move {
            let inside = match page.await {
                Ok((application, sent)) => view! { <Body application sent/> }.into_any(),
                Err(error) => view! { <div class="dialog-body"><Failure error/></div> }.into_any(),
            };
            view! { <Dialog title=text!(edit.title) back opener>{inside}</Dialog> }
        })
    };
    view! { <Suspense>{body}</Suspense> }
}

#[component]
fn Body(application: Application, sent: Option<Sent<ApplicationForm, Application>>) -> impl IntoView {
    let door = Door::from_context();
    let toasts = Toasts::from_context();
    let (id, side, back) = (application.id, application.side, door.back());
    let leave = use_leave(back.clone());
    let form = use_form(
        ApplicationForm::of(&application),
        sent,
        move |form| form.validate(side).map(drop),
        move |form| change_application(id, form),
        move |_| {
            toasts.done(Flash::Saved);
            door.changed();
            leave();
        },
    );
    let copy = text!(create.copy_client_id);
    view! {
        <Form form>
            <div class="dialog-body">
                <FormError/>
                <div class="secret">
                    <label for="client-id">{text!(applications.client_id)}</label>
                    <input id="client-id" type="text" readonly value=application.client_id.clone()/>
                    <CopyButton value=application.client_id shown_in="client-id" label=copy/>
                </div>
                <ApplicationFields typed=form.typed() apis=side.api_types().to_vec()/>
            </div>
            <DialogActions>
                <LinkButton kind=ButtonKind::Secondary href=back>{text!(common.cancel)}</LinkButton>
                <SubmitButton>{text!(common.save)}</SubmitButton>
            </DialogActions>
        </Form>
    }
}
