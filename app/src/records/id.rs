//! The record that the address names.

use crate::AppError;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use std::str::FromStr;

/// Its id; what is no id names nothing.
pub fn use_id<I: FromStr>() -> Result<I, AppError> {
    let id = use_params_map().with_untracked(|parameters| parameters.get("id"));
    id.and_then(|id| id.parse().ok()).ok_or(AppError::NotFound)
}
