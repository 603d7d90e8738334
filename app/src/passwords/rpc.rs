//! The server functions of passwords. Passwords travel as arguments of their own, so that no form is written with them.

use crate::AppError;
use leptos::{prelude::*, server_fn::codec::Json};
use model::{PasswordLink, SignInStep, StepUp, UserId};

/// Sends a link to set a password to whoever has this address. Says the same if nobody has.
#[server(prefix = "/rpc", endpoint = "passwords/forgot", input = Json)]
pub async fn forgot_password(email: String) -> Result<(), AppError> {
    let visitor = crate::server::visitor().ok_or_else(|| AppError::Internal.answered())?;
    Ok(crate::server::office()?.forgot_password(&email, &visitor.origin).await?)
}

/// What a link is good for; not found if it does not work.
#[server(prefix = "/rpc", endpoint = "passwords/link", input = Json)]
pub async fn find_password_link(token: String) -> Result<PasswordLink, AppError> {
    Ok(crate::server::office()?.find_password_link(&token).await?)
}

/// Sets a password with a link and begins a session, or a second step; the answer sets the cookie of either.
#[server(prefix = "/rpc", endpoint = "passwords/set", input = Json)]
pub async fn set_password(token: String, password: String) -> Result<SignInStep, AppError> {
    let visitor = crate::server::visitor().ok_or_else(|| AppError::Internal.answered())?;
    let office = crate::server::office()?;
    let password = domain::Sensitive::new(password);
    let entrance = office.set_password(&token, &password, &visitor.origin).await?;
    let step = crate::server::enter(&office, &visitor, entrance).await;
    crate::server::set_flash(crate::Flash::PasswordSet);
    Ok(step)
}

/// Changes one's own password.
#[server(prefix = "/rpc", endpoint = "passwords/change", input = Json)]
pub async fn change_password(current: String, password: String) -> Result<(), AppError> {
    let (office, actor) = crate::server::desk()?;
    let [current, new] = [current, password].map(domain::Sensitive::new);
    Ok(office.change_password(&actor, &current, &new).await?)
}

/// With what one has to show again who one is before one acts for this owner.
#[server(prefix = "/rpc", endpoint = "passwords/needed", input = Json)]
pub async fn needs_password(owner: Option<UserId>) -> Result<StepUp, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.step_up(&actor, owner).await?)
}
