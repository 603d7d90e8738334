//! The Leptos app: pages, the parts they are made of, and the server functions behind them.
//!
//! Complete without scripts and alive with them: the server renders every page and takes every form, the browser
//! hydrates the same components. Nothing here decides anything; server functions ask the office.

#![expect(clippy::needless_pass_by_value, reason = "components own what they are given")]

#[cfg(feature = "hydrate")]
mod alive;
mod applications;
mod audit;
mod configuration;
mod conformance;
mod consent;
mod customers;
#[cfg(debug_assertions)]
mod design;
mod device;
mod email_templates;
mod error;
#[cfg(feature = "ssr")]
mod export;
mod flash;
mod frame;
mod grid;
mod keyboard;
mod later;
mod let_in;
mod live;
mod local_path;
mod login_attempts;
mod logout;
mod messages;
mod my_user;
mod not_found;
mod notification_rules;
mod organizations;
mod outbox;
mod outside;
mod parts;
mod passwords;
mod records;
#[cfg(feature = "ssr")]
mod refusal;
mod roles;
mod search;
mod second_factors;
#[cfg(feature = "ssr")]
mod server;
mod sessions;
#[cfg(feature = "ssr")]
mod shell;
mod sign_in;
mod sign_in_with;
mod sign_out;
mod text;
mod users;

#[cfg(feature = "hydrate")]
pub use alive::hydrate;
#[cfg(feature = "ssr")]
pub use conformance::{Told, conformance_told};
#[cfg(feature = "ssr")]
pub use email_templates::{PreviewAnswer, preview_page};
pub use error::AppError;
#[cfg(feature = "ssr")]
pub use export::{Exported, export};
pub use flash::Flash;
#[cfg(feature = "ssr")]
pub use local_path::local_path;
#[cfg(feature = "ssr")]
pub use parts::read_form;
#[cfg(feature = "ssr")]
pub use refusal::Refusal;
#[cfg(feature = "ssr")]
pub use second_factors::HOME as SECURITY_PAGE;
#[cfg(feature = "ssr")]
pub use server::{
    LANGUAGE_COOKIE, Posted, Visitor, cookie_line, flash_cookie, provider_cookie, provider_cookie_name,
    session_cookie_name, sign_in_cookie_name,
};
#[cfg(feature = "ssr")]
pub use shell::{shell, stylesheet};

use crate::{
    applications::{ApplicationDialogs, ApplicationPages, UndoPage},
    audit::AuditRoutes,
    configuration::ConfigurationRoutes,
    conformance::ConformancePage,
    consent::ConsentPage,
    customers::CustomerRoutes,
    device::DevicePage,
    email_templates::TemplateRoutes,
    frame::{Frame, LanguagePage, SwitchOrganizationPage, ThemePage},
    grid::SavedViewsPage,
    later::later,
    login_attempts::LoginAttemptRoutes,
    logout::LogoutPage,
    messages::DeleteMessageDialog,
    my_user::{MyUserPage, PreferencesDialog},
    not_found::NotFoundPage,
    notification_rules::NotificationRuleRoutes,
    organizations::OrganizationRoutes,
    outbox::OutboxRoutes,
    passwords::{ChangePasswordDialog, ForgotPasswordPage, SetPasswordPage},
    roles::RoleRoutes,
    search::SearchPage,
    second_factors::{SecondFactorPage, SecurityRoutes},
    sessions::MySessionsPage,
    sign_in::SignInPage,
    sign_in_with::LinkAccountDialog,
    sign_out::SignOutPage,
    text::text,
    users::{CustomerUserRoutes, UserRoutes},
};
#[cfg(debug_assertions)]
use design::DesignRoutes;
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{ParentRoute, Redirect, Route, Router, Routes},
    path,
};
use model::Side;

/// A release has nothing there, like at any other address that leads nowhere.
#[cfg(not(debug_assertions))]
#[component(transparent)]
fn DesignRoutes() -> impl MatchNestedRoutes + Clone {
    view! { <Route path=path!("/design") view=NotFoundPage ssr=SsrMode::Async/> }
}

/// The app: every page and its address.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let title = |page: String| {
        if page.is_empty() { text!(product).to_owned() } else { format!("{page} · {}", text!(product)) }
    };
    view! {
        <Title formatter=title/>
        <Router>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async/>
                <Route path=path!("/sign-in/second-factor") view=later!(entrance, SecondFactorPage) ssr=SsrMode::Async/>
                <Route path=path!("/consent") view=later!(entrance, ConsentPage) ssr=SsrMode::Async/>
                <Route path=path!("/device") view=later!(entrance, DevicePage) ssr=SsrMode::Async/>
                <Route path=path!("/forgot-password") view=later!(entrance, ForgotPasswordPage) ssr=SsrMode::Async/>
                <Route path=path!("/set-password") view=later!(entrance, SetPasswordPage) ssr=SsrMode::Async/>
                <Route path=path!("/logout") view=later!(entrance, LogoutPage) ssr=SsrMode::Async/>
                <Route path=path!("/language") view=later!(entrance, LanguagePage) ssr=SsrMode::Async/>
                <Route path=path!("/theme") view=later!(entrance, ThemePage) ssr=SsrMode::Async/>
                <DesignRoutes/>
                <ParentRoute path=path!("/") view=Frame ssr=SsrMode::Async>
                    <Route path=path!("") view=|| view! { <Redirect path="/my-user"/> }/>
                    <Route path=path!("sign-out") view=later!(entrance, SignOutPage)/>
                    <Route path=path!("organization") view=later!(entrance, SwitchOrganizationPage)/>
                    <Route path=path!("my-sessions") view=later!(security, MySessionsPage)/>
                    <Route path=path!("saved-views") view=later!(entrance, SavedViewsPage)/>
                    <Route path=path!("restore-applications") view=later!(entrance, UndoPage)/>
                    <Route path=path!("search") view=later!(entrance, SearchPage)/>
                    <ApplicationPages side=Side::BackOffice/>
                    <ApplicationPages side=Side::Customer/>
                    <SecurityRoutes/>
                    <ParentRoute path=path!("my-user") view=MyUserPage>
                        <Route path=path!("password") view=later!(security, ChangePasswordDialog)/>
                        <Route path=path!("preferences") view=later!(security, PreferencesDialog)/>
                        <Route path=path!("sign-in-with/:provider/link") view=later!(security, LinkAccountDialog)/>
                        <Route path=path!("messages/:message/delete") view=later!(people, DeleteMessageDialog)/>
                        <ApplicationDialogs/>
                    </ParentRoute>
                    <UserRoutes/>
                    <CustomerUserRoutes/>
                    <CustomerRoutes/>
                    <OrganizationRoutes/>
                    <RoleRoutes/>
                    <TemplateRoutes/>
                    <NotificationRuleRoutes/>
                    <OutboxRoutes/>
                    <LoginAttemptRoutes/>
                    <Route path=path!("configuration/conformance") view=later!(security, ConformancePage)/>
                    <ConfigurationRoutes/>
                    <AuditRoutes/>
                </ParentRoute>
            </Routes>
        </Router>
    }
}
