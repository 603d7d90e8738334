//! The server functions of initial access tokens.

use crate::AppError;
use leptos::{prelude::*, server_fn::codec::Json};
use model::{FormOptions, NewRegistrationToken, RegistrationToken, RegistrationTokenForm, Side};
use serde::{Deserialize, Serialize};

/// Those that the viewer may revoke.
#[server(prefix = "/rpc", endpoint = "registration/list", input = Json)]
pub async fn list_tokens(side: Side) -> Result<Vec<RegistrationToken>, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.list_registration_tokens(&actor, side).await?)
}

/// What the form of a new one offers.
#[server(prefix = "/rpc", endpoint = "registration/options", input = Json)]
pub async fn token_options(side: Side) -> Result<FormOptions, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.registration_form_options(&actor, side).await?)
}

/// Makes one; the answer is the only one that ever has it.
#[server(prefix = "/rpc", endpoint = "registration/create", input = Json)]
pub async fn create_token(
    side: Side,
    form: RegistrationTokenForm,
    own_password: String,
) -> Result<NewRegistrationToken, AppError> {
    let (office, actor) = crate::server::desk()?;
    crate::server::confirm(&office, &actor, own_password).await?;
    Ok(office.create_registration_token(&actor, side, &form).await?)
}

/// Revokes one.
#[server(prefix = "/rpc", endpoint = "registration/revoke", input = Json)]
pub async fn revoke_token(form: RevokeForm) -> Result<(), AppError> {
    let (office, actor) = crate::server::desk()?;
    let id = form.token.parse().map_err(|_| AppError::NotFound.answered())?;
    Ok(office.revoke_registration_token(&actor, id).await?)
}

/// What the button sends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RevokeForm {
    /// Its id.
    pub token: String,
}
