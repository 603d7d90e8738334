//! What HTTP tests are made of: the real router on a database of its own, browsers, and real processes.

mod answer;
mod archive;
mod browser;
mod collector;
mod crowd;
mod form;
mod line;
mod mail_server;
mod pair;
mod process;

pub use answer::Answer;
pub use archive::{put_together, take_apart};
pub use browser::Browser;
pub use collector::Collector;
pub use form::form;
pub use line::cut_line;
pub use mail_server::MailServer;
pub use pair::{Pair, Process, soon};
pub use process::{Folder, Server, free_port};

use axum::{Router, body::Body};
use domain::{
    Actor, Via,
    testing::{ManualClock, SeededRandom, TestOffice},
};
use http::{HeaderName, Method, Request, header};
use http_body_util::BodyExt;
use model::{ApplicationForm, CreatedApplication, OrganizationId, UserId};
use server::{AppState, config::Config};
use std::{net::SocketAddr, sync::Arc};
use store::testing::{TestDatabase, TestMail};
use tower::ServiceExt;

/// Everybody's password in the demo data.
pub const PASSWORD: &str = "admin-demo-password";
/// The administrator of the demo data.
pub const ADMIN: &str = "admin@example.com";
/// A user of the demo data, who may only do what everybody may.
pub const JOHN: &str = "john.doe@example.com";
/// The media type of forms.
pub const FORM: &str = "application/x-www-form-urlencoded";

/// The whole server but for its socket, with demo data, a clock that is set by hand, and a folder of its own.
///
/// ```ignore
/// store::on_both_engines! {
///     async fn the_first_page_leads_on(db: TestDatabase) {
///         let app = TestApp::on(db).await;
///         app.get("/").await.expect(303);
///     }
/// }
/// ```
pub struct TestApp {
    /// The office, for what tests do past HTTP.
    pub office: domain::Office,
    /// Its clock.
    pub clock: Arc<ManualClock>,
    /// Its database.
    pub db: TestDatabase,
    /// Its keys and, in `site`, the web files.
    pub folder: tempfile::TempDir,
    /// What the routes were made with.
    pub state: AppState,
    router: Router,
}

impl TestApp {
    /// One on this database.
    pub async fn on(db: TestDatabase) -> Self {
        Self::with(db, |_| {}).await
    }

    /// One with another configuration. Keys, database and mail stay in the test's own folder.
    pub async fn with(db: TestDatabase, change: impl FnOnce(&mut Config)) -> Self {
        let app = Self::empty(db, change).await;
        if !app.state.config.is_https() {
            app.office.add_demo_data().await.expect("demo data");
        }
        app
    }

    /// One without demo data.
    pub async fn empty(db: TestDatabase, change: impl FnOnce(&mut Config)) -> Self {
        let mut config = Config::default();
        change(&mut config);
        let test = TestOffice::with(db, |settings| {
            settings.public_url = config.public_url();
            settings.access_lifetime = config.tokens.access_lifetime.duration();
            settings.refresh_lifetime = config.tokens.refresh_lifetime.duration();
            settings.refresh_absolute_lifetime = config.tokens.refresh_absolute_lifetime.duration();
            settings.code_lifetime = config.tokens.code_lifetime.duration();
            settings.password_grant = config.tokens.password_grant;
            settings.lockout = config.sign_in.lockout();
            settings.client_id_metadata = config.client_id_metadata.settings();
            settings.identity_providers = config.sso.settings();
            settings.effective = config.effective();
        })
        .await;
        let TestOffice { office, clock, db, folder } = test;
        config.keys.private.clone_from(&office.settings().private_key);
        config.keys.public.clone_from(&office.settings().public_key);
        config.mail.folder = folder.path().join("mail");
        let mut leptos = server::leptos_options(&config);
        leptos.site_root = folder.path().join("site").display().to_string().into();
        leptos.hash_files = false;
        let state = AppState::new(office.clone(), config, leptos);
        let router = server::router(state.clone());
        Self { office, clock, db, folder, state, router }
    }

    /// Another process on the same database, with the same keys and clock.
    pub fn beside(&self, db: TestDatabase) -> Self {
        self.with_settings(db, self.office.settings().clone())
    }

    /// The same with other settings of the domain.
    pub fn with_settings(&self, db: TestDatabase, settings: domain::Settings) -> Self {
        let random = Arc::new(SeededRandom::new(2));
        let office = domain::Office::new(db.database.clone(), settings, Arc::clone(&self.clock) as _, random);
        let state = AppState::new(office.clone(), (*self.state.config).clone(), self.state.leptos.clone());
        let router = server::router(state.clone());
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self { office, clock: Arc::clone(&self.clock), db, folder, state, router }
    }

