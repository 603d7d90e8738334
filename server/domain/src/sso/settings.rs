//! What the operator says of identity providers.

use crate::{Office, Sensitive};
use model::{ProviderRef, WaysIn};
use std::{collections::BTreeMap, path::PathBuf};

/// All of them.
#[derive(Clone, Debug, Default)]
pub struct IdentityProviders {
    /// Whether users of the back office have to come through one of them, but for administrators.
    pub only: bool,
    /// In the order in which they are offered.
    pub list: Vec<IdentityProvider>,
}

/// One of them.
#[derive(Clone, Debug)]
pub struct IdentityProvider {
    /// What addresses call it.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Its issuer, exactly as it calls itself.
    pub issuer: String,
    /// What it calls us.
    pub client_id: String,
    /// With what we show that it is us.
    pub client_secret: Sensitive,
    /// What is asked for besides `openid`.
    pub scopes: Vec<String>,
    /// Whether somebody whose verified address is that of a user here is linked with them.
    pub link_by_email: bool,
    /// The only domains whose verified addresses are let in; none: all.
    pub allowed_domains: Vec<String>,
    /// Whether and how people who are nobody here become users.
    pub new_people: Option<NewPeople>,
    /// Whether roles follow what it says.
    pub roles: Option<RolesByClaim>,
    /// Whether signing out here signs out there, too.
    pub logout: bool,
    /// The certificate (PEM) its own must be signed with, where that is not by a public authority.
    pub authority: Option<PathBuf>,
}

/// Where people go who become users.
#[derive(Clone, Debug)]
pub struct NewPeople {
    /// The name of the organization.
    pub organization: String,
    /// The name of the role that they have if none follows from a claim.
    pub role: String,
}

/// Which claim says which roles somebody has.
#[derive(Clone, Debug)]
pub struct RolesByClaim {
    /// Its name, with dots for what is inside of it.
    pub claim: String,
    /// The name of the role for each value.
    pub roles: BTreeMap<String, String>,
}

impl IdentityProvider {
    /// Where it sends people back to. Each has its own address, so that none can answer for another (RFC 9700 §4.4.2).
    pub fn redirect_uri(&self, public_url: &str) -> String {
        format!("{public_url}/sso/{}/callback", self.id)
    }
}

impl From<&IdentityProvider> for ProviderRef {
    fn from(provider: &IdentityProvider) -> Self {
        Self { id: provider.id.clone(), name: provider.name.clone() }
    }
}

impl Office {
    /// What the sign-in page offers besides a password.
    pub fn ways_in(&self) -> WaysIn {
        let IdentityProviders { only, list } = &self.0.settings.identity_providers;
        WaysIn { providers: list.iter().map(ProviderRef::from).collect(), only: *only }
    }

    /// The provider that addresses call so.
    pub(crate) fn identity_provider(&self, id: &str) -> Option<&IdentityProvider> {
        self.0.settings.identity_providers.list.iter().find(|provider| provider.id == id)
    }
}
