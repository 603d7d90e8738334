//! When the database is gone, damaged or full: a clear answer that says when to come again, and nothing half done.

use super::support::{APPLICATIONS, Caller, assert_refused, mails, new_application};
use crate::support::{JOHN, TestApp};
use http::header;
use serde_json::json;

store::on_both_engines! {
    async fn a_database_that_is_gone_is_a_503(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let john = Caller::new(&app, JOHN).await;
        assert_eq!(mails(&app).await, []);
        app.db.database.close().await;
        let answer = john.get(APPLICATIONS).await;
        assert_refused(&answer, 503, "temporarily_unavailable", "-");
        assert_eq!(answer.header(header::RETRY_AFTER), Some("2"));
        let answer = john.post(APPLICATIONS, &new_application(&json!({ "name": "Robot" }))).await;
        assert_refused(&answer, 503, "temporarily_unavailable", "-");
    }

    async fn a_failure_in_the_middle_leaves_nothing_and_says_nothing_of_the_inside(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let john = Caller::new(&app, JOHN).await;
        app.db.execute("ALTER TABLE outbox_mails RENAME TO hidden_mails").await;
        let answer = john.post(APPLICATIONS, &new_application(&json!({ "name": "Robot" }))).await;
        assert_refused(&answer, 500, "internal_error", "-");
        assert!(!answer.document.to_string().contains("mails"), "the cause is for the log");
        app.db.execute("ALTER TABLE hidden_mails RENAME TO outbox_mails").await;
        assert_eq!(john.get(APPLICATIONS).await.names(), ["Caller"]);
        assert_eq!(mails(&app).await, []);
    }
}
