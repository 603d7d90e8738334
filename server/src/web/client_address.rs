//! Who is at the other end, also behind a proxy.

use crate::AppState;
use axum::{
    extract::{ConnectInfo, Request, State},
    middleware::Next,
    response::Response,
};
use http::HeaderMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// The address a request came from, for counting failures and for sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

/// Puts it into the extensions.
pub(crate) async fn client_address(
    State(state): State<AppState>,
    mut request: Request,
    next: Next,
) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    // Without a socket the request was made in this process.
    let peer =
        peer.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |ConnectInfo(address)| address.ip().to_canonical());
    let address = believe(peer, &hops(request.headers()), &state.config.server.trusted_proxies);
    request.extensions_mut().insert(ClientAddress(address));
    next.run(request).await
}

/// What proxies say of whom they speak for.
pub(crate) fn hops(headers: &HeaderMap) -> Vec<&str> {
    let lines = headers.get_all("x-forwarded-for").iter().map(|value| value.to_str().unwrap_or("unreadable"));
    lines.flat_map(|line| line.split(',')).map(str::trim).collect()
}

/// `X-Forwarded-For` is read from its end and believed as long as trusted proxies wrote it.
fn believe(peer: IpAddr, hops: &[&str], trusted: &[IpAddr]) -> IpAddr {
    let mut address = peer;
    for hop in hops.iter().rev() {
        if !trusted.contains(&address) {
            break;
        }
        // Some proxies add the port.
        let next = hop.parse::<IpAddr>().or_else(|_| hop.parse::<SocketAddr>().map(|address| address.ip()));
        match next {
            Ok(next) => address = next.to_canonical(),
            Err(_) => break,
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_trusted_proxies_are_believed() {
        let ip = |text: &str| text.parse::<IpAddr>().unwrap();
        let (proxy, other, client) = (ip("10.0.0.1"), ip("10.0.0.2"), ip("192.0.2.7"));
        assert_eq!(believe(client, &["198.51.100.1"], &[proxy]), client);
        assert_eq!(believe(proxy, &["198.51.100.1", "192.0.2.7"], &[proxy]), client);
        assert_eq!(believe(proxy, &["192.0.2.7", "10.0.0.2"], &[proxy, other]), client);
        assert_eq!(believe(proxy, &["192.0.2.7:4711"], &[proxy]), client);
        assert_eq!(believe(proxy, &["[2001:db8::1]:4711"], &[proxy]), ip("2001:db8::1"));
        assert_eq!(believe(proxy, &["nonsense"], &[proxy]), proxy);
        assert_eq!(believe(proxy, &[], &[proxy]), proxy);
    }
}
