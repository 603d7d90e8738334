//! What can be pressed.

use super::form::FormStatus;
use leptos::prelude::*;

/// What a button means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// What one came for.
    #[default]
    Primary,
    /// Something else that can be done.
    Secondary,
    /// What destroys.
    Danger,
    /// In passing.
    Quiet,
}

impl ButtonKind {
    /// As the style sheet knows it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
            Self::Danger => "danger",
            Self::Quiet => "quiet",
        }
    }
}

/// Sends the form it stands in, and shows that it is being sent.
#[component]
pub fn SubmitButton(
    /// What it means.
    #[prop(optional)]
    kind: ButtonKind,
    /// Its words.
    children: Children,
) -> impl IntoView {
    let status = use_context::<FormStatus>();
    let busy = move || status.is_some_and(|status| status.pending.get()).then_some("true");
    view! {
        <button type="submit" class="button" data-kind=kind.as_str() aria-busy=busy aria-disabled=busy>
            {children()}
        </button>
    }
}

/// A link that looks like a button.
#[component]
pub fn LinkButton(
    /// Where it leads, within this site.
    #[prop(into)]
    href: Signal<String>,
    /// What it means.
    #[prop(optional)]
    kind: ButtonKind,
    /// So that the focus can be given back to it.
    #[prop(optional_no_strip)]
    id: Option<&'static str>,
    /// Its words.
    children: Children,
) -> impl IntoView {
    view! {
        <a class="button" data-kind=kind.as_str() id=id href=move || href.get() data-noscroll="">
            {children()}
        </a>
    }
}
