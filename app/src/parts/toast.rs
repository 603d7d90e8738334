//! What just happened, in passing, in a region that screen readers listen to.

use super::Icon;
use crate::{
    AppError, Flash,
    text::{self, text},
};
use leptos::prelude::*;
use std::time::Duration;

/// How long a message stays.
const STAYS: Duration = Duration::from_secs(8);

/// What is said: of a success, or of a failure that has no better place.
#[derive(Clone, Debug, PartialEq)]
enum Message {
    Done(Flash),
    Failed(AppError),
}

/// The messages on the page, each with a number of its own.
#[derive(Clone, Copy)]
pub struct Toasts {
    messages: RwSignal<Vec<(u32, Message)>>,
    next: StoredValue<u32>,
}

impl Toasts {
    /// For the page and everything in it; `first` comes from the page before.
    pub fn provide(first: Option<Flash>) -> Self {
        let toasts = Self {
            messages: RwSignal::new(first.map(|flash| (0, Message::Done(flash))).into_iter().collect()),
            next: StoredValue::new(1),
        };
        provide_context(toasts);
        Effect::new(move || toasts.dismiss_later(0));
        toasts
    }

    /// Those of the page.
    pub fn from_context() -> Self {
        use_context().unwrap_or_else(|| Self::provide(None))
    }

    /// Says that something was done.
    pub fn done(self, flash: Flash) {
        self.show(Message::Done(flash));
    }

    /// Says that something could not be done.
    pub fn failed(self, error: AppError) {
        self.show(Message::Failed(error));
    }

    fn show(self, message: Message) {
        let number = self.next.get_value();
        self.next.set_value(number.wrapping_add(1));
        // Only the last one: what was done before it is seen in the page.
        self.messages.set(vec![(number, message)]);
        self.dismiss_later(number);
    }

    fn dismiss(self, number: u32) {
        let _ = self.messages.try_update(|messages| messages.retain(|(other, _)| *other != number));
    }

    fn dismiss_later(self, number: u32) {
        set_timeout(move || self.dismiss(number), STAYS);
    }
}

/// Where they are shown.
#[component]
pub fn ToastRegion() -> impl IntoView {
    let toasts = Toasts::from_context();
    view! {
        <div class="toasts" role="status" aria-label=text!(common.notifications)>
            <For each=move || toasts.messages.get() key=|(number, _)| *number let((number, message))>
                {let (kind, icon, words) = match message {
                    Message::Done(flash) => ("success", "check", flash.text().to_owned()),
                    Message::Failed(error) => ("danger", "alert", text::error(&error)),
                };
                view! {
                <div class="toast" data-kind=kind>
                    <Icon name=icon/>
                    <span>{words}</span>
                    <button
                        type="button"
                        class="button"
                        data-kind="quiet"
                        on:click=move |_| toasts.dismiss(number)
                    >
                        <Icon name="close"/>
                        <span class="visually-hidden">{text!(common.dismiss)}</span>
                    </button>
                </div>
                }}
            </For>
        </div>
    }
}
