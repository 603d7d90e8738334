//! What an actor may do with a record they see, so that a page offers just that. Whoever does it is asked again.

use serde::{Deserialize, Serialize};

/// What the actor who asked for a record may do with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct May {
    /// Change it.
    pub edit: bool,
    /// Enable or disable it.
    pub switch: bool,
    /// Delete it.
    pub delete: bool,
}
