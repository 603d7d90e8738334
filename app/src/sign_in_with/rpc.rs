//! The server functions of signing in with providers.

#![cfg_attr(feature = "ssr", expect(clippy::unused_async, reason = "server functions are async"))]

use crate::AppError;
use leptos::{prelude::*, server_fn::codec::Json};
use model::{Identity, ProviderProblem, SignInWith, UserId, WaysIn};
use serde::{Deserialize, Serialize};

/// What the sign-in page offers besides a password.
#[server(prefix = "/rpc", endpoint = "session/ways-in", input = Json)]
pub async fn find_ways_in() -> Result<WaysIn, AppError> {
    Ok(crate::server::office()?.ways_in())
}

/// The accounts one signs in with, and the providers that could be linked.
#[server(prefix = "/rpc", endpoint = "sign-in-with/list", input = Json)]
pub async fn list_linked() -> Result<SignInWith, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.sign_in_with(&actor).await?)
}

/// Begins to link one's account; where to go for it, or why that is not possible.
#[server(prefix = "/rpc", endpoint = "sign-in-with/link", input = Json)]
pub async fn link_account(
    provider: String,
    own_password: String,
) -> Result<Result<String, ProviderProblem>, AppError> {
    let (office, actor) = crate::server::desk()?;
    crate::server::confirm(&office, &actor, own_password).await?;
    office.require_may_link(&actor).await?;
    crate::server::begin_linking(&office, &actor, &provider).await
}

/// Takes a link of one's own away.
#[server(prefix = "/rpc", endpoint = "sign-in-with/unlink", input = Json)]
pub async fn unlink(form: UnlinkForm) -> Result<(), AppError> {
    let (office, actor) = crate::server::desk()?;
    let id = form.identity.parse().map_err(|_| AppError::NotFound.answered())?;
    Ok(office.unlink(&actor, id).await?)
}

/// The accounts somebody signs in with.
#[server(prefix = "/rpc", endpoint = "sign-in-with/of-user", input = Json)]
pub async fn identities_of(user: UserId) -> Result<Vec<Identity>, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.identities_of(&actor, user).await?)
}

/// Takes a link of somebody away.
#[server(prefix = "/rpc", endpoint = "sign-in-with/unlink-of-user", input = Json)]
pub async fn unlink_of(form: UnlinkForm) -> Result<(), AppError> {
    let (office, actor) = crate::server::desk()?;
    let [user, id] =
        [&form.user, &form.identity].map(|id| id.parse().map_err(|_| AppError::NotFound.answered()));
    Ok(office.unlink_of(&actor, model::UserId(user?), model::IdentityId(id?)).await?)
}

/// What the button sends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct UnlinkForm {
    /// The link's id.
    pub identity: String,
    /// Whose it is, where that is not oneself.
    pub user: String,
}

/// What the page needs to know of the ways in, which it can do without.
pub async fn asked_ways_in() -> WaysIn {
    find_ways_in().await.unwrap_or_default()
}
