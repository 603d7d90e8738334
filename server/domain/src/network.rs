//! Networks: what is kept of an address to tell whether somebody comes from where they came from before.
//!
//! Addresses change with every restart of a router, and phones have many; the network in front of them changes when one
//! is somewhere else.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

/// The first 24 bits of an IPv4 address, or the first 48 of an IPv6 address: what one place is usually given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Network(IpAddr);

impl Network {
    /// The network of an address as it is written; none of what is no address.
    pub(crate) fn of(address: &str) -> Option<Self> {
        address.parse::<IpAddr>().ok().map(Self::from)
    }
}

impl From<IpAddr> for Network {
    fn from(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V4(address) => {
                let [a, b, c, _] = address.octets();
                Ipv4Addr::new(a, b, c, 0).into()
            }
            IpAddr::V6(address) => {
                let [a, b, c, ..] = address.segments();
                Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0).into()
            }
        })
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bits = if self.0.is_ipv4() { 24 } else { 48 };
        write!(f, "{}/{bits}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Network;

    #[test]
    fn addresses_of_one_place_have_one_network() {
        let of = |address| Network::of(address).map(|network| network.to_string());
        assert_eq!(of("203.0.113.7").as_deref(), Some("203.0.113.0/24"));
        assert_eq!(of("::ffff:203.0.113.9"), of("203.0.113.7"));
        assert_ne!(of("203.0.114.7"), of("203.0.113.7"));
        assert_eq!(of("2001:db8:1:2:3::4").as_deref(), Some("2001:db8:1::/48"));
        assert_ne!(of("2001:db8:2::4"), of("2001:db8:1::4"));
        assert_eq!((of("unknown"), of("")), (None, None));
    }
}
