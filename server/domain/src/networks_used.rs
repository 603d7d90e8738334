//! From which networks applications were used: kept in memory and written in batches, so that no token costs a write. One
//! that is new is told.

use crate::{
    Office, Result,
    mail::{Fact, NetworkFacts, With},
    network::Network,
};
use model::{ApplicationId, MailEvent, Timestamp};
use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use store::{Seen, Transaction};

/// How many networks are kept of each application. The one it was not used from for the longest time is forgotten.
const KEPT: i64 = 100;
/// How many networks of one application are noted between two writes, and so how many mails one write can cause.
const WAITING: usize = 20;
/// How long a network that was written is not written again.
const WRITTEN_EVERY: Duration = Duration::from_hours(1);
/// How many written ones are remembered; about 2 MB.
const REMEMBERED: usize = 20_000;

/// What is not written yet, and what was written lately.
#[derive(Debug, Default)]
pub(crate) struct NetworksUsed(Mutex<Networks>);

#[derive(Debug, Default)]
struct Networks {
    waiting: HashMap<ApplicationId, Vec<Use>>,
    written: HashMap<(ApplicationId, Network), Timestamp>,
}

/// From where, at first with which address, from when on, until when.
#[derive(Clone, Copy, Debug)]
struct Use {
    network: Network,
    address: IpAddr,
    first: Timestamp,
    last: Timestamp,
}

impl NetworksUsed {
    /// Notes that a token was issued to the application, asked for from this address.
    pub(crate) fn note(&self, application: ApplicationId, address: &str, at: Timestamp) {
        let Ok(address) = address.parse() else { return };
        let network = Network::from(address);
        let mut networks = self.lock();
        let written = networks.written.get(&(application, network));
        if written.is_none_or(|written| *written + WRITTEN_EVERY <= at) {
            networks.wait(application, Use { network, address, first: at, last: at });
        }
    }

    fn take(&self) -> Vec<(ApplicationId, Vec<Use>)> {
        let mut waiting: Vec<_> = std::mem::take(&mut self.lock().waiting).into_iter().collect();
        // In the order of their ids, as where they are marked as used: two processes then wait for each other instead of
        // locking up.
        waiting.sort_unstable_by_key(|(application, _)| *application);
        waiting
    }

    fn lock(&self) -> MutexGuard<'_, Networks> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Networks {
    fn wait(&mut self, application: ApplicationId, new: Use) {
        let waiting = self.waiting.entry(application).or_default();
        if let Some(there) = waiting.iter_mut().find(|there| there.network == new.network) {
            (there.first, there.last) = (there.first.min(new.first), there.last.max(new.last));
        } else if waiting.len() < WAITING {
            waiting.push(new);
        }
    }

    fn remember(&mut self, application: ApplicationId, used: &Use) {
        if self.written.len() >= REMEMBERED {
            self.written.clear();
        }
        self.written.insert((application, used.network), used.last);
    }
}

impl Office {
    /// Writes what is waiting, in one transaction, and tells of what is new. What cannot be written now waits for the next
    /// time.
    pub(crate) async fn flush_networks(&self) -> Result<()> {
        let waiting = self.0.networks_used.take();
        if waiting.is_empty() {
            return Ok(());
        }
        let written = self.write_networks(&waiting).await;
        let mut networks = self.0.networks_used.lock();
        for (application, uses) in &waiting {
            for used in uses {
                match written {
                    Ok(()) => networks.remember(*application, used),
                    Err(_) => networks.wait(*application, *used),
                }
            }
        }
        written
    }

    async fn write_networks(&self, waiting: &[(ApplicationId, Vec<Use>)]) -> Result<()> {
        let mut tx = self.0.database.begin().await?;
        for (application, uses) in waiting {
            self.write_networks_of(&mut tx, *application, uses).await?;
        }
        tx.commit().await?;
        self.wake_mail_worker();
        Ok(())
    }

    async fn write_networks_of(
        &self,
        tx: &mut Transaction,
        application: ApplicationId,
        uses: &[Use],
    ) -> Result<()> {
        let Some(row) = tx.lock_application(application).await?.filter(|row| row.deleted_at.is_none()) else {
            return Ok(());
        };
        for used in uses {
            let network = used.network.to_string();
            // The first network of all is where it was put into use, which nobody needs to be told.
            if tx.note_network(row.id, &network, used.first, used.last, KEPT).await? == Seen::New {
                let facts = NetworkFacts { address: used.address.to_canonical().to_string(), network };
                let with = With::Network(&row, facts);
                self.tell(tx, Fact { event: MailEvent::NewNetwork, by: None, with }).await?;
            }
        }
        Ok(())
    }
}
