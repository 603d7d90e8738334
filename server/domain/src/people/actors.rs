//! From a session, a token or the command line to the actor: who it is, where, and what they may do there.

use super::sign_in::digest_of_token;
use crate::{Actor, Error, Office, Result, Via};
use model::{OrganizationId, OrganizationRef, Timestamp, UserId, Viewer, full_name};
use std::time::Duration;
use store::SessionRow;

/// A session ends when its person was not seen for so long …
pub(super) const IDLE: Duration = Duration::from_hours(12);
/// … and in any case so long after the sign-in.
pub(crate) const ABSOLUTE: Duration = Duration::from_hours(7 * 24);
/// How exactly it is known when a person was last seen, so that not every click is a write.
const SEEN_EVERY: Duration = Duration::from_mins(1);

/// When a session ends if its person is not seen again.
pub(super) fn session_end(created: Timestamp, seen: Timestamp) -> Timestamp {
    (seen + IDLE).min(created + ABSOLUTE)
}

impl Office {
    /// Who holds this session; nobody if it is unknown or ended, or if the person or the organization was disabled, which ends it.
    pub async fn actor_of_session(&self, token: &str) -> Result<Option<Actor>> {
        self.actor_of(token, true).await
    }

    /// The same when nobody did anything: an open page alone does not keep a session alive.
    pub async fn actor_of_unseen_session(&self, token: &str) -> Result<Option<Actor>> {
        self.actor_of(token, false).await
    }

    async fn actor_of(&self, token: &str, seen: bool) -> Result<Option<Actor>> {
        let now = self.now();
        let Some(session) = self.0.database.find_session(&digest_of_token(token), now).await? else {
            return Ok(None);
        };
        let via = Via::Session(session.id);
        let actor = self.actor_for_user(session.user_id, session.organization_id, via).await?;
        if actor.is_none() {
            self.end_disabled_session(&session).await;
        } else if seen && session.last_seen_at + SEEN_EVERY <= now {
            self.note_session_seen(&session, now).await;
        }
        Ok(actor)
    }

    /// A person in one of their organizations; nobody if either is unknown or disabled.
    pub async fn actor_for_user(
        &self,
        user: UserId,
        organization: OrganizationId,
        via: Via,
    ) -> Result<Option<Actor>> {
        let Some(person) = self.0.database.find_person(user).await?.filter(|person| person.enabled) else {
            return Ok(None);
        };
        let rows = self.0.database.enabled_organizations_of_user(user).await?;
        let required = rows.iter().any(|one| one.id == organization && one.second_factor);
        let organizations: Vec<OrganizationRef> = rows.into_iter().map(Into::into).collect();
        let Some(organization) = organizations.iter().find(|one| one.id == organization).cloned() else {
            return Ok(None);
        };
        // Programs go on: they have no factor to show, and were let in by somebody.
        let required = required && matches!(via, Via::Session(_));
        let has_to_enrol = self.has_to_enrol(user, person.side, required).await?;
        let viewer = Viewer {
            id: person.id,
            name: full_name(&person.first_name, &person.last_name),
            email: person.email,
            side: person.side,
            organization,
            organizations,
            permissions: self.0.database.permissions_of_user(user).await?,
            language: person.language,
            time_zone: person.time_zone,
            digest: person.digest.and_then(|digest| digest.parse().ok()),
        };
        Ok(Some(Actor { viewer, customer: person.customer_id, via, has_to_enrol }))
    }

    /// The first, by name, of the enabled organizations a person may enter: where their applications belong unless told
    /// otherwise on the command line.
    pub async fn first_organization_of(&self, user: UserId) -> Result<Option<OrganizationRef>> {
        let organizations = self.0.database.enabled_organizations_of_user(user).await?;
        Ok(organizations.into_iter().next().map(Into::into))
    }

    /// Whoever runs the command line, working in the organization of this name, or else in the first with global access.
    pub async fn operator(&self, organization: Option<&str>) -> Result<Actor> {
        let mut organizations = self.0.database.enabled_organizations().await?;
        let index = match organization {
            Some(name) => organizations.iter().position(|one| model::fold(&one.name) == model::fold(name)),
            None => organizations.iter().position(|one| one.global).or(Some(0)),
        };
        match index.filter(|index| *index < organizations.len()) {
            Some(index) => Ok(Actor::operator(organizations.swap_remove(index).into())),
            None => Err(Error::NotFound),
        }
    }

    /// So that enabling the person again brings no session back. Until it is written, the next look at it decides the same.
    async fn end_disabled_session(&self, session: &SessionRow) {
        let end: Result<()> = async {
            let mut tx = self.0.database.begin().await?;
            if !tx.delete_session(session.id, session.user_id).await? {
                return Ok(());
            }
            let ended = self.sessions_ended(&mut tx, &[session.id]).await?;
            self.commit_ended(tx, ended).await
        }
        .await;
        if let Err(error) = end {
            tracing::warn!(%error, "the session of somebody who was disabled was not deleted");
        }
    }

