//! The server functions of passwords. Passwords travel as arguments of their own, so that no form is written with them.

use crate::AppError;
use leptos::{prelude::*, server_fn::codec::Json};
use model::{PasswordLink, UserId};

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

/// Sets a password with a link and begins a session; the answer sets its cookie.
#[server(prefix = "/rpc", endpoint = "passwords/set", input = Json)]
pub async fn set_password(token: String, password: String) -> Result<(), AppError> {
    let visitor = crate::server::visitor().ok_or_else(|| AppError::Internal.answered())?;
    let office = crate::server::office()?;
    let password = domain::Sensitive::new(password);
    let signed_in = office.set_password(&token, &password, &visitor.origin).await?;
    crate::server::end_session_before(&office, &visitor).await;
    if let Some(signed_in) = &signed_in {
        crate::server::set_session_cookie(&visitor, signed_in);
    }
    crate::server::set_flash(crate::Flash::PasswordSet);
    Ok(())
}

/// Changes one's own password.
#[server(prefix = "/rpc", endpoint = "passwords/change", input = Json)]
pub async fn change_password(current: String, password: String) -> Result<(), AppError> {
    let (office, actor) = crate::server::desk()?;
    let [current, new] = [current, password].map(domain::Sensitive::new);
    Ok(office.change_password(&actor, &current, &new).await?)
}

/// Whether one's own password has to be given again before one acts for this owner.
#[server(prefix = "/rpc", endpoint = "passwords/needed", input = Json)]
pub async fn needs_password(owner: Option<UserId>) -> Result<bool, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.needs_password(&actor, owner).await?)
}
