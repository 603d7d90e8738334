//! **Enable**, which does not ask: a form in a menu or on a page.

use super::{
    place::Place,
    record::{Deed, Record},
};
use crate::parts::{Form, Icon, Nothing, Toasts, use_form};
use leptos::prelude::*;

/// The form. Without scripts it is posted to the address of the dialog.
#[component]
pub fn EnableForm<R: Record>(
    /// What is enabled.
    record: R,
    /// How its button looks; none: as an entry of a menu.
    #[prop(optional)]
    class: Option<&'static str>,
) -> impl IntoView {
    let place = Place::from_context();
    let toasts = Toasts::from_context();
    let id = record.id();
    let action = place.dialog(&record, Deed::Enable);
    let done = {
        let place = place.clone();
        move |_: &R| {
            toasts.done(Deed::Enable.flash());
            place.changed();
        }
    };
    let call = move |Nothing {}| R::carry_out(Deed::Enable, id);
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
                <Icon name="power"/>
                <span>{Deed::Enable.label()}</span>
            </button>
        </Form>
    }
}
