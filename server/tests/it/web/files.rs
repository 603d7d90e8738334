//! The web files.

use crate::support::{JOHN, TestApp};
use axum::body::Body;
use http::{Method, header};

async fn with_files(db: store::testing::TestDatabase) -> TestApp {
    let app = TestApp::on(db).await;
    let site = app.folder.path().join("site");
    std::fs::create_dir_all(site.join("pkg")).unwrap();
    std::fs::write(site.join("pkg/latchkey.wasm"), "plain").unwrap();
    std::fs::write(site.join("pkg/latchkey.wasm.br"), "small").unwrap();
    std::fs::write(site.join("robots.txt"), "User-agent: *\n").unwrap();
    app
}

store::on_both_engines! {
    async fn files_are_compressed_where_that_is_understood(db: TestDatabase) {
        let app = with_files(db).await;
        let answer = app.get("/pkg/latchkey.wasm").await.expect(200);
        assert_eq!((answer.text(), answer.header("content-type")), ("plain", "application/wasm"));
        // Debug builds do not name files by their content, so browsers ask again.
        assert_eq!(answer.header("cache-control"), "no-cache");
        let accept = [(header::ACCEPT_ENCODING, "gzip, br")];
        let answer = app.request(Method::GET, "/pkg/latchkey.wasm", &accept, Body::empty()).await.expect(200);
        assert_eq!((answer.text(), answer.header("content-encoding")), ("small", "br"));
        assert_eq!(answer.header("content-type"), "application/wasm");
        let answer = app.get("/robots.txt").await.expect(200);
        assert_eq!(answer.header("cache-control"), "public, max-age=3600");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(app.get("/pkg/nothing.wasm").await.expect(404).header("cache-control"), "no-store");
    }

    async fn what_is_named_by_its_content_is_kept_for_ever(db: TestDatabase) {
        let app = with_files(db).await;
        let mut state = app.state.clone();
        state.leptos.hash_files = true;
        let request = http::Request::get("/pkg/latchkey.wasm").body(Body::empty()).unwrap();
        let response = tower::ServiceExt::oneshot(server::router(state), request).await.unwrap();
        assert_eq!(response.headers()[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
    }

    async fn files_need_no_database(db: TestDatabase) {
        let app = with_files(db).await;
        let browser = app.signed_in(JOHN).await;
        app.db.database.close().await;
        browser.get("/robots.txt").await.expect(200);
    }
}
