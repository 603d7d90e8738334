//! How an application shows who it is and for how long people's tokens can be refreshed: what is set less often than its name.

use crate::{
    ApplicationId, AuthenticationMethod, Grant, Invalid, Problem, REDIRECT_URIS_MAX, Side, TypedPassword,
    UserId, is_redirect_uri, is_web_address,
};
use serde::{Deserialize, Serialize};

/// The longest JWK set, in bytes.
pub const JWKS_MAX_LENGTH: usize = 16 * 1024;
/// The longest lifetimes, in days.
pub const REFRESH_DAYS_MAX: u32 = 3_650;

const SECONDS_PER_DAY: i64 = 86_400;

/// The settings as pages show them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a box of the form")]
pub struct ApplicationSettings {
    /// Whose they are.
    pub application: ApplicationId,
    /// Its name.
    pub name: String,
    /// Back office or customer side.
    pub side: Side,
    /// The person it acts as.
    pub owner: Option<UserId>,
    /// How it gets its tokens.
    pub grant: Grant,
    /// Whether it can keep a secret or a key.
    pub confidential: bool,
    /// How it shows who it is, if it is confidential.
    pub authentication_method: AuthenticationMethod,
    /// Its public keys as a JWK set (RFC 7517 §5); empty: none.
    pub jwks: String,
    /// Where it publishes them instead (RFC 7591 §2); empty: nowhere.
    pub jwks_uri: String,
    /// How many seconds a refresh token lives unused; none: as configured.
    pub refresh_idle: Option<i64>,
    /// For how many seconds tokens can be refreshed at all; none: as configured.
    pub refresh_absolute: Option<i64>,
    /// Where people may be sent after signing out (OpenID Connect RP-Initiated Logout §3).
    pub post_logout_redirect_uris: Vec<String>,
    /// Whether every token of it is bound to a key (RFC 9449 §5.2).
    pub require_dpop: bool,
    /// Whether its requests for authorization have to be pushed (RFC 9126 §6).
    pub require_pushed: bool,
    /// Where it is told that a session ended (OpenID Connect Back-Channel Logout §2.2); empty: nowhere.
    pub backchannel_logout_uri: String,
    /// Whether it may exchange tokens of others (RFC 8693).
    pub may_act_for_others: bool,
    /// Whether whoever looks may allow it to.
    pub may_allow_acting: bool,
    /// Whether it may ask for tokens with the password of people (RFC 6749 §4.3); none: this server lets no such application.
    pub password_grant: Option<bool>,
    /// Counts the changes of the application.
    pub version: i64,
}

/// The form exactly as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a box of the form")]
pub struct ApplicationSettingsForm {
    /// One of [`AuthenticationMethod::as_str`].
    pub authentication_method: String,
    /// A JWK set.
    pub jwks: String,
    /// An address of one; empty: none.
    pub jwks_uri: String,
    /// Days; empty: as configured.
    pub refresh_idle_days: String,
    /// Days; empty: as configured.
    pub refresh_absolute_days: String,
    /// One on each line.
    pub post_logout_redirect_uris: String,
    /// Whether every token is to be bound to a key.
    pub require_dpop: bool,
    /// Whether requests for authorization have to be pushed.
    pub require_pushed: bool,
    /// An address; empty: none.
    pub backchannel_logout_uri: String,
    /// Whether it may exchange tokens of others.
    pub may_act_for_others: bool,
    /// Whether it may ask for tokens with the password of people.
    pub password_grant: bool,
    /// The version the change is made to.
    pub version: String,
    /// One's own password, where it has to be given again. It is sent beside the form, never as a part of it.
    pub own_password: TypedPassword,
}

/// What the form means, once it has passed. Whether the keys are keys is seen where there is cryptography.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a box of the form")]
pub struct ApplicationSettingsInput {
    /// How it shows who it is.
    pub authentication_method: AuthenticationMethod,
    /// A JWK set, trimmed; empty: none.
    pub jwks: String,
    /// The address of one, trimmed; empty: none.
    pub jwks_uri: String,
    /// Seconds.
    pub refresh_idle: Option<i64>,
    /// Seconds.
    pub refresh_absolute: Option<i64>,
    /// Each once.
    pub post_logout_redirect_uris: Vec<String>,
    /// Whether every token is to be bound to a key.
    pub require_dpop: bool,
    /// Whether requests for authorization have to be pushed.
    pub require_pushed: bool,
    /// An address, trimmed; empty: none.
    pub backchannel_logout_uri: String,
    /// Whether it may exchange tokens of others.
    pub may_act_for_others: bool,
    /// Whether it may ask for tokens with the password of people.
    pub password_grant: bool,
    /// The version the change is made to.
    pub version: Option<i64>,
}

