//! SCIM 2.0 at `/scim/v2` (API type `scim`): identity providers bring users, change them and disable them (RFC 7643, RFC 7644).
//!
//! `caller` makes an actor of the access token, one handler asks the office, and `answer` or `error` writes what comes of it.
//! Users are those of the back office, groups its roles. Who is deleted here is not found here any more, but stays in the back
//! office, disabled: what they did must stay told, and an identity provider that was set up wrongly must not be able to destroy
//! it.
//!
//! | path | methods |
//! |---|---|
//! | `/scim/v2/ServiceProviderConfig`, `/ResourceTypes`, `/Schemas` | GET |
//! | `/scim/v2/Users` | GET, POST |
//! | `/scim/v2/Users/{id}` | GET, PUT, PATCH, DELETE |
//! | `/scim/v2/Me` | GET |
//! | `/scim/v2/Groups` | GET, POST |
//! | `/scim/v2/Groups/{id}` | GET, PUT, PATCH, DELETE |
//! | `/scim/v2/Bulk` | POST |

mod answer;
mod body;
mod bulk;
mod bulk_operation;
mod bulk_order;
mod caller;
mod conditional;
mod conditions;
mod create_group;
mod create_user;
mod delete_group;
mod delete_user;
mod discovery;
mod domain_error;
mod error;
mod filter;
mod find_group;
mod find_user;
mod group_filter;
mod group_form;
mod group_patch;
mod group_resource;
mod list_groups;
mod list_query;
mod list_users;
mod matching;
mod patch;
mod patch_group;
mod patch_operation;
mod patch_user;
mod projection;
mod replace_group;
mod replace_user;
mod resource_types;
mod save_group;
mod save_user;
mod schemas;
mod user_filter;
mod user_form;
mod user_resource;

use crate::AppState;
use axum::{
    Router, middleware,
    routing::{any, get, post},
};

/// The routes of this API, errors of unknown paths and methods under it included.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/scim/v2/ServiceProviderConfig", get(discovery::configuration))
        .route("/scim/v2/ResourceTypes", get(discovery::resource_types))
        .route("/scim/v2/ResourceTypes/{id}", get(discovery::resource_type))
        .route("/scim/v2/Schemas", get(discovery::schemas))
        .route("/scim/v2/Schemas/{id}", get(discovery::schema))
        .route("/scim/v2/Users", get(list_users::list_users).post(create_user::create_user))
        .route(
            "/scim/v2/Users/{id}",
            get(find_user::find_user)
                .put(replace_user::replace_user)
                .patch(patch_user::patch_user)
                .delete(delete_user::delete_user),
        )
        .route("/scim/v2/Me", get(find_user::me))
        .route("/scim/v2/Groups", get(list_groups::list_groups).post(create_group::create_group))
        .route(
            "/scim/v2/Groups/{id}",
            get(find_group::find_group)
                .put(replace_group::replace_group)
                .patch(patch_group::patch_group)
                .delete(delete_group::delete_group),
        )
        .route("/scim/v2/Bulk", post(bulk::bulk))
        .method_not_allowed_fallback(error::no_such_method)
        .route("/scim/v2", any(error::no_such_path))
        .route("/scim/v2/", any(error::no_such_path))
        .route("/scim/v2/{*rest}", any(error::no_such_path))
        .layer(middleware::from_fn(conditional::not_modified))
        .layer(middleware::from_fn(answer::not_for_caches))
}
