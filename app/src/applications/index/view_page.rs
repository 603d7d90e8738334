//! The page of one application: what it is, what can be done with it, and its secrets.

use super::{
    activity::ActivitySection,
    grid_of,
    password_grant_field::ShownPasswordGrant,
    people_section::{PeopleSection, posted_shut_out, wanted_person},
    requirement_fields::ShownRequirements,
    rpc::{ApplicationDetails, find_application_details},
    secrets_table::SecretsTable,
};
use crate::{
    AppError,
    applications::{
        door::{Door, Shown, use_application_id},
        key_notice::KeyNotice,
        rpc::ApplicationRow,
    },
    audit::HistorySection,
    parts::{ButtonKind, CopyButton, Failure, Icon, LinkButton, Time},
    text::{self, counted, text},
};
use leptos::{context::Provider, prelude::*};
use leptos_meta::Title;
use leptos_router::components::Outlet;
use model::{Application, ApplicationSettings, AuditKind, AuthenticationMethod, Side};

/// The page; its dialogs are nested routes.
#[component]
pub fn ViewPage(
    /// Of which side.
    side: Side,
) -> impl IntoView {
    let id = use_application_id();
    let path = match &id {
        Ok(id) => format!("{}/{id}", grid_of(side).path()),
        Err(_) => grid_of(side).path(),
    };
    let door = Door::new(path, Shown::One, side);
    let changes = door.changes;
    let history = id.as_ref().ok().map(|id| {
        view! { <HistorySection kind=AuditKind::Application id=id.0.into() changes/> }
    });
    let activity = id.as_ref().ok().map(|id| {
        view! { <ActivitySection id=*id path=door.path.clone() changes/> }
    });
    let (path, person) = (door.path.clone(), wanted_person());
    let page = Resource::new(
        move || changes.get(),
        move |_| {
            let (id, path, person) = (id.clone(), path.clone(), person.clone());
            async move {
                let id = id.map_err(AppError::answered)?;
                let refused = posted_shut_out(id, &path).await;
                let details = find_application_details(id, person).await?;
                // Each side has its own addresses.
                if details.row.application.side == side {
                    Ok((details, refused))
                } else {
                    Err(AppError::NotFound.answered())
                }
            }
        },
    );
    let body = {
        let path = door.path.clone();
        move || {
            let path = path.clone();
            let retry = Callback::new(move |()| page.refetch());
            Suspend::new(async move {
                match page.await {
                    Ok((details, refused)) => view! { <Details details refused path/> }.into_any(),
                    Err(error) => view! { <Failure error retry/> }.into_any(),
                }
            })
        }
    };
    view! {
        <Provider value=door>
            <Transition fallback=|| view! { <p>{text!(common.loading)}</p> }>{body}</Transition>
            {activity}
            {history}
            <Outlet/>
        </Provider>
    }
}

#[component]
fn Details(details: ApplicationDetails, refused: Option<AppError>, path: String) -> impl IntoView {
    let ApplicationDetails { row, secrets, keys, settings, people, owner_page } = details;
    let signs = settings.authentication_method == AuthenticationMethod::PrivateKeyJwt;
    let (kind, word) = if row.application.active {
        ("active", text!(applications.status_active))
    } else {
        ("inactive", text!(applications.status_inactive))
    };
    let name = row.application.name.clone();
    let confidential = row.application.confidential;
    let (id, edit) = (row.application.id, row.edit);
    let people = people.map(|found| view! { <PeopleSection id found refused edit/> });
    view! {
        <Title text=name.clone()/>
        <div class="page-head">
            <h1 id="applications-title" tabindex="-1">
                <span>{name}</span>
                " "
                <span class="badge" data-kind=kind>{word}</span>
            </h1>
            <div class="page-actions"><Actions row=row.clone() signs path/></div>
        </div>
        <KeyNotice keys/>
        <section class="card" aria-label=text!(view_application.properties)>
            <Properties application=row.application settings owner_page/>
        </section>
        <section class="section" aria-labelledby="secrets-title">
            <div class="section-head"><h2 id="secrets-title">{text!(view_application.secrets)}</h2></div>
            <SecretsTable secrets confidential signs/>
        </section>
        {people}
    }
}

