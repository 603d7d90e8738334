//! The web APIs that speak JSON:API 1.1: `/api` for the back office (API type `json_api`) and `/customer-api` for the customer
//! side (API type `customer_json_api`).
//!
//! A request passes three stations: `caller` makes an actor of its access token, one handler asks the office, and
//! `envelope` gives the answer its media type and errors their document. Names are camelCase, as the standard recommends.
//! Both have the same handlers; `face` says which of the two was called.
//!
//! | path | methods |
//! |---|---|
//! | `/api/me` | GET |
//! | `/api/openapi.json`, `/api/docs` | GET |
//! | `/api/oauthapplications` | GET, POST |
//! | `/api/oauthapplications/{id}` | GET, PATCH, DELETE |
//! | `/api/oauthapplications/{id}/secrets` | GET, POST |
//! | `/api/oauthapplications/{id}/activity` | GET |
//! | `/api/{type}`, `/api/{type}/{id}` of the types in `records` | GET; POST, PATCH, DELETE where pages can |
//! | `/api/operations` | POST of several of these at once (the extension *Atomic Operations*) |
//! | the same under `/customer-api` | the same |

mod application_answer;
pub(crate) mod body;
mod caller;
mod change_application;
mod create_application;
mod cursor;
mod delete_application;
mod described;
mod docs;
mod document;
mod domain_error;
mod envelope;
pub(crate) mod error;
mod face;
mod find_activity;
mod find_application;
mod form;
pub(crate) mod id;
mod idempotency;
mod inside;
mod kind;
mod list_applications;
mod list_query;
mod list_secrets;
mod me;
mod media_type;
mod openapi;
mod operations;
mod paging;
pub(crate) mod parameters;
mod profile;
mod records;
mod resource;
mod rotate_secret;
mod shape;
pub(crate) mod value;
pub(crate) mod versions;
pub(crate) mod view;

use crate::AppState;
use axum::{
    Extension, Router, middleware,
    routing::{MethodRouter, any, get, post},
};
use face::Face;

/// The routes of both, errors of unknown paths and methods under them included.
pub fn routes(state: &AppState) -> Router<AppState> {
    routes_of(Face::BACK_OFFICE, state).merge(routes_of(Face::CUSTOMER, state))
}

fn routes_of(face: Face, state: &AppState) -> Router<AppState> {
    everything(face)
        .layer(middleware::from_fn_with_state(state.clone(), idempotency::idempotency))
        .layer(middleware::from_fn(envelope::envelope))
        .layer(Extension(face))
}

/// Everything that can be asked for once more, too.
fn everything(face: Face) -> Router<AppState> {
    resources(face)
        .route(&format!("{}/operations", face.0.path()), post(operations::operations))
        // Once more, for what was added here.
        .method_not_allowed_fallback(envelope::no_such_method)
}

/// Everything that can be part of a larger request, too.
fn resources(face: Face) -> Router<AppState> {
    let base = face.0.path();
    let endpoints = endpoints(face).into_iter();
    let router = endpoints.fold(Router::new(), |router, (path, methods)| router.route(&path, methods));
    router
        .method_not_allowed_fallback(envelope::no_such_method)
        .route(base, any(envelope::no_such_path))
        .route(&format!("{base}/"), any(envelope::no_such_path))
        .route(&format!("{base}/{{*rest}}"), any(envelope::no_such_path))
}

/// Every path, and what answers there.
fn endpoints(face: Face) -> Vec<(String, MethodRouter<AppState>)> {
    let own = [
        ("me", get(me::me)),
        ("openapi.json", get(openapi::openapi)),
        ("docs", get(docs::docs)),
        (
            "oauthapplications",
            get(list_applications::list_applications).post(create_application::create_application),
        ),
        (
            "oauthapplications/{id}",
            get(find_application::find_application)
                .patch(change_application::change_application)
                .delete(delete_application::delete_application),
        ),
        (
            "oauthapplications/{id}/secrets",
            get(list_secrets::list_secrets).post(rotate_secret::rotate_secret),
        ),
        ("oauthapplications/{id}/activity", get(find_activity::find_activity)),
    ];
    let own = own.into_iter().map(|(path, methods)| (format!("{}/{path}", face.0.path()), methods));
    own.chain(records::endpoints(face)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_is_told_of() {
        for face in [Face::BACK_OFFICE, Face::CUSTOMER] {
            let document = openapi::document(face, "https://keys.example");
            let told = document["paths"].as_object().expect("paths");
            let mut served: Vec<_> = endpoints(face).into_iter().map(|(path, _)| path).collect();
            served.retain(|path| !path.ends_with("/openapi.json") && !path.ends_with("/docs"));
            served.push(format!("{}/operations", face.0.path()));
            served.sort();
            let mut told: Vec<_> = told.keys().cloned().collect();
            told.sort();
            assert_eq!(told, served, "{face:?}");
        }
    }
}
