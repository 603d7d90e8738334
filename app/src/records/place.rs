//! Where the dialogs of records are: above the grid or above the record's own page, to which they lead back.

use super::record::{Deed, Record};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The page that shows records.
#[derive(Clone)]
pub struct Place {
    /// Its path.
    pub path: String,
    /// Counts what was done on this page, so that it knows that it is out of date.
    pub changes: RwSignal<u32>,
}

impl Place {
    /// A page.
    pub fn new(path: impl Into<String>) -> Self {
        Self { path: path.into(), changes: RwSignal::new(0) }
    }

    /// The one that the current page provides.
    pub fn from_context() -> Self {
        expect_context()
    }

    /// What is shown shall be loaded again.
    pub fn changed(&self) {
        self.changes.try_update(|changes| *changes += 1);
    }

    /// The dialog of a deed: above this page where it is the grid of such records, else above the record's own page.
    pub fn dialog<R: Record>(&self, record: &R, deed: Deed) -> String {
        let verb = deed.as_str();
        if self.path == record.home() {
            with_state(&format!("{}/{verb}/{}", self.path, record.id()))
        } else {
            format!("{}/{verb}", record.page())
        }
    }

    /// A dialog above this page, at this address below it.
    pub fn dialog_at(&self, below: &str) -> String {
        with_state(&format!("{}/{below}", self.path))
    }

    /// The page behind the current dialog.
    pub fn back(&self) -> String {
        with_state(&self.path)
    }
}

/// A path with the state of the grid that stands on the current page.
fn with_state(path: &str) -> String {
    let search = use_location().search.get_untracked();
    match search.trim_start_matches('?') {
        "" => path.to_owned(),
        search => format!("{path}?{search}"),
    }
}
