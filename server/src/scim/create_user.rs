//! `POST /scim/v2/Users`: adds a user to the organization the token is for (RFC 7644 §3.3).

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
use model::{Side, UserForm};

/// The role of those of whom the request does not say which they have. It is shipped; where it was renamed, roles must be said.
const ROLE: &str = "User";

/// Answers it. Whoever may come in is told by mail how to choose a password.
pub(super) async fn create_user(
    Caller(actor): Caller,
    projection: Projection,
    State(state): State<AppState>,
    Submitted(resource): Submitted,
) -> Result<Answer, Refusal> {
    let office = &state.office;
    let options = office.user_form_options(&actor, Side::BackOffice, None).await?;
    let Wanted { mut form, active, says_roles } = user_form::read(resource, None, &options.roles)?;
    if !says_roles {
        let role = options.roles.iter().find(|role| role.name == ROLE);
        form.roles = role.map(|role| role.id.to_string()).into_iter().collect();
    }
    let organizations = vec![actor.viewer.organization.id.to_string()];
    let form = UserForm { organizations, invite: active != Some(false), ..form };
    let mut user = office.create_person(&actor, Side::BackOffice, &form).await?;
    if active == Some(false) {
        user = office.disable_user(&actor, user.id).await?;
    }
    Ok(show(&state, &user, &projection).created(location(&base(&state), &user)))
}
