//! From a configuration to a server that answers, and back.

mod connections;
mod files;
mod notify;
mod signals;

pub use files::leptos_options;
pub(crate) use files::make_private;

use crate::{AppState, Traces, config::Config, health, router};
use anyhow::Context;
use domain::{KeyStatus, MailTransport, Office, Settings, SystemClock, SystemRandom};
use signals::Signals;
use std::{future::Future, sync::Arc, time::Duration};
use store::Database;
use tokio::{
    net::TcpListener,
    sync::watch,
    task::JoinHandle,
    time::{Instant, interval, timeout_at},
};

/// How long everything may take to end once the server was told to stop.
const FAREWELL: Duration = Duration::from_secs(10);
/// How often it is looked whether a digest is due.
const DIGESTS_EVERY: Duration = Duration::from_mins(1);
/// How often what has had its time is removed.
const CLEANUP_EVERY: Duration = Duration::from_hours(1);

/// What the domain needs to know of the configuration.
pub fn settings(config: &Config) -> Settings {
    let in_the_folder = || MailTransport::File(config.mail.folder.clone());
    Settings {
        public_url: config.public_url(),
        private_key: config.keys.private.clone(),
        public_key: config.keys.public.clone(),
        rotate_keys_after: config.keys.rotate_after.duration(),
        publish_keys_before: config.keys.publish_before.duration(),
        sealing_key: config.keys.sealing.clone(),
        access_lifetime: config.tokens.access_lifetime.duration(),
        refresh_lifetime: config.tokens.refresh_lifetime.duration(),
        refresh_absolute_lifetime: config.tokens.refresh_absolute_lifetime.duration(),
        code_lifetime: config.tokens.code_lifetime.duration(),
        password_grant: config.tokens.password_grant,
        lockout: config.sign_in.lockout(),
        mail_from: config.mail.from.clone(),
        mail: config.mail.transport().unwrap_or_else(in_the_folder),
        audit_keep: config.audit.keep_days.map(|days| Duration::from_hours(24) * days.get()),
        client_id_metadata: config.client_id_metadata.settings(),
        identity_providers: config.sso.settings(),
        effective: config.effective(),
    }
}

/// Opens the database, brings it up to date, and opens the office on it.
pub(crate) async fn open(config: &Config) -> anyhow::Result<Office> {
    if let Some(file) = config.database.url.file() {
        files::make_private(file)
            .with_context(|| format!("database.url: {} cannot be made", file.display()))?;
    }
    let database =
        Database::open(config.database.url.as_str()).await.context("database.url: it cannot be opened")?;
    database.migrate().await.context("database.url")?;
    Ok(Office::new(database, settings(config), Arc::new(SystemClock), Arc::new(SystemRandom)))
}

/// Serves until it is told to stop (SIGTERM, Ctrl-C).
pub async fn serve(config: Config) -> anyhow::Result<()> {
    let mut signals = Signals::listen()?;
    // First of all, so that a second server on this port stops before it touches anything.
    let address = config.server.listen;
    let listener = TcpListener::bind(address.0).await.with_context(|| {
        format!("server.listen: {address} cannot be listened on; is another server running there?")
    })?;
    let office = open(&config).await?;
    // Organizations from before a template came with the product are given it now.
    office.ship_mail_settings().await.context("the shipped mail templates cannot be stored")?;
    require_organization(&office).await?;
    warn_of(&config, &office);
    health::note_start(office.now());

    let (stop, stopped) = watch::channel(false);
    let workers = start_workers(&office, &stopped);
    let leptos = leptos_options(&config);
    let public_url = config.public_url();
    let traces = Traces::start(&config.telemetry)?;
    let router = router(AppState { traces: traces.clone(), ..AppState::new(office.clone(), config, leptos) });
    tracing::info!(listen = %address, database = office.database().engine(), "ready; sign in at {public_url}");
    let accepting = tokio::spawn(connections::accept(listener, router, stopped));
    notify::tell(notify::READY);
    signals.told_to_stop().await;
    notify::tell(notify::STOPPING);
    tracing::info!("stopping; requests in flight are finished first");
    let deadline = Instant::now() + FAREWELL;
    let _ = stop.send(true);
    if let Ok(mut connections) = accepting.await {
        let all = async { while connections.join_next().await.is_some() {} };
        if timeout_at(deadline, all).await.is_err() {
            tracing::warn!("{} connections did not end in time", connections.len());
            connections.shutdown().await;
        }
    }
    for worker in workers {
        let _ = timeout_at(deadline, worker).await;
    }
    // What the last requests used, after the followers have gone.
    match timeout_at(deadline.max(Instant::now() + Duration::from_secs(2)), office.flush_last_used()).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::error!(%error, "when applications were last used was not written"),
        Err(_) => tracing::error!("when applications were last used was not written in time"),
    }
    let _ =
        timeout_at(deadline.max(Instant::now() + Duration::from_secs(1)), office.database().close()).await;
    if let Some(traces) = traces {
        traces.finish().await;
    }
    tracing::info!("stopped");
    Ok(())
}

