//! People as those see them who call the office, on both engines.

mod administrators;
mod change;
mod create;
mod list;
mod options;
mod switch;

use crate::{
    Error,
    town::{
        ADMIN, AMANDA, BRIAN, DEMO_PASSWORD, GARY, GWEN, JOHN, MARIA, Town, assert_invalid, assert_refused,
    },
};
use model::{Problem, Side, UserForm};
