//! The server functions of the pages of all applications of a side.

use crate::{
    AppError,
    applications::rpc::{ApplicationRow, Keys},
};
use leptos::{prelude::*, server_fn::codec::Json};
use model::{
    Activity, ActivitySpan, ApplicationField, ApplicationForm, ApplicationId, ApplicationSettings,
    ApplicationSettingsForm, BulkOutcome, BulkVerb, FormOptions, GridQuery, NewApplication, OrganizationRef,
    Page, PeopleWhoLetIn, PersonRef, SecretId, SecretInfo, Side,
};
use serde::{Deserialize, Serialize};

/// What the page needs to know besides its rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IndexFacts {
    /// The organizations to filter by; the column is shown if there is more than one.
    pub organizations: Vec<OrganizationRef>,
    /// Whether tokens can be issued.
    pub keys: Keys,
    /// Whether the viewer may create applications here.
    pub may_create: bool,
    /// Whether the viewer may let applications register themselves here.
    pub may_register: bool,
}

/// One application on its own page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ApplicationDetails {
    /// The application and what the viewer may do with it.
    pub row: ApplicationRow,
    /// Its secrets, newest first.
    pub secrets: Vec<SecretInfo>,
    /// Whether tokens can be issued.
    pub keys: Keys,
    /// How it shows who it is, and for how long people's tokens can be refreshed.
    pub settings: ApplicationSettings,
    /// Who let it in and was found; none of one that nobody has to let in.
    pub people: Option<PeopleWhoLetIn>,
    /// The address of its owner's page, if the viewer may open it.
    pub owner_page: Option<String>,
}

/// What the page needs to know besides its rows.
#[server(prefix = "/rpc", endpoint = "applications/index", input = Json)]
pub async fn find_index_facts(side: Side) -> Result<IndexFacts, AppError> {
    let (office, actor) = crate::server::desk()?;
    let organizations = office.index_organizations(&actor, side).await?;
    let keys = crate::server::keys(&office, &actor);
    let (may_create, may_register) = (actor.may_create_of_side(side), actor.may_let_register(side));
    Ok(IndexFacts { organizations, keys, may_create, may_register })
}

/// One page of all applications of a side.
#[server(prefix = "/rpc", endpoint = "applications/all", input = Json)]
pub async fn list_all(
    side: Side,
    query: GridQuery<ApplicationField>,
) -> Result<Page<ApplicationRow>, AppError> {
    let (office, actor) = crate::server::desk()?;
    let list = domain::ApplicationList::of_side(side, &query, office.now());
    let page = office.list_applications(&actor, &list).await?;
    Ok(page.map(|row| crate::server::application_row(&actor, row).with_page()))
}

/// What the form of a new application offers.
#[server(prefix = "/rpc", endpoint = "applications/index-options", input = Json)]
pub async fn index_options(side: Side) -> Result<FormOptions, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.index_form_options(&actor, side).await?)
}

/// People that an application can act as, by what was typed.
#[server(prefix = "/rpc", endpoint = "applications/owners", input = Json)]
pub async fn find_owners(side: Side, text: String) -> Result<Vec<PersonRef>, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.find_owners(&actor, side, &text).await?)
}

/// Creates an application of any grant; the answer is the only one that ever has its secret and its token.
#[server(prefix = "/rpc", endpoint = "applications/create-of-side", input = Json)]
pub async fn create_of_side(
    side: Side,
    form: ApplicationForm,
    own_password: String,
) -> Result<NewApplication, AppError> {
    let (office, actor) = crate::server::desk()?;
    crate::server::confirm(&office, &actor, own_password).await?;
    Ok(office.create_application_of_side(&actor, side, &form).await?)
}

/// One application with its secrets, and those whose name or address has `person` in it who let it in.
#[server(prefix = "/rpc", endpoint = "applications/details", input = Json)]
pub async fn find_application_details(
    id: ApplicationId,
    person: String,
) -> Result<ApplicationDetails, AppError> {
    let (office, actor) = crate::server::desk()?;
    let application = office.find_application(&actor, id).await?;
    let secrets = office.list_secrets(&actor, id).await?;
    let settings = office.find_application_settings(&actor, id).await?;
    let people = if application.grant.has_owner() {
        None
    } else {
        Some(office.who_let_in(&actor, id, &person).await?)
    };
    let owner_page = crate::server::owner_page(&office, &actor, &application).await?;
    let (row, keys) =
        (crate::server::application_row(&actor, application), crate::server::keys(&office, &actor));
    Ok(ApplicationDetails { row, secrets, keys, settings, people, owner_page })
}

/// What it did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ActivityDetails {
    /// That.
    pub activity: Activity,
    /// The command that gets a token; none where people have to let it in first.
    pub command: Option<String>,
}

/// What an application did in a span of time, or what was done with one of its secrets.
#[server(prefix = "/rpc", endpoint = "applications/activity", input = Json)]
pub async fn find_activity(
    id: ApplicationId,
    span: ActivitySpan,
    secret: Option<SecretId>,
) -> Result<ActivityDetails, AppError> {
    let (office, actor) = crate::server::desk()?;
    let activity = office.activity(&actor, id, span, secret).await?;
    let model::Application { client_id, grant, .. } = office.find_application(&actor, id).await?;
    let url = format!("{}/oauth2/token", office.settings().public_url);
    let command = format!("curl -u '{client_id}:SECRET' -d grant_type=client_credentials {url}");
    Ok(ActivityDetails { activity, command: grant.has_owner().then_some(command) })
}

/// Takes back for somebody what they let it do.
#[server(prefix = "/rpc", endpoint = "applications/shut-out", input = Json)]
pub async fn shut_out_for(id: ApplicationId, form: ShutOutForForm) -> Result<(), AppError> {
    let (office, actor) = crate::server::desk()?;
    let person = form.person.parse().map_err(|_| AppError::NotFound.answered())?;
    Ok(office.shut_out_for(&actor, id, person).await?)
}

/// What the button sends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ShutOutForForm {
    /// The person's id.
    pub person: String,
}

/// How an application shows who it is, and for how long people's tokens can be refreshed.
#[server(prefix = "/rpc", endpoint = "applications/settings", input = Json)]
pub async fn find_settings(id: ApplicationId) -> Result<ApplicationSettings, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.find_application_settings(&actor, id).await?)
}

/// Changes that.
#[server(prefix = "/rpc", endpoint = "applications/change-settings", input = Json)]
pub async fn change_settings(
    id: ApplicationId,
    form: ApplicationSettingsForm,
    own_password: String,
) -> Result<ApplicationSettings, AppError> {
    let (office, actor) = crate::server::desk()?;
    crate::server::confirm(&office, &actor, own_password).await?;
    Ok(office.change_application_settings(&actor, id, &form).await?)
}

/// Those of these applications that the viewer may see.
#[server(prefix = "/rpc", endpoint = "applications/chosen", input = Json)]
pub async fn find_chosen(ids: Vec<ApplicationId>) -> Result<Vec<ApplicationRow>, AppError> {
    let (office, actor) = crate::server::desk()?;
    let found = office.find_applications(&actor, &ids).await?;
    Ok(found.into_iter().map(|one| crate::server::application_row(&actor, one)).collect())
}

/// Does the same with each of these applications.
#[server(prefix = "/rpc", endpoint = "applications/change-chosen", input = Json)]
pub async fn change_chosen(verb: BulkVerb, ids: Vec<ApplicationId>) -> Result<BulkOutcome, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.change_applications(&actor, verb, &ids).await?)
}
