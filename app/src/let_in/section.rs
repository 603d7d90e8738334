//! The section: nothing at all for those who let nobody in.

use super::rpc::{ShutOutForm, list_let_in, shut_out};
use crate::{
    Flash,
    parts::{ButtonKind, Failure, Form, FormError, Sent, SubmitButton, Time, Toasts, posted_then, use_form},
    text::{api_type, identity_scope, text},
};
use leptos::prelude::*;
use model::{LetIn, Scope};

/// The section.
#[component]
pub fn LetInSection() -> impl IntoView {
    let changes = RwSignal::new(0_u32);
    let page = Resource::new(
        move || changes.get(),
        |_| async move {
            let sent = posted_if_ours().await;
            let refused = sent.and_then(|sent: Sent<ShutOutForm, ()>| sent.outcome.err());
            (list_let_in().await, refused)
        },
    );
    let body = move || {
        let retry = Callback::new(move |()| page.refetch());
        Suspend::new(async move {
            let (found, refused) = page.await;
            let refused = refused.map(|error| view! { <Failure error/> });
            match found {
                Ok(found) if found.is_empty() => refused.into_any(),
                Ok(found) => view! { {refused} <Table found changes/> }.into_any(),
                Err(error) => view! { <Failure error retry/> }.into_any(),
            }
        })
    };
    view! { <Transition>{body}</Transition> }
}

/// The form that was posted to this page, if it is one of this section: others stand on it, too.
async fn posted_if_ours() -> Option<Sent<ShutOutForm, ()>> {
    #[cfg(feature = "ssr")]
    {
        use_context::<crate::Posted>().filter(|posted| posted.0.starts_with("application="))?;
    }
    posted_then(shut_out, Some(Flash::ShutOut), "/my-user").await
}

#[component]
fn Table(found: Vec<LetIn>, changes: RwSignal<u32>) -> impl IntoView {
    let rows = found.into_iter().map(|one| view! { <Row one changes/> }).collect_view();
    view! {
        <section class="section" aria-labelledby="let-in-title">
            <div class="section-head">
                <h2 id="let-in-title">{text!(let_in.title)}</h2>
            </div>
            <p class="hint">{text!(let_in.hint)}</p>
            <div class="grid-wrap" tabindex="0" role="region" aria-label=text!(let_in.table)>
                <table class="grid">
                    <caption class="visually-hidden">{text!(let_in.title)}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{text!(let_in.application)}</th>
                            <th scope="col">{text!(let_in.organization)}</th>
                            <th scope="col">{text!(let_in.may)}</th>
                            <th scope="col">{text!(let_in.since)}</th>
                            <th scope="col">{text!(let_in.last_used)}</th>
                            <th scope="col" class="row-actions">
                                <span class="visually-hidden">{text!(sessions.actions)}</span>
                            </th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn Row(one: LetIn, changes: RwSignal<u32>) -> impl IntoView {
    let last_used = match one.last_used_at {
        Some(at) => view! { <Time at/> }.into_any(),
        None => text!(common.never).into_any(),
    };
    view! {
        <tr>
            <th scope="row" class="name" data-label=text!(let_in.application)>{one.name.clone()}</th>
            <td data-label=text!(let_in.organization)>{one.organization.name.clone()}</td>
            <td data-label=text!(let_in.may)>{what(&one.scope)}</td>
            <td data-label=text!(let_in.since)><Time at=one.since/></td>
            <td data-label=text!(let_in.last_used)>{last_used}</td>
            <td class="row-actions"><ShutOut application=one.application.to_string() name=one.name changes/></td>
        </tr>
    }
}

/// What it may do, in a line.
fn what(scope: &Scope) -> String {
    let apis = scope.apis.iter().map(|api| api_type(*api));
    let identity = scope.identity.iter().map(|one| identity_scope(*one));
    apis.chain(identity).collect::<Vec<_>>().join(", ")
}

#[component]
fn ShutOut(application: String, name: String, changes: RwSignal<u32>) -> impl IntoView {
    let toasts = Toasts::from_context();
    let done = move |(): &()| {
        toasts.done(Flash::ShutOut);
        changes.update(|changes| *changes += 1);
    };
    let form = use_form(ShutOutForm::default(), None, |_| Ok(()), shut_out, done);
    let label = text!(let_in.revoke_label, application = name.as_str()).to_string();
    view! {
        <Form form>
            <FormError/>
            <input type="hidden" name="application" value=application/>
            <SubmitButton kind=ButtonKind::Secondary>
                <span aria-hidden="true">{text!(let_in.revoke)}</span>
                <span class="visually-hidden">{label}</span>
            </SubmitButton>
        </Form>
    }
}
