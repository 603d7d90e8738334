//! An independent client, the crates `openidconnect` and `oauth2`, as a developer would use it: everything it checks, it checks.

use super::authorizing::{Asking, REDIRECT};
use crate::support::{ADMIN, JOHN, TestApp};
use axum::body::Body;
use http_body_util::BodyExt;
use model::{NewApplication, Side};
use openidconnect::{
    AccessTokenHash, AuthorizationCode, ClientId, ClientSecret, CsrfToken, DeviceAuthorizationUrl,
    HttpRequest, HttpResponse, IntrospectionUrl, IssuerUrl, Nonce, OAuth2TokenResponse, PkceCodeChallenge,
    RedirectUrl, Scope, TokenIntrospectionResponse, TokenResponse,
    core::{
        CoreAuthenticationFlow, CoreClient, CoreDeviceAuthorizationResponse, CoreIdTokenVerifier,
        CoreProviderMetadata, CoreUserInfoClaims,
    },
};
use std::{convert::Infallible, io, time::Duration};
use tokio::time::sleep;

const ISSUER: &str = "http://127.0.0.1:3000";

/// The client's requests go to the server without a socket.
async fn send(app: &TestApp, request: HttpRequest) -> Result<HttpResponse, io::Error> {
    let (mut parts, body) = request.into_parts();
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
    parts.uri = path.parse().map_err(io::Error::other)?;
    parts.headers.insert(http::header::HOST, http::HeaderValue::from_static("127.0.0.1:3000"));
    let (parts, body) = app.send(http::Request::from_parts(parts, Body::from(body))).await.into_parts();
    let body = body.collect().await.map_err(io::Error::other)?.to_bytes().to_vec();
    Ok(HttpResponse::from_parts(parts, body))
}

fn credentials(new: &NewApplication) -> (ClientId, Option<ClientSecret>) {
    let id = ClientId::new(new.application.client_id.clone());
    (id, new.client_secret.clone().map(ClientSecret::new))
}

store::on_both_engines! {
    async fn openidconnect_signs_somebody_in_and_stays(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let http = |request| send(&app, request);
        let issuer = IssuerUrl::new(ISSUER.into()).unwrap();
        let metadata = CoreProviderMetadata::discover_async(issuer, &http).await.unwrap();
        for confidential in [true, false] {
            let asking = Asking::with(&app, Side::BackOffice, |form| {
                form.name = format!("confidential: {confidential}");
                form.confidential = confidential;
            })
            .await;
            let (id, secret) = credentials(&asking.new);
            let client = CoreClient::from_provider_metadata(metadata.clone(), id, secret)
                .set_redirect_uri(RedirectUrl::new(REDIRECT.into()).unwrap())
                .set_introspection_url(IntrospectionUrl::new(format!("{ISSUER}/oauth2/introspect")).unwrap());
            let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
            let (url, state, nonce) = client
                .authorize_url(CoreAuthenticationFlow::AuthorizationCode, CsrfToken::new_random, Nonce::new_random)
                .add_scopes(["profile", "email", "offline_access", "json_api"].map(|one| Scope::new(one.into())))
                .set_pkce_challenge(challenge)
                .url();
            let browser = app.signed_in(JOHN).await;
            let told = asking.let_in(&browser, url.query().unwrap()).await;
            let of = |name: &str| told.iter().find(|pair| pair.0 == name).map(|pair| pair.1.clone()).unwrap();
            assert_eq!(&of("state"), state.secret());

            let code = AuthorizationCode::new(of("code"));
            let tokens = client.exchange_code(code).unwrap().set_pkce_verifier(verifier);
            let tokens = tokens.request_async(&http).await.unwrap();
            let now = app.office.now().0;
            let clock = move || chrono::DateTime::from_timestamp(now, 0).unwrap();
            let known: CoreIdTokenVerifier<'_> = client.id_token_verifier().set_time_fn(clock);
            let id_token = tokens.id_token().expect("an ID token");
            let claims = id_token.claims(&known, &nonce).expect("all that the client checks");
            assert_eq!(claims.email().unwrap().as_str(), JOHN);
            let (algorithm, key) = (id_token.signing_alg().unwrap(), id_token.signing_key(&known).unwrap());
            let hash = AccessTokenHash::from_token(tokens.access_token(), algorithm, key).unwrap();
            assert_eq!(claims.access_token_hash(), Some(&hash));

            let subject = claims.subject().clone();
            let info = client.user_info(tokens.access_token().clone(), Some(subject)).unwrap();
            let info: CoreUserInfoClaims = info.request_async(&http).await.unwrap();
            assert_eq!(info.email().unwrap().as_str(), JOHN);

            let refresh = tokens.refresh_token().expect("a refresh token");
            let next = client.exchange_refresh_token(refresh).unwrap().request_async(&http).await.unwrap();
            assert_ne!(next.refresh_token().unwrap().secret(), refresh.secret());
            if confidential {
                let about = client.introspect(next.access_token()).request_async(&http).await.unwrap();
                assert!(about.active() && about.username().is_none());
            }
        }
    }

    async fn oauth2_lets_a_device_in(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let http = |request| send(&app, request);
        let issuer = IssuerUrl::new(ISSUER.into()).unwrap();
        let metadata = CoreProviderMetadata::discover_async(issuer, &http).await.unwrap();
        let device = Asking::with(&app, Side::BackOffice, |form| form.grant = "device".into()).await;
        let (id, secret) = credentials(&device.new);
        let url = DeviceAuthorizationUrl::new(format!("{ISSUER}/oauth2/device_authorization")).unwrap();
        let client = CoreClient::from_provider_metadata(metadata, id, secret).set_device_authorization_url(url);
        let waiting: CoreDeviceAuthorizationResponse =
            client.exchange_device_code().add_scope(Scope::new("scim".into())).request_async(&http).await.unwrap();
        let code = waiting.user_code().secret().clone();
        let clock = app.clock.clone();
        // Its owner answers while it asks.
        let answer = async {
            let form = serde_json::json!({"form": {"user_code": code, "answer": "grant"}});
            app.signed_in(ADMIN).await.rpc("device/answer", &form).await.expect(200);
            Ok::<_, Infallible>(())
        };
        let wait = |by: Duration| {
            clock.advance(by);
            sleep(Duration::from_millis(1))
        };
        let asking = client.exchange_device_access_token(&waiting).unwrap();
        let asking = asking.request_async(&http, wait, None);
        let (tokens, answered) = tokio::join!(asking, answer);
        answered.unwrap();
        let scopes = tokens.unwrap().scopes().cloned().unwrap_or_default();
        assert!(scopes.contains(&Scope::new("scim".into())), "{scopes:?}");
    }
}
