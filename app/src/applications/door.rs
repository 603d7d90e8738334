//! Where applications are shown, and where the dialogs of that page are: the same parts stand behind several doors.

use crate::{
    AppError,
    grid::{address, current_query},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::{ApplicationField, ApplicationId, GridQuery, Side, UserId};

/// The state of a grid of applications.
pub type ApplicationQuery = GridQuery<ApplicationField>;

/// The page that shows applications.
#[derive(Clone)]
pub struct Door {
    /// Its path.
    pub path: String,
    /// Whose applications it shows.
    pub shows: Shown,
    /// Of which side.
    pub side: Side,
    /// Counts what was done on this page, so that it knows that it is out of date.
    pub changes: RwSignal<u32>,
}

/// What a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The applications of one person, for whom new ones are created.
    Of(UserId),
    /// All of a side.
    All,
    /// One application; its dialogs are right below its own address.
    One,
}

impl Door {
    /// A page.
    pub fn new(path: impl Into<String>, shows: Shown, side: Side) -> Self {
        Self { path: path.into(), shows, side, changes: RwSignal::new(0) }
    }

    /// The one that the current page provides.
    pub fn from_context() -> Self {
        expect_context()
    }

    /// The person whose applications are shown.
    pub fn owner(&self) -> Option<UserId> {
        match self.shows {
            Shown::Of(owner) => Some(owner),
            Shown::All | Shown::One => None,
        }
    }

    /// What is shown shall be loaded again.
    pub fn changed(&self) {
        self.changes.try_update(|changes| *changes += 1);
    }

    /// The page with its grid in this state.
    pub fn list(&self, query: &ApplicationQuery) -> String {
        address(&self.path, query)
    }

    /// A dialog above the page, the grid behind it in this state.
    pub fn dialog(&self, id: ApplicationId, verb: &str, query: &ApplicationQuery) -> String {
        match self.shows {
            Shown::One => format!("{}/{verb}", self.path),
            // Every grant has fields of its own, so there it is a page.
            Shown::All if verb == "edit" => format!("{}/{id}/edit", self.path),
            Shown::Of(_) | Shown::All => address(&format!("{}/applications/{id}/{verb}", self.path), query),
        }
    }

    /// The dialog that creates an application for the person of the page.
    pub fn create(&self, query: &ApplicationQuery) -> String {
        address(&format!("{}/applications/new", self.path), query)
    }

    /// The dialog with what was deleted here.
    pub fn deleted(&self, query: &ApplicationQuery) -> String {
        address(&format!("{}/applications/deleted", self.path), query)
    }

    /// Where to go once the application is gone.
    pub fn gone(&self) -> String {
        match self.shows {
            Shown::One => self.path.rsplit_once('/').map_or("/", |(index, _)| index).to_owned(),
            Shown::Of(_) | Shown::All => self.back(),
        }
    }

    /// The page behind the current dialog.
    pub fn back(&self) -> String {
        match self.shows {
            Shown::One => self.path.clone(),
            Shown::Of(_) | Shown::All => self.list(&current_query()),
        }
    }
}

/// The application that the address names.
pub fn use_application_id() -> Result<ApplicationId, AppError> {
    let id = use_params_map().with_untracked(|parameters| parameters.get("application"));
    id.and_then(|id| id.parse().ok()).ok_or(AppError::NotFound)
}
