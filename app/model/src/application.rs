//! OAuth applications: what is shown of them, what is typed for them, and the rules between the two.

use crate::{
    ApiAccess, ApiType, ApplicationId, Invalid, OrganizationId, OrganizationRef, Origin, PersonRef, Problem,
    Side, Timestamp, TypedPassword, UnknownWord,
    name::{check_id, check_name},
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// How an application gets its tokens (RFC 6749 §1.3, RFC 8628).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grant {
    /// As its owner, with nothing but its own credentials.
    #[default]
    ClientCredentials,
    /// As whoever lets it in, through a browser.
    AuthorizationCode,
    /// As whoever types its code on another device.
    Device,
    /// As whoever tells it their password; only where it was switched on.
    Password,
}

impl Grant {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::ClientCredentials, Self::AuthorizationCode, Self::Device, Self::Password];

    /// As stored and as written in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ClientCredentials => "client_credentials",
            Self::AuthorizationCode => "authorization_code",
            Self::Device => "device",
            Self::Password => "password",
        }
    }
}

impl FromStr for Grant {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|grant| grant.as_str() == text).ok_or(UnknownWord)
    }
}

impl TryFrom<String> for Grant {
    type Error = UnknownWord;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// An application as pages and APIs show it. Never its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// Its id.
    pub id: ApplicationId,
    /// What its developer calls it by.
    pub client_id: String,
    /// Its name.
    pub name: String,
    /// Whether its tokens are accepted and it gets new ones.
    pub active: bool,
    /// Back office or customer side.
    pub side: Side,
    /// How it gets its tokens.
    pub grant: Grant,
    /// The APIs it may use.
    pub apis: ApiAccess,
    /// The organization it acts in.
    pub organization: OrganizationRef,
    /// The person it acts as; none for grants that act as whoever lets the application in.
    pub owner: Option<PersonRef>,
    /// Where people may be sent back to (RFC 6749 §3.1.2); only for the authorization code grant.
    pub redirect_uris: Vec<String>,
    /// Whether it can keep a secret (RFC 6749 §2.1); without one it proves itself with PKCE.
    pub confidential: bool,
    /// Whether people are not asked to let it in.
    pub skip_consent: bool,
    /// How it came to be.
    pub origin: Origin,
    /// The name of what let it come to be, if it was not a person.
    pub origin_name: Option<String>,
    /// When a token was last issued to it, if ever.
    pub last_used_at: Option<Timestamp>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// Counts the changes; sent back with a change, it tells whether somebody else was faster.
    pub version: i64,
}

/// An application that was deleted and can still be restored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeletedApplication {
    /// As it was.
    pub application: Application,
    /// When it was deleted.
    pub deleted_at: Timestamp,
}

/// The form of an application exactly as typed, also what is shown again when it was refused.
///
/// Field names are the names of the inputs: `organization`, `name`, `active`, `all_apis`, `apis[]`, …. An unchecked box
/// is not sent, so what is missing is off.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a box of the form")]
pub struct ApplicationForm {
    /// The chosen organization's id; empty: the current one.
    pub organization: String,
    /// Application Name.
    pub name: String,
    /// Active.
    pub active: bool,
    /// Support all APIs.
    pub all_apis: bool,
    /// The chosen APIs' scopes, while *Support all APIs* is off.
    pub apis: Vec<String>,
    /// The version the change is made to; empty for a new application.
    pub version: String,
    /// How it gets its tokens; where it cannot be chosen it is client credentials.
    pub grant: String,
    /// The name or e-mail address of the person it acts as, where that can be chosen.
    pub owner: String,
    /// Where people may be sent back to.
    pub redirect_uris: Vec<String>,
    /// Whether it can keep a secret.
    pub confidential: bool,
    /// Whether people are not asked to let it in.
    pub skip_consent: bool,
    /// One's own password, where it has to be given again. It is sent beside the form, never as a part of it.
    pub own_password: TypedPassword,
}

/// What the form means, once it has passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplicationInput {
    /// The chosen organization, if one was.
    pub organization: Option<OrganizationId>,
    /// Application Name, trimmed.
    pub name: String,
    /// Active.
    pub active: bool,
    /// Supported APIs, in their own order, each once.
    pub apis: ApiAccess,
    /// The version the change is made to.
    pub version: Option<i64>,
}

impl ApplicationForm {
    /// A new application as the dialog first shows it.
    pub fn new() -> Self {
        Self { active: true, all_apis: true, confidential: true, ..Self::default() }
    }

