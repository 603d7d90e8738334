//! Around the pages that need no session: the mark above a card, the language below it, and what the page before wanted said.

use crate::{
    Flash,
    frame::LanguageMenu,
    parts::{Icon, ToastRegion, Toasts},
    text::text,
};
use leptos::prelude::*;
use leptos_meta::Title;

/// The page around it.
#[component]
pub fn Outside(
    /// Its title.
    title: &'static str,
    /// The card.
    children: Children,
) -> impl IntoView {
    Toasts::provide(SharedValue::new(arrival).into_inner(), Vec::new());
    view! {
        <Title text=title/>
        <main class="sign-in" id="content">
            <div class="brand">
                <Icon name="latchkey"/>
                <span>{text!(product)}</span>
            </div>
            {children()}
            <LanguageMenu named=true/>
        </main>
        <ToastRegion/>
    }
}

fn arrival() -> Option<Flash> {
    #[cfg(feature = "ssr")]
    {
        crate::server::set_header(http::header::CACHE_CONTROL, "no-store");
        crate::server::take_flash()
    }
    #[cfg(not(feature = "ssr"))]
    None
}
