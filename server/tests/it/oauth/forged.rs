//! Tokens that are not ours, or not as we made them: RFC 8725, RFC 9068 §4.

use super::{
    Desk,
    verify::{encoded, foreign_key, own_key, parts, signed},
};
use serde_json::{Value, json};
use std::time::Duration;

store::on_both_engines! {
    async fn a_forged_token_opens_nothing_and_is_said_to_be_dead(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let token = desk.token().await;
        let (header, claims) = parts(&token);
        let (own, foreign) = (own_key(&desk.app), foreign_key());
        let with = |name: &str, value: Value| {
            let mut claims = claims.clone();
            claims[name] = value;
            signed(&own, &header, &claims)
        };
        // What the forger could sign if they had the key is taken, so the refusals below are for what they change.
        desk.call(&signed(&own, &header, &claims)).await.expect(200);
        let now = desk.app.office.now().0;
        let none = json!({"typ": "at+jwt", "alg": "none"});
        let hmac = json!({"typ": "at+jwt", "alg": "HS256", "kid": header["kid"]});
        let jwt = json!({"typ": "JWT", "alg": "ES256", "kid": header["kid"]});
        let (signed_part, signature) = token.rsplit_once('.').unwrap();
        for (what, forged) in [
            ("another issuer", with("iss", json!("https://elsewhere.example"))),
            ("run out", with("exp", json!(now))),
            ("from the future", with("iat", json!(now + 3_600))),
            ("no id", with("jti", json!(""))),
            ("another application", with("client_id", json!("00000000000000000000000000000000"))),
            ("an audience elsewhere", with("aud", json!("https://elsewhere.example/api"))),
            ("a claim of another kind", with("exp", json!("tomorrow"))),
            ("alg none", format!("{}.{}.", encoded(&none), encoded(&claims))),
            ("alg none with a signature", format!("{}.{}.{signature}", encoded(&none), encoded(&claims))),
            ("alg HS256", signed(&own, &hmac, &claims)),
            ("an ID token", signed(&own, &jwt, &claims)),
            ("another key", signed(&foreign, &header, &claims)),
            ("other claims under the same signature", {
                let mut claims = claims.clone();
                claims["scope"] = json!("json_api");
                format!("{}.{}.{signature}", encoded(&header), encoded(&claims))
            }),
            ("no signature", format!("{signed_part}.")),
            ("half a signature", format!("{signed_part}.{}", &signature[..40])),
            ("zeros for a signature", format!("{signed_part}.{}", "A".repeat(86))),
        ] {
            let answer = desk.call(&forged).await;
            assert_eq!(answer.status, 401, "{what}");
            assert!(answer.header("www-authenticate").contains("invalid_token"), "{what}");
            if what != "an audience elsewhere" {
                assert_eq!(desk.introspect(&forged).await, json!({"active": false}), "{what}");
            }
        }
        desk.call(&token).await.expect(200);
    }

    async fn one_flipped_bit_is_enough(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let token = desk.token().await;
        desk.call(&token).await.expect(200);
        for index in (0..token.len()).step_by(13).chain([token.len() - 1]) {
            let mut flipped = token.clone().into_bytes();
            flipped[index] ^= 1;
            let Ok(flipped) = String::from_utf8(flipped) else { continue };
            assert_eq!(desk.call(&flipped).await.status, 401, "byte {index}");
        }
    }

    async fn a_token_that_ran_out_is_dead(db: TestDatabase) {
        let desk = Desk::on(db).await;
        let token = desk.token().await;
        desk.app.clock.advance(Duration::from_secs(3_599));
        desk.call(&token).await.expect(200);
        desk.app.clock.advance(Duration::from_secs(1));
        desk.assert_dead(&token).await;
    }

    async fn nonsense_is_no_token_and_no_panic(db: TestDatabase) {
        let desk = Desk::on(db).await;
        for nonsense in ["garbage", "a.b.c", "...", "e30.e30.e30", &"x".repeat(5_000), "%20", "%C3%84"] {
            assert_eq!(desk.introspect(nonsense).await, json!({"active": false}), "{nonsense:.20}");
            desk.post("/oauth2/revoke", &format!("token={nonsense}")).await.expect(200);
            assert_eq!(desk.call(nonsense).await.status, 401);
        }
    }
}
