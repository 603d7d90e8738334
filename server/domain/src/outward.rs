//! The way out: requests to addresses that somebody else chose, which never lead inward (RFC 9700 §4.15, OWASP's SSRF).

mod configured;
mod exchange;
mod fetcher;
mod get;
mod own;
mod post;
mod reach;

pub(crate) use configured::Correspondent;
pub(crate) use exchange::{LONGEST, Unanswered};
pub(crate) use fetcher::{FetchError, Fetcher};
pub use own::{OwnAnswer, ask_own_address, post_to_own_address};
pub(crate) use post::post_form;
pub(crate) use reach::Reach;
