//! Working in another organization. A plain form that loads a new page, for everything on it changes.

use crate::{
    AppError, Flash,
    parts::{ButtonKind, Failure, Icon, Menu, lead_on, posted},
    text::text,
};
use leptos::{prelude::*, server_fn::codec::Json};
use leptos_router::hooks::use_location;
use model::{OrganizationId, Viewer};
use serde::{Deserialize, Serialize};

/// Lets the viewer go on in another of their organizations.
#[server(prefix = "/rpc", endpoint = "session/organization", input = Json)]
pub async fn switch_organization(organization: OrganizationId) -> Result<(), AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.switch_organization(&actor, organization).await?)
}

/// The current organization, and the menu of the others. Without scripts it is the same menu.
#[component]
pub fn OrganizationSwitcher(
    /// Who is looking.
    viewer: Viewer,
) -> impl IntoView {
    let pathname = use_location().pathname;
    let current = viewer.organization.id;
    let choices = viewer
        .organizations
        .into_iter()
        .map(|organization| {
            let here = organization.id == current;
            view! {
                <button
                    type="submit"
                    name="organization"
                    value=organization.id.to_string()
                    aria-current=here.then_some("true")
                >
                    <Icon name=if here { "check" } else { "organization" }/>
                    <span>{organization.name}</span>
                </button>
            }
        })
        .collect_view();
    let button = view! {
        <Icon name="organization"/>
        <span>{viewer.organization.name}</span>
        <Icon name="chevron-down"/>
    };
    view! {
        <Menu id="organizations" button=button.into_any() kind=ButtonKind::Quiet label=text!(frame.organization)>
            <form method="post" action="/organization">
                <input type="hidden" name="next" value=move || pathname.with(|path| page_of(path))/>
                {choices}
            </form>
        </Menu>
    }
}

/// The page without its dialog or filters, which mean something else in another organization.
fn page_of(path: &str) -> String {
    format!("/{}", path.trim_start_matches('/').split('/').next().unwrap_or_default())
}

/// What the switcher sends.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SwitchForm {
    organization: String,
    next: String,
}

/// Where it is sent to; opened by itself it only leads on.
#[component]
pub fn SwitchOrganizationPage() -> impl IntoView {
    let page = Resource::new(
        || (),
        |()| async {
            let sent = posted(|form: SwitchForm| async move {
                let id = form.organization.parse().map_err(|_| AppError::Malformed.answered())?;
                switch_organization(id).await.map(|()| form.next)
            });
            match sent.await.map(|sent| sent.outcome).transpose()? {
                Some(next) => lead_on(Some(Flash::Switched), &next),
                None => lead_on(None, "/"),
            }
            Ok::<_, AppError>(())
        },
    );
    let body = move || Suspend::new(async move { page.await.err().map(|error| view! { <Failure error/> }) });
    view! { <Suspense>{body}</Suspense> }
}