impl ApplicationSettingsForm {
    /// The form of what is set now.
    pub fn of(settings: &ApplicationSettings) -> Self {
        let days = |seconds: Option<i64>| {
            seconds.map(|seconds| (seconds / SECONDS_PER_DAY).to_string()).unwrap_or_default()
        };
        Self {
            authentication_method: settings.authentication_method.as_str().to_owned(),
            jwks: settings.jwks.clone(),
            jwks_uri: settings.jwks_uri.clone(),
            refresh_idle_days: days(settings.refresh_idle),
            refresh_absolute_days: days(settings.refresh_absolute),
            post_logout_redirect_uris: settings.post_logout_redirect_uris.join("\n"),
            require_dpop: settings.require_dpop,
            require_pushed: settings.require_pushed,
            backchannel_logout_uri: settings.backchannel_logout_uri.clone(),
            may_act_for_others: settings.may_act_for_others,
            password_grant: settings.password_grant.unwrap_or_default(),
            version: settings.version.to_string(),
            own_password: TypedPassword::default(),
        }
    }

    /// The rules that need no cryptography. They run in the browser before sending, and always on the server.
    pub fn validate(&self) -> Result<ApplicationSettingsInput, Invalid> {
        let mut invalid = Invalid::default();
        let method = self.authentication_method.trim();
        let method = if method.is_empty() { Ok(AuthenticationMethod::default()) } else { method.parse() };
        let authentication_method = method.unwrap_or_else(|_| {
            invalid.add("authentication_method", Problem::Blank);
            AuthenticationMethod::default()
        });
        let jwks = self.jwks.trim().to_owned();
        let jwks_uri = self.jwks_uri.trim().to_owned();
        if jwks.len() > JWKS_MAX_LENGTH {
            invalid
                .add("jwks", Problem::TooLong { limit: u32::try_from(JWKS_MAX_LENGTH).unwrap_or(u32::MAX) });
        } else if jwks.is_empty()
            && jwks_uri.is_empty()
            && authentication_method == AuthenticationMethod::PrivateKeyJwt
        {
            invalid.add("jwks", Problem::Blank);
        }
        if !jwks_uri.is_empty() && !is_web_address(&jwks_uri) {
            invalid.add("jwks_uri", Problem::BadLogoutUrl);
        } else if !jwks_uri.is_empty() && !jwks.is_empty() {
            invalid.add("jwks_uri", Problem::KeysTwice);
        }
        let refresh_idle = seconds("refresh_idle_days", &self.refresh_idle_days, &mut invalid);
        let refresh_absolute = seconds("refresh_absolute_days", &self.refresh_absolute_days, &mut invalid);
        let post_logout_redirect_uris = self.redirect_uris().unwrap_or_else(|problem| {
            invalid.add("post_logout_redirect_uris", problem);
            Vec::new()
        });
        let backchannel_logout_uri = self.backchannel_logout_uri.trim().to_owned();
        if !backchannel_logout_uri.is_empty() && !is_web_address(&backchannel_logout_uri) {
            invalid.add("backchannel_logout_uri", Problem::BadLogoutUrl);
        }
        if !invalid.is_empty() {
            return Err(invalid);
        }
        Ok(ApplicationSettingsInput {
            authentication_method,
            jwks,
            jwks_uri,
            refresh_idle,
            refresh_absolute,
            post_logout_redirect_uris,
            require_dpop: self.require_dpop,
            require_pushed: self.require_pushed,
            backchannel_logout_uri,
            may_act_for_others: self.may_act_for_others,
            password_grant: self.password_grant,
            version: self.version.trim().parse().ok(),
        })
    }

