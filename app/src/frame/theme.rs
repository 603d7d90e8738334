//! Light, dark, or as the system is: a cookie that the server reads before the page is drawn, so that nothing flashes.

use crate::{
    AppError,
    parts::{Failure, Icon, Menu, lead_on, posted},
    text::text,
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;

/// A theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system is.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::System];

    /// The cookie's name. Scripts may read it; there is nothing secret in it.
    #[cfg(any(feature = "ssr", feature = "hydrate"))]
    pub const COOKIE: &str = "latchkey_theme";

    /// As it stands in the cookie and on `<html>`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Reads the cookie; nonsense is no choice.
    pub fn parse(text: &str) -> Self {
        Self::ALL.into_iter().find(|theme| theme.as_str() == text).unwrap_or_default()
    }

    fn label(self) -> &'static str {
        match self {
            Self::System => text!(frame.theme_system),
            Self::Light => text!(frame.theme_light),
            Self::Dark => text!(frame.theme_dark),
        }
    }

    const fn icon(self) -> &'static str {
        match self {
            Self::System => "monitor",
            Self::Light => "sun",
            Self::Dark => "moon",
        }
    }

    /// A year; also what browsers accept at most is not much more.
    fn cookie(self) -> String {
        format!("{}={}; Path=/; SameSite=Lax; Max-Age=31536000", Self::COOKIE, self.as_str())
    }

    /// The one that was chosen.
    pub fn chosen() -> Self {
        #[cfg(feature = "ssr")]
        return crate::server::cookie(Self::COOKIE).map(|text| Self::parse(&text)).unwrap_or_default();
        #[cfg(not(feature = "ssr"))]
        Self::default()
    }
}

/// The menu of themes.
#[component]
pub fn ThemeMenu() -> impl IntoView {
    let chosen = RwSignal::new(SharedValue::new(Theme::chosen).into_inner());
    let location = use_location();
    let here = move || location.pathname.get() + "?" + &location.search.get();
    let choices = Theme::ALL
        .map(|theme| {
            view! {
                <button
                    type="submit"
                    name="theme"
                    value=theme.as_str()
                    aria-pressed=move || (chosen.get() == theme).to_string()
                    on:click=move |event| {
                        event.prevent_default();
                        apply(theme);
                        chosen.set(theme);
                    }
                >
                    <Icon name=theme.icon()/>
                    <span>{theme.label()}</span>
                </button>
            }
        })
        .collect_view();
    let button = view! {
        {move || view! { <Icon name=chosen.get().icon()/> }}
        <span class="visually-hidden">{text!(frame.theme)}</span>
    };
    view! {
        <Menu id="themes" button=button.into_any() label=text!(frame.theme)>
            <form method="post" action="/theme">
                <input type="hidden" name="next" value=here/>
                {choices}
            </form>
        </Menu>
    }
}

/// Draws the page in it, and remembers it.
fn apply(theme: Theme) {
    let document = document();
    if let Some(root) = document.document_element() {
        let _ = root.set_attribute("data-theme", theme.as_str());
    }
    if let Ok(document) = document.dyn_into::<web_sys::HtmlDocument>() {
        let _ = document.set_cookie(&theme.cookie());
    }
}

/// What the menu sends without scripts.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct ThemeForm {
    theme: String,
    next: String,
}

/// Where it is sent to; opened by itself it only leads on.
#[component]
pub fn ThemePage() -> impl IntoView {
    let page = Resource::new(
        || (),
        |()| async {
            let sent = posted(|form: ThemeForm| async move {
                remember(Theme::parse(&form.theme));
                Ok::<_, AppError>(form.next)
            });
            let next = sent.await.map(|sent| sent.outcome).transpose()?;
            lead_on(None, next.as_deref().unwrap_or("/"));
            Ok::<_, AppError>(())
        },
    );
    let body = move || Suspend::new(async move { page.await.err().map(|error| view! { <Failure error/> }) });
    view! { <Suspense>{body}</Suspense> }
}

fn remember(theme: Theme) {
    #[cfg(feature = "ssr")]
    crate::server::append_cookie(&theme.cookie());
    #[cfg(not(feature = "ssr"))]
    let _ = theme;
}
