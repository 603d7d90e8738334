//! Texts: the macro that every word of the pages goes through, and the words for what the model only names.

mod language;
mod number;
mod time;

pub use language::{language, locale};
#[cfg(feature = "ssr")]
pub use language::{locale_of, speaking};
pub use number::{is_one, number};
pub use time::{day, time};

use crate::AppError;
use model::{
    Action, ApiAccess, ApiType, AuthenticationMethod, Fault, Grant, IdentityScope, Level, MailEvent, Origin,
    Problem, Side, Subject, TextOperator,
};

/// What `build.rs` makes of `locales/*.json`.
#[expect(
    dead_code,
    unused_imports,
    clippy::pedantic,
    reason = "made by a tool, which offers more ways to use texts than we need"
)]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/i18n/mod.rs"));
}

/// The text of a key in the language of the page.
///
/// Not reactive on purpose: choosing another language loads the page anew, so nothing has to watch for it.
macro_rules! text {
    ($($key:tt)*) => {
        leptos_i18n::td_string!($crate::text::locale(), $($key)*)
    };
}
pub(crate) use text;

/// The text of a key that has the forms `one` and `other`, for a number of things; both forms take the `number`.
macro_rules! counted {
    ($($key:ident).+, $count:expr) => {{
        let count = $count;
        let number = $crate::text::number(count);
        if $crate::text::is_one(count) {
            $crate::text::text!($($key).+.one, number = number).to_string()
        } else {
            $crate::text::text!($($key).+.other, number = number).to_string()
        }
    }};
}
pub(crate) use counted;

/// What is wrong with a value.
pub fn problem(problem: Problem) -> String {
    match problem {
        Problem::Blank => text!(problems.blank).into(),
        Problem::TooLong { limit } => text!(problems.too_long, limit = number(limit)).to_string(),
        Problem::TooShort { limit } => text!(problems.too_short, limit = number(limit)).to_string(),
        Problem::ControlCharacters => text!(problems.control_characters).into(),
        Problem::DuplicateName => text!(problems.duplicate_name).into(),
        Problem::NoApi => text!(problems.no_api).into(),
        Problem::UnknownApi => text!(problems.unknown_api).into(),
        Problem::UnknownOrganization => text!(problems.unknown_organization).into(),
        Problem::NotAnEmail => text!(problems.not_an_email).into(),
        Problem::DuplicateEmail => text!(problems.duplicate_email).into(),
        Problem::UnknownChoice => text!(problems.unknown_choice).into(),
        Problem::NoGrant => text!(problems.no_grant).into(),
        Problem::NoRedirectUrl => text!(problems.no_redirect_url).into(),
        Problem::BadRedirectUrl => text!(problems.bad_redirect_url).into(),
        Problem::BadLogoutUrl => text!(problems.bad_logout_url).into(),
        Problem::BadKeys => text!(problems.bad_keys).into(),
        Problem::KeysTwice => text!(problems.keys_twice).into(),
        Problem::BadDays { limit } => text!(problems.bad_days, limit = limit).to_string(),
        Problem::BadNumber { limit } => text!(problems.bad_number, limit = number(limit)).to_string(),
        Problem::TooMany { limit } => text!(problems.too_many, limit = number(limit)).to_string(),
        Problem::UnknownPerson => text!(problems.unknown_person).into(),
        Problem::SeveralPeople => text!(problems.several_people).into(),
        Problem::NameTaken => text!(problems.name_taken).into(),
        Problem::NoRole => text!(problems.no_role).into(),
        Problem::NoOrganization => text!(problems.no_organization).into(),
        Problem::CustomerHasUsers => text!(problems.customer_has_users).into(),
        Problem::CommonPassword => text!(problems.common_password).into(),
        Problem::PasswordWithEmail => text!(problems.password_with_email).into(),
        Problem::PasswordNeeded => text!(problems.password_needed).into(),
        Problem::WrongPassword => text!(problems.wrong_password).into(),
        Problem::CodeNeeded => text!(problems.code_needed).into(),
        Problem::WrongCode => text!(problems.wrong_code).into(),
        Problem::CodesUnavailable => text!(problems.codes_unavailable).into(),
        Problem::PasskeyRefused => text!(problems.passkey_refused).into(),
        Problem::OwnManager => text!(problems.own_manager).into(),
        Problem::NoRecipient => text!(problems.no_recipient).into(),
        Problem::OtherTemplate => text!(problems.other_template).into(),
        Problem::NotAMessageId => text!(problems.not_a_message_id).into(),
        Problem::NotATime => text!(problems.not_a_time).into(),
        Problem::Template { line, column, fault } => {
            text!(problems.template, line = line, column = column, fault = template_fault(fault)).to_string()
        }
        Problem::NoLink => text!(problems.no_link, place = "{{ link }}").to_string(),
    }
}

