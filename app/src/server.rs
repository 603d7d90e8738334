//! What the server hands to pages and server functions, and how they reach back: cookies, statuses, redirects.

use crate::{
    AppError, Flash,
    applications::{ApplicationRow, Keys},
    local_path::local_path,
};
use domain::{Actor, Begin, Begun, Entrance, Inspector, KeyStatus, Office, Origin, Sensitive, SignedIn};
use http::{HeaderName, HeaderValue, StatusCode, header, request::Parts};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use model::{
    Action, Application, ApplicationId, BULK_MAX, Grid, Language, Level, ProviderProblem, Side, SignInStep,
    Subject,
};
use std::sync::Arc;

/// Who sent the request; the session middleware puts it into the extensions of every page and `/rpc` request.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The person, if they are signed in.
    pub actor: Option<Actor>,
    /// Their session's token.
    pub token: Option<Sensitive>,
    /// Where the request came from.
    pub origin: Origin,
    /// Whether people reach this server by https.
    pub secure: bool,
    /// The language they are answered in.
    pub language: Language,
}

/// The body of a form that was posted to a page, exactly as sent.
#[derive(Clone)]
pub struct Posted(pub String);

/// The name of the session's cookie. `__Host-` binds it to this very host, but browsers take it by https only.
pub const fn session_cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-latchkey_session" } else { "latchkey_session" }
}

/// The name of the cookie that binds a browser to the right password it gave, until its second factor was shown.
pub const fn sign_in_cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-latchkey_sign_in" } else { "latchkey_sign_in" }
}

/// The cookie that remembers the language where nobody is signed in.
pub const LANGUAGE_COOKIE: &str = "latchkey_language";

const FLASH_COOKIE: &str = "latchkey_flash";

const UNDO_COOKIE: &str = "latchkey_undo";

/// Who sent the request; none while the list of routes is made.
pub fn visitor() -> Option<Visitor> {
    use_context::<Parts>()?.extensions.get().cloned()
}

/// The office.
pub fn office() -> Result<Office, AppError> {
    use_context::<Office>().ok_or_else(|| AppError::Internal.answered())
}

/// The office, and the person who came to it.
pub fn desk() -> Result<(Office, Actor), AppError> {
    let actor = visitor().and_then(|visitor| visitor.actor).ok_or_else(|| AppError::SignedOut.answered())?;
    Ok((office()?, actor))
}

/// Who asks the running server how far it keeps to security profiles.
pub fn inspector() -> Result<Arc<dyn Inspector>, AppError> {
    use_context::<Arc<dyn Inspector>>().ok_or_else(|| AppError::Internal.answered())
}

