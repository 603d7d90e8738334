//! The two servers: a company with its own accounts, and the server its people sign in to.

use crate::support::{ADMIN, Answer, Browser, JOHN, PASSWORD, TestApp, free_port};
use model::{ApplicationForm, ApplicationSettingsForm, LoginAttempt, NewApplication, Side, decode_pairs};
use server::config::{Config, Sso};
use store::testing::{Engine, TestDatabase};
use tokio::{net::TcpListener, sync::Mutex, task::JoinHandle};

/// What the server calls the company.
pub(super) const ID: &str = "company";

/// Both of them.
pub(super) struct Company {
    /// The server of the company: the provider.
    pub(super) provider: TestApp,
    /// The server its people sign in to.
    pub(super) app: TestApp,
    /// What the provider knows the other by.
    pub(super) client: NewApplication,
    /// Where the provider listens.
    pub(super) issuer: String,
    serving: Mutex<JoinHandle<std::io::Result<()>>>,
}

impl Company {
    pub(super) async fn on(db: TestDatabase) -> Self {
        Self::with(db, "", |_| {}).await
    }

    /// With more lines in the configuration of the provider, and perhaps another one of the server.
    pub(super) async fn with(db: TestDatabase, more: &str, change: impl FnOnce(&mut Config)) -> Self {
        let issuer = format!("http://127.0.0.1:{}", free_port());
        let provider = TestApp::with(another_of(&db).await, |config| {
            config.server.public_url = Some(issuer.parse().unwrap());
        })
        .await;
        let form = ApplicationForm {
            name: "Back office".into(),
            grant: "authorization_code".into(),
            redirect_uris: vec![format!("http://127.0.0.1:3000/sso/{ID}/callback")],
            ..ApplicationForm::new()
        };
        let admin = provider.actor(ADMIN).await;
        let client =
            provider.office.create_application_of_side(&admin, Side::BackOffice, &form).await.unwrap();
        let sso = configured(&issuer, &client, more);
        let app = TestApp::with(db, |config| {
            config.sso = sso;
            change(config);
        })
        .await;
        let listener = TcpListener::bind(issuer.trim_start_matches("http://")).await.unwrap();
        let serving = provider.serve(listener);
        Self { provider, app, client, issuer, serving: Mutex::new(serving) }
    }

    /// Nobody answers at the provider any more.
    pub(super) async fn stop_provider(&self) {
        let mut serving = self.serving.lock().await;
        serving.abort();
        let _ = (&mut *serving).await;
    }

    /// It answers again.
    pub(super) async fn start_provider(&self) {
        let listener = TcpListener::bind(self.issuer.trim_start_matches("http://")).await.unwrap();
        *self.serving.lock().await = self.provider.serve(listener);
    }

    /// Sets what the provider knows of the other beyond its name.
    pub(super) async fn set(&self, form: ApplicationSettingsForm) {
        let admin = self.provider.actor(ADMIN).await;
        let id = self.client.application.id;
        self.provider.office.change_application_settings(&admin, id, &form).await.unwrap();
    }

    /// Goes to the provider from our sign-in page; the address there.
    pub(super) async fn begin(&self, browser: &Browser<'_>, query: &str) -> String {
        let answer = browser.get(&format!("/sso/{ID}{query}")).await.expect(303);
        let location = answer.header("location").to_owned();
        assert!(location.starts_with(&self.issuer), "{location}");
        location
    }

    /// Lets the server in at the provider as whoever sits there; the address at which they come back.
    pub(super) async fn let_in(&self, there: &Browser<'_>, location: &str) -> String {
        let path = location.strip_prefix(&self.issuer).unwrap();
        let answer = there.get(path).await.expect(303);
        let location = answer.header("location").to_owned();
        let Some(query) = location.strip_prefix("/consent?") else { return back(&location) };
        let fields = serde_json::json!({"form": {"query": query, "answer": "grant"}});
        let answer = there.rpc("consent/answer", &fields).await.expect(200);
        back(answer.json().as_str().unwrap())
    }

    /// The whole way of somebody with this address at the provider; what they find when they are back.
    pub(super) async fn sign_in(&self, browser: &Browser<'_>, email: &str) -> Answer {
        let location = self.begin(browser, "").await;
        let there = self.provider.signed_in(email).await;
        let path = self.let_in(&there, &location).await;
        browser.get(&path).await.expect(303)
    }

    /// Links the account of somebody here with that of somebody there; where that leads.
    pub(super) async fn link(&self, email: &str, email_there: &str) -> String {
        let browser = self.app.signed_in(email).await;
        let fields = serde_json::json!({"provider": ID, "own_password": PASSWORD});
        let answer = browser.rpc("sign-in-with/link", &fields).await.expect(200).json();
        let there = self.provider.signed_in(email_there).await;
        let path = self.let_in(&there, answer["Ok"].as_str().unwrap()).await;
        browser.get(&path).await.expect(303).header("location").to_owned()
    }

    /// John here is John there.
    pub(super) async fn link_john(&self) {
        assert_eq!(self.link(JOHN, JOHN).await, "/my-user");
    }

    /// Attempts through the provider, newest first: the address, the reason, whose it is.
    pub(super) async fn attempts(&self) -> Vec<LoginAttempt> {
        let admin = self.app.actor(ADMIN).await;
        let page = self.app.office.list_login_attempts(&admin, &model::GridQuery::default()).await.unwrap();
        page.rows.into_iter().filter(|one| one.source == model::LoginSource::Provider).collect()
    }
}

/// An empty database of the same engine.
pub(super) async fn another_of(db: &TestDatabase) -> TestDatabase {
    TestDatabase::new(if db.url.starts_with("sqlite") { Engine::Sqlite } else { Engine::Postgres }).await
}

/// The configuration, as an operator writes it.
pub(super) fn configured(issuer: &str, client: &NewApplication, more: &str) -> Sso {
    let secret = client.client_secret.as_ref().unwrap();
    let id = &client.application.client_id;
    let mut provider = serde_json::json!({
        "name": "Company", "issuer": issuer, "client_id": id, "client_secret": secret,
    });
    if !more.is_empty() {
        let serde_json::Value::Object(more) = serde_json::from_str(more).unwrap() else {
            panic!("an object")
        };
        provider.as_object_mut().unwrap().extend(more);
    }
    serde_json::from_value(serde_json::json!({"providers": {ID: provider}})).unwrap()
}

/// Who sits at the browser, if somebody is signed in.
pub(super) async fn who(browser: &Browser<'_>, app: &TestApp) -> Option<String> {
    let token = browser.cookie(app::session_cookie_name(false))?;
    Some(app.office.actor_of_session(&token).await.unwrap()?.viewer.email)
}

/// What the sign-in page is told went wrong.
#[track_caller]
pub(super) fn problem(answer: &Answer) -> String {
    let location = answer.header("location");
    let (_, query) = location.split_once('?').unwrap_or_else(|| panic!("no problem in {location}"));
    let pairs = decode_pairs(query.as_bytes()).unwrap();
    let found = pairs.into_iter().find(|pair| pair.0 == "problem");
    found.unwrap_or_else(|| panic!("no problem in {location}")).1
}

/// The path of our own server in an address that a provider sends people to.
#[track_caller]
fn back(location: &str) -> String {
    location
        .strip_prefix("http://127.0.0.1:3000")
        .unwrap_or_else(|| panic!("not ours: {location}"))
        .to_owned()
}
