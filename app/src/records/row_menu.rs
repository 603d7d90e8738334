//! What can be done with one record, in a menu at the end of its row.

use super::{
    place::Place,
    record::{Deed, Record},
    switch::DeedForm,
};
use crate::{
    parts::{Icon, Menu},
    text::text,
};
use leptos::prelude::*;

/// The menu. Whoever sees a record may view it, so there is always one.
pub fn row_menu<R: Record>(record: &R) -> AnyView {
    let place = Place::from_context();
    let may = record.may();
    let link = |href: String, icon: &'static str, label: &'static str, kind: Option<&'static str>| {
        view! {
            <a href=href data-kind=kind data-noscroll=kind>
                <Icon name=icon/>
                <span>{label}</span>
            </a>
        }
    };
    let edit = may.edit.then(|| link(format!("{}/edit", record.page()), "edit", text!(records.edit), None));
    let switch = record.enabled().filter(|_| may.switch).map(|enabled| {
        if enabled {
            let href = place.dialog(record, Deed::Disable);
            view! {
                <a href=href data-noscroll="">
                    <Icon name="pause"/>
                    <span>{text!(records.disable)}</span>
                </a>
            }
            .into_any()
        } else {
            view! { <DeedForm record=record.clone() deed=Deed::Enable/> }.into_any()
        }
    });
    let again =
        record.may_send_again().then(|| view! { <DeedForm record=record.clone() deed=Deed::SendAgain/> });
    let restore = record
        .may_restore()
        .then(|| link(place.dialog(record, Deed::Restore), "rotate", text!(records.restore), Some("")));
    let give_up = record
        .may_give_up()
        .then(|| link(place.dialog(record, Deed::GiveUp), "close", text!(outbox.give_up), Some("danger")));
    let delete = may
        .delete
        .then(|| link(place.dialog(record, Deed::Delete), "trash", text!(records.delete), Some("danger")));
    let name = record.label();
    let label = text!(records.actions_of, name = name.as_str()).to_string();
    let view = link(record.page(), "info", text!(records.view), None);
    let id = format!("menu-{}", record.id());
    let button = view! {
        <Icon name="more"/>
        <span class="visually-hidden">{label.clone()}</span>
    };
    view! {
        <Menu id button=button.into_any() label>
            {view}
            {edit}
            {again}
            {give_up}
            {switch}
            {restore}
            {delete}
        </Menu>
    }
    .into_any()
}