#[component]
fn Actions(row: ApplicationRow, signs: bool, path: String) -> impl IntoView {
    let to = |verb: &str| format!("{path}/{verb}");
    let ApplicationRow { application, edit, delete, .. } = row;
    let (verb, icon, label) = if application.active {
        ("deactivate", "pause", text!(view_application.deactivate))
    } else {
        ("activate", "power", text!(view_application.activate))
    };
    let rotate = (application.confidential && !signs).then(|| {
        view! {
            <LinkButton kind=ButtonKind::Secondary href=to("rotate")>
                <Icon name="rotate"/>
                <span>{text!(view_application.rotate)}</span>
            </LinkButton>
        }
    });
    let change = edit.then(|| {
        view! {
            <LinkButton kind=ButtonKind::Secondary href=to("edit")>
                <Icon name="edit"/>
                <span>{text!(view_application.edit)}</span>
            </LinkButton>
            <LinkButton kind=ButtonKind::Secondary href=to("settings")>
                <Icon name="key"/>
                <span>{text!(application_settings.title)}</span>
            </LinkButton>
            <LinkButton kind=ButtonKind::Secondary href=to(verb)>
                <Icon name=icon/>
                <span>{label}</span>
            </LinkButton>
            {rotate}
        }
    });
    let deletion = delete.then(|| {
        view! {
            <LinkButton kind=ButtonKind::Danger href=to("delete")>
                <Icon name="trash"/>
                <span>{text!(view_application.delete)}</span>
            </LinkButton>
        }
    });
    view! {
        {change}
        {deletion}
    }
}

#[component]
fn Properties(
    application: Application,
    settings: ApplicationSettings,
    owner_page: Option<String>,
) -> impl IntoView {
    let authentication = application.confidential.then(|| {
        view! {
            <dt>{text!(application_settings.method)}</dt>
            <dd>{text::authentication_method(settings.authentication_method)}</dd>
        }
    });
    let days = |seconds: Option<i64>| match seconds {
        Some(seconds) => {
            counted!(application_settings.days, u32::try_from(seconds / 86_400).unwrap_or(u32::MAX))
        }
        None => text!(application_settings.as_configured).to_owned(),
    };
    let lifetimes = (!application.grant.has_owner()).then(|| {
        view! {
            <dt>{text!(application_settings.refresh_idle_short)}</dt>
            <dd>{days(settings.refresh_idle)}</dd>
            <dt>{text!(application_settings.refresh_absolute_short)}</dt>
            <dd>{days(settings.refresh_absolute)}</dd>
        }
    });
    let side = application.side;
    let yes_no = |value: bool| if value { text!(common.yes) } else { text!(common.no) };
    let owner = application.owner.map(|owner| {
        let shown =
            if owner.name.is_empty() { owner.email } else { format!("{} <{}>", owner.name, owner.email) };
        let shown = match owner_page {
            Some(page) => view! { <a href=page>{shown}</a> }.into_any(),
            None => shown.into_any(),
        };
        view! {
            <dt>{text::owner_of(side)}</dt>
            <dd>{shown}</dd>
        }
    });
    let redirects = application.grant.redirects().then(|| {
        let uris = application.redirect_uris.iter().map(|uri| view! { <li><code>{uri.clone()}</code></li> });
        view! {
            <dt>{text!(new_application.redirect_urls)}</dt>
            <dd><ul class="plain">{uris.collect_view()}</ul></dd>
        }
    });
    let consent = (!application.grant.has_owner()).then(|| {
        view! {
            <dt>{text!(new_application.confidential)}</dt>
            <dd>{yes_no(application.confidential)}</dd>
            <dt>{text!(new_application.skip_consent)}</dt>
            <dd>{yes_no(application.skip_consent)}</dd>
        }
    });
    let last_used = match application.last_used_at {
        Some(at) => view! { <Time at/> }.into_any(),
        None => text!(common.never).into_any(),
    };
    let copy = text!(applications.copy_client_id, name = application.name.as_str()).to_string();
    view! {
        <dl class="properties">
            <dt>{text!(applications.client_id)}</dt>
            <dd>
                <span class="copyable">
                    <code id="shown-client-id">{application.client_id.clone()}</code>
                    <CopyButton value=application.client_id shown_in="shown-client-id" label=copy compact=true/>
                </span>
            </dd>
            <dt>{text!(applications.apis)}</dt>
            <dd>{text::api_access(&application.apis, side)}</dd>
            <dt>{text!(applications.grant)}</dt>
            <dd>{text::grant(application.grant)}</dd>
            <dt>{text!(origins.label)}</dt>
            <dd>{text::origin_with(application.origin, application.origin_name.as_deref())}</dd>
            {owner}
            {redirects}
            {consent}
            {authentication}
            {lifetimes}
            <ShownPasswordGrant allowed=settings.password_grant.unwrap_or_default()/>
            <ShownRequirements settings/>
            <dt>{text!(applications.organization)}</dt>
            <dd>{application.organization.name}</dd>
            <dt>{text!(applications.last_used)}</dt>
            <dd>{last_used}</dd>
            <dt>{text!(applications.created)}</dt>
            <dd><Time at=application.created_at/></dd>
        </dl>
    }
}
