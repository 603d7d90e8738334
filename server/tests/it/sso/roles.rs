//! Roles that follow a claim. Latchkey says of people in which language they like to be spoken to; that will do for a claim.

use super::company::{Company, who};
use crate::support::{ADMIN, JOHN};

const ROLES: &str = r#"{
    "link_by_email": "verified", "role_claim": "locale",
    "roles": {"de": "Administrator", "fr": "Customer User Manager", "en": "Emperor"}
}"#;

async fn speaks(company: &Company, email: &str, language: &str) {
    let sql = format!("UPDATE users SET language = {language} WHERE email = '{email}'");
    company.provider.db.execute(&sql).await;
}

async fn roles_after_sign_in(company: &Company, email: &str) -> Vec<String> {
    let browser = company.app.browser();
    assert_eq!(company.sign_in(&browser, email).await.header("location"), "/");
    assert_eq!(who(&browser, &company.app).await.as_deref(), Some(email));
    let actor = company.app.office.operator(None).await.unwrap();
    let user = company.app.office.find_user(&actor, company.app.user(email).await).await.unwrap();
    user.roles.into_iter().map(|role| role.name).collect()
}

store::on_both_engines! {
    async fn roles_of_the_table_follow_the_claim_and_others_stay(db: TestDatabase) {
        let company = Company::with(db, ROLES, |_| {}).await;
        for (language, expected) in [
            ("'de'", vec!["Administrator", "User"]),
            ("'fr'", vec!["Customer User Manager", "User"]),
            // A role that there is not, and no claim at all.
            ("'en'", vec!["User"]),
            ("'de'", vec!["Administrator", "User"]),
            ("NULL", vec!["User"]),
        ] {
            speaks(&company, JOHN, language).await;
            assert_eq!(roles_after_sign_in(&company, JOHN).await, expected, "{language}");
        }
    }

    async fn the_last_administrator_stays_one(db: TestDatabase) {
        let company = Company::with(db, ROLES, |_| {}).await;
        speaks(&company, ADMIN, "'fr'").await;
        assert_eq!(roles_after_sign_in(&company, ADMIN).await, ["Administrator"], "the only one: nothing changes");
        speaks(&company, JOHN, "'de'").await;
        assert_eq!(roles_after_sign_in(&company, JOHN).await, ["Administrator", "User"]);
        assert_eq!(roles_after_sign_in(&company, ADMIN).await, ["Customer User Manager"], "not the only one any more");
    }

    async fn somebody_new_gets_the_role_of_their_claim(db: TestDatabase) {
        let more = r#"{
            "create_users": true, "organization": "Acme", "role_claim": "locale", "roles": {"fr": "Customer User Manager"}
        }"#;
        let company = Company::with(db, more, |_| {}).await;
        company.provider.db.execute("UPDATE users SET email = 'eve@example.com' WHERE email = 'john.doe@example.com'").await;
        speaks(&company, "eve@example.com", "'fr'").await;
        assert_eq!(roles_after_sign_in(&company, "eve@example.com").await, ["Customer User Manager"]);
    }
}
