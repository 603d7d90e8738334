//! That something changed which an open page may show: the page loads it again, without anybody pressing *reload*.
//!
//! The server says only that something changed (see `web/live.rs` there). What the person may see of it, the page asks for as
//! always. Nothing is listened to while no grid of applications is open or the window is out of sight.

mod stream;

use leptos::prelude::*;
use stream::listen;

/// Counts what changed, and who wants to know.
#[derive(Clone, Copy)]
pub struct Changes {
    applications: RwSignal<u32>,
    followers: RwSignal<u32>,
    /// Whether what is loaded next was changed elsewhere.
    elsewhere: StoredValue<bool>,
    /// What those hear who do not see the page.
    said: RwSignal<String>,
    /// The last revision that the page knows of.
    revision: StoredValue<i64>,
}

impl Changes {
    /// For the page and everything in it, which is as it was at this revision.
    pub fn provide(revision: i64) -> Self {
        let changes = Self {
            applications: RwSignal::new(0),
            followers: RwSignal::new(0),
            elsewhere: StoredValue::new(false),
            said: RwSignal::new(String::new()),
            revision: StoredValue::new(revision),
        };
        provide_context(changes);
        changes
    }

    /// Those of the page.
    pub fn from_context() -> Self {
        use_context().unwrap_or_else(|| Self::provide(0))
    }

    /// How often applications changed; whoever asks in a resource loads again with the next change.
    pub fn of_applications(self) -> u32 {
        self.applications.get()
    }

    /// Some application changed.
    pub fn applications_changed(self) {
        self.applications.try_update(|count| *count = count.wrapping_add(1));
    }

    /// Follows what others do with applications, as long as the component lives that calls this.
    pub fn follow(self) {
        let counted = StoredValue::new(false);
        Effect::new(move || {
            if !counted.get_value() {
                counted.set_value(true);
                self.followers.update(|followers| *followers += 1);
            }
        });
        on_cleanup(move || {
            if counted.try_get_value() == Some(true) {
                self.followers.try_update(|followers| *followers = followers.saturating_sub(1));
            }
        });
    }

    /// The server speaks of this revision. Whether it is another one.
    fn hear_of(self, revision: i64) -> bool {
        let known = self.revision.try_get_value().unwrap_or(revision);
        self.revision.try_set_value(revision);
        known != revision
    }

    fn changed_elsewhere(self) {
        self.elsewhere.try_set_value(true);
        self.applications_changed();
    }

    /// Whether what was just loaded was changed elsewhere; asked once.
    pub fn came_from_elsewhere(self) -> bool {
        self.elsewhere.try_update_value(std::mem::take).unwrap_or_default()
    }

    /// Tells those who do not see the page.
    pub fn say(self, words: String) {
        self.said.try_set(words);
    }
}

/// Where changes are told to those who do not see the page. It listens to the server, too.
#[component]
pub fn Announcements() -> impl IntoView {
    let changes = Changes::from_context();
    listen(changes);
    view! { <div class="visually-hidden" role="status" id="announcements">{move || changes.said.get()}</div> }
}
