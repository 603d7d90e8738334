//! What an access token says (RFC 9068 §2.2).

use model::{ApiType, IdentityScope, Scope};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The claims of an access token, in the order they are written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims<'a> {
    /// Who issued it: the public URL of this server.
    pub iss: Cow<'a, str>,
    /// Who it is about: the id of the person who let the application in, or the Client ID if nobody did.
    pub sub: Cow<'a, str>,
    /// The resources it opens.
    pub aud: Audience<'a>,
    /// The application it was issued to.
    pub client_id: Cow<'a, str>,
    /// What it opens: API types, and what may be known of the person, separated by one space.
    pub scope: Cow<'a, str>,
    /// The organization the application acts in.
    pub org: Cow<'a, str>,
    /// When it was issued, in seconds since 1970.
    pub iat: i64,
    /// When it runs out, in seconds since 1970.
    pub exp: i64,
    /// Its id.
    pub jti: Cow<'a, str>,
    /// The authorization it came of; none if nobody let the application in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant_id: Option<Cow<'a, str>>,
    /// The key it is bound to (RFC 7800 §3.1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cnf: Option<Confirmation<'a>>,
    /// Who acts for whom it is about (RFC 8693 §4.1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<Acting<'a>>,
    /// The tokens it was exchanged for, the latest first: it lives no longer than any of them. A claim of our own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exchanged_for: Vec<Source<'a>>,
}

/// What is remembered of a token that another one was exchanged for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source<'a> {
    /// The application it was issued to.
    pub client_id: Cow<'a, str>,
    /// Its id.
    pub jti: Cow<'a, str>,
    /// The authorization it came of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant_id: Option<Cow<'a, str>>,
}

/// The key that whoever uses a token has to show (RFC 9449 §6.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation<'a> {
    /// Its thumbprint (RFC 7638).
    pub jkt: Cow<'a, str>,
}

/// Who acts, and on whose token that one acted in turn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acting<'a> {
    /// The Client ID of the application.
    pub sub: Cow<'a, str>,
    /// Who acted before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<Box<Acting<'a>>>,
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
    /// The resources below the public URL that a scope opens.
    pub(crate) fn of(public_url: &str, scope: &Scope) -> Self {
        let mut resources: Vec<Cow<'static, str>> =
            scope.apis.iter().map(|api| Cow::Owned(resource(public_url, *api))).collect();
        if scope.has(IdentityScope::OpenId) {
            resources.push(Cow::Owned(userinfo(public_url)));
        }
        match resources.len() {
            1 => Self::One(resources.remove(0)),
            _ => Self::Several(resources),
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
    /// What it opens; words that are none any more are left out.
    pub(crate) fn scope(&self) -> Scope {
        let has = |word: &str| self.scope.split(' ').any(|one| one == word);
        Scope {
            apis: ApiType::ALL.into_iter().filter(|api| has(api.scope())).collect(),
            identity: IdentityScope::ALL.into_iter().filter(|one| has(one.as_str())).collect(),
        }
    }
}

/// The protected resource of an API type: what its tokens are for (RFC 8707, RFC 9728).
pub(crate) fn resource(public_url: &str, api: ApiType) -> String {
    format!("{public_url}{}", api.path())
}

/// Where it is told who the person is (OpenID Connect Core §5.3).
pub(crate) fn userinfo(public_url: &str) -> String {
    format!("{public_url}/oauth2/userinfo")
}
