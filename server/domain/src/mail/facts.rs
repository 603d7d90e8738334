//! An application as mails speak of it, in the names of the field, which are the same in every language.

use super::values::ApplicationFacts;
use model::{ApiAccess, ApiType, Grant};

impl ApplicationFacts {
    /// What an application is, before it is known who owns it and who did something with it.
    pub(crate) fn new(name: &str, client_id: &str, grant: Grant, apis: &ApiAccess) -> Self {
        let apis = match apis {
            ApiAccess::All => Vec::new(),
            ApiAccess::Only(apis) => apis.iter().map(|api| api_name(*api).to_owned()).collect(),
        };
        let (name, client_id, grant) = (name.to_owned(), client_id.to_owned(), grant_name(grant).to_owned());
        Self { name, client_id, apis, grant, ..Self::default() }
    }
}

const fn grant_name(grant: Grant) -> &'static str {
    match grant {
        Grant::ClientCredentials => "Client Credentials",
        Grant::AuthorizationCode => "Authorization Code",
        Grant::Device => "Device",
        Grant::Password => "Password",
    }
}

const fn api_name(api: ApiType) -> &'static str {
    match api {
        ApiType::JsonApi => "JSON:API",
        ApiType::EmailAddon => "Email Addon",
        ApiType::Scim => "SCIM",
        ApiType::CustomerJsonApi => "Customer JSON:API",
    }
}
