//! The state of a grid in the address.

use leptos::prelude::*;
use leptos_router::{hooks::use_location, params::ParamsMap};
use model::escape;
use model::{GridField, GridQuery};

/// A page with its grid in this state.
pub fn address<F: GridField>(path: &str, query: &GridQuery<F>) -> String {
    let parameters = query.to_parameters();
    if parameters.is_empty() {
        return path.to_owned();
    }
    let pairs: Vec<_> = parameters.iter().map(|(key, value)| format!("{key}={}", escape(value))).collect();
    format!("{path}?{}", pairs.join("&"))
}

/// The state of the grid, as the address says it.
pub fn use_query<F: GridField>() -> Memo<GridQuery<F>> {
    let parameters = use_location().query;
    Memo::new(move |_| parameters.with(read))
}

/// The same, without listening.
pub fn current_query<F: GridField>() -> GridQuery<F> {
    use_location().query.with_untracked(read)
}

fn read<F: GridField>(parameters: &ParamsMap) -> GridQuery<F> {
    let pairs: Vec<_> = parameters.clone().into_iter().collect();
    GridQuery::from_parameters(pairs.iter().map(|(key, value)| (key.as_ref(), value.as_str())))
}
