//! Tells open pages that something in the applications changed, as server-sent events (HTML Living Standard §9.2).
//!
//! An event says no more than that: the page asks for its rows again and gets those that its person may see. Changes of other
//! processes are heard of as soon as this one follows them.

use crate::AppState;
use app::Visitor;
use axum::{
    Extension,
    extract::State,
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use domain::{Office, Sensitive, Via};
use futures_util::stream::unfold;
use http::{HeaderName, HeaderValue, StatusCode, header};
use model::SessionId;
use std::{
    collections::HashMap,
    convert::Infallible,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::{
    sync::watch,
    time::{Instant, sleep_until},
};

/// How many streams a session may have open, one for each window in sight.
const OF_A_SESSION: usize = 4;
/// How many there may be in all; each takes a connection and a few kB.
const IN_ALL: usize = 2_000;
/// How long a stream goes on before it is asked again whether its session still lives.
const ASKED_EVERY: Duration = Duration::from_secs(30);
/// So that whoever stands in between does not take it for dead.
const KEEP_ALIVE: Duration = Duration::from_secs(20);

/// With each request: whether the server is about to stop. Streams end then, or it would wait for them.
#[derive(Clone)]
pub(crate) struct Stopping(pub watch::Receiver<bool>);

/// How many streams are open.
#[derive(Debug, Default)]
pub struct Streams(Mutex<HashMap<SessionId, usize>>);

impl Streams {
    /// A place for one more; none if there are enough.
    fn take(self: &Arc<Self>, session: SessionId) -> Option<Seat> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let own = open.get(&session).copied().unwrap_or_default();
        if own >= OF_A_SESSION || open.values().sum::<usize>() >= IN_ALL {
            return None;
        }
        open.insert(session, own + 1);
        Some(Seat { streams: Arc::clone(self), session })
    }
}

/// The place of one stream, free again when it is dropped.
struct Seat {
    streams: Arc<Streams>,
    session: SessionId,
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut open = self.streams.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = open.get_mut(&self.session) {
            *own -= 1;
            if *own == 0 {
                open.remove(&self.session);
            }
        }
    }
}

/// `GET /live/applications`. Who has nothing to hear gets 204, which tells browsers not to come again by themselves (HTML Living
/// Standard §9.2.3), and without a complaint in their console.
pub(super) async fn applications(
    State(state): State<AppState>,
    Extension(visitor): Extension<Visitor>,
    stopping: Option<Extension<Stopping>>,
) -> Response {
    let (Some(actor), Some(token)) = (visitor.actor, visitor.token) else {
        return StatusCode::NO_CONTENT.into_response();
    };
    let Via::Session(session) = actor.via else { return StatusCode::NO_CONTENT.into_response() };
    if !actor.may_view_applications() {
        return StatusCode::NO_CONTENT.into_response();
    }
    let Some(seat) = state.streams.take(session) else {
        return (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, "30")]).into_response();
    };
    let revisions = state.office.follow_changes();
    let following = Following {
        office: state.office,
        token,
        revisions,
        stopping: stopping.map(|Extension(Stopping(stopping))| stopping),
        first: true,
        ask_at: Instant::now() + ASKED_EVERY,
        _seat: seat,
    };
    let events = unfold(following, |mut following| async move {
        let event = following.next().await?;
        Some((Ok::<_, Infallible>(event), following))
    });
    let mut response = Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // nginx hands on what comes, instead of collecting it.
    headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    response
}

/// One stream.
struct Following {
    office: Office,
    token: Sensitive,
    revisions: watch::Receiver<i64>,
    stopping: Option<watch::Receiver<bool>>,
    first: bool,
    ask_at: Instant,
    _seat: Seat,
}

impl Following {
    /// The next event; none ends the stream.
    async fn next(&mut self) -> Option<Event> {
        if std::mem::take(&mut self.first) {
            return Some(self.event());
        }
        loop {
            let changed = tokio::select! {
                () = stopped(&mut self.stopping) => return None,
                changed = self.revisions.changed() => {
                    changed.ok()?;
                    true
                }
                () = sleep_until(self.ask_at) => false,
            };
            // Signing out, being disabled and losing permissions end it.
            self.ask_at = Instant::now() + ASKED_EVERY;
            let actor = self.office.actor_of_unseen_session(self.token.reveal()).await.ok()??;
            if !actor.may_view_applications() {
                return None;
            }
            if changed {
                return Some(self.event());
            }
        }
    }

    /// The revision alone: who knows it already has missed nothing.
    fn event(&mut self) -> Event {
        let revision = *self.revisions.borrow_and_update();
        Event::default().event("applications").id(revision.to_string()).data(revision.to_string())
    }
}

async fn stopped(stopping: &mut Option<watch::Receiver<bool>>) {
    match stopping {
        // An error means that nobody is left to say so, which is the same.
        Some(stopping) => drop(stopping.wait_for(|stopping| *stopping).await),
        None => std::future::pending().await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_session_has_a_few_streams_and_gets_its_places_back() {
        let streams = Arc::new(Streams::default());
        let session = |number| SessionId(Uuid::from_u128(number));
        let seats: Vec<_> = std::iter::from_fn(|| streams.take(session(1))).collect();
        assert_eq!(seats.len(), OF_A_SESSION);
        assert!(streams.take(session(2)).is_some(), "another one has its own");
        drop(seats);
        assert!(streams.take(session(1)).is_some());
        assert!(streams.0.lock().unwrap().is_empty(), "what is free is forgotten");
        let all: Vec<_> = (0..3_000).filter_map(|number| streams.take(session(number))).collect();
        assert_eq!(all.len(), IN_ALL);
    }
}
