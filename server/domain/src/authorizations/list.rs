//! What somebody let in, for their own page.

use crate::{Actor, Office, Result, people::session_of};
use model::{LetIn, OrganizationRef};

impl Office {
    /// The applications that the actor let in and that can still come, by name.
    pub async fn list_let_in(&self, actor: &Actor) -> Result<Vec<LetIn>> {
        session_of(actor)?;
        let rows = self.0.database.let_in_by(actor.viewer.id, self.now()).await?;
        let mut found: Vec<LetIn> = Vec::new();
        for row in rows {
            let scope = row.scope.clone();
            match found.iter_mut().find(|one| one.application == row.application_id) {
                Some(one) => {
                    one.scope = one.scope.union(&scope);
                    one.since = one.since.min(row.since);
                    one.last_used_at = one.last_used_at.max(row.last_used_at);
                }
                None => found.push(LetIn {
                    application: row.application_id,
                    name: row.application_name,
                    organization: OrganizationRef {
                        id: row.organization_id,
                        name: row.organization_name,
                        global: row.organization_global,
                    },
                    scope,
                    since: row.since,
                    last_used_at: row.last_used_at,
                }),
            }
        }
        found.sort_by_cached_key(|one| (model::fold(&one.name), one.application));
        Ok(found)
    }
}
