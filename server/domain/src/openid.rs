//! OpenID Connect: who the person is that let an application in, in the words of the standard.

mod id_token;
mod person;
mod userinfo;

pub use userinfo::UserInfoError;
