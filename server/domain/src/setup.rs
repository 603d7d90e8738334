//! The first day: shipped roles, the first organization, the first administrator, and demo data for those who want to look around.

mod crowd;
mod demo;
mod initialize;
mod roles;

pub use crowd::{CrowdSize, CrowdStep};
pub use initialize::{FirstAdministrator, Initialized};
