//! The server functions of letting a device in.

use crate::AppError;
use leptos::{prelude::*, server_fn::codec::Json};
use model::DeviceQuestion;
use serde::{Deserialize, Serialize};

/// What is sent with either button.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeviceForm {
    /// The code as it was typed.
    pub user_code: String,
    /// `grant`; anything else does not let it in.
    pub answer: String,
}

/// What one is asked about the device with this code.
#[server(prefix = "/rpc", endpoint = "device/question", input = Json)]
pub async fn ask_about_device(user_code: String) -> Result<DeviceQuestion, AppError> {
    let (office, actor) = crate::server::desk()?;
    let address = crate::server::visitor().map(|visitor| visitor.origin.address).unwrap_or_default();
    Ok(office.device_question(&actor, &user_code, &address).await?)
}

/// Takes the answer; whether the device was let in.
#[server(prefix = "/rpc", endpoint = "device/answer", input = Json)]
pub async fn answer_device(form: DeviceForm) -> Result<bool, AppError> {
    let (office, actor) = crate::server::desk()?;
    let address = crate::server::visitor().map(|visitor| visitor.origin.address).unwrap_or_default();
    let granted = form.answer == "grant";
    office.answer_device(&actor, &form.user_code, &address, granted).await?;
    Ok(granted)
}
