//! How many requests each application may make at the web APIs, and what its answers tell it of that.
//!
//! An application's window begins with its first request and lasts `limits.window`; every further one until its end counts.
//! Whatever comes in by a token of the application counts, whoever it acts for, and what has no valid token does not. Each
//! process counts its own. In the mode `monitor` nobody is refused: the log and `/metrics` tell whom `enforce` would refuse.

mod headers;
mod windows;

pub(crate) use headers::{Meter, headers};

use crate::config::{LimitMode, Limits};
use domain::{Actor, Via};
use model::{ApplicationId, Timestamp};
use std::time::Duration;
use windows::Windows;

/// Counts the requests of every application.
#[derive(Debug)]
pub struct Quotas {
    limits: Limits,
    windows: Windows,
}

/// What is left for an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Left {
    /// How many requests a window has (`q` of draft-ietf-httpapi-ratelimit-headers-10 §2.1).
    pub quota: u32,
    /// How many seconds it lasts (`w`).
    pub window: u64,
    /// How many requests there may be until it ends (`r` of §2.2).
    pub remaining: u32,
    /// In how many seconds that is, at least one (`t`).
    pub reset: u64,
}

impl Quotas {
    /// With what was configured.
    pub fn new(limits: Limits) -> Self {
        Self { limits, windows: Windows::default() }
    }

    /// Counts a request of this actor, and says what is left; nothing for people, and where nothing is counted.
    ///
    /// An error is how long to wait: the request must be refused.
    pub(crate) fn spend(&self, actor: &Actor, now: Timestamp) -> Result<Option<Left>, (Left, Duration)> {
        let (LimitMode::Monitor | LimitMode::Enforce, Via::Application { id, .. }) =
            (self.limits.mode, &actor.via)
        else {
            return Ok(None);
        };
        let (quota, window) = (self.limits.requests.get(), self.limits.window.duration().as_secs());
        let (used, reset) = self.windows.count(*id, window, now);
        let left = Left { quota, window, remaining: quota.saturating_sub(used), reset };
        if used <= quota {
            return Ok(Some(left));
        }
        let enforced = self.limits.mode == LimitMode::Enforce;
        report(*id, enforced, used == quota.saturating_add(1), quota, window);
        if enforced { Err((left, Duration::from_secs(reset))) } else { Ok(Some(left)) }
    }
}

/// Tells whoever runs the server: each request in the numbers, each window in the log.
fn report(application: ApplicationId, enforced: bool, first: bool, quota: u32, window: u64) {
    let mode = if enforced { "enforce" } else { "monitor" };
    metrics::counter!("latchkey_api_requests_over_limit_total", "mode" => mode).increment(1);
    if first {
        tracing::warn!(%application, mode, quota, window, "an application made more requests than its limit");
    }
}
