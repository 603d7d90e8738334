//! The words both sides share: what an application is, what may be typed, what may be asked for.
//!
//! Nothing here does I/O, so the same rules run in the browser, behind the pages and behind the API.

mod api_type;
mod application;
mod customer;
mod fields;
mod filter;
mod grid;
mod grid_query;
mod id;
mod invalid;
mod may;
mod name;
mod organization;
mod permission;
mod person;
mod role;
mod secret;
mod time_asked;
mod timestamp;
mod user;

pub use api_type::{ApiAccess, ApiType, Side, UnknownWord};
pub use application::{
    Application, ApplicationForm, ApplicationInput, CreatedApplication, FormOptions, Grant,
};
pub use customer::{Customer, CustomerForm, CustomerInput, CustomerRef};
pub use fields::{ApplicationField, CustomerField, OrganizationField, RoleField, UserField};
pub use filter::{Condition, Filter, TextOperator};
pub use grid::{Asks, Direction, GridField, PAGE_SIZES, Page, Sort};
pub use grid_query::{Asked, GridQuery};
pub use id::{ApplicationId, CustomerId, MailId, OrganizationId, RoleId, SecretId, SessionId, UserId};
pub use invalid::{Invalid, Problem};
pub use may::May;
pub use name::{NAME_MAX_LENGTH, check_name};
pub use organization::{Organization, OrganizationForm, OrganizationInput, OrganizationRef};
pub use permission::{Action, Level, Permissions, Subject};
pub use person::{User, UserForm, UserInput, UserOptions, check_email, full_name};
pub use role::{Role, RoleForm, RoleInput, RoleRef};
pub use secret::{Grace, RotatedSecret};
pub use time_asked::TimeAsked;
pub use timestamp::Timestamp;
pub use user::{
    EMAIL_MAX_LENGTH, PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH, PersonRef, SessionInfo, Viewer, fold,
    normalize_email,
};
