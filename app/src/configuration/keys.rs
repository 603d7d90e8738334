//! The section **Signing Keys**: which signs, which is the next, which signed before, and what somebody has to look after.

use super::rotate::RotateButton;
use crate::{
    parts::{Alert, AlertKind, Time},
    text::text,
};
use leptos::prelude::*;
use model::{ExposedKey, KeyRing, KeyState, SigningKeyFacts};

/// The section.
#[component]
pub fn KeysSection(
    /// The keys.
    ring: KeyRing,
    /// What keeps others from the private key, if they can read it.
    exposed: Option<ExposedKey>,
) -> impl IntoView {
    let warnings = warnings(&ring, exposed);
    let may_rotate = ring.may_rotate;
    let in_files = ring.in_files;
    let rows = ring
        .keys
        .into_iter()
        .map(|key| {
            let in_files = in_files.as_ref() == Some(&key.key_id);
            view! { <Row key in_files/> }
        })
        .collect_view();
    let table = in_files.is_some().then(|| {
        view! {
            <div class="grid-wrap" tabindex="0" role="region" aria-labelledby="keys-title">
                <table class="grid">
                    <caption class="visually-hidden">{text!(configuration.keys)}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{text!(configuration.key_id)}</th>
                            <th scope="col">{text!(configuration.state)}</th>
                            <th scope="col">{text!(configuration.created)}</th>
                            <th scope="col">{text!(configuration.signs_from)}</th>
                            <th scope="col">{text!(configuration.ends)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    });
    view! {
        <section class="section">
            <div class="section-head">
                <h2 id="keys-title" tabindex="-1">{text!(configuration.keys)}</h2>
                {may_rotate.then(|| view! { <RotateButton/> })}
            </div>
            <p class="hint">{text!(configuration.keys_hint)}</p>
            {warnings}
            {table}
        </section>
    }
}

/// What has to be done by whoever has the machine.
fn warnings(ring: &KeyRing, exposed: Option<ExposedKey>) -> Vec<AnyView> {
    let exposed = exposed.map(|ExposedKey { path, command }| {
        (text!(applications.keys_exposed, path = path.as_str()).to_string(), command)
    });
    let generate = "latchkey keys generate".to_owned();
    let missing =
        ring.in_files.is_none().then(|| (text!(configuration.keys_missing).to_owned(), generate.clone()));
    let present = ring.in_files.is_some();
    let foreign = (present && !ring.opens_current)
        .then(|| (text!(configuration.files_foreign).to_owned(), "latchkey keys list".to_owned()));
    let revoked =
        (present && ring.file_revoked).then(|| (text!(configuration.files_revoked).to_owned(), generate));
    [exposed, missing, foreign, revoked]
        .into_iter()
        .flatten()
        .map(|(words, command)| {
            view! {
                <Alert kind=AlertKind::Warning>
                    <p>{words} " " <code>{command}</code></p>
                </Alert>
            }
            .into_any()
        })
        .collect()
}

#[component]
fn Row(key: SigningKeyFacts, in_files: bool) -> impl IntoView {
    let kind = if key.state == KeyState::Current { "active" } else { "inactive" };
    let in_files = in_files.then(|| view! { <p class="hint">{text!(configuration.in_files)}</p> });
    let ends = match key.ends_at {
        Some(at) => view! { <Time at/> }.into_any(),
        None => view! { <span class="muted">{text!(configuration.no_end)}</span> }.into_any(),
    };
    view! {
        <tr>
            <th scope="row" class="name" data-label=text!(configuration.key_id)>
                <code>{key.key_id}</code>
                {in_files}
            </th>
            <td data-label=text!(configuration.state)>
                <span class="badge" data-kind=kind>{words(key.state)}</span>
            </td>
            <td data-label=text!(configuration.created)><Time at=key.created_at/></td>
            <td data-label=text!(configuration.signs_from)><Time at=key.signs_from/></td>
            <td data-label=text!(configuration.ends)>{ends}</td>
        </tr>
    }
}

fn words(state: KeyState) -> &'static str {
    match state {
        KeyState::Next => text!(configuration.state_next),
        KeyState::Current => text!(configuration.state_current),
        KeyState::Retired => text!(configuration.state_retired),
        KeyState::Revoked => text!(configuration.state_revoked),
    }
}
