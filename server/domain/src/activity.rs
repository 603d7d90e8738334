//! What applications do, counted: in memory and written in batches, so that no token and no request costs a write.
//!
//! A process that is killed loses what it counted since it last wrote, which is five seconds of it; one that is told to stop
//! loses nothing.

mod counted;
mod flush;
mod note;
mod read;
mod tally;
#[cfg(test)]
mod tests;

pub(crate) use counted::Counted;
pub(crate) use tally::Tally;
