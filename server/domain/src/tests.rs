//! What holds for the office as a whole.

mod permissions;