    /// One that people reach as `https://keys.example.com`. Demo data is not for such a server, so John is the only user.
    pub async fn https(db: TestDatabase) -> Self {
        let app = Self::empty(db, |config| {
            config.server.public_url = Some("https://keys.example.com".parse().expect("a URL"));
        })
        .await;
        let administrator = domain::FirstAdministrator {
            email: Some(ADMIN.into()),
            password: Some(domain::Sensitive::new(PASSWORD)),
            ..domain::FirstAdministrator::default()
        };
        app.office.initialize(administrator).await.expect("an administrator");
        app
    }

    /// Sends a request past the socket.
    pub async fn send(&self, request: Request<Body>) -> http::Response<Body> {
        self.router.clone().oneshot(request).await.expect("routers do not fail")
    }

    /// Sends a request and reads the whole answer.
    pub async fn answer(&self, request: Request<Body>) -> Answer {
        let (parts, body) = self.send(request).await.into_parts();
        let body = body.collect().await.expect("a body").to_bytes();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    /// GET, as nobody.
    pub async fn get(&self, path: &str) -> Answer {
        self.request(Method::GET, path, &[], Body::empty()).await
    }

    /// POST of a form, as a program.
    pub async fn post_form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.request(Method::POST, path, &[(header::CONTENT_TYPE, FORM)], Body::from(form(fields))).await
    }

    /// POST of JSON, as a program.
    pub async fn post_json(&self, path: &str, json: &serde_json::Value) -> Answer {
        let headers = [(header::CONTENT_TYPE, "application/json")];
        self.request(Method::POST, path, &headers, Body::from(json.to_string())).await
    }

    /// Any request.
    pub async fn request(
        &self,
        method: Method,
        path: &str,
        headers: &[(HeaderName, &str)],
        body: Body,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "127.0.0.1:3000");
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        self.answer(request.body(body).expect("a request")).await
    }

    /// A new browser.
    pub fn browser(&self) -> Browser<'_> {
        Browser::new(self)
    }

    /// A browser that is signed in.
    pub async fn signed_in(&self, email: &str) -> Browser<'_> {
        let browser = self.browser();
        browser.sign_in(email, PASSWORD).await.expect(303);
        browser
    }

    /// The organization Acme of the demo data.
    pub async fn acme(&self) -> OrganizationId {
        self.organization("Acme").await
    }

    /// An organization by its name.
    pub async fn organization(&self, name: &str) -> OrganizationId {
        let found = self.office.database().find_organization_by_name(name).await.expect("the database");
        found.expect("an organization of that name").id
    }

    /// A person by their address.
    pub async fn user(&self, email: &str) -> UserId {
        self.office
            .find_user_by_email(email)
            .await
            .expect("the database")
            .expect("somebody with that address")
    }

    /// A person as an actor in Acme.
    pub async fn actor(&self, email: &str) -> Actor {
        let (user, acme) = (self.user(email).await, self.acme().await);
        let actor = self.office.actor_for_user(user, acme, Via::Operator).await.expect("the database");
        actor.expect("somebody who may work in Acme")
    }

    /// A new application of this person in Acme, for every API.
    pub async fn application(&self, email: &str, name: &str) -> CreatedApplication {
        self.application_with(email, |form| form.name = name.into()).await
    }

    /// A new application of this person in Acme.
    pub async fn application_with(
        &self,
        email: &str,
        change: impl FnOnce(&mut ApplicationForm),
    ) -> CreatedApplication {
        let actor = self.actor(email).await;
        let mut form = ApplicationForm::new();
        change(&mut form);
        self.office.create_application(&actor, actor.viewer.id, &form).await.expect("a new application")
    }

    /// An access token of an application, from the token endpoint.
    pub async fn token(&self, created: &CreatedApplication) -> String {
        let (id, secret) = (&created.application.client_id, &created.client_secret);
        let fields = [("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret)];
        let answer = self.post_form("/oauth2/token", &fields).await.expect(200);
        answer.json()["access_token"].as_str().expect("a token").to_owned()
    }

    /// The outbox, oldest first.
    pub async fn mails(&self) -> Vec<TestMail> {
        self.db.mails().await
    }

    /// Empties the outbox.
    pub async fn clear_mails(&self) {
        self.db.execute("DELETE FROM outbox_mails").await;
    }

    /// Listens on a port of loopback until the test ends.
    pub async fn listen(&self) -> SocketAddr {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        drop(self.serve(listener));
        address
    }

    /// Serves on this listener until the task is aborted.
    pub fn serve(&self, listener: tokio::net::TcpListener) -> tokio::task::JoinHandle<std::io::Result<()>> {
        let service = self.router.clone().into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await })
    }
}
