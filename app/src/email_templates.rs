//! The templates of mails: the grid, the page of each, and the editor with its preview.

mod columns;
mod editor;
mod list;
mod new;
mod page;
mod preview;
#[cfg(feature = "ssr")]
mod preview_page;
mod record;
mod routes;
mod rpc;
mod variables;
mod words;

#[cfg(feature = "ssr")]
pub use preview_page::{PreviewAnswer, preview_page};
pub use routes::TemplateRoutes;