    /// Moves the end of a session on. A database that does not take the write must not keep people from reading.
    async fn note_session_seen(&self, session: &SessionRow, now: Timestamp) {
        let end = session_end(session.created_at, now);
        if let Err(error) = self.0.database.touch_session(session.id, now, end).await {
            tracing::warn!(%error, "a session was not prolonged");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Record, testing::TestOffice};
    use model::{Action, Level, Side, Subject};

    store::on_both_engines! {
        async fn an_actor_is_the_person_with_all_their_roles_and_organizations_by_name(db: TestDatabase) {
            let test = TestOffice::on(db).await;
            let zeta = test.organization("Zeta", false).await;
            let closed = test.organization("Closed", false).await;
            let acme = test.organization("acme", true).await;
            let user = test.user("jane", &["User", "Customer User Manager"], &[zeta, acme, closed]).await;
            test.db.set_enabled("organizations", closed.0, false).await;
            let actor = test.office.actor_for_user(user, zeta, Via::Operator).await.unwrap().unwrap();
            assert_eq!(actor.viewer.organization.id, zeta);
            let names: Vec<_> = actor.viewer.organizations.iter().map(|one| one.name.as_str()).collect();
            assert_eq!(names, ["acme", "Zeta"]);
            assert_eq!((actor.viewer.name.as_str(), actor.viewer.side), ("jane Test", Side::BackOffice));
            assert_eq!(actor.level(Subject::Applications, Action::Create), Level::Own);
            assert_eq!(actor.level(Subject::Customers, Action::Edit), Level::Organization);
            assert_eq!(actor.level(Subject::Roles, Action::View), Level::None);

            for (user, organization) in [
                (user, closed),
                (user, OrganizationId(uuid::Uuid::nil())),
                (UserId(uuid::Uuid::nil()), acme),
            ] {
                assert!(test.office.actor_for_user(user, organization, Via::Operator).await.unwrap().is_none());
            }
            test.db.set_enabled("users", user.0, false).await;
            assert!(test.office.actor_for_user(user, zeta, Via::Operator).await.unwrap().is_none());
        }

        async fn a_customer_user_goes_with_their_customer_and_its_organization(db: TestDatabase) {
            let test = TestOffice::on(db).await;
            test.office.add_demo_data().await.unwrap();
            let amanda = test.actor("amanda.cole@example.com", "Acme").await;
            let brian = test.actor("brian.fox@example.com", "Acme").await;
            assert_eq!(amanda.viewer.side, Side::Customer);
            let northwind = amanda.customer.unwrap();
            assert_eq!(brian.customer, Some(northwind));
            let brians = Record { owner: Some(brian.viewer.id), customer: brian.customer, organization: brian.viewer.organization.id };
            let amandas = Record { owner: Some(amanda.viewer.id), ..brians };
            let strangers = Record { owner: None, customer: None, ..brians };
            let (applications, edit) = (Subject::CustomerApplications, Action::Edit);
            assert!(amanda.may(applications, edit, &brians) && !amanda.may(applications, edit, &strangers));
            assert!(brian.may(applications, edit, &brians) && !brian.may(applications, edit, &amandas));
            assert!(!amanda.may(Subject::Applications, Action::View, &amandas));

            let is_in = async || {
                let acme = brian.viewer.organization.id;
                test.office.actor_for_user(brian.viewer.id, acme, Via::Operator).await.unwrap().is_some()
            };
            assert!(is_in().await);
            test.db.set_enabled("customers", northwind.0, false).await;
            assert!(!is_in().await);
            test.db.set_enabled("customers", northwind.0, true).await;
            assert!(is_in().await);
            test.db.set_enabled("organizations", brian.viewer.organization.id.0, false).await;
            assert!(!is_in().await);
        }

        async fn the_operator_works_where_there_is_global_access(db: TestDatabase) {
            let test = TestOffice::on(db).await;
            assert!(matches!(test.office.operator(None).await, Err(Error::NotFound)));
            test.organization("Acme", false).await;
            assert_eq!(test.office.operator(None).await.unwrap().viewer.organization.name, "Acme");
            test.organization("Globex", true).await;
            assert_eq!(test.office.operator(None).await.unwrap().viewer.organization.name, "Globex");
            assert_eq!(test.office.operator(Some(" ACME")).await.unwrap().viewer.organization.name, "Acme");
            assert!(matches!(test.office.operator(Some("Initech")).await, Err(Error::NotFound)));
        }
    }
}
