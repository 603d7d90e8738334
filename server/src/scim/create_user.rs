//! `POST /scim/v2/Users`: adds a user to the organization the token is for (RFC 7644 §3.3).
//!
//! Who is not said to have roles gets the shipped role *User*, so that what most identity providers send lets people in. Where
//! that role was renamed, or the actor may not give it, they get none: they can sign in, and do nothing until somebody gives
//! them one. Whoever may come in is told by mail how to choose a password.

use super::{
    answer::Answer,
    body::Submitted,
    caller::Caller,
    error::Refusal,
    projection::Projection,
    user_form::{self, Wanted},
    user_resource::{base, location, show},
};
use crate::AppState;
use axum::extract::State;
use domain::{Actor, Office};
use model::{Side, User, UserForm};

/// The role of those of whom the request does not say which they have.
pub(super) const ROLE: &str = "User";

/// Answers it.
pub(super) async fn create_user(
    Caller(actor): Caller,
    projection: Projection,
    State(state): State<AppState>,
    Submitted(resource): Submitted,
) -> Result<Answer, Refusal> {
    let options = state.office.user_form_options(&actor, Side::BackOffice, None).await?;
    let Wanted { mut form, active, external_id } = user_form::read(resource, None, &options.roles)?;
    if form.roles.is_empty() {
        let role = options.roles.iter().find(|role| role.name == ROLE);
        form.roles = role.map(|role| role.id.to_string()).into_iter().collect();
    }
    let organizations = vec![actor.viewer.organization.id.to_string()];
    let form = UserForm { organizations, invite: active != Some(false), ..form };
    let office = state.office.together().await?;
    let mut user = match office.find_removed_user(&actor, &form.email).await? {
        Some(removed) => bring_back(&office, &actor, &removed, form).await?,
        None => office.provision_user(&actor, &form).await?,
    };
    if active == Some(false) {
        user = office.disable_user(&actor, user.id).await?;
    }
    if let Some(external_id) = external_id.filter(|external_id| !external_id.is_empty()) {
        office.set_external_id_of_user(&actor, user.id, Some(&external_id)).await?;
        user = office.find_user(&actor, user.id).await?;
    }
    office.commit().await?;
    let location = location(&base(&state.office), user.id);
    Ok(show(&state, &actor, user, &projection).await?.created(location))
}

/// Makes a person who was removed what a new one would be.
async fn bring_back(office: &Office, actor: &Actor, removed: &User, form: UserForm) -> domain::Result<User> {
    let form = UserForm { version: removed.version.to_string(), ..form };
    office.change_provisioned_user(actor, removed.id, &form).await?;
    let user = office.enable_user(actor, removed.id).await?;
    if form.invite {
        office.invite_user(actor, user.id).await?;
    }
    Ok(user)
}