/// What happens without anybody asking.
fn start_workers(office: &Office, stopped: &watch::Receiver<bool>) -> [JoinHandle<()>; 7] {
    let part = || (office.clone(), wait(stopped.clone()));
    let ((followers, first), (mail, second), (cleaner, third)) = (part(), part(), part());
    let ((digests, fourth), (logouts, fifth), (keys, sixth)) = (part(), part(), part());
    [
        tokio::spawn(async move { followers.run_followers(first).await }),
        tokio::spawn(async move { mail.run_mail_worker(second).await }),
        tokio::spawn(clean_up(cleaner, third)),
        tokio::spawn(write_digests(digests, fourth)),
        tokio::spawn(async move { logouts.run_logout_worker(fifth).await }),
        tokio::spawn(async move { keys.run_key_worker(sixth).await }),
        tokio::spawn(health::keep_up(wait(stopped.clone()))),
    ]
}

/// The organization of applications with documents has to be there before anybody names one.
async fn require_organization(office: &Office) -> anyhow::Result<()> {
    let documents = &office.settings().client_id_metadata;
    if documents.is_on() {
        let found = office.database().find_organization_by_name(&documents.organization).await?;
        anyhow::ensure!(
            found.is_some(),
            "client_id_metadata.organization: there is no organization `{}`",
            documents.organization
        );
    }
    Ok(())
}

fn warn_of(config: &Config, office: &Office) {
    let public_url = config.public_url();
    if !config.is_https() && !config.is_loopback() {
        tracing::warn!(
            "server.public_url is {public_url}: without https, passwords and tokens can be read on their way"
        );
    }
    if config.tokens.password_grant {
        tracing::warn!(
            "tokens.password_grant is on: applications that are allowed to it see the passwords of people; it is for what cannot use the authorization code grant"
        );
    }
    match office.key_status() {
        KeyStatus::Ready => {}
        KeyStatus::Missing => {
            tracing::warn!(
                "the signing keys are missing, so no tokens are issued; `latchkey keys generate` makes them"
            );
        }
        KeyStatus::Exposed { path, command } => {
            tracing::warn!("others on this machine can read the private key {path}; mend it with: {command}");
        }
    }
}

async fn write_digests(office: Office, stop: impl Future<Output = ()>) {
    let mut stop = std::pin::pin!(stop);
    let mut ticks = interval(DIGESTS_EVERY);
    loop {
        tokio::select! {
            () = &mut stop => return,
            _ = ticks.tick() => {}
        }
        if let Err(error) = office.write_digests().await {
            tracing::error!(error = &error as &dyn std::error::Error, "digests could not be written");
        }
    }
}

async fn clean_up(office: Office, stop: impl Future<Output = ()>) {
    let mut stop = std::pin::pin!(stop);
    let mut ticks = interval(CLEANUP_EVERY);
    loop {
        tokio::select! {
            () = &mut stop => return,
            _ = ticks.tick() => {}
        }
        if let Err(error) = office.cleanup().await {
            tracing::error!(error = &error as &dyn std::error::Error, "cleaning up failed");
        }
        if let Err(error) = office.remind_of_secrets().await {
            tracing::error!(error = &error as &dyn std::error::Error, "telling of secrets that end failed");
        }
    }
}

async fn wait(mut stopped: watch::Receiver<bool>) {
    // An error means that nobody is left to say so, which is the same.
    let _ = stopped.wait_for(|stopped| *stopped).await;
}
