//! Saved views: everybody has their own, of each grid.

use crate::{
    Actor, Error, Office, Result, Via,
    audit::{About, Deed, told},
};
use model::{
    AuditAction, AuditField, AuditKind, Grid, Invalid, Problem, SAVED_VIEWS_MAX, SavedView, SavedViewForm,
    ViewId,
};
use store::SavedViewRow;

impl Office {
    /// The views that the actor saved of a grid, by name.
    pub async fn list_views(&self, actor: &Actor, grid: Grid) -> Result<Vec<SavedView>> {
        require_person(actor)?;
        let rows = self.0.database.saved_views(actor.viewer.id, grid.as_str()).await?;
        Ok(rows.into_iter().map(|row| SavedView { id: row.id, name: row.name, query: row.query }).collect())
    }

    /// Saves a view; one of the same name is replaced.
    pub async fn save_view(&self, actor: &Actor, grid: Grid, form: &SavedViewForm) -> Result<()> {
        require_person(actor)?;
        let name = form.validate()?;
        let there = self.0.database.saved_views(actor.viewer.id, grid.as_str()).await?;
        let replaces = there.iter().any(|view| model::fold(&view.name) == model::fold(&name));
        if there.len() >= SAVED_VIEWS_MAX && !replaces {
            let limit = u32::try_from(SAVED_VIEWS_MAX).unwrap_or(u32::MAX);
            return Err(Invalid::one("name", Problem::TooMany { limit }).into());
        }
        let row = SavedViewRow { id: self.new_id(), name, query: form.query.clone() };
        let mut tx = self.0.database.begin().await?;
        tx.save_view(actor.viewer.id, grid.as_str(), &row, self.now()).await?;
        let about = About::new(AuditKind::SavedView, row.id.0, &row.name).owned_by(Some(actor.viewer.id));
        let deed = Deed::new(AuditAction::Created, about.where_is(actor.viewer.id));
        let fields = vec![(AuditField::Grid, grid.as_str().into())];
        self.record(&mut tx, actor, deed.with(told(fields))).await?;
        Ok(tx.commit().await?)
    }

    /// Deletes one of the actor's views.
    pub async fn delete_view(&self, actor: &Actor, id: ViewId) -> Result<()> {
        require_person(actor)?;
        let mut tx = self.0.database.begin().await?;
        if !tx.delete_view(id, actor.viewer.id).await? {
            return Err(Error::NotFound);
        }
        let about = About::new(AuditKind::SavedView, id.0, "").owned_by(Some(actor.viewer.id));
        let deed = Deed::new(AuditAction::Deleted, about.where_is(actor.viewer.id));
        self.record(&mut tx, actor, deed).await?;
        Ok(tx.commit().await?)
    }
}

fn require_person(actor: &Actor) -> Result<()> {
    if matches!(actor.via, Via::Session(_)) { Ok(()) } else { Err(Error::Forbidden) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestOffice;

    fn form(name: &str, query: &str) -> SavedViewForm {
        SavedViewForm { name: name.into(), query: query.into() }
    }

    store::on_both_engines! {
        async fn everybody_has_their_own_views_of_each_grid(db: TestDatabase) {
            let test = TestOffice::on(db).await;
            test.office.add_demo_data().await.unwrap();
            let admin = test.actor("admin@example.com", "Acme").await;
            let john = test.actor("john.doe@example.com", "Acme").await;
            let office = &test.office;
            office.save_view(&admin, Grid::Applications, &form(" Unused ", "last_used_at=never")).await.unwrap();
            office.save_view(&admin, Grid::Applications, &form("Active", "status=active")).await.unwrap();
            office.save_view(&admin, Grid::Applications, &form("UNUSED", "last_used_at=unused&last_used_at_days=90")).await.unwrap();
            let views = office.list_views(&admin, Grid::Applications).await.unwrap();
            let names: Vec<_> = views.iter().map(|view| (view.name.as_str(), view.query.as_str())).collect();
            assert_eq!(names, [("Active", "status=active"), ("UNUSED", "last_used_at=unused&last_used_at_days=90")]);
            assert!(office.list_views(&admin, Grid::Users).await.unwrap().is_empty());
            assert!(office.list_views(&john, Grid::Applications).await.unwrap().is_empty());

            assert!(matches!(office.delete_view(&john, views[0].id).await, Err(Error::NotFound)));
            office.delete_view(&admin, views[0].id).await.unwrap();
            assert_eq!(office.list_views(&admin, Grid::Applications).await.unwrap().len(), 1);

            for (name, query) in [("", "a=b"), ("x\0y", "a=b"), ("x", "a=b\n"), ("x", &"y".repeat(4_001))] {
                let refused = office.save_view(&admin, Grid::Users, &form(name, query)).await;
                assert!(matches!(refused, Err(Error::Invalid(_))), "{name:?}");
            }
            for number in 0..SAVED_VIEWS_MAX {
                office.save_view(&john, Grid::Roles, &form(&number.to_string(), "")).await.unwrap();
            }
            assert!(matches!(office.save_view(&john, Grid::Roles, &form("more", "")).await, Err(Error::Invalid(_))));
            office.save_view(&john, Grid::Roles, &form("7", "a=b")).await.unwrap();
            assert!(test.mails().await.is_empty());
        }
    }
}
