//! Finds one record.

use super::shown::shown;
use crate::{Actor, Error, Office, Record, Result};
use model::{Action, AuditRecord, AuditRecordId, Subject};

impl Office {
    /// A record, if the actor may see it.
    pub async fn find_audit_record(&self, actor: &Actor, id: AuditRecordId) -> Result<AuditRecord> {
        let row = self.0.database.find_audit_record(id).await?.ok_or(Error::NotFound)?;
        let of = |organization| Record { owner: row.owner_id, customer: None, organization };
        let organizations = self.0.database.organizations_of_audit_record(id).await?;
        let mut records: Vec<Record> = organizations.into_iter().map(of).collect();
        // What belongs to no organization is for those who reach everything.
        if records.is_empty() {
            records.push(of(Record::shared().organization));
        }
        let may = |record| actor.may(Subject::Audit, Action::View, record);
        if records.iter().any(may) { shown(row, actor, true) } else { Err(Error::NotFound) }
    }
}
