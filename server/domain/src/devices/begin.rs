//! A device begins to wait (RFC 8628 §3.1, §3.2).

use super::user_code::UserCode;
use crate::{
    Credentials, Office, Sensitive, TokenError, digest,
    tokens::{allowed_by_people, granted},
    waiting::place_of,
};
use model::Grant;
use std::time::Duration;
use store::{DeviceCodeRow, WaitingKind};

/// How long a device may wait.
const LIFETIME: Duration = Duration::from_mins(10);
/// How many seconds it has to wait between two questions, at first.
const INTERVAL: i64 = 5;
/// How often another code is made if somebody waits under the one that was made.
const ATTEMPTS: usize = 5;

/// What a device asks.
#[derive(Clone, Debug, Default)]
pub struct DeviceRequest {
    /// What its application shows of itself.
    pub credentials: Option<Credentials>,
    /// What it wants, separated by spaces; none: all APIs it may use.
    pub scope: Option<String>,
    /// The resources it wants.
    pub resources: Vec<String>,
    /// Where the request came from.
    pub address: String,
}

/// What it gets, in the one answer that shows it.
#[derive(Clone, Debug)]
pub struct DeviceCodes {
    /// What it asks for tokens with.
    pub device_code: Sensitive,
    /// What the person types.
    pub user_code: String,
    /// For how many seconds both work.
    pub expires_in: u64,
    /// How many seconds it has to wait between two questions.
    pub interval: i64,
}

impl Office {
    /// Begins.
    pub async fn begin_device(&self, request: &DeviceRequest) -> Result<DeviceCodes, TokenError> {
        let authenticated = self.authenticate(request.credentials.as_ref(), &request.address).await?;
        let application = &authenticated.application;
        if application.grant != Grant::Device {
            return Err(TokenError::UnauthorizedClient);
        }
        let allowed = allowed_by_people(application);
        let public_url = &self.0.settings.public_url;
        let scope = granted(&allowed, request.scope.as_deref(), &request.resources, public_url)?;
        let now = self.now();
        let row = DeviceCodeRow {
            application_id: application.id,
            scope,
            created_at: now,
            expires_at: now + LIFETIME,
            poll_interval: INTERVAL,
            polled_at_ms: None,
            authorization_id: None,
            denied_at: None,
            used_at: None,
        };
        let (device_code, place) = (self.new_token(), place_of(&request.address));
        for _ in 0..ATTEMPTS {
            let user_code = UserCode::generate(&*self.0.random);
            let mut tx = self.0.database.begin().await?;
            self.require_room(&mut tx, WaitingKind::Device, application, &place).await?;
            let hashes = (digest(device_code.reveal()), user_code.digest());
            match tx.insert_device_code(&hashes.0, &hashes.1, &row, &place).await {
                Ok(()) => {
                    tx.commit().await?;
                    return Ok(DeviceCodes {
                        device_code,
                        user_code: user_code.shown(),
                        expires_in: LIFETIME.as_secs(),
                        interval: INTERVAL,
                    });
                }
                Err(store::Error::Unique(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(TokenError::Internal(anyhow::anyhow!("no code was free for a device")))
    }
}
