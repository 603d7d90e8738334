//! What an application asks for, judged by the same rules as the forms of people.

use super::{
    error::RegistrationError,
    metadata::{ApplicationMetadata, Way},
};
use crate::client_keys::read_keys;
use model::{
    ApiType, ApplicationForm, Grant, Invalid, JWKS_MAX_LENGTH, Problem, Scope, check_name, is_web_address,
};

type Result<T> = std::result::Result<T, RegistrationError>;

/// The grant type of devices (RFC 8628 §3.4).
pub(super) const DEVICE: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// What it means, once it has passed. What is none was not said.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) grant: Grant,
    pub(super) way: Way,
    pub(super) name: Option<String>,
    pub(super) apis: Option<Vec<ApiType>>,
    pub(super) redirect_uris: Vec<String>,
    pub(super) jwks: Option<String>,
    pub(super) jwks_uri: Option<String>,
    pub(super) post_logout_redirect_uris: Vec<String>,
    pub(super) require_dpop: bool,
    pub(super) require_pushed: bool,
    pub(super) backchannel_logout_uri: String,
}

impl Wanted {
    /// Reads it. Grant and way are what counts where nothing is said; `allowed` is the most that `scope` may name.
    pub(super) fn read(
        said: &ApplicationMetadata,
        (grant, way): (Grant, Way),
        allowed: &[ApiType],
    ) -> Result<Self> {
        let grant = self::grant(&said.grant_types, grant)?;
        answers(&said.response_types, grant)?;
        let way = match said.authentication.as_deref() {
            Some(word) => Way::named(word).ok_or_else(|| {
                let known = Way::ALL.map(Way::as_str).join(", ");
                refused("token_endpoint_auth_method", &format!("This server knows {known}."))
            })?,
            None => way,
        };
        Ok(Self {
            grant,
            way,
            name: name(said.name.as_deref())?,
            apis: apis(said.scope.as_deref(), allowed)?,
            redirect_uris: redirect_uris(&said.redirect_uris, grant)?,
            jwks: jwks(said, way)?,
            jwks_uri: jwks_uri(said, way)?,
            require_dpop: said.require_dpop,
            require_pushed: said.require_pushed && grant.redirects(),
            backchannel_logout_uri: backchannel_logout_uri(said)?,
            post_logout_redirect_uris: uris(&said.post_logout_redirect_uris)
                .map_err(|problem| refused("post_logout_redirect_uris", &problem.to_string()))?,
        })
    }
}

fn refused(member: &str, why: &str) -> RegistrationError {
    RegistrationError::InvalidMetadata(format!("{member}: {why}"))
}

/// An application here has one way to get tokens; refreshing is a part of it.
fn grant(types: &[String], otherwise: Grant) -> Result<Grant> {
    let mut found = None;
    for word in types {
        let grant = match word.as_str() {
            "authorization_code" => Grant::AuthorizationCode,
            DEVICE => Grant::Device,
            "refresh_token" => continue,
            "client_credentials" => {
                let why =
                    "An application of this grant type acts as one person, so a person has to create it.";
                return Err(refused("grant_types", why));
            }
            _ => {
                let why =
                    format!("Applications register with authorization_code or {DEVICE}, and refresh_token.");
                return Err(refused("grant_types", &why));
            }
        };
        if found.is_some_and(|found| found != grant) {
            let why = format!("An application has one of authorization_code and {DEVICE}. Register two.");
            return Err(refused("grant_types", &why));
        }
        found = Some(grant);
    }
    match found {
        Some(grant) => Ok(grant),
        None if types.is_empty() => Ok(otherwise),
        None => Err(refused("grant_types", "There is nothing to refresh without another grant type.")),
    }
}

/// RFC 7591 §2.1: the types of answers have to fit the grant.
fn answers(types: &[String], grant: Grant) -> Result<()> {
    match (grant.redirects(), types) {
        (_, []) => Ok(()),
        (true, types) if types.iter().all(|word| word == "code") => Ok(()),
        (true, _) => Err(refused("response_types", "This server answers with code only.")),
        (false, _) => Err(refused("response_types", "An application of this grant type asks no browser.")),
    }
}

