//! RFC 7644 §3.4.2: filters, order, places and how much of each.

use super::support::{Scim, USERS, refused};
use crate::support::{ADMIN, JOHN, TestApp};

const MARIA: &str = "maria.lopez@example.com";

store::on_both_engines! {
    async fn filters_find_the_same_on_both_databases(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        let id = app.user(JOHN).await;
        for filter in [
            r#"userName eq "JOHN.doe@example.com""#.to_owned(),
            r#"emails.value sw "john.""#.to_owned(),
            r#"emails[type eq "work" and value co "doe@"]"#.to_owned(),
            r#"name.givenName eq "john""#.to_owned(),
            r#"name.familyName ew "OE" and active eq "True""#.to_owned(),
            r#"urn:ietf:params:scim:schemas:core:2.0:User:displayName eq "John Doe""#.to_owned(),
            format!("id eq \"{id}\""),
            format!("not (id ne \"{id}\") and userName pr"),
        ] {
            assert_eq!(scim.found(&filter).await, [JOHN], "{filter}");
        }
        assert_eq!(scim.found(r#"userName co "example.com""#).await, [ADMIN, JOHN, MARIA]);
        assert_eq!(scim.found(r#"userName sw "m" or id eq "x" or name.givenName eq "John""#).await, [JOHN, MARIA]);
        assert_eq!(scim.found(r#"userName ne "admin@example.com" and userName co "@""#).await, [JOHN, MARIA]);
        for nobody in ["active eq false", r#"emails[type eq "home"]"#, r#"meta.created lt "2001-01-01T00:00:00Z""#] {
            assert_eq!(scim.found(nobody).await, [""; 0], "{nobody}");
        }
        assert_eq!(scim.found(r#"meta.created ge "2001-01-01T00:00:00Z""#).await.len(), 3);
        let created = scim.get(&format!("{USERS}/{id}")).await.expect(200).json()["meta"]["created"].clone();
        assert_eq!(scim.found(&format!("id eq \"{id}\" and meta.created eq {created}")).await, [JOHN]);
        assert_eq!(scim.found(&format!("id eq \"{id}\" and meta.created gt {created}")).await, [""; 0]);
    }

    async fn what_cannot_be_asked_is_an_invalid_filter(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        for filter in [
            "", "x", "userName", r#"externalId co "1""#, r#"id gt "a""#, "userName eq 1", "active eq 7", "userName gt null",
            r#"active co "t""#, r#"meta.created eq "yesterday""#, r#"name[givenName eq "John"]"#,
            r#"roles[name eq "a"]"#, "groups[display[a pr]]", "roles.name pr", r#"urn:other:User:userName eq "a""#, "password pr",
        ] {
            let answer = scim.get(&format!("{USERS}?filter={filter}")).await;
            assert_eq!(refused(&answer), (400, "invalidFilter".into()), "{filter}");
        }
    }

    async fn lists_are_sorted_and_paged(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, ADMIN).await;
        let part = async |query: &str| {
            let list = scim.get(&format!("{USERS}?{query}")).await.expect(200).json();
            let users = list["Resources"].as_array().unwrap().iter();
            let names: Vec<String> = users.map(|user| user["userName"].as_str().unwrap().to_owned()).collect();
            assert_eq!((&list["totalResults"], &list["itemsPerPage"]), (&3.into(), &names.len().into()));
            names
        };
        assert_eq!(part("").await, [ADMIN, JOHN, MARIA]);
        assert_eq!(part("sortBy=userName&sortOrder=descending").await, [MARIA, JOHN, ADMIN]);
        assert_eq!(part("sortBy=name.givenName&startIndex=2&count=1").await, [JOHN]);
        assert_eq!(part("sortBy=name.familyName&sortOrder=descending&count=1").await, [MARIA]);
        assert_eq!(part("startIndex=2&count=1").await, [JOHN]);
        assert_eq!(part("startIndex=3").await, [MARIA]);
        assert_eq!(part("startIndex=4").await, [""; 0]);
        assert_eq!(part("count=0").await, [""; 0]);
    }

    async fn only_what_was_asked_is_shown(db: TestDatabase) {
        let app = TestApp::on(db).await;
        let scim = Scim::new(&app, JOHN).await;
        let me = scim.get("/scim/v2/Me?attributes=userName").await;
        // John may see himself only where his role says so.
        if me.status == 200 {
            assert_eq!(me.json().as_object().unwrap().len(), 3);
        }
        let admin = Scim::new(&app, ADMIN).await;
        let me = admin.get("/scim/v2/Me?attributes=userName").await.expect(200).json();
        assert_eq!(me["userName"], ADMIN);
        assert_eq!(me.as_object().unwrap().len(), 3, "{me}");
        let list = admin.get(&format!("{USERS}?excludedAttributes=roles,meta&count=1")).await.expect(200).json();
        assert!(list["Resources"][0]["roles"].is_null() && list["Resources"][0]["meta"].is_null());
        assert_eq!(list["Resources"][0]["active"], true);
    }
}
