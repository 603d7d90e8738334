//! The design system: what pages are put together from.

mod alert;
mod button;
mod choices;
mod copy;
mod dialog;
mod failure;
mod field;
mod focus;
mod form;
mod form_error;
mod icon;
mod leave;
mod menu;
mod password_field;
mod text_area;
mod time;
mod toast;

pub use alert::{Alert, AlertKind};
pub use button::{ButtonKind, LinkButton, SubmitButton};
pub use choices::{CheckList, SelectField};
pub use copy::{CopyButton, SecretField};
pub use dialog::{Dialog, DialogActions, FormActions};
pub use failure::Failure;
pub use field::{Check, FieldError, TextField, invalid};
pub use focus::focus;
#[cfg(feature = "ssr")]
pub use form::read_form;
pub use form::{Form, FormState, FormStatus, Nothing, Sent, lead_on, posted, posted_then, use_form};
pub use form_error::FormError;
pub use icon::Icon;
pub use leave::use_leave;
pub use menu::Menu;
pub use password_field::PasswordField;
pub use text_area::TextArea;
pub use time::Time;
pub use toast::{ToastRegion, Toasts};
