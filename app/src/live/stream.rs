//! The stream of the server's events, in the browser: opened while somebody looks, opened again when it broke.

use super::Changes;
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use std::time::Duration;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{EventSource, MessageEvent};

const PATH: &str = "/live/applications";

/// How long changes are collected before the page loads again.
const COLLECTED: Duration = Duration::from_millis(250);

/// How long it is waited after the first failure, in milliseconds; each further one doubles it.
const FIRST_WAIT: u32 = 1_000;
/// The longest wait.
const LONGEST_WAIT: u32 = 60_000;

/// An open stream with what listens to it.
struct Stream {
    source: EventSource,
    _message: Closure<dyn Fn(MessageEvent)>,
    _failed: Closure<dyn Fn()>,
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.source.set_onerror(None);
        self.source.close();
    }
}

/// What listening needs to remember.
#[derive(Clone, Copy)]
struct Listener {
    changes: Changes,
    stream: StoredValue<Option<Stream>, LocalStorage>,
    retry: StoredValue<Option<TimeoutHandle>>,
    wait: StoredValue<u32>,
    waiting: StoredValue<bool>,
}

/// Listens while somebody follows and the window is in sight.
pub(super) fn listen(changes: Changes) {
    // The server renders on many threads, and what holds things of the browser may only be dropped on its own.
    if !cfg!(feature = "hydrate") {
        return;
    }
    let in_sight = RwSignal::new(true);
    let listener = Listener {
        changes,
        stream: StoredValue::new_local(None),
        retry: StoredValue::new(None),
        wait: StoredValue::new(FIRST_WAIT),
        waiting: StoredValue::new(false),
    };
    Effect::new(move || {
        let look = move || in_sight.try_set(!document().hidden());
        look();
        let seen = Closure::<dyn Fn()>::new(move || {
            look();
        });
        let function: js_sys::Function = seen.as_ref().clone().unchecked_into();
        let _ = document().add_event_listener_with_callback("visibilitychange", &function);
        let seen = StoredValue::new_local((seen, function));
        on_cleanup(move || {
            let _ = seen.try_with_value(|(_, function)| {
                document().remove_event_listener_with_callback("visibilitychange", function)
            });
        });
    });
    Effect::new(move || {
        if changes.followers.get() > 0 && in_sight.get() {
            listener.open();
        } else {
            listener.close();
        }
    });
    on_cleanup(move || listener.close());
}

impl Listener {
    fn close(self) {
        let _ = self.retry.try_update_value(|retry| {
            retry.take().iter().for_each(TimeoutHandle::clear);
        });
        let _ = self.stream.try_update_value(Option::take);
    }

    fn open(self) {
        self.close();
        let Ok(source) = EventSource::new(PATH) else { return };
        let message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            self.wait.try_set_value(FIRST_WAIT);
            let revision = event.data().as_string().and_then(|revision| revision.parse().ok());
            if revision.is_some_and(|revision| self.changes.hear_of(revision)) {
                self.load_soon();
            }
        });
        let failed = Closure::<dyn Fn()>::new(move || self.open_later());
        let function: &js_sys::Function = message.as_ref().unchecked_ref();
        let _ = source.add_event_listener_with_callback("applications", function);
        source.set_onerror(Some(failed.as_ref().unchecked_ref()));
        self.stream.try_set_value(Some(Stream { source, _message: message, _failed: failed }));
    }

    /// Some browsers give up where others try for ever, so neither is left to them.
    fn open_later(self) {
        // The closure that calls this belongs to the stream, so the stream goes when it has returned.
        let wait = self.wait.try_get_value().unwrap_or(LONGEST_WAIT);
        self.wait.try_set_value((wait * 2).min(LONGEST_WAIT));
        let _ = self.stream.try_with_value(|stream| stream.iter().for_each(|stream| stream.source.close()));
        // Not all at the same instant, when a server comes back.
        let spread = f64::from(wait) * (0.75 + js_sys::Math::random() / 2.0);
        let again = set_timeout_with_handle(move || self.open(), Duration::from_secs_f64(spread / 1_000.0));
        self.retry.try_set_value(again.ok());
    }

    fn load_soon(self) {
        if self.waiting.try_get_value() == Some(false) {
            self.waiting.set_value(true);
            set_timeout(
                move || {
                    self.waiting.try_set_value(false);
                    self.changes.changed_elsewhere();
                },
                COLLECTED,
            );
        }
    }
}