fn name(typed: Option<&str>) -> Result<Option<String>> {
    let Some(typed) = typed.filter(|typed| !typed.trim().is_empty()) else { return Ok(None) };
    let mut invalid = Invalid::default();
    let name = check_name("name", typed, &mut invalid);
    if invalid.is_empty() { Ok(Some(name)) } else { Err(crate::Error::Invalid(invalid).into()) }
}

/// What people are may be asked by every application, so only the API types count.
fn apis(scope: Option<&str>, allowed: &[ApiType]) -> Result<Option<Vec<ApiType>>> {
    let Some(scope) = scope.filter(|scope| !scope.is_empty()) else { return Ok(None) };
    let known = scope.parse::<Scope>().ok().map(|scope| scope.apis);
    match known {
        Some(apis) if !apis.is_empty() && apis.iter().all(|api| allowed.contains(api)) => Ok(Some(apis)),
        known => {
            let why = match known {
                None => "It is malformed or unknown.",
                Some(apis) if apis.is_empty() => "It has to name an API type.",
                Some(_) => "It is more than is allowed.",
            };
            let allowed = Scope::of_apis(allowed.to_vec());
            Err(refused("scope", &format!("{why} Allowed: {allowed}")))
        }
    }
}

fn redirect_uris(sent: &[String], grant: Grant) -> Result<Vec<String>> {
    if !grant.redirects() && !sent.is_empty() {
        let why = "Nobody is sent back to an application of this grant type.";
        return Err(RegistrationError::InvalidRedirectUri(why.to_owned()));
    }
    let form = ApplicationForm { redirect_uris: sent.to_vec(), ..ApplicationForm::default() };
    form.redirect_uris(grant).map_err(|problem| RegistrationError::InvalidRedirectUri(problem.to_string()))
}

/// The rules of redirect URLs, where there may be none.
fn uris(sent: &[String]) -> std::result::Result<Vec<String>, Problem> {
    if sent.is_empty() {
        return Ok(Vec::new());
    }
    let form = ApplicationForm { redirect_uris: sent.to_vec(), ..ApplicationForm::default() };
    form.redirect_uris(Grant::AuthorizationCode)
}

fn jwks(said: &ApplicationMetadata, way: Way) -> Result<Option<String>> {
    match said.jwks.as_deref() {
        Some(keys) if keys.len() > JWKS_MAX_LENGTH || read_keys(keys).is_none() => {
            Err(refused("jwks", &Problem::BadKeys.to_string()))
        }
        None if way == Way::PrivateKeyJwt && said.jwks_uri.is_none() => {
            Err(refused("jwks", "An application that signs has to show its public keys."))
        }
        // A public application shows nothing, so nothing is kept of its keys.
        keys => Ok(keys.filter(|_| way != Way::None).map(str::to_owned)),
    }
}

/// Keys by value or by address, not both (RFC 7591 §2).
fn jwks_uri(said: &ApplicationMetadata, way: Way) -> Result<Option<String>> {
    match said.jwks_uri.as_deref() {
        Some(_) if said.jwks.is_some() => Err(refused("jwks_uri", &Problem::KeysTwice.to_string())),
        Some(uri) if !is_web_address(uri) => Err(refused("jwks_uri", &Problem::BadLogoutUrl.to_string())),
        uri => Ok(uri.filter(|_| way != Way::None).map(str::to_owned)),
    }
}

