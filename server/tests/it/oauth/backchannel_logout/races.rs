//! A session that ends at the very moment in which something comes of it: either it came before and is told, or it did not come.

use super::{Receiver, sign_out, told};
use crate::{
    oauth::authorizing::value,
    support::{JOHN, TestApp},
};
use serde_json::json;

const ROUNDS: u32 = 12;

store::on_both_engines! {
    async fn a_code_that_is_exchanged_while_the_session_ends(db: TestDatabase) {
        let (app, receiver) = (TestApp::on(db).await, Receiver::start().await);
        let asking = told(&app, "Told", &receiver.address("/")).await;
        let (query, mut exchanged) = (asking.query(&[("scope", "openid offline_access")]), 0);
        for round in 0..ROUNDS {
            let browser = app.signed_in(JOHN).await;
            let code = value(&asking.let_in(&browser, &query).await, "code");
            let exchange = async {
                // So that each is the first now and then.
                tokio::time::sleep(std::time::Duration::from_millis((round % 4).into())).await;
                asking.exchange(&code).await
            };
            let (answer, ()) = tokio::join!(exchange, sign_out(&browser));
            exchanged += i64::from(answer.status == 200);
            assert_eq!(app.db.count("backchannel_logouts").await, exchanged, "round {round}: {answer:?}");
        }
    }

    async fn an_application_that_is_let_in_while_the_session_ends(db: TestDatabase) {
        let (app, receiver) = (TestApp::on(db).await, Receiver::start().await);
        let asking = told(&app, "Told", &receiver.address("/")).await;
        let query = asking.query(&[("scope", "openid"), ("prompt", "consent")]);
        for round in 0..ROUNDS {
            let browser = app.signed_in(JOHN).await;
            let fields = json!({"form": {"query": query, "answer": "grant"}});
            let out = async {
                tokio::time::sleep(std::time::Duration::from_millis((round % 4).into())).await;
                sign_out(&browser).await;
            };
            let (_, ()) = tokio::join!(browser.rpc("consent/answer", &fields), out);
            let living = "UPDATE authorizations SET scope = scope WHERE ended_at IS NULL";
            assert_eq!(app.db.execute(living).await, 0, "round {round}");
        }
        assert_eq!(app.db.count("sessions").await, 0);
    }
}
