//! The table of accounts at providers, with a button to take each away.

use super::rpc::{UnlinkForm, unlink, unlink_of};
use crate::{
    Flash,
    parts::{ButtonKind, Form, FormError, SubmitButton, Time, Toasts, use_form},
    text::text,
};
use leptos::prelude::*;
use model::{Identity, UserId};

/// The table.
#[component]
pub fn IdentitiesTable(
    /// What it shows.
    identities: Vec<Identity>,
    /// Whose they are; none: one's own.
    user: Option<UserId>,
    /// Counts what was taken away.
    changes: RwSignal<u32>,
) -> impl IntoView {
    let rows = identities.into_iter().map(|one| view! { <Row one user changes/> }).collect_view();
    view! {
        <div class="grid-wrap" tabindex="0" role="region" aria-label=text!(sign_in_with.table)>
            <table class="grid">
                <caption class="visually-hidden">{text!(sign_in_with.title)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{text!(sign_in_with.provider)}</th>
                        <th scope="col">{text!(sign_in_with.account)}</th>
                        <th scope="col">{text!(sign_in_with.since)}</th>
                        <th scope="col">{text!(sign_in_with.last_used)}</th>
                        <th scope="col" class="row-actions">
                            <span class="visually-hidden">{text!(sessions.actions)}</span>
                        </th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(one: Identity, user: Option<UserId>, changes: RwSignal<u32>) -> impl IntoView {
    let last_used = match one.last_used_at {
        Some(at) => view! { <Time at/> }.into_any(),
        None => text!(common.never).into_any(),
    };
    let action = if one.may_unlink {
        view! { <Unlink identity=one.id.to_string() provider=one.provider.clone() user changes/> }.into_any()
    } else if user.is_none() {
        view! { <span class="muted">{text!(sign_in_with.last_way_in)}</span> }.into_any()
    } else {
        ().into_any()
    };
    view! {
        <tr>
            <th scope="row" class="name" data-label=text!(sign_in_with.provider)>{one.provider}</th>
            <td data-label=text!(sign_in_with.account)>{one.email}</td>
            <td data-label=text!(sign_in_with.since)><Time at=one.linked_at/></td>
            <td data-label=text!(sign_in_with.last_used)>{last_used}</td>
            <td class="row-actions">{action}</td>
        </tr>
    }
}

#[component]
fn Unlink(identity: String, provider: String, user: Option<UserId>, changes: RwSignal<u32>) -> impl IntoView {
    let toasts = Toasts::from_context();
    let done = move |(): &()| {
        toasts.done(Flash::Unlinked);
        changes.update(|changes| *changes += 1);
    };
    let send = move |form: UnlinkForm| async move {
        if user.is_some() { unlink_of(form).await } else { unlink(form).await }
    };
    let form = use_form(UnlinkForm::default(), None, |_| Ok(()), send, done);
    let label = text!(sign_in_with.unlink_label, name = provider.as_str()).to_string();
    let whose = user.map(|user| view! { <input type="hidden" name="user" value=user.to_string()/> });
    view! {
        <Form form>
            <FormError/>
            <input type="hidden" name="identity" value=identity/>
            {whose}
            <SubmitButton kind=ButtonKind::Secondary>
                <span aria-hidden="true">{text!(sign_in_with.unlink)}</span>
                <span class="visually-hidden">{label}</span>
            </SubmitButton>
        </Form>
    }
}
