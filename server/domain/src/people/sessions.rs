//! One's own sessions: where one is signed in, ending one of them, working in another organization.

use crate::{
    Actor, Error, Office, Result, Via,
    audit::{About, Deed},
};
use model::{AuditAction, AuditField, OrganizationId, SessionId, SessionInfo, differences};

impl Office {
    /// The actor's own sessions, the one seen last first.
    pub async fn list_sessions(&self, actor: &Actor) -> Result<Vec<SessionInfo>> {
        let current = session_of(actor)?;
        let sessions = self.0.database.sessions_of_user(actor.viewer.id, self.now()).await?;
        let info = |session: store::SessionRow| SessionInfo {
            id: session.id,
            created_at: session.created_at,
            last_seen_at: session.last_seen_at,
            address: session.address,
            user_agent: session.user_agent,
            current: session.id == current,
        };
        Ok(sessions.into_iter().map(info).collect())
    }

    /// Ends one of the actor's own sessions, also the one they are looking with.
    pub async fn end_session(&self, actor: &Actor, id: SessionId) -> Result<()> {
        session_of(actor)?;
        let mut tx = self.0.database.begin().await?;
        if !tx.delete_session(id, actor.viewer.id).await? {
            return Err(Error::NotFound);
        }
        let deed = Deed::new(AuditAction::SessionEnded, About::themselves(actor));
        self.record(&mut tx, actor, deed).await?;
        let ended = self.sessions_ended(&mut tx, &[id]).await?;
        self.commit_ended(tx, ended).await
    }

    /// Goes on in another of the organizations the actor may enter; about any other it says no more than that there is none.
    pub async fn switch_organization(&self, actor: &Actor, to: OrganizationId) -> Result<()> {
        let session = session_of(actor)?;
        let organizations = self.0.database.enabled_organizations_of_user(actor.viewer.id).await?;
        if !organizations.iter().any(|organization| organization.id == to) {
            return Err(Error::NotFound);
        }
        let mut tx = self.0.database.begin().await?;
        if !tx.set_session_organization(session, actor.viewer.id, to).await? {
            return Err(Error::NotFound);
        }
        let organization = |id| organizations.iter().find(|one| one.id == id).map(|one| one.name.clone());
        let changes = differences(
            &[(AuditField::Organization, organization(actor.viewer.organization.id).into())],
            &[(AuditField::Organization, organization(to).into())],
        );
        if !changes.is_empty() {
            let deed = Deed::new(AuditAction::OrganizationSwitched, About::themselves(actor));
            self.record(&mut tx, actor, deed.with(changes)).await?;
        }
        Ok(tx.commit().await?)
    }
}