fn backchannel_logout_uri(said: &ApplicationMetadata) -> Result<String> {
    match said.backchannel_logout_uri.as_deref() {
        Some(uri) if !is_web_address(uri) => {
            Err(refused("backchannel_logout_uri", &Problem::BadLogoutUrl.to_string()))
        }
        uri => Ok(uri.unwrap_or_default().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ApiType::{JsonApi, Scim};

    fn read(change: impl FnOnce(&mut ApplicationMetadata)) -> Result<Wanted> {
        let mut said = ApplicationMetadata {
            redirect_uris: vec!["https://a.example/cb".into()],
            ..ApplicationMetadata::default()
        };
        change(&mut said);
        Wanted::read(&said, (Grant::AuthorizationCode, Way::SecretBasic), &[JsonApi, Scim])
    }

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_is_left_out_is_what_the_standard_says() {
        let wanted = read(|_| {}).unwrap();
        assert_eq!((wanted.grant, wanted.way), (Grant::AuthorizationCode, Way::SecretBasic));
        assert_eq!((wanted.name, wanted.apis, wanted.jwks), (None, None, None));
        assert_eq!(wanted.redirect_uris, ["https://a.example/cb"]);
        let wanted = read(|said| {
            said.name = Some("  ".into());
            said.scope = Some(String::new());
        });
        assert_eq!(wanted.map(|wanted| (wanted.name, wanted.apis)).unwrap(), (None, None));
    }

    #[test]
    fn an_application_has_one_grant_and_refreshing_is_a_part_of_it() {
        let grant = |types: &[&str]| grant(&words(types), Grant::AuthorizationCode).ok();
        assert_eq!(grant(&["refresh_token", "authorization_code"]), Some(Grant::AuthorizationCode));
        assert_eq!(grant(&[DEVICE, "refresh_token", DEVICE]), Some(Grant::Device));
        assert_eq!(grant(&[]), Some(Grant::AuthorizationCode));
        for bad in [
            &["refresh_token"][..],
            &["authorization_code", DEVICE],
            &["client_credentials"],
            &["authorization_code", "client_credentials"],
            &["password"],
            &["implicit"],
            &["device_code"],
            &[""],
        ] {
            assert_eq!(grant(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_scope_is_never_more_than_is_allowed() {
        let apis = |scope: &str| apis(Some(scope), &[JsonApi, Scim]);
        assert_eq!(apis("scim openid json_api email").unwrap(), Some(vec![JsonApi, Scim]));
        for bad in
            ["email_addon", "scim email_addon", "customer_json_api", "openid email", "soap", "scim ", "SCIM"]
        {
            assert!(matches!(apis(bad), Err(RegistrationError::InvalidMetadata(_))), "{bad}");
        }
    }

    #[test]
    fn each_refusal_has_the_code_of_the_standard() {
        let code = |change: fn(&mut ApplicationMetadata)| match read(change).unwrap_err() {
            RegistrationError::InvalidRedirectUri(_) => "invalid_redirect_uri",
            RegistrationError::InvalidMetadata(_) => "invalid_client_metadata",
            other => panic!("{other}"),
        };
        assert_eq!(code(|said| said.redirect_uris.clear()), "invalid_redirect_uri");
        assert_eq!(code(|said| said.redirect_uris.push("http://a.example/".into())), "invalid_redirect_uri");
        assert_eq!(
            code(|said| said.redirect_uris.push("https://a.example/#x".into())),
            "invalid_redirect_uri"
        );
        assert_eq!(code(|said| said.grant_types = words(&[DEVICE])), "invalid_redirect_uri");
        let many = |said: &mut ApplicationMetadata| {
            said.redirect_uris = (0..21).map(|number| format!("https://a.example/{number}")).collect();
        };
        assert_eq!(code(many), "invalid_redirect_uri");
        assert_eq!(code(|said| said.name = Some("a\0b".into())), "invalid_client_metadata");
        assert_eq!(code(|said| said.name = Some("é".repeat(256))), "invalid_client_metadata");
        assert_eq!(
            code(|said| said.authentication = Some("tls_client_auth".into())),
            "invalid_client_metadata"
        );
        assert_eq!(
            code(|said| said.authentication = Some("private_key_jwt".into())),
            "invalid_client_metadata"
        );
        assert_eq!(code(|said| said.jwks = Some("{}".into())), "invalid_client_metadata");
        assert_eq!(code(|said| said.jwks_uri = Some("a.example/keys".into())), "invalid_client_metadata");
        let twice = |said: &mut ApplicationMetadata| {
            said.authentication = Some("private_key_jwt".into());
            said.jwks = Some(r#"{"keys": [{"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}"#.into());
            said.jwks_uri = Some("https://a.example/keys".into());
        };
        assert_eq!(code(twice), "invalid_client_metadata");
        let inside = |said: &mut ApplicationMetadata| {
            said.backchannel_logout_uri = Some("http://10.0.0.1/logout".into());
        };
        assert_eq!(code(inside), "invalid_client_metadata");
        assert_eq!(code(|said| said.response_types = words(&["token"])), "invalid_client_metadata");
        assert_eq!(
            code(|said| said.response_types = words(&["code", "id_token"])),
            "invalid_client_metadata"
        );
        let script = |said: &mut ApplicationMetadata| {
            said.post_logout_redirect_uris = words(&["javascript:alert(1)"]);
        };
        assert_eq!(code(script), "invalid_client_metadata");
    }
}
