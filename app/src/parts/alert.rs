//! Something to know before going on.

use super::Icon;
use leptos::prelude::*;

/// How serious it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlertKind {
    /// It went well.
    Success,
    /// Something will not work, or is not safe.
    Warning,
    /// It failed.
    Danger,
}

impl AlertKind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Danger => "danger",
        }
    }

    const fn icon(self) -> &'static str {
        match self {
            Self::Success => "check",
            Self::Warning | Self::Danger => "alert",
        }
    }
}

/// A box of words. Failures are announced at once, the rest when the reader comes to them.
#[component]
pub fn Alert(
    /// How serious it is.
    kind: AlertKind,
    /// What it says; one or more paragraphs.
    children: Children,
) -> impl IntoView {
    let role = (kind == AlertKind::Danger).then_some("alert");
    view! {
        <div class="alert" data-kind=kind.as_str() role=role>
            <Icon name=kind.icon()/>
            <div>{children()}</div>
        </div>
    }
}