/// Sessions are for people with a browser: a program's token must not end those of its owner.
pub(crate) fn session_of(actor: &Actor) -> Result<SessionId> {
    match actor.via {
        Via::Session(id) => Ok(id),
        Via::Application { .. } | Via::Operator => Err(Error::Forbidden),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Origin, Sensitive,
        testing::{PASSWORD, TestOffice},
    };
    use std::time::Duration;
    use store::testing::TestDatabase;

    const JOHN: &str = "john@example.com";

    async fn office_with_john(db: TestDatabase) -> TestOffice {
        let test = TestOffice::on(db).await;
        let acme = test.organization("Acme", true).await;
        let globex = test.organization("Globex", false).await;
        test.organization("Initech", false).await;
        test.user("john", &["User"], &[acme, globex]).await;
        test.user("jane", &["User"], &[acme]).await;
        test
    }

    async fn is_in(test: &TestOffice, token: &Sensitive) -> bool {
        test.office.actor_of_session(token.reveal()).await.unwrap().is_some()
    }

    store::on_both_engines! {
        async fn a_session_slides_while_it_is_used_and_ends_when_it_is_not(db: TestDatabase) {
            let test = office_with_john(db).await;
            let (token, _) = test.signed_in(JOHN, PASSWORD).await;
            for _ in 0..3 {
                test.clock.advance(Duration::from_hours(11));
                assert!(is_in(&test, &token).await, "33 hours after the sign-in, never 12 without being seen");
            }
            test.clock.advance(Duration::from_hours(12) - Duration::from_secs(1));
            assert!(is_in(&test, &token).await);
            test.clock.advance(Duration::from_hours(12));
            assert!(!is_in(&test, &token).await);
        }

        async fn a_session_ends_after_seven_days_however_much_it_is_used(db: TestDatabase) {
            let test = office_with_john(db).await;
            let (token, _) = test.signed_in(JOHN, PASSWORD).await;
            for _ in 0..27 {
                test.clock.advance(Duration::from_hours(6));
                assert!(is_in(&test, &token).await);
            }
            test.clock.advance(Duration::from_hours(6) - Duration::from_secs(1));
            assert!(is_in(&test, &token).await);
            test.clock.advance(Duration::from_secs(1));
            assert!(!is_in(&test, &token).await);
        }

        async fn being_seen_is_written_once_a_minute(db: TestDatabase) {
            let test = office_with_john(db).await;
            let (token, actor) = test.signed_in(JOHN, PASSWORD).await;
            let begun = test.office.now();
            test.clock.advance(Duration::from_secs(59));
            assert!(is_in(&test, &token).await);
            assert_eq!(test.office.list_sessions(&actor).await.unwrap()[0].last_seen_at, begun);
            test.clock.advance(Duration::from_secs(1));
            assert!(is_in(&test, &token).await);
            assert_eq!(test.office.list_sessions(&actor).await.unwrap()[0].last_seen_at, test.office.now());
        }

        async fn a_disabled_person_is_out_at_once_and_stays_out(db: TestDatabase) {
            let test = office_with_john(db).await;
            let (token, actor) = test.signed_in(JOHN, PASSWORD).await;
            test.db.set_enabled("users", actor.viewer.id.0, false).await;
            assert!(!is_in(&test, &token).await);
            test.db.set_enabled("users", actor.viewer.id.0, true).await;
            assert!(!is_in(&test, &token).await, "enabling brings no session back");
            assert_eq!(test.db.count("sessions").await, 0);
        }

        async fn a_disabled_organization_is_left_at_once(db: TestDatabase) {
            let test = office_with_john(db).await;
            let (token, actor) = test.signed_in(JOHN, PASSWORD).await;
            test.db.set_enabled("organizations", actor.viewer.organization.id.0, false).await;
            assert!(!is_in(&test, &token).await);
            let (_, actor) = test.signed_in(JOHN, PASSWORD).await;
            assert_eq!(actor.viewer.organization.name, "Globex");
            assert_eq!(actor.viewer.organizations.len(), 1);
        }

        async fn signing_out_ends_that_session_only(db: TestDatabase) {
            let test = office_with_john(db).await;
            let (here, _) = test.signed_in(JOHN, PASSWORD).await;
            let (there, _) = test.signed_in(JOHN, PASSWORD).await;
            test.office.sign_out(here.reveal()).await.unwrap();
            assert!(!is_in(&test, &here).await);
            assert!(is_in(&test, &there).await);
            test.office.sign_out(here.reveal()).await.unwrap();
            test.office.sign_out("").await.unwrap();
            assert!(!is_in(&test, &Sensitive::new("")).await);
        }

        async fn one_sees_and_ends_only_ones_own_sessions(db: TestDatabase) {
            let test = office_with_john(db).await;
            let (first, _) = test.signed_in(JOHN, PASSWORD).await;
            test.clock.advance(Duration::from_mins(2));
            let origin = Origin { address: "198.51.100.7".into(), user_agent: "Firefox".into() };
            test.office.sign_in(JOHN, &Sensitive::new(PASSWORD), &origin).await.unwrap();
            test.clock.advance(Duration::from_secs(1));
            let (second, john) = test.signed_in(JOHN, PASSWORD).await;
            let (third, jane) = test.signed_in("jane@example.com", PASSWORD).await;
            let sessions = test.office.list_sessions(&john).await.unwrap();
            assert_eq!(sessions.len(), 3);
            assert!(sessions[0].current && !sessions[1].current && !sessions[2].current);
            assert_eq!((sessions[1].address.as_str(), sessions[1].user_agent.as_str()), ("198.51.100.7", "Firefox"));
            assert!(sessions[2].created_at < sessions[0].created_at);

            let janes = test.office.list_sessions(&jane).await.unwrap()[0].id;
            assert!(matches!(test.office.end_session(&john, janes).await, Err(Error::NotFound)));
            assert!(is_in(&test, &third).await);
            test.office.end_session(&john, sessions[2].id).await.unwrap();
            assert!(!is_in(&test, &first).await);
            assert!(matches!(test.office.end_session(&john, sessions[2].id).await, Err(Error::NotFound)));
            test.office.end_session(&john, sessions[0].id).await.unwrap();
            assert!(!is_in(&test, &second).await);
        }

        async fn one_goes_on_in_another_of_ones_organizations_only(db: TestDatabase) {
            let test = office_with_john(db).await;
            let (token, john) = test.signed_in(JOHN, PASSWORD).await;
            assert_eq!(john.viewer.organization.name, "Acme");
            let id = async |name| test.office.database().find_organization_by_name(name).await.unwrap().unwrap().id;
            test.office.switch_organization(&john, id("Globex").await).await.unwrap();
            let john = test.office.actor_of_session(token.reveal()).await.unwrap().unwrap();
            assert_eq!(john.viewer.organization.name, "Globex");
            assert!(matches!(
                test.office.switch_organization(&john, id("Initech").await).await,
                Err(Error::NotFound)
            ));
            test.db.set_enabled("organizations", id("Acme").await.0, false).await;
            assert!(matches!(test.office.switch_organization(&john, id("Acme").await).await, Err(Error::NotFound)));
            test.office.sign_out(token.reveal()).await.unwrap();
            assert!(matches!(test.office.switch_organization(&john, id("Globex").await).await, Err(Error::NotFound)));
        }

        async fn a_program_does_not_touch_the_sessions_of_its_owner(db: TestDatabase) {
            let test = office_with_john(db).await;
            let (_, mut john) = test.signed_in(JOHN, PASSWORD).await;
            let session = test.office.list_sessions(&john).await.unwrap()[0].id;
            john.via = Via::Application { id: model::ApplicationId(session.0), apis: Vec::new() };
            assert!(matches!(test.office.list_sessions(&john).await, Err(Error::Forbidden)));
            assert!(matches!(test.office.end_session(&john, session).await, Err(Error::Forbidden)));
            let here = john.viewer.organization.id;
            assert!(matches!(test.office.switch_organization(&john, here).await, Err(Error::Forbidden)));
        }
    }
}
