//! Lists of more than ten thousand: they say so, have no pages beyond, and are exported whole.

use crate::support::{ADMIN, TestApp};
use http::{HeaderName, Method, header};

store::on_both_engines! {
    async fn more_than_is_counted_is_said_in_every_language(db: TestDatabase) {
        let app = TestApp::on(db).await;
        app.crowd_of_customers(10_000).await;
        for (language, more, page) in [
            ("en", "More than 10,000 customers", "Page 3<"),
            ("de", "Mehr als 10.000 Kunden", "Seite 3<"),
            ("fr", "Plus de 10", "Page 3<"),
        ] {
            let headers: [(HeaderName, &str); 1] = [(header::ACCEPT_LANGUAGE, language)];
            let admin = app.signed_in(ADMIN).await;
            let answer = admin.request(Method::GET, "/customers?page=3", &headers, axum::body::Body::empty()).await.expect(200);
            assert!(answer.text().contains(more), "{language}: {more}");
            assert!(answer.text().contains(page), "{language}: {page}");
        }
        let admin = app.signed_in(ADMIN).await;
        // The last page there is, also for who asks for one beyond; it says where the others are.
        for path in ["/customers?page=400&sort=name", "/customers?page=9999&sort=name"] {
            let last = admin.get(path).await.expect(200);
            assert!(last.text().contains("Crowd 10010000") && last.text().contains("These are the first ones of many."), "{path}");
            assert!(!last.text().contains("page=401"), "{path}");
        }
        // Filters are counted less far; where few are left, all of them.
        let filtered = admin.get("/customers?status=enabled").await.expect(200);
        assert!(filtered.text().contains("More than 2,000 customers"));
        let few = admin.get("/customers?name=crowd+10009").await.expect(200);
        assert!(few.text().contains("1,000 customers") && !few.text().contains("More than"));
        assert!(admin.get("/customers?name=nobody-at-all").await.expect(200).text().contains("No customers match"));
    }

    async fn an_export_has_all_rows_once_and_in_order(db: TestDatabase) {
        let app = TestApp::on(db).await;
        app.crowd_of_customers(10_100).await;
        let admin = app.signed_in(ADMIN).await;
        let answer = admin.get("/export/customers.csv?sort=-name&column=name").await.expect(200);
        let names: Vec<_> = answer.text().lines().skip(1).collect();
        assert_eq!(names.len(), 10_101);
        assert!(names.is_sorted_by(|one, next| one > next), "downward, each once");
        let answer = admin.get("/export/customers.csv?status=disabled&column=name").await.expect(200);
        assert_eq!(answer.text().lines().count(), 1 + 10_100 / 4);
    }
}
