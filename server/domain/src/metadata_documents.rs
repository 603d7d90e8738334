//! Applications that nobody registered: their Client ID is the address of a document that describes them (OAuth Client ID
//! Metadata Document). Only hosts that the configuration names are believed.

mod document;
mod follow;
mod settings;
mod take_in;
#[cfg(test)]
mod tests;
mod url;

pub use settings::{ClientIdMetadata, HostPattern};

pub(crate) use follow::Documents;
