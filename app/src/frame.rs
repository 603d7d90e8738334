//! Around every page after sign-in: header, navigation, the page, and what just happened.

mod header;
mod language;
mod navigation;
mod organization;
mod theme;
mod user_menu;

pub use language::{LanguageMenu, LanguagePage};
pub use organization::SwitchOrganizationPage;
#[cfg(feature = "ssr")]
pub use theme::Theme;
pub use theme::ThemePage;

use crate::{
    Flash,
    parts::{ToastRegion, Toasts},
    text::text,
};
use header::Header;
use leptos::prelude::*;
use leptos_router::{components::Outlet, hooks::use_location};
use model::{Viewer, escape};
use navigation::Navigation;

/// Who is looking, for everything inside the frame.
pub fn use_viewer() -> Option<Viewer> {
    use_context()
}

/// The frame. Without a session it leads to the sign-in page and back.
#[component]
pub fn Frame() -> impl IntoView {
    // Neither changes while a page lives: signing in and out and working in another organization load a new one.
    let (viewer, flash) = SharedValue::new(arrival).into_inner();
    match viewer {
        Some(viewer) => {
            provide_context(viewer.clone());
            Toasts::provide(flash);
            view! { <SignedInFrame viewer/> }.into_any()
        }
        None => view! { <ToSignIn/> }.into_any(),
    }
}

#[component]
fn SignedInFrame(viewer: Viewer) -> impl IntoView {
    view! {
        <a class="skip-link" href="#content" rel="external">{text!(skip_to_content)}</a>
        <div class="frame">
            <Header viewer=viewer.clone()/>
            <Navigation/>
            <main class="content" id="content" tabindex="-1">
                <Outlet/>
            </main>
        </div>
        <ToastRegion/>
    }
}

/// Who is looking, and what the page before wanted said.
fn arrival() -> (Option<Viewer>, Option<Flash>) {
    #[cfg(feature = "ssr")]
    {
        use crate::server;
        server::set_header(http::header::CACHE_CONTROL, "no-store");
        let viewer = server::visitor().and_then(|visitor| visitor.actor).map(|actor| actor.viewer);
        let flash = viewer.is_some().then(server::take_flash).flatten();
        (viewer, flash)
    }
    #[cfg(not(feature = "ssr"))]
    (None, None)
}

/// To the sign-in page, which leads back here.
#[component]
fn ToSignIn() -> impl IntoView {
    let location = use_location();
    let here = location.pathname.get_untracked() + "?" + &location.search.get_untracked();
    let sign_in = match here.trim_end_matches('?') {
        "/" => "/sign-in".to_owned(),
        here => format!("/sign-in?next={}", escape(here)),
    };
    #[cfg(feature = "ssr")]
    crate::server::redirect(&sign_in);
    Effect::new({
        let sign_in = sign_in.clone();
        move || drop(window().location().assign(&sign_in))
    });
    view! { <p><a href=sign_in rel="external">{text!(errors.sign_in)}</a></p> }
}
