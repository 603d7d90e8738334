//! Removes records that are older than they are to be kept, and records that.

use super::{About, By, Deed, told};
use crate::{Office, Result};
use model::{AuditAction, AuditField, AuditKind};
use store::{Transaction, hex};

impl Office {
    /// Removes them, if records are not kept for ever; how many they were. The rest still hangs together: where it begins is
    /// told by the record of this. It locks the end of the chain, so nothing else comes after it.
    pub(crate) async fn shorten_audit(&self, tx: &mut Transaction) -> Result<u64> {
        let Some(keep) = self.0.settings.audit_keep else { return Ok(0) };
        let Some(removed) = tx.remove_audit_records(self.now() - keep).await? else { return Ok(0) };
        let count = i64::try_from(removed.count).unwrap_or(i64::MAX);
        let fields = vec![
            (AuditField::Count, count.into()),
            (AuditField::Until, removed.sequence.into()),
            (AuditField::Hash, hex(&removed.hash).into()),
        ];
        let about = About::new(AuditKind::Server, None, "");
        self.record(tx, By::Server, Deed::new(AuditAction::Shortened, about).with(told(fields))).await?;
        Ok(removed.count)
    }
}
