//! Leaving a dialog: its address is replaced, so that *back* does not open it again.

use leptos_router::{NavigateOptions, hooks::use_navigate};

/// Goes to the page behind.
pub fn use_leave(back: String) -> impl Fn() + Clone + Send + Sync + 'static {
    let navigate = use_navigate();
    move || navigate(&back, NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() })
}
