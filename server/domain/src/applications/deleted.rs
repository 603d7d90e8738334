//! Lists deleted applications, which can be restored until they are cleaned away.

use super::{shown, subject};
use crate::{
    Actor, Error, Office, Result,
    reach::{any_of, in_side, reach_of},
};
use model::{Action, DeletedApplication, Page, Side, UserId};
use store::Reach;

/// How many stand on a page.
const ON_A_PAGE: u32 = 25;

impl Office {
    /// The deleted applications of a side that the actor may restore, those of one owner only where one is given; the last
    /// deleted first. A page beyond the end gives the last page.
    pub async fn list_deleted_applications(
        &self,
        actor: &Actor,
        side: Side,
        owner: Option<UserId>,
        number: u32,
    ) -> Result<Page<DeletedApplication>> {
        let reach = reach_of(actor, subject(side), Action::Delete).ok_or(Error::Forbidden)?;
        let mut reach = in_side(side, reach);
        if let Some(owner) = owner {
            self.visible_owner(actor, owner).await?;
            reach = reach.and(any_of(Reach::Owner, vec![owner.0]));
        }
        let page = self.0.database.page_of_deleted_applications(&reach, (number, ON_A_PAGE)).await?;
        Ok(page.map(|row| {
            let deleted_at = row.deleted_at.unwrap_or(row.updated_at);
            DeletedApplication { application: shown(row), deleted_at }
        }))
    }
}
