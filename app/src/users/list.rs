//! **Users** and **Customer Users**: all people of a side.

use super::{
    columns::user_columns,
    record::home,
    rpc::{list_users, user_facts},
};
use crate::{
    grid::{Words, use_query},
    records::{IndexPage, ListFacts, Place},
    text::{counted, text},
};
use leptos::{context::Provider, prelude::*};
use model::{Grid, Side, UserField};
use std::sync::Arc;

/// The page.
#[component]
pub fn UsersPage(
    /// Of which side.
    side: Side,
) -> impl IntoView {
    let place = Place::new(home(side));
    let changes = place.changes;
    let query = use_query::<UserField>();
    let facts = Resource::new(|| (), move |()| user_facts(side));
    let list =
        Resource::new(move || (query.get(), changes.get()), move |(query, _)| list_users(side, None, query));
    let columns = Arc::new(move |facts: &ListFacts| user_columns(side, false, facts));
    let (grid, title, create) = match side {
        Side::BackOffice => (Grid::Users, text!(users.title), text!(users.create)),
        Side::Customer => (Grid::CustomerUsers, text!(customer_users.title), text!(customer_users.create)),
    };
    view! {
        <Provider value=place>
            <IndexPage grid title create columns facts list words=words(side)/>
        </Provider>
    }
}

/// What a grid of a side's people says as a whole.
pub fn words(side: Side) -> Words {
    match side {
        Side::BackOffice => Words {
            caption: text!(users.title),
            icon: "users",
            empty: text!(users.empty),
            empty_hint: text!(users.empty_hint),
            none_match: text!(users.none_match),
            total: |total| counted!(users.total, total),
        },
        Side::Customer => Words {
            caption: text!(customer_users.title),
            icon: "users",
            empty: text!(customer_users.empty),
            empty_hint: text!(customer_users.empty_hint),
            none_match: text!(customer_users.none_match),
            total: |total| counted!(customer_users.total, total),
        },
    }
}
