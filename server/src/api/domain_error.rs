//! The office's refusals in the words of JSON:API: the only place that maps them.

use super::error::{Flaw, Refusal};
use domain::Error;
use http::{HeaderValue, StatusCode, header::RETRY_AFTER};
use model::Invalid;
use std::time::Duration;

/// How long to wait for a database that is busy, or for keys that are missing.
const UNAVAILABLE_WAIT: Duration = Duration::from_secs(2);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::not_found(),
            Error::Forbidden => {
                Self::new(StatusCode::FORBIDDEN, "forbidden", "Your permissions do not include this.")
            }
            Error::Invalid(invalid) => Self::from(invalid),
            Error::Conflict => Self::new(
                StatusCode::CONFLICT,
                "changed_meanwhile",
                "It was changed by somebody else in the meantime.",
            ),
            Error::LastAdministrator => Self::new(
                StatusCode::CONFLICT,
                "last_administrator",
                "At least one administrator must remain.",
            ),
            Error::RoleInUse => Self::new(StatusCode::CONFLICT, "role_in_use", "Somebody has this role."),
            Error::TemplateInUse(_) => {
                Self::new(StatusCode::CONFLICT, "template_in_use", "Notification rules use this template.")
            }
            Error::TooMany(wait) => Self::wait(
                StatusCode::TOO_MANY_REQUESTS,
                "too_many_requests",
                "There were too many failed attempts.",
                wait,
            ),
            Error::Unavailable(cause) => {
                tracing::warn!(cause = format!("{cause:#}"), "the API is not available");
                Self::unavailable()
            }
            Error::Internal(cause) => {
                tracing::error!(cause = format!("{cause:#}"), "the API failed");
                Self::internal()
            }
            other @ (Error::BadCredentials | Error::DemoNotOnLoopback(_)) => {
                tracing::error!(cause = %other, "the API got a refusal that does not belong here");
                Self::internal()
            }
        }
    }
}

impl Refusal {
    /// The database is busy or gone, or the keys are.
    pub(super) fn unavailable() -> Self {
        Self::wait(
            StatusCode::SERVICE_UNAVAILABLE,
            "temporarily_unavailable",
            "The service is not available. The same request may succeed later.",
            UNAVAILABLE_WAIT,
        )
    }

    /// A mistake of ours, which the log tells of.
    pub(super) fn internal() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal_error",
            "This is a mistake of ours. The log has more under the id of this error.",
        )
    }

    pub(super) fn wait(status: StatusCode, code: &'static str, detail: &str, wait: Duration) -> Self {
        let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
        Self::new(status, code, detail).with(RETRY_AFTER, HeaderValue::from(seconds.max(1)))
    }
}

impl From<Invalid> for Refusal {
    fn from(invalid: Invalid) -> Self {
        let flaws = invalid
            .0
            .iter()
            .map(|(field, problem)| Flaw::at(pointer(field), problem.code(), problem.to_string()));
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, flaws: flaws.collect(), headers: Vec::new() }
    }
}

/// Where in a request document a field of a form stands.
fn pointer(field: &str) -> &'static str {
    match field {
        "name" => "/data/attributes/name",
        "label" => "/data/attributes/secretLabel",
        "life" => "/data/attributes/secretLife",
        "active" => "/data/attributes/active",
        "all_apis" => "/data/attributes/allApis",
        "apis" => "/data/attributes/apis",
        "grant" => "/data/attributes/grantType",
        "organization" => "/data/relationships/organization",
        "owner" => "/data/relationships/owner",
        "email" => "/data/attributes/email",
        "first_name" => "/data/attributes/firstName",
        "last_name" => "/data/attributes/lastName",
        "side" => "/data/attributes/side",
        "levels" => "/data/attributes/permissions",
        "customer" => "/data/relationships/customer",
        "organizations" => "/data/relationships/organizations",
        "roles" => "/data/relationships/roles",
        "manager" => "/data/relationships/manager",
        _ => "/data",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Problem;

    #[test]
    fn every_refusal_has_its_status_and_code() {
        let cause = || std::io::Error::other("/secret/path").into();
        for (error, status, code, retry) in [
            (Error::NotFound, 404, "not_found", None),
            (Error::Forbidden, 403, "forbidden", None),
            (Error::Invalid(Invalid::one("name", Problem::Blank)), 422, "blank", None),
            (Error::Conflict, 409, "changed_meanwhile", None),
            (Error::LastAdministrator, 409, "last_administrator", None),
            (Error::RoleInUse, 409, "role_in_use", None),
            (Error::TemplateInUse("Auditors".into()), 409, "template_in_use", None),
            (Error::TooMany(Duration::from_millis(1_500)), 429, "too_many_requests", Some("2")),
            (Error::TooMany(Duration::ZERO), 429, "too_many_requests", Some("1")),
            (Error::Unavailable(cause()), 503, "temporarily_unavailable", Some("2")),
            (Error::Internal(cause()), 500, "internal_error", None),
        ] {
            let refusal = Refusal::from(error);
            assert_eq!((refusal.status.as_u16(), refusal.flaws[0].code), (status, code));
            let waits = refusal.headers.iter().find(|(name, _)| name == RETRY_AFTER);
            assert_eq!(waits.map(|(_, value)| value.to_str().unwrap()), retry, "{code}");
            assert!(!refusal.document(None).to_string().contains("secret"), "the cause is for the log");
        }
    }

    #[test]
    fn each_invalid_field_points_into_the_document() {
        let mut invalid = Invalid::one("name", Problem::TooLong { limit: 255 });
        invalid.add("apis", Problem::NoApi);
        invalid.add("organization", Problem::UnknownOrganization);
        let document = Refusal::from(invalid).document(Some("r1"));
        let pointers = document["errors"].as_array().unwrap().iter();
        let pointers = pointers.map(|error| error["source"]["pointer"].as_str().unwrap()).collect::<Vec<_>>();
        assert_eq!(
            pointers,
            ["/data/attributes/name", "/data/attributes/apis", "/data/relationships/organization"]
        );
        assert_eq!(document["errors"][0]["id"], "r1");
    }
}
