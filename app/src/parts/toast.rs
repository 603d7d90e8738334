//! What just happened, in passing, in a region that screen readers listen to.

use super::Icon;
use crate::{
    AppError, Flash,
    applications::UndoButton,
    text::{self, counted, text},
};
use leptos::prelude::*;
use model::ApplicationId;
use std::time::Duration;

/// How long a message stays.
const STAYS: Duration = Duration::from_secs(8);

/// How long one stays with which something can be done.
const STAYS_TO_BE_USED: Duration = Duration::from_secs(30);

/// What is said: of a success, or of a failure that has no better place.
#[derive(Clone, Debug, PartialEq)]
enum Message {
    Done(Flash),
    /// That these were deleted, which can be taken back.
    Deleted(Vec<ApplicationId>),
    Failed(AppError),
}

impl Message {
    const fn stays(&self) -> Duration {
        match self {
            Self::Done(_) | Self::Failed(_) => STAYS,
            Self::Deleted(_) => STAYS_TO_BE_USED,
        }
    }
}

/// The messages on the page, each with a number of its own.
#[derive(Clone, Copy)]
pub struct Toasts {
    messages: RwSignal<Vec<(u32, Message)>>,
    next: StoredValue<u32>,
}

impl Toasts {
    /// For the page and everything in it; `first` comes from the page before, perhaps with what it can take back.
    pub fn provide(first: Option<Flash>, undo: Vec<ApplicationId>) -> Self {
        let first =
            first.map(|flash| if undo.is_empty() { Message::Done(flash) } else { Message::Deleted(undo) });
        let stays = first.as_ref().map(Message::stays);
        let toasts = Self {
            messages: RwSignal::new(first.map(|message| (0, message)).into_iter().collect()),
            next: StoredValue::new(1),
        };
        provide_context(toasts);
        Effect::new(move || stays.into_iter().for_each(|stays| toasts.dismiss_later(0, stays)));
        toasts
    }

    /// Those of the page.
    pub fn from_context() -> Self {
        use_context().unwrap_or_else(|| Self::provide(None, Vec::new()))
    }

    /// Says that something was done.
    pub fn done(self, flash: Flash) {
        self.show(Message::Done(flash));
    }

    /// Says that these applications were deleted, and offers to take that back.
    pub fn deleted(self, ids: Vec<ApplicationId>) {
        self.show(Message::Deleted(ids));
    }

    /// Says that something could not be done.
    pub fn failed(self, error: AppError) {
        self.show(Message::Failed(error));
    }

    fn show(self, message: Message) {
        let number = self.next.get_value();
        self.next.set_value(number.wrapping_add(1));
        // Only the last one: what was done before it is seen in the page.
        let stays = message.stays();
        self.messages.set(vec![(number, message)]);
        self.dismiss_later(number, stays);
    }

    fn dismiss(self, number: u32) {
        let _ = self.messages.try_update(|messages| messages.retain(|(other, _)| *other != number));
    }

    fn dismiss_later(self, number: u32, stays: Duration) {
        set_timeout(move || self.dismiss(number), stays);
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
                    Message::Done(flash) if flash.warns() => ("warning", "alert", flash.text().to_owned()),
                    Message::Done(flash) => ("success", "check", flash.text().to_owned()),
                    Message::Deleted(ref ids) if ids.len() > 1 => {
                        ("success", "check", counted!(deleted.done, ids.len() as u64))
                    }
                    Message::Deleted(_) => ("success", "check", Flash::Deleted.text().to_owned()),
                    Message::Failed(ref error) => ("danger", "alert", text::error(error)),
                };
                let undo = match message {
                    Message::Deleted(ids) => Some(view! { <UndoButton ids/> }),
                    Message::Done(_) | Message::Failed(_) => None,
                };
                view! {
                <div class="toast" data-kind=kind>
                    <Icon name=icon/>
                    <span>{words}</span>
                    {undo}
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
