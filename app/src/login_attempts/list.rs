//! **Login Attempts** and **Customer User Login Attempts**: who came in, who did not, and why not.

use super::{columns::columns, record::home, rpc::list_login_attempts};
use crate::{
    grid::{GridTools, Words, use_query},
    records::{ListFacts, Place, RecordList},
    text::{counted, text},
};
use leptos::{context::Provider, prelude::*};
use leptos_meta::Title;
use model::{Grid, LoginAttemptField, Side};
use std::sync::Arc;

/// The page. Nobody makes an attempt here, so there is no button that would.
#[component]
pub fn LoginAttemptsPage(
    /// Of which side.
    side: Side,
) -> impl IntoView {
    let path = home(side);
    let place = Place::new(path);
    let changes = place.changes;
    let query = use_query::<LoginAttemptField>();
    let facts = Resource::new(|| (), |()| async { Ok(ListFacts::default()) });
    let list = Resource::new(
        move || (query.get(), changes.get()),
        move |(query, _)| list_login_attempts(side, query),
    );
    let (grid, title) = match side {
        Side::BackOffice => (Grid::LoginAttempts, text!(login_attempts.title)),
        Side::Customer => (Grid::CustomerLoginAttempts, text!(login_attempts.title_customer)),
    };
    let words = Words {
        caption: title,
        icon: "sessions",
        empty: text!(login_attempts.empty),
        empty_hint: text!(login_attempts.empty_hint),
        none_match: text!(login_attempts.none_match),
        total: |total| counted!(login_attempts.total, total),
    };
    view! {
        <Provider value=place>
            <Title text=title/>
            <div class="page-head">
                <h1>{title}</h1>
                <div class="page-actions">
                    <GridTools<LoginAttemptField> grid/>
                </div>
            </div>
            <section class="section" aria-label=title>
                <RecordList path columns=Arc::new(columns) facts list words first=None/>
            </section>
        </Provider>
    }
}
