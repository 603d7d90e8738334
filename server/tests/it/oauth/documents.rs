//! What the server says of itself: RFC 7517, RFC 8414, RFC 9728.

use super::{Desk, refusal};
use crate::support::TestApp;
use serde_json::json;
use std::time::Duration;

store::on_both_engines! {
    /// RFC 8414 §2, §3.3: with exactly what is there, under the name of the issuer.
    async fn the_metadata_names_what_there_is_and_nothing_else(db: TestDatabase) {
        let app = TestApp::https(db).await;
        let answer = app.get("/.well-known/oauth-authorization-server").await.expect(200);
        assert_eq!(answer.header("content-type"), "application/json");
        let issuer = "https://keys.example.com";
        let methods = ["client_secret_basic", "client_secret_post", "private_key_jwt"];
        let algorithms = ["ES256", "PS256", "EdDSA"];
        let or_none = ["client_secret_basic", "client_secret_post", "private_key_jwt", "none"];
        let apis = ["/api", "/email-addon/v1", "/scim/v2", "/customer-api"].map(|path| format!("{issuer}{path}"));
        assert_eq!(answer.json(), json!({
            "issuer": issuer,
            "authorization_endpoint": format!("{issuer}/oauth2/authorize"),
            "token_endpoint": format!("{issuer}/oauth2/token"),
            "token_endpoint_auth_methods_supported": or_none,
            "introspection_endpoint": format!("{issuer}/oauth2/introspect"),
            "introspection_endpoint_auth_methods_supported": methods,
            "revocation_endpoint": format!("{issuer}/oauth2/revoke"),
            "revocation_endpoint_auth_methods_supported": or_none,
            "jwks_uri": format!("{issuer}/oauth2/jwks"),
            "grant_types_supported": [
                "authorization_code", "client_credentials", "refresh_token",
                "urn:ietf:params:oauth:grant-type:device_code",
                "urn:ietf:params:oauth:grant-type:token-exchange",
            ],
            "registration_endpoint": format!("{issuer}/oauth2/register"),
            "end_session_endpoint": format!("{issuer}/oauth2/logout"),
            "backchannel_logout_supported": true,
            "backchannel_logout_session_supported": true,
            "pushed_authorization_request_endpoint": format!("{issuer}/oauth2/par"),
            "require_pushed_authorization_requests": false,
            "dpop_signing_alg_values_supported": ["ES256"],
            "device_authorization_endpoint": format!("{issuer}/oauth2/device_authorization"),
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": true,
            "scopes_supported": [
                "json_api", "email_addon", "scim", "customer_json_api", "openid", "profile", "email", "offline_access",
            ],
            "protected_resources": apis,
            "token_endpoint_auth_signing_alg_values_supported": algorithms,
            "introspection_endpoint_auth_signing_alg_values_supported": algorithms,
            "revocation_endpoint_auth_signing_alg_values_supported": algorithms,
            "userinfo_endpoint": format!("{issuer}/oauth2/userinfo"),
            "introspection_signing_alg_values_supported": ["ES256"],
            "id_token_signing_alg_values_supported": ["ES256"],
            "subject_types_supported": ["public"],
            "prompt_values_supported": ["none", "login", "consent", "select_account"],
            "claims_supported": [
                "iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "amr", "at_hash", "sid", "org", "name",
                "given_name", "family_name", "locale", "zoneinfo", "email", "email_verified",
            ],
            "claims_parameter_supported": false,
            "request_parameter_supported": false,
            "request_uri_parameter_supported": false,
        }));
    }

    /// RFC 9728 §2, §3.
    async fn each_api_that_is_served_says_which_tokens_it_takes(db: TestDatabase) {
        let app = TestApp::https(db).await;
        let answer = app.get("/.well-known/oauth-protected-resource/api").await.expect(200);
        let issuer = "https://keys.example.com";
        assert_eq!(answer.json(), json!({
            "resource": format!("{issuer}/api"),
            "authorization_servers": [issuer],
            "scopes_supported": ["json_api"],
            "bearer_methods_supported": ["header"],
            "dpop_signing_alg_values_supported": ["ES256"],
            "dpop_bound_access_tokens_required": false,
            "resource_name": "Latchkey API",
        }));
        for path in ["nonsense", "api/", "api/x", "scim/v2/", "email-addon", "%2e%2e/api", "%00"] {
            app.get(&format!("/.well-known/oauth-protected-resource/{path}")).await.expect(404);
        }
    }

    /// RFC 7517 §4, §5; nothing of the private key.
    async fn the_public_key_is_published(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let answer = app.get("/oauth2/jwks").await.expect(200);
        assert_eq!(answer.header("content-type"), "application/jwk-set+json");
        let keys = answer.json();
        let key = &keys["keys"][0];
        assert_eq!(keys, json!({"keys": [{
            "kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": key["kid"], "x": key["x"], "y": key["y"],
        }]}));
        for (name, length) in [("kid", 43), ("x", 43), ("y", 43)] {
            assert_eq!(key[name].as_str().unwrap().len(), length);
        }
    }

    async fn without_keys_there_is_no_set_and_no_token(db: TestDatabase) {
        let desk = Desk::on(db).await;
        std::fs::remove_file(&desk.app.office.settings().private_key).unwrap();
        desk.app.clock.advance(Duration::from_secs(1));
        let keys = desk.app.get("/oauth2/jwks").await;
        let token = desk.post("/oauth2/token", "grant_type=client_credentials").await;
        for answer in [keys, token] {
            assert_eq!(refusal(&answer), (503, "temporarily_unavailable".into()));
            assert_eq!(answer.header("retry-after"), "5");
        }
    }
}
