//! Token exchange (RFC 8693): less than one had, or on behalf of whoever let another application in.

use super::{
    authorizing::{Asking, text, value},
    basic,
    dpop::{Holder, claims, send},
    post, refusal,
    requirements::demand,
    verify::parts,
};
use crate::support::{ADMIN, Answer, FORM, JOHN, TestApp, form};
use model::{ApplicationSettingsForm, CreatedApplication, Side};
use serde_json::{Value, json};
use std::time::Duration;

const GRANT: &str = "urn:ietf:params:oauth:grant-type:token-exchange";
const ACCESS_TOKEN: &str = "urn:ietf:params:oauth:token-type:access_token";

/// An exchange of this token with more in the request.
async fn exchange(app: &TestApp, by: (&str, &str), token: &str, more: &[(&str, &str)]) -> Answer {
    let mut fields =
        vec![("grant_type", GRANT), ("subject_token", token), ("subject_token_type", ACCESS_TOKEN)];
    for change in more {
        fields.retain(|field| field.0 != change.0);
    }
    fields.extend(more.iter().filter(|change| !change.1.is_empty()));
    post(app, "/oauth2/token", Some(&basic(by.0, by.1)), FORM, form(&fields)).await
}

fn who(application: &CreatedApplication) -> (&str, &str) {
    (&application.application.client_id, &application.client_secret)
}

fn asker<'a>(asking: &'a Asking<'_>) -> (&'a str, &'a str) {
    (asking.client_id(), asking.new.client_secret.as_deref().expect("a secret"))
}

/// A service of Acme that may act for others.
async fn service(app: &TestApp) -> CreatedApplication {
    let service = app.application(JOHN, "Service").await;
    demand(app, service.application.id, |form| form.may_act_for_others = true).await;
    service
}

async fn introspect(app: &TestApp, by: (&str, &str), token: &str) -> Value {
    let body = form(&[("token", token)]);
    post(app, "/oauth2/introspect", Some(&basic(by.0, by.1)), FORM, body).await.expect(200).json()
}

