//! The page for addresses where there is nothing.

use crate::{
    parts::{Icon, LinkButton},
    text::text,
};
use leptos::prelude::*;
use leptos_meta::Title;

/// The page, with its status.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::server::set_status(http::StatusCode::NOT_FOUND);
    view! {
        <Title text=text!(errors.page_not_found)/>
        <main class="sign-in" id="content">
            <div class="empty card">
                <Icon name="search"/>
                <h1>{text!(errors.page_not_found)}</h1>
                <p>{text!(errors.page_not_found_hint)}</p>
                <LinkButton href="/">{text!(errors.to_start)}</LinkButton>
            </div>
        </main>
    }
}
