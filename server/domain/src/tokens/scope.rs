//! What a token opens: what may be had, narrowed by `scope` (RFC 6749 §3.3) and by `resource` (RFC 8707 §2).

use super::{TokenError, claims};
use crate::live::LiveApplication;
use model::{IdentityScope, Scope};

/// What is granted of `allowed`; never nothing. Without a scope it is all APIs in it.
pub(crate) fn granted(
    allowed: &Scope,
    scope: Option<&str>,
    resources: &[String],
    public_url: &str,
) -> Result<Scope, TokenError> {
    let refused = || TokenError::InvalidScope { allowed: allowed.to_string() };
    let mut granted = match scope {
        Some(scope) => {
            scope.parse::<Scope>().ok().filter(|asked| allowed.covers(asked)).ok_or_else(refused)?
        }
        None => Scope::of_apis(allowed.apis.clone()),
    };
    if granted.is_empty() {
        return Err(refused());
    }
    if !resources.is_empty() {
        let is_known =
            |asked: &String| allowed.apis.iter().any(|api| claims::resource(public_url, *api) == *asked);
        if !resources.iter().all(is_known) {
            return Err(TokenError::InvalidTarget);
        }
        granted.apis.retain(|api| resources.contains(&claims::resource(public_url, *api)));
        if granted.is_empty() {
            return Err(TokenError::InvalidTarget);
        }
    }
    Ok(granted)
}

/// What is granted of `allowed`; without a scope it is all of it.
pub(super) fn narrowed(
    allowed: &Scope,
    scope: Option<&str>,
    resources: &[String],
    public_url: &str,
) -> Result<Scope, TokenError> {
    let all = allowed.to_string();
    granted(allowed, Some(scope.unwrap_or(&all)), resources, public_url)
}

/// What the application may use now.
pub(crate) fn allowed(application: &LiveApplication) -> Scope {
    let all = application.apis.api_types(application.side).iter().copied();
    Scope::of_apis(all.filter(|api| api.side() == application.side).collect())
}

/// What people may let the application have now: what it may use, and who they are.
pub(crate) fn allowed_by_people(application: &LiveApplication) -> Scope {
    Scope { identity: IdentityScope::ALL.to_vec(), ..allowed(application) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{
        ApiAccess,
        ApiType::{self, EmailAddon, JsonApi, Scim},
    };

    fn grant(scope: Option<&str>, resources: &[&str]) -> Result<Vec<ApiType>, &'static str> {
        let mut application = LiveApplication::for_tests("a");
        application.apis = ApiAccess::Only(vec![JsonApi, EmailAddon]);
        let resources: Vec<String> = resources.iter().map(ToString::to_string).collect();
        let granted = granted(&allowed(&application), scope, &resources, "https://id.example.com");
        granted.map(|granted| granted.apis).map_err(|error| match error {
            TokenError::InvalidScope { .. } => "invalid_scope",
            TokenError::InvalidTarget => "invalid_target",
            _ => "something else",
        })
    }

    #[test]
    fn scope_narrows_and_never_widens() {
        assert_eq!(grant(None, &[]), Ok(vec![JsonApi, EmailAddon]));
        assert_eq!(grant(Some("email_addon json_api email_addon"), &[]), Ok(vec![JsonApi, EmailAddon]));
        assert_eq!(grant(Some("email_addon"), &[]), Ok(vec![EmailAddon]));
        for scope in [
            "scim",
            "json_api scim",
            "customer_json_api",
            "soap",
            " ",
            "json_api  email_addon",
            "JSON_API",
            "openid",
            "json_api openid",
            "json_api\n",
            "\u{0}",
        ] {
            assert_eq!(grant(Some(scope), &[]), Err("invalid_scope"), "{scope:?}");
        }
    }

    #[test]
    fn resource_narrows_and_never_widens() {
        assert_eq!(grant(None, &["https://id.example.com/api"]), Ok(vec![JsonApi]));
        let both = ["https://id.example.com/api", "https://id.example.com/email-addon/v1"];
        assert_eq!(grant(None, &both), Ok(vec![JsonApi, EmailAddon]));
        assert_eq!(grant(Some("json_api"), &both), Ok(vec![JsonApi]));
        assert_eq!(grant(Some("json_api"), &[both[1]]), Err("invalid_target"));
        for resource in [
            "https://id.example.com/scim/v2",
            "https://id.example.com/api/",
            "/api",
            "",
            "https://id.example.com/api#x",
        ] {
            assert_eq!(grant(None, &[resource]), Err("invalid_target"), "{resource:?}");
        }
    }

    #[test]
    fn an_application_never_gets_an_api_of_the_other_side() {
        let mut application = LiveApplication::for_tests("a");
        application.side = model::Side::Customer;
        application.apis = ApiAccess::Only(vec![JsonApi, Scim]);
        assert_eq!(allowed(&application), Scope::default());
        assert!(granted(&allowed(&application), None, &[], "https://id.example.com").is_err());
    }
}
