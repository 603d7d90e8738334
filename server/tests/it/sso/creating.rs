//! People who are nobody here yet.

use super::company::{Company, another_of, problem, who};
use crate::support::{ADMIN, JOHN};
use model::Side;

const NEW: &str = r#"{"create_users": true, "organization": "Globex", "default_role": "User"}"#;
const EVE: &str = "eve.stone@example.com";

/// Somebody who is only at the company: John under another address.
async fn eve(company: &Company) {
    let sql = format!(
        "UPDATE users SET email = '{EVE}', first_name = 'Eve', last_name = 'Stone' WHERE email = '{JOHN}'"
    );
    company.provider.db.execute(&sql).await;
}

store::on_both_engines! {
    async fn somebody_new_becomes_a_user_with_the_role_that_everybody_new_gets(db: TestDatabase) {
        let company = Company::with(db, NEW, |_| {}).await;
        eve(&company).await;
        let browser = company.app.browser();
        assert_eq!(company.sign_in(&browser, EVE).await.header("location"), "/");
        assert_eq!(who(&browser, &company.app).await.as_deref(), Some(EVE));
        let admin = company.app.actor(ADMIN).await;
        let user = company.app.office.find_user(&admin, company.app.user(EVE).await).await.unwrap();
        assert_eq!((user.name().as_str(), user.side, user.has_password), ("Eve Stone", Side::BackOffice, false));
        let names: Vec<_> = user.organizations.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["Globex"]);
        assert_eq!(user.roles.iter().map(|role| role.name.as_str()).collect::<Vec<_>>(), ["User"]);
        // And is the same one the next time.
        let before = company.app.db.count("users").await;
        company.sign_in(&company.app.browser(), EVE).await;
        assert_eq!(company.app.db.count("users").await, before);
    }

    async fn whose_address_is_somebodys_is_not_made_twice(db: TestDatabase) {
        let company = Company::with(db, NEW, |_| {}).await;
        let before = company.app.db.count("users").await;
        assert_eq!(problem(&company.sign_in(&company.app.browser(), JOHN).await), "not_linked");
        assert_eq!(company.app.db.count("users").await, before);
    }

    async fn nobody_is_made_without_a_place_or_a_role_or_where_it_is_not_wanted(db: TestDatabase) {
        for more in [
            "",
            r#"{"create_users": true, "organization": "Nowhere"}"#,
            r#"{"create_users": true, "organization": "Globex", "default_role": "Emperor"}"#,
        ] {
            let company = Company::with(another_of(&db).await, more, |_| {}).await;
            eve(&company).await;
            assert_eq!(problem(&company.sign_in(&company.app.browser(), EVE).await), "not_linked", "{more}");
            assert!(company.app.office.find_user_by_email(EVE).await.unwrap().is_none(), "{more}");
        }
    }
}
