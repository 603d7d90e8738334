//! Who types the commands.

use domain::{Actor, Error, Office};

/// Whoever holds this machine in their hands, working in this organization, or else where most can be done.
pub(super) async fn operator(office: &Office, organization: Option<&str>) -> anyhow::Result<Actor> {
    office.operator(organization).await.map_err(|error| match (error, organization) {
        (Error::NotFound, Some(name)) => anyhow::anyhow!("no enabled organization is called `{name}`"),
        (Error::NotFound, None) => {
            anyhow::anyhow!("there is no organization yet; `latchkey init` makes the first")
        }
        (error, _) => error.into(),
    })
}
