//! The section of a user's page: nothing at all for whoever signs in with a password only.

use super::{
    rows::IdentitiesTable,
    rpc::{UnlinkForm, identities_of, unlink_of},
};
use crate::{
    AppError, Flash,
    parts::{Failure, Sent, posted_then},
    records::Place,
    text::text,
};
use leptos::prelude::*;
use model::UserId;

/// The section. A [`Place`] must be provided.
#[component]
pub fn IdentitiesSection(
    /// Whose.
    person: UserId,
) -> impl IntoView {
    let path = Place::from_context().path;
    let changes = RwSignal::new(0_u32);
    let page = Resource::new(
        move || changes.get(),
        move |_| {
            let path = path.clone();
            async move {
                let sent = posted_if_ours(&path).await;
                let refused = sent.and_then(|sent: Sent<UnlinkForm, ()>| sent.outcome.err());
                (identities_of(person).await, refused)
            }
        },
    );
    let body = move || {
        let retry = Callback::new(move |()| page.refetch());
        Suspend::new(async move {
            let (found, refused) = page.await;
            let refused = refused.map(|error| view! { <Failure error/> });
            match found {
                Ok(found) if found.is_empty() => refused.into_any(),
                Ok(identities) => view! {
                    {refused}
                    <section class="section" aria-labelledby="sign-in-with-title">
                        <div class="section-head">
                            <h2 id="sign-in-with-title">{text!(sign_in_with.title)}</h2>
                        </div>
                        <IdentitiesTable identities user=Some(person) changes/>
                    </section>
                }
                .into_any(),
                // The page around it says so already.
                Err(AppError::NotFound | AppError::Forbidden) => refused.into_any(),
                Err(error) => view! { <Failure error retry/> }.into_any(),
            }
        })
    };
    view! { <Transition>{body}</Transition> }
}

/// The form that was posted to this page, if it is one of this section.
async fn posted_if_ours(path: &str) -> Option<Sent<UnlinkForm, ()>> {
    #[cfg(feature = "ssr")]
    {
        use_context::<crate::Posted>().filter(|posted| posted.0.starts_with("identity="))?;
    }
    posted_then(unlink_of, Some(Flash::Unlinked), path).await
}
