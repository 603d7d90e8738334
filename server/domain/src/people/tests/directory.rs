//! People as those see them who list, add, change and disable them.

mod administrators;
mod change;
mod create;
mod list;
mod manager;
mod options;
mod switch;

use crate::{
    Error,
    town::{
        ADMIN, AMANDA, BRIAN, DEMO_PASSWORD, GARY, GWEN, JOHN, MARIA, Town, assert_invalid, assert_refused,
    },
};
use model::{Problem, Side, UserForm};
