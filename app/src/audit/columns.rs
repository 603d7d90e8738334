//! The columns of the audit.

use super::{
    record::HOME,
    who::who,
    words::{action, door, kind},
};
use crate::{
    grid::{Choice, Column},
    parts::Time,
    records::ListFacts,
    text::text,
};
use leptos::prelude::*;
use model::{AuditAction, AuditDoor, AuditKind, AuditRecord, AuditRecordField};

type AuditColumn = Column<AuditRecordField, AuditRecord>;

/// All of them.
pub fn columns(_: &ListFacts) -> Vec<AuditColumn> {
    let time = Column::new(AuditRecordField::Created, text!(audit.time), |record: &AuditRecord| {
        view! { <a href=format!("{HOME}/{}", record.id)><Time at=record.created_at/></a> }.into_any()
    });
    let actor = Column::new(AuditRecordField::Actor, text!(audit.who), |record: &AuditRecord| {
        who(&record.actor).into_any()
    });
    let done = Column::new(AuditRecordField::Action, text!(audit.action), |record: &AuditRecord| {
        action(record.action).into_any()
    });
    let of_kind = Column::new(AuditRecordField::Kind, text!(audit.kind), |record: &AuditRecord| {
        kind(record.subject.kind).into_any()
    });
    let subject = Column::new(AuditRecordField::Subject, text!(audit.subject), |record: &AuditRecord| {
        record.subject.name.clone().into_any()
    });
    let by_way_of = Column::new(AuditRecordField::Door, text!(audit.door), |record: &AuditRecord| {
        record.place.as_ref().map(|place| door(place.door)).into_any()
    });
    let address = Column::new(AuditRecordField::Address, text!(audit.address), |record: &AuditRecord| {
        record.place.as_ref().map(|place| place.address.clone()).into_any()
    });
    vec![
        time.naming().filtered(),
        actor.filtered(),
        done.choices(AuditAction::ALL.iter().map(|one| Choice::new(one.as_str(), action(*one)))).filtered(),
        of_kind.choices(AuditKind::ALL.iter().map(|one| Choice::new(one.as_str(), kind(*one)))).filtered(),
        subject.filtered(),
        by_way_of
            .choices(AuditDoor::ALL.iter().map(|one| Choice::new(one.as_str(), door(*one))))
            .filtered_further(),
        address.filtered_further(),
    ]
}
