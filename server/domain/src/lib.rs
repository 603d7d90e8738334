//! The rules: who may do what with applications, credentials, tokens and mail.
//!
//! Everything goes through [`Office`], and every method that acts for somebody takes the [`Actor`] first. Pages, `/rpc`,
//! the web APIs and the token endpoint all end here, so a rule is written once and cannot be walked around.

mod activity;
mod actor;
mod administrators;
mod applications;
mod attached_messages;
mod audit;
mod authorizations;
mod backchannel;
mod cleanup;
mod client_keys;
mod clock;
mod configuration;
mod conformance;
mod credentials;
mod customers;
mod devices;
mod email_templates;
mod error;
mod guard;
mod idempotency;
mod jws;
mod keys;
mod last_used;
mod live;
mod login_attempts;
mod mail;
mod metadata_documents;
mod network;
mod networks_used;
mod notification_rules;
mod office;
mod openid;
mod organizations;
mod outbox;
mod outward;
mod people;
mod provisioning;
mod random;
mod reach;
mod registration;
mod roles;
mod saved_views;
mod search;
mod second_factors;
mod sensitive;
mod setup;
mod sso;
#[cfg(feature = "testing")]
pub mod testing;
#[cfg(test)]
mod tests;
mod time_zone;
mod together;
mod tokens;
#[cfg(test)]
mod town;
mod waiting;

pub use actor::{Actor, Record, Via};
pub use applications::ApplicationList;
pub use audit::{Broken, CameFrom, ChainReport, NotedEnd};
pub use authorizations::{AuthorizationParameters, PushRequest, PushedRequest};
pub use backchannel::LogoutReport;
pub use cleanup::CleanupReport;
pub use clock::{Clock, SystemClock};
pub use conformance::{Inspector, Observation, Probing, Sample, Surroundings};
pub use credentials::{ClientSecret, SECRET_PREFIX, digest, generate_client_id, looks_valid, same_digest};
pub use devices::{DeviceCodes, DeviceRequest};
pub use error::Error;
pub use guard::{Attempt, Guard};
pub use idempotency::{Answered, Held, KeyedRequest};
pub use keys::{
    GeneratedKeys, KeyError, KeyReport, KeyStatus, Made, check_keys, generate_keys, quoted_for_shell,
};
pub use mail::MailReport;
pub use metadata_documents::{ClientIdMetadata, HostPattern};
pub use office::{MailTransport, Office, Settings, SmtpServer};
pub use openid::{LogoutParameters, UserInfoError};
pub use outward::{OwnAnswer, ask_own_address, post_to_own_address};
pub use people::{Entrance, Lockout, NewUser, Origin, SignedIn};
pub use provisioning::MembersChange;
pub use random::{Random, SystemRandom};
pub use registration::{
    ApplicationMetadata, Managing, RegisteredApplication, Registering, RegistrationError, Way,
};
pub use second_factors::{SealingStatus, sealing_status};
pub use sensitive::Sensitive;
pub use setup::{CrowdSize, CrowdStep, FirstAdministrator, Initialized};
pub use sso::{
    Arrived, Arriving, Begin, Begun, IdentityProvider, IdentityProviders, LogoutRefusal, NewPeople,
    ProviderAnswer, Refused, RolesByClaim,
};
pub use store::hex;
pub use time_zone::offset_from_utc;
pub use together::Together;
pub use tokens::{
    Acting, Audience, BearerError, Claims, ClientProof, Confirmation, Credentials, Introspected, IssuedToken,
    PresentedBearer, PresentedProof, RefreshTokenFacts, Source, TokenError, TokenExchange, TokenRequest,
    subject_of,
};

/// What every method of the office returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;
