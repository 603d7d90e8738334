//! A token to try a new application with, so that its developer sees at once that it works.

use super::{mint::Draft, scope};
use crate::{Office, live::Standing};
use model::TemporaryToken;

impl Office {
    /// Issues a token for an application that was just created, as if it had asked for one with its only secret. Why there is
    /// none is part of the answer: the application exists all the same.
    pub(crate) async fn temporary_token(&self, client_id: &str) -> TemporaryToken {
        let key = match self.signing_key().await {
            Ok(Some(key)) => key,
            Ok(None) => return TemporaryToken::KeysMissing,
            Err(_) => return TemporaryToken::Unavailable,
        };
        let Ok(Some(application)) = self.live_application(client_id).await else {
            return TemporaryToken::Unavailable;
        };
        match (application.standing, application.secrets.first()) {
            (Standing::Inactive, _) => TemporaryToken::Inactive,
            (Standing::Good, Some(secret)) => {
                let scope = scope::allowed(&application);
                match self.mint(&key, &Draft::of_itself(&application, secret, &scope)) {
                    Ok(token) => TemporaryToken::Issued {
                        access_token: token.access_token.reveal().to_owned(),
                        expires_in: token.expires_in,
                    },
                    Err(error) => {
                        tracing::error!(%error, "a temporary token was not issued");
                        TemporaryToken::Unavailable
                    }
                }
            }
            _ => TemporaryToken::Unavailable,
        }
    }
}
