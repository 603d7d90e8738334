//! Around every page after sign-in: header, navigation, the page, and what just happened.

mod header;
mod language;
mod navigation;
mod organization;
mod theme;
mod user_menu;

pub use language::{LanguageMenu, LanguagePage};
pub use navigation::pages_of;
pub use organization::SwitchOrganizationPage;
#[cfg(feature = "ssr")]
pub use theme::Theme;
pub use theme::ThemePage;

use crate::{
    Flash,
    keyboard::Shortcuts,
    live::{Announcements, Changes},
    parts::{ToastRegion, Toasts},
    text::text,
};
use header::Header;
use leptos::prelude::*;
use leptos_router::{components::Outlet, hooks::use_location};
use model::{ApplicationId, Viewer, escape};
use navigation::Navigation;
use serde::{Deserialize, Serialize};

/// Who is looking, for everything inside the frame.
pub fn use_viewer() -> Option<Viewer> {
    use_context()
}

/// The frame. Without a session it leads to the sign-in page and back.
#[component]
pub fn Frame() -> impl IntoView {
    // Neither changes while a page lives: signing in and out and working in another organization load a new one.
    let Arrival { viewer, flash, undo, revision } = SharedValue::new(arrival).into_inner();
    match viewer {
        Some(viewer) => {
            provide_context(viewer.clone());
            Changes::provide(revision);
            Toasts::provide(flash, undo);
            view! { <SignedInFrame viewer/> }.into_any()
        }
        None => view! { <ToSignIn/> }.into_any(),
    }
}

#[component]
fn SignedInFrame(viewer: Viewer) -> impl IntoView {
    view! {
        <a class="skip-link" href="#content" rel="external">{text!(skip_to_content)}</a>
        <Shortcuts>
            <div class="frame">
                <Header viewer=viewer.clone()/>
                <Navigation/>
                <main class="content" id="content" tabindex="-1">
                    <Outlet/>
                </main>
            </div>
        </Shortcuts>
        <ToastRegion/>
        <Announcements/>
    }
}

/// How a page begins.
#[derive(Clone, Default, Serialize, Deserialize)]
struct Arrival {
    /// Who is looking.
    viewer: Option<Viewer>,
    /// What the page before wanted said.
    flash: Option<Flash>,
    /// What can be taken back of it.
    undo: Vec<ApplicationId>,
    /// How far the server has heard of changes; what the page shows is no older.
    revision: i64,
}

fn arrival() -> Arrival {
    #[cfg(feature = "ssr")]
    {
        use crate::server;
        server::set_header(http::header::CACHE_CONTROL, "no-store");
        let viewer = server::visitor().and_then(|visitor| visitor.actor).map(|actor| actor.viewer);
        let flash = viewer.is_some().then(server::take_flash).flatten();
        let undo = if flash == Some(Flash::Deleted) { server::take_undo() } else { Vec::new() };
        let revision = server::office().map(|office| *office.follow_changes().borrow()).unwrap_or_default();
        Arrival { viewer, flash, undo, revision }
    }
    #[cfg(not(feature = "ssr"))]
    Arrival::default()
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
