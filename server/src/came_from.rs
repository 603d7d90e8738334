//! From where a request comes, for the audit: by which door, from which address, with which id.

use crate::{ClientAddress, telemetry::REQUEST_ID};
use axum::{extract::Request, middleware::Next, response::Response};
use domain::CameFrom;
use model::AuditDoor;

/// Where each door is, the longer paths first.
const DOORS: [(&str, AuditDoor); 8] = [
    ("/customer-api", AuditDoor::CustomerApi),
    ("/api", AuditDoor::Api),
    ("/scim", AuditDoor::Scim),
    ("/email-addon", AuditDoor::EmailAddon),
    ("/oauth2/register", AuditDoor::Registration),
    // People answer there, in a page.
    ("/oauth2/authorize", AuditDoor::Pages),
    ("/oauth2/logout", AuditDoor::Pages),
    ("/oauth2", AuditDoor::OAuth),
];

/// Answers the request as what was asked for from there.
pub(crate) async fn came_from(request: Request, next: Next) -> Response {
    let address = request.extensions().get().map(|ClientAddress(ip)| ip.to_string()).unwrap_or_default();
    let request_id = request.headers().get(&REQUEST_ID).and_then(|id| id.to_str().ok()).unwrap_or_default();
    let from = CameFrom { door: door(request.uri().path()), address, request_id: request_id.to_owned() };
    from.scope(next.run(request)).await
}

fn door(path: &str) -> AuditDoor {
    // The other name of the token endpoint.
    if path == "/oauth2-token" {
        return AuditDoor::OAuth;
    }
    let inside =
        |of: &str| path.strip_prefix(of).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    DOORS.iter().find(|(of, _)| inside(of)).map_or(AuditDoor::Pages, |(_, door)| *door)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_has_a_door() {
        for (path, expected) in [
            ("/api/applications", AuditDoor::Api),
            ("/apiary", AuditDoor::Pages),
            ("/customer-api/users", AuditDoor::CustomerApi),
            ("/scim/v2/Users", AuditDoor::Scim),
            ("/email-addon/v1/people", AuditDoor::EmailAddon),
            ("/oauth2/token", AuditDoor::OAuth),
            ("/oauth2-token", AuditDoor::OAuth),
            ("/oauth2-token/authorize", AuditDoor::Pages),
            ("/oauth2/register/abc", AuditDoor::Registration),
            ("/oauth2/authorize", AuditDoor::Pages),
            ("/rpc/sign_in", AuditDoor::Pages),
            ("/", AuditDoor::Pages),
        ] {
            assert_eq!(door(path), expected, "{path}");
        }
    }
}
