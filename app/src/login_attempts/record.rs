//! An attempt as the shared parts know it.

use super::rpc::find_login_attempt;
use crate::{
    AppError,
    records::{Deed, Record},
    text::text,
};
use model::{LoginAttempt, LoginAttemptId, May, Side};

/// The page with all of a side.
pub const fn home(side: Side) -> &'static str {
    match side {
        Side::BackOffice => "/login-attempts",
        Side::Customer => "/customer-user-login-attempts",
    }
}

impl Record for LoginAttempt {
    type Id = LoginAttemptId;

    fn id(&self) -> LoginAttemptId {
        self.id
    }

    /// Who it was, as far as that is known.
    fn label(&self) -> String {
        let application = self.application.as_ref().map(|application| application.client_id.as_str());
        match (self.email.as_str(), application) {
            ("", Some(client_id)) => client_id.to_owned(),
            ("", None) => text!(login_attempts.no_address).to_owned(),
            (email, _) => email.to_owned(),
        }
    }

    fn home(&self) -> &'static str {
        home(self.side)
    }

    /// What happened stays as it is.
    fn may(&self) -> May {
        May::default()
    }

    fn enabled(&self) -> Option<bool> {
        None
    }

    fn consequence(&self, _: Deed) -> String {
        String::new()
    }

    async fn find(id: LoginAttemptId) -> Result<Self, AppError> {
        find_login_attempt(id).await
    }

    async fn carry_out(_: Deed, _: LoginAttemptId) -> Result<Self, AppError> {
        Err(AppError::Forbidden)
    }
}
