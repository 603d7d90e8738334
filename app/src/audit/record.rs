//! An audit record as the shared parts know it.

use super::{rpc::find_audit_record, words::action};
use crate::{
    AppError,
    records::{Deed, Record},
    text::text,
};
use model::{AuditRecord, AuditRecordId, May};

/// The page with all of them.
pub const HOME: &str = "/audit";

impl Record for AuditRecord {
    type Id = AuditRecordId;

    fn id(&self) -> AuditRecordId {
        self.id
    }

    fn label(&self) -> String {
        match self.subject.name.as_str() {
            "" => action(self.action).to_owned(),
            name => text!(audit.record_title, action = action(self.action), name = name).to_string(),
        }
    }

    fn home(&self) -> &'static str {
        HOME
    }

    /// What is written stays as it is.
    fn may(&self) -> May {
        May::default()
    }

    fn enabled(&self) -> Option<bool> {
        None
    }

    fn consequence(&self, _: Deed) -> String {
        String::new()
    }

    async fn find(id: AuditRecordId) -> Result<Self, AppError> {
        find_audit_record(id).await
    }

    async fn carry_out(_: Deed, _: AuditRecordId) -> Result<Self, AppError> {
        Err(AppError::Forbidden)
    }
}
