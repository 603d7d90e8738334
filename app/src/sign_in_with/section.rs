//! The section of *My User*: nothing at all where there is no provider.

use super::{
    rows::IdentitiesTable,
    rpc::{UnlinkForm, list_linked, unlink},
};
use crate::{
    Flash,
    parts::{ButtonKind, Failure, LinkButton, Sent, posted_then},
    text::text,
};
use leptos::prelude::*;
use model::{ProviderRef, SignInWith};

/// The section.
#[component]
pub fn SignInWithSection() -> impl IntoView {
    let changes = RwSignal::new(0_u32);
    let page = Resource::new(
        move || changes.get(),
        |_| async move {
            let sent = posted_if_ours().await;
            let refused = sent.and_then(|sent: Sent<UnlinkForm, ()>| sent.outcome.err());
            (list_linked().await, refused)
        },
    );
    let body = move || {
        let retry = Callback::new(move |()| page.refetch());
        Suspend::new(async move {
            let (found, refused) = page.await;
            let refused = refused.map(|error| view! { <Failure error/> });
            match found {
                Ok(found) if found == SignInWith::default() => refused.into_any(),
                Ok(found) => view! { {refused} <Section found changes/> }.into_any(),
                Err(error) => view! { <Failure error retry/> }.into_any(),
            }
        })
    };
    view! { <Transition>{body}</Transition> }
}

/// The form that was posted to this page, if it is one of this section: others stand on it, too.
async fn posted_if_ours() -> Option<Sent<UnlinkForm, ()>> {
    #[cfg(feature = "ssr")]
    {
        use_context::<crate::Posted>().filter(|posted| posted.0.starts_with("identity="))?;
    }
    posted_then(unlink, Some(Flash::Unlinked), "/my-user").await
}

#[component]
fn Section(found: SignInWith, changes: RwSignal<u32>) -> impl IntoView {
    let SignInWith { identities, providers } = found;
    let buttons = providers.into_iter().map(link_button).collect_view();
    let table = if identities.is_empty() {
        view! { <p>{text!(sign_in_with.nothing)}</p> }.into_any()
    } else {
        view! { <IdentitiesTable identities user=None changes/> }.into_any()
    };
    view! {
        <section class="section" aria-labelledby="sign-in-with-title">
            <div class="section-head">
                <h2 id="sign-in-with-title" tabindex="-1">{text!(sign_in_with.title)}</h2>
                <div class="actions">{buttons}</div>
            </div>
            <p class="hint">{text!(sign_in_with.hint)}</p>
            {table}
        </section>
    }
}

fn link_button(provider: ProviderRef) -> impl IntoView {
    let href = format!("/my-user/sign-in-with/{}/link", provider.id);
    view! {
        <LinkButton kind=ButtonKind::Secondary href>
            {text!(sign_in_with.link, name = provider.name.as_str()).to_string()}
        </LinkButton>
    }
}
