//! Applications that a document describes.

use crate::{Result, Transaction, database::within};
use model::ApplicationId;

impl Transaction {
    /// How many there are, with the deleted ones.
    pub async fn count_described_applications(&mut self) -> Result<i64> {
        let sql = "SELECT COUNT(*) FROM applications WHERE metadata_url IS NOT NULL";
        Ok(within!(self, tx => sqlx::query_scalar(sql).fetch_one(&mut **tx).await)?)
    }

    /// Notes where the document is that describes an application.
    pub async fn set_metadata_url(&mut self, id: ApplicationId, url: &str) -> Result<()> {
        let sql = "UPDATE applications SET metadata_url = $2 WHERE id = $1";
        within!(self, tx => sqlx::query(sql).bind(id).bind(url).execute(&mut **tx).await.map(drop))?;
        Ok(())
    }
}
