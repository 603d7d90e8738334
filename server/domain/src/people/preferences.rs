//! The language and the time zone somebody chooses for their pages and mails.

use super::sessions::session_of;
use crate::{
    Actor, Office, Result,
    audit::{About, Deed, Fields},
};
use jiff::tz::{TimeZone, db};
use model::{
    AuditAction, AuditField, AuditValue, Digest, Invalid, Language, PreferencesForm, Problem, differences,
};
use store::Transaction;

/// Where the names begin that people look for; the others are older names of the same zones.
const AREAS: [&str; 10] = [
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
];

impl Office {
    /// Sets the language alone, as the menu of every page does.
    pub async fn choose_language(&self, actor: &Actor, language: Language) -> Result<()> {
        session_of(actor)?;
        let mut tx = self.0.database.begin().await?;
        let before = actor.viewer.language.map(model::Language::as_str);
        tx.set_language(actor.viewer.id, Some(language)).await?;
        let before = vec![(AuditField::Language, before.into())];
        self.record_preferences(&mut tx, actor, &before, &[(AuditField::Language, language.as_str().into())])
            .await?;
        Ok(tx.commit().await?)
    }

    /// Sets all of it. What waited for a digest that is not wanted any more is sent at once. A time zone is kept by the name it has in the database of time zones.
    pub async fn change_preferences(&self, actor: &Actor, form: &PreferencesForm) -> Result<()> {
        session_of(actor)?;
        let preferences = form.validate()?;
        let time_zone = preferences.time_zone.as_deref().map(known_name).transpose()?;
        let mut tx = self.0.database.begin().await?;
        tx.set_language(actor.viewer.id, preferences.language).await?;
        tx.set_time_zone(actor.viewer.id, time_zone.as_deref()).await?;
        tx.set_digest(actor.viewer.id, preferences.digest).await?;
        let viewer = &actor.viewer;
        let before = preferred(viewer.language, viewer.time_zone.clone(), viewer.digest);
        let after = preferred(preferences.language, time_zone, preferences.digest);
        self.record_preferences(&mut tx, actor, &before, &after).await?;
        if preferences.digest.is_none() {
            tx.release_held_mails(actor.viewer.id, self.now()).await?;
        }
        tx.commit().await?;
        self.wake_mail_worker();
        Ok(())
    }

    async fn record_preferences(
        &self,
        tx: &mut Transaction,
        actor: &Actor,
        before: &[(AuditField, AuditValue)],
        after: &[(AuditField, AuditValue)],
    ) -> Result<()> {
        let changes = differences(before, after);
        if changes.is_empty() {
            return Ok(());
        }
        let deed = Deed::new(AuditAction::Changed, About::themselves(actor)).with(changes);
        self.record(tx, actor, deed).await
    }

    /// The names of the time zones to choose from, A–Z, after UTC.
    pub fn time_zones(&self) -> Vec<String> {
        let known = db().available().map(|name| name.to_string());
        let places = known.filter(|name| name.split_once('/').is_some_and(|(area, _)| AREAS.contains(&area)));
        let mut names: Vec<String> = places.collect();
        names.sort_unstable();
        names.insert(0, "UTC".to_owned());
        names
    }
}

fn preferred(language: Option<Language>, time_zone: Option<String>, digest: Option<Digest>) -> Fields {
    vec![
        (AuditField::Language, language.map(model::Language::as_str).into()),
        (AuditField::TimeZone, time_zone.into()),
        (AuditField::Digest, digest.map(model::Digest::as_str).into()),
    ]
}

/// Its name as it is written in the database of time zones.
fn known_name(typed: &str) -> Result<String, Invalid> {
    let zone = TimeZone::get(typed).ok();
    let name = zone.as_ref().and_then(TimeZone::iana_name).map(str::to_owned);
    name.ok_or_else(|| Invalid::one("time_zone", Problem::UnknownChoice))
}
