//! The server functions of applications. Each only fetches who is asking and calls the office, which decides.

use super::one_time::OneTime;
use crate::AppError;
use leptos::{prelude::*, server_fn::codec::Json};
use model::{
    Application, ApplicationField, ApplicationForm, ApplicationId, BulkOutcome, DeletedApplication,
    FormOptions, Grace, GridQuery, OrganizationRef, Page, Side, UserId,
};
use serde::{Deserialize, Serialize};

/// A row of the grid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ApplicationRow {
    /// The application.
    pub application: Application,
    /// Whether the viewer may change it.
    pub edit: bool,
    /// Whether the viewer may delete it.
    pub delete: bool,
    /// The address of its own page, where it has one.
    pub page: Option<String>,
}

impl ApplicationRow {
    /// The same with the address of its page among all applications of its side.
    #[must_use]
    pub fn with_page(self) -> Self {
        let page = format!("{}/{}", super::index::grid_of(self.application.side).path(), self.application.id);
        Self { page: Some(page), ..self }
    }
}

/// Whether tokens can be issued, as far as the viewer may know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Keys {
    /// They can.
    Ready,
    /// They cannot.
    Missing,
    /// They can, but others can read the private key. Only administrators are told.
    Exposed {
        /// The file.
        path: String,
        /// What mends it.
        command: String,
    },
}

/// What the section needs to know besides its rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SectionFacts {
    /// The organizations to filter by; the column is shown if there is more than one.
    pub organizations: Vec<OrganizationRef>,
    /// Whether tokens can be issued.
    pub keys: Keys,
    /// Whether the viewer may add an application here.
    pub may_create: bool,
}

/// What the section needs to know besides its rows.
#[server(prefix = "/rpc", endpoint = "applications/section", input = Json)]
pub async fn application_section(owner: UserId) -> Result<SectionFacts, AppError> {
    let (office, actor) = crate::server::desk()?;
    let organizations = office.application_organizations(&actor, owner).await?;
    let may_create = office.may_create_application(&actor, owner).await?;
    Ok(SectionFacts { organizations, keys: crate::server::keys(&office, &actor), may_create })
}

/// One page of the grid.
#[server(prefix = "/rpc", endpoint = "applications/list", input = Json)]
pub async fn list_applications(
    owner: UserId,
    query: GridQuery<ApplicationField>,
) -> Result<Page<ApplicationRow>, AppError> {
    let (office, actor) = crate::server::desk()?;
    let list = domain::ApplicationList::of(owner, &query, office.now());
    let page = office.list_applications(&actor, &list).await?;
    Ok(page.map(|row| crate::server::application_row(&actor, row)))
}

/// What the form of a new application offers.
#[server(prefix = "/rpc", endpoint = "applications/options", input = Json)]
pub async fn application_form_options(owner: UserId) -> Result<FormOptions, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.application_form_options(&actor, owner).await?)
}

/// One application.
#[server(prefix = "/rpc", endpoint = "applications/find", input = Json)]
pub async fn find_application(id: ApplicationId) -> Result<Application, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.find_application(&actor, id).await?)
}

/// Creates an application; the answer is the only one that ever has its secret.
#[server(prefix = "/rpc", endpoint = "applications/create", input = Json)]
pub async fn create_application(
    owner: UserId,
    form: ApplicationForm,
    own_password: String,
) -> Result<OneTime, AppError> {
    let (office, actor) = crate::server::desk()?;
    crate::server::confirm(&office, &actor, own_password).await?;
    let created = office.create_application(&actor, owner, &form).await?;
    Ok(OneTime::created(created, &office.settings().public_url))
}

/// Changes an application.
#[server(prefix = "/rpc", endpoint = "applications/change", input = Json)]
pub async fn change_application(id: ApplicationId, form: ApplicationForm) -> Result<Application, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.change_application(&actor, id, &form).await?)
}

/// Activates an application.
#[server(prefix = "/rpc", endpoint = "applications/activate", input = Json)]
pub async fn activate_application(id: ApplicationId) -> Result<Application, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.activate_application(&actor, id).await?)
}

/// Deactivates an application.
#[server(prefix = "/rpc", endpoint = "applications/deactivate", input = Json)]
pub async fn deactivate_application(id: ApplicationId) -> Result<Application, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.deactivate_application(&actor, id).await?)
}

/// Deletes an application.
#[server(prefix = "/rpc", endpoint = "applications/delete", input = Json)]
pub async fn delete_application(id: ApplicationId) -> Result<Application, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.delete_application(&actor, id).await?)
}

/// Deleted applications of a side that the viewer may restore, perhaps of one owner only.
#[server(prefix = "/rpc", endpoint = "applications/deleted", input = Json)]
pub async fn list_deleted(
    side: Side,
    owner: Option<UserId>,
    number: u32,
) -> Result<Page<DeletedApplication>, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.list_deleted_applications(&actor, side, owner, number).await?)
}

/// Restores a deleted application, perhaps under another name.
#[server(prefix = "/rpc", endpoint = "applications/restore", input = Json)]
pub async fn restore_application(id: ApplicationId, name: String) -> Result<Application, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.restore_application_as(&actor, id, &name).await?)
}

/// Restores each of these applications.
#[server(prefix = "/rpc", endpoint = "applications/restore-chosen", input = Json)]
pub async fn restore_chosen(ids: Vec<ApplicationId>) -> Result<BulkOutcome, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.restore_applications(&actor, &ids).await?)
}

/// Gives an application a new secret; the answer is the only one that ever has it.
#[server(prefix = "/rpc", endpoint = "applications/rotate", input = Json)]
pub async fn rotate_secret(
    id: ApplicationId,
    grace: Grace,
    #[server(default)] life: String,
    #[server(default)] label: String,
    own_password: String,
) -> Result<OneTime, AppError> {
    let (office, actor) = crate::server::desk()?;
    crate::server::confirm(&office, &actor, own_password).await?;
    let rotated = office.rotate_secret_for(&actor, id, grace, &model::SecretForm { life, label }).await?;
    Ok(OneTime::rotated(rotated, &office.settings().public_url))
}
