//! A record as it is shown.

use crate::{Actor, Error, Result};
use model::{
    AuditActor, AuditChange, AuditField, AuditPlace, AuditRecord, AuditSubject, AuditValue, UnknownWord,
};
use store::{AuditRecordRow, hex};

/// A record as this actor is shown it; with the place it came from only for those who may see the audit.
pub(super) fn shown(row: AuditRecordRow, actor: &Actor, with_place: bool) -> Result<AuditRecord> {
    let strange = |word: UnknownWord| Error::Internal(word.into());
    let changes: Vec<AuditChange> =
        serde_json::from_str(&row.changes).map_err(|error| Error::Internal(error.into()))?;
    let application = row.application_id.map(|id| (id, row.application_name));
    let door = row.door.parse().map_err(strange)?;
    let place = AuditPlace { door, address: row.address, request_id: row.request_id };
    Ok(AuditRecord {
        id: row.id,
        sequence: row.sequence,
        action: row.action.parse().map_err(strange)?,
        subject: AuditSubject {
            kind: row.subject_kind.parse().map_err(strange)?,
            id: row.subject_id.map(Into::into),
            name: row.subject_name,
        },
        actor: AuditActor {
            who: row.actor_kind.parse().map_err(strange)?,
            id: row.actor_id,
            name: row.actor_name,
            application,
        },
        place: with_place.then_some(place),
        changes: changes.into_iter().map(|change| seen(change, actor)).collect(),
        hash: hex(&row.hash),
        created_at: row.created_at,
    })
}

/// Nobody is told the names of organizations here that they are not told elsewhere.
fn seen(change: AuditChange, actor: &Actor) -> AuditChange {
    if change.field != AuditField::Organizations.as_str() || actor.viewer.organization.global {
        return change;
    }
    let here = &actor.viewer.organization.name;
    let only_here = |value: AuditValue| match value {
        AuditValue::List(names) => names.into_iter().filter(|name| name == here).collect::<Vec<_>>().into(),
        other => other,
    };
    AuditChange { before: only_here(change.before), after: only_here(change.after), ..change }
}
