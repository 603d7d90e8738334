//! The server functions of the audit. Each only fetches who is asking and calls the office, which decides.

use crate::AppError;
use leptos::{prelude::*, server_fn::codec::Json};
use model::{AuditKind, AuditRecord, AuditRecordField, AuditRecordId, AuditedId, GridQuery, History, Page};

/// One page of the grid.
#[server(prefix = "/rpc", endpoint = "audit/list", input = Json)]
pub async fn list_audit_records(query: GridQuery<AuditRecordField>) -> Result<Page<AuditRecord>, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.list_audit_records(&actor, &query).await?)
}

/// One record.
#[server(prefix = "/rpc", endpoint = "audit/find", input = Json)]
pub async fn find_audit_record(id: AuditRecordId) -> Result<AuditRecord, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.find_audit_record(&actor, id).await?)
}

/// What was done last with a record.
#[server(prefix = "/rpc", endpoint = "audit/history", input = Json)]
pub async fn find_history(kind: AuditKind, id: AuditedId) -> Result<History, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.history(&actor, kind, id).await?)
}
