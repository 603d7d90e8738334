//! The Email Addon API at `/email-addon/v1` (API type `email_addon`), for the side panel of a mail program: who is behind an
//! address, and attaching a message to them, which their page then shows. Plain JSON, in and out.
//!
//! `caller` makes an actor of the access token, one handler asks the office, and `problem` writes what was refused (RFC 9457).
//!
//! | path | methods |
//! |---|---|
//! | `/email-addon/v1/openapi.json`, `/email-addon/v1/docs` | GET |
//! | `/email-addon/v1/people?email=…` | GET |
//! | `/email-addon/v1/people/{id}` | GET |
//! | `/email-addon/v1/people/{id}/messages` | GET, POST |
//! | `/email-addon/v1/people/{id}/messages/{message}` | GET, DELETE |

mod attach_message;
mod body;
mod caller;
mod docs;
mod find_message;
mod find_people;
mod find_person;
mod list_messages;
mod message;
mod no_parameters;
mod openapi;
mod path;
mod person;
mod problem;
mod refused;
mod remove_message;
mod schemas;

use crate::AppState;
use axum::{
    Router, middleware,
    routing::{any, get},
};
use model::ApiType;

/// The API type that opens this API.
const API: ApiType = ApiType::EmailAddon;

/// The routes of this API, errors of unknown paths and methods under it included.
pub fn routes() -> Router<AppState> {
    let base = API.path();
    let people = format!("{base}/people");
    Router::new()
        .route(&format!("{base}/openapi.json"), get(openapi::openapi))
        .route(&format!("{base}/docs"), get(docs::docs))
        .route(&people, get(find_people::find_people))
        .route(&format!("{people}/{{id}}"), get(find_person::find_person))
        .route(
            &format!("{people}/{{id}}/messages"),
            get(list_messages::list_messages).post(attach_message::attach_message),
        )
        .route(
            &format!("{people}/{{id}}/messages/{{message}}"),
            get(find_message::find_message).delete(remove_message::remove_message),
        )
        .method_not_allowed_fallback(problem::no_such_method)
        .route(base, any(problem::no_such_path))
        .route(&format!("{base}/"), any(problem::no_such_path))
        .route(&format!("{base}/{{*rest}}"), any(problem::no_such_path))
        .layer(middleware::from_fn(problem::envelope))
}
