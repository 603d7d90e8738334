//! One session in the table, and the button that ends it.

use super::{
    browser::browser_name,
    rpc::{EndForm, end_session},
};
use crate::{
    Flash,
    parts::{ButtonKind, Form, FormError, SubmitButton, Time, Toasts, use_form},
    text::text,
};
use leptos::prelude::*;
use model::SessionInfo;

/// A row.
#[component]
pub fn SessionRow(
    /// The session.
    session: SessionInfo,
    /// Counts what was done on this page.
    changes: RwSignal<u32>,
) -> impl IntoView {
    let browser = browser_name(&session.user_agent);
    let badge = session.current.then(|| {
        view! { " " <span class="badge" data-kind="active">{text!(sessions.current)}</span> }
    });
    view! {
        <tr>
            <th scope="row" class="name" data-label=text!(sessions.browser) title=session.user_agent.clone()>
                <span>{browser.clone()}{badge}</span>
            </th>
            <td data-label=text!(sessions.address)>{session.address.clone()}</td>
            <td data-label=text!(sessions.started)><Time at=session.created_at/></td>
            <td data-label=text!(sessions.last_seen)><Time at=session.last_seen_at/></td>
            <td class="row-actions"><EndButton session browser changes/></td>
        </tr>
    }
}

#[component]
fn EndButton(session: SessionInfo, browser: String, changes: RwSignal<u32>) -> impl IntoView {
    let toasts = Toasts::from_context();
    let current = session.current;
    let done = move |(): &()| {
        if current {
            let _ = window().location().assign("/sign-in");
        } else {
            toasts.done(Flash::SessionEnded);
            changes.update(|changes| *changes += 1);
        }
    };
    let form = use_form(EndForm::default(), None, |_| Ok(()), end_session, done);
    let label = text!(sessions.end_label, browser = browser.as_str()).to_string();
    view! {
        <Form form>
            <FormError/>
            <input type="hidden" name="session" value=session.id.to_string()/>
            <SubmitButton kind=ButtonKind::Secondary>
                <span aria-hidden="true">{text!(sessions.end)}</span>
                <span class="visually-hidden">{label}</span>
            </SubmitButton>
        </Form>
    }
}
