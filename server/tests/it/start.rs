//! Starting and stopping, with real processes.

mod crash;
mod first_minute;
mod stopping;
mod tour;
mod traces;
mod trouble;
mod two_processes;