/// What is wrong with a place in a template.
fn template_fault(fault: Fault) -> &'static str {
    match fault {
        Fault::Syntax => text!(problems.template_syntax),
        Fault::Unknown => text!(problems.template_unknown),
        Fault::UnknownFunction => text!(problems.template_unknown_function),
        Fault::Operation => text!(problems.template_operation),
        Fault::TooMuch => text!(problems.template_too_much),
    }
}

/// Why something could not be done.
pub fn error(error: &AppError) -> String {
    match error {
        AppError::NotFound => text!(errors.not_found).into(),
        AppError::Forbidden => text!(errors.forbidden).into(),
        AppError::Invalid(_) => text!(errors.invalid).into(),
        AppError::SecondFactorNeeded => text!(errors.second_factor_needed).into(),
        AppError::Conflict => text!(errors.conflict).into(),
        AppError::LastAdministrator => text!(errors.last_administrator).into(),
        AppError::RoleInUse => text!(errors.role_in_use).into(),
        AppError::TemplateInUse(rules) => text!(errors.template_in_use, rules = rules.as_str()).to_string(),
        AppError::TooMany { seconds } if *seconds <= 90 => {
            counted!(errors.too_many, *seconds)
        }
        AppError::TooMany { seconds } => {
            counted!(errors.too_many_minutes, seconds.div_ceil(60))
        }
        AppError::SignedOut => text!(errors.signed_out).into(),
        AppError::BadCredentials => text!(errors.bad_credentials).into(),
        AppError::Malformed => text!(errors.malformed).into(),
        AppError::Unavailable => text!(errors.unavailable).into(),
        AppError::Internal => text!(errors.internal).into(),
    }
}

/// The name of an API type.
pub fn api_type(api: ApiType) -> &'static str {
    match api {
        ApiType::JsonApi => text!(api_types.json_api),
        ApiType::EmailAddon => text!(api_types.email_addon),
        ApiType::Scim => text!(api_types.scim),
        ApiType::CustomerJsonApi => text!(api_types.customer_json_api),
    }
}

/// What an API type is good for.
pub fn api_type_hint(api: ApiType) -> &'static str {
    match api {
        ApiType::JsonApi => text!(api_types.json_api_hint),
        ApiType::EmailAddon => text!(api_types.email_addon_hint),
        ApiType::Scim => text!(api_types.scim_hint),
        ApiType::CustomerJsonApi => text!(api_types.customer_json_api_hint),
    }
}

/// What an application may know of a person, or do while they are away.
pub fn identity_scope(scope: IdentityScope) -> &'static str {
    match scope {
        IdentityScope::OpenId => text!(consent.openid),
        IdentityScope::Profile => text!(consent.profile),
        IdentityScope::Email => text!(consent.email),
        IdentityScope::OfflineAccess => text!(consent.offline_access),
    }
}

/// *All*, or the names of the chosen ones.
pub fn api_access(access: &ApiAccess, side: Side) -> String {
    match access {
        ApiAccess::All => text!(common.all).into(),
        ApiAccess::Only(_) => {
            access.api_types(side).iter().map(|api| api_type(*api)).collect::<Vec<_>>().join(", ")
        }
    }
}

/// The name of a grant.
pub fn grant(grant: Grant) -> &'static str {
    match grant {
        Grant::ClientCredentials => text!(grants.client_credentials),
        Grant::AuthorizationCode => text!(grants.authorization_code),
        Grant::Device => text!(grants.device),
        Grant::Password => text!(grants.password),
    }
}

