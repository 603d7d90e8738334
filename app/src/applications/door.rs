//! Whose applications a page shows, and where its dialogs are: the same section stands behind several doors.

use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_params_map};
use model::{ApplicationId, ApplicationQuery, Side, UserId};

use crate::{AppError, local_path::escape};

/// The page that shows the section.
#[derive(Clone)]
pub struct Door {
    /// Its path.
    pub path: &'static str,
    /// Whose applications it shows.
    pub owner: UserId,
    /// The owner's side.
    pub side: Side,
    /// Counts what was done on this page, so that the grid knows that it is out of date.
    pub changes: RwSignal<u32>,
}

impl Door {
    /// The one that the current page provides.
    pub fn from_context() -> Self {
        expect_context()
    }

    /// The grid shall be loaded again.
    pub fn changed(&self) {
        self.changes.try_update(|changes| *changes += 1);
    }

    /// The page with its grid in this state.
    pub fn list(&self, query: &ApplicationQuery) -> String {
        with_parameters(self.path, query)
    }

    /// A dialog above the page, the grid behind it in this state.
    pub fn dialog(&self, id: ApplicationId, verb: &str, query: &ApplicationQuery) -> String {
        with_parameters(&format!("{}/applications/{id}/{verb}", self.path), query)
    }

    /// The dialog that creates an application.
    pub fn create(&self, query: &ApplicationQuery) -> String {
        with_parameters(&format!("{}/applications/new", self.path), query)
    }

    /// The page behind the current dialog.
    pub fn back(&self) -> String {
        self.list(&current_query())
    }
}

fn with_parameters(path: &str, query: &ApplicationQuery) -> String {
    let parameters: Vec<_> =
        query.to_parameters().into_iter().map(|(key, value)| format!("{key}={}", escape(&value))).collect();
    if parameters.is_empty() { path.to_owned() } else { format!("{path}?{}", parameters.join("&")) }
}

/// The state of the grid, as the address says it.
pub fn use_query() -> Memo<ApplicationQuery> {
    let parameters = use_location().query;
    Memo::new(move |_| parameters.with(read))
}

/// The same, without listening.
fn current_query() -> ApplicationQuery {
    use_location().query.with_untracked(read)
}

fn read(parameters: &leptos_router::params::ParamsMap) -> ApplicationQuery {
    let pairs: Vec<_> = parameters.clone().into_iter().collect();
    ApplicationQuery::from_parameters(pairs.iter().map(|(key, value)| (key.as_ref(), value.as_str())))
}

/// The application that the address of a dialog names.
pub fn use_application_id() -> Result<ApplicationId, AppError> {
    let id = use_params_map().with_untracked(|parameters| parameters.get("id"));
    id.and_then(|id| id.parse().ok()).ok_or(AppError::NotFound)
}
