//! Rows that stay what they are while others around them change.
//!
//! A row that is loaded again as it was keeps its elements: the focus, the tick in its box and its open menu stay where they
//! are. A row that changed is made anew, and is marked for a while.

use leptos::{
    prelude::*,
    tachys::{reactive_graph::OwnedView, view::keyed::keyed},
};
use std::{collections::HashSet, sync::Arc};

/// How rows of a grid are told apart.
#[derive(Clone)]
pub struct Kept<R> {
    id: Arc<dyn Fn(&R) -> String + Send + Sync>,
    state: Arc<dyn Fn(&R) -> String + Send + Sync>,
    /// The ids of the rows that are marked.
    marked: RwSignal<HashSet<String>>,
    /// Rows live longer than what loads them, so they belong to the grid.
    owner: Owner,
}

impl<R> Kept<R> {
    /// Made by the component of the grid, outside of what is loaded: by the id of a row, and by everything that is shown of it.
    pub fn new(
        id: impl Fn(&R) -> String + Send + Sync + 'static,
        state: impl Fn(&R) -> String + Send + Sync + 'static,
        marked: RwSignal<HashSet<String>>,
    ) -> Self {
        let owner = Owner::current().unwrap_or_default();
        Self { id: Arc::new(id), state: Arc::new(state), marked, owner }
    }

    /// The rows. `state` is what they depend on besides themselves.
    pub fn rows(&self, rows: &[R], state: &str, make: impl Fn(&R) -> AnyView) -> AnyView {
        let views = rows.iter().map(|row| {
            let id = (self.id)(row);
            let key = format!("{id} {} {state}", (self.state)(row));
            let owner = self.of_a_row();
            let marked = self.marked;
            let view = owner.with(|| {
                let marked_as = id.clone();
                let is_marked = move || {
                    marked.try_with(|marked| marked.contains(&marked_as)).unwrap_or_default().then_some("")
                };
                view! { <tr data-row=id data-changed=is_marked>{make(row)}</tr> }
            });
            (key, OwnedView::new_with_owner(view, owner))
        });
        let views: Vec<_> = views.collect();
        keyed(views, |(key, _)| key.clone(), |_, (_, view)| (|_| {}, view)).into_any()
    }

    fn of_a_row(&self) -> Owner {
        // On the server a row is made once, and what is around it may be gone before.
        if cfg!(feature = "ssr") { Owner::new() } else { self.owner.with(Owner::new) }
    }
}
