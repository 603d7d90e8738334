//! What runs beside the requests: following the revision, and writing when applications were last used.

use crate::{Office, Result};
use std::{future::Future, pin::pin, time::Duration};
use tokio::time::{MissedTickBehavior, interval};

/// How often the revision is read: the longest a change made by another process goes unnoticed.
const FOLLOW_EVERY: Duration = Duration::from_millis(500);
/// How many of those rounds there are between two writes of when applications were last used.
const ROUNDS_BETWEEN_WRITES: u32 = 10;

impl Office {
    /// Runs until `stop` is ready, then writes what is waiting. A database that is away is reported once, not twice a
    /// second, and asked again until it is back.
    pub async fn run_followers(&self, stop: impl Future<Output = ()> + Send) {
        let mut stop = pin!(stop);
        let mut ticks = interval(FOLLOW_EVERY);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut reachable = true;
        for round in 1u32.. {
            tokio::select! {
                () = &mut stop => break,
                _ = ticks.tick() => {}
            }
            let mut outcome = self.follow_revision().await;
            if outcome.is_ok() && round.is_multiple_of(ROUNDS_BETWEEN_WRITES) {
                outcome = self.flush_last_used().await;
            }
            report(&outcome, &mut reachable);
        }
        if let Err(error) = self.flush_last_used().await {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "when applications were last used is lost"
            );
        }
    }
}

fn report(outcome: &Result<()>, reachable: &mut bool) {
    match outcome {
        Ok(()) if !*reachable => tracing::info!("the database answers again"),
        Err(error) if *reachable => {
            tracing::error!(error = error as &dyn std::error::Error, "the database does not answer");
        }
        _ => {}
    }
    *reachable = outcome.is_ok();
}
