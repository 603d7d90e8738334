//! What is wrong with a form as a whole, above its fields.

use super::{Alert, AlertKind, FormStatus};
use crate::{
    AppError,
    text::{self, text},
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::escape;

/// Says why the form was refused, where no field can say it. What was typed stays.
#[component]
pub fn FormError() -> impl IntoView {
    let status = use_context::<FormStatus>();
    let location = use_location();
    move || {
        let error = status?.error.get().filter(|error| error.invalid().is_none())?;
        let here = location.pathname.get_untracked() + "?" + &location.search.get_untracked();
        let way_out = match error {
            AppError::Conflict => Some(view! {
                <p><a href=here rel="external">{text!(errors.conflict_reload)}</a></p>
            }
            .into_any()),
            AppError::SignedOut => Some(view! {
                <p><a href=format!("/sign-in?next={}", escape(&here)) target="_blank">{text!(errors.sign_in)}</a></p>
            }
            .into_any()),
            _ => None,
        };
        Some(view! {
            <Alert kind=AlertKind::Danger>
                <p>{text::error(&error)}</p>
                {way_out}
            </Alert>
        })
    }
}
