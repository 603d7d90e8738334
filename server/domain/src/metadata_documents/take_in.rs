//! An application as its document describes it becomes a row, or the row becomes what the document says now.

use super::document::Described;
use crate::{Error, Office, Result, audit::By, digest};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use model::{ApiAccess, ApplicationId, Grant, NAME_MAX_LENGTH, Origin, Side};
use store::{ApplicationSettingsRow, NewApplicationRow};

/// How many applications may come of documents: anybody can name one.
const APPLICATIONS_MAX: i64 = 1_000;

impl Office {
    /// Whether it is there afterwards.
    pub(super) async fn take_in(&self, client_id: &str, host: &str, described: &Described) -> Result<bool> {
        // Nobody here chose the names, so one that is taken gets something behind it.
        for name in names(client_id, host, described) {
            let written = match self.0.database.live_application(client_id).await? {
                Some(row) => self.write_again(row.id, client_id, host, &name, described).await,
                None => self.write(client_id, &name, described).await,
            };
            match written {
                Err(Error::Conflict) => {}
                written => return written,
            }
        }
        tracing::error!(client_id, "every name of an application with a document is taken");
        Ok(false)
    }

    async fn write(&self, client_id: &str, name: &str, described: &Described) -> Result<bool> {
        let settings = &self.0.settings.client_id_metadata;
        let found = self.0.database.find_organization_by_name(&settings.organization).await?;
        let Some(organization) = found.filter(|one| one.enabled) else {
            tracing::error!(
                organization = settings.organization,
                "client_id_metadata.organization: there is no such organization, or it is disabled"
            );
            return Ok(false);
        };
        let row = NewApplicationRow {
            id: self.new_id(),
            client_id: client_id.to_owned(),
            organization: organization.id,
            owner: None,
            side: Side::BackOffice,
            grant: Grant::AuthorizationCode,
            name: name.to_owned(),
            active: true,
            apis: ApiAccess::Only(settings.apis.clone()),
            redirect_uris: described.redirect_uris.join("\n"),
            confidential: described.confidential,
            skip_consent: false,
            created_at: self.now(),
        };
        let mut tx = self.0.database.begin().await?;
        if tx.count_described_applications().await? >= APPLICATIONS_MAX {
            tracing::error!(client_id, "there are too many applications with documents");
            return Ok(false);
        }
        tx.insert_application(&row).await.map_err(taken)?;
        tx.set_metadata_url(row.id, client_id).await.map_err(taken)?;
        tx.set_origin(row.id, Origin::Described, None).await?;
        if let Some(before) = tx.find_application_settings(row.id).await? {
            tx.save_application_settings(row.id, &shown_by(described, before)).await?;
        }
        let row = self.locked_application(&mut tx, row.id).await?;
        self.record_new_application(&mut tx, By::Application(&row), &row).await?;
        tx.bump_live_revision().await?;
        tx.commit().await?;
        self.0.live.forget(client_id);
        tracing::info!(client_id, "an application was taken in because of its document");
        Ok(true)
    }

    async fn write_again(
        &self,
        id: ApplicationId,
        client_id: &str,
        host: &str,
        name: &str,
        described: &Described,
    ) -> Result<bool> {
        let mut tx = self.0.database.begin().await?;
        let (row, before) = (tx.lock_application(id).await?, tx.find_application_settings(id).await?);
        let (Some(mut row), Some(before)) = (row.filter(|row| row.deleted_at.is_none()), before) else {
            return Ok(true);
        };
        let was = row.clone();
        let after = shown_by(described, before.clone());
        row.redirect_uris = described.redirect_uris.join("\n");
        row.confidential = described.confidential;
        if !names(client_id, host, described).contains(&row.name) {
            name.clone_into(&mut row.name);
        }
        if row == was && after == before {
            return Ok(true);
        }
        row.updated_at = self.now();
        tx.save_application_settings(id, &after).await?;
        tx.save_application(&mut row).await.map_err(taken)?;
        self.record_settings(&mut tx, By::Application(&row), &row, (&before, &after)).await?;
        self.record_application(&mut tx, By::Application(&row), &was, &row).await?;
        tx.bump_live_revision().await?;
        tx.commit().await?;
        self.0.live.forget(client_id);
        tracing::info!(client_id, "an application was changed because its document was");
        Ok(true)
    }
}

/// Somebody else has the name, or was faster with this very application.
fn taken(error: store::Error) -> Error {
    match error {
        store::Error::Unique(_) => Error::Conflict,
        error => error.into(),
    }
}

fn shown_by(described: &Described, settings: ApplicationSettingsRow) -> ApplicationSettingsRow {
    ApplicationSettingsRow {
        authentication_method: described.method,
        jwks: described.jwks.clone(),
        jwks_uri: described.jwks_uri.clone(),
        ..settings
    }
}

/// What it may be called, the best first.
fn names(client_id: &str, host: &str, described: &Described) -> [String; 3] {
    let name = described.name.as_deref().unwrap_or(host);
    let tag: String = BASE64.encode(digest(client_id)).chars().take(8).collect();
    let with = |end: String| {
        let room = NAME_MAX_LENGTH.saturating_sub(end.chars().count());
        name.chars().take(room).chain(end.chars()).collect()
    };
    [
        name.to_owned(),
        with(format!(" ({})", host.chars().take(200).collect::<String>())),
        with(format!(" ({tag})")),
    ]
}
