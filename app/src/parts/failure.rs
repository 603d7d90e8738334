//! Instead of something that could not be loaded: what happened, and another try.

use super::{Alert, AlertKind};
use crate::{
    AppError,
    text::{self, text},
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::escape;

/// Says what happened and offers to try again: with a script in place, without one by loading the page anew.
#[component]
pub fn Failure(
    /// What happened.
    error: AppError,
    /// How to try again in place.
    #[prop(optional)]
    retry: Option<Callback<()>>,
) -> impl IntoView {
    let location = use_location();
    let here = location.pathname.get_untracked() + "?" + &location.search.get_untracked();
    let here = here.trim_end_matches('?').to_owned();
    if error == AppError::SignedOut {
        sign_in_again(here.clone());
    }
    let action = match error {
        AppError::SignedOut => {
            let href = format!("/sign-in?next={}", escape(&here));
            Some(view! { <a href=href rel="external">{text!(errors.sign_in)}</a> }.into_any())
        }
        AppError::NotFound | AppError::Forbidden => None,
        _ => Some(
            view! {
                <a
                    href=here
                    rel="external"
                    on:click=move |event| {
                        if let Some(retry) = retry {
                            event.prevent_default();
                            retry.run(());
                        }
                    }
                >
                    {text!(common.retry)}
                </a>
            }
            .into_any(),
        ),
    };
    view! {
        <Alert kind=AlertKind::Danger>
            <p>{text::error(&error)}</p>
            {action.map(|action| view! { <p>{action}</p> })}
        </Alert>
    }
}

/// What only shows data has nothing to lose: it goes to the sign-in page by itself, and comes back.
fn sign_in_again(here: String) {
    Effect::new(move || {
        let _ = window().location().assign(&format!("/sign-in?next={}", escape(&here)));
    });
}
