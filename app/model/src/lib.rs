//! The words both sides share: what an application is, what may be typed, what may be asked for.
//!
//! Nothing here does I/O, so the same rules run in the browser, behind the pages and behind the API.

mod api_type;
mod application;
mod filter;
mod grid;
mod id;
mod invalid;
mod organization;
mod password;
mod permission;
mod secret;
mod timestamp;
mod user;

pub use api_type::{ApiAccess, ApiType, Side, UnknownWord};
pub use application::{
    Application, ApplicationForm, ApplicationInput, CreatedApplication, FormOptions, Grant, NAME_MAX_LENGTH,
};
pub use filter::{Condition, Filter, TextOperator};
pub use grid::{ApplicationField, ApplicationQuery, Direction, PAGE_SIZES, Page, Sort, Status};
pub use id::{
    ApplicationId, CustomerId, MailId, OrganizationId, PasswordLinkId, RoleId, SecretId, SessionId, UserId,
};
pub use invalid::{Invalid, Problem};
pub use organization::OrganizationRef;
pub use password::{LinkPurpose, PasswordLink, TypedPassword};
pub use permission::{Action, Level, Permissions, Subject};
pub use secret::{Grace, RotatedSecret};
pub use timestamp::Timestamp;
pub use user::{
    EMAIL_MAX_LENGTH, PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH, SessionInfo, Viewer, fold, normalize_email,
};
