//! Passwords: forgotten, set with a link from a mail, changed, and given again before one acts for somebody else.

mod change;
mod forgot;
mod own_password;
mod rpc;
mod set;

pub use change::{ChangePasswordButton, ChangePasswordDialog};
pub use forgot::ForgotPasswordPage;
pub use own_password::{OwnPasswordField, is_own_password_asked};
pub use set::SetPasswordPage;
