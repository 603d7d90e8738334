//! `latchkey application`

use super::{operator::operator, output::say};
use crate::{config::Config, start};
use anyhow::Context;
use clap::{
    Subcommand,
    builder::{PossibleValuesParser, TypedValueParser},
};
use domain::{Actor, ApplicationList, Error, Office};
use model::{ApiType, ApplicationForm, Filter, Part, Place, Timestamp, Walk};
use serde_json::json;

#[derive(Debug, Subcommand)]
pub(super) enum Application {
    /// Add an application and print its credentials, once.
    Create {
        /// The e-mail address of the person it acts as
        #[arg(long, value_name = "EMAIL")]
        owner: String,
        /// Its name
        #[arg(long)]
        name: String,
        /// An API it may use; can be given several times [default: all of the owner's side]
        #[arg(long = "api", value_name = "TYPE", value_parser = api_type())]
        apis: Vec<ApiType>,
        /// The organization it acts in [default: the owner's first]
        #[arg(long, value_name = "NAME")]
        organization: Option<String>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// List all applications.
    List {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Bring back an application that was deleted less than 30 days ago. Tokens from before stay invalid.
    Restore {
        /// Its Client ID
        client_id: String,
    },
}

/// The words for API types on the command line are their scopes.
fn api_type() -> impl TypedValueParser<Value = ApiType> {
    PossibleValuesParser::new(ApiType::ALL.map(ApiType::scope)).try_map(|scope| scope.parse::<ApiType>())
}

impl Application {
    pub(super) async fn run(self, config: &Config) -> anyhow::Result<()> {
        let office = start::open(config).await?;
        match self {
            Self::Create { owner, name, apis, organization, json } => {
                create(&office, &owner, name, apis, organization.as_deref(), json).await?;
            }
            Self::List { json } => list(&office, json).await?,
            Self::Restore { client_id } => {
                let operator = operator(&office, None).await?;
                let id = office.application_with_client_id(&client_id).await?;
                let id = id.with_context(|| format!("no application has the Client ID `{client_id}`"))?;
                let application = office.restore_application(&operator, id).await?;
                say(format!("Restored: {}", application.name));
            }
        }
        office.database().close().await;
        Ok(())
    }
}

async fn create(
    office: &Office,
    owner: &str,
    name: String,
    apis: Vec<ApiType>,
    organization: Option<&str>,
    as_json: bool,
) -> anyhow::Result<()> {
    let owner_id = office.find_user_by_email(owner).await?;
    let owner_id = owner_id.with_context(|| format!("nobody has the e-mail address `{owner}`"))?;
    let home = match organization {
        Some(_) => organization.map(ToOwned::to_owned),
        None => office.first_organization_of(owner_id).await?.map(|organization| organization.name),
    };
    let operator = operator(office, home.as_deref()).await?;
    let form = ApplicationForm {
        organization: operator.viewer.organization.id.to_string(),
        name,
        all_apis: apis.is_empty(),
        apis: apis.iter().map(ToString::to_string).collect(),
        ..ApplicationForm::new()
    };
    let created = office.create_application(&operator, owner_id, &form).await?;
    let (client_id, client_secret) = (created.application.client_id, created.client_secret);
    if as_json {
        say(json!({ "client_id": client_id, "client_secret": client_secret }).to_string());
    } else {
        say(format!("client_id:     {client_id}"));
        say(format!("client_secret: {client_secret}"));
        say("Please save the secret somewhere safe: it is not shown again.");
    }
    Ok(())
}

async fn list(office: &Office, as_json: bool) -> anyhow::Result<()> {
    let operator = operator(office, None).await?;
    let mut next = Some(Place::Start);
    while let Some(from) = next.take() {
        let applications = part_of(office, &operator, from).await?;
        for application in &applications.rows {
            let used = application.last_used_at.map(Timestamp::to_rfc3339);
            if as_json {
                say(json!({
                    "client_id": application.client_id,
                    "name": application.name,
                    "organization": application.organization.name,
                    "active": application.active,
                    "last_used_at": used,
                })
                .to_string());
            } else {
                let state = if application.active { "active  " } else { "inactive" };
                let used = used.unwrap_or_else(|| "never used".into());
                say(format!(
                    "{}  {state}  {used:20}  {}  {}",
                    application.client_id, application.organization.name, application.name
                ));
            }
        }
        next = applications.ends.after.map(Place::After);
    }
    Ok(())
}

async fn part_of(
    office: &Office,
    operator: &Actor,
    from: Place,
) -> Result<model::Page<model::Application>, Error> {
    let list = ApplicationList {
        owner: None,
        side: None,
        filter: Filter::everything(),
        sort: Vec::new(),
        part: Part::Walked { walk: Walk { from, counted: false }, size: 100 },
    };
    office.list_applications(operator, &list).await
}
