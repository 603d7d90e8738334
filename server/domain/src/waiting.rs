//! How many requests may wait for somebody's answer: whoever knows the Client ID of a public application can cause some, so they
//! are bounded by application and place. What was answered counts no more.

use crate::{Office, TokenError, live::LiveApplication};
use std::{
    net::{IpAddr, Ipv6Addr},
    time::Duration,
};
use store::{Transaction, WaitingKind};

/// How many may wait from one address for an application that shows nothing of itself: as many as a large office behind one
/// address begins and abandons within minutes.
const OF_PUBLIC: i64 = 100;
/// The same for one that showed who it is. All of its people come from its one address.
const OF_CONFIDENTIAL: i64 = 5_000;

impl Office {
    /// Refuses another one if too many wait, until the first of them is over. Several at the same instant may each be the last one.
    pub(crate) async fn require_room(
        &self,
        tx: &mut Transaction,
        kind: WaitingKind,
        application: &LiveApplication,
        place: &str,
    ) -> Result<(), TokenError> {
        let now = self.now();
        let most = if application.confidential { OF_CONFIDENTIAL } else { OF_PUBLIC };
        let (waiting, first_end) = tx.waiting(kind, application.id, place, now).await?;
        if waiting < most {
            return Ok(());
        }
        tracing::info!(client_id = application.client_id, place, "too many requests wait for an answer");
        let wait = first_end.map_or(1, |end| (end.0 - now.0).max(1)).unsigned_abs();
        Err(TokenError::TooManyWaiting(Duration::from_secs(wait)))
    }
}

/// What counts as one place: an IPv4 address, or the first 64 bits of an IPv6 address, of which everybody has as many as they like.
pub(crate) fn place_of(address: &str) -> String {
    match address.parse::<IpAddr>().map(|address| address.to_canonical()) {
        Ok(IpAddr::V6(address)) => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).to_string()
        }
        Ok(address) => address.to_string(),
        Err(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::place_of;

    #[test]
    fn whoever_has_many_addresses_has_one_place() {
        assert_eq!(place_of("198.51.100.7"), "198.51.100.7");
        assert_eq!(place_of("::ffff:198.51.100.7"), "198.51.100.7");
        assert_eq!(place_of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_ne!(place_of("2001:db8:1:3::1"), place_of("2001:db8:1:2::1"));
        assert_eq!(place_of("unknown"), "");
    }
}
