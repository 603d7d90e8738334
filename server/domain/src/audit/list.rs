//! Lists records.

use super::shown::shown;
use crate::{Actor, Error, Office, Result, reach::reach};
use model::{AuditRecord, AuditRecordField, Direction, GridQuery, Page, Sort, Subject};

impl Office {
    /// The records the actor may see, the latest first unless the query says otherwise. A page beyond the end gives the last
    /// page.
    pub async fn list_audit_records(
        &self,
        actor: &Actor,
        query: &GridQuery<AuditRecordField>,
    ) -> Result<Page<AuditRecord>> {
        let reach = reach(actor, Subject::Audit).ok_or(Error::Forbidden)?;
        let filter = query.filter(self.now());
        let latest = Sort { field: AuditRecordField::Created, direction: Direction::Descending };
        let sort = [query.sort.unwrap_or(latest)];
        let page = self.0.database.page_of_audit_records((&reach, &filter), &sort, &query.part()).await?;
        page.try_map(|row| shown(row, actor, true))
    }
}
