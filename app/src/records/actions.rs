//! The buttons on the page of a record.

use super::{
    place::Place,
    record::{Deed, Record},
    switch::DeedForm,
};
use crate::{
    parts::{ButtonKind, Icon, LinkButton},
    text::text,
};
use leptos::prelude::*;

/// **Edit**, **Unlock**, **Send Invitation**, **Send Again**, **Enable** or **Disable**, **Restore**, **Delete**: what is permitted.
pub fn actions<R: Record>(record: &R) -> impl IntoView {
    let may = record.may();
    let place = Place::from_context();
    let edit = may.edit.then(|| {
        view! {
            <LinkButton kind=ButtonKind::Secondary href=format!("{}/edit", record.page())>
                <Icon name="edit"/>
                <span>{text!(records.edit)}</span>
            </LinkButton>
        }
    });
    let switch = record.enabled().filter(|_| may.switch).map(|enabled| {
        if enabled {
            view! {
                <LinkButton kind=ButtonKind::Secondary id=Some(SWITCH) href=place.dialog(record, Deed::Disable)>
                    <Icon name="pause"/>
                    <span>{text!(records.disable)}</span>
                </LinkButton>
            }
            .into_any()
        } else {
            view! { <DeedForm record=record.clone() deed=Deed::Enable class="button"/> }.into_any()
        }
    });
    let invite = record.may_invite().then(|| {
        view! { <DeedForm record=record.clone() deed=Deed::Invite class="button"/> }
    });
    let unlock = record.may_unlock().then(|| {
        view! { <DeedForm record=record.clone() deed=Deed::Unlock class="button"/> }
    });
    let again = record.may_send_again().then(|| {
        view! { <DeedForm record=record.clone() deed=Deed::SendAgain class="button"/> }
    });
    let restore = record.may_restore().then(|| {
        view! {
            <LinkButton kind=ButtonKind::Secondary id=Some(RESTORE) href=place.dialog(record, Deed::Restore)>
                <Icon name="rotate"/>
                <span>{text!(records.restore)}</span>
            </LinkButton>
        }
    });
    let give_up = record.may_give_up().then(|| {
        view! {
            <LinkButton kind=ButtonKind::Secondary id=Some(SWITCH) href=place.dialog(record, Deed::GiveUp)>
                <Icon name="close"/>
                <span>{text!(outbox.give_up)}</span>
            </LinkButton>
        }
    });
    let delete = may.delete.then(|| {
        view! {
            <LinkButton kind=ButtonKind::Secondary id=Some(DELETE) href=place.dialog(record, Deed::Delete)>
                <Icon name="trash"/>
                <span>{text!(records.delete)}</span>
            </LinkButton>
        }
    });
    view! {
        <div class="actions">{edit} {unlock} {invite} {again} {give_up} {switch} {restore} {delete}</div>
    }
}

const SWITCH: &str = "switch-record";
const RESTORE: &str = "restore-record";
const DELETE: &str = "delete-record";

/// The id of what opened a dialog: a button of the record's page, or the menu of its row.
pub fn opener(place: &Place, home: &str, id: &str, deed: Deed) -> String {
    match deed {
        Deed::Reset(language) => format!("reset-{}", language.as_str()),
        _ if place.path == home => format!("menu-{id}-button"),
        Deed::Delete => DELETE.to_owned(),
        Deed::Restore => RESTORE.to_owned(),
        Deed::Enable | Deed::Disable | Deed::Invite | Deed::SendAgain | Deed::GiveUp | Deed::Unlock => {
            SWITCH.to_owned()
        }
    }
}
