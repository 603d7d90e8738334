//! The id that answers and log lines share.

use crate::support::TestApp;
use axum::body::Body;
use http::{HeaderName, Method};

const ID: HeaderName = HeaderName::from_static("x-request-id");

store::on_both_engines! {
    async fn an_id_of_a_proxy_is_kept_if_it_is_one(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let id_for = async |given: &str| {
            let answer = app.request(Method::GET, "/healthz", &[(ID, given)], Body::empty()).await;
            answer.header("x-request-id").to_owned()
        };
        for good in ["01890a5d-ac96-774b-bcce-b302099a8057", "a.B_c-12"] {
            assert_eq!(id_for(good).await, good);
        }
        let long = "a".repeat(65);
        for bad in ["", "short", "with spaces in it", "<script>alert(1)</script>", "new\tline-tab", &long] {
            let id = id_for(bad).await;
            assert!(id != bad && id.len() == 36, "{bad:?} became {id:?}");
        }
        let own = app.get("/nowhere").await.expect(404).header("x-request-id").to_owned();
        assert_ne!(own, app.get("/nowhere").await.header("x-request-id"));
        assert_eq!(own.len(), 36);
    }
}
