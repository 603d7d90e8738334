//! Instead of the page of a record: why it cannot be shown.

use crate::{AppError, parts::Failure, text::text};
use leptos::prelude::*;
use leptos_meta::Title;

/// A heading and what happened. The style sheet hides what would belong to the record.
#[component]
pub fn Missing(
    /// What happened.
    error: AppError,
    /// How to try again in place.
    #[prop(optional_no_strip)]
    retry: Option<Callback<()>>,
) -> impl IntoView {
    let title = if error == AppError::NotFound { text!(errors.page_not_found) } else { text!(errors.title) };
    let failure = match retry {
        Some(retry) => view! { <Failure error retry/> },
        None => view! { <Failure error/> },
    };
    view! {
        <Title text=title/>
        <div class="missing">
            <h1>{title}</h1>
            {failure}
        </div>
    }
}