    fn redirect_uris(&self) -> Result<Vec<String>, Problem> {
        let mut uris: Vec<String> = Vec::new();
        for uri in self.post_logout_redirect_uris.lines().map(str::trim).filter(|uri| !uri.is_empty()) {
            if !is_redirect_uri(uri) {
                return Err(Problem::BadRedirectUrl);
            }
            if !uris.iter().any(|known| known == uri) {
                uris.push(uri.to_owned());
            }
        }
        if uris.len() > REDIRECT_URIS_MAX {
            return Err(Problem::TooMany { limit: u32::try_from(REDIRECT_URIS_MAX).unwrap_or(u32::MAX) });
        }
        Ok(uris)
    }
}

fn seconds(field: &str, typed: &str, invalid: &mut Invalid) -> Option<i64> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    match typed.parse::<u32>() {
        Ok(days) if (1..=REFRESH_DAYS_MAX).contains(&days) => Some(i64::from(days) * SECONDS_PER_DAY),
        _ => {
            invalid.add(field, Problem::BadDays { limit: REFRESH_DAYS_MAX });
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(change: impl FnOnce(&mut ApplicationSettingsForm)) -> Result<ApplicationSettingsInput, Invalid> {
        let mut form = ApplicationSettingsForm::default();
        change(&mut form);
        form.validate()
    }

    #[test]
    fn what_is_left_empty_is_as_configured() {
        let input = form(|_| {}).unwrap();
        assert_eq!(input.authentication_method, AuthenticationMethod::ClientSecret);
        assert_eq!((input.refresh_idle, input.refresh_absolute, input.version), (None, None, None));
        let input = form(|form| {
            form.refresh_idle_days = " 7 ".into();
            form.post_logout_redirect_uris = "https://a.example/bye\n\n https://a.example/bye \n".into();
        });
        let input = input.unwrap();
        assert_eq!((input.refresh_idle, input.post_logout_redirect_uris.len()), (Some(7 * 86_400), 1));
    }

    #[test]
    fn every_refusal_names_its_field() {
        let refused = |change: fn(&mut ApplicationSettingsForm)| form(change).unwrap_err().0;
        for bad in ["0", "-1", "3651", "1.5", "a week"] {
            let form = ApplicationSettingsForm { refresh_idle_days: bad.into(), ..Default::default() };
            let problem = Problem::BadDays { limit: 3_650 };
            assert_eq!(form.validate().unwrap_err().0, [("refresh_idle_days".into(), problem)], "{bad}");
        }
        let method = refused(|form| form.authentication_method = "tls_client_auth".into());
        assert_eq!(method, [("authentication_method".into(), Problem::Blank)]);
        let keys = refused(|form| form.authentication_method = "private_key_jwt".into());
        assert_eq!(keys, [("jwks".into(), Problem::Blank)]);
        let both = refused(|form| {
            form.jwks = "{}".into();
            form.jwks_uri = "https://a.example/keys".into();
        });
        assert_eq!(both, [("jwks_uri".into(), Problem::KeysTwice)]);
        for bad in ["a.example/keys", "http://a.example/keys", "https://u@a.example/", "https://a.example/#k"]
        {
            let form = ApplicationSettingsForm { jwks_uri: bad.into(), ..Default::default() };
            assert_eq!(form.validate().unwrap_err().0, [("jwks_uri".into(), Problem::BadLogoutUrl)], "{bad}");
        }
        let uris = refused(|form| form.post_logout_redirect_uris = "javascript:alert(1)".into());
        assert_eq!(uris, [("post_logout_redirect_uris".into(), Problem::BadRedirectUrl)]);
        let private = refused(|form| form.backchannel_logout_uri = "com.example.app:/logout".into());
        assert_eq!(private, [("backchannel_logout_uri".into(), Problem::BadLogoutUrl)]);
        let plain = refused(|form| form.backchannel_logout_uri = "http://a.example/logout".into());
        assert_eq!(plain, [("backchannel_logout_uri".into(), Problem::BadLogoutUrl)]);
        let long = refused(|form| form.jwks = "x".repeat(16 * 1024 + 1));
        assert_eq!(long, [("jwks".into(), Problem::TooLong { limit: 16 * 1024 })]);
    }
}
