//! One's own menu, under one's name.

use crate::{
    keyboard::ShortcutsItem,
    parts::{Icon, Menu},
    text::text,
};
use leptos::prelude::*;
use model::{ApiType, Side, Viewer};

/// The menu.
#[component]
pub fn UserMenu(
    /// Who is looking.
    viewer: Viewer,
) -> impl IntoView {
    let button = view! {
        <Icon name="user"/>
        <span>{viewer.name.clone()}</span>
        <Icon name="chevron-down"/>
    };
    let api = match viewer.side {
        Side::BackOffice => ApiType::JsonApi,
        Side::Customer => ApiType::CustomerJsonApi,
    };
    view! {
        <Menu id="user" button=button.into_any() label=viewer.name.clone()>
            <div class="menu-head">
                <strong>{viewer.name}</strong>
                {viewer.email}
            </div>
            <hr/>
            <a href="/my-user">
                <Icon name="user"/>
                <span>{text!(frame.my_user)}</span>
            </a>
            <a href="/my-sessions">
                <Icon name="sessions"/>
                <span>{text!(frame.my_sessions)}</span>
            </a>
            <a href="/my-user/security">
                <Icon name="key"/>
                <span>{text!(factors.title)}</span>
            </a>
            <a href=format!("{}/docs", api.path()) rel="external">
                <Icon name="external"/>
                <span>{text!(frame.api_docs)}</span>
            </a>
            <ShortcutsItem/>
            <hr/>
            <form method="post" action="/sign-out">
                <button type="submit">
                    <Icon name="sign-out"/>
                    <span>{text!(frame.sign_out)}</span>
                </button>
            </form>
        </Menu>
    }
}
