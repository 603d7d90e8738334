//! `GET /.well-known/oauth-authorization-server` (RFC 8414) and `GET /.well-known/openid-configuration` (OpenID Connect
//! Discovery): what this server can do, and nothing that it cannot. Both say the same.

use crate::{AppState, cors::Cors};
use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use domain::Office;
use http::{HeaderMap, HeaderValue, header::CACHE_CONTROL};
use model::{ApiType, IdentityScope};
use openidconnect::{
    AdditionalProviderMetadata, AuthUrl, IssuerUrl, JsonWebKeySetUrl, ProviderMetadata, RegistrationUrl,
    ResponseTypes, Scope, TokenUrl, UserInfoUrl,
    core::{
        CoreAuthDisplay, CoreClaimName, CoreClaimType, CoreClientAuthMethod, CoreGrantType, CoreJsonWebKey,
        CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm, CoreJwsSigningAlgorithm,
        CoreResponseMode, CoreResponseType, CoreSubjectIdentifierType,
    },
    url::ParseError,
};
use serde::{Deserialize, Serialize};

type Document = ProviderMetadata<
    More,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

/// How applications authenticate, at every endpoint where they do.
const AUTHENTICATION: [&str; 3] = ["client_secret_basic", "client_secret_post", "private_key_jwt"];
/// The same where public applications come, too.
const AUTHENTICATION_OR_NONE: [&str; 4] =
    ["client_secret_basic", "client_secret_post", "private_key_jwt", "none"];
/// What assertions of theirs are signed with.
const ALGORITHMS: [&str; 3] = ["ES256", "PS256", "EdDSA"];
/// What is said of people.
const CLAIMS: [&str; 18] = [
    "iss",
    "sub",
    "aud",
    "exp",
    "iat",
    "auth_time",
    "nonce",
    "amr",
    "at_hash",
    "sid",
    "org",
    "name",
    "given_name",
    "family_name",
    "locale",
    "zoneinfo",
    "email",
    "email_verified",
];

/// What the types of OpenID Connect Discovery do not have.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "the standards say yes or no")]
struct More {
    pushed_authorization_request_endpoint: String,
    require_pushed_authorization_requests: bool,
    device_authorization_endpoint: String,
    end_session_endpoint: String,
    backchannel_logout_supported: bool,
    backchannel_logout_session_supported: bool,
    introspection_endpoint: String,
    introspection_endpoint_auth_methods_supported: Vec<String>,
    introspection_endpoint_auth_signing_alg_values_supported: Vec<String>,
    revocation_endpoint: String,
    revocation_endpoint_auth_methods_supported: Vec<String>,
    revocation_endpoint_auth_signing_alg_values_supported: Vec<String>,
    dpop_signing_alg_values_supported: Vec<String>,
    code_challenge_methods_supported: Vec<String>,
    authorization_response_iss_parameter_supported: bool,
    prompt_values_supported: Vec<String>,
    introspection_signing_alg_values_supported: Vec<String>,
    protected_resources: Vec<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    client_id_metadata_document_supported: bool,
}

impl AdditionalProviderMetadata for More {}

/// The document.
pub(super) async fn metadata(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let mut response = match document(&state.office) {
        Ok(document) => Json(document).into_response(),
        Err(error) => {
            tracing::error!(%error, "the public URL is none");
            return http::StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
    Cors::of(&state, &headers).apply(response)
}

fn document(office: &Office) -> Result<Document, ParseError> {
    let issuer = &office.settings().public_url;
    let at = |path: &str| format!("{issuer}/oauth2/{path}");
    let texts = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
    let more = More {
        pushed_authorization_request_endpoint: at("par"),
        require_pushed_authorization_requests: false,
        device_authorization_endpoint: at("device_authorization"),
        end_session_endpoint: at("logout"),
        backchannel_logout_supported: true,
        backchannel_logout_session_supported: true,
        introspection_endpoint: at("introspect"),
        introspection_endpoint_auth_methods_supported: texts(&AUTHENTICATION),
        introspection_endpoint_auth_signing_alg_values_supported: texts(&ALGORITHMS),
        revocation_endpoint: at("revoke"),
        revocation_endpoint_auth_methods_supported: texts(&AUTHENTICATION_OR_NONE),
        revocation_endpoint_auth_signing_alg_values_supported: texts(&ALGORITHMS),
        dpop_signing_alg_values_supported: texts(&["ES256"]),
        code_challenge_methods_supported: texts(&["S256"]),
        authorization_response_iss_parameter_supported: true,
        prompt_values_supported: texts(&["none", "login", "consent", "select_account"]),
        introspection_signing_alg_values_supported: texts(&["ES256"]),
        client_id_metadata_document_supported: office.settings().client_id_metadata.is_on(),
        protected_resources: ApiType::ALL.iter().map(|api| format!("{issuer}{}", api.path())).collect(),
    };
    let scopes =
        ApiType::ALL.iter().map(|api| api.scope()).chain(IdentityScope::ALL.map(IdentityScope::as_str));
    let document = Document::new(
        IssuerUrl::new(issuer.clone())?,
        AuthUrl::new(at("authorize"))?,
        JsonWebKeySetUrl::new(at("jwks"))?,
        vec![ResponseTypes::new(vec![CoreResponseType::Code])],
        vec![CoreSubjectIdentifierType::Public],
        vec![CoreJwsSigningAlgorithm::EcdsaP256Sha256],
        more,
    );
    Ok(document
        .set_token_endpoint(Some(TokenUrl::new(at("token"))?))
        .set_registration_endpoint(Some(RegistrationUrl::new(at("register"))?))
        .set_userinfo_endpoint(Some(UserInfoUrl::new(at("userinfo"))?))
        .set_scopes_supported(Some(scopes.map(|scope| Scope::new(scope.to_owned())).collect()))
        .set_response_modes_supported(Some(vec![CoreResponseMode::Query]))
        .set_grant_types_supported(Some(grant_types(office)))
        .set_token_endpoint_auth_methods_supported(Some(vec![
            CoreClientAuthMethod::ClientSecretBasic,
            CoreClientAuthMethod::ClientSecretPost,
            CoreClientAuthMethod::PrivateKeyJwt,
            CoreClientAuthMethod::None,
        ]))
        .set_token_endpoint_auth_signing_alg_values_supported(Some(vec![
            CoreJwsSigningAlgorithm::EcdsaP256Sha256,
            CoreJwsSigningAlgorithm::RsaSsaPssSha256,
            CoreJwsSigningAlgorithm::EdDsa,
        ]))
        .set_claims_supported(Some(
            CLAIMS.iter().map(|&claim| CoreClaimName::new(claim.to_owned())).collect(),
        ))
        .set_claims_parameter_supported(Some(false))
        .set_request_parameter_supported(Some(false))
        // Left out it would mean that they are (OpenID Connect Discovery §3).
        .set_request_uri_parameter_supported(Some(false)))
}

/// The password grant only where it was switched on (RFC 6749 §4.3).
fn grant_types(office: &Office) -> Vec<CoreGrantType> {
    let mut types = vec![
        CoreGrantType::AuthorizationCode,
        CoreGrantType::ClientCredentials,
        CoreGrantType::RefreshToken,
        CoreGrantType::Extension("urn:ietf:params:oauth:grant-type:device_code".to_owned()),
        CoreGrantType::Extension("urn:ietf:params:oauth:grant-type:token-exchange".to_owned()),
    ];
    if office.settings().password_grant {
        types.push(CoreGrantType::Password);
    }
    types
}
