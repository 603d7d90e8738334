//! People as the tokens of applications they let in act for them.

use super::Live;
use crate::{Actor, Office, Result, Via};
use model::{ApiType, ApplicationId, OrganizationId, UserId};
use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock, atomic::Ordering::SeqCst},
};

/// How many people are kept; about 2 kB each.
const CAPACITY: usize = 10_000;

/// A person in an organization; none if they cannot act there.
type Known = Option<Arc<Actor>>;
/// Those that are kept.
pub(super) type People = RwLock<HashMap<(UserId, OrganizationId), Known>>;

impl Live {
    fn person(&self, user: UserId, organization: OrganizationId) -> Option<Known> {
        self.people.read().unwrap_or_else(PoisonError::into_inner).get(&(user, organization)).cloned()
    }

    /// Keeps what was loaded, unless something was forgotten since `generation`.
    fn keep_person(&self, user: UserId, organization: OrganizationId, known: &Known, generation: u64) {
        let mut people = self.people.write().unwrap_or_else(PoisonError::into_inner);
        if self.generation.load(SeqCst) != generation {
            return;
        }
        if people.len() >= CAPACITY {
            let mut keep = false;
            people.retain(|_, _| {
                keep = !keep;
                keep
            });
        }
        people.insert((user, organization), known.clone());
    }
}

impl Office {
    /// This person, acting through this application with these APIs; none if they cannot act in the organization any more.
    /// Asks the database nothing while what it knows of them is fresh.
    pub(crate) async fn live_person(
        &self,
        user: UserId,
        organization: OrganizationId,
        application: ApplicationId,
        apis: Vec<ApiType>,
    ) -> Result<Option<Actor>> {
        let live = &self.0.live;
        if !live.is_trusted(self.0.clock.now_ms()) {
            self.follow_revision().await?;
        }
        let known = if let Some(known) = live.person(user, organization) {
            known
        } else {
            let generation = live.generation.load(SeqCst);
            let via = Via::Application { id: application, apis: Vec::new() };
            let known = self.actor_for_user(user, organization, via).await?.map(Arc::new);
            live.keep_person(user, organization, &known, generation);
            known
        };
        Ok(known.map(|actor| {
            let mut actor = Actor::clone(&actor);
            actor.via = Via::Application { id: application, apis };
            actor
        }))
    }
}
