//! Deeds that do not ask, such as **Enable**: a form in a menu or on a page.

use super::{
    place::Place,
    record::{Deed, Record},
};
use crate::parts::{Form, Icon, Nothing, Toasts, use_form};
use leptos::prelude::*;

/// The form. Without scripts it is posted to the address of the dialog.
#[component]
pub fn DeedForm<R: Record>(
    /// With what it is done.
    record: R,
    /// What is done.
    deed: Deed,
    /// How its button looks; none: as an entry of a menu.
    #[prop(optional)]
    class: Option<&'static str>,
) -> impl IntoView {
    let place = Place::from_context();
    let toasts = Toasts::from_context();
    let action = place.dialog(&record, deed);
    let done = {
        let place = place.clone();
        move |_: &R| {
            toasts.done(deed.flash());
            place.changed();
        }
    };
    let call = move |Nothing {}| R::carry_out(deed, record.id());
    let form = use_form(Nothing {}, None, |_| Ok(()), call, done);
    Effect::new(move || {
        if let Some(error) = form.status.error.get() {
            toasts.failed(error);
            place.changed();
        }
    });
    view! {
        <Form form action>
            <button type="submit" class=class data-kind=class.map(|_| "secondary")>
                <Icon name=deed.icon()/>
                <span>{deed.label()}</span>
            </button>
        </Form>
    }
}
