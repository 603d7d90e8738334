//! Access tokens: issued, recognised, introspected and revoked, without a row for any that just runs out.

mod assertion;
mod authenticate;
mod bearer;
mod claims;
mod client_credentials;
mod device;
mod dpop;
mod error;
mod exchange;
mod for_person;
mod introspect;
mod issue;
mod living;
mod mint;
mod password;
mod proofs;
mod refresh;
mod revoke;
mod scope;
mod temporary;
#[cfg(test)]
mod tests;
mod token_exchange;
mod token_id;
mod verified;

pub use assertion::subject_of;
pub use authenticate::{ClientProof, Credentials};
pub use bearer::{BearerError, PresentedBearer};
pub use claims::{Acting, Audience, Claims, Confirmation, Source};
pub use dpop::PresentedProof;
pub use error::TokenError;
pub use introspect::{Introspected, RefreshTokenFacts};
pub use issue::{IssuedToken, TokenRequest};
pub use token_exchange::TokenExchange;

pub(crate) use living::next_mark;
pub(crate) use proofs::Proofs;
pub(crate) use scope::{allowed_by_people, granted};
pub(crate) use verified::Verified;
