//! Networks from which applications are used.

use super::*;
use crate::{TokenRequest, tokens::Credentials};
use model::CreatedApplication;

/// Gets a token from this address.
async fn call(office: &Office, of: &CreatedApplication, address: &str) {
    let credentials = Credentials::with_secret(of.application.client_id.clone(), of.client_secret.clone());
    let request = TokenRequest {
        grant_type: Some("client_credentials".into()),
        credentials: Some(credentials),
        address: address.into(),
        ..TokenRequest::default()
    };
    office.issue_token(&request).await.unwrap();
}

store::on_both_engines! {
    async fn a_new_network_is_told_once_and_the_first_is_not(db: TestDatabase) {
        let town = Town::on(db).await;
        let office = &town.office;
        let shipped = rule(office, &town.admin, MailEvent::NewNetwork).await;
        office.enable_notification_rule(&town.admin, shipped.id).await.unwrap();
        let john = town.actor(JOHN).await;
        let app = town.application(&john).await;
        let told_of = async || {
            office.flush_last_used().await.unwrap();
            town.test.mails().await.into_iter().filter(|mail| mail.event == "new_network").collect::<Vec<_>>()
        };
        call(office, &app, "203.0.113.7").await;
        assert!(told_of().await.is_empty());
        call(office, &app, "203.0.113.99").await;
        call(office, &app, "").await;
        assert!(told_of().await.is_empty());
        call(office, &app, "198.51.100.7").await;
        call(office, &app, "198.51.100.8").await;
        let mails = told_of().await;
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].to_address, JOHN);
        for part in ["198.51.100.7", "198.51.100.0/24", "App"] {
            assert!(mails[0].text_body.contains(part), "{}", mails[0].text_body);
        }
        // Much later, and by another process.
        town.test.clock.advance(Duration::from_hours(48));
        call(office, &app, "198.51.100.7").await;
        assert_eq!(told_of().await.len(), 1);
        let rows = town.test.db.count("application_networks").await;
        assert_eq!(rows, 2);
        office.delete_application(&town.admin, app.application.id).await.unwrap();
    }

    async fn many_networks_fill_neither_the_table_nor_the_outbox(db: TestDatabase) {
        let town = Town::on(db).await;
        let office = &town.office;
        let shipped = rule(office, &town.admin, MailEvent::NewNetwork).await;
        office.enable_notification_rule(&town.admin, shipped.id).await.unwrap();
        let app = town.application(&town.actor(JOHN).await).await;
        for round in 0..8 {
            for number in 0..30 {
                call(office, &app, &format!("10.{round}.{number}.1")).await;
            }
            office.flush_last_used().await.unwrap();
        }
        assert_eq!(town.test.db.count("application_networks").await, 100);
        assert_eq!(told(&town.test.mails().await, MailEvent::NewNetwork).len(), 8 * 20 - 1);
    }
}
