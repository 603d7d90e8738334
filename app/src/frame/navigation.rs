//! The navigation at the left: a table of entries, of which everybody sees those they may open.

use super::use_viewer;
use crate::{parts::Icon, text::text};
use leptos::{html, prelude::*};
use leptos_router::hooks::use_location;
use model::{Action, Level, Subject, Viewer};
use wasm_bindgen::JsCast;

/// A page that can be opened.
struct Entry {
    label: &'static str,
    icon: &'static str,
    path: &'static str,
    needs: Needs,
}

/// What a page asks of those who open it.
enum Needs {
    /// Everybody has it.
    Nothing,
    /// To view such records.
    View(Subject),
    /// To view such records of others: one's own are on one's own page.
    ViewOfOthers(Subject),
}

impl Needs {
    fn met(&self, viewer: &Viewer) -> bool {
        let level = |subject| viewer.permissions.level(subject, Action::View);
        match *self {
            Self::Nothing => true,
            Self::View(subject) => level(subject) > Level::None,
            Self::ViewOfOthers(subject) => level(subject) > Level::Own,
        }
    }
}

/// Every entry there is, in groups.
fn groups() -> [(&'static str, Vec<Entry>); 5] {
    use Needs::{Nothing, View, ViewOfOthers};
    let entry = |label, icon, path, needs| Entry { label, icon, path, needs };
    [
        (
            text!(frame.account),
            vec![
                entry(text!(frame.my_user), "user", "/my-user", Nothing),
                entry(text!(frame.my_sessions), "sessions", "/my-sessions", Nothing),
            ],
        ),
        (
            text!(frame.customers_group),
            vec![
                entry(text!(frame.customers), "customers", "/customers", View(Subject::Customers)),
                entry(text!(frame.customer_users), "users", "/customer-users", View(Subject::CustomerUsers)),
                entry(
                    text!(frame.customer_applications),
                    "key",
                    "/customer-oauth-applications",
                    ViewOfOthers(Subject::CustomerApplications),
                ),
                entry(
                    text!(frame.customer_login_attempts),
                    "sessions",
                    "/customer-user-login-attempts",
                    View(Subject::LoginAttempts),
                ),
            ],
        ),
        (
            text!(frame.user_management),
            vec![
                entry(text!(frame.users), "users", "/users", View(Subject::Users)),
                entry(text!(frame.roles), "shield", "/roles", View(Subject::Roles)),
                entry(
                    text!(frame.organizations),
                    "organization",
                    "/organizations",
                    View(Subject::Organizations),
                ),
                entry(
                    text!(frame.applications),
                    "key",
                    "/oauth-applications",
                    ViewOfOthers(Subject::Applications),
                ),
                entry(
                    text!(frame.login_attempts),
                    "sessions",
                    "/login-attempts",
                    View(Subject::LoginAttempts),
                ),
            ],
        ),
        (
            text!(frame.emails),
            vec![
                entry(text!(frame.email_templates), "mail", "/email-templates", View(Subject::MailSettings)),
                entry(
                    text!(frame.notification_rules),
                    "bell",
                    "/notification-rules",
                    View(Subject::MailSettings),
                ),
                entry(text!(frame.outbox), "mail", "/outbox", View(Subject::MailSettings)),
            ],
        ),
        (
            text!(frame.system),
            vec![
                entry(text!(frame.audit), "shield", "/audit", View(Subject::Audit)),
                entry(
                    text!(frame.configuration),
                    "sliders",
                    "/configuration",
                    ViewOfOthers(Subject::Configuration),
                ),
            ],
        ),
    ]
}

/// Every page that this person may open: its name, its icon, its address.
pub fn pages_of(viewer: &Viewer) -> Vec<(&'static str, &'static str, &'static str)> {
    let entries = groups().into_iter().flat_map(|(_, entries)| entries);
    entries
        .filter(|entry| entry.needs.met(viewer))
        .map(|entry| (entry.label, entry.icon, entry.path))
        .collect()
}

/// The navigation.
#[component]
pub fn Navigation() -> impl IntoView {
    let viewer = use_viewer();
    let may_open = move |entry: &Entry| viewer.as_ref().is_some_and(|viewer| entry.needs.met(viewer));
    let groups = groups()
        .into_iter()
        .map(|(label, entries)| (label, entries.into_iter().filter(&may_open).collect::<Vec<_>>()))
        .filter(|(_, entries)| !entries.is_empty())
        .map(|(label, entries)| {
            let links = entries.into_iter().map(|entry| view! { <NavigationLink entry/> }).collect_view();
            view! {
                <h2>{label}</h2>
                <ul>{links}</ul>
            }
        })
        .collect_view();
    let node = NodeRef::<html::Nav>::new();
    let pathname = use_location().pathname;
    Effect::new(move || {
        pathname.track();
        if let Some(navigation) = node.get() {
            request_animation_frame(move || show_current(&navigation));
        }
    });
    view! { <nav class="navigation" aria-label=text!(frame.navigation) node_ref=node>{groups}</nav> }
}

/// On a narrow screen it is a strip that can be pushed sideways: the entry of this page comes into sight.
fn show_current(navigation: &web_sys::HtmlElement) {
    let current = navigation.query_selector("[aria-current]").ok().flatten();
    if let Some(current) = current.and_then(|entry| entry.dyn_into::<web_sys::HtmlElement>().ok()) {
        let room = navigation.client_width() - current.offset_width();
        navigation.set_scroll_left(current.offset_left() - navigation.offset_left() - room / 2);
    }
}

#[component]
fn NavigationLink(entry: Entry) -> impl IntoView {
    let pathname = use_location().pathname;
    let Entry { label, icon, path, .. } = entry;
    let current = move || {
        let inside = pathname.with(|here| {
            here.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        });
        inside.then_some("page")
    };
    view! {
        <li>
            <a href=path aria-current=current>
                <Icon name=icon/>
                <span>{label}</span>
            </a>
        </li>
    }
}