store::on_both_engines! {
    async fn rfc8693_2_2_1_less_than_one_had(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let code = asking.code_for(&[("scope", "openid profile offline_access json_api scim")]).await;
        let tokens = asking.exchange(&code).await.expect(200).json();
        let subject = text(&tokens, "access_token");
        app.clock.advance(Duration::from_mins(10));
        let answer = exchange(&app, asker(&asking), subject, &[("scope", "json_api")]).await.expect(200).json();
        assert_eq!(answer["issued_token_type"], ACCESS_TOKEN);
        assert_eq!((&answer["token_type"], &answer["scope"]), (&json!("Bearer"), &json!("json_api")));
        assert_eq!(answer["expires_in"], 3_000, "it lives no longer than what it was exchanged for");
        assert!(answer.get("refresh_token").is_none() && answer.get("id_token").is_none());
        let token = text(&answer, "access_token");
        let (before, after) = (parts(subject).1, parts(token).1);
        assert_eq!((&after["sub"], &after["grant_id"]), (&before["sub"], &before["grant_id"]));
        assert!(after.get("act").is_none(), "nobody else acts");
        assert_eq!(asking.call(token).await, 200);

        // By resource, and by audience, which is the same here.
        for name in ["resource", "audience"] {
            let more = [(name, "http://127.0.0.1:3000/scim/v2")];
            let answer = exchange(&app, asker(&asking), subject, &more).await.expect(200).json();
            assert_eq!(answer["scope"], "scim openid profile offline_access", "{name}");
            assert_eq!(asking.call(text(&answer, "access_token")).await, 403, "{name}");
        }
        // What was given away narrows what comes of it.
        let wider = exchange(&app, asker(&asking), token, &[("scope", "scim")]).await;
        assert_eq!(refusal(&wider), (400, "invalid_scope".into()));

        // It dies with the token it came of, and with the authorization.
        let other = exchange(&app, asker(&asking), token, &[]).await.expect(200).json();
        asking.post("/oauth2/revoke", &[("token", token)]).await.expect(200);
        assert_eq!(asking.call(text(&other, "access_token")).await, 401);
        let sibling = exchange(&app, asker(&asking), subject, &[]).await.expect(200).json();
        assert_eq!(asking.call(text(&sibling, "access_token")).await, 200);
        asking.post("/oauth2/revoke", &[("token", text(&tokens, "refresh_token"))]).await.expect(200);
        assert_eq!(asking.call(text(&sibling, "access_token")).await, 401);
    }

    async fn rfc8693_4_1_a_service_acts_on_behalf_of_whoever_let_the_other_in(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let tokens = asking.tokens().await;
        let subject = text(&tokens, "access_token");
        let service = app.application(JOHN, "Service").await;
        let refused = exchange(&app, who(&service), subject, &[]).await;
        assert_eq!(refusal(&refused), (400, "unauthorized_client".into()), "it was not allowed to");
        demand(&app, service.application.id, |form| form.may_act_for_others = true).await;

        let answer = exchange(&app, who(&service), subject, &[("scope", "json_api")]).await.expect(200).json();
        let token = text(&answer, "access_token");
        let read = parts(token).1;
        assert_eq!(read["sub"], parts(subject).1["sub"], "it is about the same person");
        assert_eq!((&read["client_id"], &read["act"]), (&json!(who(&service).0), &json!({"sub": who(&service).0})));
        assert_eq!(asking.call(token).await, 200);
        let facts = introspect(&app, who(&service), token).await;
        assert_eq!((&facts["active"], &facts["act"]), (&json!(true), &json!({"sub": who(&service).0})));

        // A second service further down: who acted before it is told, too.
        let further = app.application(JOHN, "Further").await;
        demand(&app, further.application.id, |form| form.may_act_for_others = true).await;
        let answer = exchange(&app, who(&further), token, &[]).await.expect(200).json();
        let last = text(&answer, "access_token").to_owned();
        let act = json!({"sub": who(&further).0, "act": {"sub": who(&service).0}});
        assert_eq!(parts(&last).1["act"], act);
        assert_eq!(asking.call(&last).await, 200);

        // Whoever is switched off on the way takes all that came after with it.
        let admin = app.actor(ADMIN).await;
        app.office.deactivate_application(&admin, service.application.id).await.unwrap();
        assert_eq!((asking.call(token).await, asking.call(&last).await, asking.call(subject).await), (401, 401, 200));
        app.office.activate_application(&admin, service.application.id).await.unwrap();
        let again = exchange(&app, who(&service), subject, &[]).await.expect(200).json();
        assert_eq!(asking.call(text(&again, "access_token")).await, 200);
        demand(&app, service.application.id, |form| form.may_act_for_others = false).await;
        assert_eq!(asking.call(text(&again, "access_token")).await, 401, "it may not any more");
        demand(&app, service.application.id, |form| form.may_act_for_others = true).await;
        assert_eq!(asking.call(text(&again, "access_token")).await, 200);
        app.office.deactivate_application(&admin, asking.new.application.id).await.unwrap();
        assert_eq!(asking.call(text(&again, "access_token")).await, 401);
    }

    /// The owner of an application that acts for itself is who the service acts for.
    async fn rfc8693_1_1_a_service_acts_for_an_application(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let own = app.application(ADMIN, "Nightly").await;
        let service = service(&app).await;
        let subject = app.token(&own).await;
        let answer = exchange(&app, who(&service), &subject, &[]).await.expect(200).json();
        let token = text(&answer, "access_token");
        assert_eq!(parts(token).1["sub"], who(&own).0);
        let bearer = format!("Bearer {token}");
        let headers = [(http::header::AUTHORIZATION, bearer.as_str())];
        let me = app.request(http::Method::GET, "/api/me", &headers, axum::body::Body::empty()).await.expect(200);
        assert!(me.text().contains(ADMIN), "{}", me.text());
        post(&app, "/oauth2/revoke", Some(&basic(who(&own).0, who(&own).1)), FORM, form(&[("token", &subject)])).await.expect(200);
        app.request(http::Method::GET, "/api/me", &headers, axum::body::Body::empty()).await.expect(401);
    }

    async fn rfc8693_2_2_2_what_cannot_be_exchanged_is_refused(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let asking = Asking::confidential(&app).await;
        let tokens = asking.tokens().await;
        let subject = text(&tokens, "access_token");
        let service = service(&app).await;
        let id_type = "urn:ietf:params:oauth:token-type:id_token";
        let refresh_type = "urn:ietf:params:oauth:token-type:refresh_token";
        let forged = subject.rsplit_once('.').map(|parts| format!("{}.{}", parts.0, "A".repeat(86))).unwrap();
        for (more, code) in [
            (vec![("subject_token", "")], "invalid_request"),
            (vec![("subject_token_type", "")], "invalid_request"),
            (vec![("subject_token_type", id_type)], "invalid_request"),
            (vec![("subject_token_type", refresh_type)], "invalid_request"),
            (vec![("subject_token", text(&tokens, "refresh_token"))], "invalid_request"),
            (vec![("subject_token", "nonsense")], "invalid_request"),
            (vec![("subject_token", &forged)], "invalid_request"),
            (vec![("requested_token_type", refresh_type)], "invalid_request"),
            (vec![("requested_token_type", id_type)], "invalid_request"),
            (vec![("actor_token_type", ACCESS_TOKEN)], "invalid_request"),
            (vec![("actor_token", subject)], "invalid_request"),
            (vec![("actor_token", subject), ("actor_token_type", ACCESS_TOKEN)], "invalid_request"),
            (vec![("scope", "customer_json_api")], "invalid_scope"),
            (vec![("scope", "openid")], "invalid_scope"),
            (vec![("scope", "json_api  scim")], "invalid_scope"),
            (vec![("audience", "https://elsewhere.example/api")], "invalid_target"),
            (vec![("resource", "http://127.0.0.1:3000/customer-api")], "invalid_target"),
        ] {
            let answer = exchange(&app, who(&service), subject, &more).await;
            assert_eq!(refusal(&answer), (400, code.into()), "{more:?}");
        }
        assert_eq!(refusal(&exchange(&app, (who(&service).0, "wrong"), subject, &[]).await), (401, "invalid_client".into()));

        // A token of one's own says who acts, and is not needed.
        let actor = app.token(&service).await;
        let more = [("actor_token", actor.as_str()), ("actor_token_type", ACCESS_TOKEN)];
        exchange(&app, who(&service), subject, &more).await.expect(200);

        // A public application has nothing to show.
        let public = Asking::with(&app, Side::BackOffice, |form| {
            form.name = "Public".into();
            form.confidential = false;
        });
        let public = public.await;
        let own = public.tokens().await;
        let fields = [
            ("grant_type", GRANT), ("subject_token", text(&own, "access_token")), ("subject_token_type", ACCESS_TOKEN),
        ];
        assert_eq!(refusal(&public.token(&fields).await), (400, "unauthorized_client".into()));

        // Not without end.
        let mut token = subject.to_owned();
        for _ in 0..4 {
            let answer = exchange(&app, asker(&asking), &token, &[]).await.expect(200).json();
            text(&answer, "access_token").clone_into(&mut token);
            assert_eq!(asking.call(&token).await, 200);
        }
        assert_eq!(refusal(&exchange(&app, asker(&asking), &token, &[]).await), (400, "invalid_request".into()));

        // What ran out is nothing any more.
        app.clock.advance(Duration::from_hours(1));
        assert_eq!(refusal(&exchange(&app, who(&service), subject, &[]).await), (400, "invalid_request".into()));
    }

    async fn nothing_crosses_sides_or_organizations(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let customers = Asking::with(&app, Side::Customer, |form| form.apis = vec!["customer_json_api".into()]).await;
        let browser = app.signed_in("amanda.cole@example.com").await;
        let code = value(&customers.let_in(&browser, &customers.query(&[])).await, "code");
        let tokens = customers.exchange(&code).await.expect(200).json();
        let service = service(&app).await;
        let answer = exchange(&app, who(&service), text(&tokens, "access_token"), &[]).await;
        assert_eq!(refusal(&answer), (400, "unauthorized_client".into()));
    }

    /// RFC 9449 §5: a token that is bound to a key is not made a bearer token by giving it away.
    async fn rfc9449_5_what_is_bound_stays_bound(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let own = app.application(JOHN, "Own").await;
        let service = service(&app).await;
        let (holder, other) = (Holder::new(), Holder::new());
        let ask = async |application: &CreatedApplication, fields: &[(&str, &str)], proof: Option<String>| {
            let (id, secret) = who(application);
            let fields = [fields, &[("client_id", id), ("client_secret", secret)]].concat();
            send(&app, &fields, proof.as_deref().as_slice()).await
        };
        let proof = |holder: &Holder, id: &str| Some(holder.proof_with(&[], &claims(&app, id)));
        let bound = ask(&own, &[("grant_type", "client_credentials")], proof(&holder, "1")).await.expect(200).json();
        let subject = text(&bound, "access_token");
        let give = [("grant_type", GRANT), ("subject_token", subject), ("subject_token_type", ACCESS_TOKEN)];
        for (application, proof) in [(&own, None), (&own, proof(&other, "2")), (&service, None)] {
            assert_eq!(refusal(&ask(application, &give, proof).await), (400, "invalid_dpop_proof".into()));
        }
        let narrowed = ask(&own, &give, proof(&holder, "3")).await.expect(200).json();
        assert_eq!(narrowed["token_type"], "DPoP");
        assert_eq!(parts(text(&narrowed, "access_token")).1["cnf"], parts(subject).1["cnf"]);
        let delegated = ask(&service, &give, proof(&other, "4")).await.expect(200).json();
        assert_eq!(delegated["token_type"], "DPoP");
        assert_ne!(parts(text(&delegated, "access_token")).1["cnf"], parts(subject).1["cnf"]);
    }

    /// Who makes applications for oneself only does not decide that they may act for others.
    async fn only_who_looks_after_applications_of_others_lets_one_act_for_others(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let own = app.application(JOHN, "Own").await;
        let john = app.actor(JOHN).await;
        let settings = app.office.find_application_settings(&john, own.application.id).await.unwrap();
        assert!(!settings.may_allow_acting);
        let form = ApplicationSettingsForm { may_act_for_others: true, ..ApplicationSettingsForm::of(&settings) };
        let after = app.office.change_application_settings(&john, own.application.id, &form).await.unwrap();
        assert!(!after.may_act_for_others);
    }
}
