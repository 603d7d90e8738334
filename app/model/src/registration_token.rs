//! Initial access tokens: what administrators hand out so that applications can register themselves (RFC 7591 §3).

use crate::{
    ApiType, Invalid, OrganizationId, OrganizationRef, PersonRef, Problem, RegistrationTokenId, Side,
    Timestamp, TypedPassword,
    name::{check_id, check_name},
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The most applications that one token registers.
pub const REGISTRATIONS_MAX: u32 = 1_000;
/// The longest life of a token, in days.
pub const REGISTRATION_DAYS_MAX: u32 = 365;
/// Its life unless something else was said, in days.
const REGISTRATION_DAYS: u32 = 7;

/// A token as pages show it. Never the token itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistrationToken {
    /// Its id.
    pub id: RegistrationTokenId,
    /// What it is called.
    pub name: String,
    /// Where its applications belong.
    pub organization: OrganizationRef,
    /// Who made it.
    pub made_by: PersonRef,
    /// The most that its applications may use.
    pub apis: Vec<ApiType>,
    /// How many applications it may register.
    pub most: i64,
    /// How many it has.
    pub used: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// From when on it does not work.
    pub expires_at: Timestamp,
    /// What can be done with it.
    pub state: RegistrationTokenState,
}

/// What can be done with a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RegistrationTokenState {
    /// Applications can register with it.
    Usable,
    /// It has registered as many as it may.
    UsedUp,
    /// Its time is over.
    Ended,
    /// Somebody revoked it.
    Revoked,
    /// Whoever made it may not give what it gives any more.
    Powerless,
}

/// The form of a new token exactly as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RegistrationTokenForm {
    /// What it is called.
    pub name: String,
    /// The chosen organization's id; empty: the current one.
    pub organization: String,
    /// The chosen APIs' scopes.
    pub apis: Vec<String>,
    /// How many applications it may register.
    pub most: String,
    /// For how many days it works.
    pub days: String,
    /// One's own password, where it has to be given again. It is sent beside the form, never as a part of it.
    pub own_password: TypedPassword,
}

/// What the form means, once it has passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegistrationTokenInput {
    /// What it is called, trimmed.
    pub name: String,
    /// The chosen organization, if one was.
    pub organization: Option<OrganizationId>,
    /// The most that its applications may use, in their own order, each once.
    pub apis: Vec<ApiType>,
    /// How many applications it may register.
    pub most: u32,
    /// For how many days it works.
    pub days: u32,
}

impl RegistrationTokenForm {
    /// A new token as the page first shows it.
    pub fn new() -> Self {
        Self { most: "1".into(), days: REGISTRATION_DAYS.to_string(), ..Self::default() }
    }

    /// The rules that need no database. They run in the browser before sending, and always on the server.
    pub fn validate(&self, side: Side) -> Result<RegistrationTokenInput, Invalid> {
        let mut invalid = Invalid::default();
        let name = check_name("name", &self.name, &mut invalid);
        let organization =
            check_id("organization", &self.organization, Problem::UnknownOrganization, &mut invalid);
        let apis = chosen(&self.apis, side).unwrap_or_else(|problem| {
            invalid.add("apis", problem);
            Vec::new()
        });
        let number = |typed: &str, limit: u32| {
            typed.trim().parse::<u32>().ok().filter(|number| (1..=limit).contains(number))
        };
        let most = number(&self.most, REGISTRATIONS_MAX);
        if most.is_none() {
            invalid.add("most", Problem::BadNumber { limit: REGISTRATIONS_MAX });
        }
        let days = number(&self.days, REGISTRATION_DAYS_MAX);
        if days.is_none() {
            invalid.add("days", Problem::BadDays { limit: REGISTRATION_DAYS_MAX });
        }
        match (most, days) {
            (Some(most), Some(days)) if invalid.is_empty() => {
                Ok(RegistrationTokenInput { name, organization, apis, most, days })
            }
            _ => Err(invalid),
        }
    }
}

fn chosen(scopes: &[String], side: Side) -> Result<Vec<ApiType>, Problem> {
    let known = |scope: &String| {
        scope.parse::<ApiType>().ok().filter(|api| api.side() == side).ok_or(Problem::UnknownApi)
    };
    let mut apis = scopes.iter().map(known).collect::<Result<Vec<_>, _>>()?;
    apis.sort_unstable();
    apis.dedup();
    if apis.is_empty() { Err(Problem::NoApi) } else { Ok(apis) }
}

/// A new token with its value, in the one answer that shows it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewRegistrationToken {
    /// The token as it is shown later.
    pub token: RegistrationToken,
    /// The token in clear.
    pub value: String,
    /// Where applications register with it.
    pub endpoint: String,
}

impl fmt::Debug for NewRegistrationToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewRegistrationToken").field("token", &self.token).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(change: impl FnOnce(&mut RegistrationTokenForm)) -> Result<RegistrationTokenInput, Invalid> {
        let mut form = RegistrationTokenForm {
            name: " Laptops ".into(),
            apis: vec!["scim".into(), "json_api".into(), "scim".into()],
            ..RegistrationTokenForm::new()
        };
        change(&mut form);
        form.validate(Side::BackOffice)
    }

    #[test]
    fn it_registers_one_within_a_week_unless_something_else_is_typed() {
        let input = form(|_| {}).unwrap();
        assert_eq!(
            (input.name.as_str(), input.most, input.days, input.organization),
            ("Laptops", 1, 7, None)
        );
        assert_eq!(input.apis, [ApiType::JsonApi, ApiType::Scim]);
        let input = form(|form| (form.most, form.days) = (" 1000 ".into(), "365".into())).unwrap();
        assert_eq!((input.most, input.days), (1_000, 365));
    }

    #[test]
    fn every_refusal_names_its_field() {
        let refused = |change: fn(&mut RegistrationTokenForm)| form(change).unwrap_err().0;
        assert_eq!(refused(|form| form.name = " ".into()), [("name".into(), Problem::Blank)]);
        assert_eq!(
            refused(|form| form.organization = "acme".into()),
            [("organization".into(), Problem::UnknownOrganization)]
        );
        assert_eq!(refused(|form| form.apis.clear()), [("apis".into(), Problem::NoApi)]);
        for bad in ["customer_json_api", "soap", ""] {
            let refused = form(|form| form.apis.push(bad.into())).unwrap_err().0;
            assert_eq!(refused, [("apis".into(), Problem::UnknownApi)], "{bad}");
        }
        for bad in ["", "0", "-1", "1.5", "1001", "many"] {
            let refused = form(|form| form.most = bad.into()).unwrap_err().0;
            assert_eq!(refused, [("most".into(), Problem::BadNumber { limit: 1_000 })], "{bad}");
        }
        for bad in ["", "0", "366", "for ever"] {
            let refused = form(|form| form.days = bad.into()).unwrap_err().0;
            assert_eq!(refused, [("days".into(), Problem::BadDays { limit: 365 })], "{bad}");
        }
    }
}
