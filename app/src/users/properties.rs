//! What is known of a person.

use crate::{
    parts::{Alert, AlertKind, Time},
    records::{Link, links},
    text::text,
};
use leptos::prelude::*;
use model::{Side, Subject, User};

/// The card.
pub fn properties(user: &User) -> AnyView {
    let roles = user.roles.iter().map(|role| Link::new("/roles", &role.id, role.name.as_str()));
    let organizations =
        user.organizations.iter().map(|one| Link::new("/organizations", &one.id, one.name.as_str()));
    let customer = user.customer.iter().map(|one| Link::new("/customers", &one.id, one.name.as_str()));
    let belongs = match user.side {
        Side::BackOffice => view! {
            <dt>{text!(users.organizations)}</dt>
            <dd>{links(Subject::Organizations, organizations)}</dd>
        }
        .into_any(),
        Side::Customer => view! {
            <dt>{text!(users.customer)}</dt>
            <dd>{links(Subject::Customers, customer)}</dd>
        }
        .into_any(),
    };
    let manager = user.manager.as_ref().map(|manager| {
        let link = Link::new("/users", &manager.id, manager.name.as_str());
        view! {
            <dt>{text!(users.manager)}</dt>
            <dd>{links(Subject::Users, [link])}</dd>
        }
    });
    let kept_out = (user.enabled && !user.active).then(|| {
        view! {
            <Alert kind=AlertKind::Warning>
                <p>{text!(users.kept_out)}</p>
            </Alert>
        }
    });
    let locked = user.locked_until.map(|until| {
        view! {
            <Alert kind=AlertKind::Warning>
                <p>{text!(users.locked_hint)}</p>
                <p>{text!(users.locked_until)} " " <Time at=until/></p>
            </Alert>
        }
    });
    view! {
        {kept_out}
        {locked}
        <section class="card" aria-label=user.name()>
            <dl class="properties">
                <dt>{text!(users.email)}</dt>
                <dd>{user.email.clone()}</dd>
                {belongs}
                <dt>{text!(users.roles)}</dt>
                <dd>{links(Subject::Roles, roles)}</dd>
                {manager}
                <dt>{text!(users.last_login)}</dt>
                <dd>
                    {match user.last_login_at {
                        Some(at) => view! { <Time at/> }.into_any(),
                        None => view! { <span class="muted">{text!(common.never)}</span> }.into_any(),
                    }}
                </dd>
                <dt>{text!(records.created)}</dt>
                <dd><Time at=user.created_at/></dd>
            </dl>
        </section>
    }
    .into_any()
}
