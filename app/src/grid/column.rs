//! What a page says about a column of its grid.

use crate::text::text;
use leptos::prelude::*;
use model::GridField;
use std::sync::Arc;

/// What stands in a cell.
type Cell<R> = Arc<dyn Fn(&R) -> AnyView + Send + Sync>;

/// A column of a grid with rows `R`.
#[derive(Clone)]
pub struct Column<F, R> {
    /// Which.
    pub field: F,
    /// Its name.
    pub label: &'static str,
    /// The name of its filter, where it has another one.
    pub filter_label: Option<&'static str>,
    /// What can be chosen where one of several is asked for.
    pub choices: Vec<Choice>,
    /// Whether its filter is always in sight, or among the further ones, or there is none.
    pub filter: Filtered,
    /// Whether it names the row: such a column cannot be hidden.
    pub names: bool,
    /// What stands in a cell.
    pub cell: Cell<R>,
}

/// Where the filter of a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filtered {
    /// There is none.
    No,
    /// In sight.
    InSight,
    /// Among the further ones.
    Further,
}

/// Something that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// As it stands in the address.
    pub value: String,
    /// As people read it.
    pub label: String,
}

impl Choice {
    /// A value and its words.
    pub fn new(value: impl ToString, label: impl Into<String>) -> Self {
        Self { value: value.to_string(), label: label.into() }
    }
}

impl<F: GridField, R> Column<F, R> {
    /// A column without a filter.
    pub fn new(field: F, label: &'static str, cell: impl Fn(&R) -> AnyView + Send + Sync + 'static) -> Self {
        let cell = Arc::new(cell);
        Self {
            field,
            label,
            filter_label: None,
            choices: Vec::new(),
            filter: Filtered::No,
            names: false,
            cell,
        }
    }

    /// The same, naming the row.
    #[must_use]
    pub fn naming(self) -> Self {
        Self { names: true, ..self }
    }

    /// The same with a filter that is in sight.
    #[must_use]
    pub fn filtered(self) -> Self {
        Self { filter: Filtered::InSight, ..self }
    }

    /// The same with a filter that is among the further ones.
    #[must_use]
    pub fn filtered_further(self) -> Self {
        Self { filter: Filtered::Further, ..self }
    }

    /// The same with a filter of this name.
    #[must_use]
    pub fn filter_label(self, label: &'static str) -> Self {
        Self { filter_label: Some(label), ..self }
    }

    /// The same with what can be chosen.
    #[must_use]
    pub fn choices(self, choices: impl IntoIterator<Item = Choice>) -> Self {
        Self { choices: choices.into_iter().collect(), ..self }
    }
}

/// What a grid says as a whole.
#[derive(Clone)]
pub struct Words {
    /// What it is a grid of.
    pub caption: &'static str,
    /// The icon that stands where there are no rows.
    pub icon: &'static str,
    /// There is none yet.
    pub empty: &'static str,
    /// What the first one would be good for.
    pub empty_hint: &'static str,
    /// None is left by the filters.
    pub none_match: &'static str,
    /// How many there are.
    pub total: fn(u64) -> String,
}

/// **Yes** or **No**, as a badge.
pub fn yes_no(value: bool) -> AnyView {
    let (kind, word) = if value { ("active", text!(common.yes)) } else { ("inactive", text!(common.no)) };
    view! { <span class="badge" data-kind=kind>{word}</span> }.into_any()
}
