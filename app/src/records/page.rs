//! The page of one record: its name and state, what can be done with it, what is known of it.

use super::{actions::actions, missing::Missing, record::Record};
use crate::{AppError, text::text};
use leptos::prelude::*;
use leptos_meta::Title;
use std::sync::Arc;

/// Heading, buttons and properties. Where there is no such record, the style sheet hides what would follow.
#[component]
pub fn RecordPage<R: Record>(
    /// The record.
    record: Resource<Result<R, AppError>>,
    /// What stands below the heading.
    properties: Arc<dyn Fn(&R) -> AnyView + Send + Sync>,
) -> impl IntoView {
    let retry = Callback::new(move |()| record.refetch());
    let body = move || {
        let properties = properties.clone();
        Suspend::new(async move {
            match record.await {
                Ok(record) => view! {
                    <Title text=record.label()/>
                    <div class="page-head">
                        <div class="record-title">
                            <h1>{record.label()}</h1>
                            {record.enabled().map(state_badge)}
                        </div>
                        {actions(&record)}
                    </div>
                    {properties(&record)}
                }
                .into_any(),
                Err(error) => view! { <Missing error retry=Some(retry)/> }.into_any(),
            }
        })
    };
    view! { <Transition fallback=|| view! { <p>{text!(common.loading)}</p> }>{body}</Transition> }
}

/// **Enabled** or **Disabled**.
pub fn state_badge(enabled: bool) -> AnyView {
    let (kind, word) =
        if enabled { ("active", text!(records.enabled)) } else { ("inactive", text!(records.disabled)) };
    view! { <span class="badge" data-kind=kind>{word}</span> }.into_any()
}
