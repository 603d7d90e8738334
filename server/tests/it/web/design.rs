//! The page that shows the design language is in development builds only.

use crate::support::TestApp;

store::on_both_engines! {
    /// Run with `--release`, as its server is shipped, this sees a release; otherwise a development build. In both the code is kept in
    /// or out by `cfg(debug_assertions)` (`app/src/lib.rs`), in the server as in the browser's half.
    async fn the_page_is_in_no_release(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let status = if cfg!(debug_assertions) { 200 } else { 404 };
        let page = app.get("/design").await.expect(status);
        assert_eq!(page.text().contains("--space-1"), cfg!(debug_assertions));
    }
}