/// The value of a cookie of the request.
pub fn cookie(name: &str) -> Option<String> {
    let parts = use_context::<Parts>()?;
    let cookies = parts.headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

/// Whether tokens can be issued; that others can read the key is told to administrators only.
pub fn keys(office: &Office, actor: &Actor) -> Keys {
    let administrator = actor.level(Subject::Configuration, Action::View) > Level::None;
    match office.key_status() {
        KeyStatus::Exposed { path, command } if administrator => Keys::Exposed { path, command },
        KeyStatus::Ready | KeyStatus::Exposed { .. } => Keys::Ready,
        KeyStatus::Missing => Keys::Missing,
    }
}

/// A row of the grid with what the actor may do; whoever does it is asked again.
pub fn application_row(actor: &Actor, application: Application) -> ApplicationRow {
    let [edit, delete] =
        [Action::Edit, Action::Delete].map(|action| actor.may_with_application(action, &application));
    ApplicationRow { application, edit, delete, page: None }
}

/// The address of an owner's page, for those who may open it.
pub async fn owner_page(
    office: &Office,
    actor: &Actor,
    application: &Application,
) -> Result<Option<String>, AppError> {
    let Some(owner) = &application.owner else { return Ok(None) };
    match office.find_user(actor, owner.id).await {
        Ok(user) => {
            let grid = match user.side {
                Side::BackOffice => Grid::Users,
                Side::Customer => Grid::CustomerUsers,
            };
            Ok(Some(format!("{}/{}", grid.path(), user.id)))
        }
        Err(domain::Error::NotFound | domain::Error::Forbidden) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Sets the status of the answer, unless it leads elsewhere already: what was done with a form is done, even if the page
/// around the form, which is loaded at the same time, does not find any more what was deleted.
pub fn set_status(status: StatusCode) {
    let Some(response) = use_context::<ResponseOptions>() else { return };
    if !response.0.read().is_ok_and(|parts| parts.status == Some(StatusCode::SEE_OTHER)) {
        response.set_status(status);
    }
}

/// Sets a header of the answer.
pub fn set_header(name: HeaderName, value: &str) {
    if let (Some(response), Ok(value)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(value)) {
        response.insert_header(name, value);
    }
}

/// The single place that sends people elsewhere: with GET (RFC 9110 §15.4.4), and only within this site.
pub fn redirect(path: &str) {
    set_header(header::LOCATION, local_path(path));
    set_status(StatusCode::SEE_OTHER);
}

/// Signs the browser in and ends the session it had, or remembers for five minutes that its second factor is asked for.
pub async fn enter(office: &Office, visitor: &Visitor, entrance: Entrance) -> SignInStep {
    match entrance {
        Entrance::Session(signed_in) => {
            end_session_before(office, visitor).await;
            set_session_cookie(visitor, &signed_in);
            if pending_sign_in().is_some() {
                set_cookie(sign_in_cookie_name(visitor.secure), "", 0, visitor.secure);
            }
            SignInStep::Done
        }
        // Nothing more to do here: the sign-in page leads to the provider.
        Entrance::Elsewhere => SignInStep::Done,
        Entrance::SecondFactor(token) => {
            set_cookie(sign_in_cookie_name(visitor.secure), token.reveal(), 5 * 60, visitor.secure);
            SignInStep::SecondFactor
        }
    }
}

/// What binds this browser to the right password it gave.
pub fn pending_sign_in() -> Option<Sensitive> {
    let visitor = visitor()?;
    cookie(sign_in_cookie_name(visitor.secure)).filter(|token| !token.is_empty()).map(Sensitive::new)
}

/// Signs the browser in.
fn set_session_cookie(visitor: &Visitor, signed_in: &SignedIn) {
    let name = session_cookie_name(visitor.secure);
    set_cookie(name, signed_in.token.reveal(), 7 * 86_400, visitor.secure);
}

/// Signs the browser out.
pub fn clear_session_cookie(visitor: &Visitor) {
    set_cookie(session_cookie_name(visitor.secure), "", 0, visitor.secure);
}

/// Remembers the language in this browser for a year; `None` forgets it.
pub fn set_language_cookie(language: Option<Language>) {
    let (tag, max_age) = language.map_or(("", 0), |language| (language.as_str(), 365 * 86_400));
    set_cookie(LANGUAGE_COOKIE, tag, max_age, visitor().is_some_and(|visitor| visitor.secure));
}

/// Remembers what the next page shall say.
pub fn set_flash(flash: Flash) {
    set_cookie(FLASH_COOKIE, flash.as_str(), 60, visitor().is_some_and(|visitor| visitor.secure));
}

/// What the page before wanted said, once.
pub fn take_flash() -> Option<Flash> {
    let flash = Flash::parse(&cookie(FLASH_COOKIE)?);
    set_cookie(FLASH_COOKIE, "", 0, visitor().is_some_and(|visitor| visitor.secure));
    flash
}

/// Remembers what the next page shall offer to restore.
pub fn set_undo(ids: &[ApplicationId]) {
    let ids: String = ids.iter().map(|id| id.0.simple().to_string()).collect();
    set_cookie(UNDO_COOKIE, &ids, 60, visitor().is_some_and(|visitor| visitor.secure));
}

/// What the page before wanted to be restorable, once. Whether it may be restored is asked when it is.
pub fn take_undo() -> Vec<ApplicationId> {
    let Some(ids) = cookie(UNDO_COOKIE).filter(|ids| !ids.is_empty()) else { return Vec::new() };
    set_cookie(UNDO_COOKIE, "", 0, visitor().is_some_and(|visitor| visitor.secure));
    let ids = ids.as_bytes().chunks(32).filter_map(|id| std::str::from_utf8(id).ok()?.parse().ok());
    ids.take(BULK_MAX).collect()
}

/// Takes what somebody typed to show again who they are; whether it is needed, the office decides.
pub async fn confirm(office: &Office, actor: &Actor, typed: String) -> Result<(), AppError> {
    if typed.is_empty() {
        return Ok(());
    }
    Ok(office.confirm(actor, &Sensitive::new(typed)).await?)
}

/// Begins to link an account of somebody who may; where to go, or why not.
pub async fn begin_linking(
    office: &Office,
    actor: &Actor,
    provider: &str,
) -> Result<Result<String, ProviderProblem>, AppError> {
    let visitor = visitor().ok_or_else(|| AppError::Internal.answered())?;
    let Visitor { language, origin, secure, .. } = &visitor;
    let next = "/my-user";
    let begin = Begin { provider, next, again: false, link: Some(actor), language: *language, origin };
    Ok(office.begin_at_provider(&begin).await?.map(|begun| {
        append_cookie(&provider_cookie(&begun, *secure));
        begun.url
    }))
}

/// Signing in again ends the session before; if that fails, it ends by itself soon enough.
async fn end_session_before(office: &Office, visitor: &Visitor) {
    if let Some(token) = &visitor.token
        && let Err(error) = office.sign_out(token.reveal()).await
    {
        tracing::warn!(%error, "the session before could not be ended");
    }
}

fn set_cookie(name: &str, value: &str, max_age: u32, secure: bool) {
    append_cookie(&cookie_line(name, value, max_age, secure));
}

/// A cookie that no script reads and no other site sends with a form, as `Set-Cookie` has it.
pub fn cookie_line(name: &str, value: &str, max_age: u32, secure: bool) -> String {
    let secure = if secure { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={max_age}{secure}")
}

/// The cookie that says what the next page shall say.
pub fn flash_cookie(flash: Flash, secure: bool) -> String {
    cookie_line(FLASH_COOKIE, flash.as_str(), 60, secure)
}

/// The name of the cookie of one sign-in at an identity provider: each has its own.
pub fn provider_cookie_name(state: &str, secure: bool) -> String {
    let tag = domain::hex(&domain::digest(state)[..6]);
    format!("{}latchkey_provider_{tag}", if secure { "__Host-" } else { "" })
}

/// What the browser keeps while somebody is at an identity provider.
pub fn provider_cookie(begun: &Begun, secure: bool) -> String {
    cookie_line(&provider_cookie_name(&begun.state, secure), begun.browser.reveal(), Begun::SECONDS, secure)
}

/// Adds a `Set-Cookie` to the answer (RFC 6265 §4.1).
pub fn append_cookie(cookie: &str) {
    if let (Some(response), Ok(value)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(cookie)) {
        response.append_header(header::SET_COOKIE, value);
    }
}