    /// The form of an existing application.
    pub fn of(application: &Application) -> Self {
        let (all_apis, apis) = match &application.apis {
            ApiAccess::All => (true, Vec::new()),
            ApiAccess::Only(some) => (false, some.iter().map(ToString::to_string).collect()),
        };
        Self {
            organization: application.organization.id.to_string(),
            name: application.name.clone(),
            active: application.active,
            all_apis,
            apis,
            version: application.version.to_string(),
            ..Self::default()
        }
        .with_grant_of(application)
    }

    /// The rules that need no database. They run in the browser before sending, and always on the server.
    pub fn validate(&self, side: Side) -> Result<ApplicationInput, Invalid> {
        let mut invalid = Invalid::default();
        let organization =
            check_id("organization", &self.organization, Problem::UnknownOrganization, &mut invalid);
        let name = check_name("name", &self.name, &mut invalid);
        let apis = self.access(side).unwrap_or_else(|problem| {
            invalid.add("apis", problem);
            ApiAccess::All
        });
        let version = self.version.trim().parse().ok();
        if invalid.is_empty() {
            Ok(ApplicationInput { organization, name, active: self.active, apis, version })
        } else {
            Err(invalid)
        }
    }

    fn access(&self, side: Side) -> Result<ApiAccess, Problem> {
        if self.all_apis {
            return Ok(ApiAccess::All);
        }
        let mut apis = self
            .apis
            .iter()
            .map(|scope| match scope.parse::<ApiType>() {
                Ok(api) if api.side() == side => Ok(api),
                _ => Err(Problem::UnknownApi),
            })
            .collect::<Result<Vec<_>, _>>()?;
        apis.sort_unstable();
        apis.dedup();
        if apis.is_empty() { Err(Problem::NoApi) } else { Ok(ApiAccess::Only(apis)) }
    }
}

/// What the form may offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormOptions {
    /// The organizations to choose from, the current one first, the others A–Z; empty where there is no choice to make.
    pub organizations: Vec<OrganizationRef>,
    /// The API types of the owner's side.
    pub apis: Vec<ApiType>,
}

/// A new application with its secret, in the one answer that shows it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreatedApplication {
    /// The application.
    pub application: Application,
    /// The Client Secret in clear.
    pub client_secret: String,
}

impl fmt::Debug for CreatedApplication {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CreatedApplication").field("application", &self.application).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(change: impl FnOnce(&mut ApplicationForm)) -> Result<ApplicationInput, Invalid> {
        let mut form = ApplicationForm { name: "First App".into(), ..ApplicationForm::new() };
        change(&mut form);
        form.validate(Side::BackOffice)
    }

    #[test]
    fn a_name_is_trimmed_and_all_apis_is_the_default() {
        let input = form(|form| form.name = "  First App ".into()).unwrap();
        assert_eq!((input.name.as_str(), input.apis, input.active), ("First App", ApiAccess::All, true));
    }

    #[test]
    fn every_refusal_names_its_field() {
        let refused = |change: fn(&mut ApplicationForm)| form(change).unwrap_err().0;
        assert_eq!(refused(|f| f.name = " \u{a0} ".into()), [("name".into(), Problem::Blank)]);
        assert_eq!(refused(|f| f.name = "é".repeat(256)), [("name".into(), Problem::TooLong { limit: 255 })]);
        assert_eq!(refused(|f| f.name = "a\0b".into()), [("name".into(), Problem::ControlCharacters)]);
        assert_eq!(
            refused(|f| f.organization = "acme".into()),
            [("organization".into(), Problem::UnknownOrganization)]
        );
        assert_eq!(refused(|f| f.all_apis = false), [("apis".into(), Problem::NoApi)]);
        assert_eq!(
            refused(|f| (f.all_apis, f.apis) = (false, vec!["soap".into()])),
            [("apis".into(), Problem::UnknownApi)]
        );
        assert_eq!(
            refused(|f| (f.all_apis, f.apis) = (false, vec!["customer_json_api".into()])),
            [("apis".into(), Problem::UnknownApi)]
        );
    }

    #[test]
    fn chosen_apis_are_put_in_order_and_a_name_of_255_characters_passes() {
        let input = form(|form| {
            form.name = "é".repeat(255);
            form.all_apis = false;
            form.apis = vec!["scim".into(), "json_api".into(), "scim".into()];
        });
        assert_eq!(input.unwrap().apis, ApiAccess::Only(vec![ApiType::JsonApi, ApiType::Scim]));
    }
}
