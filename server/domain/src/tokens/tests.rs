//! The life of a token as its application and the APIs see it, on both engines.

mod credentials;
mod keys;
mod life;
mod outage;
mod processes;
mod rotation;

use super::{BearerError, Credentials, IssuedToken, TokenError, TokenRequest};
use crate::{Actor, Office, testing::TestOffice};
use model::{ApiType, ApplicationForm, ApplicationId, Grace};
use store::testing::TestDatabase;

pub(super) const HERE: &str = "192.0.2.1";

/// John Doe of the demo and an application of his.
pub(super) struct Desk {
    pub(super) test: TestOffice,
    pub(super) office: Office,
    pub(super) john: Actor,
    pub(super) id: ApplicationId,
    pub(super) client_id: String,
    pub(super) secret: String,
}

impl Desk {
    pub(super) async fn on(db: TestDatabase) -> Self {
        let test = TestOffice::on(db).await;
        test.office.add_demo_data().await.unwrap();
        let office = test.office.clone();
        let john = test.actor("john.doe@example.com", "Acme").await;
        let form = ApplicationForm { name: "First App".into(), ..ApplicationForm::new() };
        let created = office.create_application(&john, john.viewer.id, &form).await.unwrap();
        let (id, client_id) = (created.application.id, created.application.client_id);
        Self { test, office, john, id, client_id, secret: created.client_secret }
    }

    pub(super) async fn ask(&self, secret: &str) -> Result<IssuedToken, TokenError> {
        self.office.issue_token(&self.request(secret)).await
    }

    pub(super) fn request(&self, secret: &str) -> TokenRequest {
        TokenRequest {
            grant_type: Some("client_credentials".into()),
            credentials: Some(self.credentials(secret)),
            address: HERE.into(),
            ..TokenRequest::default()
        }
    }

    pub(super) fn credentials(&self, secret: &str) -> Credentials {
        Credentials::with_secret(&self.client_id, secret)
    }

    pub(super) async fn token(&self) -> String {
        self.ask(&self.secret).await.unwrap().access_token.into_revealed()
    }

    pub(super) async fn call(&self, token: &str) -> Result<Actor, BearerError> {
        self.office.authenticate_bearer(&crate::PresentedBearer::Bearer(token), ApiType::JsonApi).await
    }

    pub(super) async fn assert_dead(&self, token: &str) {
        assert_eq!(self.call(token).await.unwrap_err(), BearerError::InvalidToken);
        let known = self.credentials(&self.secret);
        if let Ok(about) = self.office.introspect_token(Some(&known), HERE, Some(token)).await {
            assert_eq!(about, None);
        }
    }

    pub(super) async fn rotate(&self, grace: Grace) -> String {
        self.office.rotate_secret(&self.john, self.id, grace).await.unwrap().client_secret
    }

    pub(super) async fn deactivate(&self) {
        self.office.deactivate_application(&self.john, self.id).await.unwrap();
    }

    pub(super) async fn activate(&self) {
        self.office.activate_application(&self.john, self.id).await.unwrap();
    }
}
