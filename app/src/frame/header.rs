//! The header: the product's name, the organization one works in, theme and language, and one's own menu.

use super::{
    language::LanguageMenu, organization::OrganizationSwitcher, theme::ThemeMenu, user_menu::UserMenu,
};
use crate::{parts::Icon, search::SearchButton, text::text};
use leptos::prelude::*;
use model::Viewer;

/// The header.
#[component]
pub fn Header(
    /// Who is looking.
    viewer: Viewer,
) -> impl IntoView {
    let several = viewer.organizations.len() > 1;
    view! {
        <header class="header">
            <a class="brand" href="/my-user">
                <Icon name="latchkey"/>
                <span>{text!(product)}</span>
            </a>
            <div class="header-actions">
                <SearchButton/>
                {several.then(|| view! { <OrganizationSwitcher viewer=viewer.clone()/> })}
                <ThemeMenu/>
                <LanguageMenu/>
                <UserMenu viewer/>
            </div>
        </header>
    }
}
