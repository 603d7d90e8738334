//! Where the server may go at the wish of somebody else: out into the world, and never inward.
//!
//! The address is looked up and checked here, and the connection is made to the very address that was checked, so that a name
//! that changes its mind in between leads nowhere else.

use crate::Office;
use openidconnect::url::{Host, Url};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// How far the server may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Only to global addresses, with TLS.
    World,
    /// To wherever the operator said, also inside of the company, with TLS; without it only to this machine. What is asked
    /// there, and what for, is in the configuration, so no stranger has a say in it; where the operator's own provider says that
    /// its endpoints are, it may say.
    Configured,
    /// Anywhere: this server itself is only for this machine.
    Anywhere,
}

/// Why there is nowhere to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoWay {
    /// It never may go there.
    Forbidden,
    /// The name leads nowhere at this moment.
    Unknown,
}

impl Office {
    /// How far this server may go.
    pub(crate) fn reach(&self) -> Reach {
        let url = Url::parse(&self.0.settings.public_url);
        if url.is_ok_and(|url| is_loopback(&url)) { Reach::Anywhere } else { Reach::World }
    }

    /// Whether an address that somebody chose may be gone to, as far as its spelling tells; an empty one is none.
    pub(crate) fn may_reach(&self, address: &str) -> bool {
        address.is_empty()
            || Url::parse(address).is_ok_and(|url| match self.reach() {
                Reach::World => url.scheme() == "https",
                Reach::Configured | Reach::Anywhere => true,
            })
    }
}

impl Reach {
    /// The addresses behind a URL that may be connected to, in the order they should be tried.
    pub(super) async fn addresses(self, url: &Url) -> Result<Vec<SocketAddr>, NoWay> {
        let secure = url.scheme() == "https";
        if self == Self::World && !secure {
            return Err(NoWay::Forbidden);
        }
        let port = url.port_or_known_default().ok_or(NoWay::Forbidden)?;
        let found: Vec<SocketAddr> = match url.host().ok_or(NoWay::Forbidden)? {
            Host::Ipv4(address) => vec![(address, port).into()],
            Host::Ipv6(address) => vec![(address, port).into()],
            Host::Domain(name) => {
                tokio::net::lookup_host((name, port)).await.map_err(|_| NoWay::Unknown)?.collect()
            }
        };
        if found.is_empty() {
            return Err(NoWay::Unknown);
        }
        let allowed: Vec<SocketAddr> =
            found.into_iter().filter(|one| self.allows(one.ip(), secure)).collect();
        if allowed.is_empty() { Err(NoWay::Forbidden) } else { Ok(allowed) }
    }

    fn allows(self, address: IpAddr, secure: bool) -> bool {
        match self {
            Self::World => is_global(address),
            Self::Configured => secure || address.to_canonical().is_loopback(),
            Self::Anywhere => true,
        }
    }
}

/// Whether a URL is one of this very machine.
fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// Whether an address is one of the Internet, after the special-purpose registries of IANA (RFC 6890).
fn is_global(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_global_v4(address),
        IpAddr::V6(address) => is_global_v6(address),
    }
}

fn is_global_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !(a == 0
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        // Carriers (RFC 6598), protocols (RFC 6890), 6to4 relays (RFC 7526), measurements (RFC 2544).
        || (a == 100 && (64..128).contains(&b))
        || (a, b, c) == (192, 0, 0)
        || (a, b, c) == (192, 88, 99)
        || (a == 198 && (18..20).contains(&b))
        // Many at once, the future, and everybody.
        || a >= 224)
}

fn is_global_v6(address: Ipv6Addr) -> bool {
    let parts = address.segments();
    // IPv4 behind a translator (RFC 6052): what counts is where it leads.
    if parts[..6] == [0x64, 0xff9b, 0, 0, 0, 0] {
        let [.., a, b, c, d] = address.octets();
        return is_global_v4(Ipv4Addr::new(a, b, c, d));
    }
    // Of what was given out, without protocols (RFC 2928), 6to4 (RFC 3056) and documentation (RFC 3849, RFC 9637).
    (0x2000..0x4000).contains(&parts[0])
        && !(parts[0] == 0x2001 && parts[1] < 0x200)
        && !(parts[0] == 0x2001 && parts[1] == 0xdb8)
        && parts[0] != 0x2002
        && !(parts[0] == 0x3fff && parts[1] < 0x1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_internet_are_global() {
        for inward in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.0.9",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.0.1",
            "198.18.0.1",
            "198.51.100.1",
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:10.0.0.1",
            "::ffff:127.0.0.1",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b::a9fe:a9fe",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:10::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "3fff::1",
            "5f00::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!is_global(inward.parse().unwrap()), "{inward}");
        }
        for outward in [
            "1.1.1.1",
            "9.9.9.9",
            "100.63.255.255",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "198.17.0.1",
            "198.20.0.1",
            "223.255.255.255",
            "2606:4700:4700::1111",
            "2a00:1450::1",
            "2001:200::1",
            "::ffff:1.1.1.1",
            "64:ff9b::101:101",
        ] {
            assert!(is_global(outward.parse().unwrap()), "{outward}");
        }
    }

    #[tokio::test]
    async fn whatever_the_spelling_nobody_gets_inward() {
        for inward in [
            "https://127.0.0.1/",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://0177.0.0.1:8443/",
            "https://localhost/",
            "https://localhost:5432/",
            "https://[::1]/",
            "https://[::ffff:169.254.169.254]/latest/meta-data",
            "https://10.0.0.1/",
            "http://1.1.1.1/",
        ] {
            let url = Url::parse(inward).unwrap();
            assert_eq!(Reach::World.addresses(&url).await, Err(NoWay::Forbidden), "{inward}");
        }
        let url = Url::parse("https://1.1.1.1/logout").unwrap();
        assert_eq!(Reach::World.addresses(&url).await, Ok(vec!["1.1.1.1:443".parse().unwrap()]));
        let url = Url::parse("http://127.0.0.1:8080/logout").unwrap();
        assert_eq!(Reach::Anywhere.addresses(&url).await, Ok(vec!["127.0.0.1:8080".parse().unwrap()]));
    }

    #[tokio::test]
    async fn what_the_operator_configured_may_be_inside_but_not_without_tls() {
        for (url, allowed) in [
            ("https://10.0.0.1/token", true),
            ("https://127.0.0.1/token", true),
            ("http://127.0.0.1:8080/token", true),
            ("http://[::1]:8080/token", true),
            ("http://10.0.0.1/token", false),
            ("http://1.1.1.1/token", false),
        ] {
            let found = Reach::Configured.addresses(&Url::parse(url).unwrap()).await;
            assert_eq!(found.is_ok(), allowed, "{url}");
        }
    }
}
