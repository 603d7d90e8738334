//! Devices without a browser (RFC 8628): they show a code, somebody types it elsewhere and lets them in.

mod answer;
mod begin;
mod polls;
mod user_code;

pub use begin::{DeviceCodes, DeviceRequest};
pub(crate) use polls::Polls;
