//! OpenID Connect: who the person is that let an application in, in the words of the standard.

mod id_token;
mod logout;
mod person;
mod userinfo;

pub use logout::LogoutParameters;
pub use userinfo::UserInfoError;
