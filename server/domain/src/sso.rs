//! Signing in through the identity provider of a company: this server as the relying party of OpenID Connect.
//!
//! A person goes there with a request of which nothing here is of use to anybody but their own browser, and comes back with a code
//! that is exchanged and checked. Who they are there ([`model::Identity`]) says who they are here; an address alone does so
//! only where the operator wants it and the provider vouches for it.

mod answer;
mod arrive;
mod backchannel_logout;
mod begin;
mod check;
mod claims;
mod client;
mod create;
mod finish;
mod identities;
mod known;
mod link;
mod logout;
mod refusal;
mod roles;
mod settings;
mod signature;

pub use answer::ProviderAnswer;
pub use backchannel_logout::LogoutRefusal;
pub use begin::{Begin, Begun};
pub use finish::{Arrived, Arriving};
pub(crate) use known::Providers;
pub use refusal::Refused;
pub use settings::{IdentityProvider, IdentityProviders, NewPeople, RolesByClaim};
