//! From where something is done. It belongs to the task a request is answered in, like the span its log lines stand in, so
//! that no method has to hand it on.

use model::AuditDoor;
use std::future::Future;

tokio::task_local! {
    static CAME_FROM: CameFrom;
}

/// From where a request came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CameFrom {
    /// By which door.
    pub door: AuditDoor,
    /// The network address; empty where there is none.
    pub address: String,
    /// The id of the request; empty where there is none.
    pub request_id: String,
}

impl CameFrom {
    /// By this door, from no address.
    pub const fn by(door: AuditDoor) -> Self {
        Self { door, address: String::new(), request_id: String::new() }
    }

    /// Does this as what was asked for from there: every record that is written meanwhile says so.
    pub async fn scope<F: Future>(self, work: F) -> F::Output {
        CAME_FROM.scope(self, work).await
    }

    /// From where the task at hand was asked for, if that is known.
    pub(super) fn known() -> Option<Self> {
        CAME_FROM.try_with(Clone::clone).ok()
    }
}
