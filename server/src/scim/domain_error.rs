//! The office's refusals in the words of SCIM: the only place that maps them.

use super::error::{Refusal, ScimType};
use domain::Error;
use http::{HeaderValue, StatusCode, header::RETRY_AFTER};
use model::{Invalid, Problem};

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::not_found(),
            Error::Forbidden => Self::new(StatusCode::FORBIDDEN, "Your permissions do not include this."),
            Error::Invalid(invalid) => Self::from(&invalid),
            Error::Conflict => Self::stale(),
            Error::LastAdministrator => {
                Self::new(StatusCode::CONFLICT, "At least one administrator must remain.")
            }
            Error::RoleInUse => Self::new(StatusCode::CONFLICT, "The group has members."),
            Error::TooMany(wait) => Self::too_many("There were too many failed attempts.", wait),
            Error::Unavailable(cause) => {
                tracing::warn!(cause = format!("{cause:#}"), "SCIM is not available");
                Self::unavailable()
            }
            other => {
                tracing::error!(cause = format!("{other:?}"), "SCIM failed");
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, "This is a mistake of ours. The log has more.")
            }
        }
    }
}

impl From<&Invalid> for Refusal {
    fn from(invalid: &Invalid) -> Self {
        let taken =
            invalid.0.iter().any(|(_, one)| matches!(one, Problem::DuplicateEmail | Problem::NameTaken));
        let problems = invalid.0.iter().map(|(field, problem)| format!("{}: {problem}", attribute(field)));
        let detail = problems.collect::<Vec<_>>().join(" ");
        if taken {
            // RFC 7644 §3.3: a duplicate is a 409.
            let scim_type = Some(ScimType::Uniqueness);
            return Self { scim_type, ..Self::new(StatusCode::CONFLICT, detail) };
        }
        Self::bad(ScimType::InvalidValue, detail)
    }
}

impl Refusal {
    /// The database is busy or gone, or the keys are.
    pub(super) fn unavailable() -> Self {
        let detail = "The service is not available. The same request may succeed later.";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, detail).with(RETRY_AFTER, HeaderValue::from_static("2"))
    }
}

/// Which attribute a field of the form is.
fn attribute(field: &str) -> &str {
    match field {
        "email" => "userName",
        "first_name" => "name.givenName",
        "last_name" => "name.familyName",
        "external_id" => "externalId",
        // Of a role; people have a first and a last one.
        "name" => "displayName",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_has_its_status_and_word() {
        let cause = || std::io::Error::other("/secret/path").into();
        for (error, status, scim_type) in [
            (Error::NotFound, 404, None),
            (Error::Forbidden, 403, None),
            (Error::Invalid(Invalid::one("email", Problem::Blank)), 400, Some(ScimType::InvalidValue)),
            (Error::Invalid(Invalid::one("email", Problem::DuplicateEmail)), 409, Some(ScimType::Uniqueness)),
            (Error::Invalid(Invalid::one("name", Problem::NameTaken)), 409, Some(ScimType::Uniqueness)),
            (Error::RoleInUse, 409, None),
            (Error::Conflict, 412, None),
            (Error::LastAdministrator, 409, None),
            (Error::TooMany(std::time::Duration::ZERO), 429, None),
            (Error::Unavailable(cause()), 503, None),
            (Error::Internal(cause()), 500, None),
        ] {
            let refusal = Refusal::from(error);
            assert_eq!((refusal.status.as_u16(), refusal.scim_type), (status, scim_type));
            assert!(!refusal.detail.contains("secret"), "the cause is for the log");
        }
    }
}
