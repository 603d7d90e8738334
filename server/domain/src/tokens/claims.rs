//! What an access token says (RFC 9068 §2.2).

use model::ApiType;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The claims of an access token, in the order they are written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims<'a> {
    /// Who issued it: the public URL of this server.
    pub iss: Cow<'a, str>,
    /// Who it is about: the Client ID, as nobody else let the application in.
    pub sub: Cow<'a, str>,
    /// The resources it opens.
    pub aud: Audience<'a>,
    /// The application it was issued to.
    pub client_id: Cow<'a, str>,
    /// The API types it opens, separated by one space.
    pub scope: Cow<'a, str>,
    /// The organization the application acts in.
    pub org: Cow<'a, str>,
    /// When it was issued, in seconds since 1970.
    pub iat: i64,
    /// When it runs out, in seconds since 1970.
    pub exp: i64,
    /// Its id.
    pub jti: Cow<'a, str>,
}

/// One resource, or several (RFC 7519 §4.1.3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Audience<'a> {
    /// One.
    One(Cow<'a, str>),
    /// Several.
    Several(Vec<Cow<'a, str>>),
}

impl Audience<'static> {
    /// The resources of these API types below the public URL.
    pub(crate) fn of(public_url: &str, apis: &[ApiType]) -> Self {
        match apis {
            [one] => Self::One(Cow::Owned(resource(public_url, *one))),
            several => {
                Self::Several(several.iter().map(|api| Cow::Owned(resource(public_url, *api))).collect())
            }
        }
    }
}

impl Audience<'_> {
    /// Whether the resource is among them.
    pub(crate) fn contains(&self, resource: &str) -> bool {
        match self {
            Self::One(one) => one == resource,
            Self::Several(several) => several.iter().any(|one| one == resource),
        }
    }
}

impl Claims<'_> {
    /// The API types in its scope.
    pub(crate) fn apis(&self) -> impl Iterator<Item = ApiType> {
        self.scope.split(' ').filter_map(|scope| scope.parse().ok())
    }
}

/// The protected resource of an API type: what its tokens are for (RFC 8707, RFC 9728).
pub(crate) fn resource(public_url: &str, api: ApiType) -> String {
    format!("{public_url}{}", api.path())
}

/// The API types as a scope (RFC 6749 §3.3).
pub(crate) fn scope(apis: &[ApiType]) -> String {
    apis.iter().map(|api| api.scope()).collect::<Vec<_>>().join(" ")
}
