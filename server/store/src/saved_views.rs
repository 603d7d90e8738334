//! Saved views: states of a grid that somebody gave a name.

use crate::{
    Database, Result, Transaction,
    database::{on, within},
};
use model::{Timestamp, UserId, ViewId, fold};

/// A row of `saved_views`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct SavedViewRow {
    /// Its id.
    pub id: ViewId,
    /// What it is called.
    pub name: String,
    /// The query of the grid's address.
    pub query: String,
}

impl Database {
    /// The views that somebody saved of a grid, by name.
    pub async fn saved_views(&self, user: UserId, grid: &str) -> Result<Vec<SavedViewRow>> {
        let sql =
            "SELECT id, name, query FROM saved_views WHERE user_id = $1 AND grid = $2 ORDER BY name_folded";
        Ok(on!(self, pool => sqlx::query_as(sql).bind(user).bind(grid).fetch_all(pool).await)?)
    }
}

impl Transaction {
    /// Saves a view; one of the same name is replaced.
    pub async fn save_view(
        &mut self,
        user: UserId,
        grid: &str,
        row: &SavedViewRow,
        at: Timestamp,
    ) -> Result<()> {
        within!(self, tx => {
            sqlx::query(
                "INSERT INTO saved_views (id, user_id, grid, name, name_folded, query, created_at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (user_id, grid, name_folded) \
                 DO UPDATE SET name = excluded.name, query = excluded.query",
            )
            .bind(row.id)
            .bind(user)
            .bind(grid)
            .bind(&row.name)
            .bind(fold(&row.name))
            .bind(&row.query)
            .bind(at)
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        Ok(())
    }

    /// Deletes a view of somebody; `false` if they have none of this id.
    pub async fn delete_view(&mut self, id: ViewId, user: UserId) -> Result<bool> {
        let gone = within!(self, tx => {
            sqlx::query("DELETE FROM saved_views WHERE id = $1 AND user_id = $2")
                .bind(id)
                .bind(user)
                .execute(&mut **tx)
                .await
                .map(|result| result.rows_affected())
        })?;
        Ok(gone > 0)
    }
}
