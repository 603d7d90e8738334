//! One token in the table, and the button that revokes it.

use super::rpc::{RevokeForm, revoke_token};
use crate::{
    Flash,
    parts::{ButtonKind, Form, FormError, SubmitButton, Time, Toasts, use_form},
    text::{api_type, number, text},
};
use leptos::prelude::*;
use model::{RegistrationToken, RegistrationTokenState};

/// A row.
#[component]
pub fn TokenRow(
    /// The token.
    token: RegistrationToken,
    /// Counts what was done on this page.
    changes: RwSignal<u32>,
) -> impl IntoView {
    let kind = if token.state == RegistrationTokenState::Usable { "active" } else { "inactive" };
    let used = text!(registration.used_of, used = count(token.used), most = count(token.most)).to_string();
    let apis = token.apis.iter().map(|api| api_type(*api)).collect::<Vec<_>>().join(", ");
    // Only what could still register something can be taken back.
    let revocable = matches!(token.state, RegistrationTokenState::Usable | RegistrationTokenState::Powerless);
    let revoke = revocable.then(|| {
        view! { <RevokeButton token=token.id.to_string() name=token.name.clone() changes/> }
    });
    view! {
        <tr>
            <th scope="row" class="name" data-label=text!(registration.name)>{token.name.clone()}</th>
            <td data-label=text!(registration.state)>
                <span class="badge" data-kind=kind>{state(token.state)}</span>
            </td>
            <td data-label=text!(registration.used)>{used}</td>
            <td data-label=text!(registration.apis)>{apis}</td>
            <td data-label=text!(applications.organization)>{token.organization.name}</td>
            <td data-label=text!(registration.made_by)>
                <span title=token.made_by.email.clone()>{token.made_by.name}</span>
            </td>
            <td data-label=text!(registration.ends)><Time at=token.expires_at/></td>
            <td class="row-actions">{revoke}</td>
        </tr>
    }
}

fn count(of: i64) -> String {
    number(u32::try_from(of).unwrap_or_default())
}

fn state(state: RegistrationTokenState) -> &'static str {
    match state {
        RegistrationTokenState::Usable => text!(registration.state_usable),
        RegistrationTokenState::UsedUp => text!(registration.state_used_up),
        RegistrationTokenState::Ended => text!(registration.state_ended),
        RegistrationTokenState::Revoked => text!(registration.state_revoked),
        RegistrationTokenState::Powerless => text!(registration.state_powerless),
    }
}

#[component]
fn RevokeButton(token: String, name: String, changes: RwSignal<u32>) -> impl IntoView {
    let toasts = Toasts::from_context();
    let done = move |(): &()| {
        toasts.done(Flash::ShutOut);
        changes.update(|changes| *changes += 1);
    };
    let form = use_form(RevokeForm::default(), None, |_| Ok(()), revoke_token, done);
    let label = text!(registration.revoke_label, name = name.as_str()).to_string();
    view! {
        <Form form>
            <FormError/>
            <input type="hidden" name="token" value=token/>
            <SubmitButton kind=ButtonKind::Secondary>
                <span aria-hidden="true">{text!(let_in.revoke)}</span>
                <span class="visually-hidden">{label}</span>
            </SubmitButton>
        </Form>
    }
}
