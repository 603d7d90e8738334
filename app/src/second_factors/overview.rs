//! *My User* › **Sign-In and Security**: what one shows to come in, and what can be changed of it.

use super::rpc::list_factors;
use crate::{
    parts::{Alert, AlertKind, ButtonKind, Failure, LinkButton, Time},
    text::{number, text},
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::{AuthenticatorApp, Passkey, SecondFactors, Timestamp};

/// The page.
#[component]
pub fn SecurityPage() -> impl IntoView {
    let page = Resource::new(|| (), |()| list_factors());
    let body = move || {
        let retry = Callback::new(move |()| page.refetch());
        Suspend::new(async move {
            match page.await {
                Ok(factors) => view! { <Sections factors/> }.into_any(),
                Err(error) => view! { <Failure error retry/> }.into_any(),
            }
        })
    };
    view! {
        <Title text=text!(factors.title)/>
        <div class="page-head">
            <h1>{text!(factors.title)}</h1>
            <p>{text!(factors.hint)}</p>
        </div>
        <Suspense>{body}</Suspense>
    }
}

#[component]
fn Sections(factors: SecondFactors) -> impl IntoView {
    let any = factors.any();
    let SecondFactors { passkeys, app, recovery_codes, lacks, required } = factors;
    let required = required.then(|| {
        view! { <Alert kind=AlertKind::Warning><p>{text!(factors.required)}</p></Alert> }
    });
    let few = (any && recovery_codes < 3).then(|| {
        view! { <Alert kind=AlertKind::Warning><p>{text!(factors.codes_few)}</p></Alert> }
    });
    view! {
        {required}
        <section class="card factor">
            <h2>{text!(sign_in.password)}</h2>
            <p>{text!(factors.password_hint)}</p>
            <LinkButton kind=ButtonKind::Secondary href="/my-user/password".to_owned()>
                {text!(passwords.change_title)}
            </LinkButton>
        </section>
        <section class="card factor">
            <h2>{text!(factors.passkeys)}</h2>
            <p>{text!(factors.passkeys_hint)}</p>
            {(!passkeys.is_empty()).then(|| view! { <PasskeyTable passkeys/> })}
            {if lacks.passkeys {
                view! { <p class="hint">{text!(factors.passkeys_lacking)}</p> }.into_any()
            } else {
                view! {
                    <LinkButton kind=ButtonKind::Secondary href="/my-user/security/passkey".to_owned()>
                        {text!(factors.passkey_add)}
                    </LinkButton>
                }
                .into_any()
            }}
        </section>
        <section class="card factor">
            <h2>{text!(factors.app)}</h2>
            <p>{text!(factors.app_about)}</p>
            <App app lacking=lacks.codes/>
        </section>
        {any
            .then(|| {
                view! {
                    <section class="card factor">
                        <h2>{text!(factors.codes)}</h2>
                        <p>{text!(factors.codes_hint)}</p>
                        {few}
                        <p>{text!(factors.codes_left, number = number(recovery_codes)).to_string()}</p>
                        <LinkButton kind=ButtonKind::Secondary href="/my-user/security/codes".to_owned()>
                            {text!(factors.codes_renew)}
                        </LinkButton>
                    </section>
                }
            })}
    }
}

#[component]
fn App(app: Option<AuthenticatorApp>, lacking: bool) -> impl IntoView {
    let there = app.is_some();
    let facts = app.map(|app| {
        view! {
            <dl class="properties">
                <dt>{text!(factors.added)}</dt>
                <dd><Time at=app.created_at/></dd>
                <dt>{text!(factors.last_used)}</dt>
                <dd><Used at=app.last_used_at/></dd>
            </dl>
        }
    });
    let label = if there { text!(factors.app_replace) } else { text!(factors.app_add) };
    view! {
        {facts}
        {lacking.then(|| view! { <Alert kind=AlertKind::Warning><p>{text!(factors.app_lacking)}</p></Alert> })}
        <div class="form-actions">
            {(!lacking)
                .then(|| {
                    view! {
                        <LinkButton kind=ButtonKind::Secondary href="/my-user/security/app".to_owned()>{label}</LinkButton>
                    }
                })}
            {there
                .then(|| {
                    view! {
                        <LinkButton kind=ButtonKind::Quiet href="/my-user/security/app/remove".to_owned()>
                            {text!(factors.app_remove)}
                        </LinkButton>
                    }
                })}
        </div>
    }
}

#[component]
fn PasskeyTable(passkeys: Vec<Passkey>) -> impl IntoView {
    let rows = passkeys.into_iter().map(|passkey| {
        let label = text!(factors.passkey_remove_label, name = passkey.name.as_str()).to_string();
        view! {
            <tr>
                <th scope="row" class="name" data-label=text!(factors.passkey_name)>{passkey.name.clone()}</th>
                <td data-label=text!(factors.added)><Time at=passkey.created_at/></td>
                <td data-label=text!(factors.last_used)><Used at=passkey.last_used_at/></td>
                <td class="row-actions">
                    <a
                        class="button"
                        data-kind="quiet"
                        href=format!("/my-user/security/passkey/{}/remove", passkey.id)
                        aria-label=label
                    >
                        {text!(factors.remove)}
                    </a>
                </td>
            </tr>
        }
    });
    view! {
        <div class="grid-wrap" tabindex="0" role="region" aria-label=text!(factors.passkeys)>
            <table class="grid">
                <caption class="visually-hidden">{text!(factors.passkeys)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{text!(factors.passkey_name)}</th>
                        <th scope="col">{text!(factors.added)}</th>
                        <th scope="col">{text!(factors.last_used)}</th>
                        <th scope="col" class="row-actions">
                            <span class="visually-hidden">{text!(sessions.actions)}</span>
                        </th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Used(at: Option<Timestamp>) -> impl IntoView {
    match at {
        Some(at) => view! { <Time at/> }.into_any(),
        None => view! { <span>{text!(common.never)}</span> }.into_any(),
    }
}
