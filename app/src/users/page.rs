//! The page of a user or customer user, with their OAuth applications, the messages that were attached to
//! them, and the latest attempts to sign in as them.

use super::{properties::properties, record::home, rpc::find_user};
use crate::{
    AppError,
    applications::{ApplicationsSection, Door, Shown, sees_applications},
    audit::HistorySection,
    login_attempts::LoginAttemptsSection,
    messages::MessagesSection,
    records::{Missing, Place, RecordPage, use_id},
    second_factors::PersonFactors,
    sign_in_with::IdentitiesSection,
};
use leptos::{context::Provider, prelude::*};
use leptos_router::components::Outlet;
use model::{AuditKind, Side, User, UserId};
use std::sync::Arc;

/// The page; the dialogs of the person and of their applications are nested routes.
#[component]
pub fn UserPage(
    /// Of which side.
    side: Side,
) -> impl IntoView {
    let owner = match use_id::<UserId>() {
        Ok(owner) => owner,
        Err(error) => return view! { <Missing error=error.answered()/> }.into_any(),
    };
    let place = Place::new(format!("{}/{owner}", home(side)));
    let door = Door::new(place.path.clone(), Shown::Of(owner), side);
    let changes = place.changes;
    let user = Resource::new(move || changes.get(), move |_| person_of(side, owner));
    let kind = match side {
        Side::BackOffice => AuditKind::User,
        Side::Customer => AuditKind::CustomerUser,
    };
    let section = sees_applications(side, owner);
    view! {
        <Provider value=place>
            <Provider value=door>
                <RecordPage record=user properties=Arc::new(properties)/>
                {section.then(|| view! { <ApplicationsSection owner/> })}
                <IdentitiesSection person=owner/>
                <PersonFactors person=owner/>
                <MessagesSection person=owner/>
                <LoginAttemptsSection person=owner user/>
                <HistorySection kind id=owner.0.into() changes/>
                <Outlet/>
            </Provider>
        </Provider>
    }
    .into_any()
}

/// Each side has its own addresses.
async fn person_of(side: Side, id: UserId) -> Result<User, AppError> {
    let user = find_user(id).await?;
    if user.side == side { Ok(user) } else { Err(AppError::NotFound.answered()) }
}
