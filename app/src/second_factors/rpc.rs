//! The server functions of second factors. Codes and passwords travel as arguments of their own, so that no form is written with
//! them.

use crate::AppError;
use leptos::{prelude::*, server_fn::codec::Json};
use model::{AuthenticatorSetup, PasskeyId, RecoveryCodes, SecondFactors, SecondStep, UserId};

/// With what the browser that gave a right password can go on; not found if it has to begin again.
#[server(prefix = "/rpc", endpoint = "session/second-step", input = Json)]
pub async fn find_second_step() -> Result<SecondStep, AppError> {
    let token = crate::server::pending_sign_in().ok_or_else(|| AppError::NotFound.answered())?;
    Ok(crate::server::office()?.find_second_step(token.reveal()).await?)
}

/// Begins the session of whoever gave a right password, with a code; the answer sets its cookie.
#[server(prefix = "/rpc", endpoint = "session/second-factor", input = Json)]
pub async fn sign_in_with_code(code: String) -> Result<(), AppError> {
    let visitor = crate::server::visitor().ok_or_else(|| AppError::Internal.answered())?;
    let token = crate::server::pending_sign_in().ok_or_else(|| AppError::NotFound.answered())?;
    let (office, code) = (crate::server::office()?, domain::Sensitive::new(code));
    let signed_in = office.sign_in_with_code(token.reveal(), &code, &visitor.origin).await?;
    crate::server::enter(&office, &visitor, domain::Entrance::Session(signed_in)).await;
    Ok(())
}

/// The question for a passkey, to whoever wants to sign in.
#[server(prefix = "/rpc", endpoint = "session/passkey-question", input = Json)]
pub async fn passkey_question() -> Result<String, AppError> {
    let visitor = crate::server::visitor().ok_or_else(|| AppError::Internal.answered())?;
    Ok(crate::server::office()?.begin_passkey_sign_in(&visitor.origin).await?)
}

/// Begins a session with a passkey, alone or after a right password; the answer sets its cookie.
#[server(prefix = "/rpc", endpoint = "session/passkey", input = Json)]
pub async fn sign_in_with_passkey(answer: String, second: bool) -> Result<(), AppError> {
    let visitor = crate::server::visitor().ok_or_else(|| AppError::Internal.answered())?;
    let office = crate::server::office()?;
    let token = if second { crate::server::pending_sign_in() } else { None };
    let token = token.as_ref().map(domain::Sensitive::reveal);
    let signed_in = office.sign_in_with_passkey(&answer, token, &visitor.origin).await?;
    crate::server::enter(&office, &visitor, domain::Entrance::Session(signed_in)).await;
    Ok(())
}

/// What one has.
#[server(prefix = "/rpc", endpoint = "factors/list", input = Json)]
pub async fn list_factors() -> Result<SecondFactors, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.list_second_factors(&actor).await?)
}

/// A secret for an authenticator app; the same again for what was shown before.
#[server(prefix = "/rpc", endpoint = "factors/app/begin", input = Json)]
pub async fn begin_app(shown: String) -> Result<AuthenticatorSetup, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.begin_authenticator_app(&actor, &shown).await?)
}

/// Takes an authenticator app that shows a code of the secret.
#[server(prefix = "/rpc", endpoint = "factors/app/add", input = Json)]
pub async fn add_app(shown: String, code: String, own_password: String) -> Result<RecoveryCodes, AppError> {
    let (office, actor) = crate::server::desk()?;
    crate::server::confirm(&office, &actor, own_password).await?;
    Ok(office.add_authenticator_app(&actor, &shown, &domain::Sensitive::new(code)).await?)
}

/// Takes the authenticator app away.
#[server(prefix = "/rpc", endpoint = "factors/app/remove", input = Json)]
pub async fn remove_app(own_password: String) -> Result<(), AppError> {
    let (office, actor) = crate::server::desk()?;
    crate::server::confirm(&office, &actor, own_password).await?;
    Ok(office.remove_authenticator_app(&actor).await?)
}

/// The question to a browser that shall make a passkey.
#[server(prefix = "/rpc", endpoint = "factors/passkey/question", input = Json)]
pub async fn new_passkey_question(own_password: String) -> Result<String, AppError> {
    let (office, actor) = crate::server::desk()?;
    crate::server::confirm(&office, &actor, own_password).await?;
    Ok(office.begin_passkey(&actor).await?)
}

/// Takes the passkey that the browser made.
#[server(prefix = "/rpc", endpoint = "factors/passkey/add", input = Json)]
pub async fn add_passkey(name: String, answer: String) -> Result<RecoveryCodes, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.add_passkey(&actor, &name, &answer).await?)
}

/// Takes a passkey away.
#[server(prefix = "/rpc", endpoint = "factors/passkey/remove", input = Json)]
pub async fn remove_passkey(id: PasskeyId, own_password: String) -> Result<(), AppError> {
    let (office, actor) = crate::server::desk()?;
    crate::server::confirm(&office, &actor, own_password).await?;
    Ok(office.remove_passkey(&actor, id).await?)
}

/// Makes recovery codes anew.
#[server(prefix = "/rpc", endpoint = "factors/codes/renew", input = Json)]
pub async fn renew_codes(own_password: String) -> Result<RecoveryCodes, AppError> {
    let (office, actor) = crate::server::desk()?;
    crate::server::confirm(&office, &actor, own_password).await?;
    Ok(office.renew_recovery_codes(&actor).await?)
}

/// The question for a passkey, to somebody who shows again who they are.
#[server(prefix = "/rpc", endpoint = "factors/confirm/question", input = Json)]
pub async fn confirm_question() -> Result<String, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.begin_confirming(&actor).await?)
}

/// Takes the passkey of somebody who shows again who they are.
#[server(prefix = "/rpc", endpoint = "factors/confirm", input = Json)]
pub async fn confirm_with_passkey(answer: String) -> Result<(), AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.confirm_with_passkey(&actor, &answer).await?)
}

/// What somebody else has, and whether one may take it away.
#[server(prefix = "/rpc", endpoint = "factors/of-person", input = Json)]
pub async fn factors_of_person(id: UserId) -> Result<(SecondFactors, bool), AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.second_factors_of_person(&actor, id).await?)
}

/// Takes away what somebody else has.
#[server(prefix = "/rpc", endpoint = "factors/reset", input = Json)]
pub async fn reset_factors(id: UserId, own_password: String) -> Result<(), AppError> {
    let (office, actor) = crate::server::desk()?;
    crate::server::confirm(&office, &actor, own_password).await?;
    Ok(office.reset_second_factors(&actor, id).await?)
}