/// How an application came to be.
pub fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Person => text!(origins.person),
        Origin::Registered => text!(origins.registered),
        Origin::Described => text!(origins.described),
    }
}

/// The same with the name of what let it, if there is one.
pub fn origin_with(origin: Origin, name: Option<&str>) -> String {
    match (origin, name) {
        (Origin::Registered, Some(name)) => text!(origins.registered_with, name = name).to_string(),
        _ => self::origin(origin).to_owned(),
    }
}

/// How an application shows who it is.
pub fn authentication_method(method: AuthenticationMethod) -> &'static str {
    match method {
        AuthenticationMethod::ClientSecret => text!(applications.client_secret),
        AuthenticationMethod::PrivateKeyJwt => text!(application_settings.private_key_jwt),
    }
}

/// What the owner of an application of a side is called.
pub fn owner_of(side: Side) -> &'static str {
    match side {
        Side::BackOffice => text!(applications.user),
        Side::Customer => text!(applications.customer_user),
    }
}

/// What the people of a side are called.
pub fn people_of(side: Side) -> &'static str {
    match side {
        Side::BackOffice => text!(sides.back_office),
        Side::Customer => text!(sides.customer),
    }
}

/// The name of a kind of record that permissions speak of.
pub fn subject(subject: Subject) -> &'static str {
    match subject {
        Subject::Applications => text!(subjects.applications),
        Subject::CustomerApplications => text!(subjects.customer_applications),
        Subject::Users => text!(subjects.users),
        Subject::CustomerUsers => text!(subjects.customer_users),
        Subject::Customers => text!(subjects.customers),
        Subject::Organizations => text!(subjects.organizations),
        Subject::Roles => text!(subjects.roles),
        Subject::MailSettings => text!(subjects.mail_settings),
        Subject::Configuration => text!(subjects.configuration),
        Subject::Audit => text!(subjects.audit),
        Subject::LoginAttempts => text!(subjects.login_attempts),
    }
}

/// The name of what can be done with a record.
pub fn action(action: Action) -> &'static str {
    match action {
        Action::View => text!(actions.view),
        Action::Create => text!(actions.create),
        Action::Edit => text!(actions.edit),
        Action::Delete => text!(actions.delete),
    }
}

/// The name of how far a permission reaches.
pub fn level(level: Level) -> &'static str {
    match level {
        Level::None => text!(levels.none),
        Level::Own => text!(levels.own),
        Level::Customer => text!(levels.customer),
        Level::Organization => text!(levels.organization),
        Level::Global => text!(levels.global),
    }
}

/// What happened.
pub fn mail_event(event: MailEvent) -> &'static str {
    match event {
        MailEvent::ApplicationCreated => text!(mail_events.application_created),
        MailEvent::ApplicationChanged => text!(mail_events.application_changed),
        MailEvent::SecretRotated => text!(mail_events.secret_rotated),
        MailEvent::SecretExpiring => text!(mail_events.secret_expiring),
        MailEvent::ApplicationActivated => text!(mail_events.application_activated),
        MailEvent::ApplicationDeactivated => text!(mail_events.application_deactivated),
        MailEvent::ApplicationDeleted => text!(mail_events.application_deleted),
        MailEvent::ApplicationRestored => text!(mail_events.application_restored),
        MailEvent::NewNetwork => text!(mail_events.new_network),
        MailEvent::NewPlace => text!(mail_events.new_place),
        MailEvent::ApplicationLetIn => text!(mail_events.application_let_in),
        MailEvent::AccountLocked => text!(mail_events.account_locked),
        MailEvent::SecondFactorAdded => text!(mail_events.second_factor_added),
        MailEvent::SecondFactorRemoved => text!(mail_events.second_factor_removed),
        MailEvent::RecoveryCodeUsed => text!(mail_events.recovery_code_used),
    }
}

/// How a text is compared.
pub fn text_operator(operator: TextOperator) -> &'static str {
    match operator {
        TextOperator::Contains => text!(grid.contains),
        TextOperator::NotContains => text!(grid.not_contains),
        TextOperator::Equals => text!(grid.equals),
        TextOperator::StartsWith => text!(grid.starts_with),
        TextOperator::EndsWith => text!(grid.ends_with),
    }
}
