//! The words both sides share: what an application is, what may be typed, what may be asked for.
//!
//! Nothing here does I/O, so the same rules run in the browser, behind the pages and behind the API.

mod activity;
mod api_type;
mod application;
mod application_settings;
mod attached_message;
mod audit;
mod authentication_method;
mod authorization;
mod browser;
mod bulk;
mod configuration;
mod conformance;
mod customer;
mod digest;
mod fields;
mod filter;
mod grant_form;
mod grid;
mod grid_query;
mod id;
mod identity;
mod invalid;
mod language;
mod login_attempt;
mod logout;
mod mail_event;
mod mail_template;
mod mailbox;
mod may;
mod message_text;
mod name;
mod new_application;
mod notification_rule;
mod organization;
mod origin;
mod outbox;
mod password;
mod permission;
mod person;
mod preferences;
mod redirect_uri;
mod registration_token;
mod role;
mod saved_view;
mod scope;
mod search;
mod second_factor;
mod secret;
mod signing_key;
mod template_variable;
mod time_asked;
mod timestamp;
mod token_failure;
mod urlencoded;
mod user;
mod walk;

pub use activity::{
    Activity, ActivityBucket, ActivitySpan, FailureCount, NetworkSeen, SecretChoice, Slowness,
};
pub use api_type::{ApiAccess, ApiType, Side, UnknownWord};
pub use application::{
    Application, ApplicationForm, ApplicationInput, CreatedApplication, DeletedApplication, FormOptions,
    Grant,
};
pub use application_settings::{
    ApplicationSettings, ApplicationSettingsForm, ApplicationSettingsInput, JWKS_MAX_LENGTH, REFRESH_DAYS_MAX,
};
pub use attached_message::{
    ATTACHED_MAX, AttachedBy, AttachedCursor, AttachedMessage, AttachedPage, MESSAGE_ID_MAX_LENGTH,
    MESSAGE_SUBJECT_MAX_LENGTH, MessageForm, MessageInput, SNIPPET_MAX_LENGTH,
};
pub use audit::{
    AuditAction, AuditActor, AuditChange, AuditDoor, AuditField, AuditKind, AuditPlace, AuditRecord,
    AuditSubject, AuditValue, AuditWho, History, differences,
};
pub use authentication_method::AuthenticationMethod;
pub use authorization::{
    AuthorizationProblem, AuthorizationQuestion, AuthorizationStep, DeviceQuestion, LetIn, LetInBy,
    PeopleWhoLetIn,
};
pub use browser::browser;
pub use bulk::{BULK_MAX, BulkOutcome, BulkVerb};
pub use configuration::{Configuration, EffectiveSetting, ExposedKey, SettingSource};
pub use conformance::{
    Check, Conformance, Excuse, Finding, Offender, Point, Profile, REQUIREMENTS, Requirement, Verdict,
};
pub use customer::{Customer, CustomerForm, CustomerInput, CustomerRef};
pub use digest::Digest;
pub use fields::{
    ApplicationField, AuditRecordField, CustomerField, LoginAttemptField, OrganizationField, OutboxField,
    RoleField, RuleField, TemplateField, UserField,
};
pub use filter::{Condition, Filter, TextOperator};
pub use grant_form::GrantInput;
pub use grid::{Asks, COUNTED_MAX, Direction, FILTERED_MAX, GridField, PAGE_SIZES, Page, Sort};
pub use grid_query::{Asked, GridQuery};
pub use id::{
    ApplicationId, AttachedMessageId, AuditRecordId, AuditedId, AuthorizationId, CustomerId, IdentityId,
    LoginAttemptId, MailId, OrganizationId, PasskeyId, PasswordLinkId, RegistrationTokenId, RoleId, RuleId,
    SecretId, SessionId, TemplateId, UserId, ViewId,
};
pub use identity::{Identity, ProviderProblem, ProviderRef, SignInWith, WaysIn};
pub use invalid::{Invalid, Problem};
pub use language::Language;
pub use login_attempt::{LoginAttempt, LoginFailure, LoginSource, TriedAt};
pub use logout::{LogoutProblem, LogoutStep};
pub use mail_event::{MailEvent, TemplateKind};
pub use mail_template::{
    BODY_MAX_LENGTH, EmailTemplate, Fault, NewTemplateForm, Preview, SUBJECT_MAX_LENGTH, TemplateForm,
    TemplateInput, TemplatePart, TemplateText,
};
pub use mailbox::{MAILBOXES_MAX, Mailbox};
pub use may::May;
pub use name::{NAME_MAX_LENGTH, check_name};
pub use new_application::{NewApplication, TemporaryToken};
pub use notification_rule::{
    NotificationRule, RECIPIENTS_MAX, RuleForm, RuleInput, RuleOptions, TemplateRef,
};
pub use organization::{Organization, OrganizationForm, OrganizationInput, OrganizationRef};
pub use origin::Origin;
pub use outbox::{MailState, OutboxMail};
pub use password::{LinkPurpose, PasswordLink, TypedPassword};
pub use permission::{Action, Level, Permissions, Subject};
pub use person::{User, UserForm, UserInput, UserOptions, check_email, full_name};
pub use preferences::{Preferences, PreferencesForm};
pub use redirect_uri::{
    REDIRECT_URI_MAX_LENGTH, REDIRECT_URIS_MAX, is_redirect_uri, is_web_address, redirect_uri_matches,
};
pub use registration_token::{
    NewRegistrationToken, REGISTRATION_DAYS_MAX, REGISTRATIONS_MAX, RegistrationToken, RegistrationTokenForm,
    RegistrationTokenInput, RegistrationTokenState,
};
pub use role::{Role, RoleForm, RoleInput, RoleOptions, RoleRef, SubjectOptions};
pub use saved_view::{Grid, SAVED_VIEWS_MAX, SavedView, SavedViewForm};
pub use scope::{IdentityScope, Scope};
pub use search::{
    FOUND_MAX, Found, FoundGroup, FoundKind, SEARCH_MAX_LENGTH, SEARCH_MIN_LENGTH, search_text,
};
pub use second_factor::{
    AuthenticatorApp, AuthenticatorSetup, Lacks, PASSKEY_NAME_MAX_LENGTH, Passkey, QrCode, RECOVERY_CODES,
    RecoveryCodes, SecondFactors, SecondStep, SignInStep, StepUp,
};
pub use secret::{Grace, LABEL_MAX_LENGTH, RotatedSecret, SecretForm, SecretInfo, SecretInput, SecretLife};
pub use signing_key::{KeyOrigin, KeyRing, KeyState, Rotation, SigningKeyFacts};
pub use template_variable::TemplateVariable;
pub use time_asked::TimeAsked;
pub use timestamp::Timestamp;
pub use token_failure::TokenFailure;
pub use urlencoded::{decode_component, decode_pairs, escape};
pub use user::{
    EMAIL_MAX_LENGTH, PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH, PersonRef, SessionInfo, Viewer, fold,
    normalize_email,
};
pub use walk::{Cursor, Ends, Key, Part, Place, Walk};
