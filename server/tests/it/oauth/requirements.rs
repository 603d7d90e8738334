//! What an application demands of its own requests: proofs of possession (RFC 9449 §5.2), and pushed requests (RFC 9126 §6).

use super::{
    authorizing::{Asking, REDIRECT, VERIFIER, returned, text, value},
    dpop::{Holder, claims, send},
    refusal,
};
use crate::support::{ADMIN, Answer, JOHN, TestApp};
use model::{ApplicationId, ApplicationSettingsForm, Side, decode_pairs};
use serde_json::json;

pub(super) async fn demand(
    app: &TestApp,
    id: ApplicationId,
    change: impl FnOnce(&mut ApplicationSettingsForm),
) {
    let admin = app.actor(ADMIN).await;
    let mut form =
        ApplicationSettingsForm::of(&app.office.find_application_settings(&admin, id).await.unwrap());
    change(&mut form);
    app.office.change_application_settings(&admin, id, &form).await.unwrap();
}

/// A request for tokens with the secret in it, and with a proof or without.
async fn ask(app: &TestApp, asking: &Asking<'_>, fields: &[(&str, &str)], proof: Option<&str>) -> Answer {
    let mut fields = fields.to_vec();
    fields.push(("client_id", asking.client_id()));
    if let Some(secret) = &asking.new.client_secret {
        fields.push(("client_secret", secret));
    }
    send(app, &fields, proof.as_slice()).await
}

store::on_both_engines! {
    /// RFC 9449 §5.2: of every grant; what has no proof is refused and changes nothing.
    async fn rfc9449_5_2_no_grant_gives_a_token_without_a_proof(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let holder = Holder::new();
        let proof = |id: &str| holder.proof_with(&[], &claims(&app, id));

        let own = app.application(JOHN, "Own").await;
        demand(&app, own.application.id, |form| form.require_dpop = true).await;
        let fields = [
            ("grant_type", "client_credentials"), ("client_id", own.application.client_id.as_str()),
            ("client_secret", own.client_secret.as_str()),
        ];
        let answer = send(&app, &fields, &[]).await;
        assert_eq!(refusal(&answer), (400, "invalid_dpop_proof".into()));
        assert!(!answer.header("dpop-nonce").is_empty(), "§8: with what the proof has to repeat");
        assert_eq!(send(&app, &fields, &[&proof("own")]).await.expect(200).json()["token_type"], "DPoP");
        // Whoever does not show who they are learns nothing of it.
        let wrong = [fields[0], fields[1], ("client_secret", "wrong")];
        assert_eq!(refusal(&send(&app, &wrong, &[]).await), (401, "invalid_client".into()));

        let asking = Asking::confidential(&app).await;
        demand(&app, asking.new.application.id, |form| form.require_dpop = true).await;
        let code = asking.code().await;
        let exchange = [
            ("grant_type", "authorization_code"), ("redirect_uri", REDIRECT), ("code", code.as_str()),
            ("code_verifier", VERIFIER),
        ];
        assert_eq!(refusal(&ask(&app, &asking, &exchange, None).await), (400, "invalid_dpop_proof".into()));
        let tokens = ask(&app, &asking, &exchange, Some(&proof("code"))).await.expect(200).json();
        assert_eq!(tokens["token_type"], "DPoP", "the refused request did not use the code up");
        let refresh = [("grant_type", "refresh_token"), ("refresh_token", text(&tokens, "refresh_token"))];
        assert_eq!(refusal(&ask(&app, &asking, &refresh, None).await), (400, "invalid_dpop_proof".into()));
        assert_eq!(ask(&app, &asking, &refresh, Some(&proof("refresh"))).await.expect(200).json()["token_type"], "DPoP");

        let television = Asking::with(&app, Side::BackOffice, |form| {
            form.name = "Television".into();
            form.grant = "device".into();
            form.confidential = false;
        })
        .await;
        demand(&app, television.new.application.id, |form| form.require_dpop = true).await;
        let codes = television.post("/oauth2/device_authorization", &[]).await.expect(200).json();
        let form = json!({"form": {"user_code": text(&codes, "user_code"), "answer": "grant"}});
        app.signed_in(JOHN).await.rpc("device/answer", &form).await.expect(200);
        let device = [
            ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("device_code", text(&codes, "device_code")),
        ];
        assert_eq!(refusal(&ask(&app, &television, &device, None).await), (400, "invalid_dpop_proof".into()));
        let tokens = ask(&app, &television, &device, Some(&proof("device"))).await.expect(200).json();
        assert_eq!(tokens["token_type"], "DPoP");
    }

    /// What was demanded before counts for those who ask afterwards, at once and in every process.
    async fn what_is_demanded_no_more_is_asked_for_no_more(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let beside = app.beside(app.db.another().await);
        let own = app.application(JOHN, "Own").await;
        let fields = [
            ("grant_type", "client_credentials"), ("client_id", own.application.client_id.as_str()),
            ("client_secret", own.client_secret.as_str()),
        ];
        send(&beside, &fields, &[]).await.expect(200);
        for demanded in [true, false] {
            demand(&app, own.application.id, |form| form.require_dpop = demanded).await;
            app.clock.advance(std::time::Duration::from_secs(2));
            for server in [&app, &beside] {
                send(server, &fields, &[]).await.expect(if demanded { 400 } else { 200 });
            }
        }
    }

    /// RFC 9126 §6: only what was pushed is put to anybody.
    async fn rfc9126_6_what_was_not_pushed_is_refused(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        demand(&app, asking.new.application.id, |form| form.require_pushed = true).await;
        let (browser, stranger) = (app.signed_in(JOHN).await, app.browser());
        for browser in [&browser, &stranger] {
            let answer = asking.ask(browser, &asking.query(&[])).await.expect(303);
            let told = returned(answer.header("location"));
            assert_eq!((value(&told, "error").as_str(), value(&told, "state").as_str()), ("invalid_request", "st&te"));
        }
        // Neither with the answer of a page that was there before.
        let fields = json!({"form": {"query": asking.query(&[]), "answer": "grant"}});
        let answer = browser.rpc("consent/answer", &fields).await.expect(200).json();
        assert_eq!(value(&returned(answer.as_str().unwrap()), "error"), "invalid_request");
        assert_eq!(app.db.count("authorizations").await, 0);

        let pairs = decode_pairs(asking.query(&[]).as_bytes()).unwrap();
        let fields: Vec<_> = pairs.iter().filter(|pair| pair.0 != "client_id").map(|(name, value)| (&**name, &**value)).collect();
        let pushed = asking.post("/oauth2/par", &fields).await.expect(201).json();
        let query = format!("client_id={}&request_uri={}", asking.client_id(), text(&pushed, "request_uri"));
        let code = value(&asking.let_in(&browser, &query).await, "code");
        asking.exchange(&code).await.expect(200);
    }

    /// An application without people to send has nothing to push.
    async fn only_those_that_send_people_can_have_to_push(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let own = app.application(JOHN, "Own").await;
        demand(&app, own.application.id, |form| {
            form.require_pushed = true;
            form.backchannel_logout_uri = "https://app.example.com/logout".into();
        })
        .await;
        let admin = app.actor(ADMIN).await;
        let settings = app.office.find_application_settings(&admin, own.application.id).await.unwrap();
        assert_eq!((settings.require_pushed, settings.backchannel_logout_uri.as_str()), (false, ""));
    }
}
