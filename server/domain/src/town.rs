//! Where tests of people, roles, organizations and customers happen: the demo data and a few people more.

use crate::{
    Actor, Error, Office, Result, Sensitive, TokenRequest, testing::TestOffice, tokens::Credentials,
};
use model::{
    ApiType, ApplicationForm, CreatedApplication, CustomerForm, CustomerId, GridQuery, Invalid,
    OrganizationId, Problem, RoleId, Side, User, UserForm, UserId,
};
use store::testing::TestDatabase;

pub(crate) const ADMIN: &str = "admin@example.com";
pub(crate) const JOHN: &str = "john.doe@example.com";
pub(crate) const MARIA: &str = "maria.lopez@example.com";
pub(crate) const AMANDA: &str = "amanda.cole@example.com";
pub(crate) const BRIAN: &str = "brian.fox@example.com";
pub(crate) const GWEN: &str = "gwen@example.com";
pub(crate) const GARY: &str = "gary@example.com";
pub(crate) const DEMO_PASSWORD: &str = "admin-demo-password";

/// The demo: Acme, which has global access, with an administrator, John, Maria and the customer Northwind; Globex, where the
/// administrator may work, too. In Globex there are also Gwen, who is administrator of that organization, and Gary, a user.
pub(crate) struct Town {
    pub(crate) test: TestOffice,
    pub(crate) office: Office,
    pub(crate) acme: OrganizationId,
    pub(crate) globex: OrganizationId,
    /// The administrator, working in Acme.
    pub(crate) admin: Actor,
    pub(crate) gwen: Actor,
}

impl Town {
    pub(crate) async fn on(db: TestDatabase) -> Self {
        let test = TestOffice::on(db).await;
        test.office.add_demo_data().await.unwrap();
        let office = test.office.clone();
        let admin = test.actor(ADMIN, "Acme").await;
        let id = async |name| office.database().find_organization_by_name(name).await.unwrap().unwrap().id;
        let (acme, globex) = (id("Acme").await, id("Globex").await);
        test.user("gwen", &["Organization Administrator"], &[globex]).await;
        test.user("gary", &["User"], &[globex]).await;
        let gwen = test.actor(GWEN, "Globex").await;
        Self { test, office, acme, globex, admin, gwen }
    }

    pub(crate) async fn actor(&self, email: &str) -> Actor {
        self.test.actor(email, "Acme").await
    }

    pub(crate) async fn id(&self, email: &str) -> UserId {
        self.test.find_user(email).await
    }

    pub(crate) async fn role(&self, name: &str) -> RoleId {
        for side in [Side::BackOffice, Side::Customer] {
            let roles = self.office.database().roles_of_side(side).await.unwrap();
            if let Some(role) = roles.iter().find(|role| role.name == name) {
                return role.id;
            }
        }
        panic!("no role {name}")
    }

    pub(crate) async fn customer(&self, name: &str) -> CustomerId {
        let customers = self.office.list_customers(&self.admin, &GridQuery::default()).await.unwrap();
        customers.rows.into_iter().find(|customer| customer.name == name).unwrap().id
    }

    /// A new customer of an organization.
    pub(crate) async fn add_customer(&self, name: &str, organization: OrganizationId) -> CustomerId {
        let form = CustomerForm {
            name: name.into(),
            organization: organization.to_string(),
            ..CustomerForm::default()
        };
        self.office.create_customer(&self.admin, &form).await.unwrap().id
    }

    /// What is typed for a new user.
    pub(crate) async fn form(
        &self,
        name: &str,
        roles: &[&str],
        organizations: &[OrganizationId],
    ) -> UserForm {
        let mut form = UserForm {
            email: format!("{name}@example.com"),
            first_name: name.into(),
            last_name: "New".into(),
            organizations: organizations.iter().map(ToString::to_string).collect(),
            ..UserForm::default()
        };
        for role in roles {
            form.roles.push(self.role(role).await.to_string());
        }
        form
    }

    /// What is typed for a new customer user.
    pub(crate) async fn customer_form(&self, name: &str, roles: &[&str], customer: CustomerId) -> UserForm {
        UserForm { customer: customer.to_string(), ..self.form(name, roles, &[]).await }
    }

    /// A person as the administrator sees them in Acme.
    pub(crate) async fn seen(&self, email: &str) -> User {
        self.office.find_user(&self.admin, self.id(email).await).await.unwrap()
    }

    pub(crate) async fn revision(&self) -> i64 {
        self.office.database().live_revision().await.unwrap()
    }

    /// An application of the actor's own, where they work.
    pub(crate) async fn application(&self, actor: &Actor) -> CreatedApplication {
        let form = ApplicationForm { name: "App".into(), ..ApplicationForm::new() };
        self.office.create_application(actor, actor.viewer.id, &form).await.unwrap()
    }

    /// A token of it; none if it gets none.
    pub(crate) async fn token(&self, of: &CreatedApplication) -> Option<String> {
        let credentials =
            Credentials::with_secret(of.application.client_id.clone(), of.client_secret.clone());
        let request = TokenRequest {
            grant_type: Some("client_credentials".into()),
            credentials: Some(credentials),
            address: "192.0.2.1".into(),
            ..TokenRequest::default()
        };
        Some(self.office.issue_token(&request).await.ok()?.access_token.into_revealed())
    }

    /// Whether a token opens the API of its side.
    pub(crate) async fn lives(&self, token: &str, side: Side) -> bool {
        let api = match side {
            Side::BackOffice => ApiType::JsonApi,
            Side::Customer => ApiType::CustomerJsonApi,
        };
        self.office.authenticate_bearer(&crate::PresentedBearer::Bearer(token), api).await.is_ok()
    }

    /// How many sessions somebody has.
    pub(crate) async fn sessions(&self, email: &str) -> usize {
        let user = self.id(email).await;
        self.office.database().sessions_of_user(user, self.office.now()).await.unwrap().len()
    }

    /// Whether a session's token opens the app.
    pub(crate) async fn is_in(&self, session: &Sensitive) -> bool {
        self.office.actor_of_session(session.reveal()).await.unwrap().is_some()
    }
}

#[track_caller]
pub(crate) fn assert_invalid<T: std::fmt::Debug>(result: Result<T>, field: &str, problem: Problem) {
    match result {
        Err(Error::Invalid(invalid)) => assert_eq!(invalid, Invalid::one(field, problem)),
        other => panic!("{field} {problem:?} expected, not {other:?}"),
    }
}

/// `assert!(matches!(…))` that says what it was instead.
macro_rules! assert_refused {
    ($result:expr, $refusal:pat) => {
        match $result {
            Err($refusal) => {}
            other => panic!("{} expected, not {other:?}", stringify!($refusal)),
        }
    };
}
pub(crate) use assert_refused;
