//! All applications of a side, of every grant: the grid, the page that creates one, and the page of each.

mod activity;
mod backchannel_logout_field;
mod bulk_bar;
mod bulk_dialog;
mod create_page;
mod edit_page;
mod grant_fields;
mod index_page;
mod owner_field;
mod password_grant_field;
mod people_section;
mod redirect_field;
mod registration;
mod requirement_fields;
mod result;
mod routes;
mod rpc;
mod secrets_table;
mod settings_page;
mod view_page;

pub use routes::ApplicationPages;

use crate::text::text;
use model::{Grid, Side};

/// The grid of a side.
pub const fn grid_of(side: Side) -> Grid {
    match side {
        Side::BackOffice => Grid::Applications,
        Side::Customer => Grid::CustomerApplications,
    }
}

/// The heading of the grid of a side.
fn title_of(side: Side) -> &'static str {
    match side {
        Side::BackOffice => text!(index.title),
        Side::Customer => text!(index.title_customer),
    }
}
