//! The page of a user or customer user, with their OAuth applications.

use super::{properties::properties, record::home, rpc::find_user};
use crate::{
    AppError,
    applications::{ApplicationsSection, Door, Shown},
    frame::use_viewer,
    records::{Missing, Place, RecordPage, use_id},
};
use leptos::{context::Provider, prelude::*};
use leptos_router::components::Outlet;
use model::{Action, Level, Side, Subject, User, UserId};
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
    let section = sees_applications(side, owner);
    view! {
        <Provider value=place>
            <Provider value=door>
                <RecordPage record=user properties=Arc::new(properties)/>
                {section.then(|| view! { <ApplicationsSection owner/> })}
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

/// Whether the section is of any use to the viewer: what it shows, the office decides.
fn sees_applications(side: Side, owner: UserId) -> bool {
    let subject = match side {
        Side::BackOffice => Subject::Applications,
        Side::Customer => Subject::CustomerApplications,
    };
    use_viewer().is_some_and(|viewer| match viewer.permissions.level(subject, Action::View) {
        Level::None => false,
        Level::Own => viewer.id == owner,
        Level::Customer | Level::Organization | Level::Global => true,
    })
}
